"""Words of an agreement -> the units that a quotation must not cut: atoms of drafting, else words of Sudachi.

Atoms (R14): a date, an amount or number with its counter, a whole 条項号 number, 前条 and its like. Between them the
dictionary decides, or the scripts where it is not installed (an extra). A dictionary of another version may cut
elsewhere; the proof holds for whatever it cuts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from typing import Literal, Protocol

from pipeline.amending.differences import script_words
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.numbers.numeral import KANJI_NUMERALS

_D = "[0-9０-９]"
_K = f"[{KANJI_NUMERALS}]"
_N = f"(?:{_D}+|{_K}+)"
_COUNTERS = (
    "年度|箇月|か月|カ月|ヶ月|パーセント|箇所|か所|カ所|ヶ所|市町村|町村|世帯|団体|施設|分野|事業|時間|週間|日間|年間|"
    "[円人回年月日時分通件名校戸台部点歳級種割倍本冊枚棟床]"
)
_ERA = f"(?:{ERA_NAMES_PATTERN})"
# 八戸市, 四日市市, 二本松市, 六ヶ所村 begin like what is counted.
_PLACE = f"{_K}+(?:[戸日本]|[ヶケカヵか]所)[一-龠]{{0,2}}[市町村](?![町村])"
# Names that the dictionary cuts (全国地方公共団体コード).
_CUT_NAMES = "おおい町|えびの市|たつの市|あま市"
_ATOM = regex(
    # the number of an act or a notice with its year, or with the letters before it: 昭和22年政令第16号, 総行市第200号
    rf"{_ERA}(?:{_D}+|{_K}+|元)年(?:{_N}月{_N}日)?[一-龠]{{1,10}}第{_N}号"
    rf"|{_ERA}(?:{_D}+|{_K}+|元)年度?(?:{_N}月(?:{_N}日)?)?"
    r"|毎(?:年度|年|月|週|日)|及び|並びに|又は|若しくは"
    rf"|別表(?:第{_N}(?:の{_N})*)?"
    rf"|第{_N}条(?:の{_N})*(?:第{_N}項)?(?:第{_N}号(?:の{_N})*)?|第{_N}項(?:第{_N}号(?:の{_N})*)?|第{_N}号(?:の{_N})*"
    rf"|(?:前(?:各|{_N})?[条項号]|[次同][条項号表])(?:第{_N}項)?(?:第{_N}号)?"
    rf"|(?:(?![条項号前同次第])[一-龠]){{1,6}}第{_N}号"
    # what is counted in order: 第2種, 第1期, 第2次, 第3回, 第2章
    rf"|第{_N}(?:四半期|区分|地区|工区|段階|[編章節款目種級類期次回])"
    # 一丁目1番1号, 3番地の2, 2500番地1: an address is no number with parts
    rf"|(?:{_N}丁目)?{_N}番(?:地|(?!目))(?:の?{_N}号?)*"
    rf"|{_N}分の{_N}|(?!{_PLACE}){_K}+(?:{_COUNTERS})|{_CUT_NAMES}"
    # 40/100, 1：2 and 8:30 are one number each.
    rf"|(?:[年月週日](?={_D}+回))?{_D}(?:[,，.．/／:：]?{_D})*(?:[百千万億]*(?:{_COUNTERS}|[％%]))?"
)
# What may form a compound (関係＋町村, 町村＋長), and how long one may grow before it is no longer one word to a reader.
_COMPOUND = frozenset({"名詞", "接頭辞", "接尾辞"})
_LETTERS = regex("[一-鿿々ァ-ヶー]+")
# Names may be in hiragana (つくば市, 奥津軽いまべつ駅); these nouns are none and join with nothing.
_HIRAGANA = regex("[ぁ-ゖー]+")
_FORMAL = frozenset(
    {"こと", "もの", "ため", "とき", "ところ", "うち", "ほか", "よう", "とおり", "いずれ", "それぞれ", "たび"}
)
_LONGEST = 8
# What links the parts of a name: 奥ノ院, 茅ヶ崎, 虎ケ丘.
_LINKS = frozenset("ノヶケヵッツ")

# What joins words on both sides of it.
JOINTS = frozenset({"及び", "並びに", "又は", "若しくは", "かつ", "・"})

# word: may stand alone. verb: its endings (inflection) belong to it. particle: belongs to the word before it, formal nouns
# (こと, もの) too. joint and prefix: belong to the word behind them.
Kind = Literal["word", "verb", "inflection", "particle", "joint", "prefix", "mark"]


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a text."""

    text: str
    kind: Kind


class _Morpheme(Protocol):
    def surface(self) -> str: ...

    def part_of_speech(self) -> tuple[str, ...]: ...


class _Tokenizer(Protocol):
    def tokenize(self, text: str) -> Iterable[_Morpheme]: ...


@lru_cache(maxsize=1)
def has_dictionary() -> bool:
    """Whether the words are those of the dictionary (the extra `amend`), not of the scripts alone."""
    return find_spec("sudachipy") is not None and find_spec("sudachidict_small") is not None


@lru_cache(maxsize=1)
def _tokenizer() -> _Tokenizer:
    # Builds compare every document with what was signed; only where they differ are words looked up.
    from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]  # noqa: PLC0415

    made: _Tokenizer = Dictionary(dict="small").tokenizer(mode=SplitMode.C)
    return made


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[str, ...]:
    """The text in pieces; joined they are the text."""
    return tuple(token.text for token in parsed(text))


@lru_cache(maxsize=8192)
def parsed(text: str) -> tuple[Token, ...]:
    """The text in pieces with their kinds."""
    made: list[Token] = []
    at = 0
    for atom in _ATOM.finditer(text):
        made += _words(text[at : atom.start()])
        made.append(Token(atom[0], "joint" if atom[0] in JOINTS else "word"))
        at = atom.end()
    made += _words(text[at:])
    assert "".join(token.text for token in made) == text
    return tuple(made)


def _words(text: str) -> list[Token]:
    """Words of the dictionary; nouns that form one compound, with their prefixes and suffixes, stay together."""
    if not text:
        return []
    if not has_dictionary():
        return [Token(piece, "joint" if piece in JOINTS else kind) for piece, kind in script_words.words(text)]
    made: list[Token] = []
    open_compound = False
    for morpheme in _tokenizer().tokenize(text):
        surface, part = morpheme.surface(), morpheme.part_of_speech()
        joins = _is_in_names(surface, part) or (open_compound and surface in _LINKS)
        if joins and open_compound and part[0] != "接頭辞" and len(made[-1].text) + len(surface) <= _LONGEST:
            made[-1] = Token(made[-1].text + surface, "word")
        else:
            made.append(Token(surface, _kind(surface, part)))
        open_compound = joins
    return made


def _is_in_names(surface: str, part: tuple[str, ...]) -> bool:
    """Whether a word may be one with its neighbours; names of places may mix their letters (新ひだか, 日の出)."""
    if part[0] not in _COMPOUND:
        return False
    return _LETTERS.fullmatch(surface) is not None or _is_named(surface) or part[1] == "固有名詞"


def _kind(surface: str, part: tuple[str, ...]) -> Kind:
    match part[0]:
        case "接頭辞":
            return "prefix"
        case "助詞":
            return "inflection" if part[1] == "接続助詞" and surface in ("て", "で", "ば", "ながら") else "particle"
        case "助動詞":
            return "inflection"
        case "動詞" | "形容詞":
            return "inflection" if part[1] == "非自立可能" else "verb"
        case "接尾辞":
            return "particle"
        case "補助記号" | "記号" | "空白":
            return "joint" if surface in JOINTS else "mark"
        case "名詞" if surface in _FORMAL:
            return "particle"
        case _:
            return "word"


def _is_named(surface: str) -> bool:
    return _HIRAGANA.fullmatch(surface) is not None and surface not in _FORMAL
