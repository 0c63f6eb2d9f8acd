"""A label or a bracket of 条 to 備考 is typed in one place: whoever else prints it asks for it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "pipeline"
# `labels` decides them, out of the numbers that `notation` writes.
DECIDING = ("labels", "notation")
# Rooms that print the words of documents. Elsewhere 「　」 or （） stands in messages and in what is read.
PRINTING = ("galley", "provision", "papers")
# {} is a value put in.
LABELS = re.compile(r"第\{\}[条項号]|第\{\}\{\}|別表第\{\}|（\{\}関係）|関係）\Z|附　則")
WHOLE = frozenset({"　", "（", "）", "（{}）", "({})", "{}　"})
READING = re.compile(r"regex$|re\.|.*\.l?r?strip$")
BRACKETED = re.compile(r"「（\{\}）」")


def _typed(tree: ast.AST) -> list[tuple[int, str]]:
    """Every string that a module makes: its line, and its words with {} for values. Docstrings and parts apart."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    dumb = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        if id(node) in inside | dumb:
            continue
        if isinstance(node, ast.JoinedStr):
            words = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
            found.append((node.lineno, words))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append((node.lineno, node.value))
    return found


def _patterns(tree: ast.AST) -> set[int]:
    """Lines of regular expressions, and of what is cut off or between: they read labels and print none."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and READING.match(ast.unparse(node.func))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _returned(tree: ast.AST) -> list[tuple[int, str]]:
    """Strings that are returned or listed as they stand: printed, not compared with."""
    held = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return)]
    held += [item for node in ast.walk(tree) if isinstance(node, ast.List) for item in node.elts]
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    held += [node.args[0] for node in calls if node.args and ast.unparse(node.func) == "Run"]
    return [(n.lineno, n.value) for n in held if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def labels_in(source: str, *, prints: bool) -> list[tuple[int, str]]:
    tree = ast.parse(source)
    reads = _patterns(tree)
    found = [(line, words) for line, words in _typed(tree) if line not in reads and LABELS.search(words)]
    found += [(line, words) for line, words in _typed(tree) if BRACKETED.search(words)]
    if prints:
        found += [(line, words) for line, words in _typed(tree) if line not in reads and words in WHOLE]
        found += [(line, words) for line, words in _returned(tree) if words in ("備考", "附則", "別表")]
    return found


@pytest.mark.parametrize(
    "path",
    # The rules of lint quote sentences; they print none.
    [p for p in sorted(PACKAGE.rglob("*.py")) if p.relative_to(PACKAGE).parts[0] not in (*DECIDING, "lint")],
    ids=lambda p: str(p.relative_to(PACKAGE)),
)
def test_no_label_is_typed_outside_its_place(path: Path):
    found = labels_in(path.read_text(encoding="utf-8"), prints=path.relative_to(PACKAGE).parts[0] in PRINTING)

    assert [] == found


@pytest.mark.parametrize(
    "source",
    [
        'x = f"第{n}条"', 'x = f"第{n}{unit}"', 'x = f"別表第{n}"', 'x = "附　則"', 'x = label + "　"',
        'x = f"（{caption}）"', 'x = f"（{articles}関係）"', 'Run("関係）")', 'Run("（")', 'x = f"見出しを「（{c}）」に"',
        'def f():\n    return "備考"', 'x = ["備考", *notes]', 'Run("備考")',
    ],
)  # fmt: skip
def test_a_label_typed_elsewhere_is_found(source: str):
    assert labels_in(source, prints=True)


@pytest.mark.parametrize(
    "source", ['"""第{n}条"""', 'x = re.compile(f"第{N}条")', 'x = f"読めません（{reason}）"', 'x == "備考"']
)
def test_what_reads_or_tells_is_no_label(source: str):
    assert [] == labels_in(source, prints=True)
