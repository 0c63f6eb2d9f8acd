"""reportlab's documents without Pillow, which it loads for pictures; we write those ourselves.

What reportlab would do with it can still be asked of it: Pillow is loaded when something of it is.
"""

from __future__ import annotations

import _thread
import sys
from importlib import import_module
from types import ModuleType

_PILLOW, _TAKES_IT = "PIL", "reportlab.lib.utils"


class _Image(ModuleType):
    """Stands for Pillow's module of that name until something of it is asked for."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(import_module(f"{_PILLOW}.Image"), name)
        setattr(self, name, found)
        return found


def pdfdoc() -> ModuleType:
    """reportlab.pdfbase.pdfdoc. Where another thread may be importing Pillow right now, with Pillow."""
    if not {_PILLOW, _TAKES_IT} & sys.modules.keys() and not _thread._count():  # noqa: SLF001
        bare = ModuleType(_PILLOW)
        setattr(bare, "Image", _Image("Image"))  # noqa: B010 - the type checker knows no such attribute
        sys.modules[_PILLOW] = bare
        try:
            import_module(_TAKES_IT)
        finally:
            del sys.modules[_PILLOW]
    return import_module("reportlab.pdfbase.pdfdoc")
