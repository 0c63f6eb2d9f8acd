"""What stands in a Word file once more for programs that do not know it (mc:AlternateContent) -> the one that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


# Whose namespaces Word knows; of any other it takes the next way (ECMA-376 part 3, 10.2.1).
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "urn:schemas-microsoft-com:")


def chosen(alternate: _Element) -> _Element:
    """What Word reads of the ways to say a thing; the element itself where it holds none."""
    found = next((way for way in alternate.iterfind(f"{MC}Choice") if _is_known(way)), None)
    found = alternate.find(f"{MC}Fallback") if found is None else found
    return found if found is not None else alternate


def _is_known(way: _Element) -> bool:
    spaces = (way.nsmap.get(prefix) for prefix in way.get("Requires", "").split())
    return all(space is None or space.startswith(_KNOWN) for space in spaces)


def is_copy(node: _Element) -> bool:
    """Whether it stands in a way that is not read."""
    return any(
        above.tag in (f"{MC}Choice", f"{MC}Fallback")
        and (held := above.getparent()) is not None
        and held.tag == f"{MC}AlternateContent"
        and chosen(held) is not above
        for above in node.iterancestors()
    )
