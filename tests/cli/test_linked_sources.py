"""Sources that are links: every command that writes sources writes what the link leads to, and the link stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.desk.room import LedOutError, Room
from tests.workshop import SMALL, edit, small_project

SOURCE = "sources/aomori/small.yaml"
SIGNED = "sources/aomori/signed/small.json"


@pytest.fixture(params=["elsewhere", "beside", "folder", "sources"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clerk's folder in which a source is a link, or the folder of an area, or that of all."""
    root = small_project(tmp_path / "clerk", SMALL.replace("協力する。", "互いに 協力する。"))
    (tmp_path / "far").mkdir()
    own = {"folder": root / "sources/aomori", "sources": root / "sources"}.get(request.param, root / SOURCE)
    goal = own.with_name("small.txt") if request.param == "beside" else tmp_path / "far" / own.name
    own.rename(goal)
    own.symlink_to(goal)
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> None:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert 0 == done.exit_code, done.output


def linked(root: Path) -> list[Path]:
    return [p for p in (root / SOURCE, root / "sources/aomori", root / "sources") if p.is_symlink()]


@pytest.mark.parametrize(
    ("command", "words"),
    [(("lint", "--fix"), "発信及び宣伝を１回する。"), (("normalize", "--write", SOURCE), "発信および宣伝を1回する。")],
    ids=["lint", "normalize"],
)
def test_what_is_mended_is_mended_where_it_lies(root: Path, command: tuple[str, ...], words: str):
    (root / SOURCE).resolve().write_text(SMALL.replace("協力する。", "発信および宣伝を１回する。"), encoding="utf-8")
    before = linked(root)
    run(*command)

    assert before == linked(root) != []
    assert words in (root / SOURCE).read_text(encoding="utf-8")


def test_a_signed_version_that_is_a_link_is_written_where_it_leads(root: Path, tmp_path: Path):
    run("freeze", "aomori/small")
    own, kept = root / SIGNED, tmp_path / "kept.json"
    own.rename(kept)
    own.symlink_to(kept)
    (root / SOURCE).resolve().write_text(SMALL, encoding="utf-8")
    run("freeze", "--again", "aomori/small")

    assert own.is_symlink()
    assert "甲及び乙は、協力する。" in json.dumps(json.loads(kept.read_bytes()), ensure_ascii=False)


def test_the_desk_writes_through_a_link_within_the_sources_and_follows_no_other(root: Path, tmp_path: Path):
    room, before = Room(root, root / "build"), linked(root)
    if (tmp_path / "far/small.yaml").exists():
        with pytest.raises(LedOutError):
            room.text(SOURCE)
        return
    words, read = room.text(SOURCE)
    room.save(SOURCE, room.bytes_of(SOURCE, words.replace("協力する。", "助け合う。")), read)

    assert before == linked(root) != []
    assert "助け合う。" in (root / SOURCE).read_text(encoding="utf-8")


def test_a_build_sees_what_changes_where_a_link_leads(root: Path):
    run("build", "--format", "txt")
    edit((root / SOURCE).resolve(), "互いに 協力する。", "助け合う。")
    run("build", "--format", "txt")

    assert "甲及び乙は、助け合う。" in (root / "build/aomori/small.txt").read_text(encoding="utf-8")
