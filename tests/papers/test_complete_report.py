"""A report accounts for everything: no entries mean that two papers are equal; the entries turn the old into the new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.amending.differences.edits import Added, Edits, Removed, walk
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.around import Around, Signature, differences_around
from pipeline.papers.change_report import report
from pipeline.papers.changes import Entry
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from tests.amending.agreements import Maker, pair
from tests.examples import examples

MANNER = Manner(House("half"))
some = settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
TABLE = """\
協約
第1条　取組は、別表のとおりとする。
別表
1　分野
連携施策\t甲の役割
医療\t中心となる。
介護\t協力する。
"""


def words(units: tuple[Unit, ...]) -> Iterator[str]:
    for top in units:
        for unit in top.walk():
            yield from (w for w in (unit.caption or "", unit.text, *unit.cells) if w)


def said(provision: Provision) -> Counter[str]:
    """Every stretch of words of a text, as often as it stands in it."""
    lines = ((provision.title,), provision.preamble, provision.closing)
    held = Counter("\n".join(each) for each in lines if any(each))
    return held + Counter(words((*provision.articles, *provision.supplement, *provision.schedules)))


def applied(old: Provision, edits: Edits, entries: tuple[Entry, ...]) -> Counter[str]:
    """The words of the old text with every entry carried out: nothing is known but what the report says."""
    held = said(old)
    changes = list(walk((*edits.articles, *edits.supplement, *edits.schedules)))
    added = iter([c.new for c in changes if isinstance(c, Added)])
    removed = iter([c.old for c in changes if isinstance(c, Removed)])
    for entry in entries:
        match entry.kind:
            case "番号のみ":
                continue
            case "追加" if not entry.column:
                unit = next(added)
                assert set("".join(words((unit,)))) <= set(entry.new)
                held.update(words((unit,)))
            case "削除" if not entry.column:
                held.subtract(words((next(removed),)))
            case _:
                held.subtract([entry.old] if entry.old else [])
                held.update([entry.new] if entry.new else [])
    assert not list(added)
    assert not list(removed)
    return Counter({w: n for w, n in held.items() if n})


def with_column(provision: Provision, random: Random) -> Provision:
    """The text with a 欄 put in or taken out of each of its tables."""

    def changed(unit: Unit) -> Unit:
        if unit.level not in ("表", "行"):
            return replace(unit, children=tuple(changed(c) for c in unit.children))
        at = random.randrange(len(unit.cells) + 1)
        cells = (*unit.cells[:at], f"新{random.randrange(9)}", *unit.cells[at:])
        if len(unit.cells) > 2 and random.random() < 0.4:
            cells = (*unit.cells[:at], *unit.cells[at + 1 :])
        return replace(unit, cells=cells, children=tuple(changed(c) for c in unit.children))

    return replace(provision, schedules=tuple(changed(u) for u in provision.schedules))


@some
@given(st.integers(0, 2**32), st.booleans())
def test_entries_turn_the_old_into_the_new(seed: int, columns: bool):
    random = Random(seed)
    old, new = pair(random)
    if columns:
        new = with_column(new, random)
    edits = align(old, new)

    entries = report(edits, MANNER).entries

    assert said(new) == applied(old, edits, entries)
    assert (old == new) == (entries == ())


@some
@given(st.integers(0, 2**32))
def test_a_text_and_itself_have_no_entries(seed: int):
    text = Maker(Random(seed)).provision()

    assert () == report(align(text, text), MANNER).entries


@pytest.mark.parametrize("turned", [False, True])
def test_a_column_that_only_one_paper_has_is_told_for_each_of_its_cells(turned: bool):
    """A whole column came or went and the answer was 「変わるところはありません。」 (a table of 別表2)."""
    wide = (
        TABLE.replace("甲の役割", "甲の役割\t備考")
        .replace("となる。", "となる。\t費用は乙が負担する。")
        .replace("協力する。", "協力する。\t")
    )
    sides = [read_provision(TABLE)[0], read_provision(wide)[0]]
    old, new = reversed(sides) if turned else sides

    found = [
        (e.kind, e.place_old or e.place_new, e.column, e.old or e.new) for e in report(align(old, new), MANNER).entries
    ]

    kind = "削除" if turned else "追加"
    assert [
        (kind, "別表1の表", "備考", "備考"),
        (kind, "別表1の表医療の項", "備考", "費用は乙が負担する。"),
        (kind, "別表1の表介護の項", "備考", ""),
    ] == found


def test_an_entry_names_the_column_in_which_it_stands():
    new = read_provision(TABLE.replace("協力する。", "主体となる。"))[0]

    (entry,) = report(align(read_provision(TABLE)[0], new), MANNER).entries

    assert ("別表1の表介護の項", "甲の役割", "協力する。", "主体となる。") == (
        entry.place_new,
        entry.column,
        entry.old,
        entry.new,
    )


AROUND = Around(
    ("連携協約書", "令和元年12月25日"),
    ("令和元年12月25日",),
    (Signature("甲", "青森市長", "小野寺晃彦"), Signature("乙", "蓬田村長", "久慈修一")),
)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (AROUND, []),
        (replace(AROUND, cover=("協約書", "令和元年12月25日")), [("表紙", "連携協約書", "協約書")]),
        (replace(AROUND, days=("令和元年12月26日",)), [("締結日", "令和元年12月25日", "令和元年12月26日")]),
        (
            replace(AROUND, signers=(AROUND.signers[0], Signature("乙", "平内町長", "久慈修二"))),
            [("記名（乙の職名）", "蓬田村長", "平内町長"), ("記名（乙の氏名）", "久慈修一", "久慈修二")],
        ),
        (replace(AROUND, signers=AROUND.signers[:1]), [("記名（乙の職名）", "蓬田村長", ""), ("記名（乙の氏名）", "久慈修一", "")]),
        (replace(AROUND, signers=(Signature("甲", "青森市長　小野寺晃彦", ""), AROUND.signers[1])), []),
        (replace(AROUND, signers=AROUND.signers[::-1]), [("記名（順序）", "甲、乙", "乙、甲")]),
    ],
)  # fmt: skip
def test_cover_day_and_names_are_part_of_the_paper(new: Around, told: list[tuple[str, str, str]]):
    assert told == [(a.place, a.old, a.new) for a in differences_around(AROUND, new)]
