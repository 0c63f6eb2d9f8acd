"""A row whose left cell is empty in a plain text says what stands above it: where that changes, it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Problems
from pipeline.project.revision.consolidating import consolidated

PAPER = """\
協約
第1条　費用は、別表のとおりとする。
別表（第1条関係）
区分	費目	割合
経済	観光	60%
	産業	70%
生活	医療	50%
	福祉	55%
	計	100%
"""


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("別表経済の項を削る。\n", ["「産業」の行は左の欄が空で、その上は「経済」でしたが、「」になります"]),
        ("別表生活の項を削る。\n", ["「福祉」の行は左の欄が空で、その上は「生活」でしたが、「経済」になります"]),
        ("別表経済の項の次に次のように加える。\n防災\t訓練\t40%\n", ["「産業」の行は左の欄が空で、その上は「経済」でしたが、「防災」になります"]),
        ("別表経済の項中「60%」を「65%」に改める。\n", []),
        ("別表に次のように加える。\n防災\t訓練\t40%\n", []),
    ],
)  # fmt: skip
def test_a_value_that_goes_with_its_first_row_is_told(sentence: str, told: list[str], tmp_path: Path):
    """産業 stood below 医療 or nothing, without a word."""
    base, amendment, problems = tmp_path / "old.txt", tmp_path / "改め文.txt", Problems()
    base.write_text(PAPER, encoding="utf-8")
    amendment.write_text("協約の一部を次のように変更する。\n" + sentence, encoding="utf-8")

    assert consolidated(base, amendment, problems) is not None
    assert told == [p.message.removeprefix("表の") for p in problems.found if "左の欄が空" in p.message]
