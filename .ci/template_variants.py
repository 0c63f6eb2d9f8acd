"""OUT -> folders with the agreement's sources and templates that others have edited.

OUT/libreoffice: a template saved by LibreOffice. OUT/split: one whose placeholders stand in several runs, as Word leaves
them after a clerk's edit.
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "templates" / "docx"
SPELLING = '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>'


def project(out: Path, name: str) -> Path:
    """A clerk's folder; returns the place of its template."""
    shutil.copytree(ROOT / "sources" / "aomori", out / name / "sources" / "aomori")
    folder = out / name / "templates" / "docx"
    folder.mkdir(parents=True)
    shutil.copy(SHIPPED / "agreement.yaml", folder)
    return folder / "agreement.docx"


def split_placeholders(source: Path, target: Path) -> int:
    """Copies a template and cuts each placeholder in three runs; returns how many were cut."""
    count = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", entry.filename):
                cut, n = re.subn(r"\{\{ ?([^{}<]+?) ?\}\}", rf"{{{{{SPELLING}\1{SPELLING}}}}}", data.decode())
                data, count = cut.encode(), count + n
            new.writestr(entry, data)
    return count


def main(out: Path) -> None:
    """Both folders."""
    shutil.copy(ROOT / "tests/writers/docx/fixtures/libreoffice.docx", project(out, "libreoffice"))
    if split_placeholders(SHIPPED / "agreement.docx", project(out, "split")) < 3:
        sys.exit("no placeholder was split")


main(Path(sys.argv[1]))
