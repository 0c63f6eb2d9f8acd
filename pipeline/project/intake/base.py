"""A paper that the reader of plain provisions does not understand -> its provision, by the reader of whole papers.

The source that an import would write is built in memory; only if it prints the very paper, width for width, is its provision
taken. Otherwise what the first reader said stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.importing import base_text
from pipeline.importing.agreement import Signer
from pipeline.importing.base_text import Base
from pipeline.importing.files import read_paper
from pipeline.importing.open_revisions import Choice
from pipeline.importing.structure.draft import Draft
from pipeline.labels.amendment_style import Manner
from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError
from pipeline.project.intake.transcribe import understood
from pipeline.provision.extract import provision

_Reader = Callable[[Path, Problems, Choice | None], Base | None]
_Teller = Callable[[Base, Path, Problems], None]
_WORD = ".docx"
_SIGNED = ".json"


def read_base(path: Path, problems: Problems, revisions: Choice | None = None) -> Base | None:
    """The text to amend in a file, as `base_text.read_base` reads it or, where that cannot, as an import does."""
    return _read(path, problems, revisions, base_text.read_base, _tell_aside)


def read_whole(path: Path, problems: Problems, revisions: Choice | None = None) -> Base | None:
    """The same with what stands around the text, nothing of which is told."""
    return _read(path, problems, revisions, base_text.read_whole, lambda *_: None)


def _read(path: Path, problems: Problems, revisions: Choice | None, first: _Reader, tell_aside: _Teller) -> Base | None:
    found = Problems()
    base = first(path, found, revisions)
    if base is None or found.errors:
        other = _as_imported(path, revisions)
        if other is not None:
            tell_aside(other, path, problems)
            return other
    problems.extend(found)
    return base


def _tell_aside(base: Base, path: Path, problems: Problems) -> None:
    problems.warning(
        "平文",
        f"表紙、公布、締結日、記名の行は、改める文に含めていません（{'／'.join(base.aside)}）",
        "改める文の行がこの中にあれば、元の文のファイルを直してください",
        Place(path.as_posix()),
    )


def _as_imported(path: Path, revisions: Choice | None) -> Base | None:
    """The text as an import understands it; None where its source would not print the very paper."""
    from pipeline.importing.settled import settled  # noqa: PLC0415 - lxml is loaded where a Word document is read

    unheard = Problems()
    data = settled(path, revisions, unheard) if path.suffix.lower() == _WORD else None
    if unheard.errors or path.suffix.lower() == _SIGNED:
        return None
    paper = read_paper(path, unheard, data)
    made = understood(paper, path.name, path.resolve().parent) if paper is not None else None
    if made is None:
        return None
    draft = made.draft
    if draft.literal_names:  # lines among the names that nobody reads: a consolidated paper would lose them
        return None
    house = made.house.with_labels(made.bound.document.labels)
    cover = (draft.title,) if draft.has_cover else ()
    signers = tuple(Signer(s.symbol, s.office, s.head) for s in draft.signers)
    return Base(
        provision(made.bound, made.house), Manner(house), _day(draft.day), cover, signers, _aside(draft), draft.day
    )


def _aside(draft: Draft) -> tuple[str, ...]:
    names = [f"{s.symbol}　{s.office}".strip() for s in draft.signers] or draft.literal_names
    return (*draft.above_title, *draft.below_title, *filter(None, [draft.day]), *names)


def _day(words: str) -> date | None:
    try:
        return wareki.parse_date(words)
    except NotationError:
        return None
