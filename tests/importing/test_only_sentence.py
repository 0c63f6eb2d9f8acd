"""A rule of one sentence: taken over as its only 項, built without a number, and had back from every file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from tests.importing.desk import built, imported

SUPPLEMENT = "附　則\n1　この条例は、平成15年1月1日から施行する。\n2　この条例は、次の一般選挙から適用する。\n"
HEAD = "平成14年9月25日\n条例第30号\n"
ONE = f"東町議会議員定数条例\n{HEAD}東町議会の議員の定数は、12人とする。\n{SUPPLEMENT}"
LIST = f"東町会館条例等を廃止する条例\n{HEAD}次に掲げる条例は、廃止する。\n(1)　東町会館条例（平成20年条例第8号）\n(2)　東町旧会館条例（昭和40年条例第9号）\n{SUPPLEMENT}"  # fmt: skip


@pytest.mark.parametrize("text", [ONE, LIST])
def test_a_rule_of_one_sentence_keeps_it_as_its_main_text(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The sentence became a 前文, and the 附則 the 本則; built, the sentence bore a 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(text, encoding="utf-8")

    assert 0 == imported("paper.txt", "--area", "a").exit_code
    source = (tmp_path / "sources/a/paper.yaml").read_text(encoding="utf-8")
    made = built("a", tmp_path, "txt,docx,pdf")

    assert "前文" not in source
    assert text == "".join(f"{line}\n" for line in made.splitlines() if line)
    for form in ("docx", "pdf"):
        (tmp_path / f"again.{form}").write_bytes((tmp_path / f"build/a/paper.{form}").read_bytes())
        assert 0 == imported(f"again.{form}", "--area", form).exit_code
        # Of the PDF the number, flush right and so full, was read as the beginning of the sentence.
        assert source == (tmp_path / f"sources/{form}/again.yaml").read_text(encoding="utf-8")


def test_law_xml_gives_its_sentence_no_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_text(LIST, encoding="utf-8")
    imported("paper.txt", "--area", "a")

    done = CliRunner().invoke(cli, ("export", "a/paper", "--format", "lawxml"), catch_exceptions=False)
    law = (tmp_path / "export/a/paper.xml").read_text(encoding="utf-8")
    (tmp_path / "again.xml").write_text(law, encoding="utf-8")

    assert 0 == done.exit_code, done.output
    main = law[law.index("<MainProvision>") : law.index("</MainProvision>")]
    assert "<ParagraphNum/>" in main
    assert 0 == imported("again.xml", "--area", "b").exit_code
    sources = [(tmp_path / f"sources/{n}.yaml").read_text(encoding="utf-8") for n in ("a/paper", "b/again")]
    assert sources[0] == sources[1]
