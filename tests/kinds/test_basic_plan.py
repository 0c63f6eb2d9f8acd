"""基本計画 (sample 002): contents with the pages of the same build, the scheme drawn from the structure, indicators."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from pipeline.galley import Drawing, Galley, plain
from pipeline.galley.blocks import drawn_lines, paras
from pipeline.project import compiling
from pipeline.project.export.exporter import Exporter
from pipeline.project.session import Session
from tests.kinds.kit import Shelf
from tests.workshop import original


@pytest.fixture
def plan(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path, "aomori-shi/keikaku.yaml")


def printed(shelf: Shelf) -> tuple[Galley, bytes]:
    """The galley with its pages, and its PDF."""
    loaded, problems = original(shelf.root, shelf.source)
    assert loaded is not None
    printer = Exporter(loaded.kind.template, Session(shelf.root).templates)
    galley = printer.paged(compiling.set_galley(loaded, None, problems), loaded.profile.house, problems)
    data = printer.print(galley, "pdf", problems)
    assert data is not None
    return galley, data


def contents(galley: Galley) -> list[str]:
    return [
        plain((*p.label, *p.runs)) for part in galley.parts for p in paras(part.blocks) if p.style.startswith("目次")
    ]


def test_contents_number_every_level_from_above(plan: Shelf):
    lines = plan.lines("目次1", "目次2", "目次3")

    assert ["1　仕事をつくる", "1-1　活力ある地域産業の育成"] == lines[:2]
    assert lines[2].startswith("1-1-1　地域産業の安定経営・基盤強化")
    assert [3, 3, 2, 3, 3] == [sum(line.startswith(f"1-{n}-") for line in lines) for n in range(1, 6)]


def test_contents_name_the_pages_on_which_the_pdf_has_the_headings(plan: Shelf):
    galley, data = printed(plan)
    pdf = pypdfium2.PdfDocument(data)
    pages = [re.sub(r"\s", "", pdf[n].get_textpage().get_text_range()) for n in range(len(pdf))]
    entries = [re.fullmatch(r"1-\d-(\d)　(.*)\t(\d+)頁", line) for line in contents(galley)]
    found = [(m[1], m[2], int(m[3])) for m in entries if m]

    assert 14 == len(found)
    for number, words, page in found:
        assert f"施策{number}{words}" in pages[page - 1]


def test_what_moves_a_heading_moves_its_page(plan: Shelf):
    before = contents(printed(plan)[0])[-1]
    more = "".join(f"              - 見本の文{n}です。\n" for n in range(40))
    plan.edit(
        "          - 見出し: 企業立地の状況\n            文:\n",
        f"          - 見出し: 企業立地の状況\n            文:\n{more}",
    )
    after = contents(printed(plan)[0])[-1]

    assert before.partition("\t")[0] == after.partition("\t")[0]
    assert int(re.findall(r"(\d+)頁", after)[0]) > int(re.findall(r"(\d+)頁", before)[0])


def test_a_measure_more_is_in_the_contents_and_the_scheme(plan: Shelf):
    new = "          - 名称: 見本の施策\n            主な取組:\n              - { 見出し: 見本の取組, 文: 見本を示します。 }\n"
    plan.edit("          - 名称: GXによる産業の育成・集積\n", f"{new}          - 名称: GXによる産業の育成・集積\n")

    assert [line.partition("\t")[0] for line in plan.lines("目次3")[4:6]] == [
        "1-2-2　見本の施策",
        "1-2-3　GXによる産業の育成・集積",
    ]
    assert "施策2　見本の施策" in plan.lines("図見出し")
    assert "施策3　GXによる産業の育成・集積" in plan.lines("本文見出し3")
    assert ["施策「見本の施策」に指標がありません"] == plan.said()


def test_the_scheme_hangs_measures_and_works_from_their_policy(plan: Shelf):
    loaded, problems = original(plan.root, plan.source)
    assert loaded is not None
    galley = compiling.set_galley(loaded, None, problems)
    scheme = next(b for part in galley.parts for b in part.blocks if isinstance(b, Drawing))

    lines = list(drawn_lines((*scheme.head, *scheme.bands)))

    assert "活力ある地域産業の育成　施策の体系" == scheme.title
    assert "政策1　活力ある地域産業の育成" == lines[0]
    assert [0, 1, 2, 2, 2, 1, 2, 2, 1, 2] == [len(line) - len(line.lstrip("　")) for line in lines]


def test_an_indicator_says_its_name_its_meaning_its_value_and_when(plan: Shelf):
    items, texts, values = plan.lines("表項目"), plan.lines("表本文", "表番号箇条"), plan.lines("表中央")

    assert "信用保証料補給件数" == items[0]
    assert "地場産業振興資金融資制度の利用者に対する信用保証料の補給件数" == texts[0]
    assert ["122件", "（2023年度）", ""] == values[:3]
    assert "※　「青森市地域農業再生協議会水田収益力強化ビジョン」に掲載" in texts


@pytest.mark.parametrize("value", ["現状維持以上", "検討中", "―", "75%以上"])
def test_a_target_may_be_any_words(plan: Shelf, value: str):
    path = plan.root / plan.source
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("目標値:\n", f"目標値: {value}\n", 1), encoding="utf-8")

    assert ["122件", "（2023年度）", value] == plan.lines("表中央")[:3]


@pytest.mark.parametrize("when", ["2023", "昨年度", "2023年頃"])
def test_a_value_is_of_a_year_or_of_a_fiscal_year(plan: Shelf, when: str):
    plan.edit("基準値: 34.3ha\n                時点: 2023年度", f"基準値: 34.3ha\n                時点: {when}")
    [error] = plan.errors()

    assert error.message.endswith(f"「{when}」は年でも年度でもありません")


def test_a_policy_begins_a_page_under_the_chapter_once_more(plan: Shelf):
    assert ["1　仕事をつくる"] * 5 == plan.lines("本文見出し1")
    assert [f"政策{n}" for n in range(1, 6)] == [line.partition("　")[0] for line in plan.lines("本文見出し2")]
    numbers = [
        line.partition("　")[0] for line in plan.lines("本文見出し3") if line.startswith("施策") and "　" in line
    ]
    assert ["施策1", "施策2", "施策3", "施策1", "施策2", "施策3", "施策1", "施策2"] == numbers[:8]


def test_the_sample_is_made_without_a_word_of_complaint(plan: Shelf):
    assert [] == plan.said()


_COVER = "題名: 青森市総合計画　前期基本計画（素案）\n表紙: { 日付: 令和6年1月, 団体: 青森市 }\n"


def test_the_subtitle_stands_below_the_title_where_there_is_no_cover(plan: Shelf):
    """It stood at the right edge, as a note on the title."""
    assert ["第1分科会　関連部分"] == plan.lines("標語")


def test_the_subtitle_stands_on_the_cover_whoever_issues_the_plan(plan: Shelf):
    """副題 was lost without a word where the cover names an office."""
    plan.edit("題名: 青森市総合計画　前期基本計画（素案）\n", _COVER)

    assert ["青森市総合計画　前期基本計画（素案）　第1分科会　関連部分"] == plan.lines("表紙題名")
    assert ["青森市"] == plan.lines("表紙当事者")


def test_appendices_count_by_themselves_and_have_their_pages_in_the_contents(plan: Shelf):
    """The first was 資料2 behind one chapter; 目次 called it 2 and named no page."""
    appendices = "資料編:\n" + "".join(f"  - 見出し: 資料の{n}\n    内容: [ {{ 段落: 文 }} ]\n" for n in "甲乙")
    (plan.root / plan.source).write_text(
        (plan.root / plan.source).read_text(encoding="utf-8") + appendices, encoding="utf-8"
    )

    assert ["資料1　資料の甲", "資料2　資料の乙"] == plan.lines("本文見出し1")[-2:]
    entries = contents(printed(plan)[0])[-2:]
    assert ["資料1　資料の甲", "資料2　資料の乙"] == [entry.partition("\t")[0] for entry in entries]
    first, second = (int(re.findall(r"\t(\d+)頁", entry)[0]) for entry in entries)
    assert second == first


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        ("[ { 段落: 文 } ]", True),
        ("[ { 箇条: [甲, { 文: 乙, 下位: [丙, 丁] }] }, { 注: 文 } ]", True),
        ("[ { 表: { 題: 表, 見出し: [年月日, 内容], 行: [[令和7年4月1日, 諮問], [令和7年5月1日, 答申]] } } ]", True),
        (f"[ {{ 段落: [{', '.join(['文'] * 12)}] }} ]", False),
        (f"[ {{ 段落: {'長い文' * 150} }} ]", False),
        (f"[ {{ 表: {{ 題: 表, 見出し: [甲, 乙], 行: [{', '.join(['[あ, い]'] * 9)}] }} }} ]", False),
        ("[ { 図: { 形: 枠, 題: 図, 箱: [{ 文: 箱 }] } } ]", False),
    ],
)
def test_an_appendix_of_few_lines_goes_on_on_the_page_of_the_one_before(plan: Shelf, second: str, goes_on: bool):
    """Each of 策定の経過, 用語集 and 委員名簿 began a page and left it empty."""
    appendices = f"資料編:\n  - 見出し: 甲\n    内容: [ {{ 段落: 文 }} ]\n  - 見出し: 乙\n    内容: {second}\n"
    (plan.root / plan.source).write_text(
        (plan.root / plan.source).read_text(encoding="utf-8") + appendices, encoding="utf-8"
    )
    entries = contents(printed(plan)[0])[-2:]
    first, last = (int(re.findall(r"\t(\d+)頁", entry)[0]) for entry in entries)

    assert goes_on == (first == last)


def test_short_appendices_fill_a_page_and_no_more(plan: Shelf):
    appendices = "資料編:\n" + "".join(
        f"  - 見出し: 資料の{n}\n    内容: [ {{ 段落: [{', '.join(['文'] * 6)}] }} ]\n" for n in "甲乙丙丁"
    )
    (plan.root / plan.source).write_text(
        (plan.root / plan.source).read_text(encoding="utf-8") + appendices, encoding="utf-8"
    )
    pages = [int(re.findall(r"\t(\d+)頁", entry)[0]) for entry in contents(printed(plan)[0])[-4:]]

    assert [0, 0, 0, 1] == [page - pages[0] for page in pages]
