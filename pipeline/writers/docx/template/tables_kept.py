"""Tables that one template was filled with -> their w:tbl, for documents in which they stand again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.galley import Grid

# A master has a few tables, some of which differ for some partners; of a table of a thousand rows there is but one.
_MOST_TABLES, _LONGEST = 64, 200_000


class Tables:
    """By the identity of a table and of those that have the same columns; what is kept here keeps its identity."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int, bool, tuple[int, ...]], tuple[tuple[Grid, ...], str]] = {}

    def get(self, grid: Grid, chars: int, sisters: tuple[Grid, ...], *, noted: bool) -> str | None:
        """The same table on a sheet of so many characters, if it was written; `noted`: with notes right below it."""
        kept = self._kept.get((id(grid), chars, noted, tuple(map(id, sisters))))
        return None if kept is None else kept[1]

    def keep(self, grid: Grid, chars: int, sisters: tuple[Grid, ...], xml: str, *, noted: bool) -> None:
        """Keeps a table that reads the same in every document."""
        if len(xml) > _LONGEST:
            return
        if len(self._kept) >= _MOST_TABLES:
            self._kept = {}
        self._kept[id(grid), chars, noted, tuple(map(id, sisters))] = (grid, *sisters), xml
