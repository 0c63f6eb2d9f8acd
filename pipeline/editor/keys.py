"""Kind -> the keys that may be written, with what they mean; and where keys and terms of a source are defined."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from pipeline.kinds import KINDS
from pipeline.late.regex import regex
from pipeline.source.area import Area
from pipeline.source.fields import SourceModel

_KIND = regex(r"^種別:\s*(\S+)", re.MULTILINE)
_CITED = regex(r"引用\([\"']([^\"']+)[\"']")


def model_of(text: str, name: str) -> type[SourceModel] | None:
    """The model of a source by what it says of its kind; None if it says none."""
    if name.endswith("area.yaml"):
        return Area
    found = _KIND.search(text)
    return KINDS[found[1]].model if found is not None and found[1] in KINDS else None


@cache
def keys_of(model: type[SourceModel]) -> dict[str, str]:
    """All keys of a model and of what it holds, each with its description."""
    made: dict[str, str] = {}

    def look(node: object) -> None:
        if isinstance(node, list):
            for item in node:
                look(item)
        if not isinstance(node, dict):
            return
        branch = cast("dict[str, object]", node)
        properties = branch.get("properties")
        if isinstance(properties, dict):
            for key, value in properties.items():
                told = value.get("description") or value.get("title") or "" if isinstance(value, dict) else ""
                made.setdefault(str(key), str(told))
        for value in branch.values():
            look(value)

    look(model.model_json_schema(by_alias=True))
    return made


def definition(text: str, offset: int) -> int | None:
    """Where the key of the 引用() at a place, or the defined term there, is defined; None if nowhere."""
    for match in _CITED.finditer(text):
        if match.start(1) <= offset <= match.end(1):
            key = re.escape(match[1].split("/")[-1])
            found = re.search(rf"^[ \-]*(?:キー|見出し):[ \t]*[\"']?(?P<key>{key})[\"']?[ \t]*$", text, re.MULTILINE)
            return found.start("key") if found is not None else None
    for match in re.finditer(r"以下「(?P<term>[^」\n]+)」という", text):
        term = match["term"]
        start = text.rfind(term, max(0, offset - len(term)), offset + len(term))
        if start >= 0 and start <= offset <= start + len(term):
            return match.start("term")
    return None
