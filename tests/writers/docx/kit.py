"""Templates changed part by part, small galleys, and what a written file says when it is read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from pipeline.diagnostics import Problems
from pipeline.galley import Block, Cell, Galley, Grid, Para, Part, Row, Run, plain
from pipeline.galley.blocks import paras
from pipeline.source import reader
from pipeline.source.decode import decode
from pipeline.writers.docx import Contract, Template, compile_template, new_template, read_contract, write
from pipeline.writers.docx.shipped.base import new_base_template

ROOT = Path(__file__).parents[3]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT, STYLES, RELATIONSHIPS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
# Column widths of the shipped contract, as it writes them.
WIDTHS = "[7.67, 10.83, 10.83, 7.67]"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def contract() -> Contract:
    """The contract that ships."""
    problems = Problems()
    found = read_contract(ROOT / "templates/docx/agreement.yaml", problems, "agreement.yaml")
    assert problems.found == []
    assert found is not None
    return found


@cache
def shipped() -> Template:
    """The shipped template, compiled."""
    return compiled(new_template())


@cache
def base() -> Template:
    """The shipped template of plain documents, compiled."""
    problems = Problems()
    terms = read_contract(ROOT / "templates/docx/base.yaml", problems, "base.yaml")
    assert terms is not None, problems.found
    made = compile_template(new_base_template(), "base.docx", terms, problems)
    assert [] == problems.found
    assert made is not None
    return made


def compiled(data: bytes, terms: Contract | None = None) -> Template:
    """A template that must be sound."""
    problems = Problems()
    template = compile_template(data, "ひな形.docx", terms or contract(), problems)
    assert problems.found == []
    assert template is not None
    return template


def with_own_words(data: bytes) -> Template:
    """A template that says something by itself, which is told, and is sound otherwise."""
    problems = Problems()
    template = compile_template(data, "ひな形.docx", contract(), problems)
    assert [(d.code, str(d.place)) for d in problems.found] == [("ひな形文字", "ひな形.docx: 本文")]
    assert template is not None
    return template


def refused(data: bytes, terms: Contract | None = None) -> dict[str, list[str]]:
    """What is wrong with a template: by code, each problem as one line. The template must not compile."""
    problems = Problems()
    assert compile_template(data, "ひな形.docx", terms or contract(), problems) is None
    found: dict[str, list[str]] = {}
    for problem in problems.errors:
        assert problem.cure
        found.setdefault(problem.code, []).append(f"{problem.place} | {problem.message} | {problem.cure}")
    return found


def contract_with(old: str, new: str) -> Contract:
    """The shipped contract with some of its text replaced."""
    text = (ROOT / "templates/docx/agreement.yaml").read_text(encoding="utf-8")
    assert old in text
    problems = Problems()
    node = reader.parse(text.replace(old, new).encode(), "agreement.yaml", problems)
    found = decode(node, Contract, problems) if node is not None else None
    assert found is not None, problems.found
    return found


def saved_by_libreoffice() -> bytes:
    """The shipped template with a line more in its header and 条見出し in bold, opened and saved by LibreOffice 7.4.7."""
    return (Path(__file__).parent / "fixtures" / "libreoffice.docx").read_bytes()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Parts of a file in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A file as any program would write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(part: str, change: Callable[[str], str]) -> bytes:
    """The shipped template with one part rewritten; the change must change something."""
    parts = unzipped(new_template())
    before = parts.get(part, b"").decode()
    after = change(before)
    assert before != after
    return zipped(parts | {part: after.encode()})


def with_paragraph(xml: str) -> bytes:
    """The shipped template with paragraphs (or what else) before the slot of the body."""
    slot = "<w:p><w:r><w:t>{{ 本文 }}</w:t></w:r></w:p>"
    return changed(DOCUMENT, lambda document: document.replace(slot, xml + slot))


def with_text(text: str) -> bytes:
    """The shipped template with a paragraph of this text."""
    return with_paragraph(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def with_relationship(kind: str, target: str, mode: str = "External") -> bytes:
    """The shipped template with a relationship of the document."""
    item = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    return changed(RELATIONSHIPS, lambda xml: xml.replace("</Relationships>", item))


def para(style: str, text: str, label: str = "", anchor: str | None = None, run_style: str | None = None) -> Para:
    """A paragraph of one run."""
    return Para(style, (Run(text, run_style),), (Run(label),) if label else (), anchor=anchor)


def cell(text: str, style: str = "表本文", columns: int = 1, rows: int = 1) -> Cell:
    """A cell of one paragraph."""
    return Cell((para(style, text),), columns, rows)


def row(*texts: str, style: str = "表本文") -> Row:
    """A row of plain cells."""
    return Row(tuple(cell(text, style) for text in texts))


def role_table(*rows: Row) -> Grid:
    """A 役割分担表 with its head."""
    return Grid(
        "役割分担表", (row("連携施策", "取組内容", "甲の役割", "乙の役割", style="表見出し"),), rows, "役割分担"
    )


def agreement(*body: Block, fields: Mapping[str, str] | None = None) -> Galley:
    """A short agreement; `body` replaces its articles."""
    articles = body or (
        para("題名", "連携協約"),
        para("条見出し", "（目的）"),
        para("条", "この協約は、連携することを目的とする。", "第1条　", "目的"),
        para("項", "前項の取組は、別表のとおりとする。", "2　", "目的.2"),
        para("末文", "この協約の締結を証する。"),
        para("締結日", "令和元年12月25日"),
        para("記名", "青森市長", "甲　"),
        para("記名者", "小野寺晃彦", run_style="氏名"),
    )
    return Galley(
        title="連携協約書",
        subject="連携協約",
        author="青森市",
        day=date(2019, 12, 25),
        parts=(
            Part("表紙", (para("表紙題名", "連携協約書"), para("表紙日付", "令和元年12月25日"))),
            Part("本文", articles),
            Part(
                "別表",
                (para("別表見出し", "別表（第1条関係）"), role_table(row("移住", "進める。", "担う。", "協力する。"))),
            ),
        ),
        fields=tuple({"題名": "連携協約", **(fields or {})}.items()),
        sources_sha256="0" * 64,
    )


def written(galley: Galley, template: Template | None = None) -> bytes:
    """The file, which must come out without a problem."""
    problems = Problems()
    data = write(galley, template or shipped(), problems)
    assert problems.found == []
    return data


def document_root(data: bytes) -> etree._Element:
    """The root of the main document."""
    return etree.fromstring(unzipped(data)[DOCUMENT])


def read_back(data: bytes) -> list[str]:
    """Every paragraph in reading order as python-docx sees it, those of cells included; empty ones left out."""
    document: Document = docx.Document(io.BytesIO(data))
    texts = ("".join(_characters(p)) for p in document.element.body.iter(qn("w:p")))
    return [text for text in texts if text]


def _characters(paragraph: etree._Element) -> list[str]:
    """Base text of readings (w:ruby) counts, the readings themselves do not; of fields the words that they show."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    runs = (r for r in paragraph.iter(qn("w:r")) if next(r.iterancestors(qn("w:rt")), None) is None)
    children = (child for r in runs for child in r)
    return [signs.get(str(child.tag)) or (child.text or "" if child.tag == qn("w:t") else "") for child in children]


def style_id(name: str) -> str:
    """Id of a style of the shipped template."""
    match = re.search(rf'w:styleId="([^"]+)"><w:name w:val="{name}"/>', unzipped(new_template())[STYLES].decode())
    assert match
    return match[1]


def galley_lines(galley: Galley) -> list[str]:
    """The paragraphs of a galley in order, labels first; empty ones left out."""
    texts = (plain(p.label) + plain(p.runs) for part in galley.parts for p in paras(part.blocks))
    return [text for text in texts if text]


def fields_of(data: bytes) -> list[tuple[str, str]]:
    """Code and shown words of each field of the body."""
    found = []
    for paragraph in document_root(data).iter(W + "p"):
        state, code, shown = "", "", ""
        for element in paragraph.iter(W + "fldChar", W + "instrText", W + "t"):
            if element.tag == W + "fldChar":
                state = element.get(W + "fldCharType") or ""
                if state == "end":
                    found.append((code.strip(), shown))
                    code, shown = "", ""
            elif element.tag == W + "instrText":
                code += element.text or ""
            elif state == "separate":
                shown += element.text or ""
    return found
