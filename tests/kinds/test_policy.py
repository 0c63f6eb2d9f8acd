"""方針 (sample 004): numbers from the structure, counts checked, bars over years, tags and departments as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Rejected, Span
from pipeline.galley import Drawing, Grid, Para, plain
from pipeline.galley.blocks import drawn_lines
from pipeline.project import compiling
from pipeline.project.export.exporter import Exporter
from pipeline.project.session import Session
from tests.kinds.kit import Shelf
from tests.workshop import galley, original, small_project


@pytest.fixture
def policy(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, "yamagata/shiryo.yaml")


def grids(shelf: Shelf) -> dict[str, Grid]:
    made = galley(shelf.root, shelf.source, None)
    return {block.title: block for part in made.parts for block in part.blocks if isinstance(block, Grid)}


def test_nothing_is_said_of_the_sample(policy: Shelf):
    assert [] == policy.said()


def test_parts_are_listed_with_the_words_that_stand_for_them(policy: Shelf):
    entries = policy.lines("目次1")

    assert 9 == len(entries)
    assert entries[0].startswith("山形県行財政改革推進プラン（抜粋）\t")
    assert entries[1].startswith("県・市町村連携推進方針（概要）\t")
    assert "『県・市町村連携推進方針』の概要" in policy.lines("本文見出し1")


def test_every_part_numbers_its_sections_in_its_own_way(policy: Shelf):
    second, third = policy.lines("本文見出し2"), policy.lines("本文見出し3")

    assert "第3章　行財政改革の取組内容" == second[0]
    assert ["1", "2", "3", "4", "1", "2"] == [line[0] for line in second[1:7]]
    assert "第1　県民参加による県づくりの推進" == third[0]
    assert "Ⅱ　「地域創生」、「やまがた創生」の実現" in policy.lines("本文見出し4")


def test_a_section_that_goes_on_keeps_its_number_and_counts_anew(policy: Shelf):
    """II. …① and II. …②, each with its own 1, 2, 3 (sample 004)."""
    romans = [line for line in policy.lines("本文見出し2") if line.startswith("I")]
    numbered = [line[:2] for line in policy.lines("本文見出し3") if line[1] == "."]

    assert ["I.", "II.", "II."] == [line.partition("　")[0] for line in romans]
    assert ["1.", "1.", "2.", "3.", "1.", "2.", "3."] == numbered


def test_points_are_numbered_by_their_sign(policy: Shelf):
    lines = policy.lines("番号箇条1")
    start = next(n for n, line in enumerate(lines) if line.startswith("i)"))

    assert ["i)", "ii)", "iii)"] == [line.partition("　")[0] for line in lines[start : start + 3]]


def test_tags_and_departments_print_in_their_brackets(policy: Shelf):
    assert "1.　専門的・技術的分野の支援充実に向けた対応　〔充実〕" in policy.lines("本文見出し3")
    assert "(2)　全県的な推進体制　【新設】" in policy.lines("本文見出し3")
    assert "〔県関係部局：総務、県土、農林、企業、健福等〕" in policy.lines("添え書き")


def test_the_counts_of_the_survey_are_added_up(policy: Shelf):
    """173 = 87 + 68 + 18 and 40 = 32 + 6 + 2 (domain notes, section 0, finding 2)."""
    lines = policy.lines("番号箇条1")

    assert "①　市町村分　173件（施策の連携 87件、業務の連携 68件、情報交換等 18件）" in lines
    assert "②　県部局等分　40件（施策の連携 32件、業務の連携 6件、情報交換等 2件）" in lines


def test_a_bar_spans_its_years(policy: Shelf):
    rows = grids(policy)["県と市町村との連携・協働の工程表"].rows
    bars = [[(plain(c.paras[0].runs), c.columns) for c in row.cells[1:-1]] for row in rows]

    assert [("連携・協働の推進　→", 4)] == bars[0]
    assert [("", 1)] * 4 == bars[2]
    assert [("検討・策定", 1), ("方針に基づく取組み　→", 3)] == bars[3]
    assert ["①", "②", "③", "◎"] == [plain(row.cells[0].paras[0].label).strip("　") for row in rows[:4]]


def test_every_month_of_the_year_stands_in_the_plan(policy: Shelf):
    policy.edit("              形: 帯\n", "")
    rows = grids(policy)["「県・市町村連携推進会議」の年間スケジュール"].rows
    months = [plain(para.runs) for row in rows for para in row.cells[0].paras]

    assert [f"{month}月" for month in (*range(4, 13), 1, 2, 3)] == months


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("計: 173", "計: 172", "「市町村分」の件数は172と書かれていますが、数えると173です"),
        ("情報交換等: 2 }", "情報交換等: 3 }", "「県部局等分」の件数は40と書かれていますが、数えると41です"),
        (
            "人事交流、研修派遣等）, 件数: 10",
            "人事交流、研修派遣等）, 件数: 11",
            "「人的交流/情報交換・共有について」の件数を足すと19件ですが、「市町村分・情報交換等」は18件です",
        ),
        (
            "（税務、文化財等）, 件数: 11",
            "（税務、文化財等）, 件数: 111",
            "「業務の連携について」の件数を足すと137件ですが、「市町村分・業務の連携」は68件です",
        ),
        ("母数: [市町村分, 業務の連携]", "母数: [市町村分, 業務]", "「母数」の「市町村分・業務」という件数はありません"),
        ("部局: [企画, 商工, 県土,", "部局: [企画, 商工, 健土,", "「健土」は、初めに掲げた部局にありません"),
        ("            部局: [企画, 庄内, 観文, 県土, 農林]", "            部局の見出し: 担当", "「部局の見出し」の「担当」は、「部局」がないので印刷されません"),
        ("印: 【新設】", "印: 【新規事業】", "「【新規事業】」という印はありません"),
        ("文: 検討・策定, 始め: H29年度", "文: 検討・策定, 始め: H28年度", "「検討・策定」の「H28年度」は年度の欄にありません"),
        (
            "文: 検討・策定, 始め: H29年度",
            "文: 検討・策定, 始め: H29年度, 終わり: H30年度",
            "「方針に基づく取組み」の帯（H30年度～H32年度）は、終わりが始めより前か、前の帯と重なります",
        ),
        ("月: [8, 9]", "月: [8]", "月が4月から3月まで一度ずつ並んでいません（4、5、6、7、8、10、11、12、1、2、3）"),
        ("地域: 西村山", "地域: 北村山", "「地域における平成30年度の主な連携の取組み」に「北村山」が二度あります"),
        (
            "- { 文: [市町村の実質負担額の1/2], 役: 中央, 横: 2 }",
            "- { 文: [市町村の実質負担額の1/2], 役: 中央 }",
            "「過疎市町村の県外移住者向け「住宅」建設等への支援」の1行目は欄が2列分ですが、3列分でなければなりません",
        ),
        ("初めの番号: 3", "初めの番号: 0", "1以上の整数ではありません（0）"),
        ("初めの番号: 3", "始めの番号: 3", "「始めの番号」という項目はありません"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(policy: Shelf, old: str, new: str, message: str):
    errors = policy.edit(old, new).errors()

    assert any(error.message.endswith(message) for error in errors), [error.message for error in errors]
    assert all(error.cure and error.place is not None for error in errors)


def test_a_bar_outside_the_years_is_told_of_where_it_is_written(policy: Shelf):
    [error] = policy.edit("文: 検討・策定, 始め: H29年度", "文: 検討・策定, 始め: H28年度").errors()

    assert "「検討・策定」の「H28年度」は年度の欄にありません" in error.message
    assert "H28年度" == _shown(error)


def test_a_year_stands_in_one_column(policy: Shelf):
    [error] = policy.edit("年度: [H29年度, H30年度,", "年度: [H29年度, Ｈ２９年度,").errors()

    assert error.message.endswith("年度の欄に「Ｈ２９年度」が二度あります")


def _shown(error: Diagnostic) -> str:
    assert isinstance(error.place, Span)
    return error.place.file.text[error.place.start : error.place.end]


def test_years_of_a_bar_may_be_written_in_other_widths(policy: Shelf):
    """Ｈ２９年度 is H29年度."""
    policy.edit("文: 検討・策定, 始め: H29年度", "文: 検討・策定, 始め: Ｈ２９年度")

    assert [] == policy.said()


def test_headings_are_cited_by_their_numbers(tmp_path: Path):
    """「2の「基本的な考え方」を踏まえた「(1) 新たな方向性」の下、次の「(2) 連携の枠組み」」 (sample 004, 3)."""
    words = "{}の「基本的な考え方」を踏まえた「({}) 新たな方向性」の下、次の「({}) 連携の枠組み」により"
    shelf = Shelf(tmp_path, "yamagata/shiryo.yaml")

    assert any(words.format(2, 1, 2) in line for line in shelf.lines("番号箇条1"))
    shelf.edit("          - 見出し: 新たな方向性\n", "          - 見出し: 経過\n          - 見出し: 新たな方向性\n")
    shelf.edit(
        "      - 見出し: 県と市町村との連携について\n",
        "      - 見出し: 初めに\n      - 見出し: 県と市町村との連携について\n",
    )
    assert any(words.format(3, 2, 3) in line for line in shelf.lines("番号箇条1"))
    [cited] = [p for p in shelf.paras() if p.anchor and p.anchor.endswith("連携の枠組み")]
    assert cited.anchor in {run.target for p in shelf.paras() for run in p.runs}


BOX = "                  矢印: 上下\n"


def drawing_errors(policy: Shelf, old: str, new: str) -> str:
    policy.edit(old, new)
    [error] = policy.errors()
    return error.message


def test_the_bodies_are_drawn_with_the_arrow_that_the_source_says(policy: Shelf):
    made = galley(policy.root, policy.source, None)
    [drawn] = [b for part in made.parts for b in part.blocks if isinstance(b, Drawing) and "体制" in b.title]

    assert ["上下"] == [t.arrow.points for band in drawn.bands for t in band.tiles if t.arrow]


def test_an_arrow_points_along_the_boxes(policy: Shelf):
    assert drawing_errors(policy, BOX, BOX.replace("上下", "右")).endswith("矢印「右」は描けません")


def test_an_arrow_leads_to_a_box(policy: Shelf):
    last = "                    - 文: [管内市町村, 総合支庁と定期的に情報を交換]\n"
    message = drawing_errors(policy, last, f"{last}                      矢印: 右\n")

    assert message.endswith("「管内市町村」の矢印の先に箱がありません")


def test_words_of_an_arrow_need_an_arrow(policy: Shelf):
    message = drawing_errors(policy, BOX, BOX.replace("矢印: 上下", "矢印の文: 報告"))

    assert message.endswith("「矢印の文」だけがあります")


def test_only_bodies_have_arrows(policy: Shelf):
    assert drawing_errors(policy, "形: 体制", "形: 枠").endswith("形「枠」の図に矢印は描けません")


def test_boxes_deeper_than_a_figure_can_draw_are_refused(policy: Shelf):
    """They would have been set beside the boxes that hold them."""
    message = drawing_errors(
        policy,
        "                    - 文: [幹事会, 連携推進会議の開催前に開催]\n",
        "                    - { 文: 幹事会, 箱: [{ 文: 部会 }] }\n",
    )

    assert message.endswith("推進体制」の箱は3段ありますが、形「体制」に描けるのは2段までです")


def plan(policy: Shelf) -> Drawing:
    made = galley(policy.root, policy.source, None)
    [drawn] = [b for p in made.parts for b in p.blocks if isinstance(b, Drawing) and b.title.endswith("スケジュール")]
    return drawn


def test_the_year_is_drawn_as_bars_and_told_in_words(policy: Shelf):
    lines = list(drawn_lines((*plan(policy).head, *plan(policy).bands)))

    assert "内容\t月\t4\t5\t6\t7\t8\t9\t10\t11\t12\t1\t2\t3" == lines[0]
    assert ["県・市町村連携推進会議　関係", "　連携課題・ニーズ調査\t4月"] == lines[1:3]
    assert "　↓ （必要に応じて県・市町村で予算計上）\t11月 12月 1月" in lines
    assert 8 == sum(len(tile.bars) for band in plan(policy).bands for tile in band.tiles)


def test_months_may_be_written_as_they_are_printed(policy: Shelf):
    before = list(drawn_lines(plan(policy).bands))
    policy.edit("月: [8, 9]", "月: [8月, 9月]")

    assert before == list(drawn_lines(plan(policy).bands))

    policy.edit("月: [8月, 9月]", "月: [8月, 13月]")
    [error] = policy.errors()
    assert "「月」の2番目: 数が大きすぎます（13）" == error.message


def test_a_cell_over_several_months_rows_cannot_be_a_bar(policy: Shelf):
    policy.edit('                  欄: [連携課題・ニーズ調査, ""]', '                  欄: [{ 文: [調査], 縦: 2 }, ""]')
    [error] = policy.errors()

    assert error.message.endswith("4月に「横」か「縦」のある欄があり、帯に描けません")


def print_errors(policy: Shelf) -> list[Diagnostic]:
    """What the PDF of the policy is refused for."""
    loaded, problems = original(policy.root, policy.source)
    assert loaded is not None
    printer = Exporter(loaded.kind.template, Session(policy.root).templates)
    made = compiling.set_galley(loaded, None, problems)
    with pytest.raises(Rejected):
        printer.print(printer.paged(made, loaded.profile.house, problems), "pdf", problems)
    return list(problems.errors)


def line_of(policy: Shelf, words: str) -> int:
    return 1 + (policy.root / policy.source).read_text(encoding="utf-8").partition(words)[0].count("\n")


TEAM = "[ワーキングチーム, 実務担当者が具体的な連携方策を検討]"


def test_a_figure_that_no_page_holds_is_refused_where_it_is_written(policy: Shelf):
    policy.edit(TEAM, f"[ワーキングチーム, {'検討する。' * 300}]")
    [error] = print_errors(policy)

    line = line_of(policy, "    - 文: [県・市町村連携推進会議,")
    assert "の推進体制」の「県・市町村連携推進会議」から始まる部分が1頁に収まりません" in error.message
    assert f"{policy.source}:{line}:" in str(error.place)


def test_a_character_without_a_glyph_in_a_figure_is_told_where_it_is_written(policy: Shelf):
    policy.edit(TEAM, "[ワーキング\U000300f7チーム]")
    [error] = print_errors(policy)

    line = line_of(policy, "\U000300f7")
    assert f"{policy.source}:{line}:" in str(error.place)


def test_who_made_the_paper_stands_below_whom_the_cover_names(policy: Shelf):
    """「作成」 was left out with a warning where the cover named somebody else."""
    policy.edit("作成: ", "表紙: { 団体: 山形県庁 }\n作成: ")

    office = policy.lines("表紙当事者")
    assert "山形県庁" == office[0]
    assert 2 == len(office)
    assert f"作成: {office[1]}" in (policy.root / policy.source).read_text(encoding="utf-8")
    assert [] == [message for message in policy.said() if "印刷しません" in message]

    policy.edit("団体: 山形県庁", f"団体: {office[1]}")
    assert [office[1]] == policy.lines("表紙当事者")


def test_a_section_is_cited_by_its_heading_without_its_tag(tmp_path: Path):
    """引用("背景") was refused where the heading had 印: 新規."""
    source = (
        "種別: 計画\n題名: 計画\n部:\n  - 見出し: 部\n    節:\n"
        "      - { 見出し: 背景, 印: 新規, 内容: [ { 段落: 文 } ] }\n"
        '      - 見出し: 課題\n        内容: [ { 段落: "{{ 引用(\\"背景\\") }}のとおり。" } ]\n'
    )
    [part] = galley(small_project(tmp_path, source), "sources/aomori/small.yaml", None).parts

    assert "1のとおり。" in [plain(block.runs) for block in part.blocks if isinstance(block, Para)]


def test_counts_of_a_survey_are_parted_every_three_digits(policy: Shelf):
    """「1,287」 was written, 「1287件」 printed."""
    policy.edit("計: 173, 内訳: { 施策の連携: 87,", '計: "12,431", 内訳: { 施策の連携: "12,345",')

    assert "①　市町村分　12,431件（施策の連携 12,345件、業務の連携 68件、情報交換等 18件）" in policy.lines("番号箇条1")
