"""Inserting an article renumbers everything (issue: Done when 3)."""

from __future__ import annotations

from pathlib import Path

from pipeline.writers import text
from tests.workshop import AGREEMENT, edit, galley, project

NEW = """\
  - 見出し: 連絡会議
    項:
      - 本文: 甲及び乙は、{{ 引用("取組") }}の取組のため、連絡会議を置く。
      - 本文: 連絡会議の費用は、{{ 引用("費用の負担") }}の例による。
  - キー: 取組
"""


def clauses(root: Path) -> list[str]:
    lines = text.write(galley(root)).decode().splitlines()
    return [line[:24] for line in lines if line.startswith(("第", "2　前項", "2　連絡", "別表"))]


def test_an_article_inserted_in_the_middle_renumbers_all_that_follows(tmp_path: Path):
    root = project(tmp_path)
    before = clauses(root)
    edit(root / AGREEMENT, "  - キー: 取組\n", NEW)

    after = clauses(root)

    assert [line[:4] for line in before] == [
        "第1条　",
        "第2条　",
        "第3条　",
        "第4条　",
        "2　前項",
        "第5条　",
        "第6条　",
        "別表（第",
    ]
    assert [line[:4] for line in after] == [
        "第1条　", "第2条　", "第3条　", "2　連絡", "第4条　", "第5条　", "2　前項", "第6条　", "第7条　", "別表（第",
    ]  # fmt: skip
    assert "別表（第4条関係）" in after


def test_every_reference_follows_an_inserted_article(tmp_path: Path):
    root = project(tmp_path)
    edit(root / AGREEMENT, "  - キー: 取組\n", NEW)

    words = text.write(galley(root)).decode()

    assert "第2条　甲及び乙は、前条に規定する目的を達成するために、第4条に規定する取組について" in words  # was 次条
    assert "第3条　甲及び乙は、次条の取組のため" in words
    assert "2　連絡会議の費用は、第5条第2項の例による。" in words
    assert "第5条　前条に規定する取組を推進するため" in words  # still the article before
    assert "2　前項の規定により必要となる手続及び人員の確保に係る負担並びに前条に規定する取組を" in words


def test_a_second_schedule_numbers_both(tmp_path: Path):
    root = project(tmp_path)
    extra = "  - キー: 費用表\n    関係: [費用分担, 目的]\n    項目:\n      - 見出し: 費用\n        施策:\n          - {連携施策: 会議, 取組内容: 開く, 役割: {甲: 出す, 乙: 出す}}\n"
    path = root / AGREEMENT
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")

    words = text.write(galley(root)).decode()

    assert "役割分担は、別表第1に掲げるところとする。" in words
    assert "\n別表第1（第3条関係）\n" in words
    assert "\n別表第2（第4条、第1条関係）\n" in words


def test_the_number_of_copies_follows_the_number_of_parties(tmp_path: Path):
    root = project(tmp_path)
    assert "本連携協約書2通を作成し" in text.write(galley(root)).decode()
    path = root / AGREEMENT
    words = path.read_text(encoding="utf-8").replace("[平内町, 今別町, 蓬田村, 外ヶ浜町]", "蓬田村\n  丙: 平内町")
    words = words.split("相手方別:\n  外ヶ浜町")[0] + "前文" + words.split("\n前文", 1)[1].split("別表:\n")[0]
    path.write_text(words.replace('{{ 引用("別表") }}', "次のとおり"), encoding="utf-8")

    assert "本連携協約書3通を作成し" in text.write(galley(root, partner=None)).decode()
