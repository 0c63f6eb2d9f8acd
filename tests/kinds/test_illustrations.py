"""図版 and 写真 as clerks write them, in every format; what is wrong with them is told at their words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.kinds.kit import Shelf
from tests.workshop import build, edit, messages, original

PLAN = """\
種別: 計画
題名: 図のある計画
部:
  - 見出し: はじめに
    内容:
      - 図版: { ファイル: 図/市域.svg, 代替文字: 市の中央を川が流れる, 題: 図1　市域, 幅: 80%, 出典: 市の統計, 権利: ©潮見市 }
      - 写真: { ファイル: 図/港.jpg, 代替文字: 港に並ぶ漁船, 幅: 100mm }
      - 図版: { ファイル: 図/市域.svg, 代替文字: 市の中央を川が流れる, 幅: 30% }
      - 段落: 後の文
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><rect width="80" height="20" fill="#36c"/><text x="9" y="30">川</text></svg>'
SOURCE = "sources/shiomi/zu.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Shelf(tmp_path, "shiomi/keikaku.yaml")
    for other in (tmp_path / "sources/shiomi").glob("*.yaml"):
        if other.name != "area.yaml":
            other.unlink()
    (tmp_path / "sources/shiomi/図").mkdir(exist_ok=True)
    (tmp_path / "sources/shiomi/図/市域.svg").write_text(SVG, encoding="utf-8")
    Image.new("RGB", (1000, 500), "green").save(tmp_path / "sources/shiomi/図/港.jpg")
    (tmp_path / SOURCE).write_text(PLAN, encoding="utf-8")
    return tmp_path


def test_words_below_a_picture_are_the_same_everywhere(folder: Path):
    build(folder, formats=("txt", "docx", "pdf", "html"))
    made = folder / "build/shiomi"
    word = zipfile.ZipFile(made / "zu.docx").read("word/document.xml").decode()
    page = (made / "zu.html").read_text(encoding="utf-8").split("<main>")[1]
    wanted = "図のある計画はじめに図1市域出典：市の統計©潮見市後の文"

    assert wanted == re.sub(r"\s", "", (made / "zu.txt").read_text(encoding="utf-8"))
    assert wanted == re.sub(r"\s|<[^>]*>", "", word)
    assert wanted == re.sub(r"\s|<[^>]*>", "", page)


def test_each_file_is_embedded_once_and_each_picture_has_its_words(folder: Path):
    build(folder, formats=("pdf", "docx"))
    with pikepdf.open(folder / "build/shiomi/zu.pdf") as pdf:
        kinds = sorted(
            str(o.Subtype) for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Type") == "/XObject"
        )
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
    word = zipfile.ZipFile(folder / "build/shiomi/zu.docx")
    media = sorted(n.rpartition(".")[2] for n in word.namelist() if n.startswith("word/media/"))

    assert ["/Form", "/Image"] == kinds
    assert ["市の中央を川が流れる", "港に並ぶ漁船", "市の中央を川が流れる"] == [str(f.Alt) for f in figures]
    assert ["jpeg", "png", "svg"] == media


def test_the_picture_of_shapes_in_word_looks_like_them(folder: Path):
    """The upper half is blue, the lower white; 1,800 pixels wide."""
    build(folder, formats=("docx",))
    word = zipfile.ZipFile(folder / "build/shiomi/zu.docx")
    (name,) = [n for n in word.namelist() if n.endswith(".png")]
    image = Image.open(io.BytesIO(word.read(name)))

    assert (1800, 900) == image.size
    assert ((51, 102, 204), (255, 255, 255)) == (image.getpixel((900, 100)), image.getpixel((1700, 800)))


def test_another_picture_makes_another_document(folder: Path):
    first = build(folder, formats=("pdf",))
    again = build(folder, formats=("pdf",))
    Image.new("RGB", (1000, 500), "red").save(folder / "sources/shiomi/図/港.jpg")
    changed = build(folder, formats=("pdf",))

    assert [1, 0, 1] == [len(report.outcomes) for report in (first, again, changed)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("図/港.jpg", "図/みなと.jpg", "「図/みなと.jpg」というファイルはありません"),
        ("図/港.jpg", "../../../港.jpg", "「../../../港.jpg」は原稿のフォルダの外にあります"),
        ("代替文字: 港に並ぶ漁船, ", "", "代替文字"),
        ("港に並ぶ漁船", "写真", "代替文字「写真」では、何の画像か分かりません"),
        ("幅: 100mm", "幅: 広く", "「広く」は幅として読めません"),
        ("幅: 80%", "幅: 180%", "幅「180%」は本文の幅に入りません"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(folder: Path, old: str, new: str, message: str):
    edit(folder / SOURCE, old, new)
    loaded, problems = original(folder, SOURCE)

    assert loaded is None
    assert message in " ".join(messages(problems))


def test_a_picture_wider_than_the_text_and_a_coarse_one_are_told(folder: Path):
    """155 mm are 40 characters of 11 pt, as wide as tables and figures are; 300 pixels on that are 49 to an inch."""
    edit(folder / SOURCE, "幅: 100mm", "幅: 200mm")
    report = build(folder, formats=("pdf",))
    assert "の幅200mmは、本文の幅155mmに入りません" in "".join(
        d.message for o in report.outcomes for d in o.problems.found
    )

    edit(folder / SOURCE, "幅: 200mm", "幅: 100%")
    Image.new("RGB", (300, 150), "green").save(folder / "sources/shiomi/図/港.jpg")
    report = build(folder, formats=("pdf",))
    assert "は49dpiで、印刷すると粗く見えます" in "".join(d.message for o in report.outcomes for d in o.problems.found)


def test_what_no_page_holds_is_told_where_the_source_says_it(folder: Path):
    """「--> 図のある計画: 図版」 named no file and no line."""
    Image.new("RGB", (100, 900), "green").save(folder / "sources/shiomi/図/港.jpg")
    report = build(folder, formats=("pdf",))
    [told] = [d for o in report.outcomes for d in o.problems.errors if "頁より高く" in d.message]

    assert f"{SOURCE}:7:36" == str(told.place)
