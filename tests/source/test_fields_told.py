"""What cures say may be written: one way to list it, and no mark that could be part of the list or of a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.source.fields import one_of_these
from tests.workshop import AREA, ROOT, edit, small_project

END = "のどれかを書いてください"


@given(st.lists(st.text("あ枝・、，- ", min_size=1, max_size=4), min_size=1, max_size=5, unique=True))
def test_the_words_can_be_told_apart(words: list[str]):
    listed = one_of_these(words).removesuffix(END)

    assert words == (listed[1:-1].split("」「") if listed.startswith("「") else listed.split("、"))


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("読点: ;", "「、」「，」"),
        ("対照表の向き: 斜め", "左右、上下"),
        ("年の表示: 皇紀", "和暦、和暦西暦併記、西暦"),
        ("対照表: 旧・今", "「現行・変更後」「変更後・現行」「変更前・変更後」"),
    ],
)
def test_a_house_profile_lists_what_it_takes_as_all_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, cure: str
):
    """The words were joined by ・, which 現行・変更後 holds itself."""
    root = small_project(tmp_path)
    key = line.partition(":")[0]
    profile = (ROOT / "sources/profiles/半角.yaml").read_text(encoding="utf-8").splitlines()
    own = [old for old in profile if not old.startswith((f"{key}:", "名称:"))]
    (root / "sources/profiles").mkdir()
    (root / "sources/profiles/自庁.yaml").write_text("\n".join([*own, "名称: 自庁", line, ""]), encoding="utf-8")
    edit(root / AREA, "流儀: 半角", "流儀: 自庁")
    monkeypatch.chdir(root)

    said = CliRunner().invoke(cli, ["check"]).stderr

    assert f"直し方: {cure}" in said
