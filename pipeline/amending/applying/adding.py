"""What a sentence adds: next to a unit, at its end, or what the text has not had at all (前文, 附則, 備考, 目次)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

from pipeline.amending.applying import chapters, forms
from pipeline.amending.applying.new_text import Body
from pipeline.amending.applying.places.locate import Locator
from pipeline.amending.applying.places.rows import cell_number, rows_of_now
from pipeline.amending.applying.places.steps import HOLDERS, label_number
from pipeline.amending.applying.quoted import part_of
from pipeline.amending.applying.refusal import Refusal, doubtful, missing, shown, unread
from pipeline.amending.applying.working_tree import Bench, Node, is_sheet, node_of, parent_of, place_name
from pipeline.amending.language.clauses import CHAPTER_WORDS, Add
from pipeline.labels.amendment_style import Manner
from pipeline.late.dataclass import dataclass
from pipeline.provision.unit import CHAPTERS


@dataclass(slots=True)
class Adder:
    """Takes new units into the text, each where its number belongs."""

    bench: Bench
    locator: Locator
    manner: Manner

    def _before_excerpt(self, clause: Add) -> bool:
        """第3条の次に… where the text is an excerpt that begins behind 第3条: the new numbers tell the place."""
        had = self.bench.roots["本則"].had
        steps = clause.place.steps
        plain = len(steps) == 1 and steps[0].level == "条" and not steps[0].same and clause.unit == "条"
        return plain and clause.side == "次" and bool(had) and (1,) < had[0].was > steps[0].number

    def add(self, clause: Add, body: Body) -> None:
        """One clause; `body` holds the new text of its sentence."""
        if self._before_excerpt(clause):
            parent = self.bench.roots["本則"]
            self._take_in(parent, 0, body.added(clause, parent, None)[0])
            return
        target = self.locator.one(clause.place)
        node = target.node
        if clause.unit == "号" and node.level == "行" and clause.side == "内":
            node = self.locator.holder(target)
        if node.level in ("題名", "前文", "本則", "附則", "各附則") and clause.side == "次":
            self._behind_root(clause, body)
            return
        if clause.unit == "表" and node.level == "表" and parent_of(node).level in ("節", "小節"):
            # 別表のイの表の次に次の1表を加える: with its title, as those beside it have one.
            node, clause = parent_of(node), replace(clause, unit="ように")
        elif clause.unit == "表" and node.level == "表":
            # 同表 said of a table that is all there is in its 別表.
            node = node.above("別表") or node
        if clause.unit == "備考":
            self._remarks(node, body)
            return
        if clause.unit in CHAPTER_WORDS or clause.unit == "章名" or (chapters.is_heading(node) and clause.side == "内"):
            self._in_chapters(clause, node, body)
            return
        if clause.unit in ("ただし書", "後段"):
            self._continued(clause.unit, node, body)
            return
        if target.run:
            self._beside_run(clause, target.run, body)
            return
        beside = node if clause.side != "内" else None
        parent = parent_of(node) if beside is not None else node
        if beside is None and clause.unit == "号" and node.level in HOLDERS:
            if len(node.had) != 1:
                raise missing(f"{place_name(node)}の号を加える項")
            parent = node.had[0]
        if clause.unit == "条" and clause.label:
            self._under_heading(clause, node, body)
            return
        made, parent = body.added(clause, parent, beside)
        if clause.label.endswith("の項"):
            self._first_row(clause.label.removesuffix("の項"), parent, made)
            return
        if clause.label and label_number(made[0], clause.label, self.manner.subitems) != made[0].number:
            raise Refusal("番号", "加えるものの記号が規定と違います", "記号を確かめてください")
        if beside is None:
            at = _end(parent, made[0])
            if clause.label:
                at = next((n for n, c in enumerate(parent.children) if c.level == made[0].level), at)
            if clause.first:
                if made[0].number != clause.first:
                    raise Refusal("番号", "加えるものの番号が規定と違います", "番号を確かめてください")
                at = 0
        else:
            anchor = parent.children.index(beside)
            at = anchor + (clause.side == "次")
        if clause.unit == "号" and made[0].level == "行":
            _check_row_numbers(parent, at, made)
        self._take_in(parent, at, made)

    def _beside_run(self, clause: Add, run: tuple[Node, ...], body: Body) -> None:
        """Rows at the end of a 部 that one value of the left 欄 makes, or before or behind it."""
        beside = run[0] if clause.side == "前" else run[-1]
        made, parent = body.added(clause, parent_of(beside), beside)
        at = parent.children.index(beside)
        self._take_in(parent, at + (clause.side != "前"), made)

    def _take_in(self, parent: Node, at: int, made: list[Node]) -> None:
        for new in made:
            taken = [c for c in parent.children if _is_taken(c, new)]
            if taken:
                raise Refusal("既存", f"{place_name(taken[0])}は既にあります", "先にその番号を空けてください")
        _check_order(parent, at, made)
        _check_names(parent, made)
        parent.adopt(at, made)

    @staticmethod
    def _continued(part: Literal["ただし書", "後段"], node: Node, body: Body) -> None:
        """同項に次のただし書を加え: a sentence behind those that a 項 or 号 has."""
        if node.level in HOLDERS and len(node.had) == 1:
            node = node.had[0]
        if node.level not in ("項", "号"):
            raise doubtful(f"{place_name(node)}の項", len(node.had))
        if part_of(node.text, part) is not None:
            raise Refusal("既存", f"{place_name(node)}の{part}は既にあります", "「改める」を使ってください")
        node.text += body.one_line(part)

    def _behind_root(self, clause: Add, body: Body) -> None:
        """附則の次に次の1表を加え (the first 別表); 本則の次に次の附則を加え; 題名の次に次の前文を加え; 題名の次に次の目次及び章名を付し."""
        match clause.unit:
            case "章名":
                self.bench.roots["本則"].adopt(0, [chapters.named(body.all_lines())])
                return
            case "目次" if clause.label:
                root = self.bench.roots["目次"]
                *lines, heading = body.free_lines("目次")
                self.bench.roots["本則"].adopt(0, [chapters.named((heading,))])
                made = [Node("項", text=line) for line in lines]
            case "前文" | "末文" | "目次":
                root = self.bench.roots[clause.unit]
                made = [Node("項", text=line) for line in body.free_lines(clause.unit)]
            case "附則":
                root = self.bench.roots["附則"]
                made = body.added(clause, root, None)[0]
            case "表" | "様式":
                root = self.bench.roots["別表集"]
                made = body.added(clause, root, None)[0]
            case _:
                raise unread(f"{shown(clause.place)}の次に次の{clause.unit}を加え")
        # The first 別表 stands before what 様式 there are.
        if not all(clause.unit == "表" and (c.level == "様式" or is_sheet(c)) for c in root.children):
            raise Refusal(
                "既存", f"{root.level if clause.unit != '表' else '別表'}は既にあります", "「改める」を使ってください"
            )
        root.adopt(0, made)

    @staticmethod
    def _remarks(node: Node, body: Body) -> None:
        if node.level not in ("別表", "節", "小節"):
            raise unread(f"{place_name(node)}の備考")
        if any(child.level == "備考" for child in node.children):
            raise Refusal("既存", f"{place_name(node)}の備考は既にあります", "「改める」を使ってください")
        node.adopt(len(node.children), [body.remarks()])

    def _first_row(self, name: str, parent: Node, made: list[Node]) -> None:
        """同表に一の項として次のように加え: in front of the rows that have made room for it."""
        if len(made) != 1 or not made[0].cells or made[0].cells[0] != name:
            raise Refusal("番号", f"加える項の名が規定と違います（{name}）", "項の名を確かめてください")
        rows = [n for n, c in enumerate(parent.children) if c.level == "行"]
        self._take_in(parent, rows[0] if rows else 0, made)

    def _in_chapters(self, clause: Add, node: Node, body: Body) -> None:
        if clause.unit == "章名":
            self._name(node, clause.side, body)
            return
        if clause.unit != "条":
            self._chapter(clause, node, body)
            return
        # 第四章に次の一条を加え: behind the last that lies below it.
        parent = parent_of(node)
        below = chapters.members(node, parent.children)
        at = parent.children.index(below[-1]) + 1
        self._take_in(parent, at, body.added(clause, parent, None)[0])

    def _chapter(self, clause: Add, node: Node, body: Body) -> None:
        """第一章の次に次の一章を加え: behind all that lies below it, or at the end of what it is added to."""
        made, count = chapters.read(body.all_lines(), clause.unit, self.manner)
        if clause.count and count != clause.count:
            raise Refusal(
                "数",
                f"{clause.unit}の数が{clause.count}のはずのところ、{count}あります",
                "新しい文の数を確かめてください",
            )
        parent = node if node.level in ("本則", "附則") else parent_of(node)
        if node is parent:
            at = len(parent.children)
        else:
            below = chapters.members(node, parent.children) if chapters.is_heading(node) else [node]
            at = parent.children.index(below[0])
            at += 0 if clause.side == "前" else len(below)
        self._take_in_articles(parent, at, made)

    def _under_heading(self, clause: Add, node: Node, body: Body) -> None:
        """第20条の次に次の章名及び1条を加え; 1条及び章名: the heading stands before what is new, or behind it."""
        made = [node_of(unit) for unit in body.units("条")]
        heads = [n for n, new in enumerate(made) if chapters.is_heading(new)]
        behind = clause.label.startswith("及び")
        word = clause.label.removeprefix("及び")[0]
        if heads != [len(made) - 1 if behind else 0] or made[heads[0]].level != chapters.LEVELS[word]:
            raise unread(f"新しい文の{word}名")
        if len(made) - 1 != clause.count:
            raise Refusal(
                "数", f"条の数が{clause.count}のはずのところ、{len(made) - 1}あります", "新しい文の数を確かめてください"
            )
        parent = parent_of(node)
        self._take_in_articles(parent, parent.children.index(node) + 1, made)

    def _name(self, node: Node, side: str, body: Body) -> None:
        """第三条の前に次の章名を付し: the 条 and those behind it come to lie below it; 第二条の次に: those behind it."""
        parent = parent_of(node)
        at = parent.children.index(node) + (side == "次")
        parent.adopt(at, [chapters.named(body.all_lines())])

    def _take_in_articles(self, parent: Node, at: int, made: list[Node]) -> None:
        """章 with their 条: the 条 must fit between those around them."""
        articles = [node for node in made if node.level == "条"]
        for new in articles:
            if any(c.level == "条" and c.number == new.number for c in parent.children):
                raise Refusal("既存", f"{place_name(new)}は既にあります", "先にその番号を空けてください")
        if articles:
            _check_order(parent, at, articles)
        parent.adopt(at, made)


def _is_taken(there: Node, new: Node) -> bool:
    """Whether a unit has the name that a new one bears."""
    if new.level == "様式":
        return forms.is_called(there, new.text)
    return bool(new.number) and (there.number, there.level) == (new.number, new.level)


def _check_order(parent: Node, at: int, made: list[Node]) -> None:
    """New numbers must fit between their neighbours as they now stand."""
    if not made[0].number:
        return
    before = [c.number for c in parent.children[:at] if _counts_with(c, made[0])]
    after = [c.number for c in parent.children[at:] if _counts_with(c, made[0])]
    numbers = [max(before, default=()), *(m.number for m in made), min(after, default=(10**9,))]
    if any(a >= b for a, b in pairwise(numbers)):
        raise Refusal("順序", "加えるものの番号が前後の番号と合いません", "番号と、加える場所を確かめてください")


def _check_row_numbers(parent: Node, at: int, made: list[Node]) -> None:
    """Rows that are called 号 go on counting from the row before them up to the row behind them."""
    around = [*parent.children[max(at - 1, 0) : at], *made, *parent.children[at : at + 1]]
    numbers = [cell_number(row.cells[0]) for row in around if row.level == "行"]
    if any(a is None or b is None or b != a + 1 for a, b in pairwise(numbers)):
        raise Refusal("順序", "加えるものの番号が前後の番号と合いません", "番号と、加える場所を確かめてください")


def _counts_with(there: Node, new: Node) -> bool:
    alike = there.level == new.level and bool(there.number) and not is_sheet(there)
    return alike and (new.level != "様式" or forms.is_of_series(there, new.text))


def _end(parent: Node, made: Node) -> int:
    """Behind the last of its kind: 備考 stay behind what is added to a 別表; a 条 lies below the last 章, though that be empty."""
    kinds = (made.level, *CHAPTERS) if made.level == "条" else (made.level,)
    alike = [n for n, c in enumerate(parent.children) if c.level in kinds]
    return alike[-1] + 1 if alike else len(parent.children)


def _check_names(parent: Node, made: list[Node]) -> None:
    """A new row must not take the name of another, where rows so far went by their first 欄 alone."""
    if made[0].level != "行":
        return
    there = [row.cells[0] for row in rows_of_now(parent) if row.cells]
    new = [row.cells[0] for row in made]
    # An empty one goes on from above: there rows go by more.
    if all(there) and len(set(there)) == len(there) and len({*there, *new}) < len(there) + len(new):
        twice = next(name for n, name in enumerate(new) if name in there or name in new[:n])
        raise Refusal(
            "重複", f"「{twice}」の項が二つできます", "名前を変えるか、「の項を次のように改める」を使ってください"
        )
