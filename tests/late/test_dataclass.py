"""Light dataclasses: what a plain frozen dataclass says of itself, though its methods are written when they are first called."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from pipeline.late.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Light:
    """A value with every kind of field."""

    first: int
    second: str = "二"
    several: tuple[int, ...] = ()
    made: dict[str, int] = dataclasses.field(default_factory=dict, hash=False, compare=False)
    aside: str | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """The same by the standard library."""

    first: int
    second: str = "二"
    several: tuple[int, ...] = ()
    made: dict[str, int] = dataclasses.field(default_factory=dict, hash=False, compare=False)
    aside: str | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Below(Light):
    """One that inherits."""

    last: int = 7


VALUES = st.tuples(st.integers(0, 3), st.sampled_from("一二"), st.lists(st.integers(0, 1), max_size=2).map(tuple))


@given(VALUES, VALUES)
def test_a_light_value_equals_hashes_and_reads_as_a_plain_one(one, other):
    assert (Plain(*one) == Plain(*other)) is (Light(*one) == Light(*other))
    assert hash(Plain(*one)) == hash(Light(*one))
    assert repr(Plain(*one)).removeprefix("Plain") == repr(Light(*one)).removeprefix("Light")


def test_defaults_are_those_of_the_class():
    one, other = Light(1), Light(1, aside="x")

    assert ("二", (), {}, None) == (one.second, one.several, one.made, one.aside)
    assert one.made is not other.made
    assert one == other
    assert "aside" not in repr(other)


def test_values_of_another_class_are_not_equal():
    assert Below(1) != Light(1)
    assert 7 == Below(1).last
    assert "Below(first=1, second='二', several=(), made={}, last=7)" == repr(Below(1))


def test_a_value_can_be_replaced_copied_pickled_and_matched():
    one = Light(1, "三")

    assert Light(2, "三") == dataclasses.replace(one, first=2)
    assert one == copy.deepcopy(one) == pickle.loads(pickle.dumps(one))
    match one:
        case Light(first, second):
            assert (1, "三") == (first, second)
        case _:
            pytest.fail("it matches by its fields")
    assert {"first": 1, "second": "三", "several": (), "made": {}, "aside": None} == dataclasses.asdict(one)


def test_what_is_missing_or_too_much_is_told_as_ever():
    with pytest.raises(TypeError, match="first"):
        Light()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Light(1, "二", (), {}, None, 6)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Light(1).other = 3  # type: ignore[attr-defined]


def test_methods_of_the_class_itself_stay():
    @dataclass(frozen=True, slots=True)
    class Loud:
        """A value with words of its own."""

        words: str

        def __repr__(self) -> str:
            return f"{self.words}!"

        def __post_init__(self) -> None:
            assert self.words

    assert "ああ!" == repr(Loud("ああ"))
    with pytest.raises(AssertionError):
        Loud("")


@dataclass(slots=True)
class Box:
    """What may change."""

    held: list[int] = dataclasses.field(default_factory=list)
    count: int = 0
    kind: ClassVar[str] = "箱"


@dataclasses.dataclass(slots=True)
class PlainBox:
    """The same by the standard library."""

    held: list[int] = dataclasses.field(default_factory=list)
    count: int = 0
    kind: ClassVar[str] = "箱"


@pytest.mark.parametrize(("late", "plain"), [(Light, Plain), (Box, PlainBox)])
def test_fields_are_those_of_the_standard_library(late: type, plain: type):
    """Whoever asks for them: pydantic, asdict, replace."""

    def told(cls: type) -> list[tuple[object, ...]]:
        fields = dataclasses.fields(cls)
        return [(f.name, f.type, f.default, f.default_factory, f.compare, f.repr, f.hash, f.init) for f in fields]

    assert dataclasses.is_dataclass(late)
    assert told(plain) == told(late)
    assert vars(plain)["__match_args__"] == vars(late)["__match_args__"]
    assert vars(plain)["__slots__"] == vars(late)["__slots__"]


def test_fields_of_one_that_inherits_are_asked_of_it_alone():
    @dataclass(frozen=True, slots=True)
    class Further(Light):
        """A default of its own for a field that it inherits, and one more."""

        second: str = "三"
        more: tuple[int, ...] = (1,)

    assert ["first", "second", "several", "made", "aside", "more"] == [f.name for f in dataclasses.fields(Further)]
    assert ["first", "second", "several", "made", "aside"] == [f.name for f in dataclasses.fields(Light)]
    assert ("三", (1,)) == (Further(1).second, Further(1).more)
    assert "二" == Light(1).second
    assert ("more",) == vars(Further)["__slots__"]


def test_what_may_change_does_and_has_no_hash():
    box, other = Box(), Box()
    box.held.append(1)
    box.count += 1

    assert "箱" == Box.kind == box.kind
    assert ([], 0) == (other.held, other.count)
    assert box != other
    with pytest.raises(TypeError):
        hash(box)


def test_without_equality_each_is_itself():
    @dataclass(frozen=True, slots=True, eq=False)
    class Alone:
        """Known by identity."""

        name: str

    one, other = Alone("x"), Alone("x")

    assert one != other
    assert 2 == len({one, other})


def test_a_class_that_says_what_is_equal_keeps_a_hash_of_its_fields():
    """As the standard library has it: frozen, with an __eq__ of its own, and hashed by its fields."""

    def declared(decorator: Callable[..., Callable[[type], type]]) -> type:
        @decorator(frozen=True, slots=True)
        class Name:  # noqa: PLW1641 - the decorator gives it
            """Equal in any case."""

            name: str

            def __eq__(self, other: object) -> bool:
                return isinstance(other, Name) and self.name.lower() == other.name.lower()

        return Name

    late, plain = declared(dataclass), declared(dataclasses.dataclass)

    assert late("a") == late("A")
    assert hash(plain("a")) == hash(late("a"))


def test_pydantic_validates_one_as_a_field():
    class Model(BaseModel):
        """One that holds a value."""

        value: Light

    assert Light(1) == Model.model_validate({"value": {"first": 1}}).value
    with pytest.raises(ValidationError):
        Model.model_validate({"value": {"first": "いち"}})
