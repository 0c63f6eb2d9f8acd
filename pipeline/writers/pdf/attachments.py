"""Files that travel inside the document, such as its source (PDF/A-3)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from pipeline.late.dataclass import dataclass
from pipeline.writers.pdf.pdf_file import Shell
from pipeline.writers.pdf.strings import text_string


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the document was made from. `name` is unique in the document, `media_type` e.g. application/yaml."""

    name: str
    data: bytes
    media_type: str
    description: str


def attach(shell: Shell, files: Sequence[Attachment], day: date | None) -> dict[str, bytes]:
    """Adds the files; entries of the catalog: AF, and the name tree under the key EmbeddedFiles."""
    made = [(file.name, _specification(shell, file, day)) for file in files]
    made.sort(key=lambda entry: entry[0].encode("utf-16-be"))
    names = b"".join([b"%s%d 0 R" % (text_string(name), number) for name, number in made])
    return {
        "AF": b"[%s]" % b" ".join([b"%d 0 R" % number for _, number in made]),
        "EmbeddedFiles": b"<</Names[%s]>>" % names,
    }


def _specification(shell: Shell, file: Attachment, day: date | None) -> int:
    # A slash is a delimiter in a name object (ISO 32000-1, 7.3.5).
    media_type = file.media_type.replace("/", "#2F").encode()
    digest = hashlib.md5(file.data, usedforsecurity=False).hexdigest().encode()
    params = b"/Size %d/CheckSum<%s>" % (len(file.data), digest)
    if day is not None:
        params += b"/ModDate(D:%s000000+09'00')" % day.strftime("%Y%m%d").encode()
    stream = shell.stream(file.data, b"/Type/EmbeddedFile/Subtype/%s/Params<<%s>>" % (media_type, params))
    name = text_string(file.name)
    return shell.add(
        b"<</Type/Filespec/F%s/UF%s/EF<</F %d 0 R/UF %d 0 R>>/AFRelationship/Source/Desc%s>>"
        % (name, name, stream, stream, text_string(file.description))
    )
