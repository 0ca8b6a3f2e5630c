"""What every kind of open, versioned JSON document has in common: writing, reading back, fingerprint, schema.

A document is an object with `format`, `version` and what it holds, under one name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
import json
from pathlib import Path
import sys
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from chain.canonical import canonical, sha256
from chain.envelope import unfit
from chain.hostile import MOST_ELEMENTS, inspect, parse
from chain.problem import Problem, problem
from chain.refusals import refusals

MOST_PROBLEMS = 100
BEYOND_READING = frozenset({"document.too_deep", "document.too_many"})
Held = TypeVar("Held", bound=BaseModel)
DOCS = Path(__file__).resolve().parent.parent / "docs"


def dumped(value: BaseModel) -> dict:
    """What a document says of a value: its fields in model order, defaults left out."""
    return value.model_dump(mode="json", exclude_defaults=True)


def stated(value: BaseModel) -> dict:
    """All that a value says, defaults too, for what must mean the same when a default is another one; None left out."""
    return value.model_dump(mode="json", exclude_none=True)


@dataclass(frozen=True)
class OpenDocument(Generic[Held]):
    """A kind of document: `form` is its format's name, `holds` the name of the `model` in it.

    `wrong_format` is the code of the problem that says what the format should be. `upgrades` bring the body of an older
    version to the next one, `first_version` tells the first version that can hold a body, `broken` what is wrong with a
    value that each field of is in order, `tighten` says in the schema what the model's own leaves open.
    """

    model: type[Held]
    form: str
    version: int
    holds: str
    wrong_format: str
    title: str
    schema_name: str
    body: Callable[[Held], dict] = dumped
    upgrades: Mapping[int, Callable[[dict], dict]] = field(default_factory=dict)
    first_version: Callable[[dict], int] = lambda _: 1
    broken: Callable[[Held], Iterable[Problem]] = lambda _: ()
    tighten: Callable[[dict], None] = lambda _: None

    @property
    def published(self) -> Path:
        """Where the schema is published."""
        return DOCS / self.schema_name

    def write(self, value: Held) -> str:
        """The value as a pretty JSON document: `format`, `version`, then its body, fields in model order.

        The version is the first that can hold it, so that an older program reads whatever it could have written itself.
        """
        body = self.body(value)
        document = {"format": self.form, "version": self.first_version(body), self.holds: body}
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def canonical(self, value: Held) -> str:
        """The value's body as canonical JSON; equal values are written equally."""
        return canonical(self.body(value))

    def fingerprint(self, value: Held) -> str:
        """SHA-256 in hex over the value's canonical JSON; equal values have equal fingerprints."""
        return sha256(self.canonical(value))

    def reopen(self, written: str, version: int) -> tuple[Held | None, list[Problem]]:
        """The value that was written as canonical JSON when the document had this version."""
        return self.read(f'{{"format":"{self.form}","version":{version},"{self.holds}":{written}}}')

    def read(self, data: bytes | str) -> tuple[Held | None, list[Problem]]:
        """The value in a document, or every reason why it cannot be read (at most `MOST_PROBLEMS`); no exception.

        Reading is strict: text is no number, unknown fields are refused, and so are control characters and characters
        that turn the reading order. Places are JSON pointers.
        """
        document, problems = parse(data)
        if problems:
            return None, problems
        general = list(islice(inspect(document), MOST_PROBLEMS))
        if BEYOND_READING & {found.code for found in general}:
            return None, listed(general)
        value, particular = self._opened(document)
        problems = listed([*general, *particular])
        return (None if problems else value), problems

    def _opened(self, document: object) -> tuple[Held | None, list[Problem]]:
        """The value inside the envelope, brought to the present version."""
        problems = list(unfit(document, self.form, self.version, self.holds, self.wrong_format, self.upgrades))
        if problems:
            return None, problems
        body = document[self.holds]
        for version in range(document["version"], self.version):
            body = self.upgrades[version](body)
        return self._value_in(body)

    def _value_in(self, body: object) -> tuple[Held | None, list[Problem]]:
        """Read strictly. A number already refused as no figure stands as 0 here, so that it is not refused twice."""
        try:
            value = self.model.model_validate_json(json.dumps(body, default=lambda _: 0), strict=True)
        except ValidationError as error:
            return None, refusals(error, f"/{self.holds}")
        return value, list(self.broken(value))

    def json_schema(self) -> dict:
        """The schema (draft 2020-12) of a whole document, with the value and its parts under `$defs`."""
        whole = self.model.model_json_schema(ref_template="#/$defs/{model}")
        parts = whole.pop("$defs") | {self.model.__name__: whole}
        _limit_lists(parts)
        self.tighten(parts)
        versions = [*range(1, self.version + 1)]
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.title,
            "type": "object",
            "properties": {
                "format": {"const": self.form},
                "version": {"enum": versions} if self.upgrades else {"const": self.version},
                self.holds: {"$ref": f"#/$defs/{self.model.__name__}"},
            },
            "required": ["format", "version", self.holds],
            "additionalProperties": False,
            "$defs": parts,
        }

    def schema_text(self) -> str:
        """The schema as it is published."""
        return json.dumps(self.json_schema(), ensure_ascii=False, indent=2) + "\n"

    def publish(self) -> None:
        """Write the schema to the file named at the shell, or where it is published."""
        (Path(sys.argv[1]) if len(sys.argv) > 1 else self.published).write_text(self.schema_text(), encoding="utf-8")


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, and not more than a person can take in."""
    found = list(dict.fromkeys(problems))
    if len(found) <= MOST_PROBLEMS:
        return found
    return [*found[:MOST_PROBLEMS], problem("document.and_more", "", limit=MOST_PROBLEMS)]


def _limit_lists(parts: dict[str, dict]) -> None:
    for holder in parts.values():
        for described in holder.get("properties", {}).values():
            if described.get("type") == "array":
                described.setdefault("maxItems", MOST_ELEMENTS)
