"""kill -9 at every change of the disk that a command makes: no damaged file, the same command again ends it, nothing is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project import journal, store
from tests.project.test_documents import files
from tests.workshop import ROOT, SMALL, build, edit, messages, small_project

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process is killed so here")

# Dies before change number argv[1] of files below the folder it runs in: a file opened for writing, renamed, linked or removed.
DYING = """
import os, signal, sys
at, here, seen = int(sys.argv.pop(1)), os.getcwd() + os.sep, 0

def changes(event, arguments):
    if event == "open":  # of a path: what Python itself compiles and keeps is opened by number
        return isinstance(arguments[0], str) and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    return event in ("os.rename", "os.link", "os.remove")

def hook(event, arguments):
    global seen
    if changes(event, arguments) and os.path.abspath(arguments[0]).startswith(here):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
"""
COMMAND = DYING + "from pipeline.cli import main\nmain()\n"
SAVE = (
    DYING
    + """
from pathlib import Path
from pipeline.diagnostics import Problems
from pipeline.project import store
os._exit(not store.save(Path(here), {"a.docx": b"new", "b.pdf": b"new", "c/d.txt": b"new"}, Problems()))
"""
)


def started(code: str, folder: Path, at: int, *arguments: str, ways: tuple[int, ...] = (0, -signal.SIGKILL)) -> int:
    """The status of a program that dies before its change number `at` (0: it lives)."""
    done = subprocess.run(
        [sys.executable, "-c", code, str(at), *arguments],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in ways, done.stdout + done.stderr
    return done.returncode


def all_files(folder: Path) -> dict[str, bytes]:
    """With those that are the program's own."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def wherever_it_dies(code: str, top: Path) -> Iterator[Path]:
    """A folder with an old file for each change at which the program dies, after that; at last one in which it lives."""
    status, at = -signal.SIGKILL, 0
    while status:
        at += 1
        folder = top / str(at)
        folder.mkdir()
        (folder / "a.docx").write_bytes(b"old")
        status = started(code, folder, at)
        yield folder


def test_wherever_a_save_is_killed_files_are_whole_and_the_next_one_leaves_nothing(tmp_path: Path):
    wanted = {"a.docx": b"new", "b.pdf": b"new", "c/d.txt": b"new"}
    for folder in wherever_it_dies(SAVE, tmp_path):
        found = {n: d for n, d in all_files(folder).items() if not n.endswith((store.PART, store.PLACING))}
        assert all(data == wanted[name] or (name, data) == ("a.docx", b"old") for name, data in found.items())
        started(SAVE, folder, 0)
        assert wanted == all_files(folder)

    assert (
        len(list(tmp_path.iterdir())) > 8
    )  # three files opened, one linked, three renamed, one removed; and then none


def test_a_single_file_that_is_in_its_place_has_left_nothing_beside_it(tmp_path: Path):
    """The same command finds nothing to write then, and so would sweep nothing."""
    code = SAVE.replace(', "b.pdf": b"new", "c/d.txt": b"new"', "")
    seen = set[bytes]()
    for folder in wherever_it_dies(code, tmp_path):
        found = all_files(folder)
        assert found["a.docx"] == b"old" or {"a.docx": b"new"} == found
        seen.add(found["a.docx"])

    assert {b"old", b"new"} == seen


@pytest.mark.parametrize("at", [2, 3, 4])
def test_an_import_that_was_killed_can_be_done_again(tmp_path: Path, at: int):
    """Of source and facts; a source that is there would be refused."""
    made = small_project(tmp_path / "made")
    build(made, formats=("txt",))
    for name in ("killed", "whole"):
        (tmp_path / name).mkdir()
        shutil.copy(made / "build/aomori/small.txt", tmp_path / name / "paper.txt")
    command = ("import", "paper.txt", "--area", "new")
    status = started(COMMAND, tmp_path / "killed", at, *command)
    started(COMMAND, tmp_path / "killed", 0, *command)
    started(COMMAND, tmp_path / "whole", 0, *command)

    assert -signal.SIGKILL == status
    assert all_files(tmp_path / "whole").keys() == all_files(tmp_path / "killed").keys()
    assert all_files(tmp_path / "whole/sources") == all_files(tmp_path / "killed/sources")
    for name in ("killed", "whole"):
        assert [] == messages(build(tmp_path / name, formats=("txt",)).problems)
    assert files(tmp_path / "whole/build/new") == files(tmp_path / "killed/build/new")


def test_an_init_that_was_killed_can_be_done_again(tmp_path: Path):
    """Before its last file comes to its place."""
    for name in ("killed", "whole"):
        (tmp_path / name).mkdir()
    started(COMMAND, tmp_path / "whole", 0, "init")
    wanted = all_files(tmp_path / "whole")
    status = started(COMMAND, tmp_path / "killed", 2 * len(wanted), "init")
    started(COMMAND, tmp_path / "killed", 0, "init")

    assert -signal.SIGKILL == status
    assert wanted == all_files(tmp_path / "killed")


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_the_papers_of_an_amendment_that_was_stopped_are_all_new_or_all_as_before(tmp_path: Path, how: str):
    """A 改め文 stood beside the 新旧対照表 of another day, and files of no name were left."""
    root = small_project(tmp_path)
    started(COMMAND, root, 0, "freeze", "aomori/small")
    amend = ("amend", "aomori/small", "--on", "令和3年4月1日")
    edit(root / "sources/aomori/small.yaml", "甲及び乙は、協力する。", "甲及び乙は、連携して協力する。")
    started(COMMAND, root, 0, *amend)
    old = papers(root)
    edit(root / "sources/aomori/small.yaml", "連携して協力する。", "互いに連携して協力する。")
    # Where the tests run without a terminal, SIGHUP may be ignored (nohup), and so by whatever they start.
    stopping = f"import signal\nsignal.signal(signal.SIGHUP, signal.SIG_DFL)\n{COMMAND.replace('SIGKILL', how)}"
    for at in (2, len(old) + 1, len(old) + 2, len(old) + 3, 2 * len(old)):
        assert 1 == started(stopping, root, at, *amend, ways=(0, 1))
        assert old == papers(root)
    started(COMMAND, root, 0, *amend)

    assert old.keys() == papers(root).keys()
    assert old != papers(root)


def papers(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in all_files(root / "build").items() if not name.endswith(store.LOCK)}


def test_a_build_with_nothing_to_do_sweeps_what_a_killed_one_left(tmp_path: Path):
    root = small_project(tmp_path)
    started(COMMAND, root, 0, "build", "--format", "txt")
    before = files(root / "build")
    status = started(COMMAND, root, 3, "build", "--format", "txt", "--force")
    left = [p for p in all_files(root / "build") if store.PART in p or journal.NAME in p]
    started(COMMAND, root, 0, "build", "--format", "txt")

    assert -signal.SIGKILL == status
    assert 2 == len(left)
    assert before == files(root / "build")
    assert not [p for p in all_files(root / "build") if store.PART in p or journal.NAME in p]


def test_the_papers_of_all_documents_of_an_amendment_are_of_one_day_wherever_it_is_killed(tmp_path: Path):
    """Of four partners two had the new 改め文 and two the old one, and nothing told."""
    root = two_partners(tmp_path / "made")
    started(COMMAND, root, 0, "freeze", "aomori/small")
    amend = ("amend", "aomori/small", "--on", "令和3年4月1日", "--together")
    edit(root / "sources/aomori/small.yaml", "甲及び乙は、協力する。", "甲及び乙は、連携して協力する。")
    started(COMMAND, root, 0, *amend)
    old = papers(root)
    edit(root / "sources/aomori/small.yaml", "連携して協力する。", "互いに連携して協力する。")
    shutil.copytree(root, tmp_path / "whole")
    started(COMMAND, tmp_path / "whole", 0, *amend)
    new = papers(tmp_path / "whole")
    changed = sum(old[name] != data for name, data in new.items())
    # Files are opened first, and then each is linked and renamed; the first and the last of these, and some between.
    for at in (len(new) + 1, len(new) + 4, 2 * len(new), 3 * len(new) - 1, 3 * len(new) + 1):
        killed = shutil.copytree(root, tmp_path / str(at))
        status = started(COMMAND, killed, at, *amend)
        store.sweep(Problems(), killed / "build")  # as the next build does

        assert -signal.SIGKILL == status
        assert papers(killed) in (old, new)

    assert changed > len(new) / 2
    assert 2 == len({name.rpartition("/")[0] for name in new if "変更協約書" in name and "一括" not in name})


def two_partners(folder: Path) -> Path:
    """A clerk's folder with one agreement of two partners."""
    return small_project(folder, SMALL.replace("乙: 蓬田村", "乙: [蓬田村, 平内町]"))
