"""Comments that silence, the baseline, SARIF, and cures written into files."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import jsonschema
import pytest
from click.testing import CliRunner, Result
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.main import cli
from pipeline.lint import baseline, cure, sarif
from pipeline.lint.choice import rules
from pipeline.lint.examine import examine
from pipeline.lint.paper import text_sheet
from pipeline.lint.rules import RULES
from tests.lint.corpus import SEEDED
from tests.workshop import TABLED, small_project, table_book

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
BAD = "甲および乙は、3ヶ所で行なう。"


def findings(text: str):
    return examine(text_sheet("x.txt", text), rules())


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli, ["lint", *arguments], catch_exceptions=False)


def listed(result: Result) -> list[str]:
    return [found["code"] for found in json.loads(result.stdout)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path)


def source(project: Path) -> Path:
    return project / "sources" / "aomori" / "small.yaml"


def worsen(project: Path, behind: str = "") -> None:
    """Puts one wrong word into an article of the small agreement."""
    text = source(project).read_text(encoding="utf-8")
    before = next(line for line in text.split("\n") if line.lstrip().startswith("本文: ") and "及び" in line)
    source(project).write_text(text.replace(before, before.replace("及び", "および", 1) + behind, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ("{協力: 連携, 連携: 協力}", "「協力」を「連携」に直すとありますが、「連携」も直す語です"),
        ('{"": 連携}', "何も直しません"),
        ("{連携: 連携}", "何も直しません"),
    ],
)
def test_words_of_a_house_that_undo_each_other_are_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, terms: str, told: str
):
    """With --fix each run wrote the other word."""
    profiles = project / "sources" / "profiles"
    profiles.mkdir(exist_ok=True)
    (profiles / "半角.yaml").write_text(f"種別: 流儀\n名称: 半角\n根拠: 例\n用語: {terms}\n", encoding="utf-8")

    assert told in run(project, monkeypatch).stderr


def test_sarif_is_valid_and_keeps_what_is_known():
    found = findings(BAD)
    made = json.loads(sarif.render(found[:1], found[1:2], [(found[2], "固有の語")], RULES, "1"))

    jsonschema.validate(made, SCHEMA)
    results = made["runs"][0]["results"]
    assert ["new", "unchanged", "unchanged"] == [r["baselineState"] for r in results]
    assert [[], ["external"], ["inSource"]] == [[s["kind"] for s in r["suppressions"]] for r in results]


def test_a_baseline_survives_lines_that_move():
    before = {baseline.fingerprint(f) for f in findings(BAD)}
    after = {baseline.fingerprint(f) for f in findings(f"前の行である。\n\n{BAD}\n後の行である。")}

    assert before == after


def test_a_baseline_keeps_the_reasons_that_a_person_wrote():
    found = findings(BAD)
    first = baseline.read(baseline.render(found))
    explained = [baseline.Known(k.fingerprint, k.rule, k.document, k.words, "引用のため") for k in first]

    assert {"引用のため"} == {k.reason for k in baseline.read(baseline.render(found, explained))}


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"version": 9, "findings": []}', b"\xff"])
def test_what_is_no_baseline_is_refused(data: bytes):
    with pytest.raises(baseline.BaselineError):
        baseline.read(data)


@pytest.mark.parametrize("now", ["一行加わった。\n{}", "{}又は", "", "\udc83"])
def test_a_file_that_was_written_to_since_is_not_cured(now: str):
    """The words of another place would be exchanged."""
    text = "\n".join(s for s, _ in SEEDED)
    own = cure.certain(findings(text)).get("x.txt", [])

    assert own
    assert cure.carried_out(text.encode(), own) is not None
    assert cure.carried_out(now.format(text).encode(errors="surrogateescape"), own) is None


@given(st.lists(st.sampled_from([s for s, _ in SEEDED]), max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_cures_leave_every_other_byte(sentences: list[str], end: str, bom: bool):
    """Outside the words that were cured, the file is the same; what was cured is not found again."""
    data = (b"\xef\xbb\xbf" if bom else b"") + end.join(sentences).encode()
    text = "\n".join(sentences)
    own = cure.certain(findings(text)).get("x.txt", [])

    made = cure.carried_out(data, own)

    assert made is not None
    assert made.startswith(b"\xef\xbb\xbf") == bom
    assert made.count(end.encode()) == data.count(end.encode())
    again = findings(made.decode("utf-8-sig").replace("\r\n", "\n"))
    assert not cure.certain(again).get("x.txt") or len(cure.certain(again)["x.txt"]) < len(own)


def test_a_document_is_linted_at_its_source(project: Path, monkeypatch: pytest.MonkeyPatch):
    assert [] == listed(run(project, monkeypatch, "--json"))
    worsen(project)
    result = run(project, monkeypatch, "--json")

    assert 1 == result.exit_code
    [found] = json.loads(result.stdout)
    assert ("公用文-001", "sources/aomori/small.yaml", "および", "及び") == (
        found["code"],
        found["file"],
        found["words"],
        found["proposal"],
    )
    line = source(project).read_text(encoding="utf-8").split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 :].startswith("および")


def test_fix_writes_the_proposal_and_nothing_else(project: Path, monkeypatch: pytest.MonkeyPatch):
    before = source(project).read_bytes()
    worsen(project)
    result = run(project, monkeypatch, "--fix")

    assert 0 == result.exit_code
    assert before == source(project).read_bytes()


def test_fix_leaves_words_of_a_workbook_to_the_workbook(project: Path, monkeypatch: pytest.MonkeyPatch):
    data = table_book(("観光", "発信および宣伝をする。", "行う。", "行う。"))
    (project / "sources" / "aomori" / "別表.xlsx").write_bytes(data)
    source(project).write_text(TABLED, encoding="utf-8")
    result = run(project, monkeypatch, "--fix")

    assert 0 == result.exit_code, result.output
    assert "人が決める所 1か所" in result.stdout
    assert data == (project / "sources" / "aomori" / "別表.xlsx").read_bytes()


def test_a_comment_with_a_reason_silences(project: Path, monkeypatch: pytest.MonkeyPatch):
    worsen(project, "  # lint: 公用文-001 他市の文の写し")

    assert [] == listed(run(project, monkeypatch, "--json"))


def test_a_comment_without_a_reason_silences_nothing_and_is_told(project: Path, monkeypatch: pytest.MonkeyPatch):
    worsen(project, "  # lint: 公用文-001")
    result = run(project, monkeypatch, "--json")

    assert ["公用文-001"] == listed(result)
    assert "理由がありません" in result.stderr


def test_the_house_decides_words_and_rules(project: Path, monkeypatch: pytest.MonkeyPatch):
    worsen(project)
    profile = project / "sources" / "profiles" / "半角.yaml"
    profile.parent.mkdir(exist_ok=True)
    profile.write_text(
        "種別: 流儀\n名称: 半角\n根拠: 試験\n数字: 半角\nlint: { 公用文-001: 切 }\n用語: { 協力: 連携 }\n",
        encoding="utf-8",
    )
    codes = set(listed(run(project, monkeypatch, "--json")))

    assert {"公用文-100"} == codes


def test_known_findings_do_not_fail(project: Path, monkeypatch: pytest.MonkeyPatch):
    worsen(project)
    assert 0 == run(project, monkeypatch, "--baseline", "known.json", "--accept").exit_code
    result = run(project, monkeypatch, "--json", "--baseline", "known.json")

    assert (0, []) == (result.exit_code, listed(result))


def test_a_text_file_needs_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    result = run(tmp_path, monkeypatch, "a.txt", "--json")

    assert ["公用文-001", "公用文-003", "公用文-010"] == sorted(listed(result))


def test_words_of_a_word_file_that_no_rule_has_seen_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A paper was passed whose header, footnote or deleted words nobody had looked at."""
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "甲および乙の案"
    gone = parse_xml(
        f'<w:del {nsdecls("w")} w:id="1" w:author="甲"><w:r><w:delText>ならびに丙</w:delText></w:r></w:del>'
    )
    paper.add_paragraph("甲及び乙は、協力する。")
    paper.element.body[0].append(gone)
    paper.save(str(tmp_path / "a.docx"))

    result = run(tmp_path, monkeypatch, "a.docx")

    assert 0 == result.exit_code
    assert "所見0件。" in result.output
    assert "ヘッダーの文は調べていません: 「甲および乙の案」" in result.output
    assert "ならびに丙" in result.output


_RUN = "<w:r xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:v='urn:schemas-microsoft-com:vml'>{}</w:r>"


@pytest.mark.parametrize(
    ("inner", "told"),
    [
        (
            "<w:pict><v:shape><v:textpath string='甲および乙'/></v:shape></w:pict>",
            "図の中の文は読みません: 「甲および乙」",
        ),
        ("<w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox/></w:ffData></w:fldChar>", "ここにチェックボックス"),
        ("<w:subDoc/>", "別のファイルにある文"),
    ],
    ids=["word art", "form", "other file"],
)
def test_what_says_words_that_were_not_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str, told: str
):
    """By its sort and not by how its message begins: the words of WordArt were passed."""
    paper = docx.Document()
    paper.add_paragraph("甲及び乙は、協力する。")
    paper.element.body[0].append(parse_xml(_RUN.format(inner)))
    paper.save(str(tmp_path / "a.docx"))

    result = run(tmp_path, monkeypatch, "a.docx")

    assert told in result.output
    assert "この部分は、目で確かめてください" in result.output


def test_a_word_file_that_was_read_whole_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    paper = docx.Document()
    paper.add_paragraph("甲及び乙は、協力する。")
    paper.save(str(tmp_path / "a.docx"))

    assert "所見0件。\n" == run(tmp_path, monkeypatch, "a.docx").output


def test_a_comment_on_a_rule_that_was_not_asked_is_not_idle(project: Path, monkeypatch: pytest.MonkeyPatch):
    """Check asks the first rules alone: 公用文-012 may silence what only lint finds."""
    worsen(project, "  # lint: 公用文-012 他市の文の写し")
    monkeypatch.chdir(project)
    checked = CliRunner().invoke(cli, ["check"], catch_exceptions=False)
    linted = run(project, monkeypatch)

    assert "当たる所見がありません" not in checked.stderr
    assert "当たる所見がありません" in linted.stderr
