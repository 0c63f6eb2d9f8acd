"""Pages of docs/ -> steps that can be carried out: files to write, edits, commands with what they print.

A fenced block with a title is a file; `diff` with a title is an edit of one (lines with - are replaced by those with +, each
hunk stands once in the file); `console` holds commands behind `$ ` and what of their output is worth showing: each line of
it must be printed, 「…」 stands for anything. 「# → 1」 behind a command is the exit status that it ends with.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.workshop import ROOT

_FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_STATUS = re.compile(r"\s+# → ([0-9])$")


@dataclass(frozen=True, slots=True)
class Step:
    """One fenced block: its language, its title (a path) or "", its text."""

    language: str
    path: str
    text: str


def steps(page: Path) -> list[Step]:
    """The blocks of a page in their order."""
    return [
        Step(*(part or "" for part in found.groups())) for found in _FENCE.finditer(page.read_text(encoding="utf-8"))
    ]


def carry_out(step: Step, folder: Path) -> None:
    """Does what a block says in a clerk's folder. Fails where it does not do what the page says."""
    if step.language == "console":
        for command, shown, status in _commands(step.text):
            printed = _run(command, folder, status)
            for line in shown:
                pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
                assert re.search(pattern, printed), f"{command}\nprints no line 「{line}」 but\n{printed}"
    elif step.language == "diff" and step.path:
        path = folder / step.path
        text = path.read_text(encoding="utf-8")
        for old, new in _hunks(step.text):
            assert 1 == text.count(old), f"{step.path}: {old!r} stands {text.count(old)} times"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    elif step.path:
        path = folder / step.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
    elif step.language == "python":
        (folder / "example.py").write_text(step.text, encoding="utf-8")
        _printed([sys.executable, "example.py"], folder, 0)


def _commands(text: str) -> Iterator[tuple[str, list[str], int]]:
    command, shown, status = "", list[str](), 0
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown, status
            found = _STATUS.search(line)
            command, shown, status = _STATUS.sub("", line[2:]), [], int(found[1]) if found else 0
        elif line.strip() not in {"", "…"}:
            shown.append(line)
    if command:
        yield command, shown, status


def _run(command: str, folder: Path, status: int) -> str:
    name, *arguments = command.split()
    if name == "renkei":
        return _printed([sys.executable, "-m", "pipeline.cli", *arguments], folder, status)
    assert name in {"cp", "mkdir", "cat"}, f"{command}: the handbook may use renkei, cp, mkdir and cat"
    return _printed([name, *arguments], folder, status)


def _printed(command: list[str], folder: Path, status: int) -> str:
    around = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    made = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, check=False)
    printed = made.stdout + made.stderr
    assert status == made.returncode, f"{' '.join(command)} ends with {made.returncode}\n{printed}"
    return printed


def _hunks(text: str) -> Iterator[tuple[str, str]]:
    """Old and new text of each run of lines; lines with a blank before them are context and stand in both."""
    old, new, changed = list[str](), list[str](), False
    for line in [*text.splitlines(), "@@"]:
        if line.startswith("@@"):
            if changed:
                yield "".join(old), "".join(new)
            old, new, changed = [], [], False
            continue
        sign, rest = line[:1], line[1:] + "\n"
        changed |= sign in "+-" and bool(sign)
        old += [rest] if sign != "+" else []
        new += [rest] if sign != "-" else []
