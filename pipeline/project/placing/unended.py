"""Files that are being put in their places -> a record of them beside; what a killed command left of one -> as it was before.

The record is written when all the new bytes lie under their temporary names and before the first takes its place; it
goes when the last has. A command that is killed between the two leaves it, and with it the old bytes: the next one puts
these back. The other way, on to the new ones, was rejected: a command that fails on its way goes back, and may be killed
on that way, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.late.dataclass import dataclass
from pipeline.project.placing.lock import PLACING
from pipeline.project.placing.move import Move, write_all
from pipeline.project.placing.owner import PART, here, is_at_work, owner_of


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of files that were left half done.

    `back`: as they were before. `altered`: left, since somebody has written to one of their set. `held`: the disk refused,
    for now.
    """

    back: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def record_of(out: Path) -> Path:
    """Where this process says what it is putting in place below a folder."""
    return out / f"{PLACING}.{here()}{PART}"


def note(record: Path, moves: Mapping[str, Move], *, synced: bool) -> None:
    """Writes down what is about to be put in place, by paths below the folder of the record. Raises OSError."""
    told = [{"path": name, "sha256": move.sha256, "keeping": move.keeping} for name, move in moves.items()]
    with record.open("wb", buffering=0) as stream:
        write_all(stream, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogateescape"))
        if synced:
            os.fsync(stream.fileno())


def records(out: Path) -> list[Path]:
    """What is being put in place in a folder, or was when its command was killed."""
    try:
        names = os.listdir(out)  # noqa: PTH208 - asked for every document, of a folder that may hold hundreds
    except OSError:
        return []
    return [out / name for name in sorted(names) if name.startswith(f"{PLACING}.") and name.endswith(PART)]


def settle(out: Path, *, alone: bool, anew: Iterable[str] = ()) -> Settled:
    """Puts back what killed commands left half done in a folder; to be called while one is alone there (`lock.placing`).

    `alone` is False where the disk knows no locks: then a record counts whose process cannot be at work, and one of a
    file that is about to be written `anew` has nothing more to say.
    """
    found = Settled()
    coming = {*anew}
    for record in records(out):
        owner = owner_of(record)
        moves = _read(record, out, owner) if owner is not None else []
        if alone or owner is None or not is_at_work(owner, record):
            done = _back(moves)
            found = Settled(found.back + done.back, found.altered + done.altered, found.held + done.held)
            if not done.held:
                _remove(record)
                for move in moves:
                    move.clear()
        elif any(move.path in coming for move in moves):
            _remove(record)
    return found


def _back(moves: Sequence[Move]) -> Settled:
    if not moves or moves[-1].gone:
        return Settled()
    gone = [(move, move.stands) for move in moves if move.gone]
    if any(stands == "altered" for _, stands in gone):  # with which of the others in mind, nobody can say
        return Settled(altered=tuple(move.path for move, _ in gone))
    new = [move for move, stands in gone if stands == "new"]
    for move in new:
        with suppress(OSError):  # somebody has it open: the next command tries again
            move.back()
    held = tuple(move.path for move in new if move.stands == "new")
    return Settled(tuple(move.path for move in new if move.path not in held), held=held)


def _read(record: Path, out: Path, owner: str) -> list[Move]:
    """Nothing of a record that was cut off: then no file had taken its place."""
    try:
        return list(_moves(json.loads(record.read_bytes()), out, owner))
    except (OSError, ValueError, RecursionError):
        return []


def _moves(told: object, out: Path, owner: str) -> Iterator[Move]:
    """Raises ValueError for what no command of ours has written, or would reach out of the folder."""
    for one in told if isinstance(told, list) else ():
        match one:
            case {"path": str(path), "sha256": str(sha256), "keeping": bool(keeping)} if _is_inside(out, path):
                yield Move.again(str(out / path), owner, sha256, keeping=keeping)
            case _:
                raise ValueError("no record")


def _is_inside(out: Path, path: str) -> bool:
    try:
        return (out / path).parent.resolve().is_relative_to(out.resolve())
    except RuntimeError:  # Python before 3.13 says so of a link that leads to itself
        return False


def _remove(record: Path) -> None:
    with suppress(OSError):
        record.unlink()
