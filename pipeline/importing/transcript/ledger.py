"""Conservation: the characters of a paper are those of its source, those that a build computes, and those told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from itertools import count

from pipeline.importing.paper import Line, Note, Paper, characters
from pipeline.importing.structure.draft import Draft
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.rewriting.yaml_text import Tree

_CURE = "この行を原稿に書き足してください。取り込んだ元のファイルを添えて、開発者に知らせてください"


@dataclass(slots=True)
class Ledger:
    """Counts what is put into a source. What a source says a second time (names, keys) is not put."""

    placed: list[str] = field(default_factory=list)

    def put(self, text: str) -> str:
        """The text as a source writes it, counted: braces that are signs in a source are written as words."""
        self.placed.append(text)
        return _BRACES.sub(lambda m: "".join(literally(c) if c in "{}" else c for c in m[0]), text)


# What begins or ends an insertion in a source.
_BRACES = regex(r"\{[{%#]|[}%#]\}")
_LITERAL = regex(r'\{\{ 文字\("(.*?)"\) \}\}')


def told_apart(seen: Counter[str], name: str) -> dict[str, Tree]:
    """The key of a unit whose name another before it bears; {} where none does. `seen` counts names and keys."""
    seen[name] += 1
    if seen[name] == 1:
        return {}
    key = next(made for n in count(seen[name]) if (made := f"{name}（{n}）") not in seen)
    seen[key] += 1
    return {"キー": key}


def literally(words: str) -> str:
    """Words that are neither a reference nor an insertion, as a source writes them."""
    return f'{{{{ 文字("{words}") }}}}'


def said(text: str) -> str:
    """What a text of a source says, its words as they are."""
    return _LITERAL.sub(r"\1", text)


def lost(paper: Paper, draft: Draft, ledger: Ledger, scalars: Iterable[str]) -> tuple[Note, ...]:
    """What stands in the paper and neither in the source nor in what was told: a fault of ours, never passed over."""
    told = [n.words for n in draft.notes]
    left = [x.text for x in draft.unwritten]
    written = characters(x.text for x in paper.lines)
    kept = characters(ledger.placed) + characters(draft.computed) + characters(told) + characters(left)
    missing, surplus = written - kept, kept - written
    absent = Counter(p for p in ledger.placed if p) - Counter(said(s) for s in scalars)
    if not missing and not surplus and not absent:
        return ()
    suspects = [x for x in paper.lines if not _stands(x, [*ledger.placed, *left, *told])] or list(paper.lines[:1])
    shown = "".join(sorted(missing.elements())) or "".join(sorted(surplus.elements())) or "".join(absent)
    message = f"取込みで字が失われました（{(missing or surplus).total() or len(absent)}字: 「{shown[:40]}」）"
    return tuple(Note(message, _CURE, x.span) for x in suspects[:5])


def _stands(line: Line, texts: list[str]) -> bool:
    """Whether the words of a line stand together in something that was kept."""
    words = [c.text for c in line.cells if c.text] or [line.bare]
    return all(any(w in t or (len(w) > 4 and w[4:] in t) for t in texts) for w in words)
