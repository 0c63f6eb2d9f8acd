"""附則 of which only a part is shown (抄): numbers of what is left out are passed over, on every way that a paper takes."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.cli.main import cli
from tests.examples import examples
from tests.importing.desk import letters, told
from tests.workshop import edit

HEAD = "○谷市手続規約\n平成9年3月31日\n（目的）\n第1条　この規約は、手続を定める。\n附　則\nこの規約は、平成9年4月1日から施行する。\n"
TITLES = ("抄", "（平成{n}年規約第5号）抄", "（平成{n}年3月31日規約第5号）　抄", "（平成{n}年規約第5号　抄）")
Extract = tuple[str, str, list[int], bool]
EXTRACTS = st.tuples(
    st.sampled_from(TITLES),
    st.sampled_from(["項", "条"]),
    st.lists(st.integers(1, 14), min_size=1, max_size=4, unique=True).map(sorted),
    st.booleans(),
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def paper(extracts: Sequence[Extract]) -> str:
    """The text of a rule whose amendments are shown in part, as a 例規集 prints it."""
    made = [HEAD]
    for n, (title, level, numbers, captioned) in enumerate(extracts, 10):
        made.append(f"附　則{title.format(n=n)}\n")
        for number in numbers:
            label = f"第{number}条　" if level == "条" else f"{number}　"
            made.append(f"（経過措置{number}）\n" * captioned + f"{label}{n}番目の申請は、なお従前の例による。\n")
    return "".join(made)


def begun(extracts: Sequence[Extract], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """An empty folder with the paper in it."""
    root, text = tmp_path / "one", paper(extracts)
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    monkeypatch.chdir(root)
    (root / "k.txt").write_text(text, encoding="utf-8")
    return root, text


@given(extracts=st.lists(EXTRACTS, min_size=1, max_size=3))
@example(extracts=[(TITLES[1], "項", [1], False)])
@example(extracts=[(TITLES[1], "項", [3], True), (TITLES[2], "条", [1, 3], True)])
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_an_extract_shows_keeps_its_numbers(
    extracts: list[Extract], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Imported, built, frozen, amended and written as law XML, it says the same numbers."""
    root, text = begun(extracts, tmp_path, monkeypatch)

    taken = run("import", "k.txt", "--area", "x")
    built = run("build", "x", "--format", "txt,docx")
    frozen = run("freeze", "x/k")
    edit(root / "sources/x/k.yaml", "手続を定める。", "申請の手続を定める。")
    amended = run("amend", "x/k", "--on", "令和8年3月20日")

    assert [0] * 4 == [done.exit_code for done in (taken, built, frozen, amended)], amended.output
    assert [] == list(told(taken))
    assert letters(text) == letters((root / "build/x/k.txt").read_text(encoding="utf-8"))
    after = letters((root / "build/x/k-改正/溶け込み後.txt").read_text(encoding="utf-8"))
    behind = letters(text).partition("附則")[2]
    assert after.endswith(behind)


@given(extracts=st.lists(EXTRACTS, min_size=1, max_size=2))
@settings(max_examples=examples(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_law_xml_tells_the_numbers_that_are_shown(
    extracts: list[Extract], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Out and in again: the same words."""
    root, text = begun(extracts, tmp_path, monkeypatch)
    run("import", "k.txt", "--area", "x")

    out = run("export", "x/k", "--format", "lawxml", "-o", "law")
    again = run("import", "law/x/k.xml", "--area", "y")
    built = run("build", "y", "--format", "txt")

    assert [0] * 3 == [done.exit_code for done in (out, again, built)], out.output + again.output
    made = letters(next((root / "build/y").glob("*.txt")).read_text(encoding="utf-8"))
    assert made.endswith(letters(text).partition("附則")[2])


SOURCE = """\
種別: 規約
題名: 谷市手続規約
締結日: 平成9年3月31日
日付の位置: なし
条:
  - { 見出し: 目的, 本文: この規約は、手続を定める。 }
附則:
  - 本文: この規約は、公布の日から施行する。
  - 題: （平成12年規約第5号）抄
    項:
      - この規約は、公布の日から施行する。
      - 略: 1
      - 第1項の規定にかかわらず、前項及び第2項の申請は、なお従前の例による。
"""
AREA = "種別: 圏域\n圏域名: 試験\n市町村:\n  谷市: { 職名: 谷市長, 長: [{ 氏名: 見本一郎, 就任日: 令和2年4月1日 }] }\n"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("題: （平成12年規約第5号）抄", "題: （平成12年規約第5号）", "「略」は、題が「抄」で終わる附則にだけ書けます"),
        ("      - 略: 1\n", "      - { 略: 1, 本文: 何か。 }\n", "「略」は、ここに載せない項の数だけを書くものです"),
        ("条:\n", "条:\n  - 略: 1\n", "「略」は、本則には書けません"),
        ("      - 略: 1\n", "      - 略: 0\n", "略"),
        ("第2項の申請", "第4項の申請", "「附則第4項」に当たるものがこの文書にありません"),
    ],
)
def test_nothing_else_is_left_out(before: str, after: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What is cited of an extract may be left out, but not what it never had."""
    (tmp_path / "sources/x").mkdir(parents=True)
    (tmp_path / "sources/x/area.yaml").write_text(AREA, encoding="utf-8")
    source = tmp_path / "sources/x/k.yaml"
    source.write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert 0 == run("check", "x").exit_code

    edit(source, before, after)
    refused = run("check", "x")

    assert 1 == refused.exit_code
    assert words in refused.output
