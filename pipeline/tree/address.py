"""Numbers of a numbered tree -> the nodes that bear them: what 第4条第2項, 前項 or 別表第2 means at a given place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.notation.citation import Citation, Relative, article_label, item_label, paragraph_label, schedule_label
from pipeline.tree.nodes import Path
from pipeline.tree.number import Position

Place = tuple[tuple[int, ...], int | None, int | None]


class NowhereError(Exception):
    """A citation that names nothing, or more than one thing. Message and cure in Japanese."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message, self.cure = message, cure


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The nodes of one document by their numbers."""

    positions: Mapping[Path, Position]
    clauses: Mapping[Place, Path]
    schedules: tuple[Path, ...]

    def position(self, path: Path) -> Position | None:
        """The innermost numbered clause that holds a path; None outside the articles."""
        for length in range(len(path), 0, -1):
            found = self.positions.get(path[:length])
            if found is not None:
                return found if found.article is not None else None
        return None

    def resolve(
        self, citation: Citation | None, relative: Relative | None, here: Position | None, antecedent: Position | None
    ) -> tuple[Path, ...]:
        """The nodes that a citation at `here` names; 同条 and 同項 go back to `antecedent`.

        What a bare 第3項 or 第2号 leaves out is taken from `here`: for 第4条第2項及び第3項 that is 第4条第2項.
        Raises NowhereError.
        """
        named = citation or Citation()
        if relative is not None:
            return self._relative(relative, named, here, antecedent)
        if named.supplementary or named.part:
            raise NowhereError("この文書に附則はありません", "引用する先を確かめてください")
        if named.schedule is not None:
            return (self._schedule(named.schedule),)
        if named.article:
            return (self._inside(named.article, named),)
        own = self._own(here, "第○項・第○号")
        if named.paragraph is not None:
            return (self._inside(own.article or (), named),)
        return (self._clause((own.article or (), own.paragraph, named.item[0]), item_label(named.item)),)

    def _relative(
        self, relative: Relative, named: Citation, here: Position | None, antecedent: Position | None
    ) -> tuple[Path, ...]:
        words = f"{relative.word}{relative.unit}"
        if relative.word == "同":
            return (self._same(relative, named, antecedent),)
        own = self._own(here, words)
        base = {"条": own.order, "項": own.paragraph, "号": own.item}[relative.unit]
        if base is None:
            raise NowhereError(f"「{words}」は{relative.unit}の中でしか使えません", "番号で引用してください")
        if relative.word in ("本", "この"):
            numbers = [base]
        elif relative.word == "次":
            numbers = [base + 1]
        elif relative.word == "前各":
            numbers = list(range(1, base))
        else:
            numbers = list(range(base - relative.count, base))
        if not numbers or numbers[0] < 1:
            raise NowhereError(f"「{words}」に当たる{relative.unit}がありません", "引用する先を確かめてください")
        return tuple(self._step(relative, n, own, named) for n in numbers)

    def _step(self, relative: Relative, number: int, own: Position, named: Citation) -> Path:
        article = own.article or ()
        words = f"{relative.word}{relative.unit}"
        match relative.unit:
            case "条":
                return self._inside((number,), named, words)
            case "項":
                item = named.item[0] if named.item else None
                return self._clause((article, number, item), words)
            case "号":
                return self._clause((article, own.paragraph, number), words)

    def _same(self, relative: Relative, named: Citation, antecedent: Position | None) -> Path:
        words = f"同{relative.unit}"
        if antecedent is None or antecedent.article is None:
            raise NowhereError(f"「{words}」が指すものが、同じ文の前の方にありません", "番号で引用してください")
        if relative.unit == "条":
            return self._inside(antecedent.article, named, words)
        item = named.item[0] if named.item else antecedent.item if relative.unit == "号" else None
        return self._clause((antecedent.article, antecedent.paragraph, item), words)

    def _inside(self, article: tuple[int, ...], named: Citation, words: str | None = None) -> Path:
        """An article or what is named in it; 第4条第1項 is refused where the article has one 項 (法制執務: 第4条)."""
        path = self._clause((article, None, None), words or article_label(article))
        position = self.positions[path]
        shown = words or article_label(article)
        if named.paragraph is not None:
            if position.siblings == 1:
                raise NowhereError(f"{shown}は項が一つだけです", f"「{shown}」とだけ書いてください")
            path = self._clause((article, named.paragraph, None), shown + paragraph_label(named.paragraph))
        if named.item:
            paragraph = named.paragraph or 1
            if named.paragraph is None and position.siblings > 1:
                raise NowhereError(
                    f"{shown}には項が{position.siblings}つあり、どの項の号か分かりません", "項の番号も書いてください"
                )
            path = self._clause((article, paragraph, named.item[0]), shown + item_label(named.item))
        return path

    def _clause(self, place: Place, words: str) -> Path:
        path = self.clauses.get(place)
        if path is None:
            raise NowhereError(f"「{words}」に当たるものがこの文書にありません", "引用する先を確かめてください")
        return path

    def _schedule(self, number: tuple[int, ...]) -> Path:
        words = schedule_label(number)
        if not number and len(self.schedules) > 1:
            raise NowhereError(
                f"別表が{len(self.schedules)}つあり、「別表」がどれか分かりません",
                "「別表第1」のように番号で引用してください",
            )
        order = number[0] if number else 1
        if order > len(self.schedules):
            raise NowhereError(f"「{words}」がこの文書にありません", "引用する先を確かめてください")
        if number and len(self.schedules) == 1:
            raise NowhereError("別表は一つだけです", "「別表」とだけ書いてください")
        return self.schedules[order - 1]

    @staticmethod
    def _own(here: Position | None, words: str) -> Position:
        if here is None:
            raise NowhereError(f"「{words}」は条の外では使えません", "「第○条第○項」のように条から書いてください")
        return here


def address_book(positions: Mapping[Path, Position]) -> AddressBook:
    """The address book of a numbered document."""
    clauses = {(p.article, p.paragraph, p.item): path for path, p in positions.items() if p.article is not None}
    schedules = sorted((p.schedule, path) for path, p in positions.items() if p.schedule is not None)
    return AddressBook(positions, clauses, tuple(path for _, path in schedules))
