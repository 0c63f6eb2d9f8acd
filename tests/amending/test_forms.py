"""様式 of a paper: read, kept as they stand, amended by a draft and by every paper of an amendment."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_report import report
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.unit_blocks import UnitBlocks
from pipeline.provision.forms import heading, read_form, renamed, with_number
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines
from tests.examples import examples

MANNER = Manner(House("half"))
BASE = """\
要綱
第1条　申請は、様式第1号による。
附　則
この要綱は、公布の日から施行する。
別表（第1条関係）
区分\t額
防災\t100円
様式第1号（第1条関係）
申請書
　　年　　月　　日
○○市長　様
様式第2号（第1条関係）
決定通知書
申請者　様
様式第3号（第1条関係）
実績報告書
別記
1　個人情報を適切に取り扱うこと。
2　第三者に委託しないこと。
"""
FORM_LINES = (
    "申請書",
    "届出書",
    "通知書",
    "○○市長　様",
    "　　住所",
    "　　氏名",
    "次のとおり申請します。",
    "添付書類",
    "1　計画書",
    "2　収支予算書",
)


@pytest.mark.parametrize(
    ("line", "name", "number", "behind"),
    [
        ("様式第1号（第3条関係）", "様式第1号", (1,), "（第3条関係）"),
        ("様式第２号の３", "様式第２号の３", (2, 3), ""),
        ("第1号様式(第3条関係)", "第1号様式", (1,), "(第3条関係)"),
        ("別記第１号様式（第５条、第６条関係）", "別記第１号様式", (1,), "（第５条、第６条関係）"),
        ("別記様式第十二号　（第三条関係）", "別記様式第十二号", (12,), "　（第三条関係）"),
        ("別記", "別記", (), ""),
        ("別紙1", "別紙1", (1,), ""),
        ("様式", "様式", (), ""),
        ("第25号の2様式（第3条関係）", "第25号の2様式", (25, 2), "（第3条関係）"),
    ],
)
def test_a_heading_is_its_name_its_number_and_what_it_relates_to(
    line: str, name: str, number: tuple[int, ...], behind: str
):
    found = heading(line)

    assert found is not None
    assert (name, number, behind) == (found.name, found.number, found.behind)


@pytest.mark.parametrize(
    "line", ["様式は、別に定める。", "様式第1号による申請書", "第1号様式の写し", "別紙のとおり", "別記第3条", "様式集"]
)
def test_words_that_only_begin_so_are_no_heading(line: str):
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "number", "made"),
    [
        ("様式第９号（第３条関係）", (10,), "様式第10号（第３条関係）"),
        ("様式第10号", (9,), "様式第9号"),
        ("様式第一号の二", (2, 3), "様式第二号の三"),
        ("第１０号の２様式（第3条関係）", (9, 3), "第９号の３様式（第3条関係）"),
        ("第25号の2様式", (7,), "第7号様式"),
        ("別記第1号様式の2", (1, 3), "別記第1号様式の3"),
    ],
)
def test_another_number_stands_in_the_digits_of_the_old(line: str, number: tuple[int, ...], made: str):
    assert made == with_number(line, number)


def random_forms(random: Random) -> list[list[str]]:
    return [random.sample(FORM_LINES, random.randint(1, 5)) for _ in range(random.randint(0, 4))]


def paper(forms: list[list[str]]) -> Provision:
    lines = BASE.split("様式第1号（", maxsplit=1)[0]
    for n, form in enumerate(forms, 1):
        lines += "".join(f"{line}\n" for line in (f"様式第{n}号（第1条関係）", *form))
    return read_provision(lines)[0]


@settings(max_examples=examples(200), deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32))
def test_forms_added_removed_moved_and_changed_are_proven_both_ways(seed: int):
    random = Random(seed)
    forms = random_forms(random)
    changed = [list(form) for form in forms]
    for _ in range(random.randint(1, 3)):
        match random.choice(("加", "削", "字句", "行")):
            case "加":
                changed.insert(random.randint(0, len(changed)), random.sample(FORM_LINES, 3))
            case "削" if changed:
                del changed[random.randrange(len(changed))]
            case "字句" if changed:
                form = random.choice(changed)
                form[0] = form[0].replace("書", "票") + "等"
            case _ if changed:
                random.choice(changed).append("備考欄")
    old, new = paper(forms), paper(changed)
    if old == new:
        return

    for a, b in ((old, new), (new, old)):
        made = amend(a, b, MANNER)
        assert isinstance(made, Proven), made
        assert 0 == made.restated
        assert b == apply(a, made.text, MANNER)
        lines = redline(made.edits, MANNER)
        assert accepted(lines) == accepted(redline(align(b, b), MANNER))
        assert rejected(lines) == accepted(redline(align(a, a), MANNER))
        assert report(made.edits, MANNER).entries
        assert compare(made.edits, MANNER, House("half").marks)


def test_a_paper_is_printed_with_its_forms():
    text, _ = read_provision(BASE)
    blocks = UnitBlocks(MANNER).units(text.schedules)

    assert [line.replace("\v", "") for line in provision_lines(text, MANNER)] == BASE.rstrip("\n").split("\n")
    assert "様式第2号（第1条関係）" in [b.outline for b in blocks if hasattr(b, "outline")]


@pytest.mark.parametrize(
    ("old", "new", "amendment"),
    [
        ("申請書\n", "申請書兼請求書\n", "様式第1号中「申請書」を「申請書兼請求書」に改める。\n"),
        (
            "様式第2号（第1条関係）\n決定通知書\n申請者　様\n様式第3号（",
            "様式第2号（",
            "様式第2号を削り、様式第3号を様式第2号とする。\n",
        ),
        (
            "様式第3号（第1条関係）\n実績報告書\n",
            "様式第3号（第1条関係）\n変更届\n様式第4号（第1条関係）\n実績報告書\n",
            "様式第3号を様式第4号とし、様式第2号の次に次の1様式を加える。\n様式第3号（第1条関係）\n変更届\n",
        ),
        ("様式第3号（第1条関係）", "様式第3号（第2条関係）", "様式第3号中「第1条」を「第2条」に改める。\n"),
        ("2　第三者に委託しないこと。\n", "", "別記を次のように改める。\n別記\n1　個人情報を適切に取り扱うこと。\n"),
    ],
)  # fmt: skip
def test_the_draft_is_what_a_clerk_writes(old: str, new: str, amendment: str):
    before, after = read_provision(BASE)[0], read_provision(BASE.replace(old, new))[0]

    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert amendment == made.text


NEARLY = "要綱\n第1条　様式による。\n" + "{}"


def _nearly(marks: str) -> Provision:
    """Forms that differ in one letter, numbered in their order."""
    forms = (f"様式第{n}号（第1条関係）\n申請書{mark}\n住所\n氏名\n" for n, mark in enumerate(marks, 1))
    return read_provision(NEARLY.format("".join(forms)))[0]


@pytest.mark.parametrize(
    ("old", "new", "amendment"),
    [
        ("甲乙丙", "乙丙", "様式第1号を削り、様式第2号を様式第1号とし、様式第3号を様式第2号とする。\n"),
        ("甲乙丙", "甲丙", "様式第2号を削り、様式第3号を様式第2号とする。\n"),
        ("甲乙", "甲丁乙", "様式第2号を様式第3号とし、様式第1号の次に次の1様式を加える。\n様式第2号（第1条関係）\n申請書丁\n住所\n氏名\n"),
    ],
)  # fmt: skip
def test_forms_that_are_nearly_equal_keep_their_words_when_their_numbers_move(old: str, new: str, amendment: str):
    before, after = _nearly(old), _nearly(new)
    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert amendment == made.text
    assert after == apply(before, made.text, MANNER)


def test_a_sheet_without_a_number_that_gets_one_is_moved_and_told():
    """別紙 becomes 別紙1 when another comes; every paper of the amendment is made of it."""
    before = read_provision("要綱\n第1条　別紙による。\n別紙（第1条関係）\n個人情報を守ること。\n")[0]
    after = read_provision(
        "要綱\n第1条　別紙による。\n別紙1（第1条関係）\n個人情報を守ること。\n別紙2（第1条関係）\n支払は、月末とする。\n"
    )[0]
    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made
    assert (
        "別紙を別紙1とする。\n別紙1の次に次の1様式を加える。\n別紙2（第1条関係）\n支払は、月末とする。\n" == made.text
    )
    assert ["別紙1", "別紙2"] == [entry.place_new for entry in report(made.edits, MANNER).entries]
    assert compare(made.edits, MANNER, MANNER.house.marks)
    assert "別紙1（第1条関係）" == renamed("別紙（第1条関係）", "別紙1（第2条関係）")


def _titled(titles: list[str], lines: list[list[str]]) -> Provision:
    """An agreement with 別紙 that bear a title in the line of their name and tell no 条."""
    first = read_provision("要綱\n第1条　別紙による。\n")[0]
    names = [f"別紙{n}{f'　{title}' if title else ''}" for n, title in enumerate(titles, 1)]
    sheets = tuple(read_form([name, *held]) for name, held in zip(names, lines, strict=True))
    return replace(first, schedules=sheets)


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(["", "用語の定義", "物品一覧"]), min_size=1, max_size=3), st.data())
def test_sheets_that_bear_a_title_alone_are_restated(titles: list[str], data: st.DataObject):
    """「別紙1　用語の定義」 below 「別紙1を次のように改める。」 was no heading, and the agreement could not be amended."""
    some = st.lists(st.sampled_from(FORM_LINES), min_size=1, max_size=4)
    before, after = (_titled(titles, [data.draw(some) for _ in titles]) for _ in range(2))
    if before == after:
        return
    made = amend(before, after, MANNER)

    assert isinstance(made, Proven), made.reason
    assert after == apply(before, made.text, MANNER)


SIDES = """\
要綱
第1条　申請は、様式第1号による。
様式第1号（第1条関係）
（表）
申請者　印
（裏面）
申請者　印
注意
"""


@pytest.mark.parametrize(("side", "line"), [("（表）", 1), ("（裏）", 3), ("(裏面)", 3)])
def test_one_side_of_a_form_is_amended_without_the_other(side: str, line: int):
    old, manner = read_provision(SIDES)

    made = apply(old, f"様式第1号{side}中「印」を削る。\n", manner)

    was, now = ([unit.text for unit in text.schedules[0].children] for text in (old, made))
    assert [n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a != b] == [line]


@pytest.mark.parametrize("amendment", ["様式第1号（裏）中「申請書」を削る。\n", "様式第1号（裏）を削る。\n"])
def test_what_a_side_does_not_say_is_refused(amendment: str):
    old, manner = read_provision(SIDES)

    with pytest.raises(Refusal):
        apply(old, amendment, manner)


def test_a_form_without_sides_has_none_to_amend():
    old, manner = read_provision(SIDES.replace("（裏面）\n", "").replace("（表）\n", ""))

    with pytest.raises(Refusal):
        apply(old, "様式第1号（裏）中「印」を削る。\n", manner)
