"""A provision and the Japanese words of a 改め文 -> the provision as amended (溶け込み).

Reads nothing but those words. All quotations and numbers of a sentence speak of the text before it; the next sentence
sees the new text and the new numbers. What does not fit exactly is refused with its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import assert_never

from pipeline.amending.applying import chapters
from pipeline.amending.applying.adding import Adder
from pipeline.amending.applying.checks.continuity import must_continue
from pipeline.amending.applying.new_text import Body, continue_with
from pipeline.amending.applying.places.locate import Locator
from pipeline.amending.applying.places.schedule import DIVISIONS, remarks_behind
from pipeline.amending.applying.places.steps import label_number
from pipeline.amending.applying.places.target import BUT_REMARKS, Target
from pipeline.amending.applying.quoted import Quotations, part_of
from pipeline.amending.applying.refusal import Refusal, missing, of_an_amendment, shown, unchanged, unread
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
    SetHeading,
    Shift,
    Slide,
    Span,
    Words,
)
from pipeline.amending.language.parse import AmendmentSyntaxError, listen
from pipeline.amending.language.pieces import balanced
from pipeline.labels.amendment_style import Manner
from pipeline.late.regex import regex
from pipeline.provision.alike.sheets import as_forms, names
from pipeline.provision.unit import CHAPTERS, Provision
from pipeline.provision.unreadable import UnreadableError

# 第3条の改正規定中「A」を…: of what is quoted nothing counts.
_OF_AN_AMENDMENT = regex(r"(?:[^「」]|「(?:[^「」]|「[^「」]*」)*」)*改正規定(?:中|の次に|を|に)")


def apply(old: Provision, text: str, manner: Manner) -> Provision:
    """The amended provision. `manner` tells イロハ from アイウ. Raises Refusal with the place of the sentence."""
    try:
        sentences = listen(text)
    except AmendmentSyntaxError as error:
        if _OF_AN_AMENDMENT.match(said := text[error.start : error.end]):
            raise of_an_amendment(said.strip()).at(error.start, error.end) from error
        raise unread(text[error.start : error.end] + f"（{error.reason}）").at(error.start, error.end) from error
    if not sentences:
        raise Refusal("空", "改正規定が一つもありません", "改め文を書いてください")
    if any(name in text for name in names(old)):
        old = as_forms(old, manner)
    bench = take_apart(old, manner.subitems)
    for sentence in sentences:
        try:
            bench.remember()
            _carry_out(bench, sentence, manner)
        except Refusal as refusal:
            raise refusal.at(sentence.start, sentence.end) from refusal
        except UnreadableError as error:
            raise unread(f"{error.words}（{error.reason}）").at(sentence.start, sentence.end) from error
    try:
        made = put_together(bench)
        chapters.must_count_up(bench.roots["本則"].children)
        must_continue(old, made, manner.subitems)
    except Refusal as refusal:
        raise refusal.at(sentences[0].start, sentences[-1].end) from refusal
    return replace(made, supplement_mark=old.supplement_mark)


def _carry_out(bench: Bench, sentence: Sentence, manner: Manner) -> None:
    """One sentence; if it can be read in several ways, the one that fits the text. Raises Refusal if none or two do.

    As its brackets pair it means what it says; another reading is tried where that is none, or where the words that it
    quotes then do not stand in the text. A reading after which brackets of the text no longer pair is none.
    """
    if not sentence.others:
        _Sitting(bench, manner).sentence(sentence)
        return
    fitting, torn = [], _torn(bench)
    failure: Refusal | UnreadableError | None = None
    for n, clauses in enumerate((sentence.clauses, *sentence.others)):
        trial = deepcopy(bench)
        try:
            _Sitting(trial, manner).sentence(replace(sentence, clauses=clauses, others=()))
        except (Refusal, UnreadableError) as error:
            failure = failure or error
        else:
            if _torn(trial) <= torn or (n == 0 and sentence.paired):
                fitting.append(trial)
        if n == 0 and sentence.paired and (fitting or getattr(failure, "code", "") != "空振り"):
            break
    if len(fitting) > 1:
        raise Refusal(
            "多義",
            f"かぎ括弧の対応の取り方が{len(fitting)}通りあり、どれも当てはまります",
            "改正規定を分けて書くなど、引く字句が一通りに決まるように直してください",
        )
    if not fitting:
        raise failure or unread("かぎ括弧の対応")
    bench.roots = fitting[0].roots


def _torn(bench: Bench) -> int:
    """How many texts have a bracket without its partner."""
    nodes = (node for root in bench.roots.values() for top in root.children for node in (top, *_below(top)))
    return sum(not balanced(text) for node in nodes for text in (node.text, *node.cells))


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


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
        self.locator.cells.close()
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
            case SetHeading(place=place, heading=heading):
                self._heading(self.locator.one(place).node, (heading,))
            case Replace(places=places):
                self._replace(self.locator.places(places), body)
            case Retitle(title=title):
                self._retitle(title)
            case Add():
                Adder(self.bench, self.locator, self.manner).add(clause, body)
            case Move(place=place, to=to):
                node = self.locator.one(place).node
                move(node, to, self.manner.subitems)
                if to.steps[-1].level == "項" and node.level in ("条", "各附則", *ROOTS):
                    self.locator.mention(node.had[0])
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

    @staticmethod
    def _heading(node: Node, lines: tuple[str, ...]) -> None:
        """New words of a 章名, written with its number."""
        if not chapters.is_heading(node) or len(lines) != 1:
            raise unread(f"{place_name(node)}の章名")
        words = chapters.words_of(lines[0], node.level, node.number) if node.level in CHAPTERS else ""
        if words == node.text:
            raise unchanged(place_name(node))
        node.text = words

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
        rows = [row for target in targets for row in (target.run or (target.node,))]
        if targets[0].column is None and rows[0].level == "行":
            body.instead_of_rows(rows)
            return
        if len(targets) > 1:
            before = [unit_of(t.node) for t in targets]
            body.instead_of_several([t.node for t in targets])
            if not targets[0].node.gone and before == [unit_of(t.node) for t in targets]:
                raise unchanged(place_name(targets[0].node))
            return
        (target,) = targets
        node = target.node
        if node.level == "表" and parent_of(node).level in ("節", "小節") and body.begins_with_heading():
            # 別表第2の２大会議室の表, restated with its title.
            node = parent_of(node)
        if target.part == "章名":
            self._heading(node, body.all_lines())
            return
        if chapters.is_heading(node):
            self._replace_chapter(node, body)
            return
        before_one = unit_of(node) if node.level not in ROOTS else None
        if target.part == "各号":
            instead = body.items()
            at = len([c for c in node.children if c.level != "号"])
            for child in [c for c in node.had if c.level == "号"]:
                node.drop(child)
            node.adopt(at, instead)
        elif target.part == "柱書" and node.level == "項":
            body.instead_of_lead(node)
        elif target.part == BUT_REMARKS:
            body.instead_of_but_remarks(node)
        elif target.part:
            continue_with(node, part_of(node.text, target.part), body)
        elif target.column is not None:
            body.column(target, target.column)
        elif node.level in ("題名", "目次", "前文", "末文"):
            if not node.children:
                raise missing(node.level)
            lines = body.free_lines(node.level)
            if lines == [n.text for n in node.children]:
                raise unchanged(node.level)
            node.children = []
            node.adopt(0, [Node("項", text=line) for line in lines])
        else:
            body.instead_of(node)
        if before_one is not None and not node.gone and unit_of(node) == before_one:
            raise unchanged(place_name(node))

    def _replace_chapter(self, node: Node, body: Body) -> None:
        """A whole 章 with all that lies below it."""
        parent = parent_of(node)
        below = chapters.members(node, parent.children)
        at = parent.children.index(node)
        word = next(word for word, level in chapters.LEVELS.items() if level == node.level)
        made, count = chapters.read(body.all_lines(), word, self.manner)
        if count != 1 or made[0].number != node.number:
            raise Refusal("番号", f"{place_name(node)}の新しい文の番号が違います", "番号を変えずに書いてください")
        for each in below:
            parent.drop(each)
        parent.adopt(at, made)

    def _delete(self, target: Target) -> None:
        node = target.node
        if target.run and target.column is None:
            for row in target.run:
                parent_of(row).drop(row)
            return
        if target.part == "章名":
            parent_of(node).drop(node)
        elif chapters.is_heading(node):
            parent = parent_of(node)
            for each in chapters.members(node, parent.had):
                parent.drop(each)
        elif target.part == "見出し":
            if node.caption is None:
                raise missing(f"{place_name(node)}の見出し")
            node.caption = None
        elif target.part == "項番号":
            # The number of an only 項 is never printed: it is the first.
            if node.number != (1,):
                renumber([(node, (1,))])
        elif target.part == "各号":
            for child in [c for c in node.had if c.level == "号"]:
                node.drop(child)
        elif target.part:
            extent = part_of(node.text, target.part)
            if extent is None or target.part == "柱書":
                raise missing(f"{place_name(node)}{target.part}")
            node.text = node.text[: extent[0]] + node.text[extent[1] :]
        elif node.level in ("題名", "目次", "前文", "末文", "附則") and node.children:
            for child in node.had:
                node.drop(child)
        elif target.column is not None or node.parent is None:
            raise unread(place_name(node))
        else:
            whole = self._with_its_title(node)
            for remarks in remarks_behind(whole):
                parent_of(remarks).drop(remarks)
            parent_of(whole).drop(whole)

    @staticmethod
    def _with_its_title(node: Node) -> Node:
        """○○関係の表を削り: the 節 of the table, where nothing but its title and its 備考 would be left."""
        division = parent_of(node)
        left = [child for child in division.children if child is not node and child.level != "備考"]
        return division if node.level == "表" and division.level in DIVISIONS and division.text and not left else node

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
