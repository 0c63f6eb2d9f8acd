"""A PDF and a key -> the same PDF with a PAdES signature behind it; no byte of the document is changed."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from pipeline.late.dataclass import dataclass
from pipeline.notation.file_form import CALLED, form_of
from pipeline.project.signatures.judge import is_whole
from pipeline.project.signatures.keys import UnsignedError
from pipeline.project.signatures.look import Signing, look
from pipeline.project.signatures.mark import is_signed

_FIELD = "署名"
# Within which of its end a PDF says that it ends (the readers of Adobe, ISO 32000-1 annex H.3 note 18).
_TAIL = 1024
# What pyHanko and zlib raise on files that are no PDF any more.
BROKEN = (KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError, zlib.error)


@dataclass(frozen=True, slots=True)
class Order:
    """What a signature says beside who signs: why and where ("": not told). `timestamp_url`: who dates it (None: nobody).

    `field`: the box of the document that it goes into (None: the only one).
    """

    reason: str = ""
    place: str = ""
    timestamp_url: str | None = None
    field: str | None = None


class _Box(NamedTuple):
    """A signature field of a document. One that no page shows has no width."""

    name: str
    filled: bool
    width_pt: float
    height_pt: float


def signed(data: bytes, signer: signers.Signer, order: Order, moment: datetime) -> bytes:
    """The file with one more signature, PAdES B-B, or B-T where it is dated by a timestamp server. Raises UnsignedError.

    It stands in a box of the document where there are any; `moment` is what the box tells.
    """
    must_be_a_pdf(data)
    _must_be_as_signed(data)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        if writer.prev.encrypted:
            raise UnsignedError("暗号化されたPDFには署名できません", "暗号化していないPDFを使ってください")
        box = _chosen(_boxes(writer), order.field)
        name = box.name if box is not None else _new_field(writer)
        metadata = signers.PdfSignatureMetadata(
            field_name=name,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason=order.reason or None,
            location=order.place or None,
        )
        stamper = HTTPTimeStamper(order.timestamp_url) if order.timestamp_url is not None else None
        made = io.BytesIO()
        if box is None:
            # An invisible field that is not hidden: PDF/A and PDF/UA both let it pass.
            pdf_signer = signers.PdfSigner(metadata, signer, timestamper=stamper, new_field_spec=SigFieldSpec(name))
        else:
            seen = look(Signing(_name(signer), moment), box.width_pt, box.height_pt) if box.width_pt else None
            pdf_signer = signers.PdfSigner(metadata, signer, timestamper=stamper, stamp_style=seen)
        pdf_signer.sign_pdf(writer, output=made, existing_fields_only=box is not None)
    except (TimestampRequestError, OSError) as error:
        raise UnsignedError(
            "タイムスタンプを受け取れません", "--timestamp-url のサーバーと通信の経路を確かめてください"
        ) from error
    except (PdfError, SigningError, ValueError, *BROKEN) as error:
        raise UnsignedError(f"署名できないPDFです（{error}）", "renkei build で作ったPDFを使ってください") from error
    if not is_whole(made.getvalue()):
        raise UnsignedError(
            "署名してみましたが、正しい署名になりません（前の署名が後からの署名を許していないか、鍵と証明書が合っていません）",
            "前に署名した者と、証明書を発行した認証局に確かめてください。ファイルは書いていません",
        )
    return made.getvalue()


def must_be_a_pdf(data: bytes) -> None:
    """Words of ours for what pyHanko calls an illegal header or a missing marker. Raises UnsignedError."""
    form = form_of(data)
    if form != "pdf":
        what = f"{CALLED[form]}" if form in CALLED else "空のファイル" if not data else "PDFでないファイル"
        raise UnsignedError(
            f"{what}には署名できません。署名できるのは、PDFです", "renkei build で作ったPDFを指定してください"
        )
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnsignedError(
            "署名できないPDFです（終わりまでありません。写している途中で切れたか、壊れています）",
            "renkei build で作り直すか、元のファイルをもう一度写してください",
        )


def _must_be_as_signed(data: bytes) -> None:
    """Nobody signs what was altered behind the signature of another without knowing it. Raises UnsignedError."""
    if is_signed(data) and not is_whole(data):
        raise UnsignedError(
            "前の署名が正しいことを確かめられないPDFなので、署名しません（前の署名の後で書き換えられたか、暗号化されているか、壊れています）",
            "前に署名した者から、元のファイルを受け取ってください",
        )


def _boxes(writer: IncrementalPdfFileWriter) -> tuple[_Box, ...]:
    """The fields that the document was made with, in its order; those of signatures that need no box are none."""
    made = []
    for name, value, reference in fields.enumerate_sig_fields(writer):
        assert isinstance(reference, IndirectObject)
        field: Callable[[], DictionaryObject] = reference.get_object
        left, bottom, right, top = _edges(field())
        width, height = abs(right - left), abs(top - bottom)
        if value is None or (width and height):
            made.append(_Box(name, value is not None, width, height))
    return tuple(made)


def _edges(field: DictionaryObject) -> tuple[float, float, float, float]:
    """Where the widget of a field stands: it may be a child of the field."""
    kids = field.get("/Kids")
    widget = kids[0] if kids else field
    left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
    return left, bottom, right, top


def _chosen(boxes: Sequence[_Box], asked: str | None) -> _Box | None:
    """The box to sign in; None if the document has none. Which of several is never guessed. Raises UnsignedError."""
    told = "、".join(f"{box.name}{'（署名済み）' if box.filled else ''}" for box in boxes)
    if asked is None and len(boxes) > 1:
        raise UnsignedError(
            f"電子署名の欄が{len(boxes)}つあります（{told}）",
            f"どの欄に署名するかを --field {next((b.name for b in boxes if not b.filled), boxes[0].name)} のように指定してください",
        )
    found = next((box for box in boxes if asked in (None, box.name)), None)
    if found is None and asked is not None:
        raise UnsignedError(
            f"「{asked}」という電子署名の欄はありません",
            f"この文書の欄は、{told}です"
            if boxes
            else "この文書には欄がありません。--field を付けずに署名してください",
        )
    if found is not None and found.filled:
        raise UnsignedError(
            f"「{found.name}」の欄は、もう署名してあります",
            "別の欄を --field で指定するか、署名のないPDFを使ってください",
        )
    return found


def _name(signer: signers.Signer) -> str:
    """Who signs, as the certificate calls them."""
    certificate = signer.signing_cert
    assert certificate is not None, "a key without a certificate is refused"
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)


def _new_field(writer: IncrementalPdfFileWriter) -> str:
    names: Mapping[str, object] = {s.field_name: s for s in writer.prev.embedded_signatures}
    return next(name for n in range(1, len(names) + 2) if (name := f"{_FIELD}{n}") not in names)
