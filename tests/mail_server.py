"""A mail server on this computer that keeps what it is sent, and does as it is told with the next message."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
import ssl

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.browser.server import free_port

HOST = "127.0.0.1"
TAKEN = "250 OK"


@dataclass
class Mailbox:
    """What came, and to whom; `refused` recipients are not taken, `answer` is what is said to a whole message."""

    port: int = field(default_factory=free_port)
    refused: set[str] = field(default_factory=set)
    answer: str = TAKEN
    came: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    cut_off: bool = False

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802  (the library's name)
        """Say whether this recipient is known here."""
        if address in self.refused:
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server: SMTP, session, envelope) -> str:  # noqa: N802
        """Take a message, and where told to, fall silent with it in hand."""
        if self.answer == TAKEN:
            self.came.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        if self.cut_off:
            server.transport.close()
        return self.answer

    @property
    def addresses(self) -> list[str]:
        """To whom mail came, one by one in order."""
        return [to for recipients, _ in self.came for to in recipients]

    def words(self) -> str:
        """What the one letter that came says."""
        [(_, letter)] = self.came
        return letter.get_content().replace("\r\n", "\n")

    @property
    def settings(self) -> dict[str, str]:
        """How the program is told of it."""
        return {
            "VARDEKEDJAN_SIGN_IN": "accounts",
            "VARDEKEDJAN_PUBLIC_ADDRESS": "https://effekt.example.org",
            "VARDEKEDJAN_SMTP_HOST": HOST,
            "VARDEKEDJAN_SMTP_PORT": str(self.port),
            "VARDEKEDJAN_SMTP_ENCRYPTION": "none",
            "VARDEKEDJAN_SMTP_SENDER": "effekt@example.org",
        }


@contextmanager
def listening(box: Mailbox, **more: object) -> Iterator[Mailbox]:
    """The server, for as long as the block lasts."""
    running = Controller(box, hostname=HOST, port=box.port, **more)
    running.start()
    try:
        yield box
    finally:
        running.stop()


def certificate(folder: Path, name: str = HOST) -> tuple[Path, ssl.SSLContext]:
    """A certificate for a server of this name or address: the file to trust it by, and what the server shows."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    own = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    called = x509.IPAddress(ip_address(name)) if name == HOST else x509.DNSName(name)
    made = x509.CertificateBuilder(own, own, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([called]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, SHA256())
    file, secret = folder / "mail.pem", folder / "mail.key"
    file.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context
