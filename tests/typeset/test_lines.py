"""Lines of paragraphs: what may stand at their ends, and that they fill the measure (JLReq 3.1, 3.8; JIS X 4051)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.galley import Run
from pipeline.typeset.breaks.breaking import NARROW_MEM, visible_mem
from pipeline.typeset.lines.classes import LEAD, TRAIL, units
from pipeline.typeset.lines.collect import collect
from pipeline.typeset.lines.gaps import ADJUST, MAY_BREAK, MAY_BREAK_NARROW, PAIRS, SHRINK_SUM, SPOT
from pipeline.typeset.lines.placing import CAP_MEM
from pipeline.typeset.lines.prepare import Prepared, prepare
from pipeline.typeset.styling.stylesheet import Align, Bracket
from tests.examples import examples
from tests.typeset.kit import METRICS, Placed, design, placed, set_text, style, texts, words

SIZE = 10.0
widths = st.integers(min_value=1, max_value=40).map(lambda characters: characters * SIZE)
JUSTIFIED = style(hanging=False, bracket=Bracket.FLUSH)
HANGING = style(hanging=True, bracket=Bracket.FLUSH)


def prepared(text: str) -> Prepared:
    return prepare(collect((Run(text),), JUSTIFIED, design().runs, {"明朝": METRICS}))


def letter(unit: str) -> str:
    return METRICS.letter[unit]


def ink(line_units: list[Placed]) -> tuple[float, float]:
    """Where the ink of a line may begin and end: blank halves at its ends and spaces at its end left out."""
    seen = list(line_units)
    while len(seen) > 1 and seen[-1].unit in " \u3000":
        seen.pop()
    left = seen[0].x0 + LEAD.get(letter(seen[0].unit), 0) * SIZE / 1000
    return left, seen[-1].x1 - TRAIL.get(letter(seen[-1].unit), 0) * SIZE / 1000


def test_every_pair_with_a_gap_is_found_by_the_search_for_spots():
    missed = [p for p in PAIRS if (ADJUST[p] or SHRINK_SUM[p]) and not SPOT.match(p)]

    assert missed == []


@settings(max_examples=examples(400), deadline=None)
@given(texts, widths, st.sampled_from([JUSTIFIED, HANGING]))
def test_no_character_is_lost_doubled_or_moved(text, width, wanted):
    assert text == "".join(words(line) for line in set_text(text, width, wanted).lines)


@settings(max_examples=examples(400), deadline=None)
@given(texts, widths)
def test_no_line_begins_or_ends_with_a_forbidden_class_unless_nothing_else_fits(text, width):
    p, em = prepared(text), SIZE / 1000
    ends, start = [], 0
    for line in set_text(text, width, JUSTIFIED).lines:
        ends.append((start, start + len(words(line))))
        start = ends[-1][1]
    for start, end in ends[:-1]:
        measure = width / em + LEAD.get(p.letters[start], 0)
        may = MAY_BREAK_NARROW if measure < NARROW_MEM else MAY_BREAK

        def lawful(at: int, may: dict[str, bool] = may) -> bool:
            return (may[p.letters[at - 1 : at + 1]] and at not in p.bound) or at in p.free

        if not lawful(end):
            fitting = [at for at in range(start + 1, end) if visible_mem(p, start, at) <= measure]
            assert not any(lawful(at) for at in fitting)


PIECES = st.sampled_from(
    [
        "あい",
        "「うえ」",
        "かき、",
        "くけ。",
        "（こさ）",
        "しーす",
        "せっそ",
        "人々",
        "た・ち",
        "か？",
        "『つて』",
        "……と",
        "10%な",
    ]
)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(PIECES, min_size=10, max_size=60), st.integers(13, 40), st.sampled_from([JUSTIFIED, HANGING]))
def test_marks_of_kinsoku_never_stand_at_the_wrong_end(pieces, characters, wanted):
    """行頭禁則 and 行末禁則 as JIS X 4051 lists them, where a lawful break is always near."""
    lines = [words(line) for line in set_text("".join(pieces), characters * SIZE, wanted).lines]

    assert [line for line in lines if line[0] in "、。）」』ー・？っ々%"] == []
    assert [line for line in lines[:-1] if line[-1] in "「『（"] == []
    assert [pair for pair in pairwise(lines) if pair[0][-1] == pair[1][0] == "…"] == []


@settings(max_examples=examples(400), deadline=None)
@given(texts, widths, st.sampled_from([JUSTIFIED, HANGING]))
def test_justified_lines_fill_the_measure(text, width, wanted):
    p, start = prepared(text), 0
    lines = set_text(text, width, wanted).lines
    for k, line in enumerate(lines):
        end = start + len(words(line))
        left, right = ink(placed(line, SIZE))
        if k + 1 < len(lines) and abs(right - width) > 0.01 and right < width:
            room = (width + LEAD.get(p.letters[start], 0) * SIZE / 1000) * 100 - visible_mem(p, start, end)
            western = sum(
                a in "9wunjl" and b in "9wunjl"
                for a, b in zip(p.letters[start:end], p.letters[start + 1 : end], strict=False)
            )
            openable = max(0, len(words(line).rstrip(" \u3000")) - 1 - western)
            assert room > CAP_MEM * openable, "only a line that would be blown apart stays ragged"
        assert left >= -0.01
        if right > width + 0.01:
            hung = (
                wanted is HANGING
                and letter(words(line).rstrip(" \u3000")[-1]) in "sm"
                and right <= width + SIZE / 2 + 0.01
            )
            lone = visible_mem(p, start, end) * SIZE / 1000 > width
            assert hung or lone
        start = end


def test_plain_text_on_an_integral_measure_needs_no_adjustment():
    line = set_text("日本国民は正当に選挙された国会における", 100.0).lines[0]

    assert words(line) == "日本国民は正当に選挙"  # 10 characters of 10 pt
    assert (line.x_pt, line.spacing_mem) == (0, 0)


def test_closing_and_opening_bracket_share_half_an_em():
    """」（ is 1/2 + 1/2 + 1/2 em, not 2 em (JLReq 3.1.4)."""
    line = set_text("あ」（い", 100.0).lines[0]

    assert pytest.approx(placed(line, SIZE)[-1].x1 - 0 - 5.0) == 30.0  # 10 + 5 + 5 + 5 + 10 - 5


def test_figures_stand_a_quarter_em_off_kanji():
    line = set_text("第252条", 100.0).lines[0]

    assert [p.x0 for p in placed(line, SIZE)] == [0.0, 12.5, 17.5, 22.5, 30.0]  # 10 + 2.5, 3 x 5, 2.5


def test_a_minus_sign_stays_with_its_figure():
    line = set_text("△56", 100.0).lines[0]

    assert [p.x0 for p in placed(line, SIZE)] == [0.0, 10.0, 15.0]
    assert all("△" not in words(line)[-1] for line in set_text("あ△56" * 20, 130.0).lines)


def test_comma_is_pushed_in_before_it_hangs():
    """追込み comes before ぶら下げ: the brackets give way first."""
    lines = set_text("「あ」と「い」と、うえおかきくけこ", 70.0, HANGING).lines

    assert words(lines[0]) == "「あ」と「い」と、"


@pytest.mark.parametrize(
    ("text", "width"),
    [("・おあい、・。ーー（え）2,696", 120.0), ("（え）・お「う」「う」あ（え）269,612い、い、ーあ・」", 140.0)],
    ids=["five characters", "seven characters"],
)
def test_a_number_is_pushed_in_whole(text: str, width: float):
    """追込み of several characters at once: a number has no lawful end inside, so the gaps give way for all of it."""
    lines = [words(line) for line in set_text(text, width, JUSTIFIED).lines]

    assert lines[0].endswith(("2,696", "269,612"))


def test_full_stop_hangs_if_nothing_can_shrink():
    lines = set_text("あいうえおかきくけこ。さしす", 100.0, HANGING).lines

    assert [words(line) for line in lines] == ["あいうえおかきくけこ。", "さしす"]
    assert placed(lines[0], SIZE)[-1].x0 + 5.0 == 105.0  # ink of 。 in the first half of its cell


def test_in_cells_nothing_hangs():
    lines = set_text("あいうえおかきくけこ。さしす", 100.0, JUSTIFIED).lines

    assert words(lines[0]) == "あいうえおかきくけ"


@pytest.mark.parametrize("atom", ["第252条の2", "１０，０００", "(10)", "……", "――", "2,696", "Aomori", "25日"])
def test_atoms_stay_whole(atom):
    text = "あいうえおかきくけこさしすせそた" + atom + "ちつてとなにぬねの"
    for characters in range(13, 26):
        lines = [words(line) for line in set_text(text, characters * SIZE, JUSTIFIED).lines]
        assert any(atom in line for line in lines), lines


def test_a_line_that_would_be_blown_apart_stays_ragged():
    line = set_text("あい2うabcdefghijklmnopqrstuvwxyz", 150.0, JUSTIFIED).lines[0]

    assert [p.x0 for p in placed(line, SIZE)] == [0.0, 10.0, 22.5, 30.0]  # natural: 和欧間 of 2.5 at both sides of 2


def test_spaces_beside_figures_open_first_and_least():
    """Room of 5 pt: 0.62 at both sides of 25, the rest at the 8 gaps where a line may end; none within 25."""
    line = set_text("ああああああ25あああああ", 100.0, JUSTIFIED).lines[0]
    x = [p.x0 for p in placed(line, SIZE)]
    share = (5 - 2 * 0.62) / 8

    assert x[6] - x[5] == pytest.approx(10 + 2.5 + 0.62 + share)
    assert x[7] - x[6] == pytest.approx(5)
    assert x[1] - x[0] == pytest.approx(10 + share)


def test_addresses_break_behind_their_strokes():
    lines = set_text("詳細はhttps://www.example.jp/koiki/index.htmlを見る。", 150.0, JUSTIFIED).lines

    assert all(words(line)[-1] in "/.-_?&=" or k == len(lines) - 1 for k, line in enumerate(lines))


def texts_of(text: str, width: float) -> list[str]:
    return [words(line) for line in set_text(text, width, JUSTIFIED).lines]


def test_an_address_to_write_to_parts_behind_its_signs():
    """「…kuzuno-example.l／g.jp」, and 「担当は、」 alone in the line before it."""
    text = "担当は、kuzunoshi-kodomo-wakamono-suishin@city.kuzuno-example.lg.jp"

    assert ["担当は、kuzunoshi-kodomo-wakamono-", "suishin@city.kuzuno-example.lg.jp"] == texts_of(text, 200.0)
    assert all(line[-1] in "-@." for line in texts_of(text, 90.0)[:-1])


def test_narrow_columns_may_begin_with_a_small_kana():
    """ー and small kana are relaxed under 12 em: better than a line blown apart."""
    wide, narrow = style(hanging=False), 80.0

    assert "クラスタ" not in [words(line) for line in set_text("ああああああああクラスター", 120.0, wide).lines]
    assert words(set_text("産業のクラスタッーの形成", narrow, wide).lines[1]) == "ーの形成"


def test_runt_of_one_character_is_pushed_in():
    """教育・文化・スポーツ fits nine cells: its middle dots give way."""
    assert [words(line) for line in set_text("教育・文化・スポーツ", 90.0, JUSTIFIED).lines] == ["教育・文化・スポーツ"]


def test_spaces_vanish_at_the_end_of_a_line_but_not_from_the_text():
    lines = set_text("あいうえおかきくけこ　さしす", 100.0).lines

    assert [words(line) for line in lines] == ["あいうえおかきくけこ　", "さしす"]


@settings(max_examples=examples(200), deadline=None)
@given(texts, widths, st.sampled_from([Align.CENTRED, Align.RIGHT, Align.SPREAD]))
@example("な一0（", 30.0, Align.SPREAD)
def test_other_alignments_stay_within_the_measure(text, width, align):
    wanted = style(align=align, hanging=False, bracket=Bracket.FLUSH)
    p, start = prepared(text), 0
    for line in set_text(text, width, wanted).lines:
        left, right = ink(placed(line, SIZE))
        end = start + len(words(line))
        if visible_mem(p, start, end) * SIZE / 1000 <= width:
            assert left >= -0.01
            assert right <= width + 0.01
        if align is Align.RIGHT and right <= width:
            assert width == pytest.approx(right, abs=0.01)
        start = end


def test_head_of_a_column_is_distributed_with_at_most_one_em_between():
    line = set_text("連携施策", 90.0, style(align=Align.SPREAD)).lines[0]

    assert [p.x0 for p in placed(line, SIZE)] == [10.0, 30.0, 50.0, 70.0]  # (90 - 4 x 10 - 3 x 10) / 2 = 10


def test_a_name_is_spread_over_its_field_without_typed_spaces():
    """久慈修一 over 7 characters: 3 gaps of 10 pt."""
    line = set_text((Run("久慈修一", "氏名"),), 300.0, style(align=Align.LEFT)).lines[0]

    assert words(line) == "久慈修一"
    assert pytest.approx([p.x0 for p in placed(line, SIZE)]) == [0.0, 20.0, 40.0, 60.0]
    assert placed(line, SIZE)[-1].x1 == 70.0


def test_what_follows_a_name_stands_behind_its_field():
    line = set_text((Run("久慈修一", "氏名"), Run("印")), 300.0, style(align=Align.RIGHT)).lines[0]

    assert placed(line, SIZE)[0].x0 == pytest.approx(220.0)  # 300 - 7 x 10 - 10
    assert placed(line, SIZE)[-1].x1 == pytest.approx(300.0)


@settings(max_examples=examples(100), deadline=None)
@given(texts, widths)
def test_fields_never_break_and_keep_their_width(text, width):
    runs = (Run(text + "あ"), Run("小野寺晃彦", "氏名"), Run("あ" + text))
    lines = set_text(runs, width, JUSTIFIED).lines
    holding = [line for line in lines if "小野寺晃彦" in words(line)]
    if width >= 7 * SIZE:
        assert holding
        at = words(holding[0]).index("小野寺晃彦")
        # Characters of this alphabet are their own units, so offsets in words and units agree.
        field = placed(holding[0], SIZE)[at : at + 5]
        assert pytest.approx(field[-1].x1 - field[0].x0, abs=0.01) == 7 * SIZE


def test_underline_reaches_from_the_first_to_the_last_character():
    line = set_text(
        (
            Run("甲は、"),
            Run("乙", "下線"),
            Run("と"),
        ),
        300.0,
    ).lines[0]

    assert line.underlines == ((30.0, 40.0),)  # 甲 は 、 of 10 pt each


def test_variation_selectors_belong_to_their_character():
    assert units("葛\U000e0100城") == ("葛\U000e0100", "城")
    lines = set_text("葛\U000e0100城市", 10.0).lines

    assert [words(line) for line in lines] == ["葛\U000e0100", "城", "市"]


def test_a_short_reading_stands_over_its_words_with_half_a_share_at_either_end():
    """Group ruby (JLReq 3.3.6): 青森 is 20 pt, あも at half size 10 pt; 10 pt remain, 5 for each character."""
    (line,) = set_text((Run("青森", ruby="あも"), Run("市")), 100).lines
    (reading,) = line.readings

    assert reading.x_pt == 0 + 5 / 2
    assert reading.spacing_pt == 5
    assert "".join(reading.span.texts[0]) == "あも"


def test_words_narrower_than_their_reading_are_opened():
    """蓬田 is 20 pt, よもぎだむら at half size 30 pt: the gap inside opens by 10."""
    runs = (Run("蓬田", ruby="よもぎだむら"), Run("村"))
    (line,) = set_text(runs, 100).lines

    assert [0, 20, 30] == [unit.x0 for unit in placed(line, SIZE)]
    assert line.readings[0].x_pt == 0


def test_words_with_a_reading_stay_on_one_line():
    (first, second) = set_text((Run("ああああああああ"), Run("青森県", ruby="あおもりけん")), 100).lines

    assert words(second).startswith("青森県")
    assert first.readings == ()


def test_a_link_that_is_broken_over_lines_has_a_box_in_each():
    """Ten characters of 10 pt a line; the link begins behind the eighth."""
    lines = set_text((Run("いいいいいいいい"), Run("別表第一の項", target="別表")), 100).lines

    assert [[(80, 100)], [(0, 40)]] == [[(link.x0_pt, link.x1_pt) for link in line.links] for line in lines]
    assert {"別表第一の項"} == {link.words for line in lines for link in line.links}


@given(
    st.integers(12, 40),
    st.sampled_from(["市長", "さくら・みらい町長", "南アルプス山麓広域村長職務代理者副村長"]),
    st.sampled_from(["印", "㊞", "（印）"]),
)
def test_a_seal_stands_on_the_line_of_its_name(characters: int, office: str, seal: str):
    runs = (Run(office), Run("　"), Run("小鳥遊優", "氏名"), Run("　"), Run(seal))
    lines = set_text(runs, characters * 12.0, style("記名行", start_pt=0.0, turn_pt=0.0)).lines

    assert words(lines[-1]).endswith(f"小鳥遊優　{seal}")


@pytest.mark.parametrize("width", range(60, 200, 10))
def test_the_day_of_the_week_stays_with_its_date(width: int):
    """「12月26日」 ended a line of a cell, 「（金）」 stood below it."""
    lines = [words(line) for line in set_text("令和7年12月1日（月）から12月26日（金・祝）まで", width).lines]

    assert not any(line.startswith(("（月", "（金")) for line in lines)
