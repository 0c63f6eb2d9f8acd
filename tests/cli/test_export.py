"""renkei export: files for other systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from pipeline.cli.main import cli
from tests.workshop import SMALL, edit, small_project


def export(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str):
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, ["export", *arguments])


def test_an_agreement_is_written_and_what_was_left_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done = export(small_project(tmp_path), monkeypatch, "aomori/small", "--format", "lawxml")

    assert 0 == done.exit_code, done.output
    assert "写さなかったもの: 表紙「協約書令和元年12月25日青森市蓬田村」" in done.output
    law = etree.parse(str(tmp_path / "export" / "aomori" / "small.xml")).getroot()
    assert "青森市及び蓬田村の協約" == law.findtext(".//LawTitle")


def test_machines_get_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done = export(small_project(tmp_path), monkeypatch, "aomori", "--format", "lawxml", "--json", "-o", "渡す")

    assert ["aomori/small.xml"] == [d["file"] for d in json.loads(done.stdout)["documents"]]
    assert (tmp_path / "渡す" / "aomori" / "small.xml").exists()


def test_a_document_that_has_no_form_is_refused_and_nothing_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    undated = SMALL.replace("締結日: 令和元年12月25日", "締結日: 令和　年　月　日\n基準日: 令和元年12月25日")
    done = export(small_project(tmp_path, undated), monkeypatch, "aomori", "--format", "lawxml")

    assert 1 == done.exit_code
    assert "エラー[法令XML]: 「aomori/small」: 日付のない文書は、法令標準XMLにできません" in done.output
    assert not (tmp_path / "export").exists()


def test_of_a_paper_that_was_amended_the_history_is_told_as_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It ended as a fault of the program: the lines below the title of a 溶け込み版 were accounted for nowhere."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    for new, options in (("協力する", ()), ("相互に協力する", ("--again", "--on", "令和3年4月1日"))):
        edit(tmp_path / "sources/aomori/small.yaml", "協力する", new)
        assert 0 == CliRunner().invoke(cli, ["freeze", "aomori/small", *options]).exit_code

    done = export(tmp_path, monkeypatch, "aomori/small", "--format", "lawxml")

    assert 0 == done.exit_code, done.output
    told = [line.strip() for line in done.stdout.splitlines() if "経緯の行" in line]
    assert [
        "写さなかったもの: 経緯の行「変更　令和3年4月1日」",
        "写さなかったもの: 経緯の行「（溶け込み版）」",
        "写さなかったもの: 経緯の行「締結　令和元年12月25日」",
        "写さなかったもの: 経緯の行「変更　令和3年4月1日」",
    ] == told
