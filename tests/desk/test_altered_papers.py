"""Papers that a person has altered: a clerk at the desk is asked before what he wrote there is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.cli.main import cli
from tests.desk.kit import base, needs_chromium, post
from tests.desk.test_taking_back import DOCUMENT, FILE, OLD
from tests.workshop import edit, small_project

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

PAPER = "build/aomori/small-変更/変更協約書.docx"
BUILT = "build/aomori/small.docx"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Signed, and changed since."""
    monkeypatch.chdir(small_project(tmp_path, OLD))
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT]).exit_code
    edit(tmp_path / FILE, "協力する", "連携する")
    return tmp_path


def test_papers_of_an_amendment_are_written_over_when_that_was_said(browser: TestClient, root: Path):
    assert post(browser, "/api/amend", {"name": DOCUMENT})["made"]
    (root / PAPER).write_bytes(b"a person's")
    edit(root / FILE, "連携する", "助け合う")

    refused = post(browser, "/api/amend", {"name": DOCUMENT})
    assert ([], [PAPER.removeprefix("build/")], False) == (refused["files"], refused["altered"], refused["made"])
    assert "--force" not in str(refused["problems"])
    assert b"a person's" == (root / PAPER).read_bytes()
    assert post(browser, "/api/amend", {"name": DOCUMENT, "force": True})["made"]
    assert b"a person's" != (root / PAPER).read_bytes()
    assert "altered" not in post(browser, "/api/amend", {"name": DOCUMENT})


def test_a_document_that_lies_there_is_written_over_when_that_was_said(browser: TestClient, root: Path):
    edit(root / FILE, "連携する", "協力する")
    (root / BUILT).parent.mkdir(parents=True)
    (root / BUILT).write_bytes(b"a person's")

    refused = post(browser, "/api/build", {"names": [DOCUMENT]})
    assert ([], [BUILT.removeprefix("build/")]) == (refused["documents"], refused["altered"])
    assert "--force" not in str(refused["problems"])
    assert b"a person's" == (root / BUILT).read_bytes()
    made = post(browser, "/api/build", {"names": [DOCUMENT], "force": True})
    assert ([{"id": DOCUMENT, "made": True}], []) == (made["documents"], made["altered"])


@needs_chromium
def test_the_clerk_is_asked(page: Page, root: Path):
    from playwright.sync_api import expect  # noqa: PLC0415 - an extra

    asked: list[str] = []
    agree = False

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if agree else dialog.dismiss()

    page.goto(f"{base(page)}/documents/{DOCUMENT}")
    page.click("#tab-amend")
    page.on("dialog", answer)
    page.click("#amend-make")
    expect(page.locator("#amend-out")).to_contain_text("書類を作りました")
    (root / PAPER).write_bytes(b"a person's")
    edit(root / FILE, "連携する", "助け合う")
    page.click("#amend-make")
    expect(page.locator("#amend-out")).to_contain_text("書類は作れませんでした")
    assert 1 == len(asked)
    assert "変更協約書.docx" in asked[0]
    assert b"a person's" == (root / PAPER).read_bytes()
    agree = True
    page.click("#amend-make")
    expect(page.locator("#amend-out")).to_contain_text("書類を作りました")
    assert b"a person's" != (root / PAPER).read_bytes()
