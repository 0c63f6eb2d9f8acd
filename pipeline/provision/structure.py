"""A provision <-> its units as data: how a signed version keeps a text whose plain lines alone would not tell its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from pipeline.provision.unit import Level, Provision, Unit
from pipeline.provision.unreadable import UnreadableError

_LEVELS: Mapping[str, Level] = {level: level for level in get_args(Level)}
_UNREADABLE = "署名版の「単位」が読めません"
Data = dict[str, object]


def told(provision: Provision) -> Data:
    """The units of a provision, each with how deep it lies; what is empty is left out."""
    return {
        "題名": provision.title,
        "目次": list(provision.contents),
        "前文": list(provision.preamble),
        **({"制定文": provision.enacting} if provision.enacting else {}),
        "末文": list(provision.closing),
        "本則": list(_told(provision.articles, 0)),
        "附則": list(_told(provision.supplement, 0)),
        "別表": list(_told(provision.schedules, 0)),
    }


def _told(units: tuple[Unit, ...], depth: int) -> Iterator[Data]:
    for unit in units:
        held: Data = {"深さ": depth, "級": unit.level}
        if unit.number:
            held["番号"] = list(unit.number)
        if unit.text:
            held["文"] = unit.text
        if unit.caption is not None:
            held["見出し"] = unit.caption
        if unit.cells:
            held["欄"] = list(unit.cells)
        yield held
        yield from _told(unit.children, depth + 1)


def read(content: object) -> Provision:
    """The provision of such data. Raises UnreadableError."""
    if not isinstance(content, dict):
        raise UnreadableError("", _UNREADABLE)
    return Provision(
        title=_word(content.get("題名", "")),
        contents=_words(content.get("目次", [])),
        preamble=_words(content.get("前文", [])),
        enacting=_count(content.get("制定文", 0)),
        articles=_units(content.get("本則", [])),
        closing=_words(content.get("末文", [])),
        supplement=_units(content.get("附則", [])),
        schedules=_units(content.get("別表", [])),
    )


def _count(found: object) -> int:
    if not isinstance(found, int):
        raise UnreadableError("", _UNREADABLE)
    return found


def _units(found: object) -> tuple[Unit, ...]:
    if not isinstance(found, list):
        raise UnreadableError("", _UNREADABLE)
    flat = [_unit(each) for each in found]
    made, at = _below(flat, 0, 0)
    if at != len(flat):
        raise UnreadableError("", _UNREADABLE)
    return made


def _below(flat: list[tuple[int, Unit]], at: int, depth: int) -> tuple[tuple[Unit, ...], int]:
    """The units of one depth from a place on with all below them, and the place behind them."""
    made: list[Unit] = []
    while at < len(flat) and flat[at][0] == depth:
        unit = flat[at][1]
        children, at = _below(flat, at + 1, depth + 1)
        made.append(replace(unit, children=children))
    return tuple(made), at


def _unit(found: object) -> tuple[int, Unit]:
    if not isinstance(found, dict):
        raise UnreadableError("", _UNREADABLE)
    level, depth, numbers = _LEVELS.get(str(found.get("級"))), found.get("深さ"), found.get("番号", [])
    if level is None or not isinstance(depth, int) or not isinstance(numbers, list):
        raise UnreadableError("", _UNREADABLE)
    caption = found.get("見出し")
    return depth, Unit(
        level,
        tuple(n for n in numbers if isinstance(n, int)),
        _word(found.get("文", "")),
        None if caption is None else _word(caption),
        _words(found.get("欄", [])),
    )


def _word(found: object) -> str:
    if not isinstance(found, str):
        raise UnreadableError("", _UNREADABLE)
    return found


def _words(found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise UnreadableError("", _UNREADABLE)
    return tuple(map(_word, found))
