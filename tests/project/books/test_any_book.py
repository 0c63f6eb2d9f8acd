"""Whatever a book binds, in whatever order: its list, feet, labels, bookmarks, links and words agree with one another."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.galley import Galley, plain
from pipeline.galley.blocks import paras
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from pipeline.writers import text
from pipeline.writers.binding.examine import shown_size
from tests.examples import examples
from tests.project.books import papers
from tests.project.books.kit import HEAD, PARTNERS, feet, folder, labels, links, made, outline
from tests.workshop import ROOT

PDFS = {"tagged": papers.tagged(), "untagged": papers.untagged(), "scan": papers.scan(), "turned": papers.turned(90)}
NAMES = ("kyoyaku", "oboe", "nagai", "keikaku", *PDFS)


def _long() -> str:
    """The agreement of aomori as it is shipped: six pages each, landscape none, with a 別表."""
    return (ROOT / "sources/aomori/kyoyaku.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan_of_shiomi = (ROOT / "sources/shiomi/keikaku.yaml").read_text(encoding="utf-8")
    made_at = folder(tmp_path_factory.mktemp("any"), nagai=_long(), keikaku=plan_of_shiomi)
    for name, data in PDFS.items():
        (made_at / f"sources/aomori/{name}.pdf").write_bytes(data)
    return made_at


def _line(name: str, partners: list[str], attached: list[str]) -> str:
    chosen = f", 相手方: [{', '.join(partners)}]" if partners and name in ("kyoyaku", "nagai") else ""
    below = f", 付属: [{', '.join(_line(n, [], []) for n in attached)}]" if attached else ""
    if name in PDFS:
        return f"{{PDF: {name}.pdf, 件名: 写し{below}}}"
    return f"{{文書: {name}{chosen}{below}}}"


@st.composite
def books(draw: st.DrawFn) -> str:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    sections: list[str] = []
    rest = list(names)
    while rest:
        size = draw(st.integers(1, len(rest)))
        lines = []
        for name in rest[:size]:
            partners = draw(st.lists(st.sampled_from(PARTNERS), max_size=2, unique=True))
            attached = draw(st.lists(st.sampled_from([n for n in NAMES if n != name]), max_size=2, unique=True))
            lines.append(_line(name, partners, attached))
        heading = f"区分: 区分{len(sections) + 1}, " if draw(st.booleans()) else ""
        first = draw(st.sampled_from(("", f"番号: 第{10 * len(sections) + 9}号, ", '番号: "第　　号", ')))
        sections.append(f"  - {{{heading}{first}文書: [{', '.join(lines)}]}}")
        rest = rest[size:]
    paging = draw(st.sampled_from(("通し", "議案ごと")))
    listing = draw(st.sampled_from(("目次", "一覧表", "なし")))
    return f"{HEAD}頁: {paging}\n目次: {listing}\n綴じる:\n" + "\n".join(sections) + "\n"


def _words(galley: Galley, parts: slice = slice(None)) -> str:
    return text.write(Galley("", "", "", None, galley.parts[parts])).decode()


@given(books())
@settings(max_examples=examples(25), deadline=None)
def test_a_book_says_of_itself_what_it_is(root: Path, source: str):
    (root / "sources/aomori/gian.yaml").write_text(source, encoding="utf-8")
    book = made(root)
    openings = [part.opens for part in book.galley.parts if part.opens is not None]
    begins = {o.anchor: book.layout.anchors[o.anchor].page for o in openings}

    # What stands at the foot of a page is what viewers call it.
    called = labels(book.pdf)
    assert [page.label for page in book.layout.pages] == feet(book.layout)
    assert [page.label or page.part for page in book.layout.pages] == called
    assert len(set(called)) == len(called)

    # Every sheet was taken by the page that belongs there: it is as large as that.
    sizes = [(round(page.width_pt), round(page.height_pt)) for page in book.layout.pages]
    assert sizes == [tuple(round(edge) for edge in shown_size(page.obj)) for page in book.pdf.pages]

    # A paper is numbered from its first page on, none is skipped.
    for n, (here, there) in enumerate(zip(begins.values(), [*list(begins.values())[1:], len(called)], strict=True)):
        numbers = [page.number or 0 for page in book.layout.pages[here:there]]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers))), openings[n]
        assert 0 < numbers[0]

    # The list tells the page on which each paper begins, and its links lead there.
    front = [p for part in book.galley.parts[:2] for p in paras(part.blocks) if any(r.page_of for r in p.runs)]
    listed = {run.page_of: run.text for p in front for run in p.runs if run.page_of is not None}
    if "目次: なし" not in source:
        assert listed == {o.anchor: called[begins[o.anchor]] for o in openings if o.anchor in listed}
        papers = [o for o in openings if o.anchor.startswith("綴")]
        assert [o.anchor for o in papers] == list(listed)
        led = {to for page in range(1, begins[papers[0].anchor]) for _, to in links(book.pdf, page)}
        assert {begins[o.anchor] for o in papers} == led
    # The outline names every paper once, in order, at the page where it begins.
    named = [(title, page) for _, title, page in outline(book.pdf)]
    assert [(o.title, begins[o.anchor]) for o in openings] == [
        e for e in named if e in {(o.title, begins[o.anchor]) for o in openings}
    ][: len(openings)]


@given(books())
@settings(max_examples=examples(25), deadline=None)
def test_the_words_of_a_book_are_those_of_its_papers_and_its_front(root: Path, source: str):
    (root / "sources/aomori/gian.yaml").write_text(source.replace("keikaku", "oboe_2"), encoding="utf-8")
    small = (root / "sources/aomori/oboe.yaml").read_text(encoding="utf-8")
    (root / "sources/aomori/oboe_2.yaml").write_text(small, encoding="utf-8")
    session, problems = Session(root), Problems()
    [assignment] = plan(session, ["aomori/gian"], problems).assignments
    ready = documents.ready(assignment, session, problems)
    printer = documents.exporter(ready.original, session)
    galley = documents.compiled(ready, session, printer, problems).galley
    front = 1 if "目次: なし" in source else 2

    assert _words(galley, slice(front, None)) == "\n".join(_words(paper) for paper in ready.original.galleys)
    assert not [p for part in galley.parts for p in paras(part.blocks) if "88" in plain(p.runs)]
