"""Locations of a sentence -> nodes, by the numbers and names that held when the sentence began (R8, R9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from pipeline.amending.applying import chapters, forms, struck, supplements
from pipeline.amending.applying.places.cells import Cells
from pipeline.amending.applying.places.rows import number_in, run_around, run_from
from pipeline.amending.applying.places.schedule import in_schedule
from pipeline.amending.applying.places.steps import (
    HOLDERS,
    alone,
    chapter,
    holds,
    is_bare,
    labelled,
    members,
    must_lie_in,
    numbered,
    only_paragraph,
    paragraph,
    row_numbered,
)
from pipeline.amending.applying.places.target import Target
from pipeline.amending.applying.refusal import Refusal, doubtful, missing, shown, step_shown, unread
from pipeline.amending.applying.working_tree import Bench, Node, place_name
from pipeline.amending.language.clauses import Location, Places, Span, Step
from pipeline.amending.language.parse_places import read_places
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import apply
from pipeline.provision.read import number_of

# A cell, and 号 that are counted in it.
_IN_CELL = regex(f"(?P<cell>.+(?:の項|欄))(?P<items>第(?:[0-9０-９]+|[{KANJI_NUMERALS}]+)号.*)")
_LEVELS = {"条": "本則", "別表": "別表集"}


@dataclass(slots=True)
class Locator:
    """Finds what a sentence names. One a sentence: 同条 and 同項 go back to what it named before."""

    bench: Bench
    subitems: Subitems
    said: dict[str, Node] = field(default_factory=dict)
    scope: Node | None = None
    cells: Cells = field(default_factory=Cells)

    def one(self, location: Location) -> Target:
        """The one target of a location. Raises Refusal if there is none, or more than one."""
        found = self.many(location)
        if len(found) != 1:
            raise doubtful(shown(location), len(found))
        return found[0]

    def places(self, places: Places) -> list[Target]:
        """All targets of a list of locations; ranges are filled with what lies between."""
        made: list[Target] = []
        above: Node | None = None
        for place in places:
            if isinstance(place, Span):
                within = self.span(place, above)
                made += [Target(n, "見出し") for n in within if place.first.captioned and n.caption]
                made += [Target(n) for n in within]
            else:
                made += map(alone, self.many(place, above))
            above = made[-1].node.parent
        if len({(id(t.node), t.part, t.column) for t in made}) < len(made):
            raise unread("同じ場所が二度書かれています")
        return made

    def span(self, span: Span, above: Node | None = None) -> list[Node]:
        """The siblings from the first to the last of a range, both included; 第2条以下: to the last of all."""
        first = self.many(span.first, above)[0].node
        if span.last is not None and span.last.steps[-1].number == struck.last(first):
            return [first]
        if span.last is None:
            if first.parent is None:
                raise unread(shown(span.first))
            siblings = [c for c in first.parent.had if c.level == first.level]
            return siblings[siblings.index(first) :]
        last = self.many(span.last, first.parent)[0].node
        if first.parent is None or first.parent is not last.parent:
            raise unread(f"{shown(span.first)}から{shown(span.last)}まで")
        siblings = first.parent.had
        a, b = siblings.index(first), siblings.index(last)
        if a >= b:
            raise Refusal(
                "範囲",
                f"「{shown(span.first)}から{shown(span.last)}まで」の初めと終わりが逆です",
                "小さい番号から書いてください",
            )
        # 章 stand among the 条 that they head.
        return [c for c in siblings[a : b + 1] if c.level == first.level]

    def many(self, location: Location, above: Node | None = None) -> list[Target]:
        """The targets of a location: several only where a tail names several rows.

        `above` is the parent of what the same list named before: 第3条第1項及び第2項.
        """
        if location.within is not None:
            self.scope = self._held(self.one(location.within))
        location = self._of_the_table(self._apart(self._unbranched(location)))
        if not location.steps:
            raise missing("（場所の書かれていない改正）")
        node, part = self._start(location.steps[0], above), ""
        for n, step in enumerate(location.steps):
            if part:
                raise unread(shown(location))
            if n or node is None:
                node, part = self._step(node, step, above)
        assert node is not None
        if location.steps[0].same and location.within is not None:
            must_lie_in(node, self.scope, location)
        found = [Target(node, part, run=run_from(node) if location.steps[0].level == "部" else ())]
        if location.tail:
            found = self._tail(node, location)
        if node.level == "欄":
            row, column = self.cells.place(node)
            found = [Target(row, column=column)]
        if location.captioned:
            found = [Target(node, "見出し"), *found]
        for target in found:
            if target.node.gone:
                raise Refusal(
                    "不存在", f"「{shown(location)}」は、この文で既に削られています", "規定の順序を確かめてください"
                )
            self._note(self._held(target))
        return found

    def holder(self, target: Target) -> Node:
        """The cell to which a 号 is added: the one that is named, or the only one of a row that counts any. Raises Refusal."""
        held = self._held(target)
        return self._counted(held) if held.level == "行" else held

    def _held(self, target: Target) -> Node:
        """What a target is or, of one cell of a row, the cell: 同欄 goes back to it, and its 号 lie in it."""
        one = target.column is not None and target.node.level == "行"
        return self.cells.cell(target.node, target.column) if one and target.column is not None else target.node

    def _unbranched(self, location: Location) -> Location:
        """別表第2の3の表 where there is no 別表第2の3: the table of 3 in 別表第2."""
        first = location.steps[0] if location.steps else None
        if first is None or first.level != "別表" or len(first.number) < 2:
            return location
        numbers = [c.was for c in self.bench.roots["別表集"].had]
        if first.number in numbers or first.number[:-1] not in numbers:
            return location
        tail = f"の{first.name.rpartition('の')[2]}{location.tail}"
        return replace(location, steps=(replace(first, number=first.number[:-1]), *location.steps[1:]), tail=tail)

    def _of_the_table(self, location: Location) -> Location:
        """第２条福祉部の項 where the table in hand has a row called so: that row, and none of a table in 第２条."""
        words = location.steps[-1].name if location.steps and location.steps[-1].level == "表" else ""
        if words and self.scope is not None and in_schedule(self.scope, words):
            return replace(location, steps=(Step("行"),), tail=words)
        return location

    def _apart(self, location: Location) -> Location:
        """別表第二二の項 where there is no 別表第二十二: the row 二 of 別表第二; 別表第３３歳未満の項."""
        first = location.steps[0] if location.steps else None
        if first is None or first.level != "別表" or len(first.number) != 1 or not location.tail:
            return location
        schedules = {c.was: c for c in self.bench.roots["別表集"].had if c.level == "別表"}
        cuts = [(first.digits[:at], first.digits[at:] + location.tail) for at in range(1, len(first.digits))]
        read = [(number_of(a), tail) for a, tail in cuts if whole_number(apply(a, "half"))]
        fits = [(n, tail) for n, tail in read if n in schedules and in_schedule(schedules[n], tail)]
        if first.number in schedules or len(fits) != 1:
            return location
        ((number, tail),) = fits
        return replace(location, steps=(Step("別表", number), *location.steps[1:]), tail=tail)

    def _tail(self, node: Node, location: Location) -> list[Target]:
        found = in_schedule(node, location.tail)
        found += [rows for table, rest in self._scoped_rows(node, location.tail) for rows in in_schedule(table, rest)]
        around = node.parent if location.steps[0].same and node.level == "表" else None
        while not found and around is not None and around.level in ("小節", "節", "別表"):
            found, around = in_schedule(around, location.tail), around.parent
        if not found:
            return self._items_of_cell(node, location)
        if len(found) > 1:
            raise doubtful(shown(location), len(found))
        if found[0][0].node.level == "行":
            self.scope = found[0][0].node.above("表")
        return list(found[0])

    def _items_of_cell(self, node: Node, location: Location) -> list[Target]:
        """総務部の項第3号, 総務部の項事務の欄第1号及び第2号: of the cell that is named, or the only one that counts any."""
        m = _IN_CELL.fullmatch(location.tail)
        found = in_schedule(node, m["cell"]) if m is not None else []
        if m is None or not found:
            raise missing(shown(location))
        if len(found) > 1 or len(found[0]) > 1:
            raise doubtful(m["cell"], max(len(found), len(found[0])))
        above = self._held(found[0][0])
        self.scope = self._counted(above) if above.level == "行" else above
        return self.places(read_places(m["items"]))

    def _counted(self, row: Node) -> Node:
        held = self.cells.counted(row)
        if held is None:
            raise missing(f"{place_name(row)}の号")
        return held

    @staticmethod
    def _scoped_rows(node: Node, tail: str) -> Iterator[tuple[Node, str]]:
        """別表第1中2の項, 別表第1の1の表中2の項: the tables before 中, and what stands behind it."""
        for at in (n for n, char in enumerate(tail) if char == "中" and tail.endswith(("の項", "の項まで"))):
            tables = in_schedule(node, tail[:at]) if at else [(Target(node),)]
            for reading in tables:
                if len(reading) == 1 and reading[0].column is None and reading[0].node.level != "行":
                    yield reading[0].node, tail[at + 1 :]

    def mention(self, node: Node) -> None:
        """附則を附則第1項とし、同項の次に: the 項 that was not named, as it had none beside it."""
        self._note(node)

    def _note(self, node: Node) -> None:
        below = {
            "条": ("項", "号"),
            "項": ("号",),
            "別表": ("表", "部", "項", "号"),
            "表": ("部", "項"),
            "部": ("項",),
            "行": ("部", "欄", "号"),
            "欄": ("号",),
            "様式": ("表", "項", "号"),
        }.get(node.level, ())
        for level in below:
            self.said.pop(level, None)
        at: Node | None = node
        named: dict[str, Node] = {}
        while at is not None:
            # 同項 behind a row is the row, though its table stands in a 項 as well.
            named.setdefault({"行": "項"}.get(at.level, at.level), at)
            if at.level == "行" and number_in(at) is not None:
                named.setdefault("号", at)
            if run := run_around(at):
                named.setdefault("部", run[0])
            if at.level in ("小節", "節", "別表"):
                tables = [child for child in at.had if child.level == "表"]
                if len(tables) == 1:
                    named.setdefault("表", tables[0])
            at = at.parent
        if "別表" in named and "表" not in named:
            self.said.pop("表", None)
        self.said |= named

    def _start(self, step: Step, above: Node | None) -> Node | None:
        """The node of a first step that needs nothing before it; None for a step below `scope` or `above`."""
        if step.same:
            found = self.said.get(step.level) or (self.said.get("別表") if step.level == "表" else None)
            if found is None:
                raise Refusal(
                    "先行詞", f"「同{step.level}」が指すものが、この文の前の方にありません", "番号で書いてください"
                )
            return found
        roots = self.bench.roots
        match step.level:
            case "題名" | "目次" | "前文" | "末文" | "本則":
                return roots[step.level]
            case "附則":
                return supplements.found(roots["附則"], step.name)
            case "編" | "章" | "節" | "款" | "目":
                scope = self.scope if self.scope is not None and chapters.is_heading(self.scope) else None
                nodes = roots["本則"].had
                return chapter(chapters.members(scope, nodes) if scope is not None else nodes, step)
            case "行":
                if self.scope is None:
                    raise Refusal("先行詞", "どの表の項か書かれていません", "「別表第○中」のように書いてください")
                return self.scope
            case "条" if above is not None and above.level in ("附則", "各附則"):
                return numbered(above, step)
            case "項" if self.scope is None and above is None and is_bare(roots["本則"]):
                return numbered(roots["本則"], step)
            case "様式":
                return forms.found(roots["別表集"].had, step.name)
            case "条" | "別表":
                return numbered(roots["本則" if step.level == "条" else "別表集"], step)
            case _:
                return None

    def _step(self, node: Node | None, step: Step, above: Node | None) -> tuple[Node, str]:
        if node is None:
            node = self._base(step, above)
        match step.level:
            case "編" | "章" | "節" | "款" | "目":
                return chapter(members(node), step), ""
            case "章名" if chapters.is_heading(node):
                return node, "章名"
            case "条" if chapters.is_heading(node):
                found = [c for c in members(node) if c.level == "条" and c.was == step.number]
                if not found:
                    raise missing(f"{place_name(node)}{step_shown(step)}")
                return found[0], ""
            case "条":
                return numbered(node, step), ""
            case "項":
                return paragraph(node, step), ""
            case "号" if node.level == "行":
                return numbered(self._counted(node), step), ""
            case "号" if node.level in ("別表", "表", "部", "節") and not any(c.level == "号" for c in node.had):
                return row_numbered(node, step), ""
            case "号" if node.level == "備考":
                return numbered(node, replace(step, level="項")), ""
            case "号":
                return numbered(only_paragraph(node, "号"), step), ""
            case "札":
                return labelled(node, step.name, self.subitems), ""
            case "見出し" | "柱書" | "本文" | "ただし書" | "前段" | "中段" | "後段" | "各号" | "項番号":
                if step.level == "各号" and node.level == "条":
                    # 第2条各号: of the only 項 that has any.
                    holders = [c for c in node.had if any(item.level == "号" for item in c.had)]
                    if len(holders) != 1:
                        raise doubtful(f"{place_name(node)}各号", len(holders))
                    return holders[0], step.level
                whole = node.level in HOLDERS and step.level != "見出し"
                return (only_paragraph(node, step.level) if whole else node), step.level
            case "面" if node.level == "様式":
                return node, step.name
            case "表":
                # 第2条の表: of the only 項 that has any.
                holders = node.had if node.level == "条" else [only_paragraph(node, "表")]
                tables = [c for holder in holders for c in holder.had if c.level == "表"]
                if len(tables) != 1:
                    raise doubtful("の表", len(tables)) if tables else missing(f"{place_name(node)}の表")
                return tables[0], ""
            case _:
                raise unread(step.level)

    def _base(self, step: Step, above: Node | None) -> Node:
        """What a step without anything above it lies in: the list before it, the scope, the item in hand."""
        levels = holds(step.level)
        around = above.parent if above is not None and above.level == "項" else None
        for base in (above, around, self.scope):
            if base is not None and any(child.level in levels for child in base.had):
                return base
            if base is not None and base.level == "備考" and step.level == "号":
                return base
        if step.level == "号" and self.scope is not None:
            return self.scope
        raise Refusal(
            "先行詞", f"「{step.name or f'第○{step.level}'}」の前に、それを含む条がありません", "条から書いてください"
        )
