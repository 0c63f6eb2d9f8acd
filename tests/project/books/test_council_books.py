"""The books of a session: bills of all partners in one line, with the numbers that the session gave them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.writers import text
from tests.project.books.kit import labels, made, refused
from tests.workshop import ROOT, build, edit, messages

BOOK = "sources/hoshikawa/gianshu-hoshikawa.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sources/hoshikawa", tmp_path / "sources/hoshikawa")
    return tmp_path


def lines(root: Path, name: str = "hoshikawa/gianshu-hoshikawa") -> list[str]:
    return [line for line in text.write(made(root, name).galley).decode().split("\n") if line]


def test_bills_of_all_partners_stand_with_their_own_numbers(root: Path):
    found = [line for line in lines(root) if line.endswith("頁")]

    assert [line.split("　")[0] for line in found[:4]] == ["議案第31号", "議案第32号", "議案第33号", "議案第34号"]
    assert ["議案第31号説明資料\t9頁"] == found[4:5]


def test_a_number_is_changed_in_the_session_alone(root: Path):
    edit(root / "sources/hoshikawa/gikai-hoshikawa.yaml", "月見町: { 議案番号: 31", "月見町: { 議案番号: 30")

    assert "議案第30号　" in "".join(lines(root)[:8])


def test_pages_may_be_numbered_by_those_numbers(root: Path):
    assert labels(made(root, "hoshikawa/gianshu-tsukimi").pdf)[2:4] == ["12－1", "12－2"]


def test_a_number_that_is_typed_beside_that_of_the_session_is_refused(root: Path):
    edit(root / BOOK, "  - 区分: 議案\n", "  - 区分: 議案\n    番号: 議案第40号\n")
    report = build(root, "hoshikawa/gianshu-hoshikawa", formats=("txt",))

    [first, *_] = messages(report.problems)
    assert first.endswith("の番号は「議案第31号」で、「議案第40号」ではありません")


def test_a_handout_may_follow_its_own_bill(root: Path):
    text_of = (root / BOOK).read_text(encoding="utf-8")
    head = text_of.split("綴じる:")[0]
    line = "{ 文書: gikai-hoshikawa, 種類: [議案], 付属: [{ 文書: gikai-hoshikawa, 種類: [説明資料] }, kyoyaku] }"
    (root / BOOK).write_text(f"{head}綴じる:\n  - 文書: [{line}]\n", encoding="utf-8")

    found = [line.split("\t")[0] for line in lines(root) if line.endswith("頁")]
    assert [t.split("　")[0].split("（")[0] for t in found[:6]] == [
        "議案第31号", "議案第31号説明資料", "連携中枢都市圏の形成に係る連携協約",
        "議案第32号", "議案第32号説明資料", "連携中枢都市圏の形成に係る連携協約",
    ]  # fmt: skip


def test_a_kind_of_paper_that_there_is_not_is_told(root: Path):
    edit(root / BOOK, "種類: [説明資料]", "種類: [説明書]")

    [(message, _)] = refused(root, "hoshikawa/gianshu-hoshikawa")
    assert "「gikai-hoshikawa」に「説明書」という種類の文書はありません" == message


def test_a_fact_of_a_session_makes_its_own_book_again_and_no_other(root: Path):
    build(root, formats=("txt",))
    edit(root / "sources/hoshikawa/gikai-tsukimi.yaml", "議案番号: 12", "議案番号: 13")

    made_again = {o.name for o in build(root, formats=("txt",)).outcomes}
    assert "hoshikawa/gianshu-tsukimi" in made_again
    assert "議案第13号" in (root / "build/hoshikawa/gianshu-tsukimi.txt").read_text(encoding="utf-8")


def test_lists_and_differences_know_what_a_book_binds(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(root)
    run = CliRunner()

    assert "題名 令和6年第1回月見町議会定例会　議案書" in run.invoke(cli, ["list", "hoshikawa/gianshu-tsukimi"]).stdout
    said = run.invoke(cli, ["diff", "hoshikawa/gianshu-tsukimi", "hoshikawa/gianshu-yukino"])
    assert 3 != said.exit_code
    assert "月見町" in said.stdout


def test_the_name_of_an_agreement_is_no_partner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The bill of an agreement with one partner was listed as 「kyoyakuとの協約」."""
    monkeypatch.chdir(tmp_path)
    assert 0 == CliRunner().invoke(cli, ["init", "--area", "midori", "--kind", "議会"]).exit_code
    line = "{ 文書: gikai-例示市, 種類: [議案], 件名: '{{ 相手方 }}との協約' }"
    source = f"種別: 冊子\n題名: 議案書\n綴じる:\n  - 文書: [{line}]\n"
    (tmp_path / "sources/midori/gian.yaml").write_text(source, encoding="utf-8")

    report = build(tmp_path, "midori/gian", formats=("txt",))

    why = "「gikai-例示市」は、相手方ごとの文書ではありません"
    assert f"「{{{{ 相手方 }}}}」に入る名前がありません（{why}）" in messages(report.problems)
