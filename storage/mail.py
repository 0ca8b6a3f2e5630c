"""Mail is sent from here alone: one message over one connection to the mail server that is set.

The way there is as safe as it is set to be, or nothing is sent: a server that offers no STARTTLS where that is asked
for is not spoken to in the clear, and its certificate is held against those that the computer trusts.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import localtime, make_msgid
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
import ssl

from storage.configuration import Configuration
from storage.mail_settings import Encryption

PATIENCE_SECONDS = 20
FAULTS = (OSError, SMTPException)


class Unreachable(Exception):  # noqa: N818  (it says what is so)
    """The mail server cannot be spoken to as it is set; nothing was sent."""


class NotTaken(Exception):  # noqa: N818
    """The mail server answered that it does not take this message; it was not sent."""


class Uncertain(Exception):  # noqa: N818
    """The mail server fell silent while it was handed the message: it may have been sent."""


@dataclass(frozen=True)
class Letter:
    """Words to one e-mail address, and what the sender calls itself."""

    sender_name: str
    to: str
    subject: str
    words: str
    language: str


class Line:
    """A connection to the mail server."""

    def __init__(self, server: SMTP, sender: str) -> None:
        self._server, self._sender = server, sender

    def send(self, letter: Letter) -> None:
        """Send a letter; raises NotTaken or Uncertain."""
        message = message_of(letter, self._sender)
        try:
            self._server.send_message(message, self._sender, [letter.to])
        except (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError) as error:
            raise NotTaken from error
        except FAULTS as error:
            raise Uncertain from error


@contextmanager
def line(settings: Configuration) -> Iterator[Line]:
    """A connection for one message; raises Unreachable."""
    server = None
    try:
        server = _connected(settings)
        _signed_in(server, settings)
    except FAULTS as error:
        if server is not None:
            server.close()
        raise Unreachable from error
    try:
        yield Line(server, settings.smtp_sender)
    finally:
        with suppress(*FAULTS):
            server.quit()


def _connected(settings: Configuration) -> SMTP:
    place, safe = (settings.smtp_host, settings.mail_port), ssl.create_default_context
    if settings.smtp_encryption is Encryption.TLS:
        return SMTP_SSL(*place, timeout=PATIENCE_SECONDS, context=safe())
    return SMTP(*place, timeout=PATIENCE_SECONDS)


def _signed_in(server: SMTP, settings: Configuration) -> None:
    if settings.smtp_encryption is Encryption.STARTTLS:
        server.starttls(context=ssl.create_default_context())
    if settings.smtp_user:
        server.login(settings.smtp_user.get_secret_value(), settings.smtp_password.get_secret_value())


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it is sent: plain text, to one address, and marked so that no automatic reply answers it."""
    made = EmailMessage(policy=WIRE)
    made["From"] = Address(letter.sender_name, addr_spec=sender)
    made["To"] = Address(addr_spec=letter.to)
    made["Subject"] = letter.subject
    made["Date"] = localtime()
    made["Message-ID"] = make_msgid(domain=sender.partition("@")[2])
    made["Content-Language"] = letter.language
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.words, cte="quoted-printable")
    return made
