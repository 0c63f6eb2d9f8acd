"""Figures of `revise`: random revisions proven, one-character faults refused, a 別表 of 200 rows with 20 changes.

python -m benchmarks.amendments [revisions] [faults]
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from random import Random

from pipeline.amending.prove import Proven, amend, doubt
from pipeline.labels.amendment_style import Manner
from pipeline.notation.house_style import House
from pipeline.provision.unit import Provision, Unit
from tests.amending.agreements import pair
from tests.amending.faults import layout, with_fault

MANNERS = (
    Manner(House("half")),
    Manner(House("single_full")),
    Manner(House("full", comma="，")),
    Manner(House("full", behind="下に", numerals="kanji", subitems="iroha")),
)


def revisions(count: int) -> None:
    found: Counter[str] = Counter()
    began = time.perf_counter()
    for seed in range(count):
        old, new = pair(Random(seed))
        manner = MANNERS[seed % len(MANNERS)]
        for before, after in ((old, new), (new, old)):
            made = amend(before, after, manner)
            if old == new:
                found["no change"] += 1
            elif isinstance(made, Proven):
                found[f"proven at attempt {made.restated + 1}"] += 1
            else:
                found["unproven"] += 1
                print(seed, made.reason)
    took = time.perf_counter() - began
    print(f"{count} revisions, both directions: {dict(found)}, {1000 * took / count / 2:.1f} ms each")


def faults(count: int) -> None:
    found: Counter[str] = Counter()
    seed = 0
    while found.total() < count:
        random = Random(10**6 + seed)
        old, new = pair(random, 5)
        seed += 1
        made = amend(old, new, MANNERS[0])
        if not isinstance(made, Proven):
            continue
        faulty = with_fault(made.text, random)
        if doubt(old, new, faulty, MANNERS[0]) is not None:
            found["refused"] += 1
        elif layout(faulty) == layout(made.text):
            found["layout only"] += 1
        else:
            found["passed"] += 1
            pairs = zip(made.text.split("\n"), faulty.split("\n"), strict=False)
            print(next(((a, b) for a, b in pairs if a != b), ""))
    print(f"{count} faults: {dict(found)}")


def long_schedule() -> None:
    rows = tuple(
        Unit(
            "行",
            cells=(
                f"施策{n}の推進",
                f"第{n}分野の取組を行う。",
                "圏域の中心的な役割を担う。",
                "甲と協力して取り組む。",
            ),
        )
        for n in range(200)
    )
    changed = tuple(
        replace(r, cells=(*r.cells[:3], "甲と協力して主体的に取り組む。")) if n % 10 == 3 else r
        for n, r in enumerate(rows)
    )
    columns = ("連携施策", "取組内容", "甲の役割", "乙の役割")
    old, new = (
        Provision("協約", articles=(), schedules=(Unit("別表", children=(Unit("表", cells=columns, children=r),)),))
        for r in (rows, changed)
    )
    for _ in range(2):
        began = time.perf_counter()
        made = amend(old, new, MANNERS[0])
        took = time.perf_counter() - began
    print(f"200 rows, 20 changes: {took:.2f} s, {isinstance(made, Proven)}")


if __name__ == "__main__":
    arguments = [int(a) for a in sys.argv[1:]]
    revisions(arguments[0] if arguments else 2000)
    faults(arguments[1] if len(arguments) > 1 else 1000)
    long_schedule()
