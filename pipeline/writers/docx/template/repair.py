"""A template that LibreOffice saved -> the same with what it dropped: settings of Japanese Word, indents in characters.

Seen with LibreOffice 7.4: it keeps the names of styles, margins, slots and the grid, and writes settings.xml anew.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.galley.styles import PARAGRAPH_STYLES
from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts import pack
from pipeline.writers.docx.parts.archive import unpack
from pipeline.writers.docx.parts.ooxml import Element, W, serialise, whole_number
from pipeline.writers.docx.parts.package import Package, assemble
from pipeline.writers.docx.shipped import table_styles
from pipeline.writers.docx.shipped.agreement import ALTERNATIVE_FONT_NAMES, settings_xml
from pipeline.writers.docx.template import stylesheet

if TYPE_CHECKING:
    from pipeline.diagnostics import Problems

# Children of w:settings in the order of the schema (ECMA-376 part 1, 17.15.1.78), as far as they occur in templates.
_SETTINGS_ORDER = tuple(
    W + tag
    for tag in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "embedTrueTypeFonts",
        "embedSystemFonts", "saveSubsetFonts", "mirrorMargins", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter",
        "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
        "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "trackRevisions",
        "documentProtection", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
        "doNotHyphenateCaps", "clickAndTypeStyle", "defaultTableStyle", "evenAndOddHeaders",
        "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery",
        "displayVerticalDrawingGridEvery", "noPunctuationKerning", "characterSpacingControl", "printTwoOnOne",
        "strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "updateFields", "hdrShapeDefaults",
        "footnotePr", "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang",
        "clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator",
    )
)  # fmt: skip
_COMPAT_ORDER = tuple(
    W + tag
    for tag in (
        "spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone", "ulTrailSpace",
        "doNotExpandShiftReturn", "adjustLineHeightInTable", "useFELayout", "compatSetting",
    )
)  # fmt: skip

# Settings that a clerk would miss; the others are restored without a word of their own.
_SHOWN = {
    W + "characterSpacingControl": "句読点の間隔の詰め",
    W + "strictFirstAndLastChars": "禁則処理の高レベル",
    W + "balanceSingleByteDoubleByteWidth": "半角文字と全角文字の幅の調整",
    W + "useFELayout": "東アジアの組み方",
    W + "adjustLineHeightInTable": "表の中の行の高さの調整",
    W + "themeFontLang": "文書の言語",
}
# An indent is meant in characters if it is a whole number of halves, give or take what LibreOffice rounds.
_TOLERANCE_CHARS = 0.06


@dataclass(frozen=True, slots=True)
class Repaired:
    """A template with what it lacked; `restored` tells the clerk what came back."""

    data: bytes
    restored: tuple[str, ...]


def repair_template(data: bytes, name: str, problems: Problems) -> Repaired | None:
    """The template, or None if the file cannot be read, which `problems` then say. Other faults stay as they are."""
    parts = unpack(data, name, problems)
    package = assemble(parts, name, problems) if parts is not None else None
    if parts is None or package is None:
        return None
    before = {part: etree.tostring(root) for part, root in package.trees.items()}
    restored = _restore(package)
    for part, root in package.trees.items():
        if etree.tostring(root) != before[part]:
            parts[part] = serialise(root).encode()
    return Repaired(pack.archive(pack.entry(n, d) for n, d in sorted(parts.items())), restored)


def lost(package: Package) -> tuple[str, ...]:
    """What a repair would restore."""
    return _restore(
        Package(
            package.main,
            package.parts,
            {part: copy.deepcopy(root) for part, root in package.trees.items()},
            package.types,
            package.relationships,
        )
    )


def _restore(package: Package) -> tuple[str, ...]:
    restored: list[str] = []
    for part in package.related("settings"):
        restored += _settings(package.trees[part]) if part in package.trees else []
    for part in package.related("styles"):
        if part in package.trees:
            restored += (*_indents(package.trees[part]), *table_styles.restore(package.trees[part]))
    for part in package.related("fontTable"):
        restored += _fonts(package.trees[part]) if part in package.trees else []
    return (*restored, *_sections(package.trees[package.main]))


def _settings(root: Element) -> list[str]:
    """Adds what is missing; what the clerk set otherwise stays."""
    model = etree.fromstring(settings_xml().encode())
    restored = _add_missing(root, model, _SETTINGS_ORDER)
    own, wanted = root.find(W + "compat"), model.find(W + "compat")
    if own is not None and wanted is not None:
        restored += _add_missing(own, wanted, _COMPAT_ORDER)
    language = root.find(W + "themeFontLang")
    if language is not None and language.get(W + "bidi") == "":
        del language.attrib[W + "bidi"]
    return restored


def _add_missing(root: Element, model: Element, order: tuple[str, ...]) -> list[str]:
    restored: list[str] = []
    present = {str(child.tag) for child in root}
    for child in list(model):
        tag = str(child.tag)
        if tag in present or tag not in order:
            continue
        behind = set(order[order.index(tag) + 1 :])
        successor = next((c for c in root if c.tag in behind), None)
        if successor is None:
            root.append(child)
        else:
            successor.addprevious(child)
        restored += [f"設定: {_SHOWN[tag]}"] if tag in _SHOWN else []
    return restored


def _indents(root: Element) -> list[str]:
    """w:leftChars and the like beside the twips, where those are whole or half characters of the style."""
    sizes = stylesheet.read(root).paragraph_half_points
    restored: list[str] = []
    for style in root.findall(W + "style"):
        name_element, indent = style.find(W + "name"), style.find(f"{W}pPr/{W}ind")
        name = name_element.get(W + "val") if name_element is not None else None
        if indent is None or name not in PARAGRAPH_STYLES or name not in sizes:
            continue
        for side in ("left", "right", "hanging", "firstLine"):
            twips = whole_number(indent.get(W + side))
            chars = (twips or 0) / (sizes[name] * 10 or 1)
            if indent.get(f"{W}{side}Chars") is None and chars and abs(chars * 2 - round(chars * 2)) < _TOLERANCE_CHARS:
                indent.set(f"{W}{side}Chars", str(round(chars * 2) * 50))
                restored.append(f"スタイル「{name}」: 字数による字下げ")
    return list(dict.fromkeys(restored))


def _fonts(root: Element) -> list[str]:
    """The other name of a font, by which programs without Japanese names find it."""
    restored: list[str] = []
    for font in root.findall(W + "font"):
        name = font.get(W + "name") or ""
        if name in ALTERNATIVE_FONT_NAMES and font.find(W + "altName") is None:
            other = etree.Element(W + "altName")
            other.set(W + "val", ALTERNATIVE_FONT_NAMES[name])
            font.insert(0, other)
            restored.append(f"書体の別名: {name}（{ALTERNATIVE_FONT_NAMES[name]}）")
    return restored


def _sections(root: Element) -> list[str]:
    """Drops the empty character pitch that LibreOffice adds to the grid, and sets w:sectPr last, where the schema wants it."""
    for properties in list(root.iter(W + "sectPr")):
        grid, holder = properties.find(W + "docGrid"), properties.getparent()
        if grid is not None and grid.get(W + "charSpace") == "0":
            del grid.attrib[W + "charSpace"]
        if holder is not None and holder.tag == W + "pPr" and holder[-1] is not properties:
            holder.append(properties)
    return []
