"""Words by their scripts, where no dictionary is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.differences import script_words
from tests.workshop import ROOT

# Proves the kind of edit in the file named, both ways, in a Python that has no dictionary; prints what was cut.
PROGRAM = """
import re, sys
sys.modules["sudachipy"] = sys.modules["sudachidict_small"] = None
import importlib.util
asked = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name.startswith("sudachi") else asked(name, package)
from pathlib import Path
from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.tokens import has_dictionary
from pipeline.amending.prove import Proven, amend
from pipeline.provision.read import read_provision

assert not has_dictionary()
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    _, before, after, _ = re.split("^----(?:元|新|改め文)\\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (old, manner), (new, _) = read_provision(before), read_provision(after)
    for a, b in ((old, new), (new, old)):
        made = amend(a, b, manner)
        assert isinstance(made, Proven), (path.stem, made)
        assert b == apply(a, made.text, manner), path.stem
    print(path.stem)
"""


@given(st.text(st.sampled_from("甲乙協約取組めるりすをにはがてのとりよやまちづくばこものアイー・、。（）A1々𠮷")))
def test_the_pieces_are_the_text(text: str):
    assert text == "".join(piece for piece, _ in script_words.words(text))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲は、乙と協力して", ["甲", "は", "、", "乙", "と", "協力", "して"]),
        ("長が定める。", ["長", "が", "定め", "る", "。"]),
        ("つくば市長に", ["つくば市長", "に"]),
        ("まちづくりに関する", ["まちづくり", "に", "関", "する"]),
        ("サービスの提供", ["サービス", "の", "提供"]),
    ],
)
def test_words_are_whole(text: str, pieces: list[str]):
    assert pieces == [piece for piece, _ in script_words.words(text)]


def test_every_kind_of_edit_is_proven_without_a_dictionary():
    kinds = Path(__file__).parent / "kinds"
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(kinds)], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert sorted(path.stem for path in kinds.glob("*.txt")) == made.stdout.split()
