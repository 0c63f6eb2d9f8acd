"""A word of a source -> one of those that may stand there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from pipeline.diagnostics import Written
from pipeline.source.fields import FieldError, one_of_these


def one_of(*words: str) -> Callable[[object], str]:
    """Takes one of these words and nothing else."""

    def chosen(value: object) -> str:
        text = value.text.strip() if isinstance(value, Written) else ""
        if text not in words:
            raise FieldError("値", f"「{text}」はここには書けません", one_of_these(words))
        return text

    return chosen


_SHOWN = ("あり", "なし")
# Whether a part that a paper may have is printed.
Shown = Annotated[str, PlainValidator(one_of(*_SHOWN)), WithJsonSchema({"enum": list(_SHOWN)})]


def yes_no_or(parts: str) -> Callable[[object], object]:
    """Reads はい as a set of parts that says nothing of its own, いいえ as none; another word is refused. `parts` names them."""

    def read(value: object) -> object:
        if not isinstance(value, Written):
            return value
        match value.text.strip():
            case "はい":
                return {}
            case "いいえ":
                return None
            case words:
                raise FieldError("値", f"「{words}」とは書けません", f"はい・いいえか、{parts}を書いてください")

    return read
