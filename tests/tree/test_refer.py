"""References: computed from keys, or literal and bound; one that names nothing is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected, Span
from pipeline.galley import Para, plain
from pipeline.project.compiling import bind
from pipeline.tree.nodes import Article, Closing, Reference, text_of
from pipeline.tree.refer import BoundDocument
from tests.effort import calls
from tests.tree.walks import stretches
from tests.workshop import SMALL, bound, edit, galley, messages, original, small_project

SMALL_SOURCE = "sources/aomori/small.yaml"
ARTICLES = """\
条:
  - 見出し: 目的
    本文: {0}
  - 見出し: 方針
    本文: {1}
  - 見出し: 費用
    項:
      - 本文: {2}
      - キー: 負担
        本文: {3}
        号:
          - 本文: {4}
          - キー: 特例
            本文: {5}
  - 見出し: 雑則
    本文: {6}
"""
KEYS = ("目的", "方針", "費用", "負担", "特例", "雑則")


def source(*texts: str) -> str:
    """The small agreement with four articles; texts by place, 「甲。」 where none is given."""
    filled = ARTICLES.format(*(f'"{t}"' for t in (*texts, *["甲。"] * 7)))
    head, tail = SMALL.split("条:\n")
    return head + filled + "末文" + tail.split("末文")[1]


def printed(document: BoundDocument) -> list[str]:
    """What the articles say, clause by clause."""
    found = []
    for article in (b for b in document.document.body if isinstance(b, Article)):
        for paragraph in article.paragraphs:
            found += [text_of(paragraph.text), *(text_of(i.text) for i in paragraph.items)]
    return found


def agreement(folder: Path, *texts: str) -> BoundDocument:
    return bound(small_project(folder, source(*texts)), SMALL_SOURCE, None)[0]


def refused(folder: Path, *texts: str) -> list[str]:
    loaded, problems = original(small_project(folder, source(*texts)), SMALL_SOURCE)
    assert loaded is not None, messages(problems)
    with pytest.raises(Rejected) as caught:
        bind(loaded, None, problems)
    assert all(isinstance(d.place, Span) and d.cure for d in caught.value.problems.errors)
    return [d.message for d in caught.value.problems.errors]


def cite(key: str) -> str:
    return "{{ 引用('" + key + "') }}"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, ["この条", "次条", "第3条", "第3条第2項", "第3条第2項第2号", "第4条"]),
        (1, ["前条", "この条", "次条", "次条第2項", "次条第2項第2号", "第4条"]),
        (2, ["第1条", "前条", "この条", "次項", "次項第2号", "次条"]),
        (3, ["第1条", "前条", "この条", "この項", "第2号", "次条"]),
        (4, ["第1条", "前条", "この条", "この項", "次号", "次条"]),
        (6, ["第1条", "第2条", "前条", "前条第2項", "前条第2項第2号", "この条"]),
    ],
)
def test_a_reference_takes_the_words_of_its_place(tmp_path: Path, place: int, expected: list[str]):
    texts = ["甲。"] * 7
    texts[place] = "、".join(cite(key) for key in KEYS)

    assert "、".join(expected) == printed(agreement(tmp_path, *texts))[place]


def test_the_paragraph_goes_unnamed_where_there_is_one(tmp_path: Path):
    """第5条, never 第5条第1項, if the article has one 項 (amendment notes R8)."""
    text = source("甲。").replace(
        '    本文: "甲。"\n  - 見出し: 方針', '    本文: "甲。"\n    号: [{キー: 一, 本文: 甲}]\n  - 見出し: 方針'
    )
    text = text.replace('見出し: 雑則\n    本文: "甲。"', f'見出し: 雑則\n    本文: "{cite("一")}"')

    document = bound(small_project(tmp_path, text), SMALL_SOURCE, None)[0]

    assert "第1条第1号" == printed(document)[-1]


def test_a_number_can_be_asked_for(tmp_path: Path):
    assert "第1条により" == printed(agreement(tmp_path, "甲。", "{{ 条番号('目的') }}により"))[1]


def test_outside_the_articles_a_reference_is_absolute(tmp_path: Path):
    text = source().replace("本書", f"{cite('目的')}により、本書")
    document = bound(small_project(tmp_path, text), SMALL_SOURCE, None)[0]

    closing = next(b for b in document.document.body if isinstance(b, Closing))
    assert "第1条により、本書2通を作成する。" == text_of(closing.text)


@pytest.mark.parametrize(
    ("place", "words", "targets"),
    [
        (1, "前条", [("目的",)]),
        (1, "次条第2項", [("費用", "負担")]),
        (0, "第3条第2項第2号", [("費用", "負担", "特例")]),
        (2, "次項", [("費用", "負担")]),
        (3, "前項", [("費用", "#1")]),
        (3, "第1項", [("費用", "#1")]),
        (5, "前号", [("費用", "負担", "#1")]),
        (6, "前3条", [("目的",), ("方針",), ("費用",)]),
        (6, "第1条から第3条まで", [("目的",), ("費用",)]),
        (1, "この条", [("方針",)]),
    ],
)
def test_a_literal_citation_is_bound_and_not_changed(
    tmp_path: Path, place: int, words: str, targets: list[tuple[str, ...]]
):
    texts = ["甲。"] * 7
    texts[place] = f"甲は、{words}に規定する取組を行う。"
    document = agreement(tmp_path, *texts)

    found = [i for inlines, _ in stretches(document.document) for i in inlines if isinstance(i, Reference)]
    assert f"甲は、{words}に規定する取組を行う。" == printed(document)[place]
    assert [(words, targets)] == [(r.printed, list(r.targets)) for r in found]


def test_the_same_article_is_the_one_named_before(tmp_path: Path):
    document = agreement(tmp_path, "第3条第2項及び同条第1項並びに同項に規定する。")

    [article, *_] = (b for b in document.document.body if isinstance(b, Article))
    references = [i for i in article.paragraphs[0].text if isinstance(i, Reference)]
    assert [("費用", "負担"), ("費用", "#1"), ("費用", "#1")] == [r.targets[0] for r in references]


def test_what_is_joined_shares_the_article_before_it(tmp_path: Path):
    """第3条第1項及び第2項: the second is of 第3条 too, wherever the words stand."""
    document = agreement(tmp_path, "第3条第1項及び第2項並びに第4条に規定する。")

    [article, *_] = (b for b in document.document.body if isinstance(b, Article))
    references = [i for i in article.paragraphs[0].text if isinstance(i, Reference)]
    assert [("費用", "#1"), ("費用", "負担"), ("雑則",)] == [r.targets[0] for r in references]


@pytest.mark.parametrize(
    "words",
    [
        "地方自治法（昭和22年法律第67号）第252条の2第1項の規定",
        "民法第143条及び第144条の規定",
        "同法第9条の規定",
        "条件、事項、前条例",
    ],
)
def test_citations_of_other_laws_are_left_alone(tmp_path: Path, words: str):
    text = words.replace("同法第9条", "地方自治法第1条及び同法第9条")

    assert text == printed(agreement(tmp_path, text))[0]


@pytest.mark.parametrize(
    ("place", "words", "message"),
    [
        (0, "前条", "「前条」: 「前条」に当たる条がありません"),
        (6, "次条", "「次条」: 「次条」に当たる条がありません"),
        (0, "第9条", "「第9条」: 「第9条」に当たるものがこの文書にありません"),
        (0, "第3条第3項", "「第3条第3項」: 「第3条第3項」に当たるものがこの文書にありません"),
        (0, "第2条第1項", "「第2条第1項」: 第2条は項が一つだけです"),
        (0, "第3条第1号", "「第3条第1号」: 第3条には項が2つあり、どの項の号か分かりません"),
        (2, "前項", "「前項」: 「前項」に当たる項がありません"),
        (0, "同条", "「同条」: 「同条」が指すものが、同じ文の前の方にありません"),
        (0, "別表", "「別表」: 「別表」がこの文書にありません"),
        (0, "附則第2項", "「附則第2項」: この文書に附則はありません"),
        (6, "第3条から第1条まで", "「第3条から第1条まで」: 範囲の初めと終わりが逆です"),
        (6, "前5条", "「前5条」: 「前条」に当たる条がありません"),
    ],
)
def test_a_citation_of_nothing_is_an_error(tmp_path: Path, place: int, words: str, message: str):
    texts = ["甲。"] * 7
    texts[place] = f"{words}に規定する。"

    assert [message] == refused(tmp_path, *texts)


def test_an_unknown_key_is_named_with_the_nearest_one(tmp_path: Path):
    assert ["「目てき」という見出し又はキーはありません"] == refused(tmp_path, cite("目てき"))


def test_an_ambiguous_key_is_an_error_and_a_longer_one_helps(tmp_path: Path):
    twice = source(cite("負担")).replace("見出し: 雑則", "キー: 負担\n    見出し: 雑則")

    loaded, problems = original(small_project(tmp_path, twice), SMALL_SOURCE)
    assert loaded is not None
    with pytest.raises(Rejected):
        bind(loaded, None, problems)
    assert ["「負担」に当たるものが2つあります"] == messages(problems)
    assert "「費用/負担」" in problems.errors[0].cure


def test_two_articles_of_one_caption_are_an_error(tmp_path: Path):
    text = source().replace("見出し: 雑則", "見出し: 目的")

    loaded, problems = original(small_project(tmp_path, text), SMALL_SOURCE)
    assert loaded is not None
    with pytest.raises(Rejected):
        bind(loaded, None, problems)
    assert ["キー「目的」が二度あります"] == messages(problems)


SUBDIVIDED = """\
条:
  - 見出し: 用語
    項:
      - 本文: 次に掲げる事業を行う。
        号:
          - 本文: 移動
            細分:
              - 本文: {0}
              - キー: 宿泊
                本文: 宿泊
          - 本文: {1}
      - 本文: {2}
  - 見出し: 雑則
    本文: {3}
"""


def subdivided(*texts: str) -> str:
    filled = SUBDIVIDED.format(*(f'"{t}"' for t in (*texts, *["甲。"] * 4)))
    head, tail = SMALL.split("条:\n")
    return head + filled + "末文" + tail.split("末文")[1]


def subdivided_faults(folder: Path, *texts: str) -> list[str]:
    loaded, problems = original(small_project(folder, subdivided(*texts)), SMALL_SOURCE)
    assert loaded is not None, messages(problems)
    with pytest.raises(Rejected):
        bind(loaded, None, problems)
    return messages(problems)


@pytest.mark.parametrize(
    ("place", "words", "message"),
    [
        (2, "前項第1号キの宿泊をいう。", "「前項第1号キ」: 「前項第1号キ」に当たるものがこの文書にありません"),
        (2, "前項第1号ア及びキの宿泊をいう。", "「キ」: 「キ」に当たるものがこの文書にありません"),
        (2, "前項第2号アの宿泊をいう。", "「前項第2号ア」: 「前項第2号ア」に当たるものがこの文書にありません"),
        (1, "前号ウの宿泊をいう。", "「前号ウ」: 「前号ウ」に当たるものがこの文書にありません"),
        (0, "ウに掲げる宿泊をいう。", "「ウ」: 「ウ」に当たるものがこの文書にありません"),
        (3, "前条第1項第1号ア(ア)をいう。", "「前条第1項第1号ア(ア)」: 「前条第1項第1号ア(ア)」に当たるものがこの文書にありません"),
        (2, "前項第1号イからアまでをいう。", "「前項第1号イからアまで」: 範囲の初めと終わりが逆です"),
    ],
)  # fmt: skip
def test_a_citation_of_a_subitem_that_does_not_exist_is_an_error(tmp_path: Path, place: int, words: str, message: str):
    texts = ["甲。"] * 4
    texts[place] = words

    assert [message] == subdivided_faults(tmp_path, *texts)


def test_subitems_are_cited_by_their_key_from_near_and_far(tmp_path: Path):
    """法制執務: イ within the same 号, 前号イ, 前項第1号イ, 前条第1項第1号イ from farther away."""
    cited = '{{ 引用(\\"宿泊\\") }}。'
    document = bound(small_project(tmp_path, subdivided(*[cited] * 4)), SMALL_SOURCE, None)[0]
    first, second = (b for b in document.document.body if isinstance(b, Article))
    (item, other), after = first.paragraphs[0].items, first.paragraphs[1]

    assert ["イ。", "前号イ。", "前項第1号イ。", "前条第1項第1号イ。"] == [
        text_of(item.items[0].text),
        text_of(other.text),
        text_of(after.text),
        text_of(second.paragraphs[0].text),
    ]


def test_literal_citations_of_subitems_are_bound_to_them(tmp_path: Path):
    made = bound(
        small_project(tmp_path, subdivided("イに掲げる。", "前号ア又はイ。", "前項第1号アからイまで。", "甲。")),
        SMALL_SOURCE,
        None,
    )

    targets = [["/".join(p) for p in i.targets] for s in made[0].stretches for i in s if isinstance(i, Reference)]

    assert [
        ["用語/#1/#1/宿泊"], ["用語/#1/#1/#1"], ["用語/#1/#1/宿泊"], ["用語/#1/#1/#1", "用語/#1/#1/宿泊"],
    ] == targets  # fmt: skip


@pytest.mark.parametrize("words", ["アンケートに掲げる", "第1号アイデアに掲げる", "タブレット端末（ア）"])
def test_katakana_words_are_no_labels(tmp_path: Path, words: str):
    made = bound(small_project(tmp_path, subdivided(words + "こと。", *["甲。"] * 3)), SMALL_SOURCE, None)[0]

    assert [] == [i for s in made.stretches for i in s if isinstance(i, Reference) and i.targets[0][-1] != "#1"]


def test_the_other_end_of_a_range_lies_where_the_first_does(tmp_path: Path):
    """第3条第1項から第2項まで, said in 第4条, ends in 第3条; its 第4項 is an error."""
    made = agreement(tmp_path, *["甲。"] * 6, "第3条第1項から第2項までに規定する。")
    (found,) = (i for s in made.stretches for i in s if isinstance(i, Reference))

    assert (("費用", "#1"), ("費用", "負担")) == found.targets
    assert ["「第3条第1項から第4項まで」: 「第4項」に当たるものがこの文書にありません"] == [
        m.replace("第3条第4項", "第4項")
        for m in refused(tmp_path / "b", *["甲。"] * 6, "第3条第1項から第4項までに規定する。")
    ]


def test_a_house_that_counts_iroha_prints_and_cites_it(tmp_path: Path):
    """The labels of 細分 and their citations follow the same setting of the profile (号の細分)."""
    root = small_project(tmp_path, subdivided("甲。", "前号ハ。", '{{ 引用(\\"宿泊\\") }}。', "甲。"))
    edit(root / "sources/aomori/area.yaml", "流儀: 半角", "流儀: 自庁")
    (root / "sources/profiles").mkdir()
    (root / "sources/profiles/自庁.yaml").write_text(
        "種別: 流儀\n名称: 自庁\n根拠: 例\n号の細分: イロハ\n", encoding="utf-8"
    )
    loaded, problems = original(root, SMALL_SOURCE)
    assert loaded is not None, messages(problems)
    with pytest.raises(Rejected):
        bind(loaded, None, problems)
    assert ["「前号ハ」: 「前号ハ」に当たるものがこの文書にありません"] == messages(problems)

    edit(root / SMALL_SOURCE, "前号ハ。", "前号ロ。")
    lines = [
        plain((*p.label, *p.runs))
        for part in galley(root, SMALL_SOURCE, None).parts
        for p in part.blocks
        if isinstance(p, Para)
    ]
    assert ["イ　甲。", "ロ　宿泊"] == [line for line in lines if line[1:2] == "　" and line[0] in "イロハ"]
    assert "2　前項第1号ロ。" in lines


def test_a_reference_costs_as_much_in_a_long_document_as_in_a_short_one(tmp_path: Path):
    """Each was looked for among all that may be cited: a plan of a thousand pages took seven times as long as it had to."""

    def effort(count: int) -> int:
        articles = "".join(
            f'  - 見出し: 事項{n}\n    本文: "{{{{ 引用(\\"事項{n * 7 % count}\\") }}}}による。"\n'
            for n in range(count)
        )
        root = small_project(tmp_path / str(count), SMALL.replace("末文:", f"{articles}末文:"))
        loaded, problems = original(root, "sources/aomori/small.yaml")
        assert loaded is not None
        made = calls(lambda: bind(loaded, None, problems))
        assert [] == messages(problems)
        return made

    short, long = effort(300), effort(1200)
    assert long < 4.4 * short


def test_words_that_amend_another_rule_cite_that_rule(tmp_path: Path):
    """Below 「…の一部を次のように改正する。」 第9条 is not asked of this paper, and 第1条 is not followed when this paper's moves."""
    text = source().replace(
        "末文",
        "附則:\n  - 項:\n    - 本文: 町規則（平成20年規則第1号）の一部を次のように改正する。\n"
        "      後文: [第1条中「甲」を「乙」に改める。, 第9条を削る。]\n末文",
        1,
    )
    document, problems = bound(small_project(tmp_path, text), SMALL_SOURCE, None)

    assert [] == problems.found
    assert not any("町規則" in text_of(s) and any(isinstance(i, Reference) for i in s) for s in document.stretches)
    assert not any("第9条を削る" in words for words in document.words)
