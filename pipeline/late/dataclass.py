"""`dataclass` for values that a command loads by the hundred, and that a document has by the thousand.

Frozen for the type checker alone: at run time nothing guards the fields, which makes such a value three times as fast to
create (a frozen dataclass sets each field through object.__setattr__); mypy refuses whoever would change one. Equality,
hash and words of repr are those of the standard library's, and so are its fields for whoever asks.

Its methods and the account of its fields are written when they are first called: to write those of all classes that are
loaded, most of which a command never makes a value of, was a fifth of the time that it took to make one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from reprlib import recursive_repr
    from types import CodeType

    from pipeline.late import kept

    _FIELDS, _PARAMS, _MISSING = "__dataclass_fields__", "__dataclass_params__", dataclasses.MISSING

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type], type]:
        """The decorator of the standard library, less the guard."""

        def decorate(cls: type) -> type:
            own, annotations = cls.__dict__, cls.__annotations__
            names = [n for n, a in annotations.items() if not str(a).startswith(("ClassVar", "typing.ClassVar"))]
            assert not any("InitVar" in str(annotations[n]) or str(annotations[n]) == "KW_ONLY" for n in names)
            body = {name: _late(name) for name in _wanted(own, frozen, eq)}
            if eq and not frozen and not _hashes_itself(own):
                body["__hash__"] = None
            fields = _Fields({n: own.get(n, _MISSING) for n in names}, annotations)
            body[_FIELDS], body[_PARAMS] = fields, _Params()
            body["__match_args__"] = _positions(cls, fields)
            if cls.__doc__ is None:  # else it is made of the signature, by a module that takes long to load
                body["__doc__"] = cls.__name__
            if slots and "__mypyc_attrs__" not in own:
                return _with_slots(cls, names, body)
            return _in_place(cls, names, body)

        return decorate

    def _wanted(own: Mapping[str, object], frozen: bool, eq: bool) -> Iterator[str]:
        yield from (n for n in ("__init__", "__repr__", *(("__eq__",) if eq else ())) if n not in own)
        if eq and frozen and not _hashes_itself(own):
            yield "__hash__"

    def _hashes_itself(own: Mapping[str, object]) -> bool:
        """A class that has an __eq__ of its own is given None by Python."""
        return "__hash__" in own and not (own["__hash__"] is None and "__eq__" in own)

    def _with_slots(cls: type, names: list[str], body: dict[str, object]) -> type:
        inherited = {s for c in cls.__mro__[1:] for s in c.__dict__.get("__slots__", ())}
        kept = {n: v for n, v in cls.__dict__.items() if n not in names and n not in ("__dict__", "__weakref__")}
        slots = tuple(n for n in names if n not in inherited)
        made = type(cls)(cls.__name__, cls.__bases__, {**kept, **body, "__slots__": slots})
        made.__qualname__ = cls.__qualname__
        return made

    def _in_place(cls: type, names: list[str], body: dict[str, object]) -> type:
        """Without slots; mypyc has slots of its own and keeps the class that is given."""
        for name, value in body.items():
            setattr(cls, name, value)
        for name in names:
            if isinstance(given := cls.__dict__.get(name), dataclasses.Field):
                if given.default is _MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, given.default)
        return cls

    def _positions(cls: type, fields: _Fields) -> tuple[str, ...]:
        inherited = [n for base in reversed(cls.__mro__[1:]) for n in base.__dict__.get("__match_args__", ())]
        return tuple(dict.fromkeys([*inherited, *(n for n, f in fields.own.items() if not _keyword(f))]))

    class _Fields:
        """Stands for the fields of a class until somebody asks for them as the standard library has them."""

        def __init__(self, own: Mapping[str, object], annotations: Mapping[str, object]) -> None:
            self.own, self.annotations = own, annotations

        def __get__(self, instance: object, owner: type) -> Mapping[str, dataclasses.Field[object]]:
            return getattr(_described(owner, _FIELDS, self), _FIELDS)

    class _Params:
        """The same for what was asked of the decorator."""

        def __get__(self, instance: object, owner: type) -> object:
            return getattr(_described(owner, _PARAMS, self), _PARAMS)

    def _described(owner: type, name: str, late: object) -> type:
        """A class with the fields of that one in the line of `owner` which has `late`, which is given them."""
        cls = next(c for c in owner.__mro__ if c.__dict__.get(name) is late)
        # With words of its own, else they are made of its signature.
        body: dict[str, object] = {"__module__": cls.__module__, "__doc__": cls.__name__, "__annotations__": {}}
        for base in reversed(cls.__mro__):
            fields = base.__dict__.get(_FIELDS, {})
            for field, given in fields.own.items() if isinstance(fields, _Fields) else fields.items():
                body.pop(field, None)
                if given is not _MISSING:
                    body[field] = given
                annotation = fields.annotations[field] if isinstance(fields, _Fields) else given.type
                body["__annotations__"][field] = annotation
        described = dataclasses.dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), body))
        for known in (_FIELDS, _PARAMS):
            setattr(cls, known, described.__dict__[known])
        return described

    def _given(cls: type) -> dict[str, object]:
        """Each field, inherited ones first, with its default or what `field()` says of it."""
        found: dict[str, object] = {}
        for base in reversed(cls.__mro__):
            fields = base.__dict__.get(_FIELDS, {})
            found.update(fields.own if isinstance(fields, _Fields) else fields)
        return found

    def _keyword(given: object) -> bool:
        return isinstance(given, dataclasses.Field) and given.kw_only is True

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
        known: dict[str, object] = {"_MISSING": _MISSING}
        before, after, body = [], [], []
        for name, given in _given(cls).items():
            default, factory = given, _MISSING
            if isinstance(given, dataclasses.Field):
                assert given.init, "every field of such a value is given"
                default, factory = given.default, given.default_factory
            if default is not _MISSING:
                known[f"_default_{name}"] = default
                parameter = f"{name}=_default_{name}"
            elif factory is not _MISSING:
                known[f"_make_{name}"] = factory
                parameter = f"{name}=_MISSING"
                body.append(f" if {name} is _MISSING: {name} = _make_{name}()")
            else:
                parameter = name
            (after if _keyword(given) else before).append(parameter)
            body.append(f" self.{name} = {name}")
        if hasattr(cls, "__post_init__"):
            body.append(" self.__post_init__()")
        parameters = ["self", *before, *(["*", *after] if after else [])]
        return _written("__init__", [f"def __init__({', '.join(parameters)}):", *(body or [" pass"])], known)

    def _written(name: str, lines: Sequence[str], known: dict[str, object]) -> Callable[..., object]:
        """The method of these lines, which know so many names. Their bytecode is kept from one command to the next."""
        text = "\n".join(lines)
        code = kept.recall(("method", text))
        if not isinstance(code, CodeType):
            code = compile(text, f"<{name} of late.dataclass>", "exec")
            kept.remember(("method", text), code)
        exec(code, known)  # noqa: S102
        return known[name]

    def _taken(cls: type, asked: Callable[[dataclasses.Field[object]], bool]) -> list[str]:
        return [n for n, f in _given(cls).items() if not isinstance(f, dataclasses.Field) or asked(f)]

    def _tuple(names: list[str], of: str) -> str:
        return f"({''.join(f'{of}.{n}, ' for n in names)})"

    def _eq(cls: type) -> Callable[..., object]:
        names = _taken(cls, lambda f: f.compare)
        lines = (
            "def __eq__(self, other):",
            " if other.__class__ is self.__class__:",
            f"  return {_tuple(names, 'self')} == {_tuple(names, 'other')}",
            " return NotImplemented",
        )
        return _written("__eq__", lines, {})

    def _hash(cls: type) -> Callable[..., object]:
        names = _taken(cls, lambda f: f.compare if f.hash is None else f.hash)
        return _written("__hash__", ["def __hash__(self):", f" return hash({_tuple(names, 'self')})"], {})

    def _repr(cls: type) -> Callable[..., object]:
        names = _taken(cls, lambda f: f.repr)

        @recursive_repr()
        def __repr__(self: object) -> str:  # noqa: N807
            return f"{self.__class__.__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"

        return __repr__

    _WRITERS = {"__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
