"""冊子: papers of an area bound as one document, such as the bills of a council session (議案書)."""

from importlib.resources import files

from pipeline.kinds.book.model import Book, papers_asked, partners
from pipeline.kinds.book.prepare import prepare
from pipeline.kinds.kind import Kind

BOOK = Kind(
    name="冊子",
    # The one template with the styles of all kinds: that of papers which hold others.
    template="council",
    model=Book,
    wording=files(__package__).joinpath("wording.j2").read_text(encoding="utf-8"),
    partners=partners,
    prepare=prepare,
    papers_asked=papers_asked,
)

__all__ = ["BOOK", "Book"]
