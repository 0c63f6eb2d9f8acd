"""Notes at the foot of pages, where a Word file does not tell in which place of the text each stands.

They are compared by their words alone: those that both papers have are left out, the others stand at the end of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.comparing.node import Node, bare
from pipeline.galley.blocks import Para
from pipeline.galley.styles import NOTE_STYLE
from pipeline.late.regex import regex

_LABEL = regex(r"^[ \u3000]*※?[ \u3000]*[0-9０-９]*[ \u3000]*")
_LABELLED = regex(r"^※[ \u3000]*[0-9０-９]+[ \u3000]")


def is_note(node: Node) -> bool:
    """Whether a paragraph is a note at the foot of a page."""
    return isinstance(node.source, Para) and node.source.style == NOTE_STYLE


def is_like_note(node: Node) -> bool:
    """The same of a paper that calls nothing a note: the label tells."""
    return is_note(node) or (node.kind == "文" and _LABELLED.match(node.text) is not None)


def words_of(text: str) -> str:
    """A note without its label."""
    return _LABEL.sub("", text)


def with_others(root: Node, own: Sequence[str], others: Iterable[str]) -> Node:
    """A tree without notes, behind it those of its own that the other paper has not."""
    known = Counter(bare(words_of(text)) for text in others)
    left: list[Node] = []
    for text in own:
        words = words_of(text)
        if known[bare(words)]:
            known[bare(words)] -= 1
        else:
            left.append(Node("文", words=words))
    return replace(root, children=(*root.children, *left))
