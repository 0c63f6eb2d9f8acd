"""議案, 議案説明資料, 専決処分書 -> what their wording prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from pipeline.diagnostics import Written
from pipeline.kinds.council.desk import Desk, Prepared
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass
from pipeline.tree.nodes import LINE_IN_BOOK, PAGE_IN_BOOK, Inlines, Name, Reference, Text

# What stands for a page or a line until the paper is laid out.
_UNKNOWN = "88"


def bill(desk: Desk) -> Prepared | None:
    """議案: number, title, request, day, head, reason, and what it encloses."""
    submitted, manner = desk.side.submitted, desk.briefing.manner
    by = desk.by(submitted)
    matter = desk.ask.matter
    urgent = matter.urgent if matter is not None else None
    reason = _reason(desk) if urgent is None else None
    if by is None:
        return None
    words = desk.briefing.words
    own = desk.side.own
    stated = own.request if own is not None else None
    request: Written = stated or words.request.of(desk.affair.said_as, desk.affair.worded)
    if urgent is not None:
        request = words.urgent.approval if urgent.basis.text == "第179条第1項" else words.urgent.report
    return Prepared(
        {
            "番号": desk.ask.label,
            "件名": desk.ask.title,
            "本文": request,
            "提出日": desk.day(submitted),
            "者": by,
            "理由の見出し": manner.reason_heading,
            "理由の位置": manner.reason_place if reason is not None else "なし",
            "理由": reason,
            "各別紙": desk.ask.enclosures,
        },
        (*desk.ask.label, Text(GAP), *desk.ask.title),
        submitted,
    )


def _reason(desk: Desk) -> Written | None:
    """提案理由: as the session writes it, or its 要約 in the words of the house; of a change, its places."""
    own, words, affair, place = desk.side.own, desk.briefing.words, desk.affair, desk.side.place
    assert own is not None, "a paper is made of what its session says"
    if own.reason is not None:
        return own.reason
    if own.summary is not None:
        return words.reason.on(affair.said_as, affair.worded)
    if affair.act == "変更" and affair.changes:
        desk.problems.warning(
            "提案理由",
            f"「{affair.document}」の変更の提案理由を、変わる箇所から作りました",
            "「要約: …」（変更の趣旨）か「提案理由: …」（全文）を書いてください",
            place,
        )
        own_words = words.reason.ordinance if affair.is_of_ordinance else None
        return own_words.by_places if own_words is not None and own_words.by_places else words.reason_by_places
    desk.problems.error(
        "提案理由",
        f"「{affair.document}」の{affair.worded}の提案理由がありません",
        "「要約: …」（目的）か「提案理由: …」（全文）を書いてください",
        place,
    )
    return None


def decision(desk: Desk) -> Prepared | None:
    """専決処分書."""
    urgent = desk.ask.matter.urgent if desk.ask.matter is not None else None
    assert urgent is not None, "asked for only where the head decided"
    if urgent.basis.text == "第180条第1項" and urgent.designated is None:
        desk.problems.error(
            "専決",
            "第180条第1項の専決処分に、議会の指定がありません",
            "議会が専決を指定した議決を「専決の指定: …」に書くか、第179条第1項によるかを確かめてください",
            urgent.basis.span(),
        )
    by, words = desk.by(urgent.day), desk.briefing.words.urgent
    if by is None:
        return None
    return Prepared(
        {
            "番号": str(urgent.number.value) if urgent.number is not None else "",
            "件名": words.title.on(desk.affair.said_as, desk.affair.worded),
            "処分": words.decision,
            "指定": words.designated if urgent.designated is not None else None,
            "理由": urgent.reason,
            "日": urgent.day,
            "者": by,
            "各別紙": desk.ask.enclosures,
        },
        (Text("専決処分書"), Text(GAP), *desk.ask.title),
        urgent.day,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the summary: what it tells of, and its lines."""

    wording_names: ClassVar[dict[str, str]] = {"項目": "name", "各文": "texts"}

    name: str
    texts: tuple[Inlines | Written, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One change, with its number, and the page and the line on which it stands in the very paper or book that is read."""

    wording_names: ClassVar[dict[str, str]] = {
        "番号": "number", "頁": "page", "行": "line", "箇所": "place", "説明": "said"
    }  # fmt: skip

    number: int
    page: Inlines
    line: Inlines
    place: Inlines
    said: Inlines


def handout(desk: Desk) -> Prepared | None:
    """議案説明資料: the summary; 新旧対照表 and the text as it will be are enclosed."""
    return Prepared(
        {
            "番号": desk.ask.label,
            "各行": tuple(line for line in _summary(desk) if line.texts),
            "各点": tuple(_points(desk)),
            "各別紙": desk.ask.enclosures,
        },
        (*desk.ask.label, Text("説明資料")),
        desk.side.submitted,
    )


def _points(desk: Desk) -> Iterator[Point]:
    """All changes; of several agreements, each with its partner, of several 条例 with its title."""
    party, affairs = desk.ask.party, desk.ask.affairs
    every = [(affair, change) for affair in affairs for change in affair.changes]
    for n, ((affair, change), anchor) in enumerate(zip(every, desk.ask.places, strict=True), 1):
        partner = "・".join(name for name in affair.parties if name != party) if len(affairs) > 1 else ""
        partner = affair.title if affair.is_of_ordinance and len(affairs) > 1 else partner
        page, line = (
            (Reference(None, form, ((anchor,),), _UNKNOWN),) if anchor else () for form in (PAGE_IN_BOOK, LINE_IN_BOOK)
        )
        place = (Name(partner), Text(GAP), Text(change.place)) if partner else (Text(change.place),)
        yield Point(n, page, line, place, (Name(change.said),))


def _summary(desk: Desk) -> Iterator[Line]:
    affair, side, model, house = desk.affair, desk.side, desk.model, desk.house
    yield Line("件名", (desk.ask.title,))
    if affair.basis is not None:
        yield Line("根拠", (desk.briefing.words.basis.of(affair.said_as, affair.lawful_act),))
    others = tuple((Name(name),) for name in dict.fromkeys(n for a in desk.ask.affairs for n in a.parties))
    if not affair.is_of_ordinance:
        yield Line("当事者", others)
    yield Line("経緯", tuple(_history(desk)))
    if side.own is not None and side.own.explained is not None:
        yield Line("事前の説明", (side.own.explained,))
    days: list[tuple[date, Inlines]] = [(d.day.day, (Text(d.what.text, d.what.origin()),)) for d in model.days]
    if side.submitted is not None:
        days.append((side.submitted.day, (Text("議案の提出"),)))
    if affair.concluded is not None:
        days.append((affair.concluded, (Text(f"{affair.called}の{affair.dated_by}"),)))
    if affair.effective is not None:
        days.append((affair.effective, (Text("施行"),)))
    if affair.ends is not None:
        days.append((affair.ends, (Text("廃止"),)))
    ordered = sorted(days, key=lambda each: each[0])
    yield Line("日程", tuple((Text(house.date(day)), Text(GAP), *what) for day, what in ordered))
    yield Line("担当課", (model.department,) if model.department is not None else ())


def _history(desk: Desk) -> Iterator[Inlines]:
    """What was done before; of several papers of other histories each with its title."""
    affairs = desk.ask.affairs
    same = len({affair.history for affair in affairs}) == 1
    for affair in affairs[:1] if same else affairs:
        title = () if same else (Name(affair.title), Text(GAP))
        yield from ((*title, *_event(day, what, desk)) for what, day in affair.history)


def _event(day: date | None, what: str, desk: Desk) -> Inlines:
    shown = (Text(desk.house.date(day)),) if day is not None else desk.day(None)
    return (*shown, Text(GAP), Text(desk.affair.said(what)))
