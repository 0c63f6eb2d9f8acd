"""Edits -> where an office numbers what comes and goes otherwise than its profile says: 枝番 or 繰下げ, 削除 or 繰上げ.

Numbers are those of the source, which cites them; a draft never changes them. So what the profile asks for is said to
the clerk, who writes it where the numbers come from.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.amending.differences.edits import Added, Change, Changed, Edits, Kept, Removed
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import DELETED
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.provision.unit import Unit

# 項 never have 枝番, and are never left as 削除 (R7).
_LEVELS = ("条", "号")


@dataclass(frozen=True, slots=True)
class Departure:
    """One unit whose coming or going is numbered otherwise than the house does: what happens, and what to write."""

    message: str
    cure: str


def departures(edits: Edits, manner: Manner) -> tuple[Departure, ...]:
    """Everything in which the numbers of the new text are not those of the house, from the front to the back."""
    return tuple(_among(edits.articles, "", manner)) if manner.house.insertion or manner.house.removal else ()


def _among(changes: tuple[Change, ...], above: str, manner: Manner) -> Iterator[Departure]:
    for level in _LEVELS:
        own = [c for c in changes if _unit(c).level == level]
        yield from _of_one_level(own, above, manner)
    for change in changes:
        if isinstance(change, Changed):
            yield from _among(change.below, above + _name(change.new, manner), manner)


def _of_one_level(changes: list[Change], above: str, manner: Manner) -> Iterator[Departure]:
    house: House = manner.house
    gone = {c.old.number for c in changes if isinstance(c, Removed)}
    for n, change in enumerate(changes):
        behind = changes[n + 1 :]
        match change:
            case Added(new=new) if new.number not in gone:
                name = above + _name(new, manner)
                if house.insertion == "枝番" and len(new.number) == 1 and _moved(behind, 1):
                    yield Departure(
                        f"{name}を加えて、その後の{new.level}を繰り下げています（流儀は「加えるもの: 枝番」です）",
                        "原稿のその見出しの下に「枝番: はい」を書いてください（後の番号は元のままになります）",
                    )
                if house.insertion == "繰下げ" and len(new.number) > 1:
                    yield Departure(
                        f"{name}を枝番で加えています（流儀は「加えるもの: 繰下げ」です）",
                        "原稿のその「枝番: はい」を取ってください（後の番号は繰り下がります）",
                    )
            case Removed(old=old) if house.removal == "削除" and _moved(behind, -1) and not _is_taken(old, changes):
                yield Departure(
                    f"{above}{_name(old, manner)}を削って、その後の{old.level}を繰り上げています（流儀は「削るもの: 削除」です）",
                    "原稿のその場所に「削除: はい」だけの見出しを残してください（後の番号は元のままになります）",
                )
            case Changed(old=old, new=new) if house.removal == "繰上げ" and new.is_struck() and not old.is_struck():
                yield Departure(
                    f"{above}{_name(old, manner)}を「{DELETED}」として残しています（流儀は「削るもの: 繰上げ」です）",
                    "原稿のその「削除: はい」を取り除いてください（後の番号は繰り上がります）",
                )
            case _:
                pass


def _moved(changes: list[Change], sign: int) -> bool:
    """Whether the next unit that stays takes a greater (or a smaller) number."""
    kept = next((c for c in changes if isinstance(c, Kept | Changed)), None)
    return kept is not None and (kept.new.number[0] - kept.old.number[0]) * sign > 0


def _is_taken(old: Unit, changes: list[Change]) -> bool:
    """Whether a new unit takes the number of one that is removed: it is restated."""
    return any(isinstance(c, Added) and c.new.number == old.number for c in changes)


def _unit(change: Change) -> Unit:
    return change.old if isinstance(change, Removed) else change.new


def _name(unit: Unit, manner: Manner) -> str:
    match unit.level:
        case "条":
            return manner.article(unit.number)
        case "項":
            return "" if unit.number == (1,) else manner.paragraph(unit.number)
        case "号":
            return manner.item(unit.number)
        case _:
            return ""
