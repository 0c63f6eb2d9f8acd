"""Lines of a paragraph weighed together: as lawful as those found one by one, and never looser in sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Run
from pipeline.typeset.breaks.breaking import TOLERANCE, Cut, break_lines, visible_end
from pipeline.typeset.breaks.optimal import best_lines
from pipeline.typeset.lines.collect import collect
from pipeline.typeset.lines.gaps import MAY_BREAK, SHRINK_SUM
from pipeline.typeset.lines.prepare import Prepared, prepare
from pipeline.typeset.styling.stylesheet import Bracket
from tests.typeset.kit import METRICS, design, style, texts

STYLE = style(hanging=True, bracket=Bracket.FLUSH, optimal=True)
widths = st.integers(8, 40).map(lambda em: 1000.0 * em)


def prepared(text: str) -> Prepared:
    return prepare(collect((Run(text),), STYLE, design().runs, {"明朝": METRICS}))


def lines(text: str, width: float) -> tuple[Prepared, list[Cut], list[Cut]]:
    p = prepared(text)
    return p, best_lines(p, STYLE, 1000, 0, width), break_lines(p, STYLE, 1000, 0, width)


def badness(p: Prepared, cuts: list[Cut]) -> float:
    """How far gaps are opened or squeezed, of all lines but the last."""
    return sum(abs(cut.room_mem / max(1, visible_end(p, cut.start, cut.end) - cut.start - 1)) ** 3 for cut in cuts[:-1])


@given(texts, widths)
def test_every_unit_stands_on_one_line(text: str, width: float):
    p, best, _ = lines(text, width)

    assert [0, *(cut.end for cut in best)] == [*(cut.start for cut in best), len(p.letters)]


@given(texts, widths)
def test_lines_end_where_the_law_lets_them_and_fit(text: str, width: float):
    p, best, greedy = lines(text, width)
    if best == greedy:
        return
    for cut in best[:-1]:
        assert cut.end in p.free or MAY_BREAK[p.letters[cut.end - 1 : cut.end + 1]]
        assert cut.end not in p.bound
        can = sum(SHRINK_SUM[p.letters[k : k + 2]] for k in range(cut.start, cut.end - 1) if k not in p.rigid)
        assert cut.room_mem >= -can - TOLERANCE


def test_one_line_is_opened_less_where_two_share_it():
    """Typst takes 「、新規創業促進、」 in where greedy lines open the one before (findings on the same 別表 page)."""
    p, best, greedy = lines(
        "地域経済を牽引する企業の育成・支援、新規創業の促進、「地域の産業」（農林水産業を含む。）の振興と、雇用の創出に取り組みます。"
        * 2,
        17_000,
    )

    assert badness(p, best) < badness(p, greedy)
