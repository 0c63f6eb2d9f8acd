"""renkei review on the command line: proposals, decisions, what is written, the reply paper."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.importing.word.returned import read_returned
from tests.review.kit import folder
from tests.workshop import AGREEMENT

HERE = Path(__file__).parent


def office(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder(root, "aomori")
    shutil.copy(HERE / "tracked.docx", root / "back.docx")
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["review", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_proposals_are_told_with_author_day_words_and_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    office(tmp_path, monkeypatch)

    status, said, _ = run("back.docx")

    assert 0 == status
    assert "一字も違いません" in said
    assert "11　書換え（Unknown Author、2026-11-28）第5条\n    「毎年度」を「年2回」に改める" in said
    assert "--> sources/aomori/kyoyaku.yaml:60:39" in said
    assert "ほかに3の相手方" in said


def test_json_says_the_same_for_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    office(tmp_path, monkeypatch)

    answer = json.loads(run("back.docx", "--json")[1])

    assert ("aomori/kyoyaku-蓬田村", AGREEMENT, True) == (answer["document"], answer["source"], answer["untouched"])
    eleventh = answer["proposals"][10]
    assert ("毎年度", "年2回", AGREEMENT, 60, 39, 3, True) == tuple(
        eleventh[key] for key in ("before", "after", "file", "line", "column", "length", "writable")
    )


def test_a_list_of_decisions_is_made_filled_in_and_carried_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = office(tmp_path, monkeypatch)
    run("back.docx", "--accept", "11", "--refuse", "3", "--decisions", "taiou.yaml")
    assert "年2回" in (root / AGREEMENT).read_text(encoding="utf-8")

    shutil.rmtree(root / "sources")
    folder(root, "aomori")
    text = (root / "taiou.yaml").read_text(encoding="utf-8")
    assert (1, 1, 18) == tuple(text.count(f"対応: {v}") for v in ("採用", "不採用", "保留"))
    (root / "taiou.yaml").write_text(text.replace('理由: ""', '理由: "協議の上、決めました。"'), encoding="utf-8")
    status, said, _ = run(
        "back.docx", "--decisions", "taiou.yaml", "--reply", "kaitou.docx", "--reply", "kaitou.pdf", "--on", "令和8年12月1日"
    )  # fmt: skip

    assert 0 == status
    assert "11番を書き込みました" in said
    assert "年2回" in (root / AGREEMENT).read_text(encoding="utf-8")
    paper = [p.before for p in read_returned((root / "kaitou.docx").read_bytes()).passages]
    assert "「連携中枢都市圏形成に係る連携協約書」（蓬田村）への意見に対する回答" in paper
    assert [
        "Unknown Author　令和8年11月28日",
        "第5条",
        "「毎年度」を「年2回」に改める",
        "採用",
        "協議の上、決めました。",
    ] == (paper[paper.index("11") + 1 :][:5])
    assert (root / "kaitou.pdf").read_bytes().startswith(b"%PDF")


def test_what_a_clerk_has_written_beside_the_answers_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A reply that was worked on in Word, and notes in the list: neither is lost, and the source waits for both."""
    root = office(tmp_path, monkeypatch)
    run("back.docx", "--decisions", "taiou.yaml")
    listed = (root / "taiou.yaml").read_text(encoding="utf-8") + "# 企画課と協議中\n"
    (root / "taiou.yaml").write_text(listed, encoding="utf-8")
    (root / "kaitou.docx").write_bytes(b"mine")
    before = (root / AGREEMENT).read_bytes()

    assert 1 == run("back.docx", "--accept", "11", "--reply", "kaitou.docx")[0]
    assert (b"mine", before) == ((root / "kaitou.docx").read_bytes(), (root / AGREEMENT).read_bytes())
    assert 0 == run("back.docx", "--decisions", "taiou.yaml", "--reply", "kaitou.docx", "--force")[0]
    assert listed == (root / "taiou.yaml").read_text(encoding="utf-8")
    assert b"mine" != (root / "kaitou.docx").read_bytes()


def test_decisions_of_another_state_of_the_source_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    root = office(tmp_path, monkeypatch)
    run("back.docx", "--decisions", "taiou.yaml")
    path = root / AGREEMENT
    path.write_text(path.read_text(encoding="utf-8").replace("、毎年度、", "、毎年、"), encoding="utf-8")

    status, _, told = run("back.docx", "--decisions", "taiou.yaml")

    assert 1 == status
    assert "この文書の提案ではありません" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--accept", "21"), "番の提案はありません"),
        (("--accept", "1", "--refuse", "1"), "採用するとも、しないとも"),
        (("--reply", "kaitou.txt"), ".docx か .pdf"),
        (("--document", "aomori/nai"), "という文書はありません"),
    ],
)
def test_a_wrong_command_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
):
    root = office(tmp_path, monkeypatch)
    before = (root / AGREEMENT).read_bytes()

    done = CliRunner().invoke(cli, ["review", "back.docx", *arguments])

    assert 2 == done.exit_code
    assert words in done.output
    assert before == (root / AGREEMENT).read_bytes()


def test_all_that_can_be_accepted_is_written_and_the_rest_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    office(tmp_path, monkeypatch)

    status, said, told = run("back.docx", "--accept", "すべて")

    assert 0 == status
    assert "2、3、4、6、8、9、10、11、12、13、14、16、17、18、19、20番を書き込みました" in said
    assert 4 == told.count("番は自動では書けません")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    office(tmp_path, monkeypatch)

    status, _, told = run("nai.docx")

    assert 1 == status
    assert "nai.docx" in told


@pytest.mark.parametrize("paper", ["kaitou.docx", "kaitou.pdf"])
def test_a_paper_that_came_back_without_a_proposal_has_a_reply_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paper: str
):
    """The reply of no proposals named a style that no template has: a traceback."""
    folder(tmp_path, "aomori")
    monkeypatch.chdir(tmp_path)
    assert 0 == CliRunner().invoke(cli, ["build", "aomori/kyoyaku-蓬田村", "--format", "docx"]).exit_code

    status, said, _ = run("build/aomori/kyoyaku-蓬田村.docx", "--reply", paper)

    assert 0 == status, said
    assert (tmp_path / paper).exists()


def test_where_there_is_no_proposal_none_can_be_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """「1から0まで」 is no answer."""
    folder(tmp_path, "aomori")
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, ["build", "aomori/kyoyaku-蓬田村", "--format", "docx"])

    status, _, told = run("build/aomori/kyoyaku-蓬田村.docx", "--accept", "1")

    assert 2 == status
    assert "「1」番の提案はありません（提案は0件です）。" in told
