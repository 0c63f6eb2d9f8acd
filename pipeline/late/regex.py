"""`regex` for regular expressions that a command loads by the hundred: compiled when they are first used.

To compile all that stand in the modules that one document needs took a seventh of the time that it takes to make it; two
of three are never used for it. Of those that are, what `re` hands to its engine is kept from one command to the next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["compiled_and_handed", "regex"]

if TYPE_CHECKING:
    from re import Pattern
    from re import compile as regex

    from pipeline.late import kept

    def compiled_and_handed(pattern: str, flags: int) -> tuple[Pattern[str], kept.Made | None]:
        """A pattern, and what its engine was given for it; None where this Python keeps it to itself."""
else:
    import _sre
    import re

    from pipeline.late import kept

    class _Late:
        """A pattern, once it is used; what is asked of it is kept, so that the next time costs no more than with its own."""

        def __init__(self, pattern: str, flags: int) -> None:
            self.pattern, self._flags = pattern, flags
            self._compiled: re.Pattern[str] | None = None

        def __getattr__(self, name: str) -> object:
            """Called only for what is not kept yet."""
            if name.startswith("_"):
                raise AttributeError(name)  # copy and pickle ask so
            if self._compiled is None:
                self._compiled = _compiled(self.pattern, self._flags)
            found = getattr(self._compiled, name)
            self.__dict__[name] = found
            return found

        def __reduce__(self) -> tuple[object, ...]:
            return regex, (self.pattern, self._flags)

        def __repr__(self) -> str:
            return repr(re.compile(self.pattern, self._flags))

    class _Engine:
        """Stands before the engine of `re` and sees what is handed to it."""

        handed: tuple[object, ...] | None = None

        def __getattr__(self, name: str) -> object:
            return getattr(_sre, name)

        def compile(self, *handed: object) -> re.Pattern[str]:
            self.handed = tuple(map(_plain, handed))
            return _sre.compile(*handed)

    def _plain(part: object) -> object:
        """Its numbers have names; bare ones do as well."""
        if isinstance(part, list):
            return [int(number) for number in part]
        if isinstance(part, dict):
            return dict(part)
        return int(part) if isinstance(part, int) else part

    def regex(pattern: str, flags: int = 0) -> _Late:
        """What re.compile gives, compiled when a method of it is first called."""
        return _Late(pattern, int(flags))

    def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
        key = "regex", _sre.MAGIC, pattern, flags
        if handed := kept.recall(key):
            return _sre.compile(*handed)
        compiled, handed = compiled_and_handed(pattern, flags)
        if handed:
            kept.remember(key, handed)
        return compiled

    def compiled_and_handed(pattern: str, flags: int) -> tuple[re.Pattern[str], tuple[object, ...] | None]:
        """A pattern, and what its engine was given for it; None where this Python keeps it to itself."""
        engine, compiler = _Engine(), getattr(re, "_compiler", None)
        if getattr(compiler, "_sre", None) is not _sre:
            return re.compile(pattern, flags), None
        compiler._sre = engine  # noqa: SLF001 - all that is asked of it is that it hands over
        try:
            compiled = compiler.compile(pattern, flags)
        finally:
            compiler._sre = _sre  # noqa: SLF001
        # Another thread may have compiled something of its own meanwhile.
        handed = engine.handed
        return compiled, handed if handed is not None and _sre.compile(*handed) == compiled else None
