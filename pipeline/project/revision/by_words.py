"""A PDF and another paper -> the change list by words: a PDF tells no structure, so the other says where things stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.comparing import figures
from pipeline.comparing.classes import is_same_to_read
from pipeline.comparing.long_diff import Differing
from pipeline.comparing.reading import without_pictures
from pipeline.comparing.stream import Stream, stream, told, without_order
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unread
from pipeline.late.dataclass import dataclass
from pipeline.papers.change_list import Side as Told
from pipeline.papers.changes import Entry, Kind, Report, entry_id, numbered, subjects_of
from pipeline.pdfdiff import Facsimile, UnprintableError
from pipeline.pdfdiff.paper import PrintedPaper
from pipeline.pdfdiff.reader import MOST_BYTES
from pipeline.pdfdiff.tag_order import without_readings
from pipeline.pdfdiff.wordless import tell_wordless
from pipeline.project.plan import Assignment
from pipeline.project.revision.difference import Difference, difference
from pipeline.project.revision.sides import Side, read_side
from pipeline.project.session import Session

# So many characters around what differs are told with it.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class PdfWords:
    """The words of a PDF in one run, and what its name is."""

    name: str
    paper: PrintedPaper


def read_pdf(path: Path, problems: Problems) -> PdfWords | None:
    """The words of a PDF; None after an error."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        with Facsimile(data) as facsimile:
            # What stands over words (ルビ) says no word of its own, and other papers do not tell it.
            paper = PrintedPaper([without_readings(page) for page in facsimile.tagged_pages()])
    except OSError as error:
        report_unread(error, name, problems)
        return None
    except UnprintableError as error:
        problems.error("PDF", error.reason, error.cure, Place(name))
        return None
    if not paper.text:
        tell_wordless(name, problems)
        return None
    return PdfWords(name, paper)


def difference_by_words(old: PdfWords | Side, new: PdfWords | Side, problems: Problems) -> Difference:
    """What differs in words; the place is told by the paper that is no PDF, the page by the PDF.

    Of a PDF whose tags do not say in which order its words are read, what stands in another order is told as a warning.
    """
    printed, side = (old, new) if isinstance(old, PdfWords) else (new, old)
    assert isinstance(printed, PdfWords)
    assert isinstance(side, Side)
    if len(side.forms) > 1:
        side = min(side.forms, key=lambda form: len(told(*_with_notes(printed, form, Problems()))))
    old, new = (printed, side) if printed is old else (side, printed)
    text, words = _with_notes(printed, side, problems)
    found = told(text, words)
    if not printed.paper.tagged:
        found, turned = without_order(text, words.text, found)
        _tell_turned(printed, words, turned, problems)
    if printed is new:
        found = tuple([Differing(d.b0, d.b1, d.a0, d.a1) for d in found])
    runs = [text if isinstance(s, PdfWords) else words.text for s in (old, new)]
    entries = (_entry(d, old, new, runs, words) for d in found)
    return Difference(Report(numbered(entries)), (_named(old), _named(new)))


def _with_notes(printed: PdfWords, side: Side, problems: Problems) -> tuple[str, Stream]:
    """The words of both; notes, which stand at the foot of a page or behind what calls them, at the end of both."""
    words, text, notes = stream(without_pictures(side.reading.root)), printed.paper.text, printed.paper.notes
    if not notes:
        return text, words
    if "脚注" not in side.reading.tells:
        problems.warning(
            "比較",
            f"「{printed.name}」の脚注は比べていません（「{side.told.name}」からは脚注を読みません）",
            "脚注も比べるなら、TXT か HTML の文書、又は版を指定してください",
        )
        return text[: notes[0][0]], words
    return text, words.with_last([text[start:end] for start, end in notes])


def _tell_turned(printed: PdfWords, words: Stream, turned: Sequence[Differing], problems: Problems) -> None:
    """Words that the pages have, but elsewhere: cells read line by line, or a change of order."""
    if not turned:
        return
    first = turned[0]
    place, _ = words.place(first.b0)
    page = printed.paper.page(first.a0) + 1
    said = printed.paper.text[first.a0 : first.a1] or words.text[first.b0 : first.b1]
    problems.warning(
        "比較",
        f"「{printed.name}」には読む順を示すタグがないので、語の順が変わったのか、表の読み方が違うだけなのか、分からないところが"
        f"{len(turned)}か所あります（{place}、{page}頁の「{said[:_AROUND]}」など）",
        "その頁を目で確かめるか、タグ付きのPDF（PDF/UA）か元の文書を比べてください",
        Place(printed.name),
    )


def _named(side: PdfWords | Side) -> Told:
    return Told(side.name) if isinstance(side, PdfWords) else side.told


def _entry(d: Differing, old: PdfWords | Side, new: PdfWords | Side, runs: list[str], words: Stream) -> Entry:
    gone, come = runs[0][d.a0 : d.a1], runs[1][d.b0 : d.b1]
    place, column = words.place(d.a0 if isinstance(old, Side) else d.b0)
    places = [_paged(place, side, at) for side, at in ((old, d.a0), (new, d.b0))]
    kind: Kind = "字句"
    if gone and come and is_same_to_read(gone, come):
        kind = "体裁"
    before = runs[0][max(0, d.a0 - _AROUND) : d.a0]
    after = runs[0][d.a1 : d.a1 + _AROUND]
    whole = (before + gone + after, before + come + after)
    changed = figures.changed(gone, come)
    own = entry_id(kind, place, column, whole)
    return Entry(own, kind, subjects_of(*whole), False, places[0], places[1], *whole, column, figures=changed)


def _paged(place: str, side: PdfWords | Side, at: int) -> str:
    return f"{place}（{side.paper.page(max(0, at)) + 1}頁）" if isinstance(side, PdfWords) else place


def _no_document(_name: str, _problems: Problems) -> Assignment | None:
    raise AssertionError("files are read, no sources")


def _no_session() -> Session:
    raise AssertionError("files are read, no sources")


def differs_in_no_word(paper: Path, other: Path) -> bool:
    """Whether two files of one document differ in no word. `other` is no PDF.

    What cannot be read, what its reader left out or doubts, and what only perhaps says the same, does not.
    """
    side = read_side(other.as_posix(), "reject", _no_document, _no_session, Problems())
    doubts = Problems()
    own = read_pdf(paper, doubts) if paper.suffix.lower() == ".pdf" else _read(paper, doubts)
    if side is None or own is None or doubts.found:
        return False
    found = difference_by_words(own, side, doubts) if isinstance(own, PdfWords) else difference(own, side, doubts)
    return not found.report.entries and not doubts.found


def _read(paper: Path, problems: Problems) -> Side | None:
    return read_side(paper.as_posix(), "reject", _no_document, _no_session, problems)
