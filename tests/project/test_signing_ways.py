"""Keys on tokens (SoftHSM stands for the card), dates of a timestamp server (one of our own), PDFs that cannot be signed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys, tsp, x509
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from pipeline.cli.main import cli
from pipeline.project.signatures.judge import judge, read_root
from tests.project.test_signatures import PASSWORD, key
from tests.workshop import ROOT, build, messages, small_project

PDF, SIGNED = "build/aomori/small.pdf", "build/aomori/small-署名.pdf"
PIN = "123456"
LIBRARY = next(
    (path for path in map(Path, ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")) if path.exists()),
    None,
)  # fmt: skip
needs_token = pytest.mark.skipif(
    LIBRARY is None and not os.environ.get("CI"), reason="SoftHSM (apt: softhsm2) stands for the card, and is not here"
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clerk's folder with one built document."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert [] == messages(build(tmp_path).problems)
    return tmp_path


@pytest.fixture
def card(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A token with the key of 青森市長."""
    tool = shutil.which("softhsm2-util")
    assert tool is not None, "softhsm2-util is missing"
    (root / "tokens").mkdir()
    config = root / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {root}/tokens\nobjectstore.backend = file\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(config))
    subprocess.run(
        [tool, "--init-token", "--free", "--label", "card", "--pin", PIN, "--so-pin", PIN],
        check=True,
        capture_output=True,
    )
    _fill(root, key(root))
    assert LIBRARY is not None
    return LIBRARY


def _fill(root: Path, file: Path) -> None:
    """The key and the certificate of a PKCS#12 file into the token, in a process of its own: a library is opened once in each."""
    private, certificate, _ = pkcs12.load_key_and_certificates(file.read_bytes(), PASSWORD.encode())
    assert private is not None
    assert certificate is not None
    (root / "key.der").write_bytes(
        private.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    (root / "cert.der").write_bytes(certificate.public_bytes(serialization.Encoding.DER))
    program = """
import sys, pkcs11
from pathlib import Path
from asn1crypto.keys import PrivateKeyInfo
from pkcs11 import Attribute, ObjectClass, KeyType
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate
library, root, pin = sys.argv[1:]
session = pkcs11.lib(library).get_token(token_label="card").open(user_pin=pin, rw=True)
info = PrivateKeyInfo.load((Path(root) / "key.der").read_bytes())
inner = decode_rsa_private_key(info["private_key"].parsed.dump())
session.create_object({**inner, Attribute.LABEL: "mayor", Attribute.ID: b"1", Attribute.TOKEN: True})
shown = decode_x509_certificate((Path(root) / "cert.der").read_bytes())
session.create_object({**shown, Attribute.LABEL: "mayor", Attribute.ID: b"1", Attribute.TOKEN: True})
session.close()
"""
    subprocess.run([sys.executable, "-c", program, str(LIBRARY), str(root), PIN], check=True)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["sign", PDF, *arguments])


@needs_token
def test_a_card_signs_and_keeps_its_key(root: Path, card: Path):
    before = (root / PDF).read_bytes()

    done = run("--pkcs11", str(card), "--token", "card", "--password", PIN)

    assert 0 == done.exit_code, done.output
    after = (root / SIGNED).read_bytes()
    assert after.startswith(before)
    (found,) = judge(after, [read_root(root / "青森市長.pem")]) or ()
    assert ("青森市長", True, True) == (found.signer, found.whole, found.trusted)


@needs_token
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--token", "other", "--password", PIN), "差してあるのは、「card」です"),
        (("--token", "card", "--password", "000000"), "暗証番号が違います"),
        (("--token", "card", "--certificate", "nobody", "--password", PIN), "「nobody」がありません"),
    ],
)
def test_a_card_that_does_not_open_signs_nothing(root: Path, card: Path, options: tuple[str, ...], told: str):
    done = run("--pkcs11", str(card), *options)

    assert 1 == done.exit_code
    assert told in done.output
    assert not (root / SIGNED).exists()


@needs_token
def test_the_only_card_needs_no_name_though_other_readers_are_empty(root: Path, card: Path):
    """SoftHSM keeps a reader with a blank token beside every one that is in use, as machines do with two readers."""
    done = run("--pkcs11", str(card), "--password", PIN)

    assert 0 == done.exit_code, done.output
    assert judge((root / SIGNED).read_bytes())


@needs_token
def test_of_two_cards_one_must_be_named(root: Path, card: Path):
    tool = shutil.which("softhsm2-util")
    assert tool is not None
    more = [tool, "--init-token", "--free", "--label", "副市長", "--pin", PIN, "--so-pin", PIN]
    subprocess.run(more, check=True, capture_output=True)
    program = "import sys; from pipeline.cli.main import cli; cli(sys.argv[1:])"  # a library sees new tokens in a new process alone
    arguments = ["sign", PDF, "--pkcs11", str(card), "--password", PIN]
    asked = [sys.executable, "-c", program, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    several = subprocess.run(asked, check=False, capture_output=True, text=True, env=environment)
    empty = subprocess.run([*asked, "--token", "副市長"], check=False, capture_output=True, text=True, env=environment)

    assert (1, 1) == (several.returncode, empty.returncode)
    assert "トークンが2つあります" in several.stderr
    assert all(f"「{name}」" in several.stderr for name in ("card", "副市長"))
    assert "トークンの中に証明書がありません" in empty.stderr
    assert not (root / SIGNED).exists()


def test_a_library_that_is_none_is_told(root: Path):
    (root / "none.so").write_bytes(b"no library")

    done = run("--pkcs11", "none.so", "--password", PIN)

    assert 1 == done.exit_code
    assert "--pkcs11 のライブラリ" in done.output


def test_a_key_lies_in_one_place(root: Path):
    neither = run("--password", PIN)
    both = run("--key", str(key(root)), "--pkcs11", "a.so", "--password", PIN)

    assert (2, 2) == (neither.exit_code, both.exit_code)


def test_names_on_a_card_are_not_passed_over_where_a_file_signs(root: Path):
    done = run("--key", str(key(root)), "--token", "card", "--password", PASSWORD)

    assert 2 == done.exit_code
    assert not (root / SIGNED).exists()


def test_a_pdf_bears_no_other_name(root: Path):
    """A signed PDF stood under the name of a Word file, which no program opened."""
    done = run("--key", str(key(root)), "--password", PASSWORD, "-o", "out.docx")

    assert 2 == done.exit_code
    assert not (root / "out.docx").exists()


@pytest.mark.parametrize(
    ("name", "cut", "told"),
    [
        ("small.docx", slice(None), "Word文書（.docx）には署名できません"),
        ("small.txt", slice(None), "PDFでないファイルには署名できません"),
        ("small.txt", slice(0), "空のファイルには署名できません"),
        ("small.pdf", slice(3_000), "終わりまでありません"),
    ],
)
def test_a_file_that_is_no_whole_pdf_is_told_in_words_of_ours(root: Path, name: str, cut: slice, told: str):
    """What stood there were words of pyHanko: Illegal PDF header, EOF marker not found."""
    (root / "paper").write_bytes((root / "build/aomori" / name).read_bytes()[cut])

    done = CliRunner().invoke(cli, ["sign", "paper", "--key", str(key(root)), "-o", "x.pdf"])

    assert 1 == done.exit_code
    assert told in done.output
    assert "注意" not in done.output, "that its words were not looked at is of no use: it is not signed"
    assert not (root / "x.pdf").exists()


def test_of_a_pdf_that_cannot_be_signed_nothing_is_told_of_its_words(root: Path):
    """What is broken in its middle can be read by nobody: one was sent to look at it first."""
    (root / "paper.pdf").write_bytes(b"%PDF-1.7\n" + bytes(200) + b"\nstartxref\n9\n%%EOF\n")

    done = CliRunner().invoke(cli, ["sign", "paper.pdf", "--key", str(key(root)), "--password", PASSWORD])

    assert 1 == done.exit_code
    assert "署名できないPDFです" in done.output
    assert "注意" not in done.output


def test_a_key_that_is_not_for_signatures_signs_nothing(root: Path):
    """Readers call a signature by a certificate for encryption a wrong one."""
    done = run("--key", str(key(root, usage=("key_encipherment",))), "--password", PASSWORD)

    assert 1 == done.exit_code
    assert "署名に使ってよい証明書ではありません" in done.output
    assert not (root / SIGNED).exists()


def test_a_file_with_a_key_and_no_certificate_is_told_as_such(root: Path):
    private, _, _ = pkcs12.load_key_and_certificates(key(root).read_bytes(), PASSWORD.encode())
    assert isinstance(private, RSAPrivateKey)
    locked = serialization.BestAvailableEncryption(PASSWORD.encode())
    (root / "bare.p12").write_bytes(pkcs12.serialize_key_and_certificates(b"k", private, None, None, locked))

    done = run("--key", "bare.p12", "--password", PASSWORD)

    assert 1 == done.exit_code
    assert "証明書がありません" in done.output


@pytest.fixture
def clock_server(root: Path) -> Iterator[str]:
    """The address of a timestamp server of RFC 3161 on this machine."""
    file = key(root, name="時刻認証局")
    private, certificate, _ = pkcs12.load_key_and_certificates(file.read_bytes(), PASSWORD.encode())
    assert private is not None
    assert certificate is not None
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(
        x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)), keys.PrivateKeyInfo.load(der)
    )

    class Clock(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            said = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Clock)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_timestamp_server_dates_a_signature(root: Path, clock_server: str):
    """PAdES B-T: the date is the server's, inside the signature."""
    done = run("--key", str(key(root)), "--password", PASSWORD, "--timestamp-url", clock_server)

    assert 0 == done.exit_code, done.output
    with (root / SIGNED).open("rb") as stream:
        (signature,) = PdfFileReader(stream).embedded_regular_signatures
        assert "signature_time_stamp_token" in {each["type"].native for each in signature.signer_info["unsigned_attrs"]}
    (found,) = judge((root / SIGNED).read_bytes()) or ()
    assert found.whole


def test_a_timestamp_server_that_does_not_answer_is_told(root: Path):
    done = run("--key", str(key(root)), "--password", PASSWORD, "--timestamp-url", "http://127.0.0.1:9")

    assert 1 == done.exit_code
    assert "タイムスタンプを受け取れません" in done.output
    assert not (root / SIGNED).exists()


def test_a_file_that_lies_there_is_not_taken_for_the_signed_one(root: Path):
    """Another paper that somebody signed stood under the very name."""
    (root / "x.pdf").write_bytes(b"another paper")

    done = run("--key", str(key(root)), "--password", PASSWORD, "-o", "x.pdf")

    assert (1, b"another paper") == (done.exit_code, (root / "x.pdf").read_bytes())
    assert "renkei が書いたままではありません" in done.output


def test_an_encrypted_pdf_is_refused(root: Path):
    with pikepdf.open(root / PDF) as plain:
        plain.save(root / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))

    done = CliRunner().invoke(cli, ["sign", "locked.pdf", "--key", str(key(root)), "--password", PASSWORD])

    assert 1 == done.exit_code
    assert "暗号化" in done.output
