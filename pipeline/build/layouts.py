"""Where templates and house profiles lie: the clerk's own first, then those that came with the program."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
# A checkout keeps them at its top level; an installed package carries them inside.
_CHECKOUT = _PACKAGE.parent


def template_path(relative: str, root: Path) -> Path | None:
    """templates/<relative>, e.g. "docx/agreement.docx"; None if there is none."""
    return _first(root / "templates" / relative, _PACKAGE / "templates" / relative, _CHECKOUT / "templates" / relative)


def profile_path(name: str, root: Path) -> Path | None:
    """sources/profiles/<name>.yaml; None if there is none, or if the name is not a plain file name."""
    if Path(name).name != name:
        return None
    file = f"{name}.yaml"
    return _first(
        root / "sources" / "profiles" / file, _PACKAGE / "profiles" / file, _CHECKOUT / "sources" / "profiles" / file
    )


def _first(*candidates: Path) -> Path | None:
    return next((p for p in candidates if p.is_file()), None)
