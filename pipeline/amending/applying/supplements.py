"""附則 at work: the only one, the first of several, or the one that its title names."""

from __future__ import annotations

import re

from pipeline.amending.applying.refusal import doubtful, missing
from pipeline.amending.applying.working_tree import Node
from pipeline.labels.marks import BRACKETS
from pipeline.late.regex import regex
from pipeline.notation.numbers.numeral import KANJI_NUMERALS, whole_number
from pipeline.notation.text.width_policy import apply

_DIGITS = regex(f"[{KANJI_NUMERALS}]+")
_DAY = regex("(?<=年)[0-9]+月[0-9]+日")


def found(root: Node, name: str) -> Node:
    """The 附則 that is meant. Without a name: the text's own, not that of an act that amended it. Raises Refusal."""
    several = [node for node in root.had if node.level == "各附則"]
    if not several:
        if name:
            raise missing(f"附則{name}")
        return root
    made = [n for n in several if (_is_meant(n.was_text, name) if name else not _folded(n.was_text))]
    if len(made) != 1:
        raise doubtful("附則", len(several)) if not name or made else missing(f"附則{name}")
    return made[0]


def _is_meant(title: str, name: str) -> bool:
    """（平成30年3月30日規則第15号） is called so, or without its month and day."""
    one, other = _folded(title), _folded(name)
    return bool(one) and (one == other or _DAY.sub("", one) == other)


def _folded(words: str) -> str:
    half = _DIGITS.sub(lambda m: str(whole_number(m[0]) or m[0]), apply(words, "half"))
    return re.sub(f"[ 　{re.escape(BRACKETS)}]", "", half).removesuffix("抄")
