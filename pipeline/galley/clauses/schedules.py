"""別表 -> galley blocks: its label, which leads to the articles it belongs to, and all that stands below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pipeline.galley.blocks import Block, Para, Run, plain
from pipeline.galley.clauses.tables import Tables
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.tree import nodes

# The styles of headings in a 別表 end here; what lies deeper looks like the last.
_LAST_STYLE = 3
_HEADING, _LAST_HEADING = 2, 6


class Schedules:
    """Sets the 別表 of one paper."""

    def __init__(self, words: Words, tables: Tables) -> None:
        self.words, self.labels, self.tables = words, words.labels, tables

    def schedule(self, schedule: nodes.Schedule) -> tuple[Block, ...]:
        """別表第1（第3条関係）, its heading below it, its blocks."""
        number = () if schedule.number is None else (schedule.number,)
        named = self.words.runs(schedule.label) or (Run(self.labels.schedule(number)),)
        related = tuple(self._related(schedule))
        heading = self.words.runs(schedule.heading)
        runs = (*named, *related)
        match schedule.heading_place:
            case "関係の前" if heading:
                runs = (*named, Run(GAP), *heading, *related)
            case "関係の後" if heading:
                runs = (*named, *related, Run(GAP), *heading)
        outline = f"{plain((*named, *related))} {plain(heading)}".strip()
        made: list[Block] = [Para("別表見出し", runs, heading=_HEADING, outline=outline, anchor=schedule.key)]
        if heading and schedule.heading_place == "次の行":
            made.append(Para("別表題", heading))
        made += self._blocks(schedule.blocks, outline, 1)
        return tuple(made)

    def _related(self, schedule: nodes.Schedule) -> Iterator[Run]:
        """（第3条及び第4条関係）."""
        around = self.labels.related(len(schedule.relates_to), schedule.joint)
        for before, reference in zip(around, self.words.runs(schedule.relates_to), strict=False):
            yield from (Run(before), reference)
        yield from (Run(closing) for closing in around[-1:])

    def _blocks(self, blocks: tuple[nodes.ScheduleBlock, ...], above: str, level: int) -> Iterator[Block]:
        for block in blocks:
            match block:
                case nodes.Table():
                    yield from self.tables.table(block, above)
                case nodes.Section():
                    yield from self._section(block, above, level)
                case nodes.Lead(text=text):
                    yield Para("別表前書き", self.words.runs(text))
                case nodes.Notes():
                    yield from self.tables.notes(block)
                case _:
                    assert_never(block)

    def _section(self, section: nodes.Section, above: str, level: int) -> Iterator[Block]:
        mark = self.labels.section(section.scheme, section.number, level)
        label = self.words.label(mark) if mark else ()
        heading = self.words.runs(section.heading)
        words = plain((*label, *heading))
        style, depth = f"別表項目{min(level, _LAST_STYLE)}", min(level + _HEADING, _LAST_HEADING)
        yield Para(style, heading, label, heading=depth, outline=words)
        yield from self._blocks(section.blocks, f"{above} {words}", level + 1)
