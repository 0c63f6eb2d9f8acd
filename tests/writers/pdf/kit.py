"""What tests of the PDF share: a small agreement, and readers of the finished file that know nothing of the writer."""

from __future__ import annotations

import re
import struct
from datetime import date
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run
from pipeline.typeset import Design
from pipeline.writers.pdf import FontProvider, write
from tests.typeset.kit import design

FONTS = FontProvider(folders=())


def para(style: str, text: str, label: str = "", heading: int | None = None, outline: str | None = None) -> Para:
    return Para(style, (Run(text),) if text else (), (Run(label),) if label else (), heading, outline)


def table(*rows: tuple[str, ...]) -> Grid:
    """The first row is the head."""
    head, *body = rows
    made = [
        Row(tuple(Cell((para(style, text),)) for text in row))
        for style, row in [("表見出し", head), *(("表本文", r) for r in body)]
    ]
    return Grid("役割分担表", (made[0],), tuple(made[1:]), "役割分担")


def agreement(*more: Block) -> Galley:
    """Cover, a few articles with items, signatures, a table."""
    title = "連携中枢都市圏形成に係る連携協約書"
    cover = Part("表紙", (para("表紙題名", title, heading=1, outline=title), para("表紙日付", "令和元年12月25日")))
    body = Part(
        "本文",
        (
            para("題名", "連携協約", heading=2, outline="連携協約"),
            para(
                "前文",
                "青森市（以下「甲」という。）及び蓬田村（以下「乙」という。）は、次のとおり連携協約を締結する。" * 3,
            ),
            para("条見出し", "（目的）", heading=3, outline="第1条（目的）"),
            para("条", "この連携協約は、次に掲げることを目的とする。", "第1条　"),
            para("号", "圏域全体の経済成長のけん引", "(1)　"),
            para("号細分", "高次の都市機能の集積・強化", "ア　"),
            para("号", "生活関連機能サービスの向上", "(2)　"),
            para("項", "前項の規定により必要となる手続については、別に定める。", "2　"),
            *more,
            para("締結日", "令和元年12月25日"),
            para("記名", "青森市長", "甲　"),
            Para("記名者", (Run("小野寺晃彦", "氏名"),)),
        ),
    )
    annex = Part(
        "別表", (para("別表見出し", "別表（第3条関係）", heading=2, outline="別表（第3条関係）"), table(*ROWS))
    )
    return Galley(title, "連携協約書", "青森市", date(2019, 12, 25), (cover, body, annex), sources_sha256="0" * 64)


ROWS = (
    ("連携施策", "取組内容", "甲の役割", "乙の役割"),
    (
        "地域医療",
        "研修や医療機器の共同利用等に取り組む。" * 30,
        "圏域の中心的な役割を担う。",
        "甲と連携して、協力して取り組む。",
    ),
    ("介護", "", "連携を推進する。", "取り組む。"),
)


@cache
def made() -> bytes:
    """The agreement as a file."""
    return pdf(agreement())


def pdf(galley: Galley, wanted: Design | None = None, fonts: FontProvider = FONTS) -> bytes:
    return write(galley, wanted or design(), fonts, Problems())


@lru_cache(maxsize=64)  # objects of pikepdf live no longer than their file
def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def instructions(page: pikepdf.Page) -> list[tuple[Any, str]]:
    """Operands and operator of each instruction of a page."""
    found: Any = pikepdf.parse_content_stream(page)
    return [(operands, str(operator)) for operands, operator in found]


def unicode_maps(file: pikepdf.Pdf) -> dict[str, dict[int, str]]:
    """For each font resource, codes -> characters, from its ToUnicode stream."""
    fonts: Any = file.pages[0].Resources.Font
    maps = {}
    for name, font in fonts.items():
        rows = re.findall(rb"<(\w{4})><(\w+)>\n", font.ToUnicode.read_bytes())
        maps[name] = {int(code, 16): bytes.fromhex(words.decode()).decode("utf-16-be") for code, words in rows}
    return maps


def marked_text(file: pikepdf.Pdf) -> list[dict[int, str]]:
    """For each page, the characters of each marked-content sequence, as a reader hears them."""
    maps, pages = unicode_maps(file), []
    for page in file.pages:
        said: dict[int, str] = {}
        stack: list[tuple[int | None, str | None]] = []
        font: dict[int, str] = {}
        for operands, operator in instructions(page):
            match operator:
                case "BDC":
                    entries: Any = operands[1]
                    spoken = str(entries["/ActualText"]) if "/ActualText" in entries else None
                    stack.append((int(entries["/MCID"]) if "/MCID" in entries else None, spoken))
                    if spoken is not None:
                        _say(said, stack, spoken)
                case "EMC":
                    stack.pop()
                case "Tf":
                    font = maps[str(operands[0])]
                case "Tj" | "TJ":
                    shown: Any = operands[0] if operator == "TJ" else [operands[0]]
                    codes = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
                    glyphs = [code for (code,) in struct.iter_unpack(">H", codes)]
                    assert 0 not in glyphs, ".notdef on a page"
                    words = [font[code] for code in glyphs]
                    if not any(spoken is not None for _, spoken in stack):
                        _say(said, stack, "".join(words))
        pages.append(said)
    return pages


def _say(said: dict[int, str], stack: list[tuple[int | None, str | None]], words: str) -> None:
    number = next((n for n, _ in reversed(stack) if n is not None), None)
    if number is not None:
        said[number] = said.get(number, "") + words


def structure_text(data: bytes) -> list[tuple[str, str]]:
    """Type and text of each element with marked content, in the order of the structure tree."""
    file = opened(data)
    texts = marked_text(file)
    pages: dict[Any, int] = {page.objgen: n for n, page in enumerate(file.pages)}
    out: list[tuple[str, str]] = []

    def walk(element: Any, page: int | None) -> None:
        page = pages[element.Pg.objgen] if "/Pg" in element else page
        kids = element.get("/K", [])
        text = ""
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                text += texts[page].get(kid, "")  # a figure draws without a word
            elif kid.get("/Type") == "/MCR":
                text += texts[pages[kid.Pg.objgen]].get(int(kid.MCID), "")
            elif kid.get("/Type") != "/OBJR":
                if text:
                    out.append((str(element.S)[1:], text))
                    text = ""
                walk(kid, page)
        if text:
            out.append((str(element.S)[1:], text))

    walk(file.Root.StructTreeRoot.K, None)
    return out
