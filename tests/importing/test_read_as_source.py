"""The paper of a source is read as the very provision that the source makes, whatever its 別表 are: no false difference follows."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

from pipeline.cli.commands.revision.terminal import shown
from pipeline.diagnostics import Problems
from pipeline.project.intake.base import read_forms
from pipeline.project.plan import plan
from pipeline.project.revision.difference import difference
from pipeline.project.revision.sides import of_document, read_side
from pipeline.project.revision.signed import frozen_of
from pipeline.project.session import Session
from pipeline.provision.alike.tails import is_same_on_paper
from pipeline.source.rewriting.yaml_text import render
from tests.importing.agreements import NAMES, Made, annexes
from tests.importing.desk import built
from tests.whole_papers import whole_papers

AREA = """\
種別: 圏域
圏域名: 試験
市町村:
  北浜市: { 職名: 北浜市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }
  東谷町: { 職名: 東谷町長, 長: [{ 氏名: 見本二郎, 就任日: 令和2年4月1日 }] }
"""
WORD, OTHER = "この定めの期間は、5年とする。", "この定めの期間は、6年とする。"


@st.composite
def papers(draw: st.DrawFn) -> Made:
    """An agreement of two parties with one or two 別表."""
    return {
        "種別": "定住自立圏形成協定書",
        "題名": "定住自立圏の形成に関する協定書",
        "締結日": "令和4年3月28日",
        "当事者": {"甲": NAMES[0], "乙": NAMES[1]},
        "前文": f"{NAMES[0]}（以下「甲」という。）及び{NAMES[1]}（以下「乙」という。）は、次のとおり協定を締結する。",
        "条": [
            {"見出し": "目的", "本文": "甲及び乙は、協力する。"},
            {"見出し": "期間", "本文": WORD},
        ],
        "末文": "本書2通を作成する。",
        "別表": [draw(annexes(["目的", "期間"], ["甲", "乙"], n)) for n in range(draw(st.integers(1, 2)))],
    }


@pytest.mark.parametrize("form", ["docx", "txt"])
@whole_papers(15)
@given(paper=papers())
def test_a_file_is_read_as_its_source_says_and_only_what_changed_is_told(form: str, paper: Made):
    """Bands over all columns, heads above heads, cells that go on: lines alone do not tell them."""
    schedules = paper["別表"]
    assert isinstance(schedules, list)
    # In plain text the title of a second table looks like a band of the first.
    assume(form == "docx" or all(isinstance(each, dict) and "表" not in each for each in schedules))
    source = render(paper)
    note(source)
    with tempfile.TemporaryDirectory() as folder:
        root, before = Path(folder), Path.cwd()
        os.chdir(root)
        try:
            (root / "sources/a").mkdir(parents=True)
            (root / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
            (root / "sources/a/k.yaml").write_text(source, encoding="utf-8")
            built("a", root, f"txt,{form}" if form != "txt" else "txt")
            own = frozen_of(plan(Session(root), ("a/k",), Problems()).assignments[0], (), Problems()).provision
            ways = [base.provision for base in read_forms(root / f"build/a/k.{form}", Problems())]
            (root / "sources/a/k.yaml").write_text(source.replace(WORD, OTHER), encoding="utf-8")
            told = _told(root, form)
        finally:
            os.chdir(before)

    # Whose 備考 at the end are, the last division's or the whole 別表's, no paper tells.
    assert any(is_same_on_paper(own, way) for way in ways)
    assert ["第2条第1項  字句", f"    - {WORD}", f"    + {OTHER}", "1か所が変わります。"] == told


def _told(root: Path, form: str) -> list[str]:
    """What `renkei diff` tells between the file and the source."""
    problems = Problems()
    assignment = plan(Session(root), ("a/k",), problems).assignments[0]
    old = read_side(f"build/a/k.{form}", "accept", lambda *_: assignment, lambda: Session(root), problems)
    assert old is not None, problems.found
    found = difference(old, of_document(assignment, Session(root), problems), problems).report
    return [line for line in shown(found) if not line.endswith("同じものとして比べました")]
