"""Papers that commands put into an output folder: what a person has altered or laid there is not written over.

`.renkei-papers` beside them says what each was when it was written. `renkei build` has its manifest for that; what it
once made and its manifest no longer tells stands here, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from hashlib import sha256
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.project import store
from pipeline.project.manifest import digest

FILE = ".renkei-papers"
_ALTERED = "{}は、renkei が書いたままではありません（人が書き換えたか、置いたものです）。失わないように、何も書きません"
_MOVE_IT = "残すものは別の場所に移し、要らなければ --force を付けて、もう一度実行してください"


def deliver(out: Path, files: Mapping[str, bytes], problems: Problems, *, force: bool = False) -> bool:
    """As `store.save`, unless one of the files would take the place of what a person has written; `force`: even then."""
    with ExitStack() as stack:
        with suppress(OSError):  # what cannot be locked cannot be written: told where that is tried
            stack.enter_context(store.locked(out))
        if not force and (found := foreign(out, files)):
            _refuse(found, out, problems)
            return False
        made = {path: sha256(data).hexdigest() for path, data in files.items()}
        return store.save(out, {**files, FILE: noted(out, made)}, problems)


def deliver_file(path: Path, data: bytes, problems: Problems, *, force: bool = False) -> bool:
    """As `deliver`, of one file that a person has named: where that is a link, what it leads to is written."""
    goal = store.followed(path, problems)
    if goal is None or not (force or is_free(path, data, problems)):
        return False
    was = _bytes_of(goal)
    noting = {FILE: noted(goal.parent, {goal.name: sha256(data).hexdigest()})}
    return store.save(goal.parent, {goal.name: data, **noting}, problems, instead_of={goal.name: was})


def is_free(path: Path, data: bytes, problems: Problems) -> bool:
    """Whether such a file would take the place of nothing that a person has written; an error tells that it would."""
    goal = store.followed(path, problems)
    if goal is None:
        return False
    if not foreign(goal.parent, {goal.name: data}):
        return True
    problems.error("出力先", _ALTERED.format(path.as_posix() + " "), _MOVE_IT, Place(path.as_posix()))
    return False


def _bytes_of(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None


def foreign(out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Those of these files that lie there as nobody of ours wrote them, and not as they are to be written."""
    ours = known(out)
    return tuple(
        path
        for path, data in files.items()
        if (now := digest(out / path)) is not None and now != ours.get(path) and now != sha256(data).hexdigest()
    )


def known(out: Path) -> dict[str, str]:
    """The SHA-256 of files below a folder as they were written; {} if nothing is known of it."""
    with suppress(OSError, ValueError, RecursionError):
        said = json.loads((out / FILE).read_bytes())
        if isinstance(said, dict):
            return {str(path): str(hashed) for path, hashed in said.items()}
    return {}


def noted(out: Path, hashes: Mapping[str, str]) -> bytes:
    """What `.renkei-papers` says once these are noted, too; files that are gone are forgotten."""
    stay = {path: hashed for path, hashed in known(out).items() if store.stat(out / path) is not None}
    return (json.dumps(stay | {**hashes}, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def _refuse(found: tuple[str, ...], out: Path, problems: Problems) -> None:
    more = f" など{len(found)}ファイル" if found[1:] else " "
    problems.error("出力先", _ALTERED.format(f"{found[0]}{more}"), _MOVE_IT, Place(f"{out.name}/{found[0]}"))
