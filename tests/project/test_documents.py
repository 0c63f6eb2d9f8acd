"""What a build leaves: documents of all partners, equal words, equal bytes, a manifest."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from pipeline.diagnostics import Problems
from pipeline.project.export.exporter import USUAL, complete
from tests.workshop import AGREEMENT, AREA, ROOT, build, edit, messages, project, small_project

PARTNERS = ("平内町", "今別町", "蓬田村", "外ヶ浜町")


def files(root: Path) -> dict[str, bytes]:
    """All files but those that renkei keeps for itself."""
    found = (p for p in sorted(root.rglob("*")) if p.is_file() and not p.name.startswith(".renkei-"))
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


def words(path: Path) -> str:
    """The text of a built file without white space; of a DOCX in the order of its body."""
    match path.suffix:
        case ".docx":
            text = "".join(t.text or "" for t in Document(str(path)).element.body.iter() if t.tag.endswith("}t"))
        case ".pdf":
            with pypdfium2.PdfDocument(path) as pdf:
                text = "".join(page.get_textpage().get_text_range() for page in pdf)
        case _:
            text = path.read_text(encoding="utf-8")
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("built"))
    report = build(root)
    assert [] == messages(report.problems)
    return root


def test_every_partner_gets_a_document_in_every_format(built: Path):
    expected = {f"aomori/kyoyaku-{p}.{f}" for p in PARTNERS for f in USUAL} | {"manifest.json", "SHA256SUMS"}

    assert expected == set(files(built / "build"))


@pytest.mark.parametrize("partner", PARTNERS)
def test_docx_and_text_say_the_same_in_the_same_order(built: Path, partner: str):
    stem = built / "build" / "aomori" / f"kyoyaku-{partner}"

    assert words(stem.with_name(f"{stem.name}.txt")) == words(stem.with_name(f"{stem.name}.docx"))


@pytest.mark.parametrize("partner", PARTNERS)
def test_the_pdf_holds_every_word_of_the_text(built: Path, partner: str):
    """Character counts; page numbers and repeated heads are the pdf's own."""
    stem = built / "build" / "aomori" / f"kyoyaku-{partner}"
    text, pdf = words(stem.with_name(f"{stem.name}.txt")), words(stem.with_name(f"{stem.name}.pdf"))

    assert {c: text.count(c) - pdf.count(c) for c in set(text) if text.count(c) > pdf.count(c)} == {}


def test_partners_differ_only_where_the_source_says_so(built: Path):
    text = {p: (built / "build" / "aomori" / f"kyoyaku-{p}.txt").read_text(encoding="utf-8") for p in PARTNERS}

    assert ["平内町"] == [p for p in PARTNERS if "\n環境\t" not in text[p]]
    assert ["今別町"] == [p for p in PARTNERS if "奥津軽いまべつ駅" in text[p]]
    assert ["外ヶ浜町"] == [p for p in PARTNERS if "令和2年4月15日" in text[p]]
    assert "外ヶ浜町長\n\n見本三郎" in text["外ヶ浜町"]  # the head of 令和2年4月, not of 令和元年12月
    assert "今別町長職務代理者\n\n見本四郎" in text["今別町"]
    assert "蓬田村長\n\n久慈修一" in text["蓬田村"]
    common = [text[p].replace(p, "○") for p in ("平内町", "蓬田村")]
    assert common[1].split("\n別表（")[0].replace("久慈修一", "") == common[0].split("\n別表（")[0].replace(
        "見本太郎", ""
    )


def test_the_manifest_names_outputs_sources_templates_and_tool(built: Path):
    documents = json.loads((built / "build" / "manifest.json").read_text(encoding="utf-8"))["documents"]

    assert [f"aomori/kyoyaku-{p}" for p in sorted(PARTNERS)] == [d["id"] for d in documents]
    for document in documents:
        assert "連携協約書" == document["kind"]
        assert document["tool"].startswith("renkei ")
        names = [s["name"] for s in document["sources"]]
        assert [AGREEMENT, AREA, "sources/profiles/半角.yaml"] == names
        for source in document["sources"][:2]:
            assert hashlib.sha256((built / source["name"]).read_bytes()).hexdigest() == source["sha256"]
        for output in document["outputs"]:
            assert hashlib.sha256((built / "build" / output["path"]).read_bytes()).hexdigest() == output["sha256"]
        assert {"templates/docx/agreement.docx", "templates/docx/agreement.yaml", "templates/pdf/base.yaml"} == {
            t["name"] for t in document["templates"]
        }


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_folder_time_zone_and_hash_seed_give_the_same_bytes(built: Path, tmp_path: Path, seed: str):
    root = project(tmp_path / f"別の場所 {seed}")
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "America/New_York", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "build", "--jobs", seed],
        cwd=root,
        env=environment,
        check=True,
        timeout=300,
    )

    assert files(built / "build") == files(root / "build")


def test_two_processes_make_what_one_makes(built: Path, tmp_path: Path):
    root = project(tmp_path)
    build(root, workers=2)

    assert files(built / "build") == files(root / "build")


def test_one_document_alone_is_the_same_and_the_manifest_keeps_the_others(built: Path, tmp_path: Path):
    root = tmp_path / "copy"
    shutil.copytree(built, root)
    before = files(root / "build")
    (root / "build" / "aomori" / "kyoyaku-蓬田村.pdf").unlink()

    build(root, "aomori/kyoyaku-蓬田村")

    assert before == files(root / "build")


def test_a_bad_document_stops_neither_the_others_nor_its_old_copy(tmp_path: Path):
    root = project(tmp_path)
    small_project(tmp_path / "small")
    shutil.copy(tmp_path / "small" / "sources" / "aomori" / "small.yaml", root / "sources" / "aomori" / "small.yaml")
    build(root, formats=("txt",))
    before = files(root / "build")
    edit(root / "sources" / "aomori" / "small.yaml", "甲及び乙は、協力する。", "第9条により協力する。")
    edit(root / AGREEMENT, "会議を開催するものとする。", "会議を開くものとする。")

    report = build(root, formats=("txt",))

    after = files(root / "build")
    assert ["「第9条」: 「第9条」に当たるものがこの文書にありません"] == [d.message for d in report.problems.errors]
    assert before["aomori/small.txt"] == after["aomori/small.txt"]
    assert "会議を開くものとする。" in after["aomori/kyoyaku-蓬田村.txt"].decode()
    recorded = {d["id"] for d in json.loads(after["manifest.json"])["documents"]}
    assert "aomori/small" in recorded


def test_a_document_that_left_the_source_is_called_stale(tmp_path: Path):
    root = project(tmp_path)
    build(root, formats=("txt",))
    edit(root / AGREEMENT, "蓬田村, 外ヶ浜町]", "蓬田村]")
    text = (root / AGREEMENT).read_text(encoding="utf-8")
    (root / AGREEMENT).write_text(re.sub(r"  外ヶ浜町: #.*\n.*\n", "", text), encoding="utf-8")

    report = build(root, formats=("txt",))

    assert ["「aomori/kyoyaku-外ヶ浜町」は、もう原稿にありません"] == messages(report.problems)
    assert (root / "build" / "aomori" / "kyoyaku-外ヶ浜町.txt").exists()


def test_a_character_that_no_font_has_is_named_with_its_place(tmp_path: Path):
    """髙 and 𠮷 print; U+2FFFD has no glyph in any font."""
    root = project(tmp_path)
    edit(root / AREA, "氏名: 久慈修一", "氏名: 髙橋𠮷\U0002a6df一")

    report = build(root, "aomori/kyoyaku-蓬田村", formats=("pdf",))

    [diagnostic] = report.problems.errors
    assert "U+2A6DF" in diagnostic.message
    assert str(diagnostic.place).startswith(AREA)


def test_names_are_printed_as_written_in_every_format(tmp_path: Path):
    """Compatibility ideographs that NFC would replace (domain notes 2.8) and variants."""
    root = project(tmp_path)
    name = "髙﨑塚德𠮷"
    edit(root / AREA, "氏名: 久慈修一", f"氏名: {name}")

    assert [] == messages(build(root, "aomori/kyoyaku-蓬田村").problems)

    stem = root / "build" / "aomori" / "kyoyaku-蓬田村"
    for suffix in USUAL:
        assert name in words(stem.with_name(f"{stem.name}.{suffix}"))


def test_two_sources_of_one_name_are_refused_and_the_others_made(tmp_path: Path):
    """kyoyaku.yaml makes kyoyaku-蓬田村, and so would kyoyaku-蓬田村.yaml: one would overwrite the other unseen."""
    root = project(tmp_path)
    small_project(tmp_path / "other").joinpath("sources/aomori/small.yaml").rename(
        root / "sources/aomori/kyoyaku-蓬田村.yaml"
    )

    report = build(root, formats=("txt",))

    assert {"出力先"} == {d.code for d in report.problems.errors}
    assert {f"aomori/kyoyaku-{p}.txt" for p in PARTNERS if p != "蓬田村"} | {"manifest.json", "SHA256SUMS"} == set(
        files(root / "build")
    )


@pytest.mark.parametrize("other", ["small.yml", "Small.yaml"])
def test_sources_whose_names_are_one_to_some_systems_are_refused(tmp_path: Path, other: str):
    root = small_project(tmp_path)
    folder = root / "sources/aomori"
    (folder / other).write_bytes((folder / "small.yaml").read_bytes())

    report = build(root, "small", formats=("txt",))

    assert {"出力先"} == {d.code for d in report.problems.errors}
    assert {} == files(root / "build")


def test_two_files_of_one_document_with_one_name_cannot_be():
    with pytest.raises(AssertionError, match=r"a\.html"):
        complete(({"a.html": b"x"}, {"a.html": b"y"}), Problems())


def test_a_file_that_was_not_printed_is_never_left_out_unseen():
    with pytest.raises(AssertionError, match=r"a\.html"):
        complete(({"a.html": None},), Problems())


@pytest.mark.parametrize("name", ["aomori/kyoyaku-蓬田村", "kyoyaku-蓬田村", "aomori/kyoyaku"])
def test_a_named_document_of_a_source_with_errors_shows_these_errors(tmp_path: Path, name: str):
    """clerk.md A8: it said that there was no such document, and hid what was wrong."""
    root = project(tmp_path)
    edit(root / AGREEMENT, "締結日: 令和元年12月25日", "締結日: 令和元年13月25日")

    report = build(root, name, formats=("txt",))

    assert any("「令和元年13月25日」という日付はありません" in said for said in messages(report.problems))
