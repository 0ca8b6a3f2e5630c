"""A chain as an open, versioned JSON document: written, read back, fingerprinted."""

from collections.abc import Callable
import hashlib
from itertools import islice
import json

from pydantic import ValidationError

from chain.envelope import unfit
from chain.hostile import inspect, parse
from chain.model import Chain
from chain.problem import Problem, problem
from chain.references import dangling, repeated_ids
from chain.refusals import refusals
from chain.schema import FORMAT, SINCE, VERSION, json_schema

__all__ = ["FORMAT", "VERSION", "fingerprint", "json_schema", "read_chain", "write_chain"]

UPGRADES: dict[int, Callable[[dict], dict]] = {1: lambda body: body}
"""Version → how the body of a document of that version becomes the body of the next one."""
MOST_PROBLEMS = 100
BEYOND_READING = frozenset({"document.too_deep", "document.too_many"})


def write_chain(chain: Chain) -> str:
    """The chain as a pretty JSON document: `format`, `version`, then the chain in model order, defaults left out.

    The version is the first that can hold it, so that an older program reads whatever it could have written itself.
    """
    body = _body(chain)
    version = max((since for field, since in SINCE.items() if field in body), default=1)
    document = {"format": FORMAT, "version": version, "chain": body}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fingerprint(chain: Chain) -> str:
    """SHA-256 in hex over the chain's canonical JSON; equal chains have equal fingerprints."""
    canonical = json.dumps(_body(chain), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _body(chain: Chain) -> dict:
    body = chain.model_dump(mode="json", exclude_defaults=True)
    for effect, written in zip(chain.effects, body.get("effects", ()), strict=True):
        if effect.quantity is not None:
            written["quantity"] = {"kind": effect.quantity.kind, **written["quantity"]}
    return body


def read_chain(data: bytes | str) -> tuple[Chain | None, list[Problem]]:
    """The chain in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); never an exception.

    Reading is strict: text is no number, unknown fields and links to nothing are refused, and so are control characters
    and characters that turn the reading order. Places are JSON pointers.
    """
    document, problems = parse(data)
    if problems:
        return None, problems
    general = list(islice(inspect(document), MOST_PROBLEMS))
    if BEYOND_READING & {found.code for found in general}:
        return None, _listed(general)
    chain, particular = _opened(document)
    problems = _listed([*general, *particular])
    return (None if problems else chain), problems


def _listed(problems: list[Problem]) -> list[Problem]:
    """Each problem once, and not more than a person can take in."""
    found = list(dict.fromkeys(problems))
    if len(found) <= MOST_PROBLEMS:
        return found
    return [*found[:MOST_PROBLEMS], problem("document.and_more", "", limit=MOST_PROBLEMS)]


def _opened(document: object) -> tuple[Chain | None, list[Problem]]:
    """The chain inside the envelope, brought to the present version."""
    problems = list(unfit(document, FORMAT, VERSION, "chain", "document.format", UPGRADES))
    if problems:
        return None, problems
    body = document["chain"]
    for version in range(document["version"], VERSION):
        body = UPGRADES[version](body)
    return _chain_in(body)


def _chain_in(body: object) -> tuple[Chain | None, list[Problem]]:
    """Read strictly. A number already refused as no figure stands as 0 here, so that it is not refused twice."""
    try:
        chain = Chain.model_validate_json(json.dumps(body, default=lambda _: 0), strict=True)
    except ValidationError as error:
        return None, refusals(error, "/chain")
    return chain, list(_broken_links(chain))


def _broken_links(chain: Chain):
    for kind, index, _ in repeated_ids(chain):
        yield problem("document.repeated_id", f"/chain/{kind}/{index}/id")
    for reference in dangling(chain):
        place = f"/chain/{reference.kind}/{reference.index}/{reference.field}"
        yield problem("document.dangling", place, missing_id=reference.target_id)
