"""Settings of property tests that make whole papers."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

from tests.examples import examples


def whole_papers(count: int) -> settings:
    """So many papers; none is shrunk, since each takes too long to be made again and again."""
    return settings(
        max_examples=examples(count),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
