"""renkei doctor and renkei completion: what they tell of a machine and a folder."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from pipeline.project import store
from pipeline.project.examining import Finding, examine
from tests.workshop import ROOT, small_project

UTF8 = ("utf-8",)


def told(root: Path, encodings: tuple[str, ...] = UTF8) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in examine(root, root / "build", encodings):
        found.setdefault(finding.about, []).append(finding)
    return found


def test_a_good_folder_has_nothing_that_hinders(tmp_path: Path):
    found = told(small_project(tmp_path))

    assert not [f for some in found.values() for f in some if f.state in {"不可", "注意"}]
    assert "Noto Serif JP" in found["書体"][0].found
    assert [] == list(tmp_path.glob("**/*.renkei-part"))


def test_every_cure_is_there_where_it_is_wanted(tmp_path: Path):
    for finding in examine(tmp_path, tmp_path / "build", ("cp932",)):
        assert (finding.state == "良") == (not finding.cure), finding


def test_a_font_that_is_not_there_is_told_with_its_sheet(tmp_path: Path):
    root = small_project(tmp_path)
    (root / "templates/pdf").mkdir(parents=True)
    sheet = (ROOT / "templates/pdf/base.yaml").read_text(encoding="utf-8")
    (root / "templates/pdf/base.yaml").write_text(sheet.replace("Noto Serif JP", "ない明朝"), encoding="utf-8")

    (font,) = told(root)["書体"]

    assert ("不可", True) == (font.state, "ない明朝" in font.found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    root = small_project(tmp_path)
    (root / "build").mkdir(mode=0o500)

    assert "不可" == told(root)["出力先"][0].state


def test_an_output_folder_that_is_a_file_is_told(tmp_path: Path):
    """The nearest folder above is asked: a build would make the rest."""
    root = small_project(tmp_path)
    (root / "build").write_bytes(b"")

    assert store.refusal(root / "build") is None  # the name is taken, which the build itself tells
    assert "良" == told(root)["原稿のフォルダ"][0].state


def test_a_run_at_work_and_a_killed_one_are_told_apart(tmp_path: Path):
    root = small_project(tmp_path)
    (root / "build").mkdir()
    mine = store.here()
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    killed = mine.rpartition("-")[0] + "-" + ended.stdout.strip()
    parent = mine.rpartition("-")[0] + f"-{os.getppid()}"
    (root / f"build/a.pdf.{killed}{store.PART}").write_bytes(b"")
    (root / f"build/b.pdf.{parent}{store.PART}").write_bytes(b"")

    found = told(root)

    assert "b.pdf" in found["動いている renkei"][0].found
    assert "1件" in found["残ったファイル"][0].found


def test_a_folder_in_use_is_told(tmp_path: Path):
    root = small_project(tmp_path)
    (root / "build").mkdir()
    with (root / "build" / store.LOCK).open("wb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        assert "注意" == told(root)["錠"][0].state
    assert "錠" not in told(root)


def test_names_that_look_alike_are_told(tmp_path: Path):
    root = small_project(tmp_path)
    area = root / "sources/aomori"
    (area / unicodedata.normalize("NFD", "がか.yaml")).write_text("", encoding="utf-8")
    (area / "Small.yaml").write_text("", encoding="utf-8")

    found = told(root)["ファイルの名前"]

    assert 2 == len(found)
    assert any("Small.yaml" in f.found and "small.yaml" in f.found for f in found)


def test_the_command_says_it_for_people_and_machines(tmp_path: Path):
    root = small_project(tmp_path)
    command = [sys.executable, "-m", "pipeline.cli", "doctor"]
    around = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "cp932"}

    people = subprocess.run(command, cwd=root, env=around, capture_output=True, check=True)
    machines = subprocess.run([*command, "--json"], cwd=root, env=around, capture_output=True, check=True)

    assert "△ 画面の符号" in people.stdout.decode("cp932")
    assert {"about", "state", "found", "cure"} == set(json.loads(machines.stdout.decode("cp932"))["findings"][0])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str, tmp_path: Path):
    made = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "completion", shell],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "_RENKEI_COMPLETE" in made.stdout


@pytest.mark.parametrize(("typed", "offered"), [("aom", {"aomori", "aomori/small"}), ("aomori/s", {"aomori/small"})])
def test_names_of_documents_are_completed(typed: str, offered: set[str], tmp_path: Path):
    root = small_project(tmp_path)
    around = {
        "PYTHONPATH": str(ROOT),
        "PATH": "",
        "_RENKEI_COMPLETE": "bash_complete",
        "COMP_WORDS": f"renkei build {typed}",
        "COMP_CWORD": "2",
    }
    program = "import sys; sys.argv = ['renkei']; from pipeline.cli import main; main()"
    made = subprocess.run(
        [sys.executable, "-c", program], cwd=root, env=around, capture_output=True, text=True, check=True
    )

    assert offered == {line.partition(",")[2] for line in made.stdout.split()}, made.stderr


def test_json_is_json_on_a_console_that_lacks_characters(tmp_path: Path):
    """cp932 has no 𠮷: JSON's own escapes stand for it, not those of Python."""
    root = small_project(tmp_path)
    source = root / "sources/aomori/small.yaml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("題名: ", "題名: 𠮷野川の", 1), encoding="utf-8")
    around = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "cp932"}
    command = [sys.executable, "-m", "pipeline.cli", "list", "--json"]
    made = subprocess.run(command, cwd=root, env=around, capture_output=True, check=True)

    assert "𠮷野川" in json.loads(made.stdout.decode("cp932"))["documents"][0]["title"]
