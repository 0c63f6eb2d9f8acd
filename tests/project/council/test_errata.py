"""正誤表: slips that anybody sees are corrected with page and line, whatever else differs is refused (council notes 5)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli.exits import DONE, PROBLEMS
from pipeline.project.council.slips import _core, _sort
from tests.project.council.kit import AREA, run, shipped
from tests.workshop import build, edit

BILL = "gikai-tsukimi-議案-kyoyaku-月見町"
OWN = f"sources/{AREA}/gikai-tsukimi.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose bill was issued."""
    build(shipped(tmp_path), f"{AREA}/{BILL}", formats=("pdf",))
    (tmp_path / f"build/{AREA}/{BILL}.pdf").rename(tmp_path / "配布.pdf")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_slips_stand_with_their_page_and_line(root: Path):
    edit(root / OWN, "議案番号: 12", "議案番号: 13")
    edit(root / OWN, "取組を加える", "取組みを加える")

    done = run("errata", "配布.pdf", BILL, "--number", "1", "--on", "令和6年3月5日")

    assert DONE == done.exit_code, done.output
    said = (root / f"build/{AREA}/{BILL}-正誤表.txt").read_text(encoding="utf-8")
    assert "正誤表（その1）" in said
    assert "1\t1行目\t議案第12号星川市" in said
    assert "取組を加える" in said.split("1\t11行目\t")[1].split("\t")[0]
    assert "差替え頁　1頁" in said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("移住の促進に関する取組を加えること", "移住の促進に関する取組を加えないこと"),
        ("移住の促進に関する取組", "移住及び観光の促進に関する取組"),
        ("移住の促進に関する取組を加えること", "図書館の相互利用を取りやめること"),
    ],
)
def test_a_change_of_substance_is_refused(root: Path, old: str, new: str):
    edit(root / OWN, old, new)

    done = run("errata", "配布.pdf", BILL, "--json")

    assert PROBLEMS == done.exit_code
    told = json.loads(done.stdout)
    assert [] == told["files"]
    assert told["refused"]
    assert ["正誤表"] == [d["code"] for d in told["diagnostics"]]


def test_papers_that_say_the_same_need_none(root: Path):
    assert PROBLEMS == run("errata", "配布.pdf", BILL).exit_code
    assert not (root / f"build/{AREA}/{BILL}-正誤表.txt").exists()


def test_a_broken_pdf_is_told(root: Path):
    (root / "壊.pdf").write_bytes(b"%PDF-1.7 nothing")

    assert PROBLEMS == run("errata", "壊.pdf", BILL).exit_code


@pytest.mark.parametrize(
    ("old", "new", "sort"),
    [
        ("取組", "取組み", "脱字・余字"),
        ("英国", "カナダ", "誤字"),
        ("を", "に", "助詞・句読点"),
        ("議案第12号", "議案第13号", "番号・計算"),
        ("甲", "乙", None),
        ("行う", "行わない", None),
        ("100円", "200円", "番号・計算"),
        ("電子通信回線", "電気通信回線", "誤字"),
        ("協議する", "協議することができる", None),
    ],
)
def test_what_is_a_slip(old: str, new: str, sort: str | None):
    _, wrong, right, _ = _core(old, new)

    assert sort == _sort(wrong, right)[0]
