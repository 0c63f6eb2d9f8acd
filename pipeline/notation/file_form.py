"""The bytes of a file -> what it is, whatever its name says, and the way to the file that is wanted instead."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from pipeline.late.regex import regex

Form = Literal[
    "pdf", "locked", "doc", "xls", "ppt", "compound", "rtf", "docx", "xlsx", "xlsb", "pptx", "odt", "ods", "odf", "zip", "html",
    "mht", "picture", "",
]  # fmt: skip
Wanted = Literal["docx", "xlsx"]

CALLED: dict[Form, str] = {
    "pdf": "PDF",
    "locked": "パスワードの付いたファイル",
    "doc": "古い形式のWord文書（.doc）",
    "xls": "古い形式のExcelのブック（.xls）",
    "ppt": "古い形式のPowerPointの文書（.ppt）",
    "compound": "古い形式のWord文書（.doc）かExcelのブック（.xls）、一太郎の文書（.jtd）など",
    "rtf": "リッチテキスト（.rtf）",
    "docx": "Word文書（.docx）",
    "xlsx": "Excelのブック（.xlsx）",
    "xlsb": "Excelのバイナリブック（.xlsb）",
    "pptx": "PowerPointの文書（.pptx）",
    "odt": "OpenDocumentの文書（.odt）",
    "ods": "OpenDocumentの表（.ods）",
    "odf": "OpenDocumentのファイル",
    "zip": "まとめて圧縮したファイル（zip）",
    "html": "Webページ（HTML）",
    "mht": "一つにまとめたWebページ（.mht）",
    "picture": "画像",
}
# Compound files hold old binary files of Office, and new ones under a password ([MS-CFB] 2.2, [MS-OFFCRYPTO] 2.3.1).
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
# Streams by which one is told from another ([MS-DOC] 2.1, [MS-XLS] 2.1.1, [MS-PPT] 2.1).
_STREAMS: tuple[tuple[str, Form], ...] = (
    ("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt"), ("Workbook", "xls"),
)  # fmt: skip
# The folders of Office Open XML (ECMA-376 part 2), and the type that an OpenDocument file begins with (OpenDocument 1.3 part 2, 3.3).
_FOLDERS: tuple[tuple[str, Form], ...] = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
# Within which a page says that it is one, and a mail what it holds.
_HEAD = 4096
_HTML = regex(rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b")
# A page that a browser saved as one file: headers of a mail, then the page in letters of ASCII.
_MHT = regex(rb"(?is)(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related\b")

_OPENED_BY: dict[Wanted, tuple[frozenset[Form], str]] = {
    "docx": (
        frozenset({"doc", "rtf", "odt", "html", "mht", "compound"}),
        "Wordで開き、「名前を付けて保存」で「Word 文書（*.docx）」として保存し直してください",
    ),
    "xlsx": (
        frozenset({"xls", "xlsb", "ods", "html", "mht", "compound"}),
        "Excelで開き、「名前を付けて保存」で「Excelブック（*.xlsx）」として保存し直してください",
    ),
}
_UNLOCK = "パスワードを外して（「ファイル」の「情報」で外せます）保存し直してください"


def form_of(data: bytes) -> Form:
    """What a file is by its bytes; "" for a text, and for what is not known."""
    if data.startswith(_COMPOUND):
        return next((form for name, form in _STREAMS if name.encode("utf-16-le") in data), "compound")
    if data[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_PICTURES[:-1]) or (data.startswith(_PICTURES[-1]) and b"\x00" in data[:20]):
        return "picture"
    if _HTML.match(data[:_HEAD]):
        return "html"
    return "mht" if _MHT.match(data[:_HEAD]) else ""


def _zipped(data: bytes) -> Form:
    at = data.find(_OPEN_DOCUMENT, 0, 200)
    if at >= 0:
        rest = data[at + len(_OPEN_DOCUMENT) :]
        return "odt" if rest.startswith(b"text") else "ods" if rest.startswith(b"spreadsheet") else "odf"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()]
    except Exception:
        return "zip"
    if "xl/workbook.bin" in names:
        return "xlsb"
    return next((form for folder, form in _FOLDERS if any(name.startswith(folder) for name in names)), "zip")


def instead_of(wanted: Wanted, data: bytes) -> tuple[str, str] | None:
    """What a file is that is not the wanted one, and the way out; None for one that is, or that nothing is known of."""
    form = form_of(data)
    if form in ("", "zip", wanted):
        return None
    opened, cure = _OPENED_BY[wanted]
    if form == "locked":
        return CALLED[form], _UNLOCK
    return CALLED[form], cure if form in opened else f"{CALLED[wanted]}を指定してください"
