"""init: the first hour of a clerk, from an empty folder to a document of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.project.intake.beginning import BEGUN
from tests.workshop import edit

DONE, PROBLEMS, USAGE = 0, 1, 2


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def renkei(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_an_empty_folder_builds_after_one_command(root: Path):
    done = renkei("init", "--area", "aoba")

    assert DONE == done.exit_code, done.stderr
    assert "次にすること" in done.stdout
    made = renkei("build")
    assert (DONE, "") == (made.exit_code, made.stderr)
    text = (root / "build/aoba/kyoyaku.txt").read_text(encoding="utf-8")
    for words in ("例示市及び見本町における連携協約", "第3条", "別表（第2条関係）", "見本花子", "本書2通"):
        assert words in text


def test_two_edits_make_it_an_agreement_of_ones_own(root: Path):
    renkei("init", "--area", "aoba")
    for name in ("area.yaml", "kyoyaku.yaml"):
        path = root / "sources/aoba" / name
        path.write_text(path.read_text(encoding="utf-8").replace("見本町", "若葉町"), encoding="utf-8")

    assert DONE == renkei("build", "aoba").exit_code
    assert "乙　若葉町長" in (root / "build/aoba/kyoyaku.txt").read_text(encoding="utf-8")


def test_the_schemas_beside_say_that_the_starting_files_are_right(root: Path):
    renkei("init", "--area", "aoba")
    for path in sorted((root / "sources/aoba").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        modeline = re.match(r"# yaml-language-server: \$schema=(.+)\n", text)
        assert modeline is not None
        schema = json.loads((path.parent / modeline[1]).read_text(encoding="utf-8"))
        jsonschema.validate(yaml.load(text, Loader=yaml.BaseLoader), schema)
    settings = json.loads((root / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((root / name).is_file() for name in settings["yaml.schemas"])


def test_what_is_there_stays_as_it_is(root: Path):
    renkei("init", "--area", "aoba")
    edit(root / "sources/profiles/半角.yaml", "数字: 半角", "数字: 全角")

    again = renkei("init", "--area", "aoba")
    other = renkei("init", "--area", "midori")

    assert PROBLEMS == again.exit_code
    assert "sources/aoba には、もう原稿があります" in again.stderr
    assert DONE == other.exit_code
    assert "sources/profiles/半角.yaml は、すでにあるので、そのままにしました。" in other.stdout
    assert "数字: 全角" in (root / "sources/profiles/半角.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../x", "nul", "profiles"])
def test_a_name_that_no_folder_can_bear_is_refused(root: Path, name: str):
    assert USAGE == renkei("init", "--area", name).exit_code
    assert not list(root.iterdir())


def test_a_paper_is_imported_into_an_empty_folder_without_init(root: Path):
    (root / "k.txt").write_text(
        "甲市及び乙町の協定\n第1条　協力する。\n甲市長　山田　一\n乙町長　川田　二\n", encoding="utf-8"
    )

    assert DONE == renkei("import", "k.txt", "--area", "x").exit_code
    assert DONE == renkei("build", "x", "--format", "txt").exit_code


def test_an_empty_sources_folder_says_how_to_begin(root: Path):
    (root / "sources").mkdir()

    done = renkei("build")

    assert PROBLEMS == done.exit_code
    assert "原稿（sources/圏域の名前/○○.yaml）が一つもありません" in done.stderr
    assert "renkei init" in done.stderr


def test_a_folder_without_sources_says_how_to_begin(root: Path):
    assert "renkei init" in renkei("build").stderr


def test_a_missing_area_file_is_named(root: Path):
    renkei("init", "--area", "aoba")
    (root / "sources/aoba/area.yaml").unlink()

    done = renkei("build", "aoba")

    assert PROBLEMS == done.exit_code
    assert "sources/aoba に area.yaml（圏域の市町村と長）がありません" in done.stderr


def test_a_source_that_an_editor_called_txt_is_told(root: Path):
    renkei("init", "--area", "aoba")
    (root / "sources/aoba/kyoyaku.yaml").rename(root / "sources/aoba/kyoyaku.yaml.txt")

    done = renkei("build")

    assert PROBLEMS == done.exit_code
    assert "「kyoyaku.yaml.txt」は読みません" in done.stderr
    assert "名前を「kyoyaku.yaml」に変えてください" in done.stderr


@pytest.mark.parametrize("name", ["kyoyaku.YAML", "kyoyaku.Yml", "kyoyaku．ｙａｍｌ"])
def test_a_source_with_an_ending_in_other_letters_is_told(root: Path, name: str):
    """Where letters of either case are told apart it was passed over without a word."""
    renkei("init", "--area", "aoba")
    source = root / "sources/aoba/kyoyaku.yaml"
    source.with_name(name).write_bytes(source.read_bytes())
    source.unlink()

    done = renkei("check")

    assert f"「{name}」は読みません" in done.stderr
    assert "名前を「kyoyaku.yaml」に変えてください" in done.stderr


def test_a_house_style_left_out_is_one_that_comes_with_the_program(root: Path):
    renkei("init", "--area", "aoba")
    facts = root / "sources/aoba/area.yaml"
    facts.write_text(re.sub("^流儀: .*\n", "", facts.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")

    assert (DONE, "") == ((done := renkei("build")).exit_code, done.stderr)


def test_an_unknown_house_style_names_those_there_are(root: Path):
    renkei("init", "--area", "aoba")
    facts = root / "sources/aoba/area.yaml"
    facts.write_text(re.sub("^流儀: .*\n", "流儀: 標準\n", facts.read_text(encoding="utf-8"), flags=re.MULTILINE))

    done = renkei("build")

    assert PROBLEMS == done.exit_code
    assert "sources/aoba/area.yaml:6:5" in done.stderr
    assert "漢数字" in done.stderr


@pytest.mark.parametrize("kind", BEGUN)
def test_every_kind_can_be_begun_and_builds(root: Path, kind: str):
    """例規 and the papers of councils had no starting file."""
    first = renkei("init", "--area", "aoba", "--kind", kind)
    made = renkei("build", "--format", "txt")

    assert (DONE, "") == (first.exit_code, first.stderr)
    assert DONE == made.exit_code, made.stderr
    assert (
        "エラー" not in made.stderr
    )  # that a work stands in no 別表 is told of two papers that know nothing of each other


def test_a_kind_is_added_to_an_area_that_is_there_and_writes_nothing_over(root: Path):
    renkei("init", "--area", "aoba")
    edit(root / "sources/aoba/kyoyaku.yaml", "乙: 見本町", "乙: 若葉町")
    edit(root / "sources/aoba/area.yaml", "  見本町:", "  若葉町:")
    before = (root / "sources/aoba/kyoyaku.yaml").read_bytes()

    added = renkei("init", "--area", "aoba", "--kind", "議会")
    again = renkei("init", "--area", "aoba", "--kind", "議会")

    assert DONE == added.exit_code
    assert ["gikai-例示市.yaml", "gikai-若葉町.yaml"] == sorted(p.name for p in (root / "sources/aoba").glob("gikai-*"))
    assert before == (root / "sources/aoba/kyoyaku.yaml").read_bytes()
    assert PROBLEMS == again.exit_code
    assert "gikai-若葉町.yaml は、もうあります" in again.stderr


def test_a_bill_of_a_day_that_nobody_said_has_a_blank_for_it(root: Path):
    """The day of the starting file says who is in office, and is printed nowhere."""
    renkei("init", "--area", "aoba")
    renkei("init", "--area", "aoba", "--kind", "議会")
    made = renkei("build", "aoba/gikai-見本町", "--format", "txt")

    assert DONE == made.exit_code, made.stderr
    (bill,) = (p for p in (root / "build/aoba").glob("gikai-見本町-議案-*.txt"))
    words = bill.read_text(encoding="utf-8")
    assert "令和　　年　　月　　日提出" in words
    assert "見本町長" in words


def test_a_council_needs_something_to_vote_on(root: Path):
    renkei("init", "--area", "aoba")
    (root / "sources/aoba/kyoyaku.yaml").unlink()

    done = renkei("init", "--area", "aoba", "--kind", "議会")

    assert PROBLEMS == done.exit_code
    assert "議会に出す協約や協定、条例の原稿がありません" in done.stderr


def test_an_ordinance_is_brought_to_the_council_of_its_municipality(root: Path):
    renkei("init", "--area", "aoba")
    (root / "sources/aoba/kyoyaku.yaml").unlink()
    renkei("init", "--area", "aoba", "--kind", "例規")

    begun = renkei("init", "--area", "aoba", "--kind", "議会")
    made = renkei("build", "aoba", "--format", "txt")

    assert DONE == begun.exit_code, begun.stderr
    assert DONE == made.exit_code, made.stderr
    assert ["gikai-例示市.yaml"] == [path.name for path in (root / "sources/aoba").glob("gikai-*")]
    (bill,) = (root / "build/aoba").glob("gikai-例示市-議案-*.txt")
    words = bill.read_text(encoding="utf-8")
    assert "例示市長" in words
    assert "市長は、前条の事件の実施の状況を" in words


def test_a_rule_of_several_municipalities_is_brought_to_their_councils(root: Path):
    """One that nobody made, or that others made, is brought to none."""
    renkei("init", "--area", "aoba")
    (root / "sources/aoba/kyoyaku.yaml").unlink()
    renkei("init", "--area", "aoba", "--kind", "規約")
    source, area = root / "sources/aoba/kiyaku.yaml", root / "sources/aoba/area.yaml"
    area.write_text(area.read_text(encoding="utf-8") + "  離れ町: { 職名: 離れ町長 }\n", encoding="utf-8")
    (root / "sources/aoba/a.yaml").write_bytes(re.sub(rb"(?m)^\S*: \[.*\n", b"", source.read_bytes(), count=1))

    begun = renkei("init", "--area", "aoba", "--kind", "議会")
    made = renkei("build", "aoba", "--format", "txt")

    assert DONE == begun.exit_code, begun.stderr
    assert DONE == made.exit_code, made.stderr
    assert {"gikai-例示市.yaml", "gikai-見本町.yaml"} == {path.name for path in (root / "sources/aoba").glob("gikai-*")}
    words = (root / "build/aoba/gikai-見本町-議案-kiyaku.txt").read_text(encoding="utf-8")
    assert "第252条の2の2第1項の規定により、例示市と見本町との間で、例示圏域連携協議会規約を別紙のとおり定める" in words
    assert "令和　　年　　月　　日から施行する。" in words


def test_what_was_frozen_comes_to_the_council_to_be_amended(root: Path):
    renkei("init", "--area", "aoba")
    (root / "sources/aoba/kyoyaku.yaml").unlink()
    renkei("init", "--area", "aoba", "--kind", "例規")
    edit(root / "sources/aoba/jorei.yaml", "令和　　年　　月　　日, 条例第　　号", "令和6年9月30日, 条例第21号")
    renkei("freeze", "aoba/jorei")
    edit(root / "sources/aoba/jorei.yaml", "毎年度", "毎年度2回")

    begun = renkei("init", "--area", "aoba", "--kind", "議会")
    made = renkei("build", "aoba/gikai-例示市-議案-jorei", "--format", "txt")

    assert DONE == begun.exit_code, begun.stderr
    assert DONE == made.exit_code, made.stderr
    words = (root / "build/aoba/gikai-例示市-議案-jorei.txt").read_text(encoding="utf-8")
    assert "議会の議決すべき事件を定める条例（令和6年条例第21号）の一部を次のように改正する。" in words
    assert "第3条中「毎年度」の次に「2回」を加える。" in words


@pytest.mark.parametrize("kind", BEGUN)
def test_what_a_kind_begins_with_passes_every_check(kind: str):
    """A clerk who meets remarks about what nobody wrote trusts none of them."""
    renkei("init", "--area", "aoba", "--kind", kind)

    checked = renkei("check", "--all")
    assert (DONE, "") == (checked.exit_code, checked.stderr)
    assert (DONE, "所見0件。\n", "") == ((lint := renkei("lint", "--hints")).exit_code, lint.stdout, lint.stderr)
    made = renkei("build")
    assert (DONE, "") == (made.exit_code, made.stderr)
    dates = renkei("dates")
    assert "エラー" not in dates.stdout + dates.stderr


def test_what_is_printed_of_an_area_with_a_blank_can_be_copied():
    done = renkei("init", "--area", "青葉 圏域")

    assert '「renkei import ファイル --area "青葉 圏域"」' in done.stdout


def test_nobody_begins_anew_among_the_sources_of_another_folder(root: Path, monkeypatch: pytest.MonkeyPatch):
    renkei("init", "--area", "aoba")
    monkeypatch.chdir(root / "sources/aoba")

    for done in (renkei("init", "--area", "midori"), renkei("import", "a.txt", "--area", "midori")):
        assert USAGE == done.exit_code
        assert "「cd ../..」で移ってから" in done.stderr
    assert not (root / "sources/aoba/sources").exists()


def test_a_command_below_the_sources_says_where_they_are(root: Path, monkeypatch: pytest.MonkeyPatch):
    renkei("init", "--area", "aoba")
    monkeypatch.chdir(root / "sources/aoba")

    assert "「cd ../..」で移ってから" in renkei("build").stderr


@pytest.mark.parametrize(
    "name",
    ["aoba/", "sources/aoba/", "./sources/aoba", "aoba/kyoyaku.yaml", "kyoyaku.yaml", "aoba\\kyoyaku", "sources\\aoba"],
)
def test_a_document_is_found_by_the_name_that_a_shell_completes(name: str):
    renkei("init", "--area", "aoba")

    done = renkei("check", name)

    assert (DONE, "1文書を調べました。誤りはありません。\n") == (done.exit_code, done.stdout), done.stderr
