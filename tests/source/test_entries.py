"""An entry is added, removed or moved, and not one other byte of the file changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Problems
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.rewriting.entries import Path, at, inserted, moved, path_to, removed
from pipeline.source.rewriting.scalars import UnwritableError, scalars
from pipeline.source.rewriting.yaml_text import Tree
from tests.examples import examples
from tests.workshop import AGREEMENT, AREA, ROOT

OWN = """\
# 初めの注
題名: 協約  # 注
当事者: { 甲: 青森市, 乙: [蓬田村, '今''別町', "平内町"] }
前文: |
  一行目

  - 二行目
条:
  # 並びの注
  - 見出し: 目的
    本文: 甲は、協力する。

  # 第2条の注
  - { 見出し: 費用, 本文: "甲は「乙」と[決める]" }

  - 見出し: 項
    項:
    - 一の項
    # 間の注
    - 本文: |-
        二の項
      号: [あ, い,
           う]
  # 終わりの注
附則: []
長:
- 氏名: 見本太郎
  就任日: 令和2年4月1日
  # 退任日: 令和10年3月31日
"""
FILES = [OWN.encode(), *((ROOT / name).read_bytes() for name in (AGREEMENT, AREA, "sources/umiyama/kyotei.yaml"))]

texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Zs"))
    | st.sampled_from("#:,[]{}\"'|>&*!%@`- 　\\"),
    max_size=20,
)
trees: st.SearchStrategy[Tree] = texts | st.dictionaries(
    st.sampled_from(["見出し", "本文", "役割"]), texts | st.lists(texts, min_size=1, max_size=3), min_size=1
)


def written(data: bytes, *, crlf: bool, bom: bool, cut: bool) -> bytes:
    data = data.rstrip(b"\n") if cut else data
    data = data.replace(b"\n", b"\r\n") if crlf else data
    return b"\xef\xbb\xbf" + data if bom else data


files = st.builds(written, st.sampled_from(FILES), crlf=st.booleans(), bom=st.booleans(), cut=st.booleans())


def parsed(data: bytes) -> Node:
    root = reader.parse(data, "x.yaml", Problems())
    assert root is not None
    return root


def holders(node: Node, path: Path = ()) -> Iterator[tuple[Path, Mapping | Sequence]]:
    if isinstance(node, Sequence):
        yield path, node
        for n, item in enumerate(node.items):
            yield from holders(item, (*path, n))
    elif isinstance(node, Mapping):
        yield path, node
        for entry in node.entries:
            yield from holders(entry.value, (*path, entry.key.text))


def said(data: bytes) -> object:
    """By another reader of YAML."""
    return stripped(yaml.load(data.decode("utf-8-sig"), yaml.BaseLoader))


def stripped(value: object) -> object:
    if isinstance(value, str):
        return value.rstrip("\n")
    if isinstance(value, list):
        return [stripped(v) for v in value]
    assert isinstance(value, dict)
    return {k: stripped(v) for k, v in value.items()}


def inside(value: object, path: Path) -> list[object] | dict[str, object]:
    for step in path:
        value = value[step]  # type: ignore[index]
    assert isinstance(value, (list, dict))
    return value


def is_with_one_piece_more(more: bytes, less: bytes) -> bool:
    """Whether `more` is `less` with bytes put in at one place."""
    front = next((n for n, (a, b) in enumerate(zip(more, less, strict=False)) if a != b), min(len(more), len(less)))
    return any(more[n - len(less) :] == less[n:] if n < len(less) else True for n in range(front, -1, -1))


@settings(max_examples=examples(300))
@given(files, st.integers(0, 10_000), st.integers(0, 10_000), trees)
def test_what_is_added_is_all_that_is_new(data: bytes, which: int, index: int, tree: Tree):
    all_of_them = list(holders(parsed(data)))
    path, holder = all_of_them[which % len(all_of_them)]
    last: int | str = index % (len(holder.items) + 1) if isinstance(holder, Sequence) else "新しい項目"
    try:
        made = inserted(data, "x.yaml", (*path, last), tree)
    except UnwritableError:
        return
    expected = said(data)
    place = inside(expected, path)
    if isinstance(place, list):
        assert isinstance(last, int)
        place.insert(last, stripped(tree))
    else:
        place[str(last)] = stripped(tree)

    assert expected == said(made)
    assert is_with_one_piece_more(made, data)
    assert (made.count(b"\n") == made.count(b"\r\n")) == (data.count(b"\n") == data.count(b"\r\n"))


@settings(max_examples=examples(300))
@given(files, st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_is_removed_is_all_that_is_gone(data: bytes, which: int, index: int):
    all_of_them = [(p, h) for p, h in holders(parsed(data)) if not isinstance(h, Sequence) or h.items]
    path, holder = all_of_them[which % len(all_of_them)]
    steps: list[int | str] = (
        list(range(len(holder.items))) if isinstance(holder, Sequence) else [e.key.text for e in holder.entries]
    )
    last = steps[index % len(steps)]
    try:
        made = removed(data, "x.yaml", (*path, last))
    except UnwritableError:
        return
    expected = said(data)
    above: tuple[int | str, ...] = (*path, last)
    while len(inside(expected, above[:-1])) == 1:
        above = above[:-1]
    del inside(expected, above[:-1])[above[-1]]  # type: ignore[arg-type]

    assert expected == said(made)
    assert is_with_one_piece_more(data, made)


@settings(max_examples=examples(300))
@given(files, st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_is_moved_keeps_its_bytes(data: bytes, which: int, index: int, to: int):
    lists = [(p, h) for p, h in holders(parsed(data)) if isinstance(h, Sequence) and len(h.items) > 1]
    path, holder = lists[which % len(lists)]
    assert isinstance(holder, Sequence)
    index, to = index % len(holder.items), to % len(holder.items)
    try:
        made = moved(data, "x.yaml", (*path, index), to)
    except UnwritableError:
        return
    expected = said(data)
    place = inside(expected, path)
    assert isinstance(place, list)
    place.insert(to, place.pop(index))

    assert expected == said(made)
    assert sorted(data) == sorted(made)
    if holder.place.file.text[holder.place.start] == "-":
        assert sorted(data.decode().split("\n")) == sorted(made.decode().split("\n")) or not data.endswith(b"\n")


@pytest.mark.parametrize("name", [AGREEMENT, AREA, "sources/umiyama/kyotei.yaml"])
def test_entries_of_the_shipped_sources_can_be_added_moved_and_removed(name: str):
    """Refusing everything would hold every property above."""
    data = (ROOT / name).read_bytes()
    for path, holder in holders(parsed(data)):
        if isinstance(holder, Sequence):
            more = inserted(data, name, (*path, len(holder.items)), "新しい語")
            assert data == removed(more, name, (*path, len(holder.items)))
            if len(holder.items) > 1:
                assert data != moved(data, name, (*path, 0), 1) or holder.items[0] == holder.items[1]
        else:
            more = inserted(data, name, (*path, "新しい項目"), {"見出し": "目的", "項": ["一", "二"]})
            assert data == removed(more, name, (*path, "新しい項目"))


def test_blank_lines_and_comments_go_with_their_entry():
    data = b"a:\n  # all\n  - x\n\n  # of y\n  - y\n\n  - z\nb: 1\n"

    assert b"a:\n  # all\n  - x\n\n  # of y\n  - y\n\n  - w\n\n  - z\nb: 1\n" == inserted(data, "x.yaml", ("a", 2), "w")
    assert b"a:\n  # all\n  # of y\n  - y\n\n  - x\n\n  - z\nb: 1\n".count(b"# of y") == 1
    assert moved(data, "x.yaml", ("a", 1), 2) == b"a:\n  # all\n  - x\n\n  - z\n\n  # of y\n  - y\nb: 1\n"


def test_the_way_to_every_scalar_is_known():
    root = parsed(OWN.encode())
    keys = {e.key.start for _, h in holders(root) if isinstance(h, Mapping) for e in h.entries}
    for scalar in scalars(root):
        path = path_to(root, scalar.start)
        assert (path is None) == (scalar.start in keys)
        assert path is None or at(root, path) == scalar


@pytest.mark.parametrize("words", ["0?", "か?否か", "甲, 乙", "[別記]", "甲: 乙", "甲:", "1,200人", "# 甲", "甲 #7119"])
def test_words_with_signs_of_yaml_go_whole_into_brackets(words: str):
    made = inserted(b"a: { b: c }\nd: [e]\n", "x.yaml", ("a", "f"), words)
    assert {"a": {"b": "c", "f": words}, "d": ["e"]} == said(made)
    assert ["e", words] == inside(said(inserted(made, "x.yaml", ("d", 1), words)), ("d",))
