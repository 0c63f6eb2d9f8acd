"""What a session reads: each file as it was at one moment, unsaved bytes first, and what was asked can be asked again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.source.files import PRESENT, Files, read_bounded


def test_a_file_stays_as_it_was_read_until_the_disk_is_looked_at_again(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"one")
    files = Files(tmp_path)

    assert b"one" == files.read(path).data
    path.write_bytes(b"two")
    assert b"one" == files.read(path).data
    files.refresh()
    assert b"two" == files.read(path).data


def read_at_rest(files: Files, path: Path) -> None:
    """Reads a file once it is old enough for its state to be trusted."""
    while True:
        files.refresh()
        with files.recording() as seen:
            files.read(path)
        if path in seen.states:
            return


@pytest.mark.parametrize("read", [Files.read, read_at_rest])
def test_a_change_that_keeps_size_and_time_is_seen_whenever_it_came(
    tmp_path: Path, read: Callable[[Files, Path], object]
):
    """At once, within the step of the clock, as git's index; later, as cp -p and unzip do: the desk showed the old page."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"one")
    state = path.stat()
    files = Files(tmp_path)
    read(files, path)
    path.write_bytes(b"two")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    before = files.version
    files.refresh()

    assert b"two" == files.read(path).data
    assert before < files.version


def test_nothing_changed_is_no_new_version(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"one")
    files = Files(tmp_path)
    files.read(path)
    files.is_file(tmp_path / "none.yaml")
    files.listing(tmp_path, "*")
    before = files.version
    files.refresh()

    assert before == files.version
    (tmp_path / "none.yaml").touch()
    files.refresh()
    assert before + 1 == files.version


def test_unsaved_bytes_stand_before_those_on_disk(tmp_path: Path):
    path, new = tmp_path / "a.yaml", tmp_path / "new" / "b.yaml"
    path.write_bytes(b"saved")
    files = Files(tmp_path, {path: b"unsaved", new: b"never saved"})

    assert (b"unsaved", b"never saved") == (files.read(path).data, files.read(new).data)
    assert files.is_file(new)
    assert ("a.yaml", "new") == files.listing(tmp_path, "*")
    assert ("b.yaml",) == files.listing(tmp_path / "new", "*.yaml")
    files.put(path, None)
    assert b"saved" == files.read(path).data


def test_what_was_asked_is_known_with_what_was_not_there(tmp_path: Path):
    path, absent = tmp_path / "a.yaml", tmp_path / "absent.yaml"
    path.write_bytes(b"one")
    files = Files(tmp_path)
    with files.recording() as outer:
        with files.recording() as seen:
            files.is_file(absent)
            files.is_file(path)
            files.listing(tmp_path, "*.yaml")
        assert PRESENT == seen.files[path]
        files.read(path)

    assert {path: files.read(path).sha256, absent: None} == outer.files
    assert files.unchanged(outer)
    absent.write_bytes(b"now")
    files.refresh()
    assert not files.unchanged(seen)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path):
    os.mkfifo(tmp_path / "x.yaml")

    with pytest.raises(OSError, match="ファイルでは"):
        read_bounded(tmp_path / "x.yaml")


def test_a_file_that_grows_without_end_is_refused(tmp_path: Path):
    (tmp_path / "long").write_bytes(b"x" * 11)

    assert 11 == len(read_bounded(tmp_path / "long", 11))
    with pytest.raises(OSError, match="大きすぎます"):
        read_bounded(tmp_path / "long", 10)


def test_what_stands_before_a_file_for_a_while_moves_nothing_on_the_disk(tmp_path: Path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"1")
    files = Files(tmp_path)
    files.read(path)
    before = files.moves
    files.put(path, b"2")
    files.refresh()
    files.put(path, None)
    files.refresh()
    assert before == files.moves

    files.put(path, b"2")
    path.write_bytes(b"333")
    files.refresh()
    assert before + 1 == files.moves
