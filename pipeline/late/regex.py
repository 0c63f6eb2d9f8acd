"""`regex` for regular expressions that a command loads by the hundred: compiled when they are first used.

To compile all that stand in the modules that one document needs took a seventh of the time that it takes to make it; two
of three are never used for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["regex"]

if TYPE_CHECKING:
    from re import compile as regex
else:
    import re

    class _Late:
        """A pattern, once it is used; what is asked of it is kept, so that the next time costs no more than with its own."""

        def __init__(self, pattern: str, flags: int) -> None:
            self.pattern, self._flags = pattern, flags
            self._compiled: re.Pattern[str] | None = None

        def __getattr__(self, name: str) -> object:
            """Called only for what is not kept yet."""
            if name.startswith("_"):
                raise AttributeError(name)  # copy and pickle ask so
            if self._compiled is None:  # the memo of re forgets
                self._compiled = re.compile(self.pattern, self._flags)
            found = getattr(self._compiled, name)
            self.__dict__[name] = found
            return found

        def __reduce__(self) -> tuple[object, ...]:
            return regex, (self.pattern, self._flags)

        def __repr__(self) -> str:
            return repr(re.compile(self.pattern, self._flags))

    def regex(pattern: str, flags: int = 0) -> _Late:
        """What re.compile gives, compiled when a method of it is first called."""
        return _Late(pattern, int(flags))
