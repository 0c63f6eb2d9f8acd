"""What is vendored is what VENDOR.md says it is, and its licence travels with it."""

from __future__ import annotations

import hashlib
import re

from tests.workshop import ROOT

VENDOR = ROOT / "pipeline" / "desk" / "static" / "vendor"


def test_the_bundle_is_the_one_that_is_described():
    told = re.search("SHA-256: `([0-9a-f]{64})`", (VENDOR / "VENDOR.md").read_text(encoding="utf-8"))

    assert told is not None
    assert told[1] == hashlib.sha256((VENDOR / "codemirror.js").read_bytes()).hexdigest()
    assert "MIT License" in (VENDOR / "codemirror.LICENSE").read_text(encoding="utf-8")


def test_pages_ask_for_nothing_from_elsewhere():
    static = VENDOR.parent
    texts = [
        p.read_text(encoding="utf-8")
        for p in static.rglob("*")
        if p.suffix in {".js", ".css", ".svg"} and p.name != "codemirror.js"
    ]

    assert [] == [found for text in texts for found in re.findall(r"https?://(?!www\.w3\.org)[^\s\"']+", text)]
