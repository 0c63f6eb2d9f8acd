"""Proposals: by rule, at their place, never for names; what only a person can judge is only told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.notation.house_style import House
from pipeline.source.normalise import RULES, Review, accept, review_source, review_text
from tests.workshop import SMALL


def review(text: str, house: House | None = None) -> Review:
    found = review_text(text.encode(), "a.txt", house or House(), Problems())
    assert found is not None
    return found


def changes(text: str, house: House | None = None) -> list[tuple[str, str, str]]:
    return [(p.rule, p.before, p.after) for p in review(text, house).proposals]


def accepted(text: str, house: House | None = None) -> str:
    return accept(text.encode(), review(text, house).proposals).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年 12月 25日", "令和元年12月25日"),
        ("各自 1 通を保有する。", "各自1通を保有する。"),
        ("平成２６年８月", "平成26年8月"),
        ("ﾋﾞｼﾞｮﾝ懇談会", "ビジョン懇談会"),
        ("甲は\u200b、乙と", "甲は、乙と"),
        ("か\u3099", "が"),
        ("2 前項の規定により", "2 前項の規定により"),
        ("(1) 生活機能", "(1) 生活機能"),
        ("小野寺 晃", "小野寺 晃"),
        ("（）￥～①㈱Ⅲ髙﨑塚　", "（）￥～①㈱Ⅲ髙﨑塚　"),
    ],
)
def test_proposals_of_a_house_with_half_width_digits(text: str, expected: str):
    assert expected == accepted(text)


def test_proposals_of_a_house_with_commas_and_one_full_digit():
    house = House("single_full", "，", "FF5E")

    assert "第３条，第12条及び2.5倍～" == accepted("第3条、第１２条及び2.5倍〜", house)


def test_each_proposal_names_its_rule():
    found = changes("ｱ令和元年 １２月\u00a0")

    assert [
        ("半角片仮名", "ｱ", "ア"),
        ("数字の前後の空白", " ", ""),
        ("数字と英字の幅", "１２", "12"),
        ("見えない文字", "\u00a0", " "),
    ] == found
    assert {rule for rule, _, _ in found} <= set(RULES)


def test_large_tsu_and_old_forms_are_told_and_not_touched():
    found = review("産学官民一体となつた広域觀光")

    assert () == found.proposals
    assert [("つ", 9), ("觀", 13)] == [(r.span.file.text[r.span.start], r.span.column) for r in found.remarks]


def test_look_alikes_that_stand_beside_their_double_are_told():
    """飛鳥 for 飛島 (sample 004): both stand in one text, one of them may be misread."""
    found = review("飛島へ渡る。飛島の港。飛鳥の漁業。")

    assert ["飛鳥"] == [r.span.file.text[r.span.start : r.span.end] for r in found.remarks]


def test_split_kana_of_a_name_are_joined():
    """A source that holds them cannot be built, and 「renkei normalize」 is what its message names."""
    text = SMALL.replace("蓬田村", "か\u3099ま村")
    found = review_source(text.encode(), "a.yaml", House(), Problems())

    assert found is not None
    assert SMALL.replace("蓬田村", "がま村") == accept(text.encode(), found.proposals).decode()


def test_names_and_identifiers_of_a_source_are_passed_over():
    source = (
        SMALL.replace("青森市", "Ａ市１").replace("見出し: 目的", "見出し: 目　的").replace("協力する", "１回協力する")
    )
    source = source.replace("前文:", "記名: {乙: {職名: 村長１, 氏名: 久 慈１}}\n前文:")
    found = review_source(source.encode(), "a.yaml", House(), Problems())
    assert found is not None

    assert [("字間の空白", "目　的", "目的"), ("数字と英字の幅", "１", "1")] == [
        (p.rule, p.before, p.after) for p in found.proposals
    ]
    assert source.replace("目　的", "目的").replace("１回", "1回") == accept(source.encode(), found.proposals).decode()


HOUSES = st.sampled_from([House(), House("full", "，", "301C"), House("single_full")])


@pytest.mark.parametrize(
    "words",
    [
        *("3×４＝１２", "１：２", "１～３", "2/３", "１０％－２％", "０１７２－３４－5678", "〒０３０-0801", "R６-００１", "ＡＢＣ－1２", "第１２号"),
        *("https://example.jp/ａ１?b=２", "http://ａ.jp/１", "kikaku１@town.example.jp", "www.example.jp/１"),
        *('{{ 引用("第２回 会議ｱ") }}', '{{ "第１２回" | 全角 }}', "{{ 甲 }}"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("house", [House(), House("full"), House("single_full", "，", "FF5E")])
def test_figures_that_say_something_only_together_stay_as_they_are(words: str, house: House):
    """A telephone number of two widths, a key that is cited, an address: nobody finds them by other characters."""
    changed = [p.before for p in review(f"甲は{words}による。", house).proposals if p.rule != "読点と波ダッシュ"]

    assert [] == changed


_FIGURES = st.text("0123456789０１２３４５６７８９", min_size=1, max_size=5)


@given(_FIGURES, st.sampled_from("×÷+＋-－−=＝:：/／～~"), _FIGURES, HOUSES)
def test_no_expression_is_touched(left: str, sign: str, right: str, house: House):
    assert [] == [
        p.before for p in review(f"これは{left}{sign}{right}である", house).proposals if p.rule != "読点と波ダッシュ"
    ]


TEXTS = st.text("1２ 、，～〜×-{}@.ｱﾞか\u3099\u200b\u00a0第条aＡ\n（)つた髙", max_size=40)


@given(TEXTS, HOUSES)
def test_normalising_twice_equals_once(text: str, house: House):
    once = accepted(text, house)

    assert once == accepted(once, house)


@given(TEXTS, HOUSES)
def test_a_proposal_changes_only_what_it_names(text: str, house: House):
    for proposal in review(text, house).proposals:
        made = accept(text.encode(), [proposal]).decode()

        assert text[: proposal.span.start] + proposal.after + text[proposal.span.end :] == made
        assert proposal.before != proposal.after


@given(TEXTS, HOUSES, st.sampled_from(["\n", "\r\n"]), st.sampled_from([b"", b"\xef\xbb\xbf"]))
def test_a_file_keeps_its_line_ends_and_its_byte_order_mark(text: str, house: House, end: str, mark: bytes):
    """As Windows editors write them: a file that was saved with LF alone showed every line as changed."""
    data = mark + text.replace("\n", end).encode()
    found = review_text(data, "a.txt", house, Problems())
    assert found is not None

    assert mark + accepted(text, house).replace("\n", end).encode() == accept(data, found.proposals)
