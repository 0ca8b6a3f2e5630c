"""The measurement plan in words: what each indicator is measured by, when the next value is due, what it replaces."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from pandas import DataFrame

from chain.assumption import Series
from chain.forecast.model import Comparison, figures
from chain.measurement import Group, PlannedIndicator, Rule, Split, Target
from chain.model import Chain, by_id
from chain.period import Period, periods
from chain.place import FORECAST, Places
from chain.text import Text
from reports.amounts import number_name
from reports.columns import NOTHING
from reports.follow_up.outcome import number_words
from reports.follow_up.values import stated_amount
from reports.texts import text
from reports.texts.numbers import format_date, format_number
from reports.texts.places import place_name
from sroi.follow_up.targets import in_force

MOST_TARGETS = 3


def in_both(key: str) -> Text:
    """A sentence of the catalogue as data in both languages: what a suggestion is called when someone takes it."""
    return Text(sv=text("sv", key), en=text("en", key))


def sex_split() -> Split:
    """Women and men, girls and boys, as groups of a value."""
    groups = tuple(Group(id=each, name=in_both(f"measuring.sex.{each}")) for each in ("women", "men"))
    return Split(id="sex", name=in_both("measuring.split_sex"), groups=groups)


def next_due(indicator: PlannedIndicator, seen: Collection[str]) -> tuple[Period, date] | None:
    """The first period that nothing is sent in of (`seen` are those with a value), and the last day for it."""
    for each in periods(indicator.every, indicator.first_on, indicator.last_on):
        if each.key not in seen:
            return each, each.end + timedelta(days=indicator.due_days)
    return None


def due_words(indicator: PlannedIndicator, seen: Collection[str], today: date, language: str) -> str:
    """*Nästa värde: 2026, senast 2027-02-14*; late where that day has been."""
    found = next_due(indicator, seen)
    if found is None:
        return text(language, "measuring.all_in")
    key = "measuring.next_late" if found[1] < today else "measuring.next_due"
    return text(language, key, period=found[0].key, day=format_date(found[1]))


def about(indicator: PlannedIndicator, targets: Sequence[Target], language: str) -> list[str]:
    """Baseline, target, rule and how often, each a short sentence."""
    stated = indicator.baseline.value if indicator.baseline else None
    baseline = text(language, "entry.baseline", value=stated_amount(indicator, stated, language))
    told = [baseline, _targets(indicator, targets, language)]
    told.append(text(language, f"follow_up_export.rule.{indicator.rule}"))
    told.append(text(language, f"measuring.every.{indicator.every}"))
    return told


def _targets(indicator: PlannedIndicator, targets: Sequence[Target], language: str) -> str:
    found = in_force(targets, indicator.id)[-MOST_TARGETS:]
    if not found:
        return text(language, "measuring.no_target")
    said = ", ".join(f"{stated_amount(indicator, each.value, language)} ({each.period})" for each in found)
    return text(language, "entry.target", value=said)


def rule_example(rule: Rule, language: str) -> str:
    """What the rule makes of two values, in words."""
    return text(language, f"measuring.rule_example.{rule}")


# --- what is replaced ---


def replaceable(chain: Chain, comparisons: Sequence[Comparison], numbers: Sequence, language: str) -> dict[str, str]:
    """Every number that a measurement can take the place of, by its place: its name and what stands there today."""
    known = Places(chain)
    found = {place: place_words(place, chain, comparisons, language, known) for place, _ in numbers}
    for each in comparisons:
        places = (f"{FORECAST}{each.id}/{inside}" for inside, _ in figures(each))
        found |= {place: place_words(place, chain, comparisons, language, known) for place in places}
    return found


def place_words(
    place: str, chain: Chain, comparisons: Sequence[Comparison], language: str, known: Places | None = None
) -> str:
    """A number by name, and what stands there today: *”Fler i arbete”: andel – i dag 50 %*.

    `known` are the chain's numbers, for whoever asks for many.
    """
    if place.startswith(FORECAST):
        name, _, inside = place.removeprefix(FORECAST).partition("/")
        comparison = by_id(tuple(comparisons)).get(name)
        figure = dict(figures(comparison)).get(inside) if comparison else None
        called = place_name(language, place, comparison)
        called = f"{comparison.name.into(language)}: {called}" if comparison else called
    else:
        figure, called = (known or Places(chain)).figure(place), number_name(place, chain, language)
    if figure is None:
        return called
    return text(language, "measuring.today", name=called, value=_figure_words(place, figure, language))


def _figure_words(place: str, figure, language: str) -> str:
    if not isinstance(figure, Series):
        return number_words(place, figure.value, language)
    years = sorted(figure.values)
    if not years:
        return NOTHING
    total = format_number(language, round(figure.total(), 2))
    return text(language, "measuring.series", total=total, first=years[0], last=years[-1])


def replaces_words(indicator: PlannedIndicator, chain: Chain, comparisons: Sequence[Comparison], language: str) -> str:
    """What the measurement will take the place of, and how it is read; empty when it replaces nothing."""
    if indicator.replaces is None:
        return ""
    name = place_words(indicator.replaces.place, chain, comparisons, language)
    how = text(language, f"measuring.reading.{indicator.replaces.reading}")
    return text(language, "measuring.replaces", name=name, how=how)


# --- targets ---


def targets_table(indicator: PlannedIndicator, targets: Sequence[Target], language: str) -> DataFrame:
    """Every decision of a target: period, version, value, when and why; the one in force last of its period."""
    rows = [
        {
            "period": each.period,
            "target_version": each.version,
            "target_value": stated_amount(indicator, each.value, language),
            "target_decided": format_date(each.decided_on) if each.decided_on else NOTHING,
            "target_reason": each.reason.into(language) or NOTHING,
        }
        for each in targets
        if each.indicator_id == indicator.id
    ]
    return DataFrame(rows, columns=["period", "target_version", "target_value", "target_decided", "target_reason"])
