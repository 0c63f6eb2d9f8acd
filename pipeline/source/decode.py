"""Nodes -> a validated model; every problem of the file at once, each with its place and a cure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from pydantic import ValidationError

from pipeline.diagnostics import Problems, Span, Written
from pipeline.late.regex import regex
from pipeline.notation.finding import likeness
from pipeline.source import shape
from pipeline.source.fields import FieldError, SourceModel
from pipeline.source.nodes import Mapping, Node, Sequence, span_of
from pipeline.source.shape import Location

# Words that YAML does not take as they stand, within brackets or behind a dash; and those that are too many to repeat.
_NEEDS_QUOTES = regex("[][{},:#&*!|>%@`'\"\n]|^[-? ]|.{21}")

M = TypeVar("M", bound=SourceModel)
# A cure names no more of what could stand there.
_MOST_NAMED, _MOST_PLACES = 20, 3


def decode(node: Node, model: type[M], problems: Problems) -> M | None:
    """The model that the node describes, or None; errors are added to `problems`."""
    if not isinstance(node, Mapping):
        problems.error("形", "「名前: 値」の並びではありません", "「種別:」から書き始めてください", span_of(node))
        return None
    try:
        return model.model_validate(_plain(node))
    except ValidationError as error:
        details = error.errors(include_url=False)
        unknown = frozenset(d["loc"] for d in details if d["type"] == "extra_forbidden")
        strays, first = _strays(node, unknown), set[Location]()
        for detail in details:
            kind, location = detail["type"], detail["loc"]
            item = next((location[:n] for n in range(len(location), 0, -1) if location[:n] in strays), None)
            if item is not None:  # of a row of items that belong elsewhere, the first key says it all
                if item[:-1] not in first:
                    first.add(item[:-1])
                    _report_stray(item, node, model, problems)
                continue
            _report(kind, location, detail.get("ctx", {}).get("error"), node, model, problems)
        return None


def _strays(node: Node, unknown: Collection[Location]) -> frozenset[Location]:
    """The items of lists none of whose keys may stand there: they are another list's, whose name is missing above them."""
    items = {location[:-1] for location in unknown if len(location) > 1 and isinstance(location[-2], int)}
    return frozenset(
        item
        for item in items
        if isinstance(found := _find(node, item), Mapping)
        and len(found.entries) > 1  # of one alone, the key may be misspelt
        and all((*item, entry.key.text) in unknown for entry in found.entries)
    )


def _report_stray(item: Location, node: Mapping, model: type[SourceModel], problems: Problems) -> None:
    """Items below a list that knows none of their keys: the line that names their own list is missing above them."""
    stray = _find(node, item)
    assert isinstance(stray, Mapping), "strays are mappings"
    keys = [entry.key.text for entry in stray.entries]
    lists = shape.lists_of(model, item, keys)
    cure = (
        f"「{lists[0]}:」の行が、この項目の上に抜けていないか、字下げとともに確かめてください"
        if lists
        else f"使えるのは {_some(shape.known_keys(model, item))} です"
    )
    named = "".join(f"「{key}」" for key in keys[:_MOST_PLACES])
    problems.error("項目名", f"{_item_name(item)}に、{named}という項目は書けません", cure, stray.entries[0].key.span())


def _plain(node: Node) -> object:
    match node:
        case Mapping():
            return {e.key.text: _plain(e.value) for e in node.entries}
        case Sequence():
            return [_plain(i) for i in node.items]
        case _:
            return node


def _report(
    kind: str, location: Location, cause: object, node: Mapping, model: type[SourceModel], problems: Problems
) -> None:
    name = _item_name(location)
    match kind:
        case "missing":
            owner = _find(node, location[:-1])
            problems.error(
                "不足",
                f"「{location[-1]}」がありません",
                f"{_owner_name(location)}に「{location[-1]}: …」を書いてください",
                _head(owner),
            )
        case "extra_forbidden":
            known = shape.known_keys(model, location[:-1])
            problems.error(
                "項目名",
                f"「{location[-1]}」という項目はありません",
                shape.belonging(model, location) or _cure(node, location, known, model),
                _key_span(node, location),
            )
        case "value_error" if isinstance(cause, FieldError):
            found = _find(node, location)
            problems.error(cause.code, f"{name}: {cause.message}", cause.cure, _part(found, cause))
        case "list_type" | "tuple_type":
            problems.error(
                "形",
                f"{name}は「- …」の並びで書きます",
                _listed(_find(node, location), shape.item_keys(model, location)),
                span_of(_find(node, location)),
            )
        case "model_type" | "dict_type" | "model_attributes_type":
            problems.error(
                "形",
                f"{name}は「名前: 値」の組で書きます",
                _pairs(_find(node, location), shape.known_keys(model, location)),
                span_of(_find(node, location)),
            )
        case "too_short":
            problems.error(
                "不足", f"{name}に何も書かれていません", "一つ以上書いてください", span_of(_find(node, location))
            )
        case _:
            problems.error(
                "値",
                f"{name}の値が正しくありません",
                "「renkei schema」で書き方を確かめてください",
                span_of(_find(node, location)),
            )


def _listed(found: Node, wanted: list[str]) -> str:
    """How one value is written where several may stand: on lines of their own, or in brackets as values in braces must.

    `wanted`: keys that each of them has, the required ones first; none where words alone will do.
    """
    if not isinstance(found, Written):
        return "行頭に「- 」を付けて並べてください"
    if wanted:
        return f"一つだけでも、行を改めて「- {wanted[0]}: …」のように、項目名を付けて並べてください（使えるのは {_some(wanted)} です）"
    words = found.text if found.text and not _NEEDS_QUOTES.search(found.text) else "…"
    return f"一つだけでも、行を改めて「- {words}」と並べるか、「[{words}]」と書いてください"


def _item_name(location: Location) -> str:
    words = [f"{part + 1}番目" if isinstance(part, int) else f"「{part}」" for part in location[-2:]]
    return "の".join(words) if words else "原稿"


def _owner_name(location: Location) -> str:
    return _item_name(location[:-1]) if len(location) > 1 else "この原稿"


def _find(node: Node, location: Location) -> Node:
    """The node at a location, or the nearest one above it."""
    for part in location:
        child: Node | None = None
        if isinstance(node, Mapping):
            child = node.get(str(part))
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            child = node.items[part]
        if child is None:
            break
        node = child
    return node


def _head(node: Node) -> Span:
    """The first line of what lacks something; of a row of a workbook, its first cell."""
    if isinstance(node, Mapping) and node.entries and not node.place.file.cell:
        return node.entries[0].key.span()
    return span_of(node)


def _key_span(node: Mapping, location: Location) -> Span:
    owner = _find(node, location[:-1])
    if isinstance(owner, Mapping):
        for entry in owner.entries:
            if entry.key.text == location[-1]:
                return entry.key.span()
    return span_of(owner)


def _part(node: Node, cause: FieldError) -> Span:
    if cause.at is not None:
        return cause.at.span()
    return node.span(cause.start, cause.end) if isinstance(node, Written) else span_of(node)


def nearest(word: str, known: Iterable[str]) -> str:
    """「X」の書き誤りではありませんか, or a list of what is known: the cure for a name that nobody knows."""
    names = list(known)
    if near := likeness.alike(word, names):
        return likeness.meant(near)
    return f"使えるのは {_some(names)} です" if names else "これを消してください"


def _some(names: list[str]) -> str:
    return "、".join(names[:_MOST_NAMED]) + (" など" if len(names) > _MOST_NAMED else "")


def _pairs(node: Node, known: list[str]) -> str:
    """What to do where keys are asked for: words that stand there alone want one."""
    if isinstance(node, Written) and known:
        return f"「{known[0]}: …」のように、項目名を付けてください（使えるのは {_some(known)} です）"
    return "改行して字下げし、「名前: 値」を並べてください"


def _cure(node: Node, location: Location, known: list[str], model: type[SourceModel]) -> str:
    """What to do about a key that nobody knows. An ideographic space looks like an indent and is a part of it."""
    key = str(location[-1])
    bare = key.strip(" \u3000")
    if (bare != key and bare in known) or bare.startswith("-"):
        return f"「{bare}」の前後の全角の空白を、半角の空白に直してください"
    owner = _find(node, location[:-1])
    elsewhere = _elsewhere(key, owner, location, model)
    if not elsewhere:
        return nearest(bare, known)
    # A word that another place knows is that one, or what is left of a key that is still missing here (題: for 題名:).
    missing = [name for name in known if not isinstance(owner, Mapping) or owner.get(name) is None]
    slipped = [name for name in likeness.slips(bare, missing) if bare in name or name in bare]
    return f"{likeness.meant(slipped)}。{elsewhere}" if slipped else elsewhere


def _elsewhere(key: str, owner: Node, location: Location, model: type[SourceModel]) -> str:
    """Where else a key may be written that nobody knows where it stands; "" for nowhere."""
    if paths := shape.nested(model, location):
        written = [p for p in paths if isinstance(owner, Mapping) and owner.get(p[0]) is not None] or paths
        places = "か".join("の".join(f"「{part}」" for part in path) for path in written[:_MOST_PLACES])
        return f"「{key}」は、{places}の中に書きます（字下げを確かめてください）"
    if beside := shape.outer(model, location):
        return f"「{key}」は、「{beside}」と並べて、その外に書きます（字下げを確かめてください）"
    return ""
