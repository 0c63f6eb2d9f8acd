"""A batch of partners of one master: processes against one, nothing changed, one fact changed, as ratios of one run.

usage: python benchmarks/batch.py [PARTNERS]
"""

from __future__ import annotations

import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]


def invent(root: Path, partners: int) -> None:
    """The shipped agreement of 青森市 with so many partners more."""
    folder = root / "sources/aomori"
    folder.mkdir(parents=True)
    names = [f"第{n}村" for n in range(partners - 4)]
    # Names of examples are told in papers of other towns.
    facts = (ROOT / "sources/aomori/area.yaml").read_text(encoding="utf-8").replace("見本", "青木")
    for n, name in enumerate(names):
        facts += f"  {name}:\n    職名: {name}長\n    長:\n      - {{ 氏名: 村長{n}, 就任日: 平成元年1月8日 }}\n"
    (folder / "area.yaml").write_text(facts, encoding="utf-8")
    source = (ROOT / "sources/aomori/kyoyaku.yaml").read_text(encoding="utf-8")
    (folder / "kyoyaku.yaml").write_text(
        source.replace("見本", "青木").replace("蓬田村, ", f"蓬田村, {''.join(f'{name}, ' for name in names)}", 1),
        encoding="utf-8",
    )


def used(root: Path, *arguments: str, command: list[str] = COMMAND) -> tuple[float, float]:
    """CPU and wall seconds of a command with all its processes, which keep bytecode as those of an office do."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(root / "bytecode")}
    subprocess.run([*command, *arguments], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    after, wall_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall_s


def hashes(out: Path) -> dict[str, str]:
    found = (p for p in sorted(out.rglob("*")) if p.is_file() and not p.name.startswith(".renkei-"))
    return {p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def main() -> None:
    partners = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        invent(root, partners)
        used(root, "build", "aomori/kyoyaku-蓬田村", "--out", "first")  # writes the bytecode
        two = used(root, "build", "--jobs", "2", "--out", "two")
        largest_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        one = used(root, "build", "--jobs", "1", "--out", "one")
        same = hashes(root / "one") == hashes(root / "two")
        bare = min(used(root, "-c", "pass", command=[sys.executable])[0] for _ in range(7))
        nothing = min(used(root, "build", "--out", "two")[0] for _ in range(7))
        facts = root / "sources/aomori/area.yaml"
        facts.write_text(facts.read_text(encoding="utf-8").replace("氏名: 村長0,", "氏名: 新村長,"), encoding="utf-8")
        fact = used(root, "build", "--out", "two")
        print(f"{partners} documents, three formats: {one[0] / partners * 1000:.1f} ms CPU each, one process")
        print(f"two processes / one: CPU {two[0] / one[0]:.2f}, wall {two[1] / one[1]:.2f}; same bytes: {same}")
        print(f"the largest of several processes: {largest_mb:.0f} MB")
        print(f"nothing changed: {nothing / bare:.2f} x bare python")
        print(f"one fact of one partner changed: {fact[0]:.2f} s CPU, {fact[0] / one[0]:.3f} of all")


if __name__ == "__main__":
    main()
