"""Kinds whose documents are made of other documents of the folder: which documents they make, and what these ask.

One entry for each such kind. What an asker reads, it reads through the session, so that the incremental build knows it;
what it learns stands in the SourceDocument that it gives back (`pages`, `told`, `enclosed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pkgutil import resolve_name

from pipeline.diagnostics import Problems
from pipeline.late.dataclass import dataclass
from pipeline.project.load import SourceDocument
from pipeline.project.session import Session

# Imported where a source of the kind is met: a build of agreements alone does not load them.
_PLACES = {"事業一覧": "binding.page_references:ASKER", "議会": "council.asker:ASKER", "控え票": "binding.copies:ASKER"}


@dataclass(frozen=True, slots=True)
class Asker:
    """How documents of a kind ask others.

    `editions` are the documents that a source makes, by what their names end in (None: as the partners say); `asks`
    whether a source asks at all; `answered` gives the source of one document (None: the only one) with the answers, or
    raises Rejected. `told_by_words`: such a document bears the hash of what it prints, for of what it asks it prints little.
    """

    answered: Callable[[SourceDocument, str | None, Session, Problems], SourceDocument]
    asks: Callable[[SourceDocument], bool] = lambda _: True
    editions: Callable[[SourceDocument, Session, Problems], Iterable[str]] | None = None
    told_by_words: bool = False


def asker(original: SourceDocument) -> Asker | None:
    """How the documents of a source ask others; None if they do not."""
    place = _PLACES.get(original.kind.name)
    if place is None:
        return None
    found = resolve_name(f"pipeline.project.{place}")
    assert isinstance(found, Asker)
    return found if found.asks(original) else None


def ready(original: SourceDocument, partner: str | None, session: Session, problems: Problems) -> SourceDocument:
    """The source of a document with what it asks of others. Raises Rejected."""
    found = asker(original)
    return original if found is None else found.answered(original, partner, session, problems)
