"""What a template prints bears one number if and only if it says the same from the same place."""

from __future__ import annotations

from pipeline.diagnostics import Problems, Written
from pipeline.diagnostics.span import SourceFile
from pipeline.tree.nodes import Inlines, Name
from pipeline.wording.expressions import Scope
from pipeline.wording.ledger import Ledger

FILE = SourceFile("a.yaml", "甲町 甲町 {{ 乙 }}の長")


def name(start: int) -> Inlines:
    return (Name("甲町", Written("甲町", FILE, start, start + 2).origin()),)


def test_equal_names_from_two_places_bear_two_numbers():
    ledger, scope, problems = Ledger(), Scope({}), Problems()
    first, second = name(0), name(3)

    assert first == second
    assert ledger.number(first, scope, problems) != ledger.number(second, scope, problems)
    assert ledger.number(first, scope, problems) == ledger.number(first, scope, problems)


def test_a_text_bears_another_number_where_what_it_asks_is_another():
    ledger, problems = Ledger(), Problems()
    text, names = Written("{{ 乙 }}の長", FILE, 6, 15), (name(0), name(3))
    numbers = [ledger.number(text, Scope({"乙": names[n]}), problems) for n in (0, 1, 0)]

    assert numbers[0] == numbers[2]
    assert numbers[0] != numbers[1]
    assert [names[n][0].origin for n in (0, 1)] == [ledger.inlines[n][0].origin for n in numbers[:2]]


def test_a_text_of_which_something_is_said_bears_a_number_once():
    ledger, problems = Ledger(), Problems()
    text = Written("{{ 乙 }}の長", FILE, 6, 15)
    numbers = {ledger.number(text, Scope({}), problems) for _ in range(3)}

    assert 3 == len(numbers)
    assert 1 == len(problems.errors)
