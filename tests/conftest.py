"""Settings of all tests: property tests have no deadline, and in CI they draw the same examples on every run.

`pytest --accept` rewrites golden files on purpose; a person reads the difference before it is committed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.examples import examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("everyday", deadline=None, max_examples=examples(100))
settings.register_profile("ci", deadline=None, max_examples=examples(100), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "everyday")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files by what is made now")


_COMPILED = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """On a machine that keeps nothing compiled, each command of a test would compile the program anew: a second apiece.

    The checkout stays as clean as was asked: what is compiled lies in a folder of its own, for as long as the tests run.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        config.stash[_COMPILED] = os.environ["PYTHONPYCACHEPREFIX"] = tempfile.mkdtemp(prefix="renkei-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """What was compiled for the commands of tests goes with them."""
    if folder := config.stash.get(_COMPILED, None):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a golden file, or writes the file if asked to."""

    def compare(path: Path, found: str) -> None:
        if request.config.getoption("--accept"):
            path.write_text(found, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == found

    return compare


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, for the tests of a module; a machine with much to do may take its time."""
    from tests.desk.kit import CHROMIUM  # noqa: PLC0415 - of those who ask for it alone

    sync_api = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright (extra e2e)")
    sync_api.expect.set_options(timeout=60_000)
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
