"""Galleys of papers and what stands before them -> the galley of a book (冊子): one document, one run of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.galley.blocks import LINE_OF, Galley, Inserted, Para, Part, Run, each_para, paras, plain
from pipeline.galley.styles import COVER
from pipeline.labels.marks import INSERTED
from pipeline.notation.house_style import House
from pipeline.tree.opening import Numbering, Opening

# Pages of the list of papers are numbered i, ii …: those of the papers begin at 1.
_FRONT = Numbering(roman=True)


def inserted(title: str, paper: Inserted, house: House) -> Galley:
    """A PDF of somebody else as a paper; other formats say which file belongs there."""
    words = INSERTED.format(name=paper.name, pages=house.text(str(len(paper.sizes_pt))))
    para = Para("本文段落", (Run(words),))
    return Galley(title, "", "", None, (Part("本文", (para,), inserted=paper),))


def bound(front: Galley, papers: Sequence[Galley], openings: Sequence[Opening]) -> Galley:
    """The book: `front` (cover and list of papers), then the papers as they begin."""
    parts, notes = [*_front(front)], [*front.notes]
    for paper, opening in zip(papers, openings, strict=True):
        anchored = _anchored(paper, opening.anchor)
        first, *others = anchored.parts
        notes += anchored.notes
        parts += [replace(first, opens=opening), *others]
    return replace(front, parts=tuple(parts), notes=tuple(notes))


def inserted_places(galley: Galley) -> list[tuple[str, int, Inserted]]:
    """The papers of others in a book: the anchor of each, which paper of the book it is (from 0), and what it is."""
    opened = [part for part in galley.parts if part.opens is not None]
    return [
        (p.opens.anchor, n, p.inserted) for n, p in enumerate(opened) if p.opens is not None and p.inserted is not None
    ]


def _front(front: Galley) -> Iterator[Part]:
    """The cover bears no number; the list opens a stretch of its own, which the outline calls by its first words."""
    opened = False
    for part in front.parts:
        first = next(iter(paras(part.blocks)), None)
        if first is None:
            continue
        if opened or part.name == COVER:
            yield part
        else:
            title = plain(first.runs)
            yield replace(part, opens=Opening(title, title, 1, _FRONT))
            opened = True


def _anchored(paper: Galley, name: str) -> Galley:
    """The paper with anchors that no other paper of the book has; its first paragraph is called `name`. It is not signed here."""
    first = next((para for part in paper.parts for para in paras(part.blocks)), None)
    begins = first.anchor if first is not None else None

    def place(anchor: str | None) -> str | None:
        if anchor is None:
            return None
        own = anchor.removesuffix(LINE_OF)
        return (name if own == begins else f"{name}/{own}") + anchor[len(own) :]

    def run(run: Run) -> Run:
        if run.target is None and run.page_of is None:
            return run
        return replace(run, target=place(run.target), page_of=place(run.page_of))

    def para(para: Para) -> Para:
        runs = tuple([run(r) for r in para.runs])
        anchor = name if para is first else place(para.anchor)
        if anchor == para.anchor and runs == para.runs and para.box is None:
            return para
        return replace(para, runs=runs, anchor=anchor, box=None)

    return each_para(paper, para)
