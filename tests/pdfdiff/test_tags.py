"""Tagged PDFs of other programs and of our own: the words of their tags in order, cells whole, nothing that is not said once."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pipeline.diagnostics import Problems
from pipeline.project.revision.by_words import PdfWords, difference_by_words, read_pdf
from pipeline.project.revision.sides import Side, read_side
from tests import workshop

FOREIGN = Path(__file__).parent / "foreign"
# What both programs made of one agreement whose table of thirty rows runs over pages, rows split and heads repeated.
PAPERS = sorted(FOREIGN.glob("*.pdf"))


def read(path: Path) -> PdfWords:
    found = read_pdf(path, Problems())
    assert found is not None
    return found


def words_of(path: Path) -> Side:
    def asked(*_: object) -> None:
        raise AssertionError("no source is read")

    found = read_side(path.as_posix(), None, asked, asked, Problems())  # type: ignore[arg-type]
    assert found is not None
    return found


def told(paper: Path, words: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """What differs, and what is said beside it."""
    problems = Problems()
    found = difference_by_words(read(paper), words_of(words), problems)
    return [(each.old, each.new) for each in found.report.entries], workshop.messages(problems)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_equal_words_are_no_change(paper: Path):
    assert read(paper).paper.tagged
    assert ([], []) == told(paper, FOREIGN / "words.txt")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("old", "new"),
    [("施策17を行う", "施策71を行う"), ("甲及び乙は、施策9に", "乙及び甲は、施策9に"), ("令和元年12月25日", "令和元年12月15日"), ("久慈修一", "久慈修二")],
)  # fmt: skip
def test_a_changed_word_is_found(paper: Path, old: str, new: str, tmp_path: Path):
    words = (FOREIGN / "words.txt").read_text(encoding="utf-8")
    assert old in words
    (tmp_path / "words.txt").write_text(words.replace(old, new, 1), encoding="utf-8")

    found, _ = told(paper, tmp_path / "words.txt")
    assert 1 <= len(found) <= 2


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_without_tags_what_stands_in_another_order_is_said(paper: Path, tmp_path: Path):
    """甲 and 乙 change places: no tag says whether the pages are only read in another order, so that a person must look."""
    with pikepdf.open(paper) as file:
        del file.Root.StructTreeRoot
        file.save(tmp_path / "bare.pdf")
    words = (FOREIGN / "words.txt").read_text(encoding="utf-8")
    (tmp_path / "words.txt").write_text(words.replace("甲及び乙は、施策9に", "乙及び甲は、施策9に"), encoding="utf-8")

    assert not read(tmp_path / "bare.pdf").paper.tagged
    found, said = told(tmp_path / "bare.pdf", tmp_path / "words.txt")
    assert found or any("読む順を示すタグがない" in each for each in said)


def test_words_set_aside_count_unless_the_document_says_them(tmp_path: Path):
    """An artifact may not hide a word: only page numbers and what is said again are left out."""
    paper = tmp_path / "aside.pdf"
    with pikepdf.open(FOREIGN / "libreoffice-7.4.pdf") as file:
        page = file.pages[1]
        font = next(iter(page.Resources.Font.keys()))
        page.contents_add(f"/Artifact BMC BT {font} 12 Tf 200 400 Td <04010401> Tj ET EMC".encode())
        file.save(paper)

    found, _ = told(paper, FOREIGN / "words.txt")
    assert 1 == len(found)
