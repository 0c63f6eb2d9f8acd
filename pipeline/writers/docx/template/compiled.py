"""Bytes of a .docx and its contract -> a compiled template, or all its faults at once.

Compiled once a process: constant parts are compressed here, so that a document costs only its own XML.
"""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import field
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems
from pipeline.galley.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, TABLE_STYLES
from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts.archive import unpack
from pipeline.writers.docx.parts.ooxml import (
    DECLARATION,
    R_NS,
    RELATIONSHIPS_NS,
    TEXT_OPEN,
    TYPES_NS,
    Element,
    W,
    attribute,
    serialise,
    whole_number,
)
from pipeline.writers.docx.parts.pack import Entry, entry
from pipeline.writers.docx.parts.package import ROOT_RELATIONSHIPS, TYPES_PART, Package, assemble, relationships_part
from pipeline.writers.docx.parts.properties import (
    APPLICATION_PART,
    APPLICATION_TYPE,
    CORE_PART,
    CORE_TYPE,
    CUSTOM_PART,
    CUSTOM_TYPE,
    application,
)
from pipeline.writers.docx.template import (
    footnotes,
    forbidden_parts,
    headers,
    line_grid,
    page_setup,
    repair,
    sections,
    stories,
    stylesheet,
)
from pipeline.writers.docx.template.faults import disguise, shifting
from pipeline.writers.docx.template.seen import SeenParts, no_blocks_seen
from pipeline.writers.docx.template.tables_kept import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.typeset.lines.memo import Recent
    from pipeline.writers.docx.template.contract import Contract
    from pipeline.writers.docx.template.footnotes import FootnotePart
    from pipeline.writers.docx.template.sections import Body, Piece
    from pipeline.writers.docx.template.seen import Seen
    from pipeline.writers.docx.template.stylesheet import StyleSheet

_MOST_NAMED = 5
# Where no section has a grid of lines, lines are about so many times as far apart as their characters are high.
_LEADING = 1.7
_FURNITURE = {"header": "ヘッダー", "footer": "フッター", "footnotes": "脚注", "endnotes": "文末脚注"}
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
# What was reported under these codes is left unmarked, so its braces are still in the text.
_BRACE_CODES = frozenset({"ひな形波括弧", "ひな形項目", "ひな形制御文", "ひな形差込位置"})
_PROPERTY_TYPES = {CORE_PART: CORE_TYPE, CUSTOM_PART: CUSTOM_TYPE, APPLICATION_PART: APPLICATION_TYPE}


@dataclass(frozen=True, slots=True)
class Template:
    """Ready to be filled. `furniture` are the headers, footers and notes that bear fields; `constant` never changes.

    `drafts` are all headers once more, with the mark of a draft. `openings` begin a w:p of each style, up to its
    properties, `plain_openings` up to its first character; `ruby_spacing` are what a paragraph with readings adds; `footnotes` takes the notes of a document;
    `pitch` is the distance of lines in twips, `page_lines` how many of them a page has; `types` and `relationships` are the parts that name its other parts and those of its main part.
    """

    name: str
    sha256: str
    contract: Contract
    styles: StyleSheet
    main: str
    body: Body
    furniture: Mapping[str, tuple[Piece, ...]]
    drafts: Mapping[str, tuple[Piece, ...]]
    constant: tuple[Entry, ...]
    first_bookmark: int
    openings: Mapping[str, str]
    plain_openings: Mapping[str, str]
    ruby_spacing: Mapping[str, str]
    footnotes: FootnotePart | None
    types: str
    relationships: str
    pitch: float
    page_lines: float
    tables: Tables = field(default_factory=Tables, compare=False, repr=False)
    seen: Recent[int, Seen] = field(default_factory=no_blocks_seen, compare=False, repr=False)
    parts: SeenParts = field(default_factory=SeenParts, compare=False, repr=False)

    @property
    def used_fields(self) -> frozenset[str]:
        """Names of the fields that this template prints."""
        filled = [p for s in self.body.sections for p in (*s.content, *s.rest)]
        filled += [p for pieces in self.furniture.values() for p in pieces]
        return frozenset(p.name for p in filled if isinstance(p, sections.Field))


def template_check(data: bytes, name: str, contract: Contract, problems: Problems) -> None:
    """Reports everything that keeps a file from being a template under its contract, and what LibreOffice dropped of it."""
    compile_template(data, name, contract, problems)
    parts = unpack(data, name, Problems())
    package = assemble(parts, name, Problems()) if parts is not None else None
    restorable = repair.lost(package) if package is not None else ()
    if restorable:
        problems.warning(
            "ひな形設定",
            f"Wordの設定が{len(restorable)}か所失われています（{'、'.join(restorable[:3])}{' など' if restorable[3:] else ''}）",
            "LibreOfficeで保存すると失われます。「renkei template repair」で戻せます",
            Place(name),
        )


def tell_newer_styles(data: bytes, name: str, shipped: bytes, called: str, problems: Problems) -> None:
    """Warns of styles that a template lacks which the one that ships (`called`) has: papers that use them are not made."""
    mine, theirs = _styles_of(data, name), _styles_of(shipped, called)
    if mine is None or theirs is None:
        return
    lacking = [
        style
        for had, wanted, told in (
            (mine.paragraphs, theirs.paragraphs, PARAGRAPH_STYLES),
            (mine.characters, theirs.characters, CHARACTER_STYLES),
            (mine.tables, theirs.tables, TABLE_STYLES),
        )
        for style in wanted
        if style not in had and style not in told and not style.isascii()  # LibreOffice renames those of Word
    ]
    if lacking:
        problems.warning(
            "ひな形スタイル",
            f"付属の {called} にあるスタイルが{len(lacking)}ありません"
            f"（{'、'.join(lacking[:_MOST_NAMED])}{' など' if lacking[_MOST_NAMED:] else ''}）。使う文書は作れません",
            f"別のフォルダで「renkei template new {called}」を実行し、Wordの［スタイルの管理］の［インポート/エクスポート］で"
            "そこから写してください",
            Place(name, "スタイル"),
        )


def _styles_of(data: bytes, name: str) -> StyleSheet | None:
    parts = unpack(data, name, Problems())
    package = assemble(parts, name, Problems()) if parts is not None else None
    return _styles(package) if package is not None else None


def compile_template(data: bytes, name: str, contract: Contract, problems: Problems) -> Template | None:
    """The template, or None after an error; all errors are in `problems`. `name` is what diagnostics call the file."""
    found = Problems()
    parts = unpack(data, name, found)
    package = assemble(parts, name, found) if parts is not None else None
    template = _compile(package, hashlib.sha256(data).hexdigest(), name, contract, found) if package else None
    problems.extend(found)
    return None if found.errors else template


def _compile(package: Package, sha256: str, name: str, contract: Contract, problems: Problems) -> Template | None:
    forbidden_parts.check(package, name, problems)
    styles = _styles(package)
    stylesheet.check(styles, name, problems)
    disguise.check(_styles_root(package), styles, name, problems)
    tidied = {part for part, root in package.trees.items() if stories.tidy(root)}
    document = package.trees[package.main]
    furniture = _mark_stories(package, contract, name, problems)
    _check_slots(document, contract, name, problems)
    disguise.tell_words(document, name, problems)
    page_setup.check(document, contract, name, problems)
    _check_size(styles, contract, name, problems)
    properties = sections.section_properties(document)
    pitches = [page_setup.line_pitch(section) for section in properties]
    line_grid.check(styles, pitches, name, problems)
    pitch = next(filter(None, pitches), None) or contract.size_pt * 20 * _LEADING
    page_lines = max(map(page_setup.text_height_twips, properties), default=0) / pitch
    headers.inherit(properties)
    package = headers.complete(package, properties)
    body = sections.split(document, contract.size_pt * 20, name, problems)
    if body is None:
        return None
    for part in (package.main, *furniture):
        _check_leftovers(serialise(package.trees[part]), Place(name, part), problems)
    filled = {p: c for p, c in furniture.items() if any(isinstance(x, sections.Field) for x in c)}
    return Template(
        name=name,
        sha256=sha256,
        contract=contract,
        styles=styles,
        main=package.main,
        body=body,
        furniture=filled,
        drafts={
            part: sections.pieces(serialise(headers.marked_as_draft(package.trees[part], number)))
            for number, part in enumerate(package.related("header"), headers.FIRST_SHAPE)
            if part in package.trees
        },
        constant=tuple(_constant_parts(package, tidied, {package.main, *filled})),
        first_bookmark=1
        + max((whole_number(e.get(W + "id")) or 0 for e in document.iter(W + "bookmarkStart")), default=0),
        openings={n: _opening(i) for n, i in styles.paragraphs.items()},
        plain_openings={n: f"{_opening(i)}</w:pPr><w:r>{TEXT_OPEN}" for n, i in styles.paragraphs.items()},
        ruby_spacing={
            n: line_grid.room_for_readings(line, styles.paragraph_half_points[n], next(filter(None, pitches), None))
            for n, line in styles.lines.items()
        },
        footnotes=footnotes.find(package),
        types=_types_xml(package),
        relationships=_relationships_xml(package),
        pitch=pitch,
        page_lines=page_lines,
    )


def _opening(style_id: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>'


def _styles(package: Package) -> StyleSheet:
    themes = package.related("theme")
    return stylesheet.read(_styles_root(package), package.trees.get(themes[0]) if themes else None)


def _styles_root(package: Package) -> Element | None:
    sheets = package.related("styles")
    return package.trees.get(sheets[0]) if sheets else None


def _check_size(styles: StyleSheet, contract: Contract, name: str, problems: Problems) -> None:
    """The contract counts in characters of the body text: those of 条."""
    size_pt = styles.paragraph_half_points.get("条", 0) / 2
    if size_pt and size_pt != contract.size_pt:
        problems.error(
            "ひな形紙面",
            f"「条」の文字の大きさが{size_pt:g}ポイントで、契約の{contract.size_pt:g}ポイントと合いません",
            "ひな形のスタイルか、契約の「文字の大きさ」（と「字数」）を直してください",
            Place(name, "スタイル「条」"),
        )


def _mark_stories(package: Package, contract: Contract, name: str, problems: Problems) -> dict[str, tuple[Piece, ...]]:
    """Marks every story; returns headers, footers and notes in pieces."""
    known = stories.Names(contract.slots, (*contract.fields.required, *contract.fields.optional))
    stories.mark(package.trees[package.main], "本文", known, name, problems)
    shifting.tell(package.trees[package.main], "本文", name, problems)
    furniture = {}
    for kind, label in _FURNITURE.items():
        for part in package.related(kind):
            if part in package.trees:
                story = f"{label}（{posixpath.basename(part)}）"
                stories.mark(package.trees[part], story, known, name, problems)
                shifting.tell(package.trees[part], story, name, problems)
                furniture[part] = sections.pieces(serialise(package.trees[part]))
    return furniture


def _check_slots(document: Element, contract: Contract, name: str, problems: Problems) -> None:
    found = stories.slots_of(document)
    for slot in contract.slots:
        if slot not in found:
            problems.error(
                "ひな形差込位置",
                f"差し込み位置「{{{{ {slot} }}}}」がありません",
                f"{slot}を入れるところに、「{{{{ {slot} }}}}」だけの段落を置いてください",
                Place(name, "本文"),
            )
        elif found.count(slot) > 1:
            problems.error(
                "ひな形差込位置",
                f"差し込み位置「{{{{ {slot} }}}}」が{found.count(slot)}か所にあります",
                "一つだけ残してください",
                Place(name, "本文"),
            )


def _check_leftovers(xml: str, place: Place, problems: Problems) -> None:
    """Braces where no paragraph shows them: field codes, alternative texts."""
    if ("{{" in xml or "}}" in xml) and not any(d.code in _BRACE_CODES for d in problems.errors):
        problems.error(
            "ひな形波括弧",
            "フィールドや図の説明など、文字でないところに「{{」又は「}}」があります",
            "{{ 項目名 }} は段落の文字として書いてください",
            place,
        )


def _constant_parts(package: Package, tidied: set[str], filled: set[str]) -> list[Entry]:
    parts = {p: d for p, d in package.parts.items() if p not in filled and p not in _PROPERTY_TYPES}
    parts |= {p: serialise(package.trees[p]).encode() for p in tidied if p in parts}
    parts[TYPES_PART] = _types_xml(package).encode()
    parts[ROOT_RELATIONSHIPS] = _root_relationships_xml(package.main).encode()
    parts[APPLICATION_PART] = application().encode()
    return [entry(part, data) for part, data in sorted(parts.items())]


def _types_xml(package: Package) -> str:
    types = {p: t for p, t in package.types.items() if not p.endswith(".rels") and p != TYPES_PART} | _PROPERTY_TYPES
    overrides = "".join(
        f'<Override PartName="/{attribute(part)}" ContentType="{attribute(kind)}"/>'
        for part, kind in sorted(types.items())
    )
    return (
        f'{DECLARATION}<Types xmlns="{TYPES_NS}"><Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships_xml(package: Package) -> str:
    """What the main part names, with room for more."""
    root = package.trees.get(relationships_part(package.main))
    empty = f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS_NS}"></Relationships>'
    return empty if root is None or not len(root) else serialise(root)


def _root_relationships_xml(main: str) -> str:
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    targets = (
        ("rId1", f"{R_NS}/officeDocument", main),
        ("rId2", f"{package}/core-properties", CORE_PART),
        ("rId3", f"{R_NS}/extended-properties", APPLICATION_PART),
        ("rId4", f"{R_NS}/custom-properties", CUSTOM_PART),
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS_NS}">'
        + "".join(f'<Relationship Id="{i}" Type="{t}" Target="{attribute(p)}"/>' for i, t, p in targets)
        + "</Relationships>"
    )
