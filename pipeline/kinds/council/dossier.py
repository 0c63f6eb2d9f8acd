"""What is known of one act about one agreement, from all councils that vote on it: the facts that its papers print.

Gathered once from the agreement, its signed version and the sources of the sessions (project.council); nothing here was
typed for a paper.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeGuard

from pipeline.diagnostics import Span, Written
from pipeline.kinds.council.cooperation import Articles, articles
from pipeline.kinds.council.fields import (
    JOINT,
    LOST,
    MODIFIED,
    PUT_OFF,
    UNION,
    WHOLE,
    Act,
    JointBasis,
    PaperName,
    UnionBasis,
    Wording,
)
from pipeline.kinds.council.model import CouncilSession, Matter, Own
from pipeline.kinds.council.words import ORDINANCES, CouncilWording, Said
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import paper_name
from pipeline.source.fields import Dated
from pipeline.source.profile import CouncilManner
from pipeline.tree.nodes import Inlines

# On what the councils vote: 地方自治法第252条の2第3項, 第96条第2項 with an ordinance of their own, (ordinances) 第96条第1項第1号, or (規約)
# what lets municipalities work together.
Basis = Literal["第252条の2", "第96条第2項", "第96条第1項"] | JointBasis | UnionBasis


def is_joint(basis: Basis | None) -> TypeGuard[JointBasis]:
    """Whether it is a 条 by which municipalities work together under a 規約."""
    return basis in JOINT


def is_of_union(basis: Basis | None) -> TypeGuard[UnionBasis]:
    """Whether it is a 条 about the 規約 of a 組合, of which its members make nothing known."""
    return basis in UNION


def is_made_known(basis: Basis | None) -> bool:
    """Whether 告示 and 届出 are due of what rests on it."""
    return basis == "第252条の2" or is_joint(basis)


@dataclass(frozen=True, slots=True)
class Side:
    """One party of an act and what its session says; `own` None: no session of the folder has the act.

    `session` is the id of the source, `place` where the act stands in it.
    """

    party: str
    session: str = ""
    facts: CouncilSession | None = None
    matter: Matter | None = None
    own: Own | None = None
    place: Span | None = None

    @property
    def submitted(self) -> Dated | None:
        """提出日."""
        own = self.own.submitted if self.own is not None else None
        return own or (self.facts.submitted if self.facts is not None else None)

    @property
    def voted(self) -> Dated | None:
        """議決日; of what the head decided in the council's place, the day on which he did."""
        if self.matter is not None and self.matter.urgent is not None:
            return self.matter.urgent.day
        return self.own.voted if self.own is not None else None

    @property
    def result(self) -> Written | None:
        """結果."""
        return self.own.result if self.own is not None else None

    @property
    def _awaits_council(self) -> bool:
        """Whether the council decides; what the head decided in its place stands whatever it says afterwards."""
        return self.matter is None or self.matter.urgent is None

    @property
    def lost(self) -> str:
        """How the bill ended without an act (否決, 撤回); "" where it did not."""
        result = self.result
        return result.text if result is not None and result.text in LOST and self._awaits_council else ""

    @property
    def is_put_off(self) -> bool:
        """Whether the council goes on with it between sessions: the vote is still to come."""
        return self.result is not None and self.result.text == PUT_OFF and self._awaits_council

    @property
    def is_modified(self) -> bool:
        """Whether the council passed other words than were brought."""
        return self.result is not None and self.result.text == MODIFIED

    @property
    def decided(self) -> Dated | None:
        """The day of a vote by which the act may be done."""
        return None if self.lost or self.is_put_off else self.voted

    @property
    def noticed(self) -> Dated | None:
        """告示日."""
        return self.own.notice.day if self.own is not None and self.own.notice is not None else None

    @property
    def reported(self) -> Dated | None:
        """届出日."""
        return self.own.report.day if self.own is not None and self.own.report is not None else None


@dataclass(frozen=True, slots=True)
class Change:
    """One place that an amendment changes, and what a speaker says of it."""

    place: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """The agreement of which all is changed: its document, its title, and the day of its signing."""

    document: str
    title: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Affair:
    """One act about one agreement: 締結, 変更 (`times`: which) or 廃止.

    `document` is the agreement's document, `called` what it calls itself (連携協約), `act_title` the title of the paper
    that is concluded. `parties` stand in their order with `symbols` (甲, 乙; "" where there are none). `first_signed` is
    the day of the agreement, `concluded` that of this act (None: not yet), `history`
    what went before. `frozen`: whether the signed version has the act. `basis` is the law that the words cite,
    `expected_basis` that of the kind of paper (None: a kind that may rest on either). `wholly`: it takes the place of an
    earlier one, as it says itself, signed on one of the days `cited`; `replaced` is that one, as the session says.
    """

    document: str
    title: str
    called: str
    act: Act
    act_title: str
    basis: Basis | None
    expected_basis: Basis | None
    parties: tuple[str, ...]
    symbols: tuple[str, ...]
    first_signed: date | None
    concluded: date | None
    effective: date | None
    ends: date | None
    sides: tuple[Side, ...]
    history: tuple[tuple[str, date | None], ...] = ()
    times: int | None = None
    frozen: bool = False
    changes: tuple[Change, ...] = ()
    wholly: bool = False
    cited: tuple[date, ...] = ()
    replaced: Replaced | None = None

    @property
    def is_of_ordinance(self) -> bool:
        """Whether it is about a 条例, which has no parties: `parties` is the municipality alone."""
        return self.basis == ORDINANCES

    @property
    def is_of_statute(self) -> bool:
        """Whether it is about a 規約, which the parties make and nobody signs."""
        return self.called == paper_name.STATUTE and not self.is_of_ordinance

    @property
    def articles(self) -> Articles | None:
        """The 条 of this act about a 規約; None of other papers, and of a 規約 that rests on none of them."""
        return articles(self.basis, self.lawful_act) if is_joint(self.basis) or is_of_union(self.basis) else None

    @property
    def lawful_act(self) -> Act:
        """What the law calls it: to change all of an agreement is a change."""
        return "変更" if self.replaced is not None else self.act

    @property
    def worded(self) -> Wording:
        """Which words of the house are asked for, of those that name what is done."""
        return WHOLE if self.replaced is not None else self.act

    @property
    def said_as(self) -> Said:
        """Which words of the house are asked for."""
        if self.is_of_ordinance:
            return "条例"
        if self.is_of_statute:
            return "規約"
        return "協約" if self.basis == "第252条の2" else "協定"

    @property
    def is_made_known(self) -> bool:
        """Whether 告示 and 届出 are due."""
        return is_made_known(self.basis)

    @property
    def concluding(self) -> str:
        """What is done with it after the vote: an agreement is signed, a 条例 is published, a 規約 is made."""
        own = self.is_of_statute
        return paper_name.done_with(rule=own or self.is_of_ordinance, signed=False, parties=own)

    @property
    def dated_by(self) -> str:
        """Whose day `concluded` is: an agreement is 締結, 変更, 廃止; of a 条例 each is 公布."""
        return self.concluding if self.is_of_ordinance else self.said(self.worded)

    def said(self, words: str) -> str:
        """Words of what is done as they are said of this paper: a 条例 is passed and amended, a 規約 made and changed."""
        if self.is_of_statute:
            return words.replace(paper_name.SIGNED, paper_name.MADE)
        return (
            words.replace(paper_name.SIGNED, paper_name.MADE).replace("変更", "改正") if self.is_of_ordinance else words
        )

    def side(self, party: str) -> Side:
        """What one party says."""
        return next(s for s in self.sides if s.party == party)


@dataclass(frozen=True, slots=True)
class Ask:
    """One paper of a session: which, about which agreements (the affairs of one 案件), and the names of what it encloses.

    `matter` None: about the whole session. `label` is the number of the bill as printed (議案第12号), `title` its 件名. `places` are the
    anchors of all changes in what it encloses, "" where one has none.
    """

    paper: PaperName
    key: str
    party: str
    matter: Matter | None
    affairs: tuple[Affair, ...]
    label: Inlines = ()
    title: Inlines = ()
    places: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefing:
    """All that a paper of a session is made of: what is asked, all that stands in the session, words, the office's manner.

    `asks` are all papers of the session, in its order.
    """

    ask: Ask
    asks: tuple[Ask, ...]
    words: CouncilWording
    manner: CouncilManner
