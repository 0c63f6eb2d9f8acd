"""One act of a session about one agreement -> the texts before and after it, its day, and the paper that is concluded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.amending.language.address import read_address
from pipeline.amending.language.parse import own_supplement
from pipeline.amending.prove import Proven, in_words, ways
from pipeline.amending.prove import amend as prove
from pipeline.diagnostics import Problems, Span
from pipeline.diagnostics.commands import typed
from pipeline.kinds.council.dossier import Change
from pipeline.kinds.council.fields import Act
from pipeline.kinds.council.model import Matter
from pipeline.kinds.shared import published
from pipeline.late.dataclass import dataclass
from pipeline.papers.amendment_frame import Frame, Occasion, Parties, frame, wording
from pipeline.papers.change_report import report
from pipeline.papers.changes import Entry
from pipeline.papers.council.points import spoken
from pipeline.project import compiling
from pipeline.project.council.pacts import Pact
from pipeline.provision.added_supplement import without_added
from pipeline.provision.signed_version import Signing, event_words
from pipeline.provision.unit import Provision, Unit


@dataclass(frozen=True, slots=True)
class Event:
    """Which event of an agreement an act is. `at` is its place in the history, or the one behind it while it is not signed.

    `day` is that of the signed version or of the source; None while nobody knows it but the sessions.
    """

    pact: Pact
    act: Act
    at: int
    day: date | None

    @property
    def history(self) -> tuple[Signing, ...]:
        """All events of the signed version."""
        return self.pact.signed.history if self.pact.signed is not None else ()

    @property
    def frozen(self) -> bool:
        """Whether the signed version has it."""
        return self.at < len(self.history)

    @property
    def before(self) -> tuple[tuple[str, date | None], ...]:
        """What went before it, in words, each with its day."""
        held = self.history[: self.at]
        days = (self.first_day, *(s.day for s in held[1:])) if held else ()
        return tuple(zip(event_words(held), days, strict=True))

    @property
    def first_day(self) -> date | None:
        """The day of the agreement itself."""
        return self.pact.first_day

    def text(self, problems: Problems, place: Span) -> Provision:
        """The text from the event on. Raises Rejected if the signed version did not keep it."""
        return self._text(self.at, problems, place)

    def text_before(self, problems: Problems, place: Span) -> Provision:
        """The text up to the event. Raises Rejected if the signed version did not keep it."""
        return self._text(self.at - 1, problems, place)

    def _text(self, at: int, problems: Problems, place: Span) -> Provision:
        frozen = self.pact.signed
        if frozen is None or at >= len(frozen.history):
            return self.pact.words
        found = frozen.words_after(at)
        if found is None:
            problems.error(
                "署名版",
                f"「{self.pact.document}」の署名版に、{event_words(frozen.history)[at]}の時の文が残っていないので、別紙を作れません",
                "変更の前の署名版（控え）に戻してから、変更後の原稿で renkei freeze --again --on 日付 --amendment 改め文.txt を実行してください",
                place,
            )
        problems.stop_if_errors()
        assert found is not None
        return found


def event_of(pact: Pact, matter: Matter, submitted: date | None, problems: Problems) -> Event | None:
    """The event that a matter speaks of; None after an error. Raises Rejected if the agreement cannot be read."""
    act = matter.kind_of_act
    history = pact.signed.history if pact.signed is not None else ()
    if act == "締結":
        return Event(pact, act, 0, pact.first_day)
    if not history:
        problems.error(
            "署名版",
            f"「{pact.document}」の署名版がないので、何を{act}するかが決まりません",
            f"締結した文を renkei freeze {typed(pact.document)} で固定してから、原稿を直してください",
            matter.act.span(),
        )
        return None
    if act == "廃止":
        return Event(pact, act, len(history), None)
    at = matter.times.value if matter.times is not None else _next(history, submitted)
    if at < len(history):
        return Event(pact, act, at, history[at].day)
    if at == len(history) and pact.is_pending:
        return Event(pact, act, at, None)
    last = len(history) - 1
    problems.error(
        "署名版",
        f"「{pact.document}」に、{f'{at}回目' if matter.times is not None else 'この議会より後'}の変更がありません"
        f"（署名版にある変更は{last}回で、原稿は署名版と同じです）",
        "原稿を変更後の文に直すか、「回:」と「提出日:」を確かめてください",
        (matter.times.written if matter.times is not None else matter.act).span(),
    )
    return None


def _next(history: tuple[Signing, ...], submitted: date | None) -> int:
    """The first change on or after a day; while no day is known, the one that is not signed yet."""
    later = (
        n for n, s in enumerate(history) if n and submitted is not None and s.day is not None and s.day >= submitted
    )
    return next(later, len(history))


@dataclass(frozen=True, slots=True)
class Amending:
    """A proven amendment, the words around it, and the places that it changes. `added` is its 附則, if the source has it."""

    made: Proven
    frame: Frame
    entries: tuple[Entry, ...]
    added: Unit | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The places that somebody changed."""
        return tuple(Change(e.place_new or e.place_old, e.kind, spoken(e)) for e in self.entries)


def amending(event: Event, occasion: Occasion, signs: date | None, place: Span, problems: Problems) -> Amending:
    """The amendment of an event; `signs` is the day on which those are in office who sign. Raises Rejected."""
    pact = event.pact
    old, new = event.text_before(problems, place), event.text(problems, place)
    new, added = without_added(old, new)
    made = prove(old, new, pact.manner)
    if not isinstance(made, Proven):
        problems.error(
            "改め文", f"「{pact.document}」: {made.reason}", "原稿の変え方を分けるか、全部改める形にしてください", place
        )
        problems.stop_if_errors()
    assert isinstance(made, Proven)
    if not _is_signed(event, made):
        coarser = next((way for way in ways(old, new, pact.manner) if _is_signed(event, way)), None)
        made = coarser or in_words(made, _signed_text(event), pact.manner) or made
    _must_be_signed(event, made, place, problems)
    original, partner = pact.assignment.original, pact.assignment.partner
    revision = original.kind.revision
    assert revision is not None, "only such papers are agreements"
    model = compiling.edition_model(original, partner, problems)
    day = signs or event.first_day
    found = Problems()  # warnings of names that a source gives are told by renkei amend
    by = revision.signature(model, original.area, partner, day, found) if day is not None else None
    problems.extend(Problems(list(found.errors)))
    problems.stop_if_errors()
    renamed = revision.renamed(model, original.area, partner, day) if day is not None else {}
    words = wording(pact.session.files, problems, revision.wording)
    around = frame(
        old,
        event.first_day,
        Parties(
            *(revision.called_parties(model, partner), by, renamed),
            published.number_of(model, pact.house),
            published.published_as(model),
        ),
        replace(occasion, own=added),
        pact.house,
        words,
        problems,
    )
    entries = report(made.edits, pact.manner).entries
    return Amending(made, around, tuple(e for e in entries if not e.automatic), added)


def _signed_lines(event: Event) -> tuple[str, ...]:
    """The 改め文 that a signed version keeps, its 柱書 and the name of what it amends above it; () if it keeps none.

    The 附則 of the amending paper is no part of it.
    """
    kept = event.history[event.at].amendment if event.frozen else ()
    text = "".join(f"{line}\n" for line in kept)
    return tuple(text[: own_supplement(text)].split("\n")[:-1])


def _signed_text(event: Event) -> str:
    """Its sentences alone."""
    text = "".join(f"{line}\n" for line in _signed_lines(event))
    return text[read_address(text).end :]


def _said(made: Proven) -> list[str]:
    return [line for line in made.text.split("\n") if line]


def _is_signed(event: Event, made: Proven) -> bool:
    """Whether an amendment is the one that was signed, as far as that is kept."""
    kept, said = _signed_lines(event), _said(made)
    return not kept or list(kept[-len(said) :]) == said


def _must_be_signed(event: Event, made: Proven, place: Span, problems: Problems) -> None:
    """The amendment that we say now is the one that was signed. Raises Rejected."""
    if _is_signed(event, made):
        return
    kept, said = _signed_lines(event), _said(made)
    line = next((a for a, b in zip(kept[-len(said) :], said, strict=False) if a != b), kept[-1])
    problems.error(
        "別紙",
        f"「{event.pact.document}」の署名版に残る改め文（「{line[:40]}」）と、今の作り方による改め文が違うので、別紙を作りません",
        "締結した変更協約書そのものを別紙にしてください",
        place,
    )
    problems.stop_if_errors()
