"""Amending words -> pieces by depth of 「」: quotes kept apart, sentences and clauses cut only outside them (R15)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.provision.unreadable import UnreadableError

# Stands for one quotation while the words around it are read; a private character that no text holds.
QUOTE = "\ue000"
COMMAS = "、，"
_CLAUSE_END = regex("(?:改め|加え|削り|とし|付し|繰り?下げ|繰り?上げ)$")
# What may stand behind a quotation in an amending sentence: where brackets do not pair, only this tells its end.
_BEHIND_QUOTE = regex(
    "を(?:「|削|加え|付)|に(?:改め|[、，]「)|の(?:次|下|右|後|前|上|左)に「|及び「|並びに「|[、，]「|を[、，]「|に改"
)
_IN_FRONT_OF_QUOTE = regex("(?:中|を|に|及び|並びに|[、，]|として|の項番号)$")
# With more 「 and 」 than this in one sentence no other pairing is tried.
_MOST_BRACKETS = 24


@dataclass(frozen=True, slots=True)
class Shielded:
    """Words with every outermost 「…」 replaced by QUOTE, and what stood in them. `joint` is the 読点 in front, if any."""

    words: str
    quotes: tuple[str, ...]
    joint: str = ""

    def restored(self, upto: int) -> str:
        """The first `upto` characters with their quotations put back."""
        pieces = self.words[:upto].split(QUOTE)
        return pieces[0] + "".join(f"「{q}」{p}" for q, p in zip(self.quotes, pieces[1:], strict=False))


def shield(words: str) -> Shielded:
    """Raises UnreadableError for brackets that do not pair."""
    if QUOTE in words:
        raise UnreadableError(words, "読めない文字（U+E000）があります")
    out, quotes, depth, start = [], [], 0, 0
    for at, char in enumerate(words):
        if char == "「":
            if depth == 0:
                start = at + 1
            depth += 1
        elif char == "」":
            depth -= 1
            if depth < 0:
                raise UnreadableError(words, "「」」に対応する「「」がありません")
            if depth == 0:
                quotes.append(words[start:at])
                out.append(QUOTE)
        elif depth == 0:
            out.append(char)
    if depth:
        raise UnreadableError(words, "「「」に対応する「」」がありません")
    return Shielded("".join(out), tuple(quotes))


def shield_unpaired(words: str) -> Iterator[Shielded]:
    """Every way to read quotations that hold a 「 or 」 alone: 「選定する」と」の次に. The grammar must tell which."""
    if sum(char in "「」" for char in words) > _MOST_BRACKETS or QUOTE in words:
        return
    yield from _unpaired(words, 0, "", ())


def _unpaired(words: str, at: int, out: str, quotes: tuple[str, ...]) -> Iterator[Shielded]:
    opening = words.find("「", at)
    if opening < 0:
        if "」" not in words[at:]:
            yield Shielded(out + words[at:], quotes)
        return
    before = words[at:opening]
    if "」" in before or not _IN_FRONT_OF_QUOTE.search(out + before):
        return
    closing = words.find("」", opening)
    while closing >= 0:
        if _BEHIND_QUOTE.match(words, closing + 1):
            yield from _unpaired(words, closing + 1, out + before + QUOTE, (*quotes, words[opening + 1 : closing]))
        closing = words.find("」", closing + 1)


def clauses(shielded: Shielded) -> list[Shielded]:
    """The clauses of one sentence without its 「。」: cut at 「、」 or 「，」 behind a verb."""
    made: list[Shielded] = []
    used, start = 0, 0
    words = shielded.words
    for at in [n for n, char in enumerate(words) if char in COMMAS] + [len(words)]:
        piece = words[start:at]
        if at < len(words) and not _CLAUSE_END.search(piece):
            continue
        count = piece.count(QUOTE)
        made.append(Shielded(piece, shielded.quotes[used : used + count], words[start - 1] if start else ""))
        used += count
        start = at + 1
    return made


def balanced(words: str) -> bool:
    """Whether every 「 and 」 of the words pair."""
    depth = 0
    for char in words:
        depth += (char == "「") - (char == "」")
        if depth < 0:
            return False
    return depth == 0
