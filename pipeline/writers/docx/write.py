"""Galley and compiled template -> the bytes of a .docx. Every fault of the document is reported before a byte is made."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Block, Drawing, Galley, Grid, Image, PageBreak, Para, Part, Run, leads
from pipeline.galley.blocks import paras
from pipeline.galley.styles import PICTURE_STYLE
from pipeline.galley.tables import narrow_tables
from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.body import columns
from pipeline.writers.docx.body.blocks import BlockWriter
from pipeline.writers.docx.parts import pack, properties
from pipeline.writers.docx.parts.ooxml import R_NS, TINY, UNHOLDABLE, inside_text
from pipeline.writers.docx.parts.package import TYPES_PART, relationships_part
from pipeline.writers.docx.template import numbering
from pipeline.writers.docx.template.sections import Field, Piece, Section, Sheet, Slot
from pipeline.writers.docx.template.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.tree.opening import Opening
    from pipeline.writers.docx.template.compiled import Template

    MakeWriter = Callable[[Template, Iterable[Para], Sequence[Para]], BlockWriter]

_CONTENT_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
# The field that a template may print in its header while the document is a draft, and what it then says.
DRAFT = "案"


def write(galley: Galley, template: Template, problems: Problems) -> bytes:
    """The document. Raises Rejected after adding to `problems` what Word could not hold or the template not print."""
    return write_with(BlockWriter, galley, template, problems)


def write_with(writer: MakeWriter, galley: Galley, template: Template, problems: Problems) -> bytes:
    """The document, its blocks written by another writer than that of clean copies. Raises Rejected."""
    found = Problems()
    seen = [_seen(block, template) for part in galley.parts for block in part.blocks]
    seen += [_seen(note, template) for note in galley.notes]
    # Of blocks that are sound nothing has to be said, whatever stands around them.
    parts, notes = ((), ()) if all(each.sound for each in seen) else (galley.parts, galley.notes)
    every = [para for part in parts for para in paras(part.blocks)] + list(notes)
    _check_characters(parts, every, found)
    _check_names(galley, parts, found)
    _check_fit(galley, template, found)
    _check_tables(parts, template, found)
    _check_styles(parts, every, template, found)
    _check_footnotes(galley, template, found)
    problems.extend(found)
    found.stop_if_errors()

    blocks = writer(template, [para for each in seen for para in each.anchored], galley.notes)
    fields = {name: inside_text(value) for name, value in galley.fields}
    furniture = template.furniture
    if galley.draft:
        fields.setdefault(DRAFT, DRAFT)
        furniture = {**furniture, **template.drafts}
    written = {part: _filled(content, fields) for part, content in furniture.items()}
    written[template.main] = _document(template, fields, galley, blocks)
    if template.footnotes is not None and galley.notes:
        part = replace(template.footnotes, xml=written.get(template.footnotes.part, template.footnotes.xml))
        written[part.part] = part.filled(blocks.footnotes(galley.notes))
    narrow_tables.report(blocks.narrow, galley.parts, template.name, problems)
    problems.stop_if_errors()
    written[properties.CORE_PART] = properties.core(galley)
    written[properties.CUSTOM_PART] = properties.custom(galley, template.name, template.sha256)
    _name_media(blocks, template, written)
    constant = (entry for entry in template.constant if entry.name not in written)
    media = [pack.own_entry(medium.part, medium.data) for medium in blocks.pictures.media]
    return pack.archive((*constant, *(template.parts.entry(part, xml) for part, xml in written.items()), *media))


def _seen(block: Block, template: Template) -> Seen:
    """What there is to know of a block alone."""
    known = template.seen.get(id(block))
    if known is not None:
        return known
    alone, part, own = Problems(), Part("", (block,)), list(paras((block,)))
    _check_characters((part,), own, alone)
    _check_titles((part,), alone)
    _check_tables((part,), template, alone)
    _check_styles((part,), own, template, alone)
    runs = [run for para in own for run in (*para.label, *para.runs)]
    made = Seen(
        block,
        sound=not alone.said,
        anchored=tuple([para for para in own if para.anchor]),
        cites=tuple([run.target for run in runs if run.target is not None]),
        counted=any(run.style in template.contract.fit_chars for run in runs),
    )
    return template.seen.keep(id(block), made)


def _name_media(blocks: BlockWriter, template: Template, written: dict[str, str]) -> None:
    """The parts of pictures, in the parts that name parts."""
    media = blocks.pictures.media
    if not media:
        return
    kinds = "".join(
        f'<Override PartName="/{m.part}" ContentType="{_CONTENT_TYPES[m.part.rpartition(".")[2]]}"/>' for m in media
    )
    written[TYPES_PART] = template.types.replace("</Types>", f"{kinds}</Types>")
    folder = template.main.rpartition("/")[0]
    named = "".join(
        f'<Relationship Id="{m.id}" Type="{R_NS}/image" Target="{posixpath.relpath(m.part, folder)}"/>' for m in media
    )
    close = "</Relationships>"
    written[relationships_part(template.main)] = template.relationships.replace(close, named + close)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Blocks of one part on sheets that lie one way."""

    landscape: bool
    blocks: tuple[Block, ...]


def _stretches(of: Iterable[Part]) -> dict[str, list[_Stretch]]:
    """Parts of one name follow each other on new pages; a part without blocks is none."""
    parts: dict[str, list[_Stretch]] = {}
    for part in of:
        if not part.blocks:
            continue
        stretches = parts.setdefault(part.name, [])
        if stretches and stretches[-1].landscape == part.landscape:
            before = stretches.pop().blocks
            stretches.append(_Stretch(part.landscape, (*before, PageBreak(), *part.blocks)))
        else:
            stretches.append(_Stretch(part.landscape, part.blocks))
    return parts


def _document(template: Template, fields: Mapping[str, str], galley: Galley, blocks: BlockWriter) -> str:
    """Sections whose parts are all absent are left out; the properties of the last stand at the end of the body.

    A book has the sections of each of its papers, one behind another.
    """
    chosen = [pair for opening, parts in _papers(galley) for pair in _present(template, opening, _stretches(parts))]
    *others, (last, parts) = chosen
    end = template.body.sections[-1].rest
    xml = [template.body.head]
    for section, present in others:
        content, sheet = _section(section, fields, present, blocks)
        ends_body = section.rest == end  # its properties stand in no paragraph of its own
        xml += (content, f"<w:p><w:pPr>{TINY}{sheet}</w:pPr></w:p>" if ends_body else sheet)
        xml.append(_filled(section.rest, fields))
    content, sheet = _section(last, fields, parts, blocks)
    xml += (content, _filled(last.rest, fields), sheet, template.body.tail)
    return "".join(xml)


def _present(
    template: Template, opening: Opening | None, parts: Mapping[str, list[_Stretch]]
) -> list[tuple[Section, Mapping[str, list[_Stretch]]]]:
    """The sections that a paper needs."""
    sections = template.body.sections
    found = [s for s in sections if not s.slots or not s.slots.isdisjoint(parts)] or list(sections[-1:])
    if opening is not None:
        found = list(numbering.numbered(found, opening.numbering))
    return [(section, parts) for section in found]


def _papers(galley: Galley) -> list[tuple[Opening | None, list[Part]]]:
    """The parts of each paper of a book; of any other document all."""
    papers: list[tuple[Opening | None, list[Part]]] = [(None, [])]
    for part in galley.parts:
        if part.opens is not None:
            papers.append((part.opens, []))
        papers[-1][1].append(part)
    return [paper for paper in papers if any(part.blocks for part in paper[1])] or papers[:1]


def _section(
    section: Section, fields: Mapping[str, str], parts: Mapping[str, list[_Stretch]], blocks: BlockWriter
) -> tuple[str, str]:
    """Content of a section and the properties of its end; where the sheet turns, a section of its own begins."""
    xml: list[str] = []
    sheet: Sheet | None = None
    properties = section.own.first
    for piece in section.content:
        if not isinstance(piece, Slot):
            xml.append(_filled((piece,), fields))
            continue
        for stretch in parts.get(piece.name, ()):
            turned = section.across if stretch.landscape else section.own
            if sheet is None:
                properties = turned.first
            elif turned.first != sheet.first:
                xml.append(f"<w:p><w:pPr>{TINY}{properties}</w:pPr></w:p>")
                properties = turned.later
            sheet = turned
            xml.append(blocks.blocks(stretch.blocks, turned.chars))
    return "".join(xml), properties


def _filled(pieces: Iterable[Piece], fields: Mapping[str, str]) -> str:
    xml = []
    for piece in pieces:
        match piece:
            case str():
                xml.append(piece)
            case Field(name):
                xml.append(fields.get(name, ""))
            case Slot(name):
                raise AssertionError(f"slot {name!r} outside the content of a section")
    return "".join(xml)


def _check_fit(galley: Galley, template: Template, problems: Problems) -> None:
    """Parts without a slot, fields that the template prints but the document lacks."""
    contract, given = template.contract, {name for name, _ in galley.fields} | ({DRAFT} if galley.draft else set())
    for part in galley.parts:
        if part.name not in contract.slots:
            problems.error(
                "ひな形差込位置",
                f"文書の「{part.name}」を入れるところが、ひな形にありません",
                f"ひな形に「{{{{ {part.name} }}}}」だけの段落を置き、契約の「差し込み位置」に加えてください",
                Place(template.name),
            )
    for field in sorted(template.used_fields - given - set(contract.fields.optional)):
        problems.error(
            "ひな形項目",
            f"ひな形が印刷する「{field}」が、文書にありません",
            f"文書に「{field}」を書くか、ひな形から「{{{{ {field} }}}}」を消してください",
            Place(template.name),
        )


def _check_tables(parts: Iterable[Part], template: Template, problems: Problems) -> None:
    for part in parts:
        chars = _chars(part, template)
        for block in part.blocks:
            if isinstance(block, Grid) and _most_cells(block) * columns.NARROWEST_CHARS > chars:
                places = (run.origin.span() for para in paras((block,)) for run in para.runs if run.origin is not None)
                problems.error(
                    "ひな形表幅",
                    f"表「{block.title}」は{_most_cells(block)}列で、1行{chars}字の紙に入りません",
                    f"{'' if part.landscape else '「用紙: 横」にするか、'}列を減らすか、表を分けてください",
                    next(places, None) or Place(template.name, "表"),
                )


def _chars(part: Part, template: Template) -> int:
    """Characters in a line of the sheet that the part stands on."""
    section = next((s for s in template.body.sections if part.name in s.slots), None)
    if section is None:
        return template.contract.chars
    return section.across.chars if part.landscape else section.own.chars


def _check_styles(parts: Iterable[Part], every: Iterable[Para], template: Template, problems: Problems) -> None:
    """Styles of the document that this template does not have: it was made for another kind."""
    styles = template.styles
    tables = {block.style for part in parts for block in part.blocks if isinstance(block, Grid)}
    used = {para.style for para in every}
    if any(isinstance(block, Image) for part in parts for block in part.blocks):
        used.add(PICTURE_STYLE)
    known = styles.characters.keys()
    for kind, lacking in (
        ("段落", used.difference(styles.paragraphs)),
        ("表", tables.difference(styles.tables)),
        ("文字", {r.style for p in every for r in p.runs if r.style is not None and not leads(r)} - known),
    ):
        for style in sorted(lacking):
            problems.error(
                "ひな形スタイル",
                f"文書が使う{kind}スタイル「{style}」が、ひな形にありません",
                f"Wordで{kind}スタイル「{style}」を作ってください",
                Place(template.name, "スタイル"),
            )


def _check_footnotes(galley: Galley, template: Template, problems: Problems) -> None:
    if galley.notes and template.footnotes is None:
        problems.error(
            "ひな形差込位置",
            f"文書に脚注が{len(galley.notes)}つありますが、ひな形に脚注を入れるところがありません",
            "ひな形をWordで開き、［参考資料］の［脚注の挿入］で一度入れてから消し、保存してください",
            Place(template.name, "脚注"),
        )


def _check_characters(parts: Iterable[Part], every: Iterable[Para], problems: Problems) -> None:
    runs = [run for para in every for run in (*para.label, *para.runs)]
    if UNHOLDABLE.search("".join([run.text for run in runs])):
        for part in parts:
            for para in paras(part.blocks):
                for run in (*para.label, *para.runs):
                    _report_characters(run, part.name, problems)
    for run in runs:
        if run.ruby is not None:
            _report_characters(Run(run.ruby), "ルビ", problems)


def _check_names(galley: Galley, parts: Iterable[Part], problems: Problems) -> None:
    """What describes the file, and what is said of its tables."""
    for name, text in (("題名", galley.title), ("件名", galley.subject), ("作成者", galley.author), *galley.fields):
        _report_characters(Run(text), name, problems)
    _check_titles(parts, problems)


def _check_titles(parts: Iterable[Part], problems: Problems) -> None:
    titles = {block.title for part in parts for block in part.blocks if isinstance(block, Grid | Drawing)}
    for title in sorted(titles):
        _report_characters(Run(title), "表の題", problems)


def _report_characters(run: Run, where: str, problems: Problems) -> None:
    for match in UNHOLDABLE.finditer(run.text):
        place: Span | Place = Place("文書", where)
        if run.origin is not None:
            place = run.origin.span(match.start(), match.end())
        problems.error(
            "文字",
            f"Word文書に入れられない文字 U+{ord(match[0]):04X} が{match.start() + 1}文字目にあります",
            "この文字を消して打ち直してください",
            place,
        )


def _most_cells(grid: Grid) -> int:
    """How many cells stand side by side; a raster of a table may be finer than that."""
    return max((len(row.cells) for row in (*grid.head, *grid.rows)), default=0)
