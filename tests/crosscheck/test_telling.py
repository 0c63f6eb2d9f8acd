"""How contradictions reach a clerk: check --all, builds, JSON, comments that silence them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.crosscheck.kit import Edit, checked, folder
from tests.workshop import ROOT

WRONG = Edit("hoshin.yaml", "額: 3,400千円", "額: 4,300千円")


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.chdir(root)
    done = CliRunner().invoke(cli, arguments)
    return done.exit_code, done.stdout, done.stderr


def test_check_all_tells_both_places_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    status, said, told = run(folder(tmp_path, "kawakami", WRONG), monkeypatch, "check", "kawakami", "--all")

    assert 1 == status
    assert "計画 3,400千円（jigyo.yaml 13行）、方針 4,300千円（hoshin.yaml 26行）" in told
    assert "食い違い1件" in said


def test_check_without_all_compares_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    status, _, told = run(folder(tmp_path, "kawakami", WRONG), monkeypatch, "check", "kawakami")

    assert 0 == status
    assert "照合" not in told


def test_a_build_tells_what_concerns_the_papers_that_it_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = folder(tmp_path, "kawakami", WRONG)

    own = run(root, monkeypatch, "build", "kawakami/hoshin", "--format", "txt")
    other = run(root, monkeypatch, "build", "kawakami/teiju", "--format", "txt")
    again = run(root, monkeypatch, "build", "kawakami/hoshin", "--format", "txt")

    assert (0, True) == (own[0], "照合-事業費" in own[2])
    assert "照合" not in other[2]
    assert "照合" not in again[2]  # nothing was made


def test_a_build_of_the_only_paper_of_an_area_is_compared_with_its_facts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """「見本市」 for 「見本町」 was printed without a word, as nothing was compared where there was one source."""
    run(tmp_path, monkeypatch, "init", "--area", "midori")
    source = tmp_path / "sources/midori/kyoyaku.yaml"
    words = source.read_text(encoding="utf-8")
    source.write_text(words.replace("本文: この連携協約は、", "本文: この連携協約は、見本市及び", 1), encoding="utf-8")

    status, _, told = run(tmp_path, monkeypatch, "build", "--format", "txt")

    assert 0 == status
    assert "「見本市」（kyoyaku.yaml 19行）" in told


def test_json_holds_facts_places_and_reasons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    _, said, _ = run(folder(tmp_path, "kawakami", WRONG), monkeypatch, "check", "kawakami", "--all", "--json")

    [area] = json.loads(said)["crosscheck"]
    [wrong] = area["contradictions"]
    assert [("sources/kawakami/jigyo.yaml", 13, 57), ("sources/kawakami/hoshin.yaml", 26, 12)] == [
        (f["file"], f["line"], f["column"]) for f in wrong["facts"]
    ]
    assert "補正" in str([one for one in area["legal"] if one["reason"] == "別の予算"])
    assert {f["topic"] for f in area["facts"]} >= {"照合-事業費", "照合-指標", "照合-日付", "照合-法令", "照合-別表"}


@pytest.mark.parametrize(
    "edit",
    [
        Edit("hoshin.yaml", "額: 3,400千円", "額: 4,300千円 # lint: 照合-事業費 県の補助を含む"),
        Edit("jigyo.yaml", "            - { 名称: 図書館", "            # lint: 照合-事業費 県の補助を除く\n            - { 名称: 図書館"),
    ],
)  # fmt: skip
def test_a_comment_with_a_reason_at_either_place_silences(tmp_path: Path, edit: Edit):
    edits = (edit,) if edit.file == "hoshin.yaml" else (WRONG, edit)

    made = checked(folder(tmp_path, "kawakami", *edits), "kawakami")

    assert ([], 1) == (list(made.contradictions), len(made.silenced))
    assert [] == made.problems.found


def test_a_comment_that_silences_nothing_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = folder(tmp_path, "kawakami", Edit("hoshin.yaml", "額: 3,400千円", "額: 3,400千円 # lint: 照合-事業費 要る"))

    assert "矛盾がありません" in checked(root, "kawakami").problems.found[0].message
    assert "所見がありません" not in run(root, monkeypatch, "lint", "kawakami")[2]


def test_a_comment_without_a_reason_silences_nothing(tmp_path: Path):
    root = folder(tmp_path, "kawakami", Edit("hoshin.yaml", "額: 3,400千円", "額: 4,300千円 # lint: 照合-事業費"))

    made = checked(root, "kawakami")

    assert 1 == len(made.contradictions)
    assert "理由がありません" in made.problems.found[0].message


def test_a_source_with_errors_is_left_out_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = folder(tmp_path, "kawakami", Edit("jigyo.yaml", "種別: 計画", "種別: 計"))

    status, said, _ = run(root, monkeypatch, "check", "kawakami", "--all")

    assert 1 == status
    assert "kawakami/jigyo" in said


def test_the_shipped_samples_are_told_nothing(tmp_path: Path):
    shutil.copytree(ROOT / "sources", tmp_path / "sources")

    areas = [p.name for p in sorted((tmp_path / "sources").iterdir()) if (p / "area.yaml").exists()]

    assert [] == [c.message for area in areas for c in checked(tmp_path, area).contradictions]


def test_days_of_signed_versions_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A change that was frozen is the day that a plan must tell; where it was signed stands in the signed version."""
    root = folder(tmp_path, "nankai")
    monkeypatch.chdir(root)
    name, path = "nankai/kyoyaku-磯ヶ谷町", root / "sources/nankai/kyoyaku.yaml"
    assert 0 == CliRunner().invoke(cli, ["freeze", "--unfilled", name]).exit_code
    path.write_text(path.read_text(encoding="utf-8").replace("定める。\n", "決める。\n", 1), encoding="utf-8")
    assert 0 == CliRunner().invoke(cli, ["freeze", name, "--again", "--on", "令和7年3月25日"]).exit_code
    plan = root / "sources/nankai/keikaku.yaml"
    text = plan.read_text(encoding="utf-8")

    def told(day: str) -> list[str]:
        words = f"{day}に磯ヶ谷町との連携協約を変更した。費用の負担は、連携"
        plan.write_text(text.replace("費用の負担は、連携", words), encoding="utf-8")
        return [c.message for c in checked(root, "nankai").contradictions]

    assert [] == told("令和7年3月25日")
    [message] = told("令和7年3月26日")
    assert "署名版 令和7年3月25日（kyoyaku-磯ヶ谷町.json" in message
