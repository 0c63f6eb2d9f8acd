"""A text of a source -> inlines: literal words, and what {{ … }} stands for. Every piece knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.diagnostics import Problems, Written
from pipeline.late.regex import regex
from pipeline.notation.text import closed_lines
from pipeline.source.grammar.slips import slips
from pipeline.tree.nodes import Inline, Inlines, Text
from pipeline.wording.expressions import Scope, evaluate

_EXPRESSION = regex(r"\{\{(.*?)\}\}", re.DOTALL)
# What makes a text more than its characters.
_SPECIAL = regex(r"[{}｛｝\n]")
_STRAY = regex(r"\{\{|\}\}|\{%|%\}|\{#|#\}|｛｛|｝｝")


def read(written: Written, scope: Scope, problems: Problems) -> Inlines:
    """The inlines of a text. Its lines are joined without a space; a blank line between them is an error."""
    if not _SPECIAL.search(written.text):
        return (Text(written.text, written.origin()),)
    for slip in slips(written.text, scope.values, scope.functions):
        problems.error(slip.code, slip.message, slip.cure, written.span(slip.start, slip.end))
    made: list[Inline] = []
    at = 0
    for match in _EXPRESSION.finditer(written.text):
        made.extend(_literal(written, at, match.start(), problems))
        origin = written.origin(match.start(), match.end())
        made.extend(evaluate(match[1], scope, origin, problems))
        at = match.end()
    made.extend(_literal(written, at, len(written.text), problems))
    return tuple(made)


def _literal(written: Written, start: int, end: int, problems: Problems) -> Iterator[Inline]:
    piece = written.text[start:end]
    if stray := _STRAY.search(piece):
        _refuse(stray[0], written, start + stray.start(), problems)
        return
    if "\n\n" in piece.strip("\n"):
        at = start + piece.index("\n\n")
        problems.error(
            "構文",
            "文の途中に空行があります",
            "一つの項・前文は続けて書き、項を分けるときは別の「本文」にしてください",
            written.span(at, at + 2),
        )
        return
    at = start
    lines = piece.split("\n")
    if len(lines) > 1:
        _tell_joints(written, start, lines, problems)
    for n, line in enumerate(lines):
        # Blanks at the ends of lines are layout of the file; beside {{ }} they are the clerk's.
        words = line.lstrip(" ") if n or (start == 0 and len(lines) > 1) else line
        left = at + len(line) - len(words)
        words = words if n == len(lines) - 1 else words.rstrip(" ")
        if words:
            yield Text(words, written.origin(left, left + len(words)))
        at += len(line) + 1


def _tell_joints(written: Written, start: int, lines: Sequence[str], problems: Problems) -> None:
    """Warns of lines that read otherwise when they are closed up."""
    at = start
    for above, below in pairwise(lines):
        at += len(above) + 1
        line = below.strip(" ")
        words = closed_lines.one_word(above.rstrip(" "), line)
        if above.strip(" ") and closed_lines.is_entry(line):
            what = "箇条書きのように改行した行を、前の行に詰めてつなぎました"
            cure = "分けて印刷するものは、項、号、表の行など、別の項目に書いてください"
        elif words is not None:
            what = f"改行したところの「{words[0]}」と「{words[1]}」を、「{''.join(words)}」と詰めてつなぎました"
            cure = "一つの行に続けて書いてください（間に空白や「、」が要れば、それも）"
        else:
            continue
        problems.warning("構文", what, cure, written.span(at, at + len(below)))


def _refuse(sign: str, written: Written, at: int, problems: Problems) -> None:
    if sign in ("｛｛", "｝｝"):
        message, cure = f"波括弧「{sign}」が全角です", "半角の {{ }} で書いてください"
    elif "%" in sign or "#" in sign:
        message, cure = f"「{sign}」は使えません", "差し込みは「{{ 項目名 }}」だけで書いてください"
    else:
        message, cure = f"「{sign}」の相手がありません", "「{{」と「}}」の数を合わせてください"
    problems.error("差し込み", message, cure, written.span(at, at + len(sign)))
