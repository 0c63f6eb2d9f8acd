"""The 欄名 of a table -> what a sentence calls a 欄 that stands below others: 平日の欄, or 利用の平日の欄 where two are called so; and back."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.provision.unit import PARTED

_BELOW = "の"


def called(columns: Sequence[str], name: str) -> list[int]:
    """The 欄 that go by a name: by all of it, by all levels of it, or by the lowest alone."""
    levels = [column.split(PARTED) for column in columns]
    ways = [columns, [_BELOW.join(each) for each in levels], ["".join(each) for each in levels], [each[-1] for each in levels]]  # fmt: skip
    return next((found for way in ways if (found := [n for n, each in enumerate(way) if each == name])), [])


def name_of(columns: Sequence[str], at: int) -> str | None:
    """What a sentence calls a 欄 of a table; None where no name is its own."""
    *_, own = levels = columns[at].split(PARTED)
    return next((name for name in (own, _BELOW.join(levels)) if name and called(columns, name) == [at]), None)
