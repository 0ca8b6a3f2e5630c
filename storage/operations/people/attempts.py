"""Guessing made slow: attempts to sign in are counted for each login and each address, known or not; links that lead
nowhere for each address."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
import math

from sqlalchemy import Connection, delete, insert, select, update

from chain.problem import Problem, problem
from storage.rows import table
from storage.unit_of_work import Store

FREE_OF_LOGIN, FREE_OF_ADDRESS = 5, 50
"""So many may fail before one has to wait. A whole municipality may come from one address."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
ABOUT, NEVER = "attempts to sign in", datetime.min.replace(tzinfo=UTC)


def held_back(store: Store, login: str, address: str = "") -> Problem | None:
    """Why nobody is let in under this login or from this address just now, or None: then the attempt has been counted.

    It is counted before the password is looked at, so that many attempts at once are no way around.
    """
    at, rows = store.clock(), table("attempt")
    with store.writing(ABOUT) as db:
        db.execute(delete(rows).where(rows.c.until < at - FORGOTTEN))
        counted = {key: _counted(db, key) for key in _keys(login, address)}
        waits = [until for failures, until in counted.values() if until > at]
        if waits:
            return problem("people.wait", "people/login", minutes=math.ceil((max(waits) - at) / timedelta(minutes=1)))
        for (key, free), (failures, _) in zip(_keys(login, address).items(), counted.values(), strict=True):
            _count(db, at, key, failures + 1, free)
    return None


def let_in(store: Store, login: str, address: str = "") -> None:
    """The attempt was no guess: the login begins anew, and the address has one failure less."""
    at, rows = store.clock(), table("attempt")
    with store.writing(ABOUT) as db:
        for key, free in _keys(login, address).items():
            failures, _ = _counted(db, key)
            if free == FREE_OF_LOGIN or failures <= 1:
                db.execute(delete(rows).where(rows.c.key == key))
            else:
                _count(db, at, key, failures - 1, free)


def held_for_guessing(db: Connection, at: datetime, address: str) -> Problem | None:
    """Why no shared link is opened from this address just now, or None. Those whose address nobody knows wait together.

    The counting comes after the looking: tokens are too long to be guessed by many attempts at once.
    """
    _, until = _counted(db, _link_key(address))
    if until <= at:
        return None
    return problem("telling.wait", "share_link", minutes=math.ceil((until - at) / timedelta(minutes=1)))


def guessed_wrong(store: Store, at: datetime, address: str) -> None:
    """A shared link from this address led nowhere."""
    rows, key = table("attempt"), _link_key(address)
    with store.writing(ABOUT) as db:
        db.execute(delete(rows).where(rows.c.until < at - FORGOTTEN))
        failures, _ = _counted(db, key)
        _count(db, at, key, failures + 1, FREE_OF_ADDRESS)


def _link_key(address: str) -> str:
    return _hash(f"link {_network(address)}")


def _counted(db: Connection, key: str) -> tuple[int, datetime]:
    rows = table("attempt")
    found = db.execute(select(rows.c.failures, rows.c.until).where(rows.c.key == key)).first()
    return tuple(found) if found else (0, NEVER)


def _count(db: Connection, at: datetime, key: str, failures: int, free: int) -> None:
    rows, told = table("attempt"), {"failures": failures, "until": at + wait(failures, free)}
    if db.execute(update(rows).where(rows.c.key == key).values(told)).rowcount == 0:
        db.execute(insert(rows).values(key=key, **told))


def wait(failures: int, free: int) -> timedelta:
    """How long one has to wait after so many failures: nothing, then 30 s, and twice as long each time, to 15 min."""
    if failures < free:
        return timedelta()
    return min(FIRST_WAIT * 2 ** min(failures - free, 10), LONGEST_WAIT)


def _keys(login: str, address: str) -> dict[str, int]:
    """What is counted, by hash, with how many may fail. One with IPv6 has a whole network of addresses to come from."""
    keys = {_hash(f"login {login}"): FREE_OF_LOGIN}
    return keys | {_hash(f"address {_network(address)}"): FREE_OF_ADDRESS} if address else keys


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)


def _hash(words: str) -> str:
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
