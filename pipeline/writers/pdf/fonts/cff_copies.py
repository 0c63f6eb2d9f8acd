"""CFF of a subset + copies of its glyphs -> the same with these behind its own: equal outlines, other widths, own CIDs.

Source: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings). HarfBuzz writes every offset of a DICT in five
bytes, so offsets are changed where they stand.
"""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

# Operators of DICTs; those of two bytes are 1200 and the second.
_CHARSET, _CHARSTRINGS, _PRIVATE, _DEFAULT_WIDTH, _NOMINAL_WIDTH = 15, 17, 18, 20, 21
_FD_ARRAY, _FD_SELECT, _ESCAPE = 1236, 1237, 12
_LONG = 29
# Operators of charstrings: how many operands the first of them has without a width; stems have an even number.
_STEMS = frozenset({1, 3, 18, 23, 19, 20})
_OPERANDS = {21: 2, 4: 1, 22: 1}
_END = 14
# endchar has none, or the four that compose an accented letter.
_END_WITH_WIDTH = (1, 5)
_ALIKE = re.compile(rb"(.)\1*", re.DOTALL)


class CffCopy(NamedTuple):
    """Glyph `glyph` of the subset once more, under a CID of its own, so many units of the font wide.

    `name` tells it from all other copies of the face.
    """

    glyph: int
    cid: int
    width: int
    name: Hashable


class _Operand(NamedTuple):
    """A number in a DICT and where it stands; `length` is that of its bytes."""

    value: int
    at: int
    length: int


def with_copies(cff: bytes, copies: Sequence[CffCopy], kept: dict[Hashable, bytes]) -> bytes:
    """The font with the copies as its last glyphs, in this order.

    `kept` are the charstrings of copies by their names, whatever the subset: those that are new are added.
    """
    font = Font(cff)
    charset = font.charset() + b"".join([copy.cid.to_bytes(2, "big") for copy in copies])
    for copy in copies:
        if copy.name not in kept:
            kept[copy.name] = font.at_width(font.program(copy.glyph), font.dict_of[copy.glyph], copy.width)
    select = in_ranges(bytes([*font.dict_of, *[font.dict_of[copy.glyph] for copy in copies]]))
    return font.rebuilt(charset, select, font.charstrings.more([kept[copy.name] for copy in copies]))


def in_ranges(dictionaries: bytes) -> bytes:
    """FDSelect (format 3) of glyphs with these dictionaries."""
    ranges = [found.start().to_bytes(2, "big") + found[1] for found in _ALIKE.finditer(dictionaries)]
    return b"\3%s%s%s" % (len(ranges).to_bytes(2, "big"), b"".join(ranges), len(dictionaries).to_bytes(2, "big"))


def index(entries: Sequence[bytes]) -> list[bytes]:
    """An INDEX of these, to be joined."""
    ends = list(accumulate(map(len, entries), initial=1))
    size = _bytes_of(ends[-1])
    return [len(entries).to_bytes(2, "big") + bytes((size,)), _packed(ends, size), *entries]


def is_keyed(cff: bytes) -> bool:
    """Whether the glyphs of a font are known by CIDs and have dictionaries of their own."""
    (begin, end), *_ = _entries(cff, _index_end(cff, cff[2]))
    return _FD_SELECT in dict(_dict(cff, begin, end))


class Font:
    """A CID-keyed font as HarfBuzz writes it: charset, FDSelect, FDArray, Privates and charstrings, in this order."""

    def __init__(self, cff: bytes) -> None:
        self._cff = cff
        at = _index_end(cff, _index_end(cff, cff[2]))  # behind the Top DICT INDEX
        (begin, end), *_ = _entries(cff, _index_end(cff, cff[2]))
        assert at == end, "a font has one Top DICT"
        self._top = dict(_dict(cff, begin, end))
        self._begin, self.charstrings = self._at(_CHARSET), _Index(cff, self._at(_CHARSTRINGS))
        # Every dictionary of a CID-keyed font ends with its Private: size, offset (five bytes), operator.
        self._dicts = _entries(cff, self._at(_FD_ARRAY))
        self.glyphs = self.charstrings.count
        self.dict_of = self._read_select()

    def program(self, glyph: int) -> bytes:
        """The program of a glyph."""
        return self.charstrings.entry(glyph)

    def forget_programs(self) -> None:
        """Keeps no more than what `rebuilt` and `at_width` take."""
        self._cff = self._cff[: self._at(_CHARSTRINGS)]
        del self.charstrings

    def charset(self) -> bytes:
        """The CIDs of all glyphs but the first, two bytes each."""
        cff, at, more = self._cff, self._begin + 1, self.glyphs - 1
        if cff[at - 1] == 0:
            return cff[at : at + 2 * more]
        step = cff[at - 1]  # one byte or two say how many follow the first
        cids: list[int] = []
        while len(cids) < more:
            first, left = int.from_bytes(cff[at : at + 2], "big"), int.from_bytes(cff[at + 2 : at + 2 + step], "big")
            cids += range(first, first + left + 1)
            at += 2 + step
        return b"".join([cid.to_bytes(2, "big") for cid in cids])

    def at_width(self, program: bytes, dictionary: int, width: int) -> bytes:
        """The program of a glyph of this dictionary at another width."""
        return _at_width(program, width - self._nominal_width(dictionary))

    def rebuilt(self, charset: bytes, select: bytes, charstrings: Sequence[bytes]) -> bytes:
        """The font with these tables, the CIDs in two bytes each; what lies behind them moves."""
        cff, top = self._cff, self._top
        select_at, array_at, strings_at = self._at(_FD_SELECT), self._at(_FD_ARRAY), self._at(_CHARSTRINGS)
        assert self._begin < select_at < array_at < strings_at, "tables stand in another order"
        moved = self._begin + 1 + len(charset) + len(select) - array_at
        made = bytearray(b"%s\0%s%s%s" % (cff[: self._begin], charset, select, cff[array_at:strings_at]))
        _put(made, top[_FD_SELECT][0], self._begin + 1 + len(charset), 0)
        _put(made, top[_FD_ARRAY][0], array_at + moved, 0)
        _put(made, top[_CHARSTRINGS][0], strings_at + moved, 0)
        for _, end in self._dicts:
            offset = _Operand(self._private_at(end), end - 6, 5)
            _put(made, offset, offset.value + moved, moved)
        return b"".join([made, *charstrings])

    def _private_at(self, end: int) -> int:
        """Where the Private of a dictionary that ends there begins."""
        assert (self._cff[end - 1], self._cff[end - 6]) == (_PRIVATE, _LONG), "a dictionary ends otherwise"
        return int.from_bytes(self._cff[end - 5 : end - 1], "big")

    def _nominal_width(self, number: int) -> int:
        begin, end = self._dicts[number]
        size = _size_of_private(self._cff[begin:end])
        private = self._private_at(end)
        return _nominal_width(self._cff[private : private + size])

    def _at(self, operator: int) -> int:
        return self._top[operator][0].value

    def _read_select(self) -> list[int]:
        cff, at = self._cff, self._at(_FD_SELECT)
        if cff[at] == 0:
            return list(cff[at + 1 : at + 1 + self.glyphs])
        numbers: list[int] = []
        for n in range(int.from_bytes(cff[at + 1 : at + 3], "big")):
            here = at + 3 + 3 * n
            end = int.from_bytes(cff[here + 3 : here + 5], "big")
            numbers += [cff[here + 2]] * (end - len(numbers))
        return numbers


def _put(made: bytearray, operand: _Operand, value: int, moved: int) -> None:
    at = operand.at + moved
    assert operand.length == 5, "an offset that takes fewer bytes cannot change where it stands"
    made[at : at + 5] = bytes((_LONG,)) + value.to_bytes(4, "big")


def _entries(cff: bytes, at: int) -> list[tuple[int, int]]:
    """Where each entry of an INDEX begins and ends."""
    count = int.from_bytes(cff[at : at + 2], "big")
    if not count:
        return []
    size = cff[at + 2]
    table = cff[at + 3 : at + 3 + size * (count + 1)]
    base = at + 2 + size * (count + 1)
    offsets = [base + int.from_bytes(table[n : n + size], "big") for n in range(0, len(table), size)]
    return list(pairwise(offsets))


def _index_end(cff: bytes, at: int) -> int:
    entries = _entries(cff, at)
    return entries[-1][1] if entries else at + 2


def _bytes_of(offset: int) -> int:
    """How many bytes an offset takes."""
    return (offset.bit_length() + 7) // 8


def _packed(offsets: Sequence[int], size: int) -> bytes:
    """Offsets of so many bytes each."""
    words = array("I", offsets)
    if sys.byteorder == "little":
        words.byteswap()
    raw, width = words.tobytes(), words.itemsize
    made = bytearray(size * len(words))
    for n in range(size):
        made[n::size] = raw[width - size + n :: width]
    return bytes(made)


class _Index:
    """An INDEX of which few entries are looked at."""

    def __init__(self, cff: bytes, at: int) -> None:
        self.count = int.from_bytes(cff[at : at + 2], "big")
        self._size = cff[at + 2]
        self._table = cff[at + 3 : at + 3 + self._size * (self.count + 1)]
        first = at + 3 + len(self._table)
        self._data = cff[first : first + self._offset(self.count) - 1]

    def entry(self, n: int) -> bytes:
        """One of them, from 0."""
        return self._data[self._offset(n) - 1 : self._offset(n + 1) - 1]

    def more(self, entries: Sequence[bytes]) -> list[bytes]:
        """The whole INDEX with these behind its own, to be joined."""
        own = [self._offset(n) for n in range(self.count)]
        ends = [*own, *accumulate(map(len, entries), initial=len(self._data) + 1)]
        size = max(self._size, _bytes_of(ends[-1]))
        head = (self.count + len(entries)).to_bytes(2, "big") + bytes((size,))
        return [head, _packed(ends, size), self._data, *entries]

    def _offset(self, n: int) -> int:
        return int.from_bytes(self._table[n * self._size : (n + 1) * self._size], "big")


def _dict(cff: bytes, at: int, end: int) -> Iterator[tuple[int, list[_Operand]]]:
    """The entries of a DICT: operator and operands."""
    operands: list[_Operand] = []
    while at < end:
        byte = cff[at]
        if byte <= 21:
            escaped = byte == _ESCAPE
            yield 1200 + cff[at + 1] if escaped else byte, operands
            at, operands = at + 1 + escaped, []
            continue
        value, length = _read(cff, at)
        operands.append(_Operand(value, at, length))
        at += length


def _read(cff: bytes, at: int) -> tuple[int, int]:
    """A number of a DICT or a charstring, and how many bytes it takes; of a decimal only the latter."""
    byte = cff[at]
    if byte == 28:
        return int.from_bytes(cff[at + 1 : at + 3], "big", signed=True), 3
    if byte in (29, 255):
        return int.from_bytes(cff[at + 1 : at + 5], "big", signed=True), 5
    if byte == 30:
        length = 1
        while cff[at + length] & 0xF != 0xF:
            length += 1
        return 0, length + 1
    if byte <= 246:
        return byte - 139, 1
    if byte <= 250:
        return (byte - 247) * 256 + cff[at + 1] + 108, 2
    return -(byte - 251) * 256 - cff[at + 1] - 108, 2


def _size_of_private(entries: bytes) -> int:
    return dict(_dict(entries, 0, len(entries)))[_PRIVATE][0].value


@lru_cache(maxsize=256)
def _nominal_width(private: bytes) -> int:
    """What widths in charstrings are counted from."""
    widths = dict(_dict(private, 0, len(private)))
    return widths[_NOMINAL_WIDTH][0].value if _NOMINAL_WIDTH in widths else 0


def _at_width(program: bytes, number: int) -> bytes:
    """A charstring with this width at its head."""
    return _number(number) + program[_width_end(program) :]


def _width_end(program: bytes) -> int:
    """Where a width at the head of a charstring ends; 0: it has the default width."""
    at = count = first = 0
    while at < len(program) and (program[at] == 28 or program[at] >= 32):
        at += _read(program, at)[1]
        count += 1
        first = first or at
    operator = program[at]
    if operator in _STEMS:
        return first if count % 2 else 0
    if operator == _END:
        return first if count in _END_WITH_WIDTH else 0
    assert operator in _OPERANDS, f"a glyph begins with operator {operator}"
    return first if count > _OPERANDS[operator] else 0


def _number(value: int) -> bytes:
    """A number of a charstring."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    return bytes((28,)) + value.to_bytes(2, "big", signed=True)
