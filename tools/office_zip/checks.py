"""What lies in the zip -> what would not run on a 64-bit Windows, told line by line."""

from __future__ import annotations

import ast
import email.parser
import struct
import sys
import zipfile
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.wheels import Target

# PE format: IMAGE_FILE_MACHINE_AMD64.
_AMD64 = 0x8664
# Of Python's own modules, those that Windows does not have (Python documentation, "Availability: Unix").
_UNIX_ONLY = frozenset(
    {"crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog"}
    | {"termios", "tty"}
)  # fmt: skip
# Of Python's own modules, those that the embeddable zip leaves out.
_NOT_EMBEDDED = frozenset({"ensurepip", "idlelib", "lib2to3", "test", "tkinter", "turtle", "turtledemo", "venv"})


def foreign_wheels(wheels: Path, python: str) -> Iterator[str]:
    """Wheels that are not for this Python on 64-bit Windows, or for any."""
    digits = python.replace(".", "")
    for wheel in sorted(wheels.iterdir()):
        if wheel.suffix != ".whl":
            yield f"{wheel.name}: not a wheel"
            continue
        tags = parse_wheel_filename(wheel.name)[3]
        if not any(_fits(tag, digits) for tag in tags):
            yield f"{wheel.name}: not for Python {python} on 64-bit Windows"


def _fits(tag: Tag, digits: str) -> bool:
    if tag.platform == "any":
        return tag.interpreter.startswith("py3") or tag.interpreter == f"cp{digits}"
    if tag.platform != "win_amd64":
        return False
    stable = tag.abi == "abi3" and int(tag.interpreter[3:] or "0") <= int(digits[1:])
    return stable or tag.interpreter.startswith("py3") or (tag.interpreter == f"cp{digits}")


def unmet_requirements(wheels: Path, python: str) -> Iterator[str]:
    """What the wheels themselves say they need on Windows, and is not there or is there in another version."""
    marks = {**Target("Windows", python).marks, "extra": ""}
    there = {
        canonicalize_name(parse_wheel_filename(w.name)[0]): parse_wheel_filename(w.name)[1] for w in wheels.iterdir()
    }
    for wheel in sorted(wheels.iterdir()):
        for line in metadata(wheel).get_all("Requires-Dist", []):
            need = Requirement(line)
            if need.marker is not None and not need.marker.evaluate(marks):
                continue
            found = there.get(canonicalize_name(need.name))
            if found is None or found not in need.specifier:
                yield f"{wheel.name}: needs {need.name}{need.specifier}, there is {found or 'none'}"


def metadata(wheel: Path) -> Message:
    """What a wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA") and n.count("/") == 1)
        return email.parser.BytesParser().parsebytes(archive.read(name))


def foreign_libraries(tree: Path) -> Iterator[str]:
    """Compiled files that are not for 64-bit Windows."""
    for path in sorted(tree.rglob("*")):
        name = path.relative_to(tree).as_posix()
        if path.suffix in {".so", ".dylib"}:
            yield f"{name}: a library of another system"
        elif path.suffix.lower() in {".pyd", ".dll", ".exe"} and (machine := _machine(path.read_bytes())) != _AMD64:
            yield f"{name}: not for 64-bit Windows (machine {machine:#06x})"


def _machine(data: bytes) -> int:
    """The machine that a PE file is for; 0 if it is none."""
    if data[:2] != b"MZ" or len(data) < 64:
        return 0
    (at,) = struct.unpack_from("<I", data, 0x3C)
    if data[at : at + 4] != b"PE\0\0":
        return 0
    (machine,) = struct.unpack_from("<H", data, at + 4)
    return int(machine)


def unmet_imports(packages: Path) -> Iterator[str]:
    """Imports of the program, made when a module is loaded, that neither the packages nor Python on Windows meet.

    An import inside a function or a `try` is one that its writer knows may fail.
    """
    there = {p.stem if p.is_file() else p.name for p in packages.iterdir()}
    there |= {p.name.split(".", 1)[0] for p in packages.iterdir()}  # _yaml.cp312-win_amd64.pyd
    python = set(sys.stdlib_module_names) - _UNIX_ONLY - _NOT_EMBEDDED
    for path in sorted((packages / "pipeline").rglob("*.py")):
        for name in _loaded(ast.parse(path.read_text(encoding="utf-8"))):
            top = name.split(".", 1)[0]
            extra = top in _OF_EXTRAS
            if top not in there and top not in python and not extra:
                yield f"{path.relative_to(packages).as_posix()}: nothing meets its import of {name}"


# What modules of extras load at once: they are imported by their own commands alone, which tell what to install.
_OF_EXTRAS = frozenset({"starlette", "uvicorn", "pygls", "lsprotocol", "distributed", "pyhanko", "pyhanko_certvalidator", "cryptography"} | {"pikepdf", "anyio", "dask", "asn1crypto", "multipart", "python_multipart"})  # fmt: skip


def _loaded(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
