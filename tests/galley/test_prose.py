"""Plain documents: labels, signs, cells, figures and contents, as they are printed."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Galley, Grid, PageBreak, Para, plain
from pipeline.galley.compose import Particulars, compose
from pipeline.galley.contents import outlined, wanting, with_pages
from pipeline.galley.styles import PROSE_PARAGRAPH_STYLES, PROSE_TABLE_STYLES
from pipeline.notation.house_style import House
from pipeline.tree.number import number
from pipeline.tree.refer import refer
from pipeline.typeset import read
from pipeline.wording import Scope, compose_tree
from pipeline.writers import text
from tests.workshop import ROOT

HALF, FULL = House(), House("full")


def galley(wording: str, house: House = HALF, **model: object) -> Galley:
    problems = Problems()
    tree = compose_tree("k", wording, model, Scope({}, house), problems)
    made = compose(refer(number(tree, problems), problems), house, Particulars("題", "", "", None, ""))
    assert [] == problems.found
    return made


def blocks(wording: str, house: House = HALF, **model: object) -> tuple[Block, ...]:
    [part] = galley(wording, house, **model).parts
    return part.blocks


def lines(wording: str, house: House = HALF) -> list[str]:
    return [plain((*b.label, *b.runs)) for b in blocks(wording, house) if isinstance(b, Para)]


def test_every_style_of_plain_documents_is_in_the_shipped_stylesheet():
    problems = Problems()
    design = read(ROOT / "templates/pdf/base.yaml", problems)
    assert design is not None

    assert set(PROSE_PARAGRAPH_STYLES) <= set(design.texts)
    assert set(PROSE_TABLE_STYLES) <= set(design.grids)


def test_a_label_is_parted_by_one_ideographic_space():
    made = lines(
        "@見出し1 Ⅰ | | 協約\n@見出し2 (1) | | 目的\n@見出し3 政策1 | | 育成\n@見出し4 | | 方向\n@見出し5 《》 | | 状況"
    )

    assert ["Ⅰ　協約", "(1)　目的", "政策1　育成", "方向", "《状況》"] == made


def test_labels_are_as_wide_as_the_digits_of_the_house():
    assert ["（１）　目的", "政策１　育成"] == lines("@見出し1 (1) | | 目的\n@見出し2 政策1 | | 育成", FULL)


def test_a_dot_carries_its_own_space_and_other_signs_do_not():
    assert ["・点", "○　丸", "※　注意"] == lines("@箇条1 ・ | 点\n@箇条2 ○ | 丸\n@注 注意")


def test_levels_below_the_title_count_from_it():
    wording = "@見出し1 1 | | 章\n@見出し2 (1) | | 節"
    bare = [b.heading for b in blocks(wording) if isinstance(b, Para)]
    titled = [b.heading for b in blocks(f"@題名 題\n{wording}") if isinstance(b, Para)]

    assert [1, 2] == bare
    assert [1, 2, 3] == titled


def test_a_continued_heading_is_no_entry_of_the_outline():
    [first, *_, again] = blocks("@見出し1 1 | | 章\n@改頁\n@続き見出し1 1 | 章")

    assert isinstance(first, Para)
    assert isinstance(again, Para)
    assert plain((*first.label, *first.runs)) == plain((*again.label, *again.runs))
    assert (1, "1　章") == (first.heading, first.outline)
    assert (None, None) == (again.heading, again.outline)


def test_a_page_break_is_one():
    assert isinstance(blocks("@段落 前\n@改頁\n@段落 後")[1], PageBreak)


def test_new_words_are_underlined():
    [passage] = blocks("@段落 {{ a | 下線 }}と{{ b }}", a="新", b="旧")

    assert isinstance(passage, Para)
    assert [("新", "下線"), ("と", None), ("旧", None)] == [(r.text, r.style) for r in passage.runs]


TABLE = """\
@表組 事業表 | 題
@見出し行
@欄 見出し 横2 | 取組
@組行
@欄 項目 縦2 | 経済 | a
@欄 数値 | 1
@組行
@欄 数値 | 2
@組行
@欄 項目 | 観光 | a
@欄続き 本文 | 説明
@欄 中央 | 3
"""


def test_cells_bear_their_roles_spans_and_letters():
    [grid] = blocks(TABLE)

    assert isinstance(grid, Grid)
    assert ("事業表", "題") == (grid.style, grid.title)
    assert [[(2, 1)]] == [[(c.columns, c.rows) for c in row.cells] for row in grid.head]
    assert [[(1, 2), (1, 1)], [(1, 1)], [(1, 1), (1, 1)]] == [
        [(c.columns, c.rows) for c in row.cells] for row in grid.rows
    ]
    styles = [[p.style for c in row.cells for p in c.paras] for row in grid.rows]
    assert [["表番号項目", "表数値"], ["表数値"], ["表番号項目", "表本文", "表中央"]] == styles


def test_what_follows_a_sign_in_a_cell_hangs_behind_it():
    """Whether the template sets the sign or the clerk typed it; a ・ carries its own space, ※ and ② do not."""
    [grid] = blocks(
        "@表組 一覧表 | 題\n@組行\n@欄 本文 | 文\n@欄続き 本文 | 点 | ・\n@欄続き 本文 | {{ 点 }}\n@欄続き 本文 | 注 | ※\n"
        "@欄続き 本文 | 次 | ① | 2\n@欄続き 項目 | {{ 点 }}\n",
        点="・打った点",
    )

    assert isinstance(grid, Grid)
    assert [
        ("表本文", "", "文"),
        ("表箇条", "・", "点"),
        ("表箇条", "・", "打った点"),
        ("表番号箇条", "※　", "注"),
        ("表番号箇条", "②　", "次"),
        ("表項目箇条", "・", "打った点"),
    ] == [(p.style, plain(p.label), plain(p.runs)) for p in grid.rows[0].cells[0].paras]


def test_text_leaves_a_column_empty_where_a_cell_goes_on():
    assert "取組\t\na　経済\t1\n\t2\nb　観光 説明\t3\n" == text.write(galley(TABLE)).decode()


def test_a_frame_has_its_own_lines_as_head():
    made = blocks("@図 枠 | 図\n@箱1 型1 | 主体\n@箱2 方式 | 内容 | 例\n@箱1 型2 | 主体")

    assert all(isinstance(grid, Grid) and grid.style == "枠図" for grid in made)
    assert ["図 型1", "図 型2"] == [grid.title for grid in made if isinstance(grid, Grid)]
    assert (
        "型1\t主体\n方式\t内容 例\n\n型2\t主体\n"
        == text.write(galley("@図 枠 | 図\n@箱1 型1 | 主体\n@箱2 方式 | 内容 | 例\n@箱1 型2 | 主体")).decode()
    )


CONTENTS = "@目次 2 - | 目次\n@見出し1 1 | | 章\n@見出し2 政策1 | | 甲\n@見出し3 1 | | 節\n@見出し1 1 | | 次章\n@見出し2 政策1 | | 乙"


def test_contents_list_numbered_headings_down_to_a_level():
    assert ["目次", "1　章", "1-1　甲\t88頁", "2　次章", "2-1　乙\t88頁"] == lines(CONTENTS)[:5]
    assert ["目次", "1　章\t88頁", "政策1　甲\t88頁"] == lines(CONTENTS.replace("2 -", "2", 1))[:3]


def test_contents_lead_to_their_headings_and_take_their_pages():
    made = galley(CONTENTS)
    anchors = [p.anchor for p in outlined(made)]
    entries = [b for b in made.parts[0].blocks if isinstance(b, Para) and b.style.startswith("目次")][1:]

    assert ["章", "章/甲", "章/甲/節", "次章", "次章/乙"] == anchors
    assert ["章", "章/甲", "次章", "次章/乙"] == [p.runs[0].target for p in entries]
    assert wanting(made)
    assert not wanting(galley("@段落 文"))
    paged = with_pages(made, {"章/甲": "3", "次章/乙": "12"}, HALF)
    assert ["甲\t3頁", "乙\t12頁"] == [
        plain(b.runs) for b in paged.parts[0].blocks if isinstance(b, Para) and b.style == "目次2"
    ]


@pytest.mark.parametrize("house", [HALF, FULL])
def test_pages_are_as_wide_as_the_digits_of_the_house(house: House):
    paged = with_pages(galley(CONTENTS, house), {"章/甲": "3", "次章/乙": "12"}, house)

    expected = ["3", "12"] if house is HALF else ["３", "１２"]
    assert expected == [r.text for b in paged.parts[0].blocks if isinstance(b, Para) for r in b.runs if r.page_of]


def test_a_plain_document_may_cite_what_is_elsewhere():
    """連携協約第5条 and 前条 are not citations of this document: it has no 条 (sample 001)."""
    assert ["ビジョン（連携協約第5条）", "前条の規定"] == lines(
        "@見出し1 | | ビジョン（連携協約第5条）\n@段落 前条の規定"
    )


def test_sheets_turn_where_a_page_break_says_so():
    """What follows 改頁 横 lies, up to the next 改頁."""
    made = galley("@題名 題\n@改頁 横\n@段落 横\n@改頁 横\n@段落 次の横\n@改頁\n@段落 縦")

    assert [(False, 1), (True, 3), (False, 1)] == [(p.landscape, len(p.blocks)) for p in made.parts]
    assert ["本文"] * 3 == [p.name for p in made.parts]


def test_a_document_may_begin_on_a_sheet_that_lies():
    [part] = galley("@改頁 横\n@題名 題").parts

    assert part.landscape


@pytest.mark.parametrize(
    ("wording", "style"),
    [
        ("@段落 文\n@添え書き 締結\n@見出し1 1 | | 章", "末尾書き"),
        ("@箇条1 ・ | 点\n@添え書き 図", "末尾書き"),
        ("@段落 文\n@添え書き （単位：千円）\n@表組 一覧表 | 題\n@組行\n@欄 本文 | 1", "添え書き"),
        ("@見出し1 1 | | 章\n@添え書き 所管\n@段落 文", "添え書き"),
    ],
)
def test_an_aside_stays_with_the_table_that_follows_or_belongs_to_what_stands_above(wording: str, style: str):
    assert style in [b.style for b in blocks(wording) if isinstance(b, Para)]


def test_a_third_level_of_items_is_set_in_further_than_the_second():
    made = blocks("@箇条1 ① | 目的\n@箇条2 ア | 内容\n@箇条3 ・ | 広報\n@箇条4 ａ | 掲示\n@箇条3 ａ | 配布")

    assert ["番号箇条1", "番号箇条2", "箇条3", "番号箇条4", "番号箇条3"] == [
        b.style for b in made if isinstance(b, Para)
    ]


def test_items_deeper_than_the_fifth_level_look_like_it():
    """A fourth level stood as far in as the third, as if it were one more of its items."""
    made = blocks("\n".join(f"@箇条{n} ア | 内容" for n in range(1, 8)))

    assert [f"番号箇条{min(n, 5)}" for n in range(1, 8)] == [b.style for b in made if isinstance(b, Para)]


SIGNED = "@表組 一覧表 | 表\n@見出し行\n@欄 見出し | 事業\n@欄 見出し | 市\n@欄 見出し | 町\n"


@pytest.mark.parametrize(
    ("rows", "styles"),
    [
        ((("運行", "○", "－"), ("改修", "◎", "")), {"表本文", "表中央"}),
        ((("運行", "○", "一部"), ("改修", "－", "－")), {"表本文", "表中央"}),
        ((("運行", "－", "－"), ("改修", "－", "－")), {"表本文"}),  # no sign: words that are left out
    ],
)
def test_a_column_of_signs_stands_in_its_middle(rows: tuple[tuple[str, ...], ...], styles: set[str]):
    wording = SIGNED + "".join("@組行\n" + "".join(f"@欄 本文 | {c}\n" for c in row) for row in rows)
    [grid] = [b for b in blocks(wording) if isinstance(b, Grid)]
    columns = [{row.cells[n].paras[0].style for row in grid.rows} for n in range(3)]

    assert styles == set().union(*columns)
    assert {"表本文"} == columns[0]
    assert all(len(column) == 1 for column in columns)
