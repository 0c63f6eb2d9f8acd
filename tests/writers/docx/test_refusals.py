"""Files that are no templates, or that bring more than a template may."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.diagnostics import Problems
from pipeline.writers.docx import new_template, template_check
from tests.writers.docx.kit import (
    DOCUMENT,
    RELATIONSHIPS,
    changed,
    contract,
    refused,
    unzipped,
    with_paragraph,
    with_relationship,
    with_text,
    zipped,
)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"%PDF-1.7", b"<html></html>", bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600],
    ids=["empty", "cut off", "pdf", "html", "old .doc"],
)
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    assert list(refused(data)) == ["ひな形形式"]


def test_a_zip_that_is_no_word_document_is_refused() -> None:
    assert list(refused(zipped({"a.txt": b"a"}))) == ["ひな形形式"]


def test_a_damaged_zip_is_refused() -> None:
    data = bytearray(new_template())
    data[200:260] = b"\xff" * 60
    assert list(refused(bytes(data))) == ["ひな形形式"]


def test_more_than_500_parts_are_refused() -> None:
    parts = unzipped(new_template()) | {f"word/media/{n}.png": b"" for n in range(500)}
    assert list(refused(zipped(parts))) == ["ひな形容量"]


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    data = zipped(unzipped(new_template()) | {"word/media/bomb.png": bytes(21_000_000)})
    assert len(data) < 50_000
    assert list(refused(data)) == ["ひな形容量"]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "WORD/DOCUMENT.XML"])
def test_parts_with_names_outside_or_twice_are_refused(name: str) -> None:
    assert list(refused(zipped(unzipped(new_template()) | {name: b"<a/>"}))) == ["ひな形形式"]


def test_other_compression_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in unzipped(new_template()).items():
            archive.writestr(name, data)
    assert list(refused(buffer.getvalue())) == ["ひな形形式"]


def test_entities_are_refused_and_never_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;&x;">]>'
    found = refused(changed(DOCUMENT, lambda xml: xml.replace("<w:document", bomb + "<w:document", 1)))
    assert list(found) == ["ひな形XML"]
    assert DOCUMENT in found["ひな形XML"][0]


def test_xml_in_another_encoding_is_refused() -> None:
    """A document type declaration in UTF-16 or UTF-7 would hide from a search for its bytes."""
    parts = unzipped(new_template())
    text = parts[DOCUMENT].decode().replace("UTF-8", "UTF-16")
    assert list(refused(zipped(parts | {DOCUMENT: text.encode("utf-16")}))) == ["ひな形XML"]
    hidden = parts[DOCUMENT].decode().replace("UTF-8", "UTF-7").encode("utf-7")
    assert list(refused(zipped(parts | {DOCUMENT: hidden}))) == ["ひな形XML"]


def test_broken_xml_of_all_parts_shows_at_once() -> None:
    broken = {"word/styles.xml": b"<w:styles", "word/settings.xml": b"<a></b>"}
    assert len(refused(zipped(unzipped(new_template()) | broken))["ひな形XML"]) == 2


def test_macros_are_refused() -> None:
    parts = unzipped(new_template()) | {"word/vbaProject.bin": b"\x00"}
    relationship = (
        b'<Relationship Id="rId98" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
        b' Target="vbaProject.bin"/></Relationships>'
    )
    parts[RELATIONSHIPS] = parts[RELATIONSHIPS].replace(b"</Relationships>", relationship)
    assert list(refused(zipped(parts))) == ["ひな形マクロ"]


def test_a_macro_enabled_content_type_is_refused() -> None:
    found = refused(
        changed(
            "[Content_Types].xml",
            lambda xml: xml.replace(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        )
    )
    assert list(found) == ["ひな形マクロ"]


def test_a_word_template_is_refused_because_its_documents_would_not_open() -> None:
    found = refused(changed("[Content_Types].xml", lambda xml: xml.replace("document.main+xml", "template.main+xml")))
    assert list(found) == ["ひな形形式"]
    assert ".dotx" in found["ひな形形式"][0]


def test_strict_open_xml_is_refused() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    found = refused(
        changed(
            DOCUMENT,
            lambda xml: xml.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict),
        )
    )
    assert list(found) == ["ひな形形式"]


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "https://example.jp/logo.png"),
        ("attachedTemplate", "file:///C:/Users/a/Normal.dotm"),
        ("oleObject", "file:///server/share/a.xlsx"),
        ("hyperlink", "file:///etc/passwd"),
        ("hyperlink", "javascript:alert(1)"),
    ],
)
def test_references_to_outside_are_refused(kind: str, target: str) -> None:
    found = refused(with_relationship(kind, target))
    assert list(found) == ["ひな形外部参照"]
    assert target in found["ひな形外部参照"][0]


def test_links_to_web_pages_are_allowed() -> None:
    problems = Problems()
    template_check(with_relationship("hyperlink", "https://www.city.example.jp/"), "a.docx", contract(), problems)
    assert problems.found == []


def test_a_relationship_to_a_missing_part_is_refused() -> None:
    assert list(refused(with_relationship("image", "media/none.png", "Internal"))) == ["ひな形形式"]


def test_chunks_of_other_documents_are_refused() -> None:
    assert list(refused(with_paragraph("<w:altChunk/>"))) == ["ひな形埋込"]


@pytest.mark.parametrize(
    "instruction",
    [
        'INCLUDETEXT "a.docx"',
        'INCLUDEPICTURE "http://a/b.png"',
        "DDEAUTO cmd /c",
        "LINK Excel.Sheet a.xlsx",
        'RD "b.docx"',
    ],
)
def test_fields_that_fetch_are_refused_however_word_splits_them(instruction: str) -> None:
    halves = instruction[:4], instruction[4:]
    runs = "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in halves)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    assert list(refused(with_paragraph(f"<w:p>{begin}{runs}{end}</w:p>"))) == ["ひな形外部参照"]
    quoted = instruction.replace('"', "&quot;")
    assert list(refused(with_paragraph(f'<w:p><w:fldSimple w:instr="{quoted}"/></w:p>'))) == ["ひな形外部参照"]


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>b</w:t></w:r></w:ins></w:p>',
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>b</w:delText></w:r></w:del></w:p>',
        '<w:p><w:pPr><w:pPrChange w:id="1" w:author="a"><w:pPr/></w:pPrChange></w:pPr></w:p>',
    ],
    ids=["inserted", "deleted", "formatted"],
)
def test_tracked_changes_are_refused(xml: str) -> None:
    assert list(refused(with_paragraph(xml))) == ["ひな形変更履歴"]


def test_a_change_or_a_comment_is_told_with_its_paragraph() -> None:
    """What was told was the file, and a part by its name in the archive: word/document.xml."""
    problems = Problems()
    changed_ = '<w:p><w:r><w:t>甲及び乙は、</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>協力する。</w:t></w:r></w:ins></w:p>'
    template_check(with_paragraph(changed_), "templates/docx/agreement.docx", contract(), problems)

    (told,) = problems.errors
    where = str(told.place)
    assert where.startswith("templates/docx/agreement.docx: 本文 第")
    assert where.endswith("段落「甲及び乙は、協力する。」")


def test_comments_are_refused() -> None:
    assert list(refused(with_paragraph('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'))) == ["ひな形コメント"]


def test_all_faults_of_a_template_show_at_once() -> None:
    found = refused(with_text("{{ 題名.upper() }}</w:t></w:r></w:p><w:altChunk/><w:p><w:r><w:t>｛｛ 題名 ｝｝"))
    assert {"ひな形項目", "ひな形埋込", "ひな形波括弧"} == set(found)
