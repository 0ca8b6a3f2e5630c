"""The JSON Schema of the document, published as `docs/chain.schema.json`; `python -m chain.schema [FILE]` writes it."""

import json
from pathlib import Path
import sys

from chain.hostile import MOST_ELEMENTS
from chain.model import Chain

FORMAT = "vardekedjan-chain"
VERSION = 2
SINCE = {"answers": 2, "reviews": 2, "decisions": 2, "groups": 2}
"""The first version of the document that holds a field; what all versions hold is not here."""
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
            "version": {"enum": [*range(1, VERSION + 1)]},
            "chain": {"$ref": "#/$defs/Chain"},
        },
        "required": ["format", "version", "chain"],
        "additionalProperties": False,
        "$defs": {**parts, "Chain": chain},
    }


def _tighten(chain: dict, parts: dict) -> None:
    """Say what the model's own schema leaves open: years as keys, how long lists may be, the kind of a quantity."""
    parts["Series"]["properties"]["values"]["propertyNames"] = {"pattern": YEARS}
    for holder in (chain, *parts.values()):
        for field in holder.get("properties", {}).values():
            if field.get("type") == "array":
                field["maxItems"] = MOST_ELEMENTS
    for name in ("ShareOfCohort", "DirectNumber", "YearlyProfile"):
        parts[name]["required"] = ["kind", *parts[name]["required"]]


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PUBLISHED).write_text(schema_text(), encoding="utf-8")
