"""Glyphs with a gap behind them: copies of their outlines, wider by the gap, so that readers see no blank in a word."""

from __future__ import annotations

import struct
from functools import cache, partial
from pathlib import Path
from typing import Any

import pikepdf
import pylopdf_fonts_jp
import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.galley import Galley, Para, Part, Run
from pipeline.project import compiling
from pipeline.writers.pdf import write
from pipeline.writers.pdf.fonts.faces import Copy, Face, load, open_file
from tests import workshop
from tests.examples import examples
from tests.typeset.kit import design
from tests.writers.pdf import square_font
from tests.writers.pdf.kit import FONTS, instructions, opened, pdf, structure_text

SERIF = Path(pylopdf_fonts_jp.serif_path())
SANS = Path(pylopdf_fonts_jp.sans_path())
# pdf.js, the most eager of the readers tried, takes 0.102 em for a blank.
BLANK_EM = 0.102


def outline(font: hb.Font, glyph: int) -> list[tuple[str, tuple[Any, ...]]]:
    class Pen:
        def __init__(self) -> None:
            self.drawn: list[tuple[str, tuple[Any, ...]]] = []

        def __getattr__(self, name: str) -> Any:
            return lambda *points: self.drawn.append((name, points))

    pen = Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return pen.drawn


def cff_font(program: bytes, glyphs: int) -> hb.Font:
    """A CFF table with as little around it as an outline needs."""
    tables = {
        "CFF ": program,
        "head": struct.pack(
            ">IIIIHHQQhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, 1000, 0, 0, 0, 0, 1000, 1000, 0, 8, 2, 1, 0
        ),
        "maxp": struct.pack(">IH", 0x5000, glyphs),
    }
    face = hb.Face.create_for_tables(lambda _face, tag, _data: tables.get(tag), None)
    return hb.Font(face)


@pytest.mark.parametrize("path", [SERIF, SANS])
@given(words=st.text("第4条令和元年12月25日小野寺晃彦・～（）、ーA", min_size=1), wider=st.sampled_from([0, 250, 1500]))
def test_copies_of_cff_glyphs_have_the_same_outlines_and_their_own_widths(path, words, wider):
    face = load(path)
    units = set(words)
    codes = face.copy_codes(units, [Copy(unit, wider) for unit in units])

    subset = face.subset(units, codes)

    glyphs = len(units) + 1
    font = cff_font(subset.program, glyphs + len(codes))
    of = {unit: n for n, unit in enumerate(sorted(units, key=face.glyph.__getitem__), 1)}
    for n, copy in enumerate(codes):
        assert outline(font, of[copy.unit]) == outline(font, glyphs + n) != []
    for copy, code in codes.items():
        width = face.advance[copy.unit] + wider
        assert (b"%d[%d]" % (code, width) in subset.widths) == (width != 1000)
        assert f"<{code:04x}><{copy.unit.encode('utf-16-be').hex()}>\n".encode() in subset.rows


# Kana, kanji, Latin, Greek, signs: their glyphs are of many dictionaries of the font.
UNITS = st.sampled_from("第4条令和元年12月小野寺晃彦・～（）、ーAbcαЖ①㈱→℃▲ｱ…蓬琦纊髙")


@pytest.mark.parametrize("path", [SERIF, SANS])
@settings(max_examples=examples(15))
@given(
    st.lists(
        st.tuples(
            st.sets(UNITS, min_size=1), st.sets(st.builds(Copy, UNITS, st.sampled_from([0, 250, 1500])), min_size=1)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_subset_of_programs_that_were_cut_before_is_that_of_a_new_cut(path, documents):
    """In a batch only glyphs that no document had are cut."""
    among = Face(partial(open_file, path))
    among.prepare(frozenset())
    for words, asked in documents:
        units = words | {copy.unit for copy in asked}
        codes = among.copy_codes(units, asked)
        assert among.subset(units, codes) == Face(partial(open_file, path)).subset(units, codes)


def test_copies_of_glyf_glyphs_have_the_same_outlines_and_their_own_widths(tmp_path):
    face = Face(partial(open_file, Path(square_font.save(tmp_path / "square.ttf", "あいうえ"))))
    codes = face.copy_codes(set("あう"), [Copy("あ", 250), Copy("う", 0)])

    subset = face.subset(set("あう"), codes)

    font = hb.Font(hb.Face(hb.Blob(subset.program)))
    table = subset.code_to_glyph
    assert table is not None
    glyph = {copy: int.from_bytes(table[2 * code : 2 * code + 2], "big") for copy, code in codes.items()}
    assert [1250, 1000] == [font.get_glyph_h_advance(glyph[copy]) for copy in codes]
    assert outline(font, 1) == outline(font, glyph[Copy("あ", 250)]) != []


def test_a_font_of_all_numbers_lends_those_it_does_not_show():
    """Noto CJK has 65,535 glyphs."""
    face = Face(partial(open_file, SERIF))
    face._face = type("Full", (), {"glyph_count": 65535})()  # noqa: SLF001
    codes = face.copy_codes(set("あい"), [Copy("あ", n) for n in (50, 100)])

    assert len(set(codes.values()) - {face.glyph[unit] for unit in "あい"}) == 2


def blanks(data: bytes) -> list[str]:
    """Gaps on pages that a reader takes for blanks: behind which words, and how wide."""
    found = []
    for page in opened(data).pages:
        size = spacing = 0.0
        for operands, operator in instructions(page):
            if operator == "Tf":
                size = float(operands[1])
            elif operator == "Tc":
                spacing = float(operands[0])
            elif operator in {"TJ", "Tj"}:
                shown: Any = operands[0] if operator == "TJ" else [operands[0]]
                parts = list(shown)
                moves = [-float(part) / 1000 for part in parts[:-1] if not isinstance(part, pikepdf.String)]
                found += [f"{move + spacing / size:.3f}" for move in (*moves, 0.0) if move + spacing / size >= BLANK_EM]
    return found


@cache
def shipped(source: str) -> bytes:
    loaded, problems = workshop.original(workshop.ROOT, source)
    assert loaded is not None
    made = compiling.set_galley(loaded, workshop.SAMPLE if source == workshop.AGREEMENT else None, problems)
    return write(made, design(), FONTS, Problems())


@pytest.mark.parametrize("source", [workshop.AGREEMENT, "sources/kitaalps/gaiyo.yaml", "sources/kitakyushu/jigyo.yaml"])
def test_no_gap_within_a_line_is_read_as_a_blank(source):
    """第4条, 令和元年12月25日, 小野寺晃彦 and spread heads are found and copied whole."""
    assert [] == blanks(shipped(source))


@given(
    words=st.text("第4条の2、令和元年（12月）・「～」ABーっ", min_size=1, max_size=60),
    style=st.sampled_from(["条", "表見出し", "表本文"]),
)
def test_gaps_are_as_wide_as_they_were_set(words, style):
    """What a copy is wider, the gap behind it is narrower; no word is changed."""
    data = pdf(Galley("題", "", "", None, (Part("本文", (Para(style, (Run(words),)),)),)))

    assert words == "".join(text for _, text in structure_text(data))
    assert [] == blanks(data)
