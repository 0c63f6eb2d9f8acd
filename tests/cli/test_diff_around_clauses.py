"""renkei diff of papers of 条: what stands around them is compared, too, whatever it is and whoever reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli

RULE = """\
種別: 規約
題名: 海山圏域広域連携協議会規約
公布:
  標: ○
  題名の後: [令和3年4月1日, 海山市告示第30号・川田町告示第12号]
条:
  - 見出し: 設置
    本文: 圏域の連携を進めるため、会議を置く。
  - 見出し: 事務局
    本文: 会議の事務局は、海山市に置く。
附則:
  本文: この規約は、告示の日から施行する。
"""
AREA = "種別: 圏域\n圏域名: 海山圏域\n流儀: 半角\n市町村:\n  海山市:\n    職名: 海山市長\n    長: []\n"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert 0 == done.exit_code, done.stderr
    return done.stdout


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rule that nobody signs, in three forms and as a signed version."""
    folder = tmp_path / "sources/umi"
    folder.mkdir(parents=True)
    (folder / "area.yaml").write_text(AREA, encoding="utf-8")
    (folder / "kiyaku.yaml").write_text(RULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run("build", "umi", "--format", "txt,docx,html")
    run("freeze", "umi/kiyaku")
    return tmp_path


OTHERS = (
    "umi/kiyaku",
    "build/umi/kiyaku.txt",
    "build/umi/kiyaku.docx",
    "build/umi/kiyaku.html",
    "sources/umi/signed/kiyaku.json",
)


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize(
    ("old", "new"), [("告示第12号", "告示第13号"), ("令和3年4月1日", "令和3年4月2日"), ("○海", "◎海")]
)
def test_a_line_of_the_publication_is_compared(made: Path, other: str, old: str, new: str):
    """「変わるところはありません」 was said of two rules with other numbers of 告示, between signed versions, too."""
    text = (made / "build/umi/kiyaku.txt").read_text(encoding="utf-8")
    assert 1 == text.count(old)
    (made / "changed.txt").write_text(text.replace(old, new), encoding="utf-8")
    (made / "both.txt").write_text(text.replace(old, new).replace("置く。\n\n附", "置いた。\n\n附"), encoding="utf-8")

    assert "1か所が変わります" in run("diff", other, "changed.txt")
    assert "2か所が変わります" in run("diff", "both.txt", other)
    assert "変わるところはありません。\n" == run("diff", other, "build/umi/kiyaku.txt")


def test_a_source_whose_publication_changed_differs_from_its_signed_version(made: Path):
    source = made / "sources/umi/kiyaku.yaml"
    source.write_text(RULE.replace("第12号", "第13号"), encoding="utf-8")

    said = run("diff", "sources/umi/signed/kiyaku.json", "umi/kiyaku")

    assert said.startswith("公布の行  字句\n")
    assert "    + 海山市告示第30号・川田町告示第13号\n1か所が変わります。" in said


SIGNED = """\
山川市と海辺町との連携に関する協定書
山川市（以下「甲」という。）及び海辺町（以下「乙」という。）は、次のとおり締結する。
第1条　甲及び乙は、連携して取り組む。
第2条　甲及び乙は、費用を負担する。
"""
BELOW = "令和6年3月28日\n甲\n山川市長　山川太郎\n乙\n海辺町長　海辺花子\n"


def test_a_paper_whose_day_no_one_can_read_is_not_taken_for_words_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """「締結日、記名がない」 was said of a paper that has both, and its old day was told nowhere."""
    monkeypatch.chdir(tmp_path)
    for name, below in (("前", BELOW), ("後", BELOW.replace("令和", "７和")), ("文", "")):
        Path(f"{name}.txt").write_text(SIGNED + below, encoding="utf-8")

    told = CliRunner().invoke(cli, ["diff", "前.txt", "後.txt"], catch_exceptions=False)
    alone = CliRunner().invoke(cli, ["diff", "前.txt", "文.txt"], catch_exceptions=False)

    assert ("", ["    - 令和6年3月28日", "    + ７和6年3月28日"]) == (told.stderr, told.stdout.splitlines()[1:3])
    assert "「文.txt」には表紙、締結日、記名がないので" in alone.stderr
