"""What a kind of document offers to the build: a source model, a wording template, and its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.diagnostics import Problems
from pipeline.notation.house import House
from pipeline.source.area import Area
from pipeline.source.fields import Dated, SourceModel
from pipeline.tree.nodes import Inlines


@dataclass(frozen=True, slots=True)
class Edition:
    """One document of a source, ready for its words.

    `names` is what the wording template prints, `values` what texts of the source may put in with {{ }};
    `title`, `subject` and `author` describe the file, `day` dates it (None: not yet signed).
    """

    names: Mapping[str, object]
    values: Mapping[str, str | int | Dated | Inlines]
    title: str
    subject: str
    author: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Setting:
    """For whom a document is made: the facts of its area, the style of its house, its partner (None: for all)."""

    area: Area
    house: House
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `template` names its layouts in templates/docx and templates/pdf.

    `partners` gives the partners for each of whom the source makes a document ((): one document);
    `prepare` makes the edition for a setting, or None after reporting.
    """

    name: str
    template: str
    model: type[SourceModel]
    wording: str
    partners: Callable[[SourceModel], tuple[str, ...]]
    prepare: Callable[[SourceModel, Setting, Problems], Edition | None]
