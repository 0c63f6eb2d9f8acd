"""The proof is worth what the applier's independence is worth: it knows nothing of what drafted the words."""

from __future__ import annotations

import ast
from pathlib import Path

ROOM = Path(__file__).resolve().parents[2] / "pipeline" / "revise"
DRAFTING = {
    "align", "arrange", "compare", "draft", "draft_clauses", "draft_rows", "draft_schedules", "edits", "extract", "pen",
    "prove", "redline", "report", "speak", "tokens", "words",
}  # fmt: skip


def known_to(module: str, seen: set[str]) -> set[str]:
    """Modules of the room that a module imports, directly or not."""
    for node in ast.walk(ast.parse((ROOM / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline.revise."):
            name = (node.module or "").rpartition(".")[2]
            if name not in seen:
                seen.add(name)
                known_to(name, seen)
    return seen


def test_the_applier_knows_nothing_of_the_drafter():
    assert set() == known_to("apply", set()) & DRAFTING
    assert "draft" in known_to("prove", set())
