"""Bytes of a PDF -> pages of characters and pictures, by pdfium. Runs in a process of its own: files may be hostile.

Every bound of size is kept here, so that a page of a kilometre, a million characters or a bomb costs no more than any.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import unicodedata
from array import array
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image

from pipeline.pdfdiff.page import Box, Drawn, PrintedLine, PrintedPage, Tag
from pipeline.pdfdiff.rules import drawn
from pipeline.pdfdiff.tags import Marks, tags

MOST_PAGES = 1_000
MOST_CHARACTERS_A_PAGE = 50_000
# Of a picture: how fine, and never longer than this.
_DOTS_PER_INCH, _LONGEST_SIDE_PX = 110, 1_600
_LOOK_DOTS_PER_INCH = 50
# Text is black on white, charts have some colours more: a palette of so many is not told from the page by eye.
_COLOURS = 32
# Corners go through whole numbers in pdfium; this many to the width of a page lose nothing.
_FINE = 1_000_000
# A character belongs to the line of the one before it if they share so much of the lower one's height.
_SHARED = 0.5


class UnopenedError(Exception):
    """Why the file is not read, in Japanese: what is wrong, and the cure."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason, cure)
        self.reason, self.cure = reason, cure


class Opened:
    """One file. Raises UnopenedError and PdfiumError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if c.FPDF_GetLastError() in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
                raise UnopenedError("パスワードのかかったPDFです", "パスワードを外して保存し直してください") from error
            raise UnopenedError(
                "PDFとして読めません", "ファイルが壊れていないか、開いて確かめ、作り直してください"
            ) from error
        if len(self._document) > MOST_PAGES:
            raise UnopenedError(
                f"頁が多すぎます（{len(self._document):,}頁。上限は{MOST_PAGES:,}頁）", "比べる頁だけに分けてください"
            )

    def __len__(self) -> int:
        return len(self._document)

    def page(self, index: int) -> PrintedPage:
        """What is printed on a page (0 is the first)."""
        return self._page(self._document[index], index, None)

    def tagged(self, index: int) -> PrintedPage:
        """The same with what the tags of the file say of every line; a line ends where they change."""
        page = self._document[index]
        return self._page(page, index, Marks(page.get_textpage(), tags(page)))

    def _page(self, page: pdfium.PdfPage, index: int, marks: Marks | None) -> PrintedPage:
        width, height = page.get_size()
        text = page.get_textpage()
        count = text.count_chars()
        if count > MOST_CHARACTERS_A_PAGE:
            raise UnopenedError(
                f"{index + 1}頁目の文字が多すぎます（{count:,}字。上限は{MOST_CHARACTERS_A_PAGE:,}字）",
                "文書のPDFか確かめてください",
            )
        return PrintedPage(width, height, tuple(_lines(_characters(page, text, count, marks), width / height)))

    def drawn(self, index: int) -> Drawn:
        """The strokes on a page, and words on it that are not simply printed."""
        page = self._document[index]
        return drawn(page, partial(_seen, page))

    def picture(self, index: int) -> bytes:
        """A page as PNG."""
        page = self._document[index]
        scale = min(_DOTS_PER_INCH / 72, _LONGEST_SIDE_PX / max(page.get_size()))
        image = page.render(scale=scale).to_pil().convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE)
        out = io.BytesIO()
        image.save(out, "PNG")
        return out.getvalue()

    def look(self, index: int) -> bytes:
        """A hash of a page as a small picture: the same for pages that look the same."""
        page = self._document[index]
        scale = min(_LOOK_DOTS_PER_INCH / 72, _LONGEST_SIDE_PX / max(page.get_size()))
        return hashlib.sha256(bytes(page.render(scale=scale).buffer)).digest()


# What pdfium gives for a hyphen that is last in its line.
_HYPHEN_AT_LINE_END = 2


class _Character(NamedTuple):
    """A character, where it stands, and what tags say of it."""

    char: str
    box: Box
    tag: Tag | None
    aside: bool


def _characters(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, count: int, marks: Marks | None
) -> Iterator[_Character]:
    """Every character with its box, a blank as " "; what pdfium puts in by itself (line ends, wide gaps) is left out."""
    high = 0
    for n in range(count):
        code = c.FPDFText_GetUnicode(text, n)
        if 0xD800 <= code < 0xDC00:  # half of a character beyond U+FFFF: the other half comes next
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        char = chr(code) if code <= 0x10FFFF else ""
        if c.FPDFText_IsGenerated(text, n) == 1:
            continue
        if code == _HYPHEN_AT_LINE_END and c.FPDFText_IsHyphen(text, n) == 1:
            char = "-"
        if char.isspace():
            yield _Character(" ", Box(0, 0, 0, 0), None, aside=False)
        elif char and unicodedata.category(char)[0] != "C":
            box = _box(page, text, n)
            if box is not None:
                yield _Character(char, box, *(marks.of(n) if marks is not None else (None, False)))


def _box(page: pdfium.PdfPage, text: pdfium.PdfTextPage, n: int) -> Box | None:
    """Where a character stands on the page as one sees it, turned and cropped; None beside the page."""
    rect = c.FS_RECTF()
    if not c.FPDFText_GetLooseCharBox(text, n, rect):
        return None
    (x0, x1), (y0, y1) = map(
        sorted, zip(_seen(page, rect.left, rect.top), _seen(page, rect.right, rect.bottom), strict=True)
    )
    if x1 < 0 or y1 < 0 or x0 > 1 or y0 > 1:
        return None
    return Box(max(x0, 0.0), max(y0, 0.0), min(x1, 1.0), min(y1, 1.0))


def _seen(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    c.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
    return across.value / _FINE, down.value / _FINE


def _lines(characters: Iterator[_Character], aspect: float) -> Iterator[PrintedLine]:
    text, edges, gaps = "", array("f"), []
    last: _Character | None = None
    for each in characters:
        if each.char == " ":
            gaps.append(len(text))
            continue
        if last is not None and not (
            (last.tag, last.aside) == (each.tag, each.aside) and _goes_on(last.box, each.box, aspect)
        ):
            yield PrintedLine(text, edges, tuple(gaps), last.tag, last.aside)
            text, edges, gaps = "", array("f"), []
        text += each.char
        edges.extend(each.box)
        last = each
    if last is not None:
        yield PrintedLine(text, edges, tuple(gaps), last.tag, last.aside)


def _goes_on(before: Box, box: Box, aspect: float) -> bool:
    """Whether a character stands on the line of the one before it, in lines from left to right or from top to bottom.

    A gap wider than a character ends the line: there another cell begins. `aspect`: width of the page by its height.
    """
    height = min(before.bottom - before.top, box.bottom - box.top)
    if min(before.bottom, box.bottom) - max(before.top, box.top) >= _SHARED * height:
        return box.left >= before.left and (box.left - before.right) * aspect <= height
    width = min(before.right - before.left, box.right - box.left)
    stacked = min(before.right, box.right) - max(before.left, box.left) >= _SHARED * width
    return stacked and before.top <= box.top <= before.bottom + 0.5 * height
