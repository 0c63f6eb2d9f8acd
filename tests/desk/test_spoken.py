"""A clerk at the desk is told of buttons and fields, never of commands and options."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.desk.spoken import RULES, at_desk, field_of
from pipeline.diagnostics import SourceFile, Span

PIPELINE = Path(__file__).resolve().parents[2] / "pipeline"
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠（「]")
COMMAND = re.compile(r"renkei [a-z]|--[a-z]")
# What no page of the desk does, or says of its own start.
ELSEWHERE = {
    "api.py": "for programs",
    "cli": "the command line itself",
    "desk": "its own words: how it is started, and the rules themselves",
    "diagnostics/codes": "renkei explain",
    "project/batch/cluster.py": "renkei build --cluster",
    "project/examining.py": "renkei doctor",
    "project/incremental/unrecorded.py": "renkei verify",
    "project/incremental/verify.py": "renkei verify",
    "project/revision/basis.py": "renkei amend --from",
    "papers/together.py": "renkei amend --together",
    "project/revision/together.py": "renkei amend --together",
    "project/signatures": "renkei sign",
    "amending/applying/checks/addressed.py": "renkei consolidate --part",
    "importing/settled.py": "renkei diff --revisions, which a page of the desk always chooses",
    "writers/docx/template": "renkei template",
    "writers/lawxml/amendment.py": "renkei amend --lawxml",
    "writers/xlsx": "renkei build --format xlsx",
    # Descriptions of keys, for editors of sources: they say what a command did.
    "kinds/shared": "",
    "project/versions/marks_asked.py": "",
}


def _messages() -> Iterator[tuple[str, str]]:
    """Every text in Japanese that a module may print, with X where something is filled in; docstrings are none."""
    for path in sorted(PIPELINE.rglob("*.py")):
        name = path.relative_to(PIPELINE).as_posix()
        if any(name == each or name.startswith(f"{each}/") for each in ELSEWHERE):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        aside = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}  # docstrings
        inner = {id(v) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in ast.walk(n) if v is not n}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                text = "".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | aside:
                text = node.value
            else:
                continue
            if JAPANESE.search(text) and COMMAND.search(text):
                yield name, text


MESSAGES = tuple(_messages())


@pytest.mark.parametrize(("module", "text"), MESSAGES, ids=[f"{m}-{n}" for n, (m, _) in enumerate(MESSAGES)])
def test_no_message_at_the_desk_names_a_command(module: str, text: str):
    assert not COMMAND.search(at_desk(text)), f"{module}: {at_desk(text)}"
    assert " 「" not in at_desk(text), at_desk(text)


@pytest.mark.parametrize("rule", RULES, ids=[pattern.pattern for pattern, _ in RULES])
def test_every_rule_is_of_a_message(rule):
    assert any(rule[0].search(text) for _, text in MESSAGES)


def test_a_message_without_commands_stays_as_it_is():
    assert "「--」は書けません" == at_desk("「--」は書けません")


def test_the_clauses_of_an_occasion_stand_in_a_field():
    assert "附則に加える項" == field_of(Span(SourceFile("--supplement", "この協約は"), 0, 2))
    assert field_of(Span(SourceFile("sources/a/b.yaml", "この協約は"), 0, 2)) is None
