"""Notes at the foot of pages, where a Word file does not tell in which place of the text each stands.

They are compared by their words alone: those that both papers have are left out, the others stand at the end of each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.comparing.node import Node, bare
from pipeline.galley.blocks import Para
from pipeline.galley.styles import NOTE_STYLE
from pipeline.late.regex import regex

_SIGNS = "※|脚?注|[*＊]"  # what houses call notes by; LibreOffice writes a mark of ours that nobody sees before it
_LABEL = regex(rf"[ \u3000\u200d]*(?:(?:{_SIGNS})[ \u3000]*[(（]?[0-9０-９]+[)）]?|※)[ \u3000]*")
_NUMBERED = regex(r"[ \u3000\u200d]*[(（]?([0-9０-９]{1,4})[)）]?[ \u3000]+")
_LABELLED = regex(rf"(?:{_SIGNS})[ \u3000]*[(（]?[0-9０-９]+[)）]?[ \u3000]")


def is_note(node: Node) -> bool:
    """Whether a paragraph is a note at the foot of a page."""
    return isinstance(node.source, Para) and node.source.style == NOTE_STYLE


def is_like_note(node: Node) -> bool:
    """The same of a paper that calls nothing a note: the label tells."""
    return is_note(node) or (node.kind == "文" and _LABELLED.match(node.text) is not None)


def _words(texts: Iterable[str]) -> Iterator[str]:
    """Notes without their labels. A mere number is a label where it counts them: 10 人以上 begins with words."""
    for count, text in enumerate(texts, 1):
        found = _LABEL.match(text)
        if found is None and (numbered := _NUMBERED.match(text)) is not None and int(numbered[1]) == count:
            found = numbered
        yield text[found.end() :] if found is not None else text.lstrip(" \u3000\u200d")


def with_others(root: Node, own: Sequence[str], others: Iterable[str]) -> Node:
    """A tree without notes, behind it those of its own that the other paper has not."""
    known = Counter(map(bare, _words(others)))
    left: list[Node] = []
    for words in _words(own):
        if known[bare(words)]:
            known[bare(words)] -= 1
        else:
            left.append(Node("文", words=words))
    return replace(root, children=(*root.children, *left))
