"""A file that a clerk names -> the provision in it: plain text, a Word document, or a signed version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.diagnostics import Place, Problems
from pipeline.importing.agreement import Parts, Signer, parts
from pipeline.importing.files import LAWS, PAGES, read_paper, read_text
from pipeline.importing.paper import Line, Paper
from pipeline.importing.structure.notes import apart, row_apart
from pipeline.labels.amendment_style import Manner
from pipeline.late.regex import regex
from pipeline.notation.citation.short_names import CLOSE, INSIDE, OPEN
from pipeline.notation.dates import wareki
from pipeline.provision import signed_version
from pipeline.provision.read import read_provision
from pipeline.provision.signed_version import Frozen, Printed
from pipeline.provision.unit import Provision
from pipeline.provision.unreadable import UnreadableError
from pipeline.source.files import Files

if TYPE_CHECKING:
    from pipeline.importing.open_revisions import Choice

_BLANKS = " 　\r"
_TITLED_SCHEDULE = regex(rf"(?P<label>別表\S*)　(?P<heading>[^\t（(]+)(?P<related>{OPEN}{INSIDE}*関係{CLOSE})?")
_CURE = "条は「第1条　…」、項は「2　…」、号は「(1)　…」のように、一行に一つずつ書いてください。番号のない行は、文の続きなら上の行につなぎ、表なら欄の間をタブで区切ります"
_SIGNED_CURE = "署名版のファイルを、固定したときのものに戻してください"


class Base(NamedTuple):
    """A text to compare or amend, and what the paper around it tells: its day (None: not told), cover and signatures.

    `histories` are the notes of a collection, which are no part of the text.
    `signing` are all lines of who signs; `printed` the whole paper line by line, where that is known.
    """

    provision: Provision
    manner: Manner
    day: date | None = None
    cover: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    aside: tuple[str, ...] = ()
    day_words: str = ""
    signing: tuple[str, ...] = ()
    printed: Printed = ()
    histories: tuple[str, ...] = ()


def read_whole(path: Path, problems: Problems, revisions: Choice | None = None) -> Base | None:
    """The text in a file with what stands around it; None after an error.

    A Word document with open revisions is read as `revisions` says; where that is None, such a document is refused.
    """
    if path.suffix.lower() == signed_version.SUFFIX:
        signed = read_signed(path, problems)
        return Base(signed.provision, signed.manner, signed.day) if signed is not None else None
    text = read_lines(path, problems, revisions)
    if text is None:
        return None
    own, histories = apart(text.split("\n"))
    text = "\n".join(own)
    try:
        found = parts([line for line in text.split("\n") if line.strip(_BLANKS)])
        if found.behind:
            _tell_behind(found, path, problems)
            return None
        aside = (*found.cover, *filter(None, [found.day]), *(f"{s.symbol}　{s.office}" for s in found.signers))
        provision, manner = read_provision(text if not aside else "\n".join(found.provision))
        day = _day(found.day)
        return Base(
            provision,
            manner,
            day,
            found.cover,
            found.signers,
            aside,
            found.day,
            found.signing,
            histories=tuple(histories),
        )
    except UnreadableError as error:
        problems.error("平文", error.reason, _CURE, Place(path.as_posix(), error.words[:40]))
        return None


def read_lines(path: Path, problems: Problems, revisions: Choice | None = None) -> str | None:
    """The lines of a paper in a file that is no signed version, cells of a row parted by tabs; None after an error."""
    if _has_rows(path):
        paper = _paper(path, problems, revisions)
        return None if paper is None else "\n".join(_rows_filled(_notes_below_tables(paper), path, problems))
    if path.suffix.lower() in LAWS:
        paper = read_paper(path, problems)
        return None if paper is None else "\n".join(map(_apart, _rows_filled(paper, path, problems)))
    return read_text(path, problems)


def read_amending(path: Path, problems: Problems) -> str | None:
    """The lines of an amending text, or of the whole paper that holds it, in a plain text, a Word document or a web page; None after an error."""
    if not _has_rows(path):
        return read_text(path, problems)
    paper = _paper(path, problems, None)
    return None if paper is None else "\n".join(_rows_filled(paper, path, problems))


def _has_rows(path: Path) -> bool:
    return path.suffix.lower() == ".docx" or is_page(path)


def _paper(path: Path, problems: Problems, revisions: Choice | None) -> Paper | None:
    """What stands in a Word document or on a web page; None after an error."""
    if is_page(path):
        return page(path, problems)
    data = _settled(path, revisions, problems)
    return read_paper(path, problems, data) if data is not None else None


def _notes_below_tables(paper: Paper) -> Paper:
    """The same with the notes of a collection that stand in cells as lines below their table, where `apart` finds them.

    Between two rows they would part a cell from that below it in which it goes on.
    """
    made: list[Line] = []
    waiting: list[Line] = []
    for line in paper.lines:
        if not line.cells:
            made += [*waiting, line]
            waiting = []
            continue
        row, notes = row_apart(line)
        made += [row] if row is not None else []
        waiting += notes
    return replace(paper, lines=(*made, *waiting))


def is_page(path: Path) -> bool:
    """Whether a file is a web page by its name."""
    return path.suffix.lower() in PAGES


def page(path: Path, problems: Problems) -> Paper | None:
    """The paper on a web page; None after an error."""
    from pipeline.importing.web.paper import read_web  # noqa: PLC0415 - lxml is loaded where a page is read

    return read_web(path, problems)


def _rows_filled(paper: Paper, path: Path, problems: Problems) -> Iterator[str]:
    """The lines of a Word document; a cell that goes on from the row above says what that one says. Notes are told."""
    for note in paper.notes:
        problems.warning("読取り", note.message, note.cure, note.span if note.words else Place(path.as_posix()))
    above: tuple[str, ...] = ()
    for line in paper.lines:
        if not line.cells:
            above = ()
            yield line.text
            continue
        cells = [
            above[n] if cell.goes_on and n < len(above) else "".join(cell.paras) for n, cell in enumerate(line.cells)
        ]
        above = tuple(cells)
        yield "\t".join(cells)


def _apart(line: str) -> str:
    """別表第1　取組（第3条関係) of a law, whose XML tells no lines: the heading on one of its own, as amendable texts have it."""
    found = _TITLED_SCHEDULE.fullmatch(line)
    return f"{found['label']}{found['related'] or ''}\n{found['heading']}" if found is not None else line


def _day(words: str) -> date | None:
    return wareki.parse_date(words) if words else None


def _tell_behind(found: Parts, path: Path, problems: Problems) -> None:
    """Lines behind the date of a paper that are no signature that can be read, said once."""
    first, more = found.behind[0], len(found.behind) - 1
    problems.error(
        "平文",
        f"締結日の後に、記名とも別表、別記などとも読めない行があります: 「{first[:40]}」{f'ほか{more}行' if more else ''}",
        "記名の後の別記や別紙は、見出しを「別記1」「別紙（第2条関係）」のように書いてください（括弧で囲まず、字の間を空けません）。"
        "条・項・号なら締結日より前に置き、そうでない行は取り除いてください",
        Place(path.as_posix(), first[:40]),
    )


def _settled(path: Path, revisions: Choice | None, problems: Problems) -> bytes | None:
    from pipeline.importing.settled import settled  # noqa: PLC0415 - lxml is loaded where a Word document is read

    return settled(path, revisions, problems)


def read_signed(path: Path, problems: Problems, files: Files | None = None) -> Frozen | None:
    """A signed version, as `files` know and name it if they are given; None after an error."""
    within = files is not None and path.is_relative_to(files.root)
    name = files.name(path) if files is not None and within else path.as_posix()
    text = read_text(path, problems, name, files)
    if text is None:
        return None
    try:
        return signed_version.read(text)
    except UnreadableError as error:
        problems.error("署名版", error.reason, _SIGNED_CURE, Place(name, error.words[:40]))
        return None


__all__ = ["read_paper", "read_signed", "read_text"]
