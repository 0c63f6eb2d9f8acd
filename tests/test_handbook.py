"""The handbook is true: every command in it runs, in the order of its page, and prints what the page shows."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.handbook import carry_out, steps
from tests.workshop import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if any(s.language == "console" or s.path for s in steps(p)))
LINK = re.compile(r"\]\(([^)#:]+\.(?:md|png|svg|json))[^)]*\)")


def test_there_is_a_page_for_every_story():
    assert len(PAGES) >= 7


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_a_page_does_what_it_says(page: Path, tmp_path: Path):
    for step in steps(page):
        carry_out(step, tmp_path)


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda p: p.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(page: Path):
    made = {"keys.md", "codes.md", "rules.md", "commands.md"}  # written when the handbook is built
    broken = [
        link
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists() and Path(link).name not in made
    ]

    assert [] == broken


def test_every_page_is_in_the_contents():
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!!python/name:", ""))

    def named(part: object) -> set[str]:
        if isinstance(part, str):
            return {part}
        inner = part if isinstance(part, list) else list(part.values()) if isinstance(part, dict) else []
        return {name for each in inner for name in named(each)}

    there = {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")}
    assert there == {n for n in named(config["nav"]) if not n.startswith("reference/") or n in there}


def test_the_page_of_man_says_what_the_commands_say():
    """The help of a command was changed, and the page of the manual was not."""
    script = [sys.executable, "-m", "tools.manual", "--check"]
    done = subprocess.run(
        script, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )

    assert 0 == done.returncode, "python -m tools.manual を実行してください"


def test_what_the_page_of_the_desk_names_stands_at_the_desk():
    """Buttons, tabs and views are named as they are, and pictures are of one size: taken by one tool."""
    shown = "".join(
        file.read_text(encoding="utf-8")
        for pattern in ("templates/*.j2", "static/*.js")
        for file in (ROOT / "pipeline/desk").glob(pattern)
    )
    page = (DOCS / "desk.md").read_text(encoding="utf-8")
    rows = re.search(r"\| 欄 \|.*?\n\n", page, re.DOTALL)
    assert rows is not None
    named = [*re.findall(r"「([^」]+)」", page), *re.findall(r"^- \*\*(.*?)\*\*", page, re.MULTILINE)]
    named += [cell for cell in re.findall(r"^\| (\S+) \|", rows[0], re.MULTILINE) if cell != "欄"]

    assert len(named) > 20
    assert [] == [part for name in named for part in name.split("・") if part not in shown]


def test_the_pictures_are_of_one_window():
    """`tools.desk_pictures` takes them all; one that was taken by hand was of another desk."""
    sizes = {png.read_bytes()[16:24] for png in (DOCS / "images").glob("desk-*.png")}

    assert {struct.pack(">II", 1280, 860)} == sizes
