"""The papers of an area -> the register: every topic asked, in the order in which a person would read its findings."""

from __future__ import annotations

from pipeline.crosscheck.facts import Papers, Register
from pipeline.crosscheck.topics import heads, names


def compared(papers: Papers) -> Register:
    """All facts that the papers state, contradictions and legal differences among them."""
    # These know the models of all kinds.
    from pipeline.crosscheck.topics import (  # noqa: PLC0415
        cited_days,
        costs,
        counts,
        days,
        indicators,
        laws,
        periods,
        projects,
        schedules,
    )

    register = against_area(papers)
    for topic in (days, cited_days, periods, counts, costs, indicators, laws, schedules, projects):
        topic.look(papers, register)
    return register


def against_area(papers: Papers) -> Register:
    """What the papers state of the facts of their area alone: nothing need be known of any kind."""
    register = Register()
    for topic in (names, heads):
        topic.look(papers, register)
    return register
