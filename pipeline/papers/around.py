"""What stands around the words of an agreement — cover, day, signers — and what differs there between two papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass

_BLANKS = " 　"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for a party: 甲, 職名, 氏名."""

    symbol: str
    office: str
    name: str


@dataclass(frozen=True, slots=True)
class Around:
    """The lines of a paper that no amendment changes. `days` are those below the words, () if the paper has none."""

    cover: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    signers: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """One difference: where, and the words before and after ("": not there)."""

    place: str
    old: str
    new: str


def of_printed(lines: Iterable[tuple[str, str, str]]) -> Around:
    """Those lines of a whole printed paper: style, label and words of each."""
    cover: list[str] = []
    days: list[str] = []
    signers: list[Signature] = []
    for style, label, words in lines:
        if style.startswith("表紙"):
            cover.append((label + words).strip(_BLANKS))
        elif style == "締結日":
            days.append(words.strip(_BLANKS))
        elif style == "記名":
            signers.append(Signature(label.strip(GAP), words.strip(_BLANKS), ""))
        elif style == "記名者" and signers:
            signers[-1] = Signature(signers[-1].symbol, signers[-1].office, words.strip(_BLANKS))
    return Around(tuple(cover), tuple(days), tuple(signers))


def differences_around(old: Around, new: Around) -> Iterator[Aside]:
    """Every difference, from the front to the back."""
    yield from _lines("表紙", old.cover, new.cover)
    yield from _lines("締結日", old.days, new.days)
    before, after = ({s.symbol: s for s in around.signers} for around in (old, new))
    for symbol in dict.fromkeys((*before, *after)):
        a, b = (held.get(symbol, Signature(symbol, "", "")) for held in (before, after))
        for what, one, other in (("職名", a.office, b.office), ("氏名", a.name, b.name)):
            if one != other:
                yield Aside(f"記名（{symbol}の{what}）", one, other)
    if before == after and old.signers != new.signers:
        orders = ("、".join(s.symbol for s in around.signers) for around in (old, new))
        yield Aside("記名（順序）", *orders)


def _lines(place: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Aside]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (Aside(place, x, y) for x, y in zip_longest(old[a:b], new[c:d], fillvalue=""))
