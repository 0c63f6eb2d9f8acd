"""renkei amend --together of rules: one act amends them all, as the field writes it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_amend_named_rules import begin, root
from tests.cli.test_amend_rules import run

__all__ = ["root"]


def test_several_rules_are_amended_by_one_as_the_field_writes_it(root: Path):
    """It said 協約 of them, in a list, and its file was a 変更協約書."""
    for n, name in enumerate(("公民館条例", "集会所条例", "会館条例"), 7):
        begin(root, f"k{n}", name, f"条例第{n}号", "条例")
    every = ("a/k7", "a/k8", "a/k9")

    done = run("amend", *every, "--on", "令和8年3月20日", "--effective", "令和8年4月1日", "--together")

    assert 0 == done.exit_code, done.output
    paper = root / "build/a/一括改正/一部改正条例.txt"
    assert """\
公民館条例等の一部を改正する条例
（公民館条例の一部改正）
第1条　公民館条例（平成21年条例第7号）の一部を次のように改正する。
第1条中「総務課」を「企画課」に改める。
（集会所条例の一部改正）
第2条　集会所条例（平成21年条例第8号）の一部を次のように改正する。
第1条中「総務課」を「企画課」に改める。
（会館条例の一部改正）
第3条　会館条例（平成21年条例第9号）の一部を次のように改正する。
第1条中「総務課」を「企画課」に改める。
附　則
この条例は、令和8年4月1日から施行する。
""" == paper.read_text(encoding="utf-8").replace("\n\n", "\n")
    for said in (paper, paper.with_name("改め文.txt")):
        kept = run("freeze", *every, "--again", "--on", "令和8年3月20日", "--amendment", str(said))
        assert 0 == kept.exit_code, kept.output


def test_two_rules_are_both_named_in_the_title(root: Path):
    begin(root, "k1", "会館条例施行規則", "規則第7号", "規則")
    begin(root, "k2", "会館条例施行細則", "規則第8号", "規則")

    run("amend", "a/k1", "a/k2", "--together")

    text = (root / "build/a/一括改正/改め文.txt").read_text(encoding="utf-8")
    assert text.startswith("会館条例施行規則及び会館条例施行細則の一部を改正する規則\n")


def test_a_regulation_and_an_ordinance_are_not_amended_by_one_text(root: Path):
    """No act is both; it was told that their 附則 differ."""
    begin(root, "k1", "会館条例", "条例第7号", "条例")
    begin(root, "k2", "会館条例施行規則", "規則第8号", "規則")

    done = run("amend", "a/k1", "a/k2", "--together")

    assert 1 == done.exit_code
    assert "「条例」と「規則」は、一つの改め文では改められません" in done.stderr
