"""The finished file read back: structure, text, bookmarks, labels, metadata, sameness of bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley, Grid, Part, Run
from pipeline.galley.blocks import Para, paras, plain
from pipeline.writers.pdf import write
from tests.examples import examples
from tests.typeset.kit import design
from tests.writers.pdf.kit import FONTS, agreement, instructions, made, opened, para, pdf, structure_text, table


def words_of(galley: Galley) -> str:
    return "".join(plain(p.label) + plain(p.runs) for part in galley.parts for p in paras(part.blocks))


def test_text_in_structure_order_is_the_text_of_the_galley():
    assert words_of(agreement()) == "".join(text for _, text in structure_text(made()))


@settings(max_examples=examples(25), deadline=None)
@given(
    st.lists(
        st.text(alphabet="あいうかがっー、。（）「」日本国連携協約2589abc .", min_size=1, max_size=200),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.lists(st.text(alphabet="あいう連携、。12", max_size=80), min_size=4, max_size=4), max_size=6),
)
def test_any_text_is_read_back_as_it_was(texts, rows):
    blocks = [para("条", text) for text in texts]
    grid = table(("一", "二", "三", "四"), *[tuple(row) for row in rows])
    galley = agreement(*blocks, grid)

    assert words_of(galley) == "".join(text for _, text in structure_text(pdf(galley)))


def test_elements_say_what_they_are():
    kinds = [(kind, text) for kind, text in structure_text(made()) if len(text) < 12]

    assert ("H3", "（目的）") in kinds
    assert [k for k in kinds if k[0] == "Lbl"] == [("Lbl", "(1)　"), ("Lbl", "ア　"), ("Lbl", "(2)　")]
    assert ("TH", "連携施策") in kinds
    assert ("TH", "介護") in kinds
    assert ("TD", "連携を推進する。") in kinds


def test_viewers_find_the_words_on_the_pages():
    file = pypdfium2.PdfDocument(made())
    text = "".join(file[n].get_textpage().get_text_range() for n in range(len(file)))
    flat = "".join(text.split())

    for words in (
        "連携中枢都市圏形成に係る連携協約書",
        "（以下「甲」という。）",
        "小野寺晃彦",
        "地域医療（続き）",
        "－3－",
    ):
        assert words in flat


def test_names_are_unbroken_text():
    """均等割付 opens gaps; nobody types spaces into a name, and nobody finds any."""
    assert ("P", "小野寺晃彦") in structure_text(made())


def test_bookmarks_are_nested_and_lead_to_their_pages():
    file = opened(made())
    pages = {page.objgen: n for n, page in enumerate(file.pages)}

    def tree(items: Any) -> list[Any]:
        return [(i.title, pages[i.to_dictionary_object(file).Dest[0].objgen], tree(i.children)) for i in items]

    with file.open_outline() as outline:
        found = tree(outline.root)

    title = "連携中枢都市圏形成に係る連携協約書"
    assert [(title, 0, [("連携協約", 1, [("第1条（目的）", 1, [])]), ("別表（第3条関係）", 2, [])])] == found


def test_page_labels_are_the_printed_numbers():
    labels: Any = opened(made()).Root.PageLabels.Nums

    assert [labels[0], str(labels[1].P), labels[2], str(labels[3].S), labels[3].St] == [0, "表紙", 1, "/D", 1]


def test_metadata_names_the_document_and_its_day():
    packet = opened(made()).Root.Metadata.read_bytes().decode()

    for words in (
        "連携中枢都市圏形成に係る連携協約書</rdf:li>",
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A",
        "<pdfuaid:part>1",
        "2019-12-25T00:00:00+09:00",
        "sha256:" + "0" * 64,
        "<rdf:li>青森市</rdf:li>",
    ):
        assert words in packet
    assert "/Info" not in opened(made()).trailer


def test_an_undated_draft_bears_no_date():
    assert b"xmp:CreateDate" not in opened(pdf(replace(agreement(), day=None))).Root.Metadata.read_bytes()


def test_markup_in_a_title_is_only_text():
    packet = opened(pdf(replace(agreement(), title="甲<乙&丙"))).Root.Metadata.read_bytes().decode()

    assert "甲&lt;乙&amp;丙" in packet


def test_the_catalog_says_what_readers_need():
    root: Any = opened(made()).Root

    assert (
        str(root.Lang),
        bool(root.MarkInfo.Marked),
        bool(root.ViewerPreferences.DisplayDocTitle),
    ) == ("ja-JP", True, True)
    assert str(root.OutputIntents[0].S) == "/GTS_PDFA1"


def test_everything_on_a_page_is_marked():
    """Text and strokes stand in a marked sequence: part of the document or an artifact (ISO 14289-1, 7.1)."""
    for page in opened(made()).pages:
        depth = 0
        for _, name in instructions(page):
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth or name not in ("Tj", "TJ", "f", "S")


def test_the_first_object_of_the_file_is_free_and_of_the_last_generation():
    """ISO 32000-1, 7.5.4: strict readers, and programs that sign, refuse a file in which object 0 is another."""
    data = pdf(agreement())
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    head, stream = data[start:].split(b"stream\n", 1)
    fields = re.search(rb"/W\[(\d+) (\d+) (\d+)\]", head)
    assert fields is not None
    kind, following, generation = map(int, fields.groups())
    table = zlib.decompress(stream)

    assert 0 == int.from_bytes(table[:kind], "big")
    assert 65535 == int.from_bytes(table[kind + following : kind + following + generation], "big")


def test_the_same_input_gives_the_same_bytes_in_any_process():
    script = "import hashlib\nfrom tests.writers.pdf.kit import agreement, pdf\nprint(hashlib.sha256(pdf(agreement())).hexdigest())"
    root = Path(__file__).parents[3]
    found = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)

    assert len(found) == 1
    assert pdf(agreement()) == made()


def test_another_day_changes_nothing_but_the_day():
    dated = opened(pdf(replace(agreement(), day=date(2020, 1, 1))))

    assert [p.Contents.read_bytes() for p in opened(made()).pages] == [p.Contents.read_bytes() for p in dated.pages]


def test_unknown_styles_stop_the_document():
    problems = Problems()
    galley = Galley("題", "", "", None, (Part("本文", (para("条文", "あ"), Grid("役割分担", (), (), "表"))),))

    with pytest.raises(Rejected):
        write(galley, design(), FONTS, problems)
    assert sorted((d.message for d in problems.errors), reverse=True) == [
        "表の体裁「役割分担」がありません",
        "段落の体裁「条文」がありません",
    ]


def test_underlined_words_are_underlined():
    galley = agreement(Para("条", (Run("甲は、"), Run("乙", "下線"))))
    plainly = agreement(Para("条", (Run("甲は、乙"),)))

    assert opened(pdf(galley)).pages[1].Contents.read_bytes().count(b" l\n") == 1
    assert opened(pdf(plainly)).pages[1].Contents.read_bytes().count(b" l\n") == 0
