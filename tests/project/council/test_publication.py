"""公布文: a 条例 that was voted on is published under its number, on its day, by the head of its municipality."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.project.council.rules import FIRST, SECOND, lines, passed, run
from tests.workshop import edit


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return passed(tmp_path, monkeypatch)


PUBLISHED = "    公布: { 番号: 5, 日: 令和8年3月20日 }\n"


def published(root: Path, more: str = PUBLISHED, name: str = "gikai1", text: str = FIRST) -> str:
    (root / f"sources/t/{name}.yaml").write_text(text + more, encoding="utf-8")
    return f"{name}-公布文-jorei"


def test_a_day_of_publication_makes_its_paper(root: Path):
    made = lines(root, published(root))

    assert [
        "見本町公民館条例をここに公布する。",
        "令和8年3月20日",
        "見本町長　見本花子",
        "見本町条例第5号",
        "見本町公民館条例",
        "（趣旨）",
    ] == made[:6]
    assert "第2条　使用料は、100円とする。" in made
    assert 1 == "".join(made).count("条例第5号"), "the lines below the title say it after the publication"


def test_the_amending_ordinance_is_published_with_its_own_number(root: Path):
    more = "    議決日: 令和8年9月18日\n    結果: 原案可決\n    公布: { 番号: 18, 日: 令和8年9月25日 }\n"
    made = lines(root, published(root, more, "gikai2", SECOND))

    assert [
        "見本町公民館条例の一部を改正する条例をここに公布する。",
        "令和8年9月25日",
        "見本町長　見本花子",
        "見本町条例第18号",
        "見本町公民館条例の一部を改正する条例",
    ] == made[:5]
    assert "第2条中「100円」を「150円」に改める。" in made
    assert "この条例は、令和8年10月1日から施行する。" in made


def test_its_number_is_written_as_the_house_writes_numbers(root: Path):
    """「見本町条例第5号」 stood below 「令和８年３月２０日」."""
    edit(root / "sources/t/area.yaml", "圏域名: 例示圏域\n", "圏域名: 例示圏域\n流儀: 全角\n")
    (root / "sources/t/signed/jorei.json").unlink()

    made = lines(root, published(root))

    assert ["令和８年３月２０日", "見本町長　見本花子", "見本町条例第５号"] == made[1:4]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("    公布: { 番号: 6, 日: 令和8年3月20日 }\n", "「公布」の番号は6ですが、「t/jorei」の原稿では条例第5号です"),
        ("    公布: { 番号: 5, 日: 令和8年3月21日 }\n", "では令和8年3月20日です"),
    ],
)
def test_a_publication_is_not_another_than_the_ordinance_says(root: Path, more: str, told: str):
    done = run("build", f"t/{published(root, more)}", "--format", "txt")

    assert 1 == done.exit_code
    assert told in done.stderr


def test_what_was_voted_down_is_not_published(root: Path):
    """Nor before its vote; and a day of what was voted down is told."""
    down = "    議決日: 令和8年9月18日\n    結果: 否決\n    公布: { 番号: 18 }\n"
    assert published(root, down, "gikai2", SECOND) not in run("list").stdout
    done = run("build", f"t/{published(root, text=FIRST.replace('原案可決', '否決'))}", "--format", "txt")
    assert 1 == done.exit_code
    assert "結果は「否決」ですが" in done.stderr
    later = "    議決日: 令和8年9月18日\n    結果: 原案可決\n    公布: { 番号: 18, 日: 令和8年9月17日 }\n"
    done = run("build", f"t/{published(root, later, 'gikai2', SECOND)}", "--format", "txt")
    assert 1 == done.exit_code
    assert "議決日（令和8年9月18日）より前です" in done.stderr


def test_what_the_head_decided_is_published_though_the_council_does_not_approve(root: Path):
    urgent = "    専決: { 根拠: 第179条第1項, 日: 令和8年8月20日, 番号: 3, 理由: 議会を招集する時間的余裕がない。 }\n"
    more = f"{urgent}    結果: 不承認\n    公布: {{ 番号: 18 }}\n"

    assert published(root, more, "gikai2", SECOND) in run("list").stdout


def test_an_office_that_does_not_say_whose_it_is_is_told(root: Path):
    edit(root / "sources/t/area.yaml", "職名: 見本町長", "職名: 町長")
    done = run("build", "t/gikai2-議案-jorei", "--format", "txt")

    assert 0 == done.exit_code
    assert "「職名:」に「見本町長」のように書いてください" in done.stderr
