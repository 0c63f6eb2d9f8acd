"""Characters: what may never stand in a source, and what only a person can judge."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from pipeline.notation.text import characters, split_kana
from pipeline.notation.text.old_forms import NEW_FORMS
from tests.notation.strategies import property_test, texts


def codes(text: str) -> list[str]:
    return [finding.code for finding in characters.lint(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00", "control"), ("a\t", "control"), ("a\r", "control"), ("a\x85", "control"), ("a\x7f", "control"),
        ("a\u202e", "bidi"), ("a\u2066", "bidi"), ("a\u200e", "bidi"), ("a\u061c", "bidi"),
        ("a\ud800", "surrogate"),
        ("a\ufdd0", "noncharacter"), ("a\uffff", "noncharacter"), ("a\U0010fffe", "noncharacter"),
        ("a\ufffd", "replacement"),
        ("a\ue000", "private_use"), ("a\uf8ff", "private_use"), ("a\U000f0000", "private_use"),
    ],
)  # fmt: skip
def test_what_may_never_stand_in_a_source(text, code):
    (finding,) = characters.forbidden(text)

    assert (code, 1, 2) == (finding.code, finding.start, finding.end)


def test_a_text_of_the_samples_holds_nothing_forbidden():
    assert () == characters.forbidden("令和元年\n髙﨑𠮷神\ufa19辻\U000e0100　①㈱～")


@pytest.mark.parametrize("text", ["なつた", "一体となつた", "であつて", "によつて", "向かつて", "わかつた", "従つて", "多かつた", "持つた", "行つたため",
                                  "にあつては", "あつたけれど"])  # fmt: skip
def test_a_large_tsu_is_told_where_today_writes_a_small_one(text):
    """現代仮名遣い; sample 000 一体となつた."""
    assert ["small_tsu"] == codes(text)


@pytest.mark.parametrize("text", ["持つため", "立つたび", "一体となった", "一つたりとも", "かつては", "文化をつたえる", "がつたわる", "つたない", "親戚のつてを",
                                  "持つたくさんの", "しつつ", "つたう", "少しずつたまる", "つて"])  # fmt: skip
def test_a_large_tsu_that_is_right_is_left_alone(text):
    assert [] == codes(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("コンピュー夕", "タ"), ("デ一タ", "ー"), ("セン夕ー", "タ"), ("力レンダー", "カ"), ("ネッ卜", "ト"), ("コ三ュニティ", "ミ"),
     ("第ニ条", "二"), ("第十ハ項", "八"), ("平成ニ十年", "二"), ("十ニ月", "二"), ("ニ〇一九年", "二")],
)  # fmt: skip
def test_a_lookalike_is_told_with_what_is_meant(text, meant):
    (finding,) = characters.lint(text)

    assert "lookalike" == finding.code
    assert f"「{meant}」" in finding.cure


@pytest.mark.parametrize("text", ["第二条", "第八項", "ブランド力", "ブランド力アップ", "口コミ", "ホームページ一カ所", "タイ工場", "バレンタイン夕食", "トンネル口",
                                  "イロハニホヘト", "ハ　三", "第3号ハ", "二カ国", "八ヶ岳", "メール一通", "データ二件"])  # fmt: skip
def test_what_only_looks_alike_by_right_is_left_alone(text):
    assert [] == codes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("産學官民", ["old_kanji"]),
        ("ｱｵﾓﾘ", ["halfwidth_kana"]),
        ("神\ufa19", ["compat_ideograph"]),
        ("山\ufa11", []),  # U+FA11 is no compatibility ideograph but for its place
        ("髙橋", []),
        ("辻\U000e0100", ["variation_selector"]),
        ("か\u3099", ["combining_dakuten"]),
        ("青森\u200b市", ["zero_width"]),
        ("a\u202eb", ["bidi"]),
        ("令和\u00a06年", ["nbsp"]),
        ("10〜20、30～40、50〜60", ["wave_mixed"]),
        ("10～20、30～40", []),
    ],
)
def test_each_code_where_it_belongs(text, expected):
    assert expected == codes(text)


@pytest.mark.parametrize("mark", ["\u3099", "\u309a"])
def test_a_kana_that_is_one_character_with_its_mark_is_refused_in_two(mark: str):
    """「ポプラ町」 of a Mac looks right, and no comparison finds it; か with U+309A is one character of no standard."""
    for code in (*range(0x3041, 0x3097), *range(0x30A1, 0x30FF), 0x309D):
        found = characters.unwanted(f"町{chr(code)}{mark}ﾞ")
        whole = unicodedata.normalize("NFC", chr(code) + mark)

        assert (["split_kana"] if len(whole) == 1 else []) == [f.code for f in found]
        assert f"町{whole}ﾞ" == split_kana.joined(f"町{chr(code)}{mark}ﾞ")
        assert all(f"「{whole}」" in f.cure for f in found)


def test_split_kana_are_told_once_for_a_text():
    (finding,) = characters.unwanted(unicodedata.normalize("NFD", "がぎぐポ"))

    assert (0, 2) == (finding.start, finding.end)
    assert "（ほかに3か所）" in finding.message


def test_old_and_new_forms_are_never_the_same_kanji():
    """常用漢字表: a form is either old or of today."""
    assert not set(NEW_FORMS) & set(NEW_FORMS.values())
    assert all(len(old) == len(new) == 1 for old, new in NEW_FORMS.items())


@property_test
@given(texts)
def test_findings_stand_in_order_inside_the_text(text):
    for findings in (characters.lint(text), characters.forbidden(text)):
        places = [(finding.start, finding.end) for finding in findings]

        assert places == sorted(places)
        assert all(0 <= start < end <= len(text) for start, end in places)
