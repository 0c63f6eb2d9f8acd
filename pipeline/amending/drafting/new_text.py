"""What stands below a sentence of an amendment, as units; lines of it only where somebody has to read them as text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, assert_never

from pipeline.amending.language.clauses import Clause, Sentence
from pipeline.labels.amendment_style import Manner
from pipeline.labels.marks import CONTENTS, GAP
from pipeline.late.dataclass import dataclass
from pipeline.provision.read_schedule import remarks_told_apart
from pipeline.provision.unit import Unit
from pipeline.provision.write import ToBeRead, numbered_lines, paragraph_lines, remarked, unit_lines


@dataclass(frozen=True, slots=True)
class Free:
    """New words that bear no number: a line of 題名, 前文 or 末文, a ただし書 or 後段, the words of one 欄."""

    of: Literal["題名", "目次", "前文", "末文", "ただし書", "後段", "欄"]
    words: str


@dataclass(frozen=True, slots=True)
class Supplement:
    """A whole 附則 with its heading."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One of several 備考: each bears its number, the first one too."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Numbered:
    """The first of several 項 of a 附則 or a 本則 without 条: there it bears its number, in a 条 it does not."""

    unit: Unit


NewText = Unit | Free | Supplement | Remark | Numbered


@dataclass(frozen=True, slots=True)
class Drafted:
    """One 改正規定: its clauses and the new text below it."""

    clauses: tuple[Clause, ...]
    new: tuple[NewText, ...] = ()

    def sentence(self, manner: Manner) -> Sentence:
        """The sentence with its new text as lines: what the proof reads."""
        return Sentence(self.clauses, tuple(lines(self.new, manner)))


def lines(new: Iterable[NewText], manner: Manner) -> list[str]:
    """New text as it stands in a 改め文: rows of a 目次 below that word."""
    made: list[str] = []
    parts = list(new)
    for before, part in zip((None, *parts), parts, strict=False):
        match part:
            case Unit():
                # A 条 of 号 alone has nothing behind its number.
                held = [line.rstrip(GAP) for line in unit_lines([part], ToBeRead(manner.house))]
                made += remarks_told_apart(held) if part.level == "別表" else held
            case Free(of="目次", words=words):
                opens = not (isinstance(before, Free) and before.of == "目次")
                made += [CONTENTS, words] if opens else [words]
            case Free(words=words):
                made.append(words)
            case Remark(unit=unit):
                made.append(remarked(unit, manner) + unit.text)
            case Numbered(unit=unit):
                made += numbered_lines((unit,), ToBeRead(manner.house))
            case Supplement(units=units):
                made += [manner.supplement_head(), *paragraph_lines(units, manner)]
            case _:
                assert_never(part)
    return made
