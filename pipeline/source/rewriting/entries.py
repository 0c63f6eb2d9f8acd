"""An entry of a list or a key of a mapping -> the file with it added, removed or moved; every other byte stays.

Blocks (「- 」, 「キー:」) change by whole lines, what stands in brackets by characters. What was written is read back: the
file must say exactly what was asked for, else nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.diagnostics import Problems, Written
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Node, Sequence, TableCall
from pipeline.source.rewriting import blocks, brackets
from pipeline.source.rewriting.lines import Text
from pipeline.source.rewriting.scalars import UnwritableError
from pipeline.source.rewriting.yaml_text import Tree

Path = tuple[str | int, ...]
# What a file says: texts, lists, and mappings as pairs in their order.
Plain = str | list["Plain"] | list[tuple[str, "Plain"]]
_BY_HAND = "ここは机では組み替えられない書き方です。「原稿」の欄で直してください"


def inserted(data: bytes, name: str, path: Path, tree: Tree) -> bytes:
    """The file with `tree` at a place. Raises UnwritableError.

    (…, 2) of a list: what stands there goes down; (…, "附則") of a mapping: behind its last key.
    """
    *above, last = path

    def expected(said: list[Plain]) -> None:
        if isinstance(last, int):
            said.insert(last, _of_tree(tree))
        else:
            said.append((last, _of_tree(tree)))  # type: ignore[arg-type]

    def write(text: Text, holder: Node) -> Text:
        match holder, last:
            case TableCall(), _:
                raise UnwritableError("行は Excel のブックにあります。ブックを直してください")
            case Sequence(), int(index) if 0 <= index <= len(holder.items):
                if _is_bracket(text, holder):
                    return brackets.item_inserted(text, holder, index, tree)
                return blocks.item_inserted(text, holder, index, tree)
            case Mapping(), str(key) if holder.get(key) is None:
                if _is_bracket(text, holder):
                    return brackets.key_inserted(text, holder, key, tree)
                return blocks.key_inserted(text, holder, key, tree)
        raise UnwritableError("そこには加えられません（もうあるか、並びがありません）")

    return _made(data, name, tuple(above), expected, write)


def removed(data: bytes, name: str, path: Path) -> bytes:
    """The file without an entry; the last of a list takes the key of the list with it. Raises UnwritableError."""
    *above, last = path
    root = _root(data, name)
    holder = at(root, tuple(above))
    alone = isinstance(holder, Sequence) and len(holder.items) == 1
    if alone and above:
        return removed(data, name, tuple(above))
    if isinstance(holder, Mapping) and len(holder.entries) == 1 and above:
        return removed(data, name, tuple(above))
    if alone or (isinstance(holder, Mapping) and len(holder.entries) == 1):
        raise UnwritableError("ファイルに残る最後の一つなので、消せません")
    at(root, path)

    def expected(said: list[Plain]) -> None:
        if isinstance(last, int):
            del said[last]
        else:
            said[:] = [pair for pair in said if pair[0] != last]

    def write(text: Text, holder: Node) -> Text:
        match holder, last:
            case Sequence(), int(index):
                if _is_bracket(text, holder):
                    return brackets.item_removed(text, holder, index)
                return blocks.item_removed(text, holder, index)
            case Mapping(), str(key):
                if _is_bracket(text, holder):
                    return brackets.key_removed(text, holder, key)
                return blocks.key_removed(text, holder, key)
        raise UnwritableError(_BY_HAND)

    return _made(data, name, tuple(above), expected, write)


def moved(data: bytes, name: str, path: Path, to: int) -> bytes:
    """The file with an entry of a list at another place among its siblings. Raises UnwritableError."""
    *above, last = path
    holder = at(_root(data, name), tuple(above))
    if not isinstance(holder, Sequence) or not isinstance(last, int) or not 0 <= last < len(holder.items):
        raise UnwritableError("ここは並びの中ではありません")
    if not 0 <= to < len(holder.items):
        raise UnwritableError("これより" + ("上" if to < 0 else "下") + "には動かせません")
    order = list(range(len(holder.items)))
    order.insert(to, order.pop(last))

    def expected(said: list[Plain]) -> None:
        said[:] = [said[n] for n in order]

    def write(text: Text, holder: Node) -> Text:
        assert isinstance(holder, Sequence)
        if _is_bracket(text, holder):
            return brackets.items_in_order(text, holder, order)
        return blocks.items_in_order(text, holder, order)

    return _made(data, name, tuple(above), expected, write)


def joined(data: bytes, name: str, path: Path, words: str) -> bytes:
    """The file with a text more at a place that holds one or several (当事者の乙). Raises UnwritableError."""
    node = at(_root(data, name), path)
    if isinstance(node, Sequence):
        return inserted(data, name, (*path, len(node.items)), words)
    if not isinstance(node, Written):
        raise UnwritableError("そこには並べられません")
    text = Text.of(data)
    made = text.spliced(node.start, node.end, brackets.listed([node.text, words])).data
    again = reader.parse(made, name, Problems())
    if again is None or plain(at(again, path)) != [node.text, words]:
        raise UnwritableError(_BY_HAND)
    return made


def at(root: Node, path: Path) -> Node:
    """What stands at a place. Raises UnwritableError."""
    node: Node | None = root
    for step in path:
        match node, step:
            case Mapping(), str(key):
                node = node.get(key)
            case Sequence(items=items), int(index) if 0 <= index < len(items):
                node = items[index]
            case _:
                node = None
    if node is None:
        raise UnwritableError("その項目は、原稿のこの場所にもうありません。頁を新しくしてください")
    return node


def path_to(root: Node, start: int) -> Path | None:
    """The way to the scalar that begins at a character of the file."""
    match root:
        case Written():
            return () if root.start == start else None
        case Sequence(items=items):
            steps: list[tuple[str | int, Node]] = list(enumerate(items))
        case Mapping(entries=entries):
            steps = [(e.key.text, e.value) for e in entries]
    for step, node in steps:
        below = path_to(node, start)
        if below is not None:
            return (step, *below)
    return None


def plain(node: Node) -> Plain:
    """What a node says, without where and how."""
    match node:
        case Written():
            return node.text.rstrip("\n")  # 「|」 ends with a line
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return [(e.key.text, plain(e.value)) for e in entries]


def _of_tree(tree: Tree) -> Plain:
    if isinstance(tree, str):
        return tree.rstrip("\n")
    if isinstance(tree, dict):
        return [(key, _of_tree(value)) for key, value in tree.items()]
    return [_of_tree(each) for each in tree]


def _root(data: bytes, name: str) -> Node:
    root = reader.parse(data, name, Problems())
    if root is None:
        raise UnwritableError("原稿に誤りがあるので、先にその誤りを直してください")
    return root


def _is_bracket(text: Text, holder: Mapping | Sequence) -> bool:
    sign = text.words[holder.place.start]
    return sign in "[{" or isinstance(holder, TableCall)


def _made(
    data: bytes,
    name: str,
    above: Path,
    change: Callable[[list[Plain]], None],
    write: Callable[[Text, Node], Text],
) -> bytes:
    """What `write` makes of the file, if it then says what `change` makes of what it said."""
    root = _root(data, name)
    holder = at(root, above)
    expected = plain(root)
    said: Plain | tuple[str, Plain] = expected
    for step in above:
        assert isinstance(said, list)
        said = said[step] if isinstance(step, int) else next(p[1] for p in said if p[0] == step)
    if not isinstance(said, list):
        raise UnwritableError("そこには並びも項目もありません")
    change(said)  # type: ignore[arg-type]
    made = write(Text.of(data), holder).data
    again = reader.parse(made, name, Problems())
    if again is None or plain(again) != expected:
        raise UnwritableError(_BY_HAND)
    return made
