"""An agreement whose 別表 has group rows and cells of several paragraphs: its Word document and its text serve as its signed version does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.consolidate import consolidate
from pipeline.cli.commands.revision.diff import diff
from pipeline.cli.commands.revision.freeze import freeze
from tests.workshop import ROOT, edit

DOCUMENT = "umiyama/teiju-森村"
AMENDED = f"build/{DOCUMENT}-変更/改め文.txt"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The signed paper stands in `old.docx` and `old.txt`; one cell of the source says other words since."""
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    monkeypatch.chdir(tmp_path)
    run("build", DOCUMENT, "--format", "docx,txt")
    for form in ("docx", "txt"):
        shutil.copy(tmp_path / f"build/{DOCUMENT}.{form}", tmp_path / f"old.{form}")
    run("freeze", DOCUMENT)
    edit(tmp_path / "sources/umiyama/teiju.yaml", "診療所を置き、運営する。", "診療所を設け、運営する。")
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    chosen = {"build": build, "diff": diff, "freeze": freeze, "amend": amend, "consolidate": consolidate}[command]
    done = CliRunner().invoke(chosen, arguments, catch_exceptions=False)
    assert 0 == done.exit_code, done.output
    return done


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_one_word_of_one_row_is_one_difference(root: Path, form: str):
    done = run("diff", f"old.{form}", DOCUMENT)

    assert "生活機能の強化に係る政策分野の部休日の診療の項「甲の役割」の欄  字句\n" in done.stdout
    assert "1か所が変わります。" in done.stdout


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_the_amending_text_is_the_same_from_every_form_of_the_signed_paper(root: Path, form: str):
    run("amend", DOCUMENT, "--on", "令和8年3月1日")
    run("amend", DOCUMENT, "--on", "令和8年3月1日", "--from", f"old.{form}", "--out", "other")

    assert (root / AMENDED).read_bytes() == (root / "other" / AMENDED.removeprefix("build/")).read_bytes()


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_the_amending_text_is_carried_out_on_every_form_of_the_signed_paper(root: Path, form: str):
    """Its hash is that of the signed words; a text that has the paragraphs of a cell in one line is the same text."""
    run("amend", DOCUMENT, "--on", "令和8年3月1日")

    done = run("consolidate", f"old.{form}", AMENDED)

    assert (
        "休日の診療\t休日診療所を共同で運営する。\t診療所を設け、運営する。\t費用を負担し、住民に周知する。\n"
        in done.stdout
    )
    assert "地域公共交通\t路線バスを維持する。\t路線の計画を立てる。" in done.stdout


def test_a_new_row_of_several_paragraphs_is_read_by_people_and_by_the_one_who_carries_it_out(root: Path):
    """What parts the paragraphs of a cell is a blank to look at: no box, no end of a line."""
    before = "      - 帯: 圏域マネジメント能力の強化に係る政策分野\n"
    row = "      - [空き家, { 本文: 次のことを行う。, 号: [調査, 相談] }, 窓口を置く。, 周知する。]\n"
    edit(root / "sources/umiyama/teiju.yaml", before, row + before)
    run("amend", DOCUMENT, "--on", "令和8年3月1日")

    text = (root / AMENDED).read_text(encoding="utf-8")

    assert "\v" not in text
    assert "空き家\t次のことを行う。 (1)　調査 (2)　相談\t窓口を置く。\t周知する。\n" in text.replace("\u200b", "")
    done = run("freeze", DOCUMENT, "--again", "--on", "令和8年3月1日", "--amendment", AMENDED)
    assert "違います" not in done.output


def test_what_is_carried_out_on_a_signed_version_is_read_by_people(root: Path):
    """A row over all columns ended with a sign that only reading back needs (vertical tab)."""
    run("amend", DOCUMENT, "--on", "令和8年3月1日")

    done = run("consolidate", f"sources/umiyama/signed/{DOCUMENT.split('/')[1]}.json", AMENDED)

    assert "\v" not in done.stdout
    assert "生活機能の強化に係る政策分野\n" in done.stdout
