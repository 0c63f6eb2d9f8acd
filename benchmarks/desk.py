"""Figures of the desk: from a letter typed to the new picture, the list of 300 documents, memory over 500 edits.

python -m benchmarks.desk [edits]

Times are processor time of the server, which does not depend on what else the machine does. Linux only.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from statistics import median
from urllib.parse import quote, urlsplit

from tests.workshop import ROOT, project, small_project

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
Made = dict[str, object]


class Browser:
    """What a browser asks of the desk, and what its server has used up."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.pid = process.pid
        self._place = urlsplit(address).netloc
        self._cookie = ""
        self._ask("GET", f"/?{urlsplit(address).query}")

    def _ask(self, method: str, path: str, content: object = None) -> bytes:
        headers = {"cookie": self._cookie, "x-renkei": "1", "content-type": "application/json"}
        body = json.dumps(content).encode() if content is not None else None
        # One link for each request: the server closes idle ones, and a busy machine makes pauses.
        link = HTTPConnection(self._place, timeout=120)
        link.request(method, path, body, headers)
        got = link.getresponse()
        if found := got.headers.get("set-cookie"):
            self._cookie = found.split(";")[0]
        data = got.read()
        link.close()
        assert got.status < 400, data.decode("utf-8", "replace")
        return data

    def get(self, path: str) -> Made:
        """What is answered, as JSON."""
        made = json.loads(self._ask("GET", path))
        assert isinstance(made, dict)
        return made

    def post(self, path: str, content: object) -> Made:
        """What is answered to a content sent, as JSON."""
        made = json.loads(self._ask("POST", path, content))
        assert isinstance(made, dict)
        return made

    def page(self, path: str) -> bytes:
        """A page or a picture."""
        return self._ask("GET", path)

    def seconds(self) -> float:
        """Processor time of the server so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def megabytes(self) -> float:
        """What the server holds of the memory of the machine."""
        return int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 1e6

    def typed(self, name: str, file: str, text: str, seen: set[str]) -> None:
        """Asks for the document with a text not saved, then for the pictures that are new, as the page does."""
        made = self.post(f"/api/preview/{quote(name)}", {"unsaved": {file: text}})
        pages = made["pages"]
        assert isinstance(pages, list), made["problems"]
        for page in pages:
            if page["key"] not in seen:
                self.page(f"/pages/{page['key']}.png")
        seen.clear()
        seen.update(page["key"] for page in pages)


@contextmanager
def served(root: Path) -> Iterator[Browser]:
    """A desk at work in a folder."""
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--no-open"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Browser(process, process.stdout.readline().strip())
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def typing(root: Path, name: str, file: str, place: str, count: int = 15) -> tuple[float, int]:
    """Processor time of a letter typed at `place` until its picture is there, and how many pages the document has."""
    text = (root / file).read_text(encoding="utf-8")
    assert 1 == text.count(place), f"{place!r} stands {text.count(place)} times in {file}"
    with served(root) as browser:
        seen: set[str] = set()
        browser.typed(name, file, text, seen)
        spent = []
        for n in range(1, count + 1):
            before = browser.seconds()
            browser.typed(name, file, text.replace(place, place + "ああいうえおかきくけこさしすせそたち"[:n]), seen)
            spent.append(browser.seconds() - before)
        return median(spent), len(seen)


def listing(folder: Path, count: int) -> tuple[float, float, float]:
    """Processor time of the first list of so many documents, of the next, and of the next after one source was changed."""
    root = small_project(folder)
    text = (root / "sources/aomori/small.yaml").read_text(encoding="utf-8")
    for n in range(1, count):
        (root / f"sources/aomori/small{n:03}.yaml").write_text(text, encoding="utf-8")
    with served(root) as browser:
        spent = []
        for _ in range(3):
            before = browser.seconds()
            found = browser.page("/").decode()
            spent.append(browser.seconds() - before)
            assert count == len(re.findall("<tr data-id", found))
            (root / "sources/aomori/small.yaml").write_text(text + "# 覚え\n" * len(spent), encoding="utf-8")
        before = browser.seconds()
        browser.page("/")
        again = browser.seconds() - before
        return spent[0], again, spent[1]


def memory(folder: Path, edits: int) -> list[tuple[int, float]]:
    """Megabytes of the server after so many edits: four of five of them typed, the fifth saved."""
    root = project(folder)
    name, file = "aomori/kyoyaku-蓬田村", "sources/aomori/kyoyaku.yaml"
    place = "相互に役割を分担し"
    text = (root / file).read_text(encoding="utf-8")
    assert place in text
    found = []
    with served(root) as browser:
        seen: set[str] = set()
        browser.typed(name, file, text, seen)
        for n in range(1, edits + 1):
            new = text.replace(place, f"{place}（{n}）", 1)
            browser.typed(name, file, new, seen)
            if n % 5 == 0:
                sha256 = browser.get(f"/api/source?file={quote(file)}")["sha256"]
                browser.post("/api/save", {"file": file, "text": new, "sha256": sha256})
                browser.post(f"/api/preview/{quote(name)}", {})
                browser.page("/")
            if n % 50 == 0:
                found.append((n, browser.megabytes()))
    return found


def main() -> None:
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        copytree(ROOT / "sources", folder / "a" / "sources")
        for name, file, place in (
            ("aomori/kyoyaku-蓬田村", "sources/aomori/kyoyaku.yaml", "相互に役割を分担し"),
            ("yamagata/shiryo", "sources/yamagata/shiryo.yaml", "生産者団体による山形県版"),
        ):
            spent, pages = typing(folder / "a", name, file, place)
            print(f"{name}, {pages} pages: {spent:.2f} s of the processor from a letter to its picture")
        first, again, changed = listing(folder / "b", 300)
        print(f"list of 300 documents: first {first:.2f} s, again {again:.2f} s, after one change {changed:.2f} s")
        for n, megabytes in memory(folder / "c", edits):
            print(f"after {n} edits: {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
