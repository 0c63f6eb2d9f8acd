"""Galley and compiled template -> the bytes of a .docx. Every fault of the document is reported before a byte is made."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pipeline.diagnostics import Place, Problems, Span
from pipeline.galley import Block, Galley, Grid, PageBreak, Run
from pipeline.galley.blocks import paras
from pipeline.writers.docx import pack, properties, tables
from pipeline.writers.docx.blocks import BlockWriter
from pipeline.writers.docx.ooxml import UNHOLDABLE, inside_text
from pipeline.writers.docx.sections import Field, Piece, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.writers.docx.template import Template


def write(galley: Galley, template: Template, problems: Problems) -> bytes:
    """The document. Raises Rejected after adding to `problems` what Word could not hold or the template not print."""
    found = Problems()
    _check_characters(galley, found)
    _check_fit(galley, template, found)
    problems.extend(found)
    found.stop_if_errors()

    parts = _blocks_by_part(galley)
    fields = {name: inside_text(value) for name, value in galley.fields}
    blocks = BlockWriter(template)
    slots = {name: blocks.blocks(content) for name, content in parts.items()}
    written = {part: _filled(content, fields, slots) for part, content in template.furniture.items()}
    written[template.main] = _document(template, fields, slots)
    written[properties.CORE_PART] = properties.core(galley)
    written[properties.CUSTOM_PART] = properties.custom(galley, template.name, template.sha256)
    entries = (pack.entry(part, xml.encode()) for part, xml in written.items())
    return pack.archive((*template.constant, *entries))


def _blocks_by_part(galley: Galley) -> dict[str, tuple[Block, ...]]:
    """Parts of one name follow each other on new pages; a part without blocks is none."""
    parts: dict[str, tuple[Block, ...]] = {}
    for part in galley.parts:
        if part.blocks:
            before = parts.get(part.name)
            parts[part.name] = (*before, PageBreak(), *part.blocks) if before else part.blocks
    return parts


def _document(template: Template, fields: Mapping[str, str], slots: Mapping[str, str]) -> str:
    """Sections whose parts are all absent are left out; the properties of the last stand at the end of the body."""
    sections = template.body.sections
    *others, last = [s for s in sections if not s.slots or s.slots & slots.keys()] or sections[-1:]
    xml = [template.body.head]
    for section in others:
        xml += (_filled(section.content, fields, slots), section.properties, _filled(section.rest, fields, slots))
    xml += (_filled(last.content, fields, slots), _filled(last.rest, fields, slots), last.properties)
    xml.append(template.body.tail)
    return "".join(xml)


def _filled(pieces: Iterable[Piece], fields: Mapping[str, str], slots: Mapping[str, str]) -> str:
    xml = []
    for piece in pieces:
        match piece:
            case str():
                xml.append(piece)
            case Field(name):
                xml.append(fields.get(name, ""))
            case Slot(name):
                xml.append(slots.get(name, ""))
    return "".join(xml)


def _check_fit(galley: Galley, template: Template, problems: Problems) -> None:
    """Parts without a slot, fields that the template prints but the document lacks, tables of other columns."""
    contract, given = template.contract, {name for name, _ in galley.fields}
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
    for block in itertools.chain.from_iterable(part.blocks for part in galley.parts):
        if isinstance(block, Grid):
            rows, wanted = (*block.head, *block.rows), len(contract.tables[block.style])
            if rows and tables.column_count(rows[0]) != wanted:
                problems.error(
                    "ひな形表幅",
                    f"表「{block.title}」は{tables.column_count(rows[0])}列ですが、契約の「{block.style}」は{wanted}列です",
                    f"契約の「表」で「{block.style}」の列の幅を直してください",
                    Place(template.name, "表"),
                )


def _check_characters(galley: Galley, problems: Problems) -> None:
    for part in galley.parts:
        for para in paras(part.blocks):
            for run in (*para.label, *para.runs):
                if UNHOLDABLE.search(run.text):
                    _report_characters(run, part.name, problems)
        for block in part.blocks:
            if isinstance(block, Grid):
                _report_characters(Run(block.title), "表の題", problems)
    named = (("題名", galley.title), ("件名", galley.subject), ("作成者", galley.author), *galley.fields)
    for name, text in named:
        _report_characters(Run(text), name, problems)


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
