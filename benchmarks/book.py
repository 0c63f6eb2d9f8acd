"""One council session of many agreements: all papers and the book that binds them, seconds and memory of one run.

usage: python benchmarks/book.py [PARTNERS]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
from batch import COMMAND, ROOT, invent

BOOK = """\
種別: 冊子
題名: 青森市議会定例会　議案書
日付: 令和元年11月27日提出
団体: 青森市
綴じる:
  - 区分: 議案
    番号: 議案第1号
    文書:
      - 文書: kyoyaku
        件名: "{{ 相手方 }}との連携中枢都市圏の形成に係る連携協約の締結に関する協議について"
"""


def build(root: Path, *arguments: str) -> tuple[float, float]:
    """Wall seconds of a build, and the most that one of its processes took, in MB; the machine's peak is of all builds so far."""
    start = time.perf_counter()
    subprocess.run(
        [*COMMAND, "build", *arguments],
        cwd=root,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    partners = int(sys.argv[1]) if len(sys.argv) > 1 else 376
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        invent(root, partners)
        (root / "sources/aomori/gian.yaml").write_text(BOOK, encoding="utf-8")
        alone, memory = build(root, "aomori/gian", "--format", "pdf", "--out", "alone")
        with pikepdf.open(root / "alone/aomori/gian.pdf") as pdf:
            pages = len(pdf.pages)
        print(f"the book of {partners} papers, {pages} pages, as PDF: {alone:.1f} s, {memory:.0f} MB")
        every, memory = build(root, "--format", "pdf", "--out", "every")
        print(f"the book and all papers alone, as PDF: {every:.1f} s, at most {memory:.0f} MB a process")


if __name__ == "__main__":
    main()
