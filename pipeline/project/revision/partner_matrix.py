"""Amendments of several documents -> what all of them change, and what only some do (変更の違い)."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.papers.change_report import Entry
from pipeline.project.revision.amendment import Amendment
from pipeline.writers import html
from pipeline.writers.html import Owned

_Key = tuple[str, str, str, str, str, str]
TITLE = "相手方による変更の違い"


def matrix_files(made: Mapping[str, Amendment]) -> dict[str, bytes]:
    """変更の違い.json and .html below the folder of the first document; none for a single one."""
    if len(made) < 2:
        return {}
    folder = min(made).split("/")[0]
    page = html.matrix_page(TITLE, [(name, made[name].partner or name) for name in made], _owned(made))
    return {f"{folder}/変更の違い.json": _json(made).encode(), f"{folder}/変更の違い.html": page.encode()}


def _owned(made: Mapping[str, Amendment]) -> list[Owned]:
    """Every change once, with the documents that make it, in the order of the first that does."""
    entries: dict[_Key, Entry] = {}
    owners: dict[_Key, list[str]] = {}
    for document, amendment in made.items():
        for entry in amendment.report.entries:
            key = (entry.kind, entry.place_old, entry.place_new, entry.old, entry.new, entry.column)
            entries.setdefault(key, entry)
            owners.setdefault(key, []).append(document)
    return [Owned(entry, frozenset(owners[key])) for key, entry in entries.items()]


def _json(made: Mapping[str, Amendment]) -> str:
    owners: dict[str, list[str]] = {}
    for document, amendment in made.items():
        for line in dict.fromkeys(amendment.text.splitlines()):
            owners.setdefault(line, []).append(document)
    content = {
        "文書": list(made),
        "共通": [line for line, documents in owners.items() if len(documents) == len(made)],
        "一部": [{"文": line, "文書": d} for line, d in owners.items() if len(d) < len(made)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
