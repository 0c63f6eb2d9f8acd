"""Plain documents: headings and numbered cells get the numbers that their places give them; one that is typed as well is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Problems
from pipeline.late.regex import regex
from pipeline.notation.numbers.scheme import Scheme
from pipeline.notation.problem import NotationError
from pipeline.tree.inlines import Inlines, Path, Text
from pipeline.tree.nodes import Block
from pipeline.tree.prose import Bullet, Cell, CellRow, CellTable, CellText, Heading

# Signs that begin no words of a list or note which has them already, whatever follows.
_ALONE = frozenset("・※")
# A label in brackets needs no blank behind it: （2）費用.
_BRACKETED = regex(r"\([^()]+\)")
_WORD = regex(r"[^ 　]+")
# What a number counts, with a blank between them, begins no heading: 3 年間の総括, 5 か年計画, 4 つの柱.
_COUNTS = regex(r"[0-9]+ +(?:[かカヵヶケ箇][年月所国]|つ[のが]|年間の|年[後前ぶ]|[年回番]目(?!標)|周年)")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９（）－．", "0123456789()-.")


def number_prose(body: tuple[Block, ...], problems: Problems) -> tuple[Block, ...]:
    """The body with every heading and cell numbered. Reports keys that stand twice under one heading."""
    if not any(isinstance(b, Heading | CellTable | Bullet) for b in body):
        return body
    numberer = _Numberer(problems)
    for block in body:
        if isinstance(block, Bullet):
            check_sign(block.sign, block.text, problems)
    return tuple(
        numberer.heading(b) if isinstance(b, Heading) else numberer.table(b) if isinstance(b, CellTable) else b
        for b in body
    )


def headings(body: tuple[Block, ...]) -> Iterator[tuple[Path, Heading]]:
    """Every heading with its path: the keys of the headings that govern it, and its own. Continued ones are left out."""
    open_: list[Heading] = []
    for block in body:
        if isinstance(block, Heading) and not block.continued:
            open_ = [*(h for h in open_ if h.level < block.level), block]
            yield tuple(h.key for h in open_), block


class _Numberer:
    """Counts the headings of each level; a heading begins the levels below it anew."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.counts: dict[int, int] = {}
        self.open: list[str] = []
        self.levels: list[int] = []
        # The numbers of the open headings; None for those without one.
        self.numbers: list[int | None] = []
        self.seen: set[Path] = set()

    def heading(self, heading: Heading) -> Heading:
        level, number = heading.level, None
        if not heading.continued:
            self._enter(heading)
            self.counts = {at: count for at, count in self.counts.items() if at <= level}
        if heading.scheme.counter is not None:
            if not heading.continued:
                before = self.counts.get(level)
                self.counts[level] = heading.first if heading.first is not None else (before or 0) + 1
            number = self.counts.get(level)
            heading = replace(heading, scheme=self._under(heading))
            self._check(heading.scheme, number, heading.text)
            check_label(heading.scheme, heading.text, self.problems)
        if not heading.continued:
            self.numbers[-1] = number
        return replace(heading, number=number)

    def _under(self, heading: Heading) -> Scheme:
        """The scheme with the numbers of the headings above, where its labels repeat them (施策2-1)."""
        wanted = len(heading.scheme.above)
        if not wanted:
            return heading.scheme
        above = [n for at, n in zip(self.levels, self.numbers, strict=True) if at < heading.level and n is not None]
        if len(above) < wanted:
            self.problems.error(
                "番号",
                f"番号「{heading.scheme.label(1)}」は上の見出しの番号を含みますが、上に番号の付いた見出しが{len(above)}段しかありません",
                f"上の{wanted}段の見出しに番号を付けるか、この段の「番号」を「1」のように書いてください",
                heading.origin.span() if heading.origin else None,
            )
            return heading.scheme
        return heading.scheme.under(tuple(above[-wanted:]))

    def _enter(self, heading: Heading) -> None:
        while self.levels and self.levels[-1] >= heading.level:
            self.levels.pop()
            self.open.pop()
            self.numbers.pop()
        self.levels.append(heading.level)
        self.numbers.append(None)
        self.open.append(heading.key)
        path = tuple(self.open)
        if path in self.seen and not heading.key.startswith("#"):
            self.problems.error(
                "重複",
                f"見出し「{heading.key}」が同じところに二度あります",
                "見出しを変えるか、「キー:」で区別してください",
                heading.origin.span() if heading.origin else None,
            )
        self.seen.add(path)

    def table(self, table: CellTable) -> CellTable:
        counts: dict[Scheme, int] = {}

        def numbered(text: CellText) -> CellText:
            if text.scheme.counter is None:
                check_sign(text.scheme.label(None), text.text, self.problems)
                return text
            if text.number is not None:
                return text
            counts[text.scheme] = counts.get(text.scheme, 0) + 1
            self._check(text.scheme, counts[text.scheme], text.text)
            return replace(text, number=counts[text.scheme])

        def row(row: CellRow) -> CellRow:
            return replace(row, cells=tuple(Cell(tuple(map(numbered, c.texts)), c.columns, c.rows) for c in row.cells))

        return replace(table, rows=tuple(map(row, table.rows)))

    def _check(self, scheme: Scheme, number: int | None, text: Inlines) -> None:
        """A scheme may run out: 27 items counted by letters."""
        try:
            scheme.label(number)
        except NotationError as error:
            place = next((i.origin.span() for i in text if i.origin is not None), None)
            self.problems.error("番号", error.message, error.cure, place)


def check_label(scheme: Scheme, text: Inlines, problems: Problems) -> None:
    """第1章　第1章　総論: any number of the scheme, since what is typed and what is counted may differ."""
    first = text[0] if text else None
    if not isinstance(first, Text) or first.origin is None or scheme.counter is None:
        return
    half, scheme = first.text.translate(_HALF_WIDTH), _narrow(scheme)
    typed = _WORD.match(half)
    bracketed = _BRACKETED.match(half)
    for found in (typed, bracketed):
        label = found[0] if found is not None else ""
        behind = half[len(label) :].strip(" 　")
        if label and behind and scheme.number(label) is not None and not _COUNTS.match(half):
            _refuse(first, len(label), "番号", problems)
            return


def _narrow(scheme: Scheme) -> Scheme:
    return replace(scheme, before=scheme.before.translate(_HALF_WIDTH), after=scheme.after.translate(_HALF_WIDTH))


def check_sign(sign: str, text: Inlines, problems: Problems) -> None:
    """○　○ 目的: an item of a list, or a note, whose sign is typed once more."""
    first = text[0] if text else None
    if not isinstance(first, Text) or first.origin is None or not sign:
        return
    half, own = first.text.translate(_HALF_WIDTH), sign.translate(_HALF_WIDTH)
    if not half.startswith(own):
        return
    behind = half[len(own) :]
    if sign in _ALONE or _BRACKETED.fullmatch(own) or behind[:1] in (" ", "　"):
        _refuse(first, len(own), "記号", problems)


def _refuse(first: Text, length: int, what: str, problems: Problems) -> None:
    assert first.origin is not None, "words without a place are ours"
    words = first.text[length:].lstrip(" 　")
    problems.error(
        "番号",
        f"文に{what}「{first.text[:length]}」が書かれています",
        f"{what}は、印刷するときに付きます。「{words[:20]}{'…' if len(words) > 20 else ''}」のように、{what}の後だけを書いてください",
        first.origin.written.span(first.origin.start, first.origin.start + length),
    )
