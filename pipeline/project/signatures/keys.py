"""Where a key lies -> whoever signs with it: a PKCS#12 file, or a card or token that keeps the key to itself (PKCS#11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from asn1crypto.x509 import Certificate
from pyhanko.sign import signers

from pipeline.late.dataclass import dataclass
from pipeline.project.signatures.mark import JAPAN


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
    except AttributeError as error:  # what pyHanko 0.38 makes of a file without a key
        raise UnsignedError(
            "鍵のファイルに秘密鍵がありません（証明書だけのファイルです）",
            "秘密鍵を含めて書き出した PKCS#12 のファイル（.p12・.pfx）を使ってください",
        ) from error
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
        from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError as error:
        raise UnsignedError(
            "ICカードやトークンで署名する部品（python-pkcs11）がありません",
            'pip install "renkei[sign,pkcs11]" で入れてください',
        ) from error
    criteria = TokenCriteria(label=token.label) if token.label else None
    try:
        session = open_pkcs11_session(str(token.library), token_criteria=criteria, user_pin=pin)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise UnsignedError(
            f"ICカードやトークンを開けません（{_said(error)}）",
            "カードが差してあるか、--pkcs11 のライブラリ、--token の名前、暗証番号を確かめてください",
        ) from error
    with session:
        try:
            signer = PKCS11Signer(session, cert_label=token.certificate or _only_certificate(session))
            certificate = signer.signing_cert
        except (pkcs11.PKCS11Error, ValueError) as error:
            raise UnsignedError(
                f"トークンの中に証明書「{token.certificate}」がありません（{_said(error)}）",
                "--certificate にトークンの中の証明書の名前を書いてください",
            ) from error
        if certificate is None:
            raise UnsignedError(
                f"トークンの中に証明書「{token.certificate}」がありません", "--certificate を確かめてください"
            )
        _must_be_valid(certificate, moment)
        yield signer


def _only_certificate(session: object) -> str:
    """The label of the one certificate on a token. Raises ValueError if there are none or several."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415

    ask: Callable[..., Iterator[dict[object, str]]] = session.get_objects  # type: ignore[attr-defined]
    labels = sorted({each[Attribute.LABEL] for each in ask({Attribute.CLASS: ObjectClass.CERTIFICATE})})
    if len(labels) != 1:
        raise ValueError("、".join(labels) or "証明書が一つもない")
    return labels[0]


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
