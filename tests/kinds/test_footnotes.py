"""脚注 and 表注 as clerks write them: numbered in reading order, the same words in every format, refused where none can stand."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from pipeline.diagnostics import Problems, Rejected
from pipeline.galley import Galley, Para, plain
from pipeline.project import compiling
from tests.kinds.kit import Shelf
from tests.workshop import build, edit, galley, messages, original, small_project

PLAN = """\
種別: 計画
題名: 環境計画
部:
  - 見出し: 'はじめに{{ 脚注("計画の名") }}'
    内容:
      - 段落: '市民{{ 脚注("市内に住む人") }}と市は、環境を守る。'
      - 箇条: ['水辺{{ 脚注("川と海") }}の保全', 森林の保全]
      - 表:
          題: 排出量
          見出し: ['区分', '量{{ 表注("令和5年度") }}']
          行:
            - ['家庭{{ 脚注("推計") }}', '120{{ 表注("速報") }}']
            - [産業, '300']
      - 段落: '表の後の文{{ 脚注("後の注") }}'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Shelf(tmp_path, "shiomi/keikaku.yaml")
    for other in ("gaiyo", "yosan", "keikaku"):
        (tmp_path / f"sources/shiomi/{other}.yaml").unlink()
    (tmp_path / "sources/shiomi/kankyo.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_notes_are_numbered_in_reading_order(folder: Path):
    """Those of a table count in it, and stand below it."""
    made = galley(folder, "sources/shiomi/kankyo.yaml", None)

    assert ["※1　計画の名", "※2　市内に住む人", "※3　川と海", "※4　推計", "※5　後の注"] == [
        plain((*note.label, *note.runs)) for note in made.notes
    ]
    assert ["注1　令和5年度", "注2　速報"] == [plain((*p.label, *p.runs)) for p in _paras(made) if p.style == "注"]


def test_a_heading_is_called_by_its_words_alone(folder: Path):
    made = galley(folder, "sources/shiomi/kankyo.yaml", None)
    outlines = [p.outline for p in _paras(made) if p.outline]

    assert ["環境計画", "はじめに"] == outlines


def _paras(made: Galley) -> list[Para]:
    return [block for part in made.parts for block in part.blocks if isinstance(block, Para)]


def _text_of_word(data: bytes) -> tuple[str, str]:
    """What the body says, and what the notes say."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    package = zipfile.ZipFile(io.BytesIO(data))
    body, notes = (etree.fromstring(package.read(f"word/{part}.xml")) for part in ("document", "footnotes"))
    said = ["".join(t.text or "" for t in root.iter(f"{space}t")).replace("\u200d", "") for root in (body, notes)]
    return said[0], said[1]


def test_all_formats_say_the_same(folder: Path):
    """A note stands behind the block with its mark in text; in Word it is a note of Word's, called by a mark of ours."""
    build(folder, formats=("txt", "docx", "pdf", "html", "xlsx"))
    made = folder / "build/shiomi"
    text = re.sub(r"\s", "", (made / "kankyo.txt").read_text(encoding="utf-8"))
    body, notes = _text_of_word((made / "kankyo.docx").read_bytes())
    page = re.sub(
        r"\s", "", re.sub("<[^>]*>", "", (made / "kankyo.html").read_text(encoding="utf-8").split("<main>")[1])
    )
    told = re.findall("※[1-5](?:計画の名|市内に住む人|川と海|推計|後の注)", text)

    assert "市民※2と市は、環境を守る。※2市内に住む人" in text
    assert re.sub("|".join(told), "", text) == re.sub(r"\s", "", body)
    assert "".join(told) == re.sub(r"\s", "", notes)
    assert text == page


def test_each_note_of_word_is_called_once(folder: Path):
    build(folder, formats=("docx",))
    package = zipfile.ZipFile(folder / "build/shiomi/kankyo.docx")
    document, notes = (package.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))

    assert ["1", "2", "3", "4", "5"] == re.findall(
        r'<w:footnoteReference w:customMarkFollows="1" w:id="(\d+)"/>', document
    )
    assert ["1", "2", "3", "4", "5"] == re.findall(r'<w:footnote w:id="(\d+)">', notes)


def test_notes_are_tagged_with_names_of_their_own(folder: Path):
    """ISO 14289-1, 7.9: every Note has an ID."""
    build(folder, formats=("pdf",))
    with pikepdf.open(folder / "build/shiomi/kankyo.pdf") as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Note"]

        assert 5 == len({bytes(note.ID) for note in found}) == len(found)


def test_notes_may_count_on_each_page(folder: Path):
    profile = (folder / "sources/shiomi/area.yaml").read_text(encoding="utf-8")
    (folder / "sources/profiles").mkdir()
    shipped = Path(__file__).parents[2] / "sources/profiles/半角.yaml"
    text = (
        shipped.read_text(encoding="utf-8").replace("名称: 半角", "名称: 頁注")
        + "脚注の番号: 頁ごと\n脚注の記号: '*1'\n"
    )
    (folder / "sources/profiles/頁注.yaml").write_text(text, encoding="utf-8")
    (folder / "sources/shiomi/area.yaml").write_text(profile.replace("流儀: 半角", "流儀: 頁注"), encoding="utf-8")
    edit(folder / "sources/shiomi/kankyo.yaml", "      - 箇条:", f"      - 段落: {'環境を守る。' * 200}\n      - 箇条:")
    build(folder, formats=("txt",))
    text = (folder / "build/shiomi/kankyo.txt").read_text(encoding="utf-8")

    assert ["*1　計画の名", "*2　市内に住む人", "*1　川と海", "*2　推計", "*3　後の注"] == re.findall(
        r"^\*.*", text, re.MULTILINE
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("題: 排出量", "題: '排出量{{ 脚注(\"注\") }}'", "表の題に脚注は付けられません"),
        ("段落: '表の後の文{{ 脚注(\"後の注\") }}'", "段落: '後{{ 表注(\"注\") }}'", "「表注」が表の欄の外にあります"),
        (
            "- 段落: '表の後の文{{ 脚注(\"後の注\") }}'",
            "- 図: {形: 体系, 題: 図, 箱: [{文: '箱{{ 脚注(\"注\") }}'}]}",
            "図や題の中に脚注は付けられません",
        ),
        ("段落: '表の後の文{{ 脚注(\"後の注\") }}'", "段落: '後{{ 脚注(\"　\") }}'", "「脚注」: 文が空です"),
    ],
)
def test_a_mark_that_cannot_be_printed_is_refused(folder: Path, old: str, new: str, message: str):
    edit(folder / "sources/shiomi/kankyo.yaml", old, new)
    _, errors = _refused(folder, "sources/shiomi/kankyo.yaml")

    assert [message] == errors


def test_papers_of_clauses_take_none(tmp_path: Path):
    small_project(tmp_path)
    edit(tmp_path / "sources/aomori/small.yaml", "甲及び乙は、協力する。", "'甲{{ 脚注(\"注\") }}及び乙は、協力する。'")
    _, (message,) = _refused(tmp_path, "sources/aomori/small.yaml")

    assert message.startswith("「脚注」: 条文のある文書に脚注は付けられません")


def _refused(folder: Path, source: str) -> tuple[Problems, list[str]]:
    loaded, problems = original(folder, source)
    assert loaded is not None, messages(problems)
    with pytest.raises(Rejected):
        compiling.set_galley(loaded, loaded.partners[0] if loaded.partners else None, problems)
    return problems, [d.message for d in problems.errors]
