"""A text of numbered units -> the same with other words: one walk, which comes by all of them in one order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.provision.unit import Provision, Unit

Change = Callable[[str], str]


def with_words(provision: Provision, words: Change, cell: Change) -> Provision:
    """The text with what `words` makes of its words, and `cell` of those in the cells of its tables."""

    def lines(every: tuple[str, ...]) -> tuple[str, ...]:
        return tuple([words(line) for line in every])

    def units(every: tuple[Unit, ...]) -> tuple[Unit, ...]:
        return tuple(
            replace(
                unit,
                text=words(unit.text),
                caption=None if unit.caption is None else words(unit.caption),
                cells=tuple([cell(each) for each in unit.cells]),
                children=units(unit.children),
            )
            for unit in every
        )

    return replace(
        provision,
        title=words(provision.title),
        contents=lines(provision.contents),
        preamble=lines(provision.preamble),
        articles=units(provision.articles),
        closing=lines(provision.closing),
        supplement=units(provision.supplement),
        schedules=units(provision.schedules),
    )


def words_of(provision: Provision) -> tuple[str, ...]:
    """All words, in the order of `with_words`."""
    held: list[str] = []

    def take(words: str) -> str:
        held.append(words)
        return words

    with_words(provision, take, take)
    return tuple(held)
