"""備考 of several tables in one 別表: a sentence reaches those of the table that it names, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.provision.read import read_provision
from pipeline.provision.write import AsRead, provision_lines

ARTICLE = "第1条　料金は、別表第1及び別表第2のとおりとする。\n"
OTHER = "別表第2（第1条関係）\n区分\t金額\n机\t9円\n備考\n1　机其一。\n2　机其二。\n"
_NAMES = ("使用料", "手数料", "占用料", "入館料")


def _paper(remarks: list[int]) -> str:
    lines = ["別表第1（第1条関係）"]
    for n, (name, count) in enumerate(zip(_NAMES, remarks, strict=False), 1):
        lines += [f"{n}　{name}", "区分\t金額", f"甲{n}\t{n}円", f"乙{n}\t{n}円"]
        lines += ["備考"] if count else []
        lines += [f"{k}　{name}其{k}。" for k in range(1, count + 1)]
    return ARTICLE + "".join(f"{line}\n" for line in lines) + OTHER


def _changed(base: str, text: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, manner = read_provision(base)
    before = list(provision_lines(old, AsRead(manner.house)))
    after = list(provision_lines(apply(old, text, manner), AsRead(manner.house)))
    return [line for line in before if line not in after], [line for line in after if line not in before]


@given(remarks=st.lists(st.integers(0, 3), min_size=2, max_size=4), data=st.data())
def test_remarks_are_those_of_the_table_that_is_named(remarks: list[int], data: st.DataObject):
    having = [n for n, count in enumerate(remarks, 1) if count]
    if not having:
        return
    at = data.draw(st.sampled_from(having))
    name, last = _NAMES[at - 1], remarks[at - 1]
    called = data.draw(st.sampled_from([f"の{at}の表", f"の{at}　{name}の表", f"、{at}　{name}の表", f"{name}の表"]))
    row = f"別表第1{called}甲{at}の項中「{at}円」を「7円」に改め、"
    other = data.draw(st.sampled_from(["", "別表第2机の項中「9円」を「8円」に改め、"]))
    first = data.draw(st.sampled_from([f"{row}同表備考", f"{other}{row}同表備考", f"{other}別表第1{called}備考"]))

    gone, come = _changed(_paper(remarks), f"{first}第{last}項を削る。\n")

    wanted = ["備考", f"{last}　{name}其{last}。"] if last == 1 and len(having) == 0 else [f"{last}　{name}其{last}。"]
    assert [line for line in gone if "\t" not in line] == wanted
    assert [line for line in come if "\t" not in line] == []


def test_the_table_that_was_named_last_is_the_same_one():
    text = "別表第1の1の表甲1の項中「1円」を「7円」に改め、別表第2備考第1項中「其一」を「其壱」に改め、同表備考第2項を削る。\n"

    gone, _ = _changed(_paper([2, 2]), text)

    assert gone == ["甲1\t1円", "1　机其一。", "2　机其二。"]


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("別表第1の1使用料の表を削る。\n", "使用料"),
        ("別表第1の3占用料の表を削る。\n", "占用料"),
        ("別表第1の3を削る。\n", "占用料"),
    ],
)
def test_a_table_goes_with_its_title_and_its_remarks(text: str, gone: str):
    went, come = _changed(_paper([1, 0, 2]), text)

    assert {line.partition("其")[0].partition("\t")[0].strip("0123456789　") for line in went} == {gone, "甲", "乙"}
    assert come == []


def test_remarks_of_the_whole_stay_where_its_last_table_goes():
    went, _ = _changed(_paper([0, 0, 2]), "別表第1の3を削る。\n")

    assert went == ["3　占用料", "甲3\t3円", "乙3\t3円"]


def test_remarks_that_a_table_has_not_are_refused():
    with pytest.raises(Refusal) as caught:
        _changed(_paper([2, 0, 2]), "別表第1の2の表備考第2項を削る。\n")

    assert caught.value.code == "不存在"


@given(remarks=st.lists(st.integers(0, 4), min_size=2, max_size=4))
def test_a_heading_whose_number_would_be_that_of_the_next_remark_is_a_heading(remarks: list[int]):
    schedule = read_provision(_paper(remarks))[0].schedules[0]

    divisions = [unit for unit in schedule.children if unit.level == "節"]
    behind = [unit for unit in schedule.children if unit.level == "備考"]
    counts = [sum(len(c.children) for c in unit.children if c.level == "備考") for unit in divisions]
    counts[-1] += sum(len(unit.children) for unit in behind)
    assert [unit.text for unit in divisions] == [*_NAMES[: len(remarks)]]
    assert counts == remarks
