"""What every paper of a session is made from, in one place, and what a paper hands to its wording."""

from __future__ import annotations

from datetime import date

from pipeline.diagnostics import Problems
from pipeline.kinds.council.dossier import Affair, Ask, Briefing, Side
from pipeline.kinds.council.model import CouncilSession
from pipeline.kinds.council.saying import day_words
from pipeline.kinds.council.speaker import Speaker, speaker
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.source.area import Area
from pipeline.source.fields import Dated
from pipeline.tree.nodes import Inlines


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the template prints, what the file is called, and the day of the paper."""

    names: dict[str, object]
    title: Inlines
    dated: Dated | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The session, what is asked, the facts of the area, and where problems go."""

    model: CouncilSession
    briefing: Briefing
    area: Area
    house: House
    problems: Problems

    @property
    def ask(self) -> Ask:
        """What is asked."""
        return self.briefing.ask

    @property
    def affair(self) -> Affair:
        """The act that the paper is about; of several that are voted on together, the first."""
        return self.ask.affairs[0]

    @property
    def side(self) -> Side:
        """What the party whose paper it is says of the act."""
        return self.affair.side(self.ask.party)

    def by(self, dated: Dated | None, near: date | None = None) -> Speaker | None:
        """The head who speaks on a day; while it is not known, on a day near it or the first of the session."""
        return speaker(self.model, self.area, dated.day if dated is not None else near, self.problems)

    def day(self, dated: Dated | None) -> Inlines:
        """A day as printed, blank while it is not known."""
        near = self.affair.concluded if self.ask.affairs else None
        return day_words(dated.day if dated is not None else None, near or self.model.near, self.house)
