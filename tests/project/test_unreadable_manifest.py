"""A manifest that cannot be read stops a build: without it what others altered is overwritten, and records are gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.project import manifest
from tests.project.test_documents import files
from tests.workshop import SMALL, build, messages, small_project


def _cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _newer(data: bytes) -> bytes:
    told = json.loads(data)
    told["version"] = 2
    return json.dumps(told).encode()


def _newer_of_a_file(data: bytes) -> bytes:
    told = json.loads(data)
    told["documents"][0]["outputs"][0]["pages"] = 3
    return json.dumps(told).encode()


def _newer_of_a_document(data: bytes) -> bytes:
    told = json.loads(data)
    told["documents"][0]["signed"] = "令和8年3月25日"
    return json.dumps(told).encode()


def _empty(_data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [_cut_off, _newer, _newer_of_a_file, _newer_of_a_document, _empty])
def test_nothing_is_made_and_nothing_is_lost(tmp_path: Path, damage: Callable[[bytes], bytes]):
    """A build of one document left a manifest of that one; a paper with notes of a person in it was made anew without a word."""
    root = small_project(tmp_path, SMALL.replace("乙: 蓬田村", "乙: [蓬田村, 平内町]"))
    build(root, formats=("txt",))
    path = root / "build" / manifest.FILE
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    (root / "build/aomori/small-平内町.txt").write_text("人が書き込んだもの\n", encoding="utf-8")
    before = files(root / "build")
    report = build(root, "aomori/small-平内町", formats=("txt",), force=True)

    assert before == files(root / "build")
    assert [] == report.outcomes
    [said] = messages(report.problems)
    assert "build/manifest.json を読めません" in said
    path.write_bytes(whole)
    assert [] == messages(build(root, "aomori/small-蓬田村", formats=("txt",)).problems)


def test_where_there_is_none_all_is_made(tmp_path: Path):
    root = small_project(tmp_path)
    build(root, formats=("txt",))
    before = files(root / "build")
    (root / "build" / manifest.FILE).unlink()

    assert [] == messages(build(root, formats=("txt",)).problems)
    assert before == files(root / "build")


def test_a_history_is_not_written_without_what_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It said that the document had not been made yet, and left its files out."""
    root = small_project(tmp_path)
    build(root, formats=("txt",))
    (root / "build" / manifest.FILE).write_bytes(b"{")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(cli, ["provenance", "aomori/small"])

    assert 1 == done.exit_code
    assert "build/manifest.json を読めない" in done.output
    assert not (root / "provenance").exists()
