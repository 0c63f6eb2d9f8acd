"""Entries of 目次 -> TOC: TOCPart … TOCDivision nested as the 章 are, 附則 and 別表 behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.labels.contents import Entry, entries
from pipeline.labels.marks import CONTENTS, GAP
from pipeline.tree import nodes
from pipeline.writers.lawxml.elements import Element, numbered
from pipeline.writers.lawxml.provisions import DIVISIONS
from pipeline.writers.lawxml.sentences import Sentences


def contents(node: nodes.ChapterContents, body: Sequence[nodes.Block], sentences: Sentences) -> Element:
    """The TOC of a document."""
    listed = list(entries(node, body, sentences.words.labels))
    chapters = [entry for entry in listed if entry.level is not None]
    made: list[Element] = [Element("TOCLabel", (CONTENTS,)), *_below(chapters, 1, sentences)]
    for entry in listed[len(chapters) :]:
        words = sentences.words.house.text(entry.label)
        if words.startswith("附"):
            made.append(Element("TOCSupplProvision", (Element("SupplProvisionLabel", (words,)),)))
        else:
            made.append(Element("TOCAppdxTableLabel", (words,)))
    return Element("TOC", tuple(made))


def _below(listed: Sequence[Entry], depth: int, sentences: Sentences) -> Iterator[Element]:
    starts = [n for n, entry in enumerate(listed) if entry.depth == depth]
    for number, (start, end) in enumerate(pairwise((*starts, len(listed))), 1):
        entry = listed[start]
        assert entry.level is not None
        name = DIVISIONS[entry.level]
        label = sentences.words.house.text(entry.label)
        title = Element(f"{name}Title", (label + GAP, *sentences.mixed(entry.heading)))
        reach = (Element("ArticleRange", (entry.articles,)),) if entry.articles else ()
        below = _below(listed[start + 1 : end], depth + 1, sentences)
        yield numbered(f"TOC{name}", str(number), title, *reach, *below)
