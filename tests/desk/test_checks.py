"""The checks view: papers against each other, findings, and cures that change the named words alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.desk.app import create
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room
from tests.crosscheck.kit import Edit, folder
from tests.desk.kit import NOW, OWN
from tests.workshop import SMALL, TABLED, small_project, table_book

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"
WRONG = SMALL.replace("甲及び乙は、協力する。", "甲および乙は、全ての事業に協力する。")
EDIT = Edit("gaiyo.yaml", "12,500千円", "12,300千円")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path, WRONG)


def findings(browser: TestClient) -> list[dict[str, Any]]:
    found = browser.get(f"/api/lint/{DOCUMENT}").json()["findings"]
    assert isinstance(found, list)
    return found


def sha(browser: TestClient, file: str = FILE) -> str:
    return str(browser.get("/api/source", params={"file": file}).json()["sha256"])


def cure(browser: TestClient, status: int = 200, **more: object) -> Any:
    asked = {"name": DOCUMENT, "file": FILE, "sha256": sha(browser)} | more
    answer = browser.post("/api/cure", json=asked, headers=OWN)
    assert status == answer.status_code, answer.text
    return answer.json()


def test_a_finding_lies_at_its_words(browser: TestClient, root: Path):
    (found,) = [f for f in findings(browser) if f["words"] == "および"]

    text = (root / FILE).read_text(encoding="utf-8")
    assert "および" == text[found["from"] : found["to"]]
    assert ("及び", True) == (found["proposal"], found["certain"])


def test_one_certain_cure_changes_its_words_alone(browser: TestClient, root: Path):
    (found,) = [f for f in findings(browser) if f["words"] == "および"]
    before = (root / FILE).read_bytes()
    cure(browser, code=found["code"], **{"from": found["from"]})

    assert before.replace("および".encode(), "及び".encode()) == (root / FILE).read_bytes()
    assert not [f for f in findings(browser) if f["words"] == "および"]


def test_a_cure_that_a_person_must_choose_is_refused(browser: TestClient, root: Path):
    before = (root / FILE).read_bytes()
    cure(browser, 422, code="公用文-001", **{"from": 0})
    cure(browser, 422, code="公用文-999", **{"from": 3})
    cure(browser, 404, file="sources/aomori/../aomori/small.yaml")
    cure(browser, 404, name="aomori/none")
    cure(browser, 409, sha256="0" * 64)

    assert before == (root / FILE).read_bytes()


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["甲および乙は努める。", "甲及び乙は努める。", "甲又は乙は努める。", "甲もしくは乙は努める。"]),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_all_certain_cures_leave_every_other_byte(
    browser: TestClient, root: Path, lines: list[str], ends: str, marked: bool
):
    """Line ends and a byte order mark stay; what was right stays."""
    body = "".join(f"\n      - {line}" for line in lines)
    text = SMALL.replace("本文: 甲及び乙は、協力する。", f"項:{body}").replace("\n", ends)
    mark = b"\xef\xbb\xbf" if marked else b""
    (root / FILE).write_bytes(mark + text.encode())
    if "および" in text or "もしくは" in text:
        cure(browser)

    assert mark + text.replace("および", "及び").replace("もしくは", "若しくは").encode() == (root / FILE).read_bytes()


def test_words_of_a_workbook_are_told_by_their_cell_and_never_written(browser: TestClient, root: Path):
    data = table_book(("観光", "発信および宣伝をする。", "行う。", "行う。"))
    (root / "sources" / "aomori" / "別表.xlsx").write_bytes(data)
    (root / FILE).write_text(TABLED, encoding="utf-8")
    (found,) = [f for f in findings(browser) if f["words"] == "および"]

    assert (False, None) == (found["certain"], found["from"])
    assert "B2" in found["where"]
    cure(browser, 404, file="sources/aomori/別表.xlsx", sha256="")


def test_a_contradiction_names_both_places_and_where_they_open(tmp_path: Path):
    folder(tmp_path, "nankai", EDIT)
    keys = Keys()
    room = Room(tmp_path, tmp_path / "build")
    with TestClient(create(room, keys, lambda: NOW), "http://127.0.0.1:8000") as browser:
        browser.get(f"/?token={keys.token}")
        made = browser.get("/api/crosscheck/nankai").json()
        assert 404 == browser.get("/api/crosscheck/nowhere").status_code
        assert "nankai" in browser.get("/api/areas").json()["areas"]
        for one in made["contradictions"]:
            for fact in one["facts"]:
                source = (tmp_path / fact["file"]).read_text(encoding="utf-8")
                assert source[fact["from"] : fact["to"]]
                assert fact["document"].startswith("nankai/")
        assert made["facts"] > 10
        assert made["contradictions"], made
