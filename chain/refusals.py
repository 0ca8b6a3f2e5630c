"""What the strict reading of a document refused, said in a small set of codes."""

from pydantic import ValidationError

from chain.hostile import pointer
from chain.problem import Problem, problem

CODES = {
    "formula": "cohort.not_a_formula",
    "missing": "document.missing_field",
    "extra_forbidden": "document.unknown_field",
    "float_type": "document.not_number",
    "float_parsing": "document.not_number",
    "finite_number": "document.not_a_figure",
    "int_type": "document.not_whole_number",
    "int_parsing": "document.not_whole_number",
    "int_from_float": "document.not_whole_number",
    "int_parsing_size": "document.not_whole_number",
    "string_type": "document.not_text",
    "bool_type": "document.not_yes_or_no",
    "date_type": "document.not_date",
    "date_parsing": "document.not_date",
    "date_from_datetime_parsing": "document.not_date",
    "tuple_type": "document.not_list",
    "model_type": "document.not_object",
    "dict_type": "document.not_object",
    "string_pattern_mismatch": "document.bad_id",
    "printed_amount": "report.share_for_amount",
    "printed_figure": "report.not_a_printed_figure",
}
TAGS = frozenset({"share_of_cohort", "direct_number", "yearly_profile"})
KEY = "[key]"
HOPELESS = 5_000
"""So many faults, and it is not a chain that someone mistyped."""
ALREADY_SAID = frozenset({"json_invalid", "string_unicode"})
"""What is left of characters that the inspection before has refused by name."""


def refusals(error: ValidationError, place: str) -> list[Problem]:
    """One problem for each thing the reader refused, placed by JSON pointer under `place`."""
    if error.error_count() > HOPELESS:
        return [problem("document.foreign", place, count=error.error_count())]
    details = error.errors(include_url=False, include_input=False)
    return [_refusal(detail, place) for detail in details if detail["type"] not in ALREADY_SAID]


def _refusal(detail: dict, place: str) -> Problem:
    kind, limits = detail["type"], detail.get("ctx", {})
    where = _where(detail["loc"], place)
    if detail["loc"][-1:] == (KEY,):
        return problem("document.bad_year", where)
    if kind in CODES:
        return problem(CODES[kind], where)
    if kind == "string_too_long":
        return problem("document.too_long", where, limit=limits["max_length"])
    if kind in ("greater_than_equal", "less_than_equal"):
        return _out_of_range(where, limits)
    return _not_choice(kind, where, limits)


def _out_of_range(where: str, limits: dict) -> Problem:
    if where.endswith("year"):
        return problem("document.bad_year", where)
    if "ge" in limits:
        return problem("document.too_small", where, limit=limits["ge"])
    return problem("document.too_great", where, limit=limits["le"])


def _not_choice(kind: str, where: str, limits: dict) -> Problem:
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return problem("document.not_choice", pointer(where, "kind"), allowed=", ".join(sorted(TAGS)))
    if kind in ("enum", "literal_error"):
        return problem("document.not_choice", where, allowed=_plain(limits["expected"]))
    return problem("document.unfit", where)


def _plain(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _where(steps: tuple, place: str) -> str:
    """The pointer without pydantic's own steps: the tag of a union after `quantity`, and the mark of a key."""
    for before, step in zip((None, *steps), steps, strict=False):
        is_tag = before == "quantity" and step in TAGS
        if not is_tag and step != KEY:
            place = pointer(place, step)
    return place
