"""Amendments of several documents -> what all of them change, and what only some do (変更の違い)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.late.dataclass import dataclass
from pipeline.papers.changes import Entry
from pipeline.project.revision.amendment import Amendment
from pipeline.provision.unit import readable
from pipeline.writers import html
from pipeline.writers.html import Owned

_Key = tuple[str, str, str, str, str, str]
TITLE = "相手方による変更の違い"
# Stands for the name of the partner of each document.
PARTNER = "〔相手方〕"


@dataclass(frozen=True, slots=True)
class Unmade:
    """An amendment that was asked for and could not be made, and the first reason why."""

    document: str
    partner: str | None
    reason: str


def matrix_files(made: Mapping[str, Amendment], unmade: Sequence[Unmade] = ()) -> dict[str, bytes]:
    """変更の違い.json and .html below the folder of the first document; none where only one was asked for.

    Whoever opens the page alone sees all that were asked for: those that could not be made stand in it with the reason.
    """
    if len(made) + len(unmade) < 2 or not made:
        return {}
    folder = min(made).split("/")[0]
    documents = [(name, made[name].partner or name) for name in made]
    failed = [(each.document, each.partner or each.document, each.reason) for each in unmade]
    page = html.matrix_page(TITLE, documents, _owned(made), failed)
    return {f"{folder}/変更の違い.json": _json(made, unmade).encode(), f"{folder}/変更の違い.html": page.encode()}


def _owned(made: Mapping[str, Amendment]) -> list[Owned]:
    """Every change once, with the documents that make it, the rarest first, in the order of the first that does."""
    entries: dict[_Key, Entry] = {}
    owners: dict[_Key, list[str]] = {}
    for document, amendment in made.items():
        for own in amendment.report.entries:
            old, new = _abstract(own.old, amendment), _abstract(own.new, amendment)
            places = [_abstract(place, amendment) for place in (own.place_old, own.place_new)]
            entry = replace(own, old=old, new=new, place_old=places[0], place_new=places[1])
            key = (entry.kind, entry.place_old, entry.place_new, entry.old, entry.new, entry.column)
            entries.setdefault(key, entry)
            owners.setdefault(key, []).append(document)
    found = [Owned(entry, frozenset(owners[key])) for key, entry in entries.items()]
    return sorted(found, key=lambda each: len(each.documents))


def _abstract(words: str, amendment: Amendment) -> str:
    """Words with the name of the partner taken for what it is: one change of nineteen papers is one, not nineteen."""
    return words.replace(amendment.partner, PARTNER) if amendment.partner else words


def _json(made: Mapping[str, Amendment], unmade: Sequence[Unmade]) -> str:
    owners: dict[str, list[str]] = {}
    for document, amendment in made.items():
        for line in dict.fromkeys(_abstract(amendment.text, amendment).removesuffix("\n").split("\n")):
            owners.setdefault(readable(line), []).append(document)
    content = {
        "文書": list(made),
        "作れなかった文書": [{"文書": each.document, "理由": each.reason} for each in unmade],
        "共通": [line for line, documents in owners.items() if len(documents) == len(made)],
        "一部": [{"文": line, "文書": d} for line, d in owners.items() if len(d) < len(made)],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
