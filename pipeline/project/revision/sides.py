"""What a clerk names on the command line -> a paper to compare: a file by its ending, a recorded version, or a source.

An agreement, however it is kept, is also read as the 条 that it is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.amending.language.address import words_sha256
from pipeline.comparing.node import lines_of
from pipeline.comparing.of_galley import of_galley
from pipeline.comparing.reading import Reading
from pipeline.diagnostics import Diagnostic, Problems, Rejected
from pipeline.galley import Galley
from pipeline.importing import readings
from pipeline.importing.base_text import Base, read_signed
from pipeline.importing.files import read_paper, read_text
from pipeline.importing.open_revisions import Choice
from pipeline.importing.paper import Paper
from pipeline.importing.settled import settled
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.dates import wareki
from pipeline.papers.around import Around, Signature, of_printed
from pipeline.papers.change_list import Side as Told
from pipeline.papers.versions import version_file
from pipeline.papers.versions.version_file import Version
from pipeline.project.intake.base import read_forms
from pipeline.project.plan import Assignment
from pipeline.project.revision.signed import before_of, frozen_of, with_history
from pipeline.project.session import Session
from pipeline.project.versions import kept
from pipeline.project.versions.printed import furniture, printed
from pipeline.provision import signed_version
from pipeline.provision.alike.paragraphs import parted_like
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision
from pipeline.source import reader
from pipeline.writers.text import printed_sha256

PAGES = (".html", ".htm")
WORD = (".docx", ".docm")
LAW = ".xml"
TEXT = ".txt"
FILES = (TEXT, *WORD, *PAGES, LAW, signed_version.SUFFIX)
_ARTICLE = regex("第[1１一]条[ \u3000（(]")
# What a reader of Word files tells that no comparison needs to know; notes at the foot of pages are compared.
_ASIDE = regex(
    "^(?:Wordの自動番号を数えて|ヘッダー|フッター|脚注の文は|書体「|大文字で表示される|上付きの「[^」]*」を「|割注の)"
)
# What may differ between two papers whose words are the same.
_UNSURE = regex(
    "^(?:SmartArt|グラフ|記号（|白い字|ごく小さい字|[上下]付きの|隠された行|ここに(?:チェックボックス|入力欄|、別のファイル|、結果のない))"
)
# A name -> the document of that name, or None after an error.
FindDocument = Callable[[str, Problems], Assignment | None]


@dataclass(frozen=True, slots=True)
class Clauses:
    """An agreement as its 条, how it numbers them, and what stands around them.

    `in_lines`: read from plain text, where the paragraphs of a cell stand in one line.
    """

    provision: Provision
    manner: Manner
    around: Around
    day: date | None = None
    in_lines: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands around the words: no cover, no day, no names."""
        return replace(self.around, published=None) == Around()

    def beside(self, other: Clauses) -> Provision:
        """The provision as one compares it with another."""
        return parted_like(self.provision, other.provision) if self.in_lines else self.provision


@dataclass(frozen=True, slots=True)
class Side:
    """One of two papers. `clauses`: None for a paper without 条, or whose 条 cannot be read; `unread` says why they cannot.

    `otherwise`: the 条 as the lines of the same file can be read, too.
    `uncut`: the lines of a plain text as they stand, where some that look cut were joined: they may be whole.
    `consolidated`: what is made of a document that was amended (its 溶け込み版), where `reading` tells what its source says.
    `furniture`: makes what stands at the head and foot of its pages in Word; None where nothing is made of it.
    """

    told: Told
    reading: Reading
    clauses: Clauses | None = None
    consolidated: Reading | None = None
    uncut: Reading | None = None
    unread: tuple[Diagnostic, ...] = ()
    otherwise: tuple[Clauses, ...] = ()
    furniture: Callable[[], tuple[str, ...] | None] | None = None

    @property
    def ways(self) -> tuple[Clauses, ...]:
        """The 条 in each way that they can be read."""
        return () if self.clauses is None else (self.clauses, *self.otherwise)

    def with_furniture(self, words: tuple[str, ...] | None) -> Side:
        """The paper of whose pages in Word these words stand at the head and foot, in each of its forms."""
        kept = self.consolidated and replace(self.consolidated, furniture=words)
        return replace(self, reading=replace(self.reading, furniture=words), consolidated=kept)

    @property
    def forms(self) -> tuple[Side, ...]:
        """The paper in each form that it is printed in or can be read in."""
        others = [reading for reading in (self.consolidated, self.uncut) if reading is not None]
        return self, *(replace(self, reading=reading, consolidated=None, uncut=None) for reading in others)


def read_side(
    name: str, revisions: Choice, find: FindDocument, open_session: Callable[[], Session], problems: Problems
) -> Side | None:
    """The paper of a name; None after an error, which is in `problems`. `open_session` opens the clerk's folder."""
    found = Problems()
    made: Side | None = None
    suffix = Path(name).suffix.lower()
    with suppress(Rejected):  # what was found is in the collector
        if suffix == signed_version.SUFFIX:
            made = _of_signed(Path(name), found)
        elif suffix in FILES:
            made = _of_file(Path(name), revisions, found)
        elif (named := kept.parted(name)) is not None:
            version = kept.chosen(named, open_session().files, found)
            made = of_version(version) if version is not None else None
        else:
            assignment = find(name, problems)
            made = of_document(assignment, open_session(), found) if assignment is not None else None
    problems.extend(found)
    return made


def of_document(assignment: Assignment, session: Session, problems: Problems) -> Side:
    """A document as its source is now. Raises Rejected."""
    kind = assignment.original.kind
    clauses = _clauses(frozen_of(assignment, (), problems)) if kind.revision is not None else None
    galley = printed(assignment, session, problems)
    reading = of_galley(galley, assignment.name)
    if clauses is not None:
        made = replace(_with_clauses(reading, clauses), consolidated=_consolidated(assignment, galley, session))
    else:
        day = galley.day.isoformat() if galley.day is not None else ""
        made = Side(Told(assignment.name, galley.title, day, printed_sha256(galley)), reading)
    return replace(made, furniture=lambda: furniture(galley, kind.template, session))


def _consolidated(assignment: Assignment, galley: Galley, session: Session) -> Reading | None:
    """What is made of a document once a change of it is signed; None before that, or if its signed version cannot be read."""
    try:
        before = before_of(assignment, session.files, Problems())
    except Rejected:
        return None
    house = assignment.original.profile.house
    made = galley if before is None else with_history(galley, before.history, assignment, house)
    return None if made is galley else of_galley(made, assignment.name)


def _clauses(frozen: Frozen) -> Clauses:
    around = of_printed(frozen.printed)
    days = (wareki.format(frozen.day),) if frozen.day is not None and around.days else ()
    return Clauses(frozen.provision, frozen.manner, replace(around, days=days), frozen.day)


def _with_clauses(reading: Reading, clauses: Clauses) -> Side:
    day = clauses.day.isoformat() if clauses.day is not None else ""
    told = Told(reading.name, clauses.provision.title, day, words_sha256(clauses.provision))
    return Side(told, reading, clauses)


def of_version(version: Version) -> Side:
    """A paper as it was issued."""
    name = f"{version.document}{kept.AT}{version.name}"
    told = Told(name, version.galley.title, version.day.isoformat(), printed_sha256(version.galley))
    return Side(told, of_galley(version.galley, name))


def _of_signed(path: Path, problems: Problems) -> Side | None:
    text = read_text(path, Problems())
    if text is not None and version_file.is_version(text):
        version = kept.read_version(path, problems)
        return of_version(version) if version is not None else None
    signed = read_signed(path, problems)
    if signed is None:
        return None
    lines = [label + words for _, label, words in signed.printed] or signed.lines
    return _with_clauses(readings.of_plain_text("\n".join(lines), path.as_posix()), _clauses(signed))


def _of_file(path: Path, revisions: Choice, problems: Problems) -> Side | None:
    name = path.as_posix()
    reading: Reading | None
    uncut = None
    if path.suffix.lower() in WORD:
        data = settled(path, revisions, Problems())
        paper = read_paper(path, problems, data)
        reading = readings.of_paper(paper, name) if paper is not None else None
    elif path.suffix.lower() == LAW:
        paper = read_paper(path, problems)
        reading = readings.of_paper(paper, name) if paper is not None else None
        paper = None
    elif path.suffix.lower() in PAGES:
        data = reader.read_bytes(path, problems, name)
        reading = readings.of_web_page(data, name, problems) if data is not None else None
        paper = None
    else:
        text = read_text(path, problems)
        reading = readings.of_plain_text(text, name) if text is not None else None
        if reading is not None and reading.text != text:
            uncut = readings.of_lines_as_they_stand(text or "", name)
        paper = None
    if reading is None:
        return None
    lines = list(lines_of(reading.root))
    if path.suffix.lower() not in PAGES and any(_ARTICLE.match(line) for line in lines):
        return replace(_agreement(path, reading, revisions, problems), uncut=uncut)
    _tell(paper, path, revisions, problems)
    return Side(Told(name, reading.title, "", ""), reading, uncut=uncut)


def _tell(paper: Paper | None, path: Path, revisions: Choice, problems: Problems) -> None:
    """What the reader of a Word file left out or did not know, and its tracked changes."""
    if paper is None:
        return
    settled(path, revisions, problems)
    for note in paper.notes:
        if (
            (note.words or _UNSURE.match(note.message))
            and not _ASIDE.match(note.message)
            and "変更履歴" not in note.message
        ):
            problems.warning("読取り", note.message, note.cure, note.span)


def _agreement(path: Path, reading: Reading, revisions: Choice, problems: Problems) -> Side:
    found = Problems()
    bases = read_forms(path, found, revisions)
    if not bases or found.errors:  # lines that are neither 条 nor names: 条 would be read of less than all words
        return Side(Told(reading.name, reading.title, "", ""), reading, unread=tuple(found.found))
    problems.extend(found)
    first, *others = [_clauses_of(base, in_lines=path.suffix.lower() == TEXT) for base in bases]
    return replace(_with_clauses(reading, first), otherwise=tuple(others))


def _clauses_of(base: Base, *, in_lines: bool) -> Clauses:
    days = (wareki.format(base.day),) if base.day is not None else ()
    if base.printed:
        told = of_printed(base.printed)
        # What stands before the 題名 is told once: as a cover, or as the lines that an import found there.
        around = replace(
            told, cover=base.cover or told.cover, published=None if base.cover else told.published, days=days
        )
    else:
        signers = tuple(Signature(s.symbol, s.office, s.name) for s in base.signers)
        around = Around(base.cover, days, signers, base.signing)
    return Clauses(base.provision, base.manner, around, base.day, in_lines)
