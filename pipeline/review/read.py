"""A returned document, its galley and our own DOCX of it -> what others propose, in the order of the paper."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from pipeline.diagnostics import Span
from pipeline.galley import Galley, Para
from pipeline.importing.word.returned import BREAK, Comment, Hand, Passage, Returned
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.review.alignment import Pair, aligned
from pipeline.review.edits import Edit, edits
from pipeline.review.moved import Placed, joined
from pipeline.review.origins import located, place_of
from pipeline.review.paragraphs import Named, Ours, named, ours
from pipeline.review.proposals import Elsewhere, Kind, Proposal

_AROUND = 10
_ROW = "表の行を加えるか削る変更です。原稿のこの場所を手で直してください"
_PARAGRAPH = "段落を加えるか、削るか、つなぐ変更です。原稿のこの場所を手で直してください"
_TEMPLATE = "Word のひな形の語です（原稿にはありません）"
_OPINION = "コメントです（文を変える案ではありません）"
_DIGITS = regex("[0-9０-９]*")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came back. `untouched`: what is not tracked is word for word what we sent. `looks` counts changes of looks."""

    proposals: tuple[Proposal, ...]
    untouched: bool
    looks: int
    paragraphs: tuple[Named, ...]


def reviewed(back: Returned, own_docx: Returned, galley: Galley, own: str) -> Reviewed:
    """`own_docx` is our DOCX of the galley read back; `own` the name of its source, into which accepted words are written."""
    paragraphs = named(galley)
    sent = ours(own_docx.passages, paragraphs)
    whole = [n for n, p in enumerate(back.passages) if p.row is None or p.row.fate != "加"]
    kept = [back.passages[n] for n in whole]
    reader = _Reader(back, sent, paragraphs, kept, own, {n: k for k, n in enumerate(whole)})
    reader.read(aligned(sent, kept))
    reader.furniture(own_docx.furniture, back.furniture)
    reader.comments()
    numbered = tuple(replace(each.proposal, number=n) for n, each in enumerate(joined(reader.made), 1))
    untouched = all(p.tracked or p.kind == "コメント" for p in numbered)
    return Reviewed(numbered, untouched, back.looks, paragraphs)


def likeness(back: Returned, own_docx: Returned) -> float:
    """How much of what came back is of our paper, from 0 to 1: by runs of three characters, as often as they stand there."""
    theirs, ours_ = _threes(back), _threes(own_docx)
    whole = max(theirs.total(), ours_.total())
    return (theirs & ours_).total() / whole if whole else 0.0


def _threes(document: Returned) -> Counter[str]:
    lines = (p.before for p in document.passages)
    return Counter(line[n : n + 3] for line in lines for n in range(max(1, len(line) - 2)) if line)


@dataclass(slots=True)
class _Reader:
    """Collects proposals with the paragraph and character by which they are put in order."""

    back: Returned
    sent: Sequence[Ours]
    paragraphs: Sequence[Named]
    kept: Sequence[Passage]
    own: str
    _kept_at: Mapping[int, int]  # of passages of the whole document: where they stand in `kept`
    made: list[Placed] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)  # comments that hang on an edit
    _places: dict[int, int | None] = field(default_factory=dict)  # of passages: the paragraphs that they are
    _last: int = -1

    def read(self, pairs: Iterable[Pair]) -> None:
        """All pairs in their order, then the rows that came or go."""
        for pair in pairs:
            if pair.sent is None:
                assert pair.back is not None
                self._added(self.kept[pair.back], pair.back)
                continue
            at = self.sent[pair.sent].paragraph
            self._last = at if at is not None else self._last
            if pair.back is None:
                if self.sent[pair.sent].words:
                    self._whole("段落", Hand(), self.sent[pair.sent].words, "", _PARAGRAPH, tracked=False)
                continue
            self._places[pair.back] = at
            self._pair(self.sent[pair.sent], self.kept[pair.back])
        self._rows()

    def _pair(self, sent: Ours, back: Passage) -> None:
        if back.row is not None and back.row.fate == "削":
            return  # told with its row
        goes = "".join(s.text for s in back.stretches if s.fate in ("同", "加"))
        if back.ends == "削":
            gone = not goes.strip()
            words = (back.before, "") if gone else (sent.words[-_AROUND:], "（次の段落につなぐ）")
            self._whole("段落", back.hand, *words, _PARAGRAPH)
            if gone:
                return
        for edit in edits(sent.words, back):
            self._edit(edit, sent)

    def _edit(self, edit: Edit, sent: Ours) -> None:
        if sent.paragraph is None:
            old = sent.words[edit.start : edit.end]
            self._whole("書換え", edit.hand or Hand(), old, edit.new, _TEMPLATE, tracked=edit.hand is not None)
            return
        if edit.new == sent.words[edit.start : edit.end]:
            return  # taken before: our words say it by now
        here = self.paragraphs[sent.paragraph]
        if edit.hand is None and _is_page_number(here.para, edit):
            return
        self._told.update(edit.comments)
        structural = BREAK in edit.new
        proposal = Proposal(
            0,
            "段落" if structural else "書換え",
            edit.hand.author if edit.hand is not None else "",
            edit.hand.day if edit.hand is not None else "",
            edit.hand is not None and not edit.mixed,
            here.where,
            sent.words[edit.start : edit.end],
            edit.new,
            (sent.words[max(0, edit.start - _AROUND) : edit.start], sent.words[edit.end : edit.end + _AROUND]),
            self._said(edit.comments),
            located(here.para, edit, self.own),
            sent.paragraph,
            edit.start,
            edit.end,
        )
        self.made.append(Placed(sent.paragraph, edit.start, proposal))

    def _whole(self, kind: Kind, hand: Hand, before: str, after: str, reason: str, *, tracked: bool = True) -> None:
        """A proposal that no program writes: of a paragraph, a row, the template."""
        at = max(self._last, 0)
        here = self.paragraphs[at] if self.paragraphs else None
        place = place_of(here.para) if here is not None else None
        where = here.where if here is not None and reason != _TEMPLATE else "ひな形"
        to = Elsewhere(reason, place if reason != _TEMPLATE else None)
        proposal = Proposal(0, kind, hand.author, hand.day, tracked, where, before, after, ("", ""), (), to)
        self.made.append(Placed(self._last, 1_000_000 + len(self.made), proposal))

    def _added(self, back: Passage, at: int) -> None:
        """A paragraph that nobody sent: its own words untracked, what is put into it tracked."""
        self._places[at] = None
        if back.before.strip():
            self._whole("段落", Hand(), "", back.before, _PARAGRAPH, tracked=False)
        comes = [s for s in back.stretches if s.fate == "加" and s.text.strip()]
        if comes:
            self._whole("段落", comes[0].hand, "", "".join(s.text for s in comes), _PARAGRAPH)

    def _rows(self) -> None:
        tracked = [(n, p) for n, p in enumerate(self.back.passages) if p.row is not None and p.row.fate in ("加", "削")]
        for _, group in itertools.groupby(tracked, key=lambda t: t[1].row.number if t[1].row is not None else 0):
            found = list(group)
            cells = [cell for _, cell in found]
            row = cells[0].row
            assert row is not None
            words = "｜".join("".join(s.text for s in c.stretches if s.fate != "消") for c in cells)
            self._last = self._nearest(found[0][0])
            before, after = (words, "") if row.fate == "削" else ("", words)
            self._whole("行", row.hand, before, after, _ROW)

    def _nearest(self, at: int) -> int:
        """The paragraph of the galley at a passage of the document, or the last one before it."""
        known = (self._paragraph_of(n) for n in range(at, -1, -1))
        return next((paragraph for paragraph in known if paragraph is not None), 0)

    def furniture(self, sent: Sequence[Passage], back: Sequence[Passage]) -> None:
        """Headers and footers: words that came or are gone; programs repeat them for every kind of page."""
        was = dict.fromkeys(p.before for p in sent if p.before.strip())
        now = {p.before: p for p in back if p.before.strip()}
        self._last = len(self.paragraphs) - 1
        for words in was.keys() - now.keys():
            self._whole("書換え", Hand(), words, "", _TEMPLATE, tracked=False)
        for words in (w for w in now if w not in was):
            self._whole("書換え", Hand(), "", words, _TEMPLATE, tracked=False)
        for passage in back:
            for stretch in passage.stretches:
                if stretch.fate in ("加", "削") and stretch.text.strip():
                    goes = (stretch.text, "") if stretch.fate == "削" else ("", stretch.text)
                    self._whole("書換え", stretch.hand, *goes, _TEMPLATE)

    def comments(self) -> None:
        """Comments that hang on no edit, where they hang; those that hang nowhere at the end."""
        for comment in self.back.comments:
            if comment.id not in self._told:
                self._comment(comment)

    def _comment(self, comment: Comment) -> None:
        hung = ((n, at) for n, p in enumerate(self.back.passages) if (at := _hangs(p, comment.id)) is not None)
        found = next(hung, None)
        start, end = found[1] if found is not None else (0, 0)
        paragraph = self._paragraph_of(found[0]) if found is not None else None
        place: Span | None = None
        where, words = "（場所なし）", ""
        if found is not None:
            passage = self.back.passages[found[0]]
            where, words = passage.where, passage.before[start:end]
        if paragraph is not None:
            where, place = self.paragraphs[paragraph].where, place_of(self.paragraphs[paragraph].para, start, end)
        to = Elsewhere(_OPINION, place)
        hand = comment.hand
        proposal = Proposal(
            0, "コメント", hand.author, hand.day, tracked=True, where=where, before=words, after="", context=("", ""),
            comments=(comment.text,), to=to, paragraph=paragraph, start=start, end=end,
        )  # fmt: skip
        self.made.append(Placed(len(self.paragraphs) if paragraph is None else paragraph, start, proposal))

    def _paragraph_of(self, at: int) -> int | None:
        """The paragraph of the galley that a passage of the whole document is."""
        return self._places.get(self._kept_at.get(at, -1))

    def _said(self, ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(f"{c.text}（{c.hand.author}）" for c in self.back.comments if c.id in ids)


def _hangs(passage: Passage, comment: str) -> tuple[int, int] | None:
    """Characters of a paragraph on which a comment hangs."""
    at = 0
    start: int | None = None
    end = 0
    for stretch in passage.stretches:
        stop = at + (len(stretch.text) if stretch.fate in ("同", "削") else 0)
        if comment in stretch.comments:
            start, end = (at if start is None else start), stop
        at = stop
    return None if start is None else (start, end)


def _is_page_number(para: Para, edit: Edit) -> bool:
    """Whether an edit only counts pages again, as word processors do by themselves in 目次."""
    if not _DIGITS.fullmatch(edit.new):
        return False
    return any(s <= edit.start and edit.end <= e for s, e in _pages(para))


def _pages(para: Para) -> Iterator[tuple[int, int]]:
    at = 0
    for run in (*para.label, *para.runs):
        if run.page_of is not None:
            yield at, at + len(run.text)
        at += len(run.text)
