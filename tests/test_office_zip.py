"""The zip for Windows: what is laid out, and what is found that would not run there."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from pathlib import Path

import pytest

from tools.office_zip import checks, packages, seal

AMD64, ARM64 = 0x8664, 0xAA64


def library(machine: int) -> bytes:
    """The head of a PE file for a machine."""
    data = bytearray(256)
    data[:2] = b"MZ"
    struct.pack_into("<I", data, 0x3C, 128)
    data[128:132] = b"PE\0\0"
    struct.pack_into("<H", data, 132, machine)
    return bytes(data)


def stand_in(path: Path, **changed: bytes) -> Path:
    """A zip laid out as python.org's embeddable Python 3.12; no program in it."""
    files = {name: library(AMD64) for name in ("python.exe", "python312.dll", "python3.dll", "_ssl.pyd")}
    files |= {
        "python312._pth": b"python312.zip\r\n.\r\n\r\n#import site\r\n",
        "python312.zip": b"PK\5\6" + bytes(18),
        "LICENSE.txt": b"PSF",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**files, **changed}.items():
            archive.writestr(name, data)
    return path


def wheel(folder: Path, name: str, *needs: str) -> Path:
    """A wheel that says what it needs, and holds nothing."""
    own, number = name.split("-")[:2]
    path = folder / f"{name}.whl"
    said = "".join(f"Requires-Dist: {need}\n" for need in needs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{own}-{number}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {own}\n{said}")
    return path


def test_the_embedded_python_finds_the_packages(tmp_path: Path):
    version = packages.unpack_python(stand_in(tmp_path / "python.zip"), tmp_path / "python")

    lines = (tmp_path / "python/python312._pth").read_bytes().decode().split("\r\n")
    assert "3.12" == version
    assert ["python312.zip", ".", "Lib\\site-packages", "import site", ""] == lines


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt"])
def test_a_zip_that_leaves_its_folder_is_refused(name: str, tmp_path: Path):
    with pytest.raises(packages.LayoutError, match="leaves"):
        packages.unpack_python(stand_in(tmp_path / "python.zip", **{name: b""}), tmp_path / "python")


def test_an_embeddable_python_that_is_not_there_is_asked_for(tmp_path: Path):
    with pytest.raises(packages.LayoutError, match=r"embeddable package \(64-bit\)"):
        packages.unpack_python(tmp_path / "python-3.12.10-embed-amd64.zip", tmp_path / "python")


def test_another_zip_is_no_python(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme.txt", "")

    with pytest.raises(packages.LayoutError):
        packages.unpack_python(tmp_path / "other.zip", tmp_path / "python")


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("lxml-6.1.3-cp312-cp312-win_amd64", True),
        ("click-8.5.1-py3-none-any", True),
        ("openpyxl-3.1.5-py2.py3-none-any", True),
        ("uharfbuzz-0.57.0-cp311-abi3-win_amd64", True),
        ("pypdfium2-5.15.2-py3-none-win_amd64", True),
        ("lxml-6.1.3-cp313-cp313-win_amd64", False),
        ("lxml-6.1.3-cp312-cp312-manylinux_2_28_x86_64", False),
        ("uharfbuzz-0.57.0-cp313-abi3-win_amd64", False),
        ("pillow-13.0.0-cp312-cp312-win_arm64", False),
    ],
)
def test_wheels_of_other_systems_are_found(name: str, fits: bool, tmp_path: Path):
    wheel(tmp_path, name)

    assert fits == (not list(checks.foreign_wheels(tmp_path, "3.12")))


def test_what_a_wheel_needs_on_windows_must_be_there(tmp_path: Path):
    """Asked with the markers of Windows: pip asks with those of the machine that makes the zip."""
    wheel(tmp_path, "a-1.0-py3-none-any", "b>=2", "c; platform_system == 'Windows'", "d; platform_system == 'Linux'")
    wheel(tmp_path, "b-1.0-py3-none-any")

    assert [
        "a-1.0-py3-none-any.whl: needs b>=2, there is 1.0",
        "a-1.0-py3-none-any.whl: needs c, there is none",
    ] == list(checks.unmet_requirements(tmp_path, "3.12"))


def test_libraries_of_other_machines_are_found(tmp_path: Path):
    (tmp_path / "good.pyd").write_bytes(library(AMD64))
    (tmp_path / "arm.dll").write_bytes(library(ARM64))
    (tmp_path / "none.exe").write_bytes(b"#!/bin/sh")
    (tmp_path / "linux.so").write_bytes(b"\x7fELF")

    found = [line.partition(":")[0] for line in checks.foreign_libraries(tmp_path)]

    assert ["arm.dll", "linux.so", "none.exe"] == found


def test_imports_that_nothing_meets_on_windows_are_found(tmp_path: Path):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "lxml").mkdir()
    (tmp_path / "pipeline/a.py").write_text(
        "import json, fcntl\nfrom lxml import etree\nimport yaml\n", encoding="utf-8"
    )
    (tmp_path / "pipeline/b.py").write_text("def f():\n    import fcntl\n", encoding="utf-8")

    assert ["fcntl", "yaml"] == [line.rpartition(" ")[2] for line in checks.unmet_imports(tmp_path)]


def test_the_program_itself_imports_nothing_that_windows_lacks(tmp_path: Path):
    """The same check over the program as it is; what stands in its requirements is taken to be there."""
    (tmp_path / "pipeline").symlink_to(Path(__file__).resolve().parents[1] / "pipeline")
    needed = ("click", "jinja2", "markupsafe", "lxml", "openpyxl", "PIL", "pydantic", "pydantic_core", "docx", "yaml")
    for name in (*needed, "svglib", "pypdfium2", "reportlab", "rich", "uharfbuzz", "pylopdf_fonts_jp", "mojimoji"):
        (tmp_path / name).mkdir()

    assert [] == list(checks.unmet_imports(tmp_path))


def test_every_file_is_listed_and_the_zip_is_the_same_twice(tmp_path: Path):
    tree = tmp_path / "renkei"
    (tree / "work").mkdir(parents=True)
    (tree / "work/原稿.txt").write_bytes(b"1")
    seal.sums(tree)

    first, second = (seal.zipped(tree, tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))

    assert f"{hashlib.sha256(b'1').hexdigest()}  work/原稿.txt\n" == (tree / seal.SUMS).read_text(encoding="utf-8")
    assert first == second
