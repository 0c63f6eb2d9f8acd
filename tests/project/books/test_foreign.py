"""PDFs of others in a book: their pages, tags, links and bookmarks come along, and what the book may say of itself is honest."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from pipeline.desk.places import printed_words
from pipeline.project import manifest
from pipeline.project.provenance.seen import page_key
from pipeline.writers.binding.tags import elements, number_tree
from tests.project.books import papers
from tests.project.books.kit import HEAD, Made, folder, labels, links, made, outline
from tests.workshop import build, edit, messages

BOOK = """\
綴じる:
  - {番号: 議案第1号, 文書: [oboe]}
  - 区分: 参考資料
    文書:
      - {PDF: sanko.pdf, 件名: 相手方の議案}
  - {文書: [{文書: kyoyaku, 相手方: 今別町}]}
"""


def shelf(root: Path, data: bytes, book: str = BOOK) -> Path:
    made_at = folder(root, gian=HEAD + book)
    (made_at / "sources/aomori/sanko.pdf").write_bytes(data)
    return made_at


def told(root: Path) -> list[str]:
    return messages(build(root, "aomori/gian", formats=("txt",)).problems)


def claims(book: Made) -> tuple[str, bool]:
    with book.pdf.open_metadata() as packet:
        return packet.pdfa_status, str(packet.get("{http://www.aiim.org/pdfua/ns/id/}part", "")) == "1"


def words(book: Made) -> list[str]:
    """What each page says, as another reader finds it."""
    document = pypdfium2.PdfDocument(book.data)
    return [document[n].get_textpage().get_text_bounded() for n in range(len(document))]


def structure(book: Made) -> list[tuple[str, int]]:
    """Every element and the page (from 0) on which it begins, -1 if it tells none."""
    pages = {page.objgen: n for n, page in enumerate(book.pdf.pages)}
    tree: Any = book.pdf.Root.StructTreeRoot
    return [(str(e.S), pages[e.Pg.objgen] if "/Pg" in e else -1) for e in elements(tree)]


def test_pages_come_in_where_the_list_says_and_are_numbered_on(tmp_path: Path):
    book = made(shelf(tmp_path, papers.untagged()))

    said = words(book)
    assert len(said) == 8  # cover, list; 2 of oboe; 2 of the PDF; 2 of kyoyaku
    assert ["first" in said[4], "second" in said[5]] == [True, True]
    assert ["－ 3 －" in said[4], "－ 4 －" in said[5], "－ 5 －" in said[6]] == [True, True, True]
    assert labels(book.pdf) == ["表紙", "i", "1", "2", "3", "4", "5", "6"]
    assert [round(float(edge)) for edge in book.pdf.pages[5].obj.MediaBox] == [0, 0, 1191, 842]


def test_links_and_bookmarks_lead_to_pages_of_the_book(tmp_path: Path):
    book = made(shelf(tmp_path, papers.untagged()))

    assert ("相手方の議案　3頁", 4) in links(book.pdf, 1)
    named = [(title, page) for _, title, page in outline(book.pdf)]
    at = named.index(("相手方の議案", 4))
    assert named[at : at + 3] == [("相手方の議案", 4), ("One", 4), ("Two", 5)]
    [annotation] = book.pdf.pages[4].obj.Annots
    assert annotation.Dest[0].objgen == book.pdf.pages[5].objgen
    assert "/A" not in annotation


def test_numbers_can_be_left_off_the_pages_of_others(tmp_path: Path):
    book = made(shelf(tmp_path, papers.untagged(), BOOK.replace("相手方の議案}", "相手方の議案, 頁の印字: いいえ}")))

    assert "－ 3 －" not in words(book)[4]
    assert labels(book.pdf)[4] == "3"


@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_a_number_stands_at_the_foot_of_a_page_however_it_is_turned(tmp_path: Path, by: int):
    book = made(shelf(tmp_path, papers.turned(by)))
    page = pypdfium2.PdfDocument(book.data)[4]
    text = page.get_textpage()
    spot = text.get_text_bounded().index("－")
    left, bottom, _, top = text.get_charbox(spot)
    # As a viewer sees it: pdfium gives places before it turns the page.
    width, height = page.get_size()
    x, y = left - 30, (bottom + top) / 2 - 20
    seen = {0: (x, y), 90: (y, height - x), 180: (width - x, height - y), 270: (width - y, x)}[by]
    assert seen[1] < 60
    assert abs(seen[0] - width / 2) < 30


def test_tags_come_along_and_lead_to_their_pages(tmp_path: Path):
    data = papers.tagged()
    book = made(shelf(tmp_path, data))
    own = pikepdf.open(BytesIO(data))

    found = structure(book)
    here = [role for role, page in found if 4 <= page < 4 + len(own.pages)]
    assert here == [str(e.S) for e in elements(own.Root.StructTreeRoot) if "/Pg" in e]
    # Every marked sequence of a page leads to an element that says it is there.
    tree: Any = book.pdf.Root.StructTreeRoot
    rows = dict(number_tree(tree.ParentTree))
    assert sorted(rows) == [key for key, _ in number_tree(tree.ParentTree)]
    for page in book.pdf.pages:
        for element in rows[int(page.obj.StructParents)]:
            assert element.S is not None
        for annotation in page.obj.get("/Annots", []):
            assert str(rows[int(annotation.StructParent)].S) == "/Link"
    assert claims(book) == ("2A", True)


def test_heads_of_cells_are_told_from_those_of_the_book(tmp_path: Path):
    """Both bear the same names before they are bound."""
    tree: Any = made(shelf(tmp_path, papers.tagged())).pdf.Root.StructTreeRoot
    named = {bytes(e.ID): e for e in elements(tree) if "/ID" in e}
    asked = [bytes(h) for e in elements(tree) if "/A" in e and "/Headers" in e.A for h in e.A.Headers]

    assert set(asked) <= set(named)
    if named:
        names = tree.IDTree.Names
        assert [bytes(names[n]) for n in range(0, len(names), 2)] == sorted(named)


def test_roles_of_two_papers_may_mean_two_things(tmp_path: Path):
    lines = BOOK.replace("相手方の議案}", "相手方の議案}\n      - {PDF: nikan.pdf, 件名: もう一つ}")
    root = shelf(tmp_path, papers.with_roles("P"), lines)
    (root / "sources/aomori/nikan.pdf").write_bytes(papers.with_roles("H2"))

    tree: Any = made(root).pdf.Root.StructTreeRoot
    meant = {str(e.S): str(tree.RoleMap[str(e.S)]) for e in elements(tree) if str(e.S) in tree.RoleMap}
    assert sorted(meant.values()) == ["/H2", "/P"]


def test_a_paper_that_declares_nothing_takes_the_declaration_of_the_book(tmp_path: Path):
    root = shelf(tmp_path, papers.undeclared())

    assert claims(made(root)) == ("", False)
    said = told(root)
    assert "「sanko.pdf」: PDF/UA-1 を名のっていません。冊子は PDF/UA-1 を名のりません" in said
    assert any("PDF/A を名のりません" in message for message in said)


def test_a_declaration_that_is_seen_to_be_untrue_is_not_repeated(tmp_path: Path):
    def lie(pdf: pikepdf.Pdf) -> None:
        tree: Any = pdf.Root.StructTreeRoot
        next(e for e in elements(tree) if str(e.S) == "/H2").S = pikepdf.Name("/H5")

    root = shelf(tmp_path, papers.changed(papers.tagged(), lie))
    assert claims(made(root)) == ("2A", False)
    assert any("見出しの段が飛んでいます" in message for message in told(root))


def test_what_is_not_embedded_is_named(tmp_path: Path):
    root = shelf(tmp_path, papers.untagged())

    assert claims(made(root)) == ("", False)
    assert any("書体（Helvetica）が埋め込まれていない" in message for message in told(root))


def test_a_scan_is_archived_and_is_accessible_once_its_words_are_written(tmp_path: Path):
    root = shelf(tmp_path, papers.scan())
    assert claims(made(root)) == ("2B", False)
    assert any("走査した画像だけ" in message for message in told(root))

    edit(root / "sources/aomori/gian.yaml", "相手方の議案}", "相手方の議案, 頁の文: [議案第5号の写し。, 別紙。]}")
    book = made(root)
    assert claims(book) == ("2A", True)
    assert [("/Figure", 4), ("/Figure", 5)] == [e for e in structure(book) if e[0] == "/Figure"]
    assert [] == told(root)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (papers.locked("user"), "パスワードが掛かっています"),
        (papers.locked(""), "編集の制限（暗号）が掛かっています"),
        (papers.untagged()[:900], "PDFとして読めません（壊れているか、PDFではありません）"),
        (b"", "PDFとして読めません（壊れているか、PDFではありません）"),
        (b"not a PDF at all", "PDFとして読めません（壊れているか、PDFではありません）"),
        (papers.with_form(), "記入欄か電子署名があります（綴じると、欄は働かず、署名は無効になります）"),
        (papers.with_hidden_layer(), "隠れているレイヤーがあります（綴じると、見えるようになるかもしれません）"),
    ],
    ids=["locked", "restricted", "torn", "empty", "none", "form", "layer"],
)
def test_what_cannot_be_bound_is_told_and_nothing_is_made(tmp_path: Path, data: bytes, said: str):
    root = shelf(tmp_path, data)

    assert [f"「sanko.pdf」は綴じられません。{said}"] == told(root)
    assert not (root / "build/aomori/gian.txt").exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{PDF: nai.pdf, 件名: 題}", "「nai.pdf」というファイルはありません"),
        ("{PDF: ../area.pdf, 件名: 題}", "「../area.pdf」は原稿のフォルダの外にあります"),
        ("{PDF: area.yaml, 件名: 題}", "「area.yaml」はPDF（.pdf）ではありません"),
        ("{PDF: sanko.pdf}", "「sanko.pdf」に件名がありません"),
        ("{PDF: sanko.pdf, 文書: oboe, 件名: 題}", "「oboe」と「sanko.pdf」が一つの行にあります"),
        ("{PDF: sanko.pdf, 相手方: 蓬田村, 件名: 題}", "「sanko.pdf」に「相手方・種類」は書けません"),
        (
            "{PDF: sanko.pdf, 件名: 題, 頁の文: [一]}",
            "「sanko.pdf」は綴じられません。「頁の文」が1頁分ありますが、PDFは2頁です",
        ),
    ],
)
def test_a_line_that_cannot_be_meant_is_told(tmp_path: Path, line: str, said: str):
    root = shelf(tmp_path, papers.scan(), BOOK.replace("{PDF: sanko.pdf, 件名: 相手方の議案}", line))

    assert any(message.endswith(said) for message in told(root))


def test_a_book_is_made_again_when_a_pdf_changes_and_says_so(tmp_path: Path):
    root = shelf(tmp_path, papers.scan())
    build(root, "aomori/gian", formats=("txt", "pdf"))
    [record] = [r for r in manifest.read(root / "build") if r.id == "aomori/gian"]
    assert "sources/aomori/sanko.pdf" in [i.name for i in record.sources]

    before = (root / "build/aomori/gian.pdf").read_bytes()
    assert build(root, "aomori/gian", formats=("txt", "pdf")).outcomes == []
    (root / "sources/aomori/sanko.pdf").write_bytes(papers.scan(3))
    [outcome] = build(root, "aomori/gian", formats=("txt", "pdf")).outcomes
    assert outcome.record is not None
    assert before != (root / "build/aomori/gian.pdf").read_bytes()
    assert "（ここに「sanko.pdf」（PDF 3頁）が入ります。）" in (root / "build/aomori/gian.txt").read_text(
        encoding="utf-8"
    )


def test_the_same_papers_give_the_same_bytes(tmp_path: Path):
    first, second = made(shelf(tmp_path / "a", papers.tagged())), made(shelf(tmp_path / "b", papers.tagged()))

    assert first.data == second.data


def test_words_behind_a_bound_pdf_still_lead_to_their_source(tmp_path: Path):
    book = made(shelf(tmp_path, papers.scan()))
    pages = printed_words(book.galley, book.layout)

    named = {p.origin.written.file.name for words in pages[6:] for line in words for p in line.pieces}
    assert "sources/aomori/kyoyaku.yaml" in named
    assert [(), ()] == list(pages[4:6])


def test_another_pdf_is_another_page_for_whoever_looks(tmp_path: Path):
    """What was approved was seen: a page that was exchanged is not the same."""
    one, other = made(shelf(tmp_path / "a", papers.scan())), made(shelf(tmp_path / "b", papers.turned(0)))
    same = made(shelf(tmp_path / "c", papers.scan()))

    def keys(book: Made) -> list[str]:
        return [page_key("council", replace(page, width_pt=1, height_pt=1), draft=False) for page in book.layout.pages]

    assert keys(one) == keys(same)
    assert [n for n, (a, b) in enumerate(zip(keys(one), keys(other), strict=True)) if a != b] == [4, 5]
    assert keys(one)[4] != keys(one)[5]
