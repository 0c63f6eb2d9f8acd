"""What the browser asks of sources: lists, previews, files, edits, facts, schemas, workbooks."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

from pipeline.desk.answers import touching
from pipeline.desk.answers.schema_of import schema_of
from pipeline.desk.preview import as_json, listed
from pipeline.desk.room import UnknownError
from pipeline.diagnostics import Problems, Written
from pipeline.kinds import KINDS
from pipeline.project import store
from pipeline.project.load import AREA_FILE
from pipeline.source import reader
from pipeline.source.area import KIND as AREA_KIND
from pipeline.source.nodes import Mapping as Pairs
from pipeline.source.nodes import Node, Sequence
from pipeline.source.rewriting.scalars import Scalar, rewritten

if TYPE_CHECKING:
    from pipeline.desk.at_desk import Desk

Json = dict[str, object]


class BadRequestError(ValueError):
    """A request that says too little, in Japanese."""


def words(given: Json, name: str) -> str:
    """A text of a request. Raises BadRequestError."""
    value = given.get(name)
    if not isinstance(value, str):
        raise BadRequestError(f"「{name}」がありません")
    return value


def number(given: Json, name: str) -> int:
    """A whole number of a request. Raises BadRequestError."""
    value = given.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadRequestError(f"「{name}」がありません")
    return value


def documents(desk: Desk, _given: Json) -> Json:
    """The list of documents, and what is wrong with sources that yield none."""
    plan, problems = desk.room.plan()
    return {
        "documents": [asdict(one) for one in desk.room.listed()],
        "failed": list(plan.failed),
        "problems": listed(problems.found),
    }


def preview(desk: Desk, given: Json) -> Json:
    """The pages of a document, with texts that are not saved in place of files."""
    unsaved = given.get("unsaved", {})
    if not isinstance(unsaved, dict) or not all(isinstance(v, str) for v in unsaved.values()):
        raise BadRequestError("「unsaved」は、ファイルの名前と文の組です")
    name = words(given, "name")
    made = as_json(desk.room.preview(name, unsaved))
    with suppress(LookupError):
        made["sources"] = desk.room.sources_of(name)
    made["read"] = _hashes(desk, made["scalars"], unsaved)
    return made


def _hashes(desk: Desk, scalars: object, unsaved: Collection[str]) -> Json:
    """The files that words of the pages stand in, as they were read for these pages; not those with words not saved."""
    assert isinstance(scalars, list)
    made: Json = {}
    for name in sorted({s["file"] for s in scalars if s["cell"] is None} - set(unsaved)):
        with suppress(UnknownError):
            made[name] = desk.room.text(name)[1]
    return made


def source(desk: Desk, given: Json) -> Json:
    """A file and its hash."""
    content, sha256 = desk.room.text(words(given, "file"))
    return {"text": content, "sha256": sha256}


def save(desk: Desk, given: Json) -> Json:
    """A file as the clerk typed it, if it is still what was read."""
    name = words(given, "file")
    data = desk.room.bytes_of(name, words(given, "text"))
    return {"sha256": desk.room.save(name, data, words(given, "sha256"))}


def edit(desk: Desk, given: Json) -> Json:
    """New words for one scalar; every other byte of the file stays."""
    name, read = words(given, "file"), words(given, "sha256")
    scalar = Scalar(number(given, "start"), number(given, "end"))
    made = rewritten(desk.room.as_read(name, read), name, scalar, words(given, "text"))
    return {"sha256": desk.room.save(name, made, read)}


def facts(desk: Desk, given: Json) -> Json:
    """The facts of an area as a tree of labelled scalars, each with its place."""
    area = words(given, "name")
    name = f"sources/{area}/{AREA_FILE}"
    data = desk.room.editable(name).read_bytes()
    problems = Problems()
    root = reader.parse(data, name, problems)
    _, sha256 = desk.room.text(name)
    tree = _tree(root) if root is not None else None
    return {"file": name, "sha256": sha256, "tree": tree, "problems": listed(problems.found)}


def _tree(node: Node) -> object:
    match node:
        case Written():
            return {"text": node.text, "start": node.start, "end": node.end}
        case Sequence(items=items):
            return [_tree(item) for item in items]
        case Pairs(entries=entries):
            return {"keys": [[e.key.text, _tree(e.value)] for e in entries]}


def schema(_desk: Desk, given: Json) -> Json:
    """The JSON Schema of a kind, for completion and help."""
    kind = words(given, "name")
    return schema_of(kind if kind in KINDS else AREA_KIND)


def workbook(desk: Desk, given: Json) -> Json:
    """A dropped workbook: what would change, and what is wrong with it by cell; written only when asked."""
    document, name, data = words(given, "name"), words(given, "file"), given.get("data")
    if not isinstance(data, bytes) or name != name.replace("/", "").replace("\\", "") or not name.endswith(".xlsx"):
        raise BadRequestError("Excel のブック（.xlsx）を一つ置いてください")
    path = desk.room.editable(desk.room.sources_of(document)[0]).with_name(name)
    before = next((a for a in desk.room.plan()[0].assignments if a.name == document), None)
    old = touching.printed(desk.room, before).lines if before is not None else None
    with desk.room.session.files.standing({path: data}):
        plan, problems = desk.room.plan()
        again = next((a for a in plan.assignments if a.name == document), None)
        new = touching.printed(desk.room, again).lines if again is not None else None
        found = [p for p in problems.found if name in str(p.place)]
        used = again is None or any(i.name.endswith(f"/{name}") for i in again.original.inputs)
    added, removed = touching.difference(old or (), new or ())
    answer: Json = {
        "added": added,
        "removed": removed,
        "problems": listed(found),
        "used": used,
        "saved": False,
    }
    if given.get("save") == "1" and new is not None:
        told = Problems()
        answer["saved"] = store.save_file(path, data, told)
        answer["problems"] = listed(told.found)
    return answer
