"""号 within one 欄 of a table, as rules on duties have them: amended one by one, the rest of the cell left as it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.diagnostics import Problems
from pipeline.project.revision.consolidating import consolidated
from pipeline.provision.read import read_provision
from pipeline.provision.unit import PARTED, Provision
from tests.examples import examples


def rule(*cells: tuple[str, list[str]]) -> Provision:
    rows = "".join(f"{name}\t{PARTED.join(lines)}\n" for name, lines in cells)
    return read_provision(f"規則\n第1条　別表による。\n別表第1\n部\t委任する事務の範囲\n{rows}")[0]


def cell(text: Provision, row: int) -> list[str]:
    (table,) = (unit for unit in text.schedules[0].children if unit.level == "表")
    return table.children[row].cells[1].split(PARTED)


MANNER = read_provision("第1条　甲。")[1]
TAXES = ["次に掲げるもの", "１　全ての税", "２　使用料", "３　手数料"]
FEES = ["(1)　国保の徴収金", "(2)　住民税", "ただし、分担金を除く。", "(3)　その他"]
BASE = rule(("政策部", ["一般会計の事務"]), ("総務部", TAXES), ("市民部", FEES))


@pytest.mark.parametrize(
    ("amendment", "row", "made"),
    [
        ("別表第１総務部の項委任する事務の範囲の欄第１号中「全ての」を削り、同欄中第３号を第５号とし、第２号の次に次の２号を加える。\n３　保険料\n４　過料",
         1, ["次に掲げるもの", "１　税", "２　使用料", "３　保険料", "４　過料", "５　手数料"]),
        ("別表第１市民部の項委任する事務の範囲の欄中第１号を削り、第２号を第１号とし、第３号を第２号とし、同欄に次の１号を加える。\n（３）過料",
         2, ["(1)　住民税", "ただし、分担金を除く。", "(2)　その他", "(3)　過料"]),
        ("別表第１市民部の項第２号中「住民税」を「市民税」に、「分担金」を「負担金」に改め、同項第３号を削る。",
         2, ["(1)　国保の徴収金", "(2)　市民税", "ただし、負担金を除く。"]),
        ("別表第１政策部の項中「一般」を「特別」に改め、同表総務部の項委任する事務の範囲の欄第１号及び第３号を削り、同欄第２号中「料」を「料金」に改め、同号を同欄第１号とする。",
         1, ["次に掲げるもの", "１　使用料金"]),
        ("別表第１市民部の項委任する事務の範囲の欄第１号及び第３号を次のように改める。\n(1)　介護の徴収金\n(3)　過料",
         2, ["(1)　介護の徴収金", "(2)　住民税", "ただし、分担金を除く。", "(3)　過料"]),
        ("別表第１総務部の項委任する事務の範囲の欄第１号から第３号までを１号ずつ繰り下げ、同欄第１号の前に次の１号を加える。\n１　地代",
         1, ["次に掲げるもの", "１　地代", "２　全ての税", "３　使用料", "４　手数料"]),
        ("別表第１総務部の項委任する事務の範囲の欄中「料」を「料金」に改め、同欄中「税」を「市税」に改める。",
         1, ["次に掲げるもの", "１　全ての市税", "２　使用料金", "３　手数料金"]),
    ],
)  # fmt: skip
def test_items_of_a_cell_are_amended_one_by_one(amendment: str, row: int, made: list[str]):
    new = apply(BASE, f"{amendment}\n", MANNER)

    assert made == cell(new, row)
    assert {1, 2} - {row} == {n for n in (1, 2) if cell(BASE, n) == cell(new, n)}


@pytest.mark.parametrize(
    ("amendment", "code"),
    [
        ("別表第１政策部の項第１号を削る。", "不存在"),
        ("別表第１総務部の項委任する事務の範囲の欄第４号を削る。", "不存在"),
        ("別表第１総務部の項委任する事務の範囲の欄第１号を同欄第２号とする。", "既存"),
        ("同欄第１号を削る。", "先行詞"),
        (
            "別表第１総務部の項委任する事務の範囲の欄第１号中「全ての」を削り、同欄を次のように改める。\n税",
            "重なり",
        ),
        ("別表第１総務部の項委任する事務の範囲の欄に次の２号を加える。\n４　過料", "数"),
        ("別表第１総務部の項委任する事務の範囲の欄に次の１号を加える。\n３　過料", "既存"),
        ("別表第１総務部の項委任する事務の範囲の欄に次の１号を加える。\n過料", "未読"),
    ],
)
def test_what_no_cell_counts_is_refused(amendment: str, code: str):
    with pytest.raises(Refusal) as refused:
        apply(BASE, f"{amendment}\n", MANNER)

    assert code == refused.value.code


LABELS: list[Callable[[int], str]] = [
    lambda n: f"({n})　",
    lambda n: f"{n}　",
    lambda n: f"（{n}）",
    lambda n: "①②③④⑤⑥⑦⑧⑨"[n - 1],
    lambda n: f"{'〇一二三四五六七八九'[n]}　",
]


@settings(max_examples=examples(60), deadline=None)
@given(
    st.lists(st.sampled_from(["税の賦課", "1,000円の減免", "一般会計", "使用料の\n徴収", "（案）の作成"]), min_size=2, max_size=7),
    st.sampled_from(LABELS),
    st.booleans(),
    st.data(),
)  # fmt: skip
def test_an_item_goes_and_comes_back(items: list[str], label: Callable[[int], str], lead: bool, data: st.DataObject):
    """Whatever the labels: what is taken out and put in again leaves the very cell."""
    head = ["次の事務"] if lead else []

    def lines(held: list[str]) -> list[str]:
        return [*head, *(f"{label(n)}{words}".replace("\n", PARTED) for n, words in enumerate(held, 1))]

    base = rule(("総務部", lines(items)))
    at = data.draw(st.integers(1, len(items)))
    place = "別表第１総務部の項委任する事務の範囲の欄"
    behind = f"、第{at + 1}号から第{len(items)}号までを１号ずつ繰り上げ" if len(items) > at + 1 else ""
    behind = behind or (f"、第{at + 1}号を第{at}号とし" if len(items) == at + 1 else "")
    out = (
        f"{place}中第{at}号を削り{behind}。".replace("り。", "る。")
        .replace("上げ。", "上げる。")
        .replace("し。", "する。")
    )
    without = apply(base, f"{out}\n", MANNER)
    room = f"第{at}号から第{len(items) - 1}号までを１号ずつ繰り下げ、" if len(items) > at + 1 else ""
    room = room or (f"第{at}号を第{at + 1}号とし、" if len(items) == at + 1 else "")
    where = f"第{at - 1}号の次" if at > 1 else f"第{at}号の前"
    new = f"{label(at)}{items[at - 1]}"
    back = apply(without, f"{place}中{room}{where}に次の１号を加える。\n{new}\n", MANNER)

    assert PARTED.join(lines([*items[: at - 1], *items[at:]])).split(PARTED) == cell(without, 0)
    assert cell(base, 0) == cell(back, 0)


def test_a_plain_text_has_them_in_one_line(tmp_path: Path):
    """Between the paragraphs of a cell a text has a blank: 「第2号がありません」 was said of it."""
    base = tmp_path / "規則.txt"
    base.write_text("規則\n第1条　別表による。\n別表\n部\t事務\n総務部\t(1)　税 (2)　使用料 の徴収\n", encoding="utf-8")
    amendment = tmp_path / "改め文.txt"
    amendment.write_text(
        "別表総務部の項事務の欄中第2号を第3号とし、第1号の次に次の1号を加える。\n(2)　過料\n", encoding="utf-8"
    )

    made = consolidated(base, amendment, Problems())

    assert made is not None
    assert "総務部\t(1)　税 (2)　過料 (3)　使用料 の徴収\n" in made
