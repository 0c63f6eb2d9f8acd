"""A source with one slip of the hand: printed otherwise, or told in Japanese with a cure; never a fault of the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline
from pipeline import ProblemsError
from pipeline.api import Problem
from tests.examples import examples
from tests.workshop import SMALL, small_project

SOURCE = (
    SMALL
    + """別表:
  - 関係: 目的
    項目:
      - 見出し: 分野
        施策:
          - 連携施策: 医療
            取組内容: 体制を整える。
            役割: { 甲: 運営する。, 乙: 周知する。 }
"""
)
TYPED = st.sampled_from(
    ["", " ", "　", ":", ": ", "：", "- ", "#", " # ", '"', "'", "{", "}", "[", "]", ",", "、", "|", "*", "&", "!", "1", "１", "\n", "\t"]
)  # fmt: skip
# What may stand in a message that is not Japanese: names of files and what was typed, in quotation or brackets.
QUOTED = re.compile(r"「[^」]*」|\{\{.*?\}\}|[\w./-]+\.yaml|renkei \w+|YAML|U\+[0-9A-F]+")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_project(tmp_path_factory.mktemp("slips"), SOURCE)


def made(root: Path, text: str) -> tuple[dict[str, str] | None, tuple[Problem, ...]]:
    folder = pipeline.load(root, {root / "sources/aomori/small.yaml": text.encode()})
    try:
        built = folder.build("aomori/small", formats=("txt",))
    except ProblemsError as error:
        return None, error.problems
    return {name: data.decode() for name, data in built.files.items()}, built.problems


@given(st.data())
@settings(max_examples=examples(150), deadline=None)
def test_a_slip_is_printed_or_told(root: Path, data: st.DataObject):
    start = data.draw(st.integers(0, len(SOURCE) - 1))
    text = SOURCE[:start] + data.draw(TYPED) + SOURCE[start + data.draw(st.integers(0, 3)) :]

    files, problems = made(root, text)

    assert files is not None or any(p.stops for p in problems)
    for problem in problems:
        assert re.search("[ぁ-ん]", problem.message)
        assert problem.cure
        assert not re.search("[A-Za-z]{4,}", QUOTED.sub("", problem.message + problem.cure))
    if files is not None and not problems and files == made(root, SOURCE)[0]:
        assert words(text) == words(SOURCE)


def words(text: str) -> object:
    """What a source says, less blanks that no paper prints."""
    return re.sub(r"\s", "", str(yaml.load(text, yaml.BaseLoader)))
