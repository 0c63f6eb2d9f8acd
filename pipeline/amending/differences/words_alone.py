"""Changes below a unit -> the quotations that say all of them within it, where nothing but words changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.amending.differences.edits import Change, Changed, Kept, is_same
from pipeline.amending.differences.word_diff import MOST_EDITS, word_edits
from pipeline.amending.language.clauses import Edit


def words_alone(changes: Iterable[Change], reach: tuple[str, ...], given: tuple[Edit, ...]) -> tuple[Edit, ...] | None:
    """The edits, looked for in all of `reach`; None where something else changes or the words are too many."""
    made: list[Edit] = []
    for pair in _pairs(changes):
        found = word_edits(*pair, reach, given) if pair is not None else None
        if found is None:
            return None
        made += (edit for edit in found if edit not in made)
    return tuple(made) if len(made) <= MOST_EDITS else None


def _pairs(changes: Iterable[Change]) -> Iterator[tuple[str, str] | None]:
    """Old and new of every text that changes; None for a change that is no change of words."""
    for change in changes:
        match change:
            case Kept() if is_same(change):
                pass
            case Changed(old=old, new=new, below=below) if _stays(change):
                yield from (
                    (a, b) for a, b in zip((old.text, *old.cells), (new.text, *new.cells), strict=True) if a != b
                )
                yield from _pairs(below)
            case _:
                yield None


def _stays(change: Changed) -> bool:
    old, new = change.old, change.new
    return (old.number, old.caption, len(old.cells)) == (new.number, new.caption, len(new.cells))
