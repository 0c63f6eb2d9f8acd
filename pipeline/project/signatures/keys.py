"""Where a key lies -> whoever signs with it: a PKCS#12 file, or a card or token that keeps the key to itself (PKCS#11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign import signers

from pipeline.late.dataclass import dataclass
from pipeline.project.signatures.mark import JAPAN

if TYPE_CHECKING:
    import pkcs11
    import pkcs11.types


class UnsignedError(Exception):
    """A signature that could not be set: why, and what to do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason, self.cure = reason, cure


@dataclass(frozen=True, slots=True)
class Token:
    """A card or token: the library of its maker, its label and that of the certificate ("": the only one)."""

    library: Path
    label: str = ""
    certificate: str = ""


def load_key(data: bytes, password: str, moment: datetime) -> signers.Signer:
    """The key and certificate of a PKCS#12 file, valid at the moment. Raises UnsignedError."""
    load: Callable[..., signers.SimpleSigner | None] = signers.SimpleSigner.load_pkcs12_data
    try:
        signer = load(data, other_certs=[], passphrase=password.encode())
    except ValueError:  # what it makes of a wrong password and of a file that is none
        signer = None
    except AttributeError as error:  # what pyHanko 0.38 makes of a file without a key or without a certificate
        raise _half_a_key(data, password) from error
    if signer is None or signer.signing_cert is None:
        raise UnsignedError(
            "鍵を開けません（パスワードが違うか、PKCS#12 のファイルではありません）",
            "パスワードと、鍵のファイル（.p12・.pfx）を確かめてください",
        )
    _must_be_valid(signer.signing_cert, moment)
    return signer


@contextmanager
def token_key(token: Token, pin: str, moment: datetime) -> Iterator[signers.Signer]:
    """The key on a token while its session is open; it never leaves the token. Raises UnsignedError."""
    try:
        import pkcs11  # noqa: PLC0415 - few have a token
        from pyhanko.sign.pkcs11 import PKCS11Signer  # noqa: PLC0415
    except ImportError as error:
        raise UnsignedError(
            "ICカードやトークンで署名する部品（python-pkcs11）がありません",
            'pip install "renkei[sign,pkcs11]" で入れてください',
        ) from error
    try:
        session = _only_token(token, pkcs11).open(user_pin=pin)
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise UnsignedError(
            "暗証番号が違います",
            "暗証番号を確かめてください。間違いが続くとカードは開かなくなるので、分からなければ発行した所に尋ねてください",
        ) from error
    except pkcs11.PinLocked as error:
        raise UnsignedError(
            "暗証番号の間違いが続いたので、カードが開かなくなっています", "カードを発行した所で、解除してください"
        ) from error
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise UnsignedError(
            f"ICカードやトークンを開けません（{_said(error)}）",
            "カードが差してあるか、--pkcs11 のライブラリ、--token の名前、暗証番号を確かめてください",
        ) from error
    with session:
        label = token.certificate or _only_certificate(session)
        try:
            signer = PKCS11Signer(session, cert_label=label)
            certificate = signer.signing_cert
        except (pkcs11.PKCS11Error, ValueError) as error:
            raise _no_certificate(label, f"（{_said(error)}）") from error
        if certificate is None:
            raise _no_certificate(label, "")
        _must_be_valid(certificate, moment)
        yield signer


def _only_token(token: Token, module: ModuleType) -> pkcs11.Token:
    """The token that was named, or the only one in any reader: empty readers and blank tokens are none. Raises UnsignedError.

    PyHanko counts readers: with two of them it asks for a name though only one holds a card.
    """
    ready = module.constants.TokenFlag.TOKEN_INITIALIZED
    slots: Sequence[pkcs11.types.Slot] = module.lib(str(token.library)).get_slots(token_present=True)
    found = [held for slot in slots if ready in (held := slot.get_token()).flags]
    named = [held for held in found if token.label in ("", held.label)]
    told = "、".join(f"「{held.label}」" for held in found)
    if not found:
        raise UnsignedError("ICカードやトークンが見つかりません", "カードが読取装置に差してあるか確かめてください")
    if not named:
        raise UnsignedError(
            f"「{token.label}」という名前のトークンがありません",
            f"差してあるのは、{told}です。--token の名前を確かめてください",
        )
    if len(named) > 1:
        raise UnsignedError(
            f"トークンが{len(named)}つあります（{told}）",
            "署名するものを --token に名前で指定してください。名前が同じなら、ほかのものを抜いてください",
        )
    only: pkcs11.Token = named[0]
    return only


def _only_certificate(session: pkcs11.Session) -> str:
    """The label of the one certificate on a token. Raises UnsignedError if there are none or several."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415

    labels = sorted(
        {str(each[Attribute.LABEL]) for each in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})}
    )
    if not labels:
        raise UnsignedError("トークンの中に証明書がありません", "鍵と証明書の入ったトークンかを確かめてください")
    if len(labels) > 1:
        told = "、".join(f"「{label}」" for label in labels)
        raise UnsignedError(
            f"トークンの中に証明書が{len(labels)}つあります（{told}）",
            "署名するものを --certificate に名前で指定してください",
        )
    return labels[0]


def _no_certificate(label: str, why: str) -> UnsignedError:
    return UnsignedError(
        f"トークンの中に証明書「{label}」がありません{why}",
        "--certificate にトークンの中の証明書の名前を書いてください",
    )


def _half_a_key(data: bytes, password: str) -> UnsignedError:
    """Which half of a key a PKCS#12 file lacks: the private key, or the certificate."""
    private, *_ = pkcs12.load_key_and_certificates(data, password.encode())
    if private is None:
        return UnsignedError(
            "鍵のファイルに秘密鍵がありません（証明書だけのファイルです）",
            "秘密鍵を含めて書き出した PKCS#12 のファイル（.p12・.pfx）を使ってください",
        )
    return UnsignedError(
        "鍵のファイルに証明書がありません（秘密鍵だけのファイルです）",
        "その鍵の証明書を含めて書き出した PKCS#12 のファイル（.p12・.pfx）を使ってください",
    )


def _said(error: Exception) -> str:
    """What a maker's library says: often no more than the name of its error."""
    return str(error) or type(error).__name__


# As asn1crypto calls them: those with a digest that is asked for (SHA-256). EdDSA brings one of its own.
# The bits below which a signature may be forged: NIST SP 800-131A, and the cipher list of CRYPTREC for governments.
_LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}


def _must_be_valid(certificate: Certificate, moment: datetime) -> None:
    kind = str(certificate.public_key.algorithm)
    if kind not in _LEAST_BITS:
        raise UnsignedError(
            f"この種類の鍵（{kind}）では署名できません",
            "RSA か ECDSA の鍵と証明書を使ってください（PDFの閲覧ソフトが確かめられる署名になります）",
        )
    bits, least = certificate.public_key.bit_size, _LEAST_BITS[kind]
    if bits < least:
        raise UnsignedError(
            f"鍵が短すぎます（{bits}ビット。{least}ビット以上が要ります）。偽の署名を作られるおそれがあるので、署名しません",
            "2048ビット以上の RSA か、256ビット以上の ECDSA の証明書を取り直してください",
        )
    validity = certificate["tbs_certificate"]["validity"].native
    first, last = validity["not_before"], validity["not_after"]
    if not first <= moment <= last:
        what = "まだ始まっていません" if moment < first else "終わっています"
        raise UnsignedError(
            f"証明書の有効期間（{first.astimezone(JAPAN):%Y-%m-%d} から {last.astimezone(JAPAN):%Y-%m-%d} まで）は、{what}",
            "有効な証明書の鍵で署名してください。有効なはずなら、この機械の日付と時刻を確かめてください",
        )
    usage = certificate.key_usage_value
    if usage is not None and usage.native.isdisjoint({"digital_signature", "non_repudiation"}):
        raise UnsignedError(
            "署名に使ってよい証明書ではありません（暗号化や認証など、ほかの用途のものです）",
            "署名用の証明書を使ってください（この証明書の署名は、PDFの閲覧ソフトが正しいものと認めません）",
        )
