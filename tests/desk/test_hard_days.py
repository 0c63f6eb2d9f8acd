"""Disks that refuse, files that others change, names of all kinds, sources that begin broken: nothing is lost, all is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.project.provenance.reviews import path_of
from tests.desk.kit import post
from tests.workshop import SMALL, small_project

DOCUMENT, FILE = "aomori/small", "sources/aomori/small.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def sha(browser: TestClient, file: str = FILE) -> str:
    return str(browser.get("/api/source", params={"file": file}).json()["sha256"])


def every_way_to_write(browser: TestClient) -> Iterator[tuple[str, dict[str, object]]]:
    added = {"act": "加える", "path": ["条", 1], "values": [[["見出し"], "協議", "line"], [["本文"], "文", "line"]]}
    start = SMALL.index("甲及び乙は、協力")
    yield "/api/save", {"file": FILE, "text": SMALL + "# 追記\n", "sha256": sha(browser)}
    place = {"file": FILE, "start": start, "end": start + len("甲及び乙は、協力する。")}
    yield "/api/edit", {**place, "text": "甲は、努める。", "sha256": sha(browser)}
    yield "/api/change", {"changes": [{"file": FILE, "sha256": sha(browser), "acts": [added]}]}
    yield "/api/start/paper", {"kind": "計画", "folder": "aomori", "save": True}
    yield "/api/reviews", {"name": DOCUMENT, "kind": "意見", "who": "法規担当", "words": "意見"}


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow, as on a disk that is full."""
    resource = pytest.importorskip("resource", reason="limits of processes are of POSIX")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_full_disk_is_told_and_everything_stays(browser: TestClient, root: Path):
    before = tree(root)
    for address, content in list(every_way_to_write(browser)):
        with full_disk():
            said = str(post(browser, address, content, 507)["error"])
        assert "（" in said
        assert before == tree(root), address
    for address, content in list(every_way_to_write(browser))[:1]:
        post(browser, address, content)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_told_and_everything_stays(browser: TestClient, root: Path):
    before = tree(root)
    folder = root / "sources" / "aomori"
    asked = list(every_way_to_write(browser))[:3]
    folder.chmod(0o555)
    try:
        for address, content in asked:
            post(browser, address, content, 507)
    finally:
        folder.chmod(0o755)
    assert before == tree(root)


def test_every_way_to_write_sees_what_others_wrote_before(browser: TestClient, root: Path):
    asked = [(a, c) for a, c in every_way_to_write(browser) if "sha256" in str(c)]
    assert 3 == len(asked)
    (root / FILE).write_text(SMALL + "# あちら\n", encoding="utf-8")
    for address, content in asked:
        assert "あちら" in str(post(browser, address, content, 409)["now"])
    assert SMALL + "# あちら\n" == (root / FILE).read_text(encoding="utf-8")


def test_a_file_that_was_removed_meanwhile_is_told(browser: TestClient, root: Path):
    asked = [(a, c) for a, c in every_way_to_write(browser) if "sha256" in str(c)]
    (root / FILE).unlink()
    for address, content in asked:
        post(browser, address, content, 404)
    assert not (root / FILE).exists()


@pytest.mark.parametrize("name", ["協約 その1", "kyoyaku (1)", "協約&書", "100%", "協約'書", "協約　案", "議案#3"])
def test_sources_of_all_names_are_seen_edited_made_and_downloaded(browser: TestClient, root: Path, name: str):
    (root / FILE).rename(root / "sources" / "aomori" / f"{name}.yaml")
    [document] = browser.get("/api/documents").json()["documents"]
    assert f"aomori/{name}" == document["id"]
    at = quote(document["id"])
    assert f'href="/documents/{at}"' in browser.get("/").text

    page = browser.get(f"/documents/{at}").text
    assert name.replace("&", "&amp;").replace("'", "&#39;") in page
    assert all(f'href="/download/{at}.{ending}"' in page for ending in ("docx", "pdf", "txt", "zip"))
    assert post(browser, f"/api/preview/{at}", {})["pages"]
    acts = [{"act": "書く", "path": ["条", 0, "見出し"], "text": "方針"}]
    file = document["source"]
    post(browser, "/api/change", {"changes": [{"file": file, "sha256": sha(browser, file), "acts": acts}]})
    assert [{"id": document["id"], "made": True}] == post(browser, "/api/build", {"names": [document["id"]]})[
        "documents"
    ]
    assert b"%PDF" == browser.get(f"/download/{at}.pdf").content[:4]
    assert b"PK" == browser.get(f"/download/{at}.zip").content[:2]


@pytest.mark.parametrize("broken", ["種別: 連携協約書\n題名: [\n", "", "題名: 協約書\n", "\tx", "種別: 何か\n"])
def test_a_source_that_begins_broken_opens_with_its_errors(browser: TestClient, root: Path, broken: str):
    (root / FILE).write_text(broken, encoding="utf-8")
    assert "作れません" in browser.get("/").text
    assert 200 == browser.get(f"/documents/{DOCUMENT}").status_code
    made = post(browser, f"/api/preview/{DOCUMENT}", {})
    assert made["pages"] is None
    assert made["problems"]
    post(browser, "/api/structure", {"file": FILE, "start": 0}, 422)
    made = post(browser, f"/api/preview/{DOCUMENT}", {"unsaved": {FILE: SMALL}})
    assert made["pages"]
    post(browser, "/api/save", {"file": FILE, "text": SMALL, "sha256": sha(browser)})

    assert SMALL == (root / FILE).read_text(encoding="utf-8")


def test_a_source_of_another_encoding_opens_and_is_told(browser: TestClient, root: Path):
    (root / FILE).write_bytes(SMALL.encode("cp932"))
    made = post(browser, f"/api/preview/{DOCUMENT}", {})

    assert "UTF-8" in str(made["problems"])
    assert 200 == browser.get(f"/documents/{DOCUMENT}").status_code


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="a file that nobody can read is of Linux")
def test_a_file_that_cannot_be_read_is_told(browser: TestClient, root: Path):
    """As one that another program keeps on Windows, or on a share that is gone for a moment."""
    path_of(root, DOCUMENT).parent.mkdir()
    path_of(root, DOCUMENT).symlink_to("/proc/self/mem")

    answer = browser.get(f"/api/reviews/{DOCUMENT}")

    assert 507 == answer.status_code
    assert "読み書きできません" in answer.json()["error"]


@pytest.mark.parametrize("char", ["\u2028", "\x85", "\x0b", "\x1d", "\r"])
def test_a_remark_with_odd_line_ends_is_kept(browser: TestClient, char: str):
    said = {"name": DOCUMENT, "kind": "意見", "who": "法規担当", "words": f"一行目{char}二行目"}
    post(browser, "/api/reviews", said)
    post(browser, "/api/reviews", said | {"words": "次"})

    assert [f"一行目{char}二行目", "次"] == [
        e["words"] for e in browser.get(f"/api/reviews/{DOCUMENT}").json()["events"]
    ]


def test_records_that_are_no_utf_8_are_told_and_kept(browser: TestClient, root: Path):
    """Opened and saved again by an editor of the office, in its own encoding."""
    path = path_of(root, DOCUMENT)
    said = {"name": DOCUMENT, "kind": "意見", "who": "法規担当", "words": "意見"}
    post(browser, "/api/reviews", said)
    path.write_bytes(spoilt := path.read_text(encoding="utf-8").encode("cp932"))

    assert "UTF-8" in browser.get(f"/api/reviews/{DOCUMENT}").json()["error"]
    assert "UTF-8" in str(post(browser, "/api/reviews", said, 422)["error"])
    assert spoilt == path.read_bytes()


def test_a_source_that_is_no_utf_8_is_not_written_over(browser: TestClient, root: Path):
    """The desk shows what it can read of it; saved, that would be all that is left."""
    (root / FILE).write_bytes(spoilt := SMALL.encode("cp932"))
    shown = browser.get("/api/source", params={"file": FILE}).json()

    told = post(browser, "/api/save", {"file": FILE, "text": shown["text"] + "\n", "sha256": shown["sha256"]}, 422)

    assert "UTF-8" in str(told["error"])
    assert spoilt == (root / FILE).read_bytes()


@pytest.mark.parametrize("broken", ["small", "small2", "small-2", "small2-乙村"])
def test_a_document_that_cannot_be_made_is_opened_with_its_own_source(browser: TestClient, root: Path, broken: str):
    """Sources whose names begin alike; a paper of one partner has the partner behind the name of its source."""
    for stem in ("small", "small2", "small-2"):
        (root / f"sources/aomori/{stem}.yaml").write_text("種別: 連携協約書\n条: {\n", encoding="utf-8")
    made = post(browser, f"/api/preview/aomori/{broken}", {})

    assert f"sources/aomori/{broken.removesuffix('-乙村')}.yaml" == made["sources"][0]  # type: ignore[index]
    assert 404 == browser.get("/documents/../small").status_code
    assert 404 == browser.get("/documents/aomori/smallest").status_code


def test_a_document_that_is_made_leaves_the_others_as_they_are(browser: TestClient, root: Path):
    """Others stay on record as what they are, and none is told to be of no source any more."""
    (root / FILE).write_text(SMALL.replace("乙: 蓬田村", "乙: [蓬田村, 今別町]"), encoding="utf-8")
    (root / "sources/aomori/other.yaml").write_text(SMALL, encoding="utf-8")
    post(browser, "/api/build", {"names": []})
    names = [f"{DOCUMENT}-蓬田村", f"{DOCUMENT}-今別町", "aomori/other"]
    for name in names:
        made = post(browser, "/api/build", {"names": [name]})

        assert [{"id": name, "made": True}] == made["documents"]
        assert [] == made["problems"]
        listed = browser.get("/api/documents").json()["documents"]
        assert dict.fromkeys(names, "新しい") == {one["id"]: one["state"] for one in listed}
