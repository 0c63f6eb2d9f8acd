"""styles.xml -> ids and sizes of styles, found by the names that Word shows (LibreOffice renames the ids)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLES
from pipeline.writers.docx.ooxml import Element, W, attribute, whole_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Word's size where no style says one: 10 pt (ECMA-376 part 1, 17.3.2.38).
_DEFAULT_HALF_POINTS = 20


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Ids (escaped for XML) by name for each kind of style; sizes in half points (of character styles only where they set one)."""

    paragraphs: Mapping[str, str]
    characters: Mapping[str, str]
    tables: Mapping[str, str]
    paragraph_half_points: Mapping[str, int]
    character_half_points: Mapping[str, int]
    head_shading: Mapping[str, str]


def read(root: Element | None) -> StyleSheet:
    """The style sheet of a template; an empty one if the template has none."""
    styles = [] if root is None else root.findall(W + "style")
    by_kind = {kind: [s for s in styles if s.get(W + "type") == kind] for kind in ("paragraph", "character", "table")}
    default = _half_points(root.find(f"{W}docDefaults/{W}rPrDefault")) if root is not None else None
    paragraph_sizes = {_name(s): _inherited(s, by_kind["paragraph"]) for s in by_kind["paragraph"]}
    character_sizes = {_name(s): _inherited(s, by_kind["character"]) for s in by_kind["character"]}
    return StyleSheet(
        paragraphs=_ids(by_kind["paragraph"]),
        characters=_ids(by_kind["character"]),
        tables=_ids(by_kind["table"]),
        paragraph_half_points={n: s or default or _DEFAULT_HALF_POINTS for n, s in paragraph_sizes.items()},
        character_half_points={n: s for n, s in character_sizes.items() if s is not None},
        head_shading={_name(s): _head_shading(s) for s in by_kind["table"]},
    )


def check(sheet: StyleSheet, name: str, problems: Problems) -> None:
    """Reports every style of the closed list that the template lacks, with the nearest name that it has."""
    _check_kind("段落", PARAGRAPH_STYLES, sheet.paragraphs, name, problems)
    _check_kind("文字", CHARACTER_STYLES, sheet.characters, name, problems)
    _check_kind("表", TABLE_STYLES, sheet.tables, name, problems)


def _check_kind(kind: str, wanted: Iterable[str], had: Mapping[str, str], name: str, problems: Problems) -> None:
    spare = [n for n in had if n not in wanted]
    for style in wanted:
        if style in had:
            continue
        near = difflib.get_close_matches(style, spare, n=1, cutoff=0.5)
        cure = f"「{near[0]}」の名前を「{style}」に改めるか、" if near else ""
        problems.error(
            "ひな形スタイル",
            f"{kind}スタイル「{style}」がありません" + (f"（近い名前「{near[0]}」）" if near else ""),
            f"{cure}Wordで{kind}スタイル「{style}」を作ってください",
            Place(name, "スタイル"),
        )


def _ids(styles: Iterable[Element]) -> dict[str, str]:
    return {_name(s): attribute(s.get(W + "styleId") or "") for s in styles}


def _name(style: Element) -> str:
    element = style.find(W + "name")
    return (element.get(W + "val") or "") if element is not None else ""


def _half_points(owner: Element | None) -> int | None:
    size = owner.find(f"{W}rPr/{W}sz") if owner is not None else None
    return whole_number(size.get(W + "val")) if size is not None else None


def _inherited(style: Element, styles: Iterable[Element]) -> int | None:
    """Size of a style or of the nearest one that it is based on."""
    by_id = {s.get(W + "styleId"): s for s in styles}
    seen: set[str | None] = set()
    current: Element | None = style
    while current is not None and current.get(W + "styleId") not in seen:
        size = _half_points(current)
        if size is not None:
            return size
        seen.add(current.get(W + "styleId"))
        base = current.find(W + "basedOn")
        current = by_id.get(base.get(W + "val")) if base is not None else None
    return None


def _head_shading(style: Element) -> str:
    """w:shd of head rows. Word shades only the first row by the style; heads of two rows repeat it in their cells."""
    for part in style.findall(W + "tblStylePr"):
        shading = part.find(f"{W}tcPr/{W}shd")
        if part.get(W + "type") == "firstRow" and shading is not None:
            pairs = ((etree.QName(k).localname, str(v)) for k, v in shading.attrib.items())
            return "<w:shd " + " ".join(f'w:{k}="{attribute(v)}"' for k, v in pairs) + "/>"
    return ""
