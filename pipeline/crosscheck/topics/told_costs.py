"""事業費 in tables of words and in sentences: what a plan tells in passing of a project that a vision or budget knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from pipeline.crosscheck.facts import Paper
from pipeline.crosscheck.reading import Above, Prose, bare, is_literal, parts, prose, sentences, year_around, year_named
from pipeline.diagnostics import Span, Written
from pipeline.kinds.shared.amounts import Amount
from pipeline.kinds.shared.blocks import Table, TableCell
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding.scan import find_all
from pipeline.notation.numbers import money, quantity
from pipeline.notation.problem import NotationError

_NAMES = regex("事業名?|取組|名称")
_AMOUNTS = regex("事業費|予算額|予算|金額|当初")
_UNIT = regex("(百万円|千円|万円|億円|円)")
_BARE = regex("[0-9][0-9,]*(?:\\.[0-9]+)?")
# A sentence that tells the whole cost of a project; one that tells part of it, or of several years.
_TELLS = regex("事業費|予算額|予算は|予算を")
_PART = regex(
    "うち|内数|約|およそ|程度|増|減|補助|国庫|県支出|一般財源|負担|前年|総額|累計|総事業費|見込|以内|上限|超|から[0-9]|1人|一人|当たり"
)


@dataclass(frozen=True, slots=True)
class ToldCost:
    """An amount, whose it is said to be and of which year; `part` names what it may be only part of."""

    name: Written | str
    shown: str
    year: int
    amount: Amount
    place: Span


def told_costs(paper: Paper, known: Collection[str]) -> Iterator[ToldCost]:
    """Costs of projects in `known` (as compared) that tables and sentences of a paper tell."""
    for model, above in parts(paper.model):
        if isinstance(model, Table):
            yield from _of_table(model, above, known)
    longest = sorted(known, key=len, reverse=True)
    for written in paper.texts:
        if "円" in written.text and _TELLS.search(written.text) and is_literal(written):
            read = prose(written)
            if read is not None:
                yield from _of_prose(read, longest)


def _of_table(table: Table, above: Above, known: Collection[str]) -> Iterator[ToldCost]:
    """Rows of which one column names a project and another tells its amount of a year."""
    heads = ["".join(t.text for t in cell.texts) for cell in table.head]
    at = next((n for n, head in enumerate(heads) if _NAMES.search(head) and not _AMOUNTS.search(head)), None)
    if at is None or any(cell.columns > 1 for cell in table.head):
        return
    for n, head in enumerate(heads):
        if not _AMOUNTS.search(head) or n == at:
            continue
        year = year_named(head) or year_named(table.title.text) or year_around(above)
        unit = _UNIT.search(head) or _UNIT.search(table.title.text)
        if year is None:
            continue
        for row in table.rows:
            if len(row) == len(heads) and all(cell.columns == cell.rows == 1 for cell in row):
                yield from _of_row(row[at], row[n], year, unit[1] if unit is not None else "", known)


def _of_row(name: TableCell, cell: TableCell, year: int, unit: str, known: Collection[str]) -> Iterator[ToldCost]:
    if len(name.texts) != 1 or len(cell.texts) != 1 or not is_literal(name.texts[0]) or not is_literal(cell.texts[0]):
        return
    written = cell.texts[0]
    words = unicodedata.normalize("NFKC", written.text).strip()
    amount = _amount(words + unit if unit and _BARE.fullmatch(words) else words, written)
    if amount is not None and bare(name.texts[0].text) in known:
        shown = written.text.strip() + (unit if _BARE.fullmatch(words) else "")
        yield ToldCost(name.texts[0], shown, year, amount, written.span())


def _amount(words: str, written: Written) -> Amount | None:
    """An amount with the width of its last digit; None for other words."""
    blocks = money.parse_blocks(words)
    if blocks is not None:
        return Amount(blocks.yen, blocks.grain_yen, written)
    unit = next((u for u in sorted(money.UNITS, key=len, reverse=True) if words.endswith(u)), None)
    try:
        parsed = quantity.parse(words)
    except NotationError:
        return None
    if unit is None or parsed.unit != "円" or parsed.value != parsed.value.to_integral_value():
        return None
    grain = money.UNITS[unit] // 10 ** len(words.removesuffix(unit).partition(".")[2])
    return Amount(int(parsed.value), max(1, grain), written)


def _of_prose(read: Prose, known: list[str]) -> Iterator[ToldCost]:
    """A sentence with one project, one year and one amount, all of which is the project's."""
    for start, end in sentences(read.text):
        sentence = read.text[start:end]
        if not _TELLS.search(sentence) or _PART.search(sentence):
            continue
        found = find_all(sentence)
        amounts = [f for f in found if f.kind == "amount"]
        years = {year for f in found if f.kind == "fiscal_year" and (year := year_named(f.text)) is not None}
        if len(amounts) != 1 or len(years) != 1:
            continue
        said = bare(sentence)
        names = [name for name in known if len(name) > 3 and name in said]
        if not names or any(name not in names[0] for name in names):
            continue
        at = amounts[0]
        amount = _amount(unicodedata.normalize("NFKC", at.text), read.written)
        if amount is not None:
            place = read.span(start + at.start, start + at.end)
            shown = read.words(start + at.start, start + at.end)
            yield ToldCost(names[0], shown, years.pop(), amount, place)
