"""A folder of sources -> its agreements as documents of two or more parties, each with its text and its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from pipeline.diagnostics import Problems, Written
from pipeline.galley.compose import Particulars
from pipeline.kinds.council.dossier import Basis
from pipeline.kinds.council.fields import JOINT
from pipeline.kinds.shared import published
from pipeline.kinds.shared.clauses import parties
from pipeline.kinds.shared.clauses.paper import UNNAMED, Paper
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.notation.house_style import House
from pipeline.papers import amendment_law
from pipeline.project import compiling
from pipeline.project.load import InputFile, SourceDocument, beside
from pipeline.project.plan import Assignment
from pipeline.project.revision import signed
from pipeline.project.session import Session
from pipeline.provision.alike.tails import is_same_on_paper
from pipeline.provision.extract import provision
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision
from pipeline.source import area
from pipeline.source.decode import nearest
from pipeline.tree.refer import BoundDocument

# Source: council notes 1.
_ORDINANCE = "条例"
_BASES: Mapping[str, Basis] = {"連携協約書": "第252条の2", "定住自立圏形成協定書": "第96条第2項"}


@dataclass(frozen=True)
class Pact:
    """One document of an agreement. `assignment` names it; what is wrong with it is told when it is made itself."""

    assignment: Assignment
    session: Session

    @property
    def document(self) -> str:
        """aomori/kyoyaku-蓬田村."""
        return self.assignment.name

    @property
    def key(self) -> str:
        """Its name below the folder: kyoyaku-蓬田村."""
        return self.document.split("/", 1)[1]

    @cached_property
    def model(self) -> Paper:
        """What the source says for this partner. Raises Rejected."""
        made = compiling.edition_model(self.assignment.original, self.assignment.partner, Problems())
        assert isinstance(made, Paper)
        return made

    @cached_property
    def parties(self) -> tuple[tuple[str, str], ...]:
        """Symbol ("" where there is none) and name of each party, in their order."""
        master = self.assignment.original.model
        assert isinstance(master, Paper)
        named = parties.named(master, self.assignment.partner)
        return tuple(("" if key.startswith(UNNAMED) else key, name.text) for key, name in named.items())

    @cached_property
    def bound(self) -> tuple[BoundDocument, Particulars]:
        """The document as its source is now. Raises Rejected."""
        return compiling.bind(self.assignment.original, self.assignment.partner, Problems())

    @cached_property
    def house(self) -> House:
        """The house style with the labels of this paper."""
        house = self.assignment.original.profile.house.with_labels(self.bound[0].document.labels)
        return signed.amending_house(self.assignment.original, house)

    @cached_property
    def manner(self) -> Manner:
        """How its units are labelled."""
        return Manner(self.house)

    @cached_property
    def words(self) -> Provision:
        """Its text as its source is now. Raises Rejected."""
        return provision(self.bound[0], self.house)

    @cached_property
    def signed(self) -> Frozen | None:
        """Its signed version; None if there is none. Raises Rejected if that cannot be read."""
        return signed.before_of(self.assignment, self.session.files, Problems())

    @property
    def inputs(self) -> tuple[InputFile, ...]:
        """The files that tell it: its source, the facts, its signed version."""
        return (*self.assignment.original.inputs, *signed.inputs(self.assignment, self.session.files))

    @property
    def is_pending(self) -> bool:
        """Whether the source is to amend what was signed."""
        return self.signed is not None and not is_same_on_paper(self.signed.provision, self.words)

    @property
    def first_day(self) -> date | None:
        """The day of its signing, as the signed version or the source has it. Raises Rejected."""
        if self.signed is not None and self.signed.history:
            return self.signed.history[0].day or signed.published_on(self.signed)
        return published.day_of(self.model)

    @cached_property
    def called(self) -> str:
        """連携協約, 協定: what it calls itself."""
        revision = self.assignment.original.kind.revision
        assert revision is not None, "only papers of parties are agreements"
        return amendment_law.word(self.words) or revision.called

    @property
    def is_ordinance(self) -> bool:
        """Whether it is a 条例, on which a council votes; rules and guidelines are made without one."""
        return is_ordinance(self.assignment.original)

    @cached_property
    def basis(self) -> Basis | None:
        """The law that it cites: 第252条の2, or 第96条第2項; None if neither. Of a 条例 the law on which any is voted.

        Of a 規約 the one 条 of those by which municipalities work together; it may cite the 連携協約 that it follows from.
        """
        if self.is_ordinance:
            return "第96条第1項"
        if self.called == paper_name.STATUTE:
            cited = [law for law in JOINT if amendment_law.cites(self.words, law)]
            return cited[0] if len(cited) == 1 else None
        if amendment_law.cites(self.words, "第252条の2"):
            return "第252条の2"
        return "第96条第2項" if amendment_law.cites(self.words, "第96条第2項") else None

    @property
    def expected_basis(self) -> Basis | None:
        """The law on which papers of this kind rest; None of kinds that may rest on either."""
        return _BASES.get(self.assignment.original.kind.name)

    def forget(self) -> None:
        """Lets go of what takes room; it is composed again where it is asked for."""
        for name in ("bound", "words", "house", "manner", "signed", "model", "called", "basis"):
            self.__dict__.pop(name, None)


def is_ordinance(original: SourceDocument) -> bool:
    """Whether a source is that of a 条例."""
    model = original.model
    return isinstance(model, Paper) and not model.parties and model.title.text.strip().endswith(_ORDINANCE)


def is_statute(original: SourceDocument) -> bool:
    """Whether a source is that of a 規約, as its title says."""
    model = original.model
    return isinstance(model, Paper) and paper_name.word(model.title.text) == paper_name.STATUTE


def neighbours(original: SourceDocument, session: Session) -> Iterator[SourceDocument]:
    """The other sources of a folder that can be read."""
    for path in beside(original.path, session.files).values():
        found = session.load(path, Problems())
        if found is not None:
            yield found


class Pacts:
    """The agreements of one folder, found by the names that sessions write."""

    def __init__(self, original: SourceDocument, session: Session) -> None:
        self.folder = original.path.parent.name
        self._names = area.present_names(original.area)
        self._bodies = frozenset(original.area.municipalities)
        self.known: dict[str, tuple[Pact, ...]] = {}
        read = (original, *neighbours(original, session))
        self._unread = beside(original.path, session.files).keys() - {other.path.stem for other in read}
        for other in read:
            if other.kind.revision is not None and issubclass(other.kind.model, Paper):
                self.known[other.path.stem] = tuple(_documents(other, session))

    def is_one(self, one: str, other: str) -> bool:
        """Whether two names are of one municipality, which may have been renamed."""
        return self._names.get(one, one) == self._names.get(other, other)

    def is_known(self, name: str) -> bool:
        """Whether the facts tell of a municipality of this name."""
        return name in self._bodies or name in self._names

    def party_of(self, pact: Pact, body: str) -> str | None:
        """The name by which a municipality is a party; None if it is none."""
        return next((name for _, name in pact.parties if self.is_one(name, body)), None)

    def named(self, name: Written) -> tuple[Pact, ...]:
        """The documents that a name stands for: all of a source, or one; () if there are none."""
        asked = name.text.strip()
        if asked in self.known:
            return tuple(p for p in self.known[asked] if len(p.parties) > 1)
        every = (pact for pacts in self.known.values() for pact in pacts)
        return tuple(pact for pact in every if pact.key == asked)

    def ordinance(self, name: Written, problems: Problems) -> Pact | None:
        """The 条例 of a name; None after an error."""
        found = self.known.get(name.text.strip(), ())
        if len(found) == 1 and found[0].is_ordinance:
            return found[0]
        if found:
            problems.error(
                "協約の名",
                f"「{name}」は条例ではないので、「条例:」に書けません",
                "題名が「条例」で終わる例規の名前を書いてください（規則と要綱は議決によりません。当事者のある協約や規約は「協約:」に書きます）",
                name.span(),
            )
            return None
        if self._reports_unread(name, problems):
            return None
        problems.error(
            "協約の名",
            f"「{name}」という条例の原稿は、sources/{self.folder} にありません",
            nearest(name.text, dict.fromkeys(k for k, v in self.known.items() if any(p.is_ordinance for p in v))),
            name.span(),
        )
        return None

    def report_unknown(self, name: Written, problems: Problems) -> None:
        """Tells a name that no agreement answers to."""
        found = self.known.get(name.text.strip())
        if found is not None:
            problems.error(
                "協約の名",
                f"「{name}」には当事者がないので、その議案などは作れません",
                f"規約を定める市町村を、「{name}」の原稿に「当事者: [○○市, ○○町]」と書いてください"
                if any(is_statute(pact.assignment.original) for pact in found)
                else "当事者のある協約や規約の名前を書いてください（条例は「協約:」でなく「条例:」に書き、行為は 制定・改正 とします）",
                name.span(),
            )
            return
        if self._reports_unread(name, problems):
            return
        keys = [*self.known, *(pact.key for pacts in self.known.values() for pact in pacts)]
        problems.error(
            "協約の名",
            f"「{name}」という協約の原稿は、sources/{self.folder} にありません",
            nearest(name.text, dict.fromkeys(keys)) if keys else "協約の原稿を同じフォルダに置いてください",
            name.span(),
        )

    def _reports_unread(self, name: Written, problems: Problems) -> bool:
        """Tells a name of a source that is there and cannot be read. Another name is no cure for that."""
        asked = name.text.strip()
        stem = next((s for s in sorted(self._unread) if asked == s or asked.startswith(f"{s}-")), None)
        if stem is not None:
            problems.error(
                "協約の名",
                f"「{self.folder}/{stem}」に誤りがあって読めないので、その別紙や日付が分かりません",
                "先にその原稿を直してください",
                name.span(),
            )
        return stem is not None


def _documents(original: SourceDocument, session: Session) -> Iterator[Pact]:
    for partner in original.partners or (None,):
        name = original.id if partner is None else f"{original.id}-{partner}"
        yield Pact(Assignment(original, partner, name), session)
