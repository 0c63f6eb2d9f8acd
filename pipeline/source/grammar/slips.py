"""A text of a source -> what in it was meant for the notation around it, and would be printed as words."""

from __future__ import annotations

from collections.abc import Container, Iterator

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex

# A remark in the lines of a text behind 「|」, where YAML knows none.
_REMARK = regex(r"(?:^|(?<=[ \u3000\n]))#+[ \u3000][^\n]*")
# 「{ 甲 }」, 「｛甲｝」: a name in one bracket, where two are meant.
_SINGLE = regex(
    r"(?<!\{)\{[ \u3000]*([^{}\s]{1,20})[ \u3000]*\}(?!\})|(?<!｛)｛[ \u3000]*([^｛｝\s]{1,20})[ \u3000]*｝(?!｝)"
)
_QUOTES = "\"'“”"
_MOST_SHOWN = 15


@dataclass(frozen=True, slots=True)
class Slip:
    """Characters `start` up to `end` of the text, and what to say of them."""

    code: str
    start: int
    end: int
    message: str
    cure: str


def slips(text: str, names: Container[str], functions: Container[str]) -> Iterator[Slip]:
    """What is told before the text is read; `names` and `functions` are those that may stand in 「{{ }}」."""
    for found in _SINGLE.finditer(text):
        name = found[1] or found[2]
        if name in names or _called(name) in functions:
            yield Slip(
                "差し込み",
                found.start(),
                found.end(),
                f"「{found[0]}」の波括弧が一つずつです（このまま印刷されます）",
                f"半角の波括弧を二つずつ、「{{{{ {name} }}}}」と書いてください",
            )
    if "\n" in text:
        yield from _in_lines(text)


def _called(words: str) -> str:
    """The function of 「引用("目的")」."""
    return words.partition("(")[0]


def _in_lines(text: str) -> Iterator[Slip]:
    """Of a text in lines, which only 「|」 gives."""
    for found in _REMARK.finditer(text):
        words = found[0] if len(found[0]) <= _MOST_SHOWN else f"{found[0][:_MOST_SHOWN]}…"
        yield Slip(
            "構文",
            found.start(),
            found.end(),
            f"「|」の下では「{words}」も文で、注釈にはなりません（印刷されます）",
            "覚え書きは「|」の行の後か、項目の名前の上の行に書いてください。印刷する「#」なら、全角の「＃」にしてください",
        )
    words = text.strip(" \n")
    if len(words) > 1 and [0, len(words) - 1] == [at for at, char in enumerate(words) if char in _QUOTES]:
        at = text.index(words[0])
        yield Slip(
            "構文",
            at,
            at + 1,
            f"「|」の下の文が引用符「{words[0]}」で囲まれています（引用符も印刷されます）",
            "「|」の下の文に引用符は要りません。初めと終わりの引用符を消してください",
        )
