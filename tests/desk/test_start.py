"""From an empty folder to a paper of one's own: nothing is written before it is asked for, and nothing is written over."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.cli.main import cli
from pipeline.project.intake.first_paper import STARTERS
from tests.desk.kit import post
from tests.workshop import table_book

TOWNS = [
    {"name": "緑川市", "office": "緑川市長", "head": "髙橋一郎", "since": "令和4年4月1日"},
    {"name": "白石町", "office": "", "head": "﨑山花子", "since": "R5.5.1"},
]
SAID: dict[str, object] = {
    "kind": "連携協約書",
    "folder": "緑川圏域",
    "area": "緑川圏域",
    "towns": TOWNS,
    "day": "令和8年3月25日",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "役所 の フォルダ"
    folder.mkdir()
    return folder


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def dropped(name: str, data: bytes) -> dict[str, str]:
    return {"name": name, "data": base64.b64encode(data).decode()}


def test_an_empty_folder_opens_with_the_beginning(browser: TestClient):
    assert "作る文書" in browser.get("/").text
    assert {"連携協約書", "計画"} <= {k["kind"] for k in browser.get("/api/start").json()["kinds"]}
    for page in ("/council", "/checks", "/compare", "/api/documents"):
        assert 200 == browser.get(page).status_code


def test_an_ordinance_calls_the_head_of_its_municipality_without_its_name(browser: TestClient):
    made = post(browser, "/api/start/paper", {**SAID, "kind": "例規", "towns": TOWNS[1:]})

    assert "町長は、" in str(made["pages"])
    assert "市町村長" not in str(made["pages"])
    assert "白石町長は" not in str(made["pages"])


def test_what_would_be_made_is_shown_and_not_written(browser: TestClient, root: Path):
    made = post(browser, "/api/start/paper", SAID)

    assert "白石町長" in str(made["pages"])
    assert "﨑山花子" in str(made["pages"])
    assert ("緑川圏域/kyoyaku", False) == (made["document"], made["saved"])
    assert [] == made["problems"]
    assert {} == tree(root)


def test_it_is_written_and_builds_on_the_command_line_too(
    browser: TestClient, root: Path, monkeypatch: pytest.MonkeyPatch
):
    made = post(browser, "/api/start/paper", SAID | {"save": True})

    assert made["saved"]
    assert "緑川圏域/kyoyaku" in browser.get("/").text
    assert set(made["files"]) <= set(tree(root))  # type: ignore[call-overload]
    monkeypatch.chdir(root)
    done = CliRunner().invoke(cli, ["build"], catch_exceptions=False)
    assert (0, "") == (done.exit_code, done.stderr)
    text = (root / "build/緑川圏域/kyoyaku.txt").read_text(encoding="utf-8")
    assert "甲　緑川市長\n髙橋一郎\n乙　白石町長\n﨑山花子\n" in text.replace("\n\n", "\n")


@pytest.mark.parametrize("kind", STARTERS)
@pytest.mark.parametrize("day", ["", "令和8年3月25日"])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_every_kind_can_be_begun_without_a_remark(browser: TestClient, kind: str, day: str, count: int):
    towns = [*TOWNS, *({"name": f"若葉{n}町", "head": "北島太郎", "since": "令和2年4月1日"} for n in range(count - 2))]
    made = post(browser, "/api/start/paper", SAID | {"kind": kind, "day": day, "towns": towns})

    assert made["pages"], made["problems"]
    assert [] == made["problems"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"area": " "}, "圏域の名前"),
        ({"towns": []}, "市町村を一つは"),
        ({"towns": [TOWNS[0], TOWNS[0]]}, "二度"),
        ({"towns": [TOWNS[0] | {"since": ""}]}, "就任日"),
        ({"towns": [TOWNS[0] | {"since": "令和4年13月1日"}]}, "13月"),
        ({"day": "令和8年2月30日"}, "30日"),
        ({"folder": "../他"}, "フォルダの名前"),
        ({"folder": "con"}, "フォルダの名前"),
        ({"stem": "a/b"}, "原稿の名前"),
        ({"stem": "area"}, "原稿の名前"),
        ({"kind": "冊子"}, "見本"),
    ],
)
def test_what_is_missing_or_wrong_is_told(browser: TestClient, root: Path, said: dict[str, object], told: str):
    assert told in str(post(browser, "/api/start/paper", SAID | said | {"save": True}, 422)["error"])
    assert {} == tree(root)


def test_who_signs_without_a_head_is_told_before(browser: TestClient, root: Path):
    made = post(browser, "/api/start/paper", SAID | {"towns": [TOWNS[0], {"name": "白石町"}]})

    assert made["pages"] is None
    assert "白石町の職名と長がありません" in str(made["problems"])
    post(browser, "/api/start/paper", SAID | {"towns": [TOWNS[0], {"name": "白石町"}], "save": True}, 422)
    assert {} == tree(root)


def test_a_second_paper_stands_beside_the_first_and_nothing_is_written_over(browser: TestClient, root: Path):
    post(browser, "/api/start/paper", SAID | {"save": True})
    before = tree(root)
    assert "もうあります" in str(post(browser, "/api/start/paper", SAID | {"save": True}, 422)["error"])
    assert before == tree(root)
    made = post(
        browser,
        "/api/start/paper",
        {"kind": "覚書", "folder": "緑川圏域", "parties": ["白石町", "緑川市"], "save": True},
    )

    assert ["sources/緑川圏域/oboegaki.yaml"] == made["files"]
    assert before == {name: data for name, data in tree(root).items() if name in before}
    assert "甲: 白石町" in (root / "sources/緑川圏域/oboegaki.yaml").read_text(encoding="utf-8")


def test_names_that_are_not_letters_of_yaml_are_kept(browser: TestClient):
    towns = [{"name": "緑: 川 #市", "head": "'一郎\"", "since": "令和4年4月1日"}, TOWNS[1]]
    made = post(browser, "/api/start/paper", SAID | {"towns": towns})

    assert "緑: 川 #市長" in str(made["pages"]) or "緑:川#市長" in str(made["pages"])


def test_a_paper_that_is_there_is_read_first_then_taken_in(browser: TestClient, root: Path):
    words = "緑川市と白石町の覚書\n\n第1条　甲及び乙は、協力する。\n２　甲は、努める。\n"
    sent = {"paper": dropped("覚書 その1.txt", words.encode()), "folder": "緑川圏域"}
    made = post(browser, "/api/start/intake", sent)
    assert made["same"]
    assert "協力する。" in str(made["pages"])
    assert {} == tree(root)
    made = post(browser, "/api/start/intake", sent | {"stem": "oboegaki", "save": True})

    assert made["saved"]
    assert "協力する。" in (root / "sources/緑川圏域/oboegaki.yaml").read_text(encoding="utf-8")
    assert "もうあります" in str(post(browser, "/api/start/intake", sent | {"stem": "oboegaki"}, 422)["error"])


def test_a_web_page_is_taken_in_and_what_leads_about_is_told(browser: TestClient, root: Path):
    page = '<p><a href="/">前の頁へ</a></p><p>緑川市と白石町の覚書</p><p>第1条　甲及び乙は、協力する。</p><p>２　甲は、努める。</p>'
    data = ('<meta charset="Shift_JIS">' + page).encode("cp932")
    sent = {"paper": dropped("oboegaki.html", data), "folder": "緑川圏域", "save": True}
    made = post(browser, "/api/start/intake", sent)

    assert made["same"]
    assert made["saved"]
    assert "「前の頁へ」" in str(made["told"])
    assert "協力する。" in (root / "sources/緑川圏域/oboegaki.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data"), [("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("a.txt", b"\xff\xfe"), ("a.docx", b"PK")]
)
def test_a_paper_that_cannot_be_read_is_told_with_the_way_out(browser: TestClient, root: Path, name: str, data: bytes):
    made = post(browser, "/api/start/intake", {"paper": dropped(name, data), "folder": "緑川圏域", "save": True})

    assert [] == made["files"]
    assert "cure" in str(made["told"])
    assert {} == tree(root)


def test_the_rows_of_a_workbook_become_the_table(browser: TestClient, root: Path):
    data = table_book(["観光", "広く発信する。", "行う。", "協力する。"])
    made = post(browser, "/api/start/paper", SAID | {"book": dropped("別表.xlsx", data), "save": True})

    assert "広く発信する。" in str(made["pages"])
    assert data == (root / "sources/緑川圏域/別表.xlsx").read_bytes()


def test_a_bad_cell_of_a_workbook_is_named_before_anything_is_written(browser: TestClient, root: Path):
    data = table_book(["観光", "", "行う。", "=1/0"])
    made = post(browser, "/api/start/paper", SAID | {"book": dropped("別表.xlsx", data)})

    assert made["pages"] is None
    assert "D2" in str(made["problems"])
    post(browser, "/api/start/paper", SAID | {"book": dropped("別表.xlsx", data), "save": True}, 422)
    assert {} == tree(root)


def test_the_papers_of_councils_are_begun_for_an_agreement_that_is_there(browser: TestClient, root: Path):
    asked: dict[str, object] = {"kind": "議会", "folder": "緑川圏域", "save": True}
    assert "先に協約" in str(post(browser, "/api/start/paper", asked, 422))
    post(browser, "/api/start/paper", SAID | {"save": True})

    made = post(browser, "/api/start/paper", asked)

    assert made["saved"] is True
    assert ["sources/緑川圏域/gikai-緑川市.yaml", "sources/緑川圏域/gikai-白石町.yaml"] == made["files"]
    assert "緑川市議会定例会" in (root / "sources/緑川圏域/gikai-緑川市.yaml").read_text(encoding="utf-8")
    assert "もうあります" in str(post(browser, "/api/start/paper", asked, 422))
