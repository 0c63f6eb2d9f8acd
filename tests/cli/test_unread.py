"""Files that a clerk believes to be read, and that are not: by their place, their name, their code or an error in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.exits import DONE, PROBLEMS
from pipeline.kinds import KINDS
from pipeline.project.strays import TEMPLATES
from tests.cli.test_init import renkei
from tests.workshop import edit

KYOYAKU = "sources/aoba/kyoyaku.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An area with an agreement and a session of each council."""
    monkeypatch.chdir(tmp_path)
    assert DONE == renkei("init", "--area", "aoba", "--kind", "議会").exit_code
    return tmp_path


@pytest.mark.parametrize(
    ("place", "said", "cure"),
    [
        ("sources/oboe.yaml", "sources フォルダのすぐ下の原稿は読みません", "圏域のフォルダ"),
        ("sources/aoba/案/oboe.yaml", "圏域のフォルダの中のフォルダは読みません", "sources/aoba/ に移して"),
        ("sources/profiles/自庁.yml", "流儀は「.yaml」だけを読みます", "「自庁.yaml」に変えて"),
        ("templates/docx/agreemnt.docx", "この名前のひな形は使いません", "「agreement.docx」の書き誤り"),
        ("templates/docx/agreement.dotx", "この名前のひな形は使いません", "「agreement.docx」の書き誤り"),
        ("templates/pdf/base.yml", "この名前のひな形は使いません", "「base.yaml」の書き誤り"),
        ("templates/wording/変更協約.yaml", "この名前のひな形は使いません", "「変更協約書.yaml」の書き誤り"),
    ],
)
def test_a_file_that_is_not_read_is_told(root: Path, place: str, said: str, cure: str) -> None:
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_bytes((root / KYOYAKU).read_bytes())

    told = renkei("check").stderr

    assert f"--> {place}" in told
    assert said in told
    assert cure in told


def test_what_is_read_is_not_told(root: Path) -> None:
    """Signed versions and templates by their own names."""
    (root / "templates/pdf").mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "templates/pdf/base.yaml"
    (root / "templates/pdf/base.yaml").write_bytes(shipped.read_bytes())
    assert DONE == renkei("freeze", "aoba/kyoyaku").exit_code

    assert (DONE, "") == ((done := renkei("check")).exit_code, done.stderr)


@pytest.mark.parametrize("name", ["area.yml", "Area.yaml"])
def test_facts_by_another_name_are_to_be_renamed(root: Path, name: str) -> None:
    (root / "sources/aoba/area.yaml").rename(root / "sources/aoba" / name)

    told = renkei("check").stderr

    assert f"「{name}」の名前を「area.yaml」に変えてください" in told
    assert "圏域の事実なら、ファイルの名前を「area.yaml」に変えてください" in told


@pytest.mark.parametrize("kind", ["種別:", "種別: [連携協約書]"])
def test_a_kind_that_is_no_word_is_not_called_missing(root: Path, kind: str) -> None:
    edit(root / KYOYAKU, "種別: 連携協約書", kind)

    assert "「種別」に、一つの語が書かれていません" in renkei("check", "aoba/kyoyaku").stderr


def test_an_agreement_with_an_error_is_not_called_missing(root: Path) -> None:
    """To take another one in its place would be a wrong bill."""
    assert DONE == renkei("init", "--area", "aoba", "--kind", "規約").exit_code
    edit(root / KYOYAKU, "基準日: 令和8年3月25日", "基準日: 令和8年3月32日")

    done = renkei("check")

    assert PROBLEMS == done.exit_code
    assert "「aoba/kyoyaku」に誤りがあって読めないので" in done.stderr
    assert "先にその原稿を直してください" in done.stderr
    assert "書き誤りではありませんか" not in done.stderr


def test_an_agreement_of_the_other_ending_is_found(root: Path) -> None:
    (root / KYOYAKU).rename(root / "sources/aoba/kyoyaku.yml")

    assert (DONE, "") == ((done := renkei("check")).exit_code, done.stderr)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("cp932", "文字コードがShift_JIS（ANSI）です"),
        ("euc_jp", "文字コードがEUC-JPです"),
        ("utf-16", "文字コードがUTF-16です"),
    ],
)
def test_a_source_in_another_code_is_to_be_opened_where_it_can_be_read(root: Path, code: str, said: str) -> None:
    """An editor that takes it for UTF-8 shows question marks, and would save them."""
    path = root / KYOYAKU
    path.write_bytes(path.read_text(encoding="utf-8").encode(code))

    told = renkei("check", "aoba/kyoyaku").stderr

    assert said in told
    assert "文字が化けて見えるエディタでは、保存しないでください" in told


def test_a_damaged_byte_is_not_called_another_code(root: Path) -> None:
    path = root / KYOYAKU
    path.write_bytes(path.read_bytes().replace("締結日".encode(), "締結".encode() + b"\x93\xfa", 1))

    assert "UTF-8ではない文字があります" in renkei("check", "aoba/kyoyaku").stderr


def test_templates_of_all_kinds_are_known():
    assert {"base", *(kind.template for kind in KINDS.values())} == {*TEMPLATES}
