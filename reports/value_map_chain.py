"""From the rows of a Value Map to a chain: one actor a stakeholder, one effect a priced row, nothing made up."""

from collections.abc import Iterable
import re

from chain.assumption import Assumption, Series
from chain.model import (
    Activity,
    Actor,
    Chain,
    Claim,
    DirectNumber,
    Indicator,
    Level,
    MonetisedEffect,
    Outcome,
    Output,
    Proxy,
    Resource,
    ResourceKind,
    Stakeholder,
)
from chain.problem import Severity, problem
from reports.value_map_builder import Builder, made
from reports.value_map_headers import plain
from reports.value_map_numbers import SHARES
from reports.value_map_rows import MapRow
from reports.value_map_words import EVALUATIVE, OTHER_LEVELS, PUBLIC_LEVELS, RESOURCE_KINDS

_YEARS = re.compile(r"\b(19[0-9]{2}|20[0-9]{2}|21[0-9]{2})\b")


def build(builder: Builder, rows: Iterable[MapRow]) -> Chain:
    """The chain in a map. Guesses are written to the builder, problems are those of the rows."""
    start, end = _period(builder)
    for row in rows:
        _add_row(builder, row, start)
    resources = tuple(builder.resources)
    activity = Activity(
        id="A1", name=builder.text(_activity_name(builder)), resource_ids=tuple(r.id for r in resources)
    )
    outputs = tuple(output.model_copy(update={"activity_ids": (activity.id,)}) for output in builder.outputs.values())
    return Chain(
        id="value-map",
        name=builder.text(_activity_name(builder)),
        purpose=builder.text(builder.about.get("objectives", "")),
        responsible_unit=builder.text(builder.about.get("organisation", "")),
        claim=_claim(builder),
        start_year=start,
        end_year=end,
        actors=tuple(builder.actors.values()),
        stakeholders=tuple(builder.stakeholders.values()),
        resources=resources,
        activities=(activity,),
        outputs=outputs,
        outcomes=tuple(builder.outcomes.values()),
        indicators=tuple(builder.indicators.values()),
        proxies=tuple(builder.proxies.values()),
        effects=tuple(builder.effects),
    )


def _activity_name(builder: Builder) -> str:
    about = builder.about
    return about.get("activity") or about.get("organisation") or builder.header.page.name


def _period(builder: Builder) -> tuple[int, int]:
    """The first and last year named in the heading block; this year when there is none."""
    named = " ".join(builder.about.get(name, "") for name in ("period", "activity"))
    years = [int(year) for year in _YEARS.findall(named)]
    place = builder.header.page.name
    if not years:
        builder.guesses.append(problem("value_map.no_year", place, Severity.NOTE, year=builder.this_year))
        return builder.this_year, builder.this_year
    builder.guesses.append(problem("value_map.year", place, Severity.NOTE, year=min(years), found=named))
    return min(years), max(years)


def _claim(builder: Builder) -> Claim:
    said = plain(builder.about.get("claim", "")).split()
    return Claim.EVALUATIVE if set(said) & set(EVALUATIVE) else Claim.FORECAST


def _add_row(builder: Builder, row: MapRow, start: int) -> None:
    name = row.words["stakeholder"]
    actor = _actor(builder, row, name) if name else None
    if row.has_input and (row.words["input"] or row.numbers["input_value"]):
        _add_resource(builder, row, actor, start)
    if not row.words["outcome"]:
        return
    outcome = _outcome(builder, row)
    if row.words["indicator"]:
        _indicator(builder, row, outcome)
    if row.is_priced and row.numbers["price"] is not None:
        _add_effect(builder, row, outcome, actor)


def _actor(builder: Builder, row: MapRow, name: str) -> Actor:
    def make(number: int) -> Actor:
        level = _first_match(name, (*PUBLIC_LEVELS, *OTHER_LEVELS)) or "others"
        where = builder.header.page.address(row.line, builder.header.columns.get("stakeholder", 0))
        builder.guesses.append(problem("value_map.level", where, Severity.NOTE, name=name, level=Level(level)))
        return Actor(id=f"actor-{number}", name=builder.text(name), level=Level(level))

    actor = made(builder.actors, name.casefold(), make)
    size = row.numbers["group_size"]
    figure = None if size is None else builder.figure(row, "group_size", size)
    made(builder.stakeholders, name.casefold(), lambda number: Stakeholder(
        id=f"stakeholder-{number}", name=builder.text(name), actor_id=actor.id, group_size=figure))  # fmt: skip
    return actor


def _first_match(words: str, families: Iterable[tuple[str, tuple[str, ...]]]) -> str | None:
    said = plain(words)
    return next((name for name, names in families if any(_is_said(said, each) for each in names)), None)


def _is_said(said: str, name: str) -> bool:
    if name.startswith("*"):
        return name.strip("*") in said
    if name.endswith("*"):
        return any(word.startswith(name[:-1]) for word in said.split())
    return f" {name} " in f" {said} "


def _add_resource(builder: Builder, row: MapRow, actor: Actor | None, start: int) -> None:
    value, words = row.numbers["input_value"], row.words["input"]
    kind = ResourceKind(_first_match(words, RESOURCE_KINDS) or "money")
    name = words or (actor.name.into(builder.language) if actor else "")
    value = 0.0 if value is None and builder.fill else value
    amounts = None
    if value is not None:
        figure = builder.figure(row, "input_value", value)
        amounts = Series(values={start: value}, note=figure.note)
    number = len(builder.resources) + 1
    payer = actor.id if actor else None
    builder.resources.append(
        Resource(id=f"resource-{number}", name=builder.text(name), kind=kind, payer_id=payer, amounts=amounts)
    )


def _outcome(builder: Builder, row: MapRow) -> Outcome:
    stakeholder = builder.stakeholders.get(row.words["stakeholder"].casefold())
    key = (row.words["stakeholder"].casefold(), row.words["outcome"].casefold())
    words = row.words["outputs"]
    output = (
        made(builder.outputs, words.casefold(), lambda n: Output(id=f"output-{n}", name=builder.text(words)))
        if words
        else None
    )
    outcome = made(builder.outcomes, key, lambda number: Outcome(
        id=f"outcome-{number}", name=builder.text(row.words["outcome"]),
        stakeholder_id=stakeholder.id if stakeholder else None,
        output_ids=(output.id,) if output else ()))  # fmt: skip
    if _sign(row) < 0 and outcome.positive:
        outcome = builder.outcomes[key] = outcome.model_copy(update={"positive": False})
    return outcome


def _indicator(builder: Builder, row: MapRow, outcome: Outcome) -> None:
    key = (outcome.id, row.words["indicator"].casefold())
    made(builder.indicators, key, lambda number: Indicator(
        id=f"indicator-{number}", name=builder.text(row.words["indicator"]), outcome_id=outcome.id,
        data_source=builder.text(row.words["quantity_source"])))  # fmt: skip


def _sign(row: MapRow) -> int:
    value = (row.numbers["price"] or 0) * (row.numbers["quantity"] or 0)
    price = row.numbers["price"] or 0
    return -1 if value < 0 or (value == 0 and price < 0) else 1


def _add_effect(builder: Builder, row: MapRow, outcome: Outcome, actor: Actor | None) -> None:
    """A priced row. A negative price or quantity is a cost that the intervention causes: both become positive."""
    number, sign = len(builder.effects) + 1, _sign(row)
    proxy = _proxy(builder, row)
    name = row.words["proxy"] or row.words["outcome"]
    if sign < 0:
        where = builder.header.page.address(row.line, builder.header.columns["price"])
        builder.guesses.append(problem("value_map.negative", where, Severity.NOTE, name=name))
    filters = {key: _figure(builder, row, key, row.words[f"{key}_source"]) for key in SHARES}
    duration = _figure(builder, row, "duration")
    builder.effects.append(
        MonetisedEffect(
            id=f"effect-{number}",
            name=builder.text(name),
            outcome_id=outcome.id,
            actor_id=actor.id if actor else None,
            proxy_id=proxy.id,
            quantity=_quantity(builder, row),
            sign=sign,
            **filters,
            lag_years=Assumption(value=_lag(row)),
            duration_years=duration,
        )
    )


def _lag(row: MapRow) -> float:
    """Years from the activity to the first value: the newer sheet says 2 for the period after the activity."""
    return 1.0 if row.numbers["starts"] == 2 else 0.0


def _figure(builder: Builder, row: MapRow, key: str, source: str = "") -> Assumption | None:
    value = row.numbers[key]
    if value is not None and key == "duration" and value < 0:
        value = None
    if value is None and builder.fill:
        value = 1.0 if key == "duration" else 0.0
    if value is None:
        return None
    shared = f"{key}-{row.same_as[key] + 1}" if key in row.same_as else None
    return builder.figure(row, key, value, source, shared)


def _quantity(builder: Builder, row: MapRow) -> DirectNumber | None:
    value = row.numbers["quantity"]
    if value is None:
        return DirectNumber(number=Assumption(value=0.0)) if builder.fill else None
    shared = f"quantity-{row.same_as['quantity'] + 1}" if "quantity" in row.same_as else None
    return DirectNumber(number=builder.figure(row, "quantity", abs(value), row.words["quantity_source"], shared))


def _proxy(builder: Builder, row: MapRow) -> Proxy:
    """One price each time a name, an amount and a source come together."""
    price, words, source = abs(row.numbers["price"] or 0), row.words["proxy"], row.words["price_source"]
    key = (words.casefold(), price, source.casefold())
    name = words or row.words["outcome"]
    figure = builder.figure(row, "price", price, source)
    return made(builder.proxies, key, lambda n: Proxy(id=f"price-{n}", name=builder.text(name), price=figure))
