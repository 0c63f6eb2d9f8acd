"""The comparison view: any two of source, version, signed version and dropped files; what is dropped never becomes a path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from click.testing import CliRunner
from starlette.testclient import TestClient

from pipeline.cli.main import cli
from pipeline.desk.answers.dropped import Drawer, Dropped, lying
from pipeline.diagnostics import Problems
from tests.desk.kit import OWN
from tests.workshop import SMALL, build, small_project

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
SOURCE = {"document": DOCUMENT}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A version and a signed version of the small agreement, and the source after a change."""
    monkeypatch.chdir(small_project(tmp_path))
    for more in (["--as", "素案", "--on", "令和8年1月5日"], []):
        assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT, *more]).exit_code
    build(tmp_path)
    (tmp_path / FILE).write_text(SMALL.replace("協力する", "努める"), encoding="utf-8")
    return tmp_path


def drop(browser: TestClient, name: str, data: bytes, status: int = 200) -> Any:
    answer = browser.post("/api/drop", params={"file": name}, content=data, headers=OWN)
    assert status == answer.status_code, answer.text
    return answer.json()


def compare(browser: TestClient, old: object, new: object, status: int = 200) -> Any:
    answer = browser.post("/api/compare", json={"old": old, "new": new}, headers=OWN)
    assert status == answer.status_code, answer.text
    return answer.json()


def said(found: Any) -> list[tuple[str, str]]:
    """What goes and what comes, all changes together."""
    assert not [p for p in found["problems"] if p["severity"] == "error"], found["problems"]
    pieces = [p for e in found["entries"] for p in e["pieces"] if p[2]]
    return [(old, new) for old, new, _ in pieces]


@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt"])
def test_a_dropped_file_is_compared_with_the_source(browser: TestClient, root: Path, suffix: str):
    own = drop(browser, f"送ったもの.{suffix}", (root / f"build/{DOCUMENT}.{suffix}").read_bytes())
    found = compare(browser, {"dropped": own["id"]}, SOURCE)

    assert [("協力する", "努める")] == said(found)
    assert "file-" not in str(found)
    assert "送ったもの" in str(found["sides"])


@pytest.mark.parametrize("base", [{"version": "1"}, {"version": "素案"}, {"signed": True}])
def test_what_was_frozen_is_compared_with_the_source(browser: TestClient, base: dict[str, object]):
    found = compare(browser, SOURCE | base, SOURCE)

    assert [("協力する", "努める")] == said(found)
    assert (1, "変更" not in found["entries"][0]["kind"]) == (found["entries"][0]["number"], True)
    assert [] == compare(browser, SOURCE, SOURCE)["entries"]


def test_two_dropped_files_are_compared(browser: TestClient, root: Path):
    txt = (root / f"build/{DOCUMENT}.txt").read_bytes()
    pdf = (root / f"build/{DOCUMENT}.pdf").read_bytes()
    ids = {name: drop(browser, name, data)["id"] for name, data in (("a.txt", txt), ("b.pdf", pdf), ("c.pdf", pdf))}
    changed = drop(browser, "d.txt", txt.decode().replace("協力する。", "努力する。").encode())["id"]

    assert [] == compare(browser, {"dropped": ids["a.txt"]}, {"dropped": ids["b.pdf"]})["entries"]
    assert [] == compare(browser, {"dropped": ids["b.pdf"]}, {"dropped": ids["c.pdf"]})["entries"]
    assert [("協力", "努力")] == said(compare(browser, {"dropped": ids["a.txt"]}, {"dropped": changed}))


def test_papers_are_made_between_versions(browser: TestClient, root: Path):
    asked = {"name": DOCUMENT, "from": "1", "to": ""}
    made = browser.post("/api/compare/papers", json=asked, headers=OWN).json()

    assert {"新旧対照表.pdf", "見え消し.docx"} <= {f.rpartition("/")[2] for f in made["files"]}
    assert all(200 == browser.get(f"/download/{f}").status_code for f in made["files"])
    page = browser.post("/api/compare/page", json={"old": SOURCE | {"version": "1"}, "new": SOURCE}, headers=OWN).json()
    assert "<ins>努める</ins>" in page["html"]
    assert 404 == browser.post("/api/compare/papers", json=asked | {"name": "aomori/none"}, headers=OWN).status_code


@pytest.mark.parametrize(
    ("old", "status"),
    [
        (None, 422),
        ({"dropped": "../../etc/passwd"}, 422),
        ({"dropped": "0" * 24}, 422),
        ({"document": "../small"}, 404),
        ({"document": "sources/aomori/small.yaml"}, 404),
        ({"document": 3}, 422),
    ],
)
def test_what_is_not_of_the_desk_is_refused(browser: TestClient, old: object, status: int):
    compare(browser, old, SOURCE, status)


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a", b"x"), ("../../a.yaml", b"x"), ("a.txt", b""), ("", b"x")]
)
def test_what_is_no_paper_is_not_taken(browser: TestClient, name: str, data: bytes):
    drop(browser, name, data, 422)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "xml", "json", "txt"])
def test_a_broken_file_is_told_by_its_name(browser: TestClient, suffix: str):
    own = drop(browser, f"..\\壊れた\u202e.{suffix}", b"\x00\xff" * 40)
    found = compare(browser, {"dropped": own["id"]}, SOURCE)

    assert [p for p in found["problems"] if p["severity"] == "error"], found
    assert "壊れた" in str(found["problems"])
    assert "/tmp" not in str(found["problems"])


def test_an_upload_is_bounded(browser: TestClient):
    drop(browser, "a.txt", b"x" * 20_000_001, 413)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.binary(min_size=1, max_size=40)), max_size=30))
def test_a_drawer_holds_the_last_files_and_no_more(files: list[tuple[str, bytes]]):
    drawer = Drawer()
    ids = [drawer.put(Dropped(name, data)) for name, data in files]
    last = list(dict.fromkeys(reversed(ids)))[:8]

    assert all(drawer.get(i) is not None for i in last)
    assert all(drawer.get(i) is None for i in set(ids) - set(last))


@given(st.text(max_size=30))
def test_a_name_never_becomes_a_path(name: str):
    problems = Problems()
    with lying(Dropped(name, b"x"), problems) as path:
        assert b"x" == path.read_bytes()
        assert path.name.startswith("file-")
        assert path.name.isascii()
        folder = path.parent
    assert not folder.exists()
    assert not problems.found
