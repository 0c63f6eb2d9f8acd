"""電子署名欄: a box beside each name, the same words in all formats, filled one after the other by renkei sign."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import cli
from pipeline.project.signatures.judge import judge
from tests.project.test_signatures import PASSWORD, key
from tests.workshop import SMALL, build, edit, messages, small_project

BOXES = "記名欄: { 電子署名欄: あり }\n"
PDF = "build/aomori/small.pdf"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clerk's folder with one built document that has boxes."""
    small_project(tmp_path, SMALL + BOXES)
    monkeypatch.chdir(tmp_path)
    assert [] == messages(build(tmp_path).problems)
    return tmp_path


def sign(path: Path, signer: str, *more: str) -> Result:
    key_file = str(key(path.parent, name=signer))
    return CliRunner().invoke(
        cli, ["sign", str(path), "--key", key_file, "--password", PASSWORD, "-o", str(path), *more]
    )


@lru_cache(maxsize=8)  # objects of pikepdf live no longer than their file
def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def fields(data: bytes) -> list[Any]:
    file = opened(data)
    return list(file.Root.AcroForm.Fields) if "/AcroForm" in file.Root else []


def look(data: bytes) -> str:
    """What stands in the pages with their boxes drawn."""
    with pypdfium2.PdfDocument(data) as file:
        file.init_forms()
        return "".join(page.get_textpage().get_text_range() for page in file)


def test_boxes_add_no_word_to_any_format(tmp_path: Path):
    without, with_boxes = tmp_path / "a", tmp_path / "b"
    small_project(without), small_project(with_boxes, SMALL + BOXES)
    for folder in (without, with_boxes):
        assert [] == messages(build(folder, formats=("txt", "html", "docx", "pdf")).problems)
    made = [
        {f: (p / f"build/aomori/small.{f}").read_bytes() for f in ("txt", "html", "pdf")} for p in (without, with_boxes)
    ]

    assert made[0]["txt"] == made[1]["txt"]
    assert look(made[0]["pdf"]) == look(made[1]["pdf"])
    assert [] == fields(made[0]["pdf"])


def test_each_box_is_a_field_with_a_name_of_its_own_that_is_read_out(root: Path):
    made = fields((root / PDF).read_bytes())

    assert ["甲", "乙"] == [str(field.T) for field in made]
    assert ["甲　青森市　青森市長　小野寺晃彦の電子署名欄", "乙　蓬田村　蓬田村長　久慈修一の電子署名欄"] == [
        str(f.TU) for f in made
    ]
    assert all("/V" not in field for field in made)


def test_two_sign_one_after_the_other_each_in_their_box(root: Path):
    path, before = root / PDF, (root / PDF).read_bytes()
    first = sign(path, "青森市長", "--field", "甲")
    once = path.read_bytes()
    second = sign(path, "蓬田村長", "--field", "乙")
    twice = path.read_bytes()

    assert (0, 0) == (first.exit_code, second.exit_code), first.output + second.output
    assert once.startswith(before)
    assert twice.startswith(once)
    assert [("青森市長", True), ("蓬田村長", True)] == [(each.signer, each.whole) for each in judge(twice) or ()]
    assert [True, True] == ["/V" in field for field in fields(twice)]


def test_a_signed_box_says_who_signed_and_its_font_is_embedded(root: Path):
    sign(root / PDF, "蓬田村長", "--field", "乙")

    (empty, filled) = fields((root / PDF).read_bytes())
    outer: Any = filled.AP.N.Resources.XObject
    (inner,) = outer.values()
    faces = [font.DescendantFonts[0].FontDescriptor for font in inner.Resources.Font.values()]
    assert faces
    assert all("/FontFile3" in face or "/FontFile2" in face for face in faces)
    assert b"" == empty.AP.N.read_bytes()
    assert b"BDC" in inner.read_bytes()


def test_one_byte_changed_anywhere_is_seen(root: Path):
    """In the document, and in what the signature added but for itself: in streams, names, tables, whatever readers make of it."""
    path, length = root / PDF, (root / PDF).stat().st_size
    sign(path, "青森市長", "--field", "甲")
    data = path.read_bytes()
    start, end = (int(at) for at in re.search(rb"ByteRange \[0 (\d+) (\d+)", data).groups())  # type: ignore[union-attr]

    for at in (*range(7, length, 997), *range(length, len(data), 97)):
        if start <= at < end:
            continue
        changed = bytearray(data)
        changed[at] ^= 1
        found = judge(bytes(changed))
        assert not found or not all(each.whole for each in found), at


def test_a_damaged_paper_is_refused_or_signed_but_never_a_fault_of_ours(root: Path):
    data, file = (root / PDF).read_bytes(), str(key(root))
    for at in range(10, len(data), 2711):
        (root / "damaged.pdf").write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        done = CliRunner().invoke(cli, ["sign", "damaged.pdf", "--key", file, "--password", PASSWORD, "--field", "甲"])
        assert done.exit_code in (0, 1), (at, done.output)


def test_which_of_several_boxes_is_never_guessed(root: Path):
    data = (root / PDF).read_bytes()
    none, unknown = sign(root / PDF, "青森市長"), sign(root / PDF, "青森市長", "--field", "丙")
    assert data == (root / PDF).read_bytes()
    sign(root / PDF, "青森市長", "--field", "甲")
    again = sign(root / PDF, "青森市長", "--field", "甲")

    assert (1, 1, 1) == (none.exit_code, unknown.exit_code, again.exit_code)
    assert "電子署名の欄が2つあります（甲、乙）" in none.output
    assert "「丙」という電子署名の欄はありません" in unknown.output
    assert "「甲」の欄は、もう署名してあります" in again.output


def test_the_only_box_needs_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small_project(tmp_path, SMALL + BOXES)
    monkeypatch.chdir(tmp_path)
    assert [] == messages(build(tmp_path).problems)
    file = pikepdf.open(tmp_path / PDF, allow_overwriting_input=True)
    del file.Root.AcroForm.Fields[1]
    (page,) = [page for page in file.pages if "/Annots" in page]
    del page.Annots[len(page.Annots) - 1]
    file.save(tmp_path / PDF)

    done = sign(tmp_path / PDF, "青森市長")

    assert 0 == done.exit_code, done.output
    assert "/V" in fields((tmp_path / PDF).read_bytes())[0]


def test_a_paper_without_boxes_has_no_field_to_name(tmp_path: Path):
    small_project(tmp_path)
    build(tmp_path)

    done = sign(tmp_path / PDF, "青森市長", "--field", "甲")

    assert 1 == done.exit_code
    assert "この文書には欄がありません" in done.output


def test_witnesses_and_parties_of_one_office_have_names_that_differ(tmp_path: Path):
    small_project(
        tmp_path, SMALL + BOXES + "立会人: [{職名: 青森県知事, 氏名: 青森太郎}, {職名: 青森県知事, 氏名: ''}]\n"
    )
    assert [] == messages(build(tmp_path).problems)

    assert ["甲", "乙", "青森県知事", "青森県知事2"] == [str(f.T) for f in fields((tmp_path / PDF).read_bytes())]


def test_nobody_signs_in_a_book(tmp_path: Path):
    small_project(tmp_path, SMALL + BOXES)
    book = "種別: 冊子\n題名: 議案書\n綴じる:\n  - {番号: 議案第1号, 文書: [{文書: small}]}\n"
    (tmp_path / "sources/aomori/gian.yaml").write_text(book, encoding="utf-8")
    report = build(tmp_path)

    assert [] == messages(report.problems)
    assert [] == fields((tmp_path / "build/aomori/gian.pdf").read_bytes())


def test_a_name_that_no_font_draws_is_told_and_nothing_is_signed(root: Path):
    before = (root / PDF).read_bytes()
    done = sign(root / PDF, "\U0001f600長", "--field", "甲")

    assert 1 == done.exit_code
    assert "字形が書体にない" in done.output
    assert before == (root / PDF).read_bytes()


def test_a_very_long_name_has_room(root: Path):
    done = sign(root / PDF, "長" * 21, "--field", "甲")

    assert 0 == done.exit_code, done.output


def test_an_amending_agreement_has_the_boxes_of_its_agreement(root: Path):
    run = CliRunner()
    assert 0 == run.invoke(cli, ["freeze", "aomori/small"]).exit_code
    edit(root / "sources/aomori/small.yaml", "協力する。", "互いに協力する。")
    done = run.invoke(cli, ["amend", "aomori/small", "--on", "令和2年3月25日"])

    assert 0 == done.exit_code, done.output
    made = (root / "build/aomori/small-変更/変更協約書.pdf").read_bytes()
    assert ["甲", "乙"] == [str(field.T) for field in fields(made)]


def test_what_was_consolidated_bears_neither_names_nor_boxes(root: Path):
    run, source = CliRunner(), root / "sources/aomori/small.yaml"
    edit(source, "電子署名欄: あり", "電子署名欄: あり, 行: [名称, 職名 氏名]")
    assert 0 == run.invoke(cli, ["freeze", "aomori/small"]).exit_code
    edit(source, "協力する。", "互いに協力する。")
    again = run.invoke(cli, ["freeze", "aomori/small", "--again", "--on", "令和2年3月25日"])
    assert 0 == again.exit_code, again.output
    assert 0 == run.invoke(cli, ["build"]).exit_code

    assert [] == fields((root / PDF).read_bytes())
    assert "久慈修一" not in (root / "build/aomori/small.txt").read_text(encoding="utf-8")
