"""Words of an agreement -> the units that a quotation must not cut: atoms of drafting, else words of Sudachi.

Atoms (R14): a date, an amount or number with its counter, a whole 条項号 number, 前条 and its like. Between them the
dictionary decides. A dictionary of another version may cut elsewhere; the proof holds for whatever it cuts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from pipeline.notation.numbers.numeral import KANJI_NUMERALS

_D = "[0-9０-９]"
_K = f"[{KANJI_NUMERALS}]"
_N = f"(?:{_D}+|{_K}+)"
_ATOM = re.compile(
    rf"(?:明治|大正|昭和|平成|令和)(?:{_D}+|{_K}+|元)年度?(?:{_N}月(?:{_N}日)?)?"
    r"|毎(?:年度|年|月|週|日)|及び|並びに|又は|若しくは"
    rf"|別表(?:第{_N}(?:の{_N})*)?"
    rf"|第{_N}条(?:の{_N})*(?:第{_N}項)?(?:第{_N}号(?:の{_N})*)?|第{_N}項(?:第{_N}号(?:の{_N})*)?|第{_N}号(?:の{_N})*"
    rf"|(?:前(?:各|{_N})?[条項号]|[次同][条項号表])(?:第{_N}項)?(?:第{_N}号)?"
    rf"|{_N}分の{_N}|{_K}+(?:年度|箇月|か月|[円人回年月日時分通件名])"
    rf"|{_D}(?:[,，.．]?{_D})*(?:万|億|千)*(?:年度|箇月|か月|パーセント|[円人回年月日時分通件名か所％%])?"
)
# What may form a compound (関係＋町村, 町村＋長), and how long one may grow before it is no longer one word to a reader.
_COMPOUND = frozenset({"名詞", "接頭辞", "接尾辞"})
_LETTERS = re.compile("[一-鿿々ァ-ヶー]+")
# Names may be in hiragana (つくば市, 奥津軽いまべつ駅); these nouns are none and join with nothing.
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_FORMAL = frozenset(
    {"こと", "もの", "ため", "とき", "ところ", "うち", "ほか", "よう", "とおり", "いずれ", "それぞれ", "たび"}
)
_LONGEST = 8


class _Morpheme(Protocol):
    def surface(self) -> str: ...

    def part_of_speech(self) -> tuple[str, ...]: ...


class _Tokenizer(Protocol):
    def tokenize(self, text: str) -> Iterable[_Morpheme]: ...


@lru_cache(maxsize=1)
def _tokenizer() -> _Tokenizer:
    # Builds compare every document with what was signed; only where they differ are words looked up.
    from sudachipy import Dictionary, SplitMode  # type: ignore[import-untyped]  # noqa: PLC0415

    made: _Tokenizer = Dictionary(dict="small").tokenizer(mode=SplitMode.C)
    return made


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The text in pieces; joined they are the text."""
    made: list[str] = []
    at = 0
    for atom in _ATOM.finditer(text):
        made += _words(text[at : atom.start()])
        made.append(atom[0])
        at = atom.end()
    made += _words(text[at:])
    assert "".join(made) == text
    return tuple(made)


def _words(text: str) -> list[str]:
    """Words of the dictionary; nouns that form one compound, with their prefixes and suffixes, stay together."""
    if not text:
        return []
    made: list[str] = []
    open_compound = False
    for morpheme in _tokenizer().tokenize(text):
        surface, part = morpheme.surface(), morpheme.part_of_speech()[0]
        joins = part in _COMPOUND and (_LETTERS.fullmatch(surface) is not None or _is_named(surface))
        if joins and open_compound and part != "接頭辞" and len(made[-1]) + len(surface) <= _LONGEST:
            made[-1] += surface
        else:
            made.append(surface)
        open_compound = joins
    return made


def _is_named(surface: str) -> bool:
    return _HIRAGANA.fullmatch(surface) is not None and surface not in _FORMAL
