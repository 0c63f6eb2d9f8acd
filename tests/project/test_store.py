"""Files appear whole or not at all: outside paths, full disk, kill in mid-build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

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

    assert ["相手方「../平内町」はファイルの名前にできません（使えない記号「/」があります）"] == [
        d.message for d in report.problems.errors
    ]
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


def test_if_the_second_file_cannot_be_put_in_place_the_first_is_put_back(tmp_path: Path):
    """As when Acrobat has the PDF open: DOCX, PDF and TXT are of one build or of none."""
    problems = Problems()
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "a.pdf" / "in the way").mkdir(parents=True)

    assert not store.save(tmp_path, {"a.docx": b"new", "a.new": b"new", "a.pdf": b"new"}, problems)
    assert {"a.docx": b"old"} == files(tmp_path)
    [error] = problems.errors
    assert f"{tmp_path.as_posix()}/a.pdf" in error.message
    assert "前に作ったものはそのまま残っています" in error.cure


@given(st.lists(st.sampled_from(["there", "new", "blocked"]), min_size=1, max_size=6))
def test_whatever_cannot_be_written_all_files_are_new_or_all_are_old(kinds: list[str]):
    with TemporaryDirectory() as folder:
        out = Path(folder)
        for n, kind in enumerate(kinds):
            if kind == "blocked":
                (out / str(n) / "x").mkdir(parents=True)
            elif kind == "there":
                (out / str(n)).write_bytes(b"old")
        before = files(out)
        new = {str(n): b"new" for n in range(len(kinds))}
        saved = store.save(out, new, Problems(), synced=False)

        assert saved == ("blocked" not in kinds)
        assert files(out) == (new if saved else before)


def test_leftovers_of_a_run_at_work_stay_and_those_of_a_dead_one_go(tmp_path: Path):
    """Two builds in one folder: the second must not take away what the first is about to put in place."""
    code = (
        "import os, pathlib, sys\n"
        "from pipeline.project import store\n"
        "class Slow(dict):\n"
        "    def items(self):\n"
        "        yield 'a.txt', b'x'\n"
        "        print('here', flush=True)\n"
        "        sys.stdin.readline()\n"
        "        os.kill(os.getpid(), 9)\n"
        "store.save(pathlib.Path(sys.argv[1]), Slow(), None)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        assert "here\n" == process.stdout.readline()
        store.sweep(Problems(), tmp_path)
        at_work = list(files(tmp_path))
        process.stdin.write("\n")
        process.stdin.flush()
        process.wait(60)
    store.sweep(Problems(), tmp_path)

    assert 1 == len(at_work)
    assert {} == files(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not show it")
def test_a_writer_that_has_ended_and_was_not_asked_for_is_not_at_work(tmp_path: Path):
    """In a container nobody asks for the end of orphans: their numbers stay."""
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    try:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        machine, _, _ = store.here().rpartition("-")
        (tmp_path / f"a.txt.{machine}-{process.pid}{store.PART}").write_bytes(b"half")
        store.sweep(Problems(), tmp_path)

        assert {} == files(tmp_path)
    finally:
        process.wait()
