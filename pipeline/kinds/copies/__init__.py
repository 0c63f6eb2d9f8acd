"""控え票: a sheet for each copy of a document, which says whose it is, how many there are, and how to tell it."""

from importlib.resources import files

from pipeline.kinds.copies.model import KIND, Copies
from pipeline.kinds.copies.prepare import Document, prepare
from pipeline.kinds.kind import Kind
from pipeline.kinds.shared.fields import undivided

COPIES = Kind(
    name=KIND,
    template="council",
    model=Copies,
    wording=files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=undivided,
    prepare=prepare,
)

__all__ = ["COPIES", "Copies", "Document"]
