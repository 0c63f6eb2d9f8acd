"""How the time of a build grows with what is written: rows of a table, pages of a plan, remarks about a source.

usage: python benchmarks/growth.py [LARGEST]      (10,000 rows, a tenth of it sections of a page, half of it remarks)

Each is made in three sizes, each twice the one before; the exponent is that between the smallest and the largest, less what a build of
next to nothing takes: 1 is linear, 2 is quadratic.
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from batch import ROOT, used

HEAD = "種別: 計画\n題名: 計画\n目次: 目次\n部:\n  - 見出し: 本文\n    番号: [第1章, '1']\n"
# Remarks are told and end the command with their own status, which is no fault here.
QUIET = "import os, sys\nsys.stderr = open(os.devnull, 'w')\n"
COMMAND = [
    *(sys.executable, "-c"),
    f"{QUIET}from pipeline.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass",
]


def rows(count: int) -> str:
    """A plan with a table of so many rows."""
    table = "    内容:\n      - 表:\n          題: 事業\n          見出し: [番号, 名称, 事業費]\n          行:\n"
    return HEAD + table + "".join(f'            - ["{n}", 事業その{n}, "{n:,}千円"]\n' for n in range(count))


def pages(count: int) -> str:
    """A plan of so many sections, each of about a page, all in its contents."""
    words = "圏域の市町村が連携して、安心して暮らすことのできるまちをつくる。" * 36
    return (
        HEAD
        + "    節:\n"
        + "".join(f"      - 見出し: 施策{n}\n        内容:\n          - 段落: {words}{n}\n" for n in range(count))
    )


def remarks(count: int) -> str:
    """A plan in which so many keys are not known."""
    return HEAD + "    内容:\n" + "".join(f"      - 段落: 文{n}\n        余り{n}: 何か\n" for n in range(count))


def cpu_s(source: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "sources/shiomi", root / "sources/shiomi", ignore=lambda *_: ["keikaku.yaml", "図"])
        (root / "sources/shiomi/keikaku.yaml").write_text(source, encoding="utf-8")
        return used(root, "build", "shiomi/keikaku", "--jobs", "1", command=COMMAND)[0]


def main() -> None:
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, written, most in (
        ("rows", rows, largest),
        ("pages", pages, largest // 10),
        ("remarks", remarks, largest // 2),
    ):
        show(name, written, most)


def show(name: str, written: Callable[[int], str], most: int) -> None:
    nothing = min(cpu_s(written(1)) for _ in range(3))
    sizes = (most // 4, most // 2, most)
    times = [cpu_s(written(size)) - nothing for size in sizes]
    exponent = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
    told = ", ".join(f"{size:,}: {time:.2f} s" for size, time in zip(sizes, times, strict=True))
    print(f"{name:8} {told}; exponent {exponent:.2f}", flush=True)


if __name__ == "__main__":
    main()
