"""定義語: 「（以下「甲」という。）」 defined twice, used before its definition, or never used.

Source: 法制執務 on 略称 and 定義 (a term is defined where it first occurs, once, and only if it occurs again).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from pipeline.diagnostics import Problems, Span
from pipeline.late.regex import regex
from pipeline.notation.citation.short_names import SHORT_NAME
from pipeline.tree.nodes import Article, Block, Chapter, Inlines, Signature, Supplement, Title, span_in
from pipeline.tree.refer import BoundDocument

# A use begins a word: 圏域 in 圏域内, not in 広島圏域.
_BEGINS_A_WORD = regex(r"(?<![\u3400-\u9fff\u30a1-\u30fa々ー])")
# この組合は、○○組合（以下「組合」という。）という: what the paper is about is pointed at, before it has its name.
_POINTER = "この"


def check(bound: BoundDocument, problems: Problems) -> None:
    """Reports on every defined term of the document, each at its definition or first use."""
    text = _Text(bound)
    signed = {s.symbol for b in bound.document.body if isinstance(b, Signature) for s in b.signers}
    first: dict[str, int] = {}
    for match in SHORT_NAME.finditer(text.words):
        term, start = match["term"], match.start()
        if match["within"]:
            # 以下この条において: other 条 use the word as they will, and may define it anew.
            _check_after(term, start, text, problems)
            continue
        if term in first:
            before = text.span(first[term], first[term] + 1)
            problems.error(
                "定義語",
                f"「{term}」が二度定義されています" + (f"（一度目は{before.line}行目）" if before else ""),
                "定義は初めに出る箇所だけに置いてください",
                text.span(start, start + 1),
            )
            continue
        first[term] = start
        _check_before(term, start, text, problems)
        if term not in signed:
            _check_after(term, start, text, problems)


def _check_before(term: str, defined: int, text: _Text, problems: Problems) -> None:
    # What the term abbreviates may hold it: 青森圏域（以下「圏域」という。）, 甲の区域及び乙の区域（以下これらを「区域」という。）.
    phrase = max(text.words.rfind(sign, 0, defined) for sign in "、，。\n") + 1
    words = text.used_below_heads
    early = next((at for at in _uses(term, words, 0, phrase) if not words.endswith(_POINTER, 0, at)), None)
    if early is not None:
        problems.warning(
            "定義語",
            f"「{term}」が定義の前に使われています",
            "定義を初めに出る箇所へ移すか、定義の前では略さずに書いてください",
            text.span(early, early + len(term)),
        )


def _check_after(term: str, defined: int, text: _Text, problems: Problems) -> None:
    if not any(True for _ in _uses(term, text.used, defined, len(text.used))):
        problems.warning(
            "定義語",
            f"「{term}」は定義された後、一度も使われていません",
            "定義を消すか、使うべき箇所を確かめてください",
            text.span(defined, defined + 1),
        )


def _uses(term: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where the term begins a word. No pattern for each term: to compile it takes longer than to look through a paper."""
    at = words.find(term, start, end)
    while at >= 0:
        if _BEGINS_A_WORD.match(words, at):
            yield at
        at = words.find(term, at + 1, end)


def _heads(body: tuple[Block, ...]) -> Iterator[Inlines]:
    for block in body:
        match block:
            case Title():
                yield block.text
            case Chapter():
                yield block.heading
            case Article():
                yield from _captions((block,))
            case Supplement():
                yield from _captions(block.articles)
            case _:
                pass


def _captions(articles: tuple[Article, ...]) -> Iterator[Inlines]:
    for article in articles:
        yield article.caption
        yield from (paragraph.caption for paragraph in article.paragraphs)


class _Text:
    """All words of a document, a stretch a line; in `used` definitions are blank, so that they do not count as uses.

    In `used_below_heads` titles and 見出し are blank, too: they name what their 条 is about to define.
    """

    def __init__(self, bound: BoundDocument) -> None:
        self.bound = bound
        self.words = "\n".join(bound.words)
        self.used = SHORT_NAME.sub(lambda m: "\n" * len(m[0]), self.words)
        heads = {id(head) for head in _heads(bound.document.body)}
        made, at = [], 0
        for stretch, line in zip(bound.stretches, bound.words, strict=True):
            made.append("\n" * len(line) if id(stretch) in heads else self.used[at : at + len(line)])
            at += len(line) + 1
        self.used_below_heads = "\n".join(made)

    def span(self, start: int, end: int) -> Span | None:
        """Where characters of the words stand in the source."""
        starts = list(accumulate([len(line) + 1 for line in self.bound.words], initial=0))
        n = bisect_right(starts, start) - 1
        return span_in(self.bound.stretches[n], start - starts[n], end - starts[n])
