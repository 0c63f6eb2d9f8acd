"""Links, readings, draft mark, landscape pages and attached files, read back from the finished file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf

from pipeline.diagnostics import Problems
from pipeline.galley import LEADER, Cell, Grid, Para, Part, Row, Run
from pipeline.writers.pdf import Attachment, FontProvider, write
from pipeline.writers.pdf.pdf_file import Shell
from tests.typeset.kit import design
from tests.writers.pdf.kit import FONTS, agreement, instructions, marked_text, opened, para, pdf, structure_text

LINKED = Para("条", (Run("前文と"), Run("第2条", target="条2"), Run("による。")), (Run("第1条　"),))
GOAL = replace(para("条", "ここに至る。", "第2条　"), anchor="条2")


def elements(data: bytes, kind: str) -> list[Any]:
    """All structure elements of a type, in order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if element.get("/S") == f"/{kind}":
            found.append(element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                walk(kid)

    walk(opened(data).Root.StructTreeRoot.K)
    return found


def test_a_link_is_an_annotation_with_contents_and_an_exact_goal():
    """ISO 14289-1, 7.18.5: Link element with OBJR, Contents; the goal is named after the anchor."""
    data = pdf(agreement(LINKED, GOAL))
    file = opened(data)
    (link,) = elements(data, "Link")
    words, reference = list(link.K)
    annotation = reference.Obj

    assert "第2条" == str(annotation.Contents)
    assert annotation.objgen in [a.objgen for page in file.pages for a in page.get("/Annots", [])]
    names = list(file.Root.Names.Dests.Names)
    goal = names[names.index(annotation.Dest) + 1]
    assert goal[0].objgen == file.pages[1].obj.objgen
    assert (
        link.objgen
        == dict(zip(*[iter(file.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))[annotation.StructParent].objgen
    )
    assert "第2条" == marked_text(file)[1][int(words.MCID)]


def test_an_entry_of_contents_is_read_without_its_dots():
    """Leader dots are an artifact; words and page are one link, read apart (ISO 32000-1, 14.8.4.2: TOCI, Lbl, Reference)."""
    page = (Run("1", target="条2", page_of="条2"), Run("頁", target="条2"))
    entry = Para("目次1", (Run("目的", target="条2"), Run(LEADER), *page), (Run("1　"),))
    data = pdf(agreement(entry, GOAL))
    (link,) = elements(data, "Link")
    read = structure_text(data)
    at = read.index(("Lbl", "1　"))

    assert ("Link", "目的1頁") == read[at + 1]
    assert ["目的　1頁"] == [str(kid.Obj.Contents) for kid in link.K if "/Obj" in kid]
    assert [("/TOC", "/TOCI", "/Reference")] == [tuple(str(e.S) for e in (link.P.P.P, link.P.P, link.P))]


def test_words_of_a_link_are_read_where_they_stand():
    read = structure_text(pdf(agreement(LINKED, GOAL)))

    at = read.index(("Link", "第2条"))
    assert [("P", "第1条　前文と"), ("Link", "第2条"), ("P", "による。")] == read[at - 1 : at + 2]


def test_a_reading_follows_its_words():
    """Ruby with RB and RT (ISO 32000-1, 14.8.4.4.2)."""
    read = structure_text(pdf(agreement(Para("前文", (Run("の"), Run("轟", ruby="とどろき"), Run("に"))))))
    at = read.index(("RB", "轟"))

    assert [("P", "の"), ("RB", "轟"), ("RT", "とどろき"), ("P", "に")] == read[at - 1 : at + 3]


def test_every_page_of_a_draft_bears_the_mark_and_nothing_is_said_of_it():
    plain, draft = pdf(agreement()), pdf(replace(agreement(), draft=True))

    for page in opened(draft).pages:
        operands, operator = instructions(page)[0]
        assert ("BDC", "/Artifact", "/Watermark") == (operator, str(operands[0]), str(operands[1].Subtype))
    assert structure_text(plain) == structure_text(draft)


def test_a_landscape_part_is_a_landscape_page():
    galley = agreement()
    turned = replace(galley, parts=(*galley.parts[:2], replace(galley.parts[2], landscape=True)))
    boxes = [[float(v) for v in page.MediaBox] for page in opened(pdf(turned)).pages]

    assert [0, 0, 595.276, 841.89] == boxes[0]
    assert [0, 0, 841.89, 595.276] == boxes[-1]


def test_an_attached_source_comes_out_as_it_went_in():
    """ISO 19005-3, 6.8: AF, AFRelationship, Subtype."""
    source = Attachment("協約書.yaml", "種別: 連携協約書\n".encode(), "application/yaml", "この文書の原稿")
    data = write(agreement(), design(), FONTS, Problems(), [source])
    file = opened(data)
    (specification,) = list(file.Root.AF)
    stream = specification.EF.F

    assert source.data == stream.read_bytes()
    assert ("協約書.yaml", "/Source", "/application/yaml") == (
        *(str(specification.UF), str(specification.AFRelationship), str(stream.Subtype)),
    )
    assert b"<pdfaid:part>3</pdfaid:part>" in file.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in opened(pdf(agreement())).Root.Metadata.read_bytes()


def test_a_document_of_one_part_without_anchors_has_no_names():
    assert "/Names" not in opened(pdf(replace(agreement(), parts=(Part("本文", (para("条", "本文"),)),)))).Root


def test_pages_know_the_pictures_of_the_document_and_streams_end_as_they_must():
    """An end of line before each endstream (ISO 19005-2, 6.1.7.1)."""
    shell = Shell()
    shell.page(595, 842, "/P1 Do")
    entries = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    shell.picture("P1", shell.plain_stream(b"\0", entries))
    data = shell.finish({})
    (page,) = opened(data).pages

    assert b"\0" == page.Resources.XObject.P1.read_bytes()
    assert data.count(b"endstream") == data.count(b"\nendstream")


def test_what_was_printed_before_does_not_show():
    """Paragraphs, operators and font stock are kept from one document to the next: never their bytes."""
    first, second = agreement(LINKED, GOAL), agreement(para("条", "別の条である。麒麟", "第9条　"))
    fonts = FontProvider(folders=())
    forward = [write(g, design(), fonts, Problems()) for g in (first, second)]
    fonts.prepare(frozenset())
    anew = replace(design())
    backward = [write(g, anew, fonts, Problems()) for g in (second, first)]

    assert forward == backward[::-1]


def test_what_looks_like_a_page_before_it_is_tagged_as_it_is_itself():
    """Pages and structure trees are kept, too: the same words at the same places may be something else."""
    words = "（雑則）"
    body = Row((Cell((para("表本文", "一"),)), Cell((para("表本文", "二"),))))
    galleys = [
        agreement(para("条見出し", words, heading=3)),
        agreement(para("条見出し", words)),
        agreement(para("条見出し", words, heading=3, outline="雑則")),
        *[agreement(Grid("一覧表", (), (body,), title)) for title in ("予算", "決算")],
        *[
            agreement(Grid("一覧表", (), (body,), ""), para(style, "注", label))
            for style, label in (("条", ""), ("条", "注"))
        ],
        *[replace(agreement(), title=title, draft=draft) for title in ("甲", "乙") for draft in (True, False)],
    ]
    anew = [write(galley, replace(design()), FONTS, Problems()) for galley in galleys]
    again = replace(design())

    assert len(set(anew)) == len(anew)
    for _ in range(2):
        assert anew == [write(galley, again, FONTS, Problems()) for galley in galleys]


def test_cells_name_their_heads_by_identifiers_that_the_tree_knows():
    """ISO 32000-1, 14.7.2 (IDTree) and table 349 (Headers)."""
    heads = (
        Cell((para("表見出し", "予算額"),), columns=2),
        Cell((para("表見出し", "本年度"),)),
        Cell((para("表見出し", "前年度"),)),
    )
    body = Row(tuple(Cell((para("表数値", text),)) for text in ("2,000", "2,500")))
    data = pdf(agreement(Grid("一覧表", (Row(heads[:1]), Row(heads[1:])), (body,), "予算")))
    tree = opened(data).Root.StructTreeRoot
    known = dict(zip(*[iter(tree.IDTree.Names)] * 2, strict=True))
    (last,) = [e for e in elements(data, "TD") if "/Headers" in e.get("/A", {})]
    found = [known[name] for name in last.A.Headers]

    assert [("/Column", 2), ("/Column", 1), ("/Row", 1)] == [
        (str(e.A.Scope), int(e.A.get("/ColSpan", 1))) for e in found
    ]
    assert sorted(map(str, known)) == list(map(str, known))
    assert all(element.ID == name for name, element in known.items())
