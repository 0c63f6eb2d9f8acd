"""Bytes of a .docx from a stranger -> its parts, within limits of size and number."""

from __future__ import annotations

import io
import zipfile
import zlib

from pipeline.diagnostics import Place, Problems
from pipeline.notation.file_form import instead_of

# A template with a letterhead and a municipal emblem is below 1 MB.
MAX_UNPACKED_BYTES = 20_000_000
MAX_PARTS = 500

_SAVE_AGAIN = "Wordで「Word 文書（*.docx）」として保存し直してください"


def unpack(data: bytes, name: str, problems: Problems) -> dict[str, bytes] | None:
    """Parts by name; None after an error."""
    other = instead_of("docx", data)
    if other is not None:
        problems.error("ひな形形式", f"中身は、Word文書（.docx）でなく、{other[0]}です", other[1], Place(name))
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, name, problems)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        problems.error("ひな形形式", "Word文書（.docx）として読めません", _SAVE_AGAIN, Place(name))
        return None


def _read(archive: zipfile.ZipFile, name: str, problems: Problems) -> dict[str, bytes] | None:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    size = sum(info.file_size for info in infos)
    if len(infos) > MAX_PARTS or size > MAX_UNPACKED_BYTES:
        problems.error(
            "ひな形容量",
            f"ひな形が大きすぎます（{len(infos):,}部品、展開後{size:,}バイト。上限は{MAX_PARTS}部品、{MAX_UNPACKED_BYTES:,}バイト）",
            "大きな画像や不要な部品を除いてください",
            Place(name),
        )
        return None
    names = [info.filename for info in infos]
    odd = [n for n in names if n.startswith("/") or "\\" in n or ".." in n.split("/")]
    if odd or len({n.lower() for n in names}) < len(names):
        problems.error(
            "ひな形形式", f"部品の名前が重なっているか、正しくありません{_quoted(odd)}", _SAVE_AGAIN, Place(name)
        )
        return None
    if any(
        info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos
    ):
        problems.error("ひな形形式", "暗号化又は特殊な圧縮をしたファイルです", _SAVE_AGAIN, Place(name))
        return None
    return {info.filename: archive.read(info) for info in infos}


def _quoted(names: list[str]) -> str:
    return "（" + "、".join(f"「{n}」" for n in names[:5]) + "）" if names else ""
