"""Rules of defined terms and of laws: 甲 and 乙, 以下「…」という。, 本協約 or この協約, numbers of laws.

Sources: 法制執務の慣行 (略称, 法令番号は初出だけに付ける); e-Gov 法令検索 (numbers of laws).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pipeline.late.regex import regex
from pipeline.lint.laws import NUMBERS
from pipeline.lint.passage import Passage, Sheet
from pipeline.lint.rule import EVERYWHERE, LEGAL, Hit, Rule
from pipeline.notation.citation.short_names import CLOSE, INSIDE, OPEN, SHORT_NAME
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.numbers import number

_LEGISLATION = "法制執務の慣行（略称と法令番号は初めに出る所で一度だけ）"
_PARTY = regex(r"(?<![一-鿿ァ-ヶー])([甲乙丙丁戊己])(?=[はがをにとの、，]|及び|又は|並びに|から)")


def _parties(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    if not sheet.structured:
        return
    defined = {m["term"] for p in sheet.passages for m in SHORT_NAME.finditer(p.text)}
    told: set[str] = set()
    for passage in sheet.passages:
        for match in _PARTY.finditer(passage.masked):
            symbol = match[1]
            if (
                defined & set("甲乙丙丁戊己")
                and symbol not in defined
                and symbol not in told
                and passage.role != "欄名"
            ):
                told.add(symbol)
                yield passage, Hit(*match.span(1), f"「{symbol}」が誰なのか、どこにも定めがありません")


def _uses(term: str, text: str) -> int:
    """How often a term stands, its definition included; 中枢都市 in 連携中枢都市 is no use of it."""
    return len(re.findall(rf"(?<![一-鿿ァ-ヶー々]){re.escape(term)}", text))


def _definitions(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """Twice defined, or never used again; of a bound document its build has said so already."""
    if sheet.bound:
        return
    first: dict[str, Passage] = {}
    whole = "\n".join(p.text for p in sheet.passages)
    for passage in sheet.passages:
        for match in SHORT_NAME.finditer(passage.text):
            term = match["term"]
            span = match.start("term") - 1, match.end("term") + 1
            if term in first:
                yield passage, Hit(*span, f"「{term}」が二度定められています")
            elif sheet.structured and _uses(term, whole) == 1 and term not in "甲乙丙丁戊己庚辛壬癸":
                yield passage, Hit(*span, f"「{term}」は、定めた後に一度も使われていません")
            first.setdefault(term, passage)


TERMS = Rule(
    id="公用文-016",
    title="定義語",
    authority=_LEGISLATION,
    why="定めのない略称や二度の定義は、誰の義務なのか、どこまでを指すのかを争いにします。",
    weight="エラー",
    wrong=(
        "青森市（以下「甲」という。）は、行う。\n第1条　甲及び丙は、連携する。",
        "市（以下「甲」という。）と町（以下「甲」という。）は、連携する。",
        "第1条　連携中枢都市（以下「中枢都市」という。）は、行う。",
    ),
    right=(
        "青森市（以下「甲」という。）及び平内町（以下「乙」という。）は、連携する。",
        "第1条　甲は、行う。",
        "甲は、連携する。",
    ),
    look_at_all=lambda sheet: (*_parties(sheet), *_definitions(sheet)),
    groups=LEGAL,
    roles=EVERYWHERE,
    first=True,
)

_OWN_NAME = regex(r"(?<![一-鿿])(この|本)(連携)?(協約|協定)(?![書案等])")


def _own_name(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    counts = Counter(m[0] for p in sheet.passages for m in _OWN_NAME.finditer(p.masked))
    if len(counts) < 2:
        return
    usual = next(
        m[0] for p in sheet.passages for m in _OWN_NAME.finditer(p.masked) if counts[m[0]] == max(counts.values())
    )
    for passage in sheet.passages:
        for match in _OWN_NAME.finditer(passage.masked):
            if match[0] != usual:
                said = f"「{match[0]}」と「{usual}」が混ざっています（一つの文書では一つの言い方にします）"
                yield passage, Hit(*match.span(), said, usual)


OWN_NAME = Rule(
    id="公用文-017",
    title="「本協約」と「この協約」",
    authority="法制執務の慣行",
    why="一つの文書が自分を二通りに呼ぶと、別の文書を指すように読めます。",
    weight="注意",
    wrong=(
        "この協約は、連携を定める。本協約に定めのない事項は、協議する。",
        "この協約の目的とする。この連携協約を変更するときは、協議する。",
        "本協定は、5年とする。この協定を廃止する。",
    ),
    right=(
        "この協約は、定める。この協約を変更する。",
        "本連携協約書2通を作成し、この連携協約の証とする。",
        "この連携協約を変更する。",
    ),
    look_at_all=_own_name,
    groups=LEGAL,
    first=True,
)

_FIGURES = "[元0-9０-９〇一二三四五六七八九十百千]+"
_LAW_NUMBER = regex(
    rf"(?P<name>[一-鿿ァ-ヶーぁ-ん・、]{{2,60}}?(?:法律|法|令|条例)){OPEN}(?P<number>(?:{ERA_NAMES_PATTERN})[ 　]?{_FIGURES}[ 　]?年[ 　]?(?:法律|政令)[ 　]?第[ 　]?{_FIGURES}[ 　]?号){INSIDE}*{CLOSE}"
)
_KNOWN_NAMES = sorted(NUMBERS, key=len, reverse=True)


def _era_of(number: str) -> str:
    """昭和 of 昭和22年法律第67号."""
    return re.split("[0-9元]", number, maxsplit=1)[0]


def _in_digits(words: str) -> str:
    """A number of a law without blanks, in half-width digits: 昭和二十二年法律第六十七号 is 昭和22年法律第67号."""
    close = re.sub("[ 　]", "", words)
    close = unicodedata.normalize("NFKC", close)
    return re.sub("[0-9〇一二三四五六七八九十百千]+", lambda m: str(number.value_of(m[0]) or m[0]), close)


def _like(words: str, right: str) -> str:
    """The number of a law in digits of the kind that stand in words."""
    if re.search("[0-9０-９]", words):
        return right
    return re.sub("[0-9]+", lambda m: number.format(int(m[0]), "kanji"), right)


def _laws(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    cited: dict[str, bool] = {}
    for passage in sheet.passages:
        for match in _LAW_NUMBER.finditer(passage.text):
            name = next((n for n in _KNOWN_NAMES if match["name"].endswith(n)), None)
            if name is None:
                continue
            number = _in_digits(match["number"])
            span = match.start("number"), match.end("number")
            if number != NUMBERS[name]:
                right = _like(match["number"], NUMBERS[name])
                yield passage, Hit(*span, f"「{name}」は{right}です", right)
            elif cited.get(name):
                yield passage, Hit(span[0] - 1, match.end(), f"「{name}」の法律番号は、初めに出る所だけに付けます", "")
            cited[name] = True


LAW_NUMBERS = Rule(
    id="公用文-018",
    title="法律番号",
    authority=_LEGISLATION + "、e-Gov法令検索",
    why="番号を誤ると別の法律を指します。二度目からは付けません。",
    weight="エラー",
    wrong=(
        "地方自治法（昭和22年法律第76号）第252条の2第1項",
        "地方自治法（昭和22年法律第67号）及び地方自治法（昭和22年法律第67号）第2条",
        "介護保険法（平成9年法律第132号）の規定",
        "地方自治法(昭和22年法律第76号)第2条",
        "地方自治法(昭和 22 年法律第 76 号)第2条",
        "地方自治法（昭和二十二年法律第七十六号）第二条",
    ),
    right=(
        "地方自治法（昭和22年法律第67号）第252条の2第1項",
        "地方自治法第2条",
        "農地法（昭和27年法律第229号）",
        "農地法(昭和 27 年法律第 229 号)",
        "農地法（昭和二十七年法律第二百二十九号）",
    ),
    look_at_all=_laws,
    roles=EVERYWHERE,
    first=True,
)


def _without_number(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    """A law of which no passage gives the number, in a document that has 条."""
    if not sheet.structured:
        return
    whole = "\n".join(p.text for p in sheet.passages)
    told: set[str] = set()
    for passage in sheet.passages:
        for name in _KNOWN_NAMES:
            at = passage.text.find(name)
            if at < 0 or name in told or re.search("[一-鿿ァ-ヶー]", passage.text[at - 1 : at]):
                continue
            told.add(name)
            if not re.match(rf"{OPEN}[ 　]?(?:{ERA_NAMES_PATTERN})|施行令|施行規則", passage.text[at + len(name) :]):
                first = whole.find(name)
                if not re.match(f"{OPEN}[ 　]?{_era_of(NUMBERS[name])}", whole[first + len(name) :]):
                    yield (
                        passage,
                        Hit(at, at + len(name), f"「{name}」の初めに出る所に、法律番号（{NUMBERS[name]}）がありません"),
                    )


FIRST_CITATION = Rule(
    id="公用文-064",
    title="法律番号のない初めての引用",
    authority=_LEGISLATION,
    why="同じ名前の法律がある（改められることもある）ので、初めに出る所で番号を示します。",
    weight="注意",
    wrong=(
        "第1条　甲は、地方自治法第252条の2第1項の規定により連携する。",
        "第1条　甲は、介護保険法に基づき実施する。",
        "第2条　農地法の規定による。",
    ),
    right=("第1条　地方自治法（昭和22年法律第67号）による。", "第1条　法の定めによる。", "地方自治法に基づく。"),
    look_at_all=_without_number,
    groups=LEGAL,
)


def _short_law(sheet: Sheet) -> Iterator[tuple[Passage, Hit]]:
    if not sheet.structured:
        return
    defined = False
    for passage in sheet.passages:
        if re.search("「(?:法|条例|令|規則)」と(?:いう|総称)", passage.text):
            defined = True
        if defined:
            return
        for match in re.finditer(
            r"(?<![一-鿿ァ-ヶー同])(法|条例)(?=第[0-9０-９一二三四五六七八九十百]+条)", passage.masked
        ):
            yield passage, Hit(*match.span(1), f"「{match[1]}」がどの{match[1]}なのか、前に定めがありません")
            return


SHORT_LAW = Rule(
    id="公用文-019",
    title="「法」「条例」の略称",
    authority=_LEGISLATION,
    why="略称を使うには、初めに出る所で「（以下「法」という。）」と定めます。",
    weight="注意",
    wrong=("第1条　法第252条の2の規定による。",) * 3,
    right=("地方自治法（昭和22年法律第67号。以下「法」という。）第2条\n第1条　法第3条", "法第3条", "第1条　同法第3条"),
    look_at_all=_short_law,
    groups=LEGAL,
)

RULES = (TERMS, OWN_NAME, LAW_NUMBERS, SHORT_LAW, FIRST_CITATION)
