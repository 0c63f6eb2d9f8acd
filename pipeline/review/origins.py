"""An edit of a printed paragraph -> the characters of the source to be exchanged, or where its words stem from instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.comparing.long_diff import same_ends
from pipeline.diagnostics import Origin, Span
from pipeline.galley import Para, Run
from pipeline.importing.word.returned import BREAK
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.review.edits import Edit
from pipeline.review.proposals import Elsewhere, Target

_LABEL = "番号や記号は、並びから付けています（手では書きません）"
_COMPUTED = "原稿に書いた語ではありません（文言のひな形の語か、計算した語です）"
_EXPRESSION = "式が印刷する語です。式か、式の指す先を直してください"
_OTHERWISE = "原稿では別の書き方（単位、日付の形など）の語です。原稿のこの語を手で直してください"
_OTHER_FILE = "この原稿の語ではありません。元のファイルを直してください（ほかの文書も変わります）"
_WORKBOOK = "Excel のブックの欄の語です。ブックを直してください"
_SEVERAL = "原稿の二つの値にまたがります。それぞれを手で直してください"
_STRUCTURE = "段落を分けるか、つなぐか、加える変更です。原稿のこの場所を手で直してください"


# The words of a note stand in its call: {{ 脚注("…") }}.
_NOTE = regex(r"\{\{ *(?:脚注|表注)\( *\"[^\"]*\" *\) *\}\}")


@dataclass(frozen=True, slots=True)
class _At:
    """A run with the place of its first character in the paragraph."""

    run: Run
    start: int
    is_label: bool

    @property
    def end(self) -> int:
        return self.start + len(self.run.text)


def place_of(para: Para, start: int = 0, end: int | None = None) -> Span | None:
    """Where characters of a paragraph stand in a source; the first of them that somebody wrote."""
    stop = len("".join(r.run.text for r in _runs(para))) if end is None else max(end, start + 1)
    for each in _runs(para):
        origin = each.run.origin
        if origin is not None and each.start < stop and each.end > start:
            if not _is_literal(each.run):
                return origin.span()
            first = _begin(each.run)
            return origin.written.span(first + max(0, start - each.start), first + min(stop, each.end) - each.start)
    return None


def located(para: Para, edit: Edit, own: str) -> Target | Elsewhere:
    """Where an edit of the words of a paragraph is to be written; `own` is the name of the source of the document."""
    runs = list(_runs(para))
    if BREAK in edit.new or "\v" in edit.new or "\t" in edit.new:
        place = place_of(para, edit.start, edit.start + 1) or place_of(para, max(0, edit.start - 1), edit.start)
        return Elsewhere(_STRUCTURE, place or place_of(para))
    edit = _trimmed(edit, "".join(r.run.text for r in runs))
    if edit.start == edit.end:
        return _insertion(runs, edit, own)
    touched = [r for r in runs if r.start < edit.end and edit.start < r.end]
    first, last = touched[0], touched[-1]
    for each in touched:
        whole = edit.start <= each.start and each.end <= edit.end
        reason = _unfit(each, own, whole=whole and len(touched) > 1)
        if reason is not None:
            return reason
    return _across(touched, first, last, edit)


def _across(touched: list[_At], first: _At, last: _At, edit: Edit) -> Target | Elsewhere:
    """Runs that follow one another in one scalar, nothing but line ends between them."""
    assert first.run.origin is not None
    assert last.run.origin is not None
    written = first.run.origin.written
    at: int | None = None
    for each in touched:
        origin = each.run.origin
        assert origin is not None
        if origin.written is not written or (
            at is not None and (origin.start < at or written.text[at : origin.start].strip())
        ):
            return Elsewhere(_SEVERAL, first.run.origin.span())
        at = origin.end
    start = _begin(first.run) + edit.start - first.start if _is_literal(first.run) else first.run.origin.start
    end = _begin(last.run) + edit.end - last.start if _is_literal(last.run) else last.run.origin.end
    return Target(written, start, end, edit.new)


def _insertion(runs: list[_At], edit: Edit, own: str) -> Target | Elsewhere:
    """Behind the character before it, else in front of the one behind it: whichever a clerk wrote."""
    left = next((r for r in reversed(runs) if r.start < edit.start <= r.end), None)
    right = next((r for r in runs if r.start <= edit.start < r.end), None)
    for each in (left, right):
        if each is None or _unfit(each, own, whole=False) is not None:
            continue
        origin = each.run.origin
        assert origin is not None
        at = _begin(each.run) + edit.start - each.start
        return Target(origin.written, at, at, edit.new)
    beside = _beside(left, right, edit, own)
    if beside is not None:
        return beside
    near = left or right
    unfit = _unfit(near, own, whole=False) if near is not None else None
    return unfit or Elsewhere(_COMPUTED)


def _beside(left: _At | None, right: _At | None, edit: Edit, own: str) -> Target | None:
    """Right behind or in front of an expression: outside its braces, where its scalar has room for words."""
    for each, at_end in ((left, True), (right, False)):
        origin = each.run.origin if each is not None else None
        if each is None or origin is None or each.is_label or _foreign(origin, own) is not None or each.run.ruby:
            continue
        if edit.start == (each.end if at_end else each.start):
            at = origin.end if at_end else origin.start
            return Target(origin.written, at, at, edit.new)
    return None


def _unfit(at: _At, own: str, *, whole: bool) -> Elsewhere | None:
    """Why words of a run cannot be exchanged; an expression that goes as a `whole` can."""
    origin = at.run.origin
    if at.is_label:
        return Elsewhere(_LABEL, origin.span() if origin is not None else None)
    if origin is None:
        return Elsewhere(_COMPUTED)
    foreign = _foreign(origin, own)
    if foreign is not None:
        return Elsewhere(foreign, origin.span())
    if not _is_literal(at.run) and not whole:
        words = origin.written.text[origin.start : origin.end]
        return Elsewhere(_EXPRESSION if "{{" in words else _OTHERWISE, origin.span())
    return None


def _foreign(origin: Origin, own: str) -> str | None:
    file = origin.written.file
    if file.cell:
        return _WORKBOOK
    return None if file.name == own else _OTHER_FILE


def _is_literal(run: Run) -> bool:
    """Whether a character of the run is a character of the source."""
    return _literal_at(run) is not None


def _literal_at(run: Run) -> int | None:
    """Where in its origin the words of a run begin, if they stand there character by character; widths may differ.

    20,600 stands in 「20,600千円」, a note in its call; what stands there twice, or in other words (2,060万円), stands nowhere.
    """
    origin = run.origin
    if origin is None or run.ruby is not None:
        return None
    source = origin.written.text[origin.start : origin.end]
    if "{{" in source:
        note = _NOTE.fullmatch(source.strip())
        quoted = source.find(f'"{run.text}"') if note is not None else -1
        return quoted + 1 if quoted >= 0 else None
    if len(source) == len(run.text) and _digits(source) == _digits(run.text):
        return 0
    words, within = unicodedata.normalize("NFKC", run.text), unicodedata.normalize("NFKC", source)
    if len(words) != len(run.text) or len(within) != len(source) or within.count(words) != 1 or not words:
        return None
    return within.index(words)


def _digits(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isdecimal())


def _begin(run: Run) -> int:
    """The place in the scalar of the first character of a literal run."""
    assert run.origin is not None
    return run.origin.start + (_literal_at(run) or 0)


def _runs(para: Para) -> Iterator[_At]:
    at = 0
    for is_label, runs in ((True, para.label), (False, para.runs)):
        for run in runs:
            yield _At(run, at, is_label)
            at += len(run.text)


def _trimmed(edit: Edit, words: str) -> Edit:
    """The edit without what is the same on both sides of it."""
    old, new = words[edit.start : edit.end], edit.new
    first, last = same_ends(old, new)
    return Edit(edit.start + first, edit.end - last, new[first : len(new) - last], edit.hand, edit.comments, edit.mixed)
