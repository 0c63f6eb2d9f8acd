"""What holds the place of other words is found wherever it stands, and no word of a finished paper is taken for it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.notation.finding.unfilled import is_sample_town, unfilled, unfilled_name
from pipeline.notation.numbers.numeral import in_kanji, in_positional_kanji
from pipeline.project.checking.unfilled import SHIPPED
from tests.notation.strategies import property_test
from tests.workshop import ROOT

OPEN = [
    *("〇〇市", "○○町長", "株式会社●●", "××村", "△△圏域", "令和○年○月○日", "令和〇年", "令和XX年", "20XX年度", "第○号", "第●条", "金○円"),
    *("【要確認】", "（未定）", "※要確認", "［氏名］", "TBD", "XX", "ああああ", "見本太郎", "見本　花子", "例示市", "見本町", "甲野太郎"),
    *("［町長名］", "{町名}", "｛市町村名｝", "≪町名≫", "«町名»", "【日付未定】", "【要確認：町長名】", "［未定（5月頃）］", "【町名を記入】", "[●]"),
    *("［市町村名を入力してください］", "［A町］", "【差替え】", "［要・確認］", "サンプル町", "テスト市", "<代表者氏名>", "［議決年月日］", "[要確認？]"),
]  # fmt: skip
FINISHED = [
    *("二〇〇五年", "一、〇〇〇円", "〇・〇〇三", "〇一二〇―〇〇〇―一二三", "第二〇条", "八〇〇", "見本市を開催する", "△1,234", "××", "◎"),
    *("期日は、未定とする。", "必要確認事項", "要検討事項を定める", "○市民の参加", "XX染色体", "XXL", "（仮称）交流館", "仮設住宅", "山田太郎"),
    *("https://example.jp/XX", "検討中の事業", "第10条", "令和元年12月25日", "3×4", "（案）", "（名称）", "（氏名又は名称）", "住所及び氏名"),
    *("【事業名】", "〔施設名〕", "［注］", "《概要》", "〈基本方針〉", "[1]", "【○】", "テスト市場調査", "サンプル市販品", "「町名」", "『町名』", "【拡充】"),
    *("【記載例】", "［単位：千円］", "【金額の算定】", "<重点>", "［参考］", "〔表略〕", "【別記様式】", "［図1］", "コンテスト町民賞", "［町］", "［別紙に記載］"),
]  # fmt: skip
NAMES = ["久慈修一", "仮屋一郎", "未来太郎", "山田　太郎", "佐々木名前子", "𠮷田髙志", "空"]
NO_NAMES = [
    "見本太郎",
    "見本　次郎",
    "（後任者の氏名）",
    "後任者の氏名",
    "未定",
    "（氏名）",
    "〇〇　〇〇",
    "○○太郎",
    "要確認",
    "空席",
]

_PLAIN = st.text(alphabet="甲及び乙は、協力するものとし。費用を負担1,2年月日第条（）「」", max_size=20)


@pytest.mark.parametrize("words", OPEN)
def test_what_is_not_filled_in_is_found(words: str):
    assert unfilled(words)


@pytest.mark.parametrize("words", FINISHED)
def test_a_word_of_a_finished_paper_is_left_alone(words: str):
    assert () == unfilled(words)


@given(_PLAIN, st.sampled_from(["〇〇市", "○○町", "××村", "【要確認】", "見本太郎", "令和○年", "（未定）"]), _PLAIN)
@property_test
def test_it_is_found_within_any_sentence(before: str, words: str, behind: str):
    found = unfilled(f"{before}、{words}、{behind}")

    assert any(
        words in text or text in words for text in (f"{before}、{words}、{behind}"[f.start : f.end] for f in found)
    )


@given(
    st.integers(0, 10**9),
    st.sampled_from(["円", "年", "人", "号", "を超えるもの", "", "、"]),
    st.sampled_from(["第", "昭和", "金", ""]),
)
@property_test
def test_a_number_in_kanji_is_a_number(number: int, behind: str, before: str):
    """〇 is a nought: 二〇〇, 一〇〇〇, 一、〇〇〇、〇〇〇."""
    digits = in_positional_kanji(number)
    grouped = re.sub(r"(?<=.)(?=(?:.{3})+$)", "、", digits)
    for said in (digits, grouped, in_kanji(number)):
        assert number == 0 or () == unfilled(f"{before}{said}{behind}"), said


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(name: str):
    assert unfilled_name(name) is None


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_is_no_name_is_told(name: str):
    assert unfilled_name(name) is not None


def test_towns_of_the_examples():
    """Those of a copy that was renamed are none."""
    assert [True, True, False, False] == [is_sample_town(n) for n in ("例示市", "見本町", "見町", "白石市")]
    for path in sorted((ROOT / "sources").glob("*/area.yaml")):
        towns = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader).get("市町村", {})
        heads = [head["氏名"] for town in towns.values() if town for head in town.get("長", ())]
        if any(unfilled_name(head) for head in heads):
            shipped = hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest() in SHIPPED
            assert all(map(is_sample_town, towns)) or shipped, path


def test_no_line_of_the_shipped_papers_holds_the_place_of_others():
    """Every golden text of the kinds: real papers and those made after them."""
    papers = sorted((ROOT / "tests").rglob("*.txt"))
    texts = [line for path in papers if "kinds" in path.parts for line in _lines(path)]

    assert len(texts) > 100
    assert [] == [line for line in texts if any(one.sort == "印" for one in unfilled(line))]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]


@pytest.mark.parametrize("word", ["　", "〇", "（", "仮", "未定　", "※", "令和○年", "見本"])
def test_a_name_of_any_length_is_read_at_once(word: str):
    """A name of blanks took time by the cube of its length."""
    unfilled_name(word * 20_000)
    unfilled(word * 20_000)
