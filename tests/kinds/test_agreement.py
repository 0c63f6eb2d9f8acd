"""What an agreement asks of its source beyond its form: signers, roles, copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Rejected
from pipeline.galley import plain
from pipeline.galley.blocks import paras
from pipeline.project import compiling
from tests.workshop import SMALL, galley, messages, original, small_project

SMALL_SOURCE = "sources/aomori/small.yaml"
SCHEDULE = """\
別表:
  - 関係: 目的
    項目:
      - 見出し: 産業
        施策:
          - {{連携施策: 観光, 取組内容: 行う, 役割: {roles}}}
"""


def errors(folder: Path, text: str) -> list[str]:
    loaded, problems = original(small_project(folder, text), SMALL_SOURCE)
    assert loaded is not None, messages(problems)
    with pytest.raises(Rejected):
        compiling.set_galley(loaded, None, problems)
    return [d.message for d in problems.errors]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("{甲: 担う}", ["「観光」に乙の役割がありません"]),
        ("{甲: 担う, 乙: 助ける, 丙: 見る}", ["「観光」に当事者にない「丙」の役割があります"]),
        ("{乙: 助ける, 丁: 見る}", ["「観光」に甲の役割がありません", "「観光」に当事者にない「丁」の役割があります"]),
    ],
)
def test_every_party_and_nobody_else_has_a_role(tmp_path: Path, roles: str, expected: list[str]):
    assert expected == errors(tmp_path, SMALL + SCHEDULE.format(roles=roles))


@pytest.mark.parametrize("copies", ["3通を作成", "３通を作成", "三通を作成"])
def test_a_typed_number_of_copies_must_be_that_of_the_parties(tmp_path: Path, copies: str):
    text = SMALL.replace("{{ 通数 }}通を作成", copies)

    assert [f"末文は「{copies}」ですが、当事者は2者です"] == errors(tmp_path, text)


@pytest.mark.parametrize("copies", ["2通を作成", "２通を作成", "二通を作成", "正本及び副本を作成"])
def test_a_right_number_of_copies_is_left_as_typed(tmp_path: Path, copies: str):
    made = galley(small_project(tmp_path, SMALL.replace("{{ 通数 }}通を作成", copies)), SMALL_SOURCE, None)

    closing = next(p for part in made.parts for p in paras(part.blocks) if p.style == "末文")
    assert plain(closing.runs).replace("２", "2") == f"本書{copies}する。".replace("２", "2")


def test_a_named_hand_signs_in_place_of_the_head(tmp_path: Path):
    text = SMALL.replace("前文:", "記名: {乙: {職名: 蓬田村長職務代理者, 氏名: 代理の人}}\n前文:")

    made = galley(small_project(tmp_path, text), SMALL_SOURCE, None)

    signers = [plain(p.runs) for part in made.parts for p in paras(part.blocks) if p.style in ("記名", "記名者")]
    assert ["青森市長", "小野寺晃彦", "蓬田村長職務代理者", "代理の人"] == signers


def test_three_parties_sign_and_hold_three_copies(tmp_path: Path):
    text = SMALL.replace("乙: 蓬田村}", "乙: 蓬田村, 丙: 平内町}").replace(
        "は、次のとおり", "並びに{{ 丙 }}は、次のとおり"
    )

    made = galley(small_project(tmp_path, text), SMALL_SOURCE, None)

    words = [plain((*p.label, *p.runs)) for part in made.parts for p in paras(part.blocks)]
    assert "本書3通を作成する。" in words
    assert ["甲　青森市長", "乙　蓬田村長", "丙　平内町長"] == [w for w in words if w[1:2] == "　"]
    assert "青森市　蓬田村　平内町" in words
