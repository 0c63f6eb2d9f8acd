"""A folder of sources -> originals: each source file read, checked and joined with the facts of its area."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from contextlib import suppress
from dataclasses import field
from pathlib import Path

from pipeline.diagnostics import Problems, Written
from pipeline.galley import Galley, Part
from pipeline.kinds import KINDS, Kind
from pipeline.kinds.kind import PageSpan, PaperFound
from pipeline.late.dataclass import dataclass
from pipeline.pictures import Picture
from pipeline.project import histories
from pipeline.project.strays import tell_no_area
from pipeline.project.versions import marks_asked
from pipeline.project.versions.marks_asked import MarksAsked
from pipeline.source import editions, facts, pictures, reader, sheets
from pipeline.source.area import DEFAULT_PROFILE, Area
from pipeline.source.decode import decode, nearest
from pipeline.source.fields import SourceModel
from pipeline.source.files import Files, Seen
from pipeline.source.grammar import swallowed
from pipeline.source.nodes import Mapping, Node, span_of
from pipeline.source.profile import Profile
from pipeline.source.resources import profile_names, profile_path

AREA_FILE = "area.yaml"
# What is no document: the name of the file says so, not its 種別.
_ELSEWHERE = {
    "圏域": f"圏域の事実なら、ファイルの名前を「{AREA_FILE}」に変えてください",
    "流儀": "流儀なら、sources/profiles/ に移してください",
}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that went into a document, by the name diagnostics give it."""

    name: str
    sha256: str


@dataclass(slots=True, eq=False)
class Common:
    """The model of all partners for whom nothing differs, once one of them was made; `named` are those for whom it does."""

    named: frozenset[str] | None = None
    model: SourceModel | None = None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """原稿: a source file ready for its editions. `id` is folder/stem; `partners` () if there is only one edition.

    What other documents told, once they were asked (asking.py): `pages` are those of their headings, `told` what the kind
    asked for, `enclosed` the papers that stand in this one. A book has `papers`, line by line, and their `galleys` in the
    order of its pages; `asked` are the facts that they asked for (binding/).
    """

    id: str
    path: Path
    node: Mapping
    kind: Kind
    model: SourceModel
    area: Area
    profile: Profile
    partners: tuple[str, ...]
    inputs: tuple[InputFile, ...]
    facts: facts.Digests
    pages: MappingType[str, tuple[PageSpan, ...]] = field(default_factory=dict)
    common: Common = field(default_factory=Common, compare=False, repr=False)
    papers: tuple[tuple[PaperFound, ...], ...] = ()
    galleys: tuple[Galley, ...] = ()
    asked: frozenset[str] = frozenset()
    told: object = None
    enclosed: MappingType[str, tuple[Part, ...]] = field(default_factory=dict)
    pictures: MappingType[str, Picture] = field(default_factory=dict)
    marks: MarksAsked | None = None


def read_sha256(original: SourceDocument, asked: frozenset[str]) -> str:
    """One hash for all that one document of a source was made from: of the facts of its area those that were `asked`."""
    area = original.inputs[1]
    said = [f"{i.sha256} {i.name}" for i in original.inputs if i != area]
    said += [f"{original.facts.of(name)} {area.name} {name}" for name in sorted({"", *asked})]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def sources_sha256(original: SourceDocument) -> str:
    """One hash for all files that a source was read from."""
    return hashlib.sha256("\n".join(f"{i.sha256} {i.name}" for i in original.inputs).encode()).hexdigest()


def discover(files: Files) -> Iterator[Path]:
    """Source files below root/sources, in the order of their names; house profiles and facts are not among them."""
    top = files.root / "sources"
    for folder in files.listing(top, "*"):
        if folder != "profiles":
            names = files.listing(top / folder, "*.y*ml")
            yield from (top / folder / n for n in names if n.endswith((".yaml", ".yml")) and n != AREA_FILE)


def beside(path: Path, files: Files) -> dict[str, Path]:
    """The other sources of a folder by the names that sources call them, whether they can be read or not."""
    names = files.listing(path.parent, "*.y*ml")
    return {
        other.stem: other
        for other in (path.parent / n for n in names if n.endswith((".yaml", ".yml")) and n != AREA_FILE)
        if other != path
    }


def document_id(path: Path) -> str:
    """sources/aomori/kyoyaku.yaml -> aomori/kyoyaku."""
    return f"{path.parent.name}/{path.stem}"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A source as it was read, what was wrong with it, and what it was read from when."""

    document: SourceDocument | None
    problems: Problems
    seen: Seen
    version: int


@dataclass(frozen=True, slots=True)
class _AreaRead:
    """The facts of a folder as they were read."""

    area: Area
    file: InputFile
    digests: facts.Digests


class Sources:
    """The sources of a folder: each is read once while nothing that it was read from has changed."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._kept: dict[Path, _Kept] = {}
        self._profiles: dict[InputFile, tuple[Profile | None, Problems]] = {}
        self._areas: dict[InputFile, _AreaRead] = {}
        self._folders: dict[Path, sheets.Folder] = {}

    def load(self, path: Path, problems: Problems) -> SourceDocument | None:
        """Reads a source with its area and profile. None after an error; all errors are in `problems`."""
        kept = self._kept.get(path)
        if kept is not None and (kept.version == self.files.version or self.files.unchanged(kept.seen)):
            self.files.note(kept.seen)
        else:
            found = Problems()
            with self.files.recording() as seen:
                document = self._load(path, found)
            kept = self._kept[path] = _Kept(document, found, seen, self.files.version)
        problems.extend(kept.problems)
        return kept.document

    def note(self, path: Path) -> None:
        """Adds what a source was read from to what is being recorded."""
        kept = self._kept.get(path)
        if kept is not None:
            self.files.note(kept.seen)

    def _load(self, path: Path, problems: Problems) -> SourceDocument | None:
        node, own = self._read(path, problems)
        workbooks: list[InputFile] = []
        facts_read = self._area(path.parent, workbooks, problems)
        kind = _kind(node, problems) if node is not None else None
        if node is not None and kind is not None:
            swallowed.check(node, kind.model, problems)
            node = self._with_tables(node, kind.model, path, workbooks, problems)
        if node is not None:
            node = self._with_histories(node, path, workbooks, problems)
        marks: MarksAsked | None = None
        if node is not None:
            node, marks = marks_asked.taken_off(node, problems)
        drawn: MappingType[str, Picture] = {}
        if node is not None:
            drawn = self._pictures(node, path, workbooks, problems)
        if node is None or facts_read is None or kind is None or own is None:
            return None
        profile, rules = self._profile(facts_read.area, problems)
        model = decode(editions.edition(node, None), kind.model, problems)
        if model is None or profile is None or rules is None:
            return None
        partners = kind.partners(model)
        editions.check(node, partners, problems)
        if problems.errors:
            return None
        assert isinstance(node, Mapping)
        inputs = (own, facts_read.file, rules, *workbooks)
        digests, noted = facts_read.digests, facts.noting(facts_read.area)
        return SourceDocument(
            *(document_id(path), path, node, kind, model, noted, profile, partners, inputs, digests),
            pictures=drawn,
            marks=marks,
        )

    def _area(self, folder: Path, workbooks: list[InputFile], problems: Problems) -> _AreaRead | None:
        """The facts of a folder, read once for all its sources while the file is the same. None after an error."""
        path = folder / AREA_FILE
        if not self.files.is_file(path):
            tell_no_area(folder.name, self.files, problems)
            return None
        with suppress(OSError):  # told by the reading
            known = self._areas.get(InputFile(self.files.name(path), self.files.read(path).sha256))
            if known is not None:
                return known
        found, before = Problems(), len(workbooks)
        node, file = self._read(path, found)
        if node is not None:
            node = self._with_tables(node, Area, path, workbooks, found)
        area = decode(node, Area, found) if node is not None else None
        problems.extend(found)
        if area is None or file is None:
            return None
        assert isinstance(node, Mapping), "what was decoded is a mapping"
        made = _AreaRead(area, file, facts.Digests(node))
        if not found.found and len(workbooks) == before:
            self._areas[file] = made
        return made

    def _read(self, path: Path, problems: Problems) -> tuple[Node | None, InputFile | None]:
        name = self.files.name(path)
        data = reader.read_bytes(path, problems, name, self.files)
        if data is None:
            return None, None
        return reader.parse(data, name, problems), InputFile(name, self.files.read(path).sha256)

    def _with_tables(
        self, node: Node, model: type[SourceModel], path: Path, used: list[InputFile], problems: Problems
    ) -> Node | None:
        """The source with the rows of its workbooks, each of which is added to `used` once; None after an error."""
        filled = sheets.fill(node, model, self._beside(path.parent), problems)
        if filled is None:
            return None
        for name, data in filled.workbooks:
            file = InputFile(name, hashlib.sha256(data).hexdigest())
            if file not in used:
                used.append(file)
        return filled.node

    def _pictures(self, node: Node, path: Path, used: list[InputFile], problems: Problems) -> MappingType[str, Picture]:
        """The pictures that a source names, each of whose files is added to `used`."""
        found = pictures.gather(node, self._beside(path.parent), problems)
        used += [InputFile(name, sha256) for name, sha256 in found.files]
        return found.pictures

    def _beside(self, folder: Path) -> sheets.Folder:
        """Where the workbooks and pictures of the sources of a folder are looked for."""
        known = self._folders.get(folder)
        if known is None:
            root, top = self.files.root, self.files.root / "sources"
            within = top if folder.is_relative_to(top) else folder
            known = self._folders[folder] = sheets.Folder(folder, within, root, self.files)
        return known

    def _with_histories(self, node: Node, path: Path, used: list[InputFile], problems: Problems) -> Node | None:
        """The source with the events of signed versions, each of which is added to `used`; None after an error."""
        told = histories.tell(node, path.parent, self.files, problems)
        if told is None:
            return None
        used += [InputFile(name, sha256) for name, sha256 in told.files]
        return told.node

    def _profile(self, area: Area, problems: Problems) -> tuple[Profile | None, InputFile | None]:
        written = area.profile
        path = profile_path(written.text.strip() if written is not None else DEFAULT_PROFILE, self.files)
        if path is None:
            known = profile_names(self.files)
            problems.error(
                "流儀",
                f"「{written or DEFAULT_PROFILE}」という流儀はありません",
                nearest(str(written or ""), known),
                (written or area.name).span(),
            )
            return None, None
        name = f"sources/profiles/{path.name}"
        data = reader.read_bytes(path, problems, name, self.files)
        if data is None:
            return None, None
        file = InputFile(name, self.files.read(path).sha256)
        if file not in self._profiles:  # a profile serves every document of a folder
            found = Problems()
            node = reader.parse(data, name, found)
            self._profiles[file] = (decode(node, Profile, found) if node is not None else None), found
        profile, found = self._profiles[file]
        problems.extend(found)
        return profile, file


def _kind(node: Node, problems: Problems) -> Kind | None:
    written = node.get("種別") if isinstance(node, Mapping) else None
    example = f"「種別: {next(iter(KINDS))}」のように書いてください"
    if written is None:
        problems.error("種別", "「種別」がありません", example, span_of(node))
        return None
    if not isinstance(written, Written) or not written.text:
        problems.error("種別", "「種別」に、一つの語が書かれていません", example, span_of(written))
        return None
    kind = KINDS.get(written.text)
    if kind is None:
        cure = _ELSEWHERE.get(written.text) or nearest(written.text, KINDS)
        problems.error("種別", f"「{written}」という種別はありません", cure, written.span())
    return kind
