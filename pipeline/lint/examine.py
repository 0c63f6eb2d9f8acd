"""Sheet and rules -> findings in the order of the text, equal ones counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.diagnostics import Span
from pipeline.lint.passage import Sheet
from pipeline.lint.rule import Finding, Rule


def examine(sheet: Sheet, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """What the rules find, in reading order. Two rules that find the same words: the one with a proposal speaks."""
    order = {id(passage): n for n, passage in enumerate(sheet.passages)}
    found = [(order[id(p)], hit, rule, p) for rule in rules for p, hit in rule.hits(sheet)]
    found.sort(key=lambda f: (f[0], f[1].start, f[1].proposal is None, f[2].id))
    counts: Counter[tuple[str, tuple[str, ...], str]] = Counter()
    made: list[Finding] = []
    taken: list[tuple[int, int, int]] = []
    for number, hit, rule, passage in found:
        if any(number == n and hit.start < end and start < hit.end for n, start, end in taken[-4:]):
            continue
        taken.append((number, hit.start, hit.end))
        words = passage.text[hit.start : hit.end]
        key = rule.id, passage.path, words
        place = passage.place(hit.start, hit.end)
        # Words that stand for an expression ({{ … }}) can be judged, but not replaced where they are printed.
        literal = isinstance(place, Span) and place.file.text[place.start : place.end] == words
        made.append(
            Finding(
                rule,
                sheet.name,
                passage.path,
                words,
                hit.message,
                hit.proposal,
                hit.certain and literal,
                place,
                counts[key],
            )
        )
        counts[key] += 1
    return tuple(made)
