"""What sending mail needs to be told: how the way to the mail server is encrypted, and what cannot be left out."""

from enum import StrEnum
import re

from pydantic import SecretStr

from chain.problem import Problem, problem
from storage.contact import is_mail
from storage.sign_in_settings import SignIn

HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.\-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")


class Encryption(StrEnum):
    """NONE: in the clear. STARTTLS: asked for at the start, and nothing is sent without. TLS: from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


PORTS = {Encryption.NONE: 25, Encryption.STARTTLS: 587, Encryption.TLS: 465}
"""Where a mail server listens for each, when nothing else is said."""


def host(told: str) -> str:
    """The name or address of a mail server, without a port; nothing is no mail."""
    if told and not HOST.fullmatch(told):
        raise ValueError
    return told


def sender(told: str) -> str:
    """The e-mail address that mail comes from."""
    if told and not is_mail(told):
        raise ValueError
    return told


def known_everywhere(told: SecretStr) -> SecretStr:
    """A user name or password in the signs that every mail server and Python's own library can be given: ASCII."""
    if not told.get_secret_value().isascii():
        raise ValueError
    return told


def mail_lacking(told: dict[str, object]) -> list[Problem]:
    """What sending mail cannot do without and is not told, and what contradicts something else."""
    if not told["VARDEKEDJAN_SMTP_HOST"]:
        return []
    needed = ("VARDEKEDJAN_SMTP_SENDER", "VARDEKEDJAN_PUBLIC_ADDRESS")
    found = [problem("configuration.mail_needs", "configuration", key=key) for key in needed if not told[key]]
    if told["VARDEKEDJAN_SIGN_IN"] is SignIn.NONE:
        found.append(problem("configuration.mail_to_whom", "configuration", key="VARDEKEDJAN_SIGN_IN"))
    user, password = (bool(told[f"VARDEKEDJAN_SMTP_{name}"]) for name in ("USER", "PASSWORD"))
    if user != password:
        found.append(problem("configuration.user_and_password", "configuration", key="VARDEKEDJAN_SMTP_USER"))
    elif user and told["VARDEKEDJAN_SMTP_ENCRYPTION"] is Encryption.NONE:
        found.append(problem("configuration.password_in_clear", "configuration", key="VARDEKEDJAN_SMTP_ENCRYPTION"))
    return found
