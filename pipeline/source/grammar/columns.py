"""A line that stands in no column of those above -> the line that was moved or lost a sign, and how it is written.

What is looked for first is the slip that one stroke makes: a key without its colon, an item without its dash, a line with
some blanks too many or too few. Only where nothing of that kind is seen, the nearest column is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.diagnostics import SourceFile, Span
from pipeline.late.dataclass import dataclass
from pipeline.late.regex import regex
from pipeline.source.grammar.lines import Line, Token

Slip = tuple[str, str, Span]

# What may be the name of an item, and how a colon is typed that is none.
_NAME = regex(r"[^\s:：;；=、。「」（）()]{1,12}")
_COLON_LIKE = regex(rf"({_NAME.pattern})[ \u3000]*([：:;；=])[ \u3000]*")


@dataclass(frozen=True, slots=True)
class _Above:
    """What stands above a line: by column, the first and the last line with a dash there, or with a key.

    `closed` are the keys that `closer`, the last line that stands less deep than they do, has ended.
    """

    dashes: Mapping[int, Line]
    first_keys: Mapping[int, Line]
    keys: Mapping[int, Line]
    closed: Mapping[int, Line]
    closer: Line | None


def not_lined_up(file: SourceFile, line: Line, lines: Sequence[Line]) -> Slip | None:
    """What to say of a line that the parser does not take where it stands; `lines` are all of the file.

    None if it stands as the lines above do.
    """
    above = [other for other in lines if other.number < line.number and not other.depth]
    if not above or not line.tokens:
        return None
    seen = _look(line.indent, above)
    begins_with_dash = line.tokens[0].sort == "dash"
    if slip := _lacks_its_colon(file, line, above[-1]) or _name_without_colon(file, line, above[-1]):
        return slip
    if line.indent in (seen.dashes if begins_with_dash else seen.keys):
        return None
    return (
        _item_moved(file, line, above[-1], lines)
        or (_lacks_its_dash(file, line, seen) if begins_with_dash else None)
        or _closed_too_soon(file, seen, lines)
        or (_key_among_dashes(file, line, seen) if line.indent in seen.dashes else None)
        or _moved(file, line, seen.dashes if begins_with_dash and seen.dashes else seen.keys)
    )


def _look(here: int, above: Sequence[Line]) -> _Above:
    dashes: dict[int, Line] = {}
    first: dict[int, Line] = {}
    keys: dict[int, Line] = {}
    closed: dict[int, Line] = {}
    closer: Line | None = None
    for other in above:
        if other.indent < here and (here in dashes or here in keys):
            closed, closer = {c: at for c, at in keys.items() if c > other.indent}, other
        dashes = {c: at for c, at in dashes.items() if c <= other.indent}
        keys = {c: at for c, at in keys.items() if c <= other.indent}
        first = {c: at for c, at in first.items() if c <= other.indent}
        for token in [t for t in other.tokens if t.sort in ("dash", "key")][:3]:
            column = token.start - other.start
            if token.sort == "dash":
                dashes[column] = other
            else:
                keys[column] = other
                first.setdefault(column, other)
    return _Above(dashes, first, keys, closed, closer)


def _words(file: SourceFile, token: Token) -> str:
    return file.text[token.start : token.end]


def _lacks_its_colon(file: SourceFile, line: Line, above: Line) -> Slip | None:
    """「- 見出し：目的」 or 「- 見出し:目的」 above a line that goes on with its item."""
    tokens = _said(above)
    if not tokens:
        return None
    value, beside = tokens[-1], [t.sort for t in tokens[:-1]]
    if value.sort != "plain" or "key" in beside or value.start - above.start != line.indent:
        return None
    words = _words(file, value)
    colon = _COLON_LIKE.match(words)
    if colon is None:
        parts = words.split()
        how = f"{parts[0]}: {parts[1]}" if len(parts) == 2 else "名前: 値"
        return (
            f"「{words[:15]}」に「:」がありません",
            f"次の行（{line.number}行目）と並ぶ項目です。「{'- ' if 'dash' in beside else ''}{how}」と書いてください",
            Span(file, value.start, value.end),
        )
    said = (
        "「:」の後に空白がありません"
        if colon[2] == ":"
        else f"「{colon[1]}」の後が、半角の「:」でなく「{colon[2]}」です"
    )
    start = value.start + colon.start(2)
    return (
        said,
        f"「{colon[1]}: {words[colon.end() :][:15]}」と、半角の「:」と空白で書いてください",
        Span(file, start, start + 1),
    )


def _name_without_colon(file: SourceFile, line: Line, above: Line) -> Slip | None:
    """「例示市」 above the items that are its own."""
    tokens = _said(above)
    if [t.sort for t in tokens] != ["plain"] or line.tokens[0].sort != "key" or line.indent <= above.indent:
        return None
    words = _words(file, tokens[0])
    if not _NAME.fullmatch(words):
        return None
    return (
        f"「{words}」の後に「:」がありません",
        f"「{words}:」と書いてください（下の{line.number}行目からが、その項目です）",
        Span(file, tokens[0].start, tokens[0].end),
    )


def _said(line: Line) -> tuple[Token, ...]:
    """What a line says, without its remark."""
    return tuple(token for token in line.tokens if token.sort != "comment")


def _lacks_its_dash(file: SourceFile, line: Line, seen: _Above) -> Slip | None:
    """「- 」 begins this line, and what stands above in the column of its key has none."""
    key = next((t for t in line.tokens if t.sort == "key"), None)
    item = seen.first_keys.get(key.start - line.start) if key is not None else None
    if item is None or item.tokens[0].sort != "key":
        return None
    words = _words(file, item.tokens[0])
    return (
        f"「{words}」の前に「- 」がありません（{line.number}行目の「- 」と並ぶ項目です）",
        f"行頭の空白を{line.indent}にして、「- {words}」と書き始めてください",
        Span(file, item.start, item.tokens[0].end),
    )


def _item_moved(file: SourceFile, line: Line, above: Line, lines: Sequence[Line]) -> Slip | None:
    """「- 見出し:」 that stands where no other item of the file does, and would go with this line where others do."""
    if [t.sort for t in above.tokens[:2]] != ["dash", "key"] or line.tokens[0].sort != "key":
        return None
    column = line.indent - (above.tokens[1].start - above.tokens[0].start)
    others = {o.indent: o for o in reversed(lines) if o is not above and o.tokens and o.tokens[0].sort == "dash"}
    return _apart(file, above, column, others[column]) if column in others and above.indent not in others else None


def _closed_too_soon(file: SourceFile, seen: _Above, lines: Sequence[Line]) -> Slip | None:
    """A key that lost its blanks ended the items that the line goes on with."""
    closer = seen.closer
    if closer is None or closer.tokens[0].sort != "key":
        return None
    name = _words(file, closer.tokens[0])
    elsewhere = {
        k.start - other.start
        for other in lines
        for k in other.tokens
        if k.sort == "key" and other is not closer and not other.depth and _words(file, k) == name
    }
    columns = [c for c in seen.closed if c in elsewhere]
    if not columns and len(closer.tokens) == 1:  # what belongs to it stands deeper than it did
        below = next((other.indent for other in lines if other.number > closer.number), 0)
        columns = [c for c in seen.closed if c < below]
    return _apart(file, closer, max(columns), seen.closed[max(columns)]) if columns else None


def _key_among_dashes(file: SourceFile, line: Line, seen: _Above) -> Slip:
    """「本文:」 in the column of 「- 見出し:」."""
    item = seen.dashes[line.indent]
    words = _words(file, line.tokens[0])
    ways = [f"次の項目なら「- {words}」と書いてください"]
    outside = max((c for c in seen.keys if c < line.indent), default=None)
    if outside is not None:
        ways.insert(0, f"{seen.keys[outside].number}行目と並ぶ項目なら{outside}に")
    inside = next((t.start - item.start for t in item.tokens if t.sort == "key"), None)
    if inside is not None:
        ways.insert(0, f"{item.number}行目の項目の続きなら、行頭の空白を{inside}に")
    return (
        f"この行に「- 」がなく、{item.number}行目の「- 」と同じ字下げです（行頭の空白が{line.indent}）",
        "、".join(ways),
        Span(file, line.start, line.start + max(line.indent, 1)),
    )


def _moved(file: SourceFile, line: Line, columns: Mapping[int, Line]) -> Slip | None:
    """The nearest column is the one that was meant; of two that are as near, nobody knows."""
    if not columns:
        return None
    here = line.indent
    apart = min(abs(column - here) for column in columns)
    near = sorted(column for column in columns if abs(column - here) == apart)
    if len(near) == 1:
        return _apart(file, line, near[0], columns[near[0]])
    less, more = near
    one, other = columns[less].number, columns[more].number
    return (
        f"この行の字下げが、上のどの項目ともそろっていません（行頭の空白が{here}、{one}行目の項目は{less}、{other}行目の項目は{more}）",
        f"行頭の空白を、{one}行目と並ぶ項目なら{less}に、{other}行目と並ぶ項目なら{more}にしてください",
        Span(file, line.start, line.start + max(here, 1)),
    )


def _apart(file: SourceFile, line: Line, column: int, item: Line) -> Slip:
    here = line.indent
    return (
        (
            f"この行の字下げが{abs(column - here)}字{'多い' if here > column else '足りない'}ようです"
            f"（行頭の空白が{here}、{item.number}行目の項目は{column}）"
        ),
        f"行頭の空白を{column}にして、{item.number}行目の項目とそろえてください",
        Span(file, line.start, line.start + max(here, 1)),
    )
