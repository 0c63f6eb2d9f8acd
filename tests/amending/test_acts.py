"""Acts of the length of real ones, put together from provisions of statutes: thirty revisions of each kind stand at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from pipeline.amending.prove import Proven, amend
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.read import read_provision
from pipeline.provision.unit import Provision, Unit
from tests.amending.agreements import Maker, Reviser, numbered

MANNER = Manner(House("full", behind="下に", numerals="kanji", subitems="iroha"))
VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))


def articles() -> list[Unit]:
    """Every 条 of the statutes at hand, before and after their amendments."""
    found: dict[str, Unit] = {}
    for path in VECTORS:
        case = json.loads(path.read_text(encoding="utf-8"))
        for side in ("old", "new"):
            provision, _ = read_provision("\n".join(case[side]))
            found |= {unit.words(): unit for unit in provision.articles}
    return list(found.values())


def act(random: Random) -> Provision:
    pool = articles()
    chosen = [replace(random.choice(pool), key=f"a{n}") for n in range(random.randint(15, 40))]
    once = {unit.words(): unit for unit in chosen}
    return Provision("試験法", articles=tuple(once.values()), closing=("末文とする。",))


@pytest.mark.parametrize("seed", range(30))
def test_a_revision_of_an_act_is_proven_at_the_first_attempt(seed: int):
    random = Random(seed)
    old = act(random)
    before, after = numbered(old), numbered(Reviser(random, Maker(random)).revise(old, 12))

    for one, other in ((before, after), (after, before)):
        made = amend(one, other, MANNER)

        assert isinstance(made, Proven), made.reason
        assert 0 == made.restated
