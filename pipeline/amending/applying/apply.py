"""A provision and the Japanese words of a 改め文 -> the provision as amended (溶け込み).

Reads nothing but those words. All quotations and numbers of a sentence speak of the text before it; the next sentence
sees the new text and the new numbers. What does not fit exactly is refused with its sentence.
"""

from __future__ import annotations

from itertools import pairwise
from typing import assert_never

from pipeline.amending.applying.locate import Locator, shown
from pipeline.amending.applying.locate_rows import Target, label_number
from pipeline.amending.applying.new_text import Body, continue_with
from pipeline.amending.applying.quoted import Quotations, part_of
from pipeline.amending.applying.refusal import Refusal, doubtful, missing, unread
from pipeline.amending.applying.working_tree import Bench, Node, place_name, put_together, take_apart
from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Delete,
    Location,
    Move,
    Replace,
    Sentence,
    SetCaption,
    Shift,
    Slide,
    Words,
)
from pipeline.amending.language.parse import AmendmentSyntaxError, listen
from pipeline.labels.amendment_style import Manner, Number
from pipeline.provision.unit import Provision
from pipeline.provision.unreadable import UnreadableError


def apply(old: Provision, text: str, manner: Manner) -> Provision:
    """The amended provision. `manner` tells イロハ from アイウ. Raises Refusal with the place of the sentence."""
    try:
        sentences = listen(text)
    except AmendmentSyntaxError as error:
        raise unread(text[error.start : error.end] + f"（{error.reason}）").at(error.start, error.end) from error
    if not sentences:
        raise Refusal("空", "改正規定が一つもありません", "改め文を書いてください")
    bench = take_apart(old)
    for sentence in sentences:
        try:
            bench.remember()
            _Sitting(bench, manner).sentence(sentence)
        except Refusal as refusal:
            raise refusal.at(sentence.start, sentence.end) from refusal
        except UnreadableError as error:
            raise unread(f"{error.words}（{error.reason}）").at(sentence.start, sentence.end) from error
    try:
        return put_together(bench)
    except Refusal as refusal:
        raise refusal.at(sentences[0].start, sentences[-1].end) from refusal


class _Sitting:
    """The work of one sentence."""

    def __init__(self, bench: Bench, manner: Manner) -> None:
        self.bench, self.manner = bench, manner
        self.locator = Locator(bench, manner.subitems)
        self.quotations = Quotations()
        self.targets: list[Target] = []

    def sentence(self, sentence: Sentence) -> None:
        body = Body(sentence.body, self.manner)
        for clause in sentence.clauses:
            self._clause(clause, body)
        self.quotations.settle()
        if body.rest:
            raise Refusal("残り", f"「{body.rest[0]}」を読み終えていません", "新しい文の行と数を確かめてください")

    def _clause(self, clause: Clause, body: Body) -> None:
        match clause:
            case Words(places=places, edits=edits):
                if places:
                    self.targets = self.locator.places(places)
                if not self.targets:
                    raise Refusal(
                        "先行詞", "どこの字句を改めるのか書かれていません", "「第○条中」のように書いてください"
                    )
                for edit in edits:
                    self.quotations.ask(self.targets, edit, "")
            case SetCaption():
                self._caption(clause)
            case Replace(place=place):
                self._replace(self.locator.one(place), body)
            case Add():
                self._add(clause, body)
            case Move(place=place, to=to):
                self._move(self.locator.one(place).node, to)
            case Slide(span=span, to=to):
                self._slide(self.locator.span(span), to.first, to.last)
            case Shift():
                self._shift(clause)
            case Delete(places=places):
                for target in self.locator.places(places):
                    self._delete(target)
            case _:
                assert_never(clause)

    def _caption(self, clause: SetCaption) -> None:
        node = self.locator.one(clause.place).node
        if node.level not in ("条", "項"):
            raise unread(f"{place_name(node)}の見出し")
        if clause.attach == (node.caption is not None):
            has = "既にあります" if clause.attach else "ありません"
            raise Refusal("見出し", f"{place_name(node)}の見出しは{has}", "「改める」と「付する」を確かめてください")
        node.caption = clause.caption

    def _replace(self, target: Target, body: Body) -> None:
        node = target.node
        if target.part:
            continue_with(node, part_of(node.text, target.part), body)
        elif target.column is not None:
            body.column(node, target.column)
        elif node.level in ("題名", "前文", "末文"):
            node.children = []
            node.adopt(0, [Node("項", text=line) for line in body.free_lines(node.level)])
        elif node.level == "行":
            at = next(n for n, c in enumerate(_parent(node).children) if c is node)
            made = body.rows(node)
            parent = _parent(node)
            parent.drop(node)
            parent.adopt(at, made)
        else:
            body.instead_of(node)

    def _before_excerpt(self, clause: Add) -> bool:
        """第3条の次に… where the text is an excerpt that begins behind 第3条: the new numbers tell the place."""
        had = self.bench.roots["本則"].had
        steps = clause.place.steps
        plain = len(steps) == 1 and steps[0].level == "条" and not steps[0].same and clause.unit == "条"
        return plain and clause.side == "次" and bool(had) and (1,) < had[0].was > steps[0].number

    def _add(self, clause: Add, body: Body) -> None:
        if self._before_excerpt(clause):
            parent = self.bench.roots["本則"]
            self._take_in(parent, 0, body.added(clause, parent, None)[0])
            return
        target = self.locator.one(clause.place)
        node = target.node
        if node.level in ("本則", "附則") and clause.side == "次":
            self._behind_root(clause, body)
            return
        if clause.unit in ("ただし書", "後段"):
            if node.level == "条" and len(node.had) == 1:
                node = node.had[0]
            if node.level not in ("項", "号"):
                raise doubtful(f"{place_name(node)}の項", len(node.had))
            if part_of(node.text, clause.unit) is not None:
                raise Refusal("既存", f"{place_name(node)}の{clause.unit}は既にあります", "「改める」を使ってください")
            node.text += body.one_line(clause.unit)
            return
        beside = node if clause.side != "内" else None
        parent = _parent(node) if beside is not None else node
        if beside is None and clause.unit == "号" and node.level == "条":
            if len(node.had) != 1:
                raise missing(f"{place_name(node)}の号を加える項")
            parent = node.had[0]
        made, parent = body.added(clause, parent, beside)
        if beside is None:
            at = len(parent.children)
            if clause.first:
                if made[0].number != clause.first:
                    raise Refusal("番号", "加えるものの番号が規定と違います", "番号を確かめてください")
                at = 0
        else:
            anchor = next(n for n, c in enumerate(parent.children) if c is beside)
            at = anchor + (clause.side == "次")
        self._take_in(parent, at, made)

    def _take_in(self, parent: Node, at: int, made: list[Node]) -> None:
        for new in made:
            taken = [c for c in parent.children if new.number and (c.number, c.level) == (new.number, new.level)]
            if taken:
                raise Refusal("既存", f"{place_name(taken[0])}は既にあります", "先にその番号を空けてください")
        _check_order(parent, at, made)
        parent.adopt(at, made)

    def _behind_root(self, clause: Add, body: Body) -> None:
        """附則の次に次の1表を加え (the first 別表); 本則の次に次の附則を加え."""
        root = self.bench.roots["附則" if clause.unit == "附則" else "別表集"]
        if clause.unit not in ("附則", "表") or root.children:
            raise unread(f"{shown(clause.place)}の次に次の{clause.unit}を加え")
        root.adopt(0, body.added(clause, root, None)[0])

    def _delete(self, target: Target) -> None:
        node = target.node
        if target.part == "見出し":
            node.caption = None
        elif target.part:
            extent = part_of(node.text, target.part)
            if extent is None or target.part == "柱書":
                raise missing(f"{place_name(node)}{target.part}")
            node.text = node.text[: extent[0]] + node.text[extent[1] :]
        elif node.level == "附則" and node.children:
            for child in node.had:
                node.drop(child)
        elif target.column is not None or node.parent is None:
            raise unread(place_name(node))
        else:
            node.parent.drop(node)

    def _move(self, node: Node, to: Location) -> None:
        step = to.steps[-1]
        if node.level in ("条", "附則") and step.level == "項":
            self._into_paragraph(node, step.number)
            return
        number: Number | None = step.number
        if step.level == "札":
            number = label_number(node, step.name, self.manner.subitems)
        elif step.level != node.level or to.tail:
            number = None
        if number is None:
            raise unread(f"{place_name(node)}を{shown(to)}とし")
        for above in to.steps[:-1]:
            if not above.same or node.above("項" if above.level == "項" else above.level) is None:
                raise unread(shown(to))
        self._renumber([(node, number)])

    def _into_paragraph(self, article: Node, number: Number) -> None:
        """第5条を同条第2項とし: the only 項 of a 条 is moved (R7)."""
        if len(article.had) != 1:
            raise missing(f"{place_name(article)}のただ一つの項")
        self._renumber([(article.had[0], number)])

    def _slide(self, nodes: list[Node], first: Location, last: Location) -> None:
        ends = []
        for to, node in ((first, nodes[0]), (last, nodes[-1])):
            step = to.steps[-1]
            if step.level == "札":
                ends.append(label_number(node, step.name, self.manner.subitems) or ())
            else:
                ends.append(step.number if step.level == node.level else ())
        if not all(ends) or ends[1][0] - ends[0][0] != len(nodes) - 1:
            raise Refusal("数", "移す前と移した後の数が違います", "範囲の初めと終わりを確かめてください")
        self._renumber([(node, (ends[0][0] + n,)) for n, node in enumerate(nodes)])

    def _shift(self, clause: Shift) -> None:
        nodes = self.locator.span(clause.span)
        if any(n.level != clause.unit or len(n.number) > 1 for n in nodes):
            raise unread(f"{place_name(nodes[0])}からの範囲を{clause.unit}ずつ")
        by = clause.by if clause.direction == "下" else -clause.by
        self._renumber([(node, (node.number[0] + by,)) for node in nodes])

    def _renumber(self, moves: list[tuple[Node, Number]]) -> None:
        moving = {id(node) for node, _ in moves}
        for node, number in moves:
            if (number and number[0] < 1) or number == node.number:
                raise Refusal("番号", f"{place_name(node)}を移す先が正しくありません", "番号を確かめてください")
            taken = [c for c in _parent(node).children if c.number == number and c.level == node.level]
            if any(id(c) not in moving for c in taken):
                raise Refusal(
                    "既存",
                    f"{place_name(taken[0])}は既にあり、{place_name(node)}をそこに移せません",
                    "先にそこを空けてください",
                )
        for node, number in moves:
            node.number = number
        _sort(_parent(moves[0][0]), moves[0][0].level)


def _check_order(parent: Node, at: int, made: list[Node]) -> None:
    """New numbers must fit between their neighbours as they now stand."""
    if not made[0].number:
        return
    before = [c.number for c in parent.children[:at] if c.level == made[0].level and c.number]
    after = [c.number for c in parent.children[at:] if c.level == made[0].level and c.number]
    numbers = [max(before, default=()), *(m.number for m in made), min(after, default=(10**9,))]
    if any(a >= b for a, b in pairwise(numbers)):
        raise Refusal("順序", "加えるものの番号が前後の番号と合いません", "番号と、加える場所を確かめてください")


def _sort(parent: Node, level: str) -> None:
    """Puts the children of a level in the order of their numbers; others stay where they are."""
    places = [n for n, c in enumerate(parent.children) if c.level == level]
    ordered = sorted((parent.children[n] for n in places), key=lambda c: c.number)
    for n, child in zip(places, ordered, strict=True):
        parent.children[n] = child


def _parent(node: Node) -> Node:
    if node.parent is None:
        raise unread(place_name(node))
    return node.parent
