"""renkei diff of words that look the same: a terminal shows no difference, so their codes are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.notation.text.confusables import shape


def told(folder: Path, old: str, new: str) -> list[str]:
    for name, words in (("old.txt", old), ("new.txt", new)):
        (folder / name).write_text(f"要領\n\n担当は、{words}とする。\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ("diff", str(folder / "old.txt"), str(folder / "new.txt")), catch_exceptions=False)
    assert "1か所が変わります" in done.stdout
    return [line.strip() for line in done.stdout.splitlines() if "見た目の同じ字" in line]


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("葛\U000e0100城一郎", "葛城一郎", "（U+845B U+E0100） → 「葛」（U+845B）"),
        ("かが町", "かか\u3099町", "（U+304C） → 「か\u3099」（U+304B U+3099）"),
        ("使用料", "使\u200b用料", "（U+4F7F） → 「使\u200b」（U+4F7F U+200B）"),
        ("コンピュータ", "コンピュー夕", "（U+30FC U+30BF） → 「ー夕」（U+30FC U+5915）"),
        ("日程", "⽇程", "U+65E5） → "),
        ("リンゴ", "りンゴ", "U+30EA） → "),
    ],
)
def test_the_codes_are_told(old: str, new: str, codes: str, tmp_path: Path):
    (line,) = told(tmp_path, old, new)
    assert codes in line


@pytest.mark.parametrize(("old", "new"), [("港市", "湊市"), ("1号", "１号"), ("使用料", "使用科"), ("斎場", "斎塲")])
def test_words_that_do_not_look_the_same_need_no_codes(old: str, new: str, tmp_path: Path):
    assert [] == told(tmp_path, old, new)


@given(st.text("葛かがへヘべ二ニ一ー\u3099\u200b\U000e0100⽇日", max_size=8))
def test_a_shape_is_its_own_shape(text: str):
    assert shape(text) == shape(shape(text))
