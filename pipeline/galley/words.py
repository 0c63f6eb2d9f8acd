"""Inlines -> runs, and labels with the space behind them: widths and brackets of one house style."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.galley.blocks import Run
from pipeline.notation.house_style import House
from pipeline.notation.numbers import enumeration
from pipeline.tree.nodes import Inline, Inlines, Name, Path, Text
from pipeline.tree.number import Position

# What parts a label from its text: one ideographic space (左横書きの例, domain notes 2.5).
GAP = "　"


class Words:
    """Sets the words of one document in one house style."""

    def __init__(self, house: House, positions: Mapping[Path, Position]) -> None:
        self.house = house
        self.positions = positions

    def runs(self, inlines: Inlines, style: str | None = None) -> tuple[Run, ...]:
        """Inlines as they print; names keep every character. `style` sets all of them, whatever their emphasis."""
        return tuple([self._run(inline, style or inline.emphasis) for inline in inlines])

    def _run(self, inline: Inline, style: str | None) -> Run:
        if isinstance(inline, Text):
            return Run(self.house.text(inline.text), style, inline.origin)
        if isinstance(inline, Name):
            return Run(inline.text, style, inline.origin)
        assert inline.printed is not None, "an unbound reference reached the galley"
        target = self._anchor(inline.targets[0]) if len(inline.targets) == 1 else None
        return Run(self.house.text(self._bracketed(inline.printed)), style, inline.origin, target)

    def _anchor(self, path: Path) -> str:
        """The anchor of a node: the first 項 stands in the paragraph of its 条."""
        at = self.positions.get(path)  # None: a heading
        return "/".join(path[:1] if at is not None and at.paragraph == 1 and at.item is None else path)

    def label(self, text: str) -> tuple[Run, ...]:
        """A label and the space that parts it from its text."""
        return (Run(self.house.text(text) + GAP),)

    def bracketed(self, number: int) -> tuple[Run, ...]:
        """(1) where digits are half width, （１） where a digit alone is full width."""
        return self.label(enumeration.paren(number) if self.house.digits == "half" else f"（{number}）")

    def scheme_label(self, label: str) -> tuple[Run, ...]:
        """A label of a scheme: its brackets are as wide as the digits of the house."""
        return self.label(self._bracketed(label))

    def _bracketed(self, label: str) -> str:
        return label if self.house.digits == "half" else label.replace("(", "（").replace(")", "）")
