"""A process that makes many documents is settled after its first one, which has loaded what the others share."""

from __future__ import annotations

import gc

from pipeline.project.export.templates import Templates

# From so many documents a process on, settling (a tenth of a second) pays.
WORTH_SETTLING = 12
# Documents are freed as soon as they are written; cycles among what is left are rare (default: 700).
_YOUNG = 20_000


def settle(templates: Templates) -> None:
    """Stocks the fonts in use for many subsets, and keeps modules, models and templates out of garbage collection.

    Changes nothing in any document. Once in a process.
    """
    templates.prepare_fonts()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)
