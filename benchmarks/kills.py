"""kill -9 in the middle of whatever writes: no damaged file, and the next run is right.

usage: python benchmarks/kills.py [KILLS] [SEED]        (a few seconds each; prints what it found, exit status 1 for a fault)

Half of the kills come at random moments, to the command, to one of its workers or to the nursery that bears them. The others are
aimed: whichever process is about to open a file for writing, to rename, link or remove one dies there, at a place of the run drawn
at random (`benchmarks/kills_hook`), for what writes takes a thousandth of what computes. After each kill every file is as before or
as it will be, whole; a command that lost a worker goes on and is right; one that was killed is run again, to its end. Then every file
is as if nothing had happened, nothing half done lies about, and `renkei verify` agrees.
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
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
COMMAND = [sys.executable, "-c", "from pipeline.cli import main\nif __name__ == '__main__':\n    main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "RENKEI_KEY_PASSWORD": "ひらけ"}
HOOK = str(ROOT / "benchmarks" / "kills_hook")
DOCUMENT, PDF = "aomori/kyoyaku-蓬田村", "build/aomori/kyoyaku-蓬田村.pdf"
SOURCE, AREA = "sources/aomori/kyoyaku.yaml", "sources/aomori/area.yaml"
# What a person may find of a build that was killed, and what the next one puts right.
ACCOUNT = ("manifest.json", "SHA256SUMS")


@dataclass(frozen=True, slots=True)
class Scene:
    """A folder, a command, what it makes of the folder, how long it takes, and how often it changes the disk.

    `meanwhile` happens while it runs. `victim` is killed at random moments: the command, a worker or the nursery. Files in `new` are
    others each time (a signature bears its moment); of them only is asked that they are whole.
    """

    name: str
    folder: Path
    arguments: tuple[str, ...]
    again: tuple[str, ...]
    before: dict[str, str]
    after: dict[str, str]
    seconds: float
    changes: int
    meanwhile: Callable[[Path], None] | None = None
    victim: str = "command"
    new: str = ""


def renkei(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=ENVIRONMENT | environment, capture_output=True, text=True, check=False
    )


def files(folder: Path) -> dict[str, str]:
    """The hashes of all files but those that are the program's own account of its work."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(".renkei"))
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def change(folder: Path) -> None:
    edit(folder / SOURCE, "毎年度、圏域内の", "毎年度2回以上、圏域内の")


def hooked(counter: Path, at: int) -> dict[str, str]:
    """The environment in which the process that makes the change number `at` of the disk is killed before it (0: none is)."""
    return {"PYTHONPATH": f"{HOOK}{os.pathsep}{ROOT}", "KILLS_COUNTER": str(counter), "KILLS_AT": str(at)}


def scene(
    name: str, made: Path, top: Path, again: tuple[str, ...], *, arguments: tuple[str, ...] | None = None, new: str = ""
) -> Scene:
    """A scene that begins with the folder `made`."""
    folder, whole, counter = top / name, top / f"{name}-whole", top / f"{name}-changes"
    shutil.copytree(made, folder)
    watching = arguments is not None
    before = files(folder)
    shutil.copytree(folder, whole)
    if watching:
        change(whole)
    start = time.monotonic()
    done = renkei(whole, *again, **hooked(counter, 0))
    assert done.returncode == 0, done.stdout + done.stderr
    seconds = time.monotonic() - start
    assert counter.stat().st_size, "the hook counts nothing"
    after, count = files(whole), counter.stat().st_size
    return Scene(
        name, folder, arguments or again, again, before, after, seconds, count, change if watching else None, new=new
    )


def scenes(top: Path) -> Iterator[Scene]:
    plain = top / "plain"
    shutil.copytree(ROOT / "sources" / "aomori", plain / "sources" / "aomori")
    office = "        退任日: 令和5年4月30日\n"
    edit(plain / AREA, office, f"{office}      - 氏名: 見本五郎\n        就任日: 令和5年5月1日\n")
    built, changed, frozen, untidy, keyed = (top / n for n in ("built", "changed", "frozen", "untidy", "keyed"))
    shutil.copytree(plain, built)
    assert renkei(built, "build").returncode == 0
    shutil.copytree(built, changed)
    change(changed)
    shutil.copytree(plain, frozen)
    assert renkei(frozen, "freeze", DOCUMENT).returncode == 0
    change(frozen)
    shutil.copytree(plain, untidy)
    edit(untidy / SOURCE, "会議を開催するものとする。", "会議を２回開催し、及び公表する等の措置を講ずる事とする。")
    shutil.copytree(built, keyed)
    key(keyed / "key.p12")
    two = scene("two processes", changed, top, ("build", "--jobs", "2"))
    yield scene("first build", plain, top, ("build",))
    yield scene("build again", changed, top, ("build",))
    yield two
    yield replace(two, name="two processes, a worker", victim="worker")
    yield replace(two, name="two processes, the nursery", victim="nursery")
    yield scene("watch", built, top, ("build",), arguments=("watch",))
    yield scene("freeze", plain, top, ("freeze", "--again", DOCUMENT))
    yield scene("a version", plain, top, ("freeze", "--as", "素案", "--on", "令和8年1月10日", DOCUMENT))
    yield scene("amend", frozen, top, ("amend", DOCUMENT, "--on", "令和8年4月1日"))
    yield scene("normalize", untidy, top, ("normalize", "--write", SOURCE))
    yield scene("lint", untidy, top, ("lint", "--fix", "aomori/kyoyaku"))
    yield scene("import", built, top, ("import", "build/aomori/kyoyaku-蓬田村.txt", "--area", "new"))
    yield scene("init", plain, top, ("init", "--area", "begun"))
    yield scene("sign", keyed, top, ("sign", PDF, "--key", "key.p12", "-o", "signed.pdf"), new="signed.pdf")


def key(path: Path) -> None:
    """A key with a certificate of its own."""
    from tests.project.test_signatures import key as made  # noqa: PLC0415 - pyHanko's libraries are an extra

    made(path.parent).replace(path)


def hunted(process: subprocess.Popen[bytes], victim: str) -> int | None:
    """Whom to kill; None if there is no such process now."""
    if victim == "command":
        return process.pid if process.poll() is None else None
    found = []
    with suppress(OSError):
        for listed in Path(f"/proc/{process.pid}/task").glob("*/children"):
            for pid in listed.read_text(encoding="ascii").split():
                found += [int(pid)] if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes() else []
    found.sort()  # the nursery was there first
    return None if not found else found[0] if victim == "nursery" else random.choice(found[1:] or found)


def killed(folder: Path, played: Scene, moment: float, counter: Path, at: int) -> tuple[bool, bool, str]:
    """Runs the command and kills: by the clock, or (`at`) at a change of the disk.

    Whether anybody was killed, whether the command came to its end, and what it said.
    """
    environment = ENVIRONMENT | (hooked(counter, at) if at else {})
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*COMMAND, *played.arguments], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        end = time.monotonic() + moment
        if played.meanwhile is not None:
            time.sleep(moment / 2)
            played.meanwhile(folder)
        hit = False
        if at:
            with suppress(subprocess.TimeoutExpired):  # watch goes on where it has less to do than a build
                process.wait(moment + 20 * played.seconds if played.meanwhile is None else moment)
            hit = counter.exists() and counter.stat().st_size >= at
        else:
            time.sleep(max(0.0, end - time.monotonic()))
            prey = hunted(process, played.victim)
            if prey is not None:
                with suppress(ProcessLookupError):
                    os.kill(prey, signal.SIGKILL)
                    hit = True
        if (played.victim == "command" and not at) or played.meanwhile is not None:
            process.kill()
        status = process.wait()
        said.seek(0)
        return (
            hit,
            status != -signal.SIGKILL,
            f"{status}: {said.read().decode(errors='replace')[:400]}" if status else "",
        )


def faults(folder: Path, played: Scene, ended: bool, error: str) -> list[str]:
    """What is wrong after the kill, and after the command was run again if it did not come to its end."""
    wrong = []
    for path, digest in files(folder).items():
        known = digest in (played.before.get(path), played.after.get(path))
        if not known and path != played.new and not path.endswith((".renkei-part", *ACCOUNT)):
            wrong.append(f"damaged: {path}")
    if ended and error:
        return [*wrong, f"the command ended with {error}"]
    if played.meanwhile is not None and played.before[SOURCE] == files(folder)[SOURCE]:
        played.meanwhile(folder)
    if not ended or played.meanwhile is not None:
        # Who is killed once all is done may be told so by the next run.
        found, wanted = ({p: p == played.new or d for p, d in each.items()} for each in (files(folder), played.after))
        complete = found == wanted
        done = renkei(folder, *played.again)
        if done.returncode and not complete:
            wrong.append(f"the next run ended with {done.returncode}: {done.stdout[:300]}{done.stderr[:300]}")
    now = files(folder)
    wrong += [f"not right after the next run: {path}" for path in sorted(now.keys() ^ played.after.keys())]
    wrong += [
        f"other bytes after the next run: {p}"
        for p, d in now.items()
        if played.after.get(p, d) != d and p != played.new
    ]
    wrong += [f"left behind: {p.name}" for p in folder.rglob("*renkei-part*")]
    if played.again[0] == "build":
        wrong += [f"left behind: {p.name}" for p in folder.rglob("*renkei-journal*")]
        verified = renkei(folder, "verify")
        if verified.returncode:
            wrong.append(f"verify: {verified.stdout[:300]}{verified.stderr[:300]}")
    if played.new and not (folder / played.new).read_bytes().startswith((folder / PDF).read_bytes()):
        wrong.append(f"damaged: {played.new}")
    return wrong


def main() -> int:
    kills, seed = (int(sys.argv[1]) if len(sys.argv) > 1 else 30), (int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    chance, bad, hit = random.Random(seed), 0, Counter[str]()
    random.seed(seed)
    with tempfile.TemporaryDirectory() as temporary:
        top = Path(temporary)
        played = list(scenes(top))
        for n in range(kills):
            chosen = played[n % len(played)]
            folder, counter = top / "now", top / "counter"
            shutil.copytree(chosen.folder, folder)
            counter.unlink(missing_ok=True)
            aimed = chance.random() < 0.5
            moment = 2.5 * chosen.seconds if aimed else chance.uniform(0.0, 1.2 * chosen.seconds)
            at = chance.randint(1, chosen.changes) if aimed else 0
            someone, ended, error = killed(folder, chosen, moment, counter, at)
            hit[f"{chosen.name}{', aimed' if aimed else ''}"] += someone
            where = (
                f"before change {at} of {chosen.changes}" if aimed else f"after {moment:.3f} s of {chosen.seconds:.1f}"
            )
            for fault in faults(folder, chosen, ended, error):
                bad += 1
                print(f"{chosen.name}, killed {where}: {fault}", flush=True)
            shutil.rmtree(folder)
    told = ", ".join(f"{name}: {count}" for name, count in hit.items())
    print(f"{kills} runs, {hit.total()} kills ({told}): {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
