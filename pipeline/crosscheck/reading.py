"""Models and their words -> what topics look for: parts with the parts above them, prose by sentences, names as compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from pipeline.diagnostics import Span, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import fiscal_year
from pipeline.notation.dates.era import ERA_NAMES_PATTERN
from pipeline.notation.problem import NotationError
from pipeline.notation.text.folded_text import Reading, fold
from pipeline.source.fields import SourceModel
from pipeline.source.nodes import Mapping, Node, Sequence

Above = tuple[SourceModel, ...]
# Keys whose values name things for the program and are not printed.
_UNPRINTED = frozenset({"種別", "キー", "流儀", "表の元", "シート", "原稿", "記号", "番号", "形", "役", "向き", "用紙"})
_EXPRESSION = "{{"


def parts(model: SourceModel, above: Above = ()) -> Iterator[tuple[SourceModel, Above]]:
    """A model and all models within it, in their order, each with those around it (the outermost first)."""
    yield model, above
    inner = (*above, model)
    for name in type(model).model_fields:
        yield from _within(getattr(model, name), inner)
    for value in (model.model_extra or {}).values():
        yield from _within(value, inner)


def _within(value: object, above: Above) -> Iterator[tuple[SourceModel, Above]]:
    match value:
        case SourceModel():
            yield from parts(value, above)
        case list() | tuple():
            for item in value:
                yield from _within(item, above)
        case dict():
            for item in value.values():
                yield from _within(item, above)
        case _:
            return


def texts(node: Node) -> Iterator[Written]:
    """Every value of a source that is printed, in its order."""
    match node:
        case Written():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from texts(item)
        case Mapping(entries=entries):
            for entry in entries:
                if entry.key.text not in _UNPRINTED:
                    yield from texts(entry.value)


# A comma of a house that writes no 、, but not one within a figure.
_COMMA = regex("(?<![0-9０-９])，|，(?![0-9０-９])")


@dataclass(frozen=True, slots=True)
class Prose:
    """A value without its line ends, folded (NFKC), with the way back to its file."""

    written: Written
    reading: Reading
    places: tuple[int, ...]

    @property
    def text(self) -> str:
        """The folded words."""
        return self.reading.text

    def span(self, start: int, end: int) -> Span:
        """Where characters of the folded words stand in the file."""
        first, last = self.reading.span(start, end)
        if last <= first:
            return self.written.span()
        return self.written.span(self.places[first], self.places[last - 1] + 1)

    def words(self, start: int, end: int) -> str:
        """The words there as they are written."""
        first, last = self.reading.span(start, end)
        return self.reading.source[first:last]


def prose(written: Written) -> Prose | None:
    """The value as prose; None where its characters cannot be read (they are reported elsewhere)."""
    places = tuple(n for n, char in enumerate(written.text) if char != "\n")
    try:
        return Prose(written, fold(_COMMA.sub("、", written.text.replace("\n", ""))), places)
    except NotationError:
        return None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of folded words stand; a full stop in brackets ends none."""
    start = depth = 0
    for at, char in enumerate(text):
        if char in "(「『":
            depth += 1
        elif char in ")」』":
            depth = max(0, depth - 1)
        elif char == "。" and depth == 0:
            yield start, at + 1
            start = at + 1
    if start < len(text):
        yield start, len(text)


# What stands behind a name and is no part of it: 【再掲】, （新規）, （主なもの）.
_TAG = regex(r"[(【〔〈\[](?:再掲|新規|拡充|継続|縮小|終了|一部新規|新設|充実|主なもの|重点)[)】〕〉\]]")
_QUOTES = str.maketrans("", "", "「」『』\"' ・･,、")


@lru_cache(maxsize=20_000)
def bare(name: str) -> str:
    """A name as it is compared: widths, blanks, quotes, tags and the word 事業 at its end are no part of it."""
    text = _TAG.sub("", unicodedata.normalize("NFKC", name)).translate(_QUOTES).replace("\n", "").replace("\u3000", "")
    text = text.removeprefix("うち")
    return text.removesuffix("事業") if len(text) > 4 else text


def is_literal(written: Written) -> bool:
    """Whether it is all words: what an expression says is computed and cannot be wrong."""
    return _EXPRESSION not in written.text


def year_named(text: str) -> int | None:
    """The fiscal year that a label or a title names; a year without 度 counts where nothing else does. None: none, or several."""
    folded = unicodedata.normalize("NFKC", text).strip()
    found = {year for words in _FISCAL_YEAR.findall(folded) if (year := _year(words)) is not None}
    if found:
        return found.pop() if len(found) == 1 else None
    return _year(f"{folded}度" if folded.endswith("年") else f"{folded}年度") if len(folded) < _LONGEST_YEAR else None


# 令和7年度, R7年度, 2025年度: with a month behind it (令和7年度 9月補正予算) still the year.
_FISCAL_YEAR = regex(rf"(?:{ERA_NAMES_PATTERN}|[A-Z])?(?:元|[0-9]+|[一二三四五六七八九十]+)年度")
_LONGEST_YEAR = 8


def _year(words: str) -> int | None:
    try:
        return fiscal_year.parse_lenient(words).value
    except NotationError:
        return None


def title_of(model: SourceModel) -> str:
    """What a part is called: its title, heading or name."""
    for name in ("title", "heading", "name"):
        value = getattr(model, name, None)
        if isinstance(value, Written):
            return value.text
    return ""


def year_around(above: Above) -> int | None:
    """The fiscal year that the nearest title around a part names."""
    for model in reversed(above):
        if (year := year_named(title_of(model))) is not None:
            return year
    return None


def owner_of(model: SourceModel, municipalities: Collection[str]) -> str:
    """The municipality that made a paper, by 作成, else by its title; "" where neither tells."""
    office = getattr(model, "office", None)
    said = (office.text if isinstance(office, Written) else "") + title_of(model)
    return next((name for name in municipalities if name in said), "")


_AREA_NAME = regex(r"(?P<name>[一-鿿㐀-䶿々ァ-ヶー]{2,12}?)(?:広域圏|圏域|自立圏|都市圏)")
# Words that say of an area what it is, and name none.
_NO_NAMES = regex("(?:本|当|同|各|全|他|連携|中枢|定住|広域|構成|生活|経済)*")
_BODY_NAME = regex(r"(?<![一-鿿ァ-ヶー])[一-鿿ァ-ヶー]{1,5}?[市町村](?=と|は|が|及び|並びに|、|ほか|など|等|の)")
_KINDS_OF_BODIES = frozenset(
    {
        "市町村",
        "町村",
        "市町",
        "中心市",
        "連携市",
        "構成市",
        "関係市",
        "本市",
        "当市",
        "各市",
        "同市",
        "他市",
        "市",
        "近隣市",
    }
)


def speaks_of_others(sentence: str, area: str, municipalities: Collection[str]) -> bool:
    """Whether a sentence names another area, or municipalities none of which is of this one."""
    own = unicodedata.normalize("NFKC", area)
    areas = [m["name"] for m in _AREA_NAME.finditer(sentence) if not _NO_NAMES.fullmatch(m["name"])]
    if areas:
        return not any(name in own for name in areas)
    bodies = [m[0] for m in _BODY_NAME.finditer(sentence) if m[0] not in _KINDS_OF_BODIES]
    return bool(bodies) and not any(name in sentence for name in municipalities)
