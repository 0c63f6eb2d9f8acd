"""renkei export: files for other systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from pipeline.cli.main import cli
from tests.workshop import SMALL, small_project


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
