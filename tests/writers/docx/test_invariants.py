"""Any galley gives a file that Word can open and that says exactly the galley's words; always the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.galley import Block, Cell, Grid, PageBreak, Para, Part, Row, Run
from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, PARTS
from pipeline.writers.docx import Template, new_template
from tests.examples import examples
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import (
    ROOT,
    agreement,
    compiled,
    contract_with,
    galley_lines,
    read_back,
    saved_by_libreoffice,
    shipped,
    unzipped,
    written,
    zipped,
)

CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n{}<>&]%｛｝　"
)
TEXTS = st.text(CHARACTERS, max_size=30)
# Anchors that anchored() gives, and one that it does not.
TARGETS = st.none() | st.sampled_from(("本文1", "別表3", "なし"))
RUNS = st.builds(
    Run,
    TEXTS | st.just("第1条"),
    st.sampled_from((None, *CHARACTER_STYLES)),
    target=TARGETS,
    ruby=st.none() | TEXTS,
)
LABELS = st.just((Run("第1条　"),)) | st.lists(RUNS, max_size=2).map(tuple)
PARAS = st.builds(
    Para,
    st.sampled_from(PARAGRAPH_STYLES),
    st.lists(RUNS, max_size=3).map(tuple),
    LABELS,
)
CELL_PARAS = st.lists(PARAS, min_size=1, max_size=2).map(tuple)


@st.composite
def rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Rows of four columns, some cells spanning columns and the rows of a band."""
    found: list[Row] = []
    for _ in range(draw(st.integers(0, 2))):
        widths = draw(st.sampled_from([(1, 1, 1, 1), (2, 1, 1), (1, 3), (4,), (1, 2, 1)]))
        height = draw(st.integers(1, 3))
        spanning = draw(st.integers(0, len(widths) - 1))
        for line in range(height):
            cells = []
            for number, width in enumerate(widths):
                if number != spanning:
                    cells.append(Cell(draw(CELL_PARAS), width))
                elif line == 0:
                    cells.append(Cell(draw(CELL_PARAS), width, height))
            found.append(Row(tuple(cells)))
    return tuple(found)


GRIDS = st.builds(Grid, st.just("役割分担表"), rows(), rows(), TEXTS)
BLOCKS = st.lists(PARAS | GRIDS.filter(lambda g: bool(g.head or g.rows)) | st.just(PageBreak()), max_size=5).map(tuple)
PART_TUPLES = (
    st.lists(st.sampled_from(PARTS), max_size=4)
    .map(lambda n: sorted(n, key=PARTS.index))
    .flatmap(lambda names: st.tuples(*(st.builds(Part, st.just(n), BLOCKS, st.booleans()) for n in names)))
)


def anchored(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Gives every second paragraph outside tables an anchor of its own."""
    seen: set[str] = set()
    found = []
    for part in parts:
        blocks: list[Block] = []
        for n, block in enumerate(part.blocks):
            anchor = f"{part.name}{n}"
            apart = isinstance(block, Para) and n % 2 == 1 and anchor not in seen
            blocks.append(replace(block, anchor=anchor) if apart and isinstance(block, Para) else block)
            seen.add(anchor)
        found.append(replace(part, blocks=tuple(blocks)))
    return tuple(found)


@cache
def template(name: str) -> Template:
    """The shipped template, the same with citations as fields, and one that LibreOffice saved."""
    fields = contract_with("引用: 文字", "引用: フィールド")
    match name:
        case "fields":
            return compiled(new_template(), fields)
        case "libreoffice":
            return compiled(saved_by_libreoffice(), fields)
        case _:
            return shipped()


@settings(max_examples=examples(100), deadline=None)
@given(PART_TUPLES.map(anchored), TEXTS, TEXTS, st.booleans(), st.sampled_from(("shipped", "fields", "libreoffice")))
def test_any_galley_gives_a_sound_file_of_the_same_words(
    parts: tuple[Part, ...], title: str, mark: str, draft: bool, name: str
) -> None:
    galley = replace(agreement(fields={"案": mark}), parts=parts, title=title, draft=draft)
    data = written(galley, template(name))
    assert faults(data) == []
    assert galley_lines(galley) == read_back(data)


def test_the_sample_agreement_is_sound() -> None:
    assert faults(written(agreement())) == []


def test_the_invariants_find_planted_faults() -> None:
    """A check that cannot fail is a defect."""
    parts = unzipped(written(agreement()))
    document = parts["word/document.xml"].decode()
    for old, new in (
        ('<w:gridCol w:w="1841"/>', '<w:gridCol w:w="1842"/>'),
        ("<w:bookmarkEnd", "<w:bookmarkStart"),
        ('w:pStyle w:val="Article"', 'w:pStyle w:val="None"'),
        ("<w:body>", '<w:body w:rsidR="00AA">'),
    ):
        sound = faults(zipped(parts))
        broken = faults(zipped(parts | {"word/document.xml": document.replace(old, new, 1).encode()}))
        assert len(broken) > len(sound)


def test_bytes_do_not_depend_on_hash_seeds_or_processes() -> None:
    program = (
        "import hashlib; from tests.writers.docx.kit import agreement, written;"
        "print(hashlib.sha256(written(agreement())).hexdigest())"
    )
    digests = {hashlib.sha256(written(agreement())).hexdigest()}
    for seed in ("1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati"}
        output = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        digests.add(output.stdout.strip())
    assert len(digests) == 1


def test_writing_does_not_change_the_template() -> None:
    first = written(agreement())
    written(replace(agreement(), parts=()))
    assert first == written(agreement(), shipped())
