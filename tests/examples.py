"""How many examples a property test draws: a share of what it names, since people wait for the suite.

RENKEI_EXAMPLES=100 draws all of them, in percent: for whoever changes what such a test asks.
"""

from __future__ import annotations

import os

_SHARE = int(os.environ.get("RENKEI_EXAMPLES", "40"))


def examples(count: int) -> int:
    """The share of `count` that is drawn, but not fewer than five."""
    return max(min(count, 5), count * _SHARE // 100)
