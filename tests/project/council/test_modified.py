"""修正可決: what a council passed in other words than were brought is made known in these, and its bill stays as it was brought."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.council.kit import AREA, said, shipped, words
from tests.project.council.rules import FIRST, lines, passed, run
from tests.workshop import edit

PUBLISHED = FIRST.replace("原案可決", "修正可決") + "    公布: { 番号: 5, 日: 令和8年3月20日 }\n"
AFTERWARDS = PUBLISHED + "    修正後: はい\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A 条例 before its council: 100円 in its source."""
    root = passed(tmp_path, monkeypatch)
    (root / "sources/t/signed/jorei.json").unlink()
    edit(root / "sources/t/jorei.yaml", "150円", "100円")
    (root / "sources/t/gikai2.yaml").unlink()
    return root


def session(root: Path, text: str) -> None:
    (root / "sources/t/gikai1.yaml").write_text(text, encoding="utf-8")


def test_nothing_is_published_until_the_source_is_said_to_be_as_passed(root: Path):
    """The words that were brought went out as the ordinance."""
    session(root, PUBLISHED)
    done = run("build", "t/gikai1-公布文-jorei", "--format", "txt")

    assert 1 == done.exit_code
    assert "見本町の議会は修正して可決しましたが、「t/jorei」の文が修正後のものかが書かれていません" in done.output
    assert "修正後: はい" in done.output


def test_the_bill_stays_as_it_was_brought(root: Path):
    """It was made anew with the words that the council gave it, under the day on which it was brought."""
    bill = root / "build/t/gikai1-議案-jorei.txt"
    assert "第2条　使用料は、100円とする。" in lines(root, "gikai1-議案-jorei")
    before = bill.read_bytes()
    session(root, AFTERWARDS)
    edit(root / "sources/t/jorei.yaml", "100円", "80円")
    done = run("build", "--format", "txt")

    assert 0 == done.exit_code, done.output
    assert "「議案-jorei」は作りません（前に作ったものは、提出したときのまま残ります）" in done.output
    assert before == bill.read_bytes()
    assert "第2条　使用料は、80円とする。" in (root / "build/t/gikai1-公布文-jorei.txt").read_text(encoding="utf-8")
    assert "修正可決" in (root / "build/t/gikai1-議決結果.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("結果: 修正可決", "結果: 原案可決", "見本町の議会の結果は「原案可決」なので、「修正後: はい」は書けません"),
        ("    結果: 修正可決\n", "", "見本町の議会の結果がないので、「修正後: はい」は書けません"),
    ],
)
@pytest.mark.parametrize("paper", ["公布文", "議案"])
def test_what_was_not_modified_has_no_other_words(root: Path, paper: str, old: str, new: str, message: str):
    session(root, AFTERWARDS.replace(old, new))
    done = run("build", f"t/gikai1-{paper}-jorei", "--format", "txt")

    assert 1 == done.exit_code
    assert message in done.output


def test_an_agreement_that_one_council_modified_is_one_for_all(tmp_path: Path):
    """The councils of all parties vote on the same words."""
    root, notice = shipped(tmp_path), "gikai-tsukimi-告示-kyoyaku-月見町"
    path = root / f"sources/{AREA}/gikai-tsukimi.yaml"
    edit(path, "結果: 原案可決", "結果: 修正可決")
    assert () == said(root, notice)[0]
    edit(path, "結果: 修正可決", "結果: 修正可決\n    修正後: はい")

    assert "月見町告示第15号" in words(root, notice)
    assert ["月見町の議会は、連携協約の議案を修正して可決しました"] == [d.message for d in said(root, notice)[1].found]
