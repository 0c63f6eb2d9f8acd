"""Facts of an area: its municipalities and their heads, looked up as of a document's date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated

from pydantic import Field, PlainValidator, WithJsonSchema

from pipeline.diagnostics import Problems, Span, Written
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import period, wareki
from pipeline.notation.dates.period import Period
from pipeline.notation.problem import NotationError
from pipeline.source.decode import nearest
from pipeline.source.fields import Day, FieldError, OptionalDay, Prose, SourceModel, only

KIND = "圏域"
# The house style of an area that names none: one that comes with the program.
DEFAULT_PROFILE = "半角"


# No head of a municipality has been in office for so long: ten terms of four years were rare.
_MOST_YEARS = 48


class Term(SourceModel):
    """A head and the days in office, both included; 退任日 absent: still in office.

    An acting head (職務代理者) has a 職名 of their own.
    """

    name: Prose = Field(alias="氏名")
    since: Day = Field(alias="就任日")
    until: OptionalDay = Field(default=None, alias="退任日")
    office: Prose | None = Field(default=None, alias="職名")

    def covers(self, day: date) -> bool:
        """Whether the head was in office on this day."""
        return self.since.day <= day and (self.until is None or day <= self.until.day)


def _period(value: object) -> Period:
    text = value.text.strip() if isinstance(value, Written) else ""
    try:
        found = period.parse(text)
    except NotationError as error:
        raise FieldError(
            error.code, error.message, "「～令和8年3月31日」「令和8年4月1日～」のように書いてください"
        ) from error
    return found


class NameTerm(SourceModel):
    """A name that a municipality bore, the days on which it did, both included, and what its head was then called."""

    name: Prose = Field(alias="名")
    period: Annotated[
        Period,
        PlainValidator(_period),
        WithJsonSchema({"type": "string", "description": "期間（例: ～令和8年3月31日）"}),
    ] = Field(alias="期間")
    office: Prose | None = Field(default=None, alias="職名")

    def covers(self, day: date) -> bool:
        """Whether this was the name on a day."""
        first, last = self.period.first_day, self.period.last_day
        return (first is None or first <= day) and (last is None or day <= last)


class Municipality(SourceModel):
    """A municipality as it signs; who never signs needs no 職名 and no 長. 名称: only where it was renamed."""

    names: list[NameTerm] = Field(default=[], alias="名称")
    address: Prose | None = Field(default=None, alias="住所", description="記名欄に印刷する住所")
    prefecture: Prose | None = Field(default=None, alias="都道府県", description="圏域の多くと違う都道府県にあるとき")
    office: Prose | None = Field(default=None, alias="職名")
    heads: list[Term] = Field(default=[], alias="長")


class Area(SourceModel):
    """The area file: one in each folder of sources."""

    kind: Annotated[str, PlainValidator(partial(only, word=KIND)), WithJsonSchema({"const": KIND})] = Field(
        alias="種別"
    )
    name: Prose = Field(alias="圏域名")
    profile: Prose | None = Field(default=None, alias="流儀")
    prefecture: Prose | None = Field(default=None, alias="都道府県", description="届出の宛先の知事が決まります")
    municipalities: dict[str, Municipality] = Field(default={}, alias="市町村")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for a municipality: 職名 and 氏名 as the facts write them."""

    office: Written
    name: Written


def municipality(area: Area, name: Written, problems: Problems) -> Municipality | None:
    """A municipality by name; an unknown one is reported where the name stands."""
    found = area.municipalities.get(name.text) or next(
        (m for m in area.municipalities.values() if any(n.name.text == name.text for n in m.names)), None
    )
    if found is None:
        problems.error(
            "市町村",
            f"「{name}」は圏域「{area.name}」の市町村にありません",
            nearest(name.text, area.municipalities)
            if area.municipalities
            else f"area.yaml の「市町村:」に「{name}:」を書いてください",
            name.span(),
        )
    return found


def is_prefecture(name: str) -> bool:
    """Whether a party is a 都道府県: no municipality is called so."""
    return name.endswith(("都", "道", "府", "県"))


def prefecture_of(area: Area, name: str) -> str | None:
    """The 都道府県 in which a municipality lies, as its facts or those of the area tell."""
    found = area.municipalities.get(name)
    own = found.prefecture if found is not None else None
    told = own or area.prefecture
    return told.text if told is not None else None


def is_one(area: Area, one: str, other: str) -> bool:
    """Whether two names are of one municipality: the same, or names that it bore one after the other."""
    return one == other or any(
        {one, other} <= {key, *(n.name.text for n in m.names)} for key, m in area.municipalities.items()
    )


def present_names(area: Area) -> Mapping[str, str]:
    """Every name that a municipality bears or bore, and the name under which its facts stand."""
    return {n.name.text: key for key, m in area.municipalities.items() for n in m.names}


def name_on(area: Area, name: str, day: date) -> NameTerm | None:
    """The name that a municipality bore on a day; None where none is told."""
    found = area.municipalities.get(name) or next(
        (m for m in area.municipalities.values() if any(n.name.text == name for n in m.names)), None
    )
    return next((n for n in found.names if n.covers(day)), None) if found is not None else None


def check_name(area: Area, name: Written, day: date, problems: Problems) -> None:
    """Reports a municipality by a name that it did not bear on the day of the document, or that its facts leave open."""
    found = municipality(area, name, problems)
    if found is None or not found.names:
        return
    borne = [n for n in found.names if n.covers(day)]
    shown = wareki.format(day)
    if len(borne) == 1 and borne[0].name.text != name.text:
        problems.error(
            "名称",
            f"{shown}の名称は「{borne[0].name}」で、「{name}」ではありません",
            f"「{borne[0].name}」と書くか、日付を確かめてください",
            name.span(),
        )
    elif len(borne) != 1:
        told = "、".join(f"{n.name}（{n.period.text}）" for n in found.names)
        problems.error(
            "名称",
            f"{shown}の「{name}」の名称が{'二つあります' if borne else 'ありません'}（{told}）",
            "圏域の原稿で「名称」の期間を確かめてください",
            found.names[0].name.span(),
        )


def head(area: Area, name: Written, day: date, asked: Span, problems: Problems) -> Signer | None:
    """Who heads the municipality `name` on a day.

    Reports, besides an unknown municipality, a day that no term covers or that two do; `asked` is where it is written.
    """
    found = municipality(area, name, problems)
    if found is None:
        return None
    terms = [t for t in found.heads if t.covers(day)]
    named = next((n for n in found.names if n.covers(day)), None)
    usual = (named.office if named is not None else None) or found.office
    office = terms[0].office or usual if len(terms) == 1 else None
    if office is not None:
        _check_years(name, terms[0], day, asked, problems)
        return Signer(office, terms[0].name)
    if usual is None or not found.heads:
        problems.error(
            "在任",
            f"圏域の原稿に{name}の職名と長がありません",
            f"area.yaml の「{name}」に「職名:」と「長:」を書いてください",
            name.span(),
        )
        return None
    shown = wareki.format(day)
    if terms:
        names = "と".join(str(t.name) for t in terms)
        earlier, later, *_ = sorted(terms, key=lambda term: term.since.day)
        problems.error(
            "在任",
            f"{shown}に在任する{name}の長が二人います（{names}）",
            f"area.yaml の「{earlier.name}」に「退任日:」を書いてください"
            f"（「{later.name}」の就任日は{later.since.written}です。前日までに退任しています）"
            if earlier.until is None
            else f"area.yaml で「{earlier.name}」の退任日と「{later.name}」の就任日を確かめてください",
            terms[1].since.written.span(),
        )
    else:
        known = "、".join(f"{t.name}（{_term(t)}）" for t in found.heads)
        problems.error(
            "在任",
            f"{shown}に在任する{name}の長がいません（{known}）",
            "圏域の原稿で長の就任日と退任日を、この文書で日付を確かめてください",
            asked,
        )
    return None


def _check_years(name: Written, term: Term, day: date, asked: Span, problems: Problems) -> None:
    """Tells of a term that has not ended for longer than anybody was in office: 令和88年 for 令和8年, a successor forgotten."""
    years = day.year - term.since.day.year
    if term.until is None and years > _MOST_YEARS:
        problems.warning(
            "在任",
            f"{wareki.format(day)}に、{name}の長「{term.name}」は就任から{years}年になります（就任日 {term.since.written}）",
            "日付を確かめてください。合っていれば、圏域の原稿に「退任日:」と後任者を書いてください",
            asked,
        )


def _term(term: Term) -> str:
    until = "" if term.until is None else wareki.format(term.until.day)
    return f"{wareki.format(term.since.day)}～{until}"
