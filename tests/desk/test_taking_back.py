"""One change taken back: the file says the old words there, every other change stays; or nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.diagnostics import Problems, Rejected
from pipeline.papers.changes import Entry
from pipeline.project.plan import Assignment, plan
from pipeline.project.revision.sides import Side, of_version, read_side
from pipeline.project.revision.signed import signed_path
from pipeline.project.revision.taking_back import TakenBack, changes_since, taken_back
from pipeline.project.session import Session
from pipeline.project.versions import kept
from tests.workshop import SMALL, TABLED, small_project, table_book

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
OLD = SMALL.replace(
    "  - 見出し: 目的\n    本文: 甲及び乙は、協力する。\n",
    """  - 見出し: 目的
    本文: 甲及び乙は、協力する。
  - 見出し: 取組
    項:
      - 本文: 甲及び乙は、次に掲げる事項に取り組む。
        号:
          - 観光の振興
          - 移住の促進   # 企画課
          - 産業の振興
      - 甲は、取組の費用を負担する。
  - 見出し: 協議
    本文: この協約に定めのない事項は、甲及び乙が協議して定める。
""",
)


def frozen(root: Path, old: str, new: str) -> tuple[Session, Assignment, Side]:
    """A folder whose agreement was signed as `old` and now says `new`."""
    small_project(root, old)
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT]).exit_code
    (root / FILE).write_text(new, encoding="utf-8")
    return opened(root)


def opened(root: Path) -> tuple[Session, Assignment, Side]:
    session, problems = Session(root), Problems()
    (assignment,) = plan(session, (DOCUMENT,), problems).assignments
    side = read_side((root / signed_path(assignment)).as_posix(), "accept", lambda *_: None, lambda: session, problems)
    assert side is not None
    return session, assignment, side


def entries(root: Path) -> tuple[Entry, ...]:
    session, assignment, side = opened(root)
    return changes_since(side, assignment, session, Problems()).entries


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


CHANGES = {
    "語": ("協力する", "連携する"),
    "語を加える": ("費用を負担する", "費用を、予算の範囲内で負担する"),
    "見出し": ("見出し: 協議", "見出し: 疑義の処理"),
    "号": ("観光の振興", "観光と物産の振興"),
    "号を加える": ("          - 産業の振興\n", "          - 産業の振興\n          - 防災\n"),
    "号を削る": ("          - 移住の促進   # 企画課\n", ""),
    "項を加える": ("      - 甲は、取組", "      - 甲は、会議を開く。\n      - 甲は、取組"),
    "項を削る": ("      - 甲は、取組の費用を負担する。\n", ""),
    "条を加える": ("  - 見出し: 協議\n", "  - 見出し: 期間\n    本文: 期間は、一年とする。\n  - 見出し: 協議\n"),
    "題名": ("{{ 甲 }}及び{{ 乙 }}の協約", "{{ 甲 }}及び{{ 乙 }}の連携に関する協約"),
    "末文": ("本書{{ 通数 }}通を作成する", "本書{{ 通数 }}通を作り、各自保有する"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_taken_back(tmp_path: Path, name: str):
    """Alone: the document says again what was signed."""
    before, after = CHANGES[name]
    assert before in OLD
    session, assignment, side = frozen(tmp_path, OLD, OLD.replace(before, after))
    written = [e for e in changes_since(side, assignment, session, Problems()).entries if not e.automatic]
    own = [e for e in written if e.kind not in {"引用のみ", "番号のみ"}]
    for entry in own:
        session, assignment, side = opened(tmp_path)
        problems = Problems()
        made = taken_back(side, entry.id, assignment, session, problems)
        assert made is not None, problems.found
        made.path.write_bytes(made.data)

    assert () == tuple(e for e in entries(tmp_path) if e.kind != "引用のみ")


@pytest.mark.parametrize("name", [n for n in CHANGES if n not in {"項を加える", "項を削る"}])
@pytest.mark.parametrize("other", ["語", "語を加える", "末文"])
def test_every_other_change_stays(tmp_path: Path, name: str, other: str):
    if name == other:
        return
    alone = OLD.replace(*CHANGES[other])
    frozen(tmp_path, OLD, alone)
    kept_ones = {e.id for e in entries(tmp_path)}
    (tmp_path / FILE).write_text(alone.replace(*CHANGES[name]), encoding="utf-8")
    mine = [e for e in entries(tmp_path) if e.id not in kept_ones and not e.automatic]
    assert mine
    for entry in mine:
        session, assignment, side = opened(tmp_path)
        made = taken_back(side, entry.id, assignment, session, Problems())
        assert made is not None
        made.path.write_bytes(made.data)

    assert kept_ones == {e.id for e in entries(tmp_path)}


def test_comments_and_layout_stay_where_words_are_taken_back(tmp_path: Path):
    session, assignment, side = frozen(tmp_path, OLD, OLD.replace("移住の促進", "定住の促進"))
    (entry,) = changes_since(side, assignment, session, Problems()).entries
    made = taken_back(side, entry.id, assignment, session, Problems())

    assert isinstance(made, TakenBack)
    assert OLD.encode() == made.data


def test_words_of_a_workbook_are_left_to_a_person(tmp_path: Path):
    small_project(tmp_path, TABLED)
    path = tmp_path / "sources/aomori/別表.xlsx"
    path.write_bytes(table_book(("観光", "発信する。", "行う。", "行う。")))
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT]).exit_code
    path.write_bytes(table_book(("観光", "共同で発信する。", "行う。", "行う。")))
    session, assignment, side = opened(tmp_path)
    (entry,) = changes_since(side, assignment, session, Problems()).entries
    problems = Problems()

    assert taken_back(side, entry.id, assignment, session, problems) is None
    assert "Excel" in problems.errors[0].message
    assert "「Excel」の欄" in problems.errors[0].cure
    assert TABLED == (tmp_path / FILE).read_text(encoding="utf-8")


def test_who_signs_is_no_change_of_the_text(tmp_path: Path):
    frozen(tmp_path, OLD, OLD.replace("協力する", "連携する"))
    area = tmp_path / "sources/aomori/area.yaml"
    area.write_text(area.read_text(encoding="utf-8").replace("小野寺晃彦", "見本太郎"), encoding="utf-8")

    assert ["字句"] == [e.kind for e in entries(tmp_path)]


def test_a_change_that_is_not_there_is_told(tmp_path: Path):
    session, assignment, side = frozen(tmp_path, OLD, OLD.replace("協力", "連携"))
    problems = Problems()

    assert taken_back(side, "0" * 12, assignment, session, problems) is None
    assert "もうありません" in problems.errors[0].message


def test_a_broken_source_takes_nothing_back(tmp_path: Path):
    session, assignment, side = frozen(tmp_path, OLD, OLD.replace("{{ 通数 }}", "{{ 通教 }}"))

    with pytest.raises(Rejected):
        taken_back(side, "0" * 12, assignment, session, Problems())


def test_a_version_is_what_other_papers_go_back_to(tmp_path: Path):
    """Any document of which a version was recorded."""
    small_project(tmp_path, OLD)
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT, "--as", "素案", "--on", "令和8年1月5日"]).exit_code
    (tmp_path / FILE).write_text(OLD.replace("協力する", "連携する").replace("観光の", "物産の"), encoding="utf-8")
    session, problems = Session(tmp_path), Problems()
    (assignment,) = plan(session, (DOCUMENT,), problems).assignments
    (version,) = kept.versions_of(DOCUMENT, session.files, problems)
    old = of_version(version)
    found = changes_since(old, assignment, session, problems).entries
    made = taken_back(old, found[0].id, assignment, session, problems)

    assert made is not None, problems.found
    assert OLD.replace("観光の", "物産の").encode() == made.data
