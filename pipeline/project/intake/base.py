"""A file of an agreement -> its provision: as the reader of plain provisions has it, or as an import understands the whole paper.

For an import the source that it would write is built in memory; only if it prints the very paper, width for width, is its
provision taken. It knows what lines alone do not tell: a row over all columns, heads above heads, days above the 題名.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.importing import base_text
from pipeline.importing.agreement import Signer
from pipeline.importing.base_text import Base
from pipeline.importing.files import read_paper
from pipeline.importing.open_revisions import Choice
from pipeline.importing.paper import Paper
from pipeline.importing.structure.draft import Draft
from pipeline.importing.structure.notes import histories_told
from pipeline.labels.amendment_style import Manner
from pipeline.notation.dates import wareki
from pipeline.notation.problem import NotationError
from pipeline.project.intake.struck_apart import Apart, each_apart, struck_apart
from pipeline.project.intake.transcribe import Understood, understood
from pipeline.provision.extract import provision

_WORD = ".docx"
_SIGNED = ".json"


def read_whole(path: Path, problems: Problems, revisions: Choice | None = None) -> Base | None:
    """The text in a file with what stands around it, nothing of which is told; None after an error."""
    return next(iter(read_forms(path, problems, revisions)), None)


def read_forms(path: Path, problems: Problems, revisions: Choice | None = None) -> tuple[Base, ...]:
    """The text in a file in each way in which it can be read, plainly first; () after an error.

    Whoever knows another version of the text takes the way that is nearer to it: both print the same lines.
    """
    made = _forms(path, problems, revisions)
    if made and made[0].histories:
        problems.warning(
            "平文",
            histories_told(made[0].histories, "改める文に含めません"),
            "条文の行がこの中にあれば、元の文のファイルを直してください",
            Place(path.as_posix()),
        )
    return made


def read_wide(path: Path, revisions: Choice | None = None) -> tuple[Base, int] | None:
    """The text as an import understands it where its source would print numbers and brackets in another width, and how many.

    A page of a collection of rules bears 第1条 and (額) in half width, whatever was published; only what amends may pass over it.
    """
    made = _understood(path, revisions)
    base = _of_import(made) if made is not None and made.off else None
    return (base, made.off) if made is not None and base is not None else None


def read_struck_apart(path: Path, revisions: Choice | None = None) -> tuple[Base, Apart, int] | None:
    """The text as an import understands it, with a line for each unit that is 削除; None where no line of the file strikes several.

    The last: how many characters its source would print in another width.
    """
    paper = _paper(path, revisions)
    if paper is None:
        return None
    each, together = each_apart(paper)
    apart = struck_apart(each)
    others = tuple(line.bare for line in together)
    apart = apart._replace(lines=(*apart.lines, *others), others=others)
    if not apart.lines:
        return None
    made = understood(apart.paper, path.name, path.resolve().parent)
    base = _of_import(made) if made is not None else None
    return (base, apart, made.off) if made is not None and base is not None else None


def _forms(path: Path, problems: Problems, revisions: Choice | None) -> tuple[Base, ...]:
    found = Problems()
    plain = base_text.read_whole(path, found, revisions)
    made = _understood(path, revisions)
    other = _of_import(made) if made is not None and not made.off else None
    if plain is None or found.errors:
        if other is not None:
            return (other,)
        problems.extend(found)
        return () if plain is None else (plain,)
    problems.extend(found)
    if other is None:
        return (plain,)
    plain = plain._replace(printed=other.printed)
    if other.provision == plain.provision:
        return (plain,)
    if plain.aside:
        other = plain._replace(provision=other.provision, manner=other.manner)
    return plain, other


def tell_aside(base: Base, path: Path, problems: Problems) -> None:
    """What of a paper is no part of the text to amend."""
    if base.aside:
        problems.warning(
            "平文",
            f"表紙、締結日、記名の行は、改める文に含めていません（{'／'.join(base.aside)}）",
            "改める文の行がこの中にあれば、元の文のファイルを直してください",
            Place(path.as_posix()),
        )


def _understood(path: Path, revisions: Choice | None) -> Understood | None:
    """The paper as an import understands it; None where its source would not print the very words."""
    paper = _paper(path, revisions)
    return understood(paper, path.name, path.resolve().parent) if paper is not None else None


def _paper(path: Path, revisions: Choice | None) -> Paper | None:
    """The lines of a file that is no signed version."""
    from pipeline.importing.settled import settled  # noqa: PLC0415 - lxml is loaded where a Word document is read

    unheard = Problems()
    data = settled(path, revisions, unheard) if path.suffix.lower() == _WORD else None
    if unheard.errors or path.suffix.lower() == _SIGNED:
        return None
    if base_text.is_page(path):
        return base_text.page(path, unheard)
    return read_paper(path, unheard, data)


def _of_import(made: Understood) -> Base | None:
    draft = made.draft
    if draft.literal_names:  # lines among the names that nobody reads: a consolidated paper would lose them
        return None
    house = made.house.with_labels(made.bound.document.labels)
    cover = (draft.title,) if draft.has_cover else ()
    signers = tuple(Signer(s.symbol, s.office, s.head) for s in draft.signers)
    text = provision(made.bound, made.house)
    day = _day(draft.day)
    notes = tuple(line.bare for line in draft.histories)
    return Base(
        text, Manner(house), day, cover, signers, _aside(draft), draft.day, printed=made.printed, histories=notes
    )


def _aside(draft: Draft) -> tuple[str, ...]:
    names = [f"{s.symbol}　{s.office}".strip() for s in draft.signers] or draft.literal_names
    return (*draft.above_title, *draft.below_title, *filter(None, [draft.day]), *names)


def _day(words: str) -> date | None:
    try:
        return wareki.parse_date(words)
    except NotationError:
        return None
