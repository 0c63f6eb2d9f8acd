"""A Word document that came back is read beside its pages; what is taken stands in the source, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from docx import Document
from starlette.testclient import TestClient

from tests.desk.kit import OWN, needs_axe, needs_chromium, violations
from tests.review import hands
from tests.review.hands import Slip
from tests.review.kit import sent
from tests.workshop import SMALL, small_project

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def came_back(root: Path, *words: tuple[str, str]) -> bytes:
    """The document with words exchanged by somebody who records it."""
    data = sent(root, DOCUMENT)
    texts: list[str] = []
    hands.changed(
        data, lambda d: texts.extend("".join(t.text or "" for t in p.iter(f"{hands.W}t")) for p in hands.worded(d))
    )
    slips = []
    for old, new in words:
        at = next(n for n, text in enumerate(texts) if old in text)
        start = texts[at].index(old)
        slips.append(Slip(at, start, start + len(old), new))
    return hands.slipped(data, slips)


def asked(browser: TestClient, data: bytes, status: int = 200, name: str = "直し.docx", **more: object) -> Any:
    laid = browser.post(f"/api/drop?file={name}", content=data, headers=OWN).json()
    answer = browser.post("/api/returned", json={"name": DOCUMENT, "file": laid["id"]} | more, headers=OWN)
    assert status == answer.status_code, answer.text
    return answer.json()


def test_one_proposal_is_taken_and_the_other_stays_open(browser: TestClient, root: Path):
    data = came_back(root, ("協力する", "連携する"), ("次のとおり", "下記のとおり"))
    found = asked(browser, data)["proposals"]
    (mine,) = (p for p in found if p["after"] == "連携する")
    assert (FILE, "相手太郎、2026-03-01", True) == (mine["file"], mine["who"], mine["writable"])
    got = asked(browser, data, accept=[mine["fingerprint"]])

    assert [mine["number"]] == got["written"]
    assert SMALL.replace("協力する", "連携する") == (root / FILE).read_text(encoding="utf-8")


def replied(browser: TestClient, data: bytes, decisions: dict[str, dict[str, str]], on: str = "") -> Any:
    laid = browser.post("/api/drop?file=直し.docx", content=data, headers=OWN).json()
    given = {"name": DOCUMENT, "file": laid["id"], "decisions": decisions, "on": on}
    return browser.post("/api/reply", json=given, headers=OWN).json()


def rows_of(root: Path) -> list[list[str]]:
    table = Document(str(root / f"build/{DOCUMENT}-回答.docx")).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows][1:]


def test_a_reply_tells_what_was_taken_and_what_was_not_in_the_order_of_the_paper(browser: TestClient, root: Path):
    """What is taken stands open no longer: the reply has it all the same."""
    data = came_back(root, ("次のとおり", "下記のとおり"), ("協力する", "連携する"))
    first, second = asked(browser, data)["proposals"]
    left = asked(browser, data, accept=[second["fingerprint"]])
    assert ["連携する"] == [one["after"] for one in left["taken"]]
    assert ["下記のとおり"] == [one["after"] for one in left["proposals"]]

    said = {
        first["fingerprint"]: {"verdict": "不採用", "reason": "用例による。"},
        second["fingerprint"]: {"verdict": "不採用", "reason": ""},
    }
    got = replied(browser, data, said, "令和8年3月2日")

    assert [f"{DOCUMENT}-回答.docx", f"{DOCUMENT}-回答.pdf"] == got["files"]
    assert [["1", "不採用", "用例による。"], ["2", "採用", "―"]] == [[r[0], r[4], r[5]] for r in rows_of(root)]
    assert ["「次のとおり」を「下記のとおり」に改める", "「協力する」を「連携する」に改める"] == [
        r[3] for r in rows_of(root)
    ]


def test_what_was_put_back_is_proposed_again_and_stands_once(browser: TestClient, root: Path):
    data = came_back(root, ("協力する", "連携する"))
    (mine,) = asked(browser, data)["proposals"]
    asked(browser, data, accept=[mine["fingerprint"]])
    (root / FILE).write_text(SMALL, encoding="utf-8")
    assert [] == asked(browser, data)["taken"]
    replied(browser, data, {})

    assert [["1", "保留"]] == [[r[0], r[4]] for r in rows_of(root)]


def test_a_reply_of_a_day_that_is_none_is_refused(browser: TestClient, root: Path):
    assert "2月30日" in replied(browser, came_back(root, ("協力する", "連携する")), {}, "令和8年2月30日")["error"]
    assert not (root / "build").exists()


def test_nothing_is_written_of_what_is_no_longer_proposed(browser: TestClient, root: Path):
    data = came_back(root, ("協力する", "連携する"))
    told = asked(browser, data, 422, accept=["0" * 16])

    assert "もう一度読んでください" in told["error"]
    assert SMALL == (root / FILE).read_text(encoding="utf-8")


def test_another_paper_is_no_answer_to_this_one(browser: TestClient, root: Path):
    data = came_back(root)
    (root / FILE).write_text(
        SMALL.replace("協力する。", "農林水産業の担い手の育成に取り組み、毎年度その成果を公表する。" * 9),
        encoding="utf-8",
    )
    got = asked(browser, data)

    assert got["proposals"] is None or got["problems"]
    assert not any("renkei " in p["cure"] or "--" in p["cure"] for p in got["problems"])


@pytest.mark.parametrize(("name", "data"), [("直し.docx", b"PK\x03\x04"), ("直し.txt", "甲".encode())])
def test_what_is_no_word_document_is_told(browser: TestClient, name: str, data: bytes):
    status = 422 if name.endswith(".txt") else 200
    got = asked(browser, data, status, name)

    assert ("error" in got) == (status == 422)
    assert status == 422 or (got["proposals"] is None and "直し.docx" in got["problems"][0]["file"])


@needs_chromium
@needs_axe
def test_a_proposal_is_taken_at_the_desk(page: Page, root: Path, tmp_path: Path):
    from playwright.sync_api import expect  # noqa: PLC0415 - tests without it are passed over

    path = tmp_path / "直し.docx"
    path.write_bytes(came_back(root, ("協力する", "連携する"), ("次のとおり", "下記のとおり")))
    page.goto(page.url.split("/?")[0].rstrip("/") + f"/documents/{DOCUMENT}")
    page.wait_for_selector(".sheet .line")
    page.click("#tab-review")
    page.click("#returned summary")
    page.set_input_files("#returned-file", path)
    expect(page.locator("#returned-out ol li")).to_have_count(2)
    assert [] == violations(page)
    page.locator("#returned-out li", has_text="連携する").get_by_role("button", name="採用").click()
    expect(page.locator(".line", has_text="連携する。")).to_be_visible()
    expect(page.locator("#returned-out")).to_contain_text("1件を原稿に書きました")

    assert SMALL.replace("協力する", "連携する") == (root / FILE).read_text(encoding="utf-8")
    expect(page.locator("#returned-out")).to_contain_text("採用して原稿に書いたもの 1件")
    page.select_option("[aria-label=提案1の対応]", "不採用")
    page.locator("#returned-out ol").get_by_label("提案1の理由").fill("用例による。")
    page.fill("#reply-on", "令和8年3月2日")
    page.click("#reply button")
    expect(page.locator("#reply-out a")).to_have_count(2)
    assert [] == violations(page)
    assert [["1", "不採用", "用例による。"], ["2", "採用", "―"]] == [[r[0], r[4], r[5]] for r in rows_of(root)]
