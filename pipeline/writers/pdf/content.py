"""Laid-out page -> content operators. Lines keep their operators, so a text that stands twice is written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

from pipeline.typeset.classes import Units
from pipeline.typeset.layout import ARTIFACT, Element, Fill, Line, Page, Rule, SetText, Span, Text
from pipeline.writers.pdf.faces import Face
from pipeline.writers.pdf.fonts import FontChain

UNDERLINE_PT = 0.5
# Distance of an underline from the baseline, in em.
UNDERLINE_EM = 0.16


class ContentWriter:
    """Writes the pages of one document and remembers which units of which face it used."""

    def __init__(self, chains: Mapping[str, FontChain], elements: tuple[Element, ...]) -> None:
        self._chains, self._elements = chains, elements
        self.used: dict[Face, set[str]] = defaultdict(set)
        self._names: dict[Face, str] = {}
        self._kept: dict[tuple[SetText, int, int], str] = {}

    def name(self, face: Face) -> str:
        """Resource name of a face."""
        return self._names.setdefault(face, f"F{len(self._names) + 1}")

    def page(self, page: Page, mark: Callable[[int], int]) -> str:
        """Operators of a page; `mark` gives the next marked-content number to an element."""
        out = [*_drawn(page.fills, page.rules), "BT"]
        for text in page.texts:
            if text.element == ARTIFACT:
                begin = "/Artifact<</Type/Pagination>>BDC"
            else:
                begin = f"/{self._elements[text.element].role.value}<</MCID {mark(text.element)}>>BDC"
            out.append(f"{begin}\n1 0 0 1 {_n(text.x_pt)} {_n(text.y_pt)} Tm\n{self._lines(text)}\nEMC")
        out += ["ET", *_underlines(page.texts), ""]
        return "\n".join(out)

    def _lines(self, text: Text) -> str:
        """Operators that follow the Tm of a text's left edge; they leave no spacing behind."""
        key = text.text, text.first, text.last
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._set(text.text, text.text.lines[text.first : text.last])
        return kept

    def _set(self, text: SetText, lines: tuple[Line, ...]) -> str:
        size, out, edge, spacing, font = text.style.size_pt, [], 0.0, "0", ""
        for k, line in enumerate(lines):
            if k or line.x_pt:
                out.append(f"{_n(line.x_pt - edge)} {_n(-text.style.leading_pt if k else 0)} Td")
            edge = line.x_pt
            wanted = _n(line.spacing_mem * size / 1000, 4)
            if wanted != spacing:
                spacing = wanted
                out.append(f"{spacing} Tc")
            for span in line.spans:
                for face, shown in self._shown(span):
                    chosen = f"/{self.name(face)} {_n(size)} Tf"
                    if chosen != font:
                        font = chosen
                        out.append(font)
                    out.append(shown)
        if spacing != "0":
            out.append("0 Tc")
        return "\n".join(out)

    def _shown(self, span: Span) -> list[tuple[Face, str]]:
        """Operators that show a span: mostly one, more where another face or spoken text sets in."""
        chain = self._chains[span.font]
        main = chain.faces[0]
        whole: set[str] = set().union(*span.texts)
        if chain.draws_plainly(whole):
            self.used[main].update(whole)
            return [(main, _show(main, span.texts, span.shifts_mem))]
        shown = []
        for units, shift in zip(span.texts, span.shifts_mem, strict=True):
            for k, unit in enumerate(units):
                face = chain.face[unit]
                self.used[face].add(unit)
                operator = _show(face, ((unit,),), (shift if k == len(units) - 1 else 0.0,))
                if face.spoken(unit):
                    words = unit.encode("utf-16-be").hex()
                    operator = f"/Span<</ActualText<feff{words}>>>BDC\n{operator}\nEMC"
                shown.append((face, operator))
        return shown


def _show(face: Face, texts: tuple[Units, ...], shifts_mem: tuple[float, ...]) -> str:
    code = face.code
    if len(texts) == 1 and not shifts_mem[0]:
        return f"<{''.join(map(code.__getitem__, texts[0]))}>Tj"
    parts = []
    for units, shift in zip(texts, shifts_mem, strict=True):
        parts.append(f"<{''.join(map(code.__getitem__, units))}>")
        if shift:
            parts.append(_n(-shift, 1))
    return f"[{''.join(parts)}]TJ"


def _drawn(fills: tuple[Fill, ...], rules: tuple[Rule, ...]) -> list[str]:
    if not (fills or rules):
        return []
    out = ["/Artifact<</Type/Layout>>BDC"]
    for fill in fills:
        width, height = fill.x1_pt - fill.x0_pt, fill.y1_pt - fill.y0_pt
        out.append(f"{_n(1 - fill.shade)} g {_n(fill.x0_pt)} {_n(fill.y0_pt)} {_n(width)} {_n(height)} re f")
    out.append("0 g")
    by_width: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_width[rule.width_pt].append(rule)
    for width, same in by_width.items():
        out.append(f"{_n(width)} w")
        out += [f"{_n(r.x0_pt)} {_n(r.y0_pt)} m {_n(r.x1_pt)} {_n(r.y1_pt)} l" for r in same]
        out.append("S")
    return [*out, "EMC"]


def _underlines(texts: tuple[Text, ...]) -> list[str]:
    strokes = []
    for text in texts:
        style = text.text.style
        for k, line in enumerate(text.text.lines[text.first : text.last]):
            y = text.y_pt - k * style.leading_pt - UNDERLINE_EM * style.size_pt
            strokes += [Rule(text.x_pt + a, y, text.x_pt + b, y, UNDERLINE_PT) for a, b in line.underlines]
    return _drawn((), tuple(strokes))


@lru_cache(maxsize=4096)
def _n(value: float, digits: int = 3) -> str:
    """A number as PDF writes it: no exponent, no needless digits."""
    written = f"{value:.{digits}f}".rstrip("0").rstrip(".") if value else "0"
    return "0" if written == "-0" else written
