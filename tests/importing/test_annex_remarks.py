"""備考 and 注 of divisions of a 別表, and those below them of the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.importing.desk import built, imported, in_word, letters, told

HEAD = """協定書

浜辺市（以下「甲」という。）及び花園町（以下「乙」という。）は、次のとおり協定を締結する。

第1条　費用は、別表のとおりとする。

令和7年4月1日

甲　浜辺市長　見本太郎
乙　花園町長　例示花子

別表（第1条関係）
1　交通
区分\t額
バス\t800円
"""
NEXT = "2　医療\n区分\t額\n診療\t900円\n"


def read(folder: Path, below: str, form: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The 別表 of the source that a paper becomes; its words are those of the paper, and nothing was joined."""
    monkeypatch.chdir(folder)
    text = HEAD + below
    (folder / f"paper{form}").write_bytes(in_word(text) if form == ".docx" else text.encode())
    done = imported(f"paper{form}", "--area", "x")
    assert 0 == done.exit_code, done.stderr
    assert letters(built("x", folder)) == letters(text)
    assert [] == [m for m in told(done) if "つなぎました" in m or "印刷され" in m]
    (schedule,) = yaml.safe_load((folder / "sources/x/paper.yaml").read_text(encoding="utf-8"))["別表"]
    return dict(schedule)


@pytest.mark.parametrize("form", [".txt", ".docx"])
@pytest.mark.parametrize(
    ("below", "first", "second", "whole"),
    [
        ("備考　市の定めによる。\n" + NEXT, {"備考": "市の定めによる。"}, {}, {}),
        ("備考\n1　甲の定め\n2　乙の定め\n" + NEXT, {"備考": ["甲の定め", "乙の定め"]}, {}, {}),
        (NEXT + "注\n1　往路\n2　復路\n", {}, {"注": ["往路", "復路"]}, {}),
        ("注\n1　往路\n2　復路\n" + NEXT, {"注": ["往路", "復路"]}, {}, {}),
        (
            NEXT + "注\n1　往路\n2　復路\n注　額は税込みとする。\n",
            {},
            {"注": ["往路", "復路"]},
            {"注": "額は税込みとする。"},
        ),
        (
            "備考　往路\n" + NEXT + "備考　復路\n備考\n1　額は税込みとする。\n2　改めることがある。\n",
            {"備考": "往路"},
            {"備考": "復路"},
            {"備考": ["額は税込みとする。", "改めることがある。"]},
        ),
    ],
)
def test_remarks_stay_with_what_they_are_of(
    below: str, first: object, second: object, whole: object, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The heading of the next division was joined to the 備考 before it; 注 above a list was a word that moved."""
    schedule = read(tmp_path, below, form, monkeypatch)

    found = [{k: v for k, v in part.items() if k in ("備考", "注")} for part in (*schedule["項目"], schedule)]
    assert [first, second, whole] == found
