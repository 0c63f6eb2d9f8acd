"""Names that stand in two columns: those of a row belong to whoever stands above them in the same table, and to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.desk import built, imported, in_word, letters

HEAD = """協定書

浜辺市（以下「甲」という。）、花園町（以下「乙」という。）及び月見村（以下「丙」という。）は、次のとおり協定を締結する。

第1条　連携する。

令和7年4月1日

"""
ROWS = """甲　浜辺市港町1番1号\t乙　花園町花園2番地
浜辺市長　見本太郎\t花園町長　例示花子
丙　月見村字月3番地\t
月見村長　実例次郎\t
"""
ORDER = "甲浜辺市港町1番1号浜辺市長見本太郎乙花園町花園2番地花園町長例示花子丙月見村字月3番地月見村長実例次郎"


@pytest.mark.parametrize("gap", ["", "\n　\n"])
@pytest.mark.parametrize("form", [".txt", ".docx"])
def test_an_odd_party_below_two_in_columns_is_the_last(
    form: str, gap: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """丙 stood between 甲 and 乙, since its row was taken for more of the first column."""
    monkeypatch.chdir(tmp_path)
    text = HEAD + ROWS.replace("\n丙", f"\n{gap}丙")
    (tmp_path / f"paper{form}").write_bytes(in_word(text) if form == ".docx" else text.encode())
    done = imported(f"paper{form}", "--area", "x")

    assert 0 == done.exit_code, done.stderr
    assert letters(built("x", tmp_path)).endswith(ORDER)
