"""備考, 注 and words of a division of a 別表 and of the whole 別表: amended where they stand, and by that name."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.alike.tails import placed_like, settled
from pipeline.provision.signed_version import Frozen
from pipeline.provision.unit import Provision, Unit
from tests.amending.test_any_agreement import frozen

AREA = """種別: 圏域
圏域名: 圏域
流儀: 半角
市町村:
  例示市: {職名: 例示市長, 長: [{氏名: 見本太郎, 就任日: 令和2年4月1日}]}
  見本町: {職名: 見本町長, 長: [{氏名: 見本花子, 就任日: 令和2年4月1日}]}
"""
Data = dict[str, Any]


def measure(name: str) -> Data:
    roles = {"甲": f"{name}を担う。", "乙": f"{name}を助ける。"}
    return {"連携施策": name, "取組内容": f"{name}を行う。", "役割": roles}


def paper(*sections: Data, **own: object) -> Data:
    """An agreement whose only 別表 has these divisions, and below them what is the 別表's own."""
    return {
        "種別": "連携協約書",
        "題名": "連携協約",
        "締結日": "令和7年4月1日",
        "当事者": {"甲": "例示市", "乙": "見本町"},
        "前文": "次のとおり締結する。",
        "条": [{"見出し": "取組", "本文": "別表に掲げるとおりとする。"}],
        "末文": "本書2通を作成し、各自1通を保有する。",
        "別表": [{"関係": "取組", "項目": list(sections), **own}],
    }


LIFE = {"見出し": "生活", "施策": [measure("医療"), measure("福祉")]}
TIES = {"見出し": "結び付き", "施策": [measure("交通")]}
PLAIN = paper(LIFE, TIES)
AREAS, ROUTES = {"備考": "区域は別に定める。"}, {"備考": "路線は別に定める。"}
ALL = {"備考": "額は税込みとする。"}
PARTED = {
    "見出し": "生活",
    "項目": [{"見出し": "救急", "施策": [measure("救急")]}, {"見出し": "産科", "施策": [measure("産科")]}],
}


def text(folder: Path, source: Data) -> Frozen:
    (folder / "sources/a").mkdir(parents=True, exist_ok=True)
    (folder / "sources/a/area.yaml").write_text(AREA, encoding="utf-8")
    (folder / "sources/a/k.yaml").write_text("", encoding="utf-8")
    made = frozen(folder, json.dumps(source, ensure_ascii=False))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (PLAIN, paper(LIFE | AREAS, TIES), "別表1に備考として次のように加える。"),
        (PLAIN, paper(LIFE, TIES | ROUTES), "別表2に備考として次のように加える。"),
        (PLAIN, paper(LIFE, TIES, **ALL), "別表に備考として次のように加える。"),
        (paper(LIFE, TIES | ROUTES), paper(LIFE, TIES | ROUTES, **ALL), "別表に備考として次のように加える。"),
        (paper(LIFE, TIES | ROUTES, **ALL), paper(LIFE, TIES | ROUTES), "別表備考を削る。"),
        (paper(LIFE, TIES | ROUTES, **ALL), paper(LIFE, TIES, **ALL), "別表2備考を削る。"),
        (paper(LIFE | AREAS, TIES, **ALL), paper(LIFE | AREAS, TIES, 備考="額は税抜きとする。"), "別表備考中「税込み」を「税抜き」に改める。"),
        (PLAIN, paper(LIFE | {"注": "区域は別に定める。"}, TIES), "別表1を次のように改める。"),
        (PLAIN, paper(LIFE, TIES, {"見出し": "研修", "施策": [measure("研修")], **AREAS}), "別表に次のように加える。"),
        (PLAIN, paper(LIFE | {"施策": [], "前書き": "別に定める。", "備考": ["一", "二"]}, TIES), "別表1を次のように改める。"),
        (paper(PARTED, TIES), paper(PARTED | AREAS, TIES), "別表1に備考として次のように加える。"),
        (paper(LIFE | AREAS, TIES | ROUTES, **ALL), paper(LIFE | AREAS, TIES | ROUTES, **ALL, 前書き="初めに。"), "別表を次のように改める。"),
    ],
)  # fmt: skip
def test_remarks_are_amended_by_the_name_of_what_they_are_of(old: Data, new: Data, said: str, tmp_path: Path):
    """備考 of the whole 別表 were called those of its last division; a division that has some could not be added."""
    was, now = text(tmp_path, old), text(tmp_path, new)
    made = amend(was.provision, now.provision, was.manner)

    assert isinstance(made, Proven), made
    assert said in made.text


def test_a_version_that_was_frozen_with_the_end_below_the_last_division_has_no_change(tmp_path: Path):
    """Earlier versions have 備考 of the whole 別表 there."""
    now = text(tmp_path, paper(LIFE, TIES, **ALL)).provision
    (schedule,) = now.schedules
    *sections, end = schedule.children
    before = replace(schedule, children=(*sections[:-1], replace(sections[-1], children=(*sections[-1].children, end))))
    (word,) = text(tmp_path, paper(LIFE | {"見出し": "暮らし"}, TIES, **ALL)).provision.schedules
    made = amend(replace(now, schedules=(before,)), replace(now, schedules=(word,)), Manner(House("half")))

    assert isinstance(made, Proven), made
    assert ["別表1中「生活」を「暮らし」に改める。"] == made.text.strip().split("\n")


remarks = st.builds(
    lambda word, text: Unit("備考", text=word, children=(Unit("項", text=text),)),
    st.sampled_from(["", "注"]),
    st.text("あいう"),
)
ends = st.lists(remarks | st.builds(lambda text: Unit("後文", text=text), st.text("あいう", min_size=1)), max_size=3)
TABLE = Unit("表", cells=("区分", "額"))


def divided(tails: list[list[Unit]]) -> Unit:
    """A 別表 with a 節 and a 小節 at its end, each with its end."""
    inner = Unit("小節", (1,), "内", children=(TABLE, *tails[0]))
    return Unit("別表", (), "", children=(Unit("節", (1,), "節", children=(TABLE, inner, *tails[1])), *tails[2]))


def words(unit: Unit) -> list[str]:
    return [u.level + u.text for u in unit.walk()]


@given(st.lists(ends, min_size=3, max_size=3), st.lists(ends, min_size=3, max_size=3), st.data())
def test_whose_an_end_is_changes_no_word(one: list[list[Unit]], other: list[list[Unit]], data: st.DataObject):
    schedule = divided(one)
    moved = [unit for tail in one for unit in tail]
    cuts = sorted(data.draw(st.integers(0, len(moved))) for _ in range(2))
    again = divided([moved[: cuts[0]], moved[cuts[0] : cuts[1]], moved[cuts[1] :]])

    assert words(schedule) == words(settled(schedule))
    assert settled(settled(schedule)) == settled(schedule)
    assert Provision(schedules=(again,)) == placed_like(Provision(schedules=(schedule,)), Provision(schedules=(again,)))
    against = placed_like(Provision(schedules=(schedule,)), Provision(schedules=(divided(other),)))
    assert words(schedule) == words(against.schedules[0])
