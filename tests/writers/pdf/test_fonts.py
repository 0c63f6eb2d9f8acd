"""Fonts: found by name or path, embedded as subsets, and no character without a glyph gets through."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pylopdf_fonts_jp
import pytest
import uharfbuzz as hb

from pipeline.diagnostics import Problems, Rejected, SourceFile, Written
from pipeline.galley import Galley, Para, Part, Run
from pipeline.typeset import Design
from pipeline.writers.pdf import FontProvider, write
from pipeline.writers.pdf.fonts import marks
from pipeline.writers.pdf.fonts.faces import Copy, Face, load, open_file
from pipeline.writers.pdf.fonts.subsetting import CUTS_BEFORE_NEXT_STOCK
from tests.typeset.kit import design
from tests.writers.pdf import square_font
from tests.writers.pdf.kit import FONTS, made, opened, pdf, structure_text, unicode_maps

# What the pages print besides the text.
FURNITURE = "－ 0123456789（続き）"


def with_fonts(*chain: str) -> Design:
    return replace(design(), fonts={"明朝": chain, "ゴシック": ("Noto Sans JP",)})


def galley(*runs: Run) -> Galley:
    return Galley("題", "", "", None, (Part("本文", (Para("条", runs),)),))


def fonts_of(data: bytes) -> list[Any]:
    resources: Any = opened(data).pages[0].Resources.Font
    return [font for _, font in sorted(resources.items())]


def test_every_font_is_an_embedded_subset():
    for font in fonts_of(made()):
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert str(font.BaseFont)[7] == "+"
        assert "/FontFile3" in descriptor
        assert len(descriptor.FontFile3.read_bytes()) < 200_000


def test_names_are_of_six_letters_that_follow_the_content():
    first, second = (str(fonts_of(pdf(galley(Run(text))))[0].BaseFont) for text in ("あ", "い"))

    assert first.split("+")[1] == second.split("+")[1] == "NotoSerifJP-Regular-Identity-H"
    assert first.split("+")[0] != second.split("+")[0]


def test_widths_are_those_of_the_font():
    face = hb.Face(hb.Blob.from_file_path(str(pylopdf_fonts_jp.serif_path())))
    font, array = hb.Font(face), list(fonts_of(pdf(galley(Run("連携 2589 abc"))))[0].DescendantFonts[0].W)
    widths = {int(code): int(width) for code, (width,) in zip(array[::2], array[1::2], strict=True)}
    for char in "2589abc ":
        glyph = font.get_nominal_glyph(ord(char))
        assert widths[glyph] == font.get_glyph_h_advance(glyph)  # 1,000 units an em


def test_glyf_fonts_map_codes_to_their_glyphs(tmp_path):
    path = square_font.save(tmp_path / "square.ttf", "あいう、。" + FURNITURE)
    data = pdf(galley(Run("い、う。")), with_fonts(path))
    resources: Any = opened(data).pages[0].Resources.Font
    name, square = next((n, font) for n, font in resources.items() if "SmallSquare" in str(font.BaseFont))
    table = square.DescendantFonts[0].CIDToGIDMap.read_bytes()
    program = hb.Face(hb.Blob(square.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))

    mapped = list(struct.unpack(f">{len(table) // 2}H", table))

    assert program.glyph_count == 8  # .notdef, い、う。 and － 1
    assert sorted(mapped[code] for code in unicode_maps(opened(data))[name] if code) == list(range(1, 8))
    assert structure_text(data)[0][1] == "い、う。"


def test_a_fallback_lends_what_the_first_font_lacks(tmp_path):
    path = square_font.save(tmp_path / "square.ttf", "あいう")
    data = pdf(galley(Run("あ連い携う")), with_fonts(path, "Noto Serif JP"))

    assert structure_text(data)[0][1] == "あ連い携う"
    assert {"SmallSquare", "NotoSerifJP-Regular"} <= {
        str(f.BaseFont)[8:].removesuffix("-Identity-H") for f in fonts_of(data)
    }


def test_fonts_are_found_by_name_in_folders(tmp_path):
    square_font.save(tmp_path / "square.ttf", "あ－１1")
    data = pdf(galley(Run("あ")), with_fonts("Small Square", "Noto Serif JP"), FontProvider(folders=(tmp_path,)))

    assert any("SmallSquare" in str(font.BaseFont) for font in fonts_of(data))


@pytest.mark.parametrize(
    ("name", "cure"),
    [("Noto Serif", "「Noto Serif JP」の書き誤りではありませんか"), ("ない.otf", "Noto Serif JP")],
)
def test_a_font_that_is_nowhere_is_named(name, cure):
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley(Run("あ")), with_fonts(name), FONTS, problems)

    assert f"書体「{name}」が見つかりません" == problems.errors[0].message
    assert cure in problems.errors[0].cure


def test_a_font_that_forbids_embedding_is_refused(tmp_path):
    path, problems = square_font.save(tmp_path / "closed.ttf", "あ", fs_type=2), Problems()
    with pytest.raises(Rejected):
        write(galley(Run("あ")), with_fonts(path), FONTS, problems)

    assert "埋込みが許諾されていない" in problems.errors[0].message


def test_a_file_that_is_no_font_is_refused(tmp_path):
    (tmp_path / "no.ttf").write_text("not a font")
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley(Run("あ")), with_fonts(str(tmp_path / "no.ttf")), FONTS, problems)

    assert "使えません" in problems.errors[0].message


def test_every_character_without_a_glyph_is_reported_with_its_place():
    """Noto Serif JP lacks ⅓ and ✔ (coverage of its 0.1.1 package)."""
    text = "甲は⅓乙\n"
    source = SourceFile("yomogita.yaml", f"本文: {text}二: 葛\U000e0100✔である\n")
    first, second = Written("甲は⅓乙", source, 4, 8), Written("葛\U000e0100✔である", source, 12, 18)
    problems = Problems()
    with pytest.raises(Rejected):
        write(
            galley(Run(first.text, None, first.origin()), Run(second.text, None, second.origin())),
            design(),
            FONTS,
            problems,
        )

    assert [(d.code, d.message, str(d.place)) for d in problems.errors] == [
        ("字形", "「⅓」（U+2153）の字形が書体（NotoSerifJP-Regular）にありません", "yomogita.yaml:1:7"),
        ("字形", "「✔」（U+2714）の字形が書体（NotoSerifJP-Regular）にありません", "yomogita.yaml:2:6"),
    ]


def test_a_character_without_a_glyph_is_told_once_with_the_lines_of_the_others():
    """か゚ in 400 rows of a 別表 was 400 errors."""
    source = SourceFile("a.yaml", "- ✔\n" * 15)
    words = [Written("✔", source, 4 * n + 2, 4 * n + 3) for n in (*range(15), 0)]
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley(*(Run("✔", None, word.origin()) for word in words)), design(), FONTS, problems)

    (told,) = problems.errors
    assert told.message.endswith("（ほかに14か所、2、3、4、5、6、7、8、9、10、11行目など）")
    assert "a.yaml:1:3" == str(told.place)


@pytest.mark.parametrize("style", ["条", "別表項目1"])  # 明朝, ゴシック
def test_every_character_of_windows_31j_prints(style):
    """But for those that Microsoft leaves to its users (外字), whose shapes nobody knows."""
    codes = [bytes((lead, trail)) for lead in range(0x81, 0x100) for trail in range(0x40, 0x100)]
    words = "".join(
        code.decode("cp932", "ignore") for code in (*codes, *(bytes((byte,)) for byte in range(0x21, 0x100)))
    )
    words = "".join(dict.fromkeys(char for char in words if unicodedata.category(char)[0] not in "CZ"))
    data = pdf(Galley("題", "", "", None, (Part("本文", (Para(style, (Run(words),)),)),)))

    assert len(words) > 7_400
    assert "≒" in words
    assert words == structure_text(data)[0][1]


@pytest.mark.parametrize("style", ["条", "別表項目1"])  # 明朝, ゴシック
def test_small_figures_print(style):
    """「CO₂排出量」 of a plan against warming was refused: the packaged fonts have ¹²³ alone."""
    words = "CO₂、CH₄、N₂O、SF₆、C₀₁₃₅₇₈₉、10⁻⁶は10⁰¹²³⁴⁵⁶⁷⁸⁹".replace("⁻", "-")
    data = pdf(Galley("題", "", "", None, (Part("本文", (Para(style, (Run(words),)),)),)))

    assert words == structure_text(data)[0][1]


def test_a_small_figure_is_a_figure_made_smaller():
    """As wide as its figure of 明朝 at 0.62 of the size, below the line or at the height of capitals."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(pylopdf_fonts_jp.serif_path()))))
    drawn = hb.Font(hb.Face(hb.Blob(marks.program())))
    for low, high, figure in zip("₀₄₅₆₇₈₉", "⁰⁴⁵⁶⁷⁸⁹", "0456789", strict=True):
        sizes = [font.get_glyph_extents(font.get_nominal_glyph(ord(figure)))]
        sizes += [drawn.get_glyph_extents(drawn.get_nominal_glyph(ord(sign))) for sign in (low, high)]
        whole, below, above = [(e.width, -e.height) for e in sizes]
        assert (whole[0] * 0.62, whole[1] * 0.62) == pytest.approx(below, abs=2)
        assert below == above
        assert sizes[1].y_bearing + sizes[1].height < -100 < 600 < sizes[2].y_bearing


def test_what_the_stylesheet_prints_is_checked_too(tmp_path):
    path, problems = square_font.save(tmp_path / "square.ttf", "あ－ 012345678"), Problems()
    with pytest.raises(Rejected):
        write(galley(Run("あ")), with_fonts(path), FONTS, problems)

    assert [(d.message[:11], str(d.place)) for d in problems.errors] == [
        ("「9」（U+0039）", "base.yaml: ページ「本文」の番号")
    ]


def test_a_variation_that_the_font_lacks_is_reported_with_its_selector():
    problems = Problems()
    with pytest.raises(Rejected):
        write(galley(Run("甲\U000e01ef")), design(), FONTS, problems)

    assert "U+7532 U+E01EF" in problems.errors[0].message


def test_characters_beyond_the_basic_plane_and_variants_are_read_back():
    words = "𠮷野﨑髙と葛\U000e0100城の葛"

    assert words == structure_text(pdf(galley(Run(words))))[0][1]


@pytest.mark.parametrize("words", ["高と⾼と高", "⾼", "7～6と7〜6", "・‧・", "葛\U000e0100と葛"])
@pytest.mark.parametrize("style", ["条", "別表項目1"])  # 明朝, ゴシック
def test_one_glyph_for_two_characters_is_read_as_each(words, style):
    """⾼ (U+2FBC) is drawn by the glyph of 高: each has a code of its own, so that no reader needs ActualText."""
    data = pdf(Galley("題", "", "", None, (Part("本文", (Para(style, (Run(words),)),)),)))

    assert b"ActualText" not in opened(data).pages[0].Contents.read_bytes()
    assert words == structure_text(data)[0][1]


def test_a_subset_is_the_same_whatever_it_was_cut_from(tmp_path):
    """From the font itself, or from a stock: of common glyphs, or of those of a batch's sources; 麒 and 麟 join it later."""
    square = Path(square_font.save(tmp_path / "square.ttf", "あいう、。"))
    for path, words in [
        (Path(pylopdf_fonts_jp.serif_path()), "".join(text for _, text in structure_text(made())) + "麒麟"),
        (square, "いう。"),
    ]:
        direct, *prepared = (Face(partial(open_file, path)) for _ in range(3))
        for face, known in zip(prepared, (frozenset(), frozenset("麟う")), strict=True):
            face.prepare(known)
        copies = direct.copy_codes(set(words), [Copy(words[0], 250), Copy(words[0], 0), Copy(words[1], 1000)])

        wanted = direct.subset(set(words), copies)
        for face in (direct, *prepared):
            assert [wanted] * CUTS_BEFORE_NEXT_STOCK == [
                face.subset(set(words), copies) for _ in range(CUTS_BEFORE_NEXT_STOCK)
            ]


def test_a_face_is_prepared_once_in_a_process():
    path = Path(pylopdf_fonts_jp.serif_path())

    assert load(path) is load(path)
