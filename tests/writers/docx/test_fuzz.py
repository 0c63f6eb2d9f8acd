"""Damaged and twisted templates: a template or a diagnostic, never an exception."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.writers.docx import Template, compile_template, new_template, repair_template, write
from tests.examples import examples
from tests.writers.docx.kit import agreement, contract, saved_by_libreoffice, unzipped, with_paragraph, zipped

PARTS = unzipped(new_template())
SAVED = unzipped(saved_by_libreoffice())
VALUES = ("", "0", "-1", "9" * 5000, "٣", "²", "{{ 題名 }}", "rId7", "rId99", "本文", "../../x", "none")


def turned() -> Galley:
    """A draft whose parts lie across."""
    return replace(agreement(), draft=True, parts=tuple(replace(p, landscape=True) for p in agreement().parts))


def outcome(data: bytes) -> Template | None:
    """Compiles; the verdict and the problems must agree, and what compiles must print."""
    problems = Problems()
    template = compile_template(data, "a.docx", contract(), problems)
    assert (template is None) == bool(problems.errors)
    if template is not None:
        for galley in (agreement(), turned()):
            for xml in unzipped(write(galley, template, Problems())).values():
                etree.fromstring(xml)
    return template


@settings(max_examples=examples(100), deadline=None)
@given(st.binary(min_size=1, max_size=8), st.floats(0, 1), st.booleans())
def test_damaged_bytes(noise: bytes, at: float, cut: bool) -> None:
    data = new_template()
    place = int(at * len(data))
    outcome(data[:place] + noise + (b"" if cut else data[place + len(noise) :]))


@settings(max_examples=examples(120), deadline=None)
@given(st.sampled_from(sorted(PARTS)), st.integers(0, 10_000), st.integers(1, 4))
def test_twisted_elements(part: str, seed: int, times: int) -> None:
    chance = random.Random(seed)
    root = etree.fromstring(PARTS[part])
    for _ in range(times):
        twist(chance, root)
    outcome(zipped(PARTS | {part: etree.tostring(root)}))


@settings(max_examples=examples(100), deadline=None)
@given(st.sampled_from(sorted(SAVED)), st.integers(0, 10_000), st.integers(1, 4))
def test_twisted_files_of_libreoffice_and_their_repair(part: str, seed: int, times: int) -> None:
    chance = random.Random(seed)
    root = etree.fromstring(SAVED[part])
    for _ in range(times):
        twist(chance, root)
    data = zipped(SAVED | {part: etree.tostring(root)})
    outcome(data)
    problems = Problems()
    repaired = repair_template(data, "a.docx", problems)
    assert (repaired is None) == bool(problems.errors)
    if repaired is not None:
        outcome(repaired.data)


BRACES = st.lists(
    st.sampled_from(["{", "}", "{{", "}}", " ", "題名", "案", "本文", "｛", "%", "#", "x", "&amp;"]), max_size=8
)


@settings(max_examples=examples(80), deadline=None)
@given(st.lists(BRACES.map("".join), min_size=1, max_size=4))
def test_braces_of_every_kind_over_runs_of_every_kind(runs: list[str]) -> None:
    """A placeholder is filled, or the template refused: none is printed."""
    split = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in runs)
    template = outcome(with_paragraph(f"<w:p>{split}</w:p>"))
    if template is not None:
        for name, xml in unzipped(write(agreement(), template, Problems())).items():
            assert "{{" not in "".join(str(t) for t in etree.fromstring(xml).itertext()), name


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
