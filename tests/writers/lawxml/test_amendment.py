"""Amendments as AmendProvision: every kind of edit is valid under the schema and keeps its words, there and back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from pipeline.amending.prove import Proven, amend
from pipeline.galley import Para, Run
from pipeline.labels.amendment_style import Manner
from pipeline.provision.read import read_provision
from pipeline.writers.lawxml import amendment
from pipeline.writers.lawxml.unheld import UnheldError
from tests.workshop import ROOT
from tests.writers.lawxml import client

KINDS = sorted((ROOT / "tests/amending/kinds").glob("*.txt"))
_PARTS = re.compile("^----(?:元|新|改め文)\n", re.MULTILINE)
TITLE, PILLAR = "連携協約の一部を変更する連携協約", "連携協約の一部を次のように変更する。"
CLOSING = (Para("附則見出し", (Run("附　則"),)), Para("前文", (Run("この協約は、令和8年4月1日から施行する。"),)), Para("末文", (Run("本書2通を作成する。"),)))  # fmt: skip


def proven(path: Path) -> tuple[Proven, Manner]:
    _, before, after, _ = _PARTS.split(path.read_text(encoding="utf-8"))
    (old, manner), (new, _) = read_provision(before), read_provision(after)
    made = amend(old, new, manner)
    assert isinstance(made, Proven)
    return made, manner


def law(path: Path, day: date | None = date(2026, 4, 1)) -> bytes:
    made, manner = proven(path)
    opening = (
        Para("題名", (Run(TITLE),)),
        Para("前文", (Run("甲及び乙は、次のとおり締結する。"),)),
        Para("前文", (Run(PILLAR),)),
    )
    return amendment.write(TITLE, PILLAR, (opening, CLOSING), made.drafted, manner, day)


@pytest.mark.parametrize("path", KINDS, ids=lambda p: p.stem)
def test_every_word_of_an_amendment_is_in_its_law(path: Path):
    made, _ = proven(path)
    root = etree.fromstring(law(path))

    main = root.find(".//MainProvision")
    assert main is not None
    held = re.sub(r"\s", "", "".join(map(str, main.itertext())))

    assert held == re.sub(r"[\s\v]", "", PILLAR + made.text)
    assert len(made.drafted) == len(root.findall(".//AmendProvision"))


def test_every_kind_of_edit_is_valid_under_the_schema():
    client.needed()
    schema = client.schema()
    faults = [f"{p.stem}: {schema.error_log}" for p in KINDS if not schema.validate(etree.fromstring(law(p)))]

    assert [] == faults


def test_lawtext_reads_amendments_and_keeps_their_words(tmp_path: Path):
    client.needed()
    laws = [law(path) for path in KINDS]

    for path, before, read in zip(KINDS, laws, client.readings(tmp_path, laws), strict=True):
        assert not read.fault, f"{path.stem}: {read.fault}"
        assert client.words(before) == client.words(read.back), path.stem


def test_without_its_day_there_is_no_law():
    with pytest.raises(UnheldError, match="日付のない"):
        law(KINDS[0], None)
