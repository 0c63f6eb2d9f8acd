"""Throughput of pipeline.notation against libraries that do the same, in one run: prints a table of ratios.

usage: python benchmarks/notation.py
A ratio below 1 is faster than the other library. Libraries that are not installed are left out; none of them is a
dependency. Figures depend on the machine, ratios hardly; nothing here is a test.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline.notation import citation  # noqa: E402
from pipeline.notation.dates import wareki  # noqa: E402
from pipeline.notation.finding import scan  # noqa: E402
from pipeline.notation.numbers import number  # noqa: E402
from pipeline.notation.text import width_policy  # noqa: E402

SAMPLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/notation/samples").glob("*.txt"))]
DAYS = [date(1990, 1, 1) + timedelta(17 * n) for n in range(600)]
WAREKI = [wareki.format(day) for day in DAYS]
NUMBERS = [7**power % 10**12 for power in range(300)]
KANJI = [number.format(value, "kanji") for value in NUMBERS]
COMMAS = [number.format(value, "comma") for value in NUMBERS]

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """The best of several runs of at least a tenth of a second."""
    work()
    rounds = 1
    while True:
        started = time.perf_counter()
        for _ in range(rounds):
            work()
        if time.perf_counter() - started > 0.1:
            break
        rounds *= 2
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        for _ in range(rounds):
            work()
        best = min(best, (time.perf_counter() - started) / rounds)
    return best


def over(function: Callable[[Any], object], items: list[Any]) -> Work:
    """The function applied to every item."""

    def work() -> None:
        for item in items:
            function(item)

    return work


def library(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def comparisons() -> list[tuple[str, int, Work, str, Work | None]]:
    """What is measured, how many items, our work, the other library, and its work (None if it is missing)."""
    mojimoji, jaconv = library("mojimoji"), library("jaconv")
    kanjize, japanera = library("kanjize"), library("japanera")
    era = japanera.EraDate if japanera else None
    theirs = [era.from_date(day) for day in DAYS] if era else []
    form = "%-K%-y年%m月%d日"
    written = [day.strftime(form) for day in theirs]
    return [
        ("width half, five samples", 5, over(lambda t: width_policy.apply(t, "half"), SAMPLES), "mojimoji.zen_to_han",
         over(mojimoji.zen_to_han, SAMPLES) if mojimoji else None),
        ("width full, five samples", 5, over(lambda t: width_policy.apply(t, "full"), SAMPLES), "mojimoji.han_to_zen",
         over(mojimoji.han_to_zen, SAMPLES) if mojimoji else None),
        ("width single_full, five samples", 5, over(lambda t: width_policy.apply(t, "single_full"), SAMPLES),
         "jaconv.z2h", over(lambda t: jaconv.z2h(t, kana=False, ascii=True, digit=True), SAMPLES) if jaconv else None),
        ("kanji number read", len(KANJI), over(number.parse, KANJI), "kanjize.kanji2number",
         over(kanjize.kanji2number, KANJI) if kanjize else None),
        ("kanji number written", len(NUMBERS), over(lambda n: number.format(n, "kanji"), NUMBERS),
         "kanjize.number2kanji", over(kanjize.number2kanji, NUMBERS) if kanjize else None),
        ("comma number read", len(COMMAS), over(number.parse, COMMAS), "int(), nothing checked",
         over(lambda t: int(t.replace(",", "")), COMMAS)),
        ("date read", len(WAREKI), over(wareki.parse, WAREKI), "japanera strptime",
         over(lambda t: era.strptime(t, form), written) if era else None),
        ("date written", len(DAYS), over(wareki.format, DAYS), "japanera strftime",
         over(lambda d: d.strftime(form), theirs) if era else None),
        ("citations found, five samples", 5, over(citation.find, SAMPLES), "", None),
        ("everything found, five samples", 5, over(scan.find_all, SAMPLES), "", None),
    ]  # fmt: skip


def main() -> None:
    print(f"{'operation':34}{'µs an item':>12}   {'against':24}{'µs an item':>12}{'ratio':>8}")
    for name, items, ours, other, theirs in comparisons():
        own = seconds(ours) / items * 1e6
        if theirs is None:
            print(f"{name:34}{own:12.2f}")
            continue
        their = seconds(theirs) / items * 1e6
        print(f"{name:34}{own:12.2f}   {other:24}{their:12.2f}{own / their:8.2f}")


if __name__ == "__main__":
    main()
