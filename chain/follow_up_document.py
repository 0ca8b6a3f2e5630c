"""A follow-up as an open, versioned JSON document: written, read back, fingerprinted; `docs/follow-up.schema.json`.

`python -m chain.follow_up_document [FILE]` writes the schema.
"""

import hashlib
from itertools import islice
import json
from pathlib import Path
import sys

from pydantic import ValidationError

from chain.document import BEYOND_READING, MOST_PROBLEMS
from chain.envelope import unfit
from chain.hostile import MOST_ELEMENTS, inspect, parse
from chain.measurement import FollowUp
from chain.problem import Problem, problem
from chain.refusals import refusals

FORMAT = "vardekedjan-follow-up"
VERSION = 1
PUBLISHED = Path(__file__).resolve().parents[1] / "docs" / "follow-up.schema.json"


def write_follow_up(follow_up: FollowUp) -> str:
    """The follow-up as a pretty JSON document: `format`, `version`, then itself in model order, defaults left out."""
    document = {"format": FORMAT, "version": VERSION, "follow_up": _body(follow_up)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fingerprint(follow_up: FollowUp) -> str:
    """SHA-256 in hex over the canonical JSON; equal follow-ups have equal fingerprints."""
    canonical = json.dumps(_body(follow_up), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _body(follow_up: FollowUp) -> dict:
    return follow_up.model_dump(mode="json", exclude_defaults=True)


def read_follow_up(data: bytes | str) -> tuple[FollowUp | None, list[Problem]]:
    """The follow-up in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); no exception.

    Reading is strict, as of a chain; `chain.follow_up_checks` tells what in it does not hold. Places are JSON pointers.
    """
    document, problems = parse(data)
    if problems:
        return None, problems
    general = list(islice(inspect(document), MOST_PROBLEMS))
    if BEYOND_READING & {found.code for found in general}:
        return None, general
    follow_up, particular = _opened(document)
    problems = list(dict.fromkeys([*general, *particular]))
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], problem("document.and_more", "", limit=MOST_PROBLEMS)]
    return (None if problems else follow_up), problems


def _opened(document: object) -> tuple[FollowUp | None, list[Problem]]:
    problems = list(unfit(document, FORMAT, VERSION, "follow_up", "follow_up.format"))
    if problems:
        return None, problems
    try:
        body = json.dumps(document["follow_up"], default=lambda _: 0)
        return FollowUp.model_validate_json(body, strict=True), []
    except ValidationError as error:
        return None, refusals(error, "/follow_up")


def json_schema() -> dict:
    """The schema (draft 2020-12) of a whole document."""
    follow_up = FollowUp.model_json_schema(ref_template="#/$defs/{model}")
    parts = follow_up.pop("$defs")
    for holder in (follow_up, *parts.values()):
        for field in holder.get("properties", {}).values():
            if field.get("type") == "array":
                field["maxItems"] = MOST_ELEMENTS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Värdekedjan: the follow-up of an intervention",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "follow_up": {"$ref": "#/$defs/FollowUp"},
        },
        "required": ["format", "version", "follow_up"],
        "additionalProperties": False,
        "$defs": {**parts, "FollowUp": follow_up},
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED).write_text(schema_text(), encoding="utf-8")
