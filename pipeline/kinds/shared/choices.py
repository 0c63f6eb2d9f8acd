"""A word of a source -> one of those that may stand there."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.diagnostics import Written
from pipeline.source.fields import FieldError


def one_of(*words: str) -> Callable[[object], str]:
    """Takes one of these words and nothing else."""

    def chosen(value: object) -> str:
        text = value.text.strip() if isinstance(value, Written) else ""
        if text not in words:
            raise FieldError("値", f"「{text}」はここには書けません", f"{'、'.join(words)}のどれかを書いてください")
        return text

    return chosen
