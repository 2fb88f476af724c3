"""Signing in to a mail server behind STARTTLS and TLS: who is not protected is told nothing."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.mail.conversation import Encryption
from shared.mail.tables import MailState
from tests.databases import NewDatabase
from tests.mail_servers import PASSWORD, USER, protected_server
from tests.shared.mail.outboxes import TO, fill, send, states

# aiosmtpd knows of STARTTLS alone, and warns where all of a connection is protected
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of a server on this machine, which whoever reads SSL_CERT_FILE trusts."""
    path = tmp_path / "server.pem"
    path.write_bytes(_made())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_protected_server_takes_mail_from_who_signs_in(
    new_database_url: NewDatabase, certificate: Path, encryption: Encryption
) -> None:
    url = new_database_url()
    fill(url, 1)
    with protected_server(certificate, encryption) as (mailbox, server):
        assert send(url, server) == 1
    assert (mailbox.recipients, mailbox.logins) == ([TO], [(USER, PASSWORD)])
    assert states(url) == [MailState.SENT]


@pytest.mark.parametrize("encryption", [Encryption.STARTTLS, Encryption.TLS])
def test_a_server_that_nobody_vouches_for_is_told_no_password_and_no_mail(
    new_database_url: NewDatabase,
    certificate: Path,
    encryption: Encryption,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    url = new_database_url()
    fill(url, 1)
    with protected_server(certificate, encryption) as (mailbox, server):
        assert send(url, server) == 0
    assert (mailbox.messages, mailbox.logins) == ([], [])
    assert states(url) == [MailState.WAITING]


def test_a_wrong_password_keeps_the_mail_for_later(
    new_database_url: NewDatabase, certificate: Path
) -> None:
    url = new_database_url()
    fill(url, 1)
    with protected_server(certificate, Encryption.STARTTLS, password="other") as (mailbox, server):
        assert send(url, server) == 0
    assert (mailbox.messages, states(url)) == ([], [MailState.WAITING])


def _made() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here, now = x509.IPAddress(ip_address("127.0.0.1")), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([here]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private + made.public_bytes(serialization.Encoding.PEM)
