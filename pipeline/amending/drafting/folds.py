"""Edits of two provisions -> the equal ones among them that one sentence says for a wider scope (R10, R11).

An edit is raised to the widest scope in which every place of its old words changes so: 行, 表, 節, 別表, 項, 条, 本則.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from itertools import pairwise

from pipeline.amending.differences.edits import Change, Changed, Edits, Kept, Removed
from pipeline.amending.differences.word_diff import applied, occurrences, word_edits
from pipeline.amending.language.clauses import Edit
from pipeline.labels.amendment_style import Number
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import Provision, Unit

# So many 条 with the same edit are said as 本則, so many edits at most are looked at.
_MANY_ARTICLES = 3
_MOST_TRIED = 40


@dataclass(frozen=True, slots=True)
class Folds:
    """`main` is said of the 本則 and `annexes` of all 別表 (but those `restated`) before anything else there; `within` by the old unit's id."""

    main: tuple[Edit, ...] = ()
    annexes: tuple[Edit, ...] = ()
    restated: frozenset[Number] = frozenset()
    within: dict[int, tuple[Edit, ...]] = field(default_factory=dict)

    def may_say(self, unit: Unit) -> bool:
        """Whether `annexes` are said of it."""
        return unit.level == "別表" and unit.number not in self.restated

    def holders(self, units: Iterable[Unit], edit: Edit) -> list[Unit]:
        """The 別表 in whose words, captions apart, an edit finds its old words."""
        return [
            u for u in units if self.may_say(u) and any(edit.old in t for v in u.walk() for t in (v.text, *v.cells))
        ]


@dataclass(slots=True)
class _Scope:
    """A unit that can be named, its own texts before and after (None: not comparable), and the scopes in it."""

    unit: Unit
    texts: list[tuple[str, str | None]]
    inside: list[_Scope]
    caption: tuple[str, str] = ("", "")

    def all_texts(self) -> Iterator[tuple[str, str | None]]:
        yield from self.texts
        for scope in self.inside:
            yield from scope.all_texts()


def wide(edits: Edits, restated: frozenset[Number] = frozenset()) -> Folds:
    """What is said of the whole 本則 and of all 別表 but those that are `restated` whole."""
    articles = _scopes(edits.articles)
    schedules = [s for s in _scopes(edits.schedules) if s.unit.level == "別表" and s.unit.number not in restated]
    main = _common(articles, _MANY_ARTICLES)
    annexes = _common(schedules, 2) if len(schedules) > 1 else ()
    return Folds(main, annexes, restated)


def narrow(edits: Edits) -> Folds:
    """What is said of single 条, 別表 and what is in them."""
    made: dict[int, tuple[Edit, ...]] = {}
    for scope in (*_scopes(edits.articles), *_scopes(edits.supplement), *_scopes(edits.schedules)):
        for edit in _candidates([scope]):
            _assign(edit, scope, (), made)
    return Folds(within=made)


def substituted(old: Provision, folds: Folds) -> Provision:
    """The old text after what is said of the 本則 and of all 別表."""
    return replace(
        old,
        articles=tuple(_substituted(u, folds.main) for u in old.articles),
        schedules=tuple(_substituted(u, folds.annexes if folds.may_say(u) else ()) for u in old.schedules),
    )


def _substituted(unit: Unit, edits: tuple[Edit, ...]) -> Unit:
    if not edits:
        return unit
    return replace(
        unit,
        text=applied(unit.text, edits) or "",
        cells=tuple(applied(cell, edits) or "" for cell in unit.cells),
        children=tuple(_substituted(child, edits) for child in unit.children),
    )


def _scopes(changes: Iterable[Change]) -> list[_Scope]:
    return [_scope(change) for change in changes if isinstance(change, Kept | Changed)]


def _scope(change: Kept | Changed) -> _Scope:
    old, new = change.old, change.new
    if isinstance(change, Kept):
        return _Scope(old, [(t, t) for u in old.walk() for t in (u.text, *u.cells) if t], [])
    texts: list[tuple[str, str | None]] = [(old.text, new.text)] if old.text else []
    same = len(old.cells) == len(new.cells)
    texts += [(cell, new.cells[n] if same else None) for n, cell in enumerate(old.cells) if cell]
    captions = (old.caption or "", new.caption or "")
    return _Scope(old, texts, _scopes(c for c in change.below if not isinstance(c, Removed)), captions)


def _candidates(scopes: list[_Scope]) -> list[Edit]:
    """Edits that stand in several places, the most frequent first."""
    counts: Counter[Edit] = Counter()
    for scope in scopes:
        for old, new in scope.all_texts():
            if new is not None and new != old:
                counts.update(word_edits(old, new, (old,)) or ())
        for inner in _walk(scope):
            counts.update(_caption_edits(inner))
    several = [(-count, -len(edit.old), edit.old, edit.new, edit) for edit, count in counts.items() if count > 1]
    return [each[-1] for each in sorted(several, key=lambda s: s[:4])[:_MOST_TRIED]]


def _walk(scope: _Scope) -> Iterator[_Scope]:
    yield scope
    for inner in scope.inside:
        yield from _walk(inner)


def _caption_edits(scope: _Scope) -> tuple[Edit, ...]:
    old, new = scope.caption
    return word_edits(old, new, (old,)) or () if old and new and old != new else ()


def _common(scopes: list[_Scope], least: int) -> tuple[Edit, ...]:
    """Edits that hold in all of the scopes and change at least so many of them."""
    made: list[Edit] = []
    for edit in _candidates(scopes):
        hit = [s for s in scopes if any(edit.old in old for old, _ in s.all_texts())]
        if len(hit) >= least and all(_holds(edit, s, tuple(made)) for s in hit):
            made.append(edit)
    return tuple(made)


def _assign(edit: Edit, scope: _Scope, above: tuple[Edit, ...], made: dict[int, tuple[Edit, ...]]) -> None:
    own = made.get(id(scope.unit), ())
    hits = sum(edit.old in old and new != old for old, new in scope.all_texts())
    captions = hits and edit.old in scope.caption[0] and applied(scope.caption[0], (edit,)) == scope.caption[1]
    if edit in above or hits + bool(captions) < 2:
        return
    if _is_nameable(scope.unit) and _holds(edit, scope, (*above, *own)):
        made[id(scope.unit)] = (*own, edit)
        return
    for inner in scope.inside:
        _assign(edit, inner, (*above, *own), made)


def _is_nameable(unit: Unit) -> bool:
    return unit.level in ("条", "項", "別表", "節", "小節", "表", "行")


def _holds(edit: Edit, scope: _Scope, given: tuple[Edit, ...]) -> bool:
    """Whether the edit, said once for the scope, is right wherever its old words stand in it."""
    return all(
        new is not None and new != old and _leaves_words(old, new, (*given, edit))
        for old, new in scope.all_texts()
        if edit.old in old
    )


def _leaves_words(old: str, new: str, given: tuple[Edit, ...]) -> bool:
    """Whether what is left to change beside the given edits can be quoted."""
    spots = sorted((at, at + len(e.old)) for e in given for at in occurrences(old, e.old))
    apart = all(a[1] <= b[0] for a, b in pairwise(spots))
    return apart and word_edits(old, new, (old,), given) is not None
