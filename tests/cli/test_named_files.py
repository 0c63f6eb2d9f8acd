"""A file that one names oneself: written again as often as one likes, but never over what a person has written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli

BASE = "甲市の規則\n第1条　この規則は、手数料を定める。\n第2条　手数料は、100円とする。\n"
AMENDMENT = "第2条中「100円」を「{}円」に改める。\n"
PERSON = "人が書いた文\n".encode()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "元.txt").write_text(BASE, encoding="utf-8")
    (tmp_path / "後.txt").write_text(BASE.replace("100", "200"), encoding="utf-8")
    amend(tmp_path, 200)
    return tmp_path


def amend(root: Path, yen: int) -> None:
    (root / "改め文.txt").write_text(AMENDMENT.format(yen), encoding="utf-8")


def renkei(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    "command", [("consolidate", "元.txt", "改め文.txt", "-o", "x"), ("diff", "元.txt", "後.txt", "--html", "x")]
)
def test_what_a_person_has_written_is_not_written_over(root: Path, command: tuple[str, ...]):
    (root / "x").write_bytes(PERSON)

    refused = renkei(*command)

    assert 1 == refused.exit_code
    assert "エラー[出力先]: x は、renkei が書いたままではありません" in refused.stderr
    assert PERSON == (root / "x").read_bytes()
    assert 0 == renkei(*command, "--force").exit_code
    assert PERSON != (root / "x").read_bytes()


def test_it_is_written_again_until_a_person_alters_it(root: Path):
    command = ("consolidate", "元.txt", "改め文.txt", "-o", "x.txt")
    for yen in (200, 300, 300, 400):
        amend(root, yen)
        assert 0 == renkei(*command).exit_code
        assert f"{yen}円" in (root / "x.txt").read_text(encoding="utf-8")

    (root / "x.txt").write_bytes(PERSON)

    assert 1 == renkei(*command).exit_code
    assert PERSON == (root / "x.txt").read_bytes()


def test_the_text_before_is_not_the_place_of_the_text_behind(root: Path):
    assert 1 == renkei("consolidate", "元.txt", "改め文.txt", "-o", "元.txt").exit_code
    assert BASE == (root / "元.txt").read_text(encoding="utf-8")


def test_what_a_link_leads_to_is_not_written_over_either(root: Path):
    (root / "人.txt").write_bytes(PERSON)
    (root / "x.txt").symlink_to("人.txt")

    assert 1 == renkei("consolidate", "元.txt", "改め文.txt", "-o", "x.txt").exit_code
    assert PERSON == (root / "人.txt").read_bytes()
