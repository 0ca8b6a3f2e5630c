"""What the database will not take, found before anything is written, each as a problem with its place."""

from collections.abc import Iterable, Iterator
import math

from chain.model import KINDS, Chain, passports
from chain.problem import Problem, problem
from storage.figures import Row, is_money, unfit_money
from storage.mapping import HEADER, PLANS, columns, duplicates
from storage.rows import Rows

_KINDS = {plan.table: kind for kind, plan in PLANS.items()}


def unfit_chain(chain: Chain, after: Rows) -> list[Problem]:
    """Everything in the rows to be written, or in the chain as a whole, that cannot be kept as it is."""
    found = [
        problem("storage.duplicate_id", f"{kind}/{each}", kind=kind, id=each)
        for kind in KINDS
        for each in duplicates(getattr(chain, kind))
    ]
    found += unfit_row("chain", columns(HEADER, chain))
    for name, rows in after.items():
        for row in rows.values():
            found += unfit_row(_place(name, row), row)
    return found + list(_fractions_of_ore(chain, after))


def _place(name: str, row: Row) -> str:
    if "place" in row:
        return str(row["place"])
    return f"{row['from_kind']}/{row['from_id']}" if name == "link" else f"{_KINDS[name]}/{row['id']}"


def _fractions_of_ore(chain: Chain, after: Rows) -> Iterator[Problem]:
    """A money figure is refused rather than rounded."""
    written = {place for _, place in after["figure"]}
    for place, figure in passports(chain):
        if place in written and is_money(place):
            for sek in unfit_money(figure):
                code = "storage.fraction_of_ore" if math.isfinite(sek) else "storage.not_a_number"
                yield problem(code, place, amount=sek)


def unfit_row(place: str, row: Row) -> Iterator[Problem]:
    """The row's values that no database keeps unchanged: NUL and half characters in texts, numbers that are none."""
    for column, value in row.items():
        if value is None or (isinstance(value, str) and value.isascii() and "\0" not in value):
            continue
        field = column.removesuffix("_sv").removesuffix("_en")
        where = place if column == "place" else f"{place}/{field}"
        yield from unfit_value(where, value)


def unfit_value(place: str, value: object) -> Iterator[Problem]:
    """What is wrong with one value, looking into lists and dictionaries."""
    if isinstance(value, str):
        yield from unfit_words(place, value)
    elif isinstance(value, float) and not math.isfinite(value):
        yield problem("storage.not_a_number", place)
    elif isinstance(value, dict):
        yield from _unfit_values(place, (*value.keys(), *value.values()))
    elif isinstance(value, list | tuple):
        yield from _unfit_values(place, value)


def _unfit_values(place: str, values: Iterable[object]) -> Iterator[Problem]:
    for value in values:
        yield from unfit_value(place, value)


def unfit_words(place: str, words: str) -> Iterator[Problem]:
    """NUL ends a text for some databases and not for others; a lone surrogate is half a character, no text at all."""
    if "\0" in words:
        yield problem("storage.nul_character", place)
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        yield problem("storage.half_character", place)
