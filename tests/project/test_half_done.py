"""A kill among the renames of a set: the next command finds what was being done, and all is as it was before."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.project import store
from pipeline.project.placing import unended
from tests.project.test_documents import files
from tests.workshop import ROOT, messages

BEFORE = {"a.docx": b"old a", "c/d.txt": b"old d"}
AFTER = {"a.docx": b"new a", "b.pdf": b"new b", "c/d.txt": b"new d", "e.txt": b"new e"}
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process is killed so here")

# Dies before renaming number argv[1].
SAVE = """
import os, signal, sys
from pathlib import Path
from pipeline.diagnostics import Problems
from pipeline.project import store

renamed = 0
def hook(event, arguments):
    global renamed
    if event == "os.rename" and not str(arguments[1]).endswith(".pyc"):  # Python may keep what it compiled
        renamed += 1
        if renamed == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
os._exit(not store.save(Path(), eval(sys.argv[2]), Problems()))
"""


def killed(folder: Path, at: int, after: dict[str, bytes]) -> None:
    """A folder with the old files in which a command died before its renaming number `at`."""
    for name, data in BEFORE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", SAVE, str(at), repr(after)], cwd=folder, env=environment, check=False)
    assert -signal.SIGKILL == done.returncode


@pytest.fixture(scope="module")
def kills(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For each number of files that had come to their places, a folder as it was left."""
    top = tmp_path_factory.mktemp("kills")
    for at in range(1, len(AFTER) + 1):
        (top / str(at)).mkdir()
        killed(top / str(at), at, AFTER)
    return top


@pytest.fixture(params=range(1, len(AFTER) + 1))
def left(kills: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return shutil.copytree(kills / str(request.param), tmp_path / str(request.param))


def all_files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_was_half_done_is_as_before_and_told(left: Path):
    half = {n: d for n, d in files(left).items() if not n.endswith(store.PART)} != BEFORE
    problems = Problems()
    assert store.is_half_done(left)
    store.settle(problems, left)

    assert BEFORE == all_files(left)
    assert half == any("前のものに戻しました" in said for said in messages(problems))
    assert not store.is_half_done(left)


def test_a_build_sweeps_no_old_bytes_before_they_are_back(left: Path):
    store.sweep(Problems(), left.parent)

    assert BEFORE == all_files(left)


def test_the_same_command_again_writes_all(left: Path):
    assert store.save(left, AFTER, Problems())
    assert AFTER == all_files(left)


def test_another_set_leaves_nothing_of_the_first(left: Path):
    other = {"x.txt": b"x", "y.txt": b"y"}

    assert store.save(left, other, Problems())
    assert BEFORE | other == all_files(left)


@given(st.integers(2, len(AFTER)), st.sampled_from(sorted(AFTER)), st.sampled_from([b"by hand", None]))
def test_what_a_person_altered_since_is_never_lost(kills: Path, at: int, name: str, data: bytes | None):
    """Nor is any other file of its set changed: nobody can say with which of them in mind it was altered."""
    folder = kills / "altered"
    shutil.copytree(kills / str(at), folder)
    try:
        came = list(AFTER).index(name) < at - 1
        if data is None:
            (folder / name).unlink(missing_ok=True)
        else:
            (folder / name).write_bytes(data)
        before = files(folder)
        problems = Problems()
        store.settle(problems, folder)
        now, there = files(folder), name in before

        assert before.get(name) == now.get(name)
        if came and (there or name in BEFORE):
            assert {n: d for n, d in before.items() if not n.endswith(store.PART)} == now
            assert ["書込み"] == [d.code for d in problems.warnings]
        assert not list(folder.rglob(f"*{store.PART}"))
    finally:
        shutil.rmtree(folder)


def records(folder: Path) -> Iterator[Path]:
    return iter(unended.records(folder))


def test_a_record_that_was_cut_off_or_reaches_out_of_the_folder_moves_nothing(left: Path):
    (record,) = records(left)
    whole, now = record.read_bytes(), files(left)
    names = {n for n in now if not n.endswith(store.PART)}
    told = json.loads(whole)
    told[0]["path"] = "../outside.txt"
    (left.parent / "outside.txt").write_bytes(AFTER["a.docx"])
    for cut in (whole[:-1], b"", b"{}", b"[1]", json.dumps(told).encode()):
        record.write_bytes(cut)
        store.settle(Problems(), left)

        assert {n: now[n] for n in names} == {n: d for n, d in files(left).items() if n in names}
    assert AFTER["a.docx"] == (left.parent / "outside.txt").read_bytes()


def test_where_the_disk_knows_no_locks_a_command_that_may_be_at_work_is_left_alone(left: Path):
    """And one whose files are written anew has nothing to say any more, whatever they are found to be later."""
    (record,) = records(left)
    elsewhere = record.with_name(f"{store.PLACING}.00000000-1{store.PART}")
    record.rename(elsewhere)
    now = files(left)
    unended.settle(left, alone=False, anew=[str(left / "other.txt")])
    assert now == files(left)
    assert elsewhere.exists()
    unended.settle(left, alone=False, anew=[str(left / "a.docx")])

    assert not elsewhere.exists()


def test_two_sets_at_once_leave_those_of_one(tmp_path: Path):
    names = [f"{n}.txt" for n in range(20)]

    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.diagnostics import Problems\nfrom pipeline.project import store\n"
        f"data = dict.fromkeys({names!r}, sys.argv[1].encode())\n"
        "for _ in range(40):\n    assert store.save(Path(), data, Problems(), synced=False)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", code, word], cwd=tmp_path, env=environment) for word in ("one", "two")
    ]

    assert [0, 0] == [process.wait(timeout=60) for process in running]
    assert set(names) == set(all_files(tmp_path))
    assert 1 == len({(tmp_path / name).read_bytes() for name in names})


@pytest.mark.parametrize(("was", "now"), [(b"read", b"saved since"), (b"read", None), (None, b"made since")])
@pytest.mark.parametrize("more", [{}, {"b.yaml": b"new"}], ids=["one", "two"])
def test_what_somebody_saved_meanwhile_is_not_written_over(
    tmp_path: Path, was: bytes | None, now: bytes | None, more: dict[str, bytes]
):
    """Nor is any other file of its set written."""
    if now is not None:
        (tmp_path / "a.yaml").write_bytes(now)
    problems = Problems()
    made = {"a.yaml": b"new", **more}

    assert not store.save(tmp_path, made, problems, instead_of={"a.yaml": was})
    assert all_files(tmp_path) == ({} if now is None else {"a.yaml": now})
    assert ["書込み"] == [d.code for d in problems.errors]
    assert "読んだ後で" in problems.errors[0].message
    assert store.save(tmp_path, made, Problems(), instead_of={"a.yaml": now})
    assert made == all_files(tmp_path)


def test_two_that_write_in_place_of_the_same_do_not_both_succeed(tmp_path: Path):
    """A change of the one would be lost without a word."""
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom pipeline.diagnostics import Problems\nfrom pipeline.project import store\n"
        "done = 0\nfor n in range(200):\n    was = Path('a.txt').read_bytes()\n"
        "    done += store.save(Path(), {'a.txt': was + b'x'}, Problems(), synced=False, instead_of={'a.txt': was})\nprint(done)\n"
    )
    (tmp_path / "a.txt").write_bytes(b"")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    done = [int(process.communicate(timeout=60)[0]) for process in running]

    assert sum(done) == len((tmp_path / "a.txt").read_bytes())
    assert sum(done) > 200


# From renaming number argv[1] on somebody holds all files open, until the first save has ended; argv[3] saves follow.
HELD = """
import sys
from pathlib import Path
from pipeline.diagnostics import Problems
from pipeline.project import store

renamed = 0
def hook(event, arguments):
    global renamed
    if event == "os.rename" and not str(arguments[1]).endswith(".pyc"):
        renamed += 1
        if renamed >= int(sys.argv[1]):
            raise PermissionError(13, "held", str(arguments[1]))

sys.addaudithook(hook)
problems = Problems()
assert not store.save(Path(), eval(sys.argv[2]), problems)
renamed = -1000
for _ in range(int(sys.argv[3])):
    assert store.save(Path(), eval(sys.argv[2]), problems)
print([d.message for d in problems.found])
"""


def held(folder: Path, at: int, more: int) -> str:
    """What was said in a folder with the old files whose new ones could be put in place up to a renaming, and not back."""
    for name, data in BEFORE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HELD, str(at), repr(AFTER), str(more)]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("at", [2, 3, 4])
def test_what_could_not_be_put_back_is_told_and_waits_for_the_next_command(tmp_path: Path, at: int):
    """The record and the old bytes were swept at once: the mixture stayed for ever, and a message said that all was as before."""
    said = held(tmp_path, at, 0)
    half = {name: tmp_path.joinpath(name).read_bytes() for name in BEFORE}
    store.sweep(Problems(), tmp_path)

    assert "途中で書けなくなり、新しいファイルと前のファイルが混じっています" in said
    assert half != BEFORE
    assert BEFORE == all_files(tmp_path)


def test_the_same_process_puts_back_what_it_could_not_before_it_writes_again(tmp_path: Path):
    """As the desk, which goes on: its temporary names are the same."""
    said = held(tmp_path, 3, 2)

    assert "前のものに戻しました" in said
    assert AFTER == all_files(tmp_path)
