"""Entries of what stands in brackets ([ ] and { }) -> the characters with one added, removed or moved."""

from __future__ import annotations

from collections.abc import Sequence as Items

from pipeline.diagnostics import Written
from pipeline.late.regex import regex
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.rewriting.lines import Text
from pipeline.source.rewriting.scalars import UnwritableError
from pipeline.source.rewriting.yaml_text import Tree, scalar

_BY_HAND = "ここは机では組み替えられない書き方です。「原稿」の欄で直してください"
_SIGNS = regex(r"[,\[\]{}?\n]|: |:$")


def item_inserted(text: Text, holder: Sequence, index: int, tree: Tree) -> Text:
    """A list with one item more, which stands at `index`."""
    spans = [_extent(text.words, item) for item in holder.items]
    return _inserted(text, holder.place.start, spans, index, _notation(tree))


def key_inserted(text: Text, holder: Mapping, key: str, tree: Tree) -> Text:
    """A mapping with one key more, behind its last."""
    spans = [(e.key.start, _extent(text.words, e.value)[1]) for e in holder.entries]
    return _inserted(text, holder.place.start, spans, len(spans), f"{_notation(key)}: {_notation(tree)}")


def item_removed(text: Text, holder: Sequence, index: int) -> Text:
    """A list without an item and one of its commas."""
    return _removed(text, [_extent(text.words, item) for item in holder.items], index)


def key_removed(text: Text, holder: Mapping, key: str) -> Text:
    """A mapping without a key and one of its commas."""
    spans = [(e.key.start, _extent(text.words, e.value)[1]) for e in holder.entries]
    return _removed(text, spans, next(n for n, e in enumerate(holder.entries) if e.key.text == key))


def items_in_order(text: Text, holder: Sequence, order: Items[int]) -> Text:
    """A list with its items in another order; what parts them stays."""
    words = text.words
    spans = [_extent(words, item) for item in holder.items]
    made = text
    for place in reversed(range(len(spans))):  # from behind, so that what stands before keeps its place
        start, end = spans[place]
        own_start, own_end = spans[order[place]]
        if order[place] != place:
            if "\n" in words[own_start:own_end] or "\n" in words[start:end]:
                raise UnwritableError(_BY_HAND)
            made = made.spliced(start, end, words[own_start:own_end])
    return made


def _inserted(text: Text, opening: int, spans: list[tuple[int, int]], index: int, notation: str) -> Text:
    if not spans:
        return text.spliced(opening + 1, _closing(text.words, opening), notation)
    if index < len(spans):
        return text.spliced(spans[index][0], spans[index][0], f"{notation}, ")
    return text.spliced(spans[-1][1], spans[-1][1], f", {notation}")


def _removed(text: Text, spans: list[tuple[int, int]], index: int) -> Text:
    start, end = (spans[index][0], spans[index + 1][0]) if index + 1 < len(spans) else (spans[-2][1], spans[-1][1])
    if "#" in _between(text.words, start, end, spans[index]):
        raise UnwritableError(_BY_HAND)  # a comment would go with it
    return text.spliced(start, end, "")


def _between(words: str, start: int, end: int, own: tuple[int, int]) -> str:
    return words[start : own[0]] + words[own[1] : end]


def _extent(words: str, node: Node) -> tuple[int, int]:
    if isinstance(node, Written):
        return node.start, node.end
    return node.place.start, _closing(words, node.place.start) + 1


def _closing(words: str, opening: int) -> int:
    """Where the bracket that opens there is closed."""
    depth, at = 0, opening
    while at < len(words):
        char = words[at]
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
            if depth == 0:
                return at
        elif char in "\"'" and words[max(0, at - 200) : at].rstrip(" \n")[-1:] in ("[", "{", ",", ":"):
            at = _quoted(words, at)
        elif char == "#" and words[at - 1] in " \n":
            at = words.find("\n", at) - 1
        at += 1
    raise UnwritableError(_BY_HAND)


def _quoted(words: str, at: int) -> int:
    """The closing quote of a scalar that begins there."""
    sign, at = words[at], at + 1
    while at < len(words):
        if sign == '"' and words[at] == "\\":
            at += 1
        elif words[at] == sign and (sign == '"' or words[at + 1 : at + 2] != sign):
            return at
        elif words[at] == sign:
            at += 1
        at += 1
    return at


def listed(texts: Items[str]) -> str:
    """Texts as a list in brackets."""
    return _notation(list(texts))


def _notation(tree: Tree) -> str:
    if isinstance(tree, str):
        tree = tree.strip("\n")
        if _SIGNS.search(tree):
            escaped = tree.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            return f'"{escaped}"'
        return scalar(tree) if tree else '""'
    if isinstance(tree, dict):
        return "{ " + ", ".join(f"{_notation(key)}: {_notation(value)}" for key, value in tree.items()) + " }"
    return "[" + ", ".join(_notation(each) for each in tree) + "]"
