"""Two PDFs, or a PDF and a document of the sources -> what differs in their words, and the pages that show it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.diagnostics.system import report_unread
from pipeline.late.dataclass import dataclass
from pipeline.pdfdiff import Facsimile, PrintedPage, UnprintableError
from pipeline.pdfdiff.compare import Facing, PrintedReport, printed_report
from pipeline.pdfdiff.reader import MOST_BYTES
from pipeline.pdfdiff.wordless import tell_wordless
from pipeline.project import documents
from pipeline.project.plan import Assignment
from pipeline.project.session import Session
from pipeline.writers import html
from pipeline.writers.html import Plate

PDF_SUFFIX = ".pdf"
# A page of the report holds as many pages side by side; a longer one opens in no browser. Words are told of all.
MOST_PICTURED = 100


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs, the report as one web page ("" if none was asked for), and what stands on the pages of the old paper."""

    report: PrintedReport
    page: str
    old_pages: tuple[PrintedPage, ...]


def compare_printed(
    old: Path | Assignment, new: Path | Assignment, session: Session, problems: Problems, *, pictured: bool
) -> Compared | None:
    """What differs between two printed papers; with pages side by side if `pictured`. None after an error."""
    with ExitStack() as stack:
        opened = [_open(paper, session, problems, stack) for paper in (old, new)]
        papers = [paper for paper in opened if paper is not None]
        if len(papers) < 2:
            return None
        before, after = papers
        try:
            found = printed_report(before.pages, after.pages)
            return Compared(found, _page(found, before, after) if pictured else "", before.pages)
        except UnprintableError as error:
            problems.error("PDF", error.reason, error.cure, Place(f"{before.name}、{after.name}"))
            return None


@dataclass(frozen=True, slots=True)
class _Paper:
    name: str
    facsimile: Facsimile
    pages: tuple[PrintedPage, ...]


def _open(paper: Path | Assignment, session: Session, problems: Problems, stack: ExitStack) -> _Paper | None:
    name = paper.as_posix() if isinstance(paper, Path) else f"{paper.name}{PDF_SUFFIX}"
    try:
        data = _bytes(paper) if isinstance(paper, Path) else _printed(paper, session, problems)
        facsimile = stack.enter_context(Facsimile(data))
        pages = tuple(facsimile.tagged_pages())
    except OSError as error:
        report_unread(error, name, problems)
    except UnprintableError as error:
        problems.error("PDF", error.reason, error.cure, Place(name))
    except Rejected as rejected:
        problems.extend(rejected.problems)
    else:
        if any(page.lines for page in pages):
            return _Paper(name, facsimile, pages)
        tell_wordless(name, problems)
    return None


def _bytes(path: Path) -> bytes:
    """A file up to one byte more than can be read: what is longer is refused by its reader."""
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _printed(assignment: Assignment, session: Session, problems: Problems) -> bytes:
    """The PDF of a document as its source is now. Raises Rejected."""
    made, printer = documents.whole(assignment, session, problems)
    data = printer.document(made, "pdf", problems)
    problems.stop_if_errors()
    assert data is not None, "a document that cannot be printed is an error"
    return data


def _page(found: PrintedReport, old: _Paper, new: _Paper) -> str:
    """The report with the pages that change; pages with the same words are told if they look different."""
    changed: list[tuple[Plate | None, Plate | None]] = []
    restyled: list[Facing] = []
    left_out = 0
    for facing in found.facing:
        if facing.old is not None and facing.new is not None and not facing.changes:
            if old.facsimile.look(facing.old) != new.facsimile.look(facing.new):
                restyled.append(facing)
        elif len(changed) < MOST_PICTURED:
            changed.append((_plate(old, facing.old, "old", found), _plate(new, facing.new, "new", found)))
        else:
            left_out += 1
    return html.printed_page(f"{_title(old)}と{_title(new)}の違い", found, changed, restyled, left_out)


def _title(paper: _Paper) -> str:
    return f"「{Path(paper.name).name}」"


def _plate(paper: _Paper, number: int | None, side: str, found: PrintedReport) -> Plate | None:
    if number is None:
        return None
    page = paper.pages[number]
    lines, words = [], []
    for change in found.changes:
        held = (change.lines_old, change.words_old) if side == "old" else (change.lines_new, change.words_new)
        lines += [(change.id, spot.box) for spot in held[0] if spot.page == number]
        words += [(change.id, spot.box) for spot in held[1] if spot.page == number]
    return Plate(number + 1, page.width_pt, page.height_pt, paper.facsimile.picture(number), tuple(lines), tuple(words))
