"""A signed PDF -> who signed it and whether anything was altered since; nothing is asked of the network."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from pipeline.late.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """One signature. `whole`: the file is as it was signed, but for further signatures; `trusted`: by one of the given roots."""

    signer: str
    moment: datetime | None
    whole: bool
    trusted: bool


def judge(data: bytes, roots: Sequence[object] = ()) -> tuple[Judgement, ...] | None:
    """All signatures in the order in which they were set; None if the file cannot be read as a PDF any more."""
    try:
        found = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
        made = []
        for signature in found:
            context = ValidationContext(trust_roots=list(roots), allow_fetching=False)
            status = validate_pdf_signature(signature, context)
            kept = _kept(status, last=signature is found[-1])
            certificate = status.signing_cert
            made.append(
                Judgement(
                    certificate.subject.native.get("common_name", certificate.subject.human_friendly),
                    status.signer_reported_dt,
                    status.intact and status.valid and kept,
                    status.trusted,
                )
            )
    except Exception:  # whatever a broken file makes its reader raise: of its own, of zlib, of asn1crypto
        return None
    return tuple(made)


def is_whole(data: bytes) -> bool:
    """Whether a PDF is as all of its signatures found it, dates of timestamp servers among them; False if it has none."""
    found = judge(data)
    return bool(found or (found is not None and _is_dated(data))) and all(each.whole for each in found or ())


def _is_dated(data: bytes) -> bool:
    return bool(PdfFileReader(io.BytesIO(data)).embedded_timestamp_signatures)


def _kept(status: PdfSignatureStatus, *, last: bool) -> bool:
    """Whether what stands behind a signature are further signatures alone; behind the last, at most what keeps it provable."""
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    allowed = (ModificationLevel.LTA_UPDATES,) if last else (*_BY_SIGNING, ModificationLevel.LTA_UPDATES)
    return status.coverage is SignatureCoverageLevel.ENTIRE_REVISION and status.modification_level in allowed


_BY_SIGNING = (ModificationLevel.NONE, ModificationLevel.FORM_FILLING)


def read_root(path: Path) -> object:
    """A certificate in PEM or DER, to trust. Raises ValueError and OSError."""
    load: Callable[[str], object] = load_cert_from_pemder
    return load(str(path))


# What it finds is told by us, in Japanese.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False
