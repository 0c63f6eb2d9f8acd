"""新旧対照表 and 見え消し of papers in deep shapes hold every word and number of both texts once, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.amending.differences.edits import Added, Change, Edits, Kept, Removed, is_same
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS
from pipeline.notation.house_style import Marks
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.papers.side_by_side.comparison import Block, compare
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Unit
from pipeline.provision.write import provision_lines, unit_lines
from tests.amending.deep_papers import ACCORD, PAPERS, RULES, loaded, revised, written
from tests.amending.test_deep_papers import frozen
from tests.whole_papers import whole_papers


def letters(lines: Iterable[str]) -> str:
    return re.sub(r"[\s　\v]", "", "".join(lines))


def revision(kind: str, seed: int) -> tuple[Frozen, Frozen]:
    """A deep paper, and the same with something said otherwise."""
    random = Random(seed)
    old = new = loaded(PAPERS[kind])
    for _ in range(random.randint(1, 3)):
        other = revised(new, random)
        new = other if frozen(written(other)) is not None else new
    before, after = frozen(written(old)), frozen(written(new))
    assert before is not None
    assert after is not None
    return before, after


def side(blocks: Iterable[Block], which: str) -> str:
    """One side of a comparison, every （略） written out."""
    return letters(getattr(pair, which).written_out for block in blocks for pair in block.pairs)


def changed(edits: Edits, which: str, manner: Manner) -> Iterator[str]:
    """The lines of one text that are not left out: those of all units in which something changes."""
    for head, lines in (("", edits.title), (CONTENTS, edits.contents), ("", edits.preamble)):
        if lines.old != lines.new:
            yield from (head, *getattr(lines, which))
    yield from _units(edits.articles, which, manner, first="")
    if edits.closing.old != edits.closing.new:
        yield from getattr(edits.closing, which)
    yield from _units(edits.supplement, which, manner, first="1")
    yield from _units(edits.schedules, which, manner, first="")


def _units(changes: tuple[Change, ...], which: str, manner: Manner, first: str) -> Iterator[str]:
    gone = Added if which == "old" else Removed
    held: list[tuple[Change, Unit]] = [(c, getattr(c, which)) for c in changes if not isinstance(c, gone)]
    for n, (change, unit) in enumerate(held):
        if isinstance(change, Kept) and is_same(change):
            continue
        lines = unit_lines([unit], manner)
        if first and not n and len(held) > 1 and unit.level == "項":
            at = 0 if unit.caption is None else 1
            lines[at] = first + lines[at]
        yield from lines


@settings(whole_papers(60), derandomize=True, database=None)
@given(st.sampled_from(sorted(PAPERS)), st.integers(0, 10**6))
def test_both_texts_stand_in_them(kind: str, seed: int):
    before, after = revision(kind, seed)
    old, new, manner = before.provision, after.provision, before.manner
    edits = align(old, new)
    blocks, lines = compare(edits, manner, Marks()), redline(edits, manner)

    assert letters(provision_lines(new, manner)) == letters(accepted(lines))
    assert letters(provision_lines(old, manner)) == letters(rejected(lines))
    assert letters(changed(edits, "old", manner)) == side(blocks, "old")
    assert letters(changed(edits, "new", manner)) == side(blocks, "new")


def shown(old: str, new: str) -> list[tuple[str, str]]:
    before, after = frozen(old), frozen(new)
    assert before is not None
    assert after is not None
    found = compare(align(before.provision, after.provision), before.manner, Marks())
    return [(p.old.text.strip("　 "), p.new.text.strip("　 ")) for b in found for p in b.pairs]


def test_the_name_of_a_sheet_is_no_heading_in_brackets():
    """（別記1） stood in the 見え消し above 別記1, and the names of those who sign between the two."""
    before = frozen(ACCORD)
    assert before is not None
    lines = redline(align(before.provision, before.provision), before.manner)

    assert "（別記1）" not in accepted(lines)
    assert 1 == accepted(lines).count("別記1")


def test_what_a_note_is_called_stands_once():
    """注注."""
    pairs = shown(ACCORD, ACCORD.replace("年額は、見込みである。", "年額は、概算である。"))

    assert ("注", "注") in pairs
    assert not any("注注" in line for pair in pairs for line in pair)


@pytest.mark.parametrize("new", ["この条例は、令和8年4月1日から施行する。", "この条例は、公布の日から施行する。"])
def test_the_first_paragraph_of_a_titled_supplement_keeps_its_number(new: str):
    """Below its 見出し it stood without its 1, changed or left out."""
    text = RULES.replace("この条例は、公布の日から施行する。", new).replace("従前の例による", "従前の定めによる")

    pairs = shown(RULES, text)

    assert any(old.startswith("1　") and said.startswith("1　") for old, said in pairs), pairs
