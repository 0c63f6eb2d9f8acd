"""Rules of characters: look-alikes, old forms, invisible characters, as the notation room finds them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lint.passage import MASK, Passage
from pipeline.lint.rule import EVERYWHERE, Hit, Rule
from pipeline.notation.text import characters

_NAMES_MAY_HAVE = frozenset({"variation_selector", "compat_ideograph"})


def _characters(passage: Passage) -> Iterator[Hit]:
    for finding in characters.lint(passage.text):
        if MASK in passage.masked[finding.start : finding.end] or finding.code in _NAMES_MAY_HAVE | {"halfwidth_kana"}:
            continue
        yield Hit(finding.start, finding.end, f"{finding.message}。{finding.cure}")


LOOK_ALIKES = Rule(
    id="公用文-059",
    title="形の似た文字・旧字体・見えない文字",
    authority="常用漢字表（平成22年内閣告示第2号）",
    why="見た目は同じでも別の文字なので、検索・照合・改正で見落とします。",
    weight="注意",
    wrong=("コンピュー夕を使う。", "力レンダーを配る。", "會議を開く。"),
    right=("コンピュータを使う。", "夕方に開く。", "会議を開く。"),
    look=_characters,
    roles=EVERYWHERE,
)

RULES = (LOOK_ALIKES,)
