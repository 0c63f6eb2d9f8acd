"""制定文: what makes a rule of another one stands above the 目次, and no amendment speaks of it."""

from __future__ import annotations

import pytest

from pipeline.amending.applying.apply import apply
from pipeline.amending.differences.align import align
from pipeline.amending.prove import Proven, Unproven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.papers.redline import accepted, redline
from pipeline.provision.alike.particulars import takes_its_place
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines

MANNER = Manner(House("half"))
ENACTING = "東町文書取扱規程（昭和58年訓令第4号）の全部を改正する。"
CONTENTS = "目次\n第1章　総則（第1条）\n第2章　雑則（第2条）\n"
BODY = "第1章　総則\n第1条　文書を管理する。\n第2章　雑則\n第2条　別に定める。\n"


def rule(*, above: str = ENACTING, listed: str = CONTENTS, preamble: str = "", body: str = BODY) -> str:
    return f"東町文書管理規程\n{above}\n{listed}{preamble}{body}"


def read(text: str) -> Provision:
    return read_provision(text)[0]


@pytest.mark.parametrize("listed", [CONTENTS, ""])
@pytest.mark.parametrize("above", [ENACTING, "地方自治法第15条の規定に基づき、東町文書管理規程を次のように定める。"])
def test_it_is_read_and_written_where_it_stands(above: str, listed: str):
    """Without a 目次 it stands where a 前文 does; with one, above that and not below it."""
    text = rule(above=above, listed=listed)

    assert text.split() == "\n".join(provision_lines(read(text), MANNER)).split()
    assert read(text).enacting == (1 if listed or above == ENACTING else 0)


@pytest.mark.parametrize("listed", [CONTENTS, ""])
def test_an_amendment_leaves_it_alone(listed: str):
    """A 前文 that is added comes of itself; the amended text, marked or clean, has the 制定文 where it was."""
    old = read(rule(listed=listed))
    new = read(rule(listed=listed, preamble="文書は町民のものである。\n", body=BODY.replace("別に", "町長が別に")))

    made = amend(old, new, MANNER)

    assert isinstance(made, Proven), made
    assert "題名の次に次の前文を加える。\n文書は町民のものである。\n" in made.text
    assert "全部を改正" not in made.text
    applied = apply(old, made.text, MANNER)
    assert provision_lines(new, MANNER) == provision_lines(applied, MANNER)
    marked = [line for line in accepted(redline(made.edits, MANNER)) if line.strip()]
    assert [ENACTING, *(["目次"] if listed else ["文書は町民のものである。"])] == marked[1:3]


@pytest.mark.parametrize("above", [ENACTING.replace("58", "57"), ""])
def test_one_that_somebody_changed_is_no_amendment(above: str):
    """It gave 「前文中「58年」を「57年」に改める。」; compared, the two still differ."""
    old, new = read(rule()), read(rule(above=above))

    made = amend(old, new, MANNER)

    assert isinstance(made, Unproven)
    assert "制定文は" in made.reason
    assert align(old, new).preamble.old


def test_a_text_that_says_so_takes_the_place_of_another():
    before = read(rule(above=""))

    assert takes_its_place(before, read(rule()))
    assert not takes_its_place(read(rule()), read(rule(body=BODY.replace("別に", "町長が別に"))))
    assert takes_its_place(
        read("協約\n甲と乙は、連携協約を締結する。\n第1条　あ。\n"),
        read("協約\n甲と乙は、令和2年に締結した連携協約の全部を変更し、連携協約を締結する。\n第1条　い。\n"),
    )
