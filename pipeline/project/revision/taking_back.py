"""One change of a document since it was frozen -> the source without it: every other change stays, or nothing is written.

Ways to write the old words back are tried one after the other; the source is changed in memory, read, bound and compared
again. A way is taken only if the change list then lacks that one change and is otherwise the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.amending.differences.word_diff import differences
from pipeline.comparing.node import bare
from pipeline.diagnostics import Place, Problems, Rejected, Span
from pipeline.labels.marks import GAP
from pipeline.late.dataclass import dataclass
from pipeline.papers.changes import Entry, Report
from pipeline.project.plan import Assignment
from pipeline.project.revision.difference import changes_of_text
from pipeline.project.revision.sides import Side, of_document
from pipeline.project.session import Session
from pipeline.project.versions.printed import printed
from pipeline.provision.unit import Provision, Unit
from pipeline.review.applying import new_words
from pipeline.review.edits import Edit
from pipeline.review.origins import located, place_of
from pipeline.review.paragraphs import Named, named
from pipeline.review.proposals import Elsewhere, Proposal, Target
from pipeline.source import reader
from pipeline.source.nodes import Mapping, Node, Sequence
from pipeline.source.rewriting import entries
from pipeline.source.rewriting.scalars import Scalar, UnwritableError, rewritten
from pipeline.source.rewriting.yaml_text import Tree

# Each way that is tried reads the document again.
_MOST_TRIED = 24
_SEVERAL = 2
_BOOK = "ブックのその所を元の語に直して保存するか、直したブックを机の「Excel」の欄に置いてください"
_BY_HAND = "この変更だけを確かに戻す書き方が見つからないので、書いていません"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The file with the change taken back, and what the document then still changes."""

    path: Path
    data: bytes
    left: Report


def changes_since(old: Side, assignment: Assignment, session: Session, problems: Problems) -> Report:
    """All changes of a document, as its source is now. Raises Rejected.

    Of agreements those of the text alone: who signs and when is no change of it, and no signed version of a changed one tells it.
    """
    return changes_of_text(old, of_document(assignment, session, problems), problems)


def taken_back(
    old: Side, change: str, assignment: Assignment, session: Session, problems: Problems
) -> TakenBack | None:
    """The source without one change, by its id; None with the reason in `problems`. Raises Rejected."""
    before = changes_since(old, assignment, session, Problems())
    entry = next((e for e in before.entries if e.id == change), None)
    path = assignment.original.path
    name = session.files.name(path)
    if entry is None:
        problems.error("元に戻す", "その変更は、もうありません", "変更の一覧を新しくしてください", Place(name))
        return None
    if entry.automatic:
        problems.error(
            "元に戻す", f"{entry.cited}は、ほかの変更に伴うものです", "そのもとの変更を戻してください", Place(name)
        )
        return None
    source = _Source(name, session.files.read(path).data, named(printed(assignment, session, Problems())))
    wanted = _written(before) - {entry.id}
    for tried, data in enumerate(source.ways(entry, old)):
        if tried >= _MOST_TRIED:
            break
        left = _left(old, data, assignment, session)
        if left is not None and _written(left) == wanted:
            return TakenBack(path, data, left)
    why = f"（{source.reason}）" if source.reason else ""
    cure = _BOOK if "Excel" in source.reason else "変更の所を開いて、原稿を手で直してください"
    problems.error("元に戻す", f"{entry.cited}: {_BY_HAND}{why}", cure, source.place)
    return None


def _written(report: Report) -> set[str]:
    """The changes that somebody wrote; numbers and references that follow from them come and go with them."""
    return {e.id for e in report.entries if not e.automatic and e.kind not in {"番号のみ", "引用のみ"}}


def _left(old: Side, data: bytes, assignment: Assignment, session: Session) -> Report | None:
    """What a document changes if its source says this; None if it cannot be read."""
    path, problems = assignment.original.path, Problems()
    with session.files.standing({path: data}):
        original = session.load(path, problems)
        if original is None:
            return None
        again = Assignment(original, assignment.partner, assignment.name)
        with suppress(Rejected):
            return changes_since(old, again, session, problems)
        return None


class _Source:
    """The source of a document and its printed paragraphs: ways to write old words into it. `reason`, `place`: what hindered the last one."""

    def __init__(self, name: str, data: bytes, paragraphs: tuple[Named, ...]) -> None:
        self.name, self.data, self.paragraphs = name, data, paragraphs
        self.reason = ""
        self.place: Span | Place = Place(name)

    def ways(self, entry: Entry, old: Side) -> Iterator[bytes]:
        """Files that may have the change taken back, the likeliest first."""
        if entry.old and entry.new:
            yield from self._reworded(entry)
            yield from self._by_lines(entry)
        if entry.kind == "追加":
            yield from self._without(entry)
        elif entry.kind == "削除" and old.clauses is not None:
            yield from self._with(entry, old.clauses.provision)
        elif entry.kind == "移動":
            yield from self._moved(entry)

    # ---- words
    def _reworded(self, entry: Entry) -> Iterator[bytes]:
        """The old words in place of the new ones, where the paper prints these."""
        for paragraph, start in self._printing(entry.new):
            for edits in (_edits(entry, start), [Edit(start, start + len(entry.new), entry.old, None)]):
                found = [located(paragraph.para, edit, self.name) for edit in edits]
                refused = next((f for f in found if isinstance(f, Elsewhere)), None)
                if refused is not None:
                    self.reason, self.place = refused.reason, refused.place or self.place
                    continue
                with suppress(UnwritableError):
                    yield self._applied([t for t in found if isinstance(t, Target)])

    def _by_lines(self, entry: Entry) -> Iterator[bytes]:
        """The same where the words are several paragraphs: each that differs, their labels apart."""
        before, after = (tuple(map(_bare, words.split("\n"))) for words in (entry.old, entry.new))
        if len(before) != len(after) or len(after) < _SEVERAL:
            return
        targets: list[Target] = []
        for old, new in zip(before, after, strict=True):
            if old == new:
                continue
            place = next(iter(self._printing(new)), None)
            found = located(place[0].para, Edit(place[1], place[1] + len(new), old, None), self.name) if place else None
            if not isinstance(found, Target):
                self.reason = found.reason if found is not None else self.reason
                return
            targets.append(found)
        with suppress(UnwritableError):
            if targets:
                yield self._applied(targets)

    def _printing(self, words: str) -> list[tuple[Named, int]]:
        """Paragraphs that print words, those that print nothing else first, and where the words begin."""
        found = [(p, p.words.find(words)) for p in self.paragraphs if words in p.words]
        return sorted(found, key=lambda f: len(f[0].words))

    def _applied(self, targets: Iterable[Target]) -> bytes:
        """The file with new words for each scalar. Raises UnwritableError."""
        proposals = (
            Proposal(n, "書換え", "", "", True, "", "", t.new, ("", ""), (), t) for n, t in enumerate(targets, 1)
        )
        made, conflicts = new_words(proposals)
        if conflicts:
            raise UnwritableError("同じ所の別の案です")
        data = self.data
        for one in made:
            data = rewritten(data, self.name, Scalar(one.written.start, one.written.end), one.words)
        return data

    # ---- entries of lists
    def _without(self, entry: Entry) -> Iterator[bytes]:
        """Without the list entry that prints the new words: the innermost one first."""
        for path in self._paths(entry.new):
            for depth in range(len(path), 0, -1):
                if isinstance(path[depth - 1], int):
                    with suppress(UnwritableError):
                        yield entries.removed(self.data, self.name, path[:depth])

    def _moved(self, entry: Entry) -> Iterator[bytes]:
        for path in self._paths(entry.new or entry.old):
            for depth in range(len(path), 0, -1):
                at = path[depth - 1]
                for to in range(_MOST_TRIED) if isinstance(at, int) else ():
                    with suppress(UnwritableError):
                        if to != at:
                            yield entries.moved(self.data, self.name, path[:depth], to)

    def _with(self, entry: Entry, old: Provision) -> Iterator[bytes]:
        """With a list entry more, beside its neighbour of the old text and of the same form."""
        for unit, before, after in _units(old):
            if not _says(unit, entry.old):
                continue
            for neighbour, behind in ((before, 1), (after, 0)):
                if neighbour is None:
                    continue
                for path in self._paths(_first_words(neighbour)):
                    for depth in range(len(path), 0, -1):
                        yield from self._beside(path[:depth], behind, neighbour, unit)

    def _beside(self, path: entries.Path, behind: int, neighbour: Unit, unit: Unit) -> Iterator[bytes]:
        at = path[-1]
        if not isinstance(at, int):
            return
        with suppress(UnwritableError):
            root = reader.parse(self.data, self.name, Problems())
            if root is None:
                return
            texts = _texts(unit)
            trees = [_alike(entries.at(root, path), _texts(neighbour), texts), texts[0] if len(texts) == 1 else None]
            for tree in trees:
                if tree is not None:
                    yield entries.inserted(self.data, self.name, (*path[:-1], at + behind), tree)

    def _paths(self, words: str) -> Iterator[entries.Path]:
        """The ways to the scalars that print words."""
        root = reader.parse(self.data, self.name, Problems())
        lines = [line for line in words.split("\n") if line.strip()]
        if root is None or not lines:
            return
        seen: set[entries.Path] = set()
        for paragraph in self.paragraphs:
            if not any(line in paragraph.words or paragraph.words in line for line in lines if paragraph.words.strip()):
                continue
            for run in paragraph.para.runs:
                origin = run.origin
                if origin is None or origin.written.file.name != self.name or origin.written.file.cell:
                    continue
                path = entries.path_to(root, origin.written.start)
                if path and path not in seen:
                    seen.add(path)
                    self.place = place_of(paragraph.para) or self.place
                    yield path


def _bare(line: str) -> str:
    """A line of a change list without its label (第3条, 2, (1)), which stands before a full blank."""
    return line.partition(GAP)[2] or line


def _edits(entry: Entry, start: int) -> list[Edit]:
    """What differs between the new words, which stand at `start`, and the old ones."""
    made, at = [], start
    for old, new, differ in differences(entry.old, entry.new):
        if differ:
            made.append(Edit(at, at + len(new), old, None))
        at += len(new)
    return made


def _units(text: Provision) -> Iterator[tuple[Unit, Unit | None, Unit | None]]:
    """All units with their neighbours."""
    pending = [text.articles, text.supplement, text.schedules]
    while pending:
        siblings = pending.pop(0)
        for n, unit in enumerate(siblings):
            yield unit, siblings[n - 1] if n else None, siblings[n + 1] if n + 1 < len(siblings) else None
            pending.append(unit.children)


def _texts(unit: Unit) -> list[str]:
    """What a source says of a unit, piece by piece."""
    own = [unit.caption] if unit.caption is not None else []
    own += [unit.text] if unit.text else []
    return [*own, *unit.cells, *(t for child in unit.children for t in _texts(child))]


def _first_words(unit: Unit) -> str:
    texts = _texts(unit)
    return texts[0] if texts else ""


def _says(unit: Unit, words: str) -> bool:
    """Whether an entry of a change list is about a unit: it says all that the unit says, and nothing else."""
    texts = _texts(unit)
    held = bare(words)
    return bool(texts) and all(bare(t) in held for t in texts) and _size(texts) * 2 > len(held)


def _size(texts: Iterable[str]) -> int:
    return sum(len(bare(t)) for t in texts)


def _alike(node: Node, neighbour: list[str], wanted: list[str]) -> Tree | None:
    """A tree of the form of `node` with other texts; None if the form holds another number of them."""
    if len(neighbour) != len(wanted):
        return None
    left = list(wanted)

    def copied(node: Node) -> Tree:
        match node:
            case Sequence(items=items):
                return [copied(item) for item in items]
            case Mapping(entries=pairs):
                return {e.key.text: copied(e.value) for e in pairs}
        if not left:
            raise UnwritableError(_BY_HAND)
        return left.pop(0)

    made = copied(node)
    return made if not left else None
