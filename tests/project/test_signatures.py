"""Electronic signatures: set behind the document, judged, and never written over."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from pipeline.cli.main import cli
from pipeline.diagnostics import Problems
from pipeline.project import store
from pipeline.project.signatures.judge import judge, read_root
from pipeline.project.signatures.mark import began_as, is_signed
from tests.workshop import build, edit, messages, small_project

PASSWORD = "ひらけ"
SOURCE, PDF = "sources/aomori/small.yaml", "build/aomori/small.pdf"


SIGNING = ("digital_signature", "content_commitment")
_USES = (
    *SIGNING, "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def key(
    folder: Path, first: int = 2020, last: int = 2120, name: str = "青森市長", usage: Sequence[str] = SIGNING
) -> Path:
    """A key with a certificate of its own for some years and uses, and the certificate beside it."""
    private = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    uses = x509.KeyUsage(**{each: each in usage for each in _USES})
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(dt.datetime(first, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(last, 1, 1, tzinfo=dt.UTC))
        .add_extension(uses, critical=True)
        .sign(private, hashes.SHA256())
    )
    path = folder / f"{name}.p12"
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"k", private, certificate, None, locked))
    path.with_suffix(".pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clerk's folder with one built document."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert [] == messages(build(tmp_path).problems)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def signed(root: Path, *more: str) -> Path:
    """The document signed in its place."""
    done = run("sign", PDF, "--key", str(key(root)), "--password", PASSWORD, "-o", PDF, "--reason", "締結", *more)
    assert 0 == done.exit_code, done.output
    return root / PDF


def test_a_signature_stands_behind_the_document(root: Path):
    before = (root / PDF).read_bytes()
    after = signed(root).read_bytes()

    assert after.startswith(before)
    (found,) = judge(after, [read_root(root / "青森市長.pem")]) or ()
    assert ("青森市長", True, True) == (found.signer, found.whole, found.trusted)


def test_a_signature_of_nobody_known_is_not_trusted(root: Path):
    (found,) = judge(signed(root).read_bytes()) or ()

    assert (True, False) == (found.whole, found.trusted)


def test_a_second_signature_leaves_the_first_whole(root: Path):
    signed(root)
    done = run("sign", PDF, "--key", str(key(root, name="蓬田村長")), "--password", PASSWORD)

    assert 0 == done.exit_code, done.output
    found = judge((root / PDF).read_bytes()) or ()
    assert [("青森市長", True), ("蓬田村長", True)] == [(each.signer, each.whole) for each in found]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_one_byte_changed_is_seen(root: Path, share: float):
    data = bytearray(signed(root).read_bytes())
    data[int((root / PDF).stat().st_size * share)] ^= 1

    found = judge(bytes(data))

    assert not found or not all(each.whole for each in found)


def test_a_key_out_of_its_time_or_with_another_password_signs_nothing(root: Path):
    old = run("sign", PDF, "--key", str(key(root, 2001, 2002)), "--password", PASSWORD)
    wrong = run("sign", PDF, "--key", str(key(root)), "--password", "違う")

    assert (1, 1) == (old.exit_code, wrong.exit_code)
    assert "証明書の有効期間（2001-01-01 から 2002-01-01 まで）は、終わっています" in old.output
    assert "パスワードが違うか、PKCS#12 のファイルではありません）\n --> 青森市長.p12" in wrong.output.replace(
        f"{root.as_posix()}/", ""
    )
    assert not (root / "build" / "aomori" / "small-署名.pdf").exists()


def test_what_is_no_pdf_is_refused(root: Path):
    (root / "a.pdf").write_bytes(b"not a PDF")
    done = run("sign", "a.pdf", "--key", str(key(root)), "--password", PASSWORD)

    assert 1 == done.exit_code
    assert "PDFでないファイルには署名できません" in done.output


@pytest.mark.parametrize("force", [False, True])
def test_a_build_never_writes_over_a_signed_file(root: Path, force: bool):
    data = signed(root).read_bytes()
    edit(root / SOURCE, "協力する", "協力し合う")

    report = build(root, force=force)
    done = run("build", *(["--force"] if force else []))

    assert data == (root / PDF).read_bytes()
    assert 1 == done.exit_code
    assert "電子署名があるので、書き換えません" in done.output
    del report


def test_a_signed_file_is_safe_where_the_record_is_gone(root: Path):
    data = signed(root).read_bytes()
    for file in (root / "build").glob("*.json"):
        file.unlink()
    for file in (root / "build").glob(".renkei*"):
        file.unlink()

    report = build(root)

    assert data == (root / PDF).read_bytes()
    assert any("電子署名があるので" in said for said in messages(report.problems))


def test_a_signed_document_that_is_up_to_date_is_left_in_peace(root: Path):
    signed(root)

    assert [] == messages(build(root).problems)


def test_no_command_writes_over_a_signed_file(root: Path):
    data, problems = signed(root).read_bytes(), Problems()

    assert not store.save(root / "build" / "aomori", {"small.pdf": b"%PDF-1.7 other"}, problems)
    assert store.save(root / "build" / "aomori", {"small.pdf": data + b"\n% further"}, problems)


def test_verify_judges_signatures(root: Path):
    told = (root / PDF).read_bytes()
    path = signed(root)
    whole = run("verify")
    path.write_bytes(path.read_bytes() + b"\n% further\n")
    altered = run("verify")

    assert is_signed(path.read_bytes())
    assert not is_signed(told)
    assert 0 == whole.exit_code, whole.output
    assert "「青森市長」の電子署名があり" in whole.output
    assert 1 == altered.exit_code, altered.output


@pytest.mark.parametrize("name", [PDF, "build/aomori/small-署名.pdf"])
def test_verify_tells_any_byte_of_a_signed_file_that_was_changed(root: Path, name: str):
    """In its place or beside the document; of the signature itself, those that it consists of."""
    done = run("sign", PDF, "--key", str(key(root)), "--password", PASSWORD, "-o", name)
    assert 0 == done.exit_code, done.output
    whole = (root / name).read_bytes()
    hidden = re.search(rb"/Contents\s*<([0-9A-Fa-f]+?)(?:00)*>", whole)
    mark = whole.index(b"/ByteRange")
    assert hidden is not None
    chance = random.Random(1)
    ends = [0, 1, 4, len(whole) - 2, hidden.start(1) + 9, mark, mark + 3, mark + 14]
    for at in (*ends, *(chance.randrange(hidden.end(1)) for _ in range(30))):
        (root / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        told = run("verify")
        assert 1 == told.exit_code, (at, told.output)


def test_a_paper_that_others_signed_is_judged_too(root: Path):
    """Not of this folder's making: it is told that it is not, and whether it is as it was signed."""
    signed(root)
    other = root / "build/受領.pdf"
    (root / PDF).replace(other)
    edit(root / SOURCE, "協力する", "連携する")
    assert [] == messages(build(root).problems)
    whole = run("verify")
    other.write_bytes(other.read_bytes().replace(b"%PDF-1.7", b"%PDF-1.6"))
    altered = run("verify")

    assert 0 == whole.exit_code, whole.output
    assert "受領.pdf には「青森市長」の電子署名があり" in whole.output
    assert "受領.pdf は、manifest.json に記録のある文書に署名したものではありません" in whole.output
    assert 1 == altered.exit_code
    assert "受領.pdf は、署名した後で書き換えられています" in altered.output


def test_the_beginning_of_a_signed_file_is_known_by_its_hash(root: Path):
    before = hashlib.sha256((root / PDF).read_bytes()).hexdigest()

    assert began_as(signed(root).read_bytes(), before)
    assert not began_as(signed(root).read_bytes(), "0" * 64)
