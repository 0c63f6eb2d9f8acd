"""付則, as cities write it that keep to characters of everyday use: taken over, printed, amended and cited like 附則."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.importing.desk import built, imported

HEAD = "北浜市職員厚生会規則\n昭和42年10月1日\n規則第76号\n（会員）\n第1条　会員は、市の職員とする。\n"
FIRST = "付　則\n（施行期日）\n1　この規則は、公布の日から施行する。\n（会費）\n2　会費は、30円とする。\n"
LATER = "{}（平成20年規則第5号）\nこの規則は、公布の日から施行する。\n"
PAPERS = [HEAD + FIRST, HEAD + FIRST + LATER.format("付　則"), HEAD + FIRST + LATER.format("附　則")]


def lines_of(paper: str) -> str:
    return "".join(f"{line}\n" for line in paper.splitlines() if line)


@pytest.mark.parametrize("paper", PAPERS, ids=["one", "two", "mixed"])
def test_a_paper_keeps_its_word_in_every_file(paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """付則 went into the last 条, and its 項 became 号 of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(paper, encoding="utf-8")

    result = imported("paper.txt", "--area", "a")
    source = (tmp_path / "sources/a/paper.yaml").read_text(encoding="utf-8")

    assert 0 == result.exit_code, result.output
    assert "注意" not in result.output
    assert "附則の字: 付則" in source
    assert paper == lines_of(built("a", tmp_path, "txt,docx,pdf,html"))
    assert 0 == CliRunner().invoke(cli, ["export", "a/paper", "--format", "lawxml"]).exit_code
    (tmp_path / "build/a/paper.xml").write_bytes((tmp_path / "export/a/paper.xml").read_bytes())
    for form in ("docx", "pdf", "html", "xml"):
        (tmp_path / f"again.{form}").write_bytes((tmp_path / f"build/a/paper.{form}").read_bytes())
        assert 0 == imported(f"again.{form}", "--area", form).exit_code
        assert "附則の字: 付則" in (tmp_path / f"sources/{form}/again.yaml").read_text(encoding="utf-8")


def test_its_amendment_speaks_of_it_by_its_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPERS[1], encoding="utf-8")
    assert 0 == imported("paper.txt", "--area", "a").exit_code
    assert 0 == CliRunner().invoke(cli, ["freeze", "a/paper"]).exit_code
    source = tmp_path / "sources/a/paper.yaml"
    words = source.read_text(encoding="utf-8")
    new = words.replace("30円", "40円").replace("職員とする。", '職員とし、{{ 引用("会費") }}の会費を納める。')
    source.write_text(new, encoding="utf-8")

    result = CliRunner().invoke(cli, ["amend", "a/paper", "--on", "令和8年4月1日", "--effective", "令和8年4月1日"])
    made = (tmp_path / "build/a/paper-改正/一部改正規則.txt").read_text(encoding="utf-8")

    assert 0 == result.exit_code, result.output
    assert "付則第2項中「30円」を「40円」に改める。" in made
    assert "付則第2項の会費を納め" in made
    assert "附" not in made


@pytest.mark.parametrize(("old", "new"), [("附則の字: 付則\n", ""), ("条:\n", "項の記号: ①\n\n条:\n")])
def test_labels_that_no_amendment_changes_are_told(old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A source that prints other labels than the signed version is no longer the text that its amendments lead to."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPERS[0], encoding="utf-8")
    assert 0 == imported("paper.txt", "--area", "a").exit_code
    assert 0 == CliRunner().invoke(cli, ["freeze", "a/paper"]).exit_code
    source = tmp_path / "sources/a/paper.yaml"
    words = source.read_text(encoding="utf-8").replace("30円", "40円")
    command = ["amend", "a/paper", "--on", "令和8年4月1日", "--effective", "令和8年4月1日"]

    source.write_text(words, encoding="utf-8")
    same = CliRunner().invoke(cli, command)
    source.write_text(words.replace(old, new, 1), encoding="utf-8")
    other = CliRunner().invoke(cli, command)

    assert 0 == same.exit_code == other.exit_code
    assert "番号の流儀" not in same.output
    assert "注意[番号の流儀]" in other.output


def test_an_office_decides_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(PAPERS[0].replace("付", "附"), encoding="utf-8")
    assert 0 == imported("paper.txt", "--area", "a").exit_code
    profiles = tmp_path / "sources/profiles"
    profiles.mkdir()
    (profiles / "自庁.yaml").write_text("種別: 流儀\n名称: 自庁\n根拠: 規程\n附則の字: 付則\n", encoding="utf-8")
    area = tmp_path / "sources/a/area.yaml"
    facts = [x for x in area.read_text(encoding="utf-8").splitlines() if not x.startswith("流儀:")]
    area.write_text("\n".join([facts[0], "流儀: 自庁", *facts[1:], ""]), encoding="utf-8")

    assert PAPERS[0] == lines_of(built("a", tmp_path))
