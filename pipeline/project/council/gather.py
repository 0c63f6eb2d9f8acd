"""The source of a session and its folder -> what its papers are about: every act with what all councils say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.diagnostics import Problems, Rejected, Span
from pipeline.kinds.council import cooperation
from pipeline.kinds.council.dossier import Affair, Basis, Side, is_made_known
from pipeline.kinds.council.fields import PASSED
from pipeline.kinds.council.model import CouncilSession, Matter
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.notation.citation.other_paper import speaks_of_the_whole
from pipeline.papers.amendment_frame import Occasion
from pipeline.project.council import replacing
from pipeline.project.council.agreeing import latest, must_agree, must_bear_its_number, stated
from pipeline.project.council.events import Amending, Event, amending, event_of
from pipeline.project.council.pacts import Pact, Pacts, neighbours
from pipeline.project.load import InputFile, SourceDocument
from pipeline.project.session import Session
from pipeline.source import area


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of a folder: its id, its facts, and the files that tell them."""

    id: str
    model: CouncilSession
    inputs: tuple[InputFile, ...]
    path: Path


@dataclass(frozen=True, slots=True)
class Case:
    """One act about one agreement as a session brings it: `party` is its council's municipality."""

    sitting: Sitting
    matter: Matter
    pact: Pact
    party: str

    @property
    def parties(self) -> tuple[tuple[str, str], ...]:
        """Symbol and name of each party; of a 条例 the municipality alone."""
        return (("", self.party),) if self.pact.is_ordinance else self.pact.parties

    @property
    def basis(self) -> Basis | None:
        """The law that the paper cites; of a 規約 that cites none, the one that the session names. Raises Rejected."""
        said = self.matter.basis
        return self.pact.basis or (cooperation.stated(said.text) if said is not None else None)

    @property
    def is_noticed(self) -> bool:
        """Whether 告示 and 届出 are due: the kind says so of most, without reading their words.

        They are due of words that cannot be read: whoever makes them is told what is wrong.
        """
        if self.pact.is_ordinance:
            return False
        try:
            return is_made_known(self.pact.expected_basis or self.basis)
        except Rejected:
            return True

    @property
    def place(self) -> Span:
        """Where the act stands in the source of the session."""
        return self.matter.act.span()


def is_of_one_act(case: Case) -> bool:
    """Whether all that its 案件 names is brought as one bill: several 条例 are amended by one."""
    return case.pact.is_ordinance and case.matter.is_change


# So many agreements are kept as they were composed: those that neighbouring papers are about.
_MOST_KEPT = 64


class Folder:
    """All sessions and agreements of a folder; `used` are the files that told what was asked since `begin`."""

    def __init__(self, original: SourceDocument, session: Session) -> None:
        self.session, self.version = session, session.files.version
        self.path, self.suffix = original.path.parent, original.path.suffix
        self.pacts = Pacts(original, session)
        every = [original, *neighbours(original, session)]
        held = [(s, s.model) for s in every if isinstance(s.model, CouncilSession)]
        self.sittings = tuple(Sitting(s.id, model, s.inputs, s.path) for s, model in held)
        # What was found of the sessions by those who list their papers and check them.
        self.items: dict[str, object] = {}
        self.doubts: dict[str, object] = {}
        self.used: dict[InputFile, None] = {}
        self._recent: dict[str, Pact] = {}

    def begin(self) -> None:
        """Another paper begins: it depends on which sources there are, and on what it will ask."""
        self.used = {}
        self.session.files.listing(self.path, f"*{self.suffix}")

    def own(self, original: SourceDocument) -> Sitting:
        """The session of a source."""
        return next(sitting for sitting in self.sittings if sitting.id == original.id)

    @cached_property
    def brought(self) -> Mapping[str, tuple[Case, ...]]:
        """What all sessions bring, by the document of the agreement."""
        made: dict[str, list[Case]] = {}
        for sitting in self.sittings:
            for case in self.cases(sitting, Problems()):
                made.setdefault(case.pact.document, []).append(case)
        return {document: tuple(cases) for document, cases in made.items()}

    def use(self, pact: Pact) -> None:
        """Notes an agreement as asked, also where it was composed for an earlier paper."""
        self.session.sources.note(pact.assignment.original.path)
        self.used |= dict.fromkeys(pact.inputs)
        self._recent.pop(pact.document, None)
        self._recent[pact.document] = pact
        while len(self._recent) > _MOST_KEPT:
            self._recent.pop(next(iter(self._recent))).forget()

    def _note(self, parties: Collection[str]) -> None:
        """Notes the sessions of the parties, and those of bodies that nobody knows: a slip of the pen may be mended."""
        for sitting in self.sittings:
            body = sitting.model.body.text
            if any(self.pacts.is_one(body, party) for party in parties) or not self.pacts.is_known(body):
                self.session.sources.note(sitting.path)

    def cases(self, sitting: Sitting, problems: Problems) -> Iterator[Case]:
        """What a session brings, in the order of its source."""
        model = sitting.model
        for matter in model.matters:
            for name in matter.agreements:
                found = self.pacts.named(name)
                if not found:
                    self.pacts.report_unknown(name, problems)
                    continue
                own = [(p, party) for p in found if (party := self.pacts.party_of(p, model.body.text)) is not None]
                if not own:
                    told = "、".join(dict.fromkeys(party for p in found for _, party in p.parties))
                    problems.error(
                        "当事者",
                        f"「{model.body}」は「{name}」の当事者ではありません（当事者は{told}です）",
                        "「協約:」か「議会:」を確かめてください",
                        name.span(),
                    )
                kept = {n.text.strip() for n in matter.unchanged}
                yield from (Case(sitting, matter, p, party) for p, party in own if p.assignment.partner not in kept)
            for name in matter.ordinances:
                ordinance = self.pacts.ordinance(name, problems)
                if ordinance is not None:
                    yield Case(sitting, matter, ordinance, model.body.text)
            self._check_own(matter, model, problems)

    def _check_own(self, matter: Matter, model: CouncilSession, problems: Problems) -> None:
        """個別 of partners whom no agreement of the matter has."""
        known = {name for a in matter.agreements for p in self.pacts.named(a) for _, name in p.parties}
        for name, own in matter.own.items():
            if name not in known:
                at = next((w for w in (own.reason, own.summary, own.explained) if w is not None), None)
                place = at.span() if at is not None else own.bill.written.span() if own.bill else matter.act.span()
                problems.error(
                    "当事者",
                    f"「個別」の「{name}」は、この案件の協約の当事者ではありません",
                    f"{model.body}の相手方は {'、'.join(sorted(known - {model.body.text}))} です",
                    place,
                )

    def event(self, case: Case, problems: Problems) -> Event | None:
        """The event that a case speaks of."""
        return event_of(case.pact, case.matter, _submitted(case), problems)

    def affair(self, case: Case, problems: Problems) -> tuple[Affair, Event, Amending | None]:
        """All that is known of the act of a case. Raises Rejected; what is wrong with the agreement itself is told when it is made."""
        try:
            return self._affair(case, problems)
        except Rejected as refused:
            self._report_broken(case, refused, problems)
            raise

    def _affair(self, case: Case, problems: Problems) -> tuple[Affair, Event, Amending | None]:
        self.use(case.pact)
        self._note([name for _, name in case.parties])
        self._must_rest(case, problems)
        event = self.event(case, problems)
        problems.stop_if_errors()
        assert event is not None, "an event that is not there is an error"
        sides = tuple(self._side(name, case, event) for _, name in case.parties)
        sides = tuple(replace(s, party=self._name(s.party, event, sides)) for s in sides)
        day = event.day or stated(sides, "concluded")
        must_agree(event, sides, problems)
        must_bear_its_number(event, sides, problems)
        problems.stop_if_errors()
        effective, pact = stated(sides, "effective"), case.pact
        changed = None
        if event.act == "変更":
            occasion = Occasion(
                day, effective, tuple(t.text for t in case.matter.supplement), near=case.sitting.model.near
            )
            changed = amending(event, occasion, day or latest(sides), case.place, problems)
        text = event.text(problems, case.place) if event.act != "廃止" else pact.words
        old = self.earlier(case, problems)
        problems.stop_if_errors()
        return (
            Affair(
                document=pact.document,
                title=(changed.made.old if changed is not None else text).title,
                called=pact.called,
                act=event.act,
                act_title=changed.frame.title if changed is not None else text.title,
                basis=case.basis,
                expected_basis=pact.expected_basis,
                parties=tuple(side.party for side in sides),
                symbols=tuple(symbol for symbol, _ in case.parties),
                first_signed=event.first_day if event.act != "締結" else day,
                concluded=day,
                effective=effective,
                ends=stated(sides, "ends"),
                sides=sides,
                history=self._history(event) if old is None else old.history,
                times=event.at if event.act == "変更" else None,
                frozen=event.frozen,
                changes=changed.changes if changed is not None else (),
                wholly=event.act == "締結" and any(map(speaks_of_the_whole, text.preamble)),
                cited=replacing.cited(text),
                replaced=old.told if old is not None else None,
            ),
            event,
            changed,
        )

    def earlier(self, case: Case, problems: Problems) -> replacing.Earlier | None:
        """The agreement of which the act changes all."""
        found = replacing.earlier(case.matter, case.pact, self.pacts, problems)
        if found is not None:
            self.use(found.pact)
        return found

    def _first_day(self, event: Event) -> date | None:
        """The day of the paper itself; where neither its source nor its signed version prints one, that of a session."""
        if event.first_day is not None:
            return event.first_day
        for other in self.brought.get(event.pact.document, ()):
            if other.matter.kind_of_act == "締結" and other.matter.concluded is not None:
                self.used |= dict.fromkeys(other.sitting.inputs)
                return other.matter.concluded.day
        return None

    def _history(self, event: Event) -> tuple[tuple[str, date | None], ...]:
        """What went before an event."""
        made, later = event.before[:1], event.before[1:]
        return (*((word, day or self._first_day(event)) for word, day in made), *later)

    def _must_rest(self, case: Case, problems: Problems) -> None:
        """The law that a session names is that of a 規約, and no other than the one that it cites."""
        named, cited = case.matter.basis, case.pact.basis
        if named is None or cited == named.text:
            return
        act = cooperation.act_of(named.text)
        if case.pact.called != paper_name.STATUTE:
            problems.error(
                "議決の根拠",
                f"「{case.pact.document}」は{case.pact.called}なので、「根拠」は書けません",
                "「根拠」を消してください（規約の案件に書くものです）",
                named.span(),
            )
        elif cited is not None:
            problems.error(
                "議決の根拠",
                f"「根拠」は{named}ですが、「{case.pact.document}」の文は地方自治法{cited}を引いています",
                "「根拠」を消すか、規約の文を直してください",
                named.span(),
            )
        elif act is not None and act != case.matter.lawful_act:
            problems.error(
                "議決の根拠",
                f"「根拠」の{named}は{act}のものですが、行為は{case.matter.kind_of_act}です",
                "行為に合う条を書いてください（組合の解散なら、「根拠」でなく「件名:」と「求め:」を書きます）",
                named.span(),
            )

    def _report_broken(self, case: Case, refused: Rejected, problems: Problems) -> None:
        first = refused.problems.errors[0].message if refused.problems.errors else ""
        if not problems.errors:
            problems.error(
                "協約の名",
                f"「{case.pact.document}」に誤りがあるので、その別紙や日付が分かりません（{first}）",
                "先にその原稿を直してください",
                case.place,
            )

    def _name(self, party: str, event: Event, sides: tuple[Side, ...]) -> str:
        """The name that a party bears on the day of the act, or when it was brought; the agreement may say an older one."""
        day = event.day or stated(sides, "concluded") or latest(sides)
        borne = area.name_on(event.pact.assignment.original.area, party, day) if day is not None else None
        return borne.name.text if borne is not None else party

    def _side(self, party: str, case: Case, event: Event) -> Side:
        """What the session of a party says of the act; of several, the session of the paper, else the latest."""
        found: list[tuple[bool, date, Side]] = []
        for other in self.brought.get(case.pact.document, ()):
            sitting = other.sitting
            if other.matter.act.text != case.matter.act.text or not self.pacts.is_one(other.party, party):
                continue
            same = self.event(other, Problems())
            if same is None or same.at != event.at:
                continue
            own = other.matter.of(self.partner(other))
            side = Side(party, sitting.id, sitting.model, other.matter, own, other.place)
            day = side.submitted.day if side.submitted is not None else date.min
            found.append((other.matter is case.matter, day, side))
            self.used |= dict.fromkeys(sitting.inputs)
        return max(found, key=lambda f: f[:2])[2] if found else Side(party)

    def is_lost(self, case: Case) -> bool:
        """Whether the council voted otherwise than for it: nothing comes of that. What was concluded all the same is to be told.

        What the head decided in its place stands, whatever it says afterwards.
        """
        own = case.matter.of(self.partner(case))
        if own.result is None or own.result.text in PASSED or case.matter.urgent is not None:
            return False
        event = self.event(case, Problems())
        days = (case.matter.concluded, own.publication and own.publication.day, event and event.day)
        return not any(days)

    def partner(self, case: Case) -> str:
        """The name under which 個別 speaks of an agreement: that of its document, else of the first other party."""
        partner = case.pact.assignment.partner
        return partner or next((name for _, name in case.parties if name != case.party), case.party)


def _submitted(case: Case) -> date | None:
    """提出日; of what the head decided, the day on which he did."""
    model = case.sitting.model
    if case.matter.urgent is not None:
        return case.matter.urgent.day.day
    dated = case.matter.submitted or model.submitted
    if dated is not None:
        return dated.day
    return model.sitting.first if model.sitting is not None else None


def folder_of(original: SourceDocument, session: Session) -> Folder:
    """All sessions and agreements of the folder of a source, put together once while its files are the same."""
    held = session.folders.get(original.path.parent)
    if not isinstance(held, Folder) or held.version != session.files.version:
        held = session.folders[original.path.parent] = Folder(original, session)
    held.begin()
    return held
