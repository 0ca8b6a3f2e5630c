"""Options with known cost and effect, as an open JSON document: enough to find which are worth choosing from."""

from collections.abc import Iterator
from itertools import islice
import json
from typing import Annotated

from pydantic import Field, ValidationError

from chain.assumption import Frozen, Identifier, Line, Number, Year
from chain.hostile import inspect, parse, pointer
from chain.problem import Problem, problem
from chain.refusals import refusals
from chain.text import Text, says_something

FORMAT, VERSION = "vardekedjan-options", 1
TOP = ("format", "version", "options")
MOST_PROBLEMS = 100
OPTIONAL = ("source", "url")
Told = Annotated[str, Field(min_length=1, max_length=200)]


class ListedOption(Frozen):
    """An option; cost and effect as totals, or by person in all of them."""

    id: Identifier
    cost: Number
    effect: Number


class OptionList(Frozen):
    """The options, and what their figures must not be told without: all of it is required."""

    id: Identifier
    name: Text = Text()
    source: Line = ""
    url: Line = ""
    perspective: Told
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    price_year: Year
    effect_unit: Told
    horizon: Told
    discounting: Told
    persistence: Told
    threshold: Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)] | None = None
    listed: Annotated[tuple[ListedOption, ...], Field(min_length=1, max_length=1_000)]


def is_option_list(document: object) -> bool:
    """Whether a parsed document says that it is one."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def read_options(data: bytes | str) -> tuple[OptionList | None, list[Problem]]:
    """The options in a document, or every reason why it cannot be read; never an exception."""
    document, problems = parse(data)
    problems = problems or list(islice(inspect(document), MOST_PROBLEMS)) or list(_envelope(document))
    if problems:
        return None, problems
    try:
        found = OptionList.model_validate_json(json.dumps(document["options"]), strict=True)
    except ValidationError as error:
        return None, list(dict.fromkeys(refusals(error, "/options")))[:MOST_PROBLEMS]
    told = (name for name, value in found if isinstance(value, str) and name not in OPTIONAL)
    problems = [problem("document.missing_field", f"/options/{name}") for name in told
                if not says_something(getattr(found, name))]  # fmt: skip
    seen: set[str] = set()
    for index, each in enumerate(found.listed):
        if each.id in seen:
            problems.append(problem("document.repeated_id", f"/options/listed/{index}/id"))
        seen.add(each.id)
    return (None if problems else found), problems


def _envelope(document: object) -> Iterator[Problem]:
    if not is_option_list(document):
        yield problem("cohort.options_format", "/format", expected=FORMAT)
    elif document.get("version") != VERSION or type(document["version"]) is not int:
        yield problem("document.version", "/version", known=VERSION)
    else:
        yield from (problem("document.unknown_field", pointer("", key)) for key in document if key not in TOP)
        if "options" not in document:
            yield problem("document.missing_field", "/options")
