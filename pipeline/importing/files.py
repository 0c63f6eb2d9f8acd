"""A file that a clerk names -> its text, or the paper in it; every other kind of file is refused with the way out."""

from __future__ import annotations

from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.importing.page_numbers import without_page_numbers
from pipeline.importing.paper import Paper, cleaned
from pipeline.importing.plain_paper import read_lines
from pipeline.notation.file_form import CALLED, Form, form_of
from pipeline.source import reader
from pipeline.source.files import Files

_AS_DOCX = "Wordで開き、「名前を付けて保存」で「Word 文書（*.docx）」として保存し直してください"
_AS_HTML = "ブラウザで開き、「名前を付けて保存」で種類を「ウェブページ、HTML のみ」にして保存し直してください"
_WORDS_ONLY = "文を選んで写し、UTF-8 のテキストファイル（.txt）に貼り付けて保存してください（表の欄の間はタブにします）"
_BY_EYE = "文字を読み取って、UTF-8 のテキストファイル（.txt）にしてください"
_OTHER = "協約書なら、Word文書（.docx）かUTF-8 のテキストファイル（.txt）にしてください"
_SHEET = "別表は、原稿の「表の元:」で取り込めます（.xlsx）。協約書は .docx か .txt にしてください"
# What is told by its bytes and is no text -> the way out.
_CURES: dict[Form, str] = {
    "pdf": f"PDFは、頁の上の字の位置しか持たず、条や表の区切りが定まりません。{_WORDS_ONLY}",
    "locked": "パスワードを外し、Wordで「Word 文書（*.docx）」として保存し直してください",
    "doc": _AS_DOCX,
    "xls": _SHEET,
    "xlsx": _SHEET,
    "xlsb": _SHEET,
    "ods": _SHEET,
    "rtf": _AS_DOCX,
    "docx": "名前の終わりを「.docx」にしてください",
    "odt": _AS_DOCX,
    "zip": "圧縮を解き、中のファイルを指定してください",
    "mht": _AS_HTML,
    "html": f"名前の終わりを「.html」にして原稿として取り込むか、ブラウザで開き、{_WORDS_ONLY}",
    "picture": _BY_EYE,
}
# Endings of files that hold text and yet no paper.
_ENDINGS = {
    ".doc": ("古い形式のWord文書（.doc）", _AS_DOCX),
    ".dot": ("古い形式のWord文書（.dot）", _AS_DOCX),
    ".odt": ("OpenDocumentの文書（.odt）", _AS_DOCX),
    ".jtd": ("一太郎の文書（.jtd）", "一太郎で開き、Word文書（.docx）として保存し直してください"),
    ".jtdc": ("一太郎の文書（.jtdc）", "一太郎で開き、Word文書（.docx）として保存し直してください"),
    ".html": ("HTML", f"原稿として取り込むか、ブラウザで開き、{_WORDS_ONLY}"),
    ".htm": ("HTML", f"原稿として取り込むか、ブラウザで開き、{_WORDS_ONLY}"),
    ".mht": ("一つにまとめたWebページ（.mht）", _AS_HTML),
    ".mhtml": ("一つにまとめたWebページ（.mhtml）", _AS_HTML),
    ".xlsx": (
        "Excelのブック（.xlsx）",
        "別表は、原稿の「表の元:」で取り込めます。協約書は .docx か .txt にしてください",
    ),
    ".yaml": ("原稿（YAML）", "原稿は、sources フォルダに置けばそのまま使えます"),
    ".yml": ("原稿（YAML）", "原稿は、sources フォルダに置けばそのまま使えます"),
}


# Endings of laws: 法令標準XML and the answers of 法令API.
LAWS = (".xml", ".json")
PAGES = (".html", ".htm", ".xhtml")


def is_pdf(path: Path) -> bool:
    """Whether a file begins as a PDF does; False where it cannot be read, which its reader tells."""
    try:
        with path.open("rb") as file:
            return file.read(1024).lstrip().startswith(b"%PDF")
    except OSError:
        return False


def read_paper(path: Path, problems: Problems, data: bytes | None = None) -> Paper | None:
    """The lines of a plain text, a Word document or a law (法令標準XML); None after an error. `data` stands for the bytes of the file."""
    name = path.as_posix()
    data = data if data is not None else reader.read_bytes(path, problems, name)
    if data is None:
        return None
    if path.suffix.lower() in (".docx", ".docm") and not data.startswith(b"%PDF"):
        return _docx(data, name, problems)
    if _is_law(path, data):
        return _law(data, name, problems)
    refused = _refused(path, data)
    if refused is not None:
        problems.error("形式", f"{refused[0]}は取り込めません", refused[1], Place(name))
        return None
    text = decoded(data, name, problems)
    return without_page_numbers(cleaned(read_lines(text, name))) if text is not None else None


def _docx(data: bytes, name: str, problems: Problems) -> Paper | None:
    # Every build comes by here for signed versions, few read papers: lxml is loaded when it is needed.
    from pipeline.importing.word.document import read_docx  # noqa: PLC0415
    from pipeline.importing.word.package import PackageError  # noqa: PLC0415

    try:
        return cleaned(read_docx(data, name))
    except PackageError as error:
        problems.error("形式", error.reason, error.cure, Place(name))
        return None


def _is_law(path: Path, data: bytes) -> bool:
    """Whether a file is to be read as 法令標準XML, or as the JSON that 法令API gives for it."""
    return path.suffix.lower() in LAWS or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


def _law(data: bytes, name: str, problems: Problems) -> Paper | None:
    from pipeline.importing.lawxml.document import read_law  # noqa: PLC0415
    from pipeline.importing.lawxml.parse import NoLawError  # noqa: PLC0415

    try:
        return cleaned(read_law(data, name))
    except NoLawError as error:
        problems.error("形式", error.reason, error.cure, Place(name, error.where))
        return None


def _refused(path: Path, data: bytes) -> tuple[str, str] | None:
    """What a file is that holds no text to read: by its bytes, or else by the ending of its name."""
    known, by_name = _known(data), _ENDINGS.get(path.suffix.lower())
    is_vague = form_of(data) in ("compound", "zip", "html")
    return by_name if by_name is not None and (known is None or is_vague) else known


def _known(data: bytes) -> tuple[str, str] | None:
    form = form_of(data)
    called = "名前の終わりが「.docx」でないWord文書" if form == "docx" else CALLED.get(form, "")
    return (called, _CURES.get(form, _OTHER)) if form else None


def is_other_form(data: bytes, name: str, problems: Problems) -> bool:
    """Whether the first bytes are those of a file that holds no text to read, which is told with the way out."""
    other = _known(data)
    if other is not None and form_of(data) != "html":
        problems.error("形式", f"{other[0]}は、文として読めません", other[1], Place(name))
        return True
    return False


def read_text(path: Path, problems: Problems, name: str = "", files: Files | None = None) -> str | None:
    """A UTF-8 text file with line ends of one kind; None after an error. `name`: what diagnostics call it."""
    name = name or path.as_posix()
    data = reader.read_bytes(path, problems, name, files)
    if data is None:
        return None
    return None if is_other_form(data, name, problems) else decoded(data, name, problems)


def decoded(data: bytes, name: str, problems: Problems) -> str | None:
    """UTF-8 with or without a byte order mark, lines ended by LF; None after an error that names the encoding."""
    text = reader.decode_text(data, name, problems)
    return text.replace("\r", "\n") if text is not None else None
