"""A folder of sources -> originals: each source file read, checked and joined with the facts of its area."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.diagnostics import Place, Problems, Written
from pipeline.kinds import KINDS, Kind
from pipeline.kinds.kind import PageSpan
from pipeline.project import histories
from pipeline.source import editions, reader, sheets
from pipeline.source.area import Area
from pipeline.source.decode import decode, nearest
from pipeline.source.fields import SourceModel
from pipeline.source.nodes import Mapping, Node, span_of
from pipeline.source.profile import Profile
from pipeline.source.resources import profile_path

AREA_FILE = "area.yaml"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that went into a document, by the name diagnostics give it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """原稿: a source file ready for its editions. `id` is folder/stem; `partners` () if there is only one edition.

    `pages` are those of another document, if the source asks for them (told.py).
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
    pages: MappingType[str, tuple[PageSpan, ...]] = field(default_factory=dict)


def discover(root: Path) -> Iterator[Path]:
    """Source files below root/sources, in the order of their names; house profiles and facts are not among them."""
    for folder in sorted(p for p in (root / "sources").glob("*") if p.is_dir() and p.name != "profiles"):
        yield from (p for p in sorted(folder.glob("*.y*ml")) if p.suffix in (".yaml", ".yml") and p.name != AREA_FILE)


def document_id(path: Path) -> str:
    """sources/aomori/kyoyaku.yaml -> aomori/kyoyaku."""
    return f"{path.parent.name}/{path.stem}"


def load(path: Path, root: Path, problems: Problems) -> SourceDocument | None:
    """Reads a source with its area and profile. None after an error; all errors are in `problems`."""
    before = len(problems.errors)
    name = _shown(path, root)
    node, own = _read(path, name, problems)
    area_path = path.parent / AREA_FILE
    area_node, facts = _read(area_path, _shown(area_path, root), problems)
    workbooks: list[InputFile] = []
    if area_node is not None:
        area_node = _with_tables(area_node, Area, area_path, root, workbooks, problems)
    area = decode(area_node, Area, problems) if area_node is not None else None
    kind = _kind(node, problems) if node is not None else None
    if node is not None and kind is not None:
        node = _with_tables(node, kind.model, path, root, workbooks, problems)
    if node is not None:
        node = _with_histories(node, path, root, workbooks, problems)
    if node is None or area is None or kind is None or own is None or facts is None:
        return None
    profile, rules = _profile(area, root, problems)
    model = decode(editions.edition(node, None), kind.model, problems)
    if model is None or profile is None or rules is None:
        return None
    partners = kind.partners(model)
    editions.check(node, partners, problems)
    if len(problems.errors) > before:
        return None
    assert isinstance(node, Mapping)
    inputs = (own, facts, rules, *workbooks)
    return SourceDocument(document_id(path), path, node, kind, model, area, profile, partners, inputs)


def _shown(path: Path, root: Path) -> str:
    """The path from where the clerk stands, with forward slashes on every system."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _read(path: Path, name: str, problems: Problems) -> tuple[Node | None, InputFile | None]:
    data = reader.read_bytes(path, problems, name)
    if data is None:
        return None, None
    return reader.parse(data, name, problems), InputFile(name, hashlib.sha256(data).hexdigest())


def _with_tables(
    node: Node, model: type[SourceModel], path: Path, root: Path, used: list[InputFile], problems: Problems
) -> Node | None:
    """The source with the rows of its workbooks, each of which is added to `used` once; None after an error."""
    sources = root / "sources"
    folder = sheets.Folder(path.parent, sources if path.is_relative_to(sources) else path.parent, root)
    filled = sheets.fill(node, model, folder, problems)
    if filled is None:
        return None
    for name, data in filled.workbooks:
        file = InputFile(name, hashlib.sha256(data).hexdigest())
        if file not in used:
            used.append(file)
    return filled.node


def _with_histories(node: Node, path: Path, root: Path, used: list[InputFile], problems: Problems) -> Node | None:
    """The source with the events of signed versions, each of which is added to `used`; None after an error."""
    told = histories.tell(node, path.parent, root, problems)
    if told is None:
        return None
    used += [InputFile(name, sha256) for name, sha256 in told.files]
    return told.node


def _kind(node: Node, problems: Problems) -> Kind | None:
    written = node.get("種別") if isinstance(node, Mapping) else None
    if not isinstance(written, Written):
        problems.error(
            "種別", "「種別」がありません", f"「種別: {next(iter(KINDS))}」のように書いてください", span_of(node)
        )
        return None
    kind = KINDS.get(written.text)
    if kind is None:
        problems.error("種別", f"「{written}」という種別はありません", nearest(written.text, KINDS), written.span())
    return kind


def _profile(area: Area, root: Path, problems: Problems) -> tuple[Profile | None, InputFile | None]:
    path = profile_path(area.profile, root)
    if path is None:
        problems.error(
            "流儀",
            f"「{area.profile}」という流儀はありません",
            "sources/profiles にある流儀の名前を書いてください",
            Place(AREA_FILE, "流儀"),
        )
        return None, None
    state = path.stat()
    profile, file, found = _read_profile(path, state.st_mtime_ns, state.st_size)
    problems.extend(found)
    return profile, file


@lru_cache(maxsize=16)
def _read_profile(path: Path, _modified_ns: int, _size: int) -> tuple[Profile | None, InputFile | None, Problems]:
    """A profile serves every document of a folder: read once for each of its states."""
    found = Problems()
    node, file = _read(path, f"sources/profiles/{path.name}", found)
    return (decode(node, Profile, found) if node is not None else None), file, found
