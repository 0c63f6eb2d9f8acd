"""A memory of what documents say that forgets what one of them alone says."""

from __future__ import annotations

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Generations(Generic[K, V]):
    """What all documents of a master say stays, what one says alone goes: after the second `turn` since it was asked for."""

    def __init__(self) -> None:
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value kept for this key."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self.keep(key, found)
        return found

    def keep(self, key: K, value: V) -> V:
        """Keeps a value, and gives it back."""
        self._young[key] = value
        return value

    def turn(self) -> None:
        """A new generation begins."""
        self._old, self._young = self._young, {}

    def forget(self) -> None:
        """Nothing is known any more."""
        self._old, self._young = {}, {}
