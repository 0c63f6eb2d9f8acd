"""Words below the heading of a 号, behind it and behind all 号: a paper that we printed is read back as it was meant, from Word and from text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import edit

SOURCE = """\
種別: 例規
題名: 公民館の使用に関する規則

公布:
  題名の後:
    - 令和5年3月31日
    - 規則第8号

条:
  - 見出し: 区分
    本文: 使用は、次の区分による。
    号:
      - 見出し: 全館使用
        本文: 全ての室を使用するもの
      - 見出し: 一部使用
        本文: 室の一部を使用するもの
    後文: この場合において、使用の時間は、1時間を単位とする。
  - 見出し: 使用料
    項:
      - 本文: 使用料は、次の各号に掲げる区分に応じ、当該各号に定める額とする。
        号:
          - 見出し: 町民
            本文: 1時間につき100円
            後文: ただし、65歳以上の者は、無料とする。
          - 見出し: その他の者
            本文: 1時間につき200円
        後文:
          - この場合において、端数は、1時間とする。
          - 端数の使用料は、後納とすることができる。
      - 前項の使用料は、前納とする。
  - 見出し: 減免
    本文: 次の各号のいずれかに該当するときは、減免することができる。
    号:
      - 本文: 次に掲げる者が使用するとき。
        細分:
          - 町内の児童
          - 町内の生徒
        後文: ただし、営利を目的とするときを除く。
      - その他町長が認めるとき。

附則:
  本文: この規則は、令和5年4月1日から施行する。
"""
AREA = "種別: 圏域\n圏域名: 例\n市町村:\n  見本町:\n    職名: 見本町長\n    長:\n      - 氏名: 見本花子\n        就任日: 令和4年4月1日\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources/t").mkdir(parents=True)
    (tmp_path / "sources/t/area.yaml").write_text(AREA, encoding="utf-8")
    (tmp_path / "sources/t/kisoku.yaml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run("build", "t/kisoku", "--format", "docx,txt")
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert 0 == done.exit_code, done.output
    return done


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_what_we_print_is_read_back_as_it_was_written(root: Path, form: str):
    (root / f"build/t/kisoku.{form}").rename(root / f"kisoku.{form}")
    (root / "sources/t/kisoku.yaml").unlink()

    run("import", f"kisoku.{form}", "--area", "t")

    assert SOURCE == (root / "sources/t/kisoku.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_what_did_not_change_is_not_amended_whatever_form_the_paper_has(root: Path, form: str):
    edit(root / "sources/t/kisoku.yaml", "1時間につき200円", "1時間につき300円")

    run("amend", "t/kisoku", "--from", f"build/t/kisoku.{form}", "--on", "令和8年3月1日", "--out", "made")

    text = (root / "made/t/kisoku-改正/改め文.txt").read_text(encoding="utf-8")
    assert ["第2条第1項第2号中「200円」を「300円」に改める。"] == text.splitlines()[2:]


def test_where_lines_alone_do_not_tell_the_guess_is_told(root: Path):
    (root / "build/t/kisoku.txt").rename(root / "kisoku.txt")
    (root / "sources/t/kisoku.yaml").unlink()

    done = run("import", "kisoku.txt", "--area", "t")

    assert "からの文を、(2)の文でなく、その並びの後に続く文としました" in done.output
