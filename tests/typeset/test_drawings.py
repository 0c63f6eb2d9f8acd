"""Drawings on pages: boxes hold their words and stand clear of each other, and pages end only between branches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, SourceFile, Written
from pipeline.galley import Drawing, Galley, Para, Part, Run
from pipeline.galley.blocks import Arrow, Band, Bar, Tile, Tone
from pipeline.typeset import Layout, Setter, check_drawings
from pipeline.typeset.figures.raster import set_drawing
from pipeline.typeset.figures.shapes import arrow, filled
from pipeline.typeset.layout import ARTIFACT, Fill, Page, Picture, Role, Rule
from tests.examples import examples
from tests.galley.drawings import Node, marks, nodes, words_in_order
from tests.galley.test_prose import blocks
from tests.typeset.kit import METRICS, design, laid_out, para, placed, text_by_structure, words

EM = 9.5
FRAME = design().upright.frame


def drawing(source: str) -> Drawing:
    [made] = [block for block in blocks(source) if isinstance(block, Drawing)]
    return made


def tile(text: str, **parts) -> Tile:
    return Tile((para(text, "図本文"),) if text else (), **parts)


def pictures(layout: Layout) -> list[tuple[Page, Picture]]:
    return [(page, picture) for page in layout.pages for picture in page.pictures]


def inked(page: Page) -> list[tuple[float, float, float, int]]:
    """Left, right, baseline and element of every set line."""
    found = []
    for text in page.texts:
        for k, line in enumerate(text.text.lines[text.first : text.last]):
            units = placed(line, text.text.style.size_pt)
            y = text.y_pt - k * text.text.style.leading_pt
            found.append((text.x_pt + units[0].x0, text.x_pt + units[-1].x1, y, text.element))
    return found


def test_a_box_is_as_high_as_its_words_and_its_padding():
    boxed = Drawing("図", (1, 1), (), (Band((tile("あ" * 100, strokes="上右下左"), Tile())),))
    [(_, picture)] = pictures(laid_out(boxed))

    ready = set_drawing(
        boxed, Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS}), design(), 3.5, FRAME.width_pt
    )
    [words] = ready.tiles[0][0].paras
    # Half of 444 pt less half an em at both sides holds 22 characters of 9.5 pt: 100 are 5 lines of 14.5 pt.
    assert 5 == words.lines
    assert picture.box_pt[3] - picture.box_pt[1] == pytest.approx(5 * 14.5 + 2 * 3.5)
    assert 4 == len(picture.rules)
    assert {0.75} == {rule.width_pt for rule in picture.rules}


def test_bands_that_a_tile_spans_grow_evenly():
    """So that a connector between them meets the middle of a box."""
    boxed = Drawing("図", (1, 1), (), (Band((tile("あ" * 100, rows=2), tile("", strokes="下"))), Band((Tile(),))))
    [(_, picture)] = pictures(laid_out(boxed))

    [rule] = picture.rules
    assert rule.y0_pt == pytest.approx((picture.box_pt[1] + picture.box_pt[3]) / 2, abs=0.01)


@given(st.integers(0, 60), st.integers(1, 3))
def test_the_title_below_a_drawing_is_on_its_last_page(above: int, boxes: int):
    """「図1　…」 began a page below nothing."""
    drawn = Drawing("図", (1,), (), tuple(Band((tile(f"箱{n}", strokes="上右下左"),)) for n in range(boxes)))
    after = (para("節", "本文見出し2"), para("後", "本文段落"), para("後", "本文段落"))
    layout = laid_out(*[para("文", "本文段落")] * above, drawn, para("図1　題", "図版題"), *after)

    titled = [page for page in layout.pages for text in page.texts if "図1" in "".join(map(words, text.text.lines))]
    assert [pictures(layout)[-1][0]] == titled


def test_words_in_a_band_of_set_height_are_a_fault():
    with pytest.raises(ValueError, match="band of set height"):
        laid_out(Drawing("図", (1,), (), (Band((tile("語"),), 0.5),)))


@settings(max_examples=examples(60), deadline=None)
@given(nodes(4))
def test_words_of_any_tree_stand_in_their_boxes_and_boxes_clear_of_each_other(root: Node):
    made = drawing(marks("体系", [root]))
    layout = laid_out(made)

    for page, picture in pictures(layout):
        assert FRAME.bottom_pt - 0.1 <= picture.box_pt[1]
        assert picture.box_pt[3] <= FRAME.top_pt + 0.1
        for rule in picture.rules:
            assert FRAME.left_pt - 1 <= min(rule.x0_pt, rule.x1_pt)
            assert max(rule.x0_pt, rule.x1_pt) <= FRAME.right_pt + 1
            assert (
                picture.box_pt[1] - 1
                <= min(rule.y0_pt, rule.y1_pt)
                <= max(rule.y0_pt, rule.y1_pt)
                <= picture.box_pt[3] + 1
            )
        for left, right, y, element in inked(page):
            if element != ARTIFACT and layout.elements[element].parent == picture.element:
                # No stroke goes through a line of words.
                for rule in picture.rules:
                    crosses = rule.x0_pt == rule.x1_pt and left + 0.5 < rule.x0_pt < right - 0.5
                    assert not (crosses and rule.y0_pt < y + 2 < rule.y1_pt)
                    # A bracket that begins or ends a line may reach over a stroke with its blank half.
                    lies = rule.y0_pt == rule.y1_pt and rule.x0_pt < right - EM / 2 and left + EM / 2 < rule.x1_pt
                    assert not (lies and y < rule.y0_pt < y + 5)
    assert "".join(words_in_order([root])) == "".join(text_by_structure(layout))


@settings(max_examples=examples(40), deadline=None)
@given(nodes(4), st.lists(nodes(2, most=9), min_size=1, max_size=3), st.lists(nodes(2), min_size=1, max_size=3))
def test_no_figure_makes_its_boxes_too_narrow_or_too_high(tree: Node, bodies: list[Node], ways: list[Node]):
    figures = tuple(drawing(marks(*figure)) for figure in (("体系", [tree]), ("体制", bodies), ("仕組み", ways)))
    problems = Problems()

    check_drawings(
        Galley("題", "", "", None, (Part("本文", figures),)),
        design(),
        Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS}),
        problems,
    )
    assert () == problems.errors


def test_a_tree_that_goes_on_is_cut_between_branches_under_its_root():
    branches: list[Node] = [([f"施策{n}"], [([f"取組{n}の{k}"], []) for k in range(4)]) for n in range(12)]
    layout = laid_out(drawing(marks("体系", [(["政策"], branches)])))

    assert 2 < len(layout.pages)
    roots = []
    for page in layout.pages:
        said = ["".join("".join(p) for s in t.text.lines[0].spans for p in s.texts) for t in page.texts]
        roots.append((said[0], page.texts[0].element == ARTIFACT))
        first = next(word for word in said[1:] if word.startswith("施策"))
        assert said.index(first) == 1
        assert all(f"取組{w[2:]}の3" in said for w in said if w.startswith("施策"))
    assert [("政策", False), *[("政策", True)] * (len(layout.pages) - 1)] == roots


def test_each_part_is_a_figure_that_says_its_own_words():
    branches: list[Node] = [([f"施策{n}"], [([f"取組{n}の{k}"], []) for k in range(4)]) for n in range(12)]
    layout = laid_out(drawing(marks("体系", [(["政策"], branches)])))

    figures = [e for e in layout.elements if e.role is Role.FIGURE]
    assert len(layout.pages) == len(figures)
    assert all((f.title or "").startswith("題　政策（施策") for f in figures)
    assert all(f.box_pt is not None for f in figures)
    assert 12 == sum((f.title or "").count("の0") for f in figures)


def test_a_branch_higher_than_a_page_is_cut_between_what_hangs_from_it():
    root: Node = (["政策"], [(["施策"], [([f"取組{k}"], []) for k in range(60)])])
    layout = laid_out(drawing(marks("体系", [root])))

    assert 1 < len(layout.pages)
    assert "".join(words_in_order([root])) == "".join(text_by_structure(layout))


def test_a_small_drawing_goes_to_the_next_page_whole():
    root: Node = (["政策"], [([f"施策{n}"], []) for n in range(5)])
    lines = [para("文", "本文段落") for _ in range(28)]
    layout = laid_out(*lines, drawing(marks("体系", [root])))

    assert [0, 1] == [len(page.pictures) for page in layout.pages]


@pytest.mark.parametrize("n", range(12, 32))
def test_a_heading_stays_with_its_drawing(n: int):
    root: Node = (["政策"], [([f"施策{k}"], []) for k in range(7)])
    lines = [para("文", "本文段落") for _ in range(n)]
    layout = laid_out(*lines, para("施策の体系", "本文見出し3"), drawing(marks("体系", [root])))

    page = next(page for page in layout.pages if page.pictures)
    assert "施策の体系" in ["".join(words_of) for t in page.texts for words_of in t.text.lines[0].spans[0].texts]


def test_what_no_page_can_hold_is_refused_at_its_place():
    file = SourceFile("a.yaml", "x" * 3000)
    words = Run("あ" * 3000, origin=Written("あ" * 3000, file, 0, 3000).origin())
    tall = Drawing("体制", (1,), (), (Band((Tile((Para("図本文", (words,)),)),)),))
    galley = Galley("題", "", "", None, (Part("本文", (tall,)),))
    problems = Problems()

    check_drawings(galley, design(), Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS}), problems)

    [error] = problems.errors
    assert error.message.startswith("図「体制」の「あああ")
    assert "1頁に収まりません（高さ" in error.message
    assert "a.yaml:1:1" == str(error.place)


def test_a_box_too_narrow_for_a_character_is_refused():
    narrow = Drawing("図", (1, 99), (), (Band((tile("狭い"), tile("広い"))),))
    problems = Problems()

    check_drawings(
        Galley("題", "", "", None, (Part("本文", (narrow,)),)),
        design(),
        Setter(design().runs, {"明朝": METRICS, "ゴシック": METRICS}),
        problems,
    )

    assert ["図「図」の「狭い」の箱は、1字も入らないほど狭くなります"] == [d.message for d in problems.errors]


@pytest.mark.parametrize("points", ["上", "下", "左", "右", "上下", "左右"])
def test_a_block_arrow_keeps_to_its_size_and_points_its_way(points):
    drawn = arrow(Arrow(points, 2.0, 4.0), 100.0, 200.0, 10.0)

    xs, ys = [x for x, _ in drawn.corners_pt], [y for _, y in drawn.corners_pt]
    assert (90.0, 110.0, 180.0, 220.0) == tuple(round(v, 6) for v in (min(xs), max(xs), min(ys), max(ys)))
    tips = {"上": (100.0, 220.0), "下": (100.0, 180.0), "左": (90.0, 200.0), "右": (110.0, 200.0)}
    assert all(any(tips[way] == pytest.approx(c) for c in drawn.corners_pt) for way in points)


@given(
    st.sampled_from(list(Tone)),
    st.floats(1, 300),
    st.floats(1, 60),
)
def test_hatchings_stay_within_their_area(tone: Tone, width: float, height: float):
    ground, lines = filled(tone, 10.0, 20.0, 10.0 + width, 20.0 + height)

    assert Fill(10.0, 20.0, 10.0 + width, 20.0 + height, ground.shade) == ground
    for line in lines:
        assert isinstance(line, Rule)
        assert 10.0 - 1e-6 <= min(line.x0_pt, line.x1_pt) <= max(line.x0_pt, line.x1_pt) <= 10.0 + width + 1e-6
        assert 20.0 - 1e-6 <= min(line.y0_pt, line.y1_pt) <= max(line.y0_pt, line.y1_pt) <= 20.0 + height + 1e-6


def test_a_bar_spans_its_part_of_the_tile():
    bars = Drawing("図", (1,), (), (Band((Tile(bars=(Bar(0.25, 0.5, Tone.DARK),)),)),))
    [(_, picture)] = pictures(laid_out(bars))

    [fill] = picture.fills
    width = FRAME.width_pt - design().grids["図"].right_pt
    assert (FRAME.left_pt + 0.25 * width, FRAME.left_pt + 0.5 * width) == pytest.approx((fill.x0_pt, fill.x1_pt))
    assert EM == pytest.approx(fill.y1_pt - fill.y0_pt)


@pytest.mark.parametrize("n", range(4, 32))
def test_no_page_is_left_emptier_than_a_quarter_for_a_drawing(n: int):
    root: Node = (["政策"], [([f"施策{k}"], []) for k in range(7)])
    lines = [para("文", "本文段落") for _ in range(n)]
    layout = laid_out(*lines, drawing(marks("体系", [root])), para("文" * 200, "本文段落"))

    for page in layout.pages[:-1]:
        low = min(
            [t.y_pt - (t.last - t.first - 1) * t.text.style.leading_pt for t in page.texts if t.element > 0]
            + [picture.box_pt[1] for picture in page.pictures]
        )
        assert low - FRAME.bottom_pt <= 0.25 * FRAME.height_pt + 20


def test_the_lines_of_a_scale_go_through_the_row_of_a_bar_and_stop_at_it():
    """A bar over two months has the line between them above and below it, none on it."""
    guide = Tile(guides="右")
    bar = Tile(bars=(Bar(0.1, 0.9, Tone.MIDDLE),), columns=2, guides="右中")
    made = Drawing("予定", (1, 1, 1), (), (Band((guide, guide, guide)), Band((bar, guide))))
    [picture] = laid_out(made).pages[0].pictures
    left, _, right, _ = picture.box_pt
    middle = left + (right - left) / 3
    down = [r for r in picture.rules if r.x0_pt == r.x1_pt == pytest.approx(middle, abs=0.02)]
    fill = picture.fills[0]

    assert down
    assert all(max(r.y0_pt, r.y1_pt) <= fill.y0_pt or min(r.y0_pt, r.y1_pt) >= fill.y1_pt for r in down)
