"""What stands around the words of an agreement — cover, day, signers — and what differs there between two papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.comparing.node import bare
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass

_BLANKS = " 　"
# Styles of what stands about the 題名 of a rule: 令和3年4月1日, 告示第30号.
_PUBLISHED = ("公布行", "日付")
_NO_BLANKS = str.maketrans("", "", _BLANKS)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for a party: 甲, 職名, 氏名."""

    symbol: str
    office: str
    name: str


@dataclass(frozen=True, slots=True)
class Around:
    """The lines of a paper that no amendment changes. `days` are those below the words, () if the paper has none.

    `signing` are all lines of who signs, however they are set (() if only the signers are known); `signers` the same by
    their symbols, as far as they have any. `published` are the lines about the 題名 that tell of day and number; None where a
    reader does not tell them from others.
    """

    cover: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    signers: tuple[Signature, ...] = ()
    signing: tuple[str, ...] = ()
    published: tuple[str, ...] | None = None

    @property
    def is_by_symbols(self) -> bool:
        """Whether the signers, each with a symbol of its own, are all that the lines say."""
        said = "".join(s.symbol + s.office + s.name for s in self.signers)
        symbols = {s.symbol for s in self.signers}
        all_said = not self.signing or _bare(said) == _bare("".join(self.signing))
        return len(symbols) == len(self.signers) and "" not in symbols and all_said

    @property
    def names(self) -> tuple[str, ...]:
        """The lines of who signs."""
        of_signers = (line for s in self.signers for line in (s.symbol + GAP + s.office, s.name))
        return self.signing or tuple(filter(None, of_signers))


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
    signing: list[str] = []
    published: list[str] = []
    for style, label, words in lines:
        if style.startswith("記名"):
            signing.append((label + words).strip(_BLANKS))
        if style.startswith("表紙"):
            cover.append((label + words).strip(_BLANKS))
        elif style in _PUBLISHED:
            published.append((label + words).strip(_BLANKS))
        elif style == "締結日":
            days.append(words.strip(_BLANKS))
        elif style == "記名":
            signers.append(Signature(label.strip(GAP), words.strip(_BLANKS), ""))
        elif style == "記名者" and signers:
            signers[-1] = Signature(signers[-1].symbol, signers[-1].office, words.strip(_BLANKS))
    return Around(tuple(cover), tuple(days), tuple(signers), tuple(signing), tuple(published))


def differences_around(old: Around, new: Around) -> Iterator[Aside]:
    """Every difference, from the front to the back."""
    yield from _lines("表紙", old.cover, new.cover)
    if old.published is not None and new.published is not None:
        yield from _lines("公布の行", old.published, new.published)
    yield from _lines("締結日", old.days, new.days)
    if not (old.is_by_symbols and new.is_by_symbols):
        yield from _signing(old.names, new.names)
        return
    before, after = ({s.symbol: s for s in around.signers} for around in (old, new))
    for symbol in dict.fromkeys((*before, *after)):
        a, b = (held.get(symbol, Signature(symbol, "", "")) for held in (before, after))
        if _in_words(a) == _in_words(b):  # office and name on one line, or on two
            continue
        for what, one, other in (("職名", a.office, b.office), ("氏名", a.name, b.name)):
            if one != other:
                yield Aside(f"記名（{symbol}の{what}）", one, other)
    said = [{symbol: _in_words(s) for symbol, s in held.items()} for held in (before, after)]
    if said[0] == said[1] and list(before) != list(after):
        orders = ("、".join(s.symbol for s in around.signers) for around in (old, new))
        yield Aside("記名（順序）", *orders)


def _in_words(signer: Signature) -> tuple[str, ...]:
    """Office and name in words, wherever the one ends and the other begins."""
    return tuple(f"{signer.office} {signer.name}".split())


def _signing(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Aside]:
    """Lines of names without symbols of their own; how they are spread over lines and by blanks is not told."""
    if _bare("".join(old)) == _bare("".join(new)):
        return
    left, right = list(map(_bare, old)), list(map(_bare, new))
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (Aside("記名", x, y) for x, y in zip_longest(old[a:b], new[c:d], fillvalue=""))


def _bare(words: str) -> str:
    return words.translate(_NO_BLANKS)


def _lines(place: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Aside]:
    """Lines that differ; by which blanks or tabs their words stand apart is no difference."""
    left, right = (list(map(bare, lines)) for lines in (old, new))
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (Aside(place, x, y) for x, y in zip_longest(old[a:b], new[c:d], fillvalue=""))
