"""The lines of a paper, and its text before and after an amendment -> the lines of the amended paper.

What the amendment does not touch stays as the paper has it, letter by letter and in its place, whatever it is: the day of
signing, who signed, when and how it was made public, the mark of a 例規集 before the title, a line that is broken in two.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.labels.marks import collection_mark
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

_BLANKS = regex(r"\s")


@dataclass(frozen=True, slots=True)
class Carried:
    """The amended paper, and lines of the paper that the amendment touched and that are not printed again as they were."""

    lines: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines of the paper that say what these lines of the text say; there may be none of either."""

    paper: range
    text: range


@dataclass(frozen=True, slots=True)
class _Changes:
    """New lines by the old line that they stand right before, and by the one that they stand for (none: it is gone)."""

    before: dict[int, list[str]]
    instead: dict[int, list[str]]

    def touch(self, text: range) -> bool:
        """Whether anything happens to these lines, or between them."""
        return any(n in self.instead or (n in self.before and n != text.start) for n in text)


def carried_over(paper: Sequence[str], old: Sequence[str], new: Sequence[str]) -> Carried:
    """The amended paper. `old` and `new` are the lines of its text before and after."""
    changes = _changes(old, new)
    made: list[str] = []
    doubtful: list[str] = []
    for group in _groups(paper, old):
        held = [paper[n] for n in group.paper]
        if group.text:
            made += changes.before.get(group.text.start, [])
        if not changes.touch(group.text):
            made += held
        else:
            made += _changed(group.text, old, changes, collection_mark(held[0]) if held else "")
            if Counter(_key("".join(held))) != Counter(_key("".join(old[n] for n in group.text))):
                doubtful += held
        if group.text.stop == len(old) and group.text:
            made += changes.before.get(len(old), [])
    return Carried(tuple(made), tuple(doubtful))


def _changed(text: range, old: Sequence[str], changes: _Changes, mark: str) -> Iterator[str]:
    """What stands for some lines of the text after the amendment; the title keeps its mark."""
    for n in text:
        if n != text.start:
            yield from changes.before.get(n, [])
        lines = changes.instead.get(n, [old[n]])
        yield from [mark + lines[0], *lines[1:]] if n == 0 and lines else lines


def _changes(old: Sequence[str], new: Sequence[str]) -> _Changes:
    made = _Changes({}, {})
    for way, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if way == "insert":
            made.before[a] = list(new[c:d])
        elif way != "equal":
            one_by_one = b - a == d - c
            for n in range(a, b):
                made.instead[n] = [new[c + n - a]] if one_by_one else list(new[c:d]) if n == a else []
    return made


def _groups(paper: Sequence[str], old: Sequence[str]) -> Iterator[_Group]:
    """All lines of both, in the order of the paper; parts of the text may stand there in another order."""
    keys, wanted = [_key(x) for x in paper], [_key(x) for x in old]
    found: list[_Group] = []
    for way, a, b, c, d in SequenceMatcher(None, keys, wanted, autojunk=False).get_opcodes():
        if way == "equal":
            found += [_Group(range(a + n, a + n + 1), range(c + n, c + n + 1)) for n in range(b - a)]
        else:
            found += _parted(keys, wanted, range(a, b), range(c, d))
    moved = _moved(found, keys, wanted)
    for group in found:
        if group.text and not group.paper and all(n in moved.values() for n in group.text):
            continue
        if group.paper and not group.text:
            yield from (_Group(range(n, n + 1), _one(moved.get(n))) for n in group.paper)
        else:
            yield group


def _one(line: int | None) -> range:
    return range(0) if line is None else range(line, line + 1)


def _moved(groups: Sequence[_Group], keys: Sequence[str], wanted: Sequence[str]) -> dict[int, int]:
    """Lines of the paper that say a line of the text which another order has elsewhere."""
    free = [n for group in groups if not group.text for n in group.paper]
    made: dict[int, int] = {}
    for group in groups:
        if group.paper:
            continue
        for n in group.text:
            at = next((p for p in free if p not in made and keys[p] == wanted[n]), None)
            if at is not None:
                made[at] = n
    return made


def _parted(keys: Sequence[str], wanted: Sequence[str], paper: range, text: range) -> Iterator[_Group]:
    """The smallest groups from the front that say the same, its parts in whatever order; what is left is one."""
    a, c = paper.start, text.start
    i, j, said, asked = a, c, "", ""
    while i < paper.stop or j < text.stop:
        if i < paper.stop and (len(said) <= len(asked) or j == text.stop):
            said, i = said + keys[i], i + 1
        else:
            asked, j = asked + wanted[j], j + 1
        if len(said) == len(asked) and Counter(said) == Counter(asked):
            yield _Group(range(a, i), range(c, j))
            a, c, said, asked = i, j, "", ""
    if a < paper.stop or c < text.stop:
        yield _Group(range(a, paper.stop), range(c, text.stop))


def _key(line: str) -> str:
    """What a line says, however it is set."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", line[len(collection_mark(line)) :]))
