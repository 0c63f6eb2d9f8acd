"""A name of a municipality is quoted whole (amendment notes R14), in whatever letters it is written."""

from __future__ import annotations

import pytest

from pipeline.amending.differences import script_words
from pipeline.amending.differences.tokens import tokens
from pipeline.amending.differences.word_diff import word_edits
from pipeline.amending.language.clauses import Edit

# Names that begin like a count, that hold kana between kanji, and names in kana. Source: 全国地方公共団体コード.
_LIST = (
    "鰺ヶ沢町 外ヶ浜町 六ヶ所村 むつ市 つがる市 おいらせ町 にかほ市 いすみ市 茅ヶ崎市 龍ケ崎市 つくばみらい市 ひたちなか市 "
    "かすみがうら市 さくら市 みなかみ町 みどり市 ふじみ野市 ときがわ町 袖ケ浦市 あきる野市 日の出町 南アルプス市 駒ヶ根市 "
    "関ケ原町 みよし市 あま市 四日市市 いなべ市 せたな町 ニセコ町 新ひだか町 えりも町 上ノ国町 むかわ町 南あわじ市 たつの市 "
    "かつらぎ町 みなべ町 すさみ町 さぬき市 東かがわ市 まんのう町 つるぎ町 東みよし町 いの町 みやま市 うきは市 みやこ町 "
    "吉野ヶ里町 みやき町 あさぎり町 えびの市 いちき串木野市 南さつま市 さつま町 うるま市 廿日市市 五ヶ瀬町 金ケ崎町 七ヶ宿町 "
    "二戸市 三戸町 八戸市 十和田市 十日町市 二本松市 三次市 五島市 九重町 千早赤阪村 さいたま市 かほく市 あわら市 おおい町"
)
NAMES = _LIST.split()
SENTENCES = (
    "青森市、{}及び乙は、協力する。",
    "乙は、{}に通知する。",
    "会議は、{}長が招集する。",
    "{}は、事務局を置く。",
)


def _is_whole(pieces: list[str], before: str, name: str) -> bool:
    """Whether one piece holds the name that begins behind `before`."""
    at = 0
    for piece in pieces:
        if at <= len(before) < at + len(piece):
            return at + len(piece) >= len(before) + len(name)
        at += len(piece)
    return False


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_name_is_cut(sentence: str):
    """八戸市 was 八戸 (so many houses) and 市, 奥ノ院村 was three words."""
    before = sentence.partition("{}")[0]

    cut = {name for name in NAMES if not _is_whole(list(tokens(sentence.format(name))), before, name)}

    assert not cut


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_name_is_cut_where_there_is_no_dictionary(sentence: str):
    before = sentence.partition("{}")[0]

    cut = {
        name
        for name in NAMES
        if not _is_whole([piece for piece, _ in script_words.words(sentence.format(name))], before, name)
    }

    assert not cut


@pytest.mark.parametrize(("old", "new"), [("八戸市", "二戸市"), ("四日市市", "廿日市市"), ("ふじみ野市", "あきる野市")])
def test_a_name_is_exchanged_for_another(old: str, new: str):
    """「八戸」を「二戸」に was the change of one name to another."""
    made = word_edits(f"乙は、{old}に通知する。", f"乙は、{new}に通知する。", (f"乙は、{old}に通知する。",))

    assert (Edit("改め", old, new),) == made


def test_what_is_added_hangs_on_the_whole_name():
    old, new = "青森市及び奥ノ院村", "青森市及び奥ノ院村並びに丙"

    assert (Edit("加え", "奥ノ院村", "並びに丙"),) == word_edits(old, new, (old,))
