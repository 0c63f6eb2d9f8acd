"""Files appear whole or not at all: outside paths, full disk, kill in mid-build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.diagnostics import Problems
from pipeline.project import store
from tests.project.test_documents import files
from tests.workshop import AGREEMENT, ROOT, build, edit, project

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def test_a_path_out_of_the_output_folder_is_refused(tmp_path: Path):
    problems = Problems()

    assert not store.save(tmp_path / "build", {"../../outside.txt": b"x"}, problems)
    assert ["出力先"] == [d.code for d in problems.errors]
    assert files(tmp_path) == {}


def test_a_link_out_of_the_output_folder_is_refused(tmp_path: Path):
    root = project(tmp_path / "root")
    (tmp_path / "elsewhere").mkdir()
    (root / "build").mkdir()
    (root / "build" / "aomori").symlink_to(tmp_path / "elsewhere")

    report = build(root, formats=("txt",))

    assert {"出力先"} == {d.code for d in report.problems.errors}
    assert files(tmp_path / "elsewhere") == {}


def test_a_partner_whose_name_is_no_file_name_is_refused(tmp_path: Path):
    root = project(tmp_path)
    path = root / AGREEMENT
    path.write_text(path.read_text(encoding="utf-8").replace("平内町", '"../平内町"'), encoding="utf-8")
    area = root / "sources/aomori/area.yaml"
    area.write_text(area.read_text(encoding="utf-8").replace("  平内町:", '  "../平内町":'), encoding="utf-8")

    report = build(root, formats=("txt",))

    assert ["相手方「../平内町」はファイルの名前にできません"] == [d.message for d in report.problems.errors]
    assert 3 == len(list((root / "build" / "aomori").iterdir()))


def test_a_full_disk_leaves_the_old_copies_and_says_so(tmp_path: Path):
    """The limit on file size fails writes as a full disk does."""
    root = project(tmp_path)
    build(root, "aomori/kyoyaku-蓬田村", formats=("pdf", "txt"))
    before = files(root / "build")
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from pipeline.cli import main\n"
        "sys.argv = ['renkei', 'build', 'aomori/kyoyaku-蓬田村', '--format', 'txt,pdf']\n"
        "main()\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert 1 == done.returncode, done.stderr
    assert "エラー[書込み]: " in done.stderr
    assert "直し方: ディスクの空きと" in done.stderr
    assert before == files(root / "build")


def test_a_kill_in_mid_build_leaves_whole_files_and_the_next_build_sweeps(tmp_path: Path):
    root = project(tmp_path)
    build(root)
    old = files(root / "build")
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "build"], cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL
    )
    first = root / "build" / "aomori" / "kyoyaku-平内町.txt"
    deadline = time.monotonic() + 120
    while first.read_bytes() == old["aomori/kyoyaku-平内町.txt"] and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    (root / "build" / "aomori" / f"kyoyaku-蓬田村.txt.99{store.PART}").write_bytes(b"half")

    killed = files(root / "build")
    build(root)
    new = files(root / "build")

    assert set(old) == set(new)
    for name in set(old) - {"manifest.json"}:
        assert killed[name] in (old[name], new[name]), name
