"""The API: the same documents as the command line makes, as bytes; every problem with its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import pipeline
from pipeline import ProblemsError
from tests.workshop import ROOT, SMALL, project, small_project

AGREEMENT = "sources/aomori/kyoyaku.yaml"


def test_documents_are_known_by_name_kind_and_title(tmp_path: Path):
    folder = pipeline.load(project(tmp_path))

    (document,) = (d for d in folder.documents("aomori") if d.partner == "蓬田村")

    assert ("aomori/kyoyaku-蓬田村", "連携協約書", AGREEMENT) == (document.name, document.kind, document.source)
    assert document.title is not None


def test_bytes_are_those_of_the_command_line(tmp_path: Path):
    root = project(tmp_path)

    built = pipeline.load(root).build("aomori/kyoyaku-蓬田村", formats=("docx", "pdf", "txt", "html"))

    command = [sys.executable, "-m", "pipeline.cli", "build", "aomori/kyoyaku-蓬田村", "--format", "docx,pdf,txt,html"]
    subprocess.run(command, cwd=root, env={"PYTHONPATH": str(ROOT), "PATH": ""}, check=True, capture_output=True)
    assert 4 == len(built.files)
    for name, data in built.files.items():
        assert data == (root / "build" / name).read_bytes(), name


def test_unsaved_bytes_stand_before_those_on_disk(tmp_path: Path):
    root = project(tmp_path)
    unsaved = (root / AGREEMENT).read_text(encoding="utf-8").replace("元年12月25日", "元年13月25日").encode()

    with pytest.raises(ProblemsError) as raised:
        pipeline.load(root, {root / AGREEMENT: unsaved}).build("aomori")

    (problem,) = raised.value.problems
    assert (True, "日付", AGREEMENT) == (problem.stops, problem.code, problem.file)
    assert problem.line is not None
    assert "13月" in str(raised.value)
    assert () == pipeline.load(root).check("aomori")


def test_an_unknown_name_is_told_with_those_that_there_are(tmp_path: Path):
    with pytest.raises(ProblemsError, match="kyoyaku-蓬田村"):
        pipeline.load(project(tmp_path)).build("aomori/kyoyaku-花巻市")


def test_what_cannot_be_printed_is_a_problem_and_what_is_no_format_an_error(tmp_path: Path):
    """Both ended in an AssertionError of ours."""
    folder = pipeline.load(small_project(tmp_path, SMALL.replace("協約", "協約𛀀", 1)))

    with pytest.raises(ProblemsError) as raised:
        folder.build(formats=("pdf",))
    assert "𛀀" in str(raised.value)
    with pytest.raises(ValueError, match="「doc」という形式はありません"):
        folder.build(formats=("doc",))  # type: ignore[arg-type]


def test_a_folder_without_sources_is_no_folder(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        pipeline.load(tmp_path)


def test_what_is_read_once_is_read_again_when_asked(tmp_path: Path):
    root = project(tmp_path)
    folder = pipeline.load(root)
    before = folder.build("aomori/kyoyaku-蓬田村", formats=("txt",))
    source = root / AGREEMENT
    source.write_text(
        source.read_text(encoding="utf-8").replace("次のとおり連携協約を締結する", "連携協約を締結する"),
        encoding="utf-8",
    )

    folder.refresh()

    assert before.files != folder.build("aomori/kyoyaku-蓬田村", formats=("txt",)).files


def test_an_amendment_is_proven_and_consolidates(tmp_path: Path):
    root = project(tmp_path)
    name = "aomori/kyoyaku-蓬田村"
    old = pipeline.load(root).build(name, formats=("txt",)).files[f"{name}.txt"]
    base = tmp_path / "元.txt"
    base.write_bytes(old)
    source = root / AGREEMENT
    source.write_text(
        source.read_text(encoding="utf-8").replace("次のとおり連携協約を締結する", "連携協約を締結する"),
        encoding="utf-8",
    )

    made = pipeline.load(root).amend(name, base=base, on=date(2021, 4, 1))

    (sentences,) = (data for path, data in made.files.items() if path.endswith("改め文.txt"))
    (tmp_path / "改め文.txt").write_bytes(sentences)
    assert "次のとおり" not in pipeline.consolidate(base, tmp_path / "改め文.txt")


def test_findings_of_official_writing_have_their_places(tmp_path: Path):
    root = project(tmp_path)
    source = root / AGREEMENT
    source.write_text(source.read_text(encoding="utf-8").replace("及び", "および"), encoding="utf-8")

    found = pipeline.load(root).lint("aomori/kyoyaku-蓬田村")

    assert any("および" in f.words and f.file == AGREEMENT and f.line for f in found)


def test_the_package_loads_nothing_until_it_is_asked():
    code = "import sys, pipeline; print(sorted(m for m in sys.modules if m.startswith('pipeline')))"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "['pipeline', 'pipeline.version']\n" == made.stdout


def test_an_error_that_every_partner_has_is_told_and_no_fault_of_ours(tmp_path: Path):
    """The second partner's was said before, so that its edition went on without a day and broke."""
    shutil.copytree(ROOT / "sources" / "hoshikawa", tmp_path / "sources" / "hoshikawa")
    path = tmp_path / "sources/hoshikawa/kyoyaku.yaml"
    text = path.read_text(encoding="utf-8").replace("\n締結日: 令和2年", "\n締結日: 令和年", 1)

    folder = pipeline.load(tmp_path, {path: text.encode()})

    with pytest.raises(ProblemsError) as told:
        folder.build("hoshikawa/kyoyaku", formats=("txt",))
    assert "締結日が空欄で、基準日もありません" in str(told.value)
    assert any(p.stops for p in folder.check("hoshikawa/kyoyaku"))
