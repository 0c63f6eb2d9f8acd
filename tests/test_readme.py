"""The guide is true: its commands, its examples and its error message are those of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import Command, Context, Group, Option
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.project.intake.schemas import NAMES
from pipeline.writers import text
from tests.workshop import AGREEMENT, AREA, ROOT, edit, galley, project

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"```(?:yaml)?\n(.*?)```", README, re.DOTALL)


def block(sign: str) -> str:
    [found] = [b for b in BLOCKS if sign in b]
    return found


def test_there_are_two_commands_and_both_are_one_line():
    commands = re.findall(r"^    (python3 -m venv .*)$", README, re.MULTILINE)

    assert 2 == len(commands)
    assert commands[0].endswith("renkei build")
    assert commands[1].endswith("python -m pytest")


def test_the_error_that_the_guide_shows_is_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = project(tmp_path)
    edit(root / AGREEMENT, "\n締結日: 令和元年12月25日", "\n締結日: 令和元年13月25日")
    monkeypatch.chdir(root)

    said = CliRunner().invoke(cli, ["check"]).stderr

    assert block("エラー[").strip() in said


def test_an_article_can_be_added_as_the_guide_says(tmp_path: Path):
    root = project(tmp_path)
    edit(root / AGREEMENT, "  - 見出し: 定期的な協議\n", block("見出し: 費用の精算") + "  - 見出し: 定期的な協議\n")

    assert "第5条　甲及び乙は、前条第2項の費用を毎年度精算するものとする。" in text.write(galley(root)).decode()


def test_a_new_head_signs_from_the_day_that_the_guide_says(tmp_path: Path):
    root = project(tmp_path)
    facts = (root / AREA).read_text(encoding="utf-8")
    old = re.search(r"  蓬田村:\n.*?(?=  外ヶ浜町:)", facts, re.DOTALL)
    assert old is not None
    (root / AREA).write_text(facts.replace(old[0], block("退任日: 令和7年11月30日")), encoding="utf-8")
    edit(root / AREA, "就任日: 平成28年11月27日\n        退任日: 令和5年4月30日", "就任日: 平成28年11月27日")
    edit(root / AGREEMENT, "\n締結日: 令和元年12月25日", "\n締結日: 令和7年12月1日")

    assert "乙　蓬田村長\n\n（後任者の氏名）" in text.write(galley(root)).decode()


def test_every_command_of_the_guide_exists():
    named = set(re.findall(r"^\| `renkei ([\w-]+)", README, re.MULTILINE))

    assert set(cli.list_commands(Context(cli))) == named


def commands(name: str, command: Command) -> Iterator[tuple[str, Command]]:
    if isinstance(command, Group):
        for own in command.list_commands(Context(command)):
            found = command.get_command(Context(command), own)
            assert found is not None
            yield from commands(f"{name} {own}".strip(), found)
    else:
        yield name, command


def test_every_option_of_a_command_stands_in_its_row():
    """--revisions, --amendment, --accept and eight more were not there."""
    left_out = []
    for name, command in commands("", cli):
        rows = "".join(re.findall(rf"^\| `renkei {re.escape(name)}[ `].*$", README, re.MULTILINE))
        options = [p for p in command.params if isinstance(p, Option)]
        left_out += [f"{name} {p.opts[-1]}" for p in options if not any(o in rows for o in p.opts)]

    assert [] == left_out


def test_all_kinds_with_a_schema_are_listed():
    """Five were missing."""
    listed = re.search(r"JSON Schema）。種別は (.*?) \|", README)

    assert listed is not None
    assert list(NAMES) == listed[1].split("・")
