"""The part of a template for footnotes -> where those of a document are put; Word makes it with the first footnote of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.late.dataclass import dataclass
from pipeline.writers.docx.parts.ooxml import DECLARATION, R_NS, W_NS, W, serialise, whole_number

if TYPE_CHECKING:
    from pipeline.writers.docx.parts.package import Package

# Lines above the notes of a page: they stand in the part, and the settings name them.
SEPARATOR, CONTINUATION = -1, 0
_CLOSE = "</w:footnotes>"


@dataclass(frozen=True, slots=True)
class FootnotePart:
    """The part and what stands in it; notes of a document are numbered from `first` on."""

    part: str
    xml: str
    first: int

    def filled(self, notes: str) -> str:
        """The part with the notes of a document at its end."""
        return self.xml.replace(_CLOSE, notes + _CLOSE)


def find(package: Package) -> FootnotePart | None:
    """The part; None if the template has none."""
    for part in package.related("footnotes"):
        root = package.trees.get(part)
        if root is not None and root.nsmap.get("w") == W_NS:
            numbers = [whole_number(note.get(W + "id")) or 0 for note in root.iter(W + "footnote")]
            xml = serialise(root)
            return FootnotePart(part, xml if _CLOSE in xml else _opened(xml), max(0, *numbers) + 1)
    return None


def _opened(xml: str) -> str:
    """A part without any note, as one that can take some."""
    return f"{xml.rstrip()[:-2]}>{_CLOSE}"


def new_part() -> str:
    """word/footnotes.xml as Word makes it: a short stroke above notes, a long one above those that go on."""
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for kind, number in (("separator", SEPARATOR), ("continuationSeparator", CONTINUATION))
    )
    return f'{DECLARATION}<w:footnotes xmlns:w="{W_NS}" xmlns:r="{R_NS}">{notes}{_CLOSE}'


def settings() -> str:
    """What word/settings.xml says of them."""
    named = "".join(f'<w:footnote w:id="{number}"/>' for number in (SEPARATOR, CONTINUATION))
    return f"<w:footnotePr>{named}</w:footnotePr>"
