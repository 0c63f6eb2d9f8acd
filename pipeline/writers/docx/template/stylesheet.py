"""styles.xml -> ids and sizes of styles, found by the names that Word shows (LibreOffice renames the ids)."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from pipeline.diagnostics import Place, Problems
from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLES
from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts.ooxml import Element, W, attribute, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

T = TypeVar("T")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

# Word's size where no style says one: 10 pt (ECMA-376 part 1, 17.3.2.38).
_DEFAULT_HALF_POINTS = 20


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Ids (escaped for XML) by name for each kind of style; sizes in half points (of character styles only where they set one).

    `spaces` are the twips before and after a paragraph of a style; `outline_levels` count from 0, of headings only. `flush` is
    the w:ind of a paragraph without label of a style whose lines hang behind one. Lines of `justified` styles fill the measure.
    """

    paragraphs: Mapping[str, str]
    characters: Mapping[str, str]
    tables: Mapping[str, str]
    paragraph_half_points: Mapping[str, int]
    character_half_points: Mapping[str, int]
    head_shading: Mapping[str, str]
    lines: Mapping[str, Line]
    spaces: Mapping[str, tuple[int, int]]
    outline_levels: Mapping[str, int]
    flush: Mapping[str, str]
    indents: Mapping[str, Indent]
    justified: frozenset[str]


@dataclass(frozen=True, slots=True)
class Indent:
    """Where the lines of a paragraph style begin, in twips, and how far before that the first one does."""

    left: int
    hanging: int


@dataclass(frozen=True, slots=True)
class Line:
    """How tall the lines of a paragraph style are: `amount` in twips, or for the rule `auto` in 240ths of the natural height."""

    font: str
    rule: str
    amount: int
    on_grid: bool


def read(root: Element | None, theme: Element | None = None) -> StyleSheet:
    """The style sheet of a template; an empty one if the template has none. The theme names fonts."""
    styles = [] if root is None else root.findall(W + "style")
    by_kind = {kind: [s for s in styles if s.get(W + "type") == kind] for kind in ("paragraph", "character", "table")}
    default = _half_points(root.find(f"{W}docDefaults/{W}rPrDefault")) if root is not None else None
    bases = {kind: chains(styles) for kind, styles in by_kind.items()}
    sizes = {kind: {n: _first(_half_points, c) for n, c in bases[kind].items()} for kind in ("paragraph", "character")}
    defaults = [] if root is None else root.findall(f"{W}docDefaults/*")
    return StyleSheet(
        paragraphs=_ids(by_kind["paragraph"]),
        characters=_ids(by_kind["character"]),
        tables=_ids(by_kind["table"]),
        paragraph_half_points={n: s or default or _DEFAULT_HALF_POINTS for n, s in sizes["paragraph"].items()},
        character_half_points={n: s for n, s in sizes["character"].items() if s is not None},
        head_shading={_name(s): _head_shading(s) for s in by_kind["table"]},
        spaces={
            n: (_space("before", [*c, *defaults]), _space("after", [*c, *defaults]))
            for n, c in bases["paragraph"].items()
        },
        lines={name: _line([*chain, *defaults], theme) for name, chain in bases["paragraph"].items()},
        outline_levels={
            name: level
            for name, chain in bases["paragraph"].items()
            if (level := _first(_outline_level, chain)) is not None
        },
        flush={name: indent for name, chain in bases["paragraph"].items() if (indent := _flush(chain))},
        indents={name: Indent(*_indents(chain)) for name, chain in bases["paragraph"].items()},
        justified=frozenset([n for n, c in bases["paragraph"].items() if _first(_aligned, [*c, *defaults]) == "both"]),
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


def chains(styles: Iterable[Element]) -> dict[str, list[Element]]:
    """Every style with those that it is based on, nearest first."""
    by_id = {s.get(W + "styleId"): s for s in styles}
    chains: dict[str, list[Element]] = {}
    for style in styles:
        chain: list[Element] = []
        current: Element | None = style
        while current is not None and current not in chain:
            chain.append(current)
            base = current.find(W + "basedOn")
            current = by_id.get(base.get(W + "val")) if base is not None else None
        chains[_name(style)] = chain
    return chains


def _first(value: Callable[[Element], T | None], owners: Iterable[Element]) -> T | None:
    """What the nearest owner says, if any says something."""
    return next((found for owner in owners if (found := value(owner)) is not None), None)


def _line(owners: list[Element], theme: Element | None) -> Line:
    """Attributes of w:spacing are inherited one by one."""
    amount = _first(lambda owner: whole_number(_spacing(owner, "line")), owners)
    rule = _first(lambda owner: _spacing(owner, "lineRule"), owners) or "auto"
    on_grid = _first(_on_grid, owners)
    font = _first(lambda owner: _east_asian_font(owner, theme), owners) or ""
    return Line(font, rule, 240 if amount is None else amount, on_grid is None or on_grid)


def _space(side: str, owners: list[Element]) -> int:
    return _first(lambda owner: whole_number(_spacing(owner, side)), owners) or 0


def _flush(owners: list[Element]) -> str:
    """The indent of the first line for all lines; "" of a style whose lines do not hang."""
    left, hanging = _indents(owners)
    if not hanging:
        return ""
    chars, twips = _said("leftChars", owners) - _said("hangingChars", owners), left - hanging
    return f'<w:ind w:leftChars="{chars}" w:left="{twips}" w:hangingChars="0" w:hanging="0"/>'


def _indents(owners: list[Element]) -> tuple[int, int]:
    return _said("left", owners), _said("hanging", owners)


def _said(key: str, owners: list[Element]) -> int:
    return _first(lambda owner: whole_number(_indent(owner, key)), owners) or 0


def _indent(owner: Element, key: str) -> str | None:
    indent = owner.find(f"{W}pPr/{W}ind")
    return indent.get(W + key) if indent is not None else None


def _spacing(owner: Element, key: str) -> str | None:
    spacing = owner.find(f"{W}pPr/{W}spacing")
    return spacing.get(W + key) if spacing is not None else None


def _outline_level(owner: Element) -> int | None:
    level = owner.find(f"{W}pPr/{W}outlineLvl")
    return whole_number(level.get(W + "val")) if level is not None else None


def _aligned(owner: Element) -> str | None:
    """How lines are aligned, as a style or the defaults say."""
    align = owner.find(f"{W}pPr/{W}jc")
    return align.get(W + "val") if align is not None else None


def _on_grid(owner: Element) -> bool | None:
    switch = owner.find(f"{W}pPr/{W}snapToGrid")
    return switch.get(W + "val", "1") not in ("0", "false", "off") if switch is not None else None


def _east_asian_font(owner: Element, theme: Element | None) -> str | None:
    fonts = owner.find(f"{W}rPr/{W}rFonts")
    if fonts is None:
        return None
    slot = fonts.get(W + "eastAsiaTheme")
    if slot is None or theme is None:
        return fonts.get(W + "eastAsia")
    family = theme.find(f".//{A}{'majorFont' if slot.startswith('major') else 'minorFont'}")
    if family is None:
        return None
    japanese = next((f.get("typeface") for f in family.findall(A + "font") if f.get("script") == "Jpan"), None)
    general = family.find(A + "ea")
    return japanese or (general.get("typeface") if general is not None else None)


def _head_shading(style: Element) -> str:
    """w:shd of head rows. Word shades only the first row by the style; heads of two rows repeat it in their cells."""
    for part in style.findall(W + "tblStylePr"):
        shading = part.find(f"{W}tcPr/{W}shd")
        if part.get(W + "type") == "firstRow" and shading is not None:
            pairs = ((etree.QName(k).localname, str(v)) for k, v in shading.attrib.items())
            return "<w:shd " + " ".join(f'w:{k}="{attribute(v)}"' for k, v in pairs) + "/>"
    return ""
