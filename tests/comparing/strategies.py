"""Random papers as trees, and random edits of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from pipeline.comparing.node import JOINED, Node

WORDS = st.text("あいう連携圏域事業第1２3条年千円、。（）△", min_size=0, max_size=14)
LABELS = st.sampled_from(["", "1　", "(1)　", "第2章　", "・"])


@st.composite
def tables(draw: st.DrawFn) -> Node:
    wide = draw(st.integers(1, 4))
    names = draw(st.lists(WORDS, min_size=wide, max_size=wide))

    def cells(words: list[str]) -> tuple[Node, ...]:
        forms = draw(st.lists(st.sampled_from(["", "", "", JOINED]), min_size=wide, max_size=wide))
        return tuple(Node("欄", words=w, form=f, column=n) for n, (w, f) in enumerate(zip(words, forms, strict=True)))

    head = Node("欄名", children=tuple(Node("欄", words=w, column=n) for n, w in enumerate(names)))
    rows = draw(st.lists(st.lists(WORDS, min_size=wide, max_size=wide), max_size=5))
    return Node(
        "表", children=(head, *(Node("行", children=cells(r)) for r in rows)), look=draw(st.sampled_from("甲乙"))
    )


PARAGRAPHS = st.builds(Node, st.just("文"), LABELS, WORDS, st.sampled_from(["", "本文", "注"]))
DRAWINGS = st.builds(
    lambda words: Node("図", children=tuple(Node("文", words=w) for w in words)), st.lists(WORDS, max_size=4)
)
SECTIONS = st.recursive(
    PARAGRAPHS | tables() | DRAWINGS,
    lambda inner: st.builds(
        Node, st.just("節"), LABELS, WORDS, st.just(""), st.sampled_from("123"), st.lists(inner, max_size=4).map(tuple)
    ),
    max_leaves=12,
)
PAPERS = st.lists(SECTIONS, max_size=6).map(lambda blocks: Node("文書", children=tuple(blocks)))


@st.composite
def edited(draw: st.DrawFn, node: Node) -> Node:
    """The tree with words changed, children taken out, put in, doubled, turned round, and sent to other places."""
    held: list[Node] = []

    def walk(n: Node) -> Node:
        children = [walk(c) for c in n.children]
        movable = n.kind in ("文書", "節", "表")
        for _ in range(draw(st.integers(0, 1)) if movable and children else 0):
            at = draw(st.integers(0, len(children) - 1))
            match draw(st.sampled_from(["out", "away", "turn", "double"])):
                case "out":
                    children.pop(at)
                case "away":
                    held.append(children.pop(at))
                case "turn":
                    children.append(children.pop(at))
                case _:
                    children.append(children[at])
        there: bool = draw(st.booleans())
        fitting = [h for h in held if (h.kind in ("行", "欄名")) == (n.kind == "表") and n.kind in ("文書", "節", "表")]
        if fitting and there:
            held.remove(fitting[0])
            children.insert(draw(st.integers(0, len(children))), fitting[0])
        words = draw(WORDS) if draw(st.integers(0, 5)) == 0 and n.kind in ("節", "文", "欄") else n.words
        label = draw(LABELS) if draw(st.integers(0, 7)) == 0 and n.kind in ("節", "文") else n.label
        return replace(n, words=words, label=label, children=tuple(children))

    return walk(node)
