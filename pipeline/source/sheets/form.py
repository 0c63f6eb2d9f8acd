"""The model of a row -> which heads of columns it understands, and what each of them may hold."""

from __future__ import annotations

import re
import typing
import unicodedata
from collections.abc import Callable
from functools import cache, partial

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.diagnostics import SourceFile, Written
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source import shape
from pipeline.source.editions import KEY as EDITIONS
from pipeline.source.sheets.printed import Printed

Path = tuple[str, ...]
# What stands for no amount.
NO_AMOUNT = "－"
_PLAIN = Printed()
_BLANKS = regex(r"\s+")


def fold(text: str) -> str:
    """The text for comparing heads and marks: widths and blanks make no difference. Never for printing."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one cell may hold. `is_list`: each of its lines is a value; `is_number`: a number and nothing else.

    `takes`: whether its field takes a text as it is: 「－」, which is no amount and not the same as a blank, or 未定.
    """

    is_money: bool
    is_list: bool
    is_number: bool = False
    takes: Callable[[str], bool] = bool


@dataclass(frozen=True, slots=True)
class Form:
    """The columns that rows of a model may have."""

    model: type[BaseModel]

    @property
    def said(self) -> Printed:
        """What its printed tables say besides."""
        said: Printed = getattr(self.model, "printed_so", _PLAIN)
        return said

    def path(self, words: Path) -> Path | None:
        """The keys that a head means, read from the top down: 役割分担 over 甲 is 役割.甲; so are 甲の役割 and 役割.甲."""
        parts = tuple(part.strip() for word in words for part in re.split(r"[.．]", word) if part.strip())
        if not parts:
            return None
        found = self._named(parts)
        if found is None and len(words) > 1:
            return self.path(words[-1:])
        return found

    def group(self, word: str) -> str | None:
        """The key of the columns below a head that spans several: 役割分担 is 役割."""
        groups = self._groups()
        called: typing.Mapping[str, str] = getattr(self.model, "also_called", {})
        other = next((key for name, key in called.items() if key in groups and fold(word) == fold(name)), None)
        if other is not None:
            return other
        named = [key for key in groups if fold(word).startswith(fold(key))]
        return max(named, key=len, default=None)

    def leaf(self, path: Path) -> Leaf | None:
        """What a cell under these keys may hold; None if nothing can."""
        if path[:1] == (EDITIONS,):
            return Leaf(is_money=False, is_list=False) if len(path) == 2 else self.leaf(path[2:])
        annotation: object = self.model
        for key in path:
            annotation = _below(annotation, key)
        return None if annotation is None or _is_group(annotation) else _leaf(annotation)

    def heads(self) -> tuple[str, ...]:
        """All heads that can be told beforehand: 連携施策, 取組内容, 役割.○○."""
        return tuple(_leaves(self.model))

    def _groups(self) -> list[str]:
        return [key for key in shape.keys(self.model) if _is_group(_below(self.model, key))]

    def _named(self, parts: Path) -> Path | None:
        if fold(parts[0]) == EDITIONS and len(parts) > 1:
            rest = self._named(parts[2:]) if len(parts) > 2 else ()
            return None if rest is None else (EDITIONS, parts[1], *rest)
        if len(parts) == 1:
            return _match(self.model, parts) or self._owned(parts[0])
        key = self.group(parts[0])
        if key is None:
            return _match(self.model, parts)
        return _match(self.model, (key, *parts[1:-1], parts[-1].removesuffix(f"の{key}")))

    def _owned(self, word: str) -> Path | None:
        """甲の役割: the key 甲 of the group 役割."""
        for key in self._groups():
            owner = word.removesuffix(f"の{key}")
            if owner not in ("", word):
                return _match(self.model, (key, owner))
        return None


def _match(annotation: object, parts: Path) -> Path | None:
    """The keys under an annotation that these words name exactly, one by one, down to what a cell can hold."""
    if annotation is None:
        return None
    if not parts:
        return None if _is_group(annotation) or _is_list_of_models(annotation) else ()
    known = shape.bare(annotation)
    key: str | None = parts[0]
    if isinstance(known, type) and issubclass(known, BaseModel):
        key = _key(known, parts[0])
    elif typing.get_origin(known) is not dict:
        return None
    if key is None:
        return None
    rest = _match(_below(annotation, key), parts[1:])
    return None if rest is None else (key, *rest)


def _key(model: type[BaseModel], word: str) -> str | None:
    """The key of a model that a head means, by its own name or by one that papers print for it."""
    found = next((k for k in shape.keys(model) if fold(k) == fold(word)), None)
    called: typing.Mapping[str, str] = getattr(model, "also_called", {})
    return found or next((key for name, key in called.items() if fold(name) == fold(word)), None)


def _below(annotation: object, key: str) -> object:
    """The whole annotation under a key of a model or dict: with its validators."""
    known = shape.bare(annotation)
    if isinstance(known, type) and issubclass(known, BaseModel):
        field = shape.field_of(known, key)
        return field.rebuild_annotation() if field is not None else None
    return typing.get_args(known)[1] if typing.get_origin(known) is dict else None


def _is_group(annotation: object) -> bool:
    known = shape.bare(annotation)
    return typing.get_origin(known) is dict or (isinstance(known, type) and issubclass(known, BaseModel))


def _is_list_of_models(annotation: object) -> bool:
    return typing.get_origin(shape.bare(annotation)) is list and _is_group(shape.inner(annotation, list))


def _leaf(annotation: object) -> Leaf | None:
    if _is_list_of_models(annotation):
        return None
    is_list = typing.get_origin(shape.bare(annotation)) is list
    takes_one = _takes(annotation, "1")
    is_money = not takes_one and _takes(annotation, "1千円")
    is_number = takes_one and not is_list and not _takes(annotation, "一つ")
    return Leaf(is_money, is_list, is_number, cache(partial(_takes, annotation)))


def _takes(annotation: object, text: str) -> bool:
    """Whether a field takes a text. An amount is what takes 1千円 but not 1."""
    field = typing.cast("type[object]", annotation)
    adapter = TypeAdapter(field)
    try:
        adapter.validate_python(Written(text, SourceFile("", text), 0, len(text)))
    except ValidationError:
        return False
    return True


def _leaves(model: type[BaseModel], above: str = "") -> typing.Iterator[str]:
    for key in shape.keys(model):
        annotation = _below(model, key)
        known = shape.bare(annotation)
        if isinstance(known, type) and issubclass(known, BaseModel):
            yield from _leaves(known, f"{above}{key}.")
        elif typing.get_origin(known) is dict:
            yield f"{above}{key}.○○"
        elif not _is_list_of_models(annotation):
            yield f"{above}{key}"
