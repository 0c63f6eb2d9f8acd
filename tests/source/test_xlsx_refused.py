"""What !表 refuses, each with its place and a cure, and what no file can make it do: crash."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Problems, SourceFile, Span
from pipeline.kinds.agreement.model import Division
from pipeline.source import reader, sheets
from pipeline.source.files import Files
from pipeline.source.sheets.cells.worksheet import MAX_ROWS
from pipeline.source.sheets.workbook import open_book
from tests.examples import examples
from tests.source.books import HEADS, MONEY_HEADS, ROW, amount_errors, book, errors, fill, packed, parts, rows

SHEET = "xl/worksheets/sheet1.xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def asked(folder: Path, source: str) -> list[str]:
    """What a source is refused for."""
    problems = Problems()
    node = reader.parse(source.encode(), "a.yaml", problems)
    assert node is not None
    assert sheets.fill(node, Division, sheets.Folder(folder, folder, folder, Files(folder)), problems) is None
    assert all(d.cure for d in problems.errors)
    return [f"{d.message}（{d.cure}）@{d.place}" for d in problems.errors]


def changed(data: bytes, old: str, new: str) -> bytes:
    """A workbook in whose first sheet some XML was replaced."""
    contents = parts(data)
    text = contents[SHEET].decode()
    assert old in text
    return packed(contents | {SHEET: text.replace(old, new).encode()})


def test_a_file_or_sheet_that_is_not_there_is_named_with_the_nearest(tmp_path: Path):
    (tmp_path / "別表.xlsx").write_bytes(book([HEADS, ROW]))

    assert ["「別票.xlsx」というファイルはありません（「別表.xlsx」の書き誤りではありませんか）@a.yaml:1:15"] == asked(
        tmp_path, "施策: !表 {ファイル: 別票.xlsx}"
    )
    assert ["別表.xlsx に「別票」というシートはありません（「別表」の書き誤りではありませんか）@a.yaml:1:29"] == asked(
        tmp_path, "施策: !表 {ファイル: 別表.xlsx, シート: 別票}"
    )


def test_a_sheet_must_be_named_where_there_are_several(tmp_path: Path):
    made = openpyxl.Workbook()
    made.create_sheet("二")
    made.save(tmp_path / "別表.xlsx")

    [message] = asked(tmp_path, "施策: !表 {ファイル: 別表.xlsx}")

    assert message.startswith("シートが2枚あります（Sheet、二）")


@pytest.mark.parametrize("name", ["../外.xlsx", "/tmp/外.xlsx", "下/../../外.xlsx", "..\\外.xlsx", "リンク.xlsx"])
def test_a_file_outside_the_folder_of_sources_is_refused(name: str, tmp_path: Path):
    inner = tmp_path / "sources"
    inner.mkdir()
    (tmp_path / "外.xlsx").write_bytes(book([HEADS, ROW]))
    (inner / "リンク.xlsx").symlink_to(tmp_path / "外.xlsx")

    [message] = asked(inner, f"施策: !表 {{ファイル: '{name}'}}")

    assert "は原稿のフォルダの外にあります" in message


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("施策: !表 {}", "「ファイル」がありません"),
        ("施策: !表 {ファイル: 別表.xls}", "「別表.xls」はExcelブック（.xlsx）ではありません"),
        ("施策: !表 {ファイル: 別表.xlsx, シーと: 別表}", "「シーと」という項目はありません"),
        ("施策: !表 {ファイル: 別表.xlsx, 単位: 千人}", "「単位」: 「千人」という金額の単位はありません"),
        ("施策: !表 {ファイル: 別表.xlsx, 列: {備考: 備考}}", "列: 「備考」という項目はありません"),
        ("施策: !表 {ファイル: 別表.xlsx, 絞り込み: {分野: 生活}}", "絞り込み: 「分野」という列はありません"),
        ("見出し: !表 {ファイル: 別表.xlsx}", "「!表」は、項目の組を並べるところ（施策など）にだけ書けます"),
        ("無い: !表 {ファイル: 別表.xlsx}", "「!表」は、項目の組を並べるところ（施策など）にだけ書けます"),
    ],
)
def test_a_call_is_checked_as_a_source_is(source: str, expected: str, tmp_path: Path):
    (tmp_path / "別表.xlsx").write_bytes(book([HEADS, ROW]))

    assert any(message.startswith(expected) for message in asked(tmp_path, source))


@pytest.mark.parametrize("source", ["a: !表 [1]", "a: !表 x", "a: !別 {b: 1}", "a: !t {b: 1}", "a: !!map {b: 1}"])
def test_the_tag_stands_before_a_mapping_and_no_other_tag_is_taken(source: str):
    problems = Problems()

    assert reader.parse(source.encode(), "a.yaml", problems) is None
    assert {"構文"} == {d.code for d in problems.errors}


def test_the_tag_within_a_text_is_text():
    node = reader.parse('a: !表 {b: "!表"}\nc: "!表 と!a書く"\nd: 表!表\n'.encode(), "a.yaml", Problems())

    assert "text='!表 と!a書く'" in str(node)
    assert "text='表!表'" in str(node)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", "Excelのブック（.xlsx）として読めません", id="empty"),
        pytest.param(b"PK\x03\x04", "Excelのブック（.xlsx）として読めません", id="cut off"),
        pytest.param("施策,内容\n".encode("cp932"), "Excelのブック（.xlsx）として読めません", id="csv"),
        pytest.param(packed({"a.txt": b"a"}), "Excelのブック（.xlsx）として読めません", id="other zip"),
        pytest.param(COMPOUND + bytes(600), "Excelのブック（.xls）", id="old of any kind"),
        pytest.param(COMPOUND + "Workbook".encode("utf-16-le"), "古い形式のExcelのブック（.xls）", id="old"),
        pytest.param(COMPOUND + "EncryptedPackage".encode("utf-16-le"), "パスワードの付いたファイル", id="password"),
        pytest.param(b"<html><table>", "Webページ（HTML）", id="page that a system calls a workbook"),
        pytest.param(packed({"word/document.xml": b"a"}), "Word文書（.docx）", id="other office file"),
    ],
)
def test_what_is_no_readable_workbook_is_refused(data: bytes, expected: str, tmp_path: Path):
    [message] = errors(tmp_path, data)

    assert expected in message
    assert message.endswith("@別表.xlsx")


def test_a_part_with_a_document_type_is_refused(tmp_path: Path):
    bomb = changed(book([HEADS, ROW]), "<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet')

    assert 1 == len(errors(tmp_path, bomb))


def test_a_workbook_that_unpacks_without_end_is_refused_unread(tmp_path: Path):
    contents = parts(book([HEADS, ROW])) | {"xl/media/a.bin": bytes(61_000_000)}

    assert ["大きさ: ブックが大きすぎます @別表.xlsx"] == errors(tmp_path, packed(contents))


@pytest.mark.parametrize("cell", ["A1048576", "XFD1", "XFD1048576"])
def test_a_value_far_away_is_refused_without_laying_out_the_sheet(cell: str, tmp_path: Path):
    def stray(sheet: Worksheet) -> None:
        sheet[cell] = "x"

    [message] = errors(tmp_path, book([HEADS, ROW], stray))

    assert f"が大きすぎます（{MAX_ROWS:,}行" in message


def test_a_merged_range_without_end_is_refused_without_being_laid_out(tmp_path: Path):
    data = changed(book([HEADS, ROW], lambda s: s.merge_cells("A3:B3")), "A3:B3", "A3:XFD1048576")

    assert ["大きさ: ブックが大きすぎます @別表.xlsx"] == errors(tmp_path, data)


def test_a_formula_that_was_never_calculated_is_an_error_in_a_text_and_in_an_amount(tmp_path: Path):
    never = "数式がまだ計算されていません"

    assert [f"表: {never} @別表.xlsx: 別表!B2"] == errors(tmp_path, book([HEADS, ("地域医療", "=A2", *ROW[2:])]))
    assert [f"表: {never} @別表.xlsx: 別表!B3"] == amount_errors(
        tmp_path, book([("（単位：千円）",), MONEY_HEADS, ("合併", "=1+1")])
    )


def test_a_formula_that_was_calculated_counts_by_its_result(tmp_path: Path):
    data = changed(book([HEADS, ("地域医療", "=A2", *ROW[2:])]), "<f>A2</f><v></v>", "<f>A2</f><v>7</v>")

    [row] = rows(tmp_path, data)

    assert "7" == row["取組内容"]  # type: ignore[index]


def test_a_formula_whose_result_is_blank_is_blank(tmp_path: Path):
    data = changed(book([HEADS, ROW, ("=A2", None)]), '<c r="A3"><f>A2</f>', '<c r="A3" t="str"><f>A2</f>')

    assert 1 == len(rows(tmp_path, data))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("#REF!", "セルがエラー（#N/A、#REF! など）になっています"),
        (True, "論理値（TRUE、FALSE）は読めません"),
        ("外字\ue000", "外字（私用領域の文字）（U+E000）は文書に使えません"),
        ("右\u202e左", "文字の並び順を変える見えない文字（U+202E）は文書に使えません"),
    ],
)
def test_what_a_source_cannot_hold_is_refused_at_its_cell(typed: str | bool, expected: str, tmp_path: Path):
    [message] = errors(tmp_path, book([HEADS, ("地域医療", typed, *ROW[2:])]))

    assert expected in message
    assert message.endswith("@別表.xlsx: 別表!B2")


def test_a_ditto_mark_in_the_first_row_is_refused(tmp_path: Path):
    assert ["表: 「〃」の上に行がありません @別表.xlsx: 別表!D2"] == errors(tmp_path, book([HEADS, (*ROW[:3], "〃")]))


def test_two_columns_of_one_key_are_refused(tmp_path: Path):
    assert ["表: 「取組内容」の列が二つあります（別表!B1と別表!E1） @別表.xlsx: 別表!E1"] == errors(
        tmp_path, book([(*HEADS, "取組内容"), (*ROW, "x")])
    )


def test_a_sheet_without_heads_or_without_rows_is_refused(tmp_path: Path):
    assert (
        "表: シート「別表」に見出しの行が見つかりません @別表.xlsx: 別表" == errors(tmp_path, book([("い", "ろ")]))[0]
    )
    assert "表: シート「別表」に取り込む行がありません @a.yaml:2:5" == errors(tmp_path, book([HEADS]))[0]
    assert 1 == len(errors(tmp_path, book([])))


def _square(sheet: Worksheet) -> None:
    for row in (1, 2):
        for first, last in ("AL", ("M", "X"), ("Y", "AJ"), ("AK", "AV")):
            sheet.merge_cells(f"{first}{row}:{last}{row}")
    for column in range(1, 60):
        sheet.column_dimensions[get_column_letter(column)].width = 2.5


def _spread(values: tuple[str, ...]) -> tuple[str | None, ...]:
    """Every value twelve columns behind the one before."""
    return tuple(cell for value in values for cell in (value, *[None] * 11))


def test_squared_paper_is_refused_with_advice(tmp_path: Path):
    by_width = book([_spread(HEADS), _spread(ROW)], _square)
    by_letter = book([HEADS, tuple("地域医療の充実を図るため取り組む")])

    for data in (by_width, by_letter):
        (tmp_path / "別表.xlsx").write_bytes(data)
        [message] = asked(tmp_path, "施策: !表 {ファイル: 別表.xlsx}")
        assert message.startswith("シート「別表」は方眼紙（1字1マス）です")
        assert "renkei new-table" in message


@given(st.binary(max_size=300))
@settings(max_examples=examples(200))
def test_any_bytes_are_refused_or_read(data: bytes):
    problems = Problems()

    assert (open_book(data, "a.xlsx", problems) is None) == bool(problems.errors)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """A workbook with damage that a package check does not see: within its parts."""
    contents = parts(data)
    for _ in range(chance.randint(1, 4)):
        name = chance.choice([*contents, SHEET, SHEET, SHEET])
        part = bytearray(contents[name])
        start = chance.randrange(len(part) + 1)
        match chance.randrange(4):
            case 0:
                del part[start : start + chance.randint(1, 40)]
            case 1:
                part[start:start] = bytes(chance.choices(b'<>/"0123456789ABZrst=&;', k=chance.randint(1, 12)))
            case 2:
                part[start : start + 1] = bytes([chance.randrange(256)])
            case _:
                numbers = [at for at, byte in enumerate(part) if chr(byte).isdigit()]
                for at in chance.sample(numbers, min(3, len(numbers))):
                    part[at : at + 1] = chance.choice([b"0", b"9", b"99", b"-1", b"1048576", b"18446744073709551616"])
        contents[name] = bytes(part)
    if chance.random() < 0.1:
        del contents[chance.choice(list(contents))]
    return packed(contents)


def _dress(sheet: Worksheet) -> None:
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C2:D2")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["F"].hidden = True
    sheet["B3"].number_format = "0%"


@pytest.mark.parametrize("seed", range(150))
def test_damaged_workbooks_are_refused_or_read_but_never_crash(seed: int, tmp_path: Path):
    sound = book([HEADS, ROW, ("=A2", 0.5, "〃", "x"), ROW, ("合計", 3)], _dress)

    node, problems = fill(tmp_path, _mutated(sound, random.Random(seed)))

    assert (node is None) == bool(problems.errors)


@pytest.mark.parametrize("seed", range(60))
def test_a_package_with_flipped_bytes_is_refused_or_read(seed: int, tmp_path: Path):
    chance = random.Random(seed)
    data = bytearray(book([HEADS, ROW], _dress))
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)

    node, problems = fill(tmp_path, bytes(data))

    assert (node is None) == bool(problems.errors)


def test_a_grid_is_asked_for_where_the_clerk_wrote_it(tmp_path: Path):
    problems = Problems()
    opened = open_book(book([HEADS]), "a.xlsx", problems)
    assert opened is not None
    span = Span(SourceFile("a.yaml", "シート: 二"), 5, 6)

    assert opened.grid("二", span, problems) is None
    assert [span] == [d.place for d in problems.errors]


def test_an_encrypted_zip_member_is_refused(tmp_path: Path):
    """A zip whose members are marked as encrypted: zipfile asks for a password."""
    data = bytearray(book([HEADS, ROW]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        offset = package.infolist()[0].header_offset
    data[offset + 6] |= 1
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x05\x06"))
    while at >= 0:
        data[at + 8] |= 1
        at = data.rfind(b"PK\x01\x02", 0, at)

    assert 1 == len(errors(tmp_path, bytes(data)))
