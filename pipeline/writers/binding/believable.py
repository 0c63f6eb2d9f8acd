"""A tagged PDF that declares PDF/UA-1 -> what of it anybody can see to be untrue: enough not to repeat its word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.late.regex import regex
from pipeline.writers.binding.tags import TagsError, elements

_HEADING = regex(r"/H([1-6])")
_PICTURES = frozenset({"/Figure", "/Formula"})


def contradictions(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """What is wrong, in the words of a clerk; () if nothing that is looked for here is."""
    try:
        return tuple(dict.fromkeys(_found(pdf)))
    except (TagsError, pikepdf.PdfError, KeyError, AttributeError, TypeError, ValueError):
        return ("タグの木が壊れています",)


def _found(pdf: pikepdf.Pdf) -> Iterator[str]:
    root: Any = pdf.Root
    if not str(root.get("/Lang", "")):
        yield "言語が書かれていません"
    if any("/StructParents" not in page.obj for page in pdf.pages if "/Contents" in page.obj):
        yield "タグのない頁があります"
    tree = root["/StructTreeRoot"]
    roles = {name: str(value) for name, value in tree.get("/RoleMap", {}).items()}
    level = 0
    for element in elements(tree):
        role = _standard(str(element["/S"]), roles)
        heading = _HEADING.fullmatch(role)
        if heading is not None:
            if int(heading[1]) > level + 1:
                yield "見出しの段が飛んでいます"
            level = int(heading[1])
        if role in _PICTURES and not (str(element.get("/Alt", "")) or str(element.get("/ActualText", ""))):
            yield "説明（代替テキスト）のない図があります"


def _standard(role: str, roles: dict[str, str]) -> str:
    """The standard role that a role stands for."""
    for _ in range(len(roles)):
        if role not in roles:
            break
        role = roles[role]
    return role
