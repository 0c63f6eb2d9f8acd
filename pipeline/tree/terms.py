"""定義語: 「（以下「甲」という。）」 defined twice, used before its definition, or never used.

Source: 法制執務 on 略称 and 定義 (a term is defined where it first occurs, once, and only if it occurs again).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Problems, Span
from pipeline.tree.nodes import Inlines, Signature, span_in, text_of
from pipeline.tree.refer import BoundDocument
from pipeline.tree.walk import stretches

_DEFINITION = re.compile(
    r"（[^（）「」]*以下[^（）「」。]{0,12}「([^「」]+)」(?:という|と総称する|と略称する)。?[^（）]*）"
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of one stretch; definitions are blanked in `used`, so that they do not count as uses."""

    inlines: Inlines
    words: str
    used: str


@dataclass(frozen=True, slots=True)
class _Definition:
    term: str
    stretch: int
    start: int


def check(bound: BoundDocument, problems: Problems) -> None:
    """Reports on every defined term of the document, each at its definition or first use."""
    texts = [_stretch(inlines) for inlines, _ in stretches(bound.document)]
    signed = {s.symbol for b in bound.document.body if isinstance(b, Signature) for s in b.signers}
    first: dict[str, _Definition] = {}
    for definition in _definitions(texts):
        place = span_in(texts[definition.stretch].inlines, definition.start, definition.start + 1)
        if definition.term in first:
            before = first[definition.term]
            line = span_in(texts[before.stretch].inlines, before.start, before.start + 1)
            problems.error(
                "定義語",
                f"「{definition.term}」が二度定義されています" + (f"（一度目は{line.line}行目）" if line else ""),
                "定義は初めに出る箇所だけに置いてください",
                place,
            )
            continue
        first[definition.term] = definition
        _check_uses(definition, texts, signed, place, problems)


def _check_uses(
    definition: _Definition, texts: list[_Stretch], signed: set[str], place: Span | None, problems: Problems
) -> None:
    uses = list(_uses(definition.term, texts))
    here = (definition.stretch, definition.start)
    # What the term abbreviates may hold it: 青森圏域（以下「圏域」という。）, 甲の区域及び乙の区域（以下これらを「区域」という。）.
    phrase = (definition.stretch, _phrase_start(texts[definition.stretch].words, definition.start))
    early = [use for use in uses if use < phrase]
    if early:
        n, at = early[0]
        problems.warning(
            "定義語",
            f"「{definition.term}」が定義の前に使われています",
            "定義を初めに出る箇所へ移すか、定義の前では略さずに書いてください",
            span_in(texts[n].inlines, at, at + len(definition.term)),
        )
    if not any(use > here for use in uses) and definition.term not in signed:
        problems.warning(
            "定義語",
            f"「{definition.term}」は定義された後、一度も使われていません",
            "定義を消すか、使うべき箇所を確かめてください",
            place,
        )


def _phrase_start(words: str, end: int) -> int:
    """Where the phrase that ends at `end` begins: behind the last 、 or 。"""
    return max(words.rfind("、", 0, end), words.rfind("。", 0, end)) + 1


def _stretch(inlines: Inlines) -> _Stretch:
    words = text_of(inlines)
    used = _DEFINITION.sub(lambda m: "\n" * len(m[0]), words)
    return _Stretch(inlines, words, used)


def _definitions(texts: list[_Stretch]) -> Iterator[_Definition]:
    for n, text in enumerate(texts):
        for match in _DEFINITION.finditer(text.words):
            yield _Definition(match[1], n, match.start())


def _uses(term: str, texts: list[_Stretch]) -> Iterator[tuple[int, int]]:
    """Occurrences that begin a word: 圏域 in 圏域内, not in 広島圏域."""
    pattern = re.compile(rf"(?<![\u3400-\u9fff\u30a1-\u30fa々ー]){re.escape(term)}")
    for n, text in enumerate(texts):
        for match in pattern.finditer(text.used):
            yield n, match.start()
