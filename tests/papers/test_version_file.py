"""Issued versions as files: the whole galley comes back, what is not as it was written is refused."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.galley import Cell, Galley, Grid, PageBreak, Para, Part, Row, Run, SignatureBox
from pipeline.galley.blocks import Arrow, Band, Bar, Break, Drawing, Image, Tile, Tone
from pipeline.papers.versions.galley_data import DataError, read, told
from pipeline.papers.versions.version_file import Version, VersionError
from pipeline.papers.versions.version_file import read as read_file
from pipeline.papers.versions.version_file import write as write_file
from tests.examples import examples

WORDS = st.text('あ第1条　\t\n"\\（）', max_size=8)
NAMES = st.none() | WORDS
RUNS = st.lists(st.builds(Run, WORDS, NAMES, st.none(), NAMES, NAMES, NAMES), max_size=3).map(tuple)
BOXES = st.none() | st.builds(SignatureBox, WORDS, WORDS)
PARAS = st.builds(Para, WORDS, RUNS, RUNS, st.none() | st.integers(1, 6), NAMES, NAMES, BOXES)
SOME_PARAS = st.lists(PARAS, max_size=2).map(tuple)
CELLS = st.builds(Cell, SOME_PARAS, st.integers(1, 3), st.integers(1, 3))
ROWS = st.lists(st.builds(Row, st.lists(CELLS, max_size=3).map(tuple)), max_size=3).map(tuple)
GRIDS = st.builds(Grid, WORDS, ROWS, ROWS, WORDS, st.lists(st.integers(1, 9), max_size=3).map(tuple))
TILES = st.builds(
    Tile,
    SOME_PARAS,
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from(["", "上下", "左"]),
    st.sampled_from(["", "右"]),
    st.none() | st.sampled_from(Tone),
    st.none() | st.builds(Arrow, st.sampled_from(["上", "左右"]), st.just(1.5), st.just(2.0)),
    st.lists(st.builds(Bar, st.just(0.0), st.just(0.5), st.sampled_from(Tone)), max_size=2).map(tuple),
    st.booleans(),
    st.none() | st.integers(0, 2),
)
BANDS = st.lists(
    st.builds(Band, st.lists(TILES, max_size=3).map(tuple), st.none() | st.just(0.5), st.sampled_from(Break)),
    max_size=3,
).map(tuple)
DRAWINGS = st.builds(Drawing, WORDS, st.lists(st.just(1.0), max_size=3).map(tuple), BANDS, BANDS)
BLOCKS = st.lists(PARAS | GRIDS | DRAWINGS | st.builds(PageBreak, st.booleans()), max_size=4).map(tuple)
GALLEYS = st.builds(
    Galley,
    WORDS,
    WORDS,
    WORDS,
    st.none() | st.just(date(2026, 1, 10)),
    st.lists(st.builds(Part, WORDS, BLOCKS, st.booleans()), max_size=3).map(tuple),
    st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    notes=SOME_PARAS,
)
# What a galley is made of, as far as a version keeps it; a new field must be kept, too, or be known not to be printed.
FIELDS = {
    Run: "text style origin target ruby page_of",
    Para: "style runs label heading outline anchor box",
    Cell: "paras columns rows",
    Row: "cells keeps",
    Grid: "style head rows title shares",
    Arrow: "points width_em height_em",
    Bar: "start end tone",
    Tile: "paras columns rows strokes guides tone arrow bars high line",
    Band: "tiles height_em ends",
    Drawing: "title columns head bands",
    PageBreak: "landscape",
    Image: "picture alt share width_pt origin",
    Part: "name blocks landscape opens inserted",
    Galley: "title subject author day parts fields sources_sha256 draft notes running",
}


def test_what_a_version_keeps_is_all_that_a_galley_holds():
    """`origin`, `sources_sha256` and `draft` belong to the source of the day, `opens` and `inserted` to books, `keeps` to amendments: no versions."""
    assert {kind: names.split() for kind, names in FIELDS.items()} == {
        kind: [f.name for f in fields(kind)] for kind in FIELDS
    }


@settings(max_examples=examples(200), deadline=None)
@given(GALLEYS)
def test_every_galley_comes_back_from_its_data(galley: Galley):
    assert galley == read(json.loads(json.dumps(told(galley))))


@settings(max_examples=examples(60), deadline=None)
@given(GALLEYS, st.text(min_size=1, max_size=6), WORDS)
def test_a_version_comes_back_from_its_file(galley: Galley, name: str, number: str):
    version = Version("a/b", "計画", 1, name, date(2026, 1, 10), galley, number, changes=({"id": "0"},))
    text = write_file(version)

    made = read_file(text)

    assert version == replace(made, sha256="")
    assert text == write_file(made)


def test_a_file_of_another_form_or_with_other_words_is_refused():
    galley = Galley("題", "", "", None, (Part("本文", (Para("本文段落", (Run("100千円"),)),)),))
    text = write_file(Version("a/b", "計画", 1, "案", date(2026, 1, 10), galley))

    for wrong in (text.replace("100千円", "200千円"), text.replace("2026-01-10", "2026-01-11"), text[:-9], "{}", "[]"):
        with pytest.raises(VersionError):
            read_file(wrong)


@pytest.mark.parametrize(
    "data", [None, [], {}, {"題名": 1}, {"題名": "", "主題": "", "作成者": "", "日": "昨日", "部": []}]
)
def test_what_is_no_galley_is_refused(data: object):
    with pytest.raises(DataError):
        read(data)
