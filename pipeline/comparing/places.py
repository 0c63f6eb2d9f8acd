"""A path in a tree -> what a reader calls the place: headings from the outside in, table, row by its key, column."""

from __future__ import annotations

from pipeline.comparing.node import PARTED, Node, Path, trail
from pipeline.comparing.pairing import columns
from pipeline.late.regex import regex

# Between the parts of a place, and what the place of a row ends with.
BELOW, ROW = " ＞ ", "の項"
_FIGURE = regex(r"[0-9０-９,，.．△▲−%％ 　-]*")
_COUNTS = regex(r"[0-9０-９①-⑳ア-ン一二三四五六七八九十ⅰ-ⅻⅠ-Ⅻa-z]")
# What stands at no heading.
NOWHERE = "冒頭"
_LONGEST = 40


class Places:
    """Names the places of one tree."""

    def __init__(self, root: Node) -> None:
        self.root = root
        sections = [c for c in root.children if c.kind == "節"]
        # The heading of the whole paper says nothing of a place in it.
        self._whole = sections[0] if len(sections) == 1 and sections[0].form in ("", "1") else None
        self._flat = self._headings(root)

    @staticmethod
    def _headings(root: Node) -> list[tuple[Node, ...]]:
        """Where sections are not told: the headings above each block."""
        open_: list[Node] = []
        made = []
        levels = [c.level for c in root.children if c.level]
        # A title is above all others, and says nothing of a place in the paper.
        has_title = len(levels) > 1 and levels[0] < min(levels[1:]) and root.children[0].level > 0
        for n, child in enumerate(root.children):
            if child.level and not (has_title and n == 0):
                while open_ and open_[-1].level >= child.level:
                    open_.pop()
                made.append(tuple(open_))
                open_.append(child)
            else:
                made.append(tuple(open_))
        return made

    def heads(self, path: Path) -> tuple[str, ...]:
        """The headings above a place, outermost first; its own, if it is a section, is the last."""
        nodes = trail(self.root, path)
        held = [n for n in nodes if n.kind == "節" and (n is not self._whole or len(nodes) == 1)]
        return tuple(_heading(n) for n in (*self._flat[path[0]], *held)) if path else ()

    def place(self, path: Path) -> str:
        """第2章 現状と課題 ＞ 路線の状況の表 ＞ 川辺線の項."""
        nodes = trail(self.root, path)
        said = list(self.heads(path))
        for n, node in enumerate(nodes):
            match node.kind:
                case "表":
                    name = self._table(path[: n + 1], node, nodes[n + 1 :])
                    said.append("表" if said and name == f"{said[-1]}の表" else name)
                case "図":
                    said.append(f"{node.key}の図" if node.key else "図")
                case "行":
                    said.append(key_of(node) + ROW if key_of(node) else f"{path[n] + 1}行目")
                case "欄名":
                    said.append("欄名")
                case "文" if node.level:
                    said.append(_heading(node))
                case "文" if _COUNTS.search(node.label) and node is nodes[-1]:
                    said.append(node.label.strip(" \u3000"))
        return BELOW.join(said) or NOWHERE

    def _table(self, path: Path, table: Node, below: tuple[Node, ...]) -> str:
        if below and below[0].key:
            return f"{below[0].key}の表"
        above = self.root
        for n in path[:-1]:
            above = above.children[n]
        tables = [n for n, c in enumerate(above.children) if c.kind == "表"]
        name = f"{table.key}の表" if table.key else "表"
        same = [n for n in tables if above.children[n].key == table.key]
        return name if len(same) == 1 else f"{name}（{same.index(path[-1]) + 1}番目）"

    def column(self, path: Path) -> str:
        """The name of the column in which a cell stands; its number where it has no name. "" for what is no cell."""
        nodes = trail(self.root, path)
        if not nodes or nodes[-1].kind != "欄":
            return ""
        cell, table = nodes[-1], nodes[-3]
        heads = columns.heads(table)
        names = nodes[-2].columns or (heads if any(heads) else _first_row(table))
        name = names[cell.column] if cell.column < len(names) else ""
        return name.replace(PARTED, "") or f"{cell.column + 1}列目"


def key_of(row: Node) -> str:
    """What a row tells of: its first words that are no figure, behind the cells that hold for several rows."""
    own = next((c.words for c in row.children if not c.is_joined and not _FIGURE.fullmatch(c.words)), "")
    return _cut(own or next((c.words for c in row.children if c.words), ""))


def _heading(node: Node) -> str:
    label = node.label.strip(" \u3000")
    return _cut(f"{label} {node.words}" if label and node.words else label or node.words)


def _cut(words: str) -> str:
    words = words.replace(PARTED, " ").replace("\u3000", " ")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _first_row(table: Node) -> tuple[str, ...]:
    """Where heads are not told: the first row, if it holds no figure."""
    row = table.children[0]
    cells = [c.words for c in row.children]
    return tuple(cells) if all(cells) and not any(_FIGURE.fullmatch(c) for c in cells) else ()
