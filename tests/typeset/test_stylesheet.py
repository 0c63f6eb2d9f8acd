"""The stylesheet: what clerks may write, what they are told when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, PARTS, TABLE_STYLES
from pipeline.typeset import Design, read
from pipeline.typeset.styling.stylesheet import Align, Keep
from tests.typeset.kit import SHEET, design


def changed(tmp_path: Path, old: str, new: str) -> tuple[Design | None, Problems]:
    """The shipped sheet with one change."""
    text = SHEET.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "sheet.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = Problems()
    return read(path, problems, "sheet.yaml"), problems


def test_the_shipped_sheet_has_every_style_of_the_galley():
    made = design()

    assert set(PARAGRAPH_STYLES) <= set(made.texts)
    assert set(CHARACTER_STYLES) <= set(made.runs)
    assert set(TABLE_STYLES) <= set(made.grids)
    assert set(PARTS) <= set(made.parts)


def test_the_frame_follows_from_margins_and_grid():
    """A4 is 595.276 x 841.89 pt; 30 mm = 85.039 pt, 32 mm = 90.709 pt."""
    frame = design().upright.frame

    assert frame.left_pt == pytest.approx(85.039, abs=0.001)
    assert frame.right_pt == pytest.approx(85.039 + 37 * 12, abs=0.001)
    assert frame.top_pt == pytest.approx(841.890 - 90.709, abs=0.001)
    assert frame.bottom_pt == pytest.approx(841.890 - 90.709 - 30 * 22, abs=0.001)


def test_indents_count_characters_of_the_style():
    style = design().texts["号"]

    assert (style.start_pt, style.turn_pt, style.label_pt, style.items) == (12.0, None, 24.0, 1)


def test_a_style_takes_from_its_base_what_it_does_not_say():
    style = design().texts["表見出し"]

    assert (style.size_pt, style.leading_pt, style.font, style.align) == (9.5, 14.5, "ゴシック", Align.SPREAD)
    assert design().texts["記名者"].keep is Keep.PREFERRED


@pytest.mark.parametrize(
    ("old", "new", "message", "cure"),
    [
        ("揃え: 両端", "揃え: 両はし", "「両はし」とは書けません", "両端、左、中央、右、均等"),
        ("行送り: 33", "行おくり: 33", "「行おくり」という項目はありません", "「行送り」の書き誤り"),
        ("用紙: A4", "用紙: A7", "「A7」とは書けません", "A4"),
        ("文字サイズ: 18", "文字サイズ: 0", "0より大きい数ではありません", "0より大きい数"),
        ("－ {番号} －", "－ 番号 －", "{番号}がありません", "－ {番号} －"),
        ("－ {番号} －", "{番号}／{総頁}", "「{総頁}」は、そのまま印刷されます", "波括弧で書けるのは {番号} だけです"),
        ("－ {番号} －", "{番号} ｝}", "「}」は、そのまま印刷されます", "{番号} だけです"),
        (
            "開始: 1}",
            '開始: 1, 柱: "{題名}　{見だし}"}',
            "「{見だし}」は、そのまま印刷されます",
            "{題名}、{見出し} だけです",
        ),
        ("字数: 37", "字数: 50", "版面が用紙の右に31.7 mmはみ出します", "字数か文字サイズか左の余白を減らして"),
        ("行数: 30", "行数: 34", "下の余白が1.1 mmしか残りません", "行数か行送りか上の余白を減らして"),
        ("列幅: [9, 13, 13, 9]", "列幅: [9, 13, 13, 12]", "列幅の合計47字は版面に収まりません", "合計を45字以下に"),
        (
            "題名: {もと: 本文, 文字サイズ: 18",
            "題名: {もと: 本丈, 文字サイズ: 18",
            "もとの「本丈」がありません",
            "「本文」の書き誤り",
        ),
        (
            "本文: {フォント: 明朝",
            "本文: {もと: 前文, フォント: 明朝",
            "「もと」をたどると自分に戻ります",
            "「もと」を改めて",
        ),
        (
            "本文: {フォント: 明朝",
            "本文: {フォント: 明調",
            "書体「明調」が「フォント」にありません",
            "「明朝」の書き誤り",
        ),
        ("左: 30", "左: -30", "0より小さい数です（-30）", "0から1000まで"),
        ("左: 30", "左: 3", "左の余白が3.0 mmしか残りません", "「余白」の「左」を増やして"),
        ("左: 30", "左: 30mm", "「30mm」に単位「mm」が付いています", "数だけを書いて"),
        ("折返し: 1}\n  項", "折返し: -5}\n  項", "0より小さい数です（-5）", "0から1000まで"),
        ("折返し: 1}\n  項", "折返し: 100}\n  項", "段落「条」の1行に0字しか入りません", "「折返し」"),
        ("行送り: 22}\nフォント", "行送り: 8}\nフォント", "版面の行送り8ptが文字サイズ12ptより小さく", "1.5倍ほど"),
        (
            "文字サイズ: 18, 行送り: 33",
            "文字サイズ: 180, 行送り: 33",
            "行送り33ptが文字サイズ180ptより小さく",
            "「行送り」を",
        ),
        ("番号の高さ: 15", "番号の高さ: 500", "ページ番号（下から500 mm）が版面に重なります", "26以下に"),
        ("行前: 7", "行前: 200", "段落「表紙題名」の「行前」が版面より高くなります", "1は1行分"),
        ("見出し網: 7", "見出し網: 100", "50より大きい数です（100）", "0から50まで"),
        ("ページ番号: {もと", "頁番号: {もと", "段落に「ページ番号」がありません", "ページ番号の段落"),
    ],
)
def test_a_wrong_stylesheet_is_told_what_and_how(tmp_path, old, new, message, cure):
    made, problems = changed(tmp_path, old, new)

    assert made is None
    assert message in problems.errors[0].message
    assert cure in problems.errors[0].cure
    assert str(problems.errors[0].place).startswith("sheet.yaml")


def test_a_running_head_stands_above_the_frame(tmp_path: Path):
    """The top margin is 32 mm."""
    old, new = "開始: 1}", '開始: 1, 柱: "{題名}"}'
    text = SHEET.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "sheet.yaml"
    path.write_text(text.replace(old, new).replace("柱の高さ: 20", "柱の高さ: 40"), encoding="utf-8")
    problems = Problems()

    assert read(path, problems, "sheet.yaml") is None
    assert [d.message for d in problems.errors] == ["柱（上から40 mm）が版面に重なります"]


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    _, problems = changed(tmp_path, "版面: {字数: 37, 行数: 30", "版面: {字数: 50, 行数: 40")

    assert [d.message[:8] for d in problems.errors] == ["版面が用紙の右に", "版面が用紙の下に"]


def test_a_sheet_that_is_missing_is_told(tmp_path):
    problems = Problems()

    assert read(tmp_path / "none.yaml", problems) is None
    assert problems.errors


def test_the_colour_of_the_house_draws_rules_and_bars(tmp_path: Path):
    made, _ = changed(tmp_path, "続き: （続き）", '色: "#1F4E79"\n続き: （続き）')

    assert made is not None
    assert made.colour == pytest.approx((0x1F / 255, 0x4E / 255, 0x79 / 255))


@pytest.mark.parametrize(("colour", "said"), [("#FFCC00", "薄すぎます"), ("青", "色として読めません")])
def test_a_colour_that_does_not_stand_out_is_refused(tmp_path: Path, colour: str, said: str):
    """4.5:1 against white (JIS X 8341-3, 1.4.3)."""
    made, problems = changed(tmp_path, "続き: （続き）", f'色: "{colour}"\n続き: （続き）')

    assert made is None
    assert said in problems.errors[0].message
