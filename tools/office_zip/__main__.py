"""Python's embeddable zip for Windows and wheels of the index -> renkei-<version>-windows.zip, and a wheelhouse.

usage: python -m tools.office_zip --python python-3.12.10-embed-amd64.zip [--extras desk,amend] [--out dist]

Made on any system: pip takes wheels for Windows, nothing is compiled or run. What is made is checked: every library is one
for 64-bit Windows, every import of the program is met by the packages or by Python itself, every file is listed with its
hash. The embeddable zip is published at python.org alone; it is given by its path. Exit status 1 if a check fails.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

try:
    from tools.office_zip import checks, packages, papers, seal
except ModuleNotFoundError as missing:
    if not str(missing.name).startswith("cyclonedx"):
        raise
    sys.exit("the list of parts needs another package: pip install 'cyclonedx-python-lib[json-validation]'")

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Makes the zip; problems of its content on standard error."""
    parser = argparse.ArgumentParser(prog="python -m tools.office_zip")
    parser.add_argument("--python", type=Path, required=True, help="python-3.X.Y-embed-amd64.zip of python.org")
    parser.add_argument("--extras", default="desk", help="extras of renkei that go in, by commas")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--wheels", type=Path, help="a folder of wheels to take instead of asking the index")
    asked = parser.parse_args(arguments)
    extras = tuple(e for e in asked.extras.split(",") if e)
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "renkei"
        try:
            python = packages.unpack_python(asked.python, tree / "python")
        except packages.LayoutError as error:
            parser.error(str(error))
        wheels = packages.wheelhouse(Path(folder) / "wheels", python, extras, asked.wheels)
        packages.install(wheels, tree / "python" / "Lib" / "site-packages", python)
        papers.write(tree, wheels, python, extras)
        found = [
            *checks.foreign_wheels(wheels, python),
            *checks.unmet_requirements(wheels, python),
            *checks.foreign_libraries(tree),
            *checks.unmet_imports(tree / "python" / "Lib" / "site-packages"),
        ]
        for line in found:
            print(line, file=sys.stderr)
        if found:
            return 1
        asked.out.mkdir(parents=True, exist_ok=True)
        seal.sums(tree)
        made = seal.zipped(tree, asked.out / f"renkei-{papers.version(wheels)}-windows.zip")
        house = asked.out / f"wheelhouse-windows-py{python.replace('.', '')}"
        shutil.rmtree(house, ignore_errors=True)
        shutil.copytree(wheels, house)
    print(f"{made} {made.stat().st_size / 2**20:.1f} MB")
    print(f"{house} {sum(w.stat().st_size for w in house.iterdir()) / 2**20:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
