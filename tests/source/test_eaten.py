"""No text that a clerk writes plainly is cut, joined or dropped by the syntax of YAML: whole, or refused with its cure."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems, Span, Written
from pipeline.source import reader
from pipeline.source.grammar.eaten import quoted
from pipeline.source.nodes import Mapping, Node, Sequence
from tests.examples import examples


def plain(node: Node | None) -> object:
    """A node as lists, mappings and texts."""
    match node:
        case Mapping():
            return {e.key.text: plain(e.value) for e in node.entries}
        case Sequence():
            return [plain(i) for i in node.items]
        case Written():
            return node.text
        case _:
            return None


def read(text: str) -> tuple[object, Problems]:
    problems = Problems()
    return plain(reader.parse(text.encode(), "a.yaml", problems)), problems


def first_error(text: str) -> tuple[str, str, str]:
    _, problems = read(text)
    [error, *_] = problems.errors
    place = error.place
    return error.message, error.cure, f"{place.line}:{place.column}" if isinstance(place, Span) else ""


@pytest.mark.parametrize(
    ("text", "place", "cure"),
    [
        ("値: 救急電話相談 #7119 を運営する。\n", "1:11", '"救急電話相談 #7119 を運営する。"'),
        ("- 児童相談 #8000\n", "1:8", '"児童相談 #8000"'),
        ("値: [人口は1,200人である。, 乙]\n", "1:9", '"人口は1,200人である。"'),
        ("値: {当初: 1,051百万円, 前年: 0}\n", "1:10", '"1,051百万円"'),
        ("値: [観光客を年1,200人から2,400人にする, 乙]\n", "1:11", '"観光客を年1,200人から2,400人にする"'),
        ("- ? 何か\n", "1:3", '"? 何か"'),
        ("値: ? 何か\n", "1:4", '"? 何か"'),
        ("値:\n  - - 内\n", "2:5", '"- 内"'),
        ("値: - 内\n", "1:4", '"- 内"'),
        ('値: "甲"は乙を支援する。\n', "1:7", "'\"甲\"は乙を支援する。'"),
        ("値: [別記]のとおり\n", "1:8", '"[別記]のとおり"'),
        ("値: 甲: 乙\n", "1:5", '"甲: 乙"'),
        ("値: `甲\n", "1:4", '"`甲"'),
        ("値: @甲\n", "1:4", '"@甲"'),
        ("値: %甲\n", "1:4", '"%甲"'),
        ("値: ! 甲\n", "1:4", "引用符"),
        ('値: "C:\\new"\n', "1:7", "「'」"),
        ("値:\n　項: 甲\n", "2:1", "半角の空白"),
        ("種別:　連携協約書\n", "1:4", "半角の空白"),
        ("種別:\u00a0連携協約書\n", "1:4", "半角の空白"),
        ("値:\n  -　見出し: 甲\n", "2:4", "半角の空白"),
        ("値:\n  -見出し: 甲\n", "2:3", "「- 見出し:」"),
        ("値:\n  ・見出し: 甲\n", "2:3", "「- 見出し:」"),
        ('種別: 甲\n題名: "乙\n末文: 丙\n', "2:5", "2行目の値の終わり"),
        ('題名: "乙\n末文: "丙"\n', "1:5", "1行目の値の終わり"),
        ("値: ！表 { ファイル: 甲.xlsx }\n", "1:4", "「!表」"),
        ("値:\n  - 見出し: 目的\n     本文: |\n       甲は\n", "3:1", "行頭の空白を4にして、2行目"),
        ("値:\n  - 見出し: 目的\n   本文: 甲は\n", "3:1", "行頭の空白を"),
        ("値: |\n  甲は\n#7119\n他: 乙\n", "3:1", "字下げ"),
        ("値: 甲は\n  #7119\n", "2:3", "字下げ"),
        ("値: 甲\n...\n", "2:1", "引用符"),
        ("%甲\n---\n値: 乙\n", "1:1", "引用符"),
        ("値: [?甲, 乙]\n", "1:5", "引用符"),
        ("値: 甲\u2028乙\n", "1:5", "改行"),
        ("値: 甲\ufeff乙\n", "1:5", "削"),
        ("値: ⽔道\n", "1:4", "「水」"),
        ("値: ⻑寿\n", "1:4", "「長」"),
    ],
)
def test_what_would_be_cut_is_refused_with_the_cure(text: str, place: str, cure: str):
    """clerk.md A1, A2, A14; files.md 1, 11, 12."""
    _, said, where = first_error(text)

    assert place == where
    assert cure in said


@pytest.mark.parametrize(
    "text",
    [
        "# 注釈\n値: 甲  # 例（実在しない）\n",
        "#注釈\n値: 甲\n",
        "---\n値: 甲\n",
        "値: 甲\n# - 見出し: 乙\n",
        "値: |\n  救急電話相談 #7119 を、1,200人に\n  # 行頭\n  - 並び\n",
        "値: [甲, 乙]\n",
        "値: { 甲: 乙,\n  丙: 丁 }\n",
        "値:\n  - - 甲\n    - 乙\n",
        "値: -5%\n",
        "値: ?甲\n",
        "値: https://example.jp/a?b#c\n",
        "値: 'C:\\new'\n",
        '値: "甲\\"乙\\\\丙"\n',
        "値: 1,200人\n",
        "値: 甲[1]・{乙}\n",
    ],
)
def test_what_is_not_cut_is_read_without_a_word(text: str):
    found, problems = read(text)

    assert found is not None
    assert [] == problems.found


def test_a_comment_behind_one_blank_is_told():
    found, problems = read("値: 救急電話相談 # 7119\n")

    assert {"値": "救急電話相談"} == found
    assert ["「# 7119」から後は注釈で、印刷しません"] == [d.message for d in problems.warnings]


# Japanese words, and every character that means something in YAML, in quotation or to a reader of lines.
WORDS = st.text(
    st.sampled_from("甲乙のを。、　・0129aZ") | st.sampled_from(" -:#,[]{}?!|>&*%@`'\"\\~=<>./()（）：，－！＃"),
    max_size=14,
) | st.lists(
    st.sampled_from(
        [
            " #7119",
            "1,200人",
            "- ",
            ": ",
            ", ",
            "? ",
            "[別記]",
            '"甲"',
            "'乙'",
            "{{",
            "}}",
            "---",
            "...",
            "　",
            "甲",
            "# ",
            "!",
            "%",
        ]
    ),
    max_size=6,
).map("".join)
# (before, after) a value, and the value that the whole then says.
PLACES: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "value": ("値: ", "\n他: 丙\n", lambda text: {"値": text, "他": "丙"}),
    "last value": ("値: ", "", lambda text: {"値": text}),
    "item": ("値:\n  - 丙\n  - ", "\n  - 丁\n", lambda text: {"値": ["丙", text, "丁"]}),
    "value of an item": ("値:\n  - 項: ", "\n    他: 丁\n", lambda text: {"値": [{"項": text, "他": "丁"}]}),
    "in brackets": ("値: [丙, ", ", 丁]\n", lambda text: {"値": ["丙", text, "丁"]}),
    "in braces": ("値: { 項: ", ", 他: 丁 }\n", lambda text: {"値": {"項": text, "他": "丁"}}),
    "only one in brackets": ("値: [", "]\n", lambda text: {"値": [text]}),
    "a text of lines": ("値: |\n  丙\n  ", "\n他: 丁\n", lambda text: {"値": f"丙\n{text}\n", "他": "丁"}),
}


def is_structure(text: str, place: str) -> bool:
    """Whether the text holds what a clerk writes to make a list or a group, and is read as one."""
    if place == "a text of lines":
        return False
    grouped = (
        ": " in text
        or text.startswith("- {")
        or text.rstrip(" ").endswith(":")
        or (text.startswith(("[", "{")) and "-" not in place)
    )
    return grouped or ("in b" in place and (", " in text or any(c in text for c in "[]{}:")))


@given(WORDS, st.sampled_from(sorted(PLACES)))
@settings(max_examples=examples(800))
def test_any_text_written_plainly_is_whole_or_refused(text: str, place: str):
    before, after, expected = PLACES[place]
    bare = text if place == "a text of lines" else text.strip(" ")
    assume(bare)

    found, problems = read(f"{before}{text}{after}")

    assert (found is None) == bool(problems.errors)
    quotes = bare[:1] == bare[-1:] and bare[0] in "\"'"
    # Told, in quotation marks as it should be, a comment that two blanks set off, or made a group or a list.
    excused = (
        bool(problems.warnings) or quotes or "  #" in text or text.lstrip(" ").startswith(("# ", "##")) or bare == "#"
    )
    if found is not None and not excused and not is_structure(bare, place):
        if place == "a text of lines":  # the blanks at the ends of its lines are layout
            assert loose(expected(text)) == loose(found)
        else:
            assert expected(bare) == found


def loose(found: object) -> str:
    return str(found).replace(" ", "").replace("\\n", "")


@given(WORDS, st.sampled_from(sorted(set(PLACES) - {"a text of lines"})))
@settings(max_examples=examples(400))
def test_once_quoted_any_text_is_whole(text: str, place: str):
    """The cure that every message gives."""
    before, after, expected = PLACES[place]

    found, problems = read(f"{before}{quoted(text)}{after}")

    assert expected(text) == found
    assert [] == problems.found


CURE = re.compile(r"""[ 、で](?P<typed>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*') と""")


# What makes YAML cut or join a text often enough; whatever else it is, too.
TROUBLE = st.sampled_from([" #7119", "1,200人", ": ", "@", "%", "`", "? ", "- ", "[別記]", '"甲"'])
TROUBLED = st.tuples(st.sampled_from(["甲", "", "乙は "]), TROUBLE, st.sampled_from(["乙", "", " 丙"]), WORDS).map(
    "".join
)


@given(
    WORDS | TROUBLED, st.sampled_from(["value", "last value", "item", "value of an item", "in brackets", "in braces"])
)
@settings(max_examples=examples(600))
def test_the_cure_that_is_given_in_full_works(text: str, place: str):
    """What stands in the message is put in the place of what was typed: the text is whole then, or was not one value."""
    before, after, expected = PLACES[place]
    bare = text.strip(" ")
    assume(bare)
    _, problems = read(f"{before}{text}{after}")
    cures = [m["typed"] for d in problems.errors if (m := CURE.search(d.cure)) is not None]
    assume(cures)
    meant = plain(reader.parse(f"値: {cures[0]}\n".encode(), "a.yaml", Problems()))
    assert isinstance(meant, dict)
    part = meant["値"]

    found, _ = read(f"{before}{text.replace(part, cures[0], 1)}{after}")

    assert part in text
    assert part != bare or expected(bare) == found


def test_a_comment_that_stops_a_warning_is_no_words_of_the_paper():
    found, problems = read("値: 相談 # lint: 注意-合計 端数の調整\n")

    assert ({"値": "相談"}, []) == (found, problems.found)
