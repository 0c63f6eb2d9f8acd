"""How the tables of a model are printed, beyond a cell for each key: what a sheet that looks like them says besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.late.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """`below`: in the cell of a key, lines that begin with a mark are another's. `ends`: an end of 名称 is 「はい」 for a key.

    `verbatim`: keys whose value may be 〃 itself. `remarked`: keys below whose head the year of its figures may stand.
    `band`: the key of what a line over all columns says. `beside`: the heads that are listed under a key of the table
    are keys of a group of the row; those that 欄の名 gives to keys are theirs in any table.
    """

    below: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)
    verbatim: frozenset[str] = frozenset()
    remarked: frozenset[str] = frozenset()
    band: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
