"""Every day from 1873 to 2100 against the Japanese calendar of ICU, by node's Intl."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from pipeline.notation.dates import wareki
from tests.notation.test_wareki import ALL_DAYS

SCRIPT = """
const options = {timeZone: "UTC", dateStyle: "long"};
const era = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", options);
const weekday = new Intl.DateTimeFormat("ja-JP", {timeZone: "UTC", weekday: "short"});
const lines = [];
for (let day = Date.UTC(1873, 0, 1); day <= Date.UTC(2100, 11, 31); day += 86400000)
  lines.push(`${era.format(day)}（${weekday.format(day)}）`);
console.log(lines.join("\\n"));
"""


def test_every_day_is_named_as_icu_names_it():
    """CI must have node; elsewhere the check is left out if it is missing."""
    node = shutil.which("node")
    if node is None:
        if os.environ.get("CI"):
            pytest.fail("node is needed in CI for the cross-check against ICU")
        pytest.skip("node is not installed")

    named = subprocess.run([node, "-e", SCRIPT], capture_output=True, text=True, check=True).stdout.split()

    assert named == [wareki.format(day, "wareki_weekday") for day in ALL_DAYS]
