"""Rules of connectives: 及び・並びに・又は・若しくは in kanji, others in kana, their levels, and 等.

Sources: 公用文における漢字使用等について (平成22年内閣訓令第1号) 別紙1(2); 法令における漢字使用等について; 公用文作成の考え方
(令和4年1月7日文化審議会建議) Ⅰ-1, Ⅱ-6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.lint.passage import Passage
from pipeline.lint.rule import CLAUSES, EVERYWHERE, LEGAL, Hit, Rule, sentences, spelled, spelling

_ORDER = "公用文における漢字使用等について（平成22年内閣訓令第1号）"
_LAYERS = "法令用語の書き方（「及び・並びに」「又は・若しくは」の使い分け）"

KANA_CONNECTIVES = Rule(
    id="公用文-001",
    title="「及び・並びに・又は・若しくは」は漢字",
    authority=f"{_ORDER}別紙1(2)キ",
    why="接続詞は仮名で書きますが、この四つだけは漢字で書きます。法令の文では段階を示す語なので、特に目立ちます。",
    weight="注意",
    wrong=(
        "甲および乙は、連携する。",
        "書面または電磁的記録による。",
        "市長ならびに町長が署名する。",
        "解除もしくは変更する。",
    ),
    right=(
        "甲及び乙は、連携する。",
        "機運の高まりに応じて、またはるかに広い区域で行う。",
        "腰が引けず、およびごしにならない。",
    ),
    look=spelled(
        (
            spelling("および(?!ごし|たい|ません)", "及び"),
            spelling("ならびに", "並びに"),
            spelling("(?<!あ)または(?!るか|じ)", "又は"),
            spelling("もしくは", "若しくは"),
        ),
        "「{wrong}」は「{right}」と書くのが決まりです",
    ),
    roles=EVERYWHERE,
    first=True,
)

KANJI_CONNECTIVES = Rule(
    id="公用文-002",
    title="その他の接続詞は仮名",
    authority=f"{_ORDER}別紙1(2)キ",
    why="「及び・並びに・又は・若しくは」以外の接続詞は、仮名で書きます。",
    weight="注意",
    wrong=(
        "且つ、効率的に行う。",
        "但し、緊急の場合は、この限りでない。",
        "従って、費用は甲が負担する。",
        "又、乙は報告する。",
    ),
    right=("かつ、効率的に行う。", "法令に従って、適正に行う。", "甲又は乙が負担する。", "和解に従って履行する。"),
    look=spelled(
        (
            spelling("且つ", "かつ"),
            spelling("但し書き?|但書", "ただし書"),
            spelling("但し(?!書)", "ただし"),
            spelling("(?:(?<=[。、\ufffc\n　])|^)従って(?=[、一-鿿ぁ-ん])", "したがって"),
            spelling("(?:(?<=[。、\n　])|^)又(?=[、，])", "また"),
            spelling("(?:(?<=[。\n　])|^)尚(?=[、，])", "なお"),
            spelling("然し(?:乍ら|ながら)?", "しかし", certain=False),
            spelling("並に", "並びに"),
            spelling("(?<=[一-鿿ァ-ヶー）])(?<![普言追波企遡論])及(?=[一-鿿ァ-ヶ（])(?![第落])", "及び"),
            spelling("故に", "ゆえに"),
            spelling("乃至", "ないし"),
        ),
        "「{wrong}」は「{right}」と書くのが決まりです",
    ),
    roles=EVERYWHERE,
    first=True,
)


def _lonely(greater: str, lesser: str, passage: Passage) -> Iterator[Hit]:
    for start, end in sentences(passage.masked):
        sentence = passage.masked[start:end]
        if lesser in sentence:
            continue
        for match in re.finditer(greater, sentence):
            yield Hit(
                start + match.start(),
                start + match.end(),
                f"「{greater}」は、「{lesser}」でつないだものを更に大きく（小さく）つなぐ語で、一段だけなら「{lesser}」を使います",
                lesser,
            )


def _look_lonely(passage: Passage) -> Iterator[Hit]:
    yield from _lonely("並びに", "及び", passage)
    yield from _lonely("若しくは", "又は", passage)


LEVELS = Rule(
    id="公用文-004",
    title="「並びに」だけ、「若しくは」だけの文",
    authority=_LAYERS,
    why="「並びに」は「及び」より大きなつなぎ、「若しくは」は「又は」より小さなつなぎです。一段なら「及び」「又は」だけを使います。",
    weight="注意",
    wrong=("甲並びに乙は、連携する。", "変更若しくは廃止する。", "市並びに町の職員が参加する。"),
    right=("甲及び乙並びに丙の長は、協議する。", "変更若しくは廃止又は休止する。", "甲及び乙は、連携する。"),
    look=_look_lonely,
    groups=LEGAL,
    roles=CLAUSES | {"箇条"},
    first=True,
)

# No particle of a clause, no mark and no other connective between the two: then both stand on one level.
_ITEM = r"(?:(?!並びに|若しくは|及び|又は)[^、。，．\n「」はがをにでもへ]){1,16}"
_CHAINED = regex(rf"(?P<word>及び|又は)(?P<item>{_ITEM})(?P=word)(?=[^、，。\n])")


def _look_chained(passage: Passage) -> Iterator[Hit]:
    for match in _CHAINED.finditer(passage.masked):
        word = match["word"]
        yield Hit(
            match.start(),
            match.end(),
            f"三つ以上を並べるときは、最後の前だけに「{word}」を置き、前は「、」でつなぎます",
            f"、{passage.text[match.start('item') : match.end('item')]}{word}",
        )


CHAINS = Rule(
    id="公用文-005",
    title="三つ以上の並べ方",
    authority=_LAYERS,
    why="同じ段階のものを並べるときは「A、B及びC」「A、B又はC」と書きます。",
    weight="注意",
    wrong=(
        "甲及び乙及び丙が負担する。",
        "医療又は福祉又は教育の分野とする。",
        "企画課及び財政課及び総務課で構成する。",
    ),
    right=(
        "甲、乙及び丙が負担する。",
        "甲及び乙が実施する取組及び事業とする。",
        "甲及び乙並びに丙及び丁の長が協議する。",
        "廃棄物の処理及び清掃に関する法律及びこれに基づく命令による。",
    ),
    look=_look_chained,
    groups=LEGAL,
    first=True,
)

_NOUN = "[一-鿿ァ-ヶー）]"
COMMA_BEFORE = Rule(
    id="公用文-006",
    title="名詞をつなぐ「及び」の前の読点",
    authority="公用文作成の考え方（令和4年1月7日文化審議会建議）Ⅰ-2",
    why="名詞を並べるときは「及び」の前に読点を打ちません。動詞を並べるときは「…し、及び…する」と打ちます。",
    weight="参考",
    wrong=("医療、及び福祉の充実", "観光、又は産業の分野", "甲、及び乙は、連携する。"),
    right=("医療及び福祉の充実", "計画を策定し、及び実施する。", "医療、福祉及び教育"),
    look=spelled(
        (spelling(rf"(?<={_NOUN})、(及び|又は)(?={_NOUN})(?!{_NOUN}*[しすさ])", r"\1", certain=False),),
        "名詞をつなぐ「{right}」の前には、読点を打ちません",
    ),
    groups=LEGAL,
)

_ET_CETERA = r"(?<![平中高均同優初対劣])等(?![しくき級分身価量比号質辺高式圧])"
DOUBLED_ET_CETERA = Rule(
    id="公用文-007",
    title="「等」の重なり",
    authority="公用文作成の考え方 Ⅱ-6",
    why="「など」と「等」、「等」と「等」を重ねると、何を指すのかが分からなくなります。",
    weight="注意",
    wrong=("会議など等を開く。", "研修等など等を行う。", "道路等及び橋りょう等を管理する。", "観光等などの振興"),
    right=("会議等を開く。", "高等学校等及び大学の連携", "平等などの理念"),
    look=spelled(
        (
            spelling("など等", "等"),
            spelling(rf"{_ET_CETERA}など(?!し)", "等"),
            spelling(rf"({_ET_CETERA})((?:及び|又は|、)[^、。はがをにで\n]{{1,10}}{_ET_CETERA})", r"\2", certain=False),
        ),
        "「{wrong}」は「等」が重なっています",
    ),
    roles=EVERYWHERE,
    first=True,
)

RULES = (KANA_CONNECTIVES, KANJI_CONNECTIVES, LEVELS, CHAINS, COMMA_BEFORE, DOUBLED_ET_CETERA)
