"""目次 and 備考 in the papers of an amendment of a 条例: as the paper itself sets them, no head at the foot of a page."""

from __future__ import annotations

import pytest

from pipeline.amending.prove import Proven, amend
from pipeline.galley import Grid, plain
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks
from pipeline.papers.amending_agreement import sentences
from pipeline.papers.side_by_side.comparison import compare
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.provision.read import read_provision

MANNER = Manner(House("half"))
OLD = """\
会館条例
目次
第1章　総則（第1条）
第2章　使用
第1節　許可（第2条）
附則
第1章　総則
第1条　設置する。
第2章　使用
第1節　許可
第2条　許可を受ける。
附　則
この条例は、公布の日から施行する。
別表（第2条関係）
室名\t額
会議室\t800円
備考
1　市外の者は、2倍とする。
2　1時間に満たないときは、1時間とする。
"""
NEW = (
    OLD.replace("第1節　許可（第2条）\n", "第1節　許可（第2条）\n第3章　雑則（第3条）\n")
    .replace("第2条　許可を受ける。\n", "第2条　許可を受ける。\n第3章　雑則\n第3条　規則で定める。\n")
    .replace("2　1時間に", "2　営利のときは、3倍とする。\n3　1時間に")
)


def made() -> Proven:
    found = amend(read_provision(OLD)[0], read_provision(NEW)[0], MANNER)
    assert isinstance(found, Proven), found
    return found


def test_the_lines_of_a_new_contents_are_set_as_those_of_the_paper():
    """They were paragraphs apart from one another, as those of a 前文."""
    found = [block for block in sentences(made(), MANNER) if not isinstance(block, Grid)]
    lines = [(p.style, plain(p.label), plain(p.runs)) for p in found if p.style.startswith("章目次")]  # type: ignore[union-attr]

    assert [
        ("章目次見出し", "", "目次"),
        ("章目次1", "第1章　", "総則（第1条）"),
        ("章目次1", "第2章　", "使用"),
        ("章目次2", "第1節　", "許可（第2条）"),
        ("章目次1", "第3章　", "雑則（第3条）"),
        ("章目次1", "", "附則"),
    ] == lines


@pytest.mark.parametrize("text", [OLD, OLD.replace("備考\n1　市外の者は、2倍とする。\n2　", "備考　")])
def test_the_word_of_the_notes_stays_with_the_first_of_them(text: str):
    """備考 alone ended a page; 備考　（略） heads nothing."""
    new = text.replace("800円", "900円").replace("満たない", "満ちない")
    found = amend(read_provision(text)[0], read_provision(new)[0], MANNER)
    assert isinstance(found, Proven), found
    galley = comparison(compare(found.edits, MANNER, Marks()), "新旧対照表", House("half"), None)
    rows = [row for block in galley.parts[0].blocks if isinstance(block, Grid) for row in block.rows]
    said = {"".join(plain((*p.label, *p.runs)) for p in row.cells[0].paras): row.keeps for row in rows}

    assert said["備考"]
    assert not said[next(words for words in said if "1時間に" in words)]


def test_the_contents_stand_below_their_word_and_beside_what_they_were():
    """A 章 in the middle set each line beside the one before it, and 目次 itself was not said."""
    between = NEW.replace("第3章　雑則（第3条）\n", "第3章　罰則（第3条）\n第4章　雑則（第4条）\n").replace(
        "第3章　雑則\n第3条　規則で定める。", "第3章　罰則\n第3条　過料とする。\n第4章　雑則\n第4条　規則で定める。"
    )
    found = amend(read_provision(NEW)[0], read_provision(between)[0], MANNER)
    assert isinstance(found, Proven), found

    block = next(b for b in compare(found.edits, MANNER, Marks()) if b.title == "目次")
    assert [
        ("目次", "目次"),
        ("第1章　総則（第1条）", "第1章　総則（第1条）"),
        ("第2章　使用", "第2章　使用"),
        ("第1節　許可（第2条）", "第1節　許可（第2条）"),
        ("", "第3章　罰則（第3条）"),
        ("第3章　雑則（第3条）", "第4章　雑則（第4条）"),
        ("附則", "附則"),
    ] == [(pair.old.text, pair.new.text) for pair in block.pairs]
