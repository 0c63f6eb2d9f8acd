"""renkei verify: every file as it was made, or told what became of it; with and without the sources."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.project import store
from tests.workshop import AGREEMENT, build, edit, project, small_project

ONE = "aomori/kyoyaku-蓬田村"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("verify"))
    build(root)
    return root


@pytest.fixture
def root(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = shutil.copytree(made_once, tmp_path / "root", copy_function=shutil.copy2)
    monkeypatch.chdir(root)
    return root


def verify(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["verify", *arguments])
    return done.exit_code, done.output


def test_what_was_just_made_is_as_it_was_made(root: Path):
    assert (0, "12ファイルは作ったときのままです。\n") == verify()


def test_a_copy_without_sources_is_verified_too(root: Path, monkeypatch: pytest.MonkeyPatch):
    copy = shutil.copytree(root / "build", root.parent / "USB")
    monkeypatch.chdir(root.parent)

    assert (0, "12ファイルは作ったときのままです。\n") == verify(str(copy))


@pytest.mark.parametrize("format_", ["docx", "txt"])
def test_any_changed_byte_is_told(root: Path, format_: str):
    path = root / f"build/{ONE}.{format_}"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    status, said = verify()

    assert 1 == status
    assert f"{ONE}.{format_} は、作った後で書き換えられています" in said


def test_what_is_missing_and_what_is_foreign_is_told(root: Path):
    (root / f"build/{ONE}.pdf").unlink()
    (root / "build/メモ.txt").write_text("x", encoding="utf-8")
    status, said = verify()

    assert 1 == status
    assert f"{ONE}.pdf がありません" in said
    assert "メモ.txt は manifest.json に記録がありません" in said


def test_the_papers_of_a_partner_that_was_taken_out_are_not_told_as_of_others(root: Path):
    """They were made by a build, and were told not to be."""
    edit(root / AGREEMENT, "蓬田村, ", "")
    build(root)
    _, said = verify()

    assert f"{ONE}.pdf は manifest.json に記録がありません" in said
    assert "原稿から外した文書の前の出力か、ほかから置かれたもの" in said


@pytest.mark.parametrize("name", [f"{ONE}.pdf", "SHA256SUMS"])
def test_a_file_that_cannot_be_read_is_not_told_as_missing(root: Path, name: str):
    """Whoever put back a copy of a file that another program held wrote over it. What stands in its place cannot be read even by root."""
    (root / "build" / name).unlink()
    (root / "build" / name).mkdir()

    code, said = verify()

    assert 1 == code
    assert f"{name} を読めません（フォルダです）" in said
    assert f"{name} がありません" not in said


def test_a_document_of_older_sources_is_told(root: Path):
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")
    status, said = verify()

    assert 1 == status
    assert 4 == said.count("は、今の原稿から作ったものではありません")


def test_a_word_document_that_was_packed_anew_says_the_same_words(root: Path):
    """As a gateway does that unpacks what comes by mail."""
    path = root / f"build/{ONE}.docx"
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    repacked = verify()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(name, data.replace("蓬田村".encode(), "蓬田町".encode()))
    reworded = verify()

    assert 0 == repacked[0]
    assert "文字の情報は同じ字句ですが、見え方、絵、頁の上下の文が同じかは確かめられません" in repacked[1]
    assert 1 == reworded[0]
    assert "書き換えられています" in reworded[1]


def test_a_text_whose_lines_end_otherwise_says_the_same_words(root: Path):
    """As mail programs and editors of Windows leave it."""
    path = root / f"build/{ONE}.txt"
    words = path.read_text(encoding="utf-8")
    path.write_bytes(b"\xef\xbb\xbf" + words.replace("\n", "\r\n").encode())
    resaved = verify()
    path.write_bytes(b"\xef\xbb\xbf" + words.replace("蓬田村", "蓬田町").replace("\n", "\r\n").encode())
    reworded = verify()

    assert 0 == resaved[0]
    assert "字句は同じです" in resaved[1]
    assert 1 == reworded[0]
    assert "書き換えられています" in reworded[1]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.9, 0.99])
def test_any_changed_byte_of_a_pdf_is_told(root: Path, share: float):
    """In a font the words stay what they were, and what one sees may not: that is said, too."""
    path = root / f"build/{ONE}.pdf"
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 1
    path.write_bytes(data)
    status, said = verify()

    assert (status, "書き換えられています" in said) == (1, True) or "頁の上下の文が同じかは確かめられません" in said


@pytest.mark.parametrize("how", ["saved", "untagged", "stripped"])
def test_a_pdf_that_was_saved_anew_says_the_same_words(root: Path, how: str):
    """As a gateway, qpdf or a viewer leaves it; its tags and metadata may be gone."""
    path = root / f"build/{ONE}.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        if how == "untagged":
            del file.Root.StructTreeRoot
        if how != "saved":
            del file.Root.Metadata
        file.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable, recompress_flate=True)
    status, said = verify()

    assert 0 == status, said
    assert "頁の上下の文が同じかは確かめられません" in said
    assert "11ファイルは作ったときのままです（ほかに1ファイルは、字句だけが同じです）" in said


# (mutool clean says the same words, too, but may take minutes.)
TOOLS = {
    "qpdf": ["qpdf", "IN", "OUT"],
    "gs": ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=OUT", "IN"],
}


@pytest.mark.parametrize("name", TOOLS)
def test_other_programs_may_save_a_pdf_anew(root: Path, name: str):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not here")
    path = root / f"build/{ONE}.pdf"
    made = path.with_suffix(".new")
    command = [part.replace("IN", str(path)).replace("OUT", str(made)) for part in TOOLS[name]]
    subprocess.run(command, check=True, capture_output=True)
    made.replace(path)
    status, said = verify()

    assert 0 == status, said
    assert "頁の上下の文が同じかは確かめられません" in said


def test_a_pdf_of_other_words_is_altered_whoever_saved_it(root: Path, tmp_path: Path):
    """The PDF of a changed source in its place."""
    other = project(tmp_path / "other")
    edit(other / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")
    build(other, ONE, formats=("pdf",))
    with pikepdf.open(other / f"build/{ONE}.pdf") as file:
        file.save(root / f"build/{ONE}.pdf")
    status, said = verify()

    assert 1 == status
    assert f"{ONE}.pdf は、作った後で書き換えられています" in said


def with_part(path: Path, name: str, old: str, new: str) -> None:
    """A Word file in which the first `old` of a part is `new`."""
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    assert old in parts[name].decode()
    parts[name] = parts[name].decode().replace(old, new, 1).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for member, data in parts.items():
            package.writestr(member, data)


FIRST = "<w:r><w:t"
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
FOOLING = {
    "struck": (FIRST, "<w:r><w:rPr><w:strike/></w:rPr><w:t"),
    "white": (FIRST, '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t'),
    "tiny": (FIRST, '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t'),
    "a symbol": (FIRST, f'<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>{FIRST}'),
    "a field": (FIRST, f'<w:fldSimple w:instr="QUOTE 10"><w:r><w:t>10</w:t></w:r></w:fldSimple>{FIRST}'),
    "a formula": (FIRST, f"<m:oMath {MATH}><m:r><m:t>9</m:t></m:r></m:oMath>{FIRST}"),
}


@pytest.mark.parametrize("how", FOOLING)
def test_a_word_file_that_shows_something_else_does_not_say_the_same(root: Path, how: str):
    """Its texts alone, one behind another, are what they were."""
    with_part(root / f"build/{ONE}.docx", "word/document.xml", *FOOLING[how])
    status, said = verify()

    assert 1 == status
    assert f"{ONE}.docx は、作った後で書き換えられています" in said


def test_a_word_of_a_style_that_hides_does_not_say_the_same(root: Path):
    path = root / f"build/{ONE}.docx"
    with_part(path, "word/styles.xml", "<w:rPr>", "<w:rPr><w:vanish/>")
    status, said = verify()

    assert 1 == status
    assert f"{ONE}.docx は、作った後で書き換えられています" in said


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_a_word_that_went_to_the_next_cell_is_not_where_it_was(root: Path, form: str):
    """White space is no word, but it parts one cell from the next: 10, 5 would be 1, 05."""
    path = root / f"build/{ONE}.{form}"
    if form == "txt":
        words = path.read_text(encoding="utf-8")
        assert "連携施策\t取組内容" in words
        path.write_text(words.replace("連携施策\t取組内容", "連携施\t策取組内容"), encoding="utf-8")
    else:
        with_part(path, "word/document.xml", ">連携施策<", ">連携施<")
        with_part(path, "word/document.xml", ">取組内容<", ">策取組内容<")
    status, said = verify()

    assert 1 == status
    assert f"{ONE}.{form} は、作った後で書き換えられています" in said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_text_in_another_encoding_is_proven_by_itself(root: Path, encoding: str):
    """No other file needs to vouch for it."""
    path = root / f"build/{ONE}.txt"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding=encoding, newline="\r\n")
    for form in ("docx", "pdf"):
        (root / f"build/{ONE}.{form}").unlink()
    _, said = verify()

    assert f"{ONE}.txt は作ったときのファイルではありませんが、字句は同じです" in said


@pytest.mark.parametrize("how", ["gone", "altered"])
def test_the_hashes_that_others_go_by_are_those_of_the_manifest(root: Path, how: str):
    path = root / "build/SHA256SUMS"
    lines = path.read_text(encoding="utf-8")
    path.unlink() if how == "gone" else path.write_text("0" * 64 + lines[64:], encoding="utf-8")
    status, said = verify()

    assert 1 == status
    assert "SHA256SUMS" in said


def test_two_altered_files_do_not_vouch_for_each_other(root: Path):
    for path in (root / f"build/{ONE}.txt", root / f"build/{ONE}.docx"):
        path.write_bytes(path.read_bytes() + b"\n ")
    status, said = verify()

    assert 1 == status
    assert 2 == said.count("書き換えられています")


@pytest.mark.parametrize("damage", [None, b"", b"{}", b'{"documents": []}'])
def test_no_manifest_is_an_error_and_no_crash(root: Path, damage: bytes | None):
    path = root / "build/manifest.json"
    path.unlink() if damage is None else path.write_bytes(damage)
    status, said = verify()

    assert 1 == status
    assert "manifest.json" in said


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no coreutils here")
def test_anybody_can_check_the_hashes_without_renkei(root: Path):
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=root / "build", check=False)

    assert 0 == done.returncode


def test_the_papers_of_an_amendment_are_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Sixteen remarks for sixteen files that renkei amend had written, each with the advice to move it away."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, ("build", "--format", "txt"), catch_exceptions=False)
    folder = tmp_path / "build/aomori/small-変更"
    folder.mkdir()
    for name in ("改め文.txt", "変更協約書.txt"):
        (folder / name).write_text("第1条を削る。", encoding="utf-8")

    said = CliRunner().invoke(cli, ("verify",), catch_exceptions=False).output

    assert "aomori/small-変更 の2ファイルは manifest.json に記録がありません" in said
    assert 1 == said.count("記録がありません")


def test_papers_of_an_amendment_are_told_only_if_they_were_altered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    for command in (["build", "--format", "txt"], ["freeze", "aomori/small"]):
        assert 0 == run.invoke(cli, command).exit_code
    source = tmp_path / "sources/aomori/small.yaml"
    source.write_text(source.read_text(encoding="utf-8").replace("協力する", "連携する"), encoding="utf-8")
    assert 0 == run.invoke(cli, ["amend", "aomori/small", "--effective", "令和2年4月1日"]).exit_code

    said = run.invoke(cli, ["verify"]).output
    assert "small-変更" not in said
    altered = tmp_path / "build/aomori/small-変更/変更協約書.docx"
    altered.write_bytes(altered.read_bytes() + b"x")
    said = run.invoke(cli, ["verify"]).output
    assert "変更協約書.docx は、renkei amend が書いた後で書き換えられています" in said
    assert 1 == said.count("注意[検証]")


@pytest.mark.parametrize(
    "name", [f"{ONE}-正誤表.pdf", f"{ONE}-回答.docx", f"{ONE}-履歴書.txt", "aomori/日程表.docx", f"{ONE}.xml"]
)
def test_papers_that_other_commands_write_are_not_called_foreign(root: Path, name: str):
    """They were told to be of no use, and to be moved away."""
    (root / "build" / name).write_bytes(b"a paper")
    status, said = verify()

    assert 0 == status
    assert f"{name}は manifest.json に記録がありません" in said
    assert "が書いたものなら、そのままで構いません" in said
    assert "要らなければ移してください" not in said


def test_many_papers_of_a_command_are_told_once(root: Path):
    for form in ("docx", "pdf", "txt"):
        (root / f"build/{ONE}-正誤表.{form}").write_bytes(b"a paper")
    _, said = verify()

    assert f"{ONE}-正誤表.docx など3ファイルは" in said
    assert 1 == said.count("記録がありません")


def test_files_of_two_runs_are_told(root: Path):
    """A command that was killed among its renames has left its record; one that was killed before, its new bytes."""
    (root / f"build/.renkei-placing.00000000-1{store.PART}").write_text("[]", encoding="utf-8")
    status, said = verify()
    assert 1 == status
    assert "新しいファイルと前のファイルが混じっています" in said
    (root / f"build/.renkei-placing.00000000-1{store.PART}").unlink()
    left = root / f"build/{ONE}.pdf.1{store.PART}"
    left.write_bytes(b"%PDF")
    os.utime(left, (0, 0))
    status, said = verify()

    assert "混じっています" not in said
    assert "記録がありません" not in said


def test_a_template_of_the_program_is_called_by_its_name(root: Path):
    """And not by the folder where the program happens to be installed."""
    state = root / "build/.renkei-state"
    found = re.findall(r"\t[0-9a-f]{64}\t(/\S+/templates/docx/(\S+))$", state.read_text(encoding="utf-8"), re.MULTILINE)
    path, name = found[0]
    state.write_text(
        state.read_text(encoding="utf-8").replace(path, f"/elsewhere/templates/docx/{name}"), encoding="utf-8"
    )
    status, said = verify()

    assert 1 == status
    assert f"（付属のひな形 {name} がなくなりました）" in said
    assert "/elsewhere" not in said
