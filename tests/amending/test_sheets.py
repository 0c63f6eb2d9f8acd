"""What a source calls 様式第1号, 別紙 or 別記 (呼び名) is amended as the 様式 that it is, its rows as they look."""

from __future__ import annotations

import os
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.language.signs import as_meant, for_people
from pipeline.amending.prove import Proven, Unproven, amend, is_same_text
from pipeline.galley import Grid, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.unit import Provision, Unit

COUNT = int(os.environ.get("RENKEI_REVISIONS", "120"))
MANNER = Manner(House("half"))
ROWS = ("使用者の住所", "使用者の氏名", "使用の日時", "使用の目的", "その他\v(1)　減免", "備考")
LINES = (
    "公民館使用許可申請書",
    "次のとおり申請します。",
    "見本町長　様",
    "年　　月　　日",
    "1　この申請書は、2通提出してください。",
)
NAMES = ("様式第{}号", "別記様式第{}号", "第{}号様式")


def _sheet(name: str, at: int, random: Random) -> Unit:
    table = Unit(
        "表",
        cells=("項目", "記入"),
        children=tuple(Unit("行", cells=(row, "")) for row in random.sample(ROWS, random.randint(1, 4))),
    )
    inside = [Unit("後文", text=line) for line in random.sample(LINES, random.randint(0, 3))]
    inside.insert(random.randint(0, len(inside)), table)
    if random.random() < 0.3:
        inside.append(Unit("備考", children=(Unit("項", (), "太枠の中を記入してください。"),)))
    return Unit("別表", (0, at), "（第1条関係）", name, children=tuple(inside))


def _rule(sheets: tuple[Unit, ...]) -> Provision:
    article = Unit("条", (1,), children=(Unit("項", (1,), "申請は、様式によりするものとする。"),))
    return Provision("公民館規則", articles=(article,), schedules=sheets)


@settings(max_examples=COUNT, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.sampled_from(NAMES))
def test_whatever_becomes_of_sheets_the_file_of_the_amendment_leads_there(seed: int, name: str):
    random = Random(seed)
    old = _rule(tuple(_sheet(name.format(n), n, random) for n in range(1, random.randint(2, 4))))
    kept = [u for u in old.schedules if random.random() < 0.8]
    if random.random() < 0.5:
        kept.insert(random.randint(0, len(kept)), _sheet(name.format(9), 9, random))
    changed = [_sheet("", 0, random) if random.random() < 0.2 else u for u in kept]
    new = _rule(tuple(replace(u, number=(0, n), caption=name.format(n)) for n, u in enumerate(changed, 1)))
    if old == new:
        return
    made = amend(old, new, MANNER)
    if isinstance(made, Unproven):
        # Only where nothing is to be seen: the paragraphs of a cell stand in one line of a 様式.
        assert is_same_text(old, new, MANNER), made.reason
        return

    assert is_same_text(apply(old, as_meant(for_people(made.text)), MANNER), new, MANNER)
    assert (old, new) == (made.old, made.new)
    assert compare(made.edits, MANNER, MANNER.house.marks)


def test_words_are_quoted_and_what_comes_moves_the_next():
    first, second = (_sheet(f"様式第{n}号", n, Random(n)) for n in (1, 2))
    between = Unit("別表", (0, 2), "（第1条関係）", "様式第2号", children=(Unit("後文", text="減免申請書"),))
    old = _rule((first, second))
    new = _rule((first, between, replace(second, number=(0, 3), caption="様式第3号")))
    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made.reason
    assert (
        "様式第2号を様式第3号とし、様式第1号の次に次の1様式を加える。\n様式第2号（第1条関係）\n減免申請書\n"
        == made.text
    )


def test_a_cell_is_quoted_without_what_parts_it_from_the_next():
    table = Unit("表", cells=("氏名", "期間", "備考"), children=(Unit("行", cells=("", "", "")),))
    old = _rule((Unit("別表", (0, 1), "", "様式第1号", children=(table,)),))
    longer = replace(table, cells=("氏名", "派遣の期間", "備考"))
    new = _rule((Unit("別表", (0, 1), "", "様式第1号", children=(longer,)),))
    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made.reason
    assert "様式第1号中「期間」を「派遣の期間」に改める。\n" == made.text


def test_a_restated_sheet_is_printed_with_its_tables():
    sheet = Unit(
        "様式",
        (1,),
        "様式第1号",
        children=tuple(Unit("後文", text=t) for t in ("申請書", "項目\t記入", "氏名\t", "以上")),
    )

    blocks = list(UnitBlocks(MANNER).units((sheet,)))

    (grid,) = (b for b in blocks if isinstance(b, Grid))
    assert [["項目", "記入"], ["氏名", ""]] == [
        ["".join(plain(p.runs) for p in c.paras) for c in r.cells] for r in grid.rows
    ]


def test_a_sheet_whose_name_is_none_of_a_form_is_refused():
    old = _rule((Unit("別表", (0, 1), "", "参考資料", children=(Unit("後文", text="甲"),)),))
    new = _rule((Unit("別表", (0, 1), "", "参考資料", children=(Unit("後文", text="乙"),)),))

    made = amend(old, new, MANNER)

    assert isinstance(made, Unproven)
    assert "「参考資料」" in made.reason


@settings(max_examples=COUNT // 4, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.sampled_from([(1,), (1, 3), (2, 3), (2,)]))
def test_a_sheet_that_goes_by_the_name_of_a_schedule_is_amended_as_one(seed: int, numbers: tuple[int, ...]):
    """別表第1 of a paper that has no other, 別表第3 where 第2 is gone: nothing counts them, and no change of them was written."""
    random = Random(seed)
    old = _rule(tuple(_sheet(f"別表第{n}", at, random) for at, n in enumerate(numbers, 1)))
    new = _rule(tuple(_sheet(f"別表第{n}", at, random) for at, n in enumerate(numbers, 1)))
    if old == new:
        return
    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made.reason
    assert is_same_text(apply(old, as_meant(for_people(made.text)), MANNER), new, MANNER)
    assert all(line.startswith("別表第") for line in made.text.splitlines() if "。" in line and "改め" in line)


def test_a_row_of_such_a_sheet_is_named():
    table = Unit("表", cells=("市町村", "定数"), children=(Unit("行", cells=("北浜市", "8人")),))
    old = _rule((Unit("別表", (0, 1), "（第1条関係）", "別表第1", children=(table,)),))
    more = replace(table, children=(Unit("行", cells=("北浜市", "9人")),))
    made = amend(old, _rule((replace(old.schedules[0], children=(more,)),)), MANNER)

    assert isinstance(made, Proven), made.reason
    assert "別表第1北浜市の項中「8人」を「9人」に改める。\n" == made.text
