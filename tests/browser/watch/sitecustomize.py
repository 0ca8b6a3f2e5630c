"""Loaded by Python before the app: writes down every attempt to look up or reach something outside this computer."""

import ipaddress
import os
import socket
import sys

HERE = {"localhost", "", None}
CALLS = os.environ["WATCHED_CALLS"]


def note(line: str) -> None:
    with open(CALLS, "a", encoding="utf-8") as calls:
        calls.write(line + "\n")


def is_here(host: object) -> bool:
    """Whether a host name or address is this computer."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in HERE:
        return True
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def watch(event: str, details: tuple) -> None:
    """An audit hook: Python calls it at each of these events, whichever library is behind it."""
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        family, address = getattr(details[0], "family", None), details[-1]
        if family in {socket.AF_INET, socket.AF_INET6} and address and not is_here(address[0]):
            note(f"{event} {address}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and not is_here(details[0]):
        note(f"{event} {details[0]}")


sys.addaudithook(watch)
note("watching")
