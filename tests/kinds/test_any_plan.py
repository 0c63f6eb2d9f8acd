"""Plans of any numbering and any blocks: labels of their places, every word once, the same in all formats, numbers whole."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from hypothesis import given, settings

from pipeline.diagnostics import Problems
from pipeline.galley import Galley, plain
from pipeline.galley.blocks import paras
from pipeline.notation.house_style import House
from pipeline.project import compiling
from pipeline.project.export.exporter import Exporter, Format
from pipeline.project.session import Session
from pipeline.typeset import lay_out
from pipeline.writers import text
from tests import workshop
from tests.examples import examples
from tests.kinds.strategies.plans import plans
from tests.typeset.kit import design
from tests.typeset.test_numbers import metrics, parted_numbers
from tests.writers.pdf.kit import structure_text


def composed(source: str, root: Path) -> tuple[Session, Galley, str]:
    """The galley of a source in a folder of its own, and the name of its layouts."""
    workshop.small_project(root, source)
    session, problems = Session(root), Problems()
    loaded = session.load(root / "sources/aomori/small.yaml", problems)
    assert loaded is not None, workshop.messages(problems)
    return session, compiling.set_galley(loaded, None, problems), loaded.kind.template


@settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
@given(plans)
def test_every_heading_bears_the_label_of_its_place_and_every_word_stands_once(made: tuple[str, list[str], list[str]]):
    source, said, headings = made
    with tempfile.TemporaryDirectory() as place:
        _, galley, _ = composed(source, Path(place))
    every = [p for part in galley.parts for p in paras(part.blocks)]
    listed = "".join(plain(p.runs) for p in every if p.style.startswith("目次"))
    printed = text.write(galley).decode()

    assert headings == [plain((*p.label, *p.runs)) for p in every if p.style.startswith("本文見出し")]
    assert [] == [word for word in said if 1 + listed.count(word) != printed.count(word)]


@settings(max_examples=examples(8), deadline=None, derandomize=True, database=None)
@given(plans)
def test_every_format_says_the_same_and_no_line_ends_within_a_number(made: tuple[str, list[str], list[str]]):
    with tempfile.TemporaryDirectory() as place:
        session, galley, template = composed(made[0], Path(place))
        problems = Problems()
        printer = Exporter(template, session.templates)
        galley = printer.paged(galley, House(), problems)
        formats: tuple[Format, ...] = ("txt", "docx", "pdf")
        plain_text, word, pdf = (printer.print(galley, name, problems) for name in formats)
    assert plain_text is not None
    assert word is not None
    assert pdf is not None, workshop.messages(problems)

    assert bare(plain_text.decode()) == bare(of_word(word)) == bare(of_pdf(pdf))
    assert [] == parted_numbers(lay_out(galley, design(), metrics()))


def bare(words: str) -> str:
    return re.sub(r"[\s…]", "", words)


def of_word(data: bytes) -> str:
    """Every word of a Word document in its order, but for those of ruby."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", re.sub(r"<w:rt>.*?</w:rt>", "", xml)))


def of_pdf(data: bytes) -> str:
    """Every word of a PDF in the order of its structure, but for those of ruby."""
    return "".join(words for kind, words in structure_text(data) if kind not in ("RT", "RP"))
