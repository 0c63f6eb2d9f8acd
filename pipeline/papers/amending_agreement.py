"""A proven amendment -> the galley of the 変更協約書."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import assert_never

from pipeline.amending.drafting.new_text import Free, NewText, Numbered, Remark, Supplement
from pipeline.amending.language.write import clauses_line
from pipeline.amending.prove import Proven
from pipeline.galley import Block, Galley, Para, Part, Run
from pipeline.labels.amendment_style import Manner
from pipeline.papers.amendment_frame import Frame
from pipeline.papers.unit_blocks import UnitBlocks, contents_of
from pipeline.provision.unit import PARTED, Unit


def agreement(made: Proven, around: Frame, manner: Manner, day: date | None) -> Galley:
    """変更協約書: the frame, and in it the sentences with the new text below them, each unit in the style of its kind."""
    parts = (Part("本文", (*around.opening, *sentences(made, manner), *around.closing)),)
    return Galley(around.title, around.title, "", day, parts, (("題名", around.title),))


def sentences(made: Proven, manner: Manner) -> Iterator[Block]:
    """The 改め文 alone."""
    setter = UnitBlocks(manner)
    for each in made.drafted:
        yield Para("改め文", (Run(clauses_line(each.clauses, manner)),))
        yield from _new_text(each.new, setter)


def _new_text(new: Iterable[NewText], setter: UnitBlocks) -> Iterator[Block]:
    for _, group in groupby(new, key=type):
        held = list(group)
        yield from setter.units(part for part in held if isinstance(part, Unit))
        yield from contents_of([part.words for part in held if isinstance(part, Free) and part.of == "目次"])
        for part in held:
            match part:
                case Unit():
                    pass
                case Free(of="目次"):
                    pass
                case Free(words=words):  # the lines of a 欄 stand below one another
                    yield from (Para("前文", (Run(line),)) for line in words.split(PARTED))
                case Remark(unit=unit):
                    yield setter.remark(unit)
                case Numbered(unit=unit):
                    yield from setter.numbered((unit,))
                case Supplement(units=units):
                    yield from setter.supplement(units)
                case _:
                    assert_never(part)
