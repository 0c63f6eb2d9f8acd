"""import and diff: papers that exist already, as a clerk meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.diff import diff
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.cli.commands.sources.import_ import import_
from tests.workshop import AGREEMENT, ROOT, edit, project

DONE, PROBLEMS, USAGE = 0, 1, 2
DOCUMENT = "aomori/kyoyaku-蓬田村"
PAPER = """\
協約書

甲市及び乙村の協約

甲市（以下「甲」という。）及び乙村（以下「乙」という。）は、次のとおり協約を締結する。
（目的）
第１条　甲及び乙は、協力する。
（定義）
第２条　次のとおりとする。
　(1)　取組　別表に掲げるもの
　　ア　観光
本書２通を作成する。
令和元年12月25日
甲　甲市長　山田太郎
乙　乙村長
鈴木　花子
どこにも入らない行
別表（第2条関係）
1　観光
連携施策\t取組内容\t甲の役割\t乙の役割
宣伝\t宣伝を\t行う。\t協力す
\t行う。\t\tる。
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    chosen = {"build": build, "diff": diff, "freeze": freeze, "import": import_}[command]
    return CliRunner().invoke(chosen, arguments, catch_exceptions=False)


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_a_document_of_ours_comes_back_word_for_word(root: Path, form: str):
    run("build", DOCUMENT, "--format", "txt,docx")
    paper = root / f"build/{DOCUMENT}.{form}"

    done = run("import", str(paper), "-o", "sources/aomori/again.yaml")

    assert done.exit_code == DONE, done.stderr
    assert DONE == run("build", "aomori/again", "--format", "txt").exit_code
    again = (root / "build/aomori/again.txt").read_text(encoding="utf-8")
    assert (root / f"build/{DOCUMENT}.txt").read_text(encoding="utf-8") == again


def test_names_that_the_facts_of_the_area_say_are_said_once(root: Path):
    """The second paper of an area; who signed another name than the facts have is said by the paper's own source."""
    run("build", "aomori", "--format", "txt")
    for town in ("蓬田村", "平内町"):
        assert DONE == run("import", f"build/aomori/kyoyaku-{town}.txt", "--area", "new").exit_code
    shutil.copytree(root / "sources/new", root / "sources/other")
    facts = root / "sources/other/area.yaml"
    edit(facts, "小野寺晃彦", "小野寺晃子")
    done = run("import", "build/aomori/kyoyaku-蓬田村.txt", "--area", "other", "--force")

    again = run("import", "build/aomori/kyoyaku-蓬田村.txt", "--area", "new", "--force")
    assert "\n記名:" not in (root / "sources/new/kyoyaku-蓬田村.yaml").read_text(encoding="utf-8")
    assert DONE == again.exit_code
    assert "氏名: 小野寺晃彦" in (root / "sources/other/kyoyaku-蓬田村.yaml").read_text(encoding="utf-8")
    assert DONE == done.exit_code


def test_guesses_and_lines_left_over_are_told_and_words_stay(root: Path):
    (root / "old.txt").write_text(PAPER, encoding="utf-8")

    done = run("import", "old.txt")

    assert done.exit_code == DONE
    for words in (
        "行のまま:",
        "鈴木　花子",
        "本文: 取組　別表に掲げるもの",
        "- 観光",
        "取組内容: 宣伝を行う。",
        "乙: 協力する。",
        "末文: 本書２通",
    ):
        assert words in done.stdout
    assert "名前として読めない行も、そのまま印刷します: 「どこにも入らない行」" in done.stderr
    assert "頁で割れた行を、上の行につなぎました: 「行う。" in done.stderr
    assert "題名の前の行を「公布」の「題名の前」に置きました: 「協約書」" in done.stderr


def test_a_paper_without_articles_is_refused(root: Path):
    (root / "old.txt").write_text("お知らせ\n", encoding="utf-8")

    done = run("import", "old.txt", "-o", "new.yaml")

    assert done.exit_code == PROBLEMS
    assert "一つもありません" in done.stderr
    assert not (root / "new.yaml").exists()


def test_a_file_that_is_no_word_document_is_refused(root: Path):
    (root / "old.docx").write_bytes(b"PK, but not really")

    assert PROBLEMS == run("import", "old.docx").exit_code


def test_the_difference_between_source_and_signed_version_is_shown(root: Path):
    run("freeze", DOCUMENT)
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")
    signed = f"sources/aomori/signed/{Path(DOCUMENT).name}.json"

    done = run("diff", signed, DOCUMENT, "--html", "diff.html")

    assert done.exit_code == DONE, done.stderr
    assert (
        "第5条第1項  字句\n    + …絡調整を図るため、毎年度〔2回以上〕、圏域内の他の町村長とと…\n1か所が変わります。\n"
        == done.stdout
    )
    assert "<ins>2回以上</ins>" in (root / "diff.html").read_text(encoding="utf-8")
    assert "変わるところはありません。\n" == run("diff", signed, signed).stdout
    assert 1 == len(json.loads(run("diff", signed, DOCUMENT, "--json").stdout)["entries"])


def test_a_name_of_several_documents_is_not_one_to_compare(root: Path):
    assert USAGE == run("diff", "aomori/kyoyaku", DOCUMENT).exit_code


def test_printed_papers_are_compared_word_by_word_and_shown_side_by_side(root: Path):
    run("build", DOCUMENT, "--format", "pdf")
    pdf = f"build/{DOCUMENT}.pdf"
    shutil.copy(root / pdf, root / "old.pdf")
    edit(root / AGREEMENT, "毎年度、圏域内の", "毎年度2回以上、圏域内の")

    done = run("diff", "old.pdf", DOCUMENT, "--html", "diff.html")

    assert done.exit_code == DONE, done.stderr
    assert "+ 2回以上\n1か所が違います。\n" in done.stdout
    page = (root / "diff.html").read_text(encoding="utf-8")
    assert "<ins>2回以上</ins>" in page
    assert 2 == page.count("data:image/png;base64,")  # the one page that changes, before and after
    assert "字句の違いはありません。\n" == run("diff", "old.pdf", pdf).stdout
    assert 1 == len(json.loads(run("diff", "old.pdf", DOCUMENT, "--json").stdout)["entries"])


def test_a_file_that_is_no_pdf_is_refused_by_its_name(root: Path):
    (root / "old.pdf").write_bytes(b"PDF, but not really")

    done = run("diff", "old.pdf", DOCUMENT, "--html", "diff.html")

    assert PROBLEMS == done.exit_code
    assert "--> old.pdf" in done.stderr
    assert "PDFとして読めません" in done.stderr
    assert not (root / "diff.html").exists()
    assert "見つかりません" in run("diff", "none.pdf", DOCUMENT).stderr


def test_a_pdf_that_is_not_there_is_told_whatever_it_is_compared_with(root: Path):
    (root / "old.txt").write_text("第1条　甲\n", encoding="utf-8")

    assert "見つかりません" in run("diff", "old.txt", "new.pdf").stderr


def test_pages_that_only_look_different_are_told(root: Path):
    """The same words in another type: no change of words, but the page is named."""
    run("build", DOCUMENT, "--format", "pdf")
    shutil.copy(root / f"build/{DOCUMENT}.pdf", root / "old.pdf")
    sheet = root / "templates/pdf/base.yaml"
    sheet.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/pdf/base.yaml", sheet)
    edit(sheet, "表紙日付: {もと: 本文, 文字サイズ: 14,", "表紙日付: {もと: 本文, 文字サイズ: 15,")

    done = run("diff", "old.pdf", DOCUMENT, "--html", "diff.html")

    assert "字句の違いはありません。\n" == done.stdout
    page = (root / "diff.html").read_text(encoding="utf-8")
    assert "字句は同じで、体裁又は図が違う頁：前1頁 → 後1頁</p>" in page
    assert "data:image" not in page


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("久慈修一", "久慈修二", "記名（乙の氏名）  字句\n    - 久慈修一\n    + 久慈修二\n1か所が変わります。\n"),
        ("乙　蓬田村長", "乙　平内町長", "記名（乙の職名）  字句\n"),
        ("令和元年12月25日\n\n甲", "令和元年12月26日\n\n甲", "締結日  字句\n"),
    ],
)
def test_cover_day_and_names_are_compared_too(root: Path, old: str, new: str, told: str):
    """Each of them was 「変わるところはありません。」."""
    run("build", DOCUMENT, "--format", "txt")
    (root / "new.txt").write_text(
        (root / f"build/{DOCUMENT}.txt").read_text(encoding="utf-8").replace(old, new), encoding="utf-8"
    )

    for before in (f"build/{DOCUMENT}.txt", DOCUMENT):
        done = run("diff", before, "new.txt")
        assert (DONE, "") == (done.exit_code, done.stderr)
        assert told in done.stdout
    assert "変わるところはありません。\n" == run("diff", f"build/{DOCUMENT}.txt", DOCUMENT).stdout


def test_words_alone_are_compared_as_words_and_that_is_told(root: Path):
    run("build", DOCUMENT, "--format", "txt")
    run("freeze", DOCUMENT)
    content = json.loads((root / "sources/aomori/signed/kyoyaku-蓬田村.json").read_text(encoding="utf-8"))
    (root / "bare.txt").write_text("\n".join(content["本文"]), encoding="utf-8")

    done = run("diff", "bare.txt", DOCUMENT)

    assert "変わるところはありません。\n" == done.stdout
    assert "「bare.txt」には表紙、締結日、記名がないので、それらは比べていません" in done.stderr
