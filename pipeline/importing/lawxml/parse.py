"""Bytes of 法令標準XML, or of the JSON that 法令API gives for it -> the element Law; nothing from elsewhere is ever read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from lxml import etree

from pipeline.late.regex import regex

# An element of a JSON answer: {"tag": …, "attr": {…}, "children": […]}.
_TAG, _ATTRIBUTES, _CHILDREN = "tag", "attr", "children"
_NAME = regex("[A-Za-z][A-Za-z0-9]*")
_DEEPEST = 200
_SAVE = "法令標準XMLを書き出したシステムから、もう一度保存してください"


class NoLawError(Exception):
    """A file that holds no law; `where` is a line of it, if it can be told."""

    def __init__(self, reason: str, cure: str, where: str = "") -> None:
        super().__init__(reason)
        self.reason, self.cure, self.where = reason, cure, where


def parse(data: bytes) -> etree._Element:
    """The element Law, alone or within DataRoot or an answer of the API. Raises NoLawError."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _of_json(data)
    root = _root(data)
    laws = [root] if root.tag == "Law" else list(root.iter("Law"))
    if len(laws) == 1:
        return laws[0]
    if laws:
        raise NoLawError(f"法令（Law）が{len(laws)}つあります", "一つずつ別のファイルにしてください")
    if isinstance(root.tag, str) and root.tag.startswith("{"):
        space, _, name = root.tag[1:].partition("}")
        raise NoLawError(
            f"名前空間「{space}」の「{name}」で、法令標準XMLではありません（法令標準XMLに名前空間はありません）", _SAVE
        )
    raise NoLawError(f"「{root.tag}」で始まるXMLで、法令（Law）がありません", _SAVE)


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise NoLawError("XMLとして読めません（途中で切れているか、壊れています）", _SAVE, f"{line}行目") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NoLawError(
            "文書型宣言（DOCTYPE）があります。実体の参照はほかのファイルを読ませることができるので、読みません",
            "DOCTYPE の行を除いて保存し直してください",
        )
    return root


def _of_json(data: bytes) -> etree._Element:
    try:
        held: object = json.loads(data)
        found = list(_laws(held, 0))
    except (ValueError, RecursionError) as error:
        raise NoLawError(
            "JSONとして読めません（途中で切れているか、壊れています）", "法令APIから、もう一度保存してください"
        ) from error
    if len(found) != 1:
        raise NoLawError(
            f"JSONの中に法令（Law）が{len(found)}つあります", "法令APIの law_data の答えを保存してください"
        )
    return _element(found[0], 0)


def _laws(held: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _DEEPEST:
        raise NoLawError(f"JSONが{_DEEPEST}段より深く入れ子になっています", "法令APIから、もう一度保存してください")
    if isinstance(held, dict):
        if held.get(_TAG) == "Law":
            yield held
            return
        for each in held.values():
            yield from _laws(each, depth + 1)
    elif isinstance(held, list):
        for each in held:
            yield from _laws(each, depth + 1)


def _element(held: dict[str, object], depth: int) -> etree._Element:
    """An element and what it holds; anything of another shape would lose words, so it is refused."""
    tag, attributes, children = held.get(_TAG), held.get(_ATTRIBUTES) or {}, held.get(_CHILDREN) or []
    strange = set(held) - {_TAG, _ATTRIBUTES, _CHILDREN}
    sound = (
        isinstance(tag, str) and _NAME.fullmatch(tag) and isinstance(attributes, dict) and isinstance(children, list)
    )
    if depth > _DEEPEST or strange or not sound:
        raise NoLawError("JSONの要素の形が、法令APIのものと違います", "法令APIから、もう一度保存してください")
    assert isinstance(tag, str)
    assert isinstance(attributes, dict)
    assert isinstance(children, list)
    try:
        made = etree.Element(tag, {str(name): str(value) for name, value in attributes.items()})
        last: etree._Element | None = None
        for child in children:
            if isinstance(child, dict):
                last = _element(child, depth + 1)
                made.append(last)
            elif not isinstance(child, str):
                raise NoLawError("JSONの要素の形が、法令APIのものと違います", "法令APIから、もう一度保存してください")
            elif last is None:
                made.text = (made.text or "") + child
            else:
                last.tail = (last.tail or "") + child
    except ValueError as error:
        raise NoLawError("XMLに書けない文字があります", "法令APIから、もう一度保存してください") from error
    return made
