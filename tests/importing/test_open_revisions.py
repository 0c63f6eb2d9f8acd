"""A paper with open revisions has two texts: it is the base of nothing until somebody says which of them is meant."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.commands.papers.build import build
from pipeline.cli.commands.revision.amend import amend
from pipeline.cli.commands.revision.diff import diff
from pipeline.importing.open_revisions import Choice, open_revisions, resolved
from pipeline.importing.word.document import read_docx
from tests.importing.test_word import W
from tests.workshop import AGREEMENT, edit, project

DONE, PROBLEMS = 0, 1
RELATED = "http://schemas.openxmlformats.org"
DOCUMENT = "aomori/kyoyaku-蓬田村"
WHO = 'w:id="901" w:author="蓬田村" w:date="2022-01-05T09:00:00Z"'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path))
    run("build", DOCUMENT, "--format", "docx")
    return tmp_path


def run(command: str, *arguments: str) -> Result:
    commands = {"amend": amend, "build": build, "diff": diff}
    return CliRunner().invoke(commands[command], arguments, catch_exceptions=False)


def run_of(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def gone(words: str) -> str:
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def put_in(words: str) -> str:
    return f"<w:ins {WHO}>{run_of(words)}</w:ins>"


def returned(root: Path, made: str, comments: str = "") -> Path:
    """The agreement as it came back: 毎年度 in 第5条 marked by the partner."""
    source, target = root / f"build/{DOCUMENT}.docx", root / "back.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info.filename)
            if info.filename == "word/document.xml":
                text = content.decode()
                at = text.index("毎年度、圏域内の")
                start, end = text.rindex("<w:r>", 0, at), text.index("</w:r>", at) + len("</w:r>")
                words = text[text.index(">", text.rindex("<w:t", 0, at)) + 1 : text.index("</w:t>", at)]
                before, after = words.split("毎年度", 1)
                content = (text[:start] + run_of(before) + made + run_of(after) + text[end:]).encode()
            new.writestr(info, content)
        if comments:
            new.writestr("word/comments.xml", comments)
    return target


TRACKED = gone("毎年度") + put_in("年2回")


def lines(data: bytes) -> str:
    return "\n".join(line.text for line in read_docx(data, "x.docx").lines)


def test_the_two_texts_of_a_paper(root: Path):
    back = returned(root, TRACKED).read_bytes()

    accepted, rejected = lines(resolved(back, "accept")), lines(resolved(back, "reject"))

    assert lines((root / f"build/{DOCUMENT}.docx").read_bytes()) == rejected
    assert rejected.replace("毎年度、圏域内の", "年2回、圏域内の") == accepted
    assert [("削除", "蓬田村", "2022-01-05", "毎年度"), ("挿入", "蓬田村", "2022-01-05", "年2回")] == [
        (o.kind, o.author, o.date, o.words) for o in open_revisions(back)
    ]


@pytest.mark.parametrize(
    ("made", "kind", "words"),
    [
        (TRACKED, "挿入（蓬田村、2022-01-05）", "年2回"),
        (put_in("年2回、") + run_of("毎年度"), "挿入（蓬田村、2022-01-05）", "年2回、"),
        (run_of("毎年度", "<w:dstrike/>") + run_of("年2回"), "取消線", "毎年度"),
        (run_of("毎年度") + run_of("（案）", "<w:vanish/>"), "隠し文字", "（案）"),
    ],
)
def test_such_a_paper_is_no_base_until_it_is_said_which_text_is_meant(root: Path, made: str, kind: str, words: str):
    """「第5条中「年2回」を「毎年度」に改める。」 amended words that nobody ever signed."""
    returned(root, made)
    edit(root / AGREEMENT, "相互に連携を図る", "相互に密接な連携を図る")

    asked = ("amend", DOCUMENT, "--from", "back.docx", "--on", "令和4年3月25日")
    refused, rejected = run(*asked), run(*asked, "--revisions", "reject")

    assert PROBLEMS == refused.exit_code
    assert "文が二通りに読めます" in refused.stderr
    assert f"{kind}: 「{words}」" in refused.stderr
    assert DONE == rejected.exit_code, rejected.stderr
    assert f"{kind}: 「{words}」" in rejected.stderr
    if kind != "取消線":
        said = (root / f"build/{DOCUMENT}-変更/改め文.txt").read_text(encoding="utf-8")
        assert "第5条" not in said


def test_comments_are_told_and_make_no_second_text(root: Path):
    comments = (
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:comment w:id="1" w:author="法規担当"><w:p><w:r><w:t>毎年度でよいか</w:t></w:r></w:p></w:comment></w:comments>'
    )
    returned(root, run_of("毎年度"), comments)

    done = run("diff", DOCUMENT, "back.docx")

    assert (DONE, "変わるところはありません。\n") == (done.exit_code, done.stdout)
    assert "コメント（法規担当）: 「毎年度でよいか」" in done.stderr


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("accept", "〔毎年度〕、圏域内の他の町村長とと…\n    + …する連絡調整を図るため、〔年2回〕"),
        ("reject", "変わるところはありません。"),
    ],
)
def test_a_comparison_tells_what_is_open_and_reads_what_was_chosen(root: Path, choice: str, told: str):
    returned(root, TRACKED)

    done = run("diff", DOCUMENT, "back.docx", "--revisions", choice)

    assert told in done.stdout
    assert "挿入（蓬田村、2022-01-05）: 「年2回」" in done.stderr
    assert "削除（蓬田村、2022-01-05）: 「毎年度」" in done.stderr


@pytest.mark.parametrize(("choice", "shown"), [("accept", "新しい注"), ("reject", "古い注")])
def test_what_is_open_in_a_note_or_at_the_head_of_the_pages_is_told_and_resolved(choice: Choice, shown: str):
    """They were read with every change accepted, whatever was chosen, and nothing was told; whatever the text is called."""
    change = (
        f"<w:del {WHO}><w:r><w:delText>古い</w:delText></w:r></w:del><w:ins {WHO}><w:r><w:t>新しい</w:t></w:r></w:ins>"
    )
    told = f"<w:p>{change}<w:r><w:t>注</w:t></w:r></w:p>"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATED}/package/2006/relationships"><Relationship Id="a" Type="{RELATED}/officeDocument/2006/relationships/officeDocument" Target="word/document2.xml"/></Relationships>',
        "word/document2.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>本文</w:t></w:r></w:p></w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1">{told}</w:footnote></w:footnotes>',
        "word/header1.xml": f"<w:hdr {W}>{told}</w:hdr>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    assert ["削除", "挿入"] * 2 == [each.kind for each in open_revisions(out.getvalue())]
    read = read_docx(resolved(out.getvalue(), choice), "back.docx")
    assert [shown, shown] == [note.words for note in read.notes]


@pytest.mark.parametrize("stray", [f"<w:trPr><w:ins {WHO}/></w:trPr>", f"<w:tcPr><w:cellDel {WHO}/></w:tcPr>"])
def test_a_mark_of_a_row_that_stands_in_none_is_no_error(stray: str):
    """A damaged file ended in an error of ours."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body><w:p>{stray}</w:p></w:body></w:document>")

    assert [""] == [each.words for each in open_revisions(out.getvalue())]
