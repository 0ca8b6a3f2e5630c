"""What signing in needs to be told: the form of each setting, what each way of signing in cannot do without."""

from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path
import re
from urllib.parse import urlsplit

from pydantic import SecretStr

from chain.problem import Problem, problem

LOCAL = ("localhost", "127.0.0.1", "::1")
DISCOVERY = "/.well-known/openid-configuration"
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9\-]*")
NOT_FOR_NAMES = frozenset(
    ("host", "cookie", "origin", "referer", "user-agent", "accept", "accept-language", "x-forwarded-for")
)
"""Headers that every browser sends, or that mean something else: none of them can say who somebody is."""


class SignIn(StrEnum):
    """How one gets in. NONE: one person on one computer. ACCOUNTS: own passwords. OIDC: the organisation's sign-in
    service, by OpenID Connect. PROXY: a proxy in front has signed the person in and says so in a header."""

    NONE = "none"
    ACCOUNTS = "accounts"
    OIDC = "oidc"
    PROXY = "proxy"


NEEDS: dict[SignIn, tuple[str, ...]] = {
    SignIn.NONE: (),
    SignIn.ACCOUNTS: (),
    SignIn.OIDC: ("VARDEKEDJAN_PUBLIC_ADDRESS", "VARDEKEDJAN_OIDC_ISSUER", "VARDEKEDJAN_OIDC_CLIENT"),
    SignIn.PROXY: ("VARDEKEDJAN_PROXIES",),
}


def web_address(told: str) -> str:
    """An address that begins with https, or with http on this computer, without an end that means nothing."""
    if not told:
        return told
    parts = urlsplit(told)
    local = parts.hostname in LOCAL
    if parts.scheme not in (("http", "https") if local else ("https",)) or not parts.hostname:
        raise ValueError
    if parts.query or parts.fragment or parts.username or parts.password or parts.port == 0:
        raise ValueError
    return told.rstrip("/")


def issuer(told: str) -> str:
    """Who issues the tokens; whoever gives the address of the provider's description means the same.

    The issuer is compared letter for letter with what the provider says of itself, so an ending slash stays.
    """
    named = told.removesuffix(DISCOVERY)
    web_address(named)
    return named


def header_name(told: str) -> str:
    """The name of a header that can say who somebody is."""
    if not HEADER.fullmatch(told) or told.lower() in NOT_FOR_NAMES:
        raise ValueError
    return told


def networks(told: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks, each as it is usually written. Everybody's network is nobody's proxy."""
    found = [ip_network(each, strict=False) for each in told]
    if any(each.prefixlen == 0 for each in found):
        raise ValueError
    return tuple(str(each.network_address) if each.num_addresses == 1 else str(each) for each in found)


def lacking(told: dict[str, object]) -> list[Problem]:
    """What the chosen way of signing in cannot do without, and is not told; and what contradicts something else."""
    way = SignIn(told["VARDEKEDJAN_SIGN_IN"])
    missing = [key for key in NEEDS[way] if not told[key]]
    found = [problem("configuration.sign_in_needs", "configuration", key=key, way=str(way)) for key in missing]
    if way is SignIn.OIDC:
        found += _secret_problems(told["VARDEKEDJAN_OIDC_SECRET"], told["VARDEKEDJAN_OIDC_SECRET_FILE"])
    address, base = str(told["VARDEKEDJAN_PUBLIC_ADDRESS"]), str(told["VARDEKEDJAN_BASE_PATH"])
    if address and urlsplit(address).path.strip("/") != base:
        found.append(problem("configuration.other_base", "configuration", key="VARDEKEDJAN_PUBLIC_ADDRESS"))
    return found


def _secret_problems(secret: object, file: object) -> list[Problem]:
    if bool(secret) == bool(file):
        return [problem("configuration.one_secret", "configuration", key="VARDEKEDJAN_OIDC_SECRET")]
    if file and not _readable(Path(str(file))):
        return [problem("configuration.oidc_secret_file", "configuration", key="VARDEKEDJAN_OIDC_SECRET_FILE")]
    return []


def _readable(path: Path) -> bool:
    try:
        return bool(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return False


def secret_of(secret: SecretStr | None, file: Path | None) -> str:
    """The secret that this program and the sign-in service share."""
    return secret.get_secret_value() if secret else file.read_text(encoding="utf-8").strip()
