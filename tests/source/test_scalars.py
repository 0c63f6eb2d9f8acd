"""An edit in place changes one scalar and not one other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.source import reader
from pipeline.source.rewriting.scalars import Scalar, UnwritableError, rewritten, scalars
from tests.workshop import AGREEMENT, AREA, ROOT

FILES = {name: (ROOT / name).read_bytes() for name in (AGREEMENT, AREA, "sources/kitaalps/gaiyo.yaml")}
OWN = '題名: 協約  # 注\n前文: |\n  一行目\n  二行目\n条:\n  - { 見出し: 目的, 本文: \'甲は「乙」と\' }\n  - 見出し: "二\\"重"\n    本文: |-\n      文\n'

words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf")) | st.sampled_from("#:,[]{}\"'|>&*!%@`- 　\\"), max_size=30
)


def said(data: bytes) -> list[str]:
    root = reader.parse(data, "x.yaml", Problems())
    assert root is not None
    return [w.text for w in scalars(root)]


@given(st.sampled_from([*FILES.values(), OWN.encode()]), st.integers(0, 10_000), words, st.booleans())
def test_an_edit_changes_that_scalar_alone(data: bytes, which: int, new: str, crlf: bool):
    data = data.replace(b"\n", b"\r\n") if crlf else data
    root = reader.parse(data, "x.yaml", Problems())
    assert root is not None
    all_of_them = list(scalars(root))
    at = which % len(all_of_them)
    old = all_of_them[at]
    try:
        made = rewritten(data, "x.yaml", Scalar(old.start, old.end), new)
    except UnwritableError:
        return
    before, after = said(data), said(made)

    assert new == after[at].rstrip("\n")
    assert [*before[:at], after[at], *before[at + 1 :]] == after
    text = data.decode().replace("\r\n", "\n")
    assert made.decode().replace("\r\n", "\n").startswith(text[: old.start])
    assert made.decode().replace("\r\n", "\n").endswith(text[old.end :])
    assert made.count(b"\n") == made.count(b"\r\n") if crlf else b"\r" not in made


@pytest.mark.parametrize(
    "new",
    [
        "甲は、連携する。",
        "救急相談 #7119 を運営する。",
        "1,200人",
        "- 項",
        "「甲」は: 乙",
        "'",
        '"',
        "{{ 甲 }}は",
        "# 注",
    ],
)
def test_everyday_words_can_be_written_anywhere(new: str):
    for data in (FILES[AREA], OWN.encode()):
        root = reader.parse(data, "x.yaml", Problems())
        assert root is not None
        for written in list(scalars(root))[1::3]:
            made = rewritten(data, "x.yaml", Scalar(written.start, written.end), new)
            assert new in [text.rstrip("\n") for text in said(made)]


def test_several_lines_stay_a_block():
    data = OWN.encode()
    written = next(w for w in scalars(reader.parse(data, "x", Problems())) if "一行目" in w.text)  # type: ignore[arg-type]
    made = rewritten(data, "x", Scalar(written.start, written.end), "甲\n乙\n丙").decode()

    assert "前文: |\n  甲\n  乙\n  丙\n条:" in made


def test_a_place_that_is_no_scalar_is_refused():
    with pytest.raises(UnwritableError):
        rewritten(OWN.encode(), "x", Scalar(1, 3), "甲")
