"""Papers that the desk writes into the output folder: a clerk is asked before what a person has altered there is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.project.incremental import delivery

if TYPE_CHECKING:
    from pipeline.desk.at_desk import Desk
    from pipeline.diagnostics import Problems

Json = dict[str, object]


def is_forced(given: Json) -> bool:
    """Whether the clerk has said that what was altered may be lost."""
    return given.get("force") in (True, "1")


def put(desk: Desk, files: Mapping[str, bytes], given: Json, problems: Problems) -> Json:
    """The answer about files: those that were written, or those for which the clerk is to be asked first."""
    out, force = desk.room.out, is_forced(given)
    if files and delivery.deliver(out, files, problems, force=force):
        return {"files": list(files)}
    return {"files": [], "altered": [] if force else list(delivery.foreign(out, files))}
