"""Words of the document tree: running text, names, references; and what they say."""

from __future__ import annotations

from dataclasses import field, replace
from typing import Literal

from pipeline.diagnostics import Origin, Span
from pipeline.late.dataclass import dataclass

# What sets words off from those around them; the names are those of the galley's character styles. リーダー: a gap from which
# dots lead to what is behind it.
Emphasis = Literal["下線", "リーダー"]


@dataclass(frozen=True, slots=True)
class Text:
    """Running words."""

    text: str
    origin: Origin | None = field(default=None, compare=False, repr=False)
    emphasis: Emphasis | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """人名・地名: printed character by character as written, whatever the house profile says.

    `reading` is set over them (ルビ): how they are read, no word of the document.
    """

    text: str
    origin: Origin | None = field(default=None, compare=False, repr=False)
    emphasis: Emphasis | None = None
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """引用: words that name another part of the document, or (IN_BOOK, PAGE_IN_BOOK, LINE_IN_BOOK) a paper of the same book.

    `key` is what the clerk asked for, None where the words stood literally in the text. `target` and `printed` are
    None until refer() has bound the reference; `targets` of a literal may be several (前二項).
    """

    key: str | None
    form: str = "相対"
    targets: tuple[Path, ...] = ()
    printed: str | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)
    emphasis: Emphasis | None = None


# Forms of a reference whose target is the anchor of a paper in a book (Opening) or of a place in one: by its title, by its
# page, by its line on that page.
IN_BOOK, PAGE_IN_BOOK, LINE_IN_BOOK = "綴じた文書", "綴じた頁", "綴じた行"
# Form of a bound reference to a heading of a plain document: its words are those that the heading prints.
TO_HEADING = "見出し"
# Where a footnote stands: at the foot of the page of its mark, or below the table in which its mark stands.
NotePlace = Literal["頁", "表"]


@dataclass(frozen=True, slots=True)
class Footnote:
    """脚注: the mark stands here, the words stand elsewhere. No word of the stretch that it stands in."""

    text: Inlines
    place: NotePlace = "頁"
    origin: Origin | None = field(default=None, compare=False, repr=False)
    emphasis: Emphasis | None = None


Inline = Text | Name | Reference | Footnote
Inlines = tuple[Inline, ...]
# Keys from the outermost node to the one meant: ("役割分担", "費用").
Path = tuple[str, ...]


def underlined(inlines: Inlines) -> Inlines:
    """The same words underlined."""
    return tuple(replace(i, emphasis="下線") for i in inlines)


def text_of(inlines: Inlines) -> str:
    """The words as they stand; a reference not yet bound shows as 〔key〕."""
    if len(inlines) == 1:  # nearly always
        return _words(inlines[0])
    return "".join([_words(inline) for inline in inlines])


def _words(inline: Inline) -> str:
    if isinstance(inline, Reference):
        return inline.printed if inline.printed is not None else f"〔{inline.key}〕"
    if isinstance(inline, Footnote):
        return ""
    return inline.text


def span_in(inlines: Inlines, start: int, end: int) -> Span | None:
    """Where characters `start` up to `end` of the words stand in the source; None if nobody wrote them."""
    at = 0
    for inline in inlines:
        length = len(text_of((inline,)))
        origin = inline.origin
        if start < at + length:
            if origin is None:
                return None
            literal = origin.end - origin.start == length  # else the words stand for an expression
            return origin.span(start - at, min(end - at, length)) if literal else origin.span()
        at += length
    return None
