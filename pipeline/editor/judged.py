"""A source as it stands in an editor -> its problems and findings, without a word being saved."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Problems, Severity, SourceFile, Span
from pipeline.late.dataclass import dataclass
from pipeline.lint.suppression import silence
from pipeline.project import linting, store
from pipeline.project.checking import making
from pipeline.project.linting import Asked
from pipeline.project.plan import plan
from pipeline.project.session import Session


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said of characters `start` to `end` (from 0, line ends counted as one) of a file.

    `proposal` takes their place if the cure is certain.
    """

    file: str
    start: int
    end: int
    code: str
    message: str
    error: bool
    proposal: str | None = None


class Judge:
    """Judges the folder of a clerk, with the texts that an editor holds in place of those on disk."""

    def __init__(self, root: Path) -> None:
        self.session = Session(root)

    def marks(self, unsaved: Mapping[Path, str], path: Path) -> list[Mark]:
        """What is said of one file; what lies elsewhere is told where it lies."""
        files = self.session.files
        files.refresh()
        with files.standing({own: text.encode("utf-8") for own, text in unsaved.items()}):
            return self._marks(path)

    def _marks(self, path: Path) -> list[Mark]:
        problems = Problems()
        name = self.session.files.name(path)
        with store.reported(problems, name):
            planned = plan(self.session, (), problems)
            own = [a for a in planned.assignments if any(i.name == name for i in a.original.inputs)]
            for assignment in own:
                problems.extend(making.found(assignment, self.session))
            asked = Asked()
            found = [f for a in own for f in linting.of_document(a, self.session, asked, Problems())]
        stand, _ = silence(found, asked.ids, problems)
        made = [mark for d in problems.found if (mark := _mark(d, name)) is not None]
        for finding in stand:
            if isinstance(finding.place, Span):
                proposal = finding.proposal if finding.certain else None
                place, rule = finding.place, finding.rule
                words = f"{finding.message}\n{rule.why}（根拠: {rule.authority}）"
                made.append(Mark(place.file.name, place.start, place.end, rule.id, words, False, proposal))
        return list(dict.fromkeys(m for m in made if m.file == name))


def _mark(said: Diagnostic, name: str) -> Mark | None:
    """What is said of a place; at the head of the file `name` what has none there: a table that fits no page."""
    match said.place:
        case Span():
            file, start, end = said.place.file.name, said.place.start, said.place.end
        case Place() if said.place.file != name:
            return None
        case _:
            file, start, end = name, 0, 0
    return Mark(file, start, end, said.code, f"{said.message}\n直し方: {said.cure}", said.severity is Severity.ERROR)


def place_of(file: SourceFile, offset: int) -> tuple[int, int]:
    """Line and character of an offset, from 0; characters count as UTF-16 does, which editors ask for."""
    line = file.text.count("\n", 0, offset)
    start = file.text.rfind("\n", 0, offset) + 1
    return line, len(file.text[start:offset].encode("utf-16-le")) // 2


def offset_of(text: str, line: int, character: int) -> int:
    """The offset of a place as editors count."""
    lines = text.split("\n")
    start = sum(len(one) + 1 for one in lines[:line])
    own = lines[line] if line < len(lines) else ""
    units = 0
    for at, char in enumerate(own):
        if units >= character:
            return start + at
        units += 2 if ord(char) > 0xFFFF else 1
    return start + len(own)
