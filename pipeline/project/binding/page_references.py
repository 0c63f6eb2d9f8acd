"""A source that asks where its projects are told (頁の元) -> the same with the pages of the document that tells them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pipeline.diagnostics import Problems, Rejected, Written
from pipeline.galley.compose import compose
from pipeline.galley.contents import outlined
from pipeline.kinds.kind import PageSpan
from pipeline.project import compiling
from pipeline.project.asking import Asker
from pipeline.project.export.exporter import Exporter
from pipeline.project.load import SourceDocument, beside
from pipeline.project.session import Session
from pipeline.source.decode import nearest
from pipeline.tree.headings import headings


def with_pages(original: SourceDocument, _partner: str | None, session: Session, problems: Problems) -> SourceDocument:
    """The source with the pages of the headings of the document that it asks. Raises Rejected."""
    asked = original.kind.pages_asked(original.model)
    assert asked is not None, "asked only of those that ask"
    other = _other(original, asked, session, problems)
    problems.stop_if_errors()
    aside = Problems()  # what is wrong with the other document is told when it is made itself
    try:
        pages = _pages(other, session, aside) if other is not None else {}
    except Rejected:
        pages = {}
    if other is None or aside.errors:
        problems.error(
            "頁",
            f"「頁の元」の「{asked}」に誤りがあるので、頁が分かりません",
            "先にその原稿を直してください",
            asked.span(),
        )
        problems.stop_if_errors()
    assert other is not None, "a source that cannot be read is an error"
    inputs = (*original.inputs, *(i for i in other.inputs if i not in original.inputs))
    return replace(original, pages=pages, inputs=inputs)


def _other(original: SourceDocument, asked: Written, session: Session, problems: Problems) -> SourceDocument | None:
    """The source of that name in the same folder; None if it has errors."""
    name, known = asked.text.strip(), beside(original.path, session.files)
    if name not in known:
        cure = nearest(asked.text, known) if known else "事業を述べる原稿を同じフォルダに置いてください"
        problems.error("頁", f"「頁の元」の「{asked}」という原稿は同じフォルダにありません", cure, asked.span())
        return None
    other = session.load(known[name], Problems())
    if other is not None and (other.partners or other.kind.pages_asked(other.model) is not None):
        problems.error(
            "頁",
            f"「頁の元」の「{asked}」の頁は使えません（相手方ごとの文書か、その原稿も「頁の元」を書いています）",
            "事業を述べる一つの文書を書いてください",
            asked.span(),
        )
        return None
    return other


def _pages(other: SourceDocument, session: Session, problems: Problems) -> dict[str, tuple[PageSpan, ...]]:
    """The pages of each heading of a document by its key: as many as there are headings of that key."""
    bound, particulars = compiling.bind(other, None, problems)
    house = other.profile.house
    printer = Exporter(other.kind.template, session.templates)
    galley = printer.paged(compose(bound, house, particulars), house, problems)
    spans = printer.spans(galley, problems)
    found: dict[str, tuple[PageSpan, ...]] = defaultdict(tuple)
    known = [path[-1] for path, _ in headings(bound.document.body)]
    # Headings alone are keyed; a title stands before them.
    for key, span in zip(known, spans[len(outlined(galley)) - len(known) :], strict=True):
        found[key] = (*found[key], span)
    return dict(found)


ASKER = Asker(with_pages, asks=lambda original: original.kind.pages_asked(original.model) is not None)
