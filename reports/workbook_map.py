"""The map: each priced change from stakeholder to present value, in the order of a Value Map; and what is put in."""

from collections.abc import Iterable

from chain.model import MonetisedEffect, Resource, YearlyProfile, by_id
from chain.text import Text
from reports.texts import text
from reports.workbook_book import FIRST_YEAR_COLUMN, Book
from reports.workbook_layout import COST as COSTS
from reports.workbook_layout import (
    DISCOUNTED,
    EFFECT_COLUMNS,
    FIRST_ROW,
    INCOME,
    PERSPECTIVES,
    RESOURCE_COLUMNS,
    Layout,
    actor_flags,
    calendar_row,
    effect_column,
    resource_column,
)
from reports.workbook_settings import convention, price_factor
from reports.workbook_sheet import Sheet, here

_NUMBER_PLACES = {
    "deadweight": "deadweight", "displacement": "displacement", "attribution": "attribution", "drop_off": "drop_off",
    "lag": "lag_years", "duration": "duration_years", "cashable_share": "cashable_share",
}  # fmt: skip
_STYLES = {"lag": "years", "duration": "years", "units": "number"}


def write_map(book: Book, layout: Layout) -> None:
    """One row an effect; every number is a formula that reads the assumptions."""
    sheet = book.sheet("map")
    sheet.widths(10, 22, 26, 26, 28, 26, 22, 30, *[12] * (len(EFFECT_COLUMNS) - 8))
    for name in ("stakeholder", "inputs", "outputs", "outcome", "indicator", "proxy", "price_source"):
        sheet.page.set_column(effect_column(name), effect_column(name), 26)
    for name in ("price", "gross", "impact", "present_value", "cashable"):
        sheet.page.set_column(effect_column(name), effect_column(name), 17)
    sheet.heads(FIRST_ROW - 1, [book.word(f"map.{name}") for name in EFFECT_COLUMNS])
    sheet.frozen(FIRST_ROW, 1)
    for row, effect in enumerate(book.numbers.effects):
        _write_words(book, sheet, FIRST_ROW + row, effect)
        _write_numbers(book, sheet, row, effect)
        _write_sums(book, sheet, layout, row, effect)
        _write_weights(book, sheet, row)
        _write_ends(book, sheet, row, effect)


def _write_words(book: Book, sheet: Sheet, row: int, effect: MonetisedEffect) -> None:
    for name, words in _words(book, effect).items():
        sheet.words(row, effect_column(name), words)


def _words(book: Book, effect: MonetisedEffect) -> dict[str, str]:
    chain = book.chain
    outcome = by_id(chain.outcomes)[effect.outcome_id]
    indicators = [each for each in chain.indicators if each.outcome_id == outcome.id]
    outputs = [each for each in chain.outputs if each.id in outcome.output_ids]
    activities = {name for each in outputs for name in each.activity_ids}
    used = {name for each in chain.activities if each.id in activities for name in each.resource_ids}
    stakeholder, actors = by_id(chain.stakeholders).get(outcome.stakeholder_id), by_id(chain.actors)
    proxy = by_id(chain.proxies)[effect.proxy_id]
    return {
        "id": effect.id,
        "stakeholder": _named(book, [stakeholder.name] if stakeholder else []),
        "inputs": _named(book, (each.name for each in chain.resources if each.id in used)),
        "outputs": _named(book, (each.name for each in outputs)),
        "outcome": _named(book, [outcome.name]),
        "indicator": _named(book, (each.name for each in indicators)),
        "indicator_source": _named(book, (each.data_source for each in indicators)),
        "effect": _named(book, [effect.name]),
        "proxy": _named(book, [proxy.name]),
        "price_source": proxy.price.source or proxy.price.url,
        "actor": _named(book, [actors[effect.actor_id].name]),
        "counterpart": _named(book, [each.name for each in chain.actors if each.id == effect.transfer_counterpart_id]),
    }


def _named(book: Book, names: Iterable[Text]) -> str:
    return "; ".join(dict.fromkeys(words for each in names if (words := each.into(book.language))))


def _write_numbers(book: Book, sheet: Sheet, row: int, effect: MonetisedEffect) -> None:
    """What is read from the assumptions, and the two prices of a unit."""
    flows, at = book.numbers.flows, FIRST_ROW + row
    columns, inputs = flows.inputs.columns, flows.inputs
    profile = isinstance(effect.quantity, YearlyProfile)
    places = {name: f"effects/{effect.id}/{field}" for name, field in _NUMBER_PLACES.items()}
    places["share"], places["units"] = f"effects/{effect.id}/quantity/share", _units_place(effect)
    for name, place in places.items():
        if profile and name in ("lag", "duration", "drop_off"):
            continue  # the profile has its own timing
        column = columns["cashable" if name == "cashable_share" else name]
        _write_read(book, sheet, at, name, place, float(column[row, 0]))
    price = f"proxies/{effect.proxy_id}/price"
    _write_read(book, sheet, at, "price", price, float(columns["price"][row, 0]))
    factor = float(inputs.price_factor[row])
    sheet.formula(at, effect_column("price_factor"), price_factor(book, book.price_years[price]), factor, "factor")
    sheet.number(at, effect_column("sign"), effect.sign)
    chain_actors = [actor.id for actor in book.chain.actors]
    sheet.number(at, effect_column("actor_number"), chain_actors.index(effect.actor_id) + 1)
    sheet.number(at, effect_column("counterpart_number"), int(inputs.counterpart[row]) + 1)
    sheet.number(at, effect_column("cashable_from"), effect.cashable_from_year, "year")


def _units_place(effect: MonetisedEffect) -> str:
    kind = effect.quantity.kind
    return f"effects/{effect.id}/quantity/" + {"share_of_cohort": "units", "direct_number": "number"}.get(kind, "none")


def _write_read(book: Book, sheet: Sheet, row: int, name: str, place: str, value: float) -> None:
    """A number that stands among the assumptions as a formula, any other as the fixed number it is."""
    style = _STYLES.get(name, "sek" if name == "price" else "share")
    if place in book.names:
        sheet.formula(row, effect_column(name), book.name(place), value, style)
    else:
        sheet.number(row, effect_column(name), value, style)


def _write_sums(book: Book, sheet: Sheet, layout: Layout, row: int, effect: MonetisedEffect) -> None:
    """Gross, what is ours of it, present value, cashable, and the weight of the effect in each perspective."""
    flows, at, years = book.numbers.flows, FIRST_ROW + row, book.sheets["years"]
    cell = {name: here(at, column) for column, name in enumerate(EFFECT_COLUMNS)}
    discounted = layout.block(DISCOUNTED) + row
    by_year = years.block((discounted, FIRST_YEAR_COLUMN), (discounted, layout.last_year))
    calendar = years.block((calendar_row("year"), FIRST_YEAR_COLUMN), (calendar_row("year"), layout.last_year))
    dw, di, at_ = cell["deadweight"], cell["displacement"], cell["attribution"]
    sums = {
        "gross": (f"{cell['sign']}*{cell['share']}*{cell['units']}*{cell['price']}*{cell['price_factor']}", "sek",
                  flows.amount),
        "left": (f"IF({convention('filters')}=1,MAX(0,MAX(0,1-{dw}-{di})-{at_}),(1-{dw})*(1-{di})*(1-{at_}))", "share",
                 flows.shares_left[2]),
        "impact": (f"{cell['gross']}*{cell['left']}", "sek", flows.impact),
        "present_value": (f"SUM({by_year})", "sek", flows.present_value),
        "cashable": (f"{cell['cashable_share']}*SUMPRODUCT(({calendar}>={cell['cashable_from']})*{by_year})", "sek",
                     flows.cashable),
    }  # fmt: skip
    for name, (formula, style, values) in sums.items():
        sheet.formula(at, effect_column(name), formula, float(values[row, 0]), style)
    if effect.in_base_case:
        sheet.number(at, effect_column("counts"), 1)
    else:
        sheet.formula(at, effect_column("counts"), convention("with_optional"), book.numbers.counted[row], "number")


def _write_weights(book: Book, sheet: Sheet, row: int) -> None:
    """+1 where the one who gains counts in a perspective, −1 where the counterpart does; 0 for what is not counted."""
    at, flows = FIRST_ROW + row, book.numbers.flows
    actor, other = here(at, effect_column("actor_number")), here(at, effect_column("counterpart_number"))
    for name in PERSPECTIVES:
        flags = actor_flags(book, name)
        side = f"INDEX({flags},{actor})-IF({other}>0,INDEX({flags},MAX({other},1)),0)"
        weight = (flows.members(book.numbers.perspective(name)) @ flows.gains)[row] * book.numbers.counted[row]
        formula = f"{here(at, effect_column('counts'))}*({side})"
        sheet.formula(at, effect_column(f"weight_{name}"), formula, float(weight), "number")


def _write_ends(book: Book, sheet: Sheet, row: int, effect: MonetisedEffect) -> None:
    """The least and the most that the price is said to be, and what a krona of it is worth in present value.

    At a price of 0 with a stated end that cannot be read off the value: then there is an error, and no range is shown.
    """
    at, place = FIRST_ROW + row, f"proxies/{effect.proxy_id}/price"
    price = by_id(book.chain.proxies)[effect.proxy_id].price
    stated = [each for each in (price.value, price.low, price.high) if each is not None]
    cell = {name: here(at, effect_column(name)) for name in ("price", "price_least", "price_most", "present_value")}
    ends = ",".join((cell["price"], *book.ends[place]))
    sheet.formula(at, effect_column("price_least"), f"MIN({ends})", min(stated), "sek")
    sheet.formula(at, effect_column("price_most"), f"MAX({ends})", max(stated), "sek")
    value = float(book.numbers.flows.present_value[row, 0])
    per_krona = value / price.value if price.value else ("#N/A" if min(stated) != max(stated) else 0.0)
    at_zero = f"IF({cell['price_least']}={cell['price_most']},0,NA())"
    formula = f"IF({cell['price']}=0,{at_zero},{cell['present_value']}/{cell['price']})"
    sheet.formula(at, effect_column("per_krona"), formula, per_krona, "number")


# --- resources -------------------------------------------------------------------------------------------------------


def write_resources(book: Book, layout: Layout) -> None:
    """One row a resource: what a krona or an hour costs in the price year's money, and what it comes to."""
    sheet = book.sheet("resources")
    sheet.widths(10, 34, 22, 8, 28, 15, 12, 12, 15, 12, 10, 10, 18, 18)
    sheet.heads(FIRST_ROW - 1, [book.word(f"resources.{name}") for name in RESOURCE_COLUMNS])
    sheet.frozen(FIRST_ROW, 2)
    for row, resource in enumerate(book.numbers.resources):
        _write_resource(book, sheet, row, resource)
        _write_resource_sums(book, sheet, layout, row)


def _write_resource(book: Book, sheet: Sheet, row: int, resource: Resource) -> None:
    flows, at = book.numbers.flows, FIRST_ROW + row
    inputs = flows.inputs
    payer = inputs.payer[row]
    words = (resource.id, resource.name.into(book.language), text(book.language, f"resource_kind.{resource.kind}"))
    for column, word in enumerate(words):
        sheet.words(at, column, word)
    sheet.number(at, resource_column("payer_number"), int(payer) + 1)
    sheet.words(at, resource_column("payer"), book.chain.actors[payer].name.into(book.language))
    unit_cost = _read(book, sheet, at, "unit_cost", f"resources/{resource.id}/hourly_cost", resource)
    on_cost = _read(book, sheet, at, "on_cost", f"resources/{resource.id}/on_cost_share", resource)
    priced = f"resources/{resource.id}/" + ("hourly_cost" if resource.amounts is None else "amounts")
    factor = price_factor(book, book.price_years[priced])
    cell = {name: here(at, column) for column, name in enumerate(RESOURCE_COLUMNS)}
    sheet.formula(
        at, resource_column("price_factor"), f"IFERROR({factor},1)", float(inputs.resource_factor[row]), "factor"
    )
    lost = any(found.place == priced and found.code == "engine.cost_not_movable" for found in inputs.problems)
    sheet.formula(at, resource_column("not_movable"), f"IF(ISERROR({factor}),1,0)", int(lost), "number")
    parts = [unit_cost, f"(1+{on_cost})" if on_cost else None, cell["price_factor"]]
    per_unit = "*".join(part for part in parts if part)
    sheet.formula(at, resource_column("per_unit"), per_unit, float(flows.money[row, 0]), "sek")
    _write_signs(book, sheet, at, row)
    for name in PERSPECTIVES:
        flag = f"INDEX({actor_flags(book, name)},{here(at, resource_column('payer_number'))})"
        counts = flows.members(book.numbers.perspective(name))[payer]
        sheet.formula(at, resource_column(f"weight_{name}"), flag, float(counts), "number")


def _read(book: Book, sheet: Sheet, row: int, name: str, place: str, resource: Resource) -> str | None:
    """The cell that reads this assumption, if the resource is counted by the hour and has it."""
    if resource.amounts is not None or place not in book.names:
        return None
    field = getattr(resource, place.rsplit("/", 1)[-1])
    sheet.formula(row, resource_column(name), book.name(place), field.value, "sek" if name == "unit_cost" else "share")
    return here(row, resource_column(name))


def _write_signs(book: Book, sheet: Sheet, at: int, row: int) -> None:
    """Income lowers the cost or is a benefit, by convention; everything else is a cost."""
    flows, benefit = book.numbers.flows, convention("income")
    if flows.inputs.is_income[row]:
        cost, gain = f"IF({benefit}=1,0,-1)", f"IF({benefit}=1,1,0)"
        sheet.formula(at, resource_column("cost_sign"), cost, float(flows.cost_sign[row]), "number")
        sheet.formula(at, resource_column("benefit_sign"), gain, float(flows.benefit_sign[row]), "number")
    else:
        sheet.number(at, resource_column("cost_sign"), 1)
        sheet.number(at, resource_column("benefit_sign"), 0)


def _write_resource_sums(book: Book, sheet: Sheet, layout: Layout, row: int) -> None:
    numbers, at, years = book.numbers, FIRST_ROW + row, book.sheets["years"]
    cost = numbers.flows.cost(numbers.flows.timeline.cost_factors)[row, 0]
    timeline = numbers.flows.timeline
    income = numbers.flows.income_value(timeline.cost_counts * timeline.discount)[row, 0]
    for name, block, value in (("cost", COSTS, cost), ("income", INCOME, income)):
        line = layout.resource_block(block) + row
        summed = f"SUM({years.block((line, FIRST_YEAR_COLUMN), (line, layout.last_year))})"
        sheet.formula(at, resource_column(name), summed, float(value), "sek")
