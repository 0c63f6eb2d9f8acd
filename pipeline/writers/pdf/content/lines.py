"""Set lines -> content operators, which are kept: a text that stands twice is written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from sys import intern
from typing import NamedTuple

from pipeline.late.dataclass import dataclass
from pipeline.typeset.layout import Line, SetText, Span, Text
from pipeline.typeset.lines.classes import Units
from pipeline.typeset.lines.collect import READING_SIZE
from pipeline.typeset.lines.memo import Recent
from pipeline.typeset.lines.paragraph import KEPT_PARAGRAPHS
from pipeline.typeset.metrics import Spelled
from pipeline.typeset.page_builder import ASCENT_EM
from pipeline.writers.pdf.content.strokes import number
from pipeline.writers.pdf.fonts.faces import Copy, Face
from pipeline.writers.pdf.fonts.provider import FontChain, NotPlainError

# What writes a copy of a glyph until the document has given it a code.
_COPY = "%s"
# Readers take a gap of a tenth of an em for a blank between words (the least of those tried: pdf.js, 0.102 em). A wider
# one becomes part of the glyph before it, in steps, so that few copies do: the steps of fixed gaps (四分アキ, fields) are
# whole; those of lines that are opened are coarse, since what is left over may be as much as is no blank.
_BLANK_MEM, _STEP_MEM, _COARSE_STEP_MEM = 90, 50, 100
# At the end of a span, a wider gap than 四分アキ parts words: those of a line of 目次 from its dots.
_WIDEST_BETWEEN_SPANS_MEM = 300
_SPACES = frozenset(" \u3000\u00a0")


class _Shown(NamedTuple):
    """Units of a span in one face: the operator that shows them, and the copies in it, in this order."""

    face: Face
    texts: tuple[Units, ...]
    operator: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Operators of one `inline` of a text (None: of its own words), to follow those of the piece before it.

    Each of `copies` stands for one `%s` in them: its place among those of the LineWriter.
    """

    inline: int | None
    operators: str
    copies: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines as pieces, the readings over them with their distance from the text, and the units shown of each face."""

    pieces: tuple[Piece, ...]
    readings: tuple[tuple[float, float, Piece], ...]
    units: tuple[tuple[Face, frozenset[str]], ...]


class LineWriter:
    """Writes set lines as operators, those of the same text once; it may serve many documents.

    `names`: the resource name of each face. `copies`: those that its operators ask for, in the order of their first use.
    """

    def __init__(self, chains: Mapping[str, FontChain]) -> None:
        self._chains = chains
        faces = dict.fromkeys(face for chain in chains.values() for face in chain.faces)
        self.names = {face: f"F{n + 1}" for n, face in enumerate(faces)}
        self._kept: Recent[tuple[SetText, int, int], Shown] = Recent(KEPT_PARAGRAPHS)
        self.copies: list[tuple[Face, Copy]] = []
        self._places: dict[tuple[Face, Copy], int] = {}

    def shown(self, text: Text) -> Shown:
        """Operators that follow the Tm of a text's left edge; they leave no spacing behind."""
        key = text.text, text.first, text.last
        return self._kept.get(key) or self._kept.keep(
            key, self._write(text.text, text.text.lines[text.first : text.last])
        )

    def _write(self, text: SetText, lines: tuple[Line, ...]) -> Shown:
        size, edge, spacing, font = text.style.size_pt, 0.0, 0.0, ""
        chosen_size, down = f"{number(size)} Tf", number(-text.style.leading_pt)
        straight_down = f"0 {down} Td"
        units: dict[Face, list[Units]] = {}
        out: list[str] = []
        copies: list[int] = []
        pieces = [(lines[0].spans[0].inline, out, copies)]
        for k, line in enumerate(lines):
            if k:
                out.append(straight_down if line.x_pt == edge else f"{number(line.x_pt - edge)} {down} Td")
            elif line.x_pt:
                out.append(f"{number(line.x_pt)} 0 Td")
            edge = line.x_pt
            wide = _stepped(line.spacing_mem, _COARSE_STEP_MEM)
            if line.spacing_mem - wide != spacing:
                spacing = line.spacing_mem - wide
                out.append(f"{number(spacing * size / 1000, 4)} Tc")
            last = line.spans[-1]
            for span in line.spans:
                if span.inline != pieces[-1][0]:
                    out, copies = [], []
                    pieces.append((span.inline, out, copies))
                gaps, at_size = _Gaps(line.spacing_mem, wide, span is last), chosen_size
                if span.scale != 1:
                    at_size = f"{number(size * span.scale)} Tf"
                    out.append(f"{number(span.raised_em * size)} Ts")
                for shown in self._operators(span, gaps) if span.scale == 1 else self._scaled(span, gaps):
                    chosen = f"/{self.names[shown.face]} {at_size}"
                    if chosen != font:
                        font = chosen
                        out.append(font)
                    out.append(shown.operator)
                    copies += self._placed(shown)
                    units.setdefault(shown.face, []).extend(shown.texts)
                if span.scale != 1:
                    out.append("0 Ts")
        if spacing:
            out.append("0 Tc")
        readings = self._readings(text, lines, units) if text.dressed else ()
        made = tuple([Piece(inline, "\n".join(part), tuple(found)) for inline, part, found in pieces])
        return Shown(made, readings, tuple([(face, _all_units(parts)) for face, parts in units.items()]))

    def _readings(
        self, text: SetText, lines: tuple[Line, ...], units: dict[Face, list[Units]]
    ) -> tuple[tuple[float, float, Piece], ...]:
        """Each stands on the em box of its words, at half their size."""
        made, size = [], text.style.size_pt * READING_SIZE
        for k, line in enumerate(lines):
            y = (ASCENT_EM + (1 - ASCENT_EM) * READING_SIZE) * text.style.size_pt - k * text.style.leading_pt
            for reading in line.readings:
                spacing = 1000 * reading.spacing_pt / size
                wide = _stepped(spacing, _COARSE_STEP_MEM)
                out = [f"{number((spacing - wide) * size / 1000, 4)} Tc"]
                copies: list[int] = []
                for shown in self._operators(reading.span, _Gaps(spacing, wide, last=True)):
                    out += [f"/{self.names[shown.face]} {number(size)} Tf", shown.operator]
                    copies += self._placed(shown)
                    units.setdefault(shown.face, []).extend(shown.texts)
                piece = Piece(reading.span.inline, "\n".join([*out, "0 Tc"]), tuple(copies))
                made.append((reading.x_pt, y, piece))
        return tuple(made)

    def _placed(self, shown: _Shown) -> list[int]:
        """The places of the copies in a span."""
        found = []
        for copy in shown.copies:
            key = shown.face, copy
            if key not in self._places:
                self._places[key] = len(self.copies)
                self.copies.append(key)
            found.append(self._places[key])
        return found

    def _scaled(self, span: Span, gaps: _Gaps) -> Sequence[_Shown]:
        """A span of smaller characters: what is added between them counts in their own em."""
        shifts = tuple([shift / span.scale for shift in span.shifts_mem])
        own = gaps._replace(spacing=gaps.spacing / span.scale, wide=gaps.wide / span.scale)
        return self._operators(replace(span, shifts_mem=shifts), own)

    def _operators(self, span: Span, gaps: _Gaps) -> Sequence[_Shown]:
        """Operators that show a span: mostly one, more where another face sets in."""
        chain, texts = self._chains[span.font], span.texts
        try:
            if not gaps.wide and (len(texts) == 1 or max(span.shifts_mem) + gaps.spacing < _BLANK_MEM):
                shift = span.shifts_mem[0] if len(texts) == 1 else 0.0
                if shift + gaps.spacing < _BLANK_MEM or gaps.last:
                    return (_Shown(chain.faces[0], texts, _show(chain.plain_code, texts, span.shifts_mem), ()),)
            return (_widened(chain, span, gaps),)
        except NotPlainError:
            return _unit_by_unit(chain, span, gaps)


def _all_units(parts: list[Units]) -> frozenset[str]:
    """Most parts are strings, each of whose characters is a unit; equal ones are one object, since many sets are kept."""
    try:
        return frozenset(map(intern, "".join(parts)))  # type: ignore[arg-type]  # what is not a string is dealt with below
    except TypeError:
        simple = frozenset(map(intern, "".join([part for part in parts if isinstance(part, str)])))
        return simple.union(*[part for part in parts if not isinstance(part, str)])


class _Gaps(NamedTuple):
    """What follows every unit of a line: `spacing` in all, `wide` of it in the glyph. `last`: nothing follows the span."""

    spacing: float
    wide: float
    last: bool


def _stepped(gap_mem: float, step_mem: int) -> float:
    """How much of a gap becomes part of the glyph before it."""
    return 0.0 if gap_mem < _BLANK_MEM else float(step_mem * round(gap_mem / step_mem))


def _parted(span: Span, gaps: _Gaps) -> Iterator[tuple[str, int, float]]:
    """Every unit, how much wider its glyph is, and what else is added behind it."""
    rest = gaps.spacing - gaps.wide
    end = len(span.texts) - 1
    for n, (units, shift) in enumerate(zip(span.texts, span.shifts_mem, strict=True)):
        for k, unit in enumerate(units):
            moved = shift if k == len(units) - 1 else 0.0
            gap = gaps.spacing + moved
            ends = n == end and k == len(units) - 1
            wide = 0.0
            if unit not in _SPACES and not (ends and (gaps.last or gap > _WIDEST_BETWEEN_SPANS_MEM)):
                wide = _stepped(gap, _STEP_MEM) if moved else gaps.wide
            yield unit, int(wide), 0.0 if ends and gaps.last else gap - wide - rest


def _in_parts(span: Span, gaps: _Gaps) -> Iterator[tuple[Units, int, float]]:
    """As `_parted`, but units together behind which nothing is added but what follows every unit."""
    if gaps.wide:
        yield from _parted(span, gaps)
        return
    end = len(span.texts) - 1
    for n, (units, shift) in enumerate(zip(span.texts, span.shifts_mem, strict=True)):
        unit, gap, ends = units[-1], gaps.spacing + shift, n == end
        if not shift:
            yield units, 0, 0.0
            continue
        if len(units) > 1:
            yield units[:-1], 0, 0.0
        wide = 0.0
        if unit not in _SPACES and not (ends and (gaps.last or gap > _WIDEST_BETWEEN_SPANS_MEM)):
            wide = _stepped(gap, _STEP_MEM)
        yield (unit,), int(wide), 0.0 if ends and gaps.last else gap - wide - gaps.spacing


def _widened(chain: FontChain, span: Span, gaps: _Gaps) -> _Shown:
    """A span in which gaps that would be read as blanks are part of the glyphs before them. Raises NotPlainError."""
    code, out, copies = chain.plain_code, ["["], []
    open_ = False
    for units, wider, behind in _in_parts(span, gaps):
        if not open_:
            out.append("<")
        plain = code.of(units)  # asked for even if not written, since it may be none
        out.append(_COPY if wider else plain)
        if wider:
            copies.append(Copy(units[-1], wider))
        moved = number(-behind, 1)
        open_ = moved == "0"
        if not open_:
            out.append(f">{moved}")
    out.append(">]TJ" if open_ else "]TJ")
    return _Shown(chain.faces[0], span.texts, "".join(out), tuple(copies))


def _unit_by_unit(chain: FontChain, span: Span, gaps: _Gaps) -> list[_Shown]:
    """A span with units of other faces, or with some that share a glyph with another."""
    made = []
    for unit, wider, behind in _parted(span, gaps):
        face = chain.face[unit]
        copied = wider or (face.has(unit) and face.is_alias(unit))
        shown = f"<{_COPY if copied else face.code[unit]}>"
        moved = number(-behind, 1)
        operator = f"{shown}Tj" if moved == "0" else f"[{shown}{moved}]TJ"
        made.append(_Shown(face, ((unit,),), operator, (Copy(unit, wider),) if copied else ()))
    return made


def _show(code: Spelled, texts: tuple[Units, ...], shifts_mem: tuple[float, ...]) -> str:
    if len(texts) == 1 and not shifts_mem[0]:
        return f"<{code.of(texts[0])}>Tj"
    parts = [
        f"<{code.of(units)}>{number(-shift, 1) if shift else ''}"
        for units, shift in zip(texts, shifts_mem, strict=True)
    ]
    return f"[{''.join(parts)}]TJ"
