"""A PDF and another paper -> the change list by words: a PDF tells no structure, so the other says where things stand."""

from __future__ import annotations

from pathlib import Path

from pipeline.comparing import figures
from pipeline.comparing.classes import is_same_to_read
from pipeline.comparing.long_diff import Differing
from pipeline.comparing.stream import Stream, stream, told
from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.system import report_unread
from pipeline.late.dataclass import dataclass
from pipeline.papers.change_list import Side as Told
from pipeline.papers.changes import Entry, Kind, Report, entry_id, numbered, subjects_of
from pipeline.pdfdiff import Facsimile, UnprintableError
from pipeline.pdfdiff.paper import PrintedPaper
from pipeline.pdfdiff.reader import MOST_BYTES
from pipeline.pdfdiff.wordless import tell_wordless
from pipeline.project.revision.difference import Difference
from pipeline.project.revision.sides import Side

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
            paper = PrintedPaper(tuple(facsimile.pages()))
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


def difference_by_words(old: PdfWords | Side, new: PdfWords | Side) -> Difference:
    """What differs in words; the place is told by the paper that is no PDF, the page by the PDF."""
    side = new if isinstance(new, Side) else old
    assert isinstance(side, Side)
    words = stream(side.reading.root)
    runs = [s.paper.text if isinstance(s, PdfWords) else words.text for s in (old, new)]
    found = told(runs[0], runs[1], words.heads)
    entries = (_entry(d, old, new, runs, words) for d in found)
    return Difference(Report(numbered(entries)), (_named(old), _named(new)))


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
    return Entry(own, kind, subjects_of(gone, come), False, places[0], places[1], *whole, column, figures=changed)


def _paged(place: str, side: PdfWords | Side, at: int) -> str:
    return f"{place}（{side.paper.page(max(0, at)) + 1}頁）" if isinstance(side, PdfWords) else place
