"""A page of a collection of rules, whose figures are of half width whatever was published, is a base of amendments."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.project.intake.one_width import as_wide_as
from pipeline.provision.unit import Provision, Unit
from tests.workshop import edit

PAGE = """\
○谷市会館条例
昭和44年4月1日
条例第7号
(設置)
第1条 会館を置き、定員は、120人(7室の計)とする。
(開館時間)
第2条 会館は、午前9時から開く。
2 休館日は、12月29日から1月3日までとする。
(平20条例22・一部改正)
附 則
この条例は、公布の日から施行する。
別表(第2条関係)
室	額
会議室	4,300円
"""
FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
SOURCE = PAGE.replace("(平20条例22・一部改正)\n", "").translate(FULL)
WORDS = st.text("あいう第条月日12349,(）５６７（%ａb", max_size=12)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    ("source", "old", "new", "said"),
    [
        (SOURCE, "１月３日", "１月４日", "第２条第２項中「３日」を「４日」に改める。"),
        (SOURCE, "午前９時", "午前１０時", "第２条第１項中「９時」を「１０時」に改める。"),
        (SOURCE, "４，３００円", "４，８００円", "別表会議室の項中「４，３００円」を「４，８００円」に改める。"),
        (PAGE, "午前9時", "午前8時", "第2条第1項中「9時」を「8時」に改める。"),
    ],
)
def test_widths_are_nothing_to_amend_and_told(
    source: str, old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It was refused for the title of a 附則, or amended the brackets and left out a 前文 that was the day of publication."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(source, encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert 0 == run("import", "paper.txt", "--area", "a").exit_code
    edit(tmp_path / "sources/a/paper.yaml", old, new)

    done = run("amend", "a/paper", "--from", "page.txt", "--on", "令和8年3月20日")

    assert 0 == done.exit_code, done.output
    words = next(tmp_path.glob("build/a/paper-*/改め文.txt")).read_text(encoding="utf-8").splitlines()
    assert [said] == words[2:]
    assert "幅の違いは改めるところと" in done.stderr


def provision(texts: list[str]) -> Provision:
    cells = tuple(Unit("行", cells=(text, text)) for text in texts[2:])
    articles = (Unit("条", (1,), caption=texts[0], children=(Unit("項", (1,), text=texts[1]),)),)
    return Provision(title="会館条例", articles=articles, schedules=(Unit("別表", children=cells),))


def changed(text: str, *, to_full: bool) -> str:
    return text.translate(FULL if to_full else {wide: code for code, wide in FULL.items()})


@given(st.lists(WORDS, min_size=4, max_size=6), st.sampled_from([True, False]))
def test_a_text_in_another_width_throughout_is_the_text_of_now(texts: list[str], is_full: bool):
    assume(sum(c.isdecimal() for text in texts for c in text) >= 4)
    now, page = (provision([changed(text, to_full=full) for text in texts]) for full in (is_full, not is_full))

    assert now == as_wide_as(page, now)[0]


@given(st.lists(WORDS, min_size=4, max_size=6), st.lists(WORDS, min_size=4, max_size=6))
def test_no_word_is_changed_but_for_its_width(old: list[str], new: list[str]):
    made = as_wide_as(provision(old), provision(new))[0]

    half = [changed(text, to_full=False) for text in old]
    assert provision(half) == as_narrow(made)


def as_narrow(made: Provision) -> Provision:
    caption, text = made.articles[0].caption, made.articles[0].children[0].text
    assert caption is not None
    return provision(
        [changed(t, to_full=False) for t in (caption, text, *(u.cells[0] for u in made.schedules[0].children))]
    )


def test_a_figure_of_another_width_alone_is_amended():
    """Whoever writes ２ for 2 in one place means it."""
    old, new = provision(["額", "12人、34人、56人", "78"]), provision(["額", "12人、34人、５６人", "78"])

    assert (old, 0) == as_wide_as(old, new)
