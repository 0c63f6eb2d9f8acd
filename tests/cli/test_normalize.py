"""renkei normalize: a dry run first, written only when asked, by rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli

TEXT = "令和元年 １２月 25日\n産学官民一体となつた\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def normalize(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["normalize", "a.txt", *arguments], catch_exceptions=False)


def test_a_dry_run_shows_every_proposal_and_writes_nothing(file: Path):
    done = normalize()

    assert 0 == done.exit_code
    assert "a.txt:1:5 [数字の前後の空白] 「令和元年 １２月 」→「令和元年１２月 」" in done.stdout
    assert "a.txt:1:6 [数字と英字の幅] 「和元年 １２月 25」→「和元年 12月 25」" in done.stdout
    assert "a.txt:2:9 [確認] 「なつた」の「つ」が大きい字です" in done.stdout
    assert "直す案 3か所、人が確かめること 1か所。" in done.stdout
    assert TEXT == file.read_text(encoding="utf-8")


def test_what_is_asked_for_is_written_and_the_rest_stays(file: Path):
    done = normalize("--write", "--only", "数字と英字の幅")

    assert "1か所を直しました。" in done.stdout
    assert TEXT.replace("１２", "12") == file.read_text(encoding="utf-8")


def test_a_rule_can_be_left_out(file: Path):
    normalize("--write", "--except", "数字と英字の幅")

    assert "令和元年１２月25日" in file.read_text(encoding="utf-8")


def test_the_profile_decides(file: Path):
    normalize("--write", "--profile", "全角")

    assert "令和元年１２月２５日" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [("--only", "数字"), ("--profile", "ない")])
def test_an_unknown_rule_or_profile_is_a_wrong_command_line(file: Path, arguments: tuple[str, ...]):
    assert 2 == normalize(*arguments).exit_code


def test_a_file_that_cannot_be_read_is_told(file: Path):
    file.unlink()

    done = normalize()

    assert 1 == done.exit_code
    assert "エラー[ファイル]" in done.stderr
