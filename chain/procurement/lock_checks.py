"""What keeps a model from being locked, and what its maker should think over before: told all at once.

Places are as in the model: `procurement/measures/M1/counting_rule`, `procurement/value_weight`. What depends on how
much a promise is worth is found by `sroi.procurement.greatest`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chain.assumption import Assumption
from chain.problem import Problem, Severity, problem
from chain.procurement.model import Basis, Criterion, Engine, Measure, Procurement
from chain.procurement.place import within
from chain.text import Text, says_something

WARNING = Severity.WARNING
MANY_MEASURES, MOST_MEASURES = 6, 8
"""So many measures are warned of, and more than so many need a written reason."""
MOST_AT_RISK_SHARE = 0.5
"""A supplier that carries more of the risk than this is warned of."""
FILLED = (
    "unit", "counting_rule", "worked_example", "lowest", "highest", "evidence", "control", "every", "clause",
    "sanction", "object_link", "unit_value", "missing", "above",
)  # fmt: skip
"""What each measure must tell."""
FILLED_WHEN_LASTING = ("deadweight", "attribution", "drop_off")
SHARES = ("deadweight", "displacement", "attribution", "drop_off")
RULES = ("basis", "rounding_sek", "tie_break", "first_on", "last_on", "bids_close_at", "opens_at")
WRITTEN = ("title", "buyer", "object")


def check_lock(model: Procurement) -> list[Problem]:
    """Every problem of the model: errors refuse the lock, warnings do not."""
    found = (
        *_repeated(model),
        *_rules(model),
        *_price_base(model),
        *_basis(model),
        *_engine(model),
        *_number_of_measures(model),
        *_weight(model),
        *(each for measure in model.measures for each in _measure(measure, model)),
        *(each for criterion in model.criteria for each in _criterion(criterion)),
        *_years(model),
        *_days(model),
        *_tried(model),
        *_paid(model),
    )
    return within(found)


def is_blank(value: object) -> bool:
    """Whether nothing is told: None, or words without a letter or a digit."""
    if isinstance(value, Text):
        return not (says_something(value.sv) or says_something(value.en))
    return value is None or (isinstance(value, str) and not says_something(value))


def _repeated(model: Procurement) -> Iterator[Problem]:
    for kind in ("measures", "criteria", "requirements", "test_bids"):
        ids = [each.id for each in getattr(model, kind)]
        for id_ in sorted({each for each in ids if ids.count(each) > 1}):
            yield problem("procurement.repeated_id", f"{kind}/{id_}/id", id=id_)


def _rules(model: Procurement) -> Iterator[Problem]:
    for name in (*WRITTEN, *RULES):
        if is_blank(getattr(model, name)):
            yield problem("procurement.blank", name)
    if model.measures and model.price_year is None:
        yield problem("procurement.blank", "price_year")


def _price_base(model: Procurement) -> Iterator[Problem]:
    for name in ("covers", "with_options", "with_vat", "index"):
        if is_blank(getattr(model.price_base, name)):
            yield problem("procurement.blank", f"price_base/{name}")


def _basis(model: Procurement) -> Iterator[Problem]:
    scored = bool(model.measures or model.criteria)
    if model.basis is Basis.PRICE and scored:
        yield problem("procurement.price_only", "basis")
    if model.basis is Basis.COST and scored:
        yield problem("procurement.cost_is_environment", "basis", WARNING)
    if model.basis is Basis.PRICE_QUALITY and not scored:
        yield problem("procurement.nothing_scored", "measures")


def _engine(model: Procurement) -> Iterator[Problem]:
    if model.engine is Engine.RELATIVE:
        if model.points is None or not model.points.is_counter_example_seen:
            yield problem("procurement.counter_example_unseen", "engine")
        yield problem("procurement.relative_engine", "engine", WARNING)


def _number_of_measures(model: Procurement) -> Iterator[Problem]:
    count = len(model.measures)
    if count > MOST_MEASURES and is_blank(model.many_measures_reason):
        yield problem("procurement.too_many_measures", "many_measures_reason", count=count, limit=MOST_MEASURES)
    elif count > MANY_MEASURES:
        yield problem("procurement.many_measures", "measures", WARNING, count=count, limit=MANY_MEASURES)


def _weight(model: Procurement) -> Iterator[Problem]:
    if model.measures:
        for name in ("value_weight", "weight_reason"):
            if is_blank(getattr(model, name)):
                yield problem("procurement.blank", name)


def _measure(measure: Measure, model: Procurement) -> Iterator[Problem]:
    at, name = f"measures/{measure.id}", measure.name
    lasting = measure.duration_years is not None
    for field in (*FILLED, *(FILLED_WHEN_LASTING if lasting else ())):
        if is_blank(getattr(measure, field)):
            yield problem("procurement.blank_in", f"{at}/{field}", name=name)
    if not measure.is_binding:
        yield problem("procurement.not_binding", f"{at}/is_binding", name=name)
    if measure.unit_value is not None:
        yield from _unit_value(measure.unit_value, f"{at}/unit_value", name, model)
    yield from _shares(measure, at)
    yield from _range(measure, at)
    if measure.effect_id and not model.intervention_id:
        yield problem("procurement.effect_of_no_chain", f"{at}/effect_id", name=name)


def _unit_value(value: Assumption, place: str, name: Text, model: Procurement) -> Iterator[Problem]:
    if value.value <= 0:
        yield problem("procurement.value_not_positive", place, name=name, value_sek=value.value)
    if is_blank(value.source) and is_blank(value.derivation):
        yield problem("procurement.value_without_source", place, name=name)
    if value.price_year is None or (model.price_year is not None and value.price_year != model.price_year):
        yield problem("procurement.other_price_year", place, name=name, price_year=model.price_year or "–")


def _shares(measure: Measure, at: str) -> Iterator[Problem]:
    for field in SHARES:
        figure = getattr(measure, field)
        if figure is not None and not 0 <= figure.value <= 1:
            yield problem("figure.share_outside", f"{at}/{field}", value_share=figure.value)
    for field in ("lag_years", "duration_years"):
        figure = getattr(measure, field)
        if figure is not None and figure.value < 0:
            yield problem("procurement.negative_years", f"{at}/{field}", name=measure.name)


def _range(measure: Measure, at: str) -> Iterator[Problem]:
    lowest, highest, cap, name = measure.lowest, measure.highest, measure.cap, measure.name
    if highest is not None and (highest <= 0 or (lowest is not None and lowest > highest)):
        yield problem("procurement.no_range", f"{at}/highest", name=name)
    if cap is not None:
        yield problem("procurement.stops_counting", f"{at}/cap", WARNING, name=name, cap=cap)


def _criterion(criterion: Criterion) -> Iterator[Problem]:
    at, name = f"criteria/{criterion.id}", criterion.name
    for field in ("reason", "object_link", "control"):
        if is_blank(getattr(criterion, field)):
            yield problem("procurement.blank_in", f"{at}/{field}", name=name)
    if not criterion.is_binding:
        yield problem("procurement.not_binding", f"{at}/is_binding", name=name)
    if criterion.top < 1:
        yield problem("procurement.no_levels", f"{at}/levels", name=name)
    for level, description in enumerate(criterion.levels):
        if is_blank(description):
            yield problem("procurement.level_blank", f"{at}/levels/{level}", name=name, level=level)


def _years(model: Procurement) -> Iterator[Problem]:
    """Benefit that lasts needs a rate and a horizon, and the horizon may not go beyond what the measures tell."""
    lasting = [each for each in model.measures if each.duration_years is not None]
    if not lasting:
        return
    for name in ("horizon_years", "discount_rate"):
        if getattr(model, name) is None:
            yield problem("procurement.blank", name)
    told = max(each.duration_years.value + (each.lag_years.value if each.lag_years else 0) for each in lasting)
    if model.periods and model.horizon_years is not None:
        longest = told + model.periods[-1].year - model.periods[0].year
        if model.horizon_years > max(longest, 1):
            yield problem("procurement.horizon_beyond_data", "horizon_years", limit=longest)


def _days(model: Procurement) -> Iterator[Problem]:
    if model.first_on is not None and model.last_on is not None and not model.periods:
        yield problem("procurement.no_period", "last_on")
    if model.bids_close_at and model.opens_at and model.opens_at < model.bids_close_at:
        yield problem("procurement.opens_before_close", "opens_at")


def past_opening(model: Procurement, now: datetime) -> list[Problem]:
    """That bids would be opened at a time that has been; told while drafting, and refused at publication."""
    if model.opens_at is None or model.opens_at > now:
        return []
    return within([problem("procurement.opens_in_the_past", "opens_at")])


def _tried(model: Procurement) -> Iterator[Problem]:
    """Every model is tried on fictive bids; those made from the ranges need a price to begin from."""
    if model.estimate_sek is None and not model.test_bids:
        yield problem("procurement.untried", "test_bids")
    for bid in model.test_bids:
        yield from _unknown(bid.quantities, model.measures, f"test_bids/{bid.id}", "procurement.unknown_measure")
        yield from _unknown(bid.levels, model.criteria, f"test_bids/{bid.id}", "procurement.unknown_criterion")


def _paid(model: Procurement) -> Iterator[Problem]:
    """What is paid for must be something that is promised; a share that decides more than half is thought over."""
    terms = model.outcome_terms
    if terms is None:
        return
    yield from _unknown([terms.measure_id], model.measures, "outcome_terms", "procurement.unknown_measure")
    if terms.outcome_share > MOST_AT_RISK_SHARE:
        share = terms.outcome_share
        yield problem("procurement.much_at_risk", "outcome_terms/outcome_share", WARNING, value_share=share)


def _unknown(ids: Iterable[str], known: Iterable[Measure | Criterion], place: str, code: str) -> Iterator[Problem]:
    names = {each.id for each in known}
    return (problem(code, f"{place}/{each}", id=each) for each in ids if each not in names)
