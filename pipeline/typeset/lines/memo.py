"""A memo of bounded size that forgets what was not asked for lately."""

from __future__ import annotations

from typing import TypeVar

from pipeline.tree.sharing.generations import Generations

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generations[K, V]):
    """Two generations of at most `most` entries: the older one is forgotten whole when the younger one is full.

    What is asked for in every document stays, what only one document says goes soon.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keeps a value, and gives it back."""
        if len(self._young) >= self._most:
            self.turn()
        return super().keep(key, value)
