"""Lines below an amending sentence -> the nodes that it adds or puts in place of others."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Literal

from pipeline.amending.applying import forms, struck
from pipeline.amending.applying.places.cells import read_items
from pipeline.amending.applying.places.rows import is_numbered, rows_of
from pipeline.amending.applying.places.target import Target
from pipeline.amending.applying.refusal import Refusal, unchanged, unread
from pipeline.amending.applying.working_tree import Node, node_of, parent_of, place_name
from pipeline.amending.language.clauses import Add
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import BRACKETED, SUPPLEMENT_LIKE
from pipeline.late.regex import regex
from pipeline.provision.read import is_article, read_units
from pipeline.provision.read_clauses import ARTICLE, number_of
from pipeline.provision.read_schedule import band_name, begins_note, read_inside, read_note, read_row, read_schedule
from pipeline.provision.unit import CLAUSES, SUBITEMS, Level, Unit

_SUPPLEMENT = regex(f"{SUPPLEMENT_LIKE}(?:{BRACKETED})?(?:[ 　]*抄)?")


class Body:
    """The lines of one sentence; taken once, and what is left over is refused."""

    def __init__(self, lines: tuple[str, ...], manner: Manner) -> None:
        self.rest = lines
        self.manner = manner

    def _take(self) -> tuple[str, ...]:
        taken, self.rest = self.rest, ()
        if not taken:
            raise Refusal("空", "新しい文がありません", "規定の次の行に新しい文を書いてください")
        return taken

    def all_lines(self) -> tuple[str, ...]:
        """Every line."""
        return tuple(line.strip(" 　") for line in self._take())

    def one_line(self, what: str) -> str:
        """The single line of a ただし書 or 題名."""
        lines = self._take()
        if len(lines) > 1:
            raise _count(what, 1, len(lines))
        return lines[0].strip(" 　")

    def free_lines(self, level: str) -> list[str]:
        """The lines of 題名 (one), 前文 and 末文."""
        if level == "題名":
            return [self.one_line("題名")]
        lines = [line.strip(" 　") for line in self._take()]
        headed = level == "目次" and re.fullmatch("目[ 　]*次", lines[0])
        return lines[1:] if headed else lines

    def units(self, level: Level) -> list[Unit]:
        """Units of a level, at least one."""
        made = list(read_units(self._take(), level, self.manner))
        if not made:
            raise unread("新しい文")
        return made

    def rows(self, beside: Node) -> list[Node]:
        """Rows for the table in which `beside` stands (or which it is)."""
        table = beside.above("表")
        assert table is not None
        made = [node_of(read_row(line.strip(" 　"))) for line in self._take()]
        for row in made:
            if len(row.cells) != len(table.cells):
                raise Refusal(
                    "数",
                    f"「{row.cells[0]}」の項の欄が{len(row.cells)}つで、表の欄の数（{len(table.cells)}）と違います",
                    "欄をタブで区切ってください",
                )
        return made

    def bands(self, beside: Node) -> list[Node]:
        """部 with their rows for the table in which `beside` stands: a line that is no row begins one."""
        table = beside.above("表")
        assert table is not None
        made: list[Node] = []
        lines = [line.strip(" 　") for line in self._take()]
        for is_band, group in groupby(lines, key=lambda line: bool(band_name(line, len(table.cells)))):
            held = tuple(group)
            if is_band:
                made += [Node("部", text=band_name(line, len(table.cells))) for line in held]
                continue
            if not made:
                raise Refusal("数", "新しい文に、部の名の行がありません", "項の前の行に、部の名を書いてください")
            made[-1].adopt(0, Body(held, self.manner).rows(beside))
        return made

    def instead_of_rows(self, nodes: list[Node]) -> None:
        """Rows in place of others: as many, each in its place, or any number in place of rows that stand together."""
        parent = parent_of(nodes[0])
        made = self.rows(nodes[0])
        if any(node.parent is not parent or node.level != "行" for node in nodes):
            raise unread("、".join(map(place_name, nodes)))
        if [row.cells for row in made] == [node.cells for node in nodes]:
            raise unchanged(place_name(nodes[0]))
        places = [parent.children.index(node) for node in nodes]
        apart = places != [*range(places[0], places[0] + len(places))]
        if apart and len(made) != len(nodes):
            raise _count("項", len(nodes), len(made))
        for n, node in enumerate(nodes):
            parent.drop(node)
            parent.adopt(places[n], made[n : n + 1] if apart else made[: 0 if n else None])

    def column(self, target: Target, column: int) -> None:
        """New words of a whole 欄: one line a row, of one row or of all; the head of the 欄 may stand above them."""
        node = target.node
        rows, table = [*target.run] or rows_of(node), node.above("表")
        lines = [line.strip(" 　") for line in self._take()]
        if len(lines) == len(rows) + 1 and table is not None and lines[0] == table.cells[column]:
            lines = lines[1:]
        if len(lines) != len(rows):
            raise _count("欄", len(rows), len(lines))
        for row, line in zip(rows, lines, strict=True):
            row.cells[column] = line

    def instead_of(self, node: Node) -> None:
        """One unit of the kind and number of `node`, in its place."""
        level = node.level
        match level:
            case "条" if struck.last(node) is not None:
                self._instead_of_struck(node)
                return
            case "項" if parent_of(node).level == "備考":
                # The first of them was restated without its number once: as the first 項 of a 条 is.
                bare = node.number == (1,) and len(self.rest) == 1 and not begins_note(self.rest[0].strip(" 　"))
                made = self.units(level) if bare else self._notes()
            case "号" if parent_of(node).level == "欄":
                made = read_items(self._take())
            case "条" | "項" | "号" | "細分" | "小細分" | "細分3" | "細分4":
                self._behind_article(node)
                made = self.units(level)
            case "様式":
                made = self.units(level)
            case "別表":
                made = [read_schedule([line.strip(" 　") for line in self._take()])]
            case "節" | "小節":
                made = self._inside(level, divided=True)
            case "表":
                made = self._inside("表")
            case "備考":
                made = self._inside("節")
            case "部":
                made_bands = self.bands(node)
                if len(made_bands) != 1:
                    raise _count("部", 1, len(made_bands))
                node.text, node.children = made_bands[0].text, []
                node.adopt(0, made_bands[0].children)
                return
            case "附則" | "各附則" | "本則":
                if node.level == "本則" and any(child.level != "項" for child in node.had):
                    raise unread("本則の全部")
                node.children = []
                node.adopt(0, [node_of(u) for u in self._supplement()])
                return
            case _:
                raise unread(place_name(node))
        if len(made) != 1 or made[0].level != level:
            raise _count(level, 1, len(made))
        self._put(node, made[0])

    def _instead_of_struck(self, node: Node) -> None:
        """New 条 in place of 第6条から第8条まで　削除: all of its numbers must be there again."""
        self._several_struck([node], [node_of(unit) for unit in self.units("条")])

    @staticmethod
    def _several_struck(nodes: list[Node], made: list[Node]) -> None:
        """条 in place of others where one line of 削除 may stand for several: none may be left out."""
        wanted = [n for node in nodes for n in struck.numbers(node)]
        if [n for each in made for n in struck.numbers(each)] != wanted:
            raise Refusal(
                "番号",
                f"{place_name(nodes[0])}からの新しい文の番号が違います",
                "残る番号も「第○条　削除」のように書いてください",
            )
        parent = parent_of(nodes[0])
        at = parent.children.index(nodes[0])
        for node in nodes:
            parent.drop(node)
        parent.adopt(at, made)

    def instead_of_lead(self, node: Node) -> None:
        """The words above the 号 or the 表 of a 項 (各号列記以外の部分), whose label may stand before them."""
        self._behind_article(node)
        made = self.units("項")
        if len(made) != 1 or made[0].children or made[0].number not in (node.number, (1,)):
            raise _count("各号列記以外の部分", 1, len(made))
        node.text = made[0].text

    def begins_with_heading(self) -> bool:
        """Whether a line that is no row of a table stands first: ２　大会議室."""
        return bool(self.rest) and "\t" not in self.rest[0]

    def instead_of_but_remarks(self, schedule: Node) -> None:
        """A whole 別表 but its 備考, which stay behind what is new."""
        remarks = [child for child in schedule.children if child.level == "備考"]
        self.instead_of(schedule)
        if any(child.level == "備考" for child in schedule.children):
            raise unread("備考")
        schedule.adopt(len(schedule.children), remarks)

    def instead_of_several(self, nodes: list[Node]) -> None:
        """As many units of the kind and numbers of the nodes, each in its place."""
        level = nodes[0].level
        if any(n.level != level for n in nodes) or level not in (*CLAUSES, "別表", "様式"):
            raise unread("、".join(map(place_name, nodes)))
        self._behind_article(nodes[0])
        made = read_items(self._take()) if parent_of(nodes[0]).level == "欄" else self.units(level)
        if level == "条" and any(struck.last(node_of(unit)) is not None for unit in made):
            self._several_struck(nodes, [node_of(unit) for unit in made])
            return
        if len(made) != len(nodes):
            raise _count(level, len(nodes), len(made))
        for node, unit in zip(nodes, made, strict=True):
            self._put(node, unit)

    def _behind_article(self, node: Node) -> None:
        """Drops the label of a 条 before its first 項: some houses restate 第2条第1項 as 「第2条　…」."""
        line = self.rest[0].strip(" 　") if self.rest else ""
        label, above = ARTICLE.match(line), node.parent
        if node.level != "項" or node.number != (1,) or label is None or above is None or above.level != "条":
            return
        if number_of(label[1], label[2] or "") == above.number:
            self.rest = (label[3] or "", *self.rest[1:])

    def items(self) -> list[Node]:
        """The new 号 of a 項."""
        return [node_of(unit) for unit in self.units("号")]

    def _notes(self) -> list[Unit]:
        """Items of a 備考 by their numbers."""
        return [read_note(line.strip(" 　")) for line in self._take()]

    def remarks(self) -> Node:
        """A whole 備考 with its heading."""
        made = self._inside("節")
        if len(made) != 1 or made[0].level != "備考":
            raise unread("備考")
        return node_of(made[0])

    @staticmethod
    def _put(node: Node, made: Unit) -> None:
        if made.number != node.number or (made.level == "様式" and not forms.is_called(node, made.text)):
            raise Refusal(
                "番号",
                f"{place_name(node)}の新しい文の番号が違います",
                "全部を改めるときは番号を変えずに書いてください",
            )
        new = node_of(made)
        node.text, node.cells = new.text, new.cells
        # That of a 項 stands before it, maybe for several, and is named where it changes.
        node.caption = new.caption or (node.caption if node.level == "項" else None)
        node.children = []
        node.adopt(0, new.children)

    def _inside(self, level: Level, *, divided: bool = False) -> list[Unit]:
        lines = [line.strip(" 　") for line in self._take()]
        return list(read_inside(lines, level, divided=divided))

    def _supplement(self) -> list[Unit]:
        lines = self._take()
        if _SUPPLEMENT.fullmatch(lines[0].strip(" 　")):
            lines = lines[1:]
        return list(read_units(lines, "条" if any(map(is_article, lines)) else "項", self.manner))

    def added(self, clause: Add, parent: Node, beside: Node | None) -> tuple[list[Node], Node]:
        """New nodes and the parent that takes them in. Refused: another number of them than the sentence says."""
        level = _level(clause, parent, beside)
        match level:
            case "附則":
                return [node_of(u) for u in self._supplement()], parent
            case "行" if clause.count and len(self.rest) != clause.count:
                raise _count(clause.unit, clause.count, len(self.rest))
            case "行":
                table = parent if parent.level in ("表", "部") else _only_table(parent)
                return self.rows(table), table
            case "部":
                return self.bands(parent), parent
            case "節" | "小節":
                made = self._inside(level, divided=True)
                if any(u.level != level for u in made):
                    raise unread("新しい文")
            case _ if parent.level == "備考":
                made = self._notes()
            case _ if parent.level == "欄":
                made = read_items(self._take())
            case _:
                made = self.units(level)
        if clause.count and len(made) != clause.count:
            raise _count(level, clause.count, len(made))
        return [node_of(u) for u in made], parent


def _level(clause: Add, parent: Node, beside: Node | None) -> Level | Literal["附則"]:
    match clause.unit:
        case "附則":
            return "附則"
        case "表":
            return "別表"
        case "様式":
            return "様式"
        case "号" if (beside is not None and beside.level == "行") or _has_numbered_rows(parent):
            return "行"
        case "条" | "項" | "号":
            holders = {
                "条": ("本則", "附則", "各附則"),
                "項": ("条", "附則", "各附則", "本則", "備考"),
                "号": ("項", "別表", "備考", "欄"),
            }[clause.unit]
            if parent.level not in holders:
                raise unread(f"{place_name(parent)}に{clause.unit}を加え")
            return "項" if parent.level == "備考" else clause.unit
        case _:
            return _by_neighbour(parent, beside)


def _has_numbered_rows(parent: Node) -> bool:
    """Whether what is added as 号 to a table are rows, which bear numbers there."""
    if parent.level not in ("別表", "表", "部") or any(child.level == "号" for child in parent.children):
        return False
    found = [row for row in parent.walk() if row.level == "行"]
    return bool(found) and all(is_numbered(row, n) for n, row in enumerate(found, 1))


def _by_neighbour(parent: Node, beside: Node | None) -> Level:
    """The level of what 「次のように加え」 adds."""
    if beside is not None:
        match beside.level:
            case "条" | "項" | "号" | "細分" | "小細分" | "細分3" | "細分4" | "節" | "小節" | "部" | "行" | "様式":
                return beside.level
            case _:
                raise unread(f"{place_name(beside)}の次に次のように加え")
    match parent.level:
        case "号":
            return "細分"
        case "細分" | "小細分" | "細分3":
            return SUBITEMS[SUBITEMS.index(parent.level) + 1]
        case "表" | "部":
            return "行"
        case "別表" | "節":
            below: tuple[Literal["節", "小節"], str] = ("節", "別表") if parent.level == "別表" else ("小節", "節")
            return below[0] if any(c.level == below[0] for c in parent.children) else "行"
        case "小節":
            return "行"
        case "備考":
            return "項"
        case _:
            raise unread(f"{place_name(parent)}に次のように加え")


def _only_table(parent: Node) -> Node:
    tables = [c for c in parent.children if c.level == "表"]
    if len(tables) != 1:
        raise unread(f"{place_name(parent)}の表")
    return tables[0]


def continue_with(node: Node, extent: tuple[int, int] | None, body: Body) -> None:
    """Puts a line in place of a part of the words: ただし書 or 後段 (or the words before the 号)."""
    if extent is None:
        raise unread(f"{place_name(node)}の一部")
    node.text = node.text[: extent[0]] + body.one_line("ただし書") + node.text[extent[1] :]


def _count(what: str, expected: int, found: int) -> Refusal:
    return Refusal(
        "数", f"{what}の数が{expected}のはずのところ、{found}あります", "「次の○条」の数と新しい文を確かめてください"
    )
