"""新旧対照表, change report and signed versions: renderings of the same edits, which cannot contradict one another."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.amending.differences.align import align
from pipeline.amending.differences.edits import Change, Kept, is_same
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House, Marks
from pipeline.papers.change_report import report
from pipeline.papers.changes import Entry
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.papers.side_by_side.comparison import Block, Line, compare
from pipeline.provision import signed_version
from pipeline.provision.read import read_provision
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision, Unit
from pipeline.provision.unreadable import UnreadableError
from pipeline.provision.write import paragraph_lines, provision_lines, unit_lines
from tests.amending.agreements import Maker, numbered, pair
from tests.examples import examples

MANNER, MARKS = Manner(House("half")), Marks()
seeds = st.integers(0, 2**32)
some = settings(max_examples=examples(60), deadline=None, derandomize=True, database=None)
OLD = """\
協約
（目的）
第1条　甲及び乙は、第3条の取組を行う。
（負担）
第2条　費用は、年額500円とする。
2　負担の時期は、別に定める。
（取組）
第3条　取組は、別表のとおりとする。
"""


def edits_of(old: str, new: str):
    return align(read_provision(old)[0], read_provision(new)[0])


def entries(old: str, new: str) -> list[Entry]:
    return list(report(edits_of(old, new), MANNER).entries)


def shown(line: Line) -> str:
    """A side with 〈〉 around what is underlined."""
    return "".join(f"〈{p.text}〉" if p.marked else p.text for p in line.pieces)


def bare(text: str) -> str:
    return re.sub("[ 　\t｜\n]", "", text)


@some
@given(seeds)
def test_each_side_alone_is_its_text(seed: int):
    """I10: with every （略） written out, left is what the changed units were and right what they are."""
    old, new = pair(Random(seed))
    edits = align(old, new)
    blocks = compare(edits, MANNER, MARKS)
    left = "".join(bare(p.old.written_out) for b in blocks for p in b.pairs)
    right = "".join(bare(p.new.written_out) for b in blocks for p in b.pairs)

    assert bare(_texts(old, new)) == left
    assert bare(_texts(new, old)) == right


def test_what_changes_in_the_only_supplement_stands_below_its_heading():
    """2　甲の長は、… stood alone between the 条: nobody could tell that it was one of the 附則."""
    old = "規約\n第1条　この規約は、事務を定める。\n附　則\n1　この規約は、公布の日から施行する。\n2　甲の長は、公表する。\n"

    (block,) = compare(edits_of(old, old.replace("甲の長", "乙の長")), MANNER, MARKS)

    assert ["附　則", "1　（略）", "2　〈乙〉の長は、公表する。"] == [shown(pair.new) for pair in block.pairs]


def _texts(this: Provision, other: Provision) -> str:
    """The words of all units of one version that the other does not have just so."""
    edits = align(this, other)
    made = [line for lines in (edits.title, edits.preamble) if lines.old != lines.new for line in lines.old]
    made += _changed(this.articles, other.articles, this, other)
    made += list(this.closing) if this.closing != other.closing else []
    if this.supplement and this.supplement != other.supplement:
        made += ["附則", *paragraph_lines(this.supplement, MANNER)]
    made += _changed(this.schedules, other.schedules, this, other)
    return "".join(made)


def _changed(these: tuple[Unit, ...], others: tuple[Unit, ...], this: Provision, other: Provision) -> list[str]:
    """Lines of the units that are not kept under their number; the comparison decides by the same edits."""
    level = "articles" if these is this.articles else "schedules"
    edits = align(this, other)
    changes: tuple[Change, ...] = getattr(edits, level)
    kept = {id(c.old) for c in changes if is_same(c) and isinstance(c, Kept)}
    return [line for unit in these if id(unit) not in kept for line in unit_lines([unit], MANNER)]


@some
@given(seeds)
def test_only_what_differs_is_underlined(seed: int):
    old, new = pair(Random(seed))

    for block in compare(align(old, new), MANNER, MARKS):
        for row in block.pairs:
            if row.old.written_out and row.new.written_out and MARKS.omitted not in row.new.text:
                left = "".join(p.text for p in row.old.pieces if not p.marked)
                right = "".join(p.text for p in row.new.pieces if not p.marked)
                assert bare(left) == bare(right)


def test_a_comparison_leaves_out_what_stays():
    new = OLD.replace("500円", "800円")

    block = compare(edits_of(OLD, new), MANNER, MARKS)

    assert [
        Block("第2条", block[0].pairs),
    ] == list(block)
    assert ["（負担）", "第2条　費用は、年額〈500円〉とする。", "2　（略）"] == [shown(p.old) for p in block[0].pairs]
    assert ["（負担）", "第2条　費用は、年額〈800円〉とする。", "2　（略）"] == [shown(p.new) for p in block[0].pairs]


def test_new_and_gone_units_face_a_note():
    new = OLD.replace("2　負担の時期は、別に定める。\n", "").replace(
        "（目的）", "（趣旨）\n第1条　新しい条\n（目的）", 1
    )
    new = new.replace("第3条　取組", "第4条　取組").replace("第2条　", "第3条　").replace("第1条　甲", "第2条　甲")

    blocks = compare(edits_of(OLD, new), MANNER, MARKS)

    notes = [p.old.text for b in blocks for p in b.pairs] + [p.new.text for b in blocks for p in b.pairs]
    assert MARKS.new in notes
    assert MARKS.gone in notes
    assert "〈第3条〉　（略）" in [shown(p.old) for b in blocks for p in b.pairs]


def test_the_report_tells_what_somebody_wrote_from_what_follows():
    """番号のみ and 引用のみ stand apart, so that reviewers see the real changes."""
    new = OLD.replace("第3条　取組", "第4条　取組").replace("第3条の取組", "第4条の取組")
    new = new.replace("（取組）", "（協議）\n第3条　協議する。\n（取組）").replace("年額500円", "年額800円")

    found = [(e.kind, e.place_old, e.place_new, e.automatic) for e in entries(OLD, new)]

    assert ("引用のみ", "第1条第1項", "第1条第1項", False) in found  # no source tells where it leads
    assert ("字句", "第2条第1項", "第2条第1項", False) in found
    assert ("追加", "", "第3条", False) in found
    assert ("番号のみ", "第3条", "第4条", True) in found
    assert ("金額",) == next(e.subjects for e in entries(OLD, new) if e.kind == "字句")


@some
@given(seeds)
def test_a_signed_version_is_read_as_it_was_written(seed: int):
    """Words, keys and where the references lead."""
    provision = numbered(Maker(Random(seed)).provision())
    signed = Frozen("aomori/kyoyaku", date(2019, 12, 25), provision, MANNER)

    again = signed_version.read(signed_version.write(signed))

    assert (signed.document, signed.day, signed.provision) == (again.document, again.day, again.provision)
    assert [u.key for a in provision.articles for u in a.walk()] == [
        u.key for a in again.provision.articles for u in a.walk()
    ]


@some
@given(seeds, seeds)
def test_a_signed_version_keeps_the_text_of_every_event(first: int, second: int):
    """Bills and notices of an earlier change are made from the texts before and after it."""
    old, new = (numbered(Maker(Random(seed)).provision()) for seed in (first, second))
    before = signed_version.signed(Frozen("x", date(2019, 12, 25), old, MANNER))
    event = signed_version.next_event(before, date(2020, 3, 25), "変更")

    kept = signed_version.revised(before, replace(before, provision=new), event)
    again = signed_version.read(signed_version.write(kept))

    assert (old, new) == (again.words_after(0), again.words_after(1))


def test_a_signed_version_whose_words_were_touched_is_refused():
    """I12: the hash of the base."""
    signed = Frozen("x", None, read_provision(OLD)[0], MANNER)
    content = json.loads(signed_version.write(signed))
    content["本文"][2] += "さらに。"

    with pytest.raises(UnreadableError, match="SHA-256"):
        signed_version.read(json.dumps(content))


@some
@given(st.data())
def test_a_signed_version_that_was_edited_is_read_or_refused(data: st.DataObject):
    """Whatever stands in its keys: a version, or the reason why there is none."""
    content = json.loads(
        signed_version.write(signed_version.signed(Frozen("x", date(2019, 12, 25), read_provision(OLD)[0], MANNER)))
    )
    values = st.sampled_from([None, 1, "x", "2019-13-45", "half", [], ["a"], [None], {}, {"名": 1}, [{"日": "x"}]])
    for key in data.draw(st.lists(st.sampled_from(list(content)), min_size=1, max_size=3)):
        content[key] = data.draw(values)
    refused = ""
    try:
        signed_version.read(json.dumps(content))
    except UnreadableError as error:
        refused = error.reason
    assert refused or content["形式"] == signed_version.FORM


def test_words_that_plain_text_cannot_hold_are_frozen_unit_by_unit():
    provision = read_provision(OLD)[0]
    broken = replace(provision, closing=("第9条　これは条ではない。",))

    assert (
        broken
        == signed_version.read(signed_version.write(signed_version.signed(Frozen("x", None, broken, MANNER)))).provision
    )


@some
@given(seeds)
def test_accepting_gives_the_new_text_and_rejecting_the_old(seed: int):
    """I11, for the data that a tracked-changes writer prints."""
    old, new = pair(Random(seed))
    lines = redline(align(old, new), MANNER)

    assert provision_lines(new, MANNER) == accepted(lines)
    assert provision_lines(old, MANNER) == rejected(lines)


def test_only_changed_words_are_marked():
    lines = redline(edits_of(OLD, OLD.replace("500円", "800円")), MANNER)

    assert [("500円", "削"), ("800円", "加")] == [
        (s.text, s.fate) for line in lines for cell in line.cells for s in cell if s.fate != "同"
    ]


@pytest.mark.parametrize("duty", ["ものとする", "なければならない", "することができる", "努める"])
def test_the_report_marks_every_word_of_duty(duty: str):
    """A reviewer looks first at what somebody must, may or shall try to do."""
    [entry] = entries(
        "協約書\n（目的）\n第1条　甲及び乙は、連携する。\n", f"協約書\n（目的）\n第1条　甲及び乙は、連携{duty}。\n"
    )

    assert "義務" in entry.subjects
