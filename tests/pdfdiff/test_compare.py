"""Printed papers compared: words count, where lines and pages break does not; pages face those of the same text."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdfdiff import PrintedLine, PrintedPage
from pipeline.pdfdiff.compare import printed_report

TEXT = (
    "甲及び乙は、圏域の将来像を共有し、次に掲げる取組を推進するものとする。"
    "甲は、圏域の中心的な役割を担うとともに、関係町村との連携を推進する。"
    "乙は、甲と連携して実施する事業について、協力して取り組む。"
    "この連携協約に関し疑義が生じた場合は、甲及び乙が協議の上、定める。"
)


def page(lines: list[tuple[str, float]]) -> PrintedPage:
    """Lines by their words and their distance from the top."""
    made = []
    for text, top in lines:
        edges = array(
            "f", [n for at in range(len(text)) for n in (0.1 + at / 50, top, 0.1 + (at + 1) / 50, top + 0.02)]
        )
        made.append(PrintedLine(text, edges))
    return PrintedPage(595, 842, tuple(made))


def paper(text: str, width: int, height: int, head: str = "") -> list[PrintedPage]:
    """Text set in lines of `width` characters and pages of `height` lines, with a head and page numbers."""
    lines = [text[at : at + width] for at in range(0, len(text), width)]
    pages = [lines[at : at + height] for at in range(0, len(lines), height)] or [[]]
    return [
        page(
            [
                *([(head, 0.03)] if head else []),
                *((line, 0.12 + 0.025 * n) for n, line in enumerate(body)),
                (f"－{number}－", 0.95),
            ]
        )
        for number, body in enumerate(pages, 1)
    ]


def told(old: list[PrintedPage], new: list[PrintedPage]) -> list[tuple[str, str]]:
    return [(c.old, c.new) for c in printed_report(old, new).changes]


def test_dots_that_lead_to_an_amount_are_no_words_and_the_amount_is():
    led = [page([("1買い物支援推進事業………………………2,696千円", 0.2), ("(1)周知・・・・・・△696千円（再掲）", 0.3)])]
    bare = [page([("1買い物支援推進事業2,696千円", 0.2), ("(1)周知△696千円（再掲）", 0.3)])]
    other = [page([("1買い物支援推進事業……………2,796千円", 0.2), ("(1)周知………………△696千円（再掲）", 0.3)])]

    assert [] == told(led, bare)
    assert [("2,696千円", "2,796千円")] == told(led, other)


def test_dots_lead_to_a_page_below_the_title_of_a_list_of_contents_alone():
    """負担金……30 and 負担金……31 were the same: what stands behind dots was taken for a page wherever it stood."""
    old, new = (
        [page([("目次", 0.1), (f"1負担金……{n}", 0.2), ("附録", 0.25), (f"2精算………iv-{n}頁", 0.3)]), *more]
        for n, more in (
            (30, [page([("負担金……30", 0.2), ("総額・・・・・120", 0.3)])]),
            (31, [page([("負担金……31", 0.2), ("総額・・・・・120", 0.3)])]),
        )
    )

    assert [("30", "31")] == told(old, new)


def test_an_amount_in_a_stretch_of_its_own_is_kept():
    old, new = ([page([("負担金………", 0.2), (f"{n}", 0.2), ("と述べた。……", 0.3)])] for n in (30, 31))
    bare = [page([("負担金30", 0.2), ("と述べた。……", 0.3)])]

    assert [("30", "31")] == told(old, new)
    assert [] == told(old, bare)


def test_dots_within_a_sentence_are_words():
    old, new = ([page([(f"……と述べ{dots}その他の者も同じである。", 0.2)])] for dots in ("………", "、"))

    assert [("………", "、")] == told(old, new)


@given(st.integers(5, 40), st.integers(2, 12), st.integers(5, 40), st.integers(2, 12))
def test_the_same_words_in_other_lines_and_pages_are_the_same(a: int, b: int, c: int, d: int):
    assert [] == told(paper(TEXT, a, b), paper(TEXT, c, d))


@given(st.integers(5, 40), st.integers(2, 12), st.integers(5, 40), st.integers(2, 12))
def test_a_word_is_told_wherever_lines_break(a: int, b: int, c: int, d: int):
    changed = TEXT.replace("関係町村との", "構成市町村との")

    assert [("関係町村", "構成市町村")] == told(paper(TEXT, a, b), paper(changed, c, d))


def test_every_page_faces_at_most_one_and_none_is_lost():
    new = "甲及び乙は、個人情報を適正に取り扱う。" * 6 + TEXT

    old_pages, new_pages = paper(TEXT, 20, 4), paper(new, 20, 4)
    found = printed_report(old_pages, new_pages)

    assert 2 == len(old_pages) < len(new_pages)
    assert list(range(len(old_pages))) == [f.old for f in found.facing if f.old is not None]
    assert list(range(len(new_pages))) == [f.new for f in found.facing if f.new is not None]


def test_heads_of_every_page_are_told_once():
    found = printed_report(paper(TEXT, 20, 3, "連携協約（案）"), paper(TEXT, 15, 3, "連携協約"))

    assert () == found.changes
    assert (("連携協約（案）",), ("連携協約",)) == (found.heads_old, found.heads_new)


def test_a_change_has_its_lines_and_words_on_the_page():
    (change,) = printed_report(paper(TEXT, 10, 4), paper(TEXT.replace("疑義", "争い"), 10, 4)).changes

    (line,), (words,) = change.lines_old, change.words_old
    assert line.page == words.page == 2
    assert line.box.left <= words.box.left < words.box.right <= line.box.right
    assert "前3頁 → 後3頁" == change.place


def test_words_that_only_come_leave_a_place_without_width():
    (change,) = printed_report(paper(TEXT, 10, 4), paper(TEXT.replace("乙は、甲", "乙は、常に甲"), 10, 4)).changes

    assert ("", "常に") == (change.old, change.new)
    assert change.words_old[0].box.left == change.words_old[0].box.right


@given(st.text("あ甲乙、。1", max_size=60), st.text("あ甲乙、。1", max_size=60), st.integers(1, 9), st.integers(1, 4))
def test_any_two_papers_are_compared(old: str, new: str, width: int, height: int):
    found = printed_report(paper(old, width, height), paper(new, width, height))

    assert (old == new) == (not found.changes and found.heads_old == found.heads_new)
    assert all(change.place for change in found.changes)
    for change in found.changes:  # what is quoted of a paper stands in it
        assert change.before_old + change.old + change.after_old in old
        assert change.before + change.new + change.after in new
