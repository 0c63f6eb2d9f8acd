"""Acts and what is wrong with them -> the board of dates: for each agreement and party what is done, due, contradicting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, get_args

from pipeline.kinds.council.dossier import Affair, Side
from pipeline.kinds.council.order import Doubt
from pipeline.labels.marks import office_number
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name

StepName = Literal["提出", "議決", "締結", "告示", "施行", "届出"]
STEPS: tuple[StepName, ...] = get_args(StepName)
# 済: its day is known. 次: due now. 待ち: something else comes first. 不要: the law does not ask for it. 止: it will not come, since
# a council voted it down or the bill was withdrawn.
StepState = Literal["済", "次", "待ち", "不要", "止"]
# What the papers of a board are.
_AGREEMENT, _RULE = "協約", "条例"
# What stands where no session tells of an act that the signed version has.
_UNTOLD = "議会の原稿なし"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a party."""

    name: StepName
    state: StepState
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One party of one act: its steps, and what contradicts. `state` says the whole in a word or two.

    `session` is the id of the source that tells of it ("": none does), `closes` the last day of that session, if it is known.
    `concluding` is what is done where an agreement is signed: a 条例 is published, a 規約 made, any of them ended.
    """

    document: str
    act: str
    party: str
    steps: tuple[Step, ...]
    doubts: tuple[Doubt, ...]
    state: str
    session: str = ""
    closes: date | None = None
    concluding: str = paper_name.SIGNED

    def word(self, name: StepName) -> str:
        """What a step is called of this paper."""
        return self.concluding if name == "締結" else name

    @property
    def publishes(self) -> bool:
        """Whether it is about a 条例."""
        return self.concluding == paper_name.PUBLISHED

    def due(self) -> tuple[StepName, ...]:
        """What is to be done now."""
        return tuple(step.name for step in self.steps if step.state == "次")

    def late(self, today: date) -> tuple[StepName, ...]:
        """What is due and can no longer be done in time: the session is over, or the agreement has come into force.

        The law names no day by which 告示 and 届出 must be done: they are due, and never late.
        """
        over = self.closes is not None and self.closes < today
        begun = next((s.day for s in self.steps if s.name == "施行"), None)
        in_force = begun is not None and begun <= today
        return tuple(n for n in self.due() if (n in {"提出", "議決"} and over) or (n in {"議決", "締結"} and in_force))

    def due_since(self, name: StepName) -> date | None:
        """The latest day before a step that is due; None if none of its days is known."""
        before = self.steps[: STEPS.index(name)]
        return max((s.day for s in before if s.day is not None and s.name != "施行"), default=None)


def heads(found: Iterable[Line]) -> tuple[str, ...]:
    """What stands over the papers, acts, parties, steps and states of lines, agreements and 条例 alike."""
    held = sorted(found, key=lambda line: line.publishes)
    papers = dict.fromkeys(_RULE if line.publishes else _AGREEMENT for line in held) or (_AGREEMENT,)
    steps = (dict.fromkeys(line.word(name) for line in held) or (name,) for name in STEPS)
    return ("・".join(papers), "行為", "当事者", *map("・".join, steps), "状態")


@dataclass(frozen=True, slots=True)
class Board:
    """All lines, and what is wrong with sessions as a whole (numbers, partners)."""

    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]


def lines(affair: Affair, found: Iterable[Doubt]) -> Iterator[Line]:
    """The lines of an act; a doubt that concerns all parties stands with each."""
    held = tuple(found)
    for side in affair.sides:
        own = tuple(d for d in held if d.party in (None, side.party))
        steps = tuple(_steps(affair, side))
        sitting = side.facts.sitting if side.facts is not None else None
        closes = sitting.last if sitting is not None else None
        yield Line(
            affair.document, act_words(affair), side.party, steps, own, _state(affair, side, steps, own), side.session,
            closes, affair.act if affair.act == "廃止" else affair.concluding,
        )  # fmt: skip


def untold(document: str, parties: Iterable[str], concluded: date | None) -> Iterator[Line]:
    """The lines of an agreement of which no session tells: all that is known is its day."""
    for party in parties:
        steps = tuple(
            Step(name, "済", concluded) if name == "締結" and concluded is not None else Step(name, "待ち")
            for name in STEPS
        )
        yield Line(document, "締結", party, steps, (), _UNTOLD)


def act_words(affair: Affair) -> str:
    """締結, 変更 (第2回), 廃止."""
    act = affair.said(affair.worded)
    return act if affair.times is None else f"{office_number(affair.times, behind='回')}{act}"


def _lost(affair: Affair) -> Side | None:
    """The party whose bill ended without an act, so that nothing comes of it with any; None while nothing is lost."""
    return next((side for side in affair.sides if side.lost), None) if affair.concluded is None else None


def _steps(affair: Affair, side: Side) -> Iterator[Step]:
    public, stopped = affair.is_made_known, _lost(affair) is not None
    all_voted = all(each.decided is not None for each in affair.sides)
    urgent = side.matter is not None and side.matter.urgent is not None
    days: dict[StepName, date | None] = {
        "提出": side.submitted.day if side.submitted is not None else None,
        "議決": side.voted.day if side.voted is not None and not side.is_put_off else None,
        "締結": (affair.ends if all_voted else None) if affair.act == "廃止" else affair.concluded,
        "告示": side.noticed.day if side.noticed is not None else None,
        "施行": affair.effective,
        "届出": side.reported.day if side.reported is not None else None,
    }
    # What must be done before each step is due; a bill that asks for approval comes after the decision.
    ready: dict[StepName, bool] = {
        "提出": True,
        "議決": (days["提出"] is not None or urgent) and not side.is_put_off,
        "締結": all_voted,
        "告示": days["締結"] is not None if affair.act != "廃止" else all_voted,
        "施行": days["締結"] is not None,
        "届出": days["告示"] is not None,
    }
    for name in STEPS:
        needless = (name in {"告示", "届出"} and not public) or (name == "施行" and affair.effective is None)
        if days[name] is not None:
            yield Step(name, "済", days[name])
        elif needless:
            yield Step(name, "不要")
        elif stopped:
            yield Step(name, "止")
        else:
            yield Step(name, "次" if ready[name] else "待ち")


def _state(affair: Affair, side: Side, steps: tuple[Step, ...], found: tuple[Doubt, ...]) -> str:
    wrong = [doubt for doubt in found if doubt.is_error]
    if wrong:
        return f"矛盾{len(wrong)}件"
    if side.own is None:
        return _UNTOLD
    lost = _lost(affair)
    if lost is not None:
        return side.lost or f"{lost.party}で{lost.lost}"
    if side.is_put_off:
        return side.result.text if side.result is not None else ""
    due = [affair.concluding if step.name == "締結" else step.name for step in steps if step.state == "次"]
    if due:
        return f"次は{'・'.join(due)}"
    return "済" if all(step.state in {"済", "不要"} for step in steps) else "待ち"
