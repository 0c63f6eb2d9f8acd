"""A compiled document whose source asks for marks -> the same with all that changed since a version marked."""

from __future__ import annotations

from pipeline.comparing.changes import compare
from pipeline.comparing.of_galley import of_galley
from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.papers.versions.change_marks import with_marks
from pipeline.project.load import InputFile
from pipeline.project.session import Session
from pipeline.project.versions import kept
from pipeline.project.versions.marks_asked import MarksAsked


def marked(document: str, galley: Galley, asked: MarksAsked, session: Session, problems: Problems) -> Galley:
    """The galley with its marks. Raises Rejected if there is no such version, or it is not as it was written."""
    found = Problems()
    version = kept.chosen(kept.Named(document, asked.version.text.strip()), session.files, found)
    if version is None and not found.errors:
        raise AssertionError("a version that is not there is an error")
    if version is None:
        problems.extend(found)
        problems.error(
            "版",
            f"変更の印を付けられません（「{document}」の版「{asked.version}」が使えません）",
            "「変更の印」の「版」を、記録した版の名にするか、その項目を消してください",
            asked.version.span(),
        )
        problems.stop_if_errors()
        return galley
    trees = compare(of_galley(version.galley, "").root, of_galley(galley, "").root)
    column = asked.column.text.strip() if asked.column is not None else None
    return with_marks(galley, trees, underlined=asked.underlined, column=column)


def inputs(document: str, asked: MarksAsked, session: Session) -> tuple[InputFile, ...]:
    """The version that a document is marked by, as an input of it."""
    version = kept.chosen(kept.Named(document, asked.version.text.strip()), session.files, Problems())
    if version is None:
        return ()
    path = kept.folder_of(document) / kept.file_name(version.count, version.name)
    return (InputFile(path.as_posix(), session.files.read(session.root / path).sha256),)
