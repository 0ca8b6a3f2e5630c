"""A model and its bids as open, versioned JSON documents: written, read back, fingerprinted.

`python -m chain.procurement.document` writes the schemas `docs/procurement.schema.json` and `docs/bids.schema.json`.
"""

from dataclasses import dataclass
import hashlib
from itertools import islice
import json
from pathlib import Path

from pydantic import ValidationError

from chain.assumption import Frozen
from chain.document import BEYOND_READING, MOST_PROBLEMS
from chain.envelope import unfit
from chain.hostile import MOST_ELEMENTS, inspect, parse
from chain.problem import Problem, problem
from chain.procurement.bid import Bids
from chain.procurement.model import Procurement
from chain.refusals import refusals

VERSION = 1
DOCS = Path(__file__).resolve().parents[2] / "docs"


@dataclass(frozen=True)
class Form:
    """A kind of document: its format, what it holds, and the code that says what its format should be."""

    format: str
    holds: str
    type: type[Frozen]
    wrong_format: str
    title: str

    @property
    def published(self) -> Path:
        """Where its schema is published."""
        return DOCS / f"{self.holds}.schema.json"


PROCUREMENT = Form(
    "vardekedjan-procurement", "procurement", Procurement, "procurement.format", "the evaluation model of a procurement"
)
BIDS = Form("vardekedjan-bids", "bids", Bids, "procurement.bids_format", "bids, judgements and clarifications")


def write_procurement(model: Procurement) -> str:
    """The model as a pretty JSON document: `format`, `version`, then itself in model order, defaults left out."""
    return _written(PROCUREMENT, model)


def write_bids(bids: Bids) -> str:
    """The bids as a pretty JSON document."""
    return _written(BIDS, bids)


def _written(form: Form, content: Frozen) -> str:
    document = {"format": form.format, "version": VERSION, form.holds: _body(content)}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def fingerprint(model: Procurement) -> str:
    """SHA-256 in hex over the model's canonical JSON: printed in the tender documents; equal models have equal ones."""
    canonical = json.dumps(_body(model), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _body(content: Frozen) -> dict:
    return content.model_dump(mode="json", exclude_defaults=True)


def read_procurement(data: bytes | str) -> tuple[Procurement | None, list[Problem]]:
    """The model in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); no exception.

    Reading is strict, as of a chain; `lock_checks` tells what in it does not hold. Places are JSON pointers.
    """
    return _read(PROCUREMENT, data)


def read_bids(data: bytes | str) -> tuple[Bids | None, list[Problem]]:
    """The bids in a document, or every reason why not; a field that bidders have no right to is refused by name."""
    bids, problems = _read(BIDS, data)
    return bids, [_own(each) for each in problems]


def _own(found: Problem) -> Problem:
    """A field of the bidder's own making is told by its name, since it is what a bidder must take out."""
    if found.code != "document.unknown_field":
        return found
    name = found.place.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
    return problem("procurement.extra_field", found.place, name=name)


def _read(form: Form, data: bytes | str) -> tuple[Frozen | None, list[Problem]]:
    document, problems = parse(data)
    if problems:
        return None, problems
    general = list(islice(inspect(document), MOST_PROBLEMS))
    if BEYOND_READING & {found.code for found in general}:
        return None, general
    content, particular = _opened(form, document)
    problems = list(dict.fromkeys([*general, *particular]))
    if len(problems) > MOST_PROBLEMS:
        problems = [*problems[:MOST_PROBLEMS], problem("document.and_more", "", limit=MOST_PROBLEMS)]
    return (None if problems else content), problems


def _opened(form: Form, document: object) -> tuple[Frozen | None, list[Problem]]:
    problems = list(unfit(document, form.format, VERSION, form.holds, form.wrong_format))
    if problems:
        return None, problems
    try:
        body = json.dumps(document[form.holds], default=lambda _: 0)
        return form.type.model_validate_json(body, strict=True), []
    except ValidationError as error:
        return None, refusals(error, f"/{form.holds}")


def json_schema(form: Form) -> dict:
    """The schema (draft 2020-12) of a whole document. Rules between fields are `lock_checks`' matter."""
    name = form.type.__name__
    content = form.type.model_json_schema(ref_template="#/$defs/{model}")
    parts = content.pop("$defs")
    for holder in (content, *parts.values()):
        for field in holder.get("properties", {}).values():
            if field.get("type") == "array":
                field["maxItems"] = MOST_ELEMENTS
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Värdekedjan: {form.title}",
        "type": "object",
        "properties": {
            "format": {"const": form.format},
            "version": {"const": VERSION},
            form.holds: {"$ref": f"#/$defs/{name}"},
        },
        "required": ["format", "version", form.holds],
        "additionalProperties": False,
        "$defs": {**parts, name: content},
    }


def schema_text(form: Form) -> str:
    """The schema as it is published."""
    return json.dumps(json_schema(form), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for each in (PROCUREMENT, BIDS):
        each.published.write_text(schema_text(each), encoding="utf-8")
