"""Fixtures of tests with and without Chromium: the folder (`root`) is that of the test module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.desk.kit import NOW, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page
    from starlette.testclient import TestClient

    from pipeline.desk.guard import Keys


@pytest.fixture
def keys() -> Keys:
    from pipeline.desk.guard import Keys  # noqa: PLC0415 - modules of tests without the extra are passed over

    return Keys()


@pytest.fixture
def browser(root: Path, keys: Keys) -> Iterator[TestClient]:
    """Somebody at the desk of the folder, let in."""
    from starlette.testclient import TestClient  # noqa: PLC0415

    from pipeline.desk.app import create  # noqa: PLC0415
    from pipeline.desk.room import Room  # noqa: PLC0415

    with TestClient(create(Room(root, root / "build"), keys, lambda: NOW), "http://127.0.0.1:8000") as client:
        client.get(f"/?token={keys.token}")
        yield client


@pytest.fixture
def address(root: Path) -> Iterator[str]:
    with serving(root) as (_, found):
        yield found


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(60_000)
    made = context.new_page()
    outside: list[str] = []
    faults: list[str] = []
    made.on(
        "request",
        lambda r: outside.append(r.url) if "//127.0.0.1" not in r.url and not r.url.startswith("data:") else None,
    )
    made.on("pageerror", lambda e: faults.append(str(e)))

    def heard(message: ConsoleMessage) -> None:
        expected = "409" in message.text or "422" in message.text
        gone = "404" in message.text and "/api/" in message.location["url"]
        if message.type == "error" and not expected and not gone:
            faults.append(message.text)

    made.on("console", heard)
    made.goto(address)
    yield made
    context.close()
    assert [] == outside
    assert [] == faults
