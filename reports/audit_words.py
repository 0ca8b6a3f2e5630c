"""The audit of a printed report in words: places, figures, conventions, findings and possible slips."""

from collections import defaultdict
from collections.abc import Iterable

from reports.printed_figures import prefilled
from reports.texts import text
from reports.texts.numbers import format_number, format_ratio, format_share
from sroi.audit_results import DIMENSIONS, Audit, ConventionSet, Explanation, Finding, Ladder, RowFinding

MOST_NAMES = 8
_COUNTS = frozenset({
    "count", "of", "rows", "none", "multiplicative", "additive", "multiplicative_dropped", "additive_dropped",
    "computed", "years",
})  # fmt: skip
_YEARS = frozenset({"first", "last"})
_SHARES = frozenset({"deadweight", "displacement", "attribution", "drop_off"})


def place_words(audit: Audit, place: str, language: str) -> str:
    """A place in the printed report as a reader would name it."""
    kind, *inside = place.split("/")
    if not inside:
        return text(language, f"audit.place.{kind}")
    if kind == "totals":
        return _large(_figure(inside, language))
    if kind == "year":
        return text(language, "audit.year", name=text(language, "audit.place.inputs"), year=inside[0])
    name = dict(audit.names).get(f"{kind}/{inside[0]}", inside[0])
    if len(inside) == 1 or kind not in ("rows", "effects"):
        return name
    return text(language, "audit.of_row", row=name, figure=_figure(inside[1:], language)) if kind == "rows" else name


def _figure(inside: list[str], language: str) -> str:
    name = text(language, f"audit.figure.{inside[0]}")
    return text(language, "audit.year", name=name, year=int(inside[1]) + 1) if inside[1:] else name


def _large(words: str) -> str:
    return words[:1].upper() + words[1:]


def figure_words(audit: Audit, place: str, value: float, language: str) -> str:
    """A computed or printed number: a ratio by itself, an amount in the report's currency."""
    if value != value:
        return text(language, "audit.no_figure")
    if "ratio" in place:
        return format_ratio(language, value)
    written = format_number(language, value, 0 if abs(value) >= 1e6 or value == round(value) else 2)
    return text(language, "audit.amount", amount=written, currency=audit.currency)


# --- conventions ---


def option_words(dimension: str, option: object, language: str) -> str:
    """One choice of a convention."""
    if dimension == "horizon_years":
        return text(language, "audit.option.horizon_years.years", years=option)
    if dimension == "discount_rate":
        rate = format_share(language, float(option), None)
        return text(language, "audit.option.discount_rate.rate" if option else "audit.option.discount_rate.none",
                    rate=rate)  # fmt: skip
    if dimension == "investment_discounted":
        option = "yes" if option else "no"
    return text(language, f"audit.option.{dimension}.{option}")


def convention_words(convention: ConventionSet, language: str) -> str:
    """A whole set in one line; when nothing is discounted, not when in the year it is."""
    silent = () if convention.discount_rate else ("discounting", "investment_discounted")
    names = [name for name in DIMENSIONS if name not in silent]
    return "; ".join(option_words(name, getattr(convention, name), language) for name in names)


# --- findings ---


def sentences(audit: Audit, found: Iterable[Finding], language: str) -> list[str]:
    """One sentence for each finding; those of one code without numbers of their own share theirs."""
    grouped: dict[Finding, list[str]] = defaultdict(list)
    for each in found:
        lone = "" if not each.values else each.place
        grouped[Finding(each.code, lone, each.values)].append(place_words(audit, each.place, language))
    return [_sentence(audit, each, places, language) for each, places in grouped.items()]


def _sentence(audit: Audit, found: Finding, places: list[str], language: str) -> str:
    names = "; ".join(places[:MOST_NAMES])
    if len(places) > MOST_NAMES:
        names = text(language, "audit.and_more", names=names, count=len(places) - MOST_NAMES)
    values = {name: _value(audit, found, name, value, language) for name, value in found.values}
    if found.code == "same_slip":
        slip, field = found.words()["slip"], found.words()["field"]
        values["slip"] = _slip(audit, Explanation(slip, field), language)
    return _large(text(language, f"audit.finding.{found.code}", place=names, **values))


def _value(audit: Audit, found: Finding, name: str, value: object, language: str) -> str:
    if name in ("part", "other"):
        return place_words(audit, str(value), language)
    if name == "share":
        return format_share(language, value)
    if name in _YEARS or isinstance(value, str | bool):
        return str(value)
    if name in _COUNTS:
        return format_number(language, value)
    return figure_words(audit, found.place, value, language)


# --- rows ---


def row_place(audit: Audit, found: RowFinding, language: str) -> str:
    """The row's name and which of its figures it is."""
    return place_words(audit, f"rows/{found.row_id}/{found.figure}", language)


def slips_words(audit: Audit, found: RowFinding, language: str) -> str:
    """All likely slips in one clause; empty when none is known."""
    first, *more = [_slip(audit, each, language) for each in found.explanations] or [""]
    for each in more:
        first = text(language, "audit.or", first=first, next=each)
    left = found.explanation_count - len(found.explanations)
    return text(language, "audit.more_slips", slips=first, count=left) if left else first


def _slip(audit: Audit, found: Explanation, language: str) -> str:
    field = text(language, f"audit.figure.{found.field}") if found.field else ""
    other = place_words(audit, f"rows/{found.other_id}", language) if found.other_id else ""
    return text(language, f"audit.slip.{found.code}", field=field, used=_used(found, language), other=other)


def _used(found: Explanation, language: str) -> str:
    if found.used is None:
        return ""
    if found.field in _SHARES:
        return format_share(language, found.used, None)
    return format_number(language, found.used)


def row_lines(audit: Audit, found: RowFinding, language: str) -> list[str]:
    """What is wrong with a row's figure, what would be right, and what would explain it."""
    amounts = {
        "printed": prefilled(language, found.printed),
        "right": figure_words(audit, "", found.right, language),
        "difference": figure_words(audit, "", found.difference, language),
    }
    key = "audit.row_rounded" if found.within_input_rounding else "audit.row"
    lines = [text(language, key, place=row_place(audit, found, language), **amounts)]
    if not found.within_input_rounding:
        slips = slips_words(audit, found, language)
        lines.append(text(language, "audit.would_fit", slips=slips) if slips else text(language, "audit.no_slip"))
    if found.carried:
        names = ", ".join(_figure(name.split("/"), language) for name in found.carried)
        lines.append(text(language, "audit.carried", names=names))
    return lines


# --- ladders ---


def ladder_sentence(found: Ladder, language: str) -> str:
    """From what to what the ratio goes under a rule."""
    rule = text(language, f"audit.rule.{found.rule}")
    if found.end is None:
        return text(language, "audit.no_ratio", rule=rule)
    if found.rule == "printed_totals" and not found.steps:
        return text(language, "audit.unrounded", rule=rule, end=format_ratio(language, found.end))
    end, start = format_ratio(language, found.end), found.replayed if found.start is None else found.start
    if start is None or format_ratio(language, start) == end:
        return text(language, "audit.stays", rule=rule, end=end)
    return text(language, "audit.moves", rule=rule, start=format_ratio(language, start), end=end)
