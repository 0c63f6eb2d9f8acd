"""控え票 and the documents of which they tell -> a paper for each document: its pages, its hash, and who holds its copies."""

from __future__ import annotations

from dataclasses import replace

from pipeline.diagnostics import Problems, Written
from pipeline.kinds.copies import Copies, Document
from pipeline.kinds.copies.model import KIND
from pipeline.kinds.shared.clauses import parties
from pipeline.kinds.shared.clauses.paper import Paper
from pipeline.project import compiling, documents
from pipeline.project.asking import Asker
from pipeline.project.binding.members import named_source
from pipeline.project.load import SourceDocument
from pipeline.project.plan import Assignment, assignments_of
from pipeline.project.session import Session
from pipeline.source.decode import nearest


def _documents(original: SourceDocument, session: Session, problems: Problems) -> tuple[Assignment, ...]:
    """The documents of the source that is named; () after an error."""
    model = original.model
    assert isinstance(model, Copies)
    found = named_source(model.document, original, session, problems)
    if found is None:
        return ()
    if found.kind.name == KIND:
        _tell(f"「{model.document}」も控え票です", "控えを作る文書の原稿を書いてください", model.document, problems)
        return ()
    every = tuple(assignments_of(found, session, problems))
    if model.partners is None:
        return every
    known = {a.partner: a for a in every if a.partner is not None}
    for name in model.partners:
        if name.text not in known:
            cure = nearest(name.text, known) if known else "「相手方:」を消してください"
            _tell(f"「{model.document}」に「{name}」を相手方とする文書はありません", cure, name, problems)
    return tuple(known[name.text] for name in model.partners if name.text in known)


def _key(assignment: Assignment) -> str:
    return assignment.name.split("/", 1)[1]


def answered(original: SourceDocument, partner: str | None, session: Session, problems: Problems) -> SourceDocument:
    """The source with what one of its documents tells. Raises Rejected."""
    model = original.model
    assert isinstance(model, Copies)
    found = _documents(original, session, problems)
    problems.stop_if_errors()
    chosen = next(assignment for assignment in found if _key(assignment) == partner)
    holders = _holders(model, chosen, problems)
    ready = documents.ready(chosen, session, problems)
    printer = documents.exporter(ready.original, session)
    galley = documents.compiled(ready, session, printer, problems).galley
    told = Document(galley.title, galley.day, printer.count(galley, problems), galley.sources_sha256, holders)
    inputs = dict.fromkeys((*original.inputs, *ready.original.inputs))
    return replace(original, told=told, inputs=tuple(inputs))


def _holders(model: Copies, chosen: Assignment, problems: Problems) -> tuple[str, ...]:
    """Who holds the copies: as written, or the parties of the paper. Raises Rejected."""
    if model.holders is not None:
        names = tuple(name.text for name in model.holders)
        for name in model.holders:
            if names.count(name.text) > 1:
                _tell(f"「{name}」が二度あります", "一人に二通なら「○○（1）」のように分けてください", name, problems)
        problems.stop_if_errors()
        return names
    paper = compiling.edition_model(chosen.original, chosen.partner, problems)
    if not isinstance(paper, Paper):
        _tell(
            f"「{model.document}」には当事者がないので、だれが控えを持つのかが決まりません",
            "「保有者: [議長, 副議長]」のように書いてください",
            model.document,
            problems,
        )
        problems.stop_if_errors()
    assert isinstance(paper, Paper)
    return tuple(name.text for name in parties.named(paper, chosen.partner).values())


def _tell(message: str, cure: str, at: Written, problems: Problems) -> None:
    problems.error("控え", message, cure, at.span())


ASKER = Asker(
    answered,
    editions=lambda original, session, problems: tuple(map(_key, _documents(original, session, problems))),
    told_by_words=True,
)
