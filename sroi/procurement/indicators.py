"""Promises of the winning bid as indicators of the follow-up: what was scored is what is measured."""

from collections.abc import Iterator

from chain.measurement import Focus, PlannedIndicator, Rule, Target
from chain.period import periods
from chain.procurement.model import Measure, Procurement
from chain.text import Text
from sroi.procurement.evaluate import Line, MeasureTerm
from sroi.procurement.exact import total
from sroi.procurement.kept import Commitments

Plan = tuple[tuple[PlannedIndicator, ...], tuple[Target, ...]]


LONGEST_ID = 64
OWN_ID = 8
"""How much of a procurement's id begins those of its indicators."""


def indicators(
    model: Procurement, line: Line | Commitments, language: str, owner: str = "", reviewer: str = "", within: str = ""
) -> Plan:
    """One indicator for each scored promise, with its targets; units are written in `language`.

    A measure followed up as often as promises are given gets their quantities, period by period; one followed up more
    or less often is counted so far, with the promised sum where a period of promises ends with one of the follow-up.
    `owner` is who reports at the supplier, `reviewer` who checks at the buyer, people by id. `within` begins the ids,
    so that promises of several contracts have a place in one plan.
    """
    found = [(measure, _term(line, measure)) for measure in model.measures]
    plan = tuple(_indicator(measure, model, language, owner, reviewer) for measure, _ in found)
    targets = (each for measure, term in found for each in _targets(measure, model, term, line.bidder))
    own = {each.id: f"{within}{each.id}"[:LONGEST_ID] for each in model.measures}
    return (
        tuple(each.model_copy(update={"id": own[each.id]}) for each in plan),
        tuple(each.model_copy(update={"indicator_id": own[each.indicator_id]}) for each in targets),
    )


def own_prefix(procurement_id: str) -> str:
    """What the ids of a contract's indicators begin with."""
    return f"{procurement_id[:OWN_ID]}."


def _term(line: Line | Commitments, measure: Measure) -> MeasureTerm:
    return next(term for term in line.measures if term.measure_id == measure.id)


def _indicator(measure: Measure, model: Procurement, language: str, owner: str, reviewer: str) -> PlannedIndicator:
    return PlannedIndicator(
        id=measure.id,
        name=measure.name,
        focus=Focus.EFFECT,
        element=f"effects/{measure.effect_id}" if measure.effect_id else "chain",
        unit=measure.unit.into(language),
        rule=Rule.FLOW if measure.every is model.every else Rule.CUMULATIVE,
        counts=measure.counting_rule,
        every=measure.every,
        first_on=model.first_on,
        last_on=model.last_on,
        owner=owner,
        reviewer=reviewer,
        evidence=measure.evidence,
        method=Text(**{name: _with_sanction(measure, name) for name in ("sv", "en")}),
    )


def _with_sanction(measure: Measure, language: str) -> str:
    """How it is checked, and what follows when the promise is not kept."""
    return "\n\n".join(filter(None, (getattr(measure.control, language), getattr(measure.sanction, language))))


def _targets(measure: Measure, model: Procurement, term: MeasureTerm, bidder: str) -> Iterator[Target]:
    so_far = tuple(total(term.bound[: at + 1]) for at in range(len(term.bound)))
    values = term.bound if measure.every is model.every else so_far
    by_end = {period.end: value for period, value in zip(model.periods, values, strict=True)}
    for period in periods(measure.every, model.first_on, model.last_on):
        if period.end in by_end:
            value = float(by_end[period.end])
            yield Target(indicator_id=measure.id, period=period.key, value=value, decided_by=bidder)
