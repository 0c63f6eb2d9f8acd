"""Two versions of each kind of paper with twenty changes: list, merged tree, 新旧対照表 and tracked changes hold all of them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from pipeline.comparing.changes import apply, compare, turned
from pipeline.comparing.merged import merged, new_of, old_of
from pipeline.comparing.node import Node, lines_of
from pipeline.comparing.of_galley import of_galley
from pipeline.diagnostics import Problems
from pipeline.galley import Block, Galley, Grid, Para, Run
from pipeline.importing.paper import cleaned
from pipeline.importing.readings import of_paper
from pipeline.importing.word.document import read_docx
from pipeline.notation.house_style import Marks
from pipeline.papers.versions.tree_comparison import compare_trees
from pipeline.papers.versions.tree_redline import marked
from pipeline.papers.versions.tree_report import tree_report
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.project.versions.printed import printed
from pipeline.writers.docx.redline import Reviser
from tests.workshop import ROOT
from tests.writers.docx.resolver import resolved

DOCUMENTS = (
    "aomori/kyoyaku-蓬田村", "kitaalps/gaiyo", "kitakyushu/jigyo", "aomori-shi/keikaku", "yamagata/shiryo", "shiomi/yosan",
)  # fmt: skip
CHANGES = 20


def edited(galley: Galley, random: Random) -> Galley:
    """Twenty changes: words, amounts, headings, rows that come, go and move, paragraphs that come, go and move."""
    parts = list(galley.parts)
    for _ in range(CHANGES):
        n = random.randrange(len(parts))
        blocks = list(parts[n].blocks)
        at = random.randrange(len(blocks)) if blocks else 0
        if not blocks:
            continue
        blocks[at : at + 1] = _changed(blocks[at], random)
        if random.random() < 0.2 and len(blocks) > 2:
            other = random.randrange(len(blocks))
            if isinstance(blocks[other], Para):
                blocks.insert(random.randrange(len(blocks)), blocks.pop(other))
        parts[n] = replace(parts[n], blocks=tuple(blocks))
    return replace(galley, parts=tuple(parts))


def _changed(block: Block, random: Random) -> list[Block]:
    way = random.random()
    match block:
        case Para(runs=runs) if runs and block.anchor is None:
            if way < 0.15:
                return []
            if way < 0.3:
                return [block, Para(block.style, (Run(f"新たに第{random.randrange(99)}の取組を進める。"),))]
            return [replace(block, runs=(*runs[:-1], _other(runs[-1], random)))]
        case Grid(rows=rows) if rows:
            free = all(c.rows == 1 for r in rows for c in r.cells)
            held = list(rows)
            at = random.randrange(len(held))
            if free and way < 0.2 and len(held) > 1:
                held.pop(at)
            elif free and way < 0.4:
                held.insert(random.randrange(len(held)), held.pop(at))
            else:
                cells = list(held[at].cells)
                c = random.randrange(len(cells))
                para = cells[c].paras[-1]
                words = replace(
                    para, runs=(*para.runs[:-1], _other(para.runs[-1], random)) if para.runs else (Run("5件"),)
                )
                cells[c] = replace(cells[c], paras=(*cells[c].paras[:-1], words))
                held[at] = replace(held[at], cells=tuple(cells))
            return [replace(block, rows=tuple(held))]
        case _:
            return [block]


def _other(run: Run, random: Random) -> Run:
    at = random.randrange(len(run.text) + 1)
    return Run(run.text[:at] + random.choice(["強力に", "1,200千円", "第3期", ""]) + run.text[at + 2 :], run.style)


def words(data: bytes) -> list[str]:
    return list(lines_of(of_paper(cleaned(read_docx(data, "a")), "a").root))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("document", DOCUMENTS)
def test_twenty_changes_are_all_told_and_none_is_invented(document: str, seed: int):
    session, problems = Session(ROOT), Problems()
    (own,) = plan(session, (document,), problems).assignments
    old = printed(own, session, problems)
    new = edited(old, Random(seed))
    trees: tuple[Node, Node] = (of_galley(old, "").root, of_galley(new, "").root)

    compared = compare(*trees)

    assert trees[1] == apply(trees[0], compared.changes)
    assert trees[0] == apply(trees[1], turned(compared.changes))
    both = merged(compared)
    assert trees == (old_of(both), new_of(both))
    told = tree_report(compared)
    assert len(compared.changes) == sum(map(len, told.changes))
    table = "\n".join(f"{p.old.text}\n{p.new.text}" for b in compare_trees(compared, Marks()) for p in b.pairs)
    for entry in (e for e in told.report.entries if e.kind in ("字句", "見出し") and not e.automatic):
        for side in (entry.old, entry.new):
            assert side.replace("\n", " ") in table
    printer = documents.exporter(own.original, session)
    tracked = marked(both, new, "見え消し")
    made = printer.marked(tracked.galley, tracked.fates, Reviser("企画課", None), problems)
    assert made is not None
    for way, paper in (("accept", new), ("reject", old)):
        clean = printer.print(paper, "docx", problems)
        assert clean is not None
        assert words(clean) == words(resolved(made, "accept" if way == "accept" else "reject"))
