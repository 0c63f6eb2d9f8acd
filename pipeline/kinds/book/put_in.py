"""Words of a book in which 「{{ 相手方 }}」 stands -> what is printed there. What nothing can stand for is told, never printed."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.diagnostics import Problems, Written
from pipeline.late.regex import regex
from pipeline.source.decode import nearest

_FIELD = regex(r"\{\{([^{}]*)\}\}")
_BRACES = regex(r"\{\{|\}\}|｛｛|｝｝")


def put_in(text: Written, values: Mapping[str, str | None], without: str, problems: Problems) -> str:
    """The words with these values. None: a name that has no value here, `without` says why."""
    made, end = "", 0
    for found in _FIELD.finditer(text.text):
        name = found[1].strip()
        value = values.get(name)
        if value is None:
            message, cure = (
                (
                    f"「{found[0]}」に入る名前がありません（{without}）",
                    f"「{found[0]}」のところに、名前を書いてください",
                )
                if name in values
                else (f"「{name}」という項目はありません", nearest(name, values))
            )
            problems.error("差し込み", message, cure, text.span(*found.span()))
        _tell_braces(text, end, found.start(), problems)
        made += text.text[end : found.start()] + (value or "")
        end = found.end()
    _tell_braces(text, end, len(text.text), problems)
    return made + text.text[end:]


def _tell_braces(text: Written, start: int, end: int, problems: Problems) -> None:
    """Braces that are no field would be printed."""
    if found := _BRACES.search(text.text, start, end):
        problems.error(
            "差し込み",
            f"「{found[0]}」の相手がないか、全角です（このまま印刷されます）",
            "半角の波括弧を二つずつ、「{{ 相手方 }}」のように書いてください",
            text.span(*found.span()),
        )
