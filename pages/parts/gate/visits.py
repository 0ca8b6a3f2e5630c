"""The visit of whoever asks: found by its cookie, begun when somebody has signed in, ended when they leave."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
import logging
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from chain.problem import Problem
from pages.parts import logs, workspace
from pages.parts.gate import addresses, cookies
from pages.parts.gate.cookies import Cookie
from reports.texts.problems import sentence
from storage import operations
from storage.operations import Person, Refused, SignedIn
from storage.store import Store

Found = TypeVar("Found")
_HASHING = ThreadPoolExecutor(2, thread_name_prefix="passwords")


async def ask(find: Callable[[Store], Found]) -> Found:
    """Ask the store without holding up everybody else."""
    return await run_in_threadpool(lambda: find(workspace.store()))


async def ask_with_password(find: Callable[[Store], Found]) -> Found:
    """Ask what takes the hash of a password. Each costs 64 MB and some tenths of a second, so few are made at once; the
    rest wait in line, and hold up nobody who is in already."""
    return await asyncio.get_running_loop().run_in_executor(_HASHING, lambda: find(workspace.store()))


def token_of(connection: HTTPConnection) -> str:
    """What the browser holds of its visit."""
    return cookies.told(connection.cookies, Cookie.VISIT)


async def person_at(connection: HTTPConnection) -> Person | None:
    """Who is on this visit, if it is one that counts."""
    token = token_of(connection)
    return await ask(lambda store: operations.visit_of(store, token)) if token else None


def begun(signed_in: SignedIn, onward: str) -> Response:
    """Let the browser in, to the page it was on the way to. What was known before signing in counts no more."""
    response = sent_on(onward)
    cookies.put(response, Cookie.VISIT, signed_in.token)
    cookies.drop(response, Cookie.TRIP)
    return response


def sent_on(onward: str) -> Response:
    """On to another page, after a form that has been taken and is not taken again."""
    response = RedirectResponse(onward, 303, headers={"Cache-Control": "no-store"})
    cookies.drop(response, Cookie.FORM)
    return response


async def end(connection: HTTPConnection) -> None:
    """End the visit that the browser holds, if any: before another begins, and when one leaves."""
    token = token_of(connection)
    if token:
        await ask(lambda store: operations.sign_out(store, token))


def refused(outcome: object) -> tuple[Problem, ...]:
    """The problems in an operation's answer; none when it did what was asked."""
    if isinstance(outcome, Refused):
        return outcome.problems
    return (outcome,) if isinstance(outcome, Problem) else ()


def told(request: Request, problems: tuple[Problem, ...]) -> list[str]:
    """Problems as sentences in the language of the request; their codes are logged, without anybody's name."""
    for each in problems:
        logs.event("refused_sign_in", logging.WARNING, code=each.code)
    return [sentence(addresses.language_of(request), each) for each in problems]
