"""How the paragraphs of a web page are set is what the design of the PDF says, and nothing else says it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.galley import Galley, Para, Part, Run
from pipeline.galley.blocks import paras
from pipeline.typeset.styling.design import Design
from pipeline.typeset.styling.stylesheet import Align
from pipeline.writers.html import document
from pipeline.writers.html.document import rules
from pipeline.writers.html.document.rules import hang_em
from tests.typeset.kit import design
from tests.workshop import ROOT, galley

CSS = Path(document.__file__).with_name("document.css").read_text(encoding="utf-8")
SHIPPED = (
    ("sources/aomori/kyoyaku.yaml", "蓬田村"),
    ("sources/umiyama/kiyaku.yaml", None),
    ("sources/umiyama/kyotei.yaml", None),
    ("sources/shiomi/keikaku.yaml", None),
    ("sources/shiomi/yosan.yaml", None),
    ("sources/yamagata/shiryo.yaml", None),
)


def of(*found: Para) -> Galley:
    return Galley("題", "", "", None, (Part("本文", found),))


def declared(css: str, style: str) -> dict[str, str]:
    """What the rule of a style says; one rule only."""
    (found,) = re.findall(rf"^\.{style} {{ (.*); }}$", css, re.MULTILINE)
    return dict(each.split(": ", 1) for each in found.split("; "))


@pytest.mark.parametrize(("source", "partner"), SHIPPED)
def test_every_style_of_a_page_has_one_rule_and_no_other_has(source: str, partner: str | None):
    """A caption below a 節, 「記」 and the lines of who signs had none, and stood at the left edge."""
    made = galley(ROOT, source, partner)
    used = {p.style for part in made.parts for p in paras(part.blocks)} | {n.style for n in made.notes}
    ruled = re.findall(r"^\.(\S+) {", rules.rules(made, design()), re.MULTILINE)

    assert sorted(used) == sorted(ruled)


def test_nothing_else_says_how_a_style_of_paper_is_set():
    """Where the sheet of the page names a style, it is for what paper does not have: screens, lines of dots, figures."""
    bodies = [(names, body) for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", CSS) if "." in names]
    named = [(names, body) for names, body in bodies if any(f".{style}" in names for style in design().texts)]

    assert len(named) > 3
    assert [] == [names for names, body in named if re.search("text-align|padding-left|text-indent: -", body)]


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("条見出し", {"padding-left": "2em", "text-indent": "-1em", "text-align": "left"}),
        ("前文", {"padding-left": "0em", "text-indent": "1em"}),
        ("号", {"padding-left": "calc(1em + var(--label, 2em))", "text-indent": "calc(0em - var(--label, 2em))"}),
        ("発信", {"text-align": "right", "padding-right": "1em"}),
        ("中見出し", {"text-align": "center"}),
        ("記名", {"padding-left": "calc(min(18em, 48.6%) + var(--label, 0em))"}),
    ],
)
def test_a_style_is_set_as_on_paper(style: str, wanted: dict[str, str]):
    found = declared(rules.rules(of(Para(style, (Run("文"),))), design()), style)

    assert wanted == {key: found[key] for key in wanted}


def test_an_own_stylesheet_changes_the_page():
    texts = design().texts | {"発信": replace(design().texts["発信"], align=Align.LEFT)}
    own: Design = replace(design(), texts=texts, colour=(0.0, 0.0, 1.0))
    css = rules.rules(of(Para("発信", (Run("市長"),))), own)

    assert "left" == declared(css, "発信")["text-align"]
    assert ":root { --house: rgb(0% 0% 100%); }" in css


@given(st.sampled_from(sorted(design().texts)), st.text("(第1条ア)　", max_size=8))
def test_words_hang_behind_their_label_as_on_paper(name: str, label: str):
    """A label takes what its style gives it, or more where it is longer; where there is none nothing hangs."""
    style = design().texts[name]
    width = sum(1.0 if c in "第条ア　" else 0.5 for c in label)
    hung = hang_em(Para(name, (Run("文"),), (Run(label),) if label else ()), style)
    said = style.label_pt / style.size_pt

    if style.turn_pt is not None:
        assert hung is None
    else:
        wanted = max(width, said) if label else 0.0
        assert abs(wanted - (said if hung is None else hung)) < 0.011
