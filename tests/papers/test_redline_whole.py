"""見え消し holds every word of the paper once: 目次 with its head, 注 by its name, the first 項 of every 附則 with its number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given

from pipeline.amending.differences.align import align
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.redline import accepted, redline, rejected
from pipeline.provision.read import read_provision
from pipeline.provision.write import provision_lines
from tests.amending.test_any_agreement import both, revisions
from tests.whole_papers import whole_papers

MANNER = Manner(House("half"))
RULES = """\
会館条例
目次
第1章　総則（第1条）
附則
第1章　総則
第1条　額は、別表のとおりとする。
附　則
1　この条例は、公布の日から施行する。
2　旧条例は、廃止する。
附　則（令和4年3月1日条例第5号）
1　この条例は、令和4年4月1日から施行する。
2　なお従前の例による。
別表（第1条関係）
室名\t額
会議室\t800円
備考
1　市外の者は、2倍とする。
2　端数は、切り捨てる。
注　額は、税込みとする。
"""


def letters(lines: Iterable[str]) -> str:
    return re.sub(r"\s", "", "".join(lines))


def test_every_line_of_a_rule_stands_in_it():
    """目次 was left out, 注 stood twice, and of the second 附則 the 1."""
    old, new = read_provision(RULES)[0], read_provision(RULES.replace("800円", "900円"))[0]
    lines = redline(align(old, new), MANNER)

    assert letters(provision_lines(new, MANNER)) == letters(accepted(lines))
    assert letters(provision_lines(old, MANNER)) == letters(rejected(lines))


@whole_papers(25)
@given(revision=revisions())
def test_both_texts_of_any_agreement_stand_in_it(revision: tuple[str, str, str]):
    old, new = both(revision)
    assert old is not None
    if new is None:
        return
    lines = redline(align(old.provision, new.provision), old.manner)

    assert letters(provision_lines(new.provision, old.manner)) == letters(accepted(lines))
    assert letters(provision_lines(old.provision, old.manner)) == letters(rejected(lines))
