"""Random areas: what is printed from one set of facts agrees with itself however it is rounded; what differs more is told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.project.checking import areas
from pipeline.project.session import Session
from tests.crosscheck.kit import AREAS
from tests.examples import examples

ROOT = Path("/nowhere")
UNITS = {"円": 1, "千円": 10**3, "万円": 10**4, "百万円": 10**6}
AREA = (AREAS / "nankai" / "area.yaml").read_bytes()
VISION = """種別: 連携ビジョン概要
題名: ビジョン
期間: 令和6年度から令和10年度まで
章:
  - 見出し: 事業
    内容:
      - 事業表:
          題: 事業
          年度: [令和8年度]
          単位: 千円
          行:
            - {{ 名称: 観光の周遊, 事業費: {{ 令和8年度: "{amount}" }} }}
"""
BUDGET = """種別: 予算概要
題名: 令和8年度　予算の概要
作成: 南海市
事業:
  - {{ 事業名: 観光の周遊, 単位: 円, 額: "{amount}", 目的: [周遊を進める。] }}
"""
INDICATOR = """種別: 計画
題名: {title}
部:
  - 見出し: 指標
    内容:
      - 指標表:
          題: 指標
          年度: [令和8年度]
          行:
            - {{ 名称: 来訪者数, 単位: {unit}, 目標: {{ 令和8年度: "{value}" }} }}
"""


def found(**files: str) -> list[str]:
    """Messages of an area that nobody wrote to a disk."""
    folder = ROOT / "sources" / "nankai"
    overlay = {folder / f"{name}.yaml": text.encode() for name, text in files.items()}
    profile = ROOT / "sources" / "profiles" / "半角.yaml"
    shipped = AREAS.parents[2] / "sources" / "profiles" / "半角.yaml"
    overlay |= {folder / "area.yaml": AREA, profile: shipped.read_bytes()}
    [made] = areas.check_areas({"nankai"}, Session(ROOT, overlay, sealed=True))
    assert () == made.unread
    return [c.message for c in made.contradictions]


def in_unit(yen: int, unit: str) -> str:
    rounded = (Decimal(yen) / UNITS[unit]).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{rounded:,}{unit}"


AMOUNTS = st.integers(1, 10**10)


@settings(max_examples=examples(60), deadline=None)
@given(AMOUNTS, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_one_amount_in_two_units_is_no_contradiction(yen: int, one: str, other: str):
    vision, budget = VISION.format(amount=in_unit(yen, one)), BUDGET.format(amount=in_unit(yen, other))

    assert [] == found(a=vision, b=budget)


@settings(max_examples=examples(60), deadline=None)
@given(AMOUNTS, AMOUNTS, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_amounts_that_no_rounding_makes_equal_are_told(one: int, other: int, here: str, there: str):
    told = found(a=VISION.format(amount=in_unit(one, here)), b=BUDGET.format(amount=in_unit(other, there)))

    shown = [Decimal(in_unit(one, here).rstrip("円千万百").replace(",", "")) * UNITS[here]]
    shown.append(Decimal(in_unit(other, there).rstrip("円千万百").replace(",", "")) * UNITS[there])
    widths = [Decimal(UNITS[u]) / 2 if u != "円" else Decimal(0) for u in (here, there)]
    if abs(shown[0] - shown[1]) > sum(widths):
        assert 1 == len(told), told
    else:
        assert [] == told


@settings(max_examples=examples(60), deadline=None)
@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_an_indicator_in_ten_thousands_agrees_with_its_heads(tens: int, others: int):
    here = INDICATOR.format(title="甲計画", unit="万人", value=f"{tens:,}")
    there = INDICATOR.format(title="乙計画", unit="人", value=f"{others * 10_000:,}")

    assert (tens != others) == bool(found(a=here, b=there))
