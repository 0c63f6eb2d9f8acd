"""Nodes of papers of clauses -> galley blocks: each kind of node to the file that sets it."""

from __future__ import annotations

from typing import assert_never

from pipeline.galley.blocks import Block, Para, Run, plain
from pipeline.galley.clauses.articles import Articles, Form
from pipeline.galley.clauses.schedules import Schedules
from pipeline.galley.clauses.signatures import signature
from pipeline.galley.clauses.tables import Tables
from pipeline.galley.words import Words
from pipeline.labels.marks import GAP
from pipeline.tree import nodes


class Clauses:
    """Sets the parts of one paper."""

    def __init__(self, words: Words, form: Form | None = None) -> None:
        self.words = words
        self.form = form or Form()
        tables = Tables(words)
        self.articles = Articles(words, tables, self.form)
        self.schedules = Schedules(words, tables)

    def cover(self, cover: nodes.Cover) -> tuple[Block, ...]:
        """表紙: the heading of the file, its date, the parties on one line."""
        parties: list[Run] = []
        for party in cover.parties:
            parties += [Run(GAP)] * bool(parties) + list(self.words.runs(party))
        title = self.words.runs(cover.title)
        made = [Para("表紙題名", title, heading=1, outline=plain(title))]
        if cover.date:
            made.append(Para("表紙日付", self.words.runs(cover.date)))
        if parties:
            made.append(Para("表紙当事者", tuple(parties)))
        return tuple(made)

    def signature(self, node: nodes.Signature) -> tuple[Block, ...]:
        """記名押印欄."""
        return signature(node, self.words)

    def block(self, block: nodes.ClauseBlock) -> tuple[Block, ...]:
        """What a block prints."""
        match block:
            case nodes.Title(text=text, mark=mark):
                title = (*self.words.runs(mark), *self.words.runs(text))
                return (Para(self.form.title_style, title, heading=self.form.title_level, outline=plain(title)),)
            case nodes.PublicationLine(text=text):
                return (Para("公布行", self.words.runs(text)),)
            case nodes.Preamble(text=text, listed=listed):
                return (Para("前文一覧" if listed else "前文", self.words.runs(text)),)
            case nodes.DateLine(text=text):
                return (Para("日付", self.words.runs(text)),)
            case nodes.Chapter():
                return (self.articles.chapter(block),)
            case nodes.Article():
                return self.articles.article(block)
            case nodes.Supplement():
                return self.articles.supplement(block)
            case nodes.Closing(text=text):
                return (Para("末文", self.words.runs(text)),)
            case nodes.Signature():
                return self.signature(block)
            case nodes.Schedule():
                return self.schedules.schedule(block)
            case _:
                assert_never(block)


__all__ = ["Clauses", "Form"]
