"""renkei diff of papers without 条: sources, Word files, web pages and plain text, as a reviewer meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.diff import diff
from pipeline.cli.exits import DONE, PROBLEMS
from tests.workshop import ROOT

DOCUMENTS = ("kitaalps/gaiyo", "aomori-shi/keikaku", "kitakyushu/jigyo", "shiomi/yosan", "yamagata/shiryo")
SAME = "変わるところはありません。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sources with the papers that they make."""
    root = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT / "sources", root / "sources")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        done = CliRunner().invoke(build, [*DOCUMENTS, "--format", "docx,txt,html,pdf"])
    assert DONE == done.exit_code, done.output
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(built, tmp_path / "root")
    monkeypatch.chdir(tmp_path / "root")
    return tmp_path / "root"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(diff, list(arguments))


def edit(root: Path, document: str, old: str, new: str) -> None:
    path = root / f"sources/{document}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("ending", ["docx", "txt", "html", "pdf"])
@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_does_not_differ_from_its_own_files(root: Path, document: str, ending: str):
    """Leaders and pages of 目次, merged cells, drawings, labels: none of it is a difference."""
    done = run(document, f"build/{document}.{ending}")

    assert SAME == done.stdout, done.stderr


@pytest.mark.parametrize("ending", ["docx", "txt", "html", "pdf"])
def test_a_list_of_contents_may_have_any_title(root: Path, ending: str):
    """Its pages are no difference where the source says what it is called."""
    edit(root, "yamagata/shiryo", "目次: ＜目次＞", "目次: この資料の構成")
    assert DONE == CliRunner().invoke(build, ["yamagata/shiryo", "--format", ending]).exit_code

    done = run("yamagata/shiryo", f"build/yamagata/shiryo.{ending}")

    assert SAME == done.stdout, done.stderr


def test_a_table_whose_heads_word_does_not_repeat_has_the_same_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Few know how to make Word repeat a row: its words were told as gone, and as come, though they are the same."""
    monkeypatch.chdir(tmp_path)
    for name, amount, is_repeated in (("a.docx", "100千円", True), ("b.docx", "120千円", False)):
        document = Document()
        document.add_paragraph("事業の一覧")
        table = document.add_table(3, 3)
        for row, words in enumerate((("事業", "額", ""), ("", "今年度", "前年度"), ("観光", amount, "90千円"))):
            for column, text in enumerate(words):
                table.cell(row, column).text = text
        for row in list(document.element.iter(qn("w:tr")))[: 2 if is_repeated else 0]:
            row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        document.save(name)

    done = run("a.docx", "b.docx")

    assert "観光の項「額・今年度」の欄" in done.stdout
    assert "    増減 20千円（100千円 → 120千円）\n" in done.stdout
    assert "1か所が変わります。\n" in done.stdout


def test_a_paper_whose_articles_nobody_can_tell_apart_is_compared_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Lines of no 条 between two of them: the words were compared, and yet an error was told, and status 1."""
    monkeypatch.chdir(tmp_path)
    text = "組合規約\n\n（定数）\n第1条　定数は、次の区分による。\n霧谷市　6人\n高原町　4人\n（任期）\n第2条　任期は、4年とする。\n2　任期は、次のとき終わる。\n(1)　辞職\n（２）　死亡\n"
    Path("a.txt").write_text(text, encoding="utf-8")
    Path("b.txt").write_text(text.replace("4人", "5人"), encoding="utf-8")

    done = run("a.txt", "b.txt")

    assert DONE == done.exit_code, done.stderr
    assert "    - 高原町　4人\n    + 高原町　5人\n" in done.stdout
    assert "エラー" not in done.stderr
    assert "字句はすべて比べています" in done.stderr


def test_only_below_the_title_of_a_list_of_contents_is_a_number_at_the_end_of_a_line_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """計画書　120頁 in a table and 総額・・・120 were taken for entries wherever they stood, and 130 was the same."""
    monkeypatch.chdir(tmp_path)
    text = (
        "資料\n\n目　次\n1　目的\t3頁\n2　費用……4\n\n1　目的\n本文\n2　費用\n本文\n\n計画書\t120頁\n総額・・・・・120\n"
    )
    Path("a.txt").write_text(text, encoding="utf-8")
    Path("b.txt").write_text(text.replace("3頁", "5頁").replace("……4", "…………6"), encoding="utf-8")
    Path("c.txt").write_text(text.replace("120", "130"), encoding="utf-8")

    assert SAME == run("a.txt", "b.txt").stdout
    assert "    - 120頁\n    + 130頁\n" in run("a.txt", "c.txt").stdout
    assert "    増減 10（120 → 130）\n" in run("a.txt", "c.txt").stdout


@pytest.mark.parametrize("ending", ["docx", "txt", "html"])
def test_an_amount_is_told_with_its_row_column_and_difference(root: Path, ending: str):
    edit(
        root,
        "shiomi/yosan",
        "当初: 18,000千円\n              前年度当初: 18,000千円",
        "当初: 18,000千円\n              前年度当初: 17,500千円",
    )
    edit(
        root,
        "shiomi/yosan",
        '前年度当初: "148,200千円", 増減: "36,400千円", 増減率: 24.6%',
        '前年度当初: "147,700千円", 増減: "36,900千円", 増減率: 25.0%',
    )

    done = run(f"build/shiomi/yosan.{ending}", "shiomi/yosan")

    assert "主要事業一覧 ＞ 表 ＞ 広報紙の発行の項「当初予算額" in done.stdout
    assert "    増減 △500（18,000 → 17,500）\n" in done.stdout


def test_differences_can_be_a_status_of_a_script(root: Path):
    edit(root, "kitaalps/gaiyo", "安心して暮らし続けられる", "安心して暮らせる")

    assert PROBLEMS == run("build/kitaalps/gaiyo.txt", "kitaalps/gaiyo", "--exit-code").exit_code
    assert DONE == run("build/kitaalps/gaiyo.txt", "kitaalps/gaiyo").exit_code
    assert DONE == run("build/aomori-shi/keikaku.txt", "aomori-shi/keikaku", "--exit-code").exit_code


def test_another_paper_is_told(root: Path):
    done = run("build/kitakyushu/jigyo.docx", "aomori-shi/keikaku", "--json")

    assert "別の文書" in [d["code"] for d in json.loads(done.stdout)["diagnostics"]]


def test_two_files_are_compared_without_any_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    old = "1　目的\n\n圏域の発展を図る。\n\n事業\t額\n観光\t100千円\n防災\t200千円\n"
    Path("a.txt").write_text(old, encoding="utf-8")
    Path("b.txt").write_text(old.replace("200千円", "250千円"), encoding="utf-8")

    done = run("a.txt", "b.txt")

    assert "1 目的 ＞ 表 ＞ 防災の項「額」の欄  字句\n    - 200千円\n    + 250千円\n" in done.stdout


@pytest.mark.parametrize("ending", ["docx", "txt", "html"])
def test_a_pdf_is_compared_with_any_other_form(root: Path, ending: str):
    """The words of a PDF with the place that the other paper tells, and the page."""
    shutil.copy("build/shiomi/yosan.pdf", "old.pdf")
    edit(
        root,
        "shiomi/yosan",
        '地方債: "20,000千円", 一般財源: "14,000千円"',
        '地方債: "21,000千円", 一般財源: "13,000千円"',
    )
    assert DONE == CliRunner().invoke(build, ["shiomi/yosan", "--format", ending]).exit_code

    done = run("old.pdf", f"build/shiomi/yosan.{ending}")

    assert "窓口のオンライン化の項（2頁）" in done.stdout
    assert "増減 1,000（20,000 → 21,000）" in done.stdout
