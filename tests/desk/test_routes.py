"""Every address of the desk, those of views to come among them, keeps the rules of the door: nobody but its own browser, bounded, no inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.routing import Route
from starlette.testclient import TestClient

from pipeline.desk.app import create
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room
from tests.desk.kit import NOW, OWN
from tests.workshop import ROOT, small_project

DESK = ROOT / "pipeline" / "desk"


def routes() -> list[tuple[str, str]]:
    """Method and an address of each route; parameters are names that are nowhere."""
    app = create(Room(ROOT, ROOT / "build"), Keys(), lambda: NOW)
    made = []
    for route in app.routes:
        assert isinstance(route, Route)
        address = re.sub(r"\{[^}]*\}", "none", route.path)
        made += [(method, address) for method in sorted(route.methods or ()) if method != "HEAD"]
    return made


ROUTES = routes()
POSTS = [address for method, address in ROUTES if method == "POST"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


@pytest.fixture
def stranger(root: Path) -> Iterator[TestClient]:
    with TestClient(create(Room(root, root / "build"), Keys(), lambda: NOW), "http://127.0.0.1:8000") as client:
        yield client


@pytest.mark.parametrize(("method", "address"), ROUTES)
def test_nobody_enters_without_the_token(stranger: TestClient, method: str, address: str):
    answer = stranger.request(method, address, headers=OWN)

    assert 401 == answer.status_code
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(("method", "address"), ROUTES)
def test_no_other_host_or_page_is_answered(browser: TestClient, method: str, address: str):
    assert 400 == browser.request(method, address, headers=OWN | {"host": "evil.example"}).status_code
    assert 403 == browser.request(method, address, headers=OWN | {"origin": "http://evil.example"}).status_code


@pytest.mark.parametrize("address", POSTS)
def test_what_writes_asks_for_the_header_of_its_own_pages(browser: TestClient, address: str):
    assert 403 == browser.post(address, content=b"{}").status_code
    assert 403 == browser.post(address, content=b"{}", headers=OWN | {"sec-fetch-site": "cross-site"}).status_code
    assert 405 == browser.get(address).status_code if ("GET", address) not in ROUTES else True


@pytest.mark.parametrize("address", POSTS)
def test_what_is_sent_is_bounded(browser: TestClient, address: str):
    assert 413 == browser.post(address, content=b" " * 20_000_001, headers=OWN).status_code


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize(
    "content", [b"{}", b'{"name": 1}', b'{"name": "../../etc/passwd", "file": "/etc/passwd"}', b"\x00"]
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    browser: TestClient, root: Path, address: str, content: bytes
):
    """Building all (names: none) is the one thing that an empty request asks for."""
    before = {p: p.read_bytes() for p in (root / "sources").rglob("*") if p.is_file()}
    answer = browser.post(address, content=content, headers=OWN)

    assert answer.status_code < 500
    if address != "/api/build":
        assert answer.status_code >= 400, (address, answer.text)
    assert before == {p: p.read_bytes() for p in (root / "sources").rglob("*") if p.is_file()}


def test_pages_hold_no_script_and_no_style_of_their_own():
    for path in (DESK / "templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert [] == re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", text), path.name
    for path in (DESK / "static").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert [] == re.findall(r"\.innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text), (
            path.name
        )
