"""Pages of the desk: what they are called and what they begin with; the rest is asked by the browser."""

from __future__ import annotations

from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.desk.room import Room

Json = dict[str, object]
# Pages that begin empty: all that they show is asked by their scripts.
_OWN = frozenset({"council", "checks", "compare", "start", "nowhere"})


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=PackageLoader("pipeline.desk"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(room: Room, name: str, given: Json, nonce: str) -> str:
    """A page as HTML. Raises UnknownError for a document that is not there."""
    template = _environment().get_template(f"{name}.html.j2")
    every: Json = {"nonce": nonce, "view": name, "version": room.version()}
    if name == "home":
        plan, problems = room.plan()
        if room.is_empty():
            return _environment().get_template("start.html.j2").render(every)
        areas = [(area, list(group)) for area, group in groupby(room.listed(), lambda d: d.id.split("/")[0])]
        return template.render(every, areas=areas, failed=plan.failed, problems=problems.found)
    if name in _OWN:
        return template.render(every)
    document = str(given["name"])
    files = room.sources_of(document) if name == "document" else []
    return template.render(every, name=document, files=files)
