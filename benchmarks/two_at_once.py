"""Two commands in one folder at once: both are right, and so is the build after them.

usage: python benchmarks/two_at_once.py [PAIRS] [SEED]        (a few seconds each; prints what it found, exit status 1 for a fault)

Every order in which two commands may come to the disk is as likely as any other: the first is stopped before a change of the disk
drawn at random (`kills_hook`), then the second, which may begin with sources that were edited meanwhile; then one and the other
go on to their ends. A command that waits for the other is let wait.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from kills import AREA, COMMAND, DOCUMENT, ENVIRONMENT, ROOT, SOURCE, edit, files, hooked, renkei

FACT = ("氏名: 久慈修一", "氏名: 久慈修二")
WORD = ("毎年度、圏域内の", "毎年度2回以上、圏域内の")
BUILDS = (("build",), ("build", "--jobs", "2"), ("build", DOCUMENT), ("build", "--force"))
OTHERS = (("verify",), ("freeze", "--as", "素案", "--on", "令和8年1月10日", DOCUMENT), ("check",), ("list",))
PATIENCE_S, WAIT_S = 60.0, 6.0


class Running:
    """A command that stops before its change number `at` of the disk."""

    def __init__(self, folder: Path, arguments: tuple[str, ...], counter: Path, at: int) -> None:
        self.arguments, self._said = arguments, tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        environment = ENVIRONMENT | hooked(counter, at) | {"KILLS_SIGNAL": str(int(signal.SIGSTOP))}
        self._process = subprocess.Popen(
            [*COMMAND, *arguments], cwd=folder, env=environment, stdout=self._said, stderr=self._said, process_group=0
        )
        self._counter, self._at = counter, at

    def to_its_stop(self, patience_s: float) -> bool:
        """Whether it stopped; False if it ended before, or waits for somebody."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end and self._process.poll() is None:
            if self._counter.exists() and self._counter.stat().st_size >= self._at:
                return True
            time.sleep(0.01)
        return False

    def go_on(self) -> None:
        """Ends a stop."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGCONT)

    def ended(self, other: Running) -> tuple[int, str]:
        """Its status and what it said. The other stays where it is, unless this one waits for it."""
        start = time.monotonic()
        while self._process.poll() is None and time.monotonic() < start + PATIENCE_S:
            self.go_on()  # it may come to its stop only now
            if time.monotonic() > start + WAIT_S:
                other.go_on()
            time.sleep(0.02)
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        self._said.seek(0)
        return status, self._said.read().decode("utf-8", "replace")


def pair(top: Path, made: Path, chance: random.Random, ways: Counter[str]) -> list[str]:
    """What went wrong with two commands in a copy of the folder `made`."""
    folder, wanted = top / "now", top / "wanted"
    for old in (folder, wanted):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(made, folder)
    for counter in (top / "first", top / "second"):
        counter.unlink(missing_ok=True)
    if chance.random() < 0.7:
        edit(folder / SOURCE, *WORD)
    both = [chance.choice(BUILDS), chance.choice((*BUILDS, *OTHERS))]
    chance.shuffle(both)
    first = Running(folder, both[0], top / "first", chance.randint(1, 60))
    stopped = first.to_its_stop(PATIENCE_S)
    meanwhile = chance.choice((None, (AREA, *FACT), (SOURCE, "会議を開催するものとする。", "会議を開くものとする。")))
    if meanwhile is not None:
        edit(folder / meanwhile[0], *meanwhile[1:])
    second = Running(folder, both[1], top / "second", chance.randint(1, 60))
    halted = second.to_its_stop(WAIT_S)
    ends = [first, second] if chance.random() < 0.5 or not halted else [second, first]
    told = [(one.arguments, *one.ended(other)) for one, other in zip(ends, reversed(ends), strict=True)]
    way = f"{' '.join(both[0])} | {' '.join(both[1])}{', edited between' if meanwhile else ''}"
    ways[
        "both amid" if stopped and halted else "one amid the other" if stopped or halted else "one after the other"
    ] += 1
    wrong = [
        f"{way}: {' '.join(a)} ended with {s}: {said[-600:]}" for a, s, said in told if s and not _honest(a, s, said)
    ]
    shutil.copytree(folder / "sources", wanted / "sources")
    assert renkei(wanted, "build").returncode == 0
    done = renkei(folder, "build")
    if done.returncode:
        wrong.append(f"{way}: the next build ended with {done.returncode}: {done.stdout[-300:]}{done.stderr[-600:]}")
    now, right = files(folder / "build"), files(wanted / "build")
    wrong += [
        f"{way}: {path} is not right" for path in sorted(now.keys() | right.keys()) if now.get(path) != right.get(path)
    ]
    wrong += [f"{way}: left behind: {p.name}" for p in folder.rglob("*.renkei-*") if p.name.endswith("-part")]
    wrong += [f"{way}: left behind: {p.name}" for p in folder.rglob(".renkei-journal*")]
    verified = renkei(folder, "verify")
    if verified.returncode:
        wrong.append(f"{way}: verify: {verified.stdout[-400:]}{verified.stderr[-400:]}")
    return wrong


def _honest(arguments: tuple[str, ...], status: int, said: str) -> bool:
    """Whether a command that did not succeed says that somebody else was at work: verify between two builds, edited sources."""
    return status == 1 and (arguments[0] == "verify" or "書き換えられました" in said)


def main() -> int:
    pairs, seed = (int(sys.argv[1]) if len(sys.argv) > 1 else 30), (int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    chance, bad, ways = random.Random(seed), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        plain, built = top / "plain", top / "built"
        shutil.copytree(ROOT / "sources" / "aomori", plain / "sources" / "aomori")
        shutil.copytree(plain, built)
        assert renkei(built, "build").returncode == 0
        for _ in range(pairs):
            for fault in pair(top, chance.choice((plain, built, built)), chance, ways):
                bad += 1
                print(fault, flush=True)
    print(f"{pairs} pairs ({', '.join(f'{way}: {count}' for way, count in ways.items())}): {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
