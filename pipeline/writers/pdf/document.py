"""Galley + design + fonts -> PDF/A-2a and PDF/UA-1 bytes, in one pass. The same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from pipeline.diagnostics import Problems
from pipeline.galley import Galley
from pipeline.galley.tables import narrow_tables
from pipeline.tree.opening import Numbering
from pipeline.typeset import Design, Layout, Setter, check_drawings, check_images, check_styles, lay_out_by
from pipeline.typeset.layout import Page
from pipeline.typeset.replay import Memory
from pipeline.typeset.styling.design import PAGE_NUMBER_STYLE
from pipeline.writers.pdf.attachments import Attachment, attach
from pipeline.writers.pdf.colour import srgb_profile
from pipeline.writers.pdf.content.lines import LineWriter
from pipeline.writers.pdf.content.pages import ContentWriter, PageWriter
from pipeline.writers.pdf.content.watermark import DRAFT, draft_mark
from pipeline.writers.pdf.fonts.embedding import embed
from pipeline.writers.pdf.fonts.faces import Face, MissingGlyphError
from pipeline.writers.pdf.fonts.glyphs import check_furniture, check_glyphs
from pipeline.writers.pdf.fonts.provider import FontChain, FontProvider
from pipeline.writers.pdf.links import add_links, destinations
from pipeline.writers.pdf.metadata import claims_of, xmp
from pipeline.writers.pdf.outline import outline
from pipeline.writers.pdf.packing import deflate
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.pictures import embed_picture
from pipeline.writers.pdf.signing.fields import add_signature_fields, form
from pipeline.writers.pdf.strings import text_string
from pipeline.writers.pdf.structure import Trees

# In whose font the words of drawn pictures are.
_PICTURE_WORDS = "図見出し"


def write(
    galley: Galley,
    design: Design,
    fonts: FontProvider,
    problems: Problems,
    attachments: Sequence[Attachment] = (),
    layout: Layout | None = None,
) -> bytes:
    """The document as it is signed and filed; PDF/A-3a instead of 2a if files are attached. Raises as `drawn`."""
    return drawn(galley, design, fonts, problems, attachments, layout)[1]


def laid_out(galley: Galley, design: Design, fonts: FontProvider, memory: Memory | None = None) -> Layout:
    """The pages of a galley whose styles and fonts are there; `memory`: if one that differs little was laid out before."""
    return lay_out_by(_tools(design, fonts).setter, galley, design, memory)


def drawn(
    galley: Galley,
    design: Design,
    fonts: FontProvider,
    problems: Problems,
    attachments: Sequence[Attachment] = (),
    layout: Layout | None = None,
) -> tuple[Layout, bytes]:
    """The laid-out pages and the file of them; `layout` are those pages, if they are known.

    Raises Rejected if the stylesheet lacks a style of the galley, the fonts a character, or a page the room for a drawing;
    all of them are in `problems`.
    """
    check_styles(galley, design, problems)
    chains = fonts.chains(design, problems)
    problems.stop_if_errors()
    assert chains is not None, "a font that is missing is an error"
    check_furniture(galley, design, chains, problems)
    problems.stop_if_errors()
    tools = _tools(design, fonts)
    check_drawings(galley, design, tools.setter, problems)
    check_images(galley, design, problems)
    problems.stop_if_errors()
    layout = layout or lay_out_by(tools.setter, galley, design, tools.memory)
    narrow_tables.report(layout.narrow, galley.parts, design.name, problems)
    problems.stop_if_errors()
    try:
        return layout, _draw(galley, layout, tools, attachments)
    except MissingGlyphError:  # looked for afterwards, since nearly every document has all its glyphs
        check_glyphs(galley, design, chains, problems)
        problems.stop_if_errors()
        raise


class _Tools(NamedTuple):
    """What documents of one design share: nothing in it changes what is printed."""

    setter: Setter
    memory: Memory
    pages: PageWriter
    trees: Trees
    draft: Face
    pictures: FontChain


@lru_cache(maxsize=4)
def _tools(design: Design, fonts: FontProvider) -> _Tools:
    chains = fonts.chains(design, Problems())
    assert chains is not None, "the fonts were found before"
    setter = Setter(design.runs, {name: chain.metrics for name, chain in chains.items()})
    chain = chains[design.texts[PAGE_NUMBER_STYLE].font]
    in_pictures = chains[design.texts[_PICTURE_WORDS].font] if _PICTURE_WORDS in design.texts else chain
    return _Tools(setter, Memory(), PageWriter(LineWriter(chains)), Trees(), chain.face[DRAFT], in_pictures)


def _draw(galley: Galley, layout: Layout, tools: _Tools, attachments: Sequence[Attachment]) -> bytes:
    """The laid-out pages as a file."""
    shell = Shell()
    writer = ContentWriter(tools.pages, layout.elements)
    for page in layout.pages:
        writer.page(page)
    used = writer.used()
    for page, operators in zip(layout.pages, writer.coded(used), strict=True):
        under = draft_mark(tools.draft, page) if galley.draft and not page.inserted else ""
        shell.page(page.width_pt, page.height_pt, under + operators)
    for picture, name in writer.pictures.items():
        shell.picture(name, embed_picture(shell, picture, tools.pictures))
    for name, face, units, codes in used:
        shell.font(name, embed(shell, face, units, codes))
    links = add_links(shell, layout.pages, layout.anchors)
    fields = add_signature_fields(shell, layout.pages, len(layout.pages) + len(links))
    for made in (links, fields):
        for n, same in groupby(made, key=lambda link: link.page):
            shell.annotate(n, [link.number for link in same])
    tree = tools.trees.structure(shell, layout.elements, writer.owners, [*links, *fields])
    catalog = _catalog(shell, galley, layout, tree, attachments)
    if fields:
        catalog["AcroForm"] = b"%d 0 R" % form(shell, fields)
    return shell.finish(catalog)


def _catalog(
    shell: Shell, galley: Galley, layout: Layout, tree: int, attachments: Sequence[Attachment]
) -> dict[str, bytes]:
    profile = shell.plain_stream(_srgb(), b"/Filter/FlateDecode/N 3", b"sRGB")
    claims = claims_of(galley)
    entries = {
        "Lang": b"(ja-JP)",
        # Not all of a book that binds papers of others may be tagged.
        "MarkInfo": b"<</Marked true>>" if claims.accessible else b"<</Marked true/Suspects true>>",
        "ViewerPreferences": b"<</DisplayDocTitle true>>",
        "PageLabels": _page_labels(layout.pages),
        "OutputIntents": (
            b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB)"
            b"/DestOutputProfile %d 0 R>>]" % profile
        ),
        "StructTreeRoot": b"%d 0 R" % tree,
        "Metadata": b"%d 0 R"
        % shell.plain_stream(xmp(galley, 3 if attachments else 2, claims), b"/Type/Metadata/Subtype/XML"),
    }
    names = b""
    if layout.anchors:
        names += b"/Dests %d 0 R" % shell.add(destinations(layout.anchors, shell.pages))
    if attachments:
        attached = attach(shell, attachments, galley.day)
        entries["AF"] = attached["AF"]
        names += b"/EmbeddedFiles %d 0 R" % shell.add(attached["EmbeddedFiles"])
    if names:
        entries["Names"] = b"<<%s>>" % names
    bookmarks = outline(shell, layout.bookmarks)
    if bookmarks is not None:
        entries |= {"Outlines": b"%d 0 R" % bookmarks, "PageMode": b"/UseOutlines"}
    return entries


def _page_labels(pages: Sequence[Page]) -> bytes:
    """Viewers show the number that is printed, and the name of the part where none is."""
    ranges, at = [], 0
    for _, same in groupby(enumerate(pages), key=lambda numbered: _sequence(*numbered)):
        run = [page for _, page in same]
        first = run[0]
        label = b"/P%s" % text_string(first.part) if first.number is None else _counted(first.number, first.numbering)
        ranges.append(b"%d<<%s>>" % (at, label))
        at += len(run)
    return b"<</Nums[%s]>>" % b"".join(ranges)


def _counted(number: int, numbering: Numbering) -> bytes:
    prefix = b"/P%s" % text_string(numbering.prefix) if numbering.prefix else b""
    return b"%s/S/%s/St %d" % (prefix, b"r" if numbering.roman else b"D", number)


def _sequence(at: int, page: Page) -> tuple[str, int | None, Numbering | None]:
    """Equal for pages that are numbered on without a break."""
    if page.number is None:
        return page.part, None, None
    return "", page.number - at, _going_on(page.numbering)


@lru_cache(maxsize=256)
def _going_on(numbering: Numbering) -> Numbering:
    """The same within its part."""
    return replace(numbering, restarts=False)


@cache
def _srgb() -> bytes:
    return deflate(srgb_profile())
