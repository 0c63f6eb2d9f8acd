"""Any agreement that the model can say: built, imported from its own text, Word document or web page, and built again, it says the same."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings

from tests.examples import examples
from tests.importing.agreements import papers
from tests.importing.desk import built, imported, letters, told


@pytest.mark.parametrize("form", ["txt", "docx", "html"])
@settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # a build takes too long to be shrunk by
)
@given(paper=papers())
def test_an_agreement_is_built_imported_and_built_again(form: str, paper: tuple[str, str]):
    source, facts = paper
    with tempfile.TemporaryDirectory() as folder:
        root, before = Path(folder), Path.cwd()
        os.chdir(root)
        try:
            (root / "sources/a").mkdir(parents=True)
            (root / "sources/a/k.yaml").write_text(source, encoding="utf-8")
            (root / "sources/a/area.yaml").write_text(facts, encoding="utf-8")
            first = built("a", root, f"txt,{form}" if form != "txt" else "txt")
            done = imported(f"build/a/k.{form}", "--area", "b")
            note(source + "\n" + first + "\n" + "\n".join(told(done)))
            assert 0 == done.exit_code, done.stderr
            again = built("b", root)
        finally:
            os.chdir(before)

    assert letters(first) == letters(again)
    assert "字と同じです" in done.stdout
