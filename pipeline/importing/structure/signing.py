"""Lines at the end -> who signs: symbol, address, name of the body, 職名, 氏名, seal, and how they stand on their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.importing.paper import BLANKS, Line
from pipeline.importing.structure import marks
from pipeline.importing.structure.draft import Draft, Signer
from pipeline.importing.structure.head import BODY, is_day
from pipeline.late.regex import regex

_SYMBOLS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_SYMBOL = regex(rf"\(?([{_SYMBOLS}])(?:\)|(?=[ :]|$))[ :]*")
_WITNESS = regex(r"(立会人|立会者|立会|見届人|保証人)(?: *:? +|$)")
_OFFICE = regex(
    r".{0,30}(?:長|知事|管理者|理事|代理者|代表|代表者|会頭|総裁|議長|委員|取締役|学長|役員|執行役|監査役|監事|幹事|社員"
    r"|支配人|責任者|教授|宮司|住職|総代|所有者|弁護士|書士|税理士|会計士)(?:職務(?:代理|執行)者)?"
)
# The name of a body, by its last word.
_BODY = regex(f".+{BODY}")
# A first word so long is no family name, unless it is a foreign one.
_NO_FAMILY_NAME = regex("(?![ァ-ヶー]+$).{5,}")
# Words that stand before a 職名 of their own: 代表者　海辺市長.
_BEFORE_OFFICE = {"代表者", "代表", "会長", "組合長", "管理者", "中心市", "連携市町村"}
_SEAL = regex(r"(?: |^)(印|\(印\)|㊞|[（(]公印[)）]|公印)$")
# A line that says what stands on it, which no build prints: 氏名　北浜市 is no name.
_NAMED = regex("(?:住所|所在地?|氏名|名称|商号|職名|職氏名|代表者?の?(?:職・?)?氏名)[ :]+")
_NAMED_WITHIN = regex("(?:(?<= )|^)(?:住所|所在地?|氏名|名称|商号|職名|職氏名)[ :]+")
# What an address goes on with behind its number: the building, and where in it.
_BUILDING = r"(?: ?[^ ]*(?:[0-9]+(?:階|F|号室)|ビル|ビルディング|タワー|棟|庁舎|構内))?"
_ADDRESS = regex(
    rf"(?:住所|所在地|所在).*|.*(?:(?:[0-9一二三四五六七八九十]+(?:番地?|号|丁目|番)|[0-9]+(?:[-－ー−][0-9]+)+){_BUILDING}|字.+|番地.*)"
)


def _without_names(text: str) -> str:
    """A line without what it says of itself: 甲　氏名　北浜市 is 甲　北浜市."""
    folded, made, at = marks.fold(text), "", 0
    for m in _NAMED_WITHIN.finditer(folded):
        made, at = made + text[at : m.start()], m.end()
    return made + text[at:]


def signs(text: str) -> bool:
    """Whether a line begins the names at the end: 甲　北浜市長, 北浜市長　見本一郎, 立会人."""
    folded = marks.fold(text).strip()
    m = _SYMBOL.match(folded)
    if m:
        rest = folded[m.end() :].split(" ")[0]
        return not rest or bool(_OFFICE.fullmatch(rest) or _BODY.fullmatch(rest) or _ADDRESS.fullmatch(rest))
    if _WITNESS.match(folded):
        return True
    pieces = folded.split()
    return (
        1 <= len(pieces) <= 5
        and "。" not in folded
        and bool(
            re.fullmatch(
                r"[^、]{1,20}(?:市|町|村|区|県|府|都|道|連合|組合|企業団)(?:市?町?村?長|知事|管理者|理事長)(?:職務代理者)?",
                pieces[0],
            )
        )
    )


def signs_below_closing(text: str) -> bool:
    """Whether a line below a 末文 begins the names: behind its symbol anybody may stand (甲　北浜医師会)."""
    return signs(text) or (_SYMBOL.match(marks.fold(text).strip()) is not None and "。" not in text)


def read_literally(lines: Sequence[Line], draft: Draft) -> None:
    """The names as lines that stand as they are; a date above them is that of signing. Who signs is known as far as it can be."""
    aside = Draft(day=draft.day)
    read_signing([replace(x, text=_without_names(x.text), cells=()) for x in _by_party(lines)], aside)
    draft.unsaid_signers = aside.signers
    for line in _by_party(lines):
        text = line.bare if not line.cells else "\u3000".join(c.text for c in line.cells if c.text)
        if is_day(text) and not draft.literal_names:
            _day(text, line, draft)
        elif text:
            draft.literal_names.append(text)
    if draft.literal_names:
        draft.guess("名前の行は、書いてあるとおりに印刷します（記名欄の「行のまま」）", lines[0])


def read_signing(lines: Sequence[Line], draft: Draft, names: Sequence[str] = ()) -> None:
    """Signers and witnesses; a date among the lines is that of signing, what is none of these is left over.

    `names` are those of the parties, as far as they are known: they may be spread out (北　浜　市　長).
    """
    _Reader(draft, names).read(_by_party(lines))


class _Reader:
    """Walks the lines at the end."""

    def __init__(self, draft: Draft, names: Sequence[str]) -> None:
        self.draft = draft
        self.spread = [re.compile(" *".join(map(re.escape, [*name, *"長"]))) for name in names if name]
        self.names = {marks.fold(name) for name in names if name}
        self.current: Signer | None = None
        self.waiting = ""  # an address that stands above the symbol of its party

    def read(self, lines: Sequence[Line]) -> None:
        """All lines."""
        for n, line in enumerate(lines):
            text = line.bare if not line.cells else "\u3000".join(c.text for c in line.cells if c.text)
            if is_day(text):
                _day(text, line, self.draft)
                continue
            below = marks.fold(lines[n + 1].bare) if n + 1 < len(lines) else ""
            self._line(line, self._closed_up(text), below)

    def _closed_up(self, text: str) -> str:
        """The line with a 職名 that was spread out by blanks set close."""
        folded = marks.fold(text)
        for pattern in self.spread:
            if m := pattern.search(folded):
                return text[: m.start()] + re.sub("[ \u3000]", "", text[m.start() : m.end()]) + text[m.end() :]
        return text

    def _line(self, line: Line, text: str, below: str) -> None:
        folded = marks.fold(text)
        witness, symbol = _WITNESS.match(folded), _SYMBOL.match(folded)
        if not symbol and not witness and not self.waiting and _SYMBOL.match(below) and _ADDRESS.fullmatch(folded):
            self.waiting = text
            return
        if witness:
            text = self._witness(line, text, witness)
        elif symbol:
            text = self._party(line, text, symbol)
        elif self.current is None or _is_another(folded, self.current, is_body=self._is_body(folded, below)):
            self._next(Signer("", line, lines=[[]]), is_witness=bool(self.draft.witnesses))
        elif not self.current.lines or self.current.lines[-1]:
            self.current.lines.append([])
        if not text.strip(BLANKS):
            return
        current = self.current
        assert current is not None
        kept = replace(current, lines=[list(x) for x in current.lines])
        text = text.strip(BLANKS)
        if not _fill(current, text, is_body=self._is_body(marks.fold(text), below)):
            _restore(current, kept)
            self.draft.left_over.append(_rest(line, text, symbol, witness))

    def _is_body(self, folded: str, below: str) -> bool:
        """Whether a line names a body: by its last word, as the paper names it, or as what stands above a 職名."""
        if _BODY.fullmatch(folded) or folded in self.names:
            return True
        above, office = folded.split(" ", maxsplit=1)[0], below.split(" ", maxsplit=1)[0]
        return bool(above) and _OFFICE.fullmatch(above) is None and _OFFICE.fullmatch(office) is not None

    def _next(self, signer: Signer, *, is_witness: bool) -> None:
        self.current = signer
        (self.draft.witnesses if is_witness else self.draft.signers).append(signer)

    def _witness(self, line: Line, text: str, witness: re.Match[str]) -> str:
        """Begins a witness; the words behind the heading."""
        rest = text[witness.end() :]
        self._next(Signer("", line, heading=text[: len(witness[1])]), is_witness=True)
        self.draft.computed.append(text[len(witness[1]) : witness.end()])
        if self.current is not None and rest.strip(BLANKS):
            self.current.lines.append([])
        return rest

    def _party(self, line: Line, text: str, symbol: re.Match[str]) -> str:
        """Begins a party by its symbol; the words behind it."""
        above = [["住所"], ["記号"]] if self.waiting else [[]]
        self._next(Signer(symbol[1], line, address=self.waiting, lines=above), is_witness=False)
        self.waiting = ""
        printed = text[: symbol.end()].strip(BLANKS)
        self.draft.symbol_form = self.draft.symbol_form or printed.replace(symbol[1], "甲").rstrip(":：")
        self.draft.computed.append(printed.replace(symbol[1], "", 1))
        return text[symbol.end() :]


def _day(text: str, line: Line, draft: Draft) -> None:
    if draft.day and marks.fold(draft.day).replace(" ", "") != marks.fold(text).replace(" ", ""):
        draft.left_over.append(line)
        return
    draft.place_day(text, "記名の後" if draft.signers else "末文の後")


def _is_another(folded: str, current: Signer, *, is_body: bool) -> bool:
    """Whether a line without a symbol begins the next name: the one before has its 職名, and this is a new one."""
    if current.symbol:
        return False
    words = folded.split()
    if not words:
        return False
    begins = _OFFICE.fullmatch(words[0]) or _BODY.fullmatch(words[0]) or _ADDRESS.fullmatch(folded)
    return bool(begins or (is_body and current.head)) and bool(current.office)


def _restore(signer: Signer, kept: Signer) -> None:
    """The signer as it was before a line that did not fit."""
    signer.address, signer.name, signer.office, signer.head = kept.address, kept.name, kept.office, kept.head
    signer.seal, signer.lines = kept.seal, kept.lines if kept.lines[-1:] != [[]] else kept.lines[:-1]


def _rest(line: Line, text: str, symbol: re.Match[str] | None, witness: re.Match[str] | None) -> Line:
    """What of a line is left over: its symbol has been placed."""
    return replace(line, text=text, cells=()) if symbol or witness else line


def _fill(signer: Signer, text: str, *, is_body: bool) -> bool:
    """Puts the words of one line into a signer, `is_body` if they name one; False if they fit nowhere."""
    folded = marks.fold(text)
    if _NAMED.match(folded):
        return False
    seal = _SEAL.search(folded)
    own = signer.lines[-1]
    tail: list[str] = []
    if seal and signer.seal:
        return False
    if seal:
        signer.seal = text[seal.start(1) :]
        text, folded = text[: seal.start()].rstrip(BLANKS), folded[: seal.start()].rstrip(" ")
        tail = ["印"]
    if not text:
        own += tail
        return bool(tail)
    words = re.split("[ \u3000\t]+", text)
    if not signer.address and _ADDRESS.fullmatch(folded) and not _OFFICE.fullmatch(marks.fold(words[0])):
        signer.address = text
        own += ["住所", *tail]
        return True
    if is_body and not signer.name and not signer.office and not signer.head:
        signer.name = text
        own += ["名称", *tail]
        return True
    done = _names(signer, words, own)
    own += tail
    return done


def _names(signer: Signer, words: list[str], own: list[str]) -> bool:
    """職名 and 氏名 of one line, with the name of the body before them if it stands there."""
    rest = list(words)
    if len(rest) > 1 and not signer.name and not signer.office and _stands_before_office(rest):
        signer.name = rest.pop(0)
        own.append("名称")
    if rest and not signer.office and _is_office(rest, signer):
        signer.office = rest.pop(0)
        own.append("職名")
        if rest and _OFFICE.fullmatch(marks.fold(rest[0])) and marks.fold(signer.office) in _BEFORE_OFFICE:
            signer.office += "\u3000" + rest.pop(0)
    if not rest:
        return True
    if signer.head:
        return False
    name = "\u3000".join(rest)
    if len(name) > 25 or "。" in name:
        return False
    signer.head = name
    own.append("氏名")
    return True


def _stands_before_office(words: Sequence[str]) -> bool:
    """Whether the first of these words names a body: by its last word, or as what stands before a 職名 with a name."""
    first, second = marks.fold(words[0]), marks.fold(words[1])
    return bool(_BODY.fullmatch(first)) or bool(
        len(words) > 2 and _OFFICE.fullmatch(second) and not _OFFICE.fullmatch(first)
    )


def _is_office(words: Sequence[str], signer: Signer) -> bool:
    """Whether the first of these words is a 職名: by what it is, or below the name of a body by what stands behind it."""
    first = marks.fold(words[0])
    if _OFFICE.fullmatch(first):
        return True
    named = bool(signer.name) and "。" not in "".join(words)
    return named and (len(words) == 3 or (len(words) == 2 and _NO_FAMILY_NAME.fullmatch(first) is not None))


def _by_party(lines: Sequence[Line]) -> list[Line]:
    """Names that stand in columns side by side, one below the other."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        end = at + 1
        if _has_columns(lines[at]):
            while end < len(lines) and _goes_on_below(lines[at], lines[end]):
                end += 1
            width = max(len(x.cells) for x in lines[at:end])
            for column in range(width):
                cells = [(x, x.cells[column]) for x in lines[at:end] if column < len(x.cells)]
                made += [replace(x, text=p, cells=()) for x, cell in cells for p in cell.paras if p]
        else:
            made += [replace(lines[at], cells=(), text=text) for text in _lines_of(lines[at])] or [lines[at]]
        at = end
    return made


def _goes_on_below(above: Line, line: Line) -> bool:
    """Whether a row says more of those whose symbols stand in a row above it: it begins nobody of its own."""
    begins = any(_SYMBOL.match(marks.fold(c.text)) for c in line.cells)
    return bool(line.cells) and line.table == above.table and not begins and not is_day(line.bare)


def _lines_of(row: Line) -> list[str]:
    """The lines of a row of cells: what a cell begins with goes on behind the last line of the cell before it."""
    made: list[str] = []
    for cell in row.cells:
        paras = [p for p in cell.paras if p]
        if made and paras:
            made[-1] += "\u3000" + paras.pop(0)
        made += paras
    return made


def _has_columns(line: Line) -> bool:
    words = [c for c in line.cells if c.text]
    return len(words) > 1 and all(_SYMBOL.match(marks.fold(c.text)) for c in words)
