"""A folder -> the hashes of its files, and a zip of the same bytes whenever it is made."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

SUMS = "SHA256SUMS"
# A zip keeps times; these are the same for every zip.
_TIME = (2020, 2, 2, 0, 0, 0)


def sums(tree: Path) -> None:
    """Writes SHA256SUMS: every file but itself, in the form that `sha256sum -c` and `certutil` users know."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(tree).as_posix()}"
        for path in sorted(tree.rglob("*"))
        if path.is_file() and path.name != SUMS
    ]
    (tree / SUMS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def zipped(tree: Path, out: Path) -> Path:
    """The zip; its one top folder is that of the tree."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{tree.name}/{path.relative_to(tree).as_posix()}", _TIME)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return out
