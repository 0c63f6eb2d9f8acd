"""Where templates and house profiles lie: the clerk's own first, then those that came with the program."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
# A checkout keeps them at its top level; an installed package carries them inside.
_CHECKOUT = _PACKAGE.parent


def template_path(relative: str, root: Path) -> Path | None:
    """templates/<relative>, e.g. "docx/agreement.docx"; None if there is none."""
    return _first(_template_places(relative, root))


def profile_path(name: str, root: Path) -> Path | None:
    """sources/profiles/<name>.yaml; None if there is none, or if the name is not a plain file name."""
    if Path(name).name != name:
        return None
    return _first(_profile_places(name, root))


def _first(places: tuple[Path, ...]) -> Path | None:
    return next((p for p in places if p.is_file()), None)


# Every document asks for them: putting a path together costs more than looking whether a file is there.
@lru_cache(maxsize=128)
def _template_places(relative: str, root: Path) -> tuple[Path, ...]:
    return tuple(top / "templates" / relative for top in (root, _PACKAGE, _CHECKOUT))


@lru_cache(maxsize=128)
def _profile_places(name: str, root: Path) -> tuple[Path, ...]:
    file = f"{name}.yaml"
    return (
        root / "sources" / "profiles" / file,
        _PACKAGE / "profiles" / file,
        _CHECKOUT / "sources" / "profiles" / file,
    )
