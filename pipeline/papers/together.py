"""Proven amendments of several agreements -> one text that amends them all (一括): each in a 条 of its own, or all alike at once.

第1条　○○市及び△△町の連携協約の一部を次のように変更する。      次に掲げる協約の一部を次のように変更する。
第3条中…                                                      (1)　○○市及び△△町の連携協約
第2条　○○市及び××村の連携協約の一部を次のように変更する。      (2)　○○市及び××村の連携協約
第4条中…                                                      第3条中…

Rules stand in 条 of their own though they are amended alike; two of them are named in the title, of more the first and 等.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.amending.applying.apply import apply
from pipeline.amending.applying.checks.addressed import part_for
from pipeline.amending.applying.refusal import Refusal
from pipeline.amending.prove import Proven, is_same_text
from pipeline.galley import Block, Galley, Para, Part, Run, plain
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import GAP, captioned
from pipeline.late.dataclass import dataclass
from pipeline.papers import amendment_law
from pipeline.papers.amending_agreement import sentences
from pipeline.papers.amendment_frame import Frame

# What stands behind the 改め文 and is the same for all: the blocks of the 附則.
_SUPPLEMENT = frozenset({"附則見出し", "前文", "項"})
_ALONE = "--together を付けずに、文書ごとの改め文にしてください"
_AGREEMENT = "協約"
_TWO = 2


@dataclass(frozen=True, slots=True)
class One:
    """One of the amendments: what was proven, and what stands around it."""

    made: Proven
    frame: Frame


@dataclass(frozen=True, slots=True)
class Together:
    """The one text: as lines, and as blocks of a paper."""

    title: str
    text: str
    blocks: tuple[Block, ...]

    def galley(self, day: date | None) -> Galley:
        """The paper. Nobody signs it: each agreement has its own 変更協約書; rules have this one."""
        head = Para("題名", (Run(self.title),), heading=1, outline=self.title)
        parts = (Part("本文", (head, *self.blocks)),)
        return Galley(self.title, self.title, "", day, parts, (("題名", self.title),))


class NotTogetherError(Exception):
    """Why several amendments cannot be one text, in Japanese, and what to do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason, self.cure = reason, cure


def together(several: Sequence[One], manner: Manner) -> Together:
    """The one text of several amendments, each proven alone from its words. Raises NotTogetherError."""
    _must_be_told_apart(several)
    alike = len({one.made.text for one in several}) == 1 and not manner.house.rules
    text = _alike_text(several, manner) if alike else _pillar_text(several, manner)
    for n, one in enumerate(several, 1):
        label = manner.item_mark((n,)) if alike else manner.article((n,))
        _prove(one.made, text, label, manner)
    title = amendment_law.cited(several[0].made.old)
    heading = several[0].frame.title.replace(title, _all_named(several, manner), 1)
    blocks = _alike_blocks(several, manner) if alike else _pillar_blocks(several, manner)
    return Together(heading, f"{heading}\n{text}", (*blocks, *_supplement(several[0])))


def _all_named(several: Sequence[One], manner: Manner) -> str:
    """How a title names all that it amends: A及びB of two rules, A等 of more; agreements bear names that have their own 及び."""
    titles = [amendment_law.cited(one.made.old) for one in several]
    return "及び".join(titles) if manner.house.rules and len(titles) == _TWO else f"{titles[0]}等"


def _must_be_told_apart(several: Sequence[One]) -> None:
    titles = [one.made.old.title for one in several]
    if len(set(titles)) < len(titles):
        twice = next(t for t in titles if titles.count(t) > 1)
        raise NotTogetherError(
            f"題名が「{twice}」の文書が二つ以上あり、一つの改め文ではどれを改めるか決まりません", _ALONE
        )
    called = list(dict.fromkeys(one.frame.called for one in several))
    if len(called) > 1:
        raise NotTogetherError(
            f"「{'」と「'.join(called)}」は、一つの改め文では改められません（改めるものを何と呼ぶか決まりません）",
            "同じ種類の文書（条例だけ、規則だけなど）ごとに、--together を付けて作ってください",
        )
    if len({tuple(map(str, _supplement(one))) for one in several}) > 1:
        raise NotTogetherError("改め文の附則が文書ごとに違います", f"附則の文言を同じにするか、{_ALONE}")


def _pillar_text(several: Sequence[One], manner: Manner) -> str:
    made = []
    for n, one in enumerate(several, 1):
        made += [_caption(one, manner), f"{manner.article((n,))}{GAP}{one.frame.pillar}", *_lines(one)]
    return "".join(f"{line}\n" for line in made)


def _lines(one: One) -> list[str]:
    """The lines of an 改め文; the sign that parts the words of a cell ends none, though Python takes it for an end."""
    return one.made.text.removesuffix("\n").split("\n")


def _caption(one: One, manner: Manner) -> str:
    return captioned(f"{one.made.old.title}の一部{manner.house.revising}")


def _alike_text(several: Sequence[One], manner: Manner) -> str:
    listed = [f"{manner.item_mark((n,))}{GAP}{one.made.old.title}" for n, one in enumerate(several, 1)]
    lines = [_head(several, manner), *listed, *_lines(several[0])]
    return "".join(f"{line}\n" for line in lines)


def _head(several: Sequence[One], manner: Manner) -> str:
    called = several[0].frame.called.removeprefix("連携") or _AGREEMENT
    return f"次に掲げる{called}の一部を次のように{manner.house.revising}する。"


def _prove(made: Proven, text: str, label: str, manner: Manner) -> None:
    """The proof of one part: its words, read out of the whole text, lead from the one provision to the other."""
    try:
        for named in (label, None):
            part = part_for(made.old, text, named)
            result = apply(made.old, part.alone(text), manner) if part is not None else None
            if result is None or not is_same_text(result, made.new, manner):
                raise NotTogetherError(f"一括の改め文を「{made.old.title}」に当てた結果が、新しい文と違います", _ALONE)
    except Refusal as refusal:
        raise NotTogetherError(f"一括の改め文: {refusal.message}", _ALONE) from refusal


def _pillar_blocks(several: Sequence[One], manner: Manner) -> Iterator[Block]:
    for n, one in enumerate(several, 1):
        yield Para("条見出し", (Run(_caption(one, manner)),))
        yield Para("条", (Run(one.frame.pillar),), (Run(manner.article((n,)) + GAP),))
        yield from sentences(one.made, manner)


def _alike_blocks(several: Sequence[One], manner: Manner) -> Iterator[Block]:
    yield Para("前文", (Run(_head(several, manner)),))
    for n, one in enumerate(several, 1):
        yield Para("号", (Run(one.made.old.title),), (Run(manner.item_mark((n,)) + GAP),))
    yield from sentences(several[0].made, manner)


def _supplement(one: One) -> tuple[Block, ...]:
    """The 附則 that stands behind the sentences, if there is one."""
    made: list[Block] = []
    for block in one.frame.closing:
        if not (isinstance(block, Para) and block.style in _SUPPLEMENT):
            break
        made.append(block)
    return tuple(made) if made and isinstance(made[0], Para) and plain(made[0].runs) else ()
