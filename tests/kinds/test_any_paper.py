"""Papers of clauses over the whole model: every word of the source is printed once, in all formats, and frozen exactly."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

from hypothesis import given, settings

from pipeline.diagnostics import Problems
from pipeline.labels.amendment_style import Manner
from pipeline.project import compiling
from pipeline.project.export.exporter import Exporter, Format
from pipeline.project.session import Session
from pipeline.provision import signed_version
from pipeline.provision.extract import provision
from pipeline.provision.signed_version import Frozen
from pipeline.writers import text
from tests import workshop
from tests.examples import examples
from tests.kinds.strategies.papers import papers

AREA = Path(__file__).parent / "agreements" / "cases" / "area.yaml"


def folder(source: str, root: Path) -> Path:
    place = root / "sources" / "c"
    place.mkdir(parents=True)
    shutil.copy(AREA, place / "area.yaml")
    (place / "paper.yaml").write_text(source, encoding="utf-8")
    return root


@settings(max_examples=examples(150), deadline=None, derandomize=True, database=None)
@given(papers)
def test_every_word_is_printed_once_and_kept_when_frozen(made: tuple[str, list[str]]):
    source, said = made
    with tempfile.TemporaryDirectory() as place:
        root = folder(source, Path(place))
        galley = workshop.galley(root, "sources/c/paper.yaml", None)
        tree, _ = workshop.bound(root, "sources/c/paper.yaml", None)
        loaded, _ = workshop.original(root, "sources/c/paper.yaml")
    assert loaded is not None
    printed = text.write(galley).decode()

    for word in said:
        assert 1 == printed.count(word), f"{word} stands {printed.count(word)} times"

    house = loaded.profile.house.with_labels(tree.document.labels)
    words = provision(tree, house)
    kept = signed_version.read(
        signed_version.write(signed_version.signed(Frozen("c/paper", None, words, Manner(house))))
    )
    assert words == kept.provision


@settings(max_examples=examples(6), deadline=None, derandomize=True, database=None)
@given(papers)
def test_every_format_says_the_same(made: tuple[str, list[str]]):
    source, said = made
    with tempfile.TemporaryDirectory() as place:
        root = folder(source, Path(place))
        session, problems = Session(root), Problems()
        loaded = session.load(root / "sources/c/paper.yaml", problems)
        assert loaded is not None, workshop.messages(problems)
        galley = compiling.set_galley(loaded, None, problems)
        printer = Exporter(loaded.kind.template, session.templates)
        formats: tuple[Format, ...] = ("txt", "docx", "pdf")
        plain, word, pdf = (printer.print(galley, name, problems) for name in formats)
    assert plain is not None
    assert word is not None
    assert pdf is not None, workshop.messages(problems)
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        xml = archive.read("word/document.xml").decode()
    words = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))

    assert [w for w in said if w not in words] == []
    assert re.sub(r"\s", "", plain.decode()) == re.sub(r"\s", "", words)
