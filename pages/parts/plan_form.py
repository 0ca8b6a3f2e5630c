"""The fields of a planned indicator: what is measured, when, by whom, split on what, and what is demanded."""

from dataclasses import dataclass

import streamlit as st

from chain.assumption import Assumption
from chain.follow_up_checks import check_indicator
from chain.follow_up_defaults import stated
from chain.forecast.model import Comparison
from chain.measurement import Focus, NonResponse, PlannedIndicator, Rule
from chain.model import KINDS, Chain, Direction
from chain.period import Every
from chain.problem import Problem, problem
from pages.parts import inputs, plan_people, plan_replaces, plan_splits
from pages.parts.sheet import Option, Sheet
from pages.parts.value_form import Slots
from pages.parts.words import language, plain, t
from reports.follow_up import entry, plan
from reports.texts.numbers import (
    format_input,
    format_share_input,
    parse_number,
    parse_share,
    parse_whole,
)
from reports.texts.places import place_name

MEASURABLE = tuple(each for each in KINDS if each in ("resources", "outputs", "outcomes", "indicators", "effects"))
LONGEST_DUE_DAYS = 3_650


@dataclass(frozen=True)
class About:
    """What the fields are about: the chain, the plan's other indicators, the forecasts, and whether values exist."""

    chain: Chain
    others: tuple[PlannedIndicator, ...]
    comparisons: tuple[Comparison, ...]
    measured: bool


def form(sheet: Sheet, old: PlannedIndicator, about: About) -> tuple[PlannedIndicator, list[Problem]]:
    """Draw the fields; the indicator that they say, and everything that is wrong with it."""
    slots = Slots()
    told = _what(sheet, old, about, slots) | _rule(sheet, old, about)
    rule = Rule(told.get("rule", old.rule))
    told |= _baseline(sheet, old, rule, slots)
    told["replaces"] = plan_replaces.fields(sheet, old, about.chain, about.comparisons, slots)
    told |= _when(sheet, old, slots) | _who(sheet, old, about, slots) | _detail(sheet, old, slots)
    made = PlannedIndicator.model_validate(dict(old) | told)
    problems = check_indicator(made, about.chain, about.others, about.comparisons)
    slots.tell(problems, st.container())
    return made, [*sheet.problems, *problems]


def _what(sheet: Sheet, old: PlannedIndicator, about: About, slots: Slots) -> dict[str, object]:
    told: dict[str, object] = {"name": inputs.text(sheet, "name", old.name, required=True)}
    slots.leave("indicator/name")
    focus = inputs.choice(
        sheet, "focus", old.focus, inputs.members("measuring.focus", Focus), label=t("measuring.focus_label")
    )
    told["focus"] = Focus(focus)
    told["element"] = inputs.choice(sheet, "element", old.element, _elements(about.chain))
    slots.leave("indicator/element")
    return told


def _elements(chain: Chain) -> list[Option]:
    """What an indicator can be about: the whole intervention, or an element by name."""
    found = [("chain", t("measuring.whole"))]
    for kind in MEASURABLE:
        places = (f"{kind}/{each.id}" for each in getattr(chain, kind))
        found += [(place, place_name(language(), place, chain)) for place in places]
    return found


def _rule(sheet: Sheet, old: PlannedIndicator, about: About) -> dict[str, object]:
    """How values are summed up and what they count: said and no more to be chosen once there are values."""
    if about.measured:
        _settled(old)
        return {}
    rules = [(str(each), t(f"entry.rule.{each}")) for each in Rule]
    rule = Rule(inputs.choice(sheet, "rule", old.rule, rules))
    st.caption(plan.rule_example(rule, language()))
    return {
        "rule": rule,
        "counts": inputs.text(sheet, "counts", old.counts),
        "unit": inputs.line(sheet, "unit", old.unit),
        "direction": Direction(
            inputs.choice(sheet, "direction", old.direction, inputs.members("direction", Direction))
        ),
        "every": Every(inputs.choice(sheet, "every", old.every, inputs.members("measuring.every", Every))),
    }


def _settled(old: PlannedIndicator) -> None:
    st.markdown(plain(entry.rule_sentence(old, True, language())))
    facts = (
        old.counts.into(language()),
        old.unit,
        t(f"direction.{old.direction}"),
        t(f"measuring.every.{old.every}"),
    )
    st.markdown(plain(" · ".join(filter(None, facts))))
    st.info(t("measuring.settled"))


def _baseline(sheet: Sheet, old: PlannedIndicator, rule: Rule, slots: Slots) -> dict[str, object]:
    """Where it stood before: the value, the year, and where it is from; a share is typed in per cent."""
    is_share, known = rule is Rule.SHARE, old.baseline
    write, read = (format_share_input, parse_share) if is_share else (format_input, parse_number)
    raw = sheet.line("baseline", t("measuring.baseline"), write(language(), known and known.value), max_chars=40)
    value = inputs.number(sheet, "baseline", raw, read)
    slots.leave("indicator/baseline")
    year = inputs.year(sheet, "baseline_year", old.baseline_year, label=t("measuring.baseline_year"))
    source = inputs.line(sheet, "source", known.source if known else "", label=t("measuring.baseline_source"))
    made: Assumption | None = None if value is None else stated(value, known, source)
    return {"baseline": made, "baseline_year": year}


def _when(sheet: Sheet, old: PlannedIndicator, slots: Slots) -> dict[str, object]:
    st.markdown(f"**{t('measuring.when')}**")
    st.caption(t("measuring.when_help"))
    told: dict[str, object] = {}
    for name in ("first_on", "last_on"):
        told[name] = inputs.day(sheet, name, getattr(old, name)) or getattr(old, name)
        slots.leave(f"indicator/{name}")
    days = _whole(sheet, "due_days", t("measuring.due_days"), old.due_days, LONGEST_DUE_DAYS)
    return told | {"due_days": old.due_days if days is None else days}


def _who(sheet: Sheet, old: PlannedIndicator, about: About, slots: Slots) -> dict[str, object]:
    told: dict[str, object] = {}
    for name in plan_people.WISHES:
        told[name] = plan_people.field(sheet, name, getattr(old, name), (*about.others, old), about.chain.id)
        slots.leave(f"indicator/{name}")
    return told


def _detail(sheet: Sheet, old: PlannedIndicator, slots: Slots) -> dict[str, object]:
    """Groups, comparison group, evidence, method, and from how many persons a group is shown."""
    st.markdown(f"**{t('measuring.detail')}**")
    told: dict[str, object] = {"splits": plan_splits.fields(sheet, old.splits, slots)}
    for name in ("comparison", "evidence", "method"):
        told[name] = inputs.text(sheet, name, getattr(old, name), label=t(f"measuring.{name}"))
        slots.leave(f"indicator/{name}")
    below = _whole(sheet, "small_below", t("measuring.small_below"), old.small_below, 1_000, 1)
    silent = [(str(each), t(f"measuring.silent.{each}")) for each in NonResponse]
    choice = inputs.choice(sheet, "non_response", old.non_response, silent, label=t("entry.silent_question"))
    return told | {"small_below": old.small_below if below is None else below, "non_response": NonResponse(choice)}


def _whole(sheet: Sheet, name: str, label: str, old: int, most: int, least: int = 0) -> int | None:
    """A whole number between two; outside them it is said so under the field."""
    value = inputs.number(sheet, name, sheet.line(name, label, str(old), max_chars=40), parse_whole)
    if value is not None and not least <= value <= most:
        sheet.report(problem("follow_up.number_outside", f"indicator/{name}", low=least, high=most))
        return None
    return value
