"""The name of an area -> the files that a folder begins with: facts, a short agreement, house style, editor settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path

from pipeline.diagnostics import Place, Problems
from pipeline.diagnostics.commands import typed
from pipeline.project.intake.first_paper import COUNCIL, STARTERS, paper, sittings, towns_of, undated
from pipeline.project.intake.schemas import NAMES, rendered
from pipeline.project.load import AREA_FILE
from pipeline.provision.signed_version import FOLDER, SUFFIX
from pipeline.source.files import Files
from pipeline.source.resources import profile_path

_PROFILE = "半角"
# Of the starting files: a day on which both heads are in office.
_BASE_DAY = "令和8年3月25日"
STARTER = ("area.yaml", "kyoyaku.yaml")
BEGUN = (*STARTERS, COUNCIL)
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


def first_council_files(area: str, root: Path) -> dict[str, bytes]:
    """The same, with an agreement that is not yet signed: councils vote before."""
    made, name = first_files(area, root), f"sources/{area}/{STARTER[1]}"
    return made | {name: paper("連携協約書", (), "", _BASE_DAY)}


def more_files(kind: str, area: str, root: Path, files: Mapping[str, bytes], problems: Problems) -> dict[str, bytes]:
    """A starting source of a kind, for the municipalities of an area. `files` are about to be written there, too."""
    folder = root / "sources" / area
    there = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))} if folder.is_dir() else {}
    there |= {name.rpartition("/")[2]: data for name, data in files.items() if name.startswith(f"sources/{area}/")}
    towns = towns_of(there[AREA_FILE])
    if kind == COUNCIL:
        made = sittings(towns, there, frozenset(path.stem for path in folder.glob(f"{FOLDER}/*{SUFFIX}")))
        if not made:
            problems.error(
                "不足",
                f"sources/{area} に、議会に出す協約や協定、条例の原稿がありません",
                f"先に「renkei init --area {typed(area)} --kind 連携協約書」などで、議会に出すものの原稿を作ってください",
                Place(f"sources/{area}"),
            )
    else:
        made = {f"{STARTERS[kind][0]}.yaml": undated(kind, towns)}
    return {f"sources/{area}/{name}": data for name, data in made.items()}


def _json(content: object) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
