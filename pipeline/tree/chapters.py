"""Headings of a plain document -> the words by which its texts cite them: 第3章, Ⅱの1, Ⅱの1(2), 「基本方向」.

A heading is cited from within its chapter by the labels below what both share (2, (1)); from elsewhere from the top. One
without a number is cited by its words. Source: 公用文の引用 (第2の1の(1) is written 第2の1(1); domain notes 2.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.enumeration import SIGNS
from pipeline.tree.headings import headings
from pipeline.tree.inlines import Path, Reference, text_of
from pipeline.tree.nodes import Block
from pipeline.tree.prose import Heading

# Labels that stand on their own behind another: 第3章第1, 1(2), (2)①, (2)ア, (2)㋐. Others are parted by の: Ⅱの1.
_ENCLOSED = "".join([series for series in SIGNS if series[0] not in "ⅰ⒈"])
_STANDS_ALONE = regex(f"第|[(（]|[①-⑳㉑-㊿]|[ァ-ヶ]|[{_ENCLOSED}]")
# What ends a label before its words (I., 1.) and is no part of it elsewhere.
_STOPS = ".．、"


@dataclass(frozen=True, slots=True)
class Chapters:
    """The headings of one document by their paths."""

    known: Mapping[Path, Heading]

    def cite(self, target: Path, here: Path) -> str:
        """The heading as text under the heading `here` cites it: what both share goes unsaid."""
        shared = min(_shared(target, here), len(target) - 1)
        return self._joined([target[:n] for n in range(shared + 1, len(target) + 1)])

    def cite_in_full(self, target: Path, here: Path) -> str:
        """All numbers from the top; headings without one are named where they do not hold `here` too."""
        shared = min(_shared(target, here), len(target) - 1)
        paths = [target[:n] for n in range(1, len(target) + 1)]
        return self._joined([p for n, p in enumerate(paths) if n >= shared or _is_numbered(self.known[p])])

    def unknowable(self, target: Path) -> str | None:
        """The key of a heading on the way to the target whose words cannot be cited: they cite something themselves."""
        paths = (target[:n] for n in range(1, len(target) + 1))
        bad = (p for p in paths if not _is_numbered(self.known[p]) and _cites(self.known[p]))
        return next((path[-1] for path in bad), None)

    def _joined(self, paths: list[Path]) -> str:
        """The labels one behind another; one that repeats the numbers above it (施策2-1) stands in their place."""
        said: list[Path] = []
        for path in paths:
            repeated = len(self.known[path].scheme.above)
            numbered = [p for p in said if _is_numbered(self.known[p])]
            gone = numbered[-repeated:] if repeated else []
            said = [p for p in said if p not in gone]
            said.append(path)
        return _joined(map(self._label, said))

    def _label(self, path: Path) -> str:
        heading = self.known[path]
        if _is_numbered(heading):
            return heading.scheme.label(heading.number).strip().rstrip(_STOPS)
        words = text_of(heading.text)
        return f"{heading.scheme.before}{words}{heading.scheme.after}" if heading.scheme.encloses else f"「{words}」"


def chapters(body: tuple[Block, ...]) -> Chapters:
    """The headings of a numbered body."""
    return Chapters(dict(headings(body)))


def governing(body: tuple[Block, ...]) -> Iterator[Path]:
    """For each block the path of the heading under which it stands (its own, for a heading); () for those before any."""
    paths = {id(heading): path for path, heading in headings(body)}
    here: Path = ()
    for block in body:
        here = paths.get(id(block), here)
        yield here


def _is_numbered(heading: Heading) -> bool:
    return heading.scheme.counter is not None and heading.number is not None


def _cites(heading: Heading) -> bool:
    return any(isinstance(inline, Reference) for inline in heading.text)


def _shared(one: Path, other: Path) -> int:
    """How many keys two paths have in common from the top."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _joined(labels: Iterator[str]) -> str:
    words = ""
    for label in labels:
        words += label if not words or _STANDS_ALONE.match(label) else f"の{label}"
    return words
