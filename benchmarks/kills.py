"""kill -9 at random moments of build, watch, freeze and amend: no damaged file, and the next run is right.

usage: python benchmarks/kills.py [KILLS] [SEED]        (a second or two each; prints what it found, exit status 1 for a fault)

After each kill every file is as before or as it will be, whole; then the command is run again, to its end: every file is as
if nothing had happened, nothing half done lies about, and `renkei verify` agrees.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-c", "from pipeline.cli import main\nif __name__ == '__main__':\n    main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
DOCUMENT = "aomori/kyoyaku-蓬田村"
SOURCE, AREA = "sources/aomori/kyoyaku.yaml", "sources/aomori/area.yaml"


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder, a command, what it makes of the folder, and how long it takes. `meanwhile` happens while it runs."""

    name: str
    folder: Path
    arguments: tuple[str, ...]
    again: tuple[str, ...]
    before: dict[str, str]
    after: dict[str, str]
    seconds: float
    meanwhile: Callable[[Path], None] | None = None


def renkei(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def files(folder: Path) -> dict[str, str]:
    """The hashes of all files but those that are the program's own account of its work."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".renkei"))
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def change(folder: Path) -> None:
    replace(folder / SOURCE, "毎年度、圏域内の", "毎年度2回以上、圏域内の")


def scene(
    name: str, made: Path, top: Path, again: tuple[str, ...], *, arguments: tuple[str, ...] | None = None
) -> Scene:
    """A scene that begins with the folder `made`."""
    folder, whole = top / name, top / f"{name}-whole"
    shutil.copytree(made, folder)
    watching = arguments is not None
    before = files(folder)
    shutil.copytree(folder, whole)
    if watching:
        change(whole)
    start = time.monotonic()
    done = renkei(whole, *again)
    assert done.returncode == 0, done.stderr
    seconds = time.monotonic() - start
    return Scene(name, folder, arguments or again, again, before, files(whole), seconds, change if watching else None)


def scenes(top: Path) -> list[Scene]:
    plain = top / "plain"
    shutil.copytree(ROOT / "sources" / "aomori", plain / "sources" / "aomori")
    replace(
        plain / AREA,
        "        退任日: 令和5年4月30日\n",
        "        退任日: 令和5年4月30日\n      - 氏名: 見本五郎\n        就任日: 令和5年5月1日\n",
    )
    built, changed, frozen = top / "built", top / "changed", top / "frozen"
    shutil.copytree(plain, built)
    assert renkei(built, "build").returncode == 0
    shutil.copytree(built, changed)
    change(changed)
    shutil.copytree(plain, frozen)
    assert renkei(frozen, "freeze", DOCUMENT).returncode == 0
    change(frozen)
    return [
        scene("first build", plain, top, ("build",)),
        scene("build again", changed, top, ("build",)),
        scene("two processes", changed, top, ("build", "--jobs", "2")),
        scene("watch", built, top, ("build",), arguments=("watch",)),
        scene("freeze", plain, top, ("freeze", "--again", DOCUMENT)),
        scene("amend", frozen, top, ("amend", DOCUMENT, "--on", "令和8年4月1日")),
    ]


def killed(folder: Path, played: Scene, after_s: float) -> bool:
    """Runs the command and kills it with all its processes; whether it was still running."""
    process = subprocess.Popen(
        [*COMMAND, *played.arguments], cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + after_s
    if played.meanwhile is not None:
        time.sleep(after_s / 2)
        played.meanwhile(folder)
    time.sleep(max(0.0, end - time.monotonic()))
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def faults(folder: Path, played: Scene) -> list[str]:
    """What is wrong after the kill, and after the command was run again."""
    wrong = []
    for path, digest in files(folder).items():
        whole = digest in (played.before.get(path), played.after.get(path))
        if not whole and not path.endswith((".renkei-part", "manifest.json", "SHA256SUMS")):
            wrong.append(f"damaged: {path}")
    if played.meanwhile is not None and played.before[SOURCE] == files(folder)[SOURCE]:
        played.meanwhile(folder)
    done = renkei(folder, *played.again)
    if done.returncode:
        wrong.append(f"the next run ended with {done.returncode}: {done.stderr[:300]}")
    now = files(folder)
    wrong += [f"not right after the next run: {path}" for path in now.keys() ^ played.after.keys()]
    wrong += [f"other bytes after the next run: {p}" for p, d in now.items() if played.after.get(p, d) != d]
    if played.again[0] == "build":
        wrong += [f"left behind: {p.name}" for p in folder.rglob("*renkei-journal*")]
        verified = renkei(folder, "verify")
        if verified.returncode:
            wrong.append(f"verify: {verified.stdout[:300]}{verified.stderr[:300]}")
    return wrong


def main() -> int:
    kills, seed = (int(sys.argv[1]) if len(sys.argv) > 1 else 30), (int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    chance, bad, hit = random.Random(seed), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        played = scenes(top)
        for n in range(kills):
            chosen = played[n % len(played)]
            folder = top / "now"
            shutil.copytree(chosen.folder, folder)
            after_s = chance.uniform(0.0, 1.2 * chosen.seconds)
            hit[chosen.name] += killed(folder, chosen, after_s)
            for fault in faults(folder, chosen):
                bad += 1
                print(f"{chosen.name}, killed after {after_s:.3f} s of {chosen.seconds:.1f}: {fault}", flush=True)
            shutil.rmtree(folder)
    print(f"{kills} kills ({', '.join(f'{name} {count}' for name, count in hit.items())} while running): {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
