"""The commands as a clerk meets them: what they print, and the status they leave."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pikepdf
import pytest
import yaml
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from tests.workshop import AGREEMENT, AREA, ROOT, SMALL, edit, project, small_project

DONE, PROBLEMS, USAGE = 0, 1, 2


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def renkei(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


def test_build_says_what_it_made(root: Path):
    done = renkei("build", "--format", "txt")

    assert done.exit_code == DONE
    assert "build/aomori/kyoyaku-蓬田村.txt" in done.stdout
    assert "4文書を作りました。" in done.stdout
    assert "" == done.stderr
    assert (root / "build" / "aomori" / "kyoyaku-蓬田村.txt").is_file()


@pytest.mark.parametrize(
    "name", ["aomori/kyoyaku-蓬田村", "kyoyaku-蓬田村", "aomori", "kyoyaku", "aomori/kyoyaku", AGREEMENT]
)
def test_a_document_answers_to_all_its_names(root: Path, name: str):
    done = renkei("build", name, "--format", "txt", "--out", "出力")

    assert done.exit_code == DONE
    count = 1 if "蓬田村" in name else 4
    assert count == len(list((root / "出力" / "aomori").iterdir()))


def test_formats_add_up(root: Path):
    assert (
        0 == renkei("build", "aomori/kyoyaku-蓬田村", "--format", "txt", "--format", "pdf,html", "--out", "o").exit_code
    )
    assert {".txt", ".pdf", ".html"} == {p.suffix for p in (root / "o" / "aomori").iterdir()}


@pytest.mark.parametrize("folder", ["sources", "sources/aomori", "./templates/docx", "build/../sources"])
@pytest.mark.parametrize("command", [("build", "--format", "xlsx"), ("amend",), ("compare",), ("watch",), ("dates",)])
def test_nothing_is_made_among_what_it_is_made_from(root: Path, command: tuple[str, ...], folder: str):
    """A workbook that is made would take the place of one that a table is read from."""
    before = sorted(root.rglob("*"))
    done = renkei(*command, "--out", folder)

    assert done.exit_code == USAGE
    assert "出力先にできません" in done.stderr
    assert before == sorted(root.rglob("*"))


def test_an_unknown_document_is_a_wrong_command_line(root: Path):
    done = renkei("build", "aomori/kyouyaku")

    assert done.exit_code == USAGE
    assert "「aomori/kyouyaku」という文書はありません。「aomori/kyoyaku」の書き誤りではありませんか。" in done.stderr


@pytest.mark.parametrize(
    "arguments", [("--format", "doc"), ("--format", ","), ("--jobs", "0"), ("--jobs", "x"), ("--nothing",)]
)
def test_a_wrong_option_is_a_wrong_command_line(root: Path, arguments: tuple[str, ...]):
    assert renkei("build", *arguments).exit_code == USAGE


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_folder_without_sources_is_a_wrong_command_line(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)

    done = renkei(command)

    assert done.exit_code == USAGE
    assert "ここに sources フォルダがありません" in done.stderr


def test_check_finds_nothing_wrong_with_the_shipped_sources(root: Path):
    done = renkei("check")

    assert (DONE, "4文書を調べました。誤りはありません。\n") == (done.exit_code, done.stdout)
    assert not (root / "build").exists()


# Bad input of the issue, each as a clerk would meet it: edit, code of the problem, words of its message.
BAD = {
    "misspelt key": (AGREEMENT, "末文: |", "末分: |", "項目名", "「末分」という項目はありません"),
    "duplicate key": (AGREEMENT, "末文: |", "題名: 二つめ\n末文: |", "重複", "「題名」が二度書かれています"),
    "tab": (AGREEMENT, "末文: |", "末文:\t|", "タブ", "タブがあります"),
    "anchor": (AGREEMENT, "末文: |", "末文: &a |", "構文", "「&a」（アンカー・エイリアス）は使えません"),
    "control character": (AGREEMENT, "協議の上、定める。", "協議の上\x0b、定める。", "文字", "U+000B"),
    "bidi character": (AGREEMENT, "協議の上、定める。", "協議の上\u202e、定める。", "文字", "U+202E"),
    "impossible date": (AGREEMENT, "\n締結日: 令和元年12月25日", "\n締結日: 令和元年13月25日", "日付", "13"),
    "date before the era": (AGREEMENT, "\n締結日: 令和元年12月25日", "\n締結日: 令和元年4月1日", "日付", "令和"),
    "missing party": (
        AGREEMENT,
        "  乙: [平内町, 今別町, 蓬田村, 外ヶ浜町]\n",
        "",
        "当事者",
        "当事者が一つしかありません",
    ),
    "unknown municipality": (
        AGREEMENT,
        "甲: 青森市",
        "甲: 青盛市",
        "市町村",
        "「青盛市」は圏域「青森圏域」の市町村にありません",
    ),
    "no head on the day": (
        AGREEMENT,
        "\n締結日: 令和元年12月25日",
        "\n締結日: 平成28年11月1日",
        "在任",
        "在任する青森市の長がいません",
    ),
    "dangling key": (
        AGREEMENT,
        '{{ 引用("目的") }}',
        '{{ 引用("目標") }}',
        "引用",
        "「目標」という見出し又はキーはありません",
    ),
    "dangling literal": (
        AGREEMENT,
        "この連携協約に関し",
        "第9条に規定する協約に関し",
        "引用",
        "「第9条」に当たるものがこの文書にありません",
    ),
    "outside expression": (
        AGREEMENT,
        "{{ 通数 }}",
        "{{ 通数.__class__ }}",
        "差し込み",
        "差し込み項目では項目名・引用だけが使えます",
    ),
    "typed copies": (AGREEMENT, "{{ 通数 }}通", "3通", "通数", "末文は「3通を作成」ですが、当事者は2者です"),
    "unknown partner": (AGREEMENT, "平内町: 除く", "平内村: 除く", "相手方別", "「平内村」は相手方にありません"),
    "unknown kind": (AGREEMENT, "種別: 連携協約書", "種別: 連携協定書", "種別", "「連携協定書」という種別はありません"),
    "unknown profile": (AREA, "流儀: 半角", "流儀: ../半角", "流儀", "「../半角」という流儀はありません"),
    "two heads": (AREA, "退任日: 令和2年3月31日", "退任日: 令和2年5月31日", "在任", "の長が二人います"),
}


@pytest.mark.parametrize("case", BAD, ids=str)
def test_bad_input_is_told_in_japanese_with_place_and_cure(root: Path, case: str):
    file, old, new, code, words = BAD[case]
    edit(root / file, old, new)

    done = renkei("check")

    assert done.exit_code == PROBLEMS
    assert f"エラー[{code}]: " in done.stderr
    assert words in done.stderr
    assert "= 直し方: " in done.stderr
    assert f"--> {file}:" in done.stderr or "--> area.yaml" in done.stderr


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "空"), ("題名: 協約書".encode("cp932"), "文字コード"), (b"x", "種別"), (b"- 1\n", "種別")]
)
def test_a_file_that_is_no_source_is_told(root: Path, data: bytes, code: str):
    (root / "sources" / "aomori" / "壊.yaml").write_bytes(data)

    done = renkei("build", "--format", "txt")

    assert done.exit_code == PROBLEMS
    assert f"エラー[{code}]" in done.stderr
    assert "4文書を作りました。作れなかったもの: aomori/壊" in done.stdout


def test_facts_that_are_missing_are_told(root: Path):
    (root / AREA).unlink()

    done = renkei("check")

    assert done.exit_code == PROBLEMS
    assert f"--> {AREA}" in done.stderr


def test_problems_of_a_master_are_told_once_for_all_partners(root: Path):
    edit(root / AGREEMENT, "この連携協約に関し", "第9条に規定する協約に関し")

    assert 1 == renkei("check").stderr.count("エラー[引用]")


def test_machines_get_problems_as_json(root: Path):
    edit(root / AGREEMENT, "この連携協約に関し", "第9条に規定する協約に関し")

    done = renkei("build", "--json", "--format", "txt")

    [diagnostic] = json.loads(done.stdout)["diagnostics"]
    assert ("error", "引用", AGREEMENT) == (diagnostic["severity"], diagnostic["code"], diagnostic["file"])
    assert diagnostic["line"] > 1
    assert done.exit_code == PROBLEMS


def test_list_tells_id_kind_title_sources_and_outputs(root: Path):
    listed = json.loads(renkei("list", "--json").stdout)["documents"]

    assert [d["id"] for d in listed] == [
        "aomori/kyoyaku-平内町",
        "aomori/kyoyaku-今別町",
        "aomori/kyoyaku-蓬田村",
        "aomori/kyoyaku-外ヶ浜町",
    ]
    assert "連携中枢都市圏形成に係る連携協約書" == listed[0]["title"]
    assert [AGREEMENT, AREA, "sources/profiles/半角.yaml"] == listed[0]["sources"]
    assert "build/aomori/kyoyaku-平内町.docx" == listed[0]["outputs"][0]
    assert "題名 連携中枢都市圏形成に係る連携協約書" in renkei("list").stdout


def test_the_schema_of_a_kind_accepts_the_shipped_sources(root: Path):
    for kind, file in (("連携協約書", AGREEMENT), ("圏域", AREA)):
        schema = json.loads(renkei("schema", kind).stdout)
        source = yaml.load((root / file).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)

        jsonschema.validate(source, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**source, "余計": "x"}, schema)


def test_the_schema_of_an_unknown_kind_is_a_wrong_command_line():
    done = renkei("schema", "連携協定書")

    assert done.exit_code == USAGE
    assert "「連携協約書」の書き誤りではありませんか" in done.stderr


def test_a_date_that_stays_blank_prints_blank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Never today's date (domain notes 5.2, mistake 7)."""
    text = SMALL.replace("締結日: 令和元年12月25日", "締結日:\n基準日: 令和2年1月10日")
    monkeypatch.chdir(small_project(tmp_path, text))

    assert renkei("build", "--format", "txt").exit_code == DONE
    assert "令和　　年　　月　　日" in (tmp_path / "build/aomori/small.txt").read_text(encoding="utf-8")


def test_a_blank_date_without_a_day_to_go_by_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(small_project(tmp_path, SMALL.replace("締結日: 令和元年12月25日", "締結日:")))

    done = renkei("check")

    assert done.exit_code == PROBLEMS
    assert "締結日が空欄で、基準日もありません" in done.stderr


def test_a_template_of_the_clerk_wins_and_its_faults_are_told(root: Path):
    (root / "templates" / "docx").mkdir(parents=True)
    (root / "templates" / "docx" / "agreement.docx").write_bytes(b"not a zip")

    done = renkei("build", "aomori/kyoyaku-蓬田村")

    assert done.exit_code == PROBLEMS
    assert "--> templates/docx/agreement.docx" in done.stderr
    assert "0文書を作りました。" in done.stdout


def test_remarks_on_a_document_that_stays_as_it_is_are_not_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The second build said nothing of them, as if they had been seen to."""
    shutil.copytree(ROOT / "sources/shiomi", tmp_path / "sources/shiomi")
    edit(tmp_path / "sources/shiomi/yosan.yaml", "当初: 52,000千円", "当初: 52,000,600円")
    edit(tmp_path / "sources/shiomi/yosan.yaml", '一般財源: "52,000千円"', '一般財源: "52,000,600円"')
    monkeypatch.chdir(tmp_path)

    first, second = (
        renkei("build", "shiomi/yosan", "--format", "txt"),
        renkei("build", "shiomi/yosan", "--format", "txt"),
    )
    told = renkei("check", "shiomi/yosan")

    assert "注意2件" in first.stderr
    assert "そのままです。そのうち1文書には「注意」があります（renkei check shiomi/yosan など）。" in second.stdout
    assert "注意2件" in told.stderr


def test_a_draft_is_marked_and_the_marks_are_no_words(root: Path):
    name = "aomori/kyoyaku-蓬田村"
    renkei("build", name, "--format", "txt,docx,pdf")
    final = {p.suffix: p.read_bytes() for p in (root / "build" / "aomori").iterdir()}

    assert DONE == renkei("build", name, "--draft").exit_code

    draft = {p.suffix: p.read_bytes() for p in (root / "build" / "aomori").iterdir()}
    assert final[".txt"] == draft[".txt"]
    assert final[".pdf"] != draft[".pdf"]
    assert final[".docx"] != draft[".docx"]


def test_a_pdf_can_carry_its_sources(root: Path):
    assert DONE == renkei("build", "aomori/kyoyaku-蓬田村", "--format", "pdf", "--embed-source").exit_code

    with pikepdf.open(root / "build" / "aomori" / "kyoyaku-蓬田村.pdf") as pdf:
        held = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert {"kyoyaku.yaml": (root / AGREEMENT).read_bytes(), "area.yaml": (root / AREA).read_bytes()} == held


def test_the_documents_that_there_are_are_each_named_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A document without partners was named twice: by its source, and by itself."""
    monkeypatch.chdir(small_project(tmp_path))
    rule = "種別: 例規\n題名: 青森市規則\n条:\n  - 本文: 施行する。\n"
    (tmp_path / "sources/aomori/kisoku.yaml").write_text(rule, encoding="utf-8")
    done = renkei("build", "aomori", "nai")

    named = done.stderr.partition("使えるのは ")[2].partition(" です。")[0].split("、")
    assert 1 == named.count("aomori/kisoku")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.4\n", "「旧.doc」はPDFなので、ここでは読めません"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le"), "古い形式のWord文書（.doc）なので"),
        ("協約".encode(), "「旧.doc」という文書はありません"),
    ],
)
def test_a_file_that_is_no_source_is_told_by_what_it_is(root: Path, data: bytes, told: str):
    """「旧.doc」という文書はありません was said of a file that lay there."""
    (root / "旧.doc").write_bytes(data)

    done = renkei("lint", "旧.doc")

    assert done.exit_code == USAGE
    assert told in done.stderr


def test_a_source_that_is_a_word_document_is_told_so(root: Path):
    """The bytes of a Word document were said to be no UTF-8, and the cure was to save them as text."""
    shutil.copy(next(ROOT.glob("templates/docx/*.docx")), root / "sources/aomori/kyoyaku.yaml")

    done = renkei("check", "aomori")

    assert "テキストのファイルでなく、Word文書（.docx）です" in done.stderr
    assert "UTF-8ではない" not in done.stderr
