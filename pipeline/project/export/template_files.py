"""Kind and format -> the template file that prints it: the kind's own, or the one that all kinds share."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.source.resources import template_path

# The template of a kind that has none of its own.
BASE = "base"


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template as it lies on disk: the key under which its compiled form is kept."""

    path: Path
    name: str
    sha256: str


def find(folder: str, template: str, suffix: str, root: Path) -> TemplateFile | None:
    """templates/<folder>/<template>.<suffix>, or the shared one; None if there is neither."""
    for stem in (template, BASE):
        path = template_path(f"{folder}/{stem}.{suffix}", root)
        if path is not None:
            return _read(path, f"templates/{folder}/{stem}.{suffix}", *_version(path))
    return None


def _version(path: Path) -> tuple[int, int]:
    """Tells one state of a file from another without reading it."""
    state = path.stat()
    return state.st_mtime_ns, state.st_size


@lru_cache(maxsize=32)
def _read(path: Path, name: str, _modified_ns: int, _size: int) -> TemplateFile:
    return TemplateFile(path, name, hashlib.sha256(path.read_bytes()).hexdigest())
