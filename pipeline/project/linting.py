"""Documents and files that a clerk names -> findings of the rules of official writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Rejected
from pipeline.importing.base_text import read_signed
from pipeline.importing.paper import Paper
from pipeline.importing.word.document import read_docx
from pipeline.kinds.kind import Kind
from pipeline.late.dataclass import dataclass
from pipeline.lint import bound as bound_sheet
from pipeline.lint import paper
from pipeline.lint.choice import rules
from pipeline.lint.examine import examine
from pipeline.lint.passage import Group, Passage, Sheet
from pipeline.lint.rule import Finding, Rule
from pipeline.lint.rules import BY_ID
from pipeline.lint.suppression import silence
from pipeline.project import compiling, documents
from pipeline.project.checking import unfilled
from pipeline.project.checking.unfilled import Stretch
from pipeline.project.plan import Assignment
from pipeline.project.revision.signed import signed_path
from pipeline.project.session import Session
from pipeline.source import reader
from pipeline.source.decode import nearest
from pipeline.source.profile import Profile

PAPERS = (".txt", ".docx")
_READ_YOURSELF = "この部分は、目で確かめてください"
# lint: { 公用文: 切 } in a profile asks no rule at all.
ALL = "公用文"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says of the rules: only these (none: all), hints too, only those of `renkei check`."""

    only: frozenset[str] = frozenset()
    hints: bool = False
    first: bool = False

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the rules that are asked where no house has switched any off."""
        return frozenset(rule.id for rule in self.of(None))

    def of(self, profile: Profile | None) -> tuple[Rule, ...]:
        """The rules to ask for a document of this house."""
        off = profile.lint_off if profile is not None else frozenset[str]()
        if ALL in off:
            return ()
        words = profile.terms if profile is not None else {}
        every = rules(off, words, hints=self.hints or bool(self.only))
        return tuple(r for r in every if (not self.only or r.id in self.only) and (not self.first or r.first))


def remarks(assignments: Iterable[Assignment], session: Session, problems: Problems) -> None:
    """What the first rules of official writing find in documents, as remarks; each place once."""
    asked, aside = Asked(first=True), Problems()
    found = [f for a in assignments for f in of_document(a, session, asked, aside)]
    for finding in silence(found, asked.ids, problems)[0]:
        how = f"「{finding.proposal}」と書きます" if finding.proposal else finding.rule.why
        cure = f"{how}（renkei explain {finding.rule.id}）"
        problems.warning(finding.rule.id, finding.message, cure, finding.place)


def of_document(assignment: Assignment, session: Session, asked: Asked, problems: Problems) -> tuple[Finding, ...]:
    """Findings in a document of the sources; () after an error, which is in `problems`."""
    found = Problems()
    try:
        ready = documents.ready(assignment, session, found)
        bound, _ = compiling.bind(ready.original, ready.partner, found)
    except Rejected:
        problems.extend(found)
        return ()
    profile = ready.original.profile
    _check_switches(profile, problems)
    _check_terms(profile, problems)
    settled = frozenset(_signed_words(assignment, session))
    sheet = bound_sheet.sheet(assignment.name, bound, profile.house, _group(ready.original.kind), settled)
    return examine(sheet, asked.of(profile))


def _check_switches(profile: Profile, problems: Problems) -> None:
    """A switch of a rule that there is not changes nothing, which its writer has to know."""
    for name in profile.lint:
        if name not in BY_ID and name != ALL:
            problems.warning(
                "流儀",
                f"「{name}」という規則はありません",
                f"公用文-001 のように書いてください。{nearest(name, BY_ID)}",
                Place(f"sources/profiles/{profile.name}.yaml", "lint"),
            )


def _check_terms(profile: Profile, problems: Problems) -> None:
    """A word that is right for another and is itself to be replaced: one cure would undo the other."""
    for wrong, right in profile.terms.items():
        if not wrong.strip() or right == wrong:
            said, cure = f"「{wrong}: {right}」は、何も直しません", "直す語と正しい語を書くか、行を消してください"
        elif right in profile.terms:
            said = f"「{wrong}」を「{right}」に直すとありますが、「{right}」も直す語です"
            cure = "どちらの語にそろえるかを決めて、一つだけ残してください"
        else:
            continue
        problems.warning("流儀", f"用語の{said}", cure, Place(f"sources/profiles/{profile.name}.yaml", "用語"))


def of_paper(path: Path, name: str, asked: Asked, problems: Problems) -> tuple[Finding, ...]:
    """Findings in a paper that has no source (TXT, DOCX); () after an error, which is in `problems`."""
    data = reader.read_bytes(path, problems, name)
    sheet = _paper_sheet(data, path, name, problems) if data is not None else None
    if sheet is None:
        return ()
    if not asked.only:
        unfilled.remark(unfilled.of_file([*map(_stretch, sheet.passages)]), problems)
    return examine(sheet, asked.of(None))


def _stretch(passage: Passage) -> Stretch:
    """The words of a passage of a paper; of a cell, those behind the cells before it."""
    start = passage.text.rfind("\t") + 1
    return Stretch(passage.text[start:], lambda first, last: passage.place(start + first, start + last))


def _paper_sheet(data: bytes, path: Path, name: str, problems: Problems) -> Sheet | None:
    if path.suffix.lower() == ".txt":
        text = reader.decode_text(data, name, problems)
        return None if text is None else paper.text_sheet(name, text)
    try:
        read = read_docx(data, name)
    except ValueError:
        problems.error(
            "読取り", "Word の文書として読めません", "Word で開き、.docx で保存し直してください", Place(name)
        )
        return None
    _tell_unexamined(read, problems)
    return paper.word_sheet(name, [line.text for line in read.lines])


def _tell_unexamined(read: Paper, problems: Problems) -> None:
    """What stands in a Word file and in none of its lines: no rule has seen it."""
    for note in read.notes:
        if note.is_unexamined:
            message = note.message.replace("原稿に入れません", "調べていません")
            problems.warning("読取り", message, _READ_YOURSELF, note.span)


def _group(kind: Kind) -> Group:
    if kind.revision is not None:
        return "協約"
    return "予算" if kind.name == "予算概要" else "計画"


def _signed_words(assignment: Assignment, session: Session) -> Iterator[str]:
    """The texts of the signed version: what was signed is not judged again."""
    path = session.root / signed_path(assignment)
    if not session.files.is_file(path):
        return
    signed = read_signed(path, Problems(), session.files)
    if signed is None:
        return
    text = signed.provision
    yield from (text.title, *text.preamble, *text.closing)
    for top in (*text.articles, *text.supplement, *text.schedules):
        for unit in top.walk():
            yield from (unit.text, unit.caption or "", *unit.cells)
