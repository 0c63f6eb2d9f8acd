"""One master -> one edition for each partner: applies 相手方別 wherever it stands.

Any mapping of a source may hold 「相手方別: {今別町: {…}, 平内町: 除く}」. For its partner the values replace those of
the mapping (mappings inside merge); 除く leaves the whole mapping out. An edition is made of the nodes of the master, so
every word keeps its place in the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest

from pipeline.diagnostics import Problems, Written
from pipeline.source.decode import nearest
from pipeline.source.nodes import TABLE_KEY, TABLE_TAG, Entry, Mapping, Node, Sequence, span_of

KEY = "相手方別"
LEFT_OUT = "除く"
# 「今別町: だけ」: the mapping stands for those partners alone that are named so (or with values of their own).
ONLY = "だけ"


def check(node: Node, partners: Collection[str], problems: Problems) -> None:
    """Reports 相手方別 that names nobody among the partners, or that is neither 除く nor values."""
    if _may_differ(node):
        _check(node, partners, problems)


def _may_differ(node: Node) -> bool:
    """Whether 相手方別 can stand anywhere in it: in the file itself, or in a sheet whose rows it holds."""
    text = span_of(node).file.text
    return KEY in text or TABLE_TAG in text or TABLE_KEY in text


def _check(node: Node, partners: Collection[str], problems: Problems) -> None:
    match node:
        case Mapping(entries=entries):
            for entry in entries:
                if entry.key.text == KEY:
                    _check_overrides(entry, partners, problems)
                _check(entry.value, partners, problems)
        case Sequence(items=items):
            for item in items:
                _check(item, partners, problems)
        case Written():
            pass


def _check_overrides(entry: Entry, partners: Collection[str], problems: Problems) -> None:
    if not isinstance(entry.value, Mapping):
        problems.error(
            "相手方別",
            "相手方別は「市町村名: …」の組で書きます",
            "「今別町: 除く」のように書いてください",
            span_of(entry.value),
        )
        return
    for override in entry.value.entries:
        name = override.key.text
        if name not in partners:
            problems.error("相手方別", f"「{name}」は相手方にありません", nearest(name, partners), override.key.span())
        if not isinstance(override.value, Mapping) and not _is(override.value, LEFT_OUT, ONLY):
            problems.error(
                "相手方別",
                f"「{name}」の書き方に誤りがあります",
                f"「{LEFT_OUT}」「{ONLY}」又は「名前: 値」の組を書いてください",
                span_of(override.value),
            )


def _is(node: Node | None, *words: str) -> bool:
    return isinstance(node, Written) and node.text in words


def edition(node: Node, partner: str | None) -> Node:
    """The source as it holds for one partner; None: what is common to all.

    A node without differences is given back itself: an edition equal to its master costs nothing.
    """
    if not _may_differ(node):
        return node
    made = _edition(node, partner)
    return Mapping((), span_of(node)) if made is None else made


def named(node: Node) -> frozenset[str]:
    """The partners for whom something differs. The editions of all others are equal."""
    return frozenset(_named(node)) if _may_differ(node) else frozenset()


def _named(node: Node) -> Iterator[str]:
    match node:
        case Mapping(entries=entries):
            for entry in entries:
                if entry.key.text == KEY and isinstance(entry.value, Mapping):
                    yield from (own.key.text for own in entry.value.entries)
                yield from _named(entry.value)
        case Sequence(items=items):
            for item in items:
                yield from _named(item)
        case Written():
            pass


def _edition(node: Node, partner: str | None) -> Node | None:
    match node:
        case Mapping():
            return _mapping(node, partner)
        case Sequence(items=items):
            made = tuple(m for i in items if (m := _edition(i, partner)) is not None)
            return node if _same(made, items) else Sequence(made, node.place)
        case _:
            return node


def _mapping(node: Mapping, partner: str | None) -> Mapping | None:
    overrides = node.get(KEY)
    if overrides is not None:
        own = overrides.get(partner) if isinstance(overrides, Mapping) and partner is not None else None
        if _is(own, LEFT_OUT) or (own is None and partner is not None and _is_for_some(overrides)):
            return None
        node = node.without(KEY)
        if isinstance(own, Mapping):
            node = _merge(node, own)
    values = [_edition(e.value, partner) for e in node.entries]
    if _same(values, [e.value for e in node.entries]):
        return node
    kept = (Entry(e.key, v) for e, v in zip(node.entries, values, strict=True) if v is not None)
    return Mapping(tuple(kept), node.place)


def _is_for_some(overrides: Node) -> bool:
    """Whether a mapping stands only for partners that are named."""
    return isinstance(overrides, Mapping) and any(_is(e.value, ONLY) for e in overrides.entries)


def _same(made: Iterable[Node | None], given: Iterable[Node]) -> bool:
    """Whether two sequences hold the very same nodes."""
    return all(m is g for m, g in zip_longest(made, given))


def _merge(base: Mapping, own: Mapping) -> Mapping:
    entries = {e.key.text: e for e in base.entries}
    for entry in own.entries:
        before = entries.get(entry.key.text)
        if before is not None and isinstance(before.value, Mapping) and isinstance(entry.value, Mapping):
            entries[entry.key.text] = Entry(before.key, _merge(before.value, entry.value))
        else:
            entries[entry.key.text] = entry
    return Mapping(tuple(entries.values()), base.place)


def add_to_schema(schema: object) -> None:
    """Allows 相手方別 in every object of a kind's JSON Schema."""
    if isinstance(schema, list):
        for item in schema:
            add_to_schema(item)
    if not isinstance(schema, dict):
        return
    for part in list(schema.values()):
        add_to_schema(part)
    if schema.get("type") == "object":
        properties = schema.setdefault("properties", {})
        properties[KEY] = {
            "type": "object",
            "title": KEY,
            "description": f"相手方の名前ごとに、違う値の組か「{LEFT_OUT}」（その相手方には置かない）か「{ONLY}」（その相手方だけに置く）",
            "examples": [{"今別町": LEFT_OUT}, {"今別町": ONLY}],
            "additionalProperties": {"anyOf": [{"enum": [LEFT_OUT, ONLY]}, {"type": "object"}]},
        }
