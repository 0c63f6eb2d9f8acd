"""Which keys sign, and what nobody sets a name under: other kinds of keys, files without one, papers that were altered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from pipeline.cli.main import cli
from pipeline.project.signatures.judge import judge
from tests.project.test_signatures import PASSWORD
from tests.workshop import build, messages, small_project

Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | dsa.DSAPrivateKey
Edwards = ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey
_LOCKED = serialization.BestAvailableEncryption(PASSWORD.encode())


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clerk's folder with one built document, beside it a copy to sign."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert [] == messages(build(tmp_path, formats=("pdf",)).problems)
    (tmp_path / "a.pdf").write_bytes((tmp_path / "build/aomori/small.pdf").read_bytes())
    return tmp_path


def certificate(private: Private | Edwards, first: int = 2020) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "青森市長")])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(dt.datetime(first, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2120, 1, 1, tzinfo=dt.UTC))
    )
    return made.sign(private, None if isinstance(private, Edwards) else hashes.SHA256())


def sign(private: Private | Edwards, *more: str, first: int = 2020) -> Result:
    made = certificate(private, first)
    Path("k.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"k", private, made, None, _LOCKED))
    return CliRunner().invoke(cli, ["sign", "a.pdf", "--key", "k.p12", "--password", PASSWORD, *more])


@pytest.mark.parametrize(
    "private",
    [
        pytest.param(lambda: ec.generate_private_key(ec.SECP256R1()), id="P-256"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP521R1()), id="P-521"),
        pytest.param(lambda: dsa.generate_private_key(2048), id="DSA"),
    ],
)
def test_keys_of_other_kinds_sign(root: Path, private: object):
    assert callable(private)
    done = sign(private())

    assert 0 == done.exit_code, done.output
    assert [True] == [each.whole for each in judge((root / "a-署名.pdf").read_bytes()) or ()]


@pytest.mark.parametrize("kind", [ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey])
def test_a_key_with_a_digest_of_its_own_is_refused_by_its_name(
    root: Path, kind: type[ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey]
):
    """A clerk was told in English that the PDF could not be signed, and to make it with renkei build."""
    done = sign(kind.generate())

    assert 1 == done.exit_code
    assert "この種類の鍵（ed" in done.output
    assert not (root / "a-署名.pdf").exists()


@pytest.mark.parametrize(
    ("private", "bits"),
    [
        pytest.param(lambda: rsa.generate_private_key(65537, 1024), 1024, id="RSA"),
        pytest.param(lambda: dsa.generate_private_key(1024), 1024, id="DSA"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP192R1()), 192, id="P-192"),
    ],
)
def test_a_key_that_is_too_short_does_not_sign(root: Path, private: object, bits: int):
    assert callable(private)
    done = sign(private())

    assert 1 == done.exit_code
    assert f"鍵が短すぎます（{bits}ビット" in done.output
    assert not (root / "a-署名.pdf").exists()


def test_a_file_of_a_certificate_alone_is_told(root: Path):
    private = ec.generate_private_key(ec.SECP256R1())
    data = pkcs12.serialize_key_and_certificates(b"k", None, None, [certificate(private)], _LOCKED)
    (root / "c.p12").write_bytes(data)
    done = CliRunner().invoke(cli, ["sign", "a.pdf", "--key", "c.p12", "--password", PASSWORD])

    assert 1 == done.exit_code, done.output
    assert "秘密鍵がありません" in done.output


def test_a_certificate_whose_time_has_not_come_is_told(root: Path):
    done = sign(ec.generate_private_key(ec.SECP256R1()), first=2110)

    assert 1 == done.exit_code
    assert "（2110-01-01 から 2120-01-01 まで）は、まだ始まっていません" in done.output


@pytest.mark.parametrize("how", ["a byte", "behind"])
def test_what_was_altered_behind_a_signature_gets_no_other(root: Path, how: str):
    """The second mayor would have signed another paper than the first, and both names stood on it."""
    private = ec.generate_private_key(ec.SECP256R1())
    assert 0 == sign(private, "-o", "a.pdf").exit_code
    whole = (root / "a.pdf").read_bytes()
    at = whole.index(b"stream") + 20
    altered = whole + b"\n% more\n" if how == "behind" else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    (root / "a.pdf").write_bytes(altered)
    done = sign(private)

    assert 1 == done.exit_code
    assert "前の署名が正しいことを確かめられない" in done.output
    assert altered == (root / "a.pdf").read_bytes()
    (root / "a.pdf").write_bytes(whole)
    assert 0 == sign(private).exit_code
