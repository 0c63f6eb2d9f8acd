"""Any agreement that the model can say: whatever one line of its source says otherwise, its amendment proves and is told."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from pipeline.diagnostics import Problems, Rejected
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.amending_agreement import sentences
from pipeline.papers.change_report import report
from pipeline.project.plan import plan
from pipeline.project.revision.signed import frozen_of
from pipeline.project.session import Session
from pipeline.provision.read import read_provision
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision, Unit
from tests.importing.agreements import papers
from tests.whole_papers import whole_papers

WORDS = (
    ("医療", "診療"),
    ("観光", "旅行"),
    ("交通", "運輸"),
    ("教育", "学習"),
    ("推進", "促進"),
    ("運営", "経営"),
    ("支援", "援助"),
)
MANNER = Manner(House("half"))


def frozen(root: Path, source: str) -> Frozen | None:
    """What a source says; None where it is refused."""
    session, problems = Session(root, {root / "sources/a/k.yaml": source.encode()}), Problems()
    assignments = plan(session, ("a/k",), problems).assignments
    try:
        return frozen_of(assignments[0], (), problems) if assignments else None
    except Rejected:
        return None


@st.composite
def revisions(draw: st.DrawFn) -> tuple[str, str, str]:
    """The area file, the source, and the source with another word in one line, a line more or a line less."""
    source, facts = draw(papers())
    lines = source.split("\n")
    worded = [n for n, line in enumerate(lines) if any(old in line for old, _ in WORDS)]
    simple = [n for n, line in enumerate(lines) if line.strip().startswith("- ") and line.endswith("。")]
    kind = draw(st.sampled_from(["word", "more", "less"])) if simple else "word"
    if kind == "word":
        at = draw(st.sampled_from(worded or [0]))
        changed = lines[at]
        for old, new in WORDS:
            changed = changed.replace(old, new)
        return facts, source, "\n".join([*lines[:at], changed, *lines[at + 1 :]])
    at = draw(st.sampled_from(simple))
    added = [lines[at].split("- ")[0] + "- 新たに加える文とする。", lines[at]] if kind == "more" else []
    return facts, source, "\n".join([*lines[:at], *added, *lines[at + 1 :]])


def both(revision: tuple[str, str, str]) -> tuple[Frozen | None, Frozen | None]:
    """What the source says before and after."""
    facts, source, other = revision
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "sources/a").mkdir(parents=True)
        (root / "sources/a/area.yaml").write_text(facts, encoding="utf-8")
        (root / "sources/a/k.yaml").write_text(source, encoding="utf-8")
        return frozen(root, source), frozen(root, other)


@whole_papers(40)
@given(revision=revisions())
def test_one_line_of_any_agreement_is_amended_with_proof(revision: tuple[str, str, str]):
    """Notes, 項 with labels of their own, headings in the line of a 別表, group rows of a table in a 条."""
    old, new = both(revision)
    assert old is not None
    if new is None or new.provision == old.provision:
        return
    made = amend(old.provision, new.provision, old.manner)

    assert isinstance(made, Proven), made
    assert list(sentences(made, old.manner))
    assert report(made.edits, old.manner).entries


def with_table(fee: str) -> Provision:
    band = Unit("部", (), "1　平日", children=(Unit("行", cells=("午前", fee)),))
    paragraph = Unit("項", (1,), "次のとおりとする。", children=(Unit("表", cells=("区分", "額"), children=(band,)),))
    return Provision("条例", articles=(Unit("条", (1,), children=(paragraph,)),))


def test_group_rows_of_a_table_below_a_clause_are_read_back():
    """Alone in its line the name of a 部 would be text behind the table."""
    made = amend(with_table("800円"), with_table("900円"), MANNER)

    assert isinstance(made, Proven), made


@pytest.mark.parametrize(
    "heading",
    ["別表（第2条関係）　額", "別表　額（第2条関係）", "別表第1　額（第2条関係）", "別表1（第2条関係）", "別表　額"],
)
def test_the_heading_of_an_annex_may_stand_in_its_line(heading: str):
    lines = f"条例\n第1条　置く。\n第2条　額は、別に定める。\n{heading}\n室名\t額\n会議室\t800円\n"

    (schedule,) = read_provision(lines)[0].schedules

    assert "別表" == schedule.level
    assert heading.endswith(schedule.text)
    assert ("表",) == tuple(unit.level for unit in schedule.children)
