"""様式, 別記 and 別紙 at work: found by their names, renamed with the number in the digits that they have."""

from __future__ import annotations

from pipeline.amending.applying.refusal import Refusal, doubtful, missing, unread
from pipeline.amending.applying.working_tree import Node, parent_of, place_name
from pipeline.late.regex import regex
from pipeline.provision.forms import Heading, heading, is_same, renamed, with_number

_PREFIXES = ("別記", "別紙")
_SIDE = regex("[ 　]*[（(]([表裏])面?[）)][ 　]*")


def found(nodes: list[Node], name: str) -> Node:
    """The 様式 of a name, as the sentence found it: 別記様式第1号 may be called 様式第1号. Raises Refusal."""
    forms = [node for node in nodes if node.level == "様式"]
    made = [node for node in forms if is_same(_was(node), name)]
    made = made or [node for node in forms if is_same(_was(node), _bare(name)) or _is_same_bare(_was(node), name)]
    if len(made) != 1:
        raise doubtful(name, len(made)) if made else missing(name)
    return made[0]


def _bare(name: str) -> str:
    return next((name.removeprefix(p) for p in _PREFIXES if name.startswith(p) and "様式" in name), name)


def _is_same_bare(one: Heading, name: str) -> bool:
    bare = heading(_bare(one.name))
    return bare is not None and is_same(bare, name)


def _was(node: Node) -> Heading:
    made = heading(node.was_text)
    assert made is not None, "the heading of a 様式 is read as one"
    return made


def is_called(node: Node, words: str) -> bool:
    """Whether a node is a 様式 of the name that a heading has."""
    own = heading(node.text) if node.level == "様式" else None
    return own is not None and is_same(own, words)


def is_of_series(node: Node, words: str) -> bool:
    """Whether a 様式 counts with another: both have the same words beside their numbers."""
    own, other = heading(node.text), heading(words)
    return own is not None and other is not None and own.word == other.word


def side(node: Node, name: str) -> list[Node]:
    """The lines of one side of a 様式 that is printed on both: behind the line （裏）, up to that of the other side. Raises Refusal."""
    wanted, made, on = _side(name), list[Node](), False
    for line in node.had:
        if found := _side(line.was_text):
            on = found == wanted
        elif on:
            made.append(line)
    if not made:
        raise missing(f"{place_name(node)}{name}")
    return made


def _side(words: str) -> str:
    """表 or 裏 of a line that says no more: （裏面）; "" for any other."""
    m = _SIDE.fullmatch(words)
    return m[1] if m is not None else ""


def next_name(node: Node, by: int) -> str:
    """The name so many numbers on. Raises Refusal for a 様式 without a number."""
    number = _was(node).number
    if len(number) != 1 or number[0] + by < 1:
        raise unread(f"{place_name(node)}の番号を移し")
    return with_number(_was(node).name, (number[0] + by,))


def rename(moves: list[tuple[Node, str]]) -> None:
    """Gives 様式 other names at once; what stands behind the name stays. Raises Refusal where another has the name."""
    moving = {id(node) for node, _ in moves}
    for node, name in moves:
        if is_called(node, name):
            raise Refusal("番号", f"{place_name(node)}を移す先が正しくありません", "番号を確かめてください")
        for other in parent_of(node).children:
            if id(other) not in moving and is_called(other, name):
                raise Refusal(
                    "既存",
                    f"{name}は既にあり、{place_name(node)}をそこに移せません",
                    "先にそこを空けてください",
                )
    for node, name in moves:
        new = heading(name)
        if new is None:
            raise unread(name)
        node.text, node.number = renamed(node.text, name), new.number
    for node, _ in moves:
        _sort(parent_of(node), node)


def _sort(parent: Node, one: Node) -> None:
    """Puts the 様式 of one series in the order of their numbers; others stay where they are."""
    places = [n for n, c in enumerate(parent.children) if c.level == "様式" and is_of_series(c, one.text)]
    ordered = sorted((parent.children[n] for n in places), key=lambda c: c.number)
    for n, child in zip(places, ordered, strict=True):
        parent.children[n] = child
