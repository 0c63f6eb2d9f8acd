"""One step of a place -> the node below another that it names: 第3条, 第2項, 第4号, イ, 第2章."""

from __future__ import annotations

import unicodedata

from pipeline.amending.applying import chapters, struck
from pipeline.amending.applying.places.rows import is_numbered
from pipeline.amending.applying.places.target import Target
from pipeline.amending.applying.refusal import Refusal, doubtful, missing, shown, step_shown
from pipeline.amending.applying.working_tree import Node, place_name
from pipeline.amending.language.clauses import Location, Step, StepLevel
from pipeline.labels.amendment_style import subitem_number
from pipeline.notation.numbers.numeral import whole_number
from pipeline.notation.numbers.subitem import Subitems
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unit import SUBITEMS

# What holds 項: the 本則 itself where there are no 条.
HOLDERS = ("条", "附則", "各附則", "本則")


def holds(level: StepLevel) -> tuple[str, ...]:
    """The levels that may hold what a step of this level names."""
    return (*SUBITEMS, "節", "小節", "号") if level == "札" else (level,)


def must_lie_in(node: Node, scope: Node | None, location: Location) -> None:
    """第3章中同条: a 条 that stands below that heading."""
    if scope is None or not any(each is node for each in members(scope)):
        raise missing(shown(location))


def members(heading: Node) -> list[Node]:
    """What stands under a heading, up to the next one of its level."""
    return chapters.members(heading, heading.parent.had if heading.parent is not None else [heading])


def chapter(nodes: list[Node], step: Step) -> Node:
    """The one 編, 章, 節, 款 or 目 of these that a step names. Raises Refusal."""
    made = chapters.found(nodes, step.level, step.number)
    if len(made) != 1:
        raise doubtful(step_shown(step), len(made)) if made else missing(step_shown(step))
    return made[0]


def is_bare(main: Node) -> bool:
    """Whether a paper has 項 and no 条: its 項 are named alone."""
    return bool(main.had) and all(child.level == "項" for child in main.had)


def numbered(parent: Node, step: Step) -> Node:
    """The child that bears the number of a step. Raises Refusal."""
    wanted = "条" if step.level == "条" else step.level
    found = [c for c in parent.had if c.level == wanted and step.number in (c.was, struck.last(c))]
    if not found:
        raise missing(step_shown(step))
    return found[0]


def alone(target: Target) -> Target:
    """Refused: one of several 条 that one line of 削除 stands for."""
    if struck.last(target.node) is not None:
        raise Refusal(
            "不存在",
            f"{place_name(target.node)}は、ほかの条と合わせて「{target.node.text}　削除」としてあります",
            "その条の全部を一つの範囲として書いてください",
        )
    return target


def row_numbered(table: Node, step: Step) -> Node:
    """第3号 of a table whose rows bear numbers and that has no 号 beside it."""
    found = [row for row in table.walk() if row.level == "行" and is_numbered(row, step.number[0])]
    if len(step.number) > 1 or len(found) != 1:
        raise doubtful(step_shown(step), len(found)) if len(found) > 1 else missing(step_shown(step))
    return found[0]


def paragraph(node: Node, step: Step) -> Node:
    """第1項 of a 条 with one 項 is refused: such a 条 is cited without it (R8)."""
    if node.level == "条" and len(node.had) == 1:
        raise Refusal(
            "不存在", f"項が一つだけの条に「{step_shown(step)}」とは書きません", "条の番号だけを書いてください"
        )
    return numbered(node, step)


def only_paragraph(node: Node, what: str) -> Node:
    """The 項 of a 条, 附則 or 本則 that has one; the node itself if it is none of these."""
    if node.level not in HOLDERS:
        return node
    if len(node.had) != 1:
        raise doubtful(what, len(node.had))
    return node.had[0]


def labelled(node: Node, label: str, subitems: Subitems) -> Node:
    """The child that a bare label names: イ, (1), ３."""
    bare = label.strip("()（）")
    bracketed, folded = bare != label, _folded(label)
    for child in node.had:
        match child.level:
            case _ if child.level in SUBITEMS:
                fits = subitem_number(folded, subitems, SUBITEMS.index(child.level) + 1) == child.was
            case "節" | "号" | "小節":
                fits = bracketed == (child.level == "小節") and (whole_number(apply(bare, "half")),) == child.was
            case _:
                fits = False
        if fits:
            return child
    raise missing(label)


def _folded(label: str) -> str:
    """A label with half-width digits and brackets, and kana in full."""
    return unicodedata.normalize("NFKC", label)


def label_number(node: Node, label: str, subitems: Subitems) -> tuple[int, ...] | None:
    """The number that a bare label gives to a unit of the level of `node`."""
    bare = label.strip("()（）")
    if node.level in SUBITEMS:
        return subitem_number(_folded(label), subitems, SUBITEMS.index(node.level) + 1)
    value = whole_number(apply(bare, "half"))
    return (value,) if value else None
