"""連携ビジョン概要 (sample 001): counts, periods and numbers follow from the source, and what was typed is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Span
from pipeline.galley import Drawing, PageBreak, Para, plain
from pipeline.galley.blocks import drawn_lines
from tests.kinds.kit import Shelf
from tests.workshop import edit, galley, small_project


@pytest.fixture
def vision(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, "kitaalps/gaiyo.yaml")


def test_the_sample_is_made_without_a_word_of_complaint(vision: Shelf):
    assert [] == vision.said()
    assert "（締結：平成28年3月29日、変更：平成29年3月27日）" in vision.lines("末尾書き")


def test_headings_are_numbered_in_one_way(vision: Shelf):
    """The copy mixes I, II and Ⅲ."""
    labels = [line.partition("　")[0] for line in vision.lines("本文見出し1", "本文見出し2", "本文見出し3")]

    assert ["Ⅰ", "○", "Ⅱ", "○", "1", "2", "3", "4", "Ⅲ"] == labels


def test_fields_and_projects_are_counted(vision: Shelf):
    """1+3+1+1+4+1+5+1 = 17 (domain notes 0, finding 2)."""
    assert "4　連携協約に基づき推進する具体的取組　＜平成29年度実施予定：8分野・17事業＞" in vision.lines("本文見出し3")
    assert [f"{n}事業" for n in (1, 3, 1, 1, 4, 1, 5, 1)] == vision.lines("表数値")


def test_one_project_more_changes_every_count_of_it(vision: Shelf):
    vision.edit(
        "                  - 概要: 若者交流イベントの開催\n",
        "                  - 概要: 若者交流イベントの開催\n                  - 概要: 婚活の支援\n",
    )

    assert "8分野・18事業" in vision.lines("本文見出し3")[3]
    assert "2事業" == vision.lines("表数値")[0]


def test_one_municipality_more_changes_every_count_of_it(vision: Shelf):
    edit(vision.root / "sources/kitaalps/area.yaml", "  小谷村: {}\n", "  小谷村: {}\n  見本村: {}\n")
    text = "\n".join(vision.lines())

    assert "大町市長と5町村長が相対で" in text
    assert "6市町村共通の戦略" in text
    assert "事業主体：6市町村\n（事業予算）" in text
    assert "5町村と連携実施" in text


def test_new_projects_are_underlined_and_no_others(vision: Shelf):
    underlined = [r.text for p in vision.paras() for r in p.runs if r.style == "下線"]

    assert underlined == [
        "信州まつもと空港を活用した誘客",
        "新規学卒者等を対象とした企業説明会の開催",
        "健康づくり講演会の開催",
        "図書館の相互利用の実施",
    ]


def test_the_years_of_a_period_are_counted(vision: Shelf):
    assert "平成28年度から31年度までの4年間" in vision.lines("本文段落")

    vision.edit("期間: 平成28年度から31年度まで", "期間: 平成28年度から32年度まで")
    assert "平成28年度から32年度までの5年間" in vision.lines("本文段落")


@pytest.mark.parametrize(
    ("period", "message"),
    [
        ("平成28年度から31年度までの5年間", "「期間」: 「平成28年度から31年度までの5年間」の長さが合いません（数えると4年度分）"),
        ("平成31年度から28年度まで", "「期間」: 「平成31年度から28年度まで」は終わりが始まりより前です"),
        ("平成28年4月から平成32年3月まで", "「期間」: 「平成28年4月から平成32年3月まで」は年度から年度までの期間ではありません"),
        ("平成28年度から", "「期間」: 「平成28年度から」は年度から年度までの期間ではありません"),
        ("当分の間", "「期間」: 「当分の間」は期間として読めません"),
    ],
)  # fmt: skip
def test_a_period_that_cannot_be_is_refused_where_it_stands(vision: Shelf, period: str, message: str):
    vision.edit("期間: 平成28年度から31年度まで", f"期間: {period}")
    [error] = vision.errors()

    assert message == error.message
    assert isinstance(error.place, Span)
    assert "sources/kitaalps/gaiyo.yaml" == error.place.file.name
    assert 13 == error.place.line


@pytest.mark.parametrize("count", ["0", "-1", "1.5", "二つ"])
def test_a_field_has_whole_projects(vision: Shelf, count: str):
    vision.edit("                    件数: 2\n", f"                    件数: {count}\n")

    assert 1 == len(vision.errors())


def test_a_count_of_municipalities_needs_municipalities(vision: Shelf):
    path = vision.root / "sources/kitaalps/area.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("市町村:")[0], encoding="utf-8")

    assert {"「市町村数」という項目はありません", "「町村数」という項目はありません"} == {
        e.message for e in vision.errors()
    }


def test_a_right_length_may_be_written_down(vision: Shelf):
    vision.edit("期間: 平成28年度から31年度まで", "期間: 平成28年度から31年度までの4年間")

    assert "平成28年度から31年度までの4年間" in vision.lines("本文段落")


def test_a_count_written_down_must_hold(vision: Shelf):
    vision.edit("                事業数: 5\n", "                事業数: 6\n")
    [error] = vision.errors()

    assert "「圏域マネジメント能力の強化」の事業数は6と書かれていますが、数えると5です" == error.message


def test_counts_typed_into_a_heading_must_hold(vision: Shelf):
    vision.edit("{{ 分野数 }}分野・{{ 事業数 }}事業", "８分野・18事業")
    [error] = vision.errors()

    assert "「８分野・18事業」とありますが、数えると8分野・17事業です" == error.message


def test_a_history_runs_forward(vision: Shelf):
    vision.edit("{ 事由: 策定, 日: 平成28年3月29日 }", "{ 事由: 策定, 日: 平成30年3月29日 }")
    [error] = vision.errors()

    assert "「変更」の日（平成29年3月27日）が「策定」の日（平成30年3月29日）より前です" in error.message


@pytest.mark.parametrize("more", ["", "        注: 注だけ\n", "        方式: 個別事業\n        注: 注も\n"])
def test_a_way_is_a_scheme_or_a_note(vision: Shelf, more: str):
    """With a note beside parts of a scheme the parts were dropped."""
    vision.edit("        方式: 個別事業\n", more)
    [error] = vision.errors()

    assert "型に書くことが足りないか、多すぎます" in error.message


def test_ways_are_numbered_scheme_and_note_alike(vision: Shelf):
    text = "\n".join(vision.lines())

    assert [text.index(f"＜タイプ{n}＞") for n in "ⅠⅡⅢ"] == sorted(text.index(f"＜タイプ{n}＞") for n in "ⅠⅡⅢ")


def test_ways_are_drawn_as_who_acts_by_which_means_to_which_end(vision: Shelf):
    made = galley(vision.root, vision.source, None)
    [drawn] = [block for part in made.parts for block in part.blocks if isinstance(block, Drawing)]

    assert [
        "＜タイプⅠ＞",
        "　事業主体：大町市 （事業予算）",
        "　連携事業",
        "　　4町村と連携実施（町村：負担金） 【事業例】成年後見支援センター、消費生活センター",
        "＜タイプⅡ＞",
        "　事業主体：5市町村 （事業予算）",
        "　個別事業",
        "　　連携して市町村ごと事業を実施 【事業例】魅力体験ツアー、職員研修（相互乗入）",
    ] == list(drawn_lines(drawn.bands))
    assert ["右", "右"] == [tile.arrow.points for band in drawn.bands for tile in band.tiles if tile.arrow]


def test_a_count_that_two_tables_give_differently_is_not_guessed(tmp_path: Path):
    """17 projects in the fields, one in a table of costs: {{ 事業数 }} would be either."""
    table = "\n          - 事業表: { 題: 事業, 行: [ { 名称: 観光 } ] }\n"
    shelf = Shelf(tmp_path, "kitaalps/gaiyo.yaml")
    source = (shelf.root / shelf.source).read_text(encoding="utf-8")
    at = source.index("          - 見出し: 連携協約に基づき推進する具体的取組")
    changed = source[:at] + source[at:].replace(
        "            分野:",
        f"            内容:{table.replace(chr(10) + ' ' * 10, chr(10) + ' ' * 14)}            分野:",
        1,
    )
    (shelf.root / shelf.source).write_text(changed, encoding="utf-8")

    [error] = shelf.errors()

    assert "分野の表では17事業、事業表では1事業です" in error.message


SHEETS = """\
種別: 連携ビジョン概要
題名: ビジョン
期間: 令和8年度から令和12年度まで
章:
  - 見出し: 姿
    本文: [文]
  - 見出し: 取組
    項目:
      - { 見出し: 指標, 本文: [文] }
      - { 見出し: 事業, 用紙: 横, 本文: [文] }
      - { 見出し: 体制, 本文: [文] }
  - 見出し: 資料
    用紙: 横
    項目: [ { 見出し: 名簿, 本文: [文] } ]
"""


def sheets(folder: Path, source: str) -> list[tuple[bool, list[str]]]:
    """How each sheet lies, and the headings on it."""
    made = galley(small_project(folder, source), "sources/aomori/small.yaml", None)
    found: list[tuple[bool, list[str]]] = []
    for part in made.parts:
        found.append((part.landscape, []))
        for block in part.blocks:
            assert not isinstance(block, PageBreak)
            if isinstance(block, Para) and block.heading is not None:
                found[-1][1].append(plain(block.runs))
    return found


def test_a_chapter_or_an_item_lies_across_where_it_says_so(tmp_path: Path):
    """A table of sixteen municipalities was refused in Word, and nothing could be done about it."""
    assert [
        (False, ["ビジョン", "姿", "取組", "指標"]),
        (True, ["事業"]),
        (False, ["体制"]),
        (True, ["資料", "名簿"]),
    ] == sheets(tmp_path / "a", SHEETS)
    across = SHEETS.replace("  - 見出し: 姿\n", "  - 見出し: 姿\n    用紙: 横\n").replace("用紙: 横, ", "")
    assert [(True, ["ビジョン", "姿"]), (False, ["取組", "指標", "事業", "体制"]), (True, ["資料", "名簿"])] == sheets(
        tmp_path / "b", across
    )


def test_the_drawing_of_ways_stands_on_the_sheet_of_its_chapter(tmp_path: Path):
    way = "    型: [ { 事業主体: 市, 方式: 負担金, 内容: 運営, 事業例: 観光 } ]\n"
    source = SHEETS.replace("      - { 見出し: 体制, 本文: [文] }\n", way)
    made = galley(small_project(tmp_path, source), "sources/aomori/small.yaml", None)

    assert [False, True, False, True] == [part.landscape for part in made.parts]
    assert [False, False, True, False] == [any(isinstance(b, Drawing) for b in p.blocks) for p in made.parts]
