"""`regex` for regular expressions that a command loads by the hundred: compiled when they are first used.

To compile all that stand in the modules that one document needs took a seventh of the time that it takes to make it; two
of three are never used for it. Of those that are, what `re` hands to its engine is kept from one command to the next, and so
is that of patterns that stand in modules of libraries (`keep_those_of_modules`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["compiled_and_handed", "keep_those_of_modules", "regex"]

if TYPE_CHECKING:
    from re import Pattern
    from re import compile as regex

    from pipeline.late import kept

    def compiled_and_handed(pattern: str, flags: int) -> tuple[Pattern[str], kept.Made | None]:
        """A pattern, and what its engine was given for it; None where this Python keeps it to itself."""

    def keep_those_of_modules() -> None:
        """From now on patterns that stand in modules are kept when these are loaded, whoever's they are; no others are."""
else:
    import _sre
    import re
    import sys

    from pipeline.late import kept

    _COMPILER = getattr(re, "_compiler", None)
    _plainly = getattr(_COMPILER, "compile", None)
    _IMPORTING = "<frozen importlib._bootstrap>"

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
        engine = _Engine()
        if getattr(_COMPILER, "_sre", None) is not _sre:
            return re.compile(pattern, flags), None
        _COMPILER._sre = engine  # noqa: SLF001 - all that is asked of it is that it hands over
        try:
            compiled = _plainly(pattern, flags)
        finally:
            _COMPILER._sre = _sre  # noqa: SLF001
        # Another thread may have compiled something of its own meanwhile.
        handed = engine.handed
        return compiled, handed if handed is not None and _sre.compile(*handed) == compiled else None

    def keep_those_of_modules() -> None:
        """From now on patterns that stand in modules are kept when these are loaded, whoever's they are; no others are."""
        if getattr(_COMPILER, "_sre", None) is _sre:
            _COMPILER.compile = _kept_of_modules

    def _kept_of_modules(pattern: object, flags: int = 0) -> re.Pattern[str]:
        if isinstance(pattern, str) and not flags & re.DEBUG and _stands_in_a_module(pattern):
            return _compiled(pattern, int(flags))
        return _plainly(pattern, flags)

    def _stands_in_a_module(pattern: str) -> bool:
        """Whether it is a word of a module that is being loaded, and not made then: some are made of sets, in any order."""
        frame = sys._getframe(2)  # noqa: SLF001
        while frame.f_globals.get("__name__", "").split(".")[0] == "re" and frame.f_back is not None:
            frame = frame.f_back
        if pattern not in frame.f_code.co_consts:
            return False
        while frame is not None:
            above = frame.f_back
            if frame.f_code.co_name == "<module>" and above is not None and above.f_code.co_filename == _IMPORTING:
                return True
            frame = above
        return False
