"""Figures as drawings: where boxes, connectors and arrows stand, and that every word is there once and in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Drawing, plain
from pipeline.galley.blocks import Break, Tile, Tone, described
from pipeline.galley.figures.raster import WIDTH_EM, Piece, Strip, drawing
from pipeline.writers import text
from tests.galley.drawings import Node, cells, marks, nodes, words, words_in_order
from tests.galley.test_prose import blocks, galley

TREE = """\
@図 体系 | 施策の体系
@箱1 政策1　産業
@箱2 施策1　経営
@箱3 基盤
@箱3 販路
@箱2 施策2　人材
"""
SCHEME = """\
@図 仕組み | 推進のイメージ
@箱1 ＜タイプⅠ＞ | 事業主体：市
@箱2 連携事業 | 町村と実施 | 【事業例】相談
"""
BODIES = """\
@図 体制 | 推進体制
@箱1 会議 | 連携を進める
@箱2 幹事会 | 準備する
@矢印2 右
@箱2 作業班
@矢印1 上下 | 報告
@箱1 総合支庁
"""


def drawings(source: str) -> list[Drawing]:
    return [block for block in blocks(source) if isinstance(block, Drawing)]


def shape(made: Drawing) -> list[str]:
    """A line for each band: words, strokes and arrows of its tiles."""
    lines = []
    for band in (*made.head, *made.bands):
        tiles = []
        for tile in band.tiles:
            said = "/".join("".join(r.text for r in p.runs) for p in tile.paras)
            arrow = f"＜{tile.arrow.points}＞" if tile.arrow else ""
            tiles.append(f"{said}{arrow}{'[' + tile.strokes + ']' if tile.strokes else ''}" or "□")
        lines.append(" ".join(tiles))
    return lines


def test_a_tree_hangs_its_boxes_from_trunks():
    """Each line is a gap, the upper half of its boxes with the connectors to their middle, and the lower half."""
    [made] = drawings(TREE)

    assert shape(made) == [
        "政策1　産業[上右下左]",
        "[右] □",
        "[右] [下] 施策1　経営[上右下左] [下] [下] 基盤[上右下左]",
        "[右] □ [右] □",
        "[右] □ [右] □",
        "[右] □ [右] [下] 販路[上右下左]",
        "[右] □",
        "[右] □",
        "[右] [下] 施策2　人材[上右下左] □",
        "□ □",
    ]
    assert 1 == len(made.head)
    assert [Break.IF_NEEDED, Break.WELCOME, Break.WELCOME] == [b.ends for b in made.bands if b.ends is not Break.NEVER]
    assert ["図見出し", "図見出し", "図本文", "図本文", "図本文"] == [
        p.style for b in (*made.head, *made.bands) for t in b.tiles for p in t.paras
    ]


def test_plain_text_shows_a_tree_by_its_indents():
    assert "政策1　産業\n　施策1　経営\n　　基盤\n　　販路\n　施策2　人材\n" == text.write(galley(TREE)).decode()


def test_every_root_is_a_tree_of_its_own():
    made = drawings(TREE + "@箱1 政策2\n")

    assert [["政策1　産業", "施策1　経営", "基盤", "販路", "施策2　人材"], ["政策2"]] == [words(m) for m in made]
    assert ((), 1) == (made[1].head, len(made[1].bands))


def test_a_scheme_says_who_acts_by_which_means_to_which_end():
    """事業推進イメージ (sample 001): an arrow leads from who acts to what comes of it."""
    [made] = drawings(SCHEME)

    assert shape(made) == [
        "[右左上] [右上]",
        "＜タイプⅠ＞[右左] □ 事業主体：市[上右下左] 連携事業 町村と実施/【事業例】相談[上右下左] [右]",
        "□ ＜右＞ [右]",
        "[右左下] [右下]",
    ]
    assert Tone.PALE is made.bands[0].tiles[0].tone
    assert (
        "＜タイプⅠ＞\n　事業主体：市\n　連携事業\n　　町村と実施 【事業例】相談\n"
        == text.write(galley(SCHEME)).decode()
    )


def test_bodies_stand_one_below_the_other_and_arrows_where_they_say():
    [made] = drawings(BODIES)

    assert shape(made) == [
        "会議[上右下左]",
        "[左] □ [右]",
        "[左] 連携を進める [右]",
        "[左] □ [右]",
        "[左] 幹事会/準備する[上右下左] ＜右＞ 作業班[上右下左] [右]",
        "[右下左]",
        "□ ＜上下＞ 報告",
        "総合支庁[上右下左]",
    ]
    assert ["会議", "連携を進める", "幹事会", "準備する", "作業班", "報告", "総合支庁"] == words(made)


def test_many_boxes_in_a_body_go_on_below():
    inner = "".join(f"@箱2 機関{n}\n" for n in range(1, 8))
    [made] = drawings(f"@図 体制 | 体制\n@箱1 会議\n{inner}")

    rows = [[w for t in b.tiles for w in words_of(t)] for b in made.bands]
    assert [["会議"], ["機関1", "機関2", "機関3", "機関4"], ["機関5", "機関6", "機関7"]] == [r for r in rows if r]
    assert ["不可", "不可", "やむを得ないとき", "不可", "不可", "やむを得ないとき"] == [
        b.ends.value for b in made.bands
    ]


def words_of(tile: Tile) -> list[str]:
    return ["".join(r.text for r in p.runs) for p in tile.paras]


def test_what_a_drawing_says_to_those_who_cannot_see_it():
    [made] = drawings(TREE)

    assert "施策の体系　政策1　産業（施策1　経営（基盤、販路）、施策2　人材）" == described(
        made.title, (*made.head, *made.bands)
    )


@given(nodes(4))
def test_a_tree_of_any_form_fills_its_raster_and_says_every_word_once(root: Node):
    [made] = drawings(marks("体系", [root]))

    cells(made)
    assert words_in_order([root]) == words(made)


@given(st.lists(nodes(2, most=9), min_size=1, max_size=4))
def test_bodies_of_any_form_fill_their_raster_and_say_every_word_once(roots: list[Node]):
    [made] = drawings(marks("体制", roots))

    cells(made)
    assert words_in_order(roots) == words(made)


@given(st.lists(nodes(2), min_size=1, max_size=4))
def test_schemes_of_any_form_fill_their_raster_and_say_every_word_once(roots: list[Node]):
    [made] = drawings(marks("仕組み", roots))

    cells(made)
    assert words_in_order(roots) == words(made)


@pytest.mark.parametrize(
    ("pieces", "why"),
    [
        ((Piece(0, 2, Tile()), Piece(1, 3, Tile())), "overlap"),
        ((Piece(0, WIDTH_EM + 1, Tile()),), "reaches out"),
        ((Piece(-1, 1, Tile()),), "reaches out"),
        ((Piece(0, 1, Tile(rows=2)),), "below its figure"),
    ],
)
def test_what_no_raster_can_hold_is_a_fault_of_who_composed_it(pieces: tuple[Piece, ...], why: str):
    with pytest.raises(ValueError, match=why):
        drawing("図", (), (Strip(pieces),))


@pytest.mark.parametrize("figure", ["枠", "仕組み", "体制"])
def test_boxes_that_would_be_lost_are_a_fault_of_who_composed_them(figure: str):
    with pytest.raises(ValueError, match="lie in boxes"):
        blocks(f"@図 {figure} | 題\n@箱1 一\n@箱2 二\n@箱3 三")


@pytest.mark.parametrize(
    "wording",
    [
        "@図 体制 | 体制\n@箱1 会議 | ・協議する。\n",
        "@図 体系 | 体系\n@箱1 目標\n@箱2 ・協議する。\n",
        "@図表 日程 | 予定 | 内容 | 月 | 4 | 5\n@図表行 会議 | {{ 空 }}・協議する。\n@棒 0 1 2 | 4月\n",
    ],
)
def test_an_item_in_a_figure_hangs_behind_its_dot(wording: str):
    """「・新たな連携テーマについて協議・／決定」 went on below the dot."""
    [drawing] = [block for block in blocks(wording, 空="") if isinstance(block, Drawing)]
    [item] = [p for band in drawing.bands for tile in band.tiles for p in tile.paras if "協議" in plain(p.runs)]

    assert ("図箇条", "・", "協議する。") == (item.style, plain(item.label), plain(item.runs))
