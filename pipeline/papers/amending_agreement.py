"""A proven amendment -> the galley of the 変更協約書."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from pipeline.amending.language.write import sentence_lines
from pipeline.amending.prove import Proven
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.labels.amendment_style import Manner
from pipeline.papers.amendment_frame import Frame

_CLAUSE = re.compile(r"[ 　]*(第[^　]+条(?:の[^　]+)?|[0-9０-９]+|[(（][^)）]+[)）]|[ァ-ヶ])　(.*)")
_STYLES = (("第", "条"), ("(", "号"), ("（", "号"))


def agreement(made: Proven, around: Frame, manner: Manner, day: date | None) -> Galley:
    """変更協約書: the frame, and in it the sentences with the new text below them."""
    blocks: list[Block] = []
    for sentence in made.sentences:
        said, *body = sentence_lines(sentence, manner)
        blocks.append(Para("前文", (Run(said),)))
        blocks += _new_text(body)
    parts = (Part("本文", (*around.opening, *blocks, *around.closing)),)
    return Galley(around.title, around.title, "", day, parts, (("題名", around.title),))


def _new_text(lines: list[str]) -> Iterator[Block]:
    """Lines of new text in the styles of what they are; neighbouring rows as one table."""
    for rows, group in groupby(lines, key=lambda line: "\t" in line):
        held = list(group)
        if rows:
            cells = [Row(tuple(Cell((Para("表本文", (Run(c),)),)) for c in line.split("\t"))) for line in held]
            yield Grid("役割分担表", (), tuple(cells), "新しい表")
            continue
        for line in held:
            m = _CLAUSE.fullmatch(line)
            if m:
                style = next((s for lead, s in _STYLES if m[1].startswith(lead)), "項" if m[1].isdigit() else "号細分")
                yield Para(style, (Run(m[2]),), (Run(f"{m[1]}　"),))
            else:
                style = "条見出し" if line.startswith("（") and line.endswith("）") else "前文"
                yield Para(style, (Run(line.strip("　")),))
