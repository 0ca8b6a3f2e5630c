"""Who is at the other end: a proxy that may tell who has signed in and where they are, or anybody."""

from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

from storage.configuration import configuration
from storage.operations.people.who import plain_login
from storage.sign_in_settings import SignIn

LONGEST_LOGIN = 200


class Forged(Exception):  # noqa: N818  (it says what is so)
    """Somebody says who they are in the proxy's words, and is not the proxy; or says it twice."""


def trusted(scope: Scope) -> bool:
    """Whether the connection itself comes from one of the proxies that are named in the settings."""
    client = scope.get("client")
    return bool(client) and _is_proxy(client[0])


def _is_proxy(address: str) -> bool:
    try:
        there = ip_address(address)
    except ValueError:
        return False
    there = getattr(there, "ipv4_mapped", None) or there
    networks = (ip_network(each) for each in configuration().proxies)
    return any(there in each for each in networks if each.version == there.version)


def address_of(scope: Scope) -> str:
    """The network address to count failed attempts by: the browser's, as far as it can be told, else nothing.

    A proxy adds the address it was called from last, so only that one counts: what stands before it the browser wrote.
    """
    client = scope.get("client")
    if not client or not trusted(scope):
        return client[0] if client and not _is_this_computer(client[0]) else ""
    told = [each.strip() for each in ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")]
    return next((each for each in reversed(told) if each and not _is_proxy(each)), "")


def _is_this_computer(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def login_told(scope: Scope) -> str | None:
    """Who a proxy says that it has signed in. Raises Forged when anybody else says it, or when it is said twice."""
    told = Headers(scope=scope).getlist(configuration().proxy_header)
    if not told or configuration().sign_in is not SignIn.PROXY:
        return None
    if not trusted(scope) or len(told) > 1:
        raise Forged
    try:
        login = told[0].encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        login = told[0].strip()
    if len(login) > LONGEST_LOGIN or not login.isprintable():
        raise Forged
    return plain_login(login) or None


def without_identity(scope: Scope) -> Scope:
    """The request without the header that says who somebody is: nothing behind the gate shall ever read it."""
    name = configuration().proxy_header.lower().encode()
    return scope | {"headers": [each for each in scope["headers"] if each[0].lower() != name]}
