"""Errors of the YAML parser -> diagnostics in Japanese, with the place and the usual cure."""

from __future__ import annotations

import re

import yaml

from pipeline.diagnostics import Place, Problems, SourceFile, Span
from pipeline.late.regex import regex
from pipeline.source.grammar.columns import not_lined_up
from pipeline.source.grammar.eaten import cure_by_quotes, value_at
from pipeline.source.grammar.lines import Line, structure

GENERAL_CURE = "字下げ、「:」の後の空白、引用符の閉じ忘れを確かめてください"

# Words of libyaml and PyYAML (scanner.c, parser.c, scanner.py, parser.py) -> what the clerk most likely did. They may
# change with any version: what has no line here is told in general words, with its place, and never in English.
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "ここに「:」は置けません",
        '値に「: 」を含むときは、値を引用符「"」で囲んでください',
    ),
    ("could not find expected ':'", "「:」がありません", "「名前: 値」の形で、「:」の後に半角の空白を置いてください"),
    ("did not find expected key", "字下げがそろっていません", "同じ段の項目は、行頭の空白の数をそろえてください"),
    (
        "did not find expected '-' indicator",
        "「-」の位置がそろっていません",
        "同じ並びの「-」は、行頭の空白の数をそろえてください",
    ),
    ("expected <block end>", "字下げがそろっていません", "同じ段の項目は、行頭の空白の数をそろえてください"),
    (
        "did not find expected ',' or",
        "「{」「[」が閉じていないか、「,」がありません",
        "括弧の対応を確かめてください。「{{ }}」で始まる値は引用符で囲みます",
    ),
    ("found unexpected end of stream", "引用符が閉じていません", "「\"」又は「'」の対応を確かめてください"),
    ("found unexpected document indicator", "引用符が閉じていません", "「\"」又は「'」の対応を確かめてください"),
    (
        "found character that cannot start any token",
        "この文字で値を始めることはできません",
        '値を引用符「"」で囲んでください',
    ),
    ("found undefined alias", "「*」で始まる値は書けません", '値を引用符「"」で囲んでください'),
    ("while scanning an alias", "「*」で始まる値は書けません", '値を引用符「"」で囲んでください'),
    ("while scanning an anchor", "「&」で始まる値は書けません", '値を引用符「"」で囲んでください'),
    (
        "while scanning a tag",
        "「!」で始まる値は書けません",
        '値を引用符「"」で囲んでください（表を取り込むときは「!表 {ファイル: …}」と、空白を置いて書きます）',
    ),
    (
        "while parsing a tag",
        "「!」で始まる値は書けません",
        '値を引用符「"」で囲んでください',
    ),
    (
        "unknown escape character",
        '引用符「"」の中の「\\」の使い方に誤りがあります',
        "「\\」を「\\\\」と書くか、引用符「'」で囲んでください",
    ),
    (
        "found unexpected ':'",
        "「:」の後に空白と値がありません",
        '括弧の中では「名前: 値」と書いてください（値を空けるときは 名前: ""）',
    ),
    ("maximum nesting depth", "字下げか括弧が深すぎます", "括弧の閉じ忘れと字下げを確かめてください"),
    (
        "block sequence entries are not allowed",
        "ここに「- 」は置けません",
        "「-」は改行して、項目の名前より深く字下げして書いてください",
    ),
)

# What was opened and not closed is shown where it was opened.
_SHOWN_WHERE_OPENED = ("did not find expected ',' or", "found unexpected end of stream", "found unexpected document")


# 題名:協約書, where 題名: 協約書 is meant.
_NO_BLANK = regex(r"[ \u3000]*(?:- +)?[^\s:：#\"'{}\[\]]{1,20}:(?=[^\s:/])")
# { 甲: 青森市、乙: 蓬田村 }, where { 甲: 青森市, 乙: 蓬田村 } is meant.
_COMMA_OF_TEXT = regex(r"[、，](?=[ \u3000]*[^\s:：,、，{}]{1,20}:)")
_WIDE_BRACKETS = str.maketrans("｛｝［］、，", "{}[],,")
# 題名：協約書, where 題名: 協約書 is meant.
_FULL_WIDTH_COLON = regex(r"[ \u3000]*(?:- +)?[^\s:：#]{1,20}[ \u3000]*：")
# What may be the name of an item that lost its 「:」.
_NAME = regex(r"[^\s、。「」（）:：\"']{1,20}")
_MOST_SHOWN = 15


def _full_width_colon(error: yaml.MarkedYAMLError, file: SourceFile) -> tuple[str, str, Span] | None:
    """A 「：」 in the line where the parser began to look for 「:」, or before the line where it gave up."""
    marks = [mark.line for mark in (error.context_mark, error.problem_mark) if mark is not None]
    lines = file.text.split("\n")
    for number in range(min(marks, default=0), min(max(marks, default=0) + 1, len(lines))):
        if found := _FULL_WIDTH_COLON.match(lines[number]):
            at = sum(len(line) + 1 for line in lines[:number]) + found.end()
            cure = f"{number + 1}行目の全角の「：」を、半角の「: 」（後に空白）に直してください"
            return "「:」がありません", cure, Span(file, at - 1, at)
    return None


def _opened_by_full_width(file: SourceFile, number: int) -> tuple[str, str, Span] | None:
    """The line above, if it ends in 「：」 where the lines below it should be its items: they look as if they were indented too far."""
    lines = file.text.split("\n")[:number]
    above = next((n for n in range(number - 1, -1, -1) if lines[n].strip()), None)
    found = _FULL_WIDTH_COLON.fullmatch(lines[above].rstrip()) if above is not None else None
    if found is None or above is None:
        return None
    at = sum(len(line) + 1 for line in lines[:above]) + found.end()
    cure = f"{above + 1}行目の全角の「：」を、半角の「:」に直してください（下の行が、その中身になります）"
    return "「:」がありません", cure, Span(file, at - 1, at)


def _lone_words(error: yaml.MarkedYAMLError, file: SourceFile) -> tuple[str, str, Span] | None:
    """The line where the parser began to look for 「:」 in vain: a key without one, or a text that was broken into lines."""
    mark = error.context_mark
    if mark is None:
        return None
    words, _, rest = file.text[mark.index :].partition("\n")
    words = words.rstrip(" ")
    below = next((line for line in rest.split("\n") if line.strip(" ")), "")
    span = Span(file, mark.index, mark.index + max(len(words), 1))
    if len(below) - len(below.lstrip(" ")) > mark.column and _NAME.fullmatch(words):
        cure = f"項目の名前なら「{words}:」と書いてください。上の行の文の続きなら、上の行につなげて書いてください"
        return f"「{words}」の後に「:」がありません", cure, span
    shown = words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"
    return (
        f"「{shown}」の行に「:」がありません",
        (
            "上の行の文の続きなら、文の初めを「名前: |」と改め、次の行から字下げして書いてください（行は詰めてつながれます）。"
            "別の項目なら「名前: 値」の形で書いてください"
        ),
        span,
    )


def _no_blank(error: yaml.MarkedYAMLError, file: SourceFile) -> tuple[str, str, Span] | None:
    """The first line, from where the parser began to look for 「: 」, whose 「:」 has no blank behind it."""
    mark = error.context_mark or error.problem_mark
    lines = file.text.split("\n")
    last = error.problem_mark.line + 1 if error.problem_mark is not None else len(lines)
    for number in range(mark.line if mark is not None else 0, min(last, len(lines))):
        found = _NO_BLANK.match(lines[number])
        if found is not None:
            at = sum(len(line) + 1 for line in lines[:number]) + found.end()
            return "「:」の後に空白がありません", "「:」の後に、半角の空白を置いてください", Span(file, at - 1, at)
    return None


def _no_dash(error: yaml.MarkedYAMLError, file: SourceFile) -> tuple[str, str, Span] | None:
    if error.context_mark is None or error.problem_mark is None:
        return None
    return stray_dash(file, error.context_mark.index, error.problem_mark.index)


def _comma_of_text(error: yaml.MarkedYAMLError, file: SourceFile) -> tuple[str, str, Span] | None:
    """「、」 between the entries of a group in brackets."""
    if error.context_mark is None or error.problem_mark is None:
        return None
    start = error.context_mark.index
    found = _COMMA_OF_TEXT.search(file.text, start, max(error.problem_mark.index + 1, start + 1))
    if found is None:
        return None
    return (
        f"括弧の中が「{found[0]}」で区切られています",
        f"「{found[0]}」を、半角の「, 」（後に空白）に直してください",
        Span(file, found.start(), found.end()),
    )


def report(error: yaml.MarkedYAMLError, file: SourceFile, problems: Problems) -> None:
    """Adds one error for what the parser could not read."""
    words = " ".join(filter(None, (error.context, error.problem)))
    slip = _slip(error, words, file)
    if slip is None and "could not find expected ':'" in words:
        slip = (
            _full_width_colon(error, file)
            or _no_dash(error, file)
            or _no_blank(error, file)
            or _lone_words(error, file)
        )
    if slip is None and "did not find expected ',' or" in words:
        slip = _comma_of_text(error, file)
    if slip is not None:
        problems.error("構文", *slip)
        return
    message, cure = next(
        ((message, cure) for sign, message, cure in _KNOWN if sign in words),
        ("YAMLの書き方に誤りがあります", GENERAL_CURE),
    )
    opened = any(sign in words for sign in _SHOWN_WHERE_OPENED)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    place: Span | Place = Place(file.name)
    if mark is not None:
        at = min(mark.index, max(len(file.text) - 1, 0))
        place = Span(file, at, at + 1)
    problems.error("構文", message, cure, place)


_NOT_LINED_UP = ("mapping values are not allowed", "did not find expected key", "expected <block end>", "expected '-'")
_NO_PLAIN_VALUE = (
    "mapping values are not allowed",
    "mapping keys are not allowed",
    "block sequence entries are not allowed",
    "cannot start any token",
    "an alias",
    "an anchor",
    "a tag",
)


def _slip(error: yaml.MarkedYAMLError, words: str, file: SourceFile) -> tuple[str, str, Span] | None:
    """What the line in question shows: that it is indented otherwise than those above, or whose value wants quotes."""
    mark = error.problem_mark
    if mark is None:
        return None
    lines = list(structure(file.text))
    line = next((line for line in lines if line.number == mark.line + 1), None)
    if line is None or line.depth:
        return None
    entry = next((t for t in line.tokens if t.sort not in ("dash", "tag")), None)
    first = entry.end - 1 if entry is not None and entry.sort == "key" else None
    if any(sign in words for sign in _NOT_LINED_UP) and (first == mark.index or line.start + line.indent == mark.index):
        return _opened_by_full_width(file, mark.line) or not_lined_up(file, line, lines)
    # The value of the line, as far as it is one.
    is_item = entry is not None and first is None and "dash" in {t.sort for t in line.tokens}
    if entry is not None and (is_item or (first is not None and first < mark.index)):
        return _wants_quotes(file, line, mark.index) if any(sign in words for sign in _NO_PLAIN_VALUE) else None
    return None


def _wants_quotes(file: SourceFile, line: Line, at: int) -> tuple[str, str, Span]:
    """The value that holds the character at which the parser stopped, in quotation marks."""
    at = min(at, len(file.text) - 1)
    before = [token for token in line.tokens if token.end <= at or token.start < at]
    start = at
    if before and before[-1].sort == "key" and before[-1].end > at:  # 「甲: 」 within the value
        start = before.pop().start
    value = value_at(file.text, line, before, start)
    if value.startswith("｛") and value.endswith("｝"):
        return (
            f"括弧「{value[0]}」が全角です",
            f"半角で {value.translate(_WIDE_BRACKETS)} と書いてください",
            Span(file, file.text.index("｛", line.start), file.text.index("｛", line.start) + 1),
        )
    if value[:1] in _NAMING and file.text[at - 1 : at + 1] == value[:2]:
        at -= 1  # the parser stops at what cannot be a name
    return f"ここに「{file.text[at]}」は置けません", cure_by_quotes(value), Span(file, at, at + 1)


# Signs that YAML reads a name behind.
_NAMING = ("*", "&", "!")


# 「- 費用」 in a value over several lines: an item that stands deeper than those above.
_DEEP_DASH = regex(r"\n( *)- ")


def deep_dash(file: SourceFile, start: int, end: int) -> tuple[str, str, Span] | None:
    """The item of a list that is read as going on the value above it."""
    found = _DEEP_DASH.search(file.text, start, end)
    if found is None:
        return None
    number = file.text.count("\n", 0, start) + 1
    above = next((line for line in structure(file.text) if line.number == number), None)
    deepest = [t.start - above.start for t in above.tokens if t.sort == "dash"] if above is not None else []
    cure = (
        f"{number}行目の「- 」と並ぶ項目なら、行頭の空白を{deepest[-1]}にしてください。文の続きなら、「- 」を消して上の行につなげてください"
        if deepest and above is not None and above.tokens[-1].sort == "plain" and above.tokens[-2].sort == "dash"
        else f"{number}行目の値の下に、並びは書けません。並びの上に「名前:」の行を書くか、文の続きなら「- 」を消して上の行につなげてください"
    )
    return "「- 」の行が、上の行の文の続きと読まれます", cure, Span(file, found.end() - 2, found.end() - 1)


# 「-費用」, 「・費用」: an item of a list without its dash and blank.
_STRAY_DASH = regex(r"^[ \u3000]*(-(?=[^\s\d-])|[・－‐―])", re.MULTILINE)


def stray_dash(file: SourceFile, start: int, end: int) -> tuple[str, str, Span] | None:
    """The line of a value over several lines that was meant as an item of a list."""
    found = _STRAY_DASH.search(file.text, file.text.rfind("\n", 0, start) + 1, end)
    if found is None:
        return None
    sign = found[1]
    said = "「-」の後に空白がありません" if sign == "-" else f"並びの項目が「{sign}」で始まっています"
    return (
        said,
        "並びの項目は「- 」（半角の「-」と半角の空白）で始めてください",
        Span(file, found.start(1), found.end(1)),
    )
