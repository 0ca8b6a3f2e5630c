"""Changes to a typed report, each as a pure function: Report in, Report out, with no link left pointing at nothing."""

from collections.abc import Iterator
from itertools import count

from chain.assumption import Frozen
from chain.model import by_id
from sroi.printed import PrintedInput, PrintedRatio, PrintedRow, PrintedSum, PrintedTotals, Report

LISTS: dict[str, type[Frozen]] = {
    "inputs": PrintedInput,
    "rows": PrintedRow,
    "sums": PrintedSum,
    "ratios": PrintedRatio,
}
"""What a report has several of, in the order of a report."""
SINGULAR = {"inputs": "input", "rows": "row", "sums": "sum", "ratios": "ratio"}
HEAD = tuple(name for name in Report.model_fields if name not in (*LISTS, "totals"))
WHOLE = {"head": HEAD, "totals": tuple(PrintedTotals.model_fields)}
"""The parts that a report has one of, with their fields."""


def element(report: Report, kind: str, element_id: str) -> Frozen | None:
    """The element of this kind and id, or None."""
    return by_id(getattr(report, kind)).get(element_id)


def new_id(report: Report, kind: str) -> str:
    """An id that no element of this kind bears, such as `row-3`."""
    taken = by_id(getattr(report, kind))
    return next(name for n in count(1) if (name := f"{SINGULAR[kind]}-{n}") not in taken)


def with_element(report: Report, kind: str, changed: Frozen) -> Report:
    """The report with this element in place of the one with its id, or added last."""
    there = getattr(report, kind)
    if changed.id in by_id(there):
        there = tuple(changed if each.id == changed.id else each for each in there)
    else:
        there = (*there, changed)
    return report.model_copy(update={kind: there})


def without_element(report: Report, kind: str, element_id: str) -> Report:
    """The report without the element, and without what pointed at it: a sum or a case left with nothing goes too."""
    kept = {kind: tuple(each for each in getattr(report, kind) if each.id != element_id)}
    if kind in ("rows", "inputs"):
        kept["ratios"] = tuple(_without_link(each, kind, element_id) for each in report.ratios)
    if kind == "rows":
        sums = (each.model_copy(update={"row_ids": _less(each.row_ids, element_id)}) for each in report.sums)
        kept["sums"] = tuple(each for each in sums if each.row_ids)
    return report.model_copy(update=kept)


def _without_link(ratio: PrintedRatio, kind: str, element_id: str) -> PrintedRatio:
    """Made of fewer elements; one that was made of this alone is from now on not told what it is made of."""
    links = "row_ids" if kind == "rows" else "input_ids"
    ids = getattr(ratio, links)
    left = _less(ids or (), element_id)
    changes = ratio.changes
    kept = tuple(each for each in changes if each.id != element_id or (each.field == "amount") != (kind == "inputs"))
    lost = len(kept) < len(changes) or bool(ids and not left)
    return ratio.model_copy(update={links: left or None, "changes": kept, "told": ratio.told and not lost})


def _less(ids: tuple[str, ...], element_id: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != element_id)


def moved_up(report: Report, kind: str, element_id: str) -> Report:
    """The report with the element one place earlier."""
    there = list(getattr(report, kind))
    at = next((n for n, each in enumerate(there) if each.id == element_id), 0)
    if at:
        there[at - 1 : at + 1] = there[at], there[at - 1]
    return report.model_copy(update={kind: tuple(there)})


def with_whole(report: Report, part: str, fields: dict[str, object]) -> Report:
    """The report with other fields in its head or among its totals, checked as when it is read."""
    if part == "totals":
        return report.model_copy(update={"totals": PrintedTotals.model_validate(dict(report.totals) | fields)})
    return Report.model_validate(dict(report) | fields)


def parts(report: Report) -> Iterator[tuple[str, object]]:
    """Everything that is typed in a form of its own, under the form's name."""
    yield "head", tuple(getattr(report, name) for name in HEAD)
    yield "totals", report.totals
    for kind in LISTS:
        for each in getattr(report, kind):
            yield f"{kind}/{each.id}", each


def touched(old: Report, new: Report) -> set[str]:
    """The names of the parts that differ."""
    before, after = dict(parts(old)), dict(parts(new))
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
