"""The same method a second time, as plainly as possible: loops over effects, groups of starters and years; no arrays.

It shares nothing with the engine but the chain, the settings and the index table.
"""

from math import floor

from chain.model import Chain, DirectNumber, MonetisedEffect, ShareOfCohort
from sroi.discounting import INDEXES
from sroi.settings import Settings


def moved(value: float, from_year: int | None, settings: Settings) -> float:
    """A price in the price year's money."""
    if from_year is None or settings.price_year is None or from_year == settings.price_year:
        return value
    index = INDEXES[settings.index].values
    return value * index[settings.price_year] / index[from_year]


def today(amount: float, year: int, chain: Chain, settings: Settings) -> float:
    """Present value of an amount in a calendar year."""
    exponent = year - chain.start_year
    if settings.discounting == "mid_year":
        exponent += 0.5
    if settings.discounting == "end_year":
        exponent += 1
    return amount / (1 + settings.discount_rate) ** exponent


def left_after(effect: MonetisedEffect, settings: Settings) -> list[float]:
    """Share left after each of the three deductions."""
    deductions = [effect.deadweight.value, effect.displacement.value, effect.attribution.value]
    left, found = 1.0, []
    for deduction in deductions:
        left = max(0.0, left - deduction) if settings.filters == "additive" else left * (1 - deduction)
        found.append(left)
    return found


def remains(drop_off: float, year: int, settings: Settings) -> float:
    """Share of the effect that remains in effect year 0, 1, 2 …"""
    if settings.drop_off_from == "first_year":
        year += 1
    if settings.drop_off == "straight_line":
        return max(0.0, 1 - drop_off * year)
    share = 1.0
    for _ in range(year):
        share *= 1 - drop_off
    return share


def lasting(effect: MonetisedEffect, delay: int, settings: Settings, drop_off: float) -> float:
    """What there is of an effect so many years after its start; broken years by their parts."""
    whole = floor(effect.lag_years.value)
    part = effect.lag_years.value - whole
    total = 0.0
    for lag, weight in ((whole, 1 - part), (whole + 1, part)):
        year = delay - lag
        if weight > 0 and year >= 0:
            counted = min(1.0, max(0.0, effect.duration_years.value - year))
            total += weight * counted * remains(drop_off, year, settings)
    return total


def starts(effect: MonetisedEffect, chain: Chain) -> list[tuple[int, float]]:
    """Calendar year and number of starters."""
    if isinstance(effect.quantity, ShareOfCohort):
        return list(chain.cohorts.values.items())
    if effect.quantity.every_cohort:
        return [(year, 1.0) for year, size in chain.cohorts.values.items() if size]
    return [(chain.start_year, 1.0)]


def units(effect: MonetisedEffect) -> float:
    """Units per starter and year."""
    if isinstance(effect.quantity, DirectNumber):
        return effect.quantity.number.value
    return effect.quantity.share.value * effect.quantity.units.value


def by_year(
    effect: MonetisedEffect, chain: Chain, settings: Settings, drop_off: float | None = None
) -> dict[int, float]:
    """Units in each calendar year that counts."""
    drop_off = (effect.drop_off.value if effect.drop_off else 0.0) if drop_off is None else drop_off
    horizon, found = settings.horizon_years, {}
    if effect.quantity.kind == "yearly_profile":
        return {y: n for y, n in effect.quantity.units.values.items() if y - chain.start_year < horizon}
    for start, size in starts(effect, chain):
        counted_from = start if settings.horizon_from == "cohort_start" else chain.start_year
        for year in range(start, counted_from + horizon):
            amount = size * units(effect) * lasting(effect, year - start, settings, drop_off)
            found[year] = found.get(year, 0.0) + amount
    return found


def price(effect: MonetisedEffect, chain: Chain, settings: Settings) -> float:
    """Signed price of one unit in the price year's money."""
    proxy = next(proxy for proxy in chain.proxies if proxy.id == effect.proxy_id)
    return effect.sign * moved(proxy.price.value, proxy.price.price_year, settings)


def costs(chain: Chain, settings: Settings) -> list[tuple[str, int, float, bool]]:
    """(payer, calendar year, SEK, whether it is income) of every valued resource."""
    found = []
    for resource in chain.resources:
        if not resource.valued:
            continue
        if resource.amounts is not None:
            entered, unit, price_year = resource.amounts.values, 1.0, resource.amounts.price_year
        else:
            on_cost = resource.on_cost_share.value if resource.on_cost_share else 0.0
            entered, price_year = resource.hours.values, resource.hourly_cost.price_year
            unit = resource.hourly_cost.value * (1 + on_cost)
        for year, number in entered.items():
            amount = moved(number * unit, price_year, settings)
            found.append((resource.payer_id, year, amount, resource.kind.value == "income"))
    return found


def naive(chain: Chain, settings: Settings) -> dict:
    """Yearly investment, value and cashable by actor, discounted and not; the waterfall of each effect."""
    paid, gained, plain_paid, plain_gained = {}, {}, {}, {}
    programme, cashable, waterfalls = {}, {}, {}
    public = {actor.id for actor in chain.actors if actor.is_public}
    for payer, year, amount, is_income in costs(chain, settings):
        counts = settings.costs_after_horizon == "kept" or year - chain.start_year < settings.horizon_years
        discounted = today(amount, year, chain, settings)
        if is_income and settings.income == "benefit":
            if counts:
                _add(gained, payer, year, discounted)
                _add(plain_gained, payer, year, amount)
                if payer in public:
                    _add(cashable, payer, year, discounted)
            continue
        sign = -1 if is_income else 1
        weighed = discounted if settings.investment_discounted else amount
        _add(programme, payer, year, sign * weighed)
        if counts:
            _add(paid, payer, year, sign * weighed)
            _add(plain_paid, payer, year, sign * amount)
    for effect in chain.effects:
        if not (effect.in_base_case or settings.with_optional):
            continue
        left, money = left_after(effect, settings), price(effect, chain, settings)
        flows = by_year(effect, chain, settings)
        for year, number in flows.items():
            value = number * money * left[-1]
            discounted = today(value, year, chain, settings)
            share = effect.cashable_share.value if effect.cashable_share else 0.0
            late = effect.cashable_from_year is not None and year < effect.cashable_from_year
            for actor, side in ((effect.actor_id, 1), (effect.transfer_counterpart_id, -1)):
                if actor is None:
                    continue
                _add(gained, actor, year, side * discounted)
                _add(plain_gained, actor, year, side * value)
                if actor in public and not late:
                    _add(cashable, actor, year, side * discounted * share)
        waterfalls[effect.id] = _waterfall(effect, chain, settings, left, money, flows)
    return {
        "paid": paid, "gained": gained, "plain_paid": plain_paid, "plain_gained": plain_gained,
        "programme": programme, "cashable": cashable, "waterfalls": waterfalls,
    }  # fmt: skip


def _add(table: dict, actor: str, year: int, amount: float) -> None:
    table[actor, year] = table.get((actor, year), 0.0) + amount


def _waterfall(effect, chain, settings, left, money, flows) -> list[float]:
    """Level after each step: gross, three deductions, drop-off, present value."""
    without_drop_off = settings.model_copy(update={"drop_off_from": "second_year"})
    gross = sum(by_year(effect, chain, without_drop_off, drop_off=0.0).values()) * money
    lasting_value = sum(flows.values()) * money * left[-1]
    present = sum(today(number * money * left[-1], year, chain, settings) for year, number in flows.items())
    return [gross, *(gross * share for share in left), lasting_value, present]


def total(table: dict, actors: set[str], years=None) -> float:
    """Sum of a table over actors and years."""
    return sum(amount for (actor, year), amount in table.items() if actor in actors and (not years or year in years))


def naive_payback(paid: list[float], gained: list[float], settings: Settings) -> float | None:
    """Payback in years by the settings' rule, year by year."""
    invested = sum(paid)
    if invested <= 0:
        return None
    if settings.payback == "annual_value":
        first = next((amount for amount in gained if amount != 0), 0.0)
        if first <= 0 or invested / first > settings.horizon_years:
            return None
        return invested / first
    for year in range(len(paid)):
        ends = [sum(gained[: later + 1]) - sum(paid[: later + 1]) for later in range(year, len(paid))]
        if all(end >= -1e-9 * invested for end in ends):
            if settings.payback == "whole_year":
                return year + 1
            if year == 0:
                return paid[0] / gained[0] if gained[0] > 0 else 0.0
            missing = sum(paid[:year]) - sum(gained[:year])
            return year + missing / (gained[year] - paid[year])
    return None
