"""PDFs of every kind, hostile ones among them: pages and pictures, or a reason in Japanese; never a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.galley import Galley, Para, Part, Run
from pipeline.pdfdiff import Facsimile, UnprintableError, reader
from pipeline.pdfdiff.pdfium import MOST_PAGES
from tests.examples import examples
from tests.writers.pdf.kit import made, pdf

JAPANESE = re.compile("[ぁ-ん一-鿿]")


def sample() -> bytes:
    return made()


def edited(change: Callable[[pikepdf.Pdf], None], lock: pikepdf.Encryption | None = None) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(sample())) as pdf:
        change(pdf)
        pdf.save(out, encryption=lock)
    return out.getvalue()


def outcome(data: bytes) -> str:
    """The words of all pages, or why there are none; every picture is a PNG."""
    refused = None
    words = ""
    try:
        with Facsimile(data) as facsimile:
            words = "".join(line.text for page in facsimile.pages() for line in page.lines)
            pictures = [facsimile.picture(n) for n in range(min(3, facsimile.count))]
    except UnprintableError as error:
        refused = error
    if refused is None:
        assert all(picture.startswith(b"\x89PNG") for picture in pictures)
        return words
    assert JAPANESE.search(refused.reason)
    assert JAPANESE.search(refused.cure)
    return refused.reason


def test_the_characters_of_a_page_stand_where_they_are_printed():
    with Facsimile(sample()) as facsimile:
        cover, body, *_ = facsimile.pages()

    assert "令和元年12月25日" in [line.text for line in cover.lines]
    (caption,) = [line for line in body.lines if line.text == "（目的）"]
    (clause,) = [line for line in body.lines if line.text.startswith("第1条この")]
    assert (3,) == clause.gaps  # the blank behind 第1条
    boxes = [line.box(0, len(line.text)) for line in (caption, clause)]
    assert all(0 < b.left < b.right < 1 and 0 < b.top < b.bottom < 1 for b in boxes)
    assert boxes[0].bottom <= boxes[1].top + 0.005


@pytest.mark.parametrize("before", range(20, 34))
def test_a_hyphen_at_the_end_of_a_line_is_read(before: int):
    """「sougou-keikaku」 of an address was read as 「sougoukeikaku」 where its line ended behind the hyphen."""
    words = "市" * before + "https://www.example.jp/sougou-keikaku/2026-honpen/ni掲げる。"
    data = pdf(Galley("題", "", "", None, (Part("本文", (Para("本文段落", (Run(words),)),)),)))
    with Facsimile(data) as facsimile:
        [page] = facsimile.pages()

    assert words in "".join(line.text for line in page.lines)


def test_a_turned_page_is_told_as_one_sees_it():
    """/Rotate 90: what stood at the top stands at the right."""

    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.Rotate = 90

    with Facsimile(edited(turn)) as facsimile:
        body = list(facsimile.pages())[1]

    title = next(line for line in body.lines if line.text.startswith("連携協約"))
    assert body.width_pt > body.height_pt
    assert title.box(0, 1).left > 0.5


def test_a_password_is_named():
    locked = edited(lambda _: None, pikepdf.Encryption(user="ひみつ", owner="x"))

    assert "パスワードのかかったPDFです" == outcome(locked)


def test_a_file_that_only_forbids_copying_is_read():
    marked = edited(lambda _: None, pikepdf.Encryption(user="", owner="x"))

    assert "令和元年12月25日" in outcome(marked)


def test_a_page_of_five_metres_gives_a_small_picture():
    def grow(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = [0, 0, 14_400, 20]
        pdf.pages[0].CropBox = [0, 0, 14_400, 20]

    with Facsimile(edited(grow)) as facsimile:
        assert len(facsimile.picture(0)) < 100_000


def test_too_many_pages_are_counted_and_refused():
    def multiply(pdf: pikepdf.Pdf) -> None:
        for _ in range(MOST_PAGES):
            pdf.pages.append(pdf.pages[0])

    assert "頁が多すぎます" in outcome(edited(multiply))


def test_a_page_of_too_many_characters_is_refused_by_its_number():
    def flood(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        text = (
            b"BT /F 10 Tf "
            + b"".join(b"1 0 0 1 %d %d Tm (renkei) Tj " % (n % 20 * 40, n // 20 * 12) for n in range(10_000))
            + b"ET"
        )
        page.Contents = pdf.make_stream(text)

    assert "1頁目" in outcome(edited(flood))


def test_what_lies_beside_the_page_is_not_printed():
    def move(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.MediaBox = [600, 0, 1200, 842]
            page.CropBox = page.MediaBox

    assert "" == outcome(edited(move))


def test_a_bomb_ends_the_reading_and_not_the_program(monkeypatch: pytest.MonkeyPatch):
    """Millions of things to draw in a few kilobytes are given up when the patience of a page ends."""
    monkeypatch.setattr(reader, "PAGE_S", 1.0)

    def bomb(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 100 100 re f\n" * 2_000_000)

    assert "1頁目を読むのに1秒を超えました" == outcome(edited(bomb))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 4096, b"%PDF-1.7\ntrailer<</Root 1 0 R>>"])
def test_what_is_no_pdf_is_refused(data: bytes):
    assert "PDFとして読めません" == outcome(data)


def test_a_file_that_is_too_long_is_refused_unread(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(reader, "MOST_BYTES", 100)

    assert "ファイルが大きすぎます" in outcome(sample())


@settings(max_examples=examples(25))
@given(st.data())
def test_a_broken_file_is_read_or_refused(data: st.DataObject):
    """Bytes changed, cut out or repeated anywhere in a file of ours."""
    whole = bytearray(sample())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        match data.draw(st.sampled_from(["change", "cut", "repeat", "digits"])):
            case "change":
                whole[at : at + 1] = data.draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del whole[at : at + data.draw(st.integers(1, 200))]
            case "repeat":
                whole[at:at] = whole[at : at + data.draw(st.integers(1, 200))]
            case _:
                numbers = [m.span() for m in re.finditer(rb"\b\d+\b", bytes(whole))]
                start, end = data.draw(st.sampled_from(numbers)) if numbers else (0, 0)
                whole[start:end] = data.draw(st.sampled_from([b"-1", b"0", b"4294967296", b"99999999999999999999"]))

    outcome(bytes(whole))
