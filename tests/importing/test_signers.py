"""Who signs beside a municipality: bodies whose names end in any word, on lines of their own or before their 職名."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.importing.paper import cleaned
from pipeline.importing.plain_paper import read_lines
from pipeline.importing.structure.read import read
from tests.importing.desk import built, imported, letters, told

BODIES = ("社会福祉法人髙尾会", "吉野郡医師会", "株式会社山運輸奈良主管支店", "上市郵便局", "生活協同組合コープ里")
TEXT = """災害時の支援に関する協定書

葛飾村（以下「甲」という。）及び{body}（以下「乙」という。）は、次のとおり協定を締結する。

第1条　甲及び乙は、協力する。

この協定の締結を証するため、本書2通を作成し、各自1通を保有する。

{names}

令和7年3月24日
"""
FORMS = (
    "甲　葛飾村大字本郷1番地\n葛飾村長　渡邉　浩二\n乙　葛飾村大字谷30番地\n{body}\n会長　髙尾　さと子",
    "甲　葛飾村長　渡邉　浩二\n乙　{body}　会長　髙尾　さと子",
    "甲　{body}\n会長　髙尾　さと子\n乙　葛飾村\n葛飾村長　渡邉　浩二",
    "甲　葛飾村\n葛飾村長\n渡邉　浩二\n乙　{body}\n会長\n髙尾　さと子",
    "葛飾村長　渡邉　浩二\n{body}\n会長　髙尾　さと子",
)


@pytest.mark.parametrize("form", FORMS, ids=range(len(FORMS)))
@pytest.mark.parametrize("body", BODIES)
def test_a_body_of_any_name_signs_as_a_party(body: str, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The name of a body was known by its last word alone: with all others the names became lines that nobody reads,

    and where such a body was the first its line was taken for a part of the 末文.
    """
    monkeypatch.chdir(tmp_path)
    names = form.format(body=body)
    text = TEXT.format(body=body, names=names)
    if names.startswith("甲　" + body):
        text = text.replace("葛飾村（", "\0（").replace(f"{body}（", "葛飾村（").replace("\0", body)
    if not names.startswith("甲"):
        text = (
            text.replace("（以下「甲」という。）", "")
            .replace("（以下「乙」という。）", "")
            .replace("甲及び乙は", "双方は")
        )
    (tmp_path / "paper.txt").write_text(text, encoding="utf-8")

    done = imported("paper.txt", "--area", "x")

    assert [] == [m for m in told(done) if "行のまま" in m or "末文" in m]
    source = (tmp_path / "sources/x/paper.yaml").read_text(encoding="utf-8")
    assert "行のまま" not in source
    facts = (tmp_path / "sources/x/area.yaml").read_text(encoding="utf-8")
    assert {"渡邉　浩二", "髙尾　さと子"} == set(re.findall("氏名: (.*)", facts))
    assert letters(names) in letters(built("x", tmp_path))


@pytest.mark.parametrize(
    "address",
    ["港市本町三丁目5番7号　港ビルディング8階", "港市本町3-5-7 港タワー", "港市本町一丁目2番3号港ビル801号室", "港市字浜1番地　港市役所庁舎"],
)  # fmt: skip
def test_the_building_belongs_to_the_address_of_a_company(address: str):
    """A blank before the building, and none of the names of the paper was read: they became lines that nobody knows."""
    names = f"甲　葛飾村大字本郷1番地\n葛飾村長　渡邉　浩二\n乙　{address}\n株式会社港銀行\n地域連携推進統括責任者\n髙尾　さと子"
    draft = read(cleaned(read_lines(TEXT.format(body="株式会社港銀行", names=names), "paper.txt")))

    assert [address, "髙尾　さと子"] == [draft.signers[1].address, draft.signers[1].head]
    assert [] == draft.left_over
