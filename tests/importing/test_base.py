"""Papers of every shape serve as the base of an amendment: where the reader of plain provisions gives up, an import understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.amending.prove import Proven, amend
from pipeline.diagnostics import Problems
from pipeline.importing import base_text
from pipeline.importing.files import read_paper
from pipeline.project.intake.base import read_whole
from pipeline.project.intake.transcribe import understood
from pipeline.provision.extract import provision
from tests.importing.desk import PAPERS


def _read(text: str, folder: Path) -> base_text.Base:
    path = folder / "base.txt"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    base = read_whole(path, problems)
    assert base is not None, [e.message for e in problems.errors]
    assert not problems.errors
    return base


@pytest.mark.parametrize(
    ("paper", "before", "after"),
    [
        ("08_項だけの覚書", "協議", "その都度協議"),
        ("14_字下げと漢数字", "別に定める", "別に協議して定める"),
        ("24_別表の後の記名", "住民福祉の向上", "住民の福祉の向上"),
        ("30_丸数字と括弧の甲", "図書に限る", "図書及び雑誌に限る"),
        ("37_条の表の備考と様式", "還付しない", "還付することができない"),
    ],
)
def test_what_plain_text_alone_does_not_tell_is_amended_with_proof(paper: str, before: str, after: str, tmp_path: Path):
    text = (PAPERS / f"{paper}.txt").read_text(encoding="utf-8")
    alone = Problems()
    path = tmp_path / "p.txt"
    path.write_text(text, encoding="utf-8")
    base_text.read_whole(path, alone)
    assert alone.errors
    assert before in text

    old, new = _read(text, tmp_path), _read(text.replace(before, after), tmp_path)

    assert isinstance(amend(old.provision, new.provision, old.manner), Proven)


def test_a_paper_that_would_not_print_in_its_widths_is_refused_as_before(tmp_path: Path):
    """A 改め文 quotes the base: brackets of another width would be other words."""
    path = tmp_path / "p.txt"
    path.write_bytes((PAPERS / "01_例規集_入れ子.txt").read_bytes())
    problems = Problems()

    assert read_whole(path, problems) is None
    assert problems.errors


@pytest.mark.parametrize("title", ["〔平成25年規則第5号〕", "［平成25年規則第5号］", "【平成25年規則第5号】"])
def test_a_title_in_the_brackets_of_a_collection_is_that_of_a_supplement(title: str, tmp_path: Path):
    text = f"規則\n第1条　行う。\n附　則\nこの規則は、公布の日から施行する。\n附　則{title}\n1　この規則は、公布の日から施行する。\n2　旧例による。\n"
    paper = read_paper(_written(tmp_path, text), Problems())
    assert paper is not None
    made = understood(paper, "p.txt", tmp_path)

    assert made is not None
    assert ["", title] == [unit.text for unit in provision(made.bound, made.house).supplement]
    assert ["", title] == [unit.text for unit in _read(text, tmp_path).provision.supplement]


def _written(folder: Path, text: str) -> Path:
    path = folder / "p.txt"
    path.write_text(text, encoding="utf-8")
    return path
