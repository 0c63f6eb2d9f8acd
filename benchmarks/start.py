"""How long a command takes to begin: one agreement, a build with nothing to do, one changed fact, help; beside bare Python.

usage: python benchmarks/start.py [RUNS] [FOLDER]
FOLDER holds the package `pipeline`, an installed one for instance; without it the checkout is measured.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from batch import ROOT, invent

LIBRARIES = "import pydantic, jinja2, yaml, lxml.etree, uharfbuzz, click, reportlab.pdfbase.pdfdoc"
PARTNERS = 300
SMALL = 4


class Bench:
    """Commands of one package, with bytecode, in turns with a bare interpreter."""

    def __init__(self, package: Path, cache: Path, runs: int) -> None:
        left_out = ("PYTHONDONTWRITEBYTECODE",)
        self.environment = {k: v for k, v in os.environ.items() if k not in left_out}
        self.environment |= {"PYTHONPATH": str(package), "PYTHONPYCACHEPREFIX": str(cache)}
        self.runs = runs

    def cpu_s(self, code: str, *arguments: str) -> float:
        """User and system time of one process and its children."""
        with open(os.devnull, "wb") as silent:  # noqa: PTH123 - a number is wanted
            pid = os.posix_spawn(
                sys.executable,
                [sys.executable, "-c", code, *arguments],
                self.environment,
                file_actions=[(os.POSIX_SPAWN_DUP2, silent.fileno(), n) for n in (1, 2)],
            )
            _, status, used = os.wait4(pid, 0)
        assert 0 == status, arguments
        return used.ru_utime + used.ru_stime

    def row(self, name: str, code: str, *arguments: str, before: Callable[[], object] = lambda: None) -> None:
        """The least of all runs, the first left out, which writes the bytecode."""
        times, bare = [], []
        for _ in range(self.runs + 1):
            before()
            times.append(self.cpu_s(code, *arguments))
            bare += [self.cpu_s("pass"), self.cpu_s("pass")]
        least = min(times[1:])
        print(f"{name:44} {least / min(bare):6.2f} x bare python  ({least * 1000:.0f} ms CPU)", flush=True)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    package = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else ROOT
    command = "from pipeline.cli import main; main()"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        bench = Bench(package, root / "bytecode", runs)
        for name, partners in (("one", SMALL), ("many", PARTNERS)):
            invent(root / name, partners)
        os.chdir(root / "one")

        def clear() -> None:
            shutil.rmtree("build", ignore_errors=True)

        bench.row("the libraries of a build alone", LIBRARIES)
        bench.row("renkei --help", command, "--help")
        for formats in ("docx,pdf", "docx,pdf,txt"):
            words = ("build", "aomori/kyoyaku-蓬田村", "--format", formats)
            bench.row(f"one agreement, {formats}, cold", command, *words, before=clear)
        os.chdir(root / "many")
        bench.cpu_s(command, "build")
        bench.row(f"nothing to do, {PARTNERS} documents", command, "build")
        facts = root / "many/sources/aomori/area.yaml"
        count = iter(range(1, runs + 2))

        def change() -> None:
            text = facts.read_text(encoding="utf-8")
            facts.write_text(
                re.sub("氏名: 村長[0-9x]+,", f"氏名: 村長0x{next(count)},", text, count=1), encoding="utf-8"
            )

        bench.row(f"one fact of {PARTNERS} partners", command, "build", before=change)


if __name__ == "__main__":
    main()
