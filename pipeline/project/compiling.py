"""One document: original and partner -> galley -> bytes in each format. Pure but for reading templates."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.diagnostics import Problems, Written
from pipeline.galley import Galley, book, plain
from pipeline.galley.blocks import Block
from pipeline.galley.compose import Particulars, compose
from pipeline.galley.shared import KnownBlocks
from pipeline.galley.words import Words
from pipeline.kinds.kind import EditionContext
from pipeline.project.load import SourceDocument, read_sha256
from pipeline.source import facts
from pipeline.source.decode import decode
from pipeline.source.editions import edition, named
from pipeline.source.fields import SourceModel
from pipeline.tree import terms
from pipeline.tree.inlines import Name, Text
from pipeline.tree.number import number
from pipeline.tree.refer import BoundDocument, refer
from pipeline.tree.sharing.generations import Generations
from pipeline.tree.sharing.known_trees import KnownTrees
from pipeline.wording import PROSE_FUNCTIONS, Scope, compose_tree, footnotes, inlines
from pipeline.wording.read import KnownWords

# What one document alone says is forgotten after so many others, or twice as many.
_A_GENERATION = 50


@dataclass(slots=True, eq=False)
class Kept:
    """What the documents of one master share while many of them are made; without it everything is made anew, to the same bytes."""

    words: KnownWords = field(default_factory=KnownWords)
    trees: KnownTrees = field(default_factory=KnownTrees)
    blocks: KnownBlocks = field(default_factory=KnownBlocks)
    # Blocks in which nothing is to be filled in yet, by their identity (project.checking.unfilled).
    filled: Generations[int, Block] = field(default_factory=Generations)
    models: dict[int, tuple[SourceModel, object]] = field(default_factory=dict)
    documents: int = 0

    def begin(self) -> None:
        """Another document of the master is made."""
        self.documents += 1
        if self.documents % _A_GENERATION == 0:
            self.words.turn()
            self.trees.turn()
            self.blocks.turn()
            self.filled.turn()


def bind(
    original: SourceDocument, partner: str | None, problems: Problems, kept: Kept | None = None
) -> tuple[BoundDocument, Particulars]:
    """The numbered and bound tree of a document, and what describes its file. Raises Rejected.

    `kept` is what documents of the same master share.
    """
    facts.begin(original.area)
    facts.also(original.area, original.asked)
    model = edition_model(original, partner, problems)
    prepared = original.kind.prepare(
        model,
        EditionContext(
            *(original.area, original.profile.house, partner, original.pages, original.papers, original.told),
            kept=kept.models if kept is not None else {},
        ),
        problems,
    )
    problems.stop_if_errors()
    assert prepared is not None
    house, amendable = original.profile.house, original.kind.revision is not None
    scope = Scope(prepared.values, house) if amendable else Scope(prepared.values, house, PROSE_FUNCTIONS)
    words, trees = (kept.words, kept.trees) if kept is not None else (None, None)
    wording = prepared.wording or original.kind.wording
    tree = compose_tree(original.kind.name, wording, prepared.names, scope, problems, words)
    if scope.noted:
        footnotes.check(tree, problems)
    bound = refer(number(tree, problems, trees), problems, house.with_labels(tree.labels).subitems, trees)
    problems.stop_if_errors()
    terms.check(bound, problems)
    problems.stop_if_errors()
    title = _printed(prepared.title, scope, Words(house, bound.positions))
    particulars = Particulars(
        title,
        prepared.subject or title,
        prepared.author,
        prepared.day,
        read_sha256(original, facts.asked(original.area)),
        prepared.openings,
        house.text(prepared.number),
        house.text(prepared.running),
    )
    return bound, particulars


def _printed(title: Written | str, scope: Scope, words: Words) -> str:
    """A title as the document prints it, which has told all that is wrong with it; a citation is no part of a name."""
    if not isinstance(title, Written):
        return words.house.text(title)
    return plain(words.runs(tuple([i for i in inlines.read(title, scope, Problems()) if isinstance(i, Text | Name)])))


def edition_model(original: SourceDocument, partner: str | None, problems: Problems) -> SourceModel:
    """What the source says for one partner. Raises Rejected."""
    common = original.common
    if common.named is None:
        common.named = named(original.node)
    shares = partner is not None and partner not in common.named
    if shares and common.model is not None:
        return common.model
    before = problems.said
    node = edition(original.node, partner)
    model = original.model if node is original.node else decode(node, original.kind.model, problems)
    problems.stop_if_errors()
    assert model is not None
    if shares and problems.said == before:  # else each partner's document has to say so
        common.model = model
    return model


def set_galley(original: SourceDocument, partner: str | None, problems: Problems) -> Galley:
    """The galley of a document. Raises Rejected; warnings are in `problems`."""
    return composed(original, *bind(original, partner, problems))


def composed(
    original: SourceDocument, bound: BoundDocument, particulars: Particulars, kept: Kept | None = None
) -> Galley:
    """The galley of a bound document; of a book with its papers. `kept`: what it shares with those of the same master."""
    known = kept.blocks if kept is not None else None
    galley = compose(bound, original.profile.house, particulars, original.enclosed, original.pictures, known)
    return book.bound(galley, original.galleys, particulars.openings) if original.galleys else galley
