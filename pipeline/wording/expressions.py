"""What stands between {{ and }} in a source text -> inlines.

The grammar is Jinja's, cut down to names, texts, numbers, calls of known functions and known filters: the syntax tree
is checked and evaluated here, so an expression cannot reach anything but the scope it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

from pipeline.diagnostics import Origin, Problems
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.notation.finding import likeness
from pipeline.notation.house_style import House
from pipeline.notation.problem import NotationError
from pipeline.notation.text.char_width import clusters
from pipeline.source.fields import Dated, InHouse
from pipeline.tree.nodes import Footnote, Inline, Inlines, Name, NotePlace, Reference, Text
from pipeline.wording.filters import filters

# Longer than any expression a clerk needs; parsing is then cheap whatever stands there. Texts in quotes (of footnotes) may
# be longer, up to the other bound.
MAX_LENGTH, MAX_WITH_TEXTS = 200, 4000
_QUOTED = regex("\"[^\"]*\"|'[^']*'")

# What parts the readings of single characters. Signs of expressions as a Japanese keyboard types them, and those that are meant.
_PARTED = regex("[|｜]")
_WIDE = regex("[（）“”＂｜，]")
# 引用(「目的」), where 引用("目的") is meant.
_IN_CORNERS = regex(r"([^\s(（]+)[(（]\s*[「『]([^「」『』]+)[」』]\s*[)）]")
_NARROW = str.maketrans("（）“”＂｜，", '()"""|,')

T = TypeVar("T")
Value = str | int | Dated | InHouse | Inlines | Reference
Function = Callable[..., Value]

_PARSER = Environment(autoescape=True)


def cite(key: str) -> Reference:
    """引用("目的"): 前条, 次条 or 第n条, whichever holds where it stands; 第3章 or Ⅱの1 for a heading."""
    return Reference(key)


def cite_number(key: str) -> Reference:
    """条番号("目的"): always 第n条, or all numbers of a heading."""
    return Reference(key, form="絶対")


def literal(words: str) -> Reference:
    """文字("別表"): words that look like a reference and are none; they are printed as they are."""
    return Reference(None, form="文字", printed=words)


def ruby(words: Value, reading: Value) -> Inlines:
    """ルビ("辻", "つじ"), over all of the words; ルビ("蓬田", "よもぎ|た"), over each character its own."""
    if not isinstance(words, str) or not isinstance(reading, str):
        raise TypeError("not words")
    parts, characters = _PARTED.split(reading), clusters(words)
    if not words or not all(part.strip() for part in parts):
        raise NotationError("ruby", 0, 0, "文字か読みが空です", '「ルビ("辻", "つじ")」のように書いてください')
    if len(parts) == 1:
        return (Name(words, reading=reading),)
    if len(parts) != len(characters):
        raise NotationError(
            "ruby",
            0,
            0,
            f"「{words}」は{len(characters)}字ですが、読み「{reading}」は{len(parts)}つに区切られています",
            "1字ずつの読みを「|」で区切るか、区切らずに全体の読みを書いてください",
        )
    return tuple(Name(char, reading=part) for char, part in zip(characters, parts, strict=True))


def footnote(words: Value) -> Inlines:
    """脚注("…"): a mark here, and the words at the foot of its page."""
    return _note(words, "頁")


def table_note(words: Value) -> Inlines:
    """表注("…"): a mark in a cell, and the words below the table."""
    return _note(words, "表")


def _note(words: Value, place: NotePlace) -> Inlines:
    if not isinstance(words, str):
        raise TypeError("not words")
    text = "".join([line.strip(" ") for line in words.split("\n")])
    if not text.strip():
        name = "脚注" if place == "頁" else "表注"
        raise NotationError("footnote", 0, 0, "文が空です", f'「{{{{ {name}("説明の文") }}}}」のように書いてください')
    return (Footnote((Text(text),), place),)


def no_footnote(_: Value) -> Inlines:
    """脚注 and 表注 in papers of 条: an amendment could not name them."""
    raise NotationError(
        "footnote",
        0,
        0,
        "条文のある文書に脚注は付けられません（改める文で指し示せないため）",
        "表の「注」か別表の「備考」に書いてください",
    )


FUNCTIONS: Mapping[str, Function] = {
    "引用": cite,
    "条番号": cite_number,
    "文字": literal,
    "ルビ": ruby,
    "脚注": no_footnote,
    "表注": no_footnote,
}
# Those of plans and other papers without 条.
PROSE_FUNCTIONS: Mapping[str, Function] = {**FUNCTIONS, "脚注": footnote, "表注": table_note}


@dataclass(frozen=True)
class Scope:
    """Names, functions and filters that texts of one document may use."""

    values: Mapping[str, Value]
    house: House = field(default_factory=House)
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    # Where the notes stand that its texts asked for.
    noted: list[Origin] = field(default_factory=list)
    # The names of values that its texts asked for; whoever reads a text may clear it before.
    asked: set[str] = field(default_factory=set)

    @cached_property
    def filters(self) -> Mapping[str, Function]:
        """The filters, printing in the house's way."""
        return filters(self.house)

    def printed(self, value: Value, origin: Origin | None) -> Inlines:
        """A value as inlines; one that does not know where it came from stands at `origin`."""
        match value:
            case Reference(key=None):
                return (replace(value, origin=origin),)
            case Reference():
                return (Reference(value.key, value.form, origin=origin),)
            case Dated(day=day, written=written):
                return (Text(self.house.date(day), written.origin()),)
            case InHouse(say=say, written=source):
                return (Text(say(self.house), source.origin() if source is not None else origin),)
            case str() | int():
                return (Text(str(value), origin),)
            case _:
                return tuple(_placed(i, origin) for i in value)


class _NotUnderstoodError(Exception):
    """An expression that is refused; message and cure in Japanese."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.message, self.cure = message, cure


def evaluate(expression: str, scope: Scope, origin: Origin, problems: Problems) -> Inlines:
    """The inlines that an expression stands for; () after an error, which is reported at `origin`."""
    try:
        value = _value(_parse(expression), scope)
    except _NotUnderstoodError as error:
        problems.error("差し込み", error.message, error.cure, origin.span())
        return ()
    if isinstance(value, tuple) and any(isinstance(inline, Footnote) for inline in value):
        scope.noted.append(origin)
    return scope.printed(value, origin)


@lru_cache(maxsize=4096)
def _parse(expression: str) -> nodes.Expr:
    if len(expression) > MAX_LENGTH and (
        len(expression) > MAX_WITH_TEXTS or len(_QUOTED.sub("", expression)) > MAX_LENGTH
    ):
        raise _NotUnderstoodError(f"差し込み項目が長すぎます（{MAX_LENGTH}字まで）", "項目名だけを書いてください")
    try:
        template = _PARSER.parse("{{" + expression + "}}")
    except TemplateSyntaxError as error:
        if "{{" in expression or "}" in _QUOTED.sub("", expression):
            own = expression.split("{{", maxsplit=1)[0].split("}", maxsplit=1)[0].strip()
            raise _NotUnderstoodError(
                f"差し込み項目「{own}」が「}}}}」で閉じていません", f"「{{{{ {own} }}}}」と書いてください"
            ) from error
        if call := _IN_CORNERS.fullmatch(expression.strip()):
            raise _not_quoted(call[1], call[2]) from error
        if wide := _WIDE.findall(expression):
            raise _NotUnderstoodError(
                f"差し込み項目「{expression.strip()}」の{'、'.join(f'「{sign}」' for sign in dict.fromkeys(wide))}が全角です",
                f"半角で「{{{{ {expression.strip().translate(_NARROW)} }}}}」と書いてください",
            ) from error
        raise _NotUnderstoodError(
            f"差し込み項目「{expression.strip()}」の書き方に誤りがあります",
            '「{{ 項目名 }}」又は「{{ 引用("キー") }}」と書いてください',
        ) from error
    output = template.body[0] if len(template.body) == 1 else None
    if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
        raise _NotUnderstoodError(
            f"差し込み項目「{expression.strip()}」の書き方に誤りがあります", "「{{ 項目名 }}」と書いてください"
        )
    if isinstance(output.nodes[0], nodes.Const) and isinstance(output.nodes[0].value, int):
        raise _NotUnderstoodError(
            f"差し込み項目「{expression.strip()}」は数だけです", "数は、{{ }} で囲まずにそのまま書いてください"
        )
    return output.nodes[0]


def _value(node: nodes.Expr, scope: Scope) -> Value:
    match node:
        case nodes.Const(value=str() | int() as constant) if not isinstance(constant, bool):
            return constant
        case nodes.Name(name=name):
            scope.asked.add(name)
            return _look_up(name, scope.values, "項目")
        case nodes.Call(node=nodes.Name(name=name), args=args, kwargs=[], dyn_args=None, dyn_kwargs=None):
            function = _look_up(name, scope.functions, "関数")
            bare = next((a.name for a in args if isinstance(a, nodes.Name) and a.name not in scope.values), None)
            if bare is not None:
                raise _not_quoted(name, bare)
            return _apply(name, function, [_value(a, scope) for a in args])
        case nodes.Filter(node=nodes.Expr() as inner, name=name, args=args, kwargs=[], dyn_args=None, dyn_kwargs=None):
            function = _look_up(name, scope.filters, "フィルター")
            return _apply(name, function, [_value(inner, scope), *(_value(a, scope) for a in args)])
        case _:
            raise _NotUnderstoodError(
                "差し込み項目では項目名・引用だけが使えます（計算や「.」による参照はできません）",
                '「{{ 項目名 }}」又は「{{ 引用("キー") }}」と書いてください',
            )


def _not_quoted(function: str, words: str) -> _NotUnderstoodError:
    """引用(目的) and 引用(「目的」), where 引用("目的") is meant."""
    return _NotUnderstoodError(
        f"「{function}」の中の「{words}」が、半角の引用符で囲まれていません",
        f"「{{{{ {function}('{words}') }}}}」と書いてください",
    )


def _apply(name: str, function: Function, arguments: list[Value]) -> Value:
    try:
        return function(*arguments)
    except NotationError as error:
        raise _NotUnderstoodError(f"「{name}」: {error.message}", error.cure) from error
    except (TypeError, ValueError) as error:
        raise _NotUnderstoodError(
            f"「{name}」に渡した値が正しくありません", f"「{name}」の使い方を確かめてください"
        ) from error


def _look_up(name: str, known: Mapping[str, T], what: str) -> T:
    if name in known:
        return known[name]
    near = likeness.alike(name, known)
    cure = likeness.meant(near) if near else f"使える{what}は {'、'.join(known)} です"
    raise _NotUnderstoodError(f"「{name}」という{what}はありません", cure if known else "差し込みをやめてください")


def _placed(inline: Inline, origin: Origin | None) -> Inline:
    """An inline that does not know where it came from stands where the expression does."""
    match inline:
        case Text(text=text, origin=None, emphasis=emphasis):
            return Text(text, origin, emphasis)
        case Name(text=text, origin=None, emphasis=emphasis, reading=reading):
            return Name(text, origin, emphasis, reading)
        case Footnote(text=text, place=place, origin=None):
            return Footnote(tuple(_placed(inner, origin) for inner in text), place, origin)
        case _:
            return inline
