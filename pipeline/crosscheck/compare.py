"""The papers of an area -> the register: every topic asked, in the order in which a person would read its findings."""

from __future__ import annotations

from pipeline.crosscheck.facts import Papers, Register
from pipeline.crosscheck.topics import (
    costs,
    counts,
    days,
    heads,
    indicators,
    laws,
    names,
    periods,
    projects,
    schedules,
)

_TOPICS = (names, heads, days, periods, counts, costs, indicators, laws, schedules, projects)


def compared(papers: Papers) -> Register:
    """All facts that the papers state, contradictions and legal differences among them."""
    register = Register()
    for topic in _TOPICS:
        topic.look(papers, register)
    return register
