"""What a change is about is told by the words that name money, time and who acts, never by a character of a name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.papers.changes import subjects_of
from tests.examples import examples

some = settings(max_examples=examples(200), deadline=None, database=None)
# Municipalities and families whose names hold a numeral, 年, 月, 日, 円, 甲, 乙 or 丁.
TOWNS = (
    "月見町", "風早町", "月形町", "日野市", "四日市市", "十日町市", "五日市町", "八日市場市", "三日月町", "六月村", "円山町",
    "三円山町", "朝日村", "春日市", "大月町", "望月町", "千年村", "二日町", "甲府市", "乙部町", "ニセコ町", "さいたま市", "青ヶ島村",
)  # fmt: skip
FAMILIES = ("円山", "円谷", "五月女", "千年", "日野", "月岡", "年森", "一円", "三日月", "甲斐", "丁子", "髙橋", "高橋")
GIVEN = ("一郎", "千円子", "円", "五月野", "日和", "年男", "万里", "一", "三千男")
AROUND = (
    "{}と協議する。",
    "この条例は、{}及び関係市町村が定める。",
    "（以下「{}」という。）",
    "令和7年4月1日　{}　印",
    "{}",
)
DAYS = st.builds(
    "{}{}年{}月{}日".format,
    st.sampled_from(["令和", "平成", "昭和"]),
    st.sampled_from(["元", "2", "１０", "十二"]),
    st.integers(1, 12),
    st.integers(1, 31),
)
TIMES = st.one_of(
    DAYS,
    st.builds("{}年度".format, st.integers(2, 2030)),
    st.builds("{}か月以内".format, st.integers(1, 99)),
    st.builds("{}日前まで".format, st.integers(1, 99)),
    st.builds("三十{}日以内".format, st.sampled_from(["", "一"])),
    st.sampled_from(
        ["公布の日", "翌月末日", "期間の満了", "同年4月1日", "午前9時", "午後9時", "R7.4.1", "H31.4.1", "2026/4/1"]
    ),
)
MONEY = st.one_of(
    st.builds("{:,}千円".format, st.integers(0, 10**6)),
    st.builds("{}円".format, st.integers(0, 10**6)),
    st.builds("金{}百円".format, st.sampled_from("二三四五")),
    st.sampled_from(["１，０００円", "１，０００万円", "1億2,000万円", "¥1,000", "¥2,000", "百万円", "千円"]),
)


@some
@given(st.sampled_from(AROUND), st.sampled_from(TOWNS), st.sampled_from(TOWNS))
def test_a_municipality_is_neither_a_day_nor_money(around: str, old: str, new: str) -> None:
    """月見町 become 風早町 is a change of 主体 and of nothing else."""
    expected = ("主体",) if old != new else ()

    assert expected == subjects_of(around.format(old), around.format(new))


@some
@given(*(st.sampled_from(names) for names in (FAMILIES, FAMILIES, GIVEN, GIVEN)))
def test_a_person_is_neither_a_day_nor_money(old: str, new: str, first: str, second: str) -> None:
    """Of the holder of an office, who signs, the name is a change of 主体."""
    before, after = (f"風早町長　{family}　{given}" for family, given in ((old, first), (new, second)))

    assert (("主体",) if before != after else ()) == subjects_of(before, after)


@some
@given(st.sampled_from(["経費は、{}支払う。", "{}", "日野市が{}"]), TIMES, TIMES)
def test_another_time_is_told(around: str, old: str, new: str) -> None:
    """令和7年 become 令和8年, and every other figure of a day, a year or a length of time."""
    assert ("期日・期間" in subjects_of(around.format(old), around.format(new))) is (not _same(old, new))


@some
@given(st.sampled_from(["経費は、{}とする。", "{}", "円山町が{}を"]), MONEY, MONEY)
def test_another_amount_is_told(around: str, old: str, new: str) -> None:
    """1,696千円 become 2,696千円: the figures before the comma count, too."""
    found = subjects_of(around.format(old), around.format(new))

    assert (("金額",) if not _same(old, new) else ()) == found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("丁寧に対応する。", "親切に対応する。"),
        ("2丁目の市道", "3丁目の市道"),
        ("県内一円の観光", "県内全域の観光"),
        ("日本一の取組", "世界一の取組"),
        ("農村の振興", "都市の振興"),
        ("事業の区分", "事業の区域"),
        ("第3条から第5条まで", "第3条及び第5条"),
        ("10分の1", "10分の2"),
    ],
)
def test_ordinary_words_name_no_subject(old: str, new: str) -> None:
    """A word that merely holds a character of a day, of money or of a party."""
    assert () == subjects_of(old, new)


def _same(old: str, new: str) -> bool:
    wide = str.maketrans("０１２３４５６７８９，", "0123456789,")
    return old.translate(wide) == new.translate(wide)


@pytest.mark.parametrize(
    "run", ["1" + "千" * 200, "1" * 5000, "一" * 5000, "漢" * 5000, "1千" * 2000, "市長 " + "山 " * 2000]
)
def test_a_long_run_of_one_sort_is_read_in_no_time(run: str):
    """From each of its characters the rest was looked at anew, or in every way it can be divided: for ever."""
    assert subjects_of(run, run) == ()
    assert subjects_of(run, f"{run}。令和8年4月1日") == ("期日・期間",)
