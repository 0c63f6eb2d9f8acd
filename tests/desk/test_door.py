"""Who comes through the door in a real browser: an office by its password, a clerk with two desks; and what knocks only."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.desk.app import create
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room
from pipeline.desk.serve import own_port
from tests.desk.kit import NOW, OWN, needs_chromium, serving
from tests.workshop import ROOT, SMALL, small_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from starlette.types import Message, Scope

PASSWORD = "長い合言葉です十二字以上"
DOCUMENT = "aomori/small"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


@contextmanager
def office(root: Path) -> Iterator[str]:
    """A server for an office, asked by this machine; what it told of its address."""
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--no-open", "--port", "0"]
    command += ["--allow-remote", "kikaku-pc", "--password", PASSWORD]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline() + process.stdout.readline()
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@needs_chromium
def test_an_office_enters_by_its_password_in_a_browser(chromium: Browser, root: Path):
    """The page that asks for the password has its script and its style before anybody is in."""
    from playwright.sync_api import expect  # noqa: PLC0415

    with office(root) as told:
        address = told.split("/?token")[0]
        assert f"http://kikaku-pc:{address.rpartition(':')[2]}/" in told
        page = chromium.new_page()
        page.goto(f"{address}/documents/{DOCUMENT}")
        expect(page.locator("h1")).to_have_css("margin-top", "0px")
        page.fill("input", "違います")
        page.keyboard.press("Enter")
        expect(page.locator("[role=alert]")).to_have_text("合言葉が違います")
        page.fill("input", PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("文書の一覧")
        page.close()


@needs_chromium
def test_two_desks_are_open_side_by_side(chromium: Browser, root: Path, tmp_path: Path):
    """A browser gives the cookies of a machine to all its ports."""
    from playwright.sync_api import expect  # noqa: PLC0415

    other = small_project(tmp_path / "隣")
    context = chromium.new_context()
    with serving(root) as (_, first), serving(other) as (_, second):
        pages = [context.new_page(), context.new_page()]
        for page, address in zip(pages, (first, second), strict=True):
            page.goto(address)
        for page in pages:
            page.reload()
            expect(page.locator("h1")).to_have_text("文書の一覧")
        context.close()


def test_a_desk_ends_as_it_says_while_a_page_is_open(root: Path):
    """Ctrl-C, which the first line names: whoever pressed it was shown a traceback, since the page went on listening."""
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--no-open", "--port", "0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        late = threading.Timer(20, process.kill)
        late.start()
        address = process.stdout.readline().strip()
        clerk = build_opener(HTTPCookieProcessor())
        with clerk.open(address), clerk.open(address.split("?")[0] + "events") as listening:
            listening.readline()
            process.send_signal(signal.SIGINT)
            told = process.stdout.read()  # communicate would lose what was read together with the first line
        late.cancel()

    assert ["机を開きました。終わるときは Ctrl-C を押してください。", "机を閉じました。"] == told.splitlines()
    assert 0 == process.returncode


def test_an_address_that_is_nowhere_leads_back(browser: TestClient):
    """Typed wrongly, or kept as a bookmark of another version: Not Found, said the server."""
    answer = browser.get("/documets/aomori/small")

    assert 404 == answer.status_code
    assert "このアドレスの頁はありません" in answer.text
    assert '<a href="/">' in answer.text


def test_a_folder_has_the_same_port_each_time(root: Path, tmp_path: Path):
    assert own_port(root) == own_port(root / "sources" / "..")
    assert 20_000 <= own_port(root) < 30_000
    assert own_port(root) != own_port(tmp_path / "隣")


def test_nothing_but_the_door_is_shown_before_the_password(root: Path):
    with TestClient(create(Room(root, root / "build"), Keys(PASSWORD), lambda: NOW), "http://127.0.0.1:8000") as c:
        shown = [p for p in ("desk.css", "login.js", "icon.svg") if c.get(f"/static/{p}").status_code == 200]
        assert ["desk.css", "login.js", "icon.svg"] == shown
        for path in ("/static/document.js", f"/documents/{DOCUMENT}", "/api/documents", "/events", "/pages/x.png"):
            assert 401 == c.get(path).status_code, path
        assert 401 == c.post("/static/desk.css", headers=OWN).status_code
        assert 403 == c.post("/login", content=b"x" * 5000, headers=OWN).status_code


def test_guesses_from_one_machine_wait_for_each_other(root: Path):
    """A wrong password makes its machine rest; the next guess, right or wrong, is not even looked at before."""
    resting, answers = 0, []

    async def scenario() -> None:
        awake = asyncio.Event()

        async def rest() -> None:
            nonlocal resting
            resting += 1
            await awake.wait()

        keys = Keys(PASSWORD, rest)
        app = create(Room(root, root / "build"), keys, lambda: NOW)

        async def guess(words: str, client: str) -> None:
            headers = [(k.encode(), v.encode()) for k, v in (OWN | {"host": "127.0.0.1:8000"}).items()]
            scope: Scope = {
                "type": "http", "method": "POST", "path": "/login", "raw_path": b"/login", "query_string": b"",
                "headers": headers, "client": (client, 1), "server": ("127.0.0.1", 8000), "scheme": "http",
                "root_path": "", "http_version": "1.1", "asgi": {"version": "3.0"},
            }  # fmt: skip
            sent = iter([{"type": "http.request", "body": words.encode(), "more_body": False}])

            async def receive() -> Message:
                return next(sent)

            async def send(message: Message) -> None:
                if message["type"] == "http.response.start":
                    answers.append((words, message["status"]))

            await app(scope, receive, send)

        first = asyncio.create_task(guess("一つ目", "10.0.0.9"))
        while not resting:
            await asyncio.sleep(0)
        others = [asyncio.create_task(guess(w, "10.0.0.9")) for w in ("二つ目", PASSWORD)]
        await guess(PASSWORD, "10.0.0.8")
        assert [(PASSWORD, 303)] == answers
        assert 1 == resting
        awake.set()
        await asyncio.gather(first, *others)

    with ThreadPoolExecutor(1) as aside:  # a browser of this module has a loop of its own in this thread
        aside.submit(asyncio.run, scenario()).result()
    assert [("一つ目", 403), ("二つ目", 403), (PASSWORD, 303)] == answers[1:]


@pytest.mark.parametrize("body", [b'{"text": "\\ud800"}', b'{"\\udfff": 1}', b"[" * 100_000 + b"]" * 100_000])
def test_what_is_no_text_is_refused(browser: TestClient, root: Path, body: bytes):
    for address in ("/api/save", "/api/edit", "/api/change", "/api/start/paper"):
        assert 400 == browser.post(address, content=body, headers=OWN).status_code
    assert SMALL == (root / "sources/aomori/small.yaml").read_text(encoding="utf-8")
