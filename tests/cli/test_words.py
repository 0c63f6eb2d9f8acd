"""The command speaks Japanese to the last word, click's own among them."""

from __future__ import annotations

import gettext
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline import cli
from pipeline.cli import usage
from pipeline.cli.main import cli as commands
from pipeline.kinds import KINDS
from tests.workshop import AREA, ROOT, edit, project

CATALOGUE = Path(cli.__file__).parent / "locale" / "ja" / "LC_MESSAGES" / "messages.po"


def say(*arguments: str) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_compiled_catalogue_is_that_of_its_source():
    source = CATALOGUE.read_text(encoding="utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', source, re.MULTILINE)
    with CATALOGUE.with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)

    assert len(pairs) > 15
    assert pairs == [(english, compiled.gettext(english)) for english, _ in pairs]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("--help",), 0, "[オプション] 命令 …"),
        (("build", "--help"), 0, "省略時: build"),
        (("buil",), 2, "エラー: 「buil」"),
        (("build", "--foo"), 2, "エラー: 「--foo」"),
        (("build", "--jobs", "x"), 2, "「x」"),
        (("build", "--jobs", "0"), 2, "「--jobs」の値が正しくありません。1から64までの整数"),
        (("build", "--out", ""), 2, "「--out」の値が空です"),
        (("build", "--out="), 2, "「--out」の値が空です"),
        (("compare", "x", "--from", ""), 2, "「--from」の値が空です"),
        (("diff", "", "x"), 2, "引数の一つが空です"),
        (("init", "--kind", "冊子"), 2, "「--kind」の値「冊子」が正しくありません。連携協約書、"),
        (("export", "x"), 2, "次のオプションがありません「--format」。lawxml から選んでください。"),
        (("export", "x", "--format", "xml"), 2, "「--format」の値「xml」が正しくありません。lawxml から"),
        (("completion",), 2, "次の引数がありません「シェル」。bash、zsh、fish から選んでください。"),
        (("lint", "--json", "--sarif"), 2, "--json と --sarif は、一緒に使えません"),
        (("lint", "--fix", "--json"), 2, "--fix と --json は、一緒に使えません"),
        (("lint", "--fix", "--accept", "--baseline", "x"), 2, "--fix と --accept は、一緒に使えません"),
        (("explain", "エラー[引用]"), 0, "[引用]"),
        (("explain", "注意[照合-別表]"), 0, "[照合-別表]"),
        (("template", "new", "x.txt"), 2, "「.docx」で終わる"),
        (("dates", "aomri"), 2, "「aomri」という文書も圏域もありません"),
        (("sign", "nosuch.pdf", "--key", "nosuch.p12"), 1, "nosuch.pdf を読めません"),
        (("build", "--jobs"), 2, "オプション「--jobs」"),
        (("buil",), 2, "「build」の書き誤りではありませんか"),
        (("ｂｕｉｌｄ",), 2, "「build」の書き誤りではありませんか"),
        (("build", "－－format", "pdf"), 2, "「－－format」は、半角の記号と字でないので、"),
        (("build", "--ｆｏｒｃｅ"), 2, "「--force」と書いてください"),
        (("build", "－－ＦＯＲＣＥ"), 2, "「--force」と書いてください"),
        (("build", "—force"), 2, "「--force」と書いてください"),
        (("build", "ーーｄｒｙーｒｕｎ"), 2, "「--dry-run」と書いてください"),
        (("build", "--format　pdf"), 2, "「--format=pdf」と書いてください"),
        (("import", "a.docx", "－－area＝aomori"), 2, "「--area=aomori」と書いてください"),
        (("template", "check", "－－json"), 2, "「--json」と書いてください"),
        (("lint", "－ｈ"), 2, "「-h」と書いてください"),
        (("lint", "--", "－－json"), 2, "「－－json」という文書"),
        (("build", "－青森"), 2, "「－青森」という文書はありません"),
        (("template", "chek"), 2, "「check」の書き誤りではありませんか"),
        (("--json", "build"), 2, "「--json」は、命令の名前の後に書くオプションです（renkei 命令 --json）"),
        (("build", "--fromat", "pdf"), 2, "「--draft」、「--format」、「--out」のどれかの"),
        (("build", "--format", "doc"), 2, "「--format」の値が正しくありません: 「doc」"),
        (("freeze", "x", "--on", "あす"), 2, "「--on」の値が正しくありません"),
        (("lint", "nosuch.txt"), 1, "nosuch.txt を読めません"),
        (("build", "--help"), 0, "[1から64まで]"),
        (("serve", "--help"), 0, "[0から65535まで]"),
        (("errata", "--help"), 0, "[1から99まで]"),
        (("schema",), 2, "種別"),
        (("schema", "a", "b"), 2, "b"),
    ],
)
def test_help_and_wrong_command_lines_are_in_japanese(arguments: tuple[str, ...], status: int, words: str):
    code, said = say(*arguments)

    assert status == code
    assert words in said
    assert not re.search(r"Usage|Error|Try |No such|Options:|Commands:|Show this|Choose|Warning|is not", said)
    assert not re.search(r"^エラー: .*[A-Za-z]{2,} [a-z]{2,}", said, re.MULTILINE)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (click.NoSuchOption("--fo", "Whatever is said of --fo"), "「--fo」というオプションはありません。"),
        (click.BadOptionUsage("--jobs", "Some words on '--jobs'"), "オプション「--jobs」の書き方が違います。"),
        (
            click.BadParameter("no '三' here", param=click.Option(["--jobs"])),
            "「--jobs」の値「三」が正しくありません。",
        ),
        (
            click.BadParameter("File '紙' is gone", param=click.Argument(["file"], type=click.Path())),
            "「FILE」: 「紙」という名前のものがない",
        ),
        (
            click.MissingParameter(message="Nothing there", param=click.Argument(["file"])),
            "次の引数がありません「FILE」",
        ),
        (
            click.MissingParameter(message="Nothing there", param=click.Option(["--on"])),
            "次のオプションがありません「--on」",
        ),
        (click.UsageError("Too many of them (原稿)"), "命令の書き方が違います（「原稿」）。"),
        (click.FileError("紙.txt", "gone"), "「紙.txt」を開けません。"),
        (click.UsageError("原稿のあるフォルダに移ってください。"), "原稿のあるフォルダに移ってください。"),
    ],
)
def test_words_that_click_may_choose_one_day_are_told_in_ours(error: click.ClickException, expected: str):
    assert usage.words(error).startswith(expected)


def test_a_place_where_files_cannot_have_japanese_names_is_told_with_the_cure():
    """The house style 半角 was said not to exist, and names of files were shown as ??????."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LC_")},
        "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "check"],
        cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False,
    )  # fmt: skip

    assert 2 == done.returncode
    assert "環境変数 PYTHONUTF8=1 を設定してから" in done.stderr.decode()


def test_a_terminal_that_lacks_a_character_shows_its_number(tmp_path: Path):
    root = project(tmp_path)
    edit(root / AREA, "  蓬田村:", "  髙田村:")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp932"}

    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "check"],
        cwd=root, env=environment, capture_output=True, timeout=60, check=False,
    )  # fmt: skip

    assert 1 == done.returncode
    assert "「蓬田村」は圏域「青森圏域」の市町村にありません" in done.stderr.decode("cp932")


def test_a_reader_that_goes_away_is_no_fault_of_ours(tmp_path: Path):
    done = subprocess.run(
        f"{sys.executable} -m pipeline.cli list | head -1",
        cwd=project(tmp_path), env={**os.environ, "PYTHONPATH": str(ROOT)},
        shell=True, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert ("aomori/kyoyaku-平内町\n", "") == (done.stdout, done.stderr)


def test_the_help_of_schema_names_every_kind():
    """Taken from the registry: a kind that is added is named at once."""
    code, said = say("schema", "-h")

    assert code == 0
    assert set() == {kind for kind in KINDS if kind not in said.replace("\n", "").replace(" ", "")}


def test_nothing_is_counted_in_a_paper_that_could_not_be_read():
    _, said = say("lint", "nosuch.txt")

    assert "所見" not in said


def test_no_help_tells_bounds_in_signs():
    """Of every command: click writes 1<=x<=64."""
    for name in commands.list_commands(click.Context(commands)):
        command = commands.get_command(click.Context(commands), name)
        assert command is not None
        assert "<=" not in command.get_help(click.Context(command))
