"""A cohort model as an open, versioned JSON document: written, read back, fingerprinted; its JSON Schema.

`python -m chain.cohort_document [FILE]` writes the schema, published as `docs/cohort-model.schema.json`.
"""

import hashlib
from itertools import islice
import json
from pathlib import Path
import sys

from pydantic import ValidationError

from chain.cohort_model import CohortModel
from chain.envelope import unfit
from chain.hostile import inspect, parse
from chain.problem import Problem
from chain.refusals import refusals

FORMAT, VERSION = "vardekedjan-cohort-model", 1
MOST_PROBLEMS = 100
PUBLISHED = Path(__file__).resolve().parent.parent / "docs" / "cohort-model.schema.json"


def write_model(model: CohortModel) -> str:
    """The model as a pretty JSON document, defaults left out."""
    document = {"format": FORMAT, "version": VERSION, "model": _body(model)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fingerprint(model: CohortModel) -> str:
    """SHA-256 in hex over the model's canonical JSON; equal models have equal fingerprints."""
    canonical = json.dumps(_body(model), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _body(model: CohortModel) -> dict:
    return model.model_dump(mode="json", exclude_defaults=True)


def read_model(data: bytes | str) -> tuple[CohortModel | None, list[Problem]]:
    """The model in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); never an exception.

    As strict as the reading of a chain: unknown fields, repeated keys, control characters and numbers that are none are
    refused, each with its JSON pointer. Whether it hangs together is for `chain.cohort_checks`.
    """
    document, problems = parse(data)
    problems = (
        problems
        or list(islice(inspect(document), MOST_PROBLEMS))
        or list(unfit(document, FORMAT, VERSION, "model", "cohort.format"))
    )
    if problems:
        return None, problems
    try:
        return CohortModel.model_validate_json(json.dumps(document["model"]), strict=True), []
    except ValidationError as error:
        return None, list(dict.fromkeys(refusals(error, "/model")))[:MOST_PROBLEMS]


def json_schema() -> dict:
    """The schema (draft 2020-12) of a whole document. Links and formulas are checked by the program besides."""
    model = CohortModel.model_json_schema(ref_template="#/$defs/{model}")
    parts = model.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Värdekedjan: a cohort state-transition model",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "model": {"$ref": "#/$defs/CohortModel"},
        },
        "required": ["format", "version", "model"],
        "additionalProperties": False,
        "$defs": {**parts, "CohortModel": model},
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED).write_text(schema_text(), encoding="utf-8")
