"""What tests of the desk share: what a page sends, a real server in a folder, Debian's Chromium, the rules of accessibility."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.workshop import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
# What a page of the desk sends with what it asks.
OWN = {"x-renkei": "1", "sec-fetch-site": "same-origin"}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(os.environ.get("WEBCHECK_HOME", Path.home() / ".cache" / "webcheck")) / "node_modules/axe-core/axe.min.js"
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="browser tests need Debian's chromium")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (tools/webcheck/setup.sh)")


def post(browser: TestClient, address: str, content: Mapping[str, object], status: int = 200) -> dict[str, object]:
    """What the desk answers to a page that posts this."""
    answer = browser.post(address, json=content, headers=OWN)
    assert status == answer.status_code, answer.text
    made = answer.json()
    assert isinstance(made, dict)
    return made


class serving:  # noqa: N801 - reads as a phrase
    """A server at work in a folder; its process and its address with the token."""

    def __init__(self, root: Path, port: int = 0) -> None:
        command = [sys.executable, "-m", "pipeline.cli", "serve", "--no-open", "--port", str(port)]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> tuple[subprocess.Popen[str], str]:
        """The process and the first line that it printed."""
        assert self.process.stdout is not None
        return self.process, self.process.stdout.readline().strip()

    def __exit__(self, *_: object) -> None:
        """Ends the server as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.1 AA on a page as it is now."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:80]}" for v in found["violations"]]


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Waits for what tests themselves note of a page; no longer than for what a page shows."""
    for _ in range(3_000):
        if holds():
            return
        page.wait_for_timeout(20)
    pytest.fail("nothing came within a minute")


def base(page: Page) -> str:
    """The address of the server of a page, without its path."""
    return "/".join(page.url.split("/")[:3])
