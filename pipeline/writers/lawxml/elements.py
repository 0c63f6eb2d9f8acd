"""Elements of the Standard Law XML -> bytes: attributes in the order given, one element a line, words never broken."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from pipeline.labels.marks import EXTRACT, captioned
from pipeline.late.dataclass import dataclass

_INDENT = " "
# What stands behind the head of an 附則 is held by attributes: what amended the text, and that only a part is shown.
AMENDING = "AmendLawNum"
ONLY_PART = ("Extract", "true")


@dataclass(frozen=True, slots=True)
class Element:
    """An element; its children are elements or words."""

    name: str
    children: tuple[Element | str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def words(self) -> str:
        """All words in reading order; readings are none."""
        if self.name == "Rt":
            return ""
        told = "".join(captioned(value) for name, value in self.attributes if name == AMENDING)
        told += EXTRACT * (ONLY_PART in self.attributes)
        return told + "".join(child if isinstance(child, str) else child.words() for child in self.children)


def numbered(name: str, number: str, *children: Element | str) -> Element:
    """An element with its Num."""
    return Element(name, children, (("Num", number),))


def whole(root: Element) -> bytes:
    """The file."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(_lines(root, "")) + "\n").encode("utf-8")


def _lines(element: Element, indent: str) -> Iterator[str]:
    below = [child for child in element.children if isinstance(child, Element)]
    if not below or len(below) < len(element.children) or element.name in _RUNNING:
        yield indent + _in_line(element)
        return
    yield f"{indent}<{element.name}{_attributes(element)}>"
    for child in below:
        yield from _lines(child, indent + _INDENT)
    yield f"{indent}</{element.name}>"


# What holds running words: white space in it would be words.
_RUNNING = frozenset({"Sentence", "EnactStatement", "LawTitle", "Line", "TableHeaderColumn"})


def _in_line(element: Element) -> str:
    inner = "".join(escape(child) if isinstance(child, str) else _in_line(child) for child in element.children)
    if not inner:
        return f"<{element.name}{_attributes(element)}/>"
    return f"<{element.name}{_attributes(element)}>{inner}</{element.name}>"


def _attributes(element: Element) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes)
