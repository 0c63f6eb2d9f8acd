"""An act that changes all of an agreement (全部変更) -> the agreement of which it takes the place, as it was signed last."""

from __future__ import annotations

from datetime import date

from pipeline.diagnostics import Problems
from pipeline.diagnostics.commands import typed
from pipeline.kinds.council.dossier import Replaced
from pipeline.kinds.council.model import Matter
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation.other_paper import speaks_of_the_whole
from pipeline.notation.dates.wareki import ParsedDate
from pipeline.notation.finding.scan import find_all
from pipeline.project.council.pacts import Pact, Pacts
from pipeline.provision.signed_version import Frozen, event_words
from pipeline.provision.unit import Provision


@dataclass(frozen=True, slots=True)
class Earlier:
    """The earlier agreement, and its signed version."""

    pact: Pact
    signed: Frozen

    @property
    def told(self) -> Replaced:
        """What papers print of it."""
        return Replaced(self.pact.document, self.signed.provision.title, self.pact.first_day)

    @property
    def history(self) -> tuple[tuple[str, date | None], ...]:
        """What was done with it, in words, each with its day."""
        held = self.signed.history
        days = (self.pact.first_day, *(each.day for each in held[1:]))
        return tuple(zip(event_words(held), days, strict=True))


def cited(text: Provision) -> tuple[date, ...]:
    """The days of which the words speak that tell that all of another is changed."""
    found = (at.value for line in text.preamble if speaks_of_the_whole(line) for at in find_all(line))
    return tuple(day.value for day in found if isinstance(day, ParsedDate) and day.precision == "day")


def earlier(matter: Matter, pact: Pact, pacts: Pacts, problems: Problems) -> Earlier | None:
    """The agreement between the same parties of which `pact` takes the place; None of any other act, and after an error."""
    name = matter.replaces
    if name is None:
        return None
    named = pacts.named(name)
    if not named:
        pacts.report_unknown(name, problems)
        return None
    parties = {party for _, party in pact.parties}
    found = next((each for each in named if _is_between(each, parties, pacts)), None)
    if found is None or found.document == pact.document:
        told = "、".join(party for _, party in pact.parties)
        problems.error(
            "元の協約",
            f"「元の協約」の「{name}」は、「{pact.document}」そのものです"
            if found is not None
            else f"「元の協約」の「{name}」に、「{pact.document}」と同じ当事者（{told}）のものがありません",
            "全部を変える協約の原稿の名前を書いてください（変更後の文は、別の名前の原稿に書きます）",
            name.span(),
        )
        return None
    if found.signed is None or not found.signed.history:
        problems.error(
            "署名版",
            f"「{found.document}」の署名版がないので、何の全部を変更するかが決まりません",
            f"締結した文を renkei freeze {typed(found.document)} で固定してください",
            name.span(),
        )
        return None
    return Earlier(found, found.signed)


def _is_between(pact: Pact, parties: set[str], pacts: Pacts) -> bool:
    """Whether an agreement is between these, who may have been renamed."""
    own = [party for _, party in pact.parties]
    return len(own) == len(parties) and all(any(pacts.is_one(party, other) for other in parties) for party in own)
