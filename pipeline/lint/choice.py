"""House profile -> the rules that an office asks, and its own words (用語)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from pipeline.lint.passage import Passage
from pipeline.lint.rule import EVERYWHERE, Hit, Rule
from pipeline.lint.rules import RULES


def rules(
    off: Collection[str] = (), words: Mapping[str, str] | None = None, *, hints: bool = False
) -> tuple[Rule, ...]:
    """The rules but for those switched off; 参考 only with `hints`. Words of the house go before every rule."""
    asked = tuple(r for r in RULES if r.id not in off and (hints or r.weight != "参考"))
    if not words:
        return asked
    return (_house_words(words), *(_sparing(r, frozenset(words.values())) for r in asked))


def _house_words(words: Mapping[str, str]) -> Rule:
    pattern = re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))

    def look(passage: Passage) -> Iterator[Hit]:
        for match in pattern.finditer(passage.masked):
            right = words[match[0]]
            # 取組み is wrong where 取組 is right, and no part of a right word is wrong.
            if not passage.masked.startswith(right, match.start()) or len(right) <= len(match[0]):
                yield Hit(*match.span(), f"「{match[0]}」は、この流儀では「{right}」と書きます", right, certain=True)

    return Rule(
        id="公用文-100",
        title="流儀の用語",
        authority="流儀の「用語」",
        why="庁内でそろえると決めた語です。",
        weight="注意",
        wrong=(),
        right=(),
        look=look,
        roles=EVERYWHERE,
        first=True,
    )


def _sparing(rule: Rule, right: frozenset[str]) -> Rule:
    """The rule, silent where the office has decided for the very words that it would change."""
    look, look_at_all = rule.look, rule.look_at_all

    def spared(passage: Passage, hit: Hit) -> bool:
        return any(
            (at := passage.text.find(word, max(0, hit.start - len(word)), hit.end + len(word))) >= 0
            and at <= hit.start
            and hit.end <= at + len(word)
            for word in right
        )

    return replace(
        rule,
        look=None if look is None else lambda passage: (h for h in look(passage) if not spared(passage, h)),
        look_at_all=None
        if look_at_all is None
        else lambda sheet: ((p, h) for p, h in look_at_all(sheet) if not spared(p, h)),
    )
