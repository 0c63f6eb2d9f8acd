"""Rows quoted as they stand, 「 and 」 in lines of their own: how most offices amend the rows of a table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.quoted_rows import folded
from pipeline.provision.read import read_provision
from pipeline.provision.write import shown_lines
from tests.examples import examples

HEAD = ["規則", "第1条　別表による。", "別表（第1条関係）", "区|団地|所在地"]
ROWS = [
    "駿河|中島団地|駿河区中島",
    "清水|宮下団地|清水区宮下",
    "清水|山原団地|清水区山原",
    "葵|中島団地|葵区中島",
]
OLD, MANNER = read_provision("\n".join([*HEAD, *ROWS]).replace("|", "\t"))


def block(*rows: str) -> str:
    """Quoted rows, their cells parted by |."""
    return "\n".join(["", "「", *rows, "」", ""]).replace("|", "\t")


def amended(amendment: str) -> list[str]:
    return shown_lines(apply(OLD, amendment.replace("|", "\t"), MANNER), MANNER)[len(HEAD) :]


@pytest.mark.parametrize(
    ("amendment", "made"),
    [
        (f"別表中{block(ROWS[0])}を{block('清水|清水団地|宮下町', ROWS[0])}に改める。", ["清水|清水団地|宮下町", *ROWS]),
        (f"別表中{block('宮下団地|清水区宮下', '山原団地|清水区山原')}を{block('宮下団地|宮下', '新団地|新', '山原団地|山原')}に改める。",
         [ROWS[0], "清水|宮下団地|宮下", "清水|新団地|新", "清水|山原団地|山原", ROWS[3]]),
        (f"別表中{block(ROWS[1], '|山原団地|清水区山原')}を{block('清水|宮下団地|宮下')}に改める。", [ROWS[0], "清水|宮下団地|宮下", ROWS[3]]),
        (f"別表中{block('山原団地|清水区山原', '中島団地|葵区中島')}を{block('山原団地|清', '中島団地|葵')}に、{block(ROWS[0])}を{block('駿|中|駿')}に改める。",
         ["駿|中|駿", ROWS[1], "清水|山原団地|清", "葵|中島団地|葵"]),
        (f"別表中{block(ROWS[2])}を削り、「駿河」を「駿」に改める。", ["駿|中島団地|駿区中島", ROWS[1], ROWS[3]]),
        (f"別表中{block(ROWS[0])}の次に{block('駿河|新|新')}を加える。", [ROWS[0], "駿河|新|新", *ROWS[1:]]),
        ("別表の駿河の項中「中島団地|駿河区中島」を「中団地|駿河」に改める。", ["駿河|中団地|駿河", *ROWS[1:]]),
        (f"第1条中「別表」を「次の表」に改める。\n別表中{block(*ROWS)}を{block('全|全|全')}に改める。", ["全|全|全"]),
    ],
)  # fmt: skip
def test_rows_take_the_place_of_rows(amendment: str, made: list[str]):
    assert [row.replace("|", "\t") for row in made] == amended(f"{amendment}\n")


@pytest.mark.parametrize(
    ("amendment", "code"),
    [
        (f"別表中{block('駿河|中団地|駿河区中島')}を{block('a|b|c')}に改める。", "空振り"),
        (f"別表中{block('中島団地')}を{block('新島団地|新')}に改める。", "多義"),
        (f"別表中{block('山原団地|清水区山原', '中島団地|葵区中島')}を{block('山原団地|清')}に改める。", "数"),
        (f"別表中{block(ROWS[0])}を{block('駿河|中島')}に改める。", "数"),
        (f"別表中{block(ROWS[0])}を{block('a|b|c')}に、{block(ROWS[0], ROWS[1])}を{block('d|e|f')}に改める。", "重なり"),
        (f"別表中「清水区山原」を「山原」に改め、{block(ROWS[2])}を削る。", "重なり"),
        (f"別表中{block(ROWS[0])}を{block('')}に改める。", "未読"),
        (f"別表中{block(ROWS[0])}の次に{block('駿河|中島')}を加える。", "数"),
        (f"別表中{block(ROWS[0])}を{block('駿河|中島|駿河', '清水')}に改める。", "数"),
        (f"別表中{block(ROWS[0], '清水|宮下団地')}を{block('a|b|c')}に改める。", "数"),
        (f"別表中{block('駿河|中島団地|駿河区中島|あ')}を削る。", "空振り"),
        ("別表中\n「\n駿河|中島団地|駿河区中島\n", "未読"),
    ],
)  # fmt: skip
def test_rows_that_cannot_be_told_are_refused(amendment: str, code: str):
    with pytest.raises(Refusal) as refused:
        amended(amendment)

    assert code == refused.value.code


tables = st.lists(
    st.tuples(*[st.sampled_from(["甲", "乙の1", "丙 丁", "「戊」", "100円", "（己）"])] * 3), min_size=1, max_size=6, unique=True
)  # fmt: skip


@settings(max_examples=examples(80), deadline=None)
@given(tables, tables, st.data())
def test_any_rows_are_exchanged_and_had_back(
    table: list[tuple[str, ...]], new: list[tuple[str, ...]], data: st.DataObject
):
    """Whatever the table and wherever in it: the rest stays, and the amendment the other way leads back."""
    start = data.draw(st.integers(0, len(table) - 1))
    end = data.draw(st.integers(start + 1, len(table)))
    old, fresh = (["\t".join(cells) for cells in part] for part in (table, new))
    if old[start:end] == fresh:
        return
    wanted = [*old[:start], *fresh, *old[end:]]
    base = read_provision("\n".join([*HEAD[:3], "区\t団地\t所在地", *old]))[0]
    try:
        made = apply(base, f"別表中{block(*old[start:end])}を{block(*fresh)}に改める。\n", MANNER)
        back = apply(made, f"別表中{block(*fresh)}を{block(*old[start:end])}に改める。\n", MANNER)
    except Refusal as refusal:
        if refusal.code != "多義":  # rows that stand twice by then
            raise
        return

    assert wanted == shown_lines(made, MANNER)[len(HEAD) :]
    assert base == back


@settings(max_examples=examples(200), deadline=None)
@given(st.text(st.sampled_from("「」甲。\t\n 　を"), max_size=40))
def test_a_text_keeps_its_length_and_its_letters(text: str):
    made = folded(text)

    assert len(text) == len(made)
    assert all(a in (b, "\n") for a, b in zip(text, made, strict=True))
