"""Finding in running text: every find of the five samples, and what must not be found.

A golden file has one find a line: line:column, kind, the words, what they mean, and the warnings of the reader.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.notation import citation
from pipeline.notation.dates.fiscal_year import ParsedFiscalYear
from pipeline.notation.dates.period import Period
from pipeline.notation.dates.wareki import ParsedDate
from pipeline.notation.finding import scan
from pipeline.notation.numbers.law_number import LawNumber
from pipeline.notation.numbers.quantity import Quantity

SAMPLES = Path(__file__).parent / "samples"


def meaning(value: scan.Value) -> str:
    match value:
        case ParsedDate():
            return value.iso
        case ParsedFiscalYear():
            return f"FY{value.value}"
        case Period():
            return f"{value.start} - {value.end} ({value.count} {value.unit})"
        case Quantity():
            return f"{value.value:f} {value.unit}"
        case LawNumber():
            return f"{value.year} {value.kind} {value.number}"
        case citation.Found():
            relative = f"{value.relative.word}{value.relative.unit}" if value.relative else ""
            absolute = citation.format(value.citation) if value.citation else ""
            return relative + absolute + (" of another law" if value.external else "")


def lines(text: str) -> list[str]:
    """The finds of a text as a golden file shows them."""
    shown = []
    for found in scan.find_all(text):
        line = text.count("\n", 0, found.start) + 1
        column = found.start - text.rfind("\n", 0, found.start)
        warnings = [f"[{warning.code}]" for warning in getattr(found.value, "warnings", ())]
        shown.append(" ".join([f"{line}:{column}", found.kind, found.text, "=", meaning(found.value), *warnings]))
    return shown


@pytest.mark.parametrize("sample", ["000", "001", "002", "003", "004"])
def test_every_find_of_a_sample(sample):
    text = (SAMPLES / f"{sample}.txt").read_text(encoding="utf-8")

    expected = (SAMPLES / f"{sample}.finds").read_text(encoding="utf-8").splitlines()

    assert expected == lines(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成40年13月1日、平成29年2月29日、令和0年", []),
        ("1990年代、5年生、2000～3000、2024.4、P. 30～39、1-3月", []),
        ("第1回、第31次、国道347号、1/2、H1N1、GR5、GX2", []),
        ("1 市町村の業務\n2 事業の概要\n(1) 移動販売\n② 市町村\n3人口", []),
        ("県内一円、数百円、三百円", ["1:10 amount 三百円 = 300 円"]),
        ("金壱百万円、△ 26,000千円", ["1:1 amount 金壱百万円 = 1000000 円", "1:7 amount △ 26,000千円 = -26000000 円"]),
        ("平成31年度（令和元年度）予算", ["1:1 fiscal_year 平成31年度（令和元年度） = FY2019"]),
        ("令和６年４月１日（月）から施行", ["1:1 date 令和６年４月１日（月） = 2024-04-01"]),
        ("（H28）、（令和6年）に2024-04-01", ["1:2 date H28 = 2016", "1:8 date 令和6年 = 2024", "1:14 date 2024-04-01 = 2024-04-01"]),
        ("(R6～)（～R7.3）", ["1:2 range R6～ = 2024 - None (None year)", "1:7 range ～R7.3 = None - 2025-03 (None month)"]),
        ("平成30年度～32年度の3年間", ["1:1 range 平成30年度～32年度の3年間 = FY2018 - FY2020 (3 fiscal_year) [era_mismatch]"]),
        ("平成31年政令第143号第2条", ["1:1 law_number 平成31年政令第143号 = 2019 政令 143", "1:13 citation 第2条 = 第2条 of another law"]),
    ],
)  # fmt: skip
def test_what_is_found_and_what_is_not(text, expected):
    assert expected == lines(text)
