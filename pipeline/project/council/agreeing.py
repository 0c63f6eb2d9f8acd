"""What the sessions of all parties say of one act -> the days that they state, which agree with each other and with the agreement."""

from __future__ import annotations

from datetime import date

from pipeline.diagnostics import Problems
from pipeline.kinds.council.dossier import Side
from pipeline.kinds.shared import published
from pipeline.notation.dates import wareki
from pipeline.notation.numbers import law_number
from pipeline.project.council.events import Event
from pipeline.source.fields import Dated


def must_agree(event: Event, sides: tuple[Side, ...], problems: Problems) -> None:
    """Days that sessions state and the signed version or another session tells otherwise."""
    for name, key in (("締結日", "concluded"), ("施行日", "effective"), ("廃止日", "ends")):
        said = [(s, d) for s in sides if (d := _of(s, key)) is not None]
        known = event.day if key == "concluded" and event.day is not None else said[0][1].day if said else None
        for side, dated in said:
            if dated.day != known:
                assert known is not None
                source = (
                    "署名版か協約の原稿"
                    if key == "concluded" and event.day is not None
                    else f"{said[0][0].party}の議会の原稿"
                )
                problems.error(
                    "議会の日付",
                    f"{side.party}の「{name}」は{wareki.format(dated.day)}ですが、{source}では{wareki.format(known)}です",
                    f"どちらが正しいかを確かめ、「{name}」は一か所だけに書いてください",
                    dated.written.span(),
                )


def must_bear_its_number(event: Event, sides: tuple[Side, ...], problems: Problems) -> None:
    """The number of a 条例 that was passed is the one that its source tells."""
    told = published.figure_told(event.pact.model) if event.act == "締結" else None
    for side in sides:
        own = side.own.publication if side.own is not None else None
        if told is not None and own is not None and own.number is not None and own.number.value != told:
            problems.error(
                "議会の番号",
                f"「公布」の番号は{own.number.value}ですが、「{event.pact.document}」の原稿では{law_number.in_figures('条例', told)}です",
                "どちらかの番号を直してください",
                own.number.written.span(),
            )


def _of(side: Side, key: str) -> Dated | None:
    matter, own = side.matter, side.own
    if matter is None:
        return None
    if key == "concluded" and matter.concluded is None and own is not None and own.publication is not None:
        return own.publication.day
    return {"concluded": matter.concluded, "effective": matter.effective, "ends": matter.ends}[key]


def stated(sides: tuple[Side, ...], key: str) -> date | None:
    """The day that the sessions state; they agree."""
    return next((d.day for s in sides if (d := _of(s, key)) is not None), None)


def latest(sides: tuple[Side, ...]) -> date | None:
    """The last day on which any of them brings it."""
    return max((s.submitted.day for s in sides if s.submitted is not None), default=None)
