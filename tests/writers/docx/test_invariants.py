"""Any galley gives a file that Word can open and that says exactly the galley's words; always the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.galley import Cell, Grid, PageBreak, Para, Part, Row, Run
from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, PARTS
from tests.writers.docx.invariants import faults
from tests.writers.docx.kit import ROOT, agreement, galley_lines, read_back, shipped, unzipped, written, zipped

CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n{}<>&]%｛｝　"
)
TEXTS = st.text(CHARACTERS, max_size=30)
RUNS = st.builds(Run, TEXTS, st.sampled_from((None, *CHARACTER_STYLES)))
PARAS = st.builds(
    Para,
    st.sampled_from(PARAGRAPH_STYLES),
    st.lists(RUNS, max_size=3).map(tuple),
    st.lists(RUNS, max_size=2).map(tuple),
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
    st.lists(st.sampled_from(PARTS), unique=True, max_size=3)
    .map(lambda n: sorted(n, key=PARTS.index))
    .flatmap(lambda names: st.tuples(*(st.builds(Part, st.just(n), BLOCKS) for n in names)))
)


def anchored(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Gives every second paragraph outside tables an anchor of its own."""
    return tuple(
        Part(
            part.name,
            tuple(
                replace(block, anchor=f"{part.name}{n}") if isinstance(block, Para) and n % 2 else block
                for n, block in enumerate(part.blocks)
            ),
        )
        for part in parts
    )


@settings(max_examples=150, deadline=None)
@given(PART_TUPLES.map(anchored), TEXTS, TEXTS)
def test_any_galley_gives_a_sound_file_of_the_same_words(parts: tuple[Part, ...], title: str, draft: str) -> None:
    galley = replace(agreement(fields={"案": draft}), parts=parts, title=title)
    data = written(galley)
    assert faults(data) == []
    assert galley_lines(galley) == read_back(data)


def test_the_sample_agreement_is_sound() -> None:
    assert faults(written(agreement())) == []


def test_the_invariants_find_planted_faults() -> None:
    """A check that cannot fail is a defect."""
    parts = unzipped(written(agreement()))
    document = parts["word/document.xml"].decode()
    for old, new in (
        ('<w:gridCol w:w="1680"/>', '<w:gridCol w:w="1681"/>'),
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
