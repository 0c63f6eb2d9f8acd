"""What a house has typed into the words around an amendment, where a fact of the source belongs, is told with its place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, SourceFile, Span, Written
from pipeline.notation.dates import wareki
from pipeline.papers.amendment_frame import wording
from pipeline.papers.amendment_law import tell_typed
from pipeline.provision.read import read_provision
from pipeline.source.files import Files

STYLES: tuple[wareki.DateStyle, ...] = ("wareki", "wareki_kanji")
SIGNED, AMENDED, EFFECT = date(2019, 12, 25), date(2026, 3, 25), date(2026, 4, 1)
BASE, _ = read_provision(
    "連携協約\n甲及び乙は、地方自治法（昭和22年法律第67号）第252条の2第1項の規定により、締結する。\n"
    "第1条　連携する。\n第2条　平成30年4月1日の協定は、廃止する。\n"
)


def told(words: str, signed: date | None = SIGNED) -> list[str]:
    """The words that are told of."""
    problems = Problems()
    text = Written(words, SourceFile("変更協約書.yaml", words), 0, len(words))
    tell_typed(BASE, (signed, AMENDED, EFFECT), 2, text, problems)
    places = [problem.place for problem in problems.found]
    return [words[place.start : place.end] for place in places if isinstance(place, Span)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("令和2年3月20日に締結した", ["令和2年3月20日"]),
        ("令和２年３月２０日に締結した", ["令和２年３月２０日"]),
        ("令和二年三月二十日に締結した", ["令和二年三月二十日"]),
        ("地方自治法（昭和22年法律第76号）", ["地方自治法（昭和22年法律第76号"]),
        ("地方自治法（昭和２２年法律第７６号）", ["地方自治法（昭和２２年法律第７６号"]),
        ("7市町村は、", ["7市町村"]),
        ("３市町の議会の議決を経て", ["３市町"]),
        # What is so, or says nothing of this amendment.
        ("令和元年12月25日に締結し、平成30年4月1日の協定", []),
        ("{{ 元の締結 }}{{ 元の協約 }}の一部を", []),
        ("令和８年３月２５日に", []),
        ("条例（令和2年3月20日条例第5号）", []),
        ("地方自治法（昭和22年法律第67号）第252条の2第4項", []),
        ("会計法（昭和22年法律第35号）", []),
        ("2市町は、本書2通を作成し、第3市町村課が保管する。", []),
    ],
)  # fmt: skip
def test_what_is_not_so_is_told_where_it_stands(words: str, found: list[str]):
    assert found == told(words)


def test_no_day_is_judged_where_the_base_does_not_tell_its_own():
    assert [] == told("令和2年3月20日に締結した", None)


@given(st.integers(-3000, 3000), st.sampled_from(STYLES))
def test_every_other_day_is_told_and_none_of_its_own(off: int, style: wareki.DateStyle):
    day = SIGNED + timedelta(off)
    words = wareki.format(day, style)
    known = {SIGNED, AMENDED, EFFECT, date(2018, 4, 1)}

    assert ([] if day in known else [words]) == told(f"甲及び乙は、{words}に締結した協約")


@pytest.mark.parametrize("file", ["wording/変更協約書.yaml", "wording/改正規程.yaml"])
def test_nothing_of_what_comes_with_the_program_is_told(file: str, tmp_path: Path):
    words = wording(Files(tmp_path), Problems(), file)
    texts = (words.title, words.preamble, words.pillar, words.closing, *(each.text for each in words.law))

    assert [] == [found for text in texts if text is not None for found in told(text.text)]
