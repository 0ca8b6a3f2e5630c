"""An analysis held against the eight principles of social value: what is there, what is lacking, what only people know.

The rows say what the chain's own checks and figures show, with counts. Where the data says nothing the row says that a
person must answer; nothing is judged for them.
"""

from dataclasses import dataclass
from datetime import date

from chain.checks import check_chain
from chain.checks.effects import asked
from chain.judgement import ReviewKind
from chain.model import Chain, Claim, passports
from chain.problem import Severity
from chain.spread import spread_of
from sroi.answered import INDEPENDENT, answered, asks, decided, is_overdue, reviewed
from sroi.checklist import Evidence, Finding, Item, Row, State, Told, by_rules, graded, where
from sroi.movable import movables
from sroi.results import Result
from sroi.settings import Settings

PRINCIPLES = (1, 2, 3, 4, 5, 6, 7, 8)
"""Involve stakeholders, understand what changes, value what matters, include only what is material, do not over-claim,
be transparent, verify the result, be responsive."""


@dataclass(frozen=True)
class Panel:
    """The whole checklist, in the order of the principles."""

    rows: tuple[Row, ...]

    def count(self, state: State, principle: int | None = None) -> int:
        """How many items stand so, in all or under one principle."""
        return sum(row.state is state and principle in (None, row.principle) for row in self.rows)

    @property
    def to_mend(self) -> tuple[Row, ...]:
        """What is missing, then what is only partly there."""
        return tuple(row for state in (State.MISSING, State.PARTLY) for row in self.rows if row.state is state)


def _listed(seen: Evidence) -> Finding:
    listed = seen.chain.stakeholders
    included = sum(each.included for each in listed)
    judge = by_rules("stakeholder.excluded_without_reason", "stakeholder.only_funders", missing=("stakeholder.none",))
    state, evidence, problems = judge(seen)
    return state, (("included", included), ("excluded", len(listed) - included), *evidence), problems


def _sizes(seen: Evidence) -> Finding:
    included = [each for each in seen.chain.stakeholders if each.included]
    return graded(len(included), (each.id for each in included if each.group_size is None), ())


def _unintended(seen: Evidence) -> Finding:
    count = sum(not outcome.intended for outcome in seen.chain.outcomes)
    state = State.MET if count else answered(seen, "unintended_looked_for")
    return state, (("unintended", count),), (), "chain/outcomes" if count else "answers/unintended_looked_for"


def _negative(seen: Evidence) -> Finding:
    count = sum(not outcome.positive for outcome in seen.chain.outcomes)
    state, _, problems = by_rules(missing=("outcome.none_negative",))(seen)
    return state, (("negative", count),), problems


def _sourced(seen: Evidence) -> Finding:
    """Figures that are made up, of unknown origin, or said to have a source that is not given."""
    unsourced = seen.of("figure.source_missing", "figure.derivation_missing")
    counted = seen.of("figure.illustrative", "figure.not_stated")
    counts = [(each.code.split(".")[1], each.words()["count"]) for each in counted]
    total, without = sum(1 for _ in passports(seen.chain)), sum(count for _, count in counts)
    state = State.PARTLY if unsourced or without else State.MET
    if without >= total:
        state = State.MISSING
    return state, (("total", total), *counts, ("lacking", len(unsourced))), unsourced + counted


def _stands(seen: Evidence) -> Finding:
    """Whether there is a ratio, with every effect in it and nothing that weakens it."""
    if seen.result is None:
        return State.MISSING, (), ()
    found = tuple(each for each in (*seen.result.excluded, *seen.result.problems) if each.severity is not Severity.NOTE)
    left_out = {each.place.split("/")[1] for each in seen.result.excluded}
    counts = (("total", len(seen.counted)), ("left_out", len(left_out)))
    state = State.MISSING if seen.ratio is None else State.PARTLY if found else State.MET
    return state, counts, found


def _uncertainty(seen: Evidence) -> Finding:
    figures = movables(seen.chain, seen.settings)
    spreads = {place: spread_of(place, figure) for place, figure in passports(seen.chain)}
    without = [
        each for each in figures if not (each.is_fixed or any(spreads[place].is_uncertain for place in each.places))
    ]
    state, evidence, _ = graded(len(figures), (each.place for each in without), ())
    return (State.MISSING if seen.told.uncertainty_shown is False else state), evidence, ()


def _with_a_ratio(seen: Evidence) -> Finding:
    return (State.MISSING if seen.ratio is None else State.MET), (), ()


def _followed_up(seen: Evidence) -> Finding:
    overdue = seen.of("scope.period_over", "output.no_actuals")
    late = [each for each in seen.chain.decisions if is_overdue(each, seen)]
    if overdue or late:
        place = f"decisions/{late[0].id}" if late else ""
        return State.MISSING, (("lacking", len(overdue) + len(late)),), overdue, place
    return (State.MET if seen.chain.claim is Claim.EVALUATIVE else State.NOT_APPLICABLE), (), ()


def _asked(chain: Chain) -> int:
    """How many deductions and times the effects must answer."""
    return sum(len(asked(effect)) for effect in chain.effects)


def _priced(chain: Chain) -> int:
    """How many prices are in use."""
    return len({effect.proxy_id for effect in chain.effects} & {proxy.id for proxy in chain.proxies})


def _left_out(chain: Chain) -> int:
    return sum(not outcome.valued for outcome in chain.outcomes)


def _has_outcomes(chain: Chain) -> bool:
    return bool(chain.outcomes)


def _has_effects(chain: Chain) -> bool:
    return bool(chain.effects)


MISSING, NOT_APPLICABLE = State.MISSING, State.NOT_APPLICABLE
ITEMS = (
    Item(1, "stakeholders_listed", "chain/stakeholders", _listed),
    Item(1, "group_sizes", "chain/stakeholders", _sizes),
    Item(1, "stakeholders_involved", "chain/stakeholders", by_rules(
        "stakeholder.not_involved", total=lambda chain: sum(each.included for each in chain.stakeholders))),
    asks(1, "involved_in_values"),
    asks(1, "subgroups"),
    Item(2, "chain_for_everyone", "chain/outcomes", where(_has_outcomes, by_rules(
        "stakeholder.without_outcome", "link.step_missing", "link.outcome_from_nothing", "outcome.is_output"),
        MISSING)),
    Item(2, "negative_looked_for", "chain/no_negative_reason", where(_has_outcomes, _negative, MISSING)),
    Item(2, "unintended_looked_for", "chain/outcomes", where(_has_outcomes, _unintended, MISSING)),
    Item(2, "indicators", "chain/indicators", where(_has_outcomes, by_rules(
        "outcome.nobody_measures", "indicator.", missing=("indicator.none",)), MISSING)),
    Item(3, "outcomes_valued", "chain/effects", by_rules(
        "outcome.nobody_values", total=lambda chain: len(chain.outcomes) - _left_out(chain))),
    Item(3, "prices_sourced", "chain/proxies", by_rules(
        "figure.source_missing", "proxy.price_year_missing", "proxy.replaced_without_reason", total=_priced,
        kind="proxies/")),
    Item(3, "prices_sound", "chain/proxies", by_rules(
        "proxy.weak_source", "proxy.old_price", "proxy.lifetime", total=_priced)),
    asks(3, "values_checked"),
    Item(4, "left_out_with_reason", "chain/outcomes", by_rules(
        "outcome.not_valued_without_reason", total=_left_out, empty=NOT_APPLICABLE)),
    asks(4, "relevance_and_significance"),
    Item(5, "deductions_with_reason", "chain/effects", by_rules(
        "effect.figure_missing", "effect.reason_missing", total=_asked, depth=3)),
    Item(5, "deductions_considered", "chain/effects", where(_has_effects, by_rules(
        "effect.deductions_identical", "effect.deadweight_on_comparison", "effect.filters_above_one",
        missing=("effect.deductions_all_zero",)), MISSING)),
    Item(5, "counted_once", "chain/effects", where(_has_effects, by_rules(
        "double.", "effect.lifetime_repeated", "effect.transfer_without_counterpart"), NOT_APPLICABLE)),
    Item(5, "evidence_stated", "chain/evidence", by_rules(
        "effect.evidence_missing", "scope.evidence_missing", total=lambda chain: 1 + len(chain.effects))),
    Item(5, "investment_complete", "chain/resources", by_rules(
        "resource.no_payer", "resource.no_amount", "resource.no_hourly_cost", "resource.no_on_cost",
        "resource.not_valued_without_reason", "resource.no_in_kind", missing=("resource.none",))),
    Item(6, "need_and_purpose", "chain/need", by_rules(
        "scope.need_missing", "scope.purpose_missing", total=lambda chain: 2)),
    asks(6, "audience"),
    Item(6, "figures_sourced", "chain", _sourced),
    Item(6, "ratio_stands", "chain/effects", _stands),
    Item(6, "uncertainty_stated", "chain/effects", _uncertainty),
    Item(6, "sensitivity_and_breakevens", "chain/effects", _with_a_ratio),
    Item(6, "value_by_stakeholder", "chain/outcomes", by_rules(
        "outcome.no_stakeholder", total=lambda chain: len(chain.outcomes))),
    asks(6, "limitations"),
    asks(6, "not_ranked_by_ratio"),
    Item(7, "verified_with_stakeholders", "chain/reviews", reviewed(ReviewKind.VERIFIED)),
    Item(7, "independently_reviewed", "chain/reviews", reviewed(*INDEPENDENT)),
    Item(8, "conclusions", "chain/decisions", decided),
    Item(8, "followed_up", "chain/status", _followed_up),
)  # fmt: skip
"""The checklist, by principle. The key of an item names its words."""
ASKED = frozenset({each.home for each in ITEMS if each.home.startswith("answers/")} | {"answers/unintended_looked_for"})
"""Where the answers of people stand."""


def hold_up(chain: Chain, settings: Settings, result: Result | None, today: date, told: Told | None = None) -> Panel:
    """Hold an analysis against the checklist. `result` is the chain's own under these settings, None before it has one;
    `today` dates the checks, and tells what is only planned.

    Source: the eight Principles of Social Value and the stages of A Guide to Social Return on Investment (2012), read
    as what a report must show; the assurance standard's own list of criteria could not be read.
    """
    problems = tuple(check_chain(chain, today.year))
    seen = Evidence(chain, settings, result, told or Told(), problems, today)
    return Panel(tuple(item.row(seen) for item in ITEMS))
