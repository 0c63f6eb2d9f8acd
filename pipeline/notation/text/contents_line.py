"""Lines of a paper from elsewhere -> which of them are entries of a 目次, and where what leads to the page of one begins.

The page of an entry follows from where things stand and is no difference. The same dots lead to amounts, which are words:
only below the title of a 目次 do they lead to a page.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.late.regex import regex

# What leads to something at the right edge.
DOTS = "…‥・.．･·"
LEADER = f"(?:[{DOTS}]{{3,}}|[…‥]{{1,2}})"
_DIGITS = "0-9０-９"
UNIT = "(?:頁|ページ)"
# What a part of a book may be called before the number of its page: 参考資料1－3頁.
PART_NAME = rf"(?:[^{_DIGITS}{DOTS}、。()（）\s]{{1,12}}[{_DIGITS}]+(?=[－-][{_DIGITS}]))"
PAGE = f"{PART_NAME}?[{_DIGITS}ivxⅰ-ⅻ－-]+{UNIT}?"
# Words and a tab or dots that lead to a page, in a text that has blanks.
_LED = regex(rf"(.*?[^\t{DOTS}\s])[ \u3000]*(?:\t[ \u3000]*|{LEADER}[ \u3000\t]*){PAGE}[ \u3000]*")
# The same where a style says that it is an entry: a tab has been read as a blank.
_STYLED = regex(rf"[\s{DOTS}]+{PAGE}\s*$")
_TITLE = regex(r".{0,12}(?:目次|もくじ)(?:[(（].{0,8}[)）]|[＞>】］〉》]{1,2})?|contents|index", re.IGNORECASE)
_BLANKS = regex(r"\s+")
# Headings without a page, and lines in which an entry goes on: so many may follow each other in a 目次.
_PATIENCE = 4


class Entries:
    """Follows lines from top to bottom. `titles`: what the 目次 of the paper is called, beside the usual."""

    def __init__(self, titles: Collection[str] = ()) -> None:
        self._titles = frozenset(_BLANKS.sub("", title) for title in titles)
        self._left = 0

    def takes(self, text: str, *, led: bool) -> bool:
        """Whether a line is an entry. `led`: something in it leads to what may be a page."""
        bare = _BLANKS.sub("", text)
        if not led and (bare in self._titles or _TITLE.fullmatch(bare)):
            self._left = _PATIENCE
            return False
        if led and self._left:
            self._left = _PATIENCE
            return True
        self._left = max(0, self._left - 1)
        return False

    def words(self, text: str) -> str | None:
        """The words of a line of text that is an entry, without leader and page; None for any other line."""
        led = _LED.fullmatch(text)
        return led[1] if self.takes(text, led=led is not None) and led is not None else None


def without_page(text: str) -> str:
    """What a style calls an entry, without leader and page."""
    return _STYLED.sub("", text)
