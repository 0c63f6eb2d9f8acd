"""Where templates and house profiles lie: the clerk's own first, then those that came with the program."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.source.files import Files

_PACKAGE = Path(__file__).resolve().parents[1]
# A checkout keeps them at its top level; an installed package carries them inside.
_CHECKOUT = _PACKAGE.parent


def template_path(relative: str, files: Files) -> Path | None:
    """templates/<relative>, e.g. "docx/agreement.docx"; None if there is none."""
    return _first(_template_places(relative, files.root), files)


@lru_cache(maxsize=128)
def _template_places(relative: str, root: Path) -> tuple[Path, ...]:
    return tuple(top / "templates" / relative for top in (root, _PACKAGE, _CHECKOUT))


def profile_path(name: str, files: Files) -> Path | None:
    """sources/profiles/<name>.yaml; None if there is none, or if the name is not a plain file name."""
    return _first(_places_of_profile(name, files.root), files)


@lru_cache(maxsize=128)
def _places_of_profile(name: str, root: Path) -> tuple[Path, ...]:
    return tuple(place / f"{name}.yaml" for place in _profile_places(root)) if Path(name).name == name else ()


def profile_names(files: Files) -> tuple[str, ...]:
    """The names of all house profiles, the clerk's own first."""
    found = (name for place in _profile_places(files.root) for name in files.listing(place, "*.yaml"))
    return tuple(dict.fromkeys(name.removesuffix(".yaml") for name in found))


def _profile_places(root: Path) -> tuple[Path, ...]:
    return (root / "sources/profiles", _PACKAGE / "profiles", _CHECKOUT / "sources/profiles")


def _first(places: tuple[Path, ...], files: Files) -> Path | None:
    return next((p for p in places if files.is_file(p)), None)
