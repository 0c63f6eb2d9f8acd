"""別表 and tables of a draft -> what a source says of them: the short form where the paper has its columns, else 列 and 行."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from pipeline.importing.structure.draft import Annex, Draft, Grid
from pipeline.importing.transcript.ledger import Ledger, told_apart
from pipeline.source.rewriting.yaml_text import Tree

Made = dict[str, Tree]

_SECTIONS = ["1", "(1)", "ア", "(ア)"]
_SHORT = ("連携施策", "取組内容")
# 〇 is the numeral that offices type for ○; what stands where there is no mark.
_MARKS = frozenset("○〇◯◎●△▲▽×✕✖✓✔☑")
_NO_MARK = frozenset("－―–—-ー☐□")
# What a row may say of itself, beside its cells.
_OWN_KEYS = {"キー", "帯", "欄", "相手方別", "数える"}


class AnnexWriter:
    """Writes the tables of one draft; every word goes through the ledger once."""

    def __init__(self, draft: Draft, ledger: Ledger, names: Counter[str]) -> None:
        """`names` counts the headings of 条 and 別表: a citation by one of them means one unit."""
        self.draft = draft
        self.put = ledger.put
        self.names = names

    def annex(self, annex: Annex) -> Made:
        """One 別表."""
        made: Made = {"呼び名": self.put(annex.label)} if annex.label else {}
        if annex.related:
            made["関係"] = annex.related[0] if len(annex.related) == 1 else list(annex.related)
        if annex.heading:
            made |= told_apart(self.names, annex.heading)
            made["見出し"] = self.put(annex.heading)
            if annex.heading_place:
                made["見出しの位置"] = annex.heading_place
        if len(annex.related) > 1 and annex.joint != "、":
            made["関係のつなぎ"] = annex.joint
        if annex.is_deleted:
            return made | {"削除": "はい"}
        ladder = _ladder(annex)
        if ladder and ladder != _SECTIONS[: len(ladder)]:
            made["項目の記号"] = list(ladder)
        return made | self._content(annex)

    def _division(self, annex: Annex, used: Counter[str]) -> Made:
        heading = self.put(annex.heading)
        return told_apart(used, heading) | {"見出し": heading} | self._content(annex)

    def _content(self, annex: Annex) -> Made:
        made: Made = {}
        if annex.foreword:
            made["前書き"] = self._texts(annex.foreword)
        grids = annex.grids
        if len(grids) == 1 and not grids[0].title and not grids[0].notes:
            made |= self._short(grids[0]) or self.grid(grids[0])
        elif grids:
            made["表"] = [self.grid(g) for g in grids]
        if annex.children:
            used: Counter[str] = Counter()
            made["項目"] = [self._division(c, used) for c in annex.children]
        if annex.afterword:
            made["後書き"] = self._texts(annex.afterword)
        if annex.remarks:
            made["備考"] = self._remarks(annex)
        if annex.notes:
            made["注"] = self._texts(annex.notes)
        return made

    def _remarks(self, annex: Annex) -> Tree:
        if len(annex.remarks) == 1 and annex.first_mark:
            # A build numbers 備考 only where there are several: the number of a single one is part of its words.
            self.draft.computed.remove(annex.first_mark)
            return self.put(f"{annex.first_mark}\u3000{annex.remarks[0]}")
        made: list[Tree] = [self.put(r) for r in annex.remarks]
        return made if annex.has_numbered_remarks else made[0]

    def _short(self, grid: Grid) -> Made:
        """連携施策, 取組内容 and the roles of all parties in their order; {} for any other table."""
        called = [symbol or name for symbol, name in self.draft.parties]
        if grid.heads != [*_SHORT, *(f"{c}の役割" for c in called)] or any(grid.groups) or grid.merged:
            return {}
        rows = [r for r in grid.rows if not isinstance(r, str) and all(len(c) == 1 and c[0] for c in r)]
        if len(rows) != len(grid.rows) or not rows:
            return {}
        self.draft.computed += grid.heads
        used: Counter[str] = Counter()
        made: list[Tree] = []
        for row in rows:
            cells = [self.put(c[0]) for c in row]
            key = told_apart(used, cells[0])
            roles: Made = dict(zip(called, cells[2:], strict=True))
            made.append(key | {"連携施策": cells[0], "取組内容": cells[1], "役割": roles})
        return {"施策": made}

    def grid(self, grid: Grid) -> Made:
        """One table with its own columns."""
        made: Made = {"題": self.put(grid.title)} if grid.title else {}
        if any(grid.heads) or any(grid.groups) or grid.merged:
            made["列"] = self._columns(grid)
        else:
            made["欄名"] = "なし"
        above: Sequence[tuple[str, ...]] = ()
        rows: list[Tree] = []
        for row in grid.rows:
            if isinstance(row, str):
                rows.append({"帯": self.put(row)})
                above = ()
                continue
            cells: list[Tree] = []
            for n, paras in enumerate(row):
                goes_on = n in grid.merged and bool(above) and above[n] is paras
                texts = list(paras) if goes_on else [self.put(p) for p in paras]
                cells.append(texts[0] if len(texts) == 1 else texts)
            rows.append(_row(grid.heads, cells))
            above = row
        made["行"] = rows
        for key, texts in (("備考", grid.remarks), ("注", grid.notes), ("後書き", grid.after)):
            if texts:
                made[key] = self._texts(texts)
        return made

    def _columns(self, grid: Grid) -> Tree:
        return self._columns_below(grid, range(len(grid.heads)), 0)

    def _columns_below(self, grid: Grid, columns: Sequence[int], level: int) -> list[Tree]:
        """The columns of a stretch from this level of heads on; each head above several is written once."""
        made: list[Tree] = []
        for group, run in groupby(columns, lambda n: grid.groups[n][: level + 1][level:]):
            stretch = list(run)
            if group:
                below = self._columns_below(grid, stretch, level + 1)
                made.append({"名": self.put(group[0]), "列": below})
                continue
            for n in stretch:
                name = self.put(grid.heads[n])
                look: Made = {"結合": "はい"} if n in grid.merged else {"形": "印"} if _holds_marks(grid, n) else {}
                made.append({"名": name} | look if look else name)
        return made

    def _texts(self, texts: Sequence[str]) -> Tree:
        made = [self.put(t) for t in texts]
        return made[0] if len(made) == 1 else made


def _row(heads: Sequence[str], cells: Sequence[Tree]) -> Tree:
    """A row by the names of its columns; by their order where the names do not tell them apart."""
    if len(set(heads)) < len(heads) or not all(heads) or set(heads) & _OWN_KEYS or not any(cells):
        return list(cells)
    return {head: cell for head, cell in zip(heads, cells, strict=True) if cell}


def _holds_marks(grid: Grid, column: int) -> bool:
    """Whether the cells of a column hold nothing but ○, △ and the like: they stand in its middle."""
    held = {para for row in grid.rows if not isinstance(row, str) for para in row[column] if para}
    return bool(held & _MARKS) and held <= _MARKS | _NO_MARK


def _ladder(annex: Annex) -> list[str]:
    """The first labels of the divisions, level by level."""
    made: list[str] = []
    level = annex.children
    while level:
        made.append(level[0].kind or "なし")
        level = [c for each in level for c in each.children]
    return made
