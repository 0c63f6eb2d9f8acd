"""Light dataclasses: what a plain frozen dataclass says of itself, though its methods are written when they are first called."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics.light_dataclass import dataclass


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
