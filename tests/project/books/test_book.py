"""A book (冊子) is one document: its list, labels, bookmarks and links tell the pages on which its papers stand."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from pipeline.writers import text
from tests.project.books.kit import HEAD, PARTNERS, folder, labels, links, made, outline, refused
from tests.workshop import build, edit, messages

BILLS = f"""{HEAD}日付: 令和2年2月20日提出
綴じる:
  - 区分: 議案
    番号: 議案第48号
    文書:
      - 文書: kyoyaku
        件名: "{{{{ 相手方 }}}}との協約の締結について"
  - 区分: 参考資料
    文書: [oboe]
"""


def lines(root: Path) -> list[str]:
    return [line for line in text.write(made(root).galley).decode().split("\n") if line]


def test_the_list_names_numbers_titles_and_pages(tmp_path: Path):
    found = lines(folder(tmp_path, gian=BILLS))

    assert found[:11] == [
        "議案書",
        "令和2年2月20日提出",
        "青森市",
        "目　次",
        "議案",
        "議案第48号　平内町との協約の締結について\t1頁",  # cover, body: two pages each
        "議案第49号　今別町との協約の締結について\t3頁",
        "議案第50号　蓬田村との協約の締結について\t5頁",
        "議案第51号　外ヶ浜町との協約の締結について\t7頁",
        "参考資料",
        "協約書\t9頁",
    ]


def test_the_words_of_a_paper_in_a_book_are_those_of_the_paper_alone(tmp_path: Path):
    root = folder(tmp_path, gian=BILLS)
    build(root, formats=("txt",))
    front, *papers = [(root / f"build/aomori/{name}.txt").read_text(encoding="utf-8") for name in (
        "gian", *(f"kyoyaku-{partner}" for partner in PARTNERS), "oboe",
    )]  # fmt: skip

    assert front.endswith("\n".join(papers))


def test_bills_may_each_be_numbered_for_themselves(tmp_path: Path):
    """48－1, as 川越市 prints it: the number of the bill, then that of its page."""
    root = folder(tmp_path, gian=BILLS.replace("綴じる:", "頁: 議案ごと\n綴じる:"))

    book = made(root)
    assert labels(book.pdf)[:7] == ["表紙", "i", "48－1", "48－2", "49－1", "49－2", "50－1"]
    assert labels(book.pdf)[-2:] == ["参考資料1－1", "参考資料1－2"]  # a paper without a number
    assert "議案第50号　蓬田村との協約の締結について\t50－1頁" in lines(root)


def test_what_is_attached_follows_its_paper_and_goes_on_with_its_numbers(tmp_path: Path):
    source = f"{HEAD}頁: 議案ごと\n綴じる:\n  - 番号: 第7号\n    文書:\n      - {{文書: oboe, 付属: [kyoyaku]}}\n"

    found = labels(made(folder(tmp_path, gian=source)).pdf)
    assert found[2:6] == ["7－1", "7－2", "7－3", "7－4"]
    assert found[-1] == "7－10"


def test_what_is_attached_is_for_the_same_partner(tmp_path: Path):
    source = f"{HEAD}綴じる:\n  - 文書: [{{文書: kyoyaku, 相手方: [蓬田村, 今別町], 付属: [{{文書: setsumei, 件名: '{{{{ 相手方 }}}}の説明'}}]}}]\n"
    root = folder(tmp_path, gian=source)
    agreement = (root / "sources/aomori/kyoyaku.yaml").read_text(encoding="utf-8")
    (root / "sources/aomori/setsumei.yaml").write_text(agreement, encoding="utf-8")

    titles = [line.split("\t")[0] for line in lines(root) if line.endswith("頁")]
    assert titles == ["協約書（蓬田村）", "蓬田村の説明", "協約書（今別町）", "今別町の説明"]


def test_bookmarks_and_links_lead_to_where_papers_begin(tmp_path: Path):
    book = made(folder(tmp_path, gian=BILLS))

    firsts = [(depth, title, page) for depth, title, page in outline(book.pdf) if depth < 3]
    assert firsts[:4] == [
        (1, "議案書", 0),
        (1, "目　次", 1),
        (1, "議案", 2),
        (2, "議案第48号　平内町との協約の締結について", 2),
    ]
    assert ("平内町との協約の締結について　1頁", 2) in links(book.pdf, 1)
    assert ("協約書　9頁", 10) in links(book.pdf, 1)


def test_a_paper_is_a_part_of_the_structure(tmp_path: Path):
    tree = made(folder(tmp_path, gian=BILLS)).pdf.Root.StructTreeRoot.K

    parts = [kid for kid in tree.K if str(kid.S) == "/Part"]
    assert [str(part.T) for part in parts][:3] == [
        "目　次",
        "議案第48号　平内町との協約の締結について",
        "議案第49号　今別町との協約の締結について",
    ]


def test_a_table_may_list_the_papers(tmp_path: Path):
    source = BILLS.replace("綴じる:", "目次: 一覧表\n綴じる:").replace(
        "      - 文書: kyoyaku", "      - 文書: kyoyaku\n        所管: 企画課"
    )

    found = lines(folder(tmp_path, gian=source))
    assert "提出案件一覧" in found
    assert "番号\t件名\t所管\t頁" in found
    assert "議案第48号\t平内町との協約の締結について\t企画課\t1" in found


def test_one_source_makes_a_book_for_each_partner(tmp_path: Path):
    source = f"{HEAD}相手方: [蓬田村, 今別町]\n綴じる:\n  - 文書: [kyoyaku]\n".replace(
        "議案書", "'{{ 相手方 }}議会議案書'"
    )
    report = build(folder(tmp_path, gian=source), "aomori/gian", formats=("txt",))

    assert [] == messages(report.problems)
    assert ["aomori/gian-蓬田村", "aomori/gian-今別町"] == [o.name for o in report.outcomes]
    words = (tmp_path / "build/aomori/gian-今別町.txt").read_text(encoding="utf-8")
    assert words.startswith("今別町議会議案書\n")
    assert "青森市及び今別町の協約" in words
    assert "蓬田村" not in words


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("文書: kyoyaku", "文書: kyoyak", ("「kyoyak」という原稿は同じフォルダにありません", "9:13")),
        ("文書: kyoyaku", "文書: gian", ("「gian」という原稿は同じフォルダにありません", "9:13")),
        ("文書: [oboe]", "文書: [oboe, oboe]", ("「oboe」が二度あります", "12:16")),
        ("文書: [oboe]", "文書: [sasshi]", ("「sasshi」は冊子なので、綴じられません", "12:10")),
        ("文書: [oboe]", "文書: [dame]", ("「dame」に誤りがあるので、綴じられません", "12:10")),
        (
            "文書: [oboe]",
            "文書: [{文書: oboe, 相手方: 蓬田村}]",
            ("「oboe」は、相手方ごとの文書ではありません", "12:26"),
        ),
        (
            "文書: [oboe]",
            "文書: [{文書: kyoyaku, 相手方: 逢田村}]",
            ("「kyoyaku」に「逢田村」を相手方とする文書はありません", "12:29"),
        ),
    ],
)
def test_what_cannot_be_bound_is_told_where_it_is_named(tmp_path: Path, old: str, new: str, said: tuple[str, str]):
    other = f"{HEAD}綴じる: [{{文書: [oboe]}}]\n"
    root = folder(tmp_path, gian=BILLS, sasshi=other, dame="種別: 連携協約書\n題名: 協約書\n")
    edit(root / "sources/aomori/gian.yaml", old, new)

    assert said in refused(root)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # An agreement for one partner was listed as 「議案第7号　との協約の締結について」.
        (
            "{文書: oboe}",
            "{文書: oboe, 件名: '{{ 相手方 }}との協約'}",
            "「{{ 相手方 }}」に入る名前がありません（「oboe」は、相手方ごとの文書ではありません）",
        ),
        # Braces that name nothing were printed.
        ("{文書: oboe}", "{文書: oboe, 件名: '{{ 相手 }}との協約'}", "「相手」という項目はありません"),
        (
            "{文書: oboe}",
            "{文書: oboe, 件名: '{{ 相手方 }との協約'}",
            "「{{」の相手がないか、全角です（このまま印刷されます）",
        ),
        (
            "{文書: oboe}",
            "{文書: oboe, 件名: '｛｛ 相手方 ｝｝'}",
            "「｛｛」の相手がないか、全角です（このまま印刷されます）",
        ),
        ("{文書: oboe}", "{文書: oboe, 所管: '{{ 課 }}'}", "「課」という項目はありません"),
        (
            "題名: 議案書",
            "題名: '{{ 相手方 }}議案書'",
            "「{{ 相手方 }}」に入る名前がありません（この冊子に「相手方:」がありません）",
        ),
        (
            "団体: 青森市",
            "団体: '{{ 相手方 }}'",
            "「{{ 相手方 }}」に入る名前がありません（この冊子に「相手方:」がありません）",
        ),
        ("団体: 青森市", "日付: '{{ 日付 }}'", "「日付」という項目はありません"),
    ],
)
def test_what_has_nothing_to_be_put_in_is_told_and_not_printed(tmp_path: Path, old: str, new: str, said: str):
    source = f"{HEAD}綴じる:\n  - 文書: [{{文書: oboe}}]\n"
    assert old in source
    root = folder(tmp_path, gian=source.replace(old, new))

    report = build(root, "aomori/gian", formats=("txt",))

    assert [said] == messages(report.problems)
    assert not (root / "build/aomori/gian.txt").exists()


def test_a_number_without_figures_serves_one_paper(tmp_path: Path):
    root = folder(tmp_path, gian=BILLS.replace("議案第48号", "議案第四十八号"))
    report = build(root, "aomori/gian", formats=("txt",))

    assert "「議案第四十八号」が二件あります" in messages(report.problems)


def test_an_open_number_is_that_of_every_paper(tmp_path: Path):
    found = lines(folder(tmp_path, gian=BILLS.replace("議案第48号", '"議案第　　号"')))

    assert 4 == len([line for line in found if line.startswith("議案第　　号　")])


def test_a_fault_of_one_paper_is_told_where_it_stands_and_stops_the_book(tmp_path: Path):
    root = folder(tmp_path, gian=BILLS)
    edit(root / "sources/aomori/oboe.yaml", "協力する", "第9条の規定により協力する")

    found = refused(root)
    assert ("「oboe」に誤りがあるので、綴じられません", "12:10") in found
    assert any("第9条" in message for message, _ in found)


def test_word_says_the_same_words_in_the_same_order(tmp_path: Path):
    root = folder(tmp_path, gian=BILLS)
    build(root, "aomori/gian", formats=("docx", "txt"))
    document = Document(BytesIO((root / "build/aomori/gian.docx").read_bytes()))
    words = "".join(p.text for p in document.paragraphs)

    assert words.replace("\t", "") == (root / "build/aomori/gian.txt").read_text(encoding="utf-8").replace(
        "\n", ""
    ).replace("\t", "")
    numbers = [s._sectPr.find("{*}pgNumType") for s in document.sections]  # noqa: SLF001 - python-docx tells no page numbers
    starts = [n.attrib for n in numbers if n is not None]
    assert 2 == len(starts)  # the list i, ii …; the first paper 1, 2 …; the others go on


def test_a_single_paper_has_no_paper_in_it(tmp_path: Path):
    book = made(folder(tmp_path, gian=BILLS), "aomori/oboe")

    assert all(part.opens is None for part in book.galley.parts)
    assert all(page.numbering == replace(page.numbering, prefix="", roman=False) for page in book.layout.pages)


def test_bills_and_reports_of_one_figure_bear_their_row(tmp_path: Path):
    source = f"{HEAD}頁: 議案ごと\n綴じる:\n  - {{番号: 議案第5号, 文書: [oboe]}}\n  - {{番号: 報告第5号, 文書: [{{文書: kyoyaku, 相手方: 蓬田村}}]}}\n"

    assert labels(made(folder(tmp_path, gian=source)).pdf)[2:] == ["議案5－1", "議案5－2", "報告5－1", "報告5－2"]


def test_papers_whose_pages_nobody_could_tell_apart_are_refused(tmp_path: Path):
    source = f"{HEAD}頁: 議案ごと\n綴じる:\n  - {{番号: 議案第1号, 文書: [oboe]}}\n  - {{文書: [{{文書: kyoyaku, 相手方: 蓬田村}}]}}\n"
    report = build(folder(tmp_path, gian=source), "aomori/gian", formats=("txt",))

    assert messages(report.problems) == ["「kyoyaku」と「oboe」の頁が、どちらも「1－1」から始まります"]


@pytest.mark.parametrize(
    "bound",
    [
        "綴じる: [oboe, {文書: kyoyaku, 相手方: 蓬田村}]",
        "綴じる:\n  - oboe\n  - 文書: {文書: kyoyaku, 相手方: 蓬田村}",
        "綴じる:\n  - 文書: oboe\n  - 文書: kyoyaku\n    相手方: [蓬田村]",
    ],
)
def test_papers_may_be_listed_without_sections(tmp_path: Path, bound: str):
    source = f"{HEAD}目次: 一覧表\n{bound}\n"

    found = lines(folder(tmp_path, gian=source))
    assert found[2:6] == ["提出案件一覧", "件名\t頁", "協約書\t1", "協約書（蓬田村）\t3"]


@pytest.mark.parametrize(
    "bound",
    [
        "",
        "綴じる:",
        "綴じる: []",
        "綴じる: [{区分: 議案}]",
        "綴じる: [{区分: 議案, 文書: []}]",
        "綴じる: [{文書: [[oboe]]}]",
        "綴じる: 3",
        "頁: 続き\n綴じる: [oboe]",
    ],
)
def test_what_is_no_list_of_papers_is_told(tmp_path: Path, bound: str):
    report = build(folder(tmp_path, gian=f"{HEAD}{bound}\n"), "aomori/gian", formats=("txt",))

    assert report.problems.errors
    assert [] == report.bugs
