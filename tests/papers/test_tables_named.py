"""Tables that stand one below the other in a 別表, as a change list calls them."""

from __future__ import annotations

from pipeline.amending.differences.align import align
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.change_report import report
from pipeline.provision.unit import Provision, Unit

MANNER = Manner(House("half"))


def table(share: str) -> Unit:
    rows = (Unit("行", cells=("医療", "2分の1")), Unit("行", cells=("福祉", share)))
    return Unit("表", cells=("費目", "甲"), children=rows)


def paper(*children: Unit) -> Provision:
    articles = (Unit("条", (1,), children=(Unit("項", (1,), "別表のとおりとする。"),)),)
    return Provision("協定", articles=articles, schedules=(Unit("別表", (), "（第1条関係）", children=children),))


def places(old: Provision, new: Provision) -> list[str]:
    return [entry.place_old for entry in report(align(old, new), MANNER).entries]


def test_each_of_several_tables_is_called_by_its_title_or_its_place():
    """「別表の表福祉の項」 was told, of whichever of two tables with a row 福祉."""
    first, second, third = (table(share) for share in ("3分の2", "4分の3", "5分の4"))
    title = Unit("後文", text="経費の負担割合")
    old, new = (paper(first, title, second, unit) for unit in (third, table("6分の5")))

    assert ["別表の3番目の表福祉の項"] == places(old, new)
    old, new = (paper(first, title, unit, third) for unit in (second, table("7分の6")))
    assert ["別表「経費の負担割合」の表福祉の項"] == places(old, new)


def test_a_table_alone_needs_no_name():
    assert ["別表の表福祉の項"] == places(paper(table("3分の2")), paper(table("4分の3")))
