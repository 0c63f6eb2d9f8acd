"""Pages of a document -> the hash of what somebody saw: it stays while the pages look the same, word for word and place for place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipeline.typeset.layout import Page


def page_key(template: str, page: Page, *, draft: bool) -> str:
    """What a page looks like, in 32 hexadecimal digits."""
    shown = repr((page, draft)).encode()
    return hashlib.sha256(template.encode() + b"\0" + shown).hexdigest()[:32]


def seen(keys: Iterable[str]) -> str:
    """The hash of all pages of a document."""
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()
