"""A collector of problems: each is told once, and ten thousand cost ten thousand times what one costs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Place, Problems, SourceFile, Span
from pipeline.diagnostics.render import human
from tests.effort import calls

TEXTS = st.text(st.sampled_from("甲乙\r\n "), max_size=30)


@given(TEXTS, st.data())
def test_lines_and_columns_are_those_of_the_text_itself(text: str, data: st.DataObject):
    at = data.draw(st.integers(0, len(text)))
    file = SourceFile("a", text)

    assert text.count("\n", 0, at) + 1 == Span(file, at, at).line
    for number, line in enumerate(text.split("\n"), 1):
        assert line.rstrip("\r") == file.line(number)
    assert "" == file.line(text.count("\n") + 2)


def test_what_was_said_of_a_place_is_not_said_again():
    problems, more = Problems(), Problems()
    for _ in range(2):
        problems.error("値", "誤り", "直す", Place("a"))
        more.warning("値", "注意", "直す", Place("a"))
    problems.extend(more)
    problems.extend(more)

    assert 2 == len(problems.found)
    assert 1 == len(problems.errors) == len(problems.warnings)


def test_ten_thousand_problems_cost_ten_thousand_times_one():
    """What was said is looked up, and the lines of a file are counted once: 20,000 messages took over a minute."""
    file = SourceFile("a.yaml", "項目: 値\n" * 20_000)

    def effort_of(count: int) -> int:
        def work() -> None:
            problems = Problems()
            for n in range(count):
                problems.error("値", f"{n}行目", "直す", Span(file, n * 6, n * 6 + 2))
            assert [n + 1 for n in range(count)] == [d.place.line for d in problems.errors if isinstance(d.place, Span)]
            for diagnostic in problems.errors:
                human(diagnostic)

        return calls(work)

    assert effort_of(2_000) * 12 > effort_of(20_000)


def warned(text: str, code: str = "合計", line: int = 2) -> Problems:
    file = SourceFile("a.yaml", text)
    start = sum(len(each) + 1 for each in text.split("\n")[: line - 1])
    made = Problems()
    made.warning(code, "違います", "直す", Span(file, start, start + 1))
    return made


def test_a_comment_with_a_reason_stops_a_warning_of_its_code_at_its_value():
    made = warned("表:\n  計: 5  # lint: 注意-合計 端数の調整\n  小計: 3\n")

    assert ([], 1) == (made.found, len(made.silenced))
    assert 1 == len(warned("表:\n  計: 5\n  小計: 3  # lint: 注意-合計 端数\n").found)
    assert 1 == len(warned("表:\n  計: 5  # lint: 注意-金額 端数\n").found)
    assert [] == warned("# lint: 注意-合計 端数\n表:\n  計: 5\n", line=3).found


def test_a_comment_without_a_reason_stops_nothing_and_is_told():
    made = warned("表:\n  計: 5  # lint: 注意-合計\n")

    assert ["注意を止める理由がありません", "違います"] == [d.message for d in made.found]


def test_no_comment_stops_an_error_or_what_steps_hang_on():
    text = "計: 5  # lint: 注意-合計 端数\n"
    made = Problems()
    made.error("合計", "違います", "直す", Span(SourceFile("a.yaml", text), 0, 1))

    assert 1 == len(made.errors)
    assert 1 == len(warned(text.replace("合計", "変更中"), "変更中", 1).found)


def test_what_was_silenced_is_counted_once_wherever_it_is_gathered():
    made = Problems()
    for _ in range(2):
        made.extend(warned("表:\n  計: 5  # lint: 注意-合計 端数\n"))

    assert ([], 1) == (made.found, len(made.silenced))
