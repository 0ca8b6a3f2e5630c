"""A comparison as an open, versioned JSON document: written, read back, fingerprinted; `docs/forecast.schema.json`.

`python -m chain.forecast.document [FILE]` writes the schema.
"""

import hashlib
from itertools import islice
import json
from pathlib import Path
import sys

from pydantic import ValidationError

from chain.document import MOST_PROBLEMS
from chain.envelope import unfit
from chain.forecast.model import Comparison
from chain.hostile import MOST_ELEMENTS, inspect, parse
from chain.problem import Problem, problem
from chain.refusals import refusals

FORMAT = "vardekedjan-forecast"
VERSION = 1
PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "forecast.schema.json"
BEYOND_READING = frozenset({"document.too_deep", "document.too_many"})


def write_comparison(comparison: Comparison) -> str:
    """The comparison as a pretty JSON document: `format`, `version`, then itself in model order, defaults left out."""
    document = {"format": FORMAT, "version": VERSION, "comparison": _body(comparison)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fingerprint(comparison: Comparison) -> str:
    """SHA-256 in hex over the canonical JSON; equal comparisons have equal fingerprints."""
    canonical = json.dumps(_body(comparison), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _body(comparison: Comparison) -> dict:
    return comparison.model_dump(mode="json", exclude_defaults=True)


def read_comparison(data: bytes | str) -> tuple[Comparison | None, list[Problem]]:
    """The comparison in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); no exception.

    Reading is strict, as of a chain. Places are JSON pointers.
    """
    document, problems = parse(data)
    if problems:
        return None, problems
    general = list(islice(inspect(document), MOST_PROBLEMS))
    if BEYOND_READING & {found.code for found in general}:
        return None, general
    comparison, particular = _opened(document)
    problems = list(dict.fromkeys([*general, *particular]))
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], problem("document.and_more", "", limit=MOST_PROBLEMS)]
    return (None if problems else comparison), problems


def _opened(document: object) -> tuple[Comparison | None, list[Problem]]:
    problems = list(unfit(document, FORMAT, VERSION, "comparison", "comparison.format"))
    if problems:
        return None, problems
    try:
        body = json.dumps(document["comparison"], default=lambda _: 0)
        return Comparison.model_validate_json(body, strict=True), []
    except ValidationError as error:
        return None, refusals(error, "/comparison")


def json_schema() -> dict:
    """The schema (draft 2020-12) of a whole document. Rules between numbers are `chain.forecast.checks`' matter."""
    comparison = Comparison.model_json_schema(ref_template="#/$defs/{model}")
    parts = comparison.pop("$defs")
    for holder in (comparison, *parts.values()):
        for field in holder.get("properties", {}).values():
            if field.get("type") == "array":
                field["maxItems"] = MOST_ELEMENTS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Värdekedjan: a health-economic comparison",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "comparison": {"$ref": "#/$defs/Comparison"},
        },
        "required": ["format", "version", "comparison"],
        "additionalProperties": False,
        "$defs": {**parts, "Comparison": comparison},
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED).write_text(schema_text(), encoding="utf-8")
