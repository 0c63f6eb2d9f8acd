"""Pictures of files -> blocks: the picture, its title in the middle below it, where it is from at the right."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.galley.blocks import Image, Para, Run, plain
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP, TAKEN_FROM
from pipeline.pictures import Picture
from pipeline.tree import nodes

_MM_PT = 72 / 25.4
_TITLE, _SOURCE = "図版題", "図版出典"


def illustration(node: nodes.Illustration, words: Words, pictures: Mapping[str, Picture]) -> tuple[Image | Para, ...]:
    """The picture and what is printed below it."""
    share = float(node.width.removesuffix("%")) / 100 if node.width.endswith("%") else None
    width = float(node.width.removesuffix("mm")) * _MM_PT if node.width.endswith("mm") else None
    alt = words.runs(node.alt)
    origin = next((run.origin for run in alt if run.origin is not None), None)
    made: list[Image | Para] = [Image(pictures[node.file], plain(alt), share, width, origin)]
    if node.title:
        made.append(Para(_TITLE, words.runs(node.title)))
    source = (Run(TAKEN_FROM), *words.runs(node.source)) if node.source else ()
    gap = (Run(GAP),) if source and node.rights else ()
    below = (*source, *gap, *words.runs(node.rights))
    if below:
        made.append(Para(_SOURCE, below))
    return tuple(made)
