"""Five readers that know no ActualText, each of another family, tell the words of the tree: nothing is lost, parted or another character."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pdfminer.high_level
import pypdf
import pypdfium2
import pytest

from pipeline.diagnostics import Problems
from pipeline.galley import LEADER, Galley
from pipeline.galley.blocks import paras, plain
from pipeline.galley.contents import outlined
from pipeline.project import documents
from pipeline.project.plan import plan
from pipeline.project.session import Session
from tests import workshop
from tests.project.test_found import apart

# Papers of every kind.
AGREEMENT = "aomori/kyoyaku-蓬田村"
PAPERS = (
    AGREEMENT,
    "kitaalps/gaiyo",
    "kitakyushu/jigyo",
    "aomori-shi/keikaku",
    "shiomi/kankyo",
    "umiyama/kyotei",
    "umiyama/kiyaku",
    "shiomi/yosan",
    "shiomi/keikaku",
    "yamagata/shiryo",
)
SEARCHED = (
    "第1条", "第2条", "第3条", "第4条", "第5条", "第6条", "第252条の2第1項", "昭和22年法律第67号", "平成26年8月25日", "総行市第200号",
    "令和元年12月25日", "小野寺晃彦", "久慈修一", "青森市長", "蓬田村長", "集積・強化", "連携施策", "取組内容", "甲の役割", "乙の役割",
)  # fmt: skip


def by_pdfium(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as file:
        return "\n".join(page.get_textpage().get_text_range() for page in file)


def by_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def by_pdfminer(data: bytes) -> str:
    return pdfminer.high_level.extract_text(io.BytesIO(data))


def by_command(*command: str) -> Callable[[bytes], str]:
    def read(data: bytes) -> str:
        if shutil.which(command[0]) is None:
            assert not os.environ.get("CI"), f"{command[0]} is missing"
            pytest.skip(f"{command[0]} is not here")
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode("utf-8")

    return read


def by_mutool(data: bytes) -> str:
    """It reads no standard input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(data)
        return by_command("mutool", "draw", "-q", "-F", "txt", str(path))(b"")


READERS: dict[str, Callable[[bytes], str]] = {
    "pdfium": by_pdfium,
    "poppler": by_command("pdftotext", "-raw", "-", "-"),
    "MuPDF": by_mutool,
    "pypdf": by_pypdf,
    "pdfminer": by_pdfminer,
}
CASES = [(reader, name) for reader in READERS for name in PAPERS]


def bare(words: str) -> str:
    return re.sub(r"[\s\ufffe]", "", words)


@cache
def made(name: str) -> tuple[Galley, bytes]:
    session, problems = Session(workshop.ROOT), Problems()
    *_, assignment = plan(session, (name,), problems).assignments
    ready = documents.ready(assignment, session, problems)
    exporter = documents.exporter(ready.original, session)
    galley = documents.compiled(ready, session, exporter, problems).galley
    data = exporter.print(galley, "pdf", Problems())
    assert data is not None
    assert b"ActualText" not in data
    return galley, data


@cache
def text(reader: str, name: str) -> str:
    return READERS[reader](made(name)[1])


@pytest.mark.parametrize(("reader", "name"), CASES)
def test_every_character_of_the_tree_is_told_by_every_reader(reader: str, name: str):
    galley, _ = made(name)
    every = [*(para for part in galley.parts for para in paras(part.blocks)), *galley.notes]
    words = Counter(bare("".join(plain(para.label) + plain(para.runs).replace(LEADER, "") for para in every)))

    assert Counter() == words - Counter(bare(text(reader, name)))


# What clerks search for: dates, articles, amounts, figures of tables, names after an office.
SEARCH = re.compile(
    r"(?:令和|平成|昭和)(?:元|[0-9０-９]+)年(?:度|[0-9０-９]+月(?:[0-9０-９]+日)?)|第[0-9０-９]+[条章節号項]|[0-9０-９][0-9０-９,，]*(?:千円|万円|円|人|%|％)"
)


@cache
def searched(name: str) -> tuple[str, ...]:
    """Twenty or more: the headings, and the dates, articles and amounts of the text, and what is short."""
    galley, _ = made(name)
    heads = [words for para in outlined(galley) for words in apart(para) if 1 < len(words) < 30]
    every = [plain(para.runs) for part in galley.parts for para in paras(part.blocks)]
    typed = [found for words in every for found in SEARCH.findall(words)]
    short = [words for words in every if 1 < len(words) < 9]
    return tuple(dict.fromkeys(w for w in (*heads[:20], *typed, *short) if not re.search(r"\s", w)))[:40]


@pytest.mark.parametrize(("reader", "name"), CASES)
def test_headings_dates_and_amounts_are_found_by_every_reader(reader: str, name: str):
    found = re.sub(r"[\r\n\f]", "", text(reader, name))

    assert [] == [words for words in searched(name) if words not in found]


def test_there_is_enough_to_search_for():
    assert {} == {name: len(searched(name)) for name in PAPERS if len(searched(name)) < 20}


@pytest.mark.parametrize("reader", READERS)
def test_what_every_clerk_searches_for_is_found_by_every_reader(reader: str):
    """Without blanks within, wherever lines break."""
    found = re.sub(r"[\r\n]", "", text(reader, AGREEMENT))

    assert [] == [words for words in SEARCHED if words not in found]
