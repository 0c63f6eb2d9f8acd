"""The path of a PDF of somebody else -> the paper that a book binds, and what the book loses by it, told in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.diagnostics import Problems, Written
from pipeline.diagnostics.system import report_unread
from pipeline.galley.blocks import Inserted
from pipeline.kinds.kind import FileAsked, PaperAsked
from pipeline.project.load import InputFile, SourceDocument
from pipeline.project.session import Session
from pipeline.source.decode import nearest

SUFFIX = ".pdf"
# A scan of a hundred pages has 50 MB.
MOST_BYTES = 200_000_000


def path_of(book: SourceDocument, asked: Written) -> Path:
    """Where the file lies: paths are read from the folder of the book."""
    return book.path.parent / asked.text.strip()


def files_asked(asked: Iterable[PaperAsked]) -> Iterator[FileAsked]:
    """The PDFs among the lines of a book, and among what is attached to these."""
    for line in asked:
        if line.file is not None:
            yield line.file
        yield from files_asked(line.attached)


def read(
    asked: FileAsked, book: SourceDocument, session: Session, problems: Problems
) -> tuple[Inserted, InputFile] | None:
    """The paper; None after an error, which is in `problems`."""
    path, files = path_of(book, asked.path), session.files
    if not _is_there(path, book, asked.path, session, problems):
        return None
    try:
        content = files.read(path, MOST_BYTES)
    except OSError as error:
        report_unread(error, files.name(path), problems)
        return None
    try:
        from pipeline.writers.binding.examine import UnbindableError, examine  # noqa: PLC0415 - loaded where PDFs are bound
    except ImportError:
        problems.error(
            "冊子",
            f"「{asked.path}」を綴じるには、PDFを読むための部品が要ります",
            'pip install "renkei[bind]" を実行してください',
            asked.path.span(),
        )
        return None
    try:
        found = examine(content.data, len(asked.page_texts))
    except UnbindableError as error:
        problems.error("綴じるPDF", f"「{asked.path}」は綴じられません。{error.reason}", error.cure, asked.path.span())
        return None
    for doubt in found.doubts:
        problems.warning("綴じるPDF", f"「{asked.path}」: {doubt.message}", doubt.cure, asked.path.span())
    paper = Inserted(
        path.name,
        content.data,
        content.sha256,
        found.sizes_pt,
        found.level,
        found.accessible,
        tuple(text.text for text in asked.page_texts),
        asked.stamped,
    )
    return paper, InputFile(files.name(path), content.sha256)


def _is_there(path: Path, book: SourceDocument, asked: Written, session: Session, problems: Problems) -> bool:
    folder = book.path.parent
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    if not inside or path.suffix.lower() != SUFFIX:
        problems.error(
            "冊子",
            f"「{asked}」は{'PDF（.pdf）ではありません' if inside else '原稿のフォルダの外にあります'}",
            "綴じるPDFを、冊子の原稿と同じフォルダか、その中のフォルダに置いてください",
            asked.span(),
        )
        return False
    if not session.files.is_file(path):
        names = [n for n in session.files.listing(path.parent, "*") if n.lower().endswith(SUFFIX)]
        cure = nearest(path.name, names) if names else "PDFを冊子の原稿と同じフォルダに置いてください"
        problems.error("冊子", f"「{asked}」というファイルはありません", cure, asked.span())
        return False
    return True
