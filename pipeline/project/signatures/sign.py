"""A PDF and a key -> the same PDF with a PAdES signature behind it; no byte of the document is changed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from pipeline.project.signatures.keys import UnsignedError

_FIELD = "署名"


@dataclass(frozen=True, slots=True)
class Order:
    """What a signature says beside who signs: why and where ("": not told). `timestamp_url`: who dates it (None: nobody)."""

    reason: str = ""
    place: str = ""
    timestamp_url: str | None = None


def signed(data: bytes, signer: signers.Signer, order: Order) -> bytes:
    """The file with one more signature, PAdES B-B, or B-T where it is dated by a timestamp server. Raises UnsignedError."""
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        if writer.prev.encrypted:
            raise UnsignedError("暗号化されたPDFには署名できません", "暗号化していないPDFを使ってください")
        field = _new_field(writer)
        metadata = signers.PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=order.reason or None,
            location=order.place or None,
        )
        stamper = HTTPTimeStamper(order.timestamp_url) if order.timestamp_url is not None else None
        made = io.BytesIO()
        # An invisible field that is not hidden: PDF/A and PDF/UA both let it pass.
        pdf_signer = signers.PdfSigner(metadata, signer, timestamper=stamper, new_field_spec=SigFieldSpec(field))
        pdf_signer.sign_pdf(writer, output=made)
    except (TimestampRequestError, OSError) as error:
        raise UnsignedError(
            "タイムスタンプを受け取れません", "--timestamp-url のサーバーと通信の経路を確かめてください"
        ) from error
    except (PdfError, SigningError, ValueError) as error:
        raise UnsignedError(f"署名できないPDFです（{error}）", "renkei build で作ったPDFを使ってください") from error
    return made.getvalue()


def _new_field(writer: IncrementalPdfFileWriter) -> str:
    names: Mapping[str, object] = {s.field_name: s for s in writer.prev.embedded_signatures}
    return next(name for n in range(1, len(names) + 2) if (name := f"{_FIELD}{n}") not in names)
