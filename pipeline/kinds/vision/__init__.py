"""連携ビジョン概要: what the agreements and the vision of an area say, on a few pages for councils and residents."""

from importlib.resources import files

from pipeline.kinds.kind import Kind
from pipeline.kinds.shared.fields import undivided
from pipeline.kinds.vision.model import Vision
from pipeline.kinds.vision.prepare import prepare

_PLACES = (("pipeline.kinds.shared", "blocks.j2"), (__package__, "wording.j2"))

VISION = Kind(
    name="連携ビジョン概要",
    template="vision",
    model=Vision,
    wording="".join(files(place).joinpath(name).read_text(encoding="utf-8") for place, name in _PLACES),
    partners=undivided,
    prepare=prepare,
)

__all__ = ["VISION", "Vision"]
