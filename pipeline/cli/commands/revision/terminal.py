"""A change list -> lines of the terminal: what somebody wrote first, equal changes once, then what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.comparing.long_diff import same_ends
from pipeline.notation.text.confusables import codes, shape
from pipeline.papers.change_list import Group, groups, pieces
from pipeline.papers.changes import Entry, Report

# Words up to this long are shown whole; of longer ones what differs, with what stands around it.
_SHORT = 40
# So many equal changes are shown together.
_MANY = 3
_FOLLOWING = ("引用のみ", "番号のみ", "体裁")


def shown(found: Report) -> Iterator[str]:
    """The lines. No change is left out, no word cut off."""
    gathered = [g for g in groups(found.entries) if len(g.entries) >= _MANY]
    by_first = {g.entries[0]: g for g in gathered}
    members = {own for g in gathered for own in g.entries}
    by_id = {e.id: e for e in found.entries}
    written = [e for e in found.entries if not e.automatic and e.kind not in _FOLLOWING]
    before: Entry | None = None
    for entry in written:
        if entry.id in by_first:
            yield from _group(by_first[entry.id], [by_id[own] for own in by_first[entry.id].entries])
            before = None
        elif entry.id not in members:
            yield f"{_place(entry, before)}  {entry.kind}"
            yield from _words(entry)
            before = entry
    following = [e for e in found.entries if e.automatic or e.kind in _FOLLOWING]
    if following and written:
        yield ""
    for entry in following:
        yield f"{_place(entry)}  {entry.kind}{'（自動）' if entry.automatic else ''}"
        yield from _words(entry)
    for guess in found.guesses:
        yield f"{guess.place_old} と {guess.place_new} は、文が似ているので同じものとして比べました"
    yield _summary(len(found.entries), len(following))


def _summary(count: int, following: int) -> str:
    if not count:
        return "変わるところはありません。"
    return f"{count}か所が変わります{f'（うち{following}か所は、番号・引用・体裁など）' if following else ''}。"


def _group(group: Group, entries: Sequence[Entry]) -> Iterator[str]:
    """Equal changes: the words once, then every place, then who changes the same words otherwise."""
    yield f"同じ変更 {len(entries)}か所"
    for old, new in group.changes:
        yield from (f"    {sign} {words}" for sign, words in (("-", old), ("+", new)) if words)
    yield from (f"    ・{_place(entry)}" for entry in entries)
    if group.others:
        yield f"    （同じ語を違うように改めるものが、ほかに{len(group.others)}か所あります）"


def _place(entry: Entry, before: Entry | None = None) -> str:
    """Where it stands; 〃 for another column of the same row."""
    if entry.column and before is not None and _row(entry) == _row(before):
        return f"〃「{entry.column}」の欄"
    if entry.place_old == entry.place_new:
        place = entry.place_old
    else:
        place = f"{entry.place_old or '（新設）'} → {entry.place_new or '（削る）'}"
    return place + (f"「{entry.column}」の欄" if entry.column else "")


def _row(entry: Entry) -> tuple[str, str]:
    return entry.place_old, entry.place_new


def _words(entry: Entry) -> Iterator[str]:
    """Lines of what goes and what comes; of words within a text those that differ, with their neighbours."""
    if entry.kind == "番号のみ":
        if entry.place_old == entry.place_new or entry.old not in entry.place_old:
            yield f"    {entry.old or '（なし）'} → {entry.new or '（なし）'}"
    elif entry.kind == "移動":
        yield from ("    " + line for line in _moved(entry))
    elif not (entry.old and entry.new) or max(len(entry.old), len(entry.new)) <= _SHORT:
        for sign, words in (("-", entry.old), ("+", entry.new)):
            yield from (f"    {sign} {line}" for line in words.split("\n") if words)
    else:
        for piece in pieces(entry):
            yield from _piece(piece.old, piece.new, (piece.before_old, piece.after_old), "-")
            yield from _piece(piece.new, piece.old, (piece.before_new, piece.after_new), "+")
    if entry.old and entry.new and entry.kind in ("字句", "見出し", "体裁") and shape(entry.old) == shape(entry.new):
        yield from _codes(entry)
    for figure in entry.figures:
        if figure.difference:
            yield f"    増減 {figure.difference}（{figure.old} → {figure.new}）"


def _codes(entry: Entry) -> Iterator[str]:
    """Words that look the same: their characters by code, those that differ alone."""
    for piece in pieces(entry):
        said = [f"「{words}」（{codes(words)}）" if words else "（なし）" for words in _narrowed(piece.old, piece.new)]
        yield f"    見た目の同じ字: {' → '.join(said)}"


def _narrowed(old: str, new: str) -> tuple[str, str]:
    """Two words without what both begin and end with, but for one character, which a mark may belong to."""
    behind, before = same_ends(old[::-1], new[::-1])
    start = max(0, before - 1)
    return old[start : len(old) - behind], new[start : len(new) - behind]


def _moved(entry: Entry) -> Iterator[str]:
    """The first line of what moved, and what changed on the way."""
    first = entry.new.split("\n")[0]
    yield f"＝ {first}{f'（ほか{rest}行）' if (rest := entry.new.count(chr(10))) else ''}"
    if entry.old != entry.new:
        for piece in pieces(entry):
            yield from (f"{sign} {words}" for sign, words in (("-", piece.old), ("+", piece.new)) if words)


def _piece(words: str, other: str, around: tuple[str, str], sign: str) -> Iterator[str]:
    """…前〔語〕後…: where words only come, the other side shows where."""
    if words or other:
        before, after = (text.replace("\n", " ") for text in around)
        if words:
            yield f"    {sign} …{before}〔{words}〕{after}…"
