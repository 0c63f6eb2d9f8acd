"""What a document says of the looks of a run -> whether its words count: struck out, hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")
# Properties that take words out of force, and what a reader of the paper would call them.
_VOID = (("strike", "取消線"), ("dstrike", "二重取消線"), ("vanish", "隠し文字"), ("webHidden", "隠し文字"))


class Styles:
    """Answers for one document: its runs, with the styles that they and their paragraphs bear."""

    def __init__(self, root: _Element | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._styles = {e.get(f"{W}styleId", ""): e for e in found}
        self._default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._is_plain = root is None or not any(
            e is not None for name, _ in _VOID for e in (next(root.iter(f"{W}{name}"), None),)
        )

    def void(self, run: _Element, paragraph: _Element) -> str:
        """Why the words of a run do not count; "" if they do."""
        own = run.find(f"{W}rPr")
        if own is None and self._is_plain:
            return ""
        layers = [own, *self._chain(own, "rStyle"), *self._chain(paragraph.find(f"{W}pPr"), "pStyle"), self._default]
        for name, called in _VOID:
            said = next((e for p in layers if p is not None and (e := p.find(f"{W}{name}")) is not None), None)
            if said is not None and said.get(f"{W}val", "1") not in _OFF:
                return called
        return ""

    def _chain(self, properties: _Element | None, name: str) -> list[_Element]:
        """The run properties of a style and of those it is based on."""
        named = properties.find(f"{W}{name}") if properties is not None else None
        made: list[_Element] = []
        seen: set[str] = set()
        key = str(named.get(f"{W}val", "")) if named is not None else ""
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            held = style.find(f"{W}rPr")
            if held is not None:
                made.append(held)
            based = style.find(f"{W}basedOn")
            key = str(based.get(f"{W}val", "")) if based is not None else ""
        return made
