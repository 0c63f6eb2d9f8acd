"""Who signs an amendment, and how: as the agreement itself is signed, and never fewer than its parties."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from pipeline.cli.main import cli
from tests.workshop import SMALL, edit, small_project

SOURCE = "sources/aomori/small.yaml"
CLOSING = "本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。"
_USUAL = "は、次のとおり協約を締結する。"
CONTRACT = SMALL.replace(
    _USUAL, "は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定により、次のとおり連携協約を締結する。"
)


def end_of(root: Path, monkeypatch: pytest.MonkeyPatch, layout: str) -> tuple[list[str], str]:
    """The last lines of the 変更協約書, and what was told."""
    small_project(root, CONTRACT + layout)
    monkeypatch.chdir(root)
    assert 0 == CliRunner().invoke(cli, ("freeze", "aomori/small"), catch_exceptions=False).exit_code
    edit(root / SOURCE, "協力する", "協力し、及び連携する")
    done = CliRunner().invoke(cli, ("amend", "aomori/small", "--on", "令和2年3月25日"), catch_exceptions=False)
    assert 0 == done.exit_code, done.stderr
    printed = (root / "build/aomori/small-変更/変更協約書.txt").read_text(encoding="utf-8")
    lines = [line for line in printed.splitlines() if line]
    return lines[next(n for n, line in enumerate(lines) if line.endswith(CLOSING)) :], done.stderr


def test_names_stand_as_in_the_agreement(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Offices and names on one line with 印, symbols in brackets: the amendment had the usual two lines and none of it."""
    lines, _ = end_of(tmp_path, monkeypatch, "記名欄: { 行: [職名 氏名 印], 記号: （甲）, 印: ㊞ }\n")

    assert ["令和2年3月25日", "（甲）　青森市長　小野寺晃彦　㊞", "（乙）　蓬田村長　久慈修一　㊞"] == lines[1:]


def test_who_writes_his_name_by_hand_finds_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lines, _ = end_of(tmp_path, monkeypatch, "記名欄: { 行: [職名 氏名], 氏名: 空欄 }\n")

    assert ["甲　青森市長", "乙　蓬田村長"] == [line.rstrip() for line in lines[2:]]


def test_lines_as_somebody_wrote_them_hold_on_and_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It said 「本書0通を作成し、が記名押印の上」, and bore neither day nor names."""
    lines, told = end_of(tmp_path, monkeypatch, "記名欄: { 行のまま: [甲　青森市長　某, 乙　蓬田村長　某] }\n")

    assert ["令和2年3月25日", "甲　青森市長　某", "乙　蓬田村長　某"] == lines[1:]
    assert "「記名欄」の「行のまま」のとおりとしました" in told


def test_a_paper_without_names_counts_its_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lines, _ = end_of(tmp_path, monkeypatch, "記名欄: なし\n")

    assert [f"この協約の締結を証するため、{CLOSING}"] == lines


def test_the_supplement_stands_where_the_agreement_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Before the 末文, as the house prints it: 見え消し and 溶け込み後 had it behind."""
    end_of(tmp_path, monkeypatch, "附則: この協約は、締結の日から施行する。\n")

    for name in ("見え消し", "溶け込み後"):
        paras = [p.text for p in Document(str(tmp_path / f"build/aomori/small-変更/{name}.docx")).paragraphs]
        ends = [p for p in paras if p.startswith(("附", "この協約は、締結", "本書", "この文は"))]
        assert ["附　則", "この協約は、締結の日から施行する。", "本書2通を作成する。"] == ends[:3], name


@pytest.mark.parametrize(("day", "code"), [("令和2年4月1日", 0), ("令和２年４月１日", 0), ("令和2年5月1日", 1)])
def test_a_supplement_that_says_the_day_itself_says_when_it_takes_effect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, code: int
):
    """--effective 令和2年4月1日 with この協約は、令和2年4月1日から施行する。 was refused for want of {{ 施行期日 }}."""
    end_of(tmp_path, monkeypatch, "")
    words = f"この協約は、{day}から施行する。"

    done = CliRunner().invoke(
        cli,
        ("amend", "aomori/small", "--on", "令和2年3月25日", "--effective", "令和2年4月1日", "--supplement", words),
        catch_exceptions=False,
    )

    assert code == done.exit_code, done.stderr


def test_a_witness_who_is_left_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _, told = end_of(tmp_path, monkeypatch, "立会人: [{ 職名: 青森県知事, 氏名: 某 }]\n")

    assert "立会人（青森県知事某）は、令和2年3月25日の書類に記名していません" in told


def test_an_amendment_still_to_come_is_dated_in_no_era_that_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The blank for its day was that of what it amends: 平成　　年, to be filled in by hand."""
    small_project(tmp_path, CONTRACT.replace("令和元年12月25日", "平成29年3月25日"))
    towns = tmp_path / "sources/aomori/area.yaml"
    known = towns.read_text(encoding="utf-8")
    towns.write_text(known.replace("就任日: 令和元年12月25日", "就任日: 平成28年12月25日"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    frozen = CliRunner().invoke(cli, ("freeze", "aomori/small"), catch_exceptions=False)
    edit(tmp_path / SOURCE, "協力する", "協力し、及び連携する")
    done = CliRunner().invoke(cli, ("amend", "aomori/small"), catch_exceptions=False)

    assert (0, 0) == (frozen.exit_code, done.exit_code), frozen.output + done.output
    printed = (tmp_path / "build/aomori/small-変更/変更協約書.txt").read_text(encoding="utf-8").splitlines()
    assert "令和　　年　　月　　日" in printed
    assert not any(line.startswith("平成　") for line in printed)
