"""Entries of blocks (「- 」 below each other, 「キー:」 below each other) -> the lines with one added, removed or moved.

An entry is its own lines, and the comments right above it in its own column; those above the first are of the list.
"""

from __future__ import annotations

from collections.abc import Sequence as Items

from pipeline.late.dataclass import dataclass
from pipeline.source.nodes import Mapping, Node, Sequence, span_of
from pipeline.source.rewriting.lines import Line, Text
from pipeline.source.rewriting.scalars import UnwritableError
from pipeline.source.rewriting.yaml_text import Tree, scalar

_BY_HAND = "ここは机では組み替えられない書き方です。「原稿」の欄で直してください"


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines from `first` to `last` of an entry; `head` is the first of the comments that are its own."""

    head: int
    first: int
    last: int


def item_inserted(text: Text, holder: Sequence, index: int, tree: Tree) -> Text:
    """A list with one item more, which stands at `index`."""
    parts, column = _items(text, holder)
    own = [Line(words, "") for words in _item(tree, " " * column)]
    spaced = len(parts) > 1 and not text.lines[parts[1].head - 1].words.strip()
    blank = [Line("", "")] * spaced
    lines = list(text.lines)
    if index == 0:
        lines[parts[0].first : parts[0].first] = [*own, *blank]
    else:
        behind = parts[index - 1].last + 1
        lines[behind:behind] = [*blank, *own]
    return text.with_lines(lines)


def item_removed(text: Text, holder: Sequence, index: int) -> Text:
    """A list without an item; comments stay."""
    parts, _ = _items(text, holder)
    return _without(text, parts[index].first, parts[index].last, is_last=index == len(parts) - 1)


def items_in_order(text: Text, holder: Sequence, order: Items[int]) -> Text:
    """A list with its items in another order; blank lines between them stay where they are."""
    parts, _ = _items(text, holder)
    lines: list[Line] = list(text.lines[: parts[0].head])
    for place, which in enumerate(order):
        slot, own = parts[place], parts[which]
        lines += text.lines[own.head : own.last + 1]
        lines += text.lines[slot.last + 1 : parts[place + 1].head if place + 1 < len(parts) else None]
    return text.with_lines(lines)


def key_inserted(text: Text, holder: Mapping, key: str, tree: Tree) -> Text:
    """A mapping with one key more, behind its last."""
    last = holder.entries[-1]
    line, column = text.place(last.key.start)
    behind = _last_line(text, line, column, last.value) + 1
    lines = list(text.lines)
    lines[behind:behind] = [Line(words, "") for words in _entry(key, tree, " " * column)]
    return text.with_lines(lines)


def key_removed(text: Text, holder: Mapping, key: str) -> Text:
    """A mapping without a key and what stands below it."""
    index = next(n for n, e in enumerate(holder.entries) if e.key.text == key)
    entry = holder.entries[index]
    line, column = text.place(entry.key.start)
    last = _last_line(text, line, column, entry.value)
    is_last = index == len(holder.entries) - 1
    if not text.lines[line].words[:column].strip():
        return _without(text, line, last, is_last=is_last)
    # The first key of an item stands behind its dash: the next one moves up there.
    following, _ = text.place(holder.entries[index + 1].key.start) if not is_last else (0, 0)
    if following != last + 1:
        raise UnwritableError(_BY_HAND)
    lines = list(text.lines)
    lines[line : following + 1] = [
        Line(text.lines[line].words[:column] + text.lines[following].words[column:], text.lines[following].end)
    ]
    return text.with_lines(lines)


def _without(text: Text, first: int, last: int, *, is_last: bool) -> Text:
    """The lines but some, and but the blank ones that parted these from the next, or from the one before."""
    lines = list(text.lines)
    end = last + 1
    if is_last:
        while first > 0 and not lines[first - 1].words.strip():
            first -= 1
    else:
        while end < len(lines) and not lines[end].words.strip():
            end += 1
    return text.with_lines([*lines[:first], *lines[end:]])


def _items(text: Text, holder: Sequence) -> tuple[list[_Part], int]:
    """The lines of each item, and the column of the dashes."""
    line, column = text.place(holder.place.start)
    if text.lines[line].words[:column].strip():
        raise UnwritableError(_BY_HAND)  # the dash of a list stands behind that of another
    dashes: list[int] = []
    for at in range(line, len(text.lines)):
        words = text.lines[at].words
        if (
            not words[:column].strip()
            and words[column : column + 1] == "-"
            and words[column + 1 : column + 2].strip() == ""
        ):
            dashes.append(at)
        elif at > line and _is_content(words) and _indent(words) <= column:
            break
    if len(dashes) != len(holder.items):
        raise UnwritableError(_BY_HAND)
    parts: list[_Part] = []
    for number, first in enumerate(dashes):
        stop = dashes[number + 1] if number + 1 < len(dashes) else None
        head = first
        while parts and head - 1 > parts[-1].last and _is_comment_at(text.lines[head - 1].words, column):
            head -= 1
        parts.append(_Part(head, first, _end(text, first, column, stop)))
    return parts, column


def _end(text: Text, first: int, column: int, stop: int | None) -> int:
    """The last line that is deeper than `column`, before the first that is not and says something."""
    last = first
    for at in range(first + 1, stop if stop is not None else len(text.lines)):
        words = text.lines[at].words
        if not words.strip():
            continue
        if _indent(words) > column:
            last = at
        elif _is_content(words):
            break
    return last


def _last_line(text: Text, line: int, column: int, value: Node) -> int:
    """The last line of a key; a list below it may begin in the column of the key itself."""
    if isinstance(value, Sequence):
        place = text.place(span_of(value).start)
        if place[1] == column and place[0] > line:
            return _items(text, value)[0][-1].last
    return _end(text, line, column, None)


def _is_content(words: str) -> bool:
    return bool(words.strip()) and not words.lstrip(" ").startswith("#")


def _is_comment_at(words: str, column: int) -> bool:
    return words.lstrip(" ").startswith("#") and _indent(words) == column


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip(" "))


def _item(tree: Tree, indent: str) -> list[str]:
    """The lines of 「- 」 and what stands behind and below it."""
    if isinstance(tree, str):
        return _valued(f"{indent}-", tree, indent + "  ")
    lines = _below(tree, indent + "  ")
    if not isinstance(tree, dict):
        raise UnwritableError(_BY_HAND)  # a list in a list: 「- - 」 is refused by the reader
    return [f"{indent}- {lines[0].lstrip(' ')}", *lines[1:]]


def _entry(key: str, tree: Tree, indent: str) -> list[str]:
    """The lines of 「キー:」 and what stands behind and below it."""
    head = f"{indent}{scalar(key)}:"
    if isinstance(tree, str):
        return _valued(head, tree, indent + "  ")
    return [head, *_below(tree, indent + "  ")]


def _below(tree: Tree, indent: str) -> list[str]:
    assert not isinstance(tree, str)
    if isinstance(tree, dict):
        return [line for key, value in tree.items() for line in _entry(key, value, indent)]
    return [line for each in tree for line in _item(each, indent)]


def _valued(head: str, words: str, indent: str) -> list[str]:
    """A text behind its key or dash; one of several lines below it."""
    if "\n" not in words.strip("\n"):
        return [f"{head} {scalar(words)}" if words else f'{head} ""']
    return [f"{head} |", *(indent + line if line else "" for line in words.strip("\n").split("\n"))]
