"""附則 as a source writes them: keys where titles are alike, 略 for what those leave out that are printed in part (抄)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.importing.structure.draft import Supplement
from pipeline.importing.transcript.ledger import told_apart
from pipeline.labels.marks import is_extract
from pipeline.notation.house_style import House
from pipeline.source.rewriting.yaml_text import Tree


def keyed(supplements: Iterable[Supplement], written: Iterable[Mapping[str, Tree]]) -> list[Tree]:
    """The 附則 as written; the title is the name of each, unless another before it has the same (抄)."""
    seen = Counter[str]()
    return [
        (told_apart(seen, supplement.title) if supplement.title else {}) | dict(tree)
        for supplement, tree in zip(supplements, written, strict=True)
    ]


def with_gaps(supplement: Supplement, written: Sequence[Tree]) -> list[Tree]:
    """The 項 or 条 of a 附則 as written, with 略 where an extract leaves out numbers before them.

    A number that an only 項 bears tells that there are more; how many, nobody can say: one is enough for its number.
    """
    if not is_extract(supplement.title):
        return list(written)
    made: list[Tree] = []
    last, clauses = 0, supplement.clauses
    for clause, tree in zip(clauses, written, strict=True):
        passed = clause.number[0] - last - 1 if clause.number else 0
        made += [_left_out(passed)] * (passed > 0)
        made.append(tree)
        last = clause.number[0] if clause.number else last + 1
    if len(clauses) == 1 and clauses[0].level == "項" and clauses[0].mark and last == 1:
        made.append(_left_out(1))
    return made


def _left_out(count: int) -> Tree:
    return {"略": str(count)}


def word_of(supplements: Sequence[Supplement]) -> dict[str, Tree]:
    """How a paper writes 附則, where that is not as in laws: by the first of them."""
    word = supplements[0].word
    return {} if word == House().supplement else {"附則の字": word}


def own_word(supplement: Supplement, supplements: Sequence[Supplement]) -> dict[str, Tree]:
    """The same of one that is written otherwise than the first."""
    return {} if supplement.word == supplements[0].word else {"字": supplement.word}
