"""Styles of a template that went through ODT, which knows no styles of tables -> the same with those of the shipped ones.

Seen with LibreOffice 7.4: of a file in its own format every style of a table is gone, the style of plain tables too.
"""

from __future__ import annotations

import copy

from lxml import etree

from pipeline.galley.styles import TABLE_STYLES
from pipeline.writers.docx.parts.ooxml import Element, W
from pipeline.writers.docx.shipped import base, clauses
from pipeline.writers.docx.shipped.styles import styles_xml, with_styles

_PLAIN = "Normal Table"


def restore(root: Element) -> list[str]:
    """Adds them if none of ours is left: where one is, a clerk threw out the others. What was restored, for the clerk."""
    own = {_name(style): style for style in root.iterfind(f"{W}style[@{W}type='table']")}
    if own.keys() & set(TABLE_STYLES):
        return []
    model = etree.fromstring(with_styles(styles_xml(), (), (*base.TABLES, *clauses.TABLES)).encode())
    made = {_name(style): style for style in model.iterfind(f"{W}style[@{W}type='table']")}
    plain = own.get(_PLAIN)
    if plain is None:
        plain = copy.deepcopy(made[_PLAIN])
        root.append(plain)
    restored = []
    for name, style in made.items():
        if name in own or name == _PLAIN:
            continue
        based = style.find(W + "basedOn")
        assert based is not None, "tables of ours are based on the plain one"
        based.set(W + "val", plain.get(W + "styleId") or "")
        root.append(style)
        restored.append(f"表スタイル「{name}」")
    return restored


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return (name.get(W + "val") or "") if name is not None else ""
