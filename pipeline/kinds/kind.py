"""What a kind of document offers to the build: a source model, a wording template, and its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date

from pipeline.diagnostics import Problems, Written
from pipeline.late.dataclass import dataclass
from pipeline.notation.house_style import House
from pipeline.source.area import Area
from pipeline.source.fields import Dated, SourceModel
from pipeline.tree.nodes import Inlines, Signature
from pipeline.tree.opening import Opening


@dataclass(frozen=True, slots=True)
class Edition:
    """One document of a source, ready for its words.

    `names` is what the wording template prints, `values` what texts of the source may put in with {{ }};
    `title`, `subject` ("": the title) and `author` describe the file, `day` dates it (None: not yet signed); `openings` are those of the
    papers of a book, each before what is attached to it; `number` is that with which the title begins (議案第12号).
    `wording` is its template, where a kind has several; `running` the form of its running heads.
    """

    names: Mapping[str, object]
    values: Mapping[str, str | int | Dated | Inlines]
    title: Written | str
    subject: str
    author: str
    day: date | None
    openings: tuple[Opening, ...] = ()
    number: str = ""
    wording: str | None = None
    running: str = ""


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Pages of a document as they are numbered, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FileAsked:
    """A PDF of somebody else that a book binds: its path, what stands on each page of a scan, and what the list calls it.

    `stamped`: the book prints its numbers on the pages.
    """

    path: Written
    page_texts: tuple[Written, ...]
    stamped: bool
    title: Written


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """A line of a book: all documents of a source in the same folder, those for `partners`, those of a kind (`papers`).

    `attached` goes with each of them: of documents for partners that for the same partner, of papers about agreements
    that about the same.
    """

    document: Written
    partners: tuple[Written, ...] = ()
    papers: tuple[Written, ...] = ()
    attached: tuple[PaperAsked, ...] = ()
    file: FileAsked | None = None


@dataclass(frozen=True, slots=True)
class PaperFound:
    """A document that a line of a book asked for; `line` is its place among those of its level.

    `number` is what it calls itself by (議案第12号), "" if a book has to give it one; the title is without it.
    """

    line: int
    title: str
    partner: str | None
    number: str = ""
    attached: tuple[PaperFound, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionContext:
    """For whom a document is made: the facts of its area, the style of its house, its partner (None: for all).

    `pages` are those of the headings of the document that the source asks (Kind.pages_asked), by their keys; `papers`
    the documents that a book binds (Kind.papers_asked), line by line. `told` is what other documents of the folder told,
    in a type of the kind's own (project.asking). `kept` is what was made in silence of models that several partners share, by
    their identity.
    """

    area: Area
    house: House
    partner: str | None = None
    pages: Mapping[str, tuple[PageSpan, ...]] = field(default_factory=dict)
    papers: tuple[tuple[PaperFound, ...], ...] = ()
    told: object = None
    kept: dict[int, tuple[SourceModel, object]] = field(default_factory=dict)


def no_papers(_: SourceModel) -> tuple[PaperAsked, ...]:
    """A kind that binds no other documents."""
    return ()


def no_pages(_: SourceModel) -> None:
    """A kind that asks no other document for its pages."""


@dataclass(frozen=True, slots=True)
class Revision:
    """How papers of a kind are signed and amended.

    `called` is what such a paper calls itself (協約, 協定), `wording` the file below templates/ with the words around an
    改め文; `called_parties` what it calls its parties (甲, else by name), `signature` tells who signs a paper of the same parties
    on another day, set as in the paper itself (None: nobody), `renamed` which of them then bore other names. `rules`: its
    papers are rules, which are 改正 where agreements are 変更.
    """

    called: str
    wording: str
    called_parties: Callable[[SourceModel, str | None], tuple[str, ...]]
    signature: Callable[[SourceModel, Area, str | None, date, Problems], Signature | None]
    renamed: Callable[[SourceModel, Area, str | None, date], Mapping[str, str]]
    rules: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `template` names its layouts in templates/docx and templates/pdf.

    `partners` gives the partners for each of whom the source makes a document ((): one document);
    `prepare` makes the edition for a setting, or None after reporting;
    `pages_asked` names the source, in the same folder, whose pages the document prints (None: none);
    `papers_asked` are the lines of a book (none: it is no book);
    `revision` tells how it is frozen and amended (None: it has no 条 to be amended).
    """

    name: str
    template: str
    model: type[SourceModel]
    wording: str
    partners: Callable[[SourceModel], tuple[str, ...]]
    prepare: Callable[[SourceModel, EditionContext, Problems], Edition | None]
    pages_asked: Callable[[SourceModel], Written | None] = no_pages
    papers_asked: Callable[[SourceModel], tuple[PaperAsked, ...]] = no_papers
    revision: Revision | None = None
