"""溶け込み後 says every word of the text once, and of a 条例 nothing that is true of agreements alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from pipeline.galley.printed import printed_lines
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.consolidated_paper import Event, consolidated_paper
from pipeline.provision.read import read_provision
from pipeline.provision.unit import PARTED, Provision, Unit
from pipeline.provision.write import provision_lines
from tests.amending.test_any_agreement import both, revisions
from tests.papers.test_redline_whole import RULES, letters
from tests.whole_papers import whole_papers

MANNER = Manner(House("half"))
HISTORY = (Event("締結", None), Event("変更", date(2026, 3, 20)))


def printed(text: Provision, manner: Manner) -> list[str]:
    """The lines of the paper without its history and its note."""
    galley = consolidated_paper(text, HISTORY, manner, date(2026, 3, 20))
    lines = [(style, label + words) for style, label, words in printed_lines(galley)]
    return [words for style, words in lines if style != "公布行" and not words.startswith("この文は、")]


def unmerged(unit: Unit) -> Unit:
    """A cell over several rows, and a head over several columns, are printed once: here there are none."""
    cells = tuple(cell.split(PARTED)[-1] for cell in unit.cells) if unit.level == "表" else unit.cells
    return replace(unit, cells=cells, looks=(), children=tuple(map(unmerged, unit.children)))


def test_a_rule_with_contents_and_several_supplements_is_printed_whole():
    """目次 was left out, 附則 stood twice, and its first 項 had no number."""
    text = read_provision(RULES)[0]

    assert letters(provision_lines(text, MANNER)) == letters(printed(text, MANNER))


def test_of_a_rule_nothing_is_said_of_signing():
    text = read_provision(RULES)[0]
    said = [words for _, _, words in printed_lines(consolidated_paper(text, HISTORY, MANNER, None))]
    agreed = replace(text, title="山と谷の連携協約")
    of_agreement = [words for _, _, words in printed_lines(consolidated_paper(agreed, HISTORY, MANNER, None))]

    assert ["令和8年3月20日改正"] == [words for words in said if words.endswith(("締結", "変更", "改正"))]
    # Behind the 附則 it had the last page before the 別表 to itself.
    assert "この文は、改正の内容を溶け込ませたものです。" == said[said.index("令和8年3月20日改正") + 1]
    assert ["　　年　　月　　日締結", "令和8年3月20日変更"] == [w for w in of_agreement if w.endswith(("締結", "変更"))]


@whole_papers(25)
@given(revision=revisions())
def test_every_word_of_any_agreement_is_printed(revision: tuple[str, str, str]):
    old, _ = both(revision)
    assert old is not None
    text = replace(
        old.provision,
        supplement_place="末文の後",
        articles=tuple(map(unmerged, old.provision.articles)),
        schedules=tuple(map(unmerged, old.provision.schedules)),
    )

    assert letters(provision_lines(text, old.manner)) == letters(printed(text, old.manner))
