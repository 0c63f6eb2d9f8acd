"""A document -> everything that a build of it in the usual forms would find wrong; nothing is written.

What is wrong may lie in the last steps alone: a character that no font draws, a template without a style, a table that fits no
page. Whoever was told that there is no error must be able to build.
"""

from __future__ import annotations

from contextlib import suppress

from pipeline.diagnostics import Problems, Rejected
from pipeline.project import store
from pipeline.project.batch.worker import render
from pipeline.project.export.exporter import USUAL
from pipeline.project.job import Job
from pipeline.project.plan import Assignment
from pipeline.project.session import Session


def found(assignment: Assignment, session: Session) -> Problems:
    """All that making it says, in its order."""
    problems = Problems()
    job = Job(session.root, session.root, USUAL)
    with suppress(Rejected), store.reported(problems, assignment.name):  # what was found is in the collector
        render(assignment, job, session, problems)
    return problems
