"""控え票: a sheet for each copy, as many as there are parties or holders; it tells the copy by what the PDF bears."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from tests.project.books.kit import HEAD, folder
from tests.workshop import build, edit, messages

COPIES = "種別: 控え票\n文書: kyoyaku\n"


def texts(root: Path, *names: str) -> dict[str, str]:
    report = build(root, *names, formats=("txt",))
    assert [] == messages(report.problems)
    return {o.name.split("/")[1]: (root / f"build/{o.name}.txt").read_text(encoding="utf-8") for o in report.outcomes}


def said(root: Path) -> list[str]:
    return messages(build(root, "aomori/hikae", formats=("txt",)).problems)


def test_there_is_a_sheet_for_each_party(tmp_path: Path):
    made = texts(folder(tmp_path, hikae=COPIES), "aomori/hikae")

    assert ["hikae-kyoyaku-平内町", "hikae-kyoyaku-今別町", "hikae-kyoyaku-蓬田村", "hikae-kyoyaku-外ヶ浜町"] == list(
        made
    )
    words = made["hikae-kyoyaku-今別町"]
    assert re.findall("控え　(.*)\n", words) == ["1／2", "2／2"]
    assert re.findall("保有者\t(.*)\n", words) == ["青森市", "今別町"]
    assert "通数\t2通のうち2通目\n" in words


def test_a_sheet_tells_the_copy_by_its_pages_and_by_the_number_that_it_bears(tmp_path: Path):
    root = folder(tmp_path, hikae=COPIES.replace("kyoyaku", "oboe"))
    words = texts(root, "aomori/hikae")["hikae-oboe"]
    build(root, "aomori/oboe", formats=("pdf",))

    with pikepdf.open(root / "build/aomori/oboe.pdf") as pdf:
        assert f"頁数\t{len(pdf.pages)}頁（この票を除く。）" in words
        with pdf.open_metadata() as packet:
            [source] = packet["dc:source"] if isinstance(packet["dc:source"], list) else [packet["dc:source"]]
    [shown] = set(re.findall("照合番号\t(.*)\n", words))
    assert str(source).removeprefix("sha256:").startswith(shown.replace(" ", "").lower())


def test_copies_of_a_book_are_held_by_those_who_are_named(tmp_path: Path):
    gian = f"{HEAD}綴じる:\n  - 文書: [oboe]\n"
    root = folder(tmp_path, gian=gian, hikae="種別: 控え票\n文書: gian\n保有者: [議長, 副議長, 事務局]\n")

    words = texts(root, "aomori/hikae")["hikae-gian"]
    assert re.findall("控え　(.*)\n", words) == ["1／3", "2／3", "3／3"]
    assert "頁数\t4頁" in words


def test_a_change_of_the_document_makes_its_sheets_again(tmp_path: Path):
    root = folder(tmp_path, hikae=COPIES.replace("kyoyaku", "oboe"))
    before = texts(root, "aomori/hikae")["hikae-oboe"]
    assert {} == texts(root, "aomori/hikae")
    edit(root / "sources/aomori/oboe.yaml", "協力する", "互いに協力する")

    assert before != texts(root, "aomori/hikae")["hikae-oboe"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("文書: nai", "「nai」という原稿は同じフォルダにありません"),
        ("文書: hikae2", "「hikae2」も控え票です"),
        ("文書: gian", "「gian」には当事者がないので、だれが控えを持つのかが決まりません"),
        ("文書: oboe\n保有者: [議長, 議長]", "「議長」が二度あります"),
        ("文書: kyoyaku\n相手方: 逢田村", "「kyoyaku」に「逢田村」を相手方とする文書はありません"),
    ],
)
def test_what_cannot_be_copied_is_told(tmp_path: Path, source: str, message: str):
    gian = f"{HEAD}綴じる:\n  - 文書: [oboe]\n"
    root = folder(tmp_path, gian=gian, hikae=f"種別: 控え票\n{source}\n", hikae2=COPIES)

    assert message in said(root)


def test_a_sheet_is_no_part_of_a_book(tmp_path: Path):
    """It lies before a copy; a book that held its own sheets would be made of itself."""
    gian = f"{HEAD}綴じる:\n  - 文書: [hikae]\n"
    root = folder(tmp_path, gian=gian, hikae="種別: 控え票\n文書: gian\n保有者: [議長]\n")

    found = messages(build(root, formats=("txt",)).problems)
    assert "「hikae」は控え票なので、綴じられません" in found
