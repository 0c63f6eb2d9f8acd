"""A YAML text -> errors where its syntax would cut, join or drop what a clerk wrote as words. For every kind of source.

Two nets: slips that can be seen in the lines are told first, with the cure that mends them; and when the parser is done,
every character that no value holds must be one of its signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.diagnostics import Problems, SourceFile, Span
from pipeline.late.regex import regex
from pipeline.source.grammar.lines import Line, Token, structure

# Blanks that look like the one blank that YAML knows (Unicode: general category Zs).
_BLANKS = "\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
_WIDE_LEAD = regex(f" *([{_BLANKS}][ {_BLANKS}]*)")
_WIDE_BEHIND = regex(f"([^{_BLANKS} :：]{{1,20}}:|-)([{_BLANKS}]+)")
# A dash with nothing behind it, and what is typed for one.
_DASH_LIKE = regex("[-・･‐‑–—―−－ー●○◯•]")
# 「* 項目」, as other notations write a list.
_STAR = regex(r" *\* ")
_ESCAPE = regex(r"\\(.)")
# What may stand between values once comments are gone.
_SIGNS = regex(r"[^ \n:,\[\]{}-]")
# A comment that one blank divides from what stands before it.
# 「# lint: 注意-合計 理由」 is no words of a paper.
_OF_OURS = regex("#[ \t]*lint:")
_NEAR_COMMENT = regex(" #[^\n]*")
_COMMENT = regex(r"(?:(?<=[ \n])|^)#[^\n]*")
_CLOSING = regex(r" *[\]}]")
# 見出し: 目的, with none of the signs that can cut a text: most lines of a source.
_SIGNS_OF_CUTS = f"#,\\[\\]{{}}\"'!！＂”&*?|>｜＞\\\\{_BLANKS}"
_PLAIN_LINE = regex(rf" *(?:- )?[^ \-・･‐‑–—―−ー－●○◯•.%:@`{_SIGNS_OF_CUTS}][^{_SIGNS_OF_CUTS}]*")
_MOST_QUOTED = 30

COMMENT_CURE = "注釈なら「#」の前に二つ、後に一つ、半角の空白を置いてください"


def quoted(text: str) -> str:
    """The text as a value that YAML hands on whole."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def cure_by_quotes(text: str) -> str:
    """How to write the text so that it is handed on whole; in full where it is short and cannot be a list."""
    text = text.strip(" ")
    may_be_list = text.startswith(("[", "{")) and "," in text
    if text and len(text) <= _MOST_QUOTED and not may_be_list:
        return f"値の全体を引用符で囲んで、 {quoted(text)} と書いてください"
    if '"' in text or "\\" in text:
        return "値の全体を引用符「'」で囲んでください（文の中の「'」は「''」と書きます）"
    return '値の全体を引用符「"」で囲んでください'


def check_lines(file: SourceFile, problems: Problems) -> None:
    """Reports slips that can be seen in the lines; a file with none of them goes to the parser."""
    found: list[tuple[Line, tuple[str, str, str, Span]]] = []
    last: Line | None = None
    for line in structure(file.text, _PLAIN_LINE):
        last = line
        found += [(line, slip) for slip in _slips(file, line)]
        if any(not t.whole for t in line.tokens):  # whatever follows stands in quotes, as the parser sees it
            break
    # An open bracket makes a list of all that follows: it is the parser that tells of it.
    is_open = last is not None and _Depth(last).behind > 0
    for line, slip in found:
        if not (is_open and line.depth):
            problems.error(*slip)


class _Depth:
    """How many brackets are open behind a line."""

    def __init__(self, line: Line) -> None:
        signs = [t.sort for t in line.tokens]
        self.behind = line.depth + signs.count("open") - signs.count("close")


def _slips(file: SourceFile, line: Line) -> Iterator[tuple[str, str, str, Span]]:
    text, tokens = file.text, line.tokens
    end = text.find("\n", line.start)
    words = text[line.start : len(text) if end < 0 else end]
    if lead := _WIDE_LEAD.match(words):
        yield (
            "構文",
            "行頭に、全角などの空白があります（字下げとは読まれません）",
            "行頭の全角の空白を、字下げなら半角の空白に直し、そうでなければ消してください",
            Span(file, line.start + lead.start(1), line.start + lead.end(1)),
        )
        return
    if words.startswith(("...", "%")) or (words.startswith("---") and words.strip(" ") != "---"):
        yield (
            "構文",
            f"行頭の「{words[:3] if words[0] != '%' else '%'}」は、YAMLの印と読まれて印刷されません",
            "文なら字下げし、引用符で囲んでください。印なら消してください",
            Span(file, line.start, line.start + 1),
        )
        return
    yield from _first_word(file, line)
    for n, token in enumerate(tokens):
        yield from _of_token(file, line, tokens, n, token)


def _first_word(file: SourceFile, line: Line) -> Iterator[tuple[str, str, str, Span]]:
    """What stands for a key: with a blank that is none behind its sign, or a dash that is none before it."""
    if star := _STAR.match(file.text, line.start):
        yield (
            "構文",
            "並びの項目が「*」で始まっています",
            "並びの項目は「- 」（半角の「-」と半角の空白）で始めてください。印刷する「*」なら、値の全体を引用符で囲んでください",
            Span(file, star.end() - 2, star.end() - 1),
        )
    first = next((t for t in line.tokens if t.sort not in ("dash", "tag")), None)
    if first is None or line.depth or first.sort not in ("key", "plain"):
        return
    words = file.text[first.start : first.end]
    wide = _WIDE_BEHIND.match(words)
    if wide and (wide[1] == "-" or line.tokens[0] is first):
        yield (
            "構文",
            f"「{wide[1]}」の後に、全角などの空白があります",
            f"「{wide[1]}」の後の空白を、半角の空白に直してください（全角の空白は、見えませんが文字です）",
            Span(file, first.start + wide.start(2), first.start + wide.end(2)),
        )
    elif first.sort == "key" and (dash := _DASH_LIKE.match(words)) and words[1:].strip(f" {_BLANKS}") not in (":", ""):
        bare = words[1:].strip(f" {_BLANKS}")
        message, cure = (
            ("「-」の後に空白がありません", f"「- {bare}」と、「-」の後に半角の空白を置いてください")
            if dash[0] == "-"
            else (
                f"「{dash[0]}」で始まる項目の名前はありません",
                f"並びの印なら「- {bare}」と、半角の「-」と空白で書いてください",
            )
        )
        yield "構文", message, cure, Span(file, first.start, first.start + 1)


# Typed for the sign that a text begins behind.
_WIDE_BARS = frozenset({"｜", "＞"})
# What an input method gives for " where a value begins; no text begins with a mark that closes.
_WIDE_QUOTES = frozenset({"”", "＂"})


def _of_token(
    file: SourceFile, line: Line, tokens: Sequence[Token], n: int, token: Token
) -> Iterator[tuple[str, str, str, Span]]:
    text = file.text
    words = text[token.start : token.end]
    match token.sort:
        case "comment":
            yield from _comment(file, line, tokens[:n], token)
        case "question":
            yield (
                "構文",
                "「? 」で始まる値は、「?」が読み飛ばされます",
                cure_by_quotes(value_at(text, line, tokens[:n], token.start)),
                _one(file, token),
            )
        case "comma" if _is_tight(text, token) and not (
            n > 1 and tokens[n - 2].sort == "comma" and _is_tight(text, tokens[n - 2])
        ):
            yield (
                "構文",
                "括弧の中の「,」は値を区切ります（後に空白がないので、文の中の「,」とも読めます）",
                _comma_cure(text, tokens, n),
                _one(file, token),
            )
        case "quoted" if not token.whole:
            yield (
                "構文",
                "引用符が閉じていません",
                f"{line.number}行目の値の終わりに「{words[0]}」を書いてください（長い文は「名前: |」で改行し、字下げして書きます）",
                _one(file, token),
            )
        case "quoted" if words[0] == '"' and (wrong := _escaped(words)):
            yield (
                "構文",
                f'引用符「"」の中の「\\{wrong}」は、別の文字に変わります',
                "値の全体を引用符「'」で囲んでください（文の中の「'」は「''」と書きます）",
                Span(file, token.start + words.index(f"\\{wrong}"), token.start + words.index(f"\\{wrong}") + 2),
            )
        case "left_over":
            whole = value_at(text, line, tokens[:n], token.start)
            yield "構文", f"「{words[:10]}」の前で値が終わっています", cure_by_quotes(whole), _one(file, token)
        case "plain" if words in _WIDE_BARS and n and tokens[n - 1].sort == "key":
            yield "構文", f"「{words}」が全角です", "下に文を続けるなら、半角の「|」に直してください", _one(file, token)
        case "plain" if words[0] in _WIDE_QUOTES and n and tokens[n - 1].sort in ("key", "dash"):
            yield (
                "構文",
                f"「{words[0]}」が全角です（囲む印とは読まれず、そのまま印刷されます）",
                '値を囲むなら、初めと終わりを半角の「"」に直してください。印刷する文字なら、値の全体を半角の「"」で囲んでください',
                Span(file, token.start, token.start + 1),
            )
        case "plain" | "key" if words.startswith("！表"):
            yield "構文", "「！表」の「！」が全角です", "半角の「!表」に直してください", _one(file, token)
        case _:
            pass


def _comment(
    file: SourceFile, line: Line, before: Sequence[Token], token: Token
) -> Iterator[tuple[str, str, str, Span]]:
    """「 #7119」 behind a value, or on a line of its own where a text may go on."""
    text = file.text
    words = text[token.start : token.end]
    if words[1:2] in ("", " ", "#") or words.startswith("#!"):
        return
    if before:
        cure = f"{cure_by_quotes(value_at(text, line, before, token.start))}。{COMMENT_CURE}"
    elif token.start == line.start and not line.behind_text:
        return
    else:
        cure = f"文の続きなら、その文と同じだけ字下げするか、引用符で囲んでください。{COMMENT_CURE}"
    yield "構文", f"「{words[:10]}」から後は、注釈と読まれて印刷されません", cure, Span(file, token.start, token.end)


def _is_tight(text: str, comma: Token) -> bool:
    """Whether no blank follows a comma, or nothing but the closing bracket."""
    return text[comma.end : comma.end + 1] not in (" ", "\n", "") or _CLOSING.match(text, comma.end) is not None


def _comma_cure(text: str, tokens: Sequence[Token], n: int) -> str:
    """Both readings; the words around the comma as one value."""
    before = tokens[n - 1] if n and tokens[n - 1].sort == "plain" else None
    after = tokens[n + 1] if n + 1 < len(tokens) and tokens[n + 1].sort in ("plain", "key") else None
    start = before.start if before else tokens[n].start
    stop = n
    while stop + 1 < len(tokens) and (
        tokens[stop + 1].sort == "plain" or (tokens[stop + 1].sort == "comma" and _is_tight(text, tokens[stop + 1]))
    ):
        stop += 1
    whole = text[start : tokens[stop].end]
    if after is None or after.sort == "key" or len(whole) > _MOST_QUOTED:
        return '文の中の「,」なら、その値の全体を引用符「"」で囲んでください。区切りなら、「, 」と後に半角の空白を置いてください'
    return f"文の中の「,」なら、値の全体を引用符で囲んで {quoted(whole)} と、区切りなら「, 」と後に半角の空白を置いて書いてください"


def _escaped(words: str) -> str | None:
    """The first character that its backslash makes another one of."""
    return next((c for c in _ESCAPE.findall(words) if c not in '"\\'), None)


def begin_of_value(before: Sequence[Token], start: int) -> int:
    """Where the value begins that goes on at `start`; `before` are the tokens of the line before that."""
    closed = 0
    for token in reversed(before):
        closed += token.sort == "close"
        if (token.sort in ("key", "dash", "comma", "question") and not closed) or (token.sort == "open" and not closed):
            break
        closed -= token.sort == "open"
        start = token.start
    return start


_END_IN_BRACKETS = regex(r",(?= |$)|[\]}]|$", re.MULTILINE)
_END = regex("$", re.MULTILINE)


def value_at(text: str, line: Line, before: Sequence[Token], at: int) -> str:
    """The value that goes on at a place: up to the comma or bracket behind it, or to the end of its line.

    "" where brackets within a list leave open which of them are words.
    """
    start = begin_of_value(before, at)
    signs = [token.sort for token in before if token.start < start]
    within = line.depth + signs.count("open") > signs.count("close")
    end = (_END_IN_BRACKETS if within else _END).search(text, at)
    assert end is not None
    value = text[start : end.start()].strip(" ")
    in_list = line.depth > 0 or "open" in signs
    return "" if in_list and any(bracket in value for bracket in "[]{}") else value


def _one(file: SourceFile, token: Token) -> Span:
    return Span(file, token.start, token.start + 1)


def check_rest(file: SourceFile, values: Iterable[tuple[int, int]], tag: str, problems: Problems) -> None:
    """Reports what stands between the values (their extents, in order) and is neither a sign nor a comment.

    `tag` is how the text calls tables from Excel.
    """
    at = 0
    for start, end in (*values, (len(file.text), len(file.text))):
        for match in _SIGNS.finditer(_without_comments(file.text, at, start, tag)):
            problems.error(
                "構文",
                f"「{match[0]}」は値の一部と読めず、印刷されません",
                "値の全体を引用符で囲んでください",
                Span(file, at + match.start(), at + match.end()),
            )
            break
        at = max(at, end)


def _without_comments(text: str, start: int, end: int, tag: str) -> str:
    """The characters of this extent, blanks for its comments and tags."""
    gap = text[start:end]
    if "#" not in gap and "!" not in gap:
        return gap
    return _COMMENT.sub(lambda m: " " * len(m[0]), gap).replace(tag, " " * len(tag))


def tell_comments(file: SourceFile, values: Iterable[tuple[int, int]], problems: Problems) -> None:
    """Tells of comments that one blank divides from a value: 「相談 # 7119」 may have been meant as its words."""
    for _, end in values:
        comment = _NEAR_COMMENT.match(file.text, end)
        if comment is not None and file.text[end - 1] != "\n":
            words = comment[0].strip(" ")
            if _OF_OURS.match(words):
                continue
            problems.warning(
                "注釈",
                f"「{words[:12]}」から後は注釈で、印刷しません",
                "文の続きなら、値の全体を引用符で囲んでください。注釈なら、「#」の前の空白を二つにしてください",
                Span(file, end + 1, comment.end()),
            )
