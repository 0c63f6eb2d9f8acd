"""法令標準XML read by a real client: valid by the schema, through Lawtext and back with the same words and references."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.galley.compiled import Compiled
from pipeline.labels.amendment_style import Manner
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.tree.position import Position
from pipeline.writers import lawxml
from tests.workshop import ROOT
from tests.writers.lawxml import client
from tests.writers.lawxml.papers import cited, papers

# A few; RENKEI_PAPERS sets how many (200 once in CI, in the step that judges law texts).
_EXAMPLES = int(os.environ.get("RENKEI_PAPERS", "25"))
# Lawtext counts labels by tables of its own and writes no Num for those that it does not know ((2)の2, Ⅰ, none at all).
_UNCOUNTED = "The attribute 'Num' is required but missing."
# It takes a label that it does not know, and the space behind it, for a label of several words.
_UNKNOWN_LABEL = "Sentence': Missing child element(s)"


@pytest.fixture(scope="module")
def drawn() -> tuple[Compiled, ...]:
    client.needed()
    made: list[Compiled] = []

    # Always the same papers: what Lawtext makes of rare labels is not ours to be surprised by on another day.
    @settings(
        max_examples=_EXAMPLES, phases=(Phase.generate,), database=None, derandomize=True, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(papers())
    def draw(paper: Compiled) -> None:
        made.append(paper)

    draw()
    return tuple(made)


def test_random_papers_are_valid_in_both_flavours(drawn: tuple[Compiled, ...]):
    schema = client.schema()
    for paper in drawn:
        for flavour in ("標準", "厳密"):
            data = lawxml.write(paper, flavour).data
            schema.assertValid(etree.fromstring(data))


def test_random_papers_come_back_from_lawtext_with_equal_words_and_references(
    drawn: tuple[Compiled, ...], tmp_path: Path
):
    laws = [lawxml.write(paper, "標準").data for paper in drawn]
    schema = client.schema()
    seen = 0
    for paper, law, reading in zip(drawn, laws, client.readings(tmp_path, laws), strict=True):
        assert "" == reading.fault
        assert client.words(law) == client.words(reading.back)
        seen += _same_references(paper, reading)
        if not schema.validate(etree.fromstring(reading.back)):
            errors = str(schema.error_log).splitlines()
            assert [] == [e for e in errors if _UNCOUNTED not in e and _UNKNOWN_LABEL not in e]
    assert seen > sum(len(cited(paper.bound)) for paper in drawn) / 3  # it does not follow 附則第1条 and 第1号の2


def test_shipped_agreements_come_back_from_lawtext_whole_and_valid(tmp_path: Path):
    client.needed()
    agreements = [made for made in _shipped() if made.bound.positions]
    laws = [lawxml.write(made, "標準").data for made in agreements]
    schema = client.schema()

    assert len(laws) == 4
    for paper, law, reading in zip(agreements, laws, client.readings(tmp_path, laws), strict=True):
        schema.assertValid(etree.fromstring(law))
        schema.assertValid(etree.fromstring(reading.back))
        assert client.words(law) == client.words(reading.back)
        assert _same_references(paper, reading) == len(cited(paper.bound))


def _shipped() -> Iterator[Compiled]:
    session, problems = Session(ROOT), Problems()
    for assignment in plan(session, ("aomori",), problems).assignments:
        ready = documents.ready(assignment, session, problems)
        yield documents.compiled(ready, session, documents.exporter(ready.original, session), problems)


def _same_references(paper: Compiled, reading: client.Reading) -> int:
    """How many of our references Lawtext resolved to the end; none leads it elsewhere."""
    ours, at = cited(paper.bound), 0
    resolved = 0
    for pointer in reading.pointers:
        # Of ア(イ) it may see the first step alone; and it sees what no reference of ours is: 第252条の2 of another law.
        mine = next((n for n in range(at, len(ours)) if _printed(ours[n][0], paper).startswith(pointer.words)), None)
        if mine is None:
            continue
        at, target = mine + 1, ours[mine][1]
        if pointer.target is None or any(c.tag == "Table" for c in pointer.target):
            continue  # a label that it cannot count ((1)の2) sends it on into the cells of tables
        way = _way(paper.bound.positions[target])
        # Below a 号 it counts by イロハ alone: ウ is its 24th 細分, so what it finds there proves nothing.
        found = [c for c in pointer.target if not c.tag.startswith("Subitem")]
        seen = [(c.tag, c.num if c.tag == "Article" else str(c.at)) for c in found]
        if seen[0][0] == "SupplProvision" and way[0][0] in ("Article", "Paragraph"):
            continue  # 第1条 in a 附則 of 条 is that of the 本則; its own are called 附則第1条, but Lawtext looks there first
        if [tag for tag, _ in seen].count("Item") > 1:
            continue  # 第3号 of a 号: no such place is in the schema, so Lawtext has lost its way
        assert seen == way[: len(seen)], (pointer.words, seen, way)
        resolved += len(seen) == len(way)
    return resolved


def _printed(words: str, paper: Compiled) -> str:
    """The words of a reference as the house prints them."""
    return paper.house.text(Manner(paper.house).brackets(words))


def _way(at: Position) -> list[tuple[str, str]]:
    """The way to a unit in the elements of the schema; 条 by their numbers, all others by their places; it ends at a 号."""
    made: list[tuple[str, str]] = []
    for step in at.steps:
        match step.level:
            case "条":
                made.append(("Article", "_".join(map(str, step.number))))
            case "項":
                made.append(("Paragraph", str(step.order)))
            case "号":
                made.append(("Item", str(step.order)))
            case "細分":
                break
            case "附則":
                made.append(("SupplProvision", str(step.order)))
            case "別表":
                made.append(("AppdxTable", str(step.order)))
            case _:
                made.append((step.level, str(step.order)))
    return made
