"""The council view: what is due, late and missing on a day, and the papers of each session with their states."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the desk is an extra")
pytest.importorskip("httpx2", reason="needed to ask the desk")
from starlette.testclient import TestClient

from pipeline.desk.app import create
from pipeline.desk.guard import Keys
from pipeline.desk.room import Room
from tests.desk.kit import OWN
from tests.project.council.kit import AREA, CITY, SESSIONS, shipped, sitting, unsigned, write
from tests.workshop import build, edit

BOOK = "種別: 冊子\n題名: 議案書\n綴じる:\n  - { 文書: gikai-tsukimi, 種類: [議案] }\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shipped(tmp_path)


@contextmanager
def asked(root: Path, on: str) -> Iterator[TestClient]:
    day = datetime.fromisoformat(f"{on}T09:00:00").replace(tzinfo=UTC)
    keys = Keys()
    with TestClient(create(Room(root, root / "build"), keys, lambda: day), "http://127.0.0.1:8000") as client:
        client.get(f"/?token={keys.token}")
        yield client


def board(root: Path, on: str) -> Any:
    with asked(root, on) as client:
        (made,) = client.get("/api/board").json()["boards"]
    return made


def states(made: Any, party: str, act: str) -> dict[str, str]:
    lines = [x for x in made["lines"] if (x["party"], x["act"]) == (party, act) and x["document"].endswith("月見町")]
    (line,) = lines
    return {s["name"]: s["state"] for s in line["steps"]}


def planned(root: Path) -> Path:
    """Before anybody signed: 月見町 sits in March of 令和8年 and has not voted."""
    unsigned(root)
    write(root, "gikai-a", sitting("月見町", "協約: kyoyaku-月見町\n行為: 締結\n要約: 地域をつくる"))
    write(
        root,
        "gikai-b",
        sitting(CITY, "協約: kyoyaku-月見町\n行為: 締結\n要約: 地域をつくる\n議決日: 令和8年3月20日\n結果: 原案可決"),
    )
    return root


@pytest.mark.parametrize(
    ("on", "town", "city"), [("2026-03-10", "次", "予定"), ("2026-03-20", "次", "済"), ("2026-03-21", "遅れ", "済")]
)
def test_a_vote_is_late_when_the_session_is_over(tmp_path: Path, on: str, town: str, city: str):
    """会期 ends on 令和8年3月20日: until then the vote is due; a day that has not come is planned, not done."""
    made = board(planned(tmp_path), on)

    assert town == states(made, "月見町", "締結")["議決"]
    assert city == states(made, CITY, "締結")["議決"]
    assert "待ち" == states(made, "月見町", "締結")["告示"]


def test_a_notice_is_due_for_as_long_as_it_waits_and_never_late(root: Path):
    """第252条の2第2項 names no day: how long it waits is told."""
    edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "    届出: { 番号: 月企第40号, 日: 令和6年4月3日 }\n", "")
    made = board(root, "2024-04-08")
    (line,) = [x for x in made["lines"] if x["party"] == "月見町"]
    (step,) = [s for s in line["steps"] if s["name"] == "届出"]

    assert ("次", 10) == (step["state"], step["since"])  # 告示 was on 3月29日


def test_what_is_missing_is_told(root: Path):
    edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "    議案番号: 12\n", "")
    (root / f"sources/{AREA}/gikai-yukino.yaml").unlink()
    missing = "\n".join(board(root, "2024-04-08")["missing"])

    assert "令和6年第1回月見町議会定例会の議案番号が、まだありません（1件）" in missing
    assert "令和6年第1回月見町議会定例会の議案書（種別: 冊子）がありません" in missing
    assert "令和6年第1回月見町議会定例会の文書5件が、まだ作られていません" in missing
    write(root, "gianshu", BOOK)
    made = board(root, "2024-04-08")
    assert not [m for m in made["missing"] if m.startswith("令和6年第1回月見町議会定例会の議案書")]
    (own,) = [s for s in made["sessions"] if s["body"] == "月見町"]
    assert [f"{AREA}/gianshu"] == [b["id"] for b in own["books"]]


def test_papers_are_fresh_until_a_source_that_they_ask_changes(root: Path):
    """A 届出書 also prints what the session of the other party says."""
    build(root)

    def paper_states() -> dict[str, str]:
        (own,) = [s for s in board(root, "2024-04-08")["sessions"] if s["body"] == "月見町"]
        return {p["called"].split("-")[0]: p["state"] for p in own["papers"]}

    assert {"新しい"} == set(paper_states().values())
    edit(root / f"sources/{AREA}/gikai-hoshikawa.yaml", "議決日: 令和6年3月18日", "議決日: 令和6年3月17日")
    assert "変更あり" == paper_states()["届出書"]


def test_contradictions_lead_to_their_place(root: Path):
    path = root / f"sources/{AREA}/gikai-yukino.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("令和6年3月29日", "令和6年3月1日"), encoding="utf-8")
    (told,) = [t for t in board(root, "2024-04-08")["told"] if t["severity"] == "エラー"]

    assert "C1" == told["check"]
    assert path.read_text(encoding="utf-8")[told["from"] :].startswith("令和6年3月1日")


def test_an_approval_of_a_paper_stands_until_its_words_change(root: Path):
    name = f"{AREA}/gikai-tsukimi-議決結果"
    with asked(root, "2024-04-08") as client:
        seen = client.get(f"/api/reviews/{name}").json()["seen"]
        given = {"name": name, "kind": "承認", "who": "議会事務局", "seen": seen}
        assert 200 == client.post("/api/reviews", json=given, headers=OWN).status_code
        assert {"holding": ["議会事務局"], "void": []} == client.get(f"/api/standing/{name}").json()
        edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "結果: 原案可決", "結果: 修正可決")
        assert {"holding": [], "void": ["議会事務局"]} == client.get(f"/api/standing/{name}").json()
        assert 404 == client.get(f"/api/standing/{AREA}/none").status_code


def test_a_draft_is_shown_while_a_council_has_the_change_before_it(root: Path):
    """It is not built, and the desk shows what the bill is about: with or without a session, and after a slip in it as before."""
    name = f"{AREA}/kyoyaku-月見町"
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "毎年度一回以上", "毎年度二回以上")
    with asked(root, "2026-03-10") as client:
        alone = client.post(f"/api/preview/{name}", json={}, headers=OWN).json()
        write(root, "gikai-2026", sitting("月見町", "協約: kyoyaku\n行為: 変更\n要約: 回数を改めること"))
        before = client.post(f"/api/preview/{name}", json={}, headers=OWN).json()
        read = client.get(f"/api/reading/{name}").json()
        file = f"sources/{AREA}/kyoyaku.yaml"
        broken = (root / file).read_text(encoding="utf-8").replace("毎年度二回", "{{ ない }}毎年度二回")
        wrong = client.post(f"/api/preview/{name}", json={"unsaved": {file: broken}}, headers=OWN).json()

    assert ["署名版との違い"] == [p["code"] for p in alone["problems"]]
    assert ["変更中"] == [p["code"] for p in before["problems"]]
    assert alone["changing"]
    assert before["changing"]
    assert alone["pages"] == before["pages"]
    assert any("毎年度二回以上" in one["words"] for one in read["sentences"])
    assert (None, False) == (wrong["pages"], wrong["changing"])


def test_the_sheet_of_dates_is_made(root: Path):
    with asked(root, "2024-04-08") as client:
        made = client.post("/api/dates", json={"folder": AREA}, headers=OWN).json()
        assert [f"{AREA}/日程表.{f}" for f in ("pdf", "docx", "html")] == made["files"]
        assert b"%PDF" == client.get(f"/download/{made['files'][0]}").content[:4]
        assert [] == client.post("/api/dates", json={"folder": "../.."}, headers=OWN).json()["files"]


def test_an_erratum_is_made_of_the_pdf_that_was_handed_out(root: Path):
    name = f"{AREA}/gikai-{SESSIONS['月見町']}-議案-kyoyaku-月見町"
    build(root, f"{AREA}/gikai-tsukimi")
    issued = (root / "build" / f"{name}.pdf").read_bytes()
    with asked(root, "2024-04-08") as client:
        told = client.post(f"/api/errata/{name}?file=配布.pdf", content=issued, headers=OWN).json()
        assert [] == told["files"]
        assert "「配布.pdf」" in told["problems"][0]["message"]
        edit(root / f"sources/{AREA}/gikai-tsukimi.yaml", "取組を加えること", "取組み加えること")
        made = client.post(f"/api/errata/{name}?file=配布.pdf&number=2", content=issued, headers=OWN).json()
        assert f"{name}-正誤表.pdf" in made["files"], made
        assert "renkei-" not in str(made["problems"]).replace("renkei explain", "")
        for content, number in ((b"PK", "1"), (issued, "x")):
            answer = client.post(f"/api/errata/{name}?number={number}", content=content, headers=OWN)
            assert 422 == answer.status_code
        assert 404 == client.post(f"/api/errata/{AREA}/none", content=issued, headers=OWN).status_code
