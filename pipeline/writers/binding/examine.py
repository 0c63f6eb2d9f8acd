"""The bytes of a PDF of somebody else -> its pages, and what of PDF/A and PDF/UA a book that holds them may still declare.

A whole judgement is the business of validators. Here the paper is taken at its word (its XMP packet) only where nothing
that can be seen contradicts it; pages that are nothing but pictures are looked through one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.late.dataclass import dataclass
from pipeline.writers.binding.believable import contradictions
from pipeline.writers.binding.fonts import unembedded
from pipeline.writers.binding.scans import is_scan

_UA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
# Flavours of PDF/A whose pages may stand in a PDF/A-2 (ISO 19005-2 and -3 differ in attachments alone).
_ARCHIVAL = ("1", "2", "3")
_RGB = 3


class UnbindableError(Exception):
    """A PDF that cannot be bound: why, and what to do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason, self.cure = reason, cure


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a book loses by a paper, or what of the paper is left out: what, and what to do."""

    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Examined:
    """`sizes_pt` are the pages as they are shown. `level` of PDF/A-2 that they allow ("": none); `accessible`: PDF/UA."""

    sizes_pt: tuple[tuple[float, float], ...]
    level: str
    accessible: bool
    scanned: bool
    doubts: tuple[Doubt, ...]


def opened(data: bytes) -> pikepdf.Pdf:
    """The file. Raises UnbindableError if it is broken or locked."""
    try:
        pdf = pikepdf.open(BytesIO(data))
    except pikepdf.PasswordError:
        raise UnbindableError("パスワードが掛かっています", _UNLOCKED) from None
    except pikepdf.PdfError:
        raise UnbindableError("PDFとして読めません（壊れているか、PDFではありません）", _PRINTED_AGAIN) from None
    if pdf.is_encrypted:
        raise UnbindableError("編集の制限（暗号）が掛かっています", _UNLOCKED)
    try:
        broken = bool(pdf.check_pdf_syntax()) or not len(pdf.pages)
    except pikepdf.PdfError:
        broken = True
    if broken:
        raise UnbindableError("壊れています（失われた部分があるかもしれません）", _PRINTED_AGAIN)
    return pdf


_UNLOCKED = "作った人に、制限のないPDFをもらってください"
_PRINTED_AGAIN = "もとの文書からPDFを作り直してもらってください"


def examine(data: bytes, described: int) -> Examined:
    """What a PDF is; `described` is the number of its pages for which the clerk wrote what they say. Raises UnbindableError."""
    pdf = opened(data)
    _refuse_what_would_change(pdf)
    pages = len(pdf.pages)
    scanned = all(is_scan(page.obj) for page in pdf.pages)
    if described and (described != pages or not scanned):
        raise UnbindableError(
            f"「頁の文」が{described}頁分ありますが、PDFは{pages}頁です"
            if described != pages
            else "「頁の文」は、走査した画像だけのPDFに書くものです（このPDFには文字や図形があります）",
            "頁ごとに一つずつ書いてください" if described != pages else "「頁の文」を消してください",
        )
    fonts = tuple(dict.fromkeys(unembedded(pdf)))
    tagged = _is_tagged(pdf)
    flavour, declared = _declared(pdf)
    sound = not fonts and _is_rgb(pdf)
    level = ""
    if scanned:
        level = "A" if described else "B"
    elif sound and flavour[:1] in _ARCHIVAL:
        level = "A" if tagged and flavour[1:].upper() == "A" else "B"
    untrue = contradictions(pdf) if tagged and declared else ()
    accessible = bool(described) if scanned else tagged and declared and not fonts and not untrue
    lacking = "タグ（読み上げのための構造）がありません"
    if tagged:
        lacking = f"PDF/UA-1 を名のっていますが、{'、'.join(untrue)}" if untrue else "PDF/UA-1 を名のっていません"
    doubts = (*_of_fonts(fonts), *_of_levels(level, accessible, lacking, scanned=scanned), *_left_out(pdf))
    return Examined(tuple(shown_size(page.obj) for page in pdf.pages), level, accessible, scanned, doubts)


def shown_size(page: Any) -> tuple[float, float]:  # noqa: ANN401 - objects of pikepdf have no types
    """Width and height of a page as viewers show it."""
    x0, y0, x1, y1 = box(page)
    unit = float(inherited(page, "/UserUnit") or 1)
    width, height = (x1 - x0) * unit, (y1 - y0) * unit
    return (height, width) if turn(page) in (90, 270) else (width, height)


def box(page: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    """Left, bottom, right, top of what is shown."""
    edges = inherited(page, "/CropBox") or inherited(page, "/MediaBox")
    if edges is None:
        raise UnbindableError("用紙の大きさが書かれていません", _PRINTED_AGAIN)
    a, b, c, d = (float(edge) for edge in edges)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def turn(page: Any) -> int:  # noqa: ANN401
    """By how much viewers turn the page to the right."""
    return int(inherited(page, "/Rotate") or 0) % 360


def inherited(page: Any, key: str) -> Any:  # noqa: ANN401
    """An entry of a page or of the nodes above it; None if there is none."""
    node, depth = page, 0
    while node is not None and depth < 100:  # a tree that runs in a circle is broken
        if key in node:
            return node[key]
        node, depth = node.get("/Parent"), depth + 1
    return None


def _refuse_what_would_change(pdf: pikepdf.Pdf) -> None:
    """What stands on pages only while its own file is around it."""
    root: Any = pdf.Root
    form = root.get("/AcroForm")
    if form is not None and (len(form.get("/Fields", [])) or "/XFA" in form):
        raise UnbindableError(
            "記入欄か電子署名があります（綴じると、欄は働かず、署名は無効になります）",
            "「PDFに印刷」で、見えるとおりの新しいPDFを作ってから綴じてください",
        )
    layers = root.get("/OCProperties")
    if layers is not None and _hides(layers):
        raise UnbindableError(
            "隠れているレイヤーがあります（綴じると、見えるようになるかもしれません）",
            "「PDFに印刷」で、見えるとおりの新しいPDFを作ってから綴じてください",
        )


def _hides(layers: Any) -> bool:  # noqa: ANN401
    shown = layers.get("/D", {})
    return len(shown.get("/OFF", [])) > 0 or str(shown.get("/BaseState", "/ON")) != "/ON"


def _is_tagged(pdf: pikepdf.Pdf) -> bool:
    root: Any = pdf.Root
    tree = root.get("/StructTreeRoot")
    return (
        bool(root.get("/MarkInfo", {}).get("/Marked", False))
        and tree is not None
        and "/K" in tree
        and "/ParentTree" in tree
    )


def _declared(pdf: pikepdf.Pdf) -> tuple[str, bool]:
    """The flavour of PDF/A that the packet names (2A; "": none), and whether it names PDF/UA-1."""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            return packet.pdfa_status, str(packet.get(_UA_PART, "")) == "1"
    except Exception:  # whatever a broken packet makes its reader raise
        return "", False


def _is_rgb(pdf: pikepdf.Pdf) -> bool:
    """Whether its colours without a profile are meant as ours are: by no profile, or by one of three colours."""
    intents: Any = pdf.Root.get("/OutputIntents", [])
    profiles = [i["/DestOutputProfile"] for i in intents if "/DestOutputProfile" in i]
    return all(int(p.get("/N", _RGB)) == _RGB for p in profiles)


def _of_fonts(fonts: tuple[str, ...]) -> Iterator[Doubt]:
    if fonts:
        yield Doubt(
            f"書体（{'、'.join(fonts)}）が埋め込まれていないので、機械によって違う字の形で見えることがあります",
            "書体を埋め込んだPDFを作り直してもらってください",
        )


def _of_levels(level: str, accessible: bool, lacking: str, *, scanned: bool) -> Iterator[Doubt]:
    if scanned and not accessible:
        yield Doubt(
            "走査した画像だけなので、読み上げに使えません。冊子は PDF/UA-1（と PDF/A の a）を名のりません",
            "もとの文書から作ったタグ付きPDFをもらうか、「頁の文:」に各頁の字句を書いてください",
        )
    elif not accessible:
        yield Doubt(
            f"{lacking}。冊子は PDF/UA-1 を名のりません",
            "アクセシビリティ用のタグを付け、PDF/UA に適合するPDFを作り直してもらってください",
        )
    if not level:
        yield Doubt(
            "PDF/A と認められないので、冊子は PDF/A を名のりません（長く残すには向きません）",
            "PDF/A で保存し直してもらってください（Word では「PDF/A に準拠」）",
        )
    elif level == "B" and not scanned:
        yield Doubt(
            "タグまで保証する PDF/A の a ではないので、冊子は PDF/A-2b になります",
            "PDF/A-2a（タグ付き）で保存し直してもらってください",
        )


def _left_out(pdf: pikepdf.Pdf) -> Iterator[Doubt]:
    root: Any = pdf.Root
    if "/EmbeddedFiles" in root.get("/Names", {}) or "/AF" in root:
        yield Doubt("添付されたファイルは綴じません", "要るなら、添付のファイルを別に渡してください")
