"""Bytes of a PDF -> whether it is signed, and whether others only go on from it. Needs nothing that signs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta, timezone

from pipeline.late.regex import regex

# A signature says in plain bytes what it is and which part of the file it is about (ISO 32000-1, 12.8.1): whoever spoils one of the
# words leaves the other.
_SIGNED = regex(rb"/ByteRange\s*\[\s*[0-9]|/Type\s*/(?:Sig|DocTimeStamp)[\s/>]|/SubFilter\s*/(?:ETSI|adbe)\.")
# The day of a signature is that of Japan, wherever the machine stands.
JAPAN = timezone(timedelta(hours=9))
_END = regex(rb"%%EOF(?:\r\n|\n|\r)?")


def is_signed(data: bytes) -> bool:
    """Whether a PDF bears an electronic signature, or what is left of one."""
    return _SIGNED.search(data) is not None


def goes_on(old: bytes, new: bytes) -> bool:
    """Whether new bytes keep all the old ones and only add behind them: what a further signature does."""
    return new.startswith(old)


def began_as(data: bytes, sha256: str) -> bool:
    """Whether a file, as it was before anything was added behind it, is the one with that hash."""
    return any(hashlib.sha256(data[:end]).hexdigest() == sha256 for end in _ends(data))


def _ends(data: bytes) -> Iterator[int]:
    for found in _END.finditer(data):
        yield found.end()
        yield found.start() + len(b"%%EOF")
