"""Papers as they lie in offices and stand on pages of 例規集 come back to the same words, from text and from Word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.desk import PAPERS, built, imported, in_word, letters, told

ALL = sorted(PAPERS.glob("*.txt"))


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.stem)
def test_a_paper_comes_back_to_the_same_words(paper: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """`renkei import FILE --area x`, then `renkei build x`: every character in its place, none more."""
    monkeypatch.chdir(tmp_path)
    text = paper.read_text(encoding="utf-8")
    file = tmp_path / f"paper.{form}"
    file.write_bytes(text.encode() if form == "txt" else in_word(text))

    done = imported(file.name, "--area", "x")

    assert 0 == done.exit_code, done.stderr
    assert letters(text) == letters(built("x", tmp_path))
    assert not [m for m in told(done) if "どこにも入らない" in m or "原稿から作った文書では" in m]
    assert "字と同じです" in done.stdout


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("paper", ALL, ids=lambda p: p.stem)
def test_what_was_built_of_a_paper_comes_back_again(
    paper: Path, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Our own TXT and DOCX of it are papers like any other."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "paper.txt").write_bytes(paper.read_bytes())
    imported("paper.txt", "--area", "x")
    first = built("x", tmp_path, "txt,docx")

    done = imported(f"build/x/paper.{form}", "--area", "y")

    assert 0 == done.exit_code, done.stderr
    assert letters(first) == letters(built("y", tmp_path))


def test_the_files_of_a_paper_read_as_a_clerk_writes_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kyotei.txt").write_bytes((PAPERS / "04_六者_住所_立会人.txt").read_bytes())

    done = imported("kyotei.txt", "--area", "kita")

    assert "sources/kita/kyotei.yaml を書きました。\nsources/kita/area.yaml を書きました。\n" in done.stdout
    source = (tmp_path / "sources/kita/kyotei.yaml").read_text(encoding="utf-8")
    facts = (tmp_path / "sources/kita/area.yaml").read_text(encoding="utf-8")
    for words in (
        "種別: 協定書",
        "  己: 上沢村",
        "    - 職名 氏名 印",
        "立会人:",
        "職名: 北山県知事",
        "- 国の補助を受けるもの",
    ):
        assert words in source
    for words in ("住所: 上沢村大字沢１０番地", "職名: 上沢村長", "氏名: 沢本　六子", "就任の日が分からない"):
        assert words in facts
    assert not list(told(done))
