"""Words of the tree -> Sentence and Column elements: 本文 and ただし書 apart, an ideographic space as a new Column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from pipeline.galley.blocks import Run, plain
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.tree.nodes import Inlines
from pipeline.writers.lawxml.elements import Element

# 標準 comes back whole from Lawtext; 厳密 says besides what the schema has room for and that client does not carry:
# the direction of writing, and a 見出し behind the number of its 条.
Flavour = Literal["標準", "厳密"]


class Piece(NamedTuple):
    """A piece of running words: whether it is underlined, and its reading."""

    text: str
    underlined: bool = False
    reading: str | None = None


_OPENING, _CLOSING = "（「『〔［【〈《(", "）」』〕］】〉》)"
_STOP = "。"
_PROVISO = "ただし"
_HORIZONTAL = ("WritingMode", "horizontal")


class Sentences:
    """Sets the words of one document in one flavour."""

    def __init__(self, words: Words, flavour: Flavour) -> None:
        self.words, self.flavour = words, flavour

    @property
    def direction(self) -> tuple[tuple[str, str], ...]:
        """The attribute of what is written; the schema takes it for vertical where it has none."""
        return (_HORIZONTAL,) if self.flavour == "厳密" else ()

    def pieces(self, inlines: Inlines) -> tuple[Piece, ...]:
        """Words as they print."""
        return of_runs(self.words.runs(inlines))

    def mixed(self, inlines: Inlines) -> tuple[Element | str, ...]:
        """Words where words and marks stand side by side: titles, 制定文, heads of columns."""
        return _marked(self.pieces(inlines))

    def titled(self, name: str, *children: Element | str) -> Element:
        """A title that says how it is written."""
        return Element(name, children, self.direction)

    def sentence(self, pieces: Iterable[Piece], number: int | None = 1, function: str | None = None) -> Element:
        """One Sentence."""
        attributes = () if number is None else (("Num", str(number)),)
        told = () if function is None else (("Function", function),)
        return Element("Sentence", _marked(pieces), (*attributes, *told, *self.direction))

    def sentences(self, inlines: Inlines) -> tuple[Element, ...]:
        """The Sentences of a clause. At least one, since the schema asks for it."""
        parts = _split(self.pieces(inlines))
        provisos = [_text(part).startswith(_PROVISO) for part in parts]
        return tuple(
            self.sentence(part, n, ("proviso" if provisos[n - 1] else "main") if any(provisos) else None)
            for n, part in enumerate(parts, 1)
        )

    def columns(self, lines: Iterable[tuple[Piece, ...]]) -> tuple[Element, ...]:
        """Lines as Columns: each begins a line, and so do not those that an ideographic space parts in it."""
        made: list[Element] = []
        for line in lines:
            for at, part in enumerate(_parted(line)):
                attributes = [("Num", str(len(made) + 1))]
                if made and at == 0:
                    attributes.append(("LineBreak", "true"))
                made.append(Element("Column", (self.sentence(part),), tuple(attributes)))
        return tuple(made)

    def flow(self, inlines: Inlines) -> tuple[Element, ...]:
        """Words where Columns may stand: Sentences, or Columns where an ideographic space parts them."""
        pieces = self.pieces(inlines)
        return self.columns((pieces,)) if has_gap(pieces) else self.sentences(inlines)


def of_runs(runs: Iterable[Run]) -> tuple[Piece, ...]:
    """Pieces of a galley's runs."""
    return tuple(Piece(run.text, run.style == "下線", run.ruby) for run in runs if run.text)


def has_gap(pieces: Iterable[Piece]) -> bool:
    """Whether an ideographic space parts the words."""
    return GAP in _text(pieces).strip(GAP)


def label(runs: Iterable[Run]) -> str:
    """A label without the space that parts it from its text."""
    return plain(runs).removesuffix(GAP)


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _marked(pieces: Iterable[Piece]) -> tuple[Element | str, ...]:
    """Words with their marks; a line cannot hold a reading, so a reading goes before an underline."""
    made: list[Element | str] = []
    for text, underlined, reading in pieces:
        if reading is not None:
            made.append(Element("Ruby", (text, Element("Rt", (reading,)))))
        elif underlined:
            made.append(Element("Line", (text,), (("Style", "solid"),)))
        elif made and isinstance(made[-1], str):
            made[-1] += text
        else:
            made.append(text)
    return tuple(made)


def _split(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """The sentences of a text; a full stop in brackets ends none."""
    made: list[list[Piece]] = [[]]
    depth, ended = 0, False
    for piece in pieces:
        start = 0
        for at, sign in enumerate(piece.text):
            if ended and sign not in _CLOSING:
                if at > start:
                    made[-1].append(piece._replace(text=piece.text[start:at]))
                made.append([])
                start, ended = at, False
            depth += (sign in _OPENING) - (sign in _CLOSING)
            ended = sign == _STOP and depth <= 0
        if start < len(piece.text):
            made[-1].append(piece._replace(text=piece.text[start:]))
    return made


def _parted(pieces: tuple[Piece, ...]) -> list[list[Piece]]:
    """The stretches between ideographic spaces; none is empty, unless there are no words at all."""
    made: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split(GAP)
        if first:
            made[-1].append(piece._replace(text=first))
        made += [[piece._replace(text=part)] if part else [] for part in others]
    return [part for part in made if part] or [[]]
