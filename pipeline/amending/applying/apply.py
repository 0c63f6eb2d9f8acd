"""A provision and the Japanese words of a 改め文 -> the provision as amended (溶け込み).

Reads nothing but those words. All quotations and numbers of a sentence speak of the text before it; the next sentence
sees the new text and the new numbers. What does not fit exactly is refused with its sentence.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from pipeline.amending.applying.continuity import must_continue
from pipeline.amending.applying.locate import Locator, shown
from pipeline.amending.applying.locate_rows import Target, label_number, rows_of_now
from pipeline.amending.applying.new_text import Body, continue_with
from pipeline.amending.applying.quoted import Quotations, part_of
from pipeline.amending.applying.refusal import Refusal, doubtful, missing, unchanged, unread
from pipeline.amending.applying.renumber import move, renumber, shift
from pipeline.amending.applying.working_tree import (
    ROOTS,
    Bench,
    Node,
    parent_of,
    place_name,
    put_together,
    take_apart,
    unit_of,
)
from pipeline.amending.language.clauses import (
    Add,
    Clause,
    Delete,
    Location,
    Move,
    Replace,
    Retitle,
    Sentence,
    SetCaption,
    Shift,
    Slide,
    Span,
    Words,
)
from pipeline.amending.language.parse import AmendmentSyntaxError, listen
from pipeline.labels.amendment_style import Manner
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
        made = put_together(bench)
        must_continue(old, made)
    except Refusal as refusal:
        raise refusal.at(sentences[0].start, sentences[-1].end) from refusal
    return replace(made, supplement_mark=old.supplement_mark)


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
        if not isinstance(clause, Words):
            self.targets = []
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
            case Replace(places=places):
                self._replace(self.locator.places(places), body)
            case Retitle(title=title):
                self._retitle(title)
            case Add():
                self._add(clause, body)
            case Move(place=place, to=to):
                move(self.locator.one(place).node, to, self.manner.subitems)
            case Slide(span=span, to=Span(first=first, last=Location() as last)):
                self._slide(self.locator.span(span), first, last)
            case Slide(to=to):
                raise unread(shown(to.first))
            case Shift(places=places, by=by, unit=unit, direction=direction):
                nodes = [target.node for target in self.locator.places(places)]
                shift(nodes, by if direction == "下" else -by, unit)
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
        if clause.caption == node.caption:
            raise unchanged(f"{place_name(node)}の見出し")
        node.caption = clause.caption

    def _retitle(self, title: str) -> None:
        root = self.bench.roots["題名"]
        if not root.children:
            raise missing("題名")
        if [n.text for n in root.children] == [title]:
            raise unchanged("題名")
        root.children = []
        root.adopt(0, [Node("項", text=title)])

    def _replace(self, targets: list[Target], body: Body) -> None:
        """New text in place of one unit, or of several of one kind: one for each, in their order."""
        if len(targets) > 1:
            before = [unit_of(t.node) for t in targets]
            body.instead_of_several([t.node for t in targets])
            if before == [unit_of(t.node) for t in targets]:
                raise unchanged(place_name(targets[0].node))
            return
        (target,) = targets
        node = target.node
        before_one = unit_of(node) if node.level not in ROOTS else None
        if target.part == "各号":
            instead = body.items()
            at = len([c for c in node.children if c.level != "号"])
            for child in [c for c in node.had if c.level == "号"]:
                node.drop(child)
            node.adopt(at, instead)
        elif target.part:
            continue_with(node, part_of(node.text, target.part), body)
        elif target.column is not None:
            body.column(node, target.column)
        elif node.level in ("題名", "前文", "末文"):
            if not node.children:
                raise missing(node.level)
            lines = body.free_lines(node.level)
            if lines == [n.text for n in node.children]:
                raise unchanged(node.level)
            node.children = []
            node.adopt(0, [Node("項", text=line) for line in lines])
        elif node.level == "行":
            parent = parent_of(node)
            at = next(n for n, c in enumerate(parent.children) if c is node)
            made = body.rows(node)
            if [m.cells for m in made] == [node.cells]:
                raise unchanged(place_name(node))
            parent.drop(node)
            parent.adopt(at, made)
        else:
            body.instead_of(node)
        if before_one is not None and node.level != "行" and unit_of(node) == before_one:
            raise unchanged(place_name(node))

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
        if node.level in ("題名", "前文", "本則", "附則") and clause.side == "次":
            self._behind_root(clause, body)
            return
        if clause.unit == "表" and node.level == "表":
            # 同表 said of a table that is all there is in its 別表.
            node = node.above("別表") or node
        if clause.unit == "備考":
            self._remarks(node, body)
            return
        if clause.unit in ("ただし書", "後段"):
            if node.level in ("条", "附則") and len(node.had) == 1:
                node = node.had[0]
            if node.level not in ("項", "号"):
                raise doubtful(f"{place_name(node)}の項", len(node.had))
            if part_of(node.text, clause.unit) is not None:
                raise Refusal("既存", f"{place_name(node)}の{clause.unit}は既にあります", "「改める」を使ってください")
            node.text += body.one_line(clause.unit)
            return
        beside = node if clause.side != "内" else None
        parent = parent_of(node) if beside is not None else node
        if beside is None and clause.unit == "号" and node.level == "条":
            if len(node.had) != 1:
                raise missing(f"{place_name(node)}の号を加える項")
            parent = node.had[0]
        made, parent = body.added(clause, parent, beside)
        if clause.label and label_number(made[0], clause.label, self.manner.subitems) != made[0].number:
            raise Refusal("番号", "加えるものの記号が規定と違います", "記号を確かめてください")
        if beside is None:
            at = _end(parent, made[0])
            if clause.label:
                at = next((n for n, c in enumerate(parent.children) if c.level == made[0].level), at)
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
        _check_names(parent, made)
        parent.adopt(at, made)

    def _behind_root(self, clause: Add, body: Body) -> None:
        """附則の次に次の1表を加え (the first 別表); 本則の次に次の附則を加え; 題名の次に次の前文を加え."""
        match clause.unit:
            case "前文" | "末文":
                root = self.bench.roots[clause.unit]
                made = [Node("項", text=line) for line in body.free_lines(clause.unit)]
            case "附則":
                root = self.bench.roots["附則"]
                made = body.added(clause, root, None)[0]
            case "表":
                root = self.bench.roots["別表集"]
                made = body.added(clause, root, None)[0]
            case _:
                raise unread(f"{shown(clause.place)}の次に次の{clause.unit}を加え")
        if root.children:
            raise Refusal(
                "既存", f"{root.level if clause.unit != '表' else '別表'}は既にあります", "「改める」を使ってください"
            )
        root.adopt(0, made)

    @staticmethod
    def _remarks(node: Node, body: Body) -> None:
        if node.level not in ("別表", "節", "小節"):
            raise unread(f"{place_name(node)}の備考")
        if any(child.level == "備考" for child in node.children):
            raise Refusal("既存", f"{place_name(node)}の備考は既にあります", "「改める」を使ってください")
        node.adopt(len(node.children), [body.remarks()])

    def _delete(self, target: Target) -> None:
        node = target.node
        if target.part == "見出し":
            if node.caption is None:
                raise missing(f"{place_name(node)}の見出し")
            node.caption = None
        elif target.part == "項番号":
            pass  # the number of an only 項 is never printed: what the rule asks for is so already
        elif target.part == "各号":
            for child in [c for c in node.had if c.level == "号"]:
                node.drop(child)
        elif target.part:
            extent = part_of(node.text, target.part)
            if extent is None or target.part == "柱書":
                raise missing(f"{place_name(node)}{target.part}")
            node.text = node.text[: extent[0]] + node.text[extent[1] :]
        elif node.level in ("題名", "前文", "末文", "附則") and node.children:
            for child in node.had:
                node.drop(child)
        elif target.column is not None or node.parent is None:
            raise unread(place_name(node))
        else:
            node.parent.drop(node)

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
        renumber([(node, (ends[0][0] + n,)) for n, node in enumerate(nodes)])


def _check_order(parent: Node, at: int, made: list[Node]) -> None:
    """New numbers must fit between their neighbours as they now stand."""
    if not made[0].number:
        return
    before = [c.number for c in parent.children[:at] if c.level == made[0].level and c.number]
    after = [c.number for c in parent.children[at:] if c.level == made[0].level and c.number]
    numbers = [max(before, default=()), *(m.number for m in made), min(after, default=(10**9,))]
    if any(a >= b for a, b in pairwise(numbers)):
        raise Refusal("順序", "加えるものの番号が前後の番号と合いません", "番号と、加える場所を確かめてください")


def _end(parent: Node, made: Node) -> int:
    """Behind the last of its kind: 備考 stay behind what is added to a 別表."""
    alike = [n for n, c in enumerate(parent.children) if c.level == made.level]
    return alike[-1] + 1 if alike else len(parent.children)


def _check_names(parent: Node, made: list[Node]) -> None:
    """A new row must not take the name of another, where rows so far went by their first 欄 alone."""
    if made[0].level != "行":
        return
    there = [row.cells[0] for row in rows_of_now(parent) if row.cells]
    new = [row.cells[0] for row in made]
    if len(set(there)) == len(there) and len({*there, *new}) < len(there) + len(new):
        twice = next(name for n, name in enumerate(new) if name in there or name in new[:n])
        raise Refusal(
            "重複", f"「{twice}」の項が二つできます", "名前を変えるか、「の項を次のように改める」を使ってください"
        )
