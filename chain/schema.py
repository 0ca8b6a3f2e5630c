"""The JSON Schema of the document, published as `docs/chain.schema.json`; `python -m chain.schema` writes it."""

import json
from pathlib import Path

from chain.hostile import MOST_ELEMENTS
from chain.model import KINDS, Chain

FORMAT = "vardekedjan-chain"
VERSION = 1
PUBLISHED = Path(__file__).resolve().parent.parent / "docs" / "chain.schema.json"
YEARS = "^(19[0-9]{2}|2[01][0-9]{2}|2200)$"


def json_schema() -> dict:
    """The schema (draft 2020-12) of a whole document, with the chain and its elements under `$defs`.

    What a schema cannot say, `read_chain` checks besides: links that lead somewhere, ids used once, fit characters.
    """
    chain = Chain.model_json_schema(ref_template="#/$defs/{model}")
    parts = chain.pop("$defs")
    _tighten(chain, parts)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Värdekedjan: a value-creation chain",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "chain": {"$ref": "#/$defs/Chain"},
        },
        "required": ["format", "version", "chain"],
        "additionalProperties": False,
        "$defs": {**parts, "Chain": chain},
    }


def _tighten(chain: dict, parts: dict) -> None:
    """Say what the model's own schema leaves open: years as keys, how many elements, the kind of a quantity."""
    parts["Series"]["properties"]["values"]["propertyNames"] = {"pattern": YEARS}
    for kind in KINDS:
        chain["properties"][kind]["maxItems"] = MOST_ELEMENTS
    for name in ("ShareOfCohort", "DirectNumber", "YearlyProfile"):
        parts[name]["required"] = ["kind", *parts[name]["required"]]


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PUBLISHED.write_text(schema_text(), encoding="utf-8")
