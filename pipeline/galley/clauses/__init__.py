"""Nodes of papers of clauses -> galley blocks: each kind of node to the file that sets it."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from pipeline.galley.blocks import Block, Para, Run, plain
from pipeline.galley.clauses.articles import Articles, Form
from pipeline.galley.clauses.schedules import Schedules
from pipeline.galley.clauses.signatures import signature
from pipeline.galley.clauses.tables import Tables
from pipeline.galley.words import Words
from pipeline.labels.contents import entries
from pipeline.labels.marks import CONTENTS, GAP
from pipeline.tree import nodes

# Entries of the 目次, by their depth from 1.
CHAPTER_CONTENTS = ("章目次1", "章目次2", "章目次3")


class Clauses:
    """Sets the parts of one paper. `body`: all its blocks, for what is listed of them."""

    def __init__(self, words: Words, form: Form | None = None, body: tuple[nodes.Block, ...] = ()) -> None:
        self.words = words
        self.body = body
        self.form = form or Form()
        tables = Tables(words)
        self.articles = Articles(words, tables, self.form)
        self.schedules = Schedules(words, tables)

    def cover(self, cover: nodes.Cover) -> tuple[Block, ...]:
        """表紙: the heading of the file, its date, the parties on one line, the office that made it."""
        parties: list[Run] = []
        for party in cover.parties:
            parties += [Run(GAP)] * bool(parties) + list(self.words.runs(party))
        title = self.words.runs(cover.title)
        made = [Para("表紙題名", title, heading=1, outline=plain(title))]
        if cover.date:
            made.append(Para("表紙日付", self.words.runs(cover.date)))
        if parties:
            made.append(Para("表紙当事者", tuple(parties)))
        if cover.office:
            made.append(Para("表紙当事者", self.words.runs(cover.office)))
        return tuple(made)

    def signature(self, node: nodes.Signature) -> tuple[Block, ...]:
        """記名押印欄."""
        return signature(node, self.words)

    def contents(self, contents: nodes.ChapterContents) -> tuple[Block, ...]:
        """目次, and a line for each 章, 節 … that leads to it."""
        made: list[Block] = [Para("章目次見出し", (Run(CONTENTS),))]
        for entry in entries(contents, self.body, self.words.labels):
            anchor = "/".join(entry.path)
            label = self.words.house.text(entry.label)
            runs = [replace(run, target=anchor) for run in self.words.runs(entry.heading)]
            if entry.articles:
                runs.append(Run(entry.articles, target=anchor))
            style = CHAPTER_CONTENTS[min(entry.depth, len(CHAPTER_CONTENTS)) - 1]
            if runs:
                made.append(Para(style, tuple(runs), self.words.label(label)))
            else:
                made.append(Para(style, (Run(label, target=anchor),)))
        return tuple(made)

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
            case nodes.Marker(text=text, role=role):
                return (Para(role, self.words.runs(text)),)
            case nodes.ChapterContents():
                return self.contents(block)
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
