"""The lines of a paper -> its parts as an agreement; every line goes somewhere, and what fits nowhere is left over."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.importing.amending_others import amending_others
from pipeline.importing.laid_out import Hindrance, unlaid
from pipeline.importing.paper import BLANKS, Line, Paper
from pipeline.importing.structure import contents, marks
from pipeline.importing.structure.annex import read_annex
from pipeline.importing.structure.annex_head import is_annex, is_form, is_other_sheet, settle_labels
from pipeline.importing.structure.body import Body
from pipeline.importing.structure.draft import Draft, Supplement
from pipeline.importing.structure.head import find_parties, is_day, parties_of_preamble, read_head
from pipeline.importing.structure.notes import parted
from pipeline.importing.structure.sentences import ends_particulars, opens_particulars
from pipeline.importing.structure.signing import read_literally, read_signing, signs, signs_below_closing
from pipeline.importing.structure.tables import is_row, tell_flattened
from pipeline.importing.wrapped import unwrapped
from pipeline.labels.marks import SUPPLEMENT_LIKE, is_extract, supplement_word
from pipeline.late.regex import regex

_SUPPLEMENT = regex(
    SUPPLEMENT_LIKE + r" *(\([^()]*\)|\([^()]*\([^()]*\)[^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]|【[^【】]*】)?( *抄)?"
)
_CLOSING = regex(
    "(?:証するため|証として|証するもの|成立の証|[0-9一二三四五六七八九十]+通を作成|通を作成|通作成し|記名押印|署名押印|"
    "記名捺印|各自.{0,12}通を(?:保有|所持|保管)|それぞれ.{0,12}通を(?:保有|所持|保管))"
)


# A longer line that ends in 市長 and has no blank is a piece of a sentence.
_LONGEST_OFFICE = 12


class NoClausesError(Exception):
    """A paper in which no clause begins; `hindrance`: what keeps a table that holds clauses from being read as text."""

    def __init__(self, hindrance: Hindrance | None) -> None:
        super().__init__()
        self.hindrance = hindrance


def read(paper: Paper) -> Draft:
    """The parts of a paper. Raises NoClausesError."""
    return _read(paper, read_signing)


def read_with_literal_names(paper: Paper) -> Draft:
    """The same, with the names at the end as lines that nobody understands. Raises NoClausesError."""
    return _read(paper, lambda lines, draft, _: read_literally(lines, draft))


_Signing = Callable[[Sequence[Line], Draft, Sequence[str]], None]


def _read(paper: Paper, signing: _Signing) -> Draft:
    draft = Draft()
    own, draft.histories = parted(paper.lines)
    laid = unlaid(own, begins_part)
    lines, notes = unwrapped(laid.lines, begins_part)
    draft.notes += [*laid.notes, *notes]
    found = _start(lines)
    if found is None:
        raise NoClausesError(next(iter(laid.hindrances), None))
    start, rooted = found
    zones = _Zones(draft, amending_others(lines[start:], draft), rooted=rooted, signing=signing)
    read_head(lines[:start], draft)
    zones.read()
    contents.settle(draft.contents, draft)
    _settle_places(draft)
    find_parties(draft)
    tell_flattened(draft, lines)
    return draft


def _start(lines: Sequence[Line]) -> tuple[int, bool] | None:
    """Where the body begins, and whether it is one of 項 without 条; None where no clause begins."""
    listed = next((n for n, x in enumerate(lines) if contents.begins(x.bare)), None)
    for n, line in enumerate(lines):
        in_contents = listed is not None and n > listed and re.search(r"\(第.*条.*\)$", marks.fold(line.bare))
        number = marks.article(line.bare, 1)
        if (number is not None and not is_row(line)) or (marks.chapter(line.bare) and not in_contents):
            if number is None and listed is not None and n > listed and not _is_repeated(lines, n):
                continue
            return n - (1 if number and n and _is_caption(lines[n - 1]) else 0), False
        if number is None and is_row(line) and marks.article(line.cells[0].text, 1):
            return n - (1 if n and _is_caption(lines[n - 1]) else 0), False
    only, supplement = _only_sentence(lines)
    for n, line in enumerate(lines):
        found = marks.labels(line.bare)
        if only is not None and (n == supplement or (n > only and marks.fold(line.bare).startswith("("))):
            return only, True  # what follows are its 号, or the 項 of the 附則
        if any(label.number == (1,) and marks.counts_paragraphs(label) for label in found) and not is_row(line):
            return n - (1 if n and _is_caption(lines[n - 1]) else 0), True
    return None


def _only_sentence(lines: Sequence[Line]) -> tuple[int | None, int]:
    """Where the one 項 of a rule stands that has no other and so no number, and where its 附則 begins."""
    end = next((n for n, x in enumerate(lines) if _SUPPLEMENT.fullmatch(marks.fold(x.bare))), len(lines))
    found = [n for n, x in enumerate(lines[:end]) if "。" in x.bare and not is_row(x) and not marks.labels(x.bare)]
    return (found[0] if len(found) == 1 and end < len(lines) else None), end


def _is_repeated(lines: Sequence[Line], at: int) -> bool:
    """Whether a chapter that a 目次 may list stands here for the second time, as the heading itself."""
    found = marks.chapter(lines[at].bare)
    return any(marks.chapter(x.bare) == found for x in lines[:at]) or not any(
        marks.chapter(x.bare) == found for x in lines[at + 1 :]
    )


def _is_caption(line: Line) -> bool:
    return marks.caption(line.bare) is not None and not is_row(line) and not is_day(line.bare)


def begins_part(text: str) -> bool:
    """Whether a line without a label begins a part of a paper by its words, or stands at its end."""
    return (
        _SUPPLEMENT.fullmatch(marks.fold(text)) is not None
        or is_annex(text)
        or is_other_sheet(text)
        or contents.begins(text)
        or is_day(text)
        or (signs(text) and (" " in marks.fold(text) or len(text) < _LONGEST_OFFICE))
    )


class _Zones:
    """Parts the lines behind the head: body, 附則, 末文, names, 別表."""

    def __init__(self, draft: Draft, lines: Sequence[Line], *, rooted: bool, signing: _Signing) -> None:
        self.draft = draft
        self.lines = lines
        self.rooted = rooted
        self.read_names = signing
        self.body: list[Line] = []
        self.closing: list[Line] = []
        self.signing: list[Line] = []
        self.supplements: list[list[Line]] = []
        self.annexes: list[list[Line]] = []

    def read(self) -> None:
        zone = self.body
        opened = False  # whether a 項 has a 記 of its own, which the next 以上 belongs to
        for n, line in enumerate(self.lines):
            if line.role == "改める文":
                zone.append(line)
                continue
            if zone is self.body:
                if not opened and self._ends_particulars(line, self.lines[n + 1 :]):
                    zone = self.closing
                    continue
                opened = opens_particulars(line.bare) or (opened and not ends_particulars(line.bare))
            zone = self._zone(zone, line, self.lines[n + 1 : n + 8])
            zone.append(line)
        self.draft.has_kanji_numerals = any(
            (head := marks.article(x.bare, 1)) is not None and marks.is_kanji(head.mark) for x in self.body[:3]
        )
        self.draft.body = Body(self.draft, rooted=self.rooted).read(self.body)
        for lines in self.supplements:
            self._supplement(lines)
        self._closing()
        self.read_names(self.signing, self.draft, [name for _, name in parties_of_preamble(self.draft)])
        self.draft.annexes = [read_annex(lines, self.draft) for lines in self.annexes]
        settle_labels(self.draft.annexes, self.draft)

    def _ends_particulars(self, line: Line, after: Sequence[Line]) -> bool:
        """Whether a line is the 以上 of the whole body: no 条 and no 項 stands behind it before another part begins."""
        opened = self.draft.particulars
        if opened is None or opened.ending or not ends_particulars(line.bare):
            return False
        for each in after:
            if begins_part(each.bare):
                break
            if marks.article(each.bare) is not None or marks.labels(each.bare) or is_row(each):
                return False
        opened.ending = line.bare
        return True

    def _zone(self, zone: list[Line], line: Line, after: Sequence[Line]) -> list[Line]:
        """The part that a line belongs to, from the one that the line before it belongs to."""
        text = line.bare
        folded = marks.fold(text)
        if is_row(line) and not self._is_name_row(zone, line):
            return zone if zone is not self.closing else self.signing
        if _SUPPLEMENT.fullmatch(folded):
            self.draft.supplements_last = bool(self.signing)
            self.supplements.append([])
            return self.supplements[-1]
        if is_annex(text):
            self.annexes.append([])
            return self.annexes[-1]
        if is_other_sheet(text) and (self.signing or self.closing or self.supplements or self.annexes):
            self.annexes.append([])
            return self.annexes[-1]
        marked = bool(marks.labels(text)) or marks.article(text) is not None or marks.caption(text) is not None
        ends = not marked and _CLOSING.search(folded) is not None
        in_clauses = zone is self.body or _is_one(zone, self.supplements)
        if ends and in_clauses and (self._nothing_follows(after) or "証" in folded):
            return self.closing
        if self._may_end_behind(zone) and not self.closing and self._ends_here(line, after):
            self.draft.ends_behind_annexes = True
            return self.closing if ends and not is_day(text) else self.signing
        if zone is self.closing and (marks.article(text) is not None or _heads_article(line, after)):
            return self.body
        signed = signs_below_closing if zone is self.closing else signs
        names = is_day(text) or signed(text)
        if names and (in_clauses or zone is self.closing or self._may_end_behind(zone)):
            follows = [x for x in after if not is_day(x.bare)][:1]
            if not is_day(text) or zone is self.closing or not follows or _may_sign(follows[0]) or in_clauses:
                return self.signing
        if zone is self.signing and (marks.article(text) is not None or _heads_article(line, after)):
            self.draft.guess("名前の後に条があります。条を前に移しました", line)
            return self.body
        return zone

    def _may_end_behind(self, zone: list[Line]) -> bool:
        """Whether the 末文 and the names may stand behind this sheet; a form has some of its own."""
        return _is_one(zone, self.annexes) and not self.signing and not is_form(zone[0].bare)

    def _is_name_row(self, zone: list[Line], line: Line) -> bool:
        if _is_one(zone, self.annexes):
            return False
        words = [c.text for c in line.cells if c.text]
        joined = "\u3000".join(words)
        return len(words) == 1 or signs(joined) or marks.article(words[0] if words else "") is not None

    @staticmethod
    def _ends_here(line: Line, after: Sequence[Line]) -> bool:
        """Whether the names follow a line behind the 別表: a 末文 with a day or a name below it, or a day with a name."""
        near = [x.bare for x in after[:3] if not is_row(x)]
        closes = _CLOSING.search(marks.fold(line.bare)) is not None and "。" in line.bare
        if closes:
            return any(is_day(x) or signs(x) for x in near)
        return is_day(line.bare) and bool(near) and signs(near[0])

    @staticmethod
    def _nothing_follows(after: Sequence[Line]) -> bool:
        """Whether no clause stands right behind: a sentence of a 条 may speak of signing as well."""
        return not any(marks.article(x.bare) is not None for x in after[:3])

    def _closing(self) -> None:
        made: list[str] = []
        for line in self.closing:
            if made and not made[-1].endswith("。"):
                made[-1] += line.bare
                self.draft.guess(f"途中で改行された末文をつなぎました: 「{line.bare[:20]}」", line)
            else:
                made.append(line.bare)
        self.draft.closing = made

    def _supplement(self, lines: Sequence[Line]) -> None:
        head = _SUPPLEMENT.fullmatch(marks.fold(lines[0].bare))
        assert head is not None
        text = lines[0].bare
        start = next((head.start(n) for n in (1, 2) if head[n]), len(text))
        title = text[start:]
        self.draft.computed.append(text[:start])
        has_articles = any(x.role != "改める文" and marks.article(x.bare) is not None for x in lines[1:])
        made = Supplement(lines[0], title, supplement_word(text))
        body = Body(self.draft, rooted=not has_articles, has_chapters=False, extract=is_extract(title))
        made.clauses = body.read(lines[1:])
        self.draft.supplements.append(made)


def _is_one(zone: list[Line], zones: list[list[Line]]) -> bool:
    return any(zone is one for one in zones)


def _heads_article(line: Line, after: Sequence[Line]) -> bool:
    return _is_caption(line) and bool(after) and marks.article(after[0].bare) is not None


def _may_sign(line: Line) -> bool:
    return signs(line.bare) or len(line.bare.strip(BLANKS)) < 40


def _settle_places(draft: Draft) -> None:
    """The date stands behind the 末文 unless the paper says otherwise; on a cover it is said once more."""
    if draft.has_cover and not draft.day_places:
        draft.day_places = []
    draft.day_places = list(dict.fromkeys(draft.day_places))
