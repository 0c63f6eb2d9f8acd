"""What is kept beside the bytecode: the same documents with it, without it, and with one that somebody has damaged."""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # the engine of re
import marshal
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.late import kept
from pipeline.late.regex import compiled_and_handed
from tests.late.kit import every_late_pattern
from tests.workshop import ROOT, project

KEY = ("regex", 1, "第[0-9]+条", 0)
BUILD = (
    "import sys\n"
    "sys.argv = ['renkei', 'build', 'aomori/kyoyaku-蓬田村', '--out', sys.argv[1]]\n"
    "from pipeline.cli import main\n"
    "try:\n    main()\n"
    "except SystemExit:\n    pass\n"
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """A file of what was kept, and afterwards a process that keeps nothing."""
    yield tmp_path / "kept.test"
    kept.end()


def filled(file: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept.begin(file)
    kept.remember(KEY, (1, "二", [3, 4], {"五": 6}, (None, "七")))
    news = kept.news()
    assert news is not None
    assert file == news[0]
    return news[1]


def found(file: Path) -> object:
    kept.begin(file)
    return kept.recall(KEY)


def test_what_was_remembered_is_found_by_the_next_command(shelf: Path, monkeypatch: pytest.MonkeyPatch):
    shelf.write_bytes(filled(shelf, monkeypatch))

    assert (1, "二", [3, 4], {"五": 6}, (None, "七")) == found(shelf)
    assert kept.news() is None
    assert kept.recall((*KEY, "")) is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_of_a_file_that_is_not_whole_nothing_is_believed(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
):
    whole = filled(shelf, monkeypatch)
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.sampled_from([1, 2, 4, 8, 16, 32, 64, 128]))
    for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :], whole + b"\0"):
        shelf.write_bytes(damaged)

        assert found(shelf) is None


def test_a_file_of_another_python_is_passed_over(shelf: Path, monkeypatch: pytest.MonkeyPatch):
    whole = filled(shelf, monkeypatch)
    shelf.write_bytes(whole.replace(sys.version.encode(), b"3.10.0 (another)", 1))

    assert found(shelf) is None


def test_where_python_writes_no_bytecode_nothing_is_written(shelf: Path, monkeypatch: pytest.MonkeyPatch):
    filled(shelf, monkeypatch)
    kept.remember(KEY, (2,))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert kept.news() is None


def test_every_pattern_is_the_same_from_what_its_engine_was_handed():
    """Patterns of `re` are equal if their code is."""
    texts = {(vars(x)["pattern"], vars(x)["_flags"]) for x in every_late_pattern()}

    assert 300 < len(texts)
    for text, flags in texts:
        plain = re.compile(text, flags)
        compiled, handed = compiled_and_handed(text, flags)
        again = _sre.compile(*marshal.loads(marshal.dumps(handed)))
        assert plain == compiled == again, text
        assert dict(plain.groupindex) == dict(again.groupindex)


def test_what_is_handed_over_is_of_the_pattern_that_was_asked_for():
    """Whatever another thread compiles meanwhile."""
    over, interval = threading.Event(), sys.getswitchinterval()

    def other() -> None:
        while not over.is_set():
            re.purge()
            re.compile("another(pattern)?")

    beside = threading.Thread(target=other)
    sys.setswitchinterval(1e-6)
    beside.start()
    try:
        for number in range(1_000):
            compiled, handed = compiled_and_handed(f"第{number}条", 0)
            again = compiled if handed is None else _sre.compile(*marshal.loads(marshal.dumps(handed)))
            assert again == compiled
    finally:
        over.set()
        beside.join()
        sys.setswitchinterval(interval)


def test_documents_are_the_same_with_what_was_kept_and_with_a_damaged_one(tmp_path: Path):
    root, cache = project(tmp_path), tmp_path / "bytecode"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(cache)}

    def built(out: str) -> dict[str, bytes]:
        subprocess.run([sys.executable, "-c", BUILD, out], cwd=root, env=environment, capture_output=True, check=True)
        return {p.name: p.read_bytes() for p in (root / out).rglob("kyoyaku-*")}

    first = built("first")
    (file,) = cache.rglob("*.kept")
    written = file.stat().st_mtime_ns
    second = built("second")
    # All that it needed was found, else it would have been written anew.
    assert written == file.stat().st_mtime_ns
    file.write_bytes(file.read_bytes()[:-7])
    third = built("third")
    file.unlink()
    file.mkdir()
    (file / "in the way").touch()
    fourth = built("fourth")

    assert 3 == len(first)
    assert first == second == third == fourth
