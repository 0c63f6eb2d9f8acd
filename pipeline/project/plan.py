"""Originals -> assignments: which documents there are to make, and where each of them goes."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.late.dataclass import dataclass
from pipeline.notation.file_name import unfit
from pipeline.project.asking import asker
from pipeline.project.load import SourceDocument, discover, document_id, sources_sha256
from pipeline.project.revision import claims
from pipeline.project.revision.claims import signed_file
from pipeline.project.session import Session
from pipeline.project.strays import tell_no_sources, tell_strays, tell_unlisted
from pipeline.source.files import Files


@dataclass(frozen=True, slots=True)
class Assignment:
    """One document to make. `name` is its path below the output folder without suffix: aomori/kyoyaku-蓬田村."""

    original: SourceDocument
    partner: str | None
    name: str

    def task(self, files: Files) -> Task:
        """The same by name, for another process."""
        original = self.original
        return Task(files.name(original.path), self.partner, self.name, sources_sha256(original))


@dataclass(frozen=True, slots=True)
class Task:
    """One document to make, by names alone: what crosses to another process is a few hundred bytes.

    `source` is the path of the source from the root, `sources_sha256` what its inputs were when it was planned.
    """

    source: str
    partner: str | None
    name: str
    sources_sha256: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Documents to make. `failed` are the ids of sources that could not be read.

    `complete` are the paths of sources of which every document is planned; `whole`: nothing was left out by name.
    `folders` are those in which sources were looked for.
    """

    assignments: tuple[Assignment, ...]
    failed: tuple[str, ...]
    complete: frozenset[str]
    whole: bool
    folders: tuple[Path, ...]

    def only(self, names: Collection[str]) -> Plan:
        """The documents of these names alone, as `plan` would select them: what their sources yield besides is not planned."""
        chosen = tuple(a for a in self.assignments if a.name in names)
        planned = {a.original.inputs[0].name for a in chosen}
        planned -= {a.original.inputs[0].name for a in self.assignments if a.name not in names}
        return replace(self, assignments=chosen, complete=self.complete & planned, whole=False)


class UnknownDocumentError(Exception):
    """Names that no document of the folder answers to; `known` are those that would."""

    def __init__(self, names: list[str], known: list[str]) -> None:
        super().__init__("、".join(names))
        self.names, self.known = names, known


def plan(session: Session, names: Collection[str], problems: Problems) -> Plan:
    """The assignments that `names` select (none: all). Sources with errors are reported and left out.

    A name is that of an area (aomori, its path), a source (aomori/kyoyaku, kyoyaku, its path) or a document
    (aomori/kyoyaku-蓬田村). Raises UnknownDocumentError.
    """
    names = tuple(_as_typed(name, session.root) for name in names)
    assignments: list[Assignment] = []
    failed: list[str] = []
    complete: set[str] = set()
    unmatched = set(names)
    known: list[str] = []
    owned: dict[str, list[str]] = {}
    root = session.root
    tell_strays(session.files, problems)
    closed = tell_unlisted(session.files, problems)
    unmatched -= {n for n in names if closed and ("/" not in n or n.split("/")[0] in closed)}
    failed += [area for area in sorted(closed) if not names or any(n.split("/")[0] == area for n in names)]
    sources = tuple(discover(session.files))
    if not sources:
        if not closed:
            tell_no_sources(problems)
        return Plan((), tuple(failed), frozenset(), whole=not names, folders=(root / "sources",))
    for path in sources:
        own = document_id(path)
        wanted = {n for n in names if _selects(n, path, root)}
        unmatched -= wanted
        known.append(own)
        if names and not wanted and not any(_may_be_edition(n, own) for n in names):
            continue
        original = session.load(path, problems)
        if original is None:
            # A document of a source that cannot be read may well be: its errors are what the clerk has to see.
            meant = {n for n in names if _may_be_edition(n, own)}
            unmatched -= meant
            if wanted or meant or not names:
                failed.append(own)
            continue
        if wanted or not names:
            complete.add(original.inputs[0].name)
        own_documents = owned[own] = []
        for made in assignments_of(original, session, problems):
            known.append(made.name)
            own_documents.append(made.name)
            chosen = {n for n in names if _composed(n) in map(_composed, (made.name, made.name.split("/")[1]))}
            unmatched -= chosen
            if wanted or chosen or not names:
                assignments.append(made)
    if unmatched:
        raise UnknownDocumentError(sorted(unmatched), list(dict.fromkeys(known)))
    refused = _namesakes(session.files, assignments, problems)
    refused += _beside_unclaimed(session.files, assignments, owned, names, problems)
    complete -= {a.original.inputs[0].name for a in refused}
    kept = tuple(a for a in assignments if a not in refused)
    folders = (root / "sources", *(root / "sources" / n for n in session.files.listing(root / "sources", "*")))
    return Plan(kept, tuple(failed), frozenset(complete), not names, folders)


def _beside_unclaimed(
    files: Files,
    assignments: list[Assignment],
    owned: Mapping[str, list[str]],
    names: Collection[str],
    problems: Problems,
) -> list[Assignment]:
    """Documents one of which may be a signed one by another name: none of their source that bears no signature is made.

    A signed version of no source at all is told where the whole folder is asked for.
    """
    sources = [document_id(path) for path in discover(files)]
    suspects: set[str] = set()
    for folder in sorted({a.split("/", 1)[0] for a in owned}):
        for name, owner in claims.unclaimed(files.root / "sources" / folder, sources, owned, files).items():
            if owner is not None or not names or folder in names:
                claims.report(name, owner, files, problems)
            suspects |= {owner} if owner is not None else set()
    return [a for a in assignments if a.original.id in suspects and not files.is_file(signed_file(files, a.name))]


def _namesakes(files: Files, assignments: list[Assignment], problems: Problems) -> list[Assignment]:
    """Documents whose files and those of another would overwrite each other, told as errors.

    Names that differ in case alone are one on some systems; so are those that differ in how a letter is composed.
    """
    owners: dict[str, set[tuple[str, str | None]]] = {}
    for path in discover(files):
        owners.setdefault(_folded(document_id(path)), set()).add((files.name(path), None))
    for assignment in assignments:
        source = assignment.original.inputs[0].name
        owners.setdefault(_folded(assignment.name), set()).add((source, assignment.partner))
    refused = [a for a in assignments if len(owners[_folded(a.name)]) > 1]
    for assignment in refused:
        names = sorted({name for name, _ in owners[_folded(assignment.name)]})
        problems.error(
            "出力先",
            f"「{assignment.name}」という名前の文書が二つあります（{'、'.join(names)}）",
            "一方が他方に上書きされないように、原稿のファイルの名前を変えてください",
            Place(names[-1]),
        )
    return refused


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _composed(name: str) -> str:
    """A name as it is typed: macOS and some zips part the signs of が in the names of files."""
    return unicodedata.normalize("NFC", name)


def _as_typed(name: str, root: Path) -> str:
    """A name without what shells add when they complete a folder, and with the bar of other systems."""
    plain = name.replace("\\", "/").rstrip("/") or name
    folder = root / plain
    is_area = folder.is_dir() and folder.resolve().parent == (root / "sources").resolve()
    return folder.resolve().name if is_area else plain


def _selects(name: str, path: Path, root: Path) -> bool:
    called = (path.parent.name, document_id(path), path.stem, f"{path.parent.name}/{path.name}", path.name)
    if _composed(name) in map(_composed, called):
        return True
    given = root / name  # an absolute name stays as it is
    return given.is_file() and given.samefile(path)


def _may_be_edition(name: str, own: str) -> bool:
    begins = (_composed(f"{own}-"), _composed(f"{own.split('/')[1]}-"))
    return _composed(name).startswith(begins)


def assignments_of(original: SourceDocument, session: Session, problems: Problems) -> Iterable[Assignment]:
    """The documents of a source; () after an error."""
    for part, called in zip(original.id.split("/"), ("フォルダ", "原稿"), strict=True):
        if (reason := unfit(part)) is not None:
            problems.error(
                "出力先",
                f"{called}の名前「{part}」は、出力するファイルの名前にできません（{reason}）",
                f"{called}の名前を変えてください",
                Place(original.inputs[0].name),
            )
            return []
    found = asker(original)
    if found is not None and found.editions is not None:
        partners = tuple(found.editions(original, session, problems))
    elif original.partners:
        partners = original.partners
    else:
        return [Assignment(original, None, original.id)]
    made: list[Assignment] = []
    for partner in partners:
        reason = "同じ名前が二度あります" if partner in {a.partner for a in made} else unfit(partner)
        if reason is not None:
            problems.error(
                "出力先",
                f"相手方「{partner}」はファイルの名前にできません（{reason}）",
                "市町村名を確かめてください",
                Place(original.inputs[0].name),
            )
            continue
        made.append(Assignment(original, partner, f"{original.id}-{partner}"))
    return made
