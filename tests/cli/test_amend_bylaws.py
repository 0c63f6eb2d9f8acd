"""renkei amend of a 規約 that municipalities agree on: …組合規約の一部を変更する規約, as 地方自治法第286条 calls it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_amend_rules import AREA, run
from tests.workshop import edit

UNION = """\
青葉衛生施設組合規約
昭和48年4月1日
（組合の名称）
第1条　この組合は、青葉衛生施設組合（以下「組合」という。）という。
（議会の組織）
第2条　組合の議会の議員の定数は、11人とする。
附　則
この規約は、昭和48年4月1日から施行する。
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A 規約 as it was imported, frozen, and changed since."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "k.txt").write_text(UNION, encoding="utf-8")
    (tmp_path / "sources/a").mkdir(parents=True)
    (tmp_path / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    told = run("import", "k.txt", "--area", "a")
    assert "改めるときは「青葉衛生施設組合規約の一部を変更する規約」とします" in told.stderr
    assert 0 == run("freeze", "a/k").exit_code
    edit(tmp_path / "sources/a/k.yaml", "11人", "14人")
    return tmp_path


def amended(root: Path, folder: str, paper: str) -> list[str]:
    done = run("amend", "a/k", "--on", "令和8年3月20日", "--effective", "令和8年4月1日")
    assert 0 == done.exit_code, done.stderr
    text = (root / f"build/a/{folder}/{paper}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line]


def test_the_paper_that_changes_it_says_so_wherever_it_tells(root: Path):
    """Only 「…の一部を改正する規約」 could be made."""
    assert [
        "青葉衛生施設組合規約の一部を変更する規約",
        "青葉衛生施設組合規約の一部を次のように変更する。",
        "第2条中「11人」を「14人」に改める。",
        "附　則",
        "この規約は、令和8年4月1日から施行する。",
    ] == amended(root, "k-変更", "一部変更規約")
    columns = (root / "build/a/k-変更/新旧対照表.txt").read_text(encoding="utf-8")
    assert "（下線の部分は、変更部分）" in columns
    assert "現行\t変更後" in columns


def test_the_day_of_the_change_stands_below_its_publication(root: Path):
    amended(root, "k-変更", "一部変更規約")
    run("freeze", "a/k", "--again", "--on", "令和8年3月20日", "--amendment", "build/a/k-変更/改め文.txt")

    made = run("build", "a/k", "--format", "txt")

    assert 0 == made.exit_code, made.stderr
    assert "変更　令和8年3月20日\n" in (root / "build/a/k.txt").read_text(encoding="utf-8")


def test_a_source_that_does_not_say_is_amended_as_ever(root: Path):
    edit(root / "sources/a/k.yaml", "改める語: 変更\n", "")

    assert "青葉衛生施設組合規約の一部を改正する規約" == amended(root, "k-改正", "一部改正規約")[0]


def test_one_text_has_one_word_for_all(root: Path):
    source = (root / "sources/a/k.yaml").read_text(encoding="utf-8")
    other = source.replace("青葉", "若葉").replace("改める語: 変更\n", "")
    (root / "sources/a/m.yaml").write_text(other.replace("14人", "11人"), encoding="utf-8")
    run("freeze", "a/m")
    (root / "sources/a/m.yaml").write_text(other, encoding="utf-8")

    done = run("amend", "a/k", "a/m", "--together", "--on", "令和8年3月20日")

    assert 1 == done.exit_code
    assert "「改正する」とする規約と「変更する」とする規約を、一つの改め文にできません" in done.stderr


@pytest.mark.parametrize(
    ("title", "changes"),
    [
        ("北斗広域連合規約", True),
        ("中央市と川上村との間における公平委員会の事務の委託に関する規約", True),
        ("東西町介護認定審査会共同設置規約", True),
        ("東部地域振興協議会規約", False),
    ],
)
def test_a_title_tells_what_the_law_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str, *, changes: bool
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "k.txt").write_text(UNION.replace("青葉衛生施設組合規約", title), encoding="utf-8")

    run("import", "k.txt", "--area", "a")

    source = (tmp_path / "sources/a/k.yaml").read_text(encoding="utf-8")
    assert changes == ("改める語: 変更\n" in source)
