"""A PDF with printed words comes back to the same words; one whose words are not certain is refused with the way out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import yaml
from pikepdf import Array
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.pdfdiff import Facsimile
from tests.importing.desk import PAPERS, built, imported, letters, told

CHOSEN = ("01", "04", "10", "13", "24", "32", "37", "49")
LINES = (
    "北浜市及び東谷町における連携協約",
    "北浜市（以下「甲」という。）及び東谷町（以下「乙」という。）は、次のとおり締結する。",
    "第1条　甲及び乙は、連携する。",
    "令和4年3月28日",
    "甲　北浜市長　見本一郎",
    "乙　東谷町長　見本二郎",
)


@pytest.mark.parametrize(
    "paper", [p for p in sorted(PAPERS.glob("*.txt")) if p.stem[:2] in CHOSEN], ids=lambda p: p.stem
)
def test_our_own_pdf_comes_back_to_the_same_words(paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Paragraphs over several lines and pages, tables by their rules, heads that every page repeats."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_bytes(paper.read_bytes())
    imported("paper.txt", "--area", "x")
    first = built("x", tmp_path, "txt,pdf")

    done = imported("build/x/paper.pdf", "--area", "y")

    assert 0 == done.exit_code, done.stderr
    assert letters(first) == letters(built("y", tmp_path))
    assert "字と同じです" in done.stdout


def test_what_pages_part_is_one_in_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A title in two lines and an address that fills its line: the parties were called の共同利用に関する協定書葛󠄀城市."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_bytes((PAPERS / "49_四者と五段の号と後文.txt").read_bytes())
    imported("paper.txt", "--area", "x")
    built("x", tmp_path, "txt,pdf")

    imported("build/x/paper.pdf", "--area", "y")

    sources = [
        yaml.safe_load((tmp_path / f"sources/{area}/paper.yaml").read_text(encoding="utf-8")) for area in ("x", "y")
    ]
    for key in ("題名", "当事者", "前文", "条", "附則", "末文", "立会人", "別表"):
        assert sources[0][key] == sources[1][key]
    assert "後文" in sources[0]["条"][1]


def _pdf(draw: Callable[[Canvas], None]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont("HeiseiMin-W3", 10)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _plain(canvas: Canvas) -> None:
    for n, line in enumerate(LINES):
        canvas.drawString(72, 750 - 20 * n, line)


def _hidden(canvas: Canvas) -> None:
    text = canvas.beginText(72, 750)
    text.setTextRenderMode(3)
    for line in LINES:
        text.textLine(line)
    canvas.drawText(text)


def _turned(canvas: Canvas) -> None:
    _plain(canvas)
    canvas.rotate(45)
    canvas.drawString(400, 200, "写し")


def _all_turned(canvas: Canvas) -> None:
    canvas.translate(595, 0)
    canvas.rotate(90)
    canvas.setFont("HeiseiMin-W3", 10)
    for n, line in enumerate(LINES):
        canvas.drawString(72, 500 - 20 * n, line)


def _picture(canvas: Canvas) -> None:
    canvas.rect(72, 72, 400, 600)


def _open_table(canvas: Canvas) -> None:
    _plain(canvas)
    for y in (500, 480, 460):
        canvas.line(72, y, 400, y)
    canvas.line(72, 460, 72, 500)
    canvas.line(400, 460, 400, 500)
    canvas.line(200, 480, 200, 500)
    canvas.line(280, 460, 280, 480)
    canvas.line(200, 470, 280, 470)
    canvas.line(240, 465, 240, 475)
    canvas.drawString(80, 485, "取組")
    canvas.drawString(210, 462, "内容")


def test_a_plain_pdf_of_another_program_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(_pdf(_plain))

    done = imported("a.pdf", "--area", "x")

    assert 0 == done.exit_code, done.stderr
    assert letters("".join(LINES)) == letters(built("x", tmp_path))


def test_a_page_that_the_file_turns_is_read_as_one_sees_it():
    """A 別表 across the page is written upright and turned by the file: its words were called askew."""
    with pikepdf.open(io.BytesIO(_pdf(_plain))) as file:
        out = io.BytesIO()
        width, height = 595, 842
        turns = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}
        for degrees, matrix in turns.items():
            file.pages.append(file.pages[0])
            page = file.pages[-1]
            page.mediabox = Array([0, 0, width, height] if degrees == 180 else [0, 0, height, width])
            page.contents_add(f"q {' '.join(map(str, matrix))} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.rotate(degrees, relative=False)
        file.save(out)

    with Facsimile(out.getvalue()) as facsimile:
        pages = list(facsimile.pages())

        assert [0, 0, 0, 0] == [facsimile.drawn(n).turned for n in range(4)]
    assert {(595.0, 842.0)} == {(page.width_pt, page.height_pt) for page in pages}
    first, *others = [[(line.text, [round(x, 2) for x in line.edges]) for line in page.lines] for page in pages]
    assert "".join(LINES).replace("\u3000", "") == "".join(text for text, _ in first)
    assert [first] * 3 == others


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (_picture, "紙を読み取った画像"),
        (_hidden, "画像の後ろに置かれた"),
        (_turned, "傾いた文字"),
        (_all_turned, "この頁を回転して保存し直すと取り込めます"),
        (_open_table, "罫線が閉じていない"),
    ],
)
def test_a_pdf_whose_words_are_not_certain_is_refused(
    draw: Callable[[Canvas], None], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(_pdf(draw))

    done = imported("a.pdf", "--area", "x")

    assert 1 == done.exit_code
    assert any(reason in message for message in told(done))
    assert "Word 文書（.docx）があれば" in done.stderr
    assert not (tmp_path / "sources").exists()
