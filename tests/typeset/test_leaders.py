"""目次: words at the left, page at the right edge, dots between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import LEADER, Para, Run
from pipeline.galley.blocks import LEADING_STYLE
from pipeline.typeset.layout import ARTIFACT, Element, Layout, Line, Role
from pipeline.typeset.lines.leaders import DOT, set_led
from pipeline.typeset.lines.paragraph import Measure, Setter
from pipeline.typeset.styling.stylesheet import Align
from tests.typeset.kit import METRICS, advance, design, laid_out, para, placed, style, texts, words

LEFT = style(align=Align.LEFT)


def led(entry: str, page: str, width_pt: float) -> tuple[Line, ...]:
    setter = Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS})
    runs = (Run(entry), Run(LEADER), Run(page))
    return set_led(setter, runs, LEFT, Measure(0, 0, width_pt)).lines


def dots(line: Line) -> list[float]:
    return [p.x0 for p in placed(line, LEFT.size_pt) if p.unit == DOT]


def test_the_page_ends_at_the_right_edge_and_dots_lead_to_it():
    (line,) = led("目的", "3頁", 200)

    assert "目的" + DOT * 14 + "3頁" == words(line)
    assert 200 == pytest.approx(placed(line, 10)[-1].x1)
    # Half a character behind 目的 (20), a quarter before a page of two digits (200 - 25), in a raster of 10: 30 to 170.
    assert (30, 170) == pytest.approx((dots(line)[0], dots(line)[-1] + 10))


def test_dots_of_all_entries_are_in_line():
    raster = {
        round(x % 10, 6) for entry, page in (("目的", "3頁"), ("取組1", "12頁")) for x in dots(*led(entry, page, 200))
    }

    assert {0.0} == raster


def test_a_long_entry_leaves_the_column_of_pages_free():
    first, last = led("あ" * 20, "3頁", 200)

    # 200 - 17.5 - two characters for dots: 16 characters a line.
    assert ("あ" * 16, "あ" * 4) == (words(first), words(last).partition(DOT)[0])
    assert words(last).endswith("3頁")


@given(texts.filter(lambda text: DOT not in text), st.integers(1, 2000), st.integers(60, 400))
def test_nothing_is_lost_and_nothing_leaves_the_measure(entry: str, number: int, width: int):
    lines = led(entry, f"{number}頁", width)
    last = placed(lines[-1], LEFT.size_pt)
    page = next(k for k in range(len(last)) if "".join(p.unit for p in last[k:]) == f"{number}頁")

    assert f"{entry}{number}頁" == "".join(map(words, lines)).replace(DOT, "")
    assert width == pytest.approx(last[-1].x1)
    assert all(p.x1 <= last[page].x0 + 0.01 for p in last[:page] if p.unit not in " \u3000")


@given(texts.filter(lambda text: DOT not in text), st.integers(1, 10**9), st.integers(120, 400))
def test_amounts_stand_at_the_right_edge_behind_a_gap_that_stays_in_the_words(name: str, amount: int, width: int):
    setter = Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS})
    runs = (Run(name), Run("　", LEADING_STYLE), Run(f"{amount:,}千円"))
    lines = set_led(setter, runs, LEFT, Measure(0, 0, width)).lines
    number = sum(map(len, map(dots, lines)))

    assert f"{name}　{amount:,}千円" == "".join(map(words, lines)).replace(DOT, "")
    assert width == pytest.approx(placed(lines[-1], LEFT.size_pt)[-1].x1)
    assert number == 0 or number >= 3  # one or two lead nobody, and would be taken for words


def contents() -> Layout:
    def entry(name: str, label: str, anchor: str, page: str) -> Para:
        runs = (
            Run("見出し", target=anchor),
            *((Run(LEADER), Run(page, target=anchor, page_of=anchor)) if page else ()),
        )
        return Para(name, runs, (Run(label),))

    goals = (Para("本文見出し1", (Run("見出し"),), heading=1, outline="1", anchor=a) for a in ("1", "1/1", "2"))
    return laid_out(
        para("目次", "目次見出し"),
        entry("目次1", "1　", "1", ""),
        entry("目次2", "1-1　", "1/1", "3"),
        entry("目次1", "2　", "2", "9"),
        *goals,
    )


def test_entries_are_a_table_of_contents_within_which_lower_ones_are_another():
    """Table of TOC, TOCI, Lbl, Reference, Link: ISO 32000-1, 14.8.4.2 and 14.8.4.4."""
    elements = contents().elements
    tree = [(e.role, elements[e.parent].role) for e in elements[2:17]]

    first = [
        (Role.CONTENTS, Role.DOCUMENT),
        (Role.CONTENTS_ITEM, Role.CONTENTS),
        (Role.LABEL, Role.CONTENTS_ITEM),
        (Role.REFERENCE, Role.CONTENTS_ITEM),
        (Role.LINK, Role.REFERENCE),
    ]
    assert [*first, (Role.CONTENTS, Role.CONTENTS_ITEM), *first[1:], *first[1:]] == tree[:14]
    assert Role.HEADING_1 is tree[14][0]


def test_dots_are_no_part_of_the_document():
    layout = contents()
    (line,) = [text for text in layout.pages[0].texts if words(text.text.lines[-1]).endswith("3")]
    spans = line.text.lines[0].spans
    owners = [line.inlines[span.inline].words for span in spans if span.inline is not None]

    assert [DOT in words(Line(0, 0, (span,))) for span in spans] == [False, True, False]
    assert owners[1] == ARTIFACT
    assert owners[0] == owners[2]
    assert Element(Role.LINK, line.element) == layout.elements[owners[0]]


def test_an_entry_is_one_link_from_its_words_to_its_page():
    (line,) = [line for text in contents().pages[0].texts for line in text.text.lines if words(line).endswith("9")]

    (link,) = line.links
    assert ("2", "見出し　9") == (link.target, link.words)
    assert link.x0_pt < min(dots(line)) < max(dots(line)) < link.x1_pt


@given(st.lists(st.sampled_from(["1　", "2　", "10　", "第1節　", "1-1　"]), min_size=1, max_size=6))
def test_words_of_entries_begin_below_one_another_and_near_their_labels(labels: list[str]):
    """「1　　　国の動き」: the room of 「1-1-1」 stood behind 「1」."""
    runs = (Run("見出し", target="1"), Run(LEADER), Run("3", target="1", page_of="1"))
    goal = Para("本文見出し1", (Run("見出し"),), heading=1, outline="1", anchor="1")
    layout = laid_out(*(Para("目次3", runs, (Run(label),)) for label in labels), goal)
    said = [t for t in layout.pages[0].texts if t.text.style.name == "目次3"]
    starts = {round(t.x_pt + t.text.lines[0].x_pt, 3) for t in said if words(t.text.lines[0]) not in labels}
    widest = max(sum(map(advance, label)) for label in labels) / 1000 + 0.5  # gaps between 第 and 1

    assert 1 == len(starts)
    assert min(starts) - said[0].x_pt <= min(max(widest, 2), 4) * design().texts["目次3"].size_pt
