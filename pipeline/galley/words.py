"""Inlines -> runs, and labels with the space behind them, in one house style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.galley.blocks import LINE_OF, Para, Run
from pipeline.galley.styles import MARK_STYLE, NOTE_STYLE, TABLE_NOTE_STYLE
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import GAP
from pipeline.labels.printed import word
from pipeline.notation.house_style import House
from pipeline.tree.nodes import LINE_IN_BOOK, PAGE_IN_BOOK, Footnote, Inline, Inlines, Name, Path, Reference
from pipeline.tree.position import Position

# The sign of an item that carries its own space, and the styles of words in figures, those behind it apart.
DOT = "・"
FIGURE_TEXT, FIGURE_ITEM = "図本文", "図箇条"


class Words:
    """Sets the words of one document in one house style."""

    def __init__(self, house: House, positions: Mapping[Path, Position]) -> None:
        self.house = house
        self.labels = Manner(house)
        self._in_tables = Manner(house.in_tables())
        self.positions = positions
        # Notes by what their marks target; several for one whose words are set several times.
        self.notes: dict[str, Para] = {}
        self._marks = 0

    def runs(self, inlines: Inlines, style: str | None = None) -> tuple[Run, ...]:
        """Inlines as they print; names keep every character. `style` sets all of them, whatever their emphasis."""
        return tuple([self._run(inline, style or inline.emphasis, self.labels) for inline in inlines])

    def cell_runs(self, inlines: Inlines) -> tuple[Run, ...]:
        """The same in a table of a plain document; the words of a note that is called there stand below it."""
        return tuple([self._run(inline, inline.emphasis, self._in_tables) for inline in inlines])

    def _run(self, inline: Inline, style: str | None, labels: Manner) -> Run:
        if isinstance(inline, Footnote):
            return self._mark(inline)
        printed = word(inline, labels)
        if isinstance(inline, Reference) and len(inline.targets) == 1:
            anchor = self._anchor(inline.targets[0])
            places = {PAGE_IN_BOOK: anchor, LINE_IN_BOOK: anchor + LINE_OF}
            return Run(printed, style, inline.origin, anchor, page_of=places.get(inline.form))
        reading = inline.reading if isinstance(inline, Name) else None
        return Run(printed, style, inline.origin, ruby=reading)

    def _mark(self, note: Footnote) -> Run:
        """The mark of a note, which is kept; it is numbered when all are known."""
        self._marks += 1
        target = f"{NOTE_STYLE}/{self._marks}"
        style = NOTE_STYLE if note.place == "頁" else TABLE_NOTE_STYLE
        self.notes[target] = Para(style, self.runs(note.text), anchor=target)
        return Run("", MARK_STYLE, note.origin, target)

    def _anchor(self, path: Path) -> str:
        """The anchor of a node: the first 項 stands in the paragraph of its 条, the only one of an 附則 below its head."""
        at = self.positions.get(path)  # None: a heading
        *_, above, last = (None, None, *at.steps) if at is not None else (None, None)
        if last is None or last.level != "項" or last.order != 1 or above is None:
            return "/".join(path)
        within = above.level == "条" or (above.level == "附則" and last.siblings == 1)
        return "/".join(path[:-1] if within else path)

    def label(self, text: str) -> tuple[Run, ...]:
        """A label and the space that parts it from its text."""
        return (Run(self.house.text(text) + GAP),)

    def scheme_label(self, label: str) -> tuple[Run, ...]:
        """A label of a scheme: its brackets are as wide as the digits of the house."""
        return self.label(self.labels.brackets(label))

    def cell_label(self, label: str) -> tuple[Run, ...]:
        """The same in a table of a plain document."""
        return (Run(self._in_tables.house.text(self._in_tables.brackets(label)) + GAP),)


def starts_dotted(runs: tuple[Run, ...]) -> bool:
    """Whether a clerk typed a ・ before these words."""
    return any(run.text.startswith(DOT) for run in _from_first(runs)[:1])


def _from_first(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs without empty ones before them; the mark of a note is empty until it is numbered."""
    at = next((n for n, run in enumerate(runs) if run.text or run.style is not None), len(runs))
    return runs[at:]


def dotted(runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The ・ that the clerk typed as the label, and the words behind it."""
    first, *rest = _from_first(runs)
    origin = first.origin
    if origin is None:
        return (replace(first, text=DOT),), (replace(first, text=first.text[1:]), *rest)
    dot = replace(first, text=DOT, origin=replace(origin, end=origin.start + 1))
    return (dot,), (replace(first, text=first.text[1:], origin=replace(origin, start=origin.start + 1)), *rest)


def figure_text(runs: tuple[Run, ...]) -> Para:
    """A paragraph in a figure; one behind a ・ hangs behind it."""
    if not starts_dotted(runs):
        return Para(FIGURE_TEXT, runs)
    label, words = dotted(runs)
    return Para(FIGURE_ITEM, words, label)
