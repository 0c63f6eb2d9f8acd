"""Runs of a galley -> w:r: character styles, names spread over a fixed width, readings over words, citations as fields."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pipeline.galley import LEADER, LINE_OF, Run, leads
from pipeline.galley.styles import MARK_STYLE
from pipeline.notation.text.char_width import clusters, width_em
from pipeline.writers.docx.parts.ooxml import TEXT_CLOSE, TEXT_OPEN, bookmark_name, inside_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.writers.docx.template.compiled import Template


_NO_WIDTH = "\u200d"


class RunWriter:
    """Writes the runs of one document; counts its fields of fixed width.

    `cited` holds the words in the bookmark of each anchor that a citation may repeat as a field, `footnotes` the numbers
    in the file of the notes that marks call.
    """

    def __init__(
        self, template: Template, cited: Mapping[str | None, str], footnotes: Mapping[str | None, int] | None = None
    ) -> None:
        self._footnotes = footnotes or {}
        self._styles = template.styles
        self._fit_chars = template.contract.fit_chars
        self._cited = cited
        self._fits = itertools.count(1)

    def write(self, runs: Sequence[Run], paragraph_style: str) -> str:
        """Neighbours of one style are one w:r, so that a clerk can edit and search it."""
        for run in runs:
            if run.style is not None or run.ruby is not None or (run.target is not None and self._apart(run)):
                return "".join([self._one(joined, paragraph_style) for joined in self._joined(runs)])
        return run_xml("".join([run.text for run in runs]), "")  # nearly every paragraph

    def _joined(self, runs: Sequence[Run]) -> Iterator[Run]:
        words: list[str] = []
        style: str | None = None
        for each in runs:
            run = as_tab(each)
            apart = self._apart(run)
            if words and (apart or run.style != style):
                yield Run("".join(words), style)
                words = []
            if apart:
                yield run
            else:
                words.append(run.text)
                style = run.style
        if words:
            yield Run("".join(words), style)

    def _apart(self, run: Run) -> bool:
        return run.ruby is not None or run.page_of is not None or run.target in self._footnotes or self._is_field(run)

    def _is_field(self, run: Run) -> bool:
        if run.style == MARK_STYLE:
            return False
        return run.target is not None and bool(run.text) and self._cited.get(run.target) == run.text

    def _one(self, run: Run, paragraph_style: str) -> str:
        style = run.style
        properties = "" if style is None else f'<w:rStyle w:val="{self._styles.characters[style]}"/>'
        note = self._footnotes.get(run.target)
        if note is not None:
            return run_xml(run.text, properties) + self._reference(note, properties)
        if run.ruby:
            return self._with_reading(run.text, run.ruby, self._half_points(style, paragraph_style), properties)
        by_page = run.page_of is not None and not run.page_of.endswith(LINE_OF)
        if run.page_of is not None and by_page and run.text.isdecimal():  # Word knows of 48－1 the 1 alone
            return _field(f" PAGEREF {bookmark_name(run.page_of)} \\h{_width_switch(run.text)} ", run.text, properties)
        if run.target is not None and self._is_field(run):
            return _field(f" REF {bookmark_name(run.target)} \\h ", run.text, properties)
        if style is None or style not in self._fit_chars:
            return run_xml(run.text, properties)
        return self._spread(run.text, style, self._half_points(style, paragraph_style), properties)

    def _reference(self, note: int, properties: str) -> str:
        """The reference behind a mark that is printed as it stands: Word numbers no note of ours.

        Its own mark is Word's no-width non break. LibreOffice 7.4 prints such a mark twice, and once more in the note.
        """
        reference = f'<w:footnoteReference w:customMarkFollows="1" w:id="{note}"/>'
        return f"<w:r>{_wrapped(properties)}{reference}<w:t>{_NO_WIDTH}</w:t></w:r>"

    def _half_points(self, style: str | None, paragraph_style: str) -> int:
        own = self._styles.character_half_points.get(style) if style is not None else None
        return own or self._styles.paragraph_half_points[paragraph_style]

    def _with_reading(self, text: str, reading: str, half_points: int, properties: str) -> str:
        """ルビ: half the size, spread over its words, as Word writes it (12 pt: 6 pt, raised by 11 pt)."""
        small, raised = round(half_points / 2), half_points - 2
        size = f'<w:sz w:val="{small}"/><w:szCs w:val="{small}"/>'
        return (
            f'<w:r>{_wrapped(properties)}<w:ruby><w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="{small}"/>'
            f'<w:hpsRaise w:val="{raised}"/><w:hpsBaseText w:val="{half_points}"/><w:lid w:val="ja-JP"/></w:rubyPr>'
            f"<w:rt>{run_xml(reading, properties + size)}</w:rt>"
            f"<w:rubyBase>{run_xml(text, properties)}</w:rubyBase></w:ruby></w:r>"
        )

    def _spread(self, text: str, style: str, half_points: int, properties: str) -> str:
        """均等割付: w:fitText for Word, w:spacing for LibreOffice 7.4, which ignores it. The text stays unbroken."""
        target = round(self._fit_chars[style] * half_points * 10)
        parts = clusters(text)
        gap = (target - round(width_em(text) * half_points * 10)) // max(1, len(parts) - 1)
        if len(parts) < 2 or gap <= 0:
            return run_xml(text, properties)
        fit = f'<w:fitText w:val="{target}" w:id="{next(self._fits)}"/>'
        spread = run_xml("".join(parts[:-1]), f'{properties}<w:spacing w:val="{gap}"/>{fit}')
        return spread + run_xml(parts[-1], properties + fit)


def as_tab(run: Run) -> Run:
    """What leads is a tab in Word, at a place where its paragraph has a stop with dots."""
    return Run(LEADER) if leads(run) else run


def run_xml(text: str, properties: str) -> str:
    """A w:r; nothing for no characters."""
    return f"<w:r>{_wrapped(properties)}{TEXT_OPEN}{inside_text(text)}{TEXT_CLOSE}</w:r>" if text else ""


def _field(code: str, shown: str, properties: str) -> str:
    """A field with the words that it shows until someone updates it."""
    around = _wrapped(properties)
    begin, middle, end = (
        f'<w:r>{around}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    instruction = f'<w:r>{around}<w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"{begin}{instruction}{middle}{run_xml(shown, properties)}{end}"


def _width_switch(digits: str) -> str:
    """Word prints full-width digits if told so (general formatting, ECMA-376 part 1, 17.16.4.3.1)."""
    return "" if digits.isascii() else " \\* DBCHAR"


def _wrapped(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""
