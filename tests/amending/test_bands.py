"""Tables whose rows stand in 部, as 定住自立圏 agreements have them: what changes is said by 部 and 項, not as the whole 別表."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.unit import Provision, Unit

MANNER = Manner(House("half"))
HEADS = ("取組", "甲の役割", "乙の役割")
Band = tuple[str, tuple[tuple[str, ...], ...]]


def paper(*bands: Band, first: tuple[tuple[str, ...], ...] = (), number: tuple[int, ...] = ()) -> Provision:
    rows = tuple(Unit("行", cells=cells, key=cells[0]) for cells in first)
    held = tuple(
        Unit("部", (), name, children=tuple(Unit("行", cells=cells, key=cells[0]) for cells in lines), key=name)
        for name, lines in bands
    )
    table = Unit("表", cells=HEADS, children=(*rows, *held))
    article = Unit("条", (1,), children=(Unit("項", (1,), "取組は、別表のとおりとする。"),))
    schedules = [Unit("別表", number, "（第1条関係）", children=(table,))]
    if number:
        schedules.append(Unit("別表", (number[0] + 1,), "（第1条関係）", children=(Unit("表", cells=("名",)),)))
    return Provision("協定", articles=(article,), schedules=tuple(schedules))


LIFE: Band = (
    "生活機能の強化",
    (("医療", "病院を置く。", "周知する。"), ("福祉", "保育所を開く。", "費用を負担する。")),
)
LINKS: Band = ("結びつきの強化", (("交通", "運行する。", "周知する。"),))
OLD = paper(LIFE, LINKS)


def said(new: Provision, old: Provision = OLD) -> list[str]:
    made = amend(old, new, MANNER)
    assert isinstance(made, Proven), made
    return made.text.splitlines()


def with_row(band: Band, at: int, *cells: str) -> Band:
    return band[0], (*band[1][:at], cells, *band[1][at:])


CASES = {
    "one word": (
        paper(("生活機能の強化", (("医療", "診療所を置く。", "周知する。"), LIFE[1][1])), LINKS),
        ["別表生活機能の強化の部医療の項中「病院」を「診療所」に改める。"],
    ),
    "two rows of one 部 and one of another": (
        paper(
            (
                "生活機能の強化",
                (("医療", "診療所を置く。", "周知する。"), ("福祉", "保育園を開く。", "費用を負担する。")),
            ),
            ("結びつきの強化", (("交通", "運転する。", "周知する。"),)),
        ),
        [
            "別表生活機能の強化の部医療の項中「病院」を「診療所」に改め、同部福祉の項中「保育所」を「保育園」に改め、同表結びつきの強化の部交通の項中「運行」を「運転」に改める。"
        ],
    ),
    "a row in the middle": (
        paper(with_row(LIFE, 1, "救急", "輪番を組む。", "周知する。"), LINKS),
        ["別表生活機能の強化の部医療の項の次に次のように加える。", "救急\t輪番を組む。\t周知する。"],
    ),
    "a row behind one that changes": (
        paper(
            with_row(
                ("生活機能の強化", (("医療", "診療所を置く。", "周知する。"), LIFE[1][1])),
                1,
                "救急",
                "組む。",
                "同じ。",
            ),
            LINKS,
        ),
        [
            "別表生活機能の強化の部医療の項中「病院」を「診療所」に改め、同項の次に次のように加える。",
            "救急\t組む。\t同じ。",
        ],
    ),
    "a row at the end of a 部": (
        paper(with_row(LIFE, 2, "教育", "図書館を開く。", "同じ。"), LINKS),
        ["別表生活機能の強化の部に次のように加える。", "教育\t図書館を開く。\t同じ。"],
    ),
    "a row that goes": (paper((LIFE[0], LIFE[1][1:]), LINKS), ["別表生活機能の強化の部医療の項を削る。"]),
    "a heading and a row below it": (
        paper(("生活基盤の強化", (("医療", "診療所を置く。", "周知する。"), LIFE[1][1])), LINKS),
        [
            "別表生活機能の強化の部中「生活機能」を「生活基盤」に改める。",
            "別表生活基盤の強化の部医療の項中「病院」を「診療所」に改める。",
        ],
    ),
    "a 部 that comes": (
        paper(LIFE, LINKS, ("圏域の経営", (("研修", "開く。", "加わる。"),))),
        ["別表結びつきの強化の部の次に次のように加える。", "圏域の経営", "研修\t開く。\t加わる。"],
    ),
    "a 部 that comes first": (
        paper(("圏域の経営", (("研修", "開く。", "加わる。"),)), LIFE, LINKS),
        ["別表生活機能の強化の部の前に次のように加える。", "圏域の経営", "研修\t開く。\t加わる。"],
    ),
    "a 部 that goes": (paper(LIFE), ["別表結びつきの強化の部を削る。"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_changes_is_said_by_its_part_and_row(case: str):
    """It was 「別表を次のように改める」 with every row behind it."""
    new, expected = CASES[case]
    if case != "a heading and a row below it":
        assert expected == said(new)
        return
    # The key tells that it is the same 部.
    (schedule,) = new.schedules
    (table,) = schedule.children
    bands = (replace(table.children[0], key=LIFE[0]), *table.children[1:])
    keyed = replace(schedule, children=(replace(table, children=bands),))
    assert expected == said(replace(new, schedules=(keyed,)))


def test_rows_of_one_name_in_two_parts_are_told_apart():
    twin: Band = ("結びつきの強化", (("医療", "運行する。", "周知する。"),))
    other: Band = ("結びつきの強化", (("医療", "運転する。", "周知する。"),))

    assert ["別表結びつきの強化の部医療の項中「運行」を「運転」に改める。"] == said(
        paper(LIFE, other), paper(LIFE, twin)
    )


def test_a_part_whose_name_begins_like_a_number_is_parted_from_that_of_its_schedule():
    """別表第1の1　生活の部, not 別表第11　生活の部."""
    old = paper(("1　生活", LIFE[1]), LINKS, number=(1,))
    new = paper(("1　生活", LIFE[1][1:]), LINKS, number=(1,))

    assert ["別表第1の1　生活の部医療の項を削る。"] == said(new, old)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("別表暮らしの部医療の項を削る。", "別表暮らしの部医療の項"),
        ("別表救急の項中「輪番」を「当番」に改め、同部福祉の項を削る。", "「同部」が指すもの"),
        ("別表生活機能の強化の部の次に次のように加える。\n研修\t開く。\t加わる。", "部の名の行がありません"),
        ("別表生活機能の強化の部の次に次のように加える。\n圏域の経営\n研修\t開く。", "欄が2つ"),
    ],
)
def test_what_names_no_part_is_refused(text: str, reason: str):
    with pytest.raises(Refusal, match=reason):
        apply(paper(LIFE, LINKS, first=(("救急", "輪番を組む。", "周知する。"),)), text, MANNER)


names = st.sampled_from(["生活機能", "結びつき", "圏域経営", "1　防災", "(2)　産業", "備考"])
cells = st.tuples(
    st.sampled_from(["医療", "福祉", "交通", "観光"]),
    st.sampled_from(["病院を置く。", "運行する。", ""]),
    st.sampled_from(["周知する。", "費用を負担する。"]),
)
bands = st.lists(
    st.tuples(names, st.lists(cells, max_size=3, unique_by=lambda c: c[0]).map(tuple)),
    max_size=4,
    unique_by=lambda band: band[0],
)


@settings(deadline=None)
@example(old=[], new=[("1　防災", ())], first=())
@given(old=bands, new=bands, first=st.lists(cells, max_size=1).map(tuple))
def test_any_two_tables_of_parts_have_a_proven_amendment(
    old: list[Band], new: list[Band], first: tuple[tuple[str, ...], ...]
):
    a, b = paper(*old, first=first), paper(*new, first=first)
    if a != b:
        assert isinstance(amend(a, b, MANNER), Proven)
