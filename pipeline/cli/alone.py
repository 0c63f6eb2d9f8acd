"""pydantic without plugins: what else is installed does not change how a source is read.

Nor is it looked for: to find the plugins of an installation takes longer than to read a source with all its checks.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType

_LOADER = "pydantic.plugin._loader"


def read_alone() -> None:
    """For this process, which must not yet have asked for plugins, and those that it starts."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    stand_in = ModuleType(_LOADER)
    stand_in.__dict__.update(get_plugins=tuple, __getattr__=_of_its_own)
    sys.modules.setdefault(_LOADER, stand_in)


def _of_its_own(name: str) -> object:
    """What a later pydantic asks of its loader besides; pydantic 2.14 asks for the plugins alone."""
    if name.startswith("__"):  # what the import system asks of any module
        raise AttributeError(name)
    sys.modules.pop(_LOADER, None)
    return getattr(import_module(_LOADER), name)
