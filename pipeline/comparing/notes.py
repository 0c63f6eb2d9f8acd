"""Notes at the foot of pages, where a Word file does not tell in which place of the text each stands.

They are compared by their words alone: those that both papers have are left out, the others stand at the end of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.comparing.index import likeness
from pipeline.comparing.node import Node, bare
from pipeline.galley.blocks import Para
from pipeline.galley.styles import NOTE_STYLE
from pipeline.late.regex import regex

_SIGNS = "※|脚?注|[*＊]"  # what houses call notes by; LibreOffice writes a mark of ours that nobody sees before it
_LABEL = regex(rf"[ \u3000\u200d]*(?:(?:{_SIGNS})[ \u3000]*[(（]?[0-9０-９]+[)）]?|※)[ \u3000]*")
_NUMBERED = regex(r"[ \u3000\u200d]*[(（]?([0-9０-９]{1,4})[)）]?[ \u3000]+")
# Where they are said to stand.
_HEADING, _READ_OUT, _FURNITURE = "脚注", "図版の代替文字", "ヘッダー・フッター"
# A label of any kind before a blank, and how much of its words a changed note still has.
_CALLED = regex(r"[ \u3000\u200d]*([^ \u3000\u200d]{1,6})[ \u3000]+")
_LIKE = 0.5
_LABELLED = regex(rf"(?:{_SIGNS})[ \u3000]*[(（]?[0-9０-９]+[)）]?[ \u3000]")


def is_note(node: Node) -> bool:
    """Whether a paragraph is a note at the foot of a page."""
    return isinstance(node.source, Para) and node.source.style == NOTE_STYLE


def is_like_note(node: Node) -> bool:
    """The same of a paper that calls nothing a note: the label tells."""
    return is_note(node) or (node.kind == "文" and _LABELLED.match(node.text) is not None)


def called(root: Node, notes: Sequence[str], body: Node) -> frozenset[int]:
    """The paragraphs, by identity, that are notes of a Word file whose `body` is known: a house may call them 1 or (1).

    One is a note if it says the same, or bears its label and much of its words, and stands not in the body as well.
    """
    known = {bare(node.text) for node in body.walk()}
    found: set[int] = set()
    waiting = [node for node in root.walk() if node.kind == "文" and node.text and bare(node.text) not in known]
    for is_note_of in (_is_same, _is_like):
        for note in notes:
            node = next((n for n in waiting if id(n) not in found and is_note_of(n.text, note)), None)
            if node is not None:
                found.add(id(node))
    return frozenset(found)


def _is_same(text: str, note: str) -> bool:
    return bare(text).strip("\u200d") == bare(note).strip("\u200d")


def _is_like(text: str, note: str) -> bool:
    one, other = (_CALLED.match(t) for t in (text, note))
    if one is None or other is None or one[1] != other[1]:
        return False
    return likeness(*(Counter(pairwise(bare(t))) for t in (text, note))) >= _LIKE  # type: ignore[arg-type]


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Notes without their labels. A mere number is a label where it counts them: 10 人以上 begins with words."""
    for count, text in enumerate(texts, 1):
        found = _LABEL.match(text)
        if found is None and (numbered := _NUMBERED.match(text)) is not None and int(numbered[1]) == count:
            found = numbered
        yield text[found.end() :] if found is not None else text.lstrip(" \u3000\u200d")


def with_others(root: Node, own: Sequence[str], others: Iterable[str]) -> Node:
    """A tree without notes, behind it, below a heading, those of its own that the other paper has not."""
    return _behind(root, _HEADING, tuple(_words(own)), tuple(_words(others)))


def with_pictures(root: Node, own: Sequence[str], others: Sequence[str]) -> Node:
    """A tree and, behind it, what is read out for its pictures and for none of the other paper: which stands where is not told."""
    return _behind(root, _READ_OUT, own, others)


def with_furniture(root: Node, own: Sequence[str], others: Sequence[str]) -> Node:
    """The same with what stands at the head and foot of the pages, wherever it begins and ends."""
    return _behind(root, _FURNITURE, own, others)


def _behind(root: Node, heading: str, own: Sequence[str], others: Sequence[str]) -> Node:
    known = Counter(map(bare, others))
    left: list[Node] = []
    for words in own:
        if known[bare(words)]:
            known[bare(words)] -= 1
        else:
            left.append(Node("文", words=words))
    return replace(root, children=(*root.children, Node("節", words=heading, form="1", children=tuple(left))))
