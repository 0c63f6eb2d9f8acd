"""Boxes for electronic signatures: beside the lines of those who sign, never over a word, never parted from them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Para, Run, SignatureBox
from pipeline.typeset import Design, Layout
from pipeline.typeset.layout import ARTIFACT, Page, PlacedBox, Role
from tests.typeset.kit import design, laid_out, para, placed, text_by_structure

EM, PITCH = 12.0, 22.0


def signer(name: str, *lines: tuple[str, str], symbol: str = "") -> tuple[Para, ...]:
    """The lines of one who signs, with a box of that name beside them."""
    box = SignatureBox(name, f"{name}の電子署名欄")
    made = [Para(style, (Run(words),), box=box) for style, words in lines]
    return (replace(made[0], label=(Run(f"{symbol}　"),)) if symbol else made[0], *made[1:])


def usual(symbol: str, office: str = "青森市長", head: str = "小野寺晃彦") -> tuple[Para, ...]:
    return signer(symbol, ("記名", office), ("記名者", head), symbol=symbol)


def only(layout: Layout) -> tuple[Page, tuple[PlacedBox, ...]]:
    (page,) = [page for page in layout.pages if page.boxes]
    return page, page.boxes


def words_of(page: Page) -> list[tuple[float, float, float, float]]:
    """Where the words of each line stand: left, bottom, right, top of their em boxes."""
    found = []
    for text in page.texts:
        style = text.text.style
        for k, line in enumerate(text.text.lines[text.first : text.last]):
            units = placed(line, style.size_pt)
            y = text.y_pt - k * style.leading_pt
            left, right = text.x_pt + units[0].x0, text.x_pt + max(unit.x1 for unit in units)
            found.append((left, y - 0.12 * style.size_pt, right, y + 0.88 * style.size_pt))
    return found


def test_boxes_stand_at_the_right_edge_from_the_first_line_to_the_last():
    _, boxes = only(laid_out(para("本文"), *usual("甲"), *usual("乙")))

    frame = design().upright.frame
    assert ["甲", "乙"] == [placed.box.name for placed in boxes]
    for each in boxes:
        left, bottom, right, top = each.edges_pt
        assert (6 * EM, 2 * PITCH) == (right - left, top - bottom)  # two lines are more than three em
        assert frame.right_pt == right


def test_a_box_beside_one_line_is_as_high_as_its_words_need():
    (_, (first, second)) = only(laid_out(*signer("甲", ("記名", "甲乙丙")), *signer("乙", ("記名", "丁"))))

    assert 3 * EM == first.edges_pt[3] - first.edges_pt[1]
    assert first.edges_pt[1] - second.edges_pt[3] == PITCH  # the line that 記名 leaves before it


def test_long_lines_send_all_boxes_before_them():
    _, boxes = only(laid_out(*usual("甲", "青森圏域連携中枢都市圏協議会会長"), *usual("乙")))

    frame = design().upright.frame
    assert [frame.left_pt + (18 - 1) * EM] * 2 == [each.edges_pt[2] for each in boxes]


def test_lines_at_the_left_edge_are_set_narrower():
    narrow = replace(design().texts["記名"], start_pt=0.0)
    sheet = replace(design(), texts={**design().texts, "記名": narrow, "記名者": replace(narrow, name="記名者")})
    page, (box,) = only(laid_out(*signer("甲", ("記名", "長" * 60)), wanted=sheet))

    beside = [right for _, _, right, top in words_of(page) if top > box.edges_pt[1]]
    assert 2 <= len(beside)
    assert max(beside) <= box.edges_pt[0]


def test_a_box_is_a_form_behind_its_lines_for_a_screen_reader():
    layout = laid_out(*usual("甲"))

    page, (box,) = only(layout)
    element = layout.elements[box.element]
    assert (Role.FORM, "甲の電子署名欄") == (element.role, element.title)
    assert box.element > max(text.element for text in page.texts if text.element != ARTIFACT)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["記名者", "記名続き", "記名行"]), st.text("青森市長蓬田村協議会議事", min_size=1, max_size=25)
    ),
    min_size=1,
    max_size=6,
)


@given(st.integers(0, 40), st.lists(LINES, min_size=1, max_size=5), st.booleans())
def test_whoever_signs_no_word_is_covered_and_no_box_stands_on_another_page(above: int, signing, at_edge: bool):
    """Whatever stands before them, and wherever the lines of an own stylesheet begin."""
    sheet: Design = design()
    if at_edge:
        texts = {
            **sheet.texts,
            **{n: replace(sheet.texts[n], start_pt=0.0, turn_pt=0.0) for n in ("記名者", "記名続き", "記名行")},
        }
        sheet = replace(sheet, texts=texts)
    blocks = [p for n, lines in enumerate(signing) for p in signer(str(n), *lines)]
    plain = laid_out(*[para("文", "条")] * above, *[replace(p, box=None) for p in blocks], wanted=sheet)
    layout = laid_out(*[para("文", "条")] * above, *blocks, wanted=sheet)

    assert text_by_structure(plain) == text_by_structure(layout)
    assert [str(n) for n in range(len(signing))] == [b.box.name for page in layout.pages for b in page.boxes]
    for page in layout.pages:
        for box in page.boxes:
            left, bottom, right, top = box.edges_pt
            frame = sheet.upright.frame
            assert frame.left_pt <= left < right <= frame.right_pt + 0.01
            assert frame.bottom_pt - 0.02 <= bottom < top <= frame.top_pt + 0.01
            assert not [
                w for w in words_of(page)
                if w[0] < right - 0.01 and w[2] > left + 0.01 and w[1] < top - 0.01 and w[3] > bottom + 0.01
            ]  # fmt: skip
            others = [other.edges_pt for other in page.boxes if other is not box]
            assert not [o for o in others if o[1] < top - 0.01 and o[3] > bottom + 0.01]
