"""The dependencies of the project -> for which system and Python the index has no wheel of the newest version.

usage: python tools/wheels.py        (in an environment where the project is installed; asks the index through pip)

A clerk's machine has no compiler: where pip finds no wheel, `pip install` fails. For every target pip chooses from wheels
alone what it would install; a package is missing where it finds none, or an older one than elsewhere although the newest
says that it serves that Python: there pip would take the source. Exit status 1 if anything is missing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Extras that are not asked for: those of developers, browsers under test and clusters; and signing, whose cryptography has no
# newest wheel for Macs with Intel, as pikepdf (pip takes the one before where it is told to: --only-binary :all:).
OURS = {"test", "dev", "e2e", "cluster", "sign", "pkcs11", "bind"}
# pip's names of systems, and what markers call them. Source: PyPA, platform compatibility tags.
SYSTEMS = {
    "Windows": (("win_amd64",), {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}),
    "macOS (Apple)": (
        tuple(f"macosx_{n}_0_{kind}" for n in range(11, 16) for kind in ("arm64", "universal2")),
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    ),
    "macOS (Intel)": (
        tuple(f"macosx_{n}_{kind}" for n in ("10_9", "10_12", "10_13", "10_15", "11_0", "12_0", "13_0", "14_0", "15_0") for kind in ("x86_64", "universal2")),
        {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    "Linux": (
        ("manylinux2014_x86_64", "manylinux1_x86_64", *(f"manylinux_2_{n}_x86_64" for n in (5, 12, 17, 24, 27, 28, 34, 35, 36))),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """A system with a Python."""

    system: str
    python: str

    def __str__(self) -> str:
        return f"{self.system}, Python {self.python}"

    @property
    def marks(self) -> dict[str, str]:
        """What environment markers are asked about."""
        version = f"{self.python}.0"
        known = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        return {**SYSTEMS[self.system][1], **known, "python_version": self.python, "python_full_version": version}


TARGETS = tuple(Target(system, python) for system in SYSTEMS for python in PYTHONS)


def wanted(target: Target, extras: Collection[str] | None = None) -> dict[str, SpecifierSet]:
    """The packages that an installation there needs, with all that they need themselves; `extras` None: all but OURS."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra, more in project.get("optional-dependencies", {}).items():
        lines += more if (extra not in OURS if extras is None else extra in extras) else []
    waiting = [Requirement(line) for line in lines]
    found: dict[str, SpecifierSet] = {}
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        key = f"{name}{sorted(requirement.extras)}"
        if name == "renkei" or (
            requirement.marker is not None and not requirement.marker.evaluate({**target.marks, "extra": ""})
        ):
            continue
        found[name] = found.get(name, SpecifierSet()) & requirement.specifier
        if key in seen:
            continue
        seen.add(key)
        try:
            own = [Requirement(line) for line in requires(name) or []]
        except PackageNotFoundError:  # one that this system does not need, such as colorama
            continue
        for each in own:
            marks = [{**target.marks, "extra": extra} for extra in ("", *requirement.extras)]
            if each.marker is None or any(each.marker.evaluate(m) for m in marks):
                each.marker = None
                waiting.append(each)
    return found


def chosen(target: Target, names: dict[str, SpecifierSet]) -> dict[str, tuple[Version, SpecifierSet]]:
    """What pip takes of each, from wheels alone, with the Pythons that it says it serves; those of which there is none are left out."""
    made = _asked(target, [f"{name}{specifier}" for name, specifier in names.items()])
    if made is not None:
        return made
    one_by_one: dict[str, tuple[Version, SpecifierSet]] = {}
    for name, specifier in names.items():
        one_by_one |= _asked(target, [f"{name}{specifier}"]) or {}
    return one_by_one


def _asked(target: Target, lines: list[str]) -> dict[str, tuple[Version, SpecifierSet]] | None:
    """Pip's own choice; None if it finds no wheel of one of them."""
    platforms = [part for platform in SYSTEMS[target.system][0] for part in ("--platform", platform)]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *(
                sys.executable,
                "-m",
                "pip",
                "install",
                "--dry-run",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
            ),
            *("--ignore-installed", "--only-binary", ":all:", "--target", folder, "--report", str(report)),
            *("--python-version", target.python, "--implementation", "cp", *platforms, *lines),
        ]
        environment = {k: v for k, v in os.environ.items() if k != "PIP_CONSTRAINT"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not report.exists():
            return None
        items = [item["metadata"] for item in json.loads(report.read_text(encoding="utf-8"))["install"]]
    return {
        canonicalize_name(item["name"]): (Version(item["version"]), SpecifierSet(item.get("requires_python") or ""))
        for item in items
    }


def main() -> None:
    """Prints what is missing; exit status 1 if anything is."""
    needs = {target: wanted(target) for target in TARGETS}
    with ThreadPoolExecutor(4) as pool:
        found = dict(zip(needs, pool.map(chosen, needs, needs.values()), strict=True))
    newest: dict[str, tuple[Version, SpecifierSet]] = {}
    for choice in found.values():
        for name, made in choice.items():
            newest[name] = max(newest.get(name, made), made, key=lambda m: m[0])
    missing = []
    for target, names in needs.items():
        for name in sorted(names):
            taken = found[target].get(name)
            if taken is None:
                missing.append(f"{name}: no wheel at all for {target}")
            elif (
                taken[0] < newest[name][0]
                and newest[name][1].contains(f"{target.python}.0")
                and newest[name][0] in names[name]
            ):
                missing.append(
                    f"{name}: {newest[name][0]} has no wheel for {target} (pip would build it; {taken[0]} has one)"
                )
    for line in missing:
        print(line)
    packages = len(set().union(*needs.values()))
    print(
        f"{packages} packages, {len(TARGETS)} targets: {f'{len(missing)} wheels missing' if missing else 'a wheel of each'}"
    )
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
