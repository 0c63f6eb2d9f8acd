"""Edits -> the change report: every change with its kind, and whether somebody wrote it or it follows from others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.amending.differences.columns import Columns, paired
from pipeline.amending.differences.edits import Added, Change, Changed, Edits, Kept, Lines, Removed, units_of
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import REMARKS
from pipeline.notation.citation import find
from pipeline.papers.around import Aside
from pipeline.papers.changes import Entry, Guessed, Kind, Report, entry_id, numbered, subjects_of
from pipeline.provision.forms import heading, renamed
from pipeline.provision.unit import CHAPTERS, SUBITEMS, Unit, names, readable
from pipeline.provision.write import division_mark, unit_lines

_SUPPLEMENT: str = "附則"


class IncompleteReportError(Exception):
    """Two texts differ and the report would say nothing: our fault, and never to be printed as 「変わるところはない」."""


def report(edits: Edits, manner: Manner, aside: Iterable[Aside] = ()) -> Report:
    """The change report of two provisions, and of what stands around them. No entries mean that both say the same."""
    reporter = _Reporter(manner)
    found: list[Entry] = list(reporter.aside(aside))
    for title, lines in (("題名", edits.title), ("目次", edits.contents), ("前文", edits.preamble)):
        found += reporter.lines(title, lines)
    found += reporter.units(edits.articles, "", "")
    found += reporter.lines("末文", edits.closing)
    found += reporter.units(edits.supplement, _SUPPLEMENT, _SUPPLEMENT)
    found += reporter.units(edits.schedules, "", "")
    places = reporter.places(edits)
    guesses = tuple(Guessed(places[id(g.old)], places[id(g.new)], g.likeness) for g in edits.guesses)
    if not found and not _is_nothing(edits):
        raise IncompleteReportError
    return Report(numbered(found), guesses)


def _is_nothing(edits: Edits) -> bool:
    """Whether both sides are the same in every word and number."""
    changes = (*edits.articles, *edits.supplement, *edits.schedules)
    lines = (edits.title, edits.contents, edits.preamble, edits.closing)
    return all(x.old == x.new for x in lines) and all(isinstance(c, Kept) and c.old == c.new for c in changes)


class _Reporter:
    """Names places and makes the entries."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        # What rows are called among those beside them, where their first cells do not tell them apart.
        self.row_names: dict[int, str] = {}
        # What tables are called that stand one below the other.
        self.table_names: dict[int, str] = {}

    def aside(self, found: Iterable[Aside]) -> Iterator[Entry]:
        for each in found:
            kind: Kind = "字句" if each.old and each.new else "追加" if each.new else "削除"
            places = (each.place if each.old else "", each.place if each.new else "")
            yield self._entry(kind, places, (each.old, each.new), automatic=False)

    def lines(self, title: str, lines: Lines) -> Iterator[Entry]:
        if lines.old != lines.new:
            yield self._entry("字句", (title, title), ("\n".join(lines.old), "\n".join(lines.new)), automatic=False)

    def units(self, changes: tuple[Change, ...], old_above: str, new_above: str) -> Iterator[Entry]:
        for change in changes:
            match change:
                case Kept(old=old, new=new):
                    yield from self._kept(old, new, old_above, new_above)
                case Added(new=new):
                    place = new_above + self.name(new)
                    made = self._entry("追加", ("", place), ("", self._plain(new)), automatic=False)
                    # Its own label changes where another unit is put in before it.
                    yield replace(made, id=entry_id("追加", old_above, "", ("", _cited(new))))
                case Removed(old=old):
                    place = old_above + self.name(old)
                    yield self._entry("削除", (place, ""), (self._plain(old), ""), automatic=False)
                case Changed(old=old, new=new, below=below):
                    for unit in (old, new):
                        self._call_rows(unit)
                        self._call_tables(unit)
                    places = (old_above + self.name(old), new_above + self.name(new))
                    yield from self._moved(old, new, old_above, new_above)
                    yield from self._own(old, new, places)
                    yield from self._rows(old, new, below, places) if old.level == "表" else self.units(below, *places)

    def _kept(self, old: Unit, new: Unit, old_above: str, new_above: str) -> Iterator[Entry]:
        """Units of the same words; numbers may differ in them, too."""
        yield from self._moved(old, new, old_above, new_above)
        if old.children != new.children:
            places = (old_above + self.name(old), new_above + self.name(new))
            for a, b in zip(old.children, new.children, strict=True):
                yield from self._kept(a, b, *places)

    def _call_rows(self, above: Unit) -> None:
        """The rows right below a 表 or 部 by the names that a 改め文 has for them."""
        rows = [unit for unit in above.children if unit.level == "行"]
        for row, name in zip(rows, names([row.cells for row in rows]), strict=True):
            if name is not None:
                self.row_names[id(row)] = name

    def _call_tables(self, above: Unit) -> None:
        """Each of several tables by its title, else by its place among them."""
        tables = [unit for unit in above.children if unit.level == "表"]
        if len(tables) < 2:
            return
        for before, unit in pairwise((None, *above.children)):
            if unit is not None and unit.level == "表":
                title = before.text if before is not None and before.level == "後文" else ""
                place = next(n for n, table in enumerate(tables, 1) if table is unit)
                self.table_names[id(unit)] = f"「{readable(title)}」の表" if title else f"の{place}番目の表"

    def _rows(self, old: Unit, new: Unit, below: tuple[Change, ...], places: tuple[str, str]) -> Iterator[Entry]:
        """What changes below the 欄名 of a table: words of a row by the 欄 in which they stand."""
        columns = paired(old.cells, new.cells)
        for change in below:
            if isinstance(change, Changed) and change.old.level == "行":
                where = (places[0] + self.name(change.old), places[1] + self.name(change.new))
                yield from self._cells(change.old, change.new, columns, (old.cells, new.cells), where)
            elif isinstance(change, Changed) and change.old.level == "部":
                self._call_rows(change.old)
                self._call_rows(change.new)
                where = (places[0] + self.name(change.old), places[1] + self.name(change.new))
                yield from self._own(change.old, change.new, where)
                yield from self._rows(replace(old, children=()), replace(new, children=()), change.below, where)
            else:
                yield from self.units((change,), *places)

    def _cells(
        self,
        old: Unit,
        new: Unit,
        columns: Columns,
        heads: tuple[tuple[str, ...], tuple[str, ...]],
        places: tuple[str, str],
    ) -> Iterator[Entry]:
        """The cells of two rows, or the 欄名 of two tables, that differ; those of a 欄 that only one side has are told."""
        if (len(old.cells), len(new.cells)) != (len(heads[0]), len(heads[1])):
            columns = paired(old.cells, new.cells)
        cited = tuple(new.skeleton.split("\t"))
        for a, b in columns:
            before, after = old.cells[a] if a is not None else "", new.cells[b] if b is not None else ""
            if before == after and a is not None and b is not None:
                continue
            at, head = (a, heads[0]) if b is None else (b, heads[1])
            name = readable(head[at] if at is not None and at < len(head) else "") or f"{(at or 0) + 1}列目"
            if a is not None and b is not None:
                yield self._words(
                    before, after, places, skeletons=("", cited[b] if b < len(cited) else ""), column=name
                )
            else:
                kind: Kind = "追加" if a is None else "削除"
                where = ("" if a is None else places[0], "" if b is None else places[1])
                yield self._entry(kind, where, (before, after), automatic=False, column=name)

    def _moved(self, old: Unit, new: Unit, old_above: str, new_above: str) -> Iterator[Entry]:
        if old.number != new.number:
            places = (old_above + self.name(old), new_above + self.name(new))
            made = self._entry("番号のみ", places, (self.name(old), self.name(new)), automatic=True)
            yield replace(made, id=entry_id("番号のみ", places[0], "", ("", "")))

    def _own(self, old: Unit, new: Unit, places: tuple[str, str]) -> Iterator[Entry]:
        if old.caption != new.caption:
            yield self._entry("見出し", places, (old.caption or "", new.caption or ""), automatic=False)
        if old.cells != new.cells:
            yield from self._cells(old, new, paired(old.cells, new.cells), (old.cells, new.cells), places)
        if old.level == "様式" and old.number != new.number:
            # Its number is part of its words, and told apart.
            old = replace(old, text=renamed(old.text, new.text))
        if old.text != new.text:
            yield self._words(old.text, new.text, places, skeletons=(old.skeleton, new.skeleton))

    def _words(
        self, old: str, new: str, places: tuple[str, str], skeletons: tuple[str, str], column: str = ""
    ) -> Entry:
        """引用のみ: the texts without their citations are the same; automatic if the targets are, too."""
        kind: Kind = "引用のみ" if _without_citations(old) == _without_citations(new) else "字句"
        automatic = kind == "引用のみ" and bool(skeletons[0]) and skeletons[0] == skeletons[1]
        made = self._entry(kind, places, (old, new), automatic=automatic, column=column)
        return replace(made, id=entry_id(kind, places[0], column, (old, skeletons[1] or new)))

    def _entry(
        self, kind: Kind, places: tuple[str, str], words: tuple[str, str], *, automatic: bool, column: str = ""
    ) -> Entry:
        words = (readable(words[0]), readable(words[1]))
        subjects = () if kind in ("引用のみ", "番号のみ") else subjects_of(*words)
        own = entry_id(kind, places[0], column, words)
        return Entry(own, kind, subjects, automatic, *places, *words, column)

    def _plain(self, unit: Unit) -> str:
        return "\n".join(readable(line) for line in unit_lines([unit], self.manner))

    def places(self, edits: Edits) -> Mapping[int, str]:
        """Where the units of guessed pairs stand: 第3条第1項第4号."""
        asked = {id(unit) for guess in edits.guesses for unit in (guess.old, guess.new)}
        made: dict[int, str] = {}

        def walk(unit: Unit, *above: Unit | str) -> None:
            if id(unit) in asked:
                names = [each if isinstance(each, str) else self.name(each) for each in (*above, unit)]
                made[id(unit)] = ("".join(names) or REMARKS).removeprefix("の")
            for child in unit.children:
                walk(child, *above, unit)

        for changes, above in ((edits.articles, ""), (edits.supplement, _SUPPLEMENT), (edits.schedules, "")):
            for unit in (unit for change in changes for unit in units_of(change)):
                walk(unit, above)
        return made

    def name(self, unit: Unit) -> str:
        """第4条, 第2項, 介護の項."""
        match unit.level:
            case "条":
                return self.manner.article(unit.number)
            case "項":
                # The only text of a 備考 bears none.
                return self.manner.paragraph(unit.number) if unit.number else ""
            case "号":
                return self.manner.item(unit.number)
            case "別表":
                return unit.caption or self.manner.schedule(unit.number)
            case "節" | "小節":
                return division_mark(unit, self.manner) or unit.text
            case "行":
                return f"{readable(self.row_names.get(id(unit), unit.cells[0]))}の項"
            case "表":
                return self.table_names.get(id(unit), "の表")
            case "部":
                return f"{unit.text}の部"
            case "備考":
                return unit.text or REMARKS
            case "後文":
                return "の番号のない文"
            case "様式":
                found = heading(unit.text)
                return found.name if found is not None else unit.text
            case "各附則":
                # 附則 stands before it: 附則（令和8年条例第9号）第2項.
                return unit.text
            case _ if unit.level in SUBITEMS:
                return self.manner.subitem_mark(unit.number, SUBITEMS.index(unit.level) + 1)
            case _ if unit.level in CHAPTERS:
                return self.manner.chapter(unit.level[-1], unit.number)
            case _:
                raise AssertionError(unit.level)


def _without_citations(text: str) -> str:
    made, at = "", 0
    for found in find(text):
        made += text[at : found.start] + "〔〕"
        at = found.end
    return made + text[at:]


def _cited(unit: Unit) -> str:
    """All words of a unit by what they cite, as far as it is known: numbers follow other changes."""
    return "\n".join("\n".join((u.caption or "", u.skeleton or u.text, *u.cells)) for u in unit.walk())
