"""A provision taken apart for amending: mutable nodes that remember how they stood when the sentence began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal, get_args

from pipeline.amending.applying.refusal import Refusal, unread
from pipeline.labels.amendment_style import Number
from pipeline.labels.marks import is_extract
from pipeline.late.dataclass import dataclass
from pipeline.notation.citation import clause_label, schedule_label
from pipeline.notation.numbers.subitem import Subitems, label
from pipeline.provision.alike.particulars import around, style_of
from pipeline.provision.forms import heading
from pipeline.provision.unit import CHAPTERS, SUBITEMS, Level, Provision, Unit

NUMBERED: tuple[Level, ...] = ("条", "項", "号", *SUBITEMS, "別表", "節", "小節")
Root = Literal["本則", "附則", "別表集", "題名", "目次", "前文", "末文"]
ROOTS: tuple[str, ...] = get_args(Root)


@dataclass(slots=True, eq=False)
class Node:
    """A unit at work. `was`, `was_text`, `was_cells` and `had` are its number, words, cells and children as the sentence found them."""

    level: Level | Root | Literal["欄"]
    number: Number = ()
    text: str = ""
    caption: str | None = None
    cells: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = None
    was: Number = ()
    had: list[Node] = field(default_factory=list)
    was_cells: tuple[str, ...] = ()
    was_text: str = ""
    gone: bool = False
    mark: str = ""
    # Of a root: how what lies below a 号 is counted.
    subitems: Subitems = "aiueo"

    def walk(self) -> Iterator[Node]:
        """The node itself and all below it, as the sentence found them."""
        yield self
        for child in self.had:
            yield from child.walk()

    def above(self, level: str) -> Node | None:
        """The node itself or the nearest above it of a level."""
        node: Node | None = self
        while node is not None and node.level != level:
            node = node.parent
        return node

    def remember(self) -> None:
        """Takes the state of now as that of the beginning of a sentence."""
        self.was, self.was_cells, self.had = self.number, tuple(self.cells), list(self.children)
        self.was_text = self.text
        for child in self.children:
            child.remember()

    def adopt(self, at: int, made: list[Node]) -> None:
        """Takes children in at a place."""
        for node in made:
            node.parent = self
        self.children[at:at] = made

    def drop(self, child: Node) -> None:
        """Lets a child go."""
        child.gone = True
        self.children = [c for c in self.children if c is not child]


@dataclass(slots=True)
class Bench:
    """The roots of a provision at work: each holds nodes of one kind. `markers` (記, 以上) and the 制定文 stay where they are."""

    roots: dict[Root, Node]
    markers: tuple[str, str] = ("", "")
    enacting: tuple[str, ...] = ()

    def remember(self) -> None:
        """Begins a sentence."""
        for root in self.roots.values():
            root.remember()


def node_of(unit: Unit) -> Node:
    """A unit and all below it as nodes."""
    made = Node(unit.level, unit.number, unit.text, unit.caption, list(unit.cells), mark=unit.mark)
    made.adopt(0, [node_of(child) for child in unit.children])
    return made


def take_apart(provision: Provision, subitems: Subitems) -> Bench:
    """The bench of a provision, whose 細分 are counted so."""
    found = around(provision)
    roots: dict[Root, Node] = {
        "題名": _lines("題名", (provision.title,) if provision.title else ()),
        "目次": _lines("目次", provision.contents),
        "前文": _lines("前文", found.preamble[provision.enacting :]),
        "本則": _root("本則", provision.articles),
        "末文": _lines("末文", found.closing),
        "附則": _root("附則", provision.supplement),
        "別表集": _root("別表集", provision.schedules),
    }
    for root in roots.values():
        root.subitems = subitems
    return Bench(roots, found.markers, found.preamble[: provision.enacting])


def _root(name: Root, units: tuple[Unit, ...]) -> Node:
    made = Node(name)
    made.adopt(0, [node_of(unit) for unit in units])
    return made


def _lines(name: Root, lines: tuple[str, ...]) -> Node:
    made = Node(name)
    made.adopt(0, [Node("項", text=line) for line in lines])
    return made


def put_together(bench: Bench) -> Provision:
    """The provision of a bench. Raises Refusal for numbers that stand twice and for 項 that do not count up from 1."""
    roots, (opening, ending) = bench.roots, bench.markers
    preamble, closing = ([n.text for n in roots[name].children] for name in ("前文", "末文"))
    # A text that restates them has them already.
    opening = "" if preamble and style_of(preamble[-1]) else opening
    ending = "" if closing and style_of(closing[0]) else ending
    return Provision(
        title="".join(n.text for n in roots["題名"].children),
        contents=tuple(n.text for n in roots["目次"].children),
        preamble=(*bench.enacting, *preamble, *([opening] if opening else [])),
        enacting=len(bench.enacting),
        articles=_units(roots["本則"]),
        closing=(*([ending] if ending else []), *closing),
        supplement=_units(roots["附則"]),
        schedules=_units(roots["別表集"]),
    )


def _units(node: Node) -> tuple[Unit, ...]:
    ordered = list(node.children)
    for level in dict.fromkeys(child.level for child in ordered if child.level in NUMBERED):
        places = [n for n, c in enumerate(ordered) if c.level == level and c.number and not is_sheet(c)]
        held = sorted((ordered[n] for n in places), key=lambda child: child.number)
        must_differ(node, held)
        if any(child.level in CHAPTERS for child in ordered) and held != [ordered[n] for n in places]:
            raise Refusal("順序", f"{level}の番号が順に並びません", "加える場所を確かめてください")
        for at, child in zip(places, held, strict=True):
            ordered[at] = child
    return tuple(
        Unit(_level(c), _number(c), c.text, c.caption, tuple(c.cells), _units(c), mark=c.mark)
        for c in ordered
        if not c.gone
    )


def is_sheet(node: Node) -> bool:
    """Whether a unit stands among the 別表 under another name (様式第1号): its number is no number of a 別表."""
    return node.level == "別表" and node.caption is not None


def must_differ(above: Node, units: list[Node]) -> None:
    """Raises Refusal for a number that stands twice, and for 項 that do not count up from 1."""
    numbers = [unit.number for unit in units]
    if len(set(numbers)) < len(numbers):
        twice = next(n for n in numbers if numbers.count(n) > 1)
        raise Refusal(
            "重複",
            f"{place_name(above)}に同じ番号（{'の'.join(map(str, twice))}）の{units[0].level}が二つできます",
            "番号を移す規定を確かめてください",
        )
    counted = numbers == [(n,) for n in range(1, len(numbers) + 1)]
    if units and units[0].level == "項" and not counted and not _is_extract(above):
        shown = "、".join(str(n[0]) for n in numbers)
        raise Refusal(
            "欠番",
            f"{place_name(above)}の項の番号が続きません（{shown}）",
            "項を削り、又は加えた後の番号を移す規定を確かめてください",
        )


def _is_extract(node: Node) -> bool:
    """Whether a unit is, or stands in, an 附則 of which only a part is shown (抄): what it leaves out has its numbers."""
    above = node
    while above.parent is not None and above.level != "各附則":
        above = above.parent
    return above.level == "各附則" and is_extract(above.text)


def unit_of(node: Node) -> Unit:
    """A node and all below it as it stands now."""
    made = (unit_of(child) for child in node.children)
    return Unit(_level(node), _number(node), node.text, node.caption, tuple(node.cells), tuple(made), mark=node.mark)


def _number(node: Node) -> Number:
    """That of a 様式 stands in its words."""
    found = heading(node.text) if node.level == "様式" else None
    return node.number if found is None else found.number


def _level(node: Node) -> Level:
    match node.level:
        case "本則" | "附則" | "別表集" | "題名" | "目次" | "前文" | "末文" | "欄":
            raise AssertionError("a root or a cell is no unit")
        case _:
            return node.level


def place_name(node: Node) -> str:
    """第3条第2項, as messages name a node."""
    above = place_name(node.parent) if node.parent is not None else ""
    match node.level:
        case _ if node.level in CHAPTERS:
            return clause_label(node.level[-1], node.number)
        case "項" if not node.number or _is_only(node):
            return above
        case "条" | "項" | "号":
            return above + clause_label(node.level, node.number)
        case "別表":
            return schedule_label(node.number)
        case "各附則":
            return f"附則{node.was_text}"
        case "様式":
            found = heading(node.was_text or node.text)
            return found.name if found is not None else node.text
        case "欄":
            return above
        case "題名" | "目次" | "前文" | "末文" | "附則":
            return node.level
        case "本則" | "別表集":
            return ""
        case "行":
            return f"{above}{next(filter(None, node.cells), '')}の項"
        case "表":
            return f"{above}の表"
        case "節" if node.number:
            return f"{above}の{node.number[0]}"
        case "小節" if node.number:
            return f"{above}({node.number[0]})"
        case _ if node.level in SUBITEMS:
            return above + label(node.number[0], SUBITEMS.index(node.level) + 1, _root_of(node).subitems)
        case _:
            return f"{above}{node.text or node.level}"


def _is_only(paragraph: Node) -> bool:
    """Whether it is the only 項 of a 条, which is cited without it."""
    above = paragraph.parent
    return above is not None and above.level == "条" and len(above.had) == 1


def _root_of(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def parent_of(node: Node) -> Node:
    """The node above. Raises Refusal for a root."""
    if node.parent is None:
        raise unread(place_name(node))
    return node.parent
