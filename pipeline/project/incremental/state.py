"""What each document was made from, so that the next build makes only what has changed: .renkei-state beside the files.

A text file of tab-separated lines, written last; whoever deletes it loses nothing but time. `look.py` reads it too,
before anything large is imported: size and time of every file tell that nothing has changed.

    renkei-state 3 <program>
    x <files> <states> <folders> <times>         of a checkout: what `look.py` compares, not to look for all files
    w <options> <documents or -> <warnings>      the last build: of everything, with these options, without a fault
    f <size> <changed_ns> <sha256> <path>          a file: or one of ABSENT, PRESENT, STAT for the hash
    o <size> <changed_ns> <sha256> <path>          a file that was made, its path below the output folder
    l <changed_ns> <names> <pattern> <folder>      names of a folder that matched a pattern, joined by "/"
    p <changed_ns> <path>                          a folder in which sources were looked for
    a <sha256> <name> <path of area.yaml>        a fact of an area
    d <options> <warnings> <files> <folders> <facts> <outputs> <name>
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from pipeline.late.dataclass import dataclass

T = TypeVar("T")
FILE = ".renkei-state"
HEAD = "renkei-state 3"
# In place of a hash: it was not there; only that it was there was asked; only size and time are compared.
ABSENT, PRESENT, STAT = "-", "present", "="


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was: -1 for when it was changed if that cannot be trusted to tell a change."""

    path: str
    size: int
    changed_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FolderState:
    """Names of a folder that matched a pattern."""

    path: str
    pattern: str
    names: tuple[str, ...]
    changed_ns: int


@dataclass(frozen=True, slots=True)
class FactState:
    """What a fact of an area said."""

    area: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """One document that was made: with which options and warnings, from what, and its files (paths below the output folder)."""

    name: str
    options: str
    warnings: int
    files: tuple[FileState, ...]
    folders: tuple[FolderState, ...]
    facts: tuple[FactState, ...]
    outputs: tuple[FileState, ...]


@dataclass(slots=True)
class State:
    """The state of an output folder. `whole`: options of the last build if it was of everything and nothing was wrong.

    `folders` are those in which sources were looked for.
    """

    program: str
    made: dict[str, Made] = field(default_factory=dict)
    whole: str = ""
    folders: tuple[FolderState, ...] = ()


def read(out: Path) -> State | None:
    """The state of a folder; None if there is none that this version wrote."""
    try:
        text = (out / FILE).read_text(encoding="utf-8")
        return _parse(text)
    except (OSError, ValueError, IndexError):
        return None


def _parse(text: str) -> State:
    lines = text.split("\n")
    head = lines[0].split("\t")
    if head[0] != HEAD or lines[-1] != "end":
        raise ValueError("another version, or cut off")
    state = State(head[1])
    files: list[FileState] = []
    folders: list[FolderState] = []
    facts: list[FactState] = []
    written: list[FileState] = []
    for line in lines[1:-1]:
        kind, *said = line.split("\t")
        match kind:
            case "w":
                state.whole = said[0] if said[1] != "-" else ""
            case "f":
                files.append(FileState(said[3], int(said[0]), int(said[1]), said[2]))
            case "o":
                written.append(FileState(said[3], int(said[0]), int(said[1]), said[2]))
            case "l":
                folders.append(FolderState(said[3], said[2], tuple(filter(None, said[1].split("/"))), int(said[0])))
            case "a":
                facts.append(FactState(said[2], said[1], said[0]))
            case "d":
                inputs, places, known, outputs = (tuple(map(int, filter(None, s.split(",")))) for s in said[2:6])
                state.made[said[6]] = Made(
                    said[6], said[0], int(said[1]),
                    tuple(files[n] for n in inputs), tuple(folders[n] for n in places),
                    tuple(facts[n] for n in known), tuple(written[n] for n in outputs),
                )  # fmt: skip
    return state


def render(state: State, listing: str = "") -> bytes:
    """The state as a file, with that of the program's own files; b"" if a name cannot stand in it (then the next build makes everything)."""
    files: dict[FileState, int] = {}
    folders: dict[FolderState, int] = {}
    facts: dict[FactState, int] = {}
    written: dict[FileState, int] = {}
    documents = []
    for made in sorted(state.made.values(), key=lambda m: m.name):
        inputs, places = _numbers(files, made.files), _numbers(folders, made.folders)
        known, outputs = _numbers(facts, made.facts), _numbers(written, made.outputs)
        documents.append(("d", made.options, str(made.warnings), inputs, places, known, outputs, made.name))
    warned = sum(made.warnings for made in state.made.values())
    rows: list[tuple[str, ...]] = [
        (HEAD, state.program),
        *([("x", *listing.split("\t"))] if listing else []),
        *(("p", str(x.changed_ns), x.path) for x in state.folders),
        ("w", state.whole, str(len(state.made)) if state.whole else "-", str(warned)),
        *(("f", str(f.size), str(f.changed_ns), f.sha256, f.path) for f in files),
        *(("o", str(f.size), str(f.changed_ns), f.sha256, f.path) for f in written),
        *(("l", str(x.changed_ns), "/".join(x.names), x.pattern, x.path) for x in folders),
        *(("a", a.sha256, a.name, a.area) for a in facts),
        *documents,
    ]
    if any("\t" in cell or "\n" in cell for row in rows for cell in row):
        return b""
    return ("\n".join("\t".join(row) for row in rows) + "\nend").encode()


def _numbers(table: dict[T, int], items: Iterable[T]) -> str:
    """The lines of a table on which these stand; new ones are added."""
    return ",".join(str(table.setdefault(item, len(table))) for item in items)
