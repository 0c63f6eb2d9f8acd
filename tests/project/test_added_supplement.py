"""The 附則 of an amendment may stand in the source already: it is that of the amending 条例, and no amendment adds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.freeze import freeze
from pipeline.provision.added_supplement import with_added, without_added
from pipeline.provision.unit import Provision, Unit
from tests.workshop import edit, project

DONE, PROBLEMS = 0, 1
RULE = """\
種別: 例規
題名: 公民館条例
条:
  - { 見出し: 趣旨, 本文: この条例は、公民館について定める。 }
  - { 見出し: 使用料, 本文: 使用料は、100円とする。 }
附則:
"""
FIRST = "  - 項: [この条例は、令和2年4月1日から施行する。]\n"
EARLIER = "  - 題: （令和4年条例第3号）\n    項: [この条例は、公布の日から施行する。]\n"
ADDED = """\
  - 題: （令和8年3月25日条例第7号）
    項:
      - 見出し: 施行期日
        本文: この条例は、令和8年4月1日から施行する。ただし、次に掲げる規定は、公布の日から施行する。
        号: [第1条の改正規定]
      - 見出し: 経過措置
        本文: 改正後の公民館条例第2条の規定は、施行の日以後の使用について適用する。
"""
SOURCE = "sources/aomori/jorei.yaml"


def run(command: str, *arguments: str) -> Result:
    commands = {"amend": amend, "build": build, "freeze": freeze}
    return CliRunner().invoke(commands[command], ["aomori/jorei", *arguments], catch_exceptions=False)


@pytest.fixture(params=[FIRST, FIRST + EARLIER], ids=["one before", "two before"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A 条例 that is frozen and now amended, with the 附則 of the amendment in its source."""
    monkeypatch.chdir(project(tmp_path))
    (tmp_path / SOURCE).write_text(RULE + request.param, encoding="utf-8")
    assert DONE == run("freeze").exit_code
    (tmp_path / SOURCE).write_text(RULE.replace("100円", "150円") + request.param + ADDED, encoding="utf-8")
    return tmp_path


def lines(root: Path, name: str) -> list[str]:
    text = (root / "build/aomori/jorei-改正" / name).read_text(encoding="utf-8")
    return [line.strip("　 ") for line in text.splitlines() if line.strip()]


def test_it_is_the_supplement_of_the_amending_rule(root: Path):
    done = run("amend", "--on", "令和8年3月25日", "--effective", "令和8年4月1日")

    assert DONE == done.exit_code, done.stderr
    own = [
        "（施行期日）",
        "1　この条例は、令和8年4月1日から施行する。ただし、次に掲げる規定は、公布の日から施行する。",
        "(1)　第1条の改正規定",
        "（経過措置）",
        "2　改正後の公民館条例第2条の規定は、施行の日以後の使用について適用する。",
    ]
    assert ["附　則", *own] == lines(root, "一部改正条例.txt")[-6:]
    assert ["附　則（令和8年3月25日条例第7号）", *own] == lines(root, "溶け込み後.txt")[-6:]
    assert "第2条中「100円」を「150円」に改める。" == lines(root, "改め文.txt")[-1]


def test_the_signed_amendment_leads_to_the_text_with_it(root: Path):
    run("amend", "--on", "令和8年3月25日")

    done = run("freeze", "--again", "--on", "令和8年3月25日", "--amendment", "build/aomori/jorei-改正/改め文.txt")

    assert DONE == done.exit_code, done.stderr
    assert "改め文で確かめずに" not in done.stderr
    assert DONE == run("build").exit_code
    assert "附　則（令和8年3月25日条例第7号）" in (root / "build/aomori/jorei.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--supplement", "この条例は、施行する。"),
            "改正附則が、原稿（「附則（令和8年3月25日条例第7号）」）にも、附則に加える項（--supplement）",
        ),
        (("--effective", "令和8年5月1日"), "に、施行期日（--effective）の令和8年5月1日がありません"),
    ],
)
def test_what_is_said_otherwise_elsewhere_is_refused(root: Path, arguments: tuple[str, ...], message: str):
    done = run("amend", "--on", "令和8年3月25日", *arguments)

    assert PROBLEMS == done.exit_code
    assert message in done.stderr


def test_a_supplement_without_a_title_is_no_amendments_own(root: Path):
    edit(root / SOURCE, "  - 題: （令和8年3月25日条例第7号）\n    項:", "  - 項:")

    done = run("amend", "--on", "令和8年3月25日")

    assert PROBLEMS == done.exit_code
    assert "附則を新たに付け、又はその題を改める改正は書き表せません" in done.stderr


CLAUSE = Unit("項", (1,), "施行する。")
titled = st.lists(
    st.sampled_from(["（令和3年条例第1号）", "（令和4年条例第2号）", "（令和5年条例第3号）"]), unique=True
)


@given(titled, st.booleans())
def test_a_text_with_an_added_supplement_is_parted_again(titles: list[str], titled_only: bool):
    """What with_added puts there without_added takes away, whatever stands before it."""
    several = tuple(Unit("各附則", text=title, children=(CLAUSE,)) for title in titles)
    first = () if titled_only else (Unit("各附則", children=(CLAUSE,)),)
    old = Provision("条例", supplement=(CLAUSE,) if first and not several else (*first, *several))
    added = Unit("各附則", text="（令和8年条例第7号）", children=(CLAUSE,))

    assert (old, added) == without_added(old, with_added(old, added))
    assert (old, None) == without_added(old, with_added(old, None))


def test_a_rule_is_told_of_as_one_that_nobody_signs(root: Path):
    done = run("build")

    assert PROBLEMS == done.exit_code
    assert "「aomori/jorei」は固定した文と違います" in done.stderr
    assert "一部改正をするなら renkei amend aomori/jorei を" in done.stderr
