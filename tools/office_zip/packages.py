"""An embeddable Python and the project -> a folder in which that Python finds all packages, as on the office's machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tools.wheels import Target, wanted

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = "win_amd64"
_PATH_FILE = re.compile(r"python3([0-9]+)\._pth")


class LayoutError(Exception):
    """The zip is not an embeddable Python for 64-bit Windows."""


def unpack_python(zipped: Path, folder: Path) -> str:
    """Unpacks the embeddable zip and lets it find Lib/site-packages; its version (3.12). Raises LayoutError."""
    if not zipfile.is_zipfile(zipped):
        raise LayoutError(
            f"{zipped} is not there, or no zip: take the embeddable package (64-bit) of www.python.org/downloads/windows"
        )
    folder.mkdir(parents=True)
    with zipfile.ZipFile(zipped) as archive:
        names = archive.namelist()
        found = [m for m in map(_PATH_FILE.fullmatch, names) if m]
        if len(found) != 1 or "python.exe" not in names:
            raise LayoutError(f"{zipped}: no python3XX._pth beside a python.exe: not an embeddable Python")
        minor = found[0][1]
        if f"python3{minor}.dll" not in names or f"python3{minor}.zip" not in names:
            raise LayoutError(f"{zipped}: python3{minor}.dll or python3{minor}.zip is missing")
        if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
            raise LayoutError(f"{zipped}: a name leaves the folder")
        archive.extractall(folder)
    # The ._pth replaces every other search path: the standard library, the folder of python.exe, then the packages.
    path = folder / f"python3{minor}._pth"
    path.write_bytes(f"python3{minor}.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n".encode())
    return f"3.{minor}"


def wheelhouse(folder: Path, python: str, extras: tuple[str, ...], given: Path | None) -> Path:
    """Wheels of the project and of all that it needs there; `given`: a folder of wheels to choose from, without the index.

    What is needed is asked with the markers of Windows: pip itself asks with those of the machine that it runs on.
    """
    folder.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    lines = [f"{name}{versions}" for name, versions in wanted(Target("Windows", python), extras).items()]
    source = ("--no-index", "--find-links", str(given)) if given is not None else ()
    _pip("download", "--no-deps", "--dest", str(folder), *_target(python), *source, *lines)
    return folder


def install(wheels: Path, folder: Path, python: str) -> None:
    """All of the wheels as pip lays them out; nothing is compiled, since that would be for this machine's Python."""
    names = [str(wheel) for wheel in sorted(wheels.glob("*.whl"))]
    _pip("install", "--no-deps", "--no-compile", "--no-index", "--target", str(folder), *_target(python), *names)
    for scripts in (folder / "bin", folder / "Scripts"):  # starters with the path of this machine's Python
        shutil.rmtree(scripts, ignore_errors=True)
    for record in folder.glob("*.dist-info/RECORD"):  # lists them, and the order of pip
        lines = [line for line in record.read_text(encoding="utf-8").splitlines() if not line.startswith("../")]
        record.write_text("\n".join(sorted(lines)) + "\n", encoding="utf-8")
    for origin in folder.glob("*.dist-info/direct_url.json"):  # where the wheel lay on this machine
        origin.unlink()


def _target(python: str) -> tuple[str, ...]:
    return ("--only-binary", ":all:", "--platform", PLATFORM, "--python-version", python, "--implementation", "cp")


def _pip(*arguments: str) -> None:
    around = {k: v for k, v in os.environ.items() if k != "PIP_CONSTRAINT"} | {"SOURCE_DATE_EPOCH": "1580601600"}
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], env=around, check=True
    )
