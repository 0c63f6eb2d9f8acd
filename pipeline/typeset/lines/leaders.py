"""Runs with a leader -> set text: words at the left, what they lead to at the right edge, dots between them (目次, amounts).

The dots stand on a raster that begins at the right edge, so that they are in line from entry to entry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pipeline.galley import LEADER, Run, leads
from pipeline.labels.marks import GAP
from pipeline.typeset.layout import Line, LinkBox, SetText, Span
from pipeline.typeset.lines.collect import is_inline
from pipeline.typeset.lines.paragraph import Measure, Setter
from pipeline.typeset.styling.design import TextStyle

# 三点リーダー (cl-08).
DOT = "…"
# Distance of dots from words and from a page, what a page of one or two digits takes (so that dots end in line), and
# what run-over lines leave free for dots on the last, in characters (house); fewer dots lead nobody.
_GAP_EM, _PAGE_GAP_EM, _PAGE_EM, _LEAST_EM, _LEAST_DOTS = 0.5, 0.25, 2.5, 2, 3


def has_leader(runs: Sequence[Run]) -> bool:
    """Whether some run is a leader."""
    return len(runs) > 1 and any(map(leads, runs))


def set_led(setter: Setter, runs: Sequence[Run], style: TextStyle, measure: Measure) -> SetText:
    """The lines of a paragraph with one leader; what stands behind it is on the last of them."""
    at = next(k for k, run in enumerate(runs) if leads(run))
    size, inlines = style.size_pt, sum(map(is_inline, runs[:at]))
    behind = (*_said(runs[at]), *runs[at + 1 :])
    page, dot = setter.label(behind, style), setter.label((Run(DOT),), style)
    right = measure.end_pt - page.width_pt
    text = setter.set(runs[:at], style, measure._replace(end_pt=max(right - _LEAST_EM * size, measure.turn_pt + size)))
    *before, last = text.lines or (Line(measure.first_pt, 0.0, ()),)
    x = last.x_pt + setter.width_pt(last, style)
    if x > right or last.spacing_mem:  # no room, or gaps that the dots would share: a line of its own
        before.append(last)
        last, x = Line(measure.turn_pt, 0.0, ()), measure.turn_pt
    first = math.floor((measure.end_pt - x - _GAP_EM * size) / dot.width_pt)
    end = math.ceil((max(page.width_pt, _PAGE_EM * size) + _PAGE_GAP_EM * size) / dot.width_pt)
    dots = first - end if first - end >= _LEAST_DOTS else 0
    began = measure.end_pt - first * dot.width_pt if dots else right
    spans = [*_moved(last.spans, (began - x) * 1000 / size)]
    if dots:
        ended = began + dots * dot.width_pt
        spans.append(Span(style.font, (DOT * dots,), ((right - ended) * 1000 / size,), inlines))
    tail = [_behind(page.text.lines[0], right, inlines + 1)] if page.text.lines else []
    spans += [span for line in tail for span in line.spans]
    links = _joined([link for line in (last, *tail) for link in line.links])
    led = replace(last, x_pt=last.x_pt if last.spans else began, spans=tuple(spans), links=links)
    return SetText(style, (*before, led), text.dressed or page.text.dressed)


def _said(leader: Run) -> tuple[Run, ...]:
    """The gap that a leader is in the words, so that they stay apart for whoever hears or copies them."""
    return () if leader.text == LEADER else (Run(leader.text),)


def _moved(spans: tuple[Span, ...], gap_mem: float) -> tuple[Span, ...]:
    """The spans, and a gap behind the last of them."""
    if not spans:
        return ()
    *others, last = spans
    return (*others, replace(last, shifts_mem=(*last.shifts_mem[:-1], last.shifts_mem[-1] + gap_mem)))


def _behind(line: Line, x_pt: float, inlines: int) -> Line:
    """The line as it stands behind so many inlines, `x_pt` into the box."""
    return replace(
        line,
        spans=tuple([s if s.inline is None else replace(s, inline=s.inline + inlines) for s in line.spans]),
        links=tuple(
            [k._replace(x0_pt=k.x0_pt + x_pt, x1_pt=k.x1_pt + x_pt, inline=k.inline + inlines) for k in line.links]
        ),
    )


def _with_page(links: Sequence[LinkBox]) -> list[LinkBox]:
    """The words of an entry, and its page and the sign behind that as one: whoever hears them must hear them apart."""
    first, *behind = links
    if not behind:
        return [first]
    return [first, behind[0]._replace(words="".join([link.words for link in behind]))]


def _joined(links: Sequence[LinkBox]) -> tuple[LinkBox, ...]:
    """Links to one target are one, dots included: a line of 目次 is clicked anywhere."""
    if len({link.target for link in links}) != 1:
        return tuple(links)
    return (links[0]._replace(x1_pt=links[-1].x1_pt, words=GAP.join([link.words for link in _with_page(links)])),)
