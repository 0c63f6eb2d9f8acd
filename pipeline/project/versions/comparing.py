"""A recorded version of a document, and its source as it is now -> 新旧対照表, tracked changes, and the change list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from pipeline.comparing.changes import compare
from pipeline.comparing.merged import merged
from pipeline.comparing.of_galley import of_galley
from pipeline.diagnostics import Place, Problems
from pipeline.galley import Galley
from pipeline.labels import versions as labels
from pipeline.late.dataclass import dataclass
from pipeline.notation.dates import wareki
from pipeline.papers.change_list import Side, data
from pipeline.papers.changes import Report
from pipeline.papers.side_by_side.sheet import comparison
from pipeline.papers.versions.tree_comparison import compare_trees
from pipeline.papers.versions.tree_redline import marked
from pipeline.papers.versions.tree_report import tree_report
from pipeline.papers.versions.version_file import Version
from pipeline.project.export.exporter import USUAL, Exporter, complete
from pipeline.project.export.templates import BASE
from pipeline.project.plan import Assignment
from pipeline.project.session import Session
from pipeline.project.versions import kept
from pipeline.project.versions.printed import printed
from pipeline.writers import html
from pipeline.writers.docx.redline import Reviser
from pipeline.writers.text import printed_sha256


@dataclass(frozen=True, slots=True)
class Paper:
    """One of the two papers. `called` is how the 新旧対照表 names it."""

    called: str
    name: str
    day: date | None
    galley: Galley

    @property
    def side(self) -> Side:
        """The paper as a change list names it."""
        day = self.day.isoformat() if self.day is not None else ""
        return Side(self.name, self.galley.title, day, printed_sha256(self.galley))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The change list, and the files by their paths below the output folder."""

    report: Report
    files: Mapping[str, bytes]


def comparison_of(
    assignment: Assignment, base: str, to: str, reviser: Reviser, session: Session, problems: Problems
) -> Comparison:
    """What changed since a version: `base` and `to` name versions, "" the last one and the source. Raises Rejected."""
    old = _version(assignment.name, base, session, problems)
    if to:
        new = _version(assignment.name, to, session, problems)
    else:
        galley = printed(assignment, session, problems)
        new = Paper(labels.TODAY, assignment.name, galley.day, galley)
    trees = compare(of_galley(old.galley, "").root, of_galley(new.galley, "").root)
    report = tree_report(trees).report
    if not report.entries:
        problems.error(
            "比較",
            f"「{assignment.name}」は、版「{old.name}」から変わるところがありません",
            "--from に、前の版を指定してください",
            Place(kept.folder_of(assignment.name).as_posix()),
        )
        problems.stop_if_errors()
    house = assignment.original.profile.house
    title = f"{new.galley.title}新旧対照表"
    blocks = compare_trees(trees, house.marks)
    table = comparison(blocks, title, house, new.day, labels.between(old.called, new.called))
    plain = Exporter(BASE, session.templates)
    own = Exporter(assignment.original.kind.template, session.templates)
    printed_tables = {f"新旧対照表.{f}": plain.print(table, f, problems) for f in USUAL} if blocks else {}
    both = marked(merged(trees), new.galley, f"{new.galley.title}（見え消し）")
    lines = {"見え消し.docx": own.marked(both.galley, both.fates, reviser, problems)}
    made = complete((_pages(report, (old.side, new.side), title), printed_tables, lines), problems)
    return Comparison(report, {f"{assignment.name}-比較/{name}": content for name, content in made.items()})


def _pages(report: Report, sides: tuple[Side, Side], title: str) -> dict[str, bytes]:
    listed = json.dumps(data(report, *sides), ensure_ascii=False, indent=1) + "\n"
    page = html.report_page(f"{title}　変更一覧", report, sides)
    return {"変更一覧.json": listed.encode("utf-8"), "変更一覧.html": page.encode("utf-8")}


def _version(document: str, name: str, session: Session, problems: Problems) -> Paper:
    """A version by its name. Raises Rejected."""
    found = kept.chosen(kept.Named(document, name.removeprefix(f"{document}{kept.AT}")), session.files, problems)
    problems.stop_if_errors()
    assert found is not None
    return Paper(_called(found), f"{document}{kept.AT}{found.name}", found.day, found.galley)


def _called(version: Version) -> str:
    number = f"、{version.number}" if version.number else ""
    return f"{version.name}（{wareki.format(version.day)}{number}）"
