"""An entry of a list on a web page -> the number or the words that a browser sets before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.comparing.node import Node
from pipeline.importing.web import counts
from pipeline.late.regex import regex

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENDS = " \n\t\r\f"
_LIST_TYPE = regex(r"(?i)(?:^|[;\s])list-style(?:-type)?\s*:\s*(?P<form>\"[^\"]*\"|'[^']*'|[^;]+)")
_WHOLE = regex("-?[0-9]{1,6}")
# A number that stands in the words of an entry itself.
_TYPED = regex(
    "[ \u3000]*(?:第?[0-9０-９一二三四五六七八九十]+[条項号章節. .．、)）\u3000]|[(（][0-9０-９ア-ンa-z一二三四五六七八九十]{1,3}[)）]|[①-⑳ア-ンa-z][ \u3000.．])"
)
# What the attribute `type` of a list says, in the words of CSS.
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def counted(item: _Element) -> str:
    """The number or the words that a browser sets before an entry of a list; "" where it sets none or a mere sign."""
    above = item.getparent()
    if above is None or above.tag not in ("ol", "ul", "menu"):
        return ""
    form = _list_type(item) or _list_type(above) or ("decimal" if above.tag == "ol" else "disc")
    if form[0] in "\"'":
        return form[1:-1].strip(_ENDS + "\u3000")
    return counts.said(_number(item, above), form)


def _list_type(element: _Element) -> str:
    """What its style, or else its attribute, says; an attribute may say it of `ol` and `li` alone."""
    said = _LIST_TYPE.search(element.get("style") or "")
    if said is None:
        return _TYPES.get(element.get("type") or "", "")
    form = said["form"].strip()
    return form if form[0] in "\"'" else form.lower()


def _number(item: _Element, above: _Element) -> int:
    entries = [e for e in above if e.tag == "li"]
    start = above.get("start") or ("1" if above.get("reversed") is None else str(len(entries)))
    number, step = int(start) if _WHOLE.fullmatch(start) else 1, 1 if above.get("reversed") is None else -1
    for each in entries:
        said = each.get("value") or ""
        number = int(said) if _WHOLE.fullmatch(said) else number
        if each is item:
            break
        number += step
    return number


def numbered(blocks: list[tuple[int, Node]], number: str) -> Iterator[tuple[int, Node]]:
    """The blocks of an entry, the first with its number; whoever typed one has taken away that of the browser."""
    for n, (level, node) in enumerate(blocks):
        own = n == 0 and node.kind == "文" and not _TYPED.match(node.words)
        yield level, replace(node, words=f"{number}\u3000{node.words}") if own else node
