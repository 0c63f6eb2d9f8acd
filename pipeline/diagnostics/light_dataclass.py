"""`dataclass` for the small values that a document has by the thousand, and that a command loads by the hundred.

Frozen for the type checker alone: at run time nothing guards the fields, which makes such a value three times as fast to
create (a frozen dataclass sets each field through object.__setattr__); mypy refuses whoever would change one. Equality,
hash and words of repr are those of a frozen dataclass.

Its methods are written when they are first called: to write those of all classes that are loaded, most of which a command
never makes a value of, was a seventh of the time that it took to make one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from collections.abc import Callable
    from reprlib import recursive_repr

    _LATE = "__init__", "__repr__", "__eq__", "__hash__"

    def dataclass(*, frozen: bool, slots: bool, eq: bool = True) -> Callable[[type], type]:
        """The decorator of the standard library, less the guard."""
        assert frozen, "what may change is a plain dataclass"

        def decorate(cls: type) -> type:
            own = set(cls.__dict__)
            wanted = [n for n in (_LATE if eq else _LATE[:2]) if n not in own]
            if cls.__doc__ is None:  # else it is made of the signature, by a module that takes long to load
                cls.__doc__ = cls.__name__
            for name in wanted:  # on the class that is given: mypyc keeps that one, and not the one with slots
                setattr(cls, name, _late(name))
            return dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)

        return decorate

    def _late(name: str) -> Callable[..., object]:
        """A method that puts the real one in its own place and calls it."""

        def first(self: object, *args: object, **kwargs: object) -> object:
            cls = next(c for c in type(self).__mro__ if c.__dict__.get(name) is first)
            method = _WRITERS[name](cls)
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)
            return method(self, *args, **kwargs)

        return first

    def _init(cls: type) -> Callable[..., object]:
        known: dict[str, object] = {"_MISSING": dataclasses.MISSING}
        before, after, body = [], [], []
        for field in dataclasses.fields(cls):
            name = field.name
            assert field.init, "every field of such a value is given"
            if field.default is not dataclasses.MISSING:
                known[f"_default_{name}"] = field.default
                parameter = f"{name}=_default_{name}"
            elif field.default_factory is not dataclasses.MISSING:
                known[f"_make_{name}"] = field.default_factory
                parameter = f"{name}=_MISSING"
                body.append(f" if {name} is _MISSING: {name} = _make_{name}()")
            else:
                parameter = name
            (after if field.kw_only else before).append(parameter)
            body.append(f" self.{name} = {name}")
        if hasattr(cls, "__post_init__"):
            body.append(" self.__post_init__()")
        parameters = ["self", *before, *(["*", *after] if after else [])]
        exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(body or [" pass"]), known)  # noqa: S102
        return known["__init__"]

    def _compared(cls: type, of: str) -> str:
        names = [f.name for f in dataclasses.fields(cls) if f.compare]
        return f"({''.join(f'{of}.{n}, ' for n in names)})"

    def _eq(cls: type) -> Callable[..., object]:
        known: dict[str, object] = {}
        lines = (
            "def __eq__(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return {_compared(cls, 'self')} == {_compared(cls, 'other')}",
            " return NotImplemented",
        )
        exec("\n".join(lines), known)  # noqa: S102
        return known["__eq__"]

    def _hash(cls: type) -> Callable[..., object]:
        known: dict[str, object] = {}
        exec(f"def __hash__(self):\n return hash({_compared(cls, 'self')})", known)  # noqa: S102
        return known["__hash__"]

    def _repr(cls: type) -> Callable[..., object]:
        names = [f.name for f in dataclasses.fields(cls) if f.repr]

        @recursive_repr()
        def __repr__(self: object) -> str:  # noqa: N807
            return f"{self.__class__.__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"

        return __repr__

    _WRITERS = {"__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
