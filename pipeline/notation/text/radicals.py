"""Radicals and strokes of kanji (⽔, ⻑, ㇐) that look like kanji and are none: where they stand, and what is meant.

Readers of PDF files leave them behind: the word looks right, and no search, comparison or amendment finds it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.notation.problem import Finding

# Source: Unicode 14, EquivalentUnifiedIdeograph.txt: code point and its ideograph; CJK Radicals Supplement, CJK Strokes.
_PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵"
    "⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁"
    "⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶"
    "⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼"
    "⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎"
    "㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎"
)
# The block Kangxi Radicals: each has its ideograph as compatibility decomposition (Unicode 14, UnicodeData.txt).
_KANGXI = range(0x2F00, 0x2FD6)

IDEOGRAPH_FOR = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI} | dict(
    zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
)
RADICAL = regex(f"[{''.join(IDEOGRAPH_FOR)}]")
_IDEOGRAPHS = str.maketrans(IDEOGRAPH_FOR)


def folded(text: str) -> str:
    """The text with the kanji that are meant; two texts that are equal then look the same."""
    return text.translate(_IDEOGRAPHS)


def find(text: str) -> Iterator[Finding]:
    """Every radical or stroke of the text, and the kanji to write."""
    for match in RADICAL.finditer(text):
        meant = IDEOGRAPH_FOR[match[0]]
        yield Finding(
            "radical",
            *match.span(),
            f"「{match[0]}」（U+{ord(match[0]):04X}）は漢字の部品の符号で、漢字の「{meant}」（U+{ord(meant):04X}）ではありません",
            f"「{meant}」と打ち直してください（「renkei normalize」で直せます。PDFから写した文によく紛れ込みます）",
        )
