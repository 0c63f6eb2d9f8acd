"""All patterns that the package's modules hold."""

from __future__ import annotations

import gc
import pkgutil
from contextlib import suppress
from importlib import import_module
from re import Pattern

import pipeline
from pipeline.late.regex import regex

Late = type(regex(""))


def every_late_pattern() -> list[Pattern[str]]:
    """Of all rooms whose extras are installed."""
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # of a room whose extra is not installed
                import_module(module.name)
    gc.unfreeze()  # a command that ended in this process set aside what it held
    return [x for x in gc.get_objects() if type(x) is Late]
