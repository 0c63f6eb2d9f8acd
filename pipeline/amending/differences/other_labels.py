"""A text under two manners -> where its labels are printed otherwise, though no amendment says so: 付　則 and 附　則, ① and 1."""

from __future__ import annotations

from pipeline.labels.amendment_style import Manner
from pipeline.notation.text.width_policy import apply
from pipeline.provision.unit import Provision
from pipeline.provision.write import provision_lines

_BRACKETS = str.maketrans("（）", "()")


def other_labels(text: Provision, was: Manner, now: Manner) -> tuple[str, str] | None:
    """The first line that a text does not keep under another manner, as it was and as it becomes; None where all stay.

    Figures and brackets of another width are the same: an office may change them for all its papers.
    """
    lines = zip(provision_lines(text, was), provision_lines(text, now), strict=True)
    return next(((a, b) for a, b in lines if _folded(a) != _folded(b)), None)


def _folded(line: str) -> str:
    return apply(line, "half").translate(_BRACKETS)
