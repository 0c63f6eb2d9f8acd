"""A proven amendment -> the galley of the 変更協約書."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import assert_never

from pipeline.amending.drafting.new_text import Free, NewText, Supplement
from pipeline.amending.language.write import clauses_line
from pipeline.amending.prove import Proven
from pipeline.galley import Block, Galley, Para, Part, Run
from pipeline.galley.clauses import CHAPTER_CONTENTS
from pipeline.labels.amendment_style import Manner
from pipeline.late.regex import regex
from pipeline.papers.amendment_frame import Frame
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.unit import Unit

_LEVELS = "編章節款目"
_ENTRY = regex(f"第[^　]+?(?P<level>[{_LEVELS}])(?:の[^　]+)?　")


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
        yield from _contents([part.words for part in held if isinstance(part, Free) and part.of == "目次"])
        for part in held:
            match part:
                case Unit():
                    pass
                case Free(of="目次"):
                    pass
                case Free(words=words):
                    yield Para("前文", (Run(words),))
                case Supplement(units=units):
                    yield from setter.supplement(units)
                case _:
                    assert_never(part)


def _contents(lines: Sequence[str]) -> Iterator[Para]:
    """Entries of a 目次, as the paper itself sets them: by how deep 編, 章, 節 lie in one another."""
    found = [_ENTRY.match(line) for line in lines]
    levels = sorted({_LEVELS.index(m["level"]) for m in found if m})
    for line, m in zip(lines, found, strict=True):
        depth = levels.index(_LEVELS.index(m["level"])) if m else 0
        style = CHAPTER_CONTENTS[min(depth, len(CHAPTER_CONTENTS) - 1)]
        yield Para(style, (Run(line[m.end() :]),), (Run(m[0]),)) if m else Para(style, (Run(line),))
