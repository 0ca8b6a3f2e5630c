"""The name of a place in a fund's account, in a person's words: *Intervention “Team Start”: planned draws*."""

from chain.model import by_id
from chain.plan.fund import FundAccount
from reports.texts import has_text, text

PREFIX = "fund"
"""With what a place in an account begins, and in its document too."""
KINDS = ("actors", "investments", "reductions")
SILENT = ("values",)
"""Steps that say nothing to a person."""


def is_fund(place: str) -> bool:
    """Whether this is a place in a fund's account, or in a document of one."""
    return place.removeprefix("/").split("/")[0] == PREFIX


def fund_label(language: str, name: str) -> str:
    """What a field of an account is called; empty where it is none of its own."""
    key = f"fund_field.{name}"
    return text(language, key) if has_text(key) else ""


def fund_place(language: str, place: str, account: FundAccount | None = None) -> str:
    """The place as a person would call it; elements by their names when `account` is given."""
    steps = place.removeprefix("/").split("/")[1:]
    if not steps:
        return text(language, "fund_field.fund")
    if steps[0] in KINDS and len(steps) > 1:
        whole, rest = _element(language, steps[0], steps[1], account), steps[2:]
    else:
        whole, rest = fund_label(language, steps[0]) or steps[0], steps[1:]
    inside = [fund_label(language, step) or step for step in rest if step not in SILENT]
    return ": ".join([whole, *(f"{each[:1].lower()}{each[1:]}" for each in inside)])


def _element(language: str, kind: str, element_id: str, account: FundAccount | None) -> str:
    one = text(language, f"kind_one.{kind}")
    one = one[:1].upper() + one[1:]
    if element_id.isdecimal() and account is None:
        return text(language, "place.numbered", kind=one, number=int(element_id) + 1)
    name = element_name(account, kind, element_id, language) if account else element_id
    return text(language, "place.element", kind=one, name=name)


def element_name(account: FundAccount, kind: str, element_id: str, language: str) -> str:
    """What an element is called; a lower frame by its committee and year."""
    found = by_id(getattr(account, kind)).get(element_id)
    if found is None:
        return element_id
    if kind == "reductions":
        return f"{element_name(account, 'actors', found.committee_id, language)} {found.year}"
    return found.name.into(language) or found.id
