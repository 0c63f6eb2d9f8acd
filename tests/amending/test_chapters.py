"""章, 節 and 目次 in amending texts: headings stand among the 条 that they head, and go with them."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.language.parse import listen
from pipeline.amending.language.write import amending_text
from pipeline.amending.prove import Proven, amend
from pipeline.provision.read import read_provision
from pipeline.provision.write import provision_lines

BASE = """\
試験条例
目次
　第一章　総則（第一条・第二条）
　第二章　雑則（第三条―第五条）
　附則
この条例は、目的を達するために定める。
　　　第一章　総則
（目的）
第一条　目的を定める。
第二条　次に掲げる用語による。
　一　甲　次に掲げるもの
　　イ　人件費　次に掲げる費用
　　　(1)　給料
　　　(2)　手当
　　ロ　旅費
　二　乙
　　　第二章　雑則
　　　　第一節　通則
第三条　雑則とする。
　　　　第二節　補則
第四条　補則とする。
第五条　委任する。
附　則
この条例は、公布の日から施行する。
"""
CASES: list[tuple[str, list[str], list[str]]] = [
    ("目次中「第五条」を「第六条」に改める。", ["第二章　雑則（第三条―第六条）"], ["第二章　雑則（第三条―第五条）"]),
    ("第二章の章名を「第二章　補則」に改める。", ["第二章　補則"], ["第二章　雑則"]),
    ("第二章の章名を次のように改める。\n第二章　補則", ["第二章　補則"], ["第二章　雑則"]),
    ("第二章第一節の節名中「通則」を「総則」に改める。", ["第一節　総則"], ["第一節　通則"]),
    ("第二章第一節の節名を削る。", [], ["第一節　通則"]),
    ("第三条の前に次の章名を付する。\n第三章　新", ["第三章　新"], []),
    ("第五条の次に次の章名及び一条を加える。\n第三章　罰則\n第六条　新。", ["第三章　罰則", "第六条　新。"], []),
    ("第四条の次に次の一条及び節名を加える。\n第四条の二　新。\n第三節　新", ["第四条の二　新。", "第三節　新"], []),
    ("第四条の次に次の章名を付する。\n第三章　新", ["第三章　新"], []),
    (
        "第二章を第三章とし、第一章の次に次の一章を加える。\n第二章　費用\n第二条の二　費用。",
        ["第二章　費用", "第二条の二　費用。", "第三章　雑則"],
        ["第二章　雑則"],
    ),
    ("第一章及び第二章を一章ずつ繰り下げる。", ["第二章　総則", "第三章　雑則"], ["第一章　総則", "第二章　雑則"]),
    ("第一章に次の一条を加える。\n第二条の二　加える。", ["第二条の二　加える。"], []),
    ("第二章第一節中第三条の次に次の一条を加える。\n第三条の二　加える。", ["第三条の二　加える。"], []),
    ("第二章に次の一節を加える。\n第三節　新\n第六条　新。", ["第三節　新", "第六条　新。"], []),
    ("本則に次の一章を加える。\n第三章　罰則\n第六条　罰する。", ["第三章　罰則", "第六条　罰する。"], []),
    ("第二章第二節を削る。", [], ["第二節　補則", "第四条　補則とする。", "第五条　委任する。"]),
    (
        "第二章中「とする」を「とした」に改める。",
        ["第三条　雑則とした。", "第四条　補則とした。"],
        ["第三条　雑則とする。", "第四条　補則とする。"],
    ),
    ("第二条第一号イ(1)中「給料」を「給与」に改める。", ["（１）　給与"], ["（１）　給料"]),
]
REFUSED = [
    ("第三章を削る。", "不存在"),
    ("第二章中第一節を第二節とする。", "既存"),
    ("第一章を第二章とする。", "既存"),
    ("第五条の次に次の章名及び二条を加える。\n第三章　新\n第六条　新。", "数"),
    ("第五条の次に次の章名及び一条を加える。\n第六条　新。\n第三章　新", "未読"),
    ("第五条の次に次の章名及び一条を加える。\n第三節　新\n第六条　新。", "未読"),
    ("第二章の章名を「第三章　補則」に改める。", "番号"),
    ("第二章の章名を「第二章　雑則」に改める。", "変化なし"),
    ("第一章に次の一条を加える。\n第六条　加える。", "順序"),
    ("第一章の次に次の一章を加える。\n第一章の二　新\n第九条　新。", "順序"),
    ("第一章第三条を削る。", "不存在"),
    ("第二節を削る。\n第三章を削る。", "不存在"),
]


@pytest.mark.parametrize(("text", "come", "go"), CASES, ids=lambda each: str(each)[:20])
def test_headings_are_amended_with_what_they_head(text: str, come: list[str], go: list[str]):
    old, manner = read_provision(BASE)
    before = [line.strip("　") for line in provision_lines(old, manner)]

    after = [line.strip("　") for line in provision_lines(apply(old, text, manner), manner)]

    assert come == [line for line in after if line not in before]
    assert go == [line for line in before if line not in after]


@pytest.mark.parametrize(("text", "code"), REFUSED, ids=lambda each: str(each)[:20])
def test_what_does_not_fit_is_refused(text: str, code: str):
    old, manner = read_provision(BASE)

    with pytest.raises(Refusal) as caught:
        apply(old, text, manner)

    assert code == caught.value.code, caught.value.message


def test_a_text_with_chapters_and_contents_is_read_and_written_again():
    old, manner = read_provision(BASE)

    again = read_provision("\n".join(provision_lines(old, manner)))[0]

    assert old == again
    assert ("第一章　総則（第一条・第二条）", "第二章　雑則（第三条―第五条）", "附則") == old.contents


def _revised(*changes: tuple[str, str]) -> str:
    text = BASE
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return text


DRAFTED = {
    "章名を改める": (("　　　第二章　雑則\n", "　　　第二章　補則等\n"),),
    "節を削る": (("　　　　第二節　補則\n第四条　補則とする。\n第五条　委任する。\n", ""),),
    "節名を削る": (("　　　　第二節　補則\n", ""),),
    "章を中ほどに加える": (
        (
            "　　　第二章　雑則\n　　　　第一節",
            "　　　第二章　費用\n第三条　費用とする。\n　　　第三章　雑則\n　　　　第一節",
        ),
        ("第三条　雑則", "第四条　雑則"),
        ("第四条　補則", "第五条　補則"),
        ("第五条　委任", "第六条　委任"),
    ),
    "章を末尾に加える": (("附　則\nこの", "　　　第三章　罰則\n第六条　罰する。\n附　則\nこの"),),
    "章の初めに条を加える": (
        ("第三条　雑則とする。\n", "第三条　新たに定める。\n第四条　雑則とする。\n"),
        ("第四条　補則", "第五条　補則"),
        ("第五条　委任", "第六条　委任"),
    ),
    "節名を付する": (("第五条　委任する。\n", "　　　　第三節　細則\n第五条　委任する。\n"),),
    "節名と目次を改める": (("第一節　通則", "第一節　総則"), ("第一条・第二条", "第一条及び第二条")),
}


@pytest.mark.parametrize("name", DRAFTED)
def test_an_amendment_of_chapters_is_drafted_and_proven_at_once(name: str):
    old, manner = read_provision(BASE)
    new, _ = read_provision(_revised(*DRAFTED[name]))

    for before, after in ((old, new), (new, old)):
        made = amend(before, after, manner)

        assert isinstance(made, Proven), made
        assert 0 == made.restated


def test_a_text_without_chapters_is_given_contents_and_its_first_heading_by_one_sentence():
    """題名の次に次の目次及び章名を付する was refused: so 条例 are divided into 章 that had none."""
    old, manner = read_provision("条例\n第１条　甲。\n第２条　乙。\n第３条　丙。\n")
    amendment = """\
題名の次に次の目次及び章名を付する。
目次
　第１章　総則（第１条・第２条）
　第２章　補則（第３条）
　　　第１章　総則
第２条の次に次の章名を付する。
　　　第２章　補則
"""
    new = apply(old, amendment, manner)
    drafted = amend(old, new, manner)

    assert isinstance(drafted, Proven)
    assert (
        "題名の次に次の目次及び章名を付する。\n目次\n第１章　総則（第１条・第２条）\n第２章　補則（第３条）\n第１章　総則\n"
        "第３条の前に次の章名を付する。\n第２章　補則\n" == drafted.text
    )
    assert ("第１章　総則（第１条・第２条）", "第２章　補則（第３条）") == new.contents
    assert ["章", "条", "条", "章", "条"] == [unit.level for unit in new.articles]
    assert amendment == amending_text(listen(amendment), manner)
    back = apply(new, "目次を削る。\n第１章の章名を削る。\n第２章の章名を削る。\n", manner)
    assert provision_lines(old, manner) == provision_lines(back, manner)
