"""Marks of plain documents."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.diagnostics import Problems
from pipeline.notation.numbers.scheme import scheme
from pipeline.tree.nodes import (
    Bar,
    Bullet,
    Cell,
    CellRow,
    CellTable,
    CellText,
    Chart,
    ChartRow,
    Contents,
    Figure,
    Heading,
    PageBreak,
    Passage,
    Text,
    text_of,
)
from pipeline.wording import Scope, compose_tree
from pipeline.wording.ledger import WordingError

EMPTY = Scope({})


def body(wording: str, **model: object) -> tuple[object, ...]:
    return compose_tree("k", wording, model, EMPTY, Problems()).body


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def test_headings_say_their_level_scheme_and_key():
    [plain, keyed, again] = body("@見出し1 Ⅰ | | 協約 | 5\n@見出し2 ○ | 目標 | 目的\n@続き見出し1 Ⅰ | 協約\n")

    assert plain == Heading("協約", 1, scheme("Ⅰ"), words("協約"), 5)
    assert keyed == Heading("目標", 2, scheme("○"), words("目的"))
    assert again == Heading("", 1, scheme("Ⅰ"), words("協約"), continued=True)


def test_passages_lists_and_notes():
    made = body("@段落 文\n@添え書き 右\n@標語 中\n@箇条2 ・ | 点\n@注 注意\n@改頁\n@目次 3 | 目次\n")

    assert made == (
        Passage("段落", words("文")),
        Passage("添え書き", words("右")),
        Passage("標語", words("中")),
        Bullet("・", words("点"), 2),
        Bullet("※", words("注意")),
        PageBreak(),
        Contents(words("目次"), 3),
    )


def test_cells_span_and_are_numbered():
    [table] = body(
        "@表組 事業表 | 題\n@見出し行\n@欄 見出し 横2 | 取組\n"
        "@組行 行\n@欄 項目 縦2 | 経済 | a\n@欄続き 本文 | 説明\n@欄 数値 | 3\n"
    )

    assert table == CellTable(
        "事業表",
        words("題"),
        (CellRow((Cell((CellText("見出し", words("取組")),), columns=2),)),),
        (
            CellRow(
                (
                    Cell((CellText("項目", words("経済"), scheme("a")), CellText("本文", words("説明"))), rows=2),
                    Cell((CellText("数値", words("3")),)),
                ),
                "行",
            ),
        ),
    )


def test_boxes_lie_within_boxes():
    [figure] = body("@図 体系 | 題\n@箱1 政策\n@箱2 施策1\n@箱2 施策2 | 説明\n@箱1 政策2\n")

    assert isinstance(figure, Figure)
    assert [2, 0] == [len(box.boxes) for box in figure.boxes]
    assert ["施策2", "説明"] == [text_of(line) for line in figure.boxes[0].boxes[1].lines]


def test_arrows_lead_from_the_box_before_them():
    [figure] = body("@図 体制 | 題\n@箱1 会議\n@箱2 甲\n@矢印2 右\n@箱2 乙\n@矢印1 上下 | 報告\n@箱1 支庁\n")

    assert isinstance(figure, Figure)
    [first, last] = figure.boxes
    assert ("上下", words("報告"), None) == (first.arrow, first.arrow_text, last.arrow)
    assert ["右", None] == [box.arrow for box in first.boxes]


def test_bars_say_from_where_to_where_and_what_they_are():
    [chart] = body("@図表 内訳 | 題\n@図表行 計 | 3円\n@棒 {{ 棒 }} | 国 | {{ 額 }}\n", 棒="0 1/3 2", 額="1円")

    bar = Bar(Fraction(0), Fraction(1, 3), 2, (words("国"), words("1円")))
    assert Chart("内訳", words("題"), (), (ChartRow((words("計"), words("3円")), (bar,)),)) == chart


def test_underlined_data_keep_what_they_are():
    [passage] = body("@段落 {{ a | 下線 }}と{{ b }}", a="新", b="旧")

    assert Passage("段落", (Text("新", emphasis="下線"), Text("と"), Text("旧"))) == passage


def test_a_text_may_underline_words_itself():
    scope = Scope({"文": (Text("x"),)})
    assert (Text("新規", emphasis="下線"),) == scope.filters["下線"]("新規")


@pytest.mark.parametrize(
    "wording",
    [
        "@見出し1 Ⅰ",
        "@箇条1 ・",
        "@表組 事業表",
        "@表組 a | b\n@組行\n@欄 知らない | x",
        "@図 円 | x",
        "@図表 円 | x",
        "@段落 a | b",
    ],
)
def test_a_fault_of_a_template_is_ours(wording: str):
    with pytest.raises((WordingError, ValueError, TypeError)):
        body(wording)
