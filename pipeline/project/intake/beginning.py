"""The name of an area -> the files that a folder begins with: facts, a short agreement, house style, editor settings."""

from __future__ import annotations

import json
from importlib.resources import files as resources
from pathlib import Path

from pipeline.project.intake.schemas import NAMES, rendered
from pipeline.source.files import Files
from pipeline.source.resources import profile_path

_PROFILE = "半角"
STARTER = ("area.yaml", "kyoyaku.yaml")
# Settings of Visual Studio Code; other editors read the first line of each source.
_SETTINGS = {
    "yaml.schemas": {
        "schemas/圏域.json": "sources/*/area.yaml",
        "schemas/流儀.json": "sources/profiles/*.yaml",
    },
    "yaml.format.enable": False,
    "files.encoding": "utf8",
    "files.eol": "\n",
    "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.wordWrap": "on"},
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}


def first_files(area: str, root: Path) -> dict[str, bytes]:
    """All files by the names they are to have."""
    starter = resources("pipeline.project.intake") / "starter"
    made = {f"schemas/{kind}.json": rendered(kind).encode() for kind in NAMES}
    made[".vscode/settings.json"] = _json(_SETTINGS)
    made[".vscode/extensions.json"] = _json(_EXTENSIONS)
    shipped = profile_path(_PROFILE, Files(root))
    if shipped is not None:
        made[f"sources/profiles/{_PROFILE}.yaml"] = shipped.read_bytes()
    # Last: whoever is stopped before can run the command again, which refuses where these are.
    return made | {f"sources/{area}/{name}": (starter / name).read_bytes() for name in STARTER}


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
