"""A source that does not fit its model: every problem at once, each at its place, each with a cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems, Span
from pipeline.kinds.accord.model import Accord
from pipeline.kinds.agreement import Agreement
from pipeline.source import reader
from pipeline.source.decode import decode, nearest
from tests.workshop import SMALL


def problems_of(text: str) -> list[tuple[str, str, str, str]]:
    """Code, message, cure and place of every error."""
    problems = Problems()
    node = reader.parse(text.encode(), "a.yaml", problems)
    assert node is not None, problems
    decode(node, Agreement, problems)
    return [
        (d.code, d.message, d.cure, f"{d.place.line}:{d.place.column}" if isinstance(d.place, Span) else "")
        for d in problems.errors
    ]


def test_the_smallest_agreement_is_valid():
    assert [] == problems_of(SMALL)


def test_a_misspelt_key_is_named_with_the_nearest_one():
    text = SMALL.replace("    本文:", "    本分:")

    assert ("項目名", "「本分」という項目はありません", "「本文」の書き誤りではありませんか", "9:5") in problems_of(
        text
    )


@pytest.mark.parametrize(
    ("before", "after", "cure"),
    [
        (
            "題名: 協約書\n",
            "題名: 協約書\nキー: 目的\n",
            "「キー」は、「条」の中に書きます（字下げを確かめてください）",
        ),
        (
            "    本文:",
            "    前文: これは\n    本文:",
            "「前文」は、「条」と並べて、その外に書きます（字下げを確かめてください）",
        ),
    ],
)
def test_a_key_that_stands_too_deep_or_too_high_is_shown_its_place(before: str, after: str, cure: str):
    assert cure in {told[2] for told in problems_of(SMALL.replace(before, after, 1))}


def test_an_ideographic_space_before_a_key_is_told_of():
    """It looks like an indent and would be part of the key."""
    problems = Problems()

    reader.parse(f"{SMALL}　　別表: []\n".encode(), "a.yaml", problems)

    assert ["a.yaml:11:1"] == [str(d.place) for d in problems.errors]
    assert "行頭に、全角などの空白があります（字下げとは読まれません）" == problems.errors[0].message
    assert "行頭の全角の空白を、字下げなら半角の空白に直し、そうでなければ消してください" == problems.errors[0].cure


def test_a_cure_names_only_some_of_many():
    assert "など です" in nearest("x", [f"項目{n}" for n in range(50)])


def test_items_whose_list_lost_its_name_are_told_once_with_that_name():
    """Each key of each article was an error."""
    lost = "前文:\n  - 次のとおり締結する。\n  - 見出し: 目的\n    本文: 甲\n  - 見出し: 協議\n    本文: 乙\n"
    node = reader.parse(f"種別: 協定書\n題名: 協定書\n{lost}".encode(), "a.yaml", problems := Problems())
    assert node is not None

    decode(node, Accord, problems)

    [(message, cure, place)] = [(d.message, d.cure, str(d.place)) for d in problems.errors if d.code == "項目名"]
    assert "「前文」の2番目に、「見出し」「本文」という項目は書けません" == message
    assert "「条:」の行が、この項目の上に抜けていないか、字下げとともに確かめてください" == cure
    assert "a.yaml:5:5" == place


def test_single_keys_that_are_misspelt_are_all_told():
    text = SMALL.replace("    本文: 甲及び乙は、協力する。", "    項: [{本分: 甲}, {本分: 乙}]")

    assert 2 == len([m for _, m, _, _ in problems_of(text) if m == "「本分」という項目はありません"])


def test_a_missing_key_is_told_where_it_belongs():
    text = SMALL.replace("題名: 協約書\n", "")

    assert [("不足", "「題名」がありません", "この原稿に「題名: …」を書いてください", "1:1")] == problems_of(text)


@pytest.mark.parametrize(
    ("date", "message"),
    [("令和元年13月25日", "13"), ("平成31年5月1日", "平成"), ("令和0年1月1日", "令和0年"), ("あした", "あした")],
)
def test_an_impossible_date_is_refused_at_its_place(date: str, message: str):
    [(code, text, cure, place)] = problems_of(SMALL.replace("令和元年12月25日", date))

    assert ("日付", "4") == (code, place.split(":")[0])
    assert message in text
    assert cure


@pytest.mark.parametrize(
    ("parties", "message"),
    [
        ("{甲: 青森市}", "当事者が一つしかありません"),
        ("{甲: 青森市, 丙: 蓬田村}", "当事者の記号が「甲、丙」です"),
        ("{甲: [青森市, 八戸市], 乙: [蓬田村, 平内町]}", "相手方の並びが2か所（甲、乙）にあります"),
        ("青森市と蓬田村", "「当事者」は「名前: 値」の組で書きます"),
        ("{甲: 青森市, 乙: []}", "に何も書かれていません"),
        ('{甲: 青森市, 乙: ""}', "値が空です"),
    ],
)
def test_parties_that_cannot_sign_are_refused(parties: str, message: str):
    found = problems_of(SMALL.replace("{甲: 青森市, 乙: 蓬田村}", parties))

    assert any(message in text for _, text, _, _ in found), found


def test_an_article_has_either_text_or_paragraphs():
    both = SMALL.replace("    本文: 甲及び乙は、協力する。", "    本文: 甲\n    項: [{本文: 乙}]")
    neither = SMALL.replace("    本文: 甲及び乙は、協力する。\n", "")

    assert "「本文」と「項」の両方があります" in problems_of(both)[0][1]
    assert "条に文がありません" in problems_of(neither)[0][1]


def test_all_problems_are_told_at_once():
    text = SMALL.replace("題名:", "題:").replace("12月", "13月").replace("見出し: 目的", "見出し: [目的]")

    assert 4 == len(problems_of(text))  # 題 unknown, 題名 missing, date, caption


def test_a_source_that_is_a_list_is_refused():
    assert "「名前: 値」の並びではありません" == problems_of("- 種別: x\n")[0][1]


def test_a_file_that_is_one_word_is_refused():
    assert "「名前: 値」の並びではありません" == problems_of("協約書\n")[0][1]


def test_a_model_keeps_words_as_they_were_typed(tmp_path: Path):
    problems = Problems()
    path = tmp_path / "a.yaml"
    path.write_text(SMALL.replace("協力する", "協力す　る①㈱Ⅲ髙﨑𠮷塚"), encoding="utf-8")
    node = reader.read(path, problems)
    assert node is not None

    model = decode(node, Agreement, problems)

    assert model is not None
    assert "甲及び乙は、協力す　る①㈱Ⅲ髙﨑𠮷塚。" == str(model.articles[0].text)


@pytest.mark.parametrize("words", ["消防", "消防, 救急", "消防: 救急", "- 消防", "「消防」の事務", "1"])
def test_one_value_for_several_is_told_how_it_is_written_within_braces_too(words: str):
    """「行頭に「- 」を付けて」 was no cure for { 本文: …, 号: 消防 }, where there is no head of a line."""
    text = SMALL.replace("    本文:", f"    号: '{words}'\n    本文:")
    (cure,) = [cure for code, _, cure, _ in problems_of(text) if code == "形"]
    shown = cure.rpartition("か、「")[2].partition("」と書いてください")[0]

    if "…" not in shown:
        cured = text.replace(f"'{words}'", shown)
        assert [] == [told for told in problems_of(cured) if told[0] == "形"]
        assert f"[{words}]" == shown
