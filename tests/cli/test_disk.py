"""What the disk refuses: every command says which file and what to do, ends with 1, and never with a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workshop import AGREEMENT, ROOT, edit, project

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
DOCUMENT = "aomori/kyoyaku-蓬田村"
SIGNED = "sources/aomori/signed/kyoyaku-蓬田村.json"
PAPER = "build/aomori/kyoyaku-蓬田村.txt"


def renkei(root: Path, *arguments: str, output: Path | None = None) -> tuple[int, str]:
    """Exit status, and what was said on standard error."""
    with (output or Path(os.devnull)).open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments],
            cwd=root, env=ENVIRONMENT, stdout=out, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clerk's folder with a built document, its signed version, and a source that has moved on since."""
    root = project(tmp_path_factory.mktemp("disk"))
    assert (0, "") == renkei(root, "build", DOCUMENT, "--format", "txt")
    assert (0, "") == renkei(root, "freeze", DOCUMENT)
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")
    (root / "taken").write_text("a file where a folder is asked for", encoding="utf-8")
    (root / "改め文.txt").write_text("第1条中「目的」を「趣旨」に改める。\n", encoding="utf-8")
    (root / "folder.docx").mkdir()
    (root / "folder.xlsx").mkdir()
    return root


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("build", "aomori/kyoyaku-平内町", "--format", "txt", "--out", "taken"), id="build"),
        pytest.param(("amend", DOCUMENT, "--out", "taken"), id="amend"),
        pytest.param(("diff", SIGNED, DOCUMENT, "--html", "taken/a.html"), id="diff"),
        pytest.param(("import", PAPER, "-o", "taken/a.yaml"), id="import"),
        pytest.param(("consolidate", PAPER, "改め文.txt", "-o", "taken/a.txt"), id="consolidate"),
        pytest.param(("new-table", "連携協約書", "taken/a.xlsx"), id="new-table"),
        pytest.param(("template", "new", "taken/a.docx"), id="template new"),
    ],
)
def test_a_place_that_takes_no_file_is_named_with_its_cure(root: Path, arguments: tuple[str, ...]):
    status, said = renkei(root, *arguments)

    assert 1 == status, said
    assert "エラー[書込み]: " in said
    assert "taken" in said
    assert "直し方: " in said
    assert "Traceback" not in said
    assert root.as_posix() not in said  # nobody reads the way through the whole machine


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("template", "check", "folder.docx/x.docx"), id="template check"),
        pytest.param(("import", "folder.docx"), id="import"),
        pytest.param(("consolidate", "folder.docx", "改め文.txt"), id="consolidate"),
        pytest.param(("normalize", "folder.docx"), id="normalize"),
        pytest.param(("diff", "folder.docx", DOCUMENT), id="diff"),
        pytest.param(("amend", DOCUMENT, "--from", "folder.docx"), id="amend"),
    ],
)
def test_a_folder_where_a_file_is_asked_for_is_named(root: Path, arguments: tuple[str, ...]):
    status, said = renkei(root, *arguments)

    assert 1 == status, said
    assert "エラー[ファイル]: " in said
    assert "folder.docx" in said
    assert "Traceback" not in said


def test_a_signed_version_that_is_a_folder_stops_its_document_and_no_other(tmp_path: Path):
    root = project(tmp_path)
    (root / SIGNED).mkdir(parents=True)
    for command in (("check",), ("freeze", DOCUMENT), ("build", "aomori", "--format", "txt")):
        status, said = renkei(root, *command)

        assert 1 == status, said
        assert "kyoyaku-蓬田村.json" in said
        assert "Traceback" not in said
    assert 3 == len(list((root / "build/aomori").iterdir()))


def test_a_signed_version_cannot_be_written_over_a_file_that_is_no_folder(tmp_path: Path):
    root = project(tmp_path)
    (root / SIGNED).parent.write_text("", encoding="utf-8")

    status, said = renkei(root, "freeze", DOCUMENT)

    assert 1 == status, said
    assert "エラー[書込み]: " in said
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize(
    "arguments",
    [("list",), ("build", "aomori/kyoyaku-平内町", "--format", "txt"), ("schema", "方針"), ("check", "--json")],
)
def test_output_that_goes_nowhere_is_told(root: Path, arguments: tuple[str, ...]):
    status, said = renkei(root, *arguments, output=Path("/dev/full"))

    assert 1 == status, said
    assert "標準出力" in said
    assert "Traceback" not in said
    assert "Exception" not in said


def test_links_that_lead_to_themselves_are_told(tmp_path: Path):
    """Python before 3.13 has an exception of its own for them."""
    root = project(tmp_path)
    (root / "build").mkdir()
    (root / "build/aomori").symlink_to("aomori")

    status, said = renkei(root, "build", DOCUMENT, "--format", "txt")

    assert 1 == status, said
    assert "リンクが輪になっています" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", [".renkei-placing", ".renkei-lock"])
def test_what_stands_in_the_way_is_named_and_no_paper_that_is_well(tmp_path: Path, name: str):
    root = project(tmp_path)
    (root / "build" / name).mkdir(parents=True)

    status, said = renkei(root, "build", DOCUMENT, "--format", "docx,txt")

    assert 1 == status, said
    assert f"build/{name} を" in said
    assert "フォルダです" in said


def test_an_output_folder_whose_link_leads_nowhere_is_named(tmp_path: Path):
    """And not a file of the program's own in it."""
    root = project(tmp_path)
    (root / "build").symlink_to(tmp_path / "unplugged")

    status, said = renkei(root, "build", DOCUMENT, "--format", "txt")

    assert 1 == status, said
    assert "エラー[書込み]: " in said
    assert "エラー[書込み]: build を書けません" in said


def test_a_folder_that_has_gone_is_told(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    code = (
        "import os, sys\nos.rmdir(os.getcwd())\nfrom pipeline.cli import main\nsys.argv = ['renkei', 'build']\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=gone, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )

    assert 1 == done.returncode
    assert "今いるフォルダ を読み書きできません（見つかりません）" in done.stderr
