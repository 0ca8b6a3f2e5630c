"""Procurements of any shape, with bids that are sound."""

from datetime import date

from hypothesis import strategies as st

from chain.assumption import Assumption
from chain.period import Every
from chain.procurement.bid import Judgement
from chain.procurement.model import Criterion
from chain.text import Text
from tests.chain.offers import bid, measure, model

SHARES = st.integers(0, 10).map(lambda tenth: tenth / 10)
QUANTITIES = st.one_of(st.none(), st.integers(0, 60).map(float), st.integers(0, 600).map(lambda tenth: tenth / 10))


@st.composite
def measures(draw, id_: str):
    """A measure, plain or with benefit that lasts, perhaps with a cap."""
    more = {"highest": draw(st.sampled_from((50.0, 1e6))), "cap": draw(st.sampled_from((None, 30.0)))}
    more |= {name: Assumption(value=draw(SHARES)) for name in ("deadweight", "attribution", "drop_off")}
    if draw(st.booleans()):
        more |= {"duration_years": Assumption(value=float(draw(st.integers(1, 6))))}
        more |= {"lag_years": Assumption(value=float(draw(st.integers(0, 2))))}
    return measure(id_, float(draw(st.integers(1, 500_000))), **more)


@st.composite
def procurements(draw):
    """A model of up to three measures, two criteria and three yearly periods."""
    years = draw(st.integers(1, 3))
    criteria = tuple(
        Criterion(id=f"U{n}", name=Text(), most_sek=float(draw(st.integers(0, 10**6))), levels=(Text(),) * 4)
        for n in range(draw(st.integers(0, 2)))
    )
    return model(
        *(draw(measures(f"M{n}")) for n in range(draw(st.integers(1, 3)))),
        criteria=criteria,
        every=Every.YEAR,
        first_on=date(2026, 1, 1),
        last_on=date(2025 + years, 12, 31),
        value_weight=draw(st.integers(0, 20)) / 10,
        rounding_sek=draw(st.sampled_from((0.01, 1.0, 1000.0))),
        discount_rate=draw(st.sampled_from((0.0, 0.03))),
        horizon_years=draw(st.integers(1, 8)),
    )


@st.composite
def contests(draw, least: int = 2):
    """A model, bids on it, and how they are judged."""
    procurement = draw(procurements())
    periods = len(procurement.periods)
    bids = []
    for n in range(draw(st.integers(least, 5))):
        told = (tuple(draw(QUANTITIES) for _ in range(periods)) for _ in procurement.measures)
        bids.append(bid(procurement, f"B{n}", float(draw(st.integers(1, 10**7))), *told))
    judged = [
        Judgement(bid_id=each.id, criterion_id=criterion.id, level=draw(st.integers(0, 3)), motive=Text(sv="x"))
        for each in bids
        for criterion in procurement.criteria
    ]
    return procurement, bids, judged
