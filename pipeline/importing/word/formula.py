"""A formula of Word (OMML) -> the words that stand for it in a line: 1/2, 2^3, √(x)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def formula(element: _Element) -> str:
    """All its characters in reading order, with the signs that writing in one line needs."""
    if element.tag in (f"{_M}t", f"{_W}t"):
        return str(element.text or "")
    match element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "":
        case "f":
            return f"{_group(element, 'num')}/{_group(element, 'den')}"
        case "sSup":
            return f"{_part(element, 'e')}^{_group(element, 'sup')}"
        case "sSub":
            return f"{_part(element, 'e')}_{_group(element, 'sub')}"
        case "rad":
            degree = _part(element, "deg")
            return f"{degree}√({_part(element, 'e')})"
        case "d":
            return f"({','.join(formula(e) for e in element.iterfind(f'{_M}e'))})"
        case _:
            return "".join(formula(child) for child in element)


def _part(element: _Element, name: str) -> str:
    return "".join(formula(e) for e in element.iterfind(f"{_M}{name}"))


def _group(element: _Element, name: str) -> str:
    """A part, in brackets where it is more than one sign."""
    words = _part(element, name)
    return words if len(words) < 2 or words.isalnum() else f"({words})"
