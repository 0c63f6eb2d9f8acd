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
# The lines of a text in its parts, and which of these stand behind the 本則.
Parts = Sequence[Sequence[str]]
_BEHIND_MAIN = 2


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
    after: dict[int, list[str]]
    end: list[str]

    def touch(self, text: range) -> bool:
        """Whether anything happens to these lines, or between them."""
        return any(
            n in self.instead or (n in self.before and n != text.start) or (n in self.after and n + 1 != text.stop)
            for n in text
        )


def carried_over(paper: Sequence[str], old_parts: Parts, new_parts: Parts) -> Carried:
    """The amended paper. The lines of its text before and after are given part by part (`write.shown_parts`).

    The 末文 and who signed may stand between 附則 and 別表, or above both: what is added at the end of a part stays with it.
    """
    order = _order(paper, old_parts)
    old_parts, new_parts = [old_parts[n] for n in order], [new_parts[n] for n in order]
    old = _lines(old_parts)
    changes = _changes(old_parts, new_parts)
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
        if group.text:
            made += changes.after.get(group.text.stop - 1, [])
    return Carried((*made, *changes.end), tuple(doubtful))


def _lines(parts: Parts) -> list[str]:
    return [line for part in parts for line in part]


def _order(paper: Sequence[str], parts: Parts) -> list[int]:
    """The order in which the paper has the parts of its text: the 末文 stands before the 附則 or behind it."""
    plain = [*range(len(parts))]
    if not all(parts[_BEHIND_MAIN : _BEHIND_MAIN + 2]):
        return plain
    turned = [*plain[:_BEHIND_MAIN], *reversed(plain[_BEHIND_MAIN : _BEHIND_MAIN + 2]), *plain[_BEHIND_MAIN + 2 :]]
    keys = [_key(x) for x in paper]
    return max((plain, turned), key=lambda order: _likeness(keys, _lines([parts[n] for n in order])))


def _likeness(keys: Sequence[str], text: Sequence[str]) -> int:
    found = SequenceMatcher(None, keys, [_key(x) for x in text], autojunk=False).get_matching_blocks()
    return sum(block.size for block in found)


def _changed(text: range, old: Sequence[str], changes: _Changes, mark: str) -> Iterator[str]:
    """What stands for some lines of the text after the amendment; the title keeps its mark."""
    for n in text:
        if n != text.start:
            yield from changes.before.get(n, [])
        lines = changes.instead.get(n, [old[n]])
        yield from [mark + lines[0], *lines[1:]] if n == 0 and lines else lines
        if n + 1 != text.stop:
            yield from changes.after.get(n, [])


def _changes(old_parts: Parts, new_parts: Parts) -> _Changes:
    made = _Changes({}, {}, {}, [])
    start, main = 0, -1
    for at, (old, new) in enumerate(zip(old_parts, new_parts, strict=True)):
        if old:
            _changes_of_part(old, new, start, made)
        elif new and at and at + 1 < len(old_parts) and main >= 0:
            made.after.setdefault(main, []).extend(new)  # the first 附則 or 末文: right behind the 本則
        elif new and at == 0 and any(old_parts):
            made.before.setdefault(0, []).extend(new)
        else:
            made.end.extend(new)  # the first 別表
        start += len(old)
        main = start - 1 if at < _BEHIND_MAIN else main
    return made


def _changes_of_part(old: Sequence[str], new: Sequence[str], start: int, made: _Changes) -> None:
    for way, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if way == "insert" and a < len(old):
            made.before.setdefault(start + a, []).extend(new[c:d])
        elif way == "insert":
            made.after.setdefault(start + a - 1, []).extend(new[c:d])
        elif way != "equal":
            one_by_one = b - a == d - c
            for n in range(a, b):
                made.instead[start + n] = [new[c + n - a]] if one_by_one else list(new[c:d]) if n == a else []


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
