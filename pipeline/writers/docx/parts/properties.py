"""Galley -> document properties: core (title, dates), custom (which template, which sources), application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.version import __version__
from pipeline.writers.docx.parts.ooxml import DECLARATION, attribute, escaped

if TYPE_CHECKING:
    from pipeline.galley import Galley

CORE_PART, CUSTOM_PART, APPLICATION_PART = "docProps/core.xml", "docProps/custom.xml", "docProps/app.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
APPLICATION_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

PROGRAM = f"renkei {__version__}"

# 状態 in Word's list of properties.
_DRAFT = "<cp:contentStatus>案</cp:contentStatus>"
# Format id of custom properties ([MS-OLEPS] 2.18.2); their ids begin with 2.
_CUSTOM_FORMAT, _FIRST_PROPERTY = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2


def core(galley: Galley) -> str:
    """docProps/core.xml: dates are the document's own."""
    # A document without a day says none: Word would show any as 作成日時.
    dates = ""
    if galley.day is not None:
        when = f"{galley.day.isoformat()}T00:00:00Z"
        dates = (
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified>'
        )
    return (
        f"{DECLARATION}"
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(galley.title)}</dc:title><dc:subject>{escaped(galley.subject)}</dc:subject>"
        f"<dc:creator>{escaped(galley.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escaped(galley.author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f"{dates}<dc:language>ja-JP</dc:language>{_DRAFT if galley.draft else ''}</cp:coreProperties>"
    )


def custom(galley: Galley, template: str, template_sha256: str) -> str:
    """docProps/custom.xml: Word shows it under プロパティ > 詳細プロパティ > ユーザー設定."""
    values = {
        "ひな形": template,
        "ひな形SHA256": template_sha256,
        "入力SHA256": galley.sources_sha256,
        "生成プログラム": PROGRAM,
    }
    properties = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{attribute(key)}">'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for number, (key, value) in enumerate(values.items(), _FIRST_PROPERTY)
    )
    return (
        f"{DECLARATION}"
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    )


def application() -> str:
    """docProps/app.xml."""
    return (
        f"{DECLARATION}"
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>renkei</Application><AppVersion>{_word_version()}</AppVersion></Properties>"
    )


def _word_version() -> str:
    """0.1.0 -> 0.0100: AppVersion has the form XX.YYYY (ECMA-376 part 1, 22.2.2.3)."""
    major, minor = __version__.split(".")[:2]
    return f"{int(major)}.{int(minor):02}00"
