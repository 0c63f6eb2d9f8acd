"""A table whose columns have no names (欄名: なし): its first row is a 項 like the others, and no 欄 is named."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.write import provision_lines, shown_lines
from tests.examples import examples

MANNER = Manner(House("half"))
NAMES = ("第1分団", "第2分団", "本部", "女性分団", "音楽隊")
PLACES = ("本町、中町", "上野、下野", "川原", "全域", "")


def _rule(*rows: tuple[str, ...], columns: int = 2) -> Provision:
    table = Unit("表", cells=("",) * columns, children=tuple(Unit("行", cells=row) for row in rows))
    article = Unit("条", (1,), children=(Unit("項", (1,), "分団は、別表のとおりとする。"),))
    return Provision(
        "消防団規則", articles=(article,), schedules=(Unit("別表", text="（第1条関係）", children=(table,)),)
    )


def _rows(random: Random, columns: int) -> list[tuple[str, ...]]:
    names = random.sample(NAMES, random.randint(1, 4))
    return [(name, *(random.choice(PLACES) for _ in range(columns - 1))) for name in names]


@settings(max_examples=examples(200), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32), st.integers(1, 3))
def test_rows_are_amended_by_their_names_and_no_column_is_named(seed: int, columns: int):
    random = Random(seed)
    old, new = (_rule(*_rows(random, columns), columns=columns) for _ in range(2))
    if old == new:
        return

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert new == apply(old, made.text, MANNER)
    assert "の欄" not in made.text
    assert all(compare(align(old, new), MANNER, MANNER.house.marks))


def test_the_first_row_is_a_row():
    """It was the 欄名, so its words were amended as those of 「本町、中町の欄」."""
    made = amend(_rule(("本部", "全域"), ("音楽隊", "本町")), _rule(("本部", "市内全域"), ("音楽隊", "本町")), MANNER)

    assert isinstance(made, Proven)
    assert "別表本部の項中「全域」を「市内全域」に改める。\n" == made.text


def test_no_line_and_no_head_stands_for_names_that_no_column_has():
    rule = _rule(("本部", "全域"), ("音楽隊", "本町"))

    assert [] == [block for block in UnitBlocks(MANNER).units(rule.schedules) if getattr(block, "head", ())]
    assert ["別表（第1条関係）", "本部\t全域", "音楽隊\t本町"] == shown_lines(rule, MANNER)[-3:]


@given(st.integers(0, 2**32), st.integers(1, 3))
@settings(max_examples=examples(100), deadline=None, derandomize=True, database=None)
def test_its_plain_text_is_read_back(seed: int, columns: int):
    random = Random(seed)
    rule = _rule(*_rows(random, columns), columns=columns)

    assert rule == read_provision("\n".join(provision_lines(rule, MANNER)))[0]
