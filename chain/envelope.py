"""What stands around every open document: its format, its version, and what it holds, under one name."""

from collections.abc import Collection, Iterator

from chain.hostile import pointer
from chain.problem import Problem, problem


def unfit(
    document: object, form: str, version: int, holds: str, wrong_format: str, upgrades: Collection[int] = ()
) -> Iterator[Problem]:
    """Why a parsed document is none of ours.

    It is an object with `format`, `version` (this one, or an older one that there are `upgrades` from) and what it
    `holds`, and nothing else; `wrong_format` is the code of the problem that says what the format should be.
    """
    if not isinstance(document, dict):
        yield problem("document.not_object", "")
        return
    if document.get("format") != form:
        yield problem(wrong_format, "/format", expected=form)
        return
    yield from _version(document.get("version"), version, upgrades)
    known = ("format", "version", holds)
    yield from (problem("document.unknown_field", pointer("", key)) for key in document if key not in known)
    if holds not in document:
        yield problem("document.missing_field", f"/{holds}")


def _version(found: object, version: int, upgrades: Collection[int]) -> Iterator[Problem]:
    if type(found) is not int or found < 1 or (found < version and found not in upgrades):
        yield problem("document.version", "/version", known=version)
    elif found > version:
        yield problem("document.newer", "/version", found=found, known=version)
