"""What a rule is, and the chain as rules look at it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
import re
from typing import NamedTuple

from chain.assumption import Assumption, Evidence, Series
from chain.checks.wording import words_in
from chain.model import (
    Actor,
    Chain,
    DirectNumber,
    MonetisedEffect,
    Outcome,
    Proxy,
    Resource,
    ShareOfCohort,
    YearlyProfile,
    by_id,
    passports,
)
from chain.problem import Problem, Severity
from chain.spread import problems_of, spread_of
from chain.text import Text

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
DEDUCTIONS = ("deadweight", "displacement", "attribution", "drop_off")


class Finding(NamedTuple):
    """One place where a rule is broken, with the values its sentence quotes."""

    place: str
    values: tuple[tuple[str, object], ...] = ()


def at(place: str, **values: object) -> Finding:
    """A finding with its values in keyword form."""
    return Finding(place, tuple(values.items()))


class Rule(NamedTuple):
    """A rule of a sound chain: its code, how grave a breach is, whose rule it is, and how breaches are found."""

    code: str
    severity: Severity
    source: str
    find: Callable[["Seen"], Iterable[Finding]]

    def problems(self, seen: "Seen") -> Iterator[Problem]:
        """Every breach in the chain, as problems."""
        return (Problem(self.code, place, self.severity, values) for place, values in self.find(seen))


def rule(code: str, severity: Severity, source: str) -> Callable[[Callable[["Seen"], Iterable[Finding]]], Rule]:
    """Make a function that yields findings into a rule."""
    return lambda find: Rule(code, severity, source, find)


@dataclass(frozen=True)
class Seen:
    """A chain with what the rules look up in it, each worked out once. `this_year` dates the check."""

    chain: Chain
    this_year: int

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by id."""
        return by_id(self.chain.actors)

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Outcomes by id."""
        return by_id(self.chain.outcomes)

    @cached_property
    def proxies(self) -> dict[str, Proxy]:
        """Prices by id."""
        return by_id(self.chain.proxies)

    @cached_property
    def group_names(self) -> dict[str, Text]:
        """What people call the groups of figures that move together, by id."""
        return {group.id: group.name for group in self.chain.groups if group.name}

    @cached_property
    def figures(self) -> list[tuple[str, Assumption | Series]]:
        """Every number with its place."""
        return list(passports(self.chain))

    @cached_property
    def spread_problems(self) -> list[Problem]:
        """What is wrong with how sure one says one is of each number."""
        return [each for place, figure in self.figures for each in problems_of(spread_of(place, figure), place)]

    @cached_property
    def words(self) -> list[tuple[str, str, int]]:
        """Every written string: its place, the words, and how long it may be."""
        return words_in(self.chain)

    @cached_property
    def priced(self) -> list[MonetisedEffect]:
        """Effects of the base case whose outcome, actor and price are all known."""
        return [
            effect
            for effect in self.chain.effects
            if effect.in_base_case
            and effect.outcome_id in self.outcomes
            and effect.actor_id in self.actors
            and effect.proxy_id in self.proxies
        ]

    @cached_property
    def effects_of(self) -> dict[str, list[MonetisedEffect]]:
        """Outcome id → the priced effects that value it."""
        found = defaultdict(list)
        for effect in self.priced:
            found[effect.outcome_id].append(effect)
        return found

    @cached_property
    def precursors(self) -> dict[str, set[str]]:
        """Outcome id → ids of all outcomes it follows from, directly or through others."""
        return {outcome.id: self._reached_from(outcome) for outcome in self.chain.outcomes}

    def _reached_from(self, outcome: Outcome) -> set[str]:
        reached: set[str] = set()
        waiting = list(outcome.outcome_ids)
        while waiting:
            step = waiting.pop()
            if step not in reached and step in self.outcomes:
                reached.add(step)
                waiting.extend(self.outcomes[step].outcome_ids)
        return reached

    @property
    def programme(self) -> range:
        """The programme's calendar years, in whichever order its first and last stand."""
        first, last = sorted((self.chain.start_year, self.chain.end_year))
        return range(first, last + 1)


def label(element) -> Text | str:
    """What to call an element in a sentence: its name, or its id where it has none yet."""
    return element.name or element.id


def amount_figure(effect: MonetisedEffect) -> tuple[str, Assumption | Series] | None:
    """The figure that says how much of the change there is, with its place."""
    place = f"effects/{effect.id}/quantity"
    match effect.quantity:
        case ShareOfCohort(share=share):
            return f"{place}/share", share
        case DirectNumber(number=number):
            return f"{place}/number", number
        case YearlyProfile(units=units):
            return f"{place}/units", units
    return None


def is_compared(effect: MonetisedEffect) -> bool:
    """Whether the effect is a difference from people without the intervention, by statement or by its evidence."""
    found = amount_figure(effect)
    evidence = found[1].evidence if found else None
    return effect.measured_against_comparison or evidence in (Evidence.RANDOMISED, Evidence.CONTROLLED)


def has_profile(effect: MonetisedEffect) -> bool:
    """Whether the effect's years are written out, so that lag, duration and drop-off do not apply."""
    return isinstance(effect.quantity, YearlyProfile)


def is_over_years(effect: MonetisedEffect) -> bool:
    """Whether lag and duration are known, so that one can tell in which years the effect is counted."""
    return effect.lag_years is not None and effect.duration_years is not None


def is_counted_by_hours(resource: Resource) -> bool:
    """Whether the resource's cost is hours × hourly cost."""
    return not (resource.amounts and resource.amounts.values) and bool(resource.hours and resource.hours.values)


def are_same_words(one: Text, other: Text) -> bool:
    """Whether two texts say the same in some language, apart from case, spaces and punctuation."""
    pairs = ((_bare(one.sv), _bare(other.sv)), (_bare(one.en), _bare(other.en)))
    return any(left and left == right for left, right in pairs)


def _bare(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
