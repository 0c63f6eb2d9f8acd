"""Damaged and twisted templates: a template or a diagnostic, never an exception."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.writers.docx import Template, compile_template, new_template, write
from tests.writers.docx.kit import agreement, contract, unzipped, zipped

PARTS = unzipped(new_template())
VALUES = ("", "0", "-1", "9" * 5000, "٣", "²", "{{ 題名 }}", "rId7", "rId99", "本文", "../../x", "none")


def outcome(data: bytes) -> Template | None:
    """Compiles; the verdict and the problems must agree, and what compiles must print."""
    problems = Problems()
    template = compile_template(data, "a.docx", contract(), problems)
    assert (template is None) == bool(problems.errors)
    if template is not None:
        for xml in unzipped(write(agreement(), template, Problems())).values():
            etree.fromstring(xml)
    return template


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=8), st.floats(0, 1), st.booleans())
def test_damaged_bytes(noise: bytes, at: float, cut: bool) -> None:
    data = new_template()
    place = int(at * len(data))
    outcome(data[:place] + noise + (b"" if cut else data[place + len(noise) :]))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 10_000), st.integers(1, 4))
def test_twisted_elements(part: str, seed: int, times: int) -> None:
    chance = random.Random(seed)
    root = etree.fromstring(PARTS[part])
    for _ in range(times):
        twist(chance, root)
    outcome(zipped(PARTS | {part: etree.tostring(root)}))


def twist(chance: random.Random, root: etree._Element) -> None:
    """Drops, doubles, moves or relabels one element, or spoils one of its attributes or its text."""
    elements = list(root.iter())
    element, other = chance.choice(elements), chance.choice(elements)
    parent = element.getparent()
    match chance.randrange(5):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if parent is not None:
            parent.append(etree.fromstring(etree.tostring(element)))
        case 2 if parent is not None and other not in element.iter() and element not in other.iterancestors():
            other.append(element)
        case 3 if element.attrib:
            element.set(chance.choice([str(k) for k in element.attrib]), chance.choice(VALUES))
        case _:
            element.text = chance.choice(VALUES)
