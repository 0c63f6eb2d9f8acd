"""The desk answers its own browser and nobody else; what it writes is what was asked, and only if nothing changed meanwhile."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.desk.app import create
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room
from tests.desk.kit import NOW, OWN, post
from tests.workshop import SMALL, small_project

DOCUMENT = "aomori/small"
FILE = "sources/aomori/small.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def scalar(browser: TestClient, words: str) -> dict[str, object]:
    made = post(browser, f"/api/preview/{DOCUMENT}", {})
    return next(s for s in made["scalars"] if words in s["text"])  # type: ignore[attr-defined]


def sha(browser: TestClient) -> str:
    return str(browser.get(f"/api/source?file={FILE}").json()["sha256"])


# ---- who may speak to it


def test_a_token_is_good_once(root: Path, keys: Keys):
    app = create(Room(root, root / "build"), keys, lambda: NOW)
    token = keys.token
    with TestClient(app, "http://127.0.0.1:8000") as first, TestClient(app, "http://127.0.0.1:8000") as second:
        entered = first.get(f"/?token={token}", follow_redirects=False)
        assert (303, "/") == (entered.status_code, entered.headers["location"])
        assert {"httponly", "samesite=strict"} <= set(entered.headers["set-cookie"].lower().split("; "))
        assert 401 == second.get(f"/?token={token}").status_code
        assert 401 == second.get("/").status_code
        assert 200 == first.get("/").status_code


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "169.254.1.1:8000"])
def test_another_host_is_refused(browser: TestClient, host: str):
    assert 400 == browser.get("/", headers={"host": host}).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"x-renkei": None},
    ],
)
def test_a_request_of_another_page_is_refused(browser: TestClient, headers: dict[str, str | None]):
    sent = {k: v for k, v in (OWN | headers).items() if v is not None}

    assert 403 == browser.post("/api/build", json={"names": []}, headers=sent).status_code


def test_a_wrong_cookie_is_refused(browser: TestClient):
    for name in ("renkei_desk", "renkei_desk_8000"):
        browser.cookies.clear()
        assert 401 == browser.get("/", headers={"cookie": f"{name}=x"}).status_code


def test_every_answer_bears_the_headers(browser: TestClient):
    for path in ("/", "/static/desk.css", "/api/documents", "/nowhere", f"/documents/{DOCUMENT}"):
        headers = browser.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert ("nosniff", "same-origin") == (
            headers["x-content-type-options"],
            headers["cross-origin-resource-policy"],
        )


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "sources/../secret", "..%2f..%2fetc/passwd", "pyproject.toml", ""]
)
def test_paths_of_the_browser_lead_nowhere(browser: TestClient, name: str):
    assert 404 == browser.get("/api/source", params={"file": name}).status_code
    assert 404 == browser.get(f"/download/{name}").status_code
    assert 404 == browser.get(f"/static/{name}").status_code


def test_a_link_out_of_the_folder_is_not_followed(root: Path, browser: TestClient, tmp_path: Path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("秘密: 値\n", encoding="utf-8")
    (root / "sources" / "aomori" / "link.yaml").symlink_to(secret)

    assert 404 == browser.get("/api/source", params={"file": "sources/aomori/link.yaml"}).status_code


@pytest.mark.parametrize("body", [b"[", b"[1]", b'"x"', b"\xff"])
def test_what_is_no_object_is_refused(browser: TestClient, body: bytes):
    assert 400 == browser.post("/api/edit", content=body, headers=OWN).status_code


def test_an_office_enters_by_its_password(root: Path):
    keys = Keys("長い合言葉です十二字以上")
    with TestClient(
        create(Room(root, root / "build"), keys, lambda: NOW, frozenset({"kikaku-pc"})), "http://kikaku-pc:80"
    ) as c:
        assert "合言葉" in c.get("/").text
        assert 403 == c.post("/login", content="違います".encode(), headers=OWN).status_code
        c.post("/login", content="長い合言葉です十二字以上".encode(), headers=OWN)
        assert DOCUMENT.split("/")[1] in c.get("/").text


# ---- what it does


def test_the_list_names_every_document(browser: TestClient):
    made = browser.get("/api/documents").json()

    assert [DOCUMENT] == [d["id"] for d in made["documents"]]
    assert ("未作成", "協約書") == (made["documents"][0]["state"], made["documents"][0]["title"])


def test_pages_and_their_words_lead_to_the_source(browser: TestClient, root: Path):
    made = post(browser, f"/api/preview/{DOCUMENT}", {})
    pages = made["pages"]
    assert isinstance(pages, list)
    words = "".join(line[4] for page in pages for line in page["lines"])
    assert "甲及び乙は、協力する。" in words
    picture = browser.get(f"/pages/{pages[0]['key']}.png")
    assert (200, b"\x89PNG") == (picture.status_code, picture.content[:4])
    found = scalar(browser, "甲及び乙は、協力する")
    text = (root / FILE).read_text(encoding="utf-8")
    assert "甲及び乙は、協力する。" == text[found["start"] : found["end"]]  # type: ignore[index]


def test_unsaved_words_are_shown_and_not_written(browser: TestClient, root: Path):
    before = (root / FILE).read_bytes()
    made = post(browser, f"/api/preview/{DOCUMENT}", {"unsaved": {FILE: SMALL.replace("協力する", "連携する")}})

    assert "連携する" in str(made["pages"])
    assert before == (root / FILE).read_bytes()
    assert "協力する" in str(post(browser, f"/api/preview/{DOCUMENT}", {})["pages"])


def test_errors_are_told_with_place_and_cure(browser: TestClient):
    broken = SMALL.replace("題名:", "題銘:")
    made = post(browser, f"/api/preview/{DOCUMENT}", {"unsaved": {FILE: broken}})

    assert made["pages"] is None
    problems = made["problems"]
    assert isinstance(problems, list)
    assert any(p["severity"] == "error" and p["cure"] and p["line"] for p in problems)


def test_an_edit_changes_one_scalar(browser: TestClient, root: Path):
    found = scalar(browser, "甲及び乙は、協力する")
    before = (root / FILE).read_bytes()
    post(
        browser,
        "/api/edit",
        {"file": FILE, "start": found["start"], "end": found["end"], "text": "甲は、努める。", "sha256": sha(browser)},
    )

    assert before.replace("甲及び乙は、協力する。".encode(), "甲は、努める。".encode()) == (root / FILE).read_bytes()


def test_a_file_changed_by_others_is_not_overwritten(browser: TestClient, root: Path):
    old = sha(browser)
    (root / FILE).write_text(SMALL.replace("協力", "連携"), encoding="utf-8")
    answer = post(browser, "/api/save", {"file": FILE, "text": SMALL, "sha256": old}, 409)

    assert "連携" in str(answer["now"])
    assert "連携" in (root / FILE).read_text(encoding="utf-8")


def test_an_entry_is_added_moved_and_removed(browser: TestClient, root: Path):
    before = (root / FILE).read_text(encoding="utf-8")

    def around(said: str) -> dict[str, object]:
        return post(browser, "/api/structure", {"file": FILE, "start": scalar(browser, said)["start"]})

    def act(acts: list[dict[str, object]], status: int = 200) -> str:
        change = {"file": FILE, "sha256": sha(browser), "acts": acts}
        post(browser, "/api/change", {"changes": [change]}, status)
        return (root / FILE).read_text(encoding="utf-8")

    levels = around("甲及び乙は、協力")["levels"]
    assert isinstance(levels, list)
    [level] = levels
    assert ("条", 1, ["条", 0]) == (level["called"], level["count"], level["path"])
    assert [["見出し"], ["本文"]] == [f["path"] for f in level["fields"]]
    assert {"項", "号"} <= {m["key"] for m in level["more"]}
    own = [[["見出し"], "方針", "line"], [["本文"], "", "text"], [["項"], "一の項\n二の項", "list"]]
    added = "  - 見出し: 方針\n    項:\n      - 一の項\n      - 二の項\n"
    assert before.replace("末文", added + "末文") == act([{"act": "加える", "path": ["条", 1], "values": own}])
    assert act([{"act": "動かす", "path": ["条", 1], "to": 0}]).index("方針") < before.index("目的") + len(added)
    assert before == act([{"act": "消す", "path": ["条", 0]}])
    act([{"act": "動かす", "path": ["条", 0], "to": 1}], 422)


def test_a_cell_is_no_entry_that_may_be_moved_out_of_its_column(browser: TestClient, root: Path):
    """[a, b] is a row: 下へ moved its cells into each other's columns, and was offered beside that of the row."""
    table = (
        "別表:\n  - 関係: 目的\n    列: [費用, 負担する者]\n    行:\n      - [燃料, 甲]\n      - [食糧, [甲, 又は乙]]\n"
    )
    (root / FILE).write_text(SMALL + table, encoding="utf-8")
    for said in ("食糧", "又は乙"):
        start = len(SMALL) + table.index(said)
        levels = post(browser, "/api/structure", {"file": FILE, "start": start})["levels"]

        assert isinstance(levels, list)
        assert [("別表", ["別表", 0]), ("行", ["別表", 0, "行", 1])] == [(x["called"], x["path"]) for x in levels]


def test_what_a_form_changes_is_told_before_it_is_saved(browser: TestClient, root: Path):
    before = (root / FILE).read_bytes()
    acts = [
        {"act": "加える", "path": ["条", 1], "values": [[["見出し"], "協議", "line"], [["本文"], "協議する。", "text"]]}
    ]
    change = {"file": FILE, "sha256": sha(browser), "acts": acts}
    told = post(browser, "/api/change", {"changes": [change], "look": True})

    found = told["touched"]
    assert isinstance(found, list)
    [one] = found
    assert (DOCUMENT, False, []) == (one["id"], one["broken"], one["gone"])
    assert any("協議する。" in line for line in one["lines"])
    assert before == (root / FILE).read_bytes()
    change["acts"] = [{"act": "書く", "path": ["締結日"], "text": "令和元年13月1日"}]
    told = post(browser, "/api/change", {"changes": [change], "look": True})
    assert "'broken': True" in str(told["touched"])
    assert told["problems"]
    post(browser, "/api/change", {"changes": [change | {"sha256": "x"}]}, 409)


def test_a_head_is_followed_by_another(browser: TestClient, root: Path):
    facts = browser.get("/api/facts/aomori").json()
    heads = ["市町村", "青森市", "長"]
    acts = [
        {"act": "書く", "path": [*heads, 0, "退任日"], "text": "令和元年12月1日"},
        {
            "act": "加える",
            "path": [*heads, 1],
            "values": [[["氏名"], "見本太郎", "line"], [["就任日"], "令和元年12月2日", "line"]],
        },
    ]
    change = {"file": facts["file"], "sha256": facts["sha256"], "acts": acts}
    told = post(browser, "/api/change", {"changes": [change], "look": True})

    assert any("見本太郎" in line for line in told["touched"][0]["lines"])  # type: ignore[index]
    post(browser, "/api/change", {"changes": [change]})
    assert "見本太郎" in str(post(browser, f"/api/preview/{DOCUMENT}", {})["pages"])


def test_a_partner_joins_and_leaves(browser: TestClient, root: Path):
    found = browser.get("/api/parties", params={"file": FILE}).json()
    assert (["当事者", "乙"], ["蓬田村"]) == (found["open"], found["partners"])
    assert "今別町" in found["others"]
    change = {
        "file": FILE,
        "sha256": sha(browser),
        "acts": [{"act": "並べる", "path": found["open"], "text": "今別町"}],
    }
    told = post(browser, "/api/change", {"changes": [change], "look": True})
    assert {f"{DOCUMENT}-今別町", f"{DOCUMENT}-蓬田村", DOCUMENT} == {t["id"] for t in told["touched"]}  # type: ignore[attr-defined]
    post(browser, "/api/change", {"changes": [change]})

    assert SMALL.replace("乙: 蓬田村", "乙: [蓬田村, 今別町]") == (root / FILE).read_text(encoding="utf-8")
    gone = {"file": FILE, "sha256": sha(browser), "acts": [{"act": "消す", "path": ["当事者", "乙", 1]}]}
    post(browser, "/api/change", {"changes": [gone]})
    assert SMALL.replace("乙: 蓬田村", "乙: [蓬田村]") == (root / FILE).read_text(encoding="utf-8")


def test_documents_are_made_and_downloaded(browser: TestClient):
    made = post(browser, "/api/build", {"names": [DOCUMENT]})

    assert [{"id": DOCUMENT, "made": True}] == made["documents"]
    answer = browser.get(f"/download/{DOCUMENT}.pdf")
    assert (200, b"%PDF") == (answer.status_code, answer.content[:4])
    assert answer.headers["content-disposition"].startswith("attachment")
    assert browser.get(f"/download/{DOCUMENT}.pdf?show=1").headers["content-disposition"].startswith("inline")
    for name in ("all", "aomori", DOCUMENT):
        with zipfile.ZipFile(BytesIO(browser.get(f"/download/{name}.zip").content)) as book:
            assert {f"{DOCUMENT}.{f}" for f in ("docx", "pdf", "txt")} <= set(book.namelist())
    assert "新しい" == browser.get("/api/documents").json()["documents"][0]["state"]


def test_a_set_holds_no_paper_of_other_words_than_those_of_now(browser: TestClient, root: Path):
    post(browser, "/api/build", {"names": [DOCUMENT]})
    (root / FILE).write_text(SMALL.replace("協力する", "連携する"), encoding="utf-8")

    assert 404 == browser.get(f"/download/{DOCUMENT}.zip").status_code
    post(browser, "/api/build", {"names": [DOCUMENT]})
    assert 200 == browser.get(f"/download/{DOCUMENT}.zip").status_code


def test_there_is_no_set_where_nobody_knows_which_papers_are_of_other_words(browser: TestClient, root: Path):
    post(browser, "/api/build", {"names": [DOCUMENT]})
    (root / FILE).write_text(SMALL.replace("協力する", "連携する"), encoding="utf-8")
    (root / "build/manifest.json").write_bytes(b"{")

    assert 404 == browser.get(f"/download/{DOCUMENT}.zip").status_code


def test_an_approval_is_void_when_the_words_change(browser: TestClient):
    seen = browser.get(f"/api/reviews/{DOCUMENT}").json()["seen"]
    post(browser, "/api/reviews", {"name": DOCUMENT, "kind": "承認", "who": "法規担当", "seen": "x"}, 422)
    post(browser, "/api/reviews", {"name": DOCUMENT, "kind": "承認", "who": "法規担当", "seen": seen})
    assert [1] == browser.get(f"/api/reviews/{DOCUMENT}").json()["holding"]
    found = scalar(browser, "甲及び乙は、協力する")
    post(
        browser,
        "/api/edit",
        {"file": FILE, "start": found["start"], "end": found["end"], "text": "甲は、努める。", "sha256": sha(browser)},
    )
    after = browser.get(f"/api/reviews/{DOCUMENT}").json()

    assert ([], [1]) == (after["holding"], after["void"])


def test_what_a_change_of_facts_touches_is_told_before(browser: TestClient):
    facts = browser.get("/api/facts/aomori").json()
    named = {"act": "書く", "path": ["市町村", "青森市", "長", 0, "氏名"], "text": "見本太郎"}
    change = {"file": facts["file"], "sha256": facts["sha256"], "acts": [named]}
    made = post(browser, "/api/change", {"changes": [change], "look": True})

    assert [DOCUMENT] == [t["id"] for t in made["touched"]]  # type: ignore[attr-defined]


def test_an_amendment_goes_from_freeze_to_papers(browser: TestClient, root: Path):
    assert post(browser, "/api/freeze", {"name": DOCUMENT})["file"]
    (root / FILE).write_text(SMALL.replace("協力する", "連携し、協力する"), encoding="utf-8")
    looked = browser.get(f"/api/amend/{DOCUMENT}").json()
    assert looked["made"], looked["problems"]
    made = post(browser, "/api/amend", {"name": DOCUMENT, "on": ""})

    assert made["files"]
    assert all(browser.get(f"/download/{name}").status_code == 200 for name in made["files"])  # type: ignore[attr-defined]


def test_a_change_that_was_signed_becomes_the_signed_version(browser: TestClient, root: Path):
    """With the 改め文 that was made, which must lead to the words of now; then the paper is the 溶け込み版."""
    assert post(browser, "/api/freeze", {"name": DOCUMENT})["file"]
    (root / FILE).write_text(SMALL.replace("協力する", "連携し、協力する"), encoding="utf-8")
    signed = {"name": DOCUMENT, "on": "令和2年3月25日"}
    none_yet = browser.post("/api/freeze", json=signed, headers=OWN)
    assert post(browser, "/api/amend", signed)["made"]
    (root / FILE).write_text(SMALL.replace("協力する", "協働する"), encoding="utf-8")
    another = post(browser, "/api/freeze", signed)
    (root / FILE).write_text(SMALL.replace("協力する", "連携し、協力する"), encoding="utf-8")
    made = post(browser, "/api/freeze", signed)
    post(browser, "/api/build", {"names": [DOCUMENT]})

    assert (422, True) == (none_yet.status_code, "書類を作る" in none_yet.json()["error"])
    assert another["file"] is None
    assert "「書類を作る」" in another["problems"][0]["cure"]  # type: ignore[index]
    assert (True, []) == (bool(made["file"]), made["problems"])
    assert "変更　令和2年3月25日" in (root / f"build/{DOCUMENT}.txt").read_text(encoding="utf-8")


def test_a_signed_version_that_was_wrong_is_frozen_again(browser: TestClient, root: Path):
    assert post(browser, "/api/freeze", {"name": DOCUMENT})["file"]
    (root / FILE).write_text(SMALL.replace("協力する", "連携し、協力する"), encoding="utf-8")
    refused = post(browser, "/api/freeze", {"name": DOCUMENT})
    made = post(browser, "/api/freeze", {"name": DOCUMENT, "again": True})

    assert refused["file"] is None
    assert "「固定し直す」" in refused["problems"][0]["cure"]  # type: ignore[index]
    assert made["file"]
    assert "訂正" in made["problems"][0]["message"]  # type: ignore[index]


def test_a_day_that_is_none_is_told(browser: TestClient):
    assert "13月" in str(post(browser, "/api/amend", {"name": DOCUMENT, "on": "令和8年13月1日"}, 422)["error"])
