"""Lines that an editor or a page cut at one length come back as they were, however they were set in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.importing.plain_paper import read_lines
from pipeline.importing.structure.read import begins_part
from pipeline.importing.wrapped import unwrapped
from tests.examples import examples

WORDS = st.lists(
    st.sampled_from(
        ["ごみの減量", "資源化", "及び", "に関する", "施策を", "市長が", "、", "定める", "（以下「甲」という。）", "分別して", "は", "ならない"]
    ),
    min_size=24,
    max_size=40,
).map("".join)  # fmt: skip
LABELS = ("第一条　", "２　", "　一　", "　　イ　", "")


def cut(label: str, words: str, width: int, hang: int) -> list[str]:
    """A unit as lines of at most `width` characters, those behind the first set in under its label."""
    lead = len(label) - len(label.lstrip("　"))
    left = "　" * (lead + hang)
    rows = [label + words[: width - len(label)]]
    rest = words[width - len(label) :]
    while rest:
        rows.append(left + rest[: width - len(left)])
        rest = rest[width - len(left) :]
    return rows


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LABELS[:4]), WORDS), min_size=3, max_size=8), st.integers(22, 48))
def test_cut_lines_are_whole_again(units: list[tuple[str, str]], width: int):
    rows = [row for label, words in units for row in cut(label, f"{words}。", width, 1)]
    whole = [f"{label}{words}。".strip("　") for label, words in units]

    made, notes = unwrapped(read_lines("\n".join(rows), "t").lines, begins_part)

    assert whole == [line.text for line in made]
    assert len(notes) >= (len(rows) > len(units))


@given(st.lists(WORDS, min_size=2, max_size=8))
def test_lines_of_all_lengths_are_left_alone(texts: list[str]):
    """A text that a word processor wraps by itself has lines longer than any page; one more text is no continuation."""
    rows = [f"第{n}条　{words * 4}。" for n, words in enumerate(texts, 1)]

    made, notes = unwrapped(read_lines("\n".join(rows), "t").lines, begins_part)

    assert rows == [line.text for line in made]
    assert not notes


def test_entries_of_a_list_without_numbers_are_not_joined():
    """Bullets of one length look like lines that were cut at it."""
    words = (
        "住民の福祉の増進を図るための取組を推進し圏域の活性化を図ること",
        "圏域全体の経済成長をけん引するための取組を推進し雇用を生むこと",
    )
    rows = [f"{bullet}{text}" for bullet in "・○※【" for text in words]

    made, notes = unwrapped(read_lines("\n".join(rows), "t").lines, begins_part)

    assert rows == [line.text for line in made]
    assert not notes


def test_where_a_blank_line_or_a_column_parts_them_nothing_is_joined():
    text = (
        "一　住民の福祉の増進を図るための取組を推進し圏域の活性化を図ること\n"
        "の取組\n"
        "二　住民の福祉の増進を図るための取組を推進し圏域の活性化を図ること\n"
        "を進める\n"
        "三　住民の福祉の増進を図るための取組を推進し圏域の活性化を図ること\n\n"
        "その他の取組\n"
        "　　　　　　　　　　　　　　　　　　　　　令和七年三月二十八日可決\n"
        "可燃ごみ　　　　　　　　　十キログラムにつき　　　　　　　　　百円\n"
        "不燃ごみ\n"
    )

    made, _ = unwrapped(read_lines(text, "t").lines, begins_part)

    assert 7 == len(made)
    assert made[0].text.endswith("図ることの取組")
    assert ["その他の取組", "令和七年三月二十八日可決"] == [x.text for x in made[3:5]]
