"""Where a word stands in its source (条, 項, 行) -> the small forms that change its surroundings; their answers -> the file.

A form has a field for each text that the neighbours have; what may stand there besides is known from the schema of the kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.desk.answers.schema_of import fields_of, keys_of
from pipeline.desk.answers.touching import touched
from pipeline.desk.answers.work import BadRequestError, number, words
from pipeline.desk.room import NotSavedError, StaleError
from pipeline.diagnostics import Problems, Written
from pipeline.project import store
from pipeline.project.load import AREA_FILE
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.rewriting import entries
from pipeline.source.rewriting.scalars import Scalar, UnwritableError, rewritten, scalars

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.desk.at_desk import Desk
    from pipeline.source.rewriting.yaml_text import Tree

Json = dict[str, object]
Steps = tuple[str | int, ...]
# Names of places, and differences of partners, are of their own entry: a neighbour has others.
_OWN_KEYS = ("キー", "相手方別")
_LONG = 24


def structure(desk: Desk, given: Json) -> Json:
    """The entries around a text, the outermost first, with what can be done to each."""
    name = words(given, "file")
    data = desk.room.editable(name).read_bytes()
    root = reader.parse(data, name, Problems())
    if root is None:
        raise UnwritableError("原稿に誤りがあるので、先にその誤りを直してください")
    path = given.get("path")
    steps = _steps(path) if path is not None else entries.path_to(root, number(given, "start"))
    if steps is None:
        raise UnwritableError("その語は原稿のこの場所にもうありません。頁を新しくしてください")
    entries.at(root, steps)
    kind = root.get("種別") if isinstance(root, Mapping) else None
    # A list within a list is a row: to move or remove one of its cells would shift the others into wrong columns.
    places = [n for n, step in enumerate(steps) if isinstance(step, int) and not (n and isinstance(steps[n - 1], int))]
    levels = [_level(root, steps[: n + 1], kind) for n in places]
    return {
        "path": list(steps),
        "levels": levels,
        "top": _more(root, (), kind),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _level(root: Node, path: Steps, kind: Node | None) -> Json:
    holder, own = entries.at(root, path[:-1]), entries.at(root, path)
    assert isinstance(holder, Sequence)
    called = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
    return {
        "path": list(path),
        "called": called,
        "count": len(holder.items),
        "title": _title(own),
        "fields": _fields(holder, own),
        "more": _more(root, path, kind),
    }


def _title(node: Node) -> str:
    """The first words of an entry, by which a clerk knows it."""
    first = next(_texts(node), "")
    return first if len(first) <= _LONG else first[:_LONG] + "…"


def _texts(node: Node) -> Iterator[str]:
    match node:
        case Written():
            yield " ".join(node.text.split())
        case Sequence(items=items):
            for item in items:
                yield from _texts(item)
        case Mapping(entries=pairs):
            for pair in pairs:
                if pair.key.text not in _OWN_KEYS:
                    yield from _texts(pair.value)


def _fields(holder: Sequence, own: Node) -> list[Json]:
    """The fields of a new neighbour: those of this entry, then those that others have besides."""
    made: dict[str, Json] = {}
    alike = [item for item in holder.items if type(item) is type(own) and item is not own]
    for node in (own, *alike):
        for field in _leaves(node, ()):
            made.setdefault(str(field["path"]), field)
    return list(made.values())


def _leaves(node: Node, path: Steps) -> Iterator[Json]:
    match node:
        case Written():
            many = "\n" in node.text.strip("\n") or len(node.text) > _LONG
            yield {"path": list(path), "kind": "text" if many else "line", "like": node.text.strip("\n")}
        case Sequence(items=items) if items and all(isinstance(item, Written) for item in items):
            like = "\n".join(item.text for item in items if isinstance(item, Written))
            yield {"path": list(path), "kind": "list", "like": like}
        case Sequence(items=items):
            for item in items[:1]:
                yield from _leaves(item, (*path, 0))
        case Mapping(entries=pairs):
            for pair in pairs:
                if pair.key.text not in _OWN_KEYS:
                    yield from _leaves(pair.value, (*path, pair.key.text))


def _more(root: Node, path: Steps, kind: Node | None) -> list[Json]:
    """Keys that an entry does not have and may have, each with the fields of its form."""
    node = entries.at(root, path)
    if not isinstance(node, Mapping) or not isinstance(kind, Written):
        return []
    there = {entry.key.text for entry in node.entries}
    return [
        {"key": key, "told": told, "fields": fields}
        for key, told in keys_of(kind.text, path)
        if key not in there and key not in _OWN_KEYS and (fields := fields_of(kind.text, (*path, key)))
    ]


def parties(desk: Desk, given: Json) -> Json:
    """The partners of an agreement of which one source makes a paper for each, where they stand, and who else there is."""
    name = words(given, "file")
    path = desk.room.editable(name)
    root = reader.parse(path.read_bytes(), name, Problems())
    named = root.get("当事者") if isinstance(root, Mapping) else None
    if not isinstance(named, Mapping):
        return {"open": None, "partners": [], "others": []}
    lists = [e for e in named.entries if isinstance(e.value, Sequence)]
    last = named.entries[-1]
    own = lists[0] if lists else last if len(named.entries) == 2 else None
    area = path.with_name(AREA_FILE)
    facts = reader.parse(area.read_bytes(), AREA_FILE, Problems()) if area.is_file() else None
    towns = facts.get("市町村") if isinstance(facts, Mapping) else None
    known = [e.key.text for e in towns.entries] if isinstance(towns, Mapping) else []
    there = {w.text for w in scalars(named)}
    return {
        "open": ["当事者", own.key.text] if own is not None else None,
        "partners": [w.text for w in scalars(own.value)] if own is not None else [],
        "others": [town for town in known if town not in there],
    }


def change(desk: Desk, given: Json) -> Json:
    """Files with entries added, removed, moved, rewritten: first (`look`) what that touches, then saved, all or none."""
    wanted = given.get("changes")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(one, dict) for one in wanted):
        raise BadRequestError("「changes」は、ファイルごとの変更の並びです")
    made: dict[Path, bytes] = {}
    read: dict[Path, bytes | None] = {}
    for one in wanted:
        name = words(one, "file")
        path = desk.room.editable(name)
        data = read[path] = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != words(one, "sha256"):
            raise StaleError(data)
        acts = one.get("acts")
        for act in acts if isinstance(acts, list) else ():
            data = _changed(data, name, act)
        made[path] = data
    if given.get("look") is True:
        return touched(desk.room, made)
    if len({path.parent for path in made}) != 1:
        raise BadRequestError("一つの圏域のファイルだけを、一度に書けます")
    problems = Problems()
    if not store.rewrite_all(desk.room.root, made, problems, instead_of=read):
        raise NotSavedError(tuple(problems.found))
    desk.room.session.files.refresh()
    return {"sha256": {desk.room.session.files.name(p): hashlib.sha256(d).hexdigest() for p, d in made.items()}}


def _changed(data: bytes, name: str, act: object) -> bytes:
    if not isinstance(act, dict):
        raise BadRequestError("変更の書き方が違います")
    path = _steps(act.get("path"))
    match act.get("act"):
        case "加える":
            return entries.inserted(data, name, path, _tree(act.get("values")))
        case "消す":
            return entries.removed(data, name, path)
        case "動かす":
            to = act.get("to")
            if not isinstance(to, int):
                raise BadRequestError("「to」がありません")
            return entries.moved(data, name, path, to)
        case "書く":
            return _written(data, name, path, words(act, "text"))
        case "並べる":
            return entries.joined(data, name, path, words(act, "text"))
    raise BadRequestError("「act」は、加える、消す、動かす、書く、並べるのどれかです")


def _written(data: bytes, name: str, path: Steps, text: str) -> bytes:
    root = reader.parse(data, name, Problems())
    node = entries.at(root, path) if root is not None else None
    if not isinstance(node, Written):
        raise UnwritableError("そこは一つの語ではありません")
    return rewritten(data, name, Scalar(node.start, node.end), text)


def _steps(path: object) -> Steps:
    if not isinstance(path, list) or not all(isinstance(s, (str, int)) and not isinstance(s, bool) for s in path):
        raise BadRequestError("「path」は、キーと番号の並びです")
    return tuple(path)


def _tree(values: object) -> Tree:
    """Fields as they were filled in -> what they say; empty ones say nothing."""
    if not isinstance(values, list):
        raise BadRequestError("「values」は、欄の並びです")
    given: list[tuple[Steps, Tree]] = []
    for value in values:
        path, text, kind = value if isinstance(value, list) and len(value) == 3 else (None, None, None)
        if not isinstance(text, str):
            raise BadRequestError("「values」は、場所・語・形の組の並びです")
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if lines:
            given.append((_steps(path), lines if kind == "list" else text.strip()))
    if not given:
        raise BadRequestError("欄が一つも書かれていません")
    return _gathered(given)


def _gathered(given: list[tuple[Steps, Tree]]) -> Tree:
    """What stands below the first steps, put together."""
    if len(given) == 1 and not given[0][0]:
        return given[0][1]
    below: dict[str | int, list[tuple[Steps, Tree]]] = {}
    for path, value in given:
        if not path:
            raise BadRequestError("欄の場所が重なっています")
        below.setdefault(path[0], []).append((path[1:], value))
    made = {step: _gathered(inner) for step, inner in below.items()}
    if all(isinstance(step, int) for step in made):
        return list(made.values())
    return {str(step): value for step, value in made.items()}
