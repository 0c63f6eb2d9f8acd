"""Numbers of a numbered tree -> the nodes that bear them: what 第4条第2項, 前項 or 別表第2 means at a given place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import Citation, Relative, schedule_label
from pipeline.notation.numbers import subitem
from pipeline.notation.numbers.subitem import Subitems
from pipeline.tree.nodes import Path
from pipeline.tree.position import Key, Level, Number, Position, Step, is_left_out, words

_CURE = "引用する先を確かめてください"


class NowhereError(Exception):
    """A citation that names nothing, or more than one thing. Message and cure in Japanese."""

    def __init__(self, message: str, cure: str = _CURE) -> None:
        super().__init__(message)
        self.message, self.cure = message, cure


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The nodes of one document by their numbers; those whose number stands twice are apart.

    `series` is what its 細分 are counted by.
    """

    positions: Mapping[Path, Position]
    nodes: Mapping[Key, Path]
    neighbours: Mapping[tuple[Key, Level], tuple[Path, ...]]
    series: Subitems
    repeated: frozenset[Key] = frozenset()

    def position(self, path: Path) -> Position | None:
        """The innermost numbered unit that holds a path; None outside 条, 附則 and 備考."""
        for length in range(len(path), 0, -1):
            found = self.positions.get(path[:length])
            if found is not None:
                return found if found.holds_clauses else None
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
        if named.part:
            raise NowhereError("この文書に「第1の1」のような番号はありません")
        if named.schedule is not None:
            return (self._schedule(named.schedule),)
        if named.supplementary:
            return (self._inside(self._supplement(here), named, "附則"),)
        if named.article:
            return (self._inside((), named),)
        own = self._own(here, "第○項・第○号")
        if named.paragraph is None and not named.item:
            return (self._inside(self._holder(own, named.sub[0]), named, ""),)
        level: Level = "項" if named.paragraph is not None else "号"
        held = own.above(level)
        return (self._inside(held, named, words(held, self.series) if level == "項" else ""),)

    def _holder(self, own: Position, label: str) -> tuple[Step, ...]:
        """What a label alone stands below: イ below the 号 of the text, (イ) below its ア."""
        if own.at("号") is None:
            raise NowhereError(
                "号の外では、号の番号のない「ア」「イ」は使えません", "「第1号ア」のように書いてください"
            )
        levels = (n for n in range(1, subitem.deepest(self.series) + 1) if subitem.number(label, n, self.series))
        inside = [s for s in own.steps if s.level == "細分"][: next(levels, 1) - 1]
        return (*(s for s in own.steps if s.level != "細分"), *inside)

    @property
    def has_schedules(self) -> bool:
        """Whether there are several 別表."""
        return len(self.neighbours.get(((), "別表"), ())) > 1

    def is_said(self, at: Position, here: Position | None) -> bool:
        """Whether the words 附則第3条 mean this node where they stand, there being several 附則."""
        return at.at("附則") is None or at.upto("附則") == self._supplement(here)

    def counts_labels(self, own: Position | None) -> bool:
        """Whether ア or イ alone may name something here: in a 号 that has 細分."""
        return own is not None and (_key(tuple(s for s in own.steps if s.level != "細分")), "細分") in self.neighbours

    def _relative(
        self, relative: Relative, named: Citation, here: Position | None, antecedent: Position | None
    ) -> tuple[Path, ...]:
        said = f"{relative.word}{relative.unit}"
        if relative.word == "同":
            return (self._same(relative, named, antecedent),)
        own = self._own(here, said)
        base = own.at(relative.unit)
        if base is None:
            raise NowhereError(f"「{said}」は{relative.unit}の中でしか使えません", "番号で引用してください")
        above = own.above(relative.unit)
        beside = self.neighbours[_key(above), relative.unit]
        if relative.word in ("本", "この"):
            orders = [base.order]
        elif relative.word == "次":
            orders = [base.order + 1]
        elif relative.word == "前各":
            orders = list(range(1, base.order))
        else:
            orders = list(range(base.order - relative.count, base.order))
        if not orders or orders[0] < 1 or orders[-1] > len(beside):
            raise NowhereError(f"「{said}」に当たる{relative.unit}がありません")
        found = (self.positions[beside[n - 1]] for n in orders)
        return tuple(self._inside(at.steps, named, said) for at in found)

    def _same(self, relative: Relative, named: Citation, antecedent: Position | None) -> Path:
        said = f"同{relative.unit}"
        if antecedent is None or not antecedent.holds_clauses:
            raise NowhereError(f"「{said}」が指すものが、同じ文の前の方にありません", "番号で引用してください")
        return self._inside(antecedent.upto(relative.unit), named, said)

    def _inside(self, steps: tuple[Step, ...], named: Citation, said: str | None = None) -> Path:
        """What is named in a unit; 第4条第1項 is refused where the article has one 項 (法制執務: 第4条)."""
        shown = said
        for level, number in self._ladder(named, steps):
            if level == "号" and steps and steps[-1].level in ("条", "附則"):
                steps = self._only_paragraph(steps, shown or "")
            found = self.nodes.get((*_key(steps), (level, number)))
            label = words((Step(level, number, siblings=2),), self.series, _depth(steps))
            if found is None:
                many = (
                    "が二つ以上あります"
                    if (*_key(steps), (level, number)) in self.repeated
                    else "がこの文書にありません"
                )
                raise NowhereError(f"「{shown or ''}{label}」に当たるもの{many}")
            if is_left_out(found):
                return found
            steps = self.positions[found].steps
            if level == "項" and steps[-1].siblings == 1:
                above = shown or words(steps[:-1], self.series)
                raise NowhereError(f"{above}は項が一つだけです", f"「{above}」とだけ書いてください")
            shown = (shown or "") + label
        return self.nodes[_key(steps)]

    def _ladder(self, named: Citation, steps: tuple[Step, ...]) -> list[tuple[Level, Number]]:
        """What is named, level below level."""
        made: list[tuple[Level, Number]] = [("条", named.article)] if named.article else []
        made += [("項", (named.paragraph,))] if named.paragraph is not None else []
        made += [("号", named.item)] if named.item else []
        for depth, label in enumerate(named.sub, 1 + (_depth(steps) if not named.item else 0)):
            number = subitem.number(label, depth, self.series)
            if number is None:
                raise NowhereError(f"「{label}」は号の細分の番号ではありません")
            made.append(("細分", (number,)))
        return made

    def _only_paragraph(self, steps: tuple[Step, ...], shown: str) -> tuple[Step, ...]:
        """The one 項 of an article whose 号 are named without it."""
        found = self.neighbours.get((_key(steps), "項"), ())
        if len(found) > 1:
            above = shown or words(steps, self.series)
            raise NowhereError(
                f"{above}には項が{len(found)}つあり、どの項の号か分かりません", "項の番号も書いてください"
            )
        return self.positions[found[0]].steps if found else steps

    def _supplement(self, here: Position | None) -> tuple[Step, ...]:
        """The 附則 that is meant by that word alone: the one that says it, elsewhere that of the text itself.

        The 附則 of amendments stand behind it and are cited by the numbers of their amendments.
        """
        if here is not None and here.at("附則") is not None:
            return here.upto("附則")
        found = self.neighbours.get(((), "附則"), ())
        if not found:
            raise NowhereError("この文書に附則はありません")
        return self.positions[found[0]].steps

    def _schedule(self, number: Number) -> Path:
        schedules = self.neighbours.get(((), "別表"), ())
        if not number and len(schedules) > 1:
            raise NowhereError(
                f"別表が{len(schedules)}つあり、「別表」がどれか分かりません",
                '「別表第1」のように番号で引用してください（引用でないなら「{{ 文字("別表") }}」と書きます）',
            )
        found = self.nodes.get((("別表", number),))
        if found is not None:
            return found
        if number == (1,) and len(schedules) == 1:
            raise NowhereError("別表は一つだけです", "「別表」とだけ書いてください")
        raise NowhereError(f"「{schedule_label(number)}」がこの文書にありません")

    @staticmethod
    def _own(here: Position | None, said: str) -> Position:
        if here is None:
            raise NowhereError(f"「{said}」は条の外では使えません", "「第○条第○項」のように条から書いてください")
        return here


def _key(steps: tuple[Step, ...]) -> Key:
    return tuple((s.level, s.number) for s in steps)


def _depth(steps: tuple[Step, ...]) -> int:
    return sum(s.level == "細分" for s in steps)


def address_book(positions: Mapping[Path, Position], series: Subitems = "aiueo") -> AddressBook:
    """The address book of a numbered document."""
    nodes = {p.key: path for path, p in positions.items() if p.steps}
    counts = Counter(p.key for p in positions.values())
    repeated = frozenset(key for key in nodes if counts[key] > 1)
    beside: dict[tuple[Key, Level], list[tuple[int, Path]]] = {}
    for path, p in positions.items():
        if p.steps:
            beside.setdefault((p.key[:-1], p.steps[-1].level), []).append((p.steps[-1].order, path))
    neighbours = {where: tuple(path for _, path in sorted(found)) for where, found in beside.items()}
    once = {key: path for key, path in nodes.items() if key not in repeated}
    return AddressBook(positions, once, neighbours, series, repeated)
