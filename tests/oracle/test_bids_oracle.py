"""The evaluation of bids against a second, stupid one in fractions."""

from fractions import Fraction

from hypothesis import given, settings

from sroi.procurement.evaluate import scored
from tests.laws.procurements import contests
from tests.oracle import naive_bids

NEAR = Fraction(1, 10**6)


def plain(number) -> Fraction:
    return Fraction(str(number))


def as_told(measure) -> dict:
    told = {
        name: plain(getattr(measure, name).value) for name in ("unit_value", "deadweight", "attribution", "drop_off")
    }
    limits = {
        name: None if getattr(measure, name) is None else plain(getattr(measure, name)) for name in ("highest", "cap")
    }
    lasts = measure.duration_years is not None
    years = (
        {"duration": int(measure.duration_years.value), "lag": int(measure.lag_years.value)}
        if lasts
        else {"duration": None}
    )
    return told | limits | years


@given(contests(least=1))
@settings(max_examples=60, deadline=None)
def test_every_term_is_the_same(contest):
    model, bids, judged = contest
    lines = {line.bid_id: line for line in scored(model, bids, judged)}
    levels = {(each.bid_id, each.criterion_id): each.level for each in judged}
    for bid in bids:
        line, promised = lines[bid.id], {each.measure_id: each.quantities for each in bid.promises}
        value = Fraction(0)
        for measure in model.measures:
            units = [None if each is None else plain(each) for each in promised[measure.id]]
            value += naive_bids.value_of(as_told(measure), units, plain(model.discount_rate), model.horizon_years)
        assert abs(Fraction(line.value) - value) <= NEAR * max(1, value)
        lowered = sum(
            naive_bids.half_up(plain(each.most_sek) * levels[bid.id, each.id] / 3, plain(model.rounding_sek))
            for each in model.criteria
        )
        assert sum(Fraction(each.deduction) for each in line.criteria) == lowered
        by_value = naive_bids.half_up(plain(model.value_weight) * Fraction(line.value), plain(model.rounding_sek))
        assert Fraction(line.comparison) == plain(bid.price_sek) - by_value - lowered


@given(contests())
@settings(max_examples=40, deadline=None)
def test_the_order_is_the_same(contest):
    model, bids, judged = contest
    lines = scored(model, bids, judged)
    told = [{"id": line.bid_id, "comparison": line.comparison, "price": line.price} for line in lines]
    assert naive_bids.order(told) == [line.bid_id for line in lines]
