"""A source model of clauses -> its kind of document: they share wording, layout and the way in which they are prepared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.resources import files

from pipeline.diagnostics import Problems
from pipeline.kinds.kind import Kind, Revision
from pipeline.kinds.shared.clauses import parties
from pipeline.kinds.shared.clauses.paper import UNNAMED, Paper
from pipeline.kinds.shared.clauses.prepare import prepare
from pipeline.source.area import Area
from pipeline.source.fields import SourceModel
from pipeline.tree.nodes import Signature

_WORDING = "wording.j2"


def kind_of_clauses(name: str, model: type[Paper], called: str) -> Kind:
    """The kind of an agreement."""
    return _kind(name, model, Revision(called, "wording/変更協約書.yaml", _called, _signature, _renamed))


def kind_of_rules(name: str, model: type[Paper], called: str) -> Kind:
    """The kind of a rule."""
    return _kind(name, model, Revision(called, "wording/改正規程.yaml", _called, _signature, _renamed, rules=True))


def _kind(name: str, model: type[Paper], revision: Revision) -> Kind:
    return Kind(
        name=name,
        template="agreement",
        model=model,
        wording=files(__package__).joinpath(_WORDING).read_text(encoding="utf-8"),
        partners=_partners,
        prepare=prepare,
        revision=revision,
    )


def _partners(model: SourceModel) -> tuple[str, ...]:
    assert isinstance(model, Paper)
    return parties.partners(model)


def _called(model: SourceModel, partner: str | None) -> tuple[str, ...]:
    assert isinstance(model, Paper)
    return tuple(name.text if key.startswith(UNNAMED) else key for key, name in parties.named(model, partner).items())


def _signature(model: SourceModel, facts: Area, partner: str | None, day: date, problems: Problems) -> Signature | None:
    assert isinstance(model, Paper)
    return parties.signature(model, facts, partner, day, problems)


def _renamed(model: SourceModel, facts: Area, partner: str | None, day: date) -> Mapping[str, str]:
    assert isinstance(model, Paper)
    return parties.renamed(model, facts, partner, day)
