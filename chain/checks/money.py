"""Who gains, who loses, and whether the money can really leave a budget."""

from collections.abc import Iterator

from chain.checks.rule import ERROR, WARNING, Seen, at, label, rule
from chain.model import CostBasis, DirectNumber, Level, MonetisedEffect, Proxy, ShareOfCohort, Span, YearlyProfile

HIGHEST_AVERAGE_SHARE = 0.5


def _with_price(seen: Seen) -> Iterator[tuple[MonetisedEffect, Proxy]]:
    for effect in seen.chain.effects:
        if effect.proxy_id in seen.proxies:
            yield effect, seen.proxies[effect.proxy_id]


def _level(seen: Seen, effect: MonetisedEffect) -> Level | None:
    return seen.actors[effect.actor_id].level if effect.actor_id in seen.actors else None


def _cashable(effect: MonetisedEffect) -> float:
    return effect.cashable_share.value if effect.cashable_share else 0.0


@rule("effect.sign_against_outcome", WARNING, "SROI principle 2: negative outcomes count as negative")
def sign_against_outcome(seen: Seen):
    """A change for the worse counted as a gain, and nobody on the other side."""
    for effect in seen.chain.effects:
        outcome = seen.outcomes.get(effect.outcome_id)
        is_one_sided = effect.transfer_counterpart_id is None
        if outcome is not None and not outcome.positive and effect.sign == 1 and is_one_sided:
            yield at(f"effects/{effect.id}/sign", outcome=label(outcome))


@rule("effect.counterpart_is_actor", ERROR, "a transfer goes from one to another")
def counterpart_is_actor(seen: Seen):
    """Someone pays a transfer to themselves."""
    for effect in seen.chain.effects:
        if effect.actor_id is not None and effect.actor_id == effect.transfer_counterpart_id:
            yield at(f"effects/{effect.id}/transfer_counterpart_id")


@rule("effect.transfer_without_counterpart", WARNING, "transfers stand with both signs")
def transfer_without_counterpart(seen: Seen):
    """A transfer that one gains and nobody loses."""
    for effect, proxy in _with_price(seen):
        is_transfer = proxy.basis is CostBasis.TRANSFER and effect.transfer_counterpart_id is None
        if is_transfer and not any(_answers(effect, other) for other in seen.chain.effects):
            yield at(f"effects/{effect.id}/transfer_counterpart_id", price=label(proxy))


def _answers(effect: MonetisedEffect, other: MonetisedEffect) -> bool:
    """Whether the other row is the opposite side of a transfer written as two rows."""
    is_same = (other.proxy_id, other.outcome_id) == (effect.proxy_id, effect.outcome_id)
    return is_same and other.sign != effect.sign and other.actor_id != effect.actor_id


@rule("effect.tax_to_municipality", WARNING, "income equalisation takes most of a municipality's gained tax")
def tax_to_municipality(seen: Seen):
    """A tax gain credited to a municipality."""
    for effect, proxy in _with_price(seen):
        if proxy.basis is CostBasis.TAX and _level(seen, effect) is Level.MUNICIPALITY and effect.sign == 1:
            yield at(f"effects/{effect.id}/actor_id", actor=label(seen.actors[effect.actor_id]))


@rule("effect.cashable_not_public", WARNING, "cashable money is money that leaves a public budget")
def cashable_not_public(seen: Seen):
    """Cashable money for someone without a public budget."""
    for effect in seen.chain.effects:
        actor = seen.actors.get(effect.actor_id)
        if actor is not None and not actor.is_public and _cashable(effect) > 0:
            yield at(f"effects/{effect.id}/cashable_share", actor=label(actor))


@rule("effect.welfare_as_cash", WARNING, "a welfare value is worth, not money in a budget")
def welfare_as_cash(seen: Seen):
    """A welfare value said to be cashable for a public actor."""
    for effect, proxy in _with_price(seen):
        actor = seen.actors.get(effect.actor_id)
        if proxy.basis is CostBasis.WELFARE and actor is not None and actor.is_public and _cashable(effect) > 0:
            yield at(f"effects/{effect.id}/cashable_share", price=label(proxy))


@rule("effect.average_as_saving", WARNING, "typical mistake: average cost treated as saving")
def average_as_saving(seen: Seen):
    """More than half of an average cost said to be cashable."""
    for effect, proxy in _with_price(seen):
        is_average = proxy.basis is CostBasis.AVERAGE and effect.sign == 1
        if is_average and _cashable(effect) > HIGHEST_AVERAGE_SHARE:
            place = f"effects/{effect.id}/cashable_share"
            yield at(place, price=label(proxy), cashable_share=_cashable(effect), limit_share=HIGHEST_AVERAGE_SHARE)


@rule("effect.other_payer", WARNING, "gains are booked with the one who would have paid")
def other_payer(seen: Seen):
    """The gain is credited to someone else than the price's payer."""
    for effect, proxy in _with_price(seen):
        payer, actor = seen.actors.get(proxy.payer_id), seen.actors.get(effect.actor_id)
        if payer is not None and actor is not None and payer.id != actor.id:
            yield at(f"effects/{effect.id}/actor_id", actor=label(actor), payer=label(payer))


@rule("effect.lifetime_repeated", ERROR, "critics of price-tag models: lifetime sums")
def lifetime_repeated(seen: Seen):
    """A price for a whole life counted again every year."""
    for effect, proxy in _with_price(seen):
        years = effect.duration_years.value if effect.duration_years else 0
        if proxy.span is Span.LIFETIME and years > 1 and not isinstance(effect.quantity, YearlyProfile):
            yield at(f"effects/{effect.id}/duration_years", price=label(proxy), value=years)


@rule("effect.negative_quantity", WARNING, "a cost is marked as a cost, not written as a negative number")
def negative_quantity(seen: Seen):
    """A negative number of units."""
    for effect in seen.chain.effects:
        match effect.quantity:
            case DirectNumber(number=figure) if figure.value < 0:
                yield at(f"effects/{effect.id}/quantity/number")
            case ShareOfCohort(units=figure) if figure.value < 0:
                yield at(f"effects/{effect.id}/quantity/units")
            case YearlyProfile(units=series) if min(series.values.values(), default=0) < 0:
                yield at(f"effects/{effect.id}/quantity/units")


@rule("effect.before_start", WARNING, "an effect cannot come before the intervention")
def before_start(seen: Seen):
    """A yearly profile that begins before the programme."""
    for effect in seen.chain.effects:
        if isinstance(effect.quantity, YearlyProfile):
            profile = effect.quantity.units.values.items()
            years = tuple(sorted(year for year, units in profile if units and year < seen.chain.start_year))
            if years:
                yield at(f"effects/{effect.id}/quantity/units", years=years, start_year=seen.chain.start_year)
