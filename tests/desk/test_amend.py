"""The amend view: changes by number since a text was frozen, one confirmed, one taken back, versions of other papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.cli.main import cli
from tests.desk.kit import OWN, base, needs_axe, needs_chromium, violations
from tests.desk.test_taking_back import DOCUMENT, FILE, OLD
from tests.workshop import small_project

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEW = OLD.replace("協力する", "連携する").replace("観光の", "物産の")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Signed, and changed in two places since."""
    monkeypatch.chdir(small_project(tmp_path, OLD))
    assert 0 == CliRunner().invoke(cli, ["freeze", DOCUMENT]).exit_code
    (tmp_path / FILE).write_text(NEW, encoding="utf-8")
    return tmp_path


def since(browser: TestClient) -> Any:
    return browser.get(f"/api/changes/{DOCUMENT}").json()


def sha(browser: TestClient) -> str:
    return str(browser.get("/api/source", params={"file": FILE}).json()["sha256"])


def back(browser: TestClient, change: str, status: int = 200, **more: object) -> Any:
    asked = {"name": DOCUMENT, "change": change, "sha256": sha(browser)} | more
    answer = browser.post("/api/back", json=asked, headers=OWN)
    assert status == answer.status_code, answer.text
    return answer.json()


def test_one_change_is_taken_back_and_the_other_stays(browser: TestClient, root: Path):
    found = since(browser)
    assert ("署名版", True, [1, 2]) == (found["base"], found["clauses"], [e["number"] for e in found["entries"]])
    back(browser, found["entries"][0]["id"])

    assert OLD.replace("観光の", "物産の") == (root / FILE).read_text(encoding="utf-8")
    assert [found["entries"][1]["id"]] == [e["id"] for e in since(browser)["entries"]]


def test_nothing_is_taken_back_that_is_not_there_or_is_stale(browser: TestClient, root: Path):
    own = since(browser)["entries"][0]["id"]
    assert "もうありません" in back(browser, "0" * 12)["problems"][0]["message"]
    back(browser, own, 409, sha256="0" * 64)
    back(browser, own, 404, name="aomori/../small")

    assert NEW == (root / FILE).read_text(encoding="utf-8")


def test_a_confirmed_change_is_unconfirmed_when_its_words_change(browser: TestClient, root: Path):
    """It is held by the id of what changes from what to what."""
    own = since(browser)["entries"][0]["id"]
    given = {"name": DOCUMENT, "kind": "確認", "who": "法規", "change": own}
    assert 200 == browser.post("/api/reviews", json=given, headers=OWN).status_code
    (held,) = since(browser)["confirmed"]
    assert (own, "法規") == (held["change"], held["who"])
    (root / FILE).write_text(NEW.replace("連携する", "連帯する"), encoding="utf-8")
    after = since(browser)
    assert own not in {e["id"] for e in after["entries"]}
    taken = {"name": DOCUMENT, "kind": "取消し", "who": "法規", "to": held["number"]}
    assert 200 == browser.post("/api/reviews", json=taken, headers=OWN).status_code
    assert [] == since(browser)["confirmed"]


def test_a_version_is_recorded_and_never_twice(browser: TestClient, root: Path):
    asked = {"name": DOCUMENT, "as": "素案", "on": "令和8年1月5日"}
    made = browser.post("/api/version", json=asked, headers=OWN).json()
    assert "sources/aomori/versions/small/01-素案.json" == made["file"]
    assert (root / made["file"]).is_file()
    again = browser.post("/api/version", json=asked, headers=OWN).json()
    assert (None, "もうあります" in again["problems"][0]["message"]) == (again["file"], True)
    for bad in ({"as": ""}, {"on": ""}, {"on": "令和8年13月1日"}):
        assert 422 == browser.post("/api/version", json=asked | bad, headers=OWN).status_code
    name = browser.post("/api/version", json=asked | {"as": "../../x"}, headers=OWN).json()
    assert name["file"] is None


# ---- in a browser


def opened(page: Page) -> Page:
    page.goto(f"{base(page)}/documents/{DOCUMENT}#tab=amend")
    page.wait_for_selector("#change-1")
    return page


@needs_chromium
def test_changes_are_confirmed_and_taken_back_one_by_one(page: Page, root: Path):
    from playwright.sync_api import expect  # noqa: PLC0415 - an extra

    opened(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#tab-review")
    page.fill("#review-who", "法規 花子")
    page.click("#tab-amend")
    page.get_by_role("button", name="変更2を確かめた").click()
    expect(page.locator("#changes-state")).to_contain_text("確かめたもの 1／2")
    page.get_by_role("button", name="変更1を元に戻す").click()
    expect(page.locator("#changes-state")).to_contain_text("1か所（確かめたもの 1／1）")
    expect(page.locator(".line", has_text="協力する")).to_be_visible()

    assert OLD.replace("観光の", "物産の") == (root / FILE).read_text(encoding="utf-8")


@needs_chromium
def test_a_change_leads_to_its_words_and_stands_side_by_side_when_wide(page: Page):
    from playwright.sync_api import expect  # noqa: PLC0415 - an extra

    opened(page)
    page.locator("#change-2 .where a").click()
    expect(page.locator(".line.here")).to_contain_text("物産の振興")
    page.check("#amend-wide")
    expect(page.locator("#pages")).to_be_hidden()
    words = page.locator("#change-1 .words")
    boxes = [words.nth(n).bounding_box() for n in (0, 1)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]


@needs_chromium
@needs_axe
def test_the_view_is_accessible(page: Page):
    opened(page)
    assert [] == violations(page)
    page.check("#amend-wide")
    assert [] == violations(page)
