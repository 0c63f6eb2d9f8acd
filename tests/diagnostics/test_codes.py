"""The register of codes and the code agree: nothing is said under a code that `renkei explain` does not know."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.diagnostics.codes import CODES, Code
from pipeline.lint.rules import RULES
from tests.workshop import ROOT

REGISTER = ROOT / "pipeline/diagnostics/codes"
# Who says something under a code, which stands first: Problems, the errors that become problems, and their short forms.
SPEAKERS = {"error", "warning", "_error", "_warn", "FieldError", "Refusal"}
FILES = [p for p in sorted((ROOT / "pipeline").rglob("*.py")) if not p.is_relative_to(REGISTER)]


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _said(path: Path) -> list[tuple[str, str]]:
    """Codes that a file says, with their places; notation has codes of its own, which its callers translate."""
    if "notation" in path.parts:
        return []
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in SPEAKERS and len(node.args) >= 3:
            match node.args[0]:
                case ast.Constant(value=str(code)):
                    found.append((code, f"{path.relative_to(ROOT)}:{node.lineno}"))
                case ast.Name(id=name) if name in named:
                    found.append((named[name], f"{path.relative_to(ROOT)}:{node.lineno}"))
                case _:  # handed on: said where it was made
                    pass
    return found


def test_every_code_that_is_said_is_registered():
    assert [] == [(code, place) for path in FILES for code, place in _said(path) if code not in CODES]


def test_no_registered_code_is_dead():
    """Also those that reach a clerk by another way than a speaker stand as a word in the package."""
    words = {
        node.value
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert [] == [code for code in CODES if code not in words]


@pytest.mark.parametrize("entry", CODES.values(), ids=lambda entry: entry.code)
def test_an_entry_says_what_why_how_and_an_example(entry: Code):
    assert entry.what.endswith("。")
    assert entry.why.endswith("。")
    assert entry.cure.endswith("。")
    assert entry.example
    assert not re.search(r"\\|\t|  ", entry.what + entry.why + entry.example + entry.cure)


def explain(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["explain", *arguments])
    return done.exit_code, done.output


def test_every_code_and_every_rule_is_listed_and_explained():
    listed = explain()[1]
    for name in (*CODES, *(rule.id for rule in RULES)):
        assert f"{name}　" in listed
        assert (0, True) == (explain(name)[0], explain(name)[1].startswith(f"[{name}] ")), name


def test_a_code_is_found_as_it_was_shown():
    assert explain("引用") == explain("[引用]")
    assert "直し方: " in explain("引用")[1]


def test_a_code_that_is_not_there_is_told_with_its_neighbour():
    status, said = explain("署名版との違")

    assert 2 == status
    assert "「署名版との違い」の書き誤りではありませんか" in said
