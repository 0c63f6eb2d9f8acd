"""Forms of published texts: every line is read as what it is, and printed with the label that it bears."""

from __future__ import annotations

import pytest

from pipeline.provision.read import read_provision
from pipeline.provision.unit import PARTED, Provision
from pipeline.provision.unreadable import UnreadableError
from pipeline.provision.write import AsRead, shown_lines

TEXTS: dict[str, tuple[str, list[str]]] = {
    "号の細分の下の(1)": (
        "題\n第一条　次の\n　一　甲\n　　イ　乙\n　　　(1)　丙\n　　　(2)　丁\n　　ロ　戊\n　二　己\n",
        ["条", "項", "号", "細分", "小細分", "小細分", "細分", "号"],
    ),
    "四段の細分": (
        "題\n第1条　次の\n　(1)　甲\n　　ア　乙\n　　　(ア)　丙\n　　　　a　丁\n　　　　　(a)　戊\n　　　　b　己\n　　イ　庚\n　(2)　辛\n",
        ["条", "項", "号", "細分", "小細分", "細分3", "細分4", "細分3", "細分", "号"],
    ),
    "括弧付き数字": ("題\n第1条　次の\n　⑴　甲\n　⑵　乙\n　　ア　丙\n", ["条", "項", "号", "号", "細分"]),
    "二条の削除": ("題\n第1条　あ\n第2条及び第3条　削除\n第4条　い\n", ["条", "項"] * 3),
    "三条の削除": ("題\n第一条　あ\n第二条から第四条まで　削除\n第五条　い\n", ["条", "項"] * 3),
    "条の中の表": (
        "題\n第1条　次の表のとおりとする。\n区分\t額\n甲\t1円\n2　二項。\n第2条　い\n",
        ["条", "項", "表", "行", "項", "条", "項"],
    ),
    "号の後の文": (
        "題\n第1条　次のとおり。\n　(1)　甲\n　(2)　乙\nこれらの事項は、協議する。\n第2条　い\n末文である。\n",
        ["条", "項", "号", "号", "後文", "条", "項"],
    ),
    "空白のない番号": (
        "題\n（目的）\n第１条この協約は、あ。\n２前項は、い。\n(1)甲\n(2)乙\n第２条　う。\n",
        ["条", "項", "項", "号", "号", "条", "項"],
    ),
    "章と節": (
        "題\n第1章　総則\n第1条　あ\n第2章　雑則\n第1節　通則\n第2条　い\n",
        ["章", "条", "項", "章", "章節", "条", "項"],
    ),
    "別表の後の空白": ("題\n第1条　あ。\n別表　（第１条関係）\n区分\t額\n甲\t1円\n", ["条", "項"]),
    "備考が一行": ("題\n第1条　あ。\n別表\n区分\t額\n甲\t1円\n備考　税込みとする。\n", ["条", "項"]),
    "附則が二つ": (
        "題\n第1条　あ。\n附　則\nこの協約は、施行する。\n附　則（令和2年協約第2号）\nこの協約は、公布の日から施行する。\n",
        ["条", "項"],
    ),
}


def levels(provision: Provision) -> list[str]:
    return [unit.level for top in provision.articles for unit in top.walk()]


@pytest.mark.parametrize("name", TEXTS)
def test_every_line_is_what_it_is_and_bears_its_label(name: str):
    text, expected = TEXTS[name]

    provision, manner = read_provision(text)

    assert expected == levels(provision)
    written = [line.strip("　 ") for line in shown_lines(provision, AsRead(manner.house))]
    assert [line.strip("　 ") for line in text.strip().split("\n")] == written
    assert not any(PARTED in line for line in written)


def test_captions_in_half_width_brackets_are_captions():
    provision, _ = read_provision("題\n(目的)\n第1条 あ。\n2 い。\n(定義)\n第2条 う。\n")

    assert ["目的", "定義"] == [article.caption for article in provision.articles]


@pytest.mark.parametrize(
    "text",
    [
        "題\n第1条　あ。\n第3条に規定する協議をする。\n第2条　い。\n",  # a citation is no label
        "題\n第1条　あ。\n2年以内に行う。\n第2条　い。\n",  # nor is a span of time
        "題\n第1条　あ。\n末文。\n(見出し)\n",  # a 見出し of nothing
    ],
)
def test_what_is_no_label_is_not_taken_for_one(text: str):
    with pytest.raises(UnreadableError):
        read_provision(text)
