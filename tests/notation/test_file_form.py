"""What a file is by its bytes: its name is what somebody gave it."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.file_form import CALLED, form_of, instead_of

COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def compound(stream: str) -> bytes:
    """The header of a compound file, and an entry of its directory."""
    return COMPOUND + bytes(504) + stream.encode("utf-16-le").ljust(64, b"\x00")


KNOWN = {
    "docx": word(),
    "xlsx": excel(),
    "xlsb": packed(**{"xl/workbook.bin": b""}),
    "pptx": packed(**{"ppt/presentation.xml": b""}),
    "odt": packed(mimetype=b"application/vnd.oasis.opendocument.text"),
    "ods": packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
    "zip": packed(**{"協約.txt": b""}),
    "doc": compound("WordDocument"),
    "xls": compound("Workbook"),
    "locked": compound("EncryptedPackage"),
    "rtf": rb"{\rtf1\ansi\ansicpg932 \'8d\'b6}",
    "pdf": b"\n%PDF-1.7",
    "html": "\ufeff<!-- 保存 -->\n<HTML lang=ja>".encode(),
    "mht": b"From: x\r\nContent-Type: multipart/related; boundary=a\r\n",
    "picture": b"\x89PNG\r\n",
}  # fmt: skip


@pytest.mark.parametrize("form", sorted(KNOWN))
def test_a_file_is_known_by_its_bytes(form: str):
    assert form == form_of(KNOWN[form])


@pytest.mark.parametrize("form", sorted(set(KNOWN) - {"zip"}))
@pytest.mark.parametrize("wanted", ["docx", "xlsx"])
def test_what_is_not_the_wanted_file_is_named_with_a_way_out(form: str, wanted: str):
    told = instead_of("docx" if wanted == "docx" else "xlsx", KNOWN[form])

    if form == wanted:
        assert told is None
    else:
        assert told is not None
        assert told[0] in CALLED.values()
        assert told[1].endswith("ください")


@given(st.binary(max_size=40), st.sampled_from([b"", b"PK\x03\x04", COMPOUND, b"<", b"%PDF"]))
def test_any_bytes_are_known_or_not(rest: bytes, head: bytes):
    assert form_of(head + rest) in ("", *CALLED)


@given(st.text("第1条甲は、<>&\n 。(%PK{", max_size=40))
def test_a_text_is_none_of_them(text: str):
    assert "" == form_of(text.encode())
