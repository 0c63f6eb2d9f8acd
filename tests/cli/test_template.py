"""renkei template: check, new and repair as a clerk meets them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.writers.docx import new_template

DONE, PROBLEMS, USAGE = 0, 1, 2
FIXTURE = Path(__file__).parents[1] / "writers" / "docx" / "fixtures" / "libreoffice.docx"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def template(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["template", *arguments], catch_exceptions=False)


def faulty(path: Path) -> None:
    """A template with two faults: a misspelt slot and a missing style."""
    with zipfile.ZipFile(path, "w") as target, zipfile.ZipFile(FIXTURE) as source:
        for name in source.namelist():
            text = (
                source.read(name)
                .replace("本文 ".encode(), "本分 ".encode())
                .replace("表数値".encode(), "表の数値".encode())
            )
            target.writestr(name, text)


def told(name: str) -> list[str]:
    """The codes of what a check tells."""
    diagnostics = json.loads(template("check", name, "--json").stdout)["diagnostics"]
    return [str(one["code"]) for one in diagnostics]


def test_a_new_template_is_the_one_that_ships(folder: Path):
    done = template("new", "ひな形.docx")

    assert done.exit_code == DONE
    assert "ひな形.docx を書きました（agreement.docx と同じ）。" in done.stdout
    assert new_template() == (folder / "ひな形.docx").read_bytes()


def test_a_new_template_does_not_overwrite_unless_told_to(folder: Path):
    (folder / "a.docx").write_bytes(b"mine")

    refused = template("new", "a.docx")

    assert refused.exit_code == PROBLEMS
    assert "--force" in refused.stderr
    assert (folder / "a.docx").read_bytes() == b"mine"
    assert template("new", "a.docx", "--force").exit_code == DONE
    assert new_template() == (folder / "a.docx").read_bytes()


def test_a_sound_template_passes():
    template("new", "a.docx")

    done = template("check", "a.docx")

    assert done.exit_code == DONE
    assert done.stdout == "a.docx は、ひな形として使えます。\n"


def test_all_faults_show_at_once(folder: Path):
    faulty(folder / "a.docx")

    done = template("check", "a.docx")

    assert done.exit_code == PROBLEMS
    assert "「本分」という項目はありません" in done.stderr
    assert "近い名前「表の数値」" in done.stderr
    assert "a.docx: 本文 第2段落" in done.stderr


def test_the_result_is_readable_by_machines(folder: Path):
    faulty(folder / "a.docx")

    done = template("check", "a.docx", "--json")

    assert done.exit_code == PROBLEMS
    answer = json.loads(done.stdout)
    assert answer["sound"] is False
    assert {"ひな形スタイル", "ひな形項目", "ひな形差込位置"} <= {d["code"] for d in answer["diagnostics"]}


def test_the_contract_beside_a_template_wins(folder: Path):
    template("new", "a.docx")
    (folder / "a.yaml").write_text(
        "差し込み位置: [本文]\n項目: {任意: [案]}\n文字の大きさ: 12\n字数: 40\n", encoding="utf-8"
    )

    done = template("check", "a.docx")

    assert done.exit_code == PROBLEMS
    assert "40字分の480ポイントと合いません" in done.stderr


def test_a_contract_may_be_named(folder: Path):
    template("new", "a.docx")
    (folder / "契約.yaml").write_text("差し込み位置: [附録]\n", encoding="utf-8")

    assert template("check", "a.docx", "--contract", "契約.yaml").exit_code == PROBLEMS
    assert template("check", "a.docx", "--contract", "ない.yaml").exit_code == USAGE


@pytest.mark.parametrize("command", ["check", "repair"])
def test_a_file_that_is_not_there_is_said_so(command: str):
    done = template(command, "ない.docx")

    assert done.exit_code == PROBLEMS
    assert "ない.docx を読めません" in done.stderr


def test_a_repair_keeps_the_old_file_beside_the_new(folder: Path):
    (folder / "a.docx").write_bytes(FIXTURE.read_bytes())

    done = template("repair", "a.docx")

    assert done.exit_code == DONE
    assert "戻しました: 設定: 禁則処理の高レベル" in done.stdout
    assert FIXTURE.read_bytes() == (folder / "a.docx.bak").read_bytes()
    assert told("a.docx") == ["ひな形スタイル"]  # the fixture is older than some styles
    assert template("repair", "a.docx").stdout == "戻すところはありません。\n"


def test_a_repair_may_go_to_another_file(folder: Path):
    (folder / "a.docx").write_bytes(FIXTURE.read_bytes())

    assert template("repair", "a.docx", "--out", "b.docx").exit_code == DONE

    assert FIXTURE.read_bytes() == (folder / "a.docx").read_bytes()
    assert not (folder / "a.docx.bak").exists()
    assert told("b.docx") == ["ひな形スタイル"]  # the fixture is older than some styles


def test_what_cannot_be_repaired_is_left_alone(folder: Path):
    (folder / "a.docx").write_bytes(b"%PDF-1.7")

    assert template("repair", "a.docx").exit_code == PROBLEMS
    assert sorted(p.name for p in folder.iterdir()) == ["a.docx"]


def test_a_folder_that_is_not_there_is_a_problem_not_a_fault_of_ours():
    done = template("new", "ない/a.docx")

    assert done.exit_code == PROBLEMS
    assert "a.docx を書けません" in done.stderr


@pytest.mark.parametrize("stem", ["agreement", "base", "council"])
def test_a_new_template_is_that_of_its_name_and_sound(folder: Path, stem: str):
    """A base.docx that is the one of agreements lets no plan be made. The folder of templates is made."""
    name = f"templates/docx/{stem}.docx"

    done = template("new", name)

    assert (DONE, f"{name} を書きました（{stem}.docx と同じ）。\n") == (done.exit_code, done.stdout)
    shipped = Path(__file__).parents[2] / name
    assert shipped.read_bytes() == (folder / name).read_bytes()
    checked = template("check", name)
    assert (DONE, "") == (checked.exit_code, checked.stderr)


def test_a_template_without_a_newer_style_is_told(folder: Path):
    """One that was made before the style was."""
    source = Path(__file__).parents[2] / "templates/docx/base.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / "base.docx", "w") as target:
        for name in old.namelist():
            target.writestr(name, old.read(name).replace("図版出典".encode(), "図の出典".encode()))

    done = template("check", "base.docx")

    assert DONE == done.exit_code
    assert "付属の base.docx にあるスタイルが1ありません（図版出典）" in done.stderr
    assert "「renkei template new base.docx」" in done.stderr


def test_what_is_no_word_file_is_not_checked_as_one(folder: Path):
    (folder / "area.yaml").write_text("種別: 圏域\n", encoding="utf-8")

    done = template("check", "area.yaml")

    assert USAGE == done.exit_code
    assert "Wordのひな形（.docx）を指定してください" in done.stderr
