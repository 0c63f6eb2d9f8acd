"""The board of dates: what is done, due and contradicting, for each agreement and party, in four forms."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.cli.exits import DONE, PROBLEMS
from tests.project.council.kit import AREA, TOWNS, run, shipped, signed, sitting, unsigned, write
from tests.workshop import edit

OWN = f"sources/{AREA}/gikai-tsukimi.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(shipped(tmp_path))
    return tmp_path


def lines(*names: str) -> list[tuple[str, str, str]]:
    """Document, party and state of each line."""
    (board,) = json.loads(run("dates", "--json", *names).stdout)["boards"]
    return [(line["document"].split("/")[1], line["party"], line["state"]) for line in board["lines"]]


def steps(party: str, *names: str) -> dict[str, str]:
    (board,) = json.loads(run("dates", "--json", *names).stdout)["boards"]
    (line,) = [line for line in board["lines"] if line["party"] == party]
    return {name: step["day"] or step["state"] for name, step in line["steps"].items()}


def test_all_is_done_in_the_shipped_area(root: Path):
    assert [(f"kyoyaku-{town}", party, "済") for town in TOWNS for party in ("星川市", town)] == lines()
    assert DONE == run("dates").exit_code


def test_every_contradiction_names_the_file_and_the_line(root: Path):
    """C5 was told without: there was nothing to click and nothing to open."""
    edit(root / OWN, "    議決日: 令和6年3月15日\n    結果: 原案可決\n", "")
    (root / f"sources/{AREA}/gikai-hanazono.yaml").unlink()

    said = run("dates").stdout
    (board,) = json.loads(run("dates", "--json").stdout)["boards"]

    assert {"C5"} <= {each["check"] for each in board["contradictions"]}
    for each in board["contradictions"]:
        where = f"{each['file']}:{each['line']}:" if each["line"] else each["file"]
        assert (root / each["file"]).is_file()
        assert f"{each['check']}: {each['message']}\n --> {where}" in said


@pytest.mark.parametrize("name", ["hoshikawa/kyoyaku-月見町", "kyoyaku-月見町", "gikai-tsukimi"])
def test_one_agreement_is_asked_for_by_its_names(root: Path, name: str):
    assert [("kyoyaku-月見町", "星川市", "済"), ("kyoyaku-月見町", "月見町", "済")] == lines(name)


def test_what_is_due_is_told_and_what_waits_for_another(root: Path):
    """月見町 has not voted: neither may sign, so nobody makes it known."""
    unsigned_root = root / "other"
    unsigned_root.mkdir()
    unsigned(unsigned_root)
    write(unsigned_root, "gikai-a", sitting("月見町", "協約: kyoyaku\n行為: 締結\n要約: 地域をつくる"))
    write(
        unsigned_root,
        "gikai-b",
        sitting(
            "星川市", "協約: kyoyaku-月見町\n行為: 締結\n要約: 地域をつくる\n議決日: 令和8年3月20日\n結果: 原案可決"
        ),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(unsigned_root)

        assert {
            "提出": "2026-03-02",
            "議決": "次",
            "締結": "待ち",
            "告示": "待ち",
            "施行": "不要",
            "届出": "待ち",
        } == steps("月見町", "kyoyaku-月見町")
        assert [("kyoyaku-月見町", "星川市", "待ち"), ("kyoyaku-月見町", "月見町", "次は議決")] == lines(
            "kyoyaku-月見町"
        )
        assert [
            ("kyoyaku-花園村", "星川市", "議会の原稿なし"),
            ("kyoyaku-花園村", "花園村", "議会の原稿なし"),
        ] == lines("kyoyaku-花園村")


def test_what_contradicts_is_told_with_its_cure_and_ends_with_a_status(root: Path):
    edit(root / OWN, "議決日: 令和6年3月15日", "議決日: 令和6年3月28日")

    done = run("dates", "kyoyaku-月見町")

    assert PROBLEMS == done.exit_code
    assert (
        "エラー[議会の議決] C2: 締結日（令和6年3月27日）が、月見町の議会の議決日（令和6年3月28日）より前です"
        in done.stdout
    )
    assert [("kyoyaku-月見町", "星川市", "矛盾1件"), ("kyoyaku-月見町", "月見町", "矛盾2件")] == lines("kyoyaku-月見町")


def test_a_needless_step_is_not_due(root: Path):
    """定住自立圏形成協定 knows no 告示 and no 届出 (council notes 1)."""
    for path in (root / f"sources/{AREA}").glob("gikai-*.yaml"):
        path.unlink()
    for path in (root / f"sources/{AREA}/signed").iterdir():
        path.unlink()
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "種別: 連携協約書", "種別: 定住自立圏形成協定書")
    edit(root / f"sources/{AREA}/kyoyaku.yaml", "第252条の2第1項", "第96条第2項")
    law = "議決事件条例: { 題名: 条例, 番号: 平成21年月見町条例第3号, 条項: 第2条第1号 }\n"
    text = "協約: kyoyaku\n行為: 締結\n要約: 地域をつくる\n議決日: 令和8年3月20日\n結果: 原案可決"
    write(root, "gikai-tsukimi", sitting("月見町", text, law).replace("令和8年", "令和2年"))

    assert ("不要", "不要") == tuple(steps("月見町", "kyoyaku-月見町")[name] for name in ("告示", "届出"))


def test_the_sheet_and_the_page_say_what_the_terminal_says(root: Path):
    done = run("dates", "kyoyaku-月見町", "--sheet", "--html", "--out", "x")

    assert DONE == done.exit_code, done.output
    assert {"日程表.pdf", "日程表.docx", "日程表.html"} == {p.name for p in (root / "x" / AREA).iterdir()}
    page = re.sub("<[^>]+>", "", (root / "x" / AREA / "日程表.html").read_text(encoding="utf-8"))
    assert all(words in page for words in ("第1回変更", "令6.3.15", "令6.4.3"))


def test_nothing_to_show_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "sources").mkdir()
    monkeypatch.chdir(tmp_path)

    assert "議会の原稿（種別: 議会）も、名前に当たる協約もありません。" in run("dates").stdout


def test_the_day_on_which_an_agreement_ends_does_not_stand_below_a_signing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """「締結 令9.3.31」 was what the board said of the agreement that ended on that day."""
    monkeypatch.chdir(signed(tmp_path))
    write(
        tmp_path,
        "gikai-a",
        sitting("月見町", "協約: kyoyaku-月見町\n行為: 廃止\n廃止日: 令和8年3月31日\n要約: 目的を達した"),
    )

    head = next(line for line in run("dates", "kyoyaku-月見町").stdout.splitlines() if line.startswith("協約"))

    assert ["協約", "行為", "当事者", "提出", "議決", "廃止", "告示", "施行", "届出", "状態"] == head.split()
