"""The change list that is published: its schema, ids that stay, equal changes together and the odd one out."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.amending.differences.align import align
from pipeline.comparing.figures import Figure
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_list import Group, Piece, Side, data, groups, pieces
from pipeline.papers.change_report import report
from pipeline.papers.changes import Entry, Guessed
from pipeline.papers.moved_entries import with_moves
from pipeline.provision.read import read_provision
from pipeline.writers import html
from tests.amending.agreements import pair
from tests.examples import examples
from tests.workshop import ROOT

SCHEMA = json.loads((ROOT / "docs" / "changes.schema.json").read_text(encoding="utf-8"))
MANNER = Manner(House("half"))
SIDES = (Side("signed/a.json", "協約", "2019-12-25", "0" * 64), Side("a"))
some = settings(max_examples=examples(100), deadline=None, derandomize=True, database=None)
OLD = """\
協約
（取組）
第1条　甲及び乙は、相互に連携する。
（会議）
第2条　甲及び乙の長は、毎年度、会議を開催する。
（期間）
第3条　有効期間は、締結の日から5年間とする。
別表
1　分野
連携施策\t甲の役割\t乙の役割
医療\t中心となる。\t協力して取り組む。
介護\t中心となる。\t協力して取り組む。
観光\t中心となる。\t協力して取り組む。
防災\t中心となる。\t協力して取り組む。
"""


def entries(old: str, new: str) -> tuple[Entry, ...]:
    return with_moves(report(align(read_provision(old)[0], read_provision(new)[0]), MANNER)).entries


@some
@given(st.integers(0, 2**32))
def test_every_list_is_valid_and_its_pieces_make_the_new_words(seed: int):
    old, new = pair(Random(seed))
    found = with_moves(report(align(old, new), MANNER))

    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(data(found, *SIDES))))

    for entry in found.entries:
        held, at = "", 0
        for piece in pieces(entry):
            start = entry.old.index(piece.before_old + piece.old + piece.after_old, max(at - 12, 0))
            start += len(piece.before_old)
            held += entry.old[at:start] + piece.new
            at = start + len(piece.old)
        assert entry.new == held + entry.old[at:]
    assert len({e.id for e in found.entries}) == len(found.entries)


def test_the_schema_is_one_and_describes_every_field():
    Draft202012Validator.check_schema(SCHEMA)
    held = {
        name: set(SCHEMA["$defs"][name]["properties"])
        for name in ("side", "entry", "piece", "figure", "group", "guess")
    }

    assert {
        "side": {f.name for f in fields(Side)},
        "entry": {f.name for f in fields(Entry)} | {"pieces"},
        "piece": {f.name for f in fields(Piece)},
        "figure": {f.name for f in fields(Figure)},
        "group": {f.name for f in fields(Group)},
        "guess": {f.name for f in fields(Guessed)},
    } == held


def test_a_change_keeps_its_id_when_another_is_put_before_it():
    """第5条 was 変更1 in one draft and 変更7 in the next, so that no mark of a reviewer could stay with it."""
    changed = OLD.replace("5年間", "10年間").replace("観光\t中心となる。", "観光\t主体となる。")
    more = changed.replace("第3条", "第4条").replace(
        "（期間）", "（公表）\n第3条　甲は、毎年度、取組の成果を公表する。\n（期間）"
    )

    before = {e.id: e for e in entries(OLD, changed)}
    after = {e.id: e for e in entries(OLD, more)}

    assert 2 == len(before)
    assert before.keys() <= after.keys()
    assert [(1, "第3条第1項"), (3, "第4条第1項")] == [
        (held[own].number, held[own].place_new) for own in list(before)[:1] for held in (before, after)
    ]


@some
@given(st.integers(0, 2**32))
def test_ids_stay_when_another_part_of_the_text_changes(seed: int):
    """Each change of a 条 or 別表 has the same id, whether the other parts change with it or not."""
    old, new = pair(Random(seed))
    whole = {e.id for e in report(align(old, new), MANNER).entries}

    for alone in (replace(old, articles=new.articles), replace(old, schedules=new.schedules)):
        assert {e.id for e in report(align(old, alone), MANNER).entries} <= whole


def test_equal_changes_are_one_group_and_the_odd_one_stands_beside_it():
    """Of fourteen rows one had a weaker duty and was lost among the equal ones."""
    new = OLD.replace("協力して取り組む", "主体的に取り組む", 3).replace("協力して取り組む", "協力するよう努める")

    found = entries(OLD, new)
    (group,) = groups(found)

    by_id = {e.id: e for e in found}
    assert [f"別表1の表{name}の項" for name in ("医療", "介護", "観光")] == [
        by_id[own].place_new for own in group.entries
    ]
    assert ["別表1の表防災の項"] == [by_id[own].place_new for own in group.others]


def test_a_move_is_one_entry_with_what_was_changed_on_the_way():
    first = "（取組）\n第1条　甲及び乙は、相互に連携する。\n"
    new = OLD.replace(first, "").replace("第2条", "第1条").replace("第3条", "第2条")
    new = new.replace("別表\n", "（取組）\n第3条　甲及び乙は、必ず相互に連携する。\n別表\n", 1)

    (moved,) = [e for e in entries(OLD, new) if e.kind == "移動"]

    assert ("第1条", "第3条") == (moved.place_old, moved.place_new)
    assert "必ず" in [p.new for p in pieces(moved)]


def test_the_page_names_both_papers_and_every_change():
    new = OLD.replace("協力して取り組む", "主体的に取り組む", 3)
    found = with_moves(report(align(read_provision(OLD)[0], read_provision(new)[0]), MANNER))

    page = html.report_page("変更一覧", found, SIDES)

    assert "signed/a.json" in page
    assert "令和元年12月25日" in page
    assert "同じ変更（1種類）" in page
    assert all(f'id="c-{e.id}"' in page for e in found.entries)
    assert "<script" not in page


def test_what_was_guessed_is_named_from_its_article_on():
    """第3号と第4号 alone: nobody could tell of which 条."""
    old = read_provision("規則\n第1条　次のとおりとする。\n(1)　消防に関する事務\n(2)　火薬類の取締りに関する事務のうち市長の権限に属するもの\n附　則\n1　施行する。\n2　この規則の施行前の届出は、なお従前の例による。\n")[0]  # fmt: skip
    new = read_provision("規則\n第1条　次のとおりとする。\n(1)　消防に関する事務\n(2)　火災予防に関する事務\n(3)　火薬類の取締りに関する事務のうち町長の権限に属するもの\n附　則\n1　施行する。\n2　旧規則は、廃止する。\n3　この規則の施行前の届出については、なお従前の例による。\n")[0]  # fmt: skip

    guessed = report(align(old, new), Manner(House("half"))).guesses

    assert [("第1条第1項第2号", "第1条第1項第3号"), ("附則第2項", "附則第3項")] == [
        (g.place_old, g.place_new) for g in guessed if g.place_old != g.place_new
    ]
