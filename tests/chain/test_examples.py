"""The worked chains that ship with the product: readable, linked throughout, bilingual, with the figures agreed."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import chain
from chain.document import read_chain, write_chain
from chain.model import Chain, MonetisedEffect, ResourceKind, by_id, passports
from chain.references import references

FOLDER = Path(chain.__file__).parent / "examples"
FILES = {path.stem: path for path in sorted(FOLDER.glob("*.json"))}
CHAINS: dict[str, Chain] = {name: read_chain(path.read_bytes())[0] for name, path in FILES.items()}
LJUSNABY = ("I1", "I2", "I3", "I4")
REASONED = ("deadweight", "displacement", "attribution", "drop_off", "lag_years", "duration_years", "cashable_share")

COHORTS_AND_COSTS = {
    "I1": ([48, 54, 50], [459_892, 389_892, 389_892]),
    "I2": ([30, 34, 32], [1_764_995, 1_684_995, 1_704_995]),
    "I3": ([12, 12, 14], [1_607_365, 1_267_365, 1_227_365]),
    "I4": ([160, 185, 190], [2_825_173, 2_175_173, 2_175_173]),
}
# share, units, deadweight, displacement, attribution, drop-off, lag, duration, cashable, sign, price
EFFECTS = {
    "I1-B1": (0.11, 0.8, 0, 0, 0, 0.2, 1, 3, 0.3, 1, 107_000),
    "I1-B2": (0.11, 0.2, 0, 0, 0, 0.2, 1, 3, 0.3, 1, 107_000),
    "I1-B3": (0.03, 1, 0.3, 0, 0.2, 0, 1, 1, 0.2, 1, 40_500),
    "I1-B4": (0.05, 8, 0.3, 0, 0.3, 0.3, 1, 2, 0.1, 1, 3_500),
    "I1-B5": (0.02, 1, 0, 0, 0, 0, 0, 1, 1, -1, 40_500),
    "I2-B1": (0.4, 1, 0.2, 0, 0.25, 0.15, 1, 2, 0.3, 1, 58_570),
    "I2-B2": (0.02, 180, 0.25, 0, 0.5, 0, 1, 1, 0.8, 1, 5_000),
    "I2-B3": (0.08, 1, 0.3, 0, 0.5, 0.1, 5, 8, 1, 1, 75_045),
    "I2-B4": (0.04, 1, 0.3, 0.1, 0.5, 0.05, 6, 9, 1, 1, 154_260),
    "I2-B5": (0.04, 1, 0.3, 0.1, 0.5, 0.05, 6, 9, 0, 1, 240_000),
    "I2-B6": (0.1, 4, 0, 0, 0, 0, 0, 1, 1, -1, 3_500),
    "I3-B1": (0.35, 1, 0.2, 0.1, 0.3, 0.15, 1, 5, 1, 1, 75_045),
    "I3-B2": (0.2, 1, 0.2, 0.15, 0.3, 0.1, 1, 5, 1, 1, 154_260),
    "I3-B3": (0.2, 1, 0.2, 0.15, 0.3, 0.1, 1, 5, 0, 1, 240_000),
    "I3-B4": (0.6, 1.5, 0.2, 0, 0.4, 0.2, 0, 3, 0.05, 1, 2_093),
    "I3-B5": (0.02, 90, 0.3, 0, 0.5, 0, 1, 1, 0, 1, 3_976),
    "I3-B6": (1, 25, 0, 0, 0, 0, 0, 1, 0, -1, 220),
    "I3-B7": (0.6, 0.03, 0.2, 0, 0.4, 0.2, 0, 3, 0, 1, 500_000),
    "I4-B1": (0.003, 365, 0.4, 0, 0.5, 0.1, 2, 6, 0.8, 1, 2_490),
    "I4-B2": (0.04, 1, 0.4, 0, 0.4, 0, 1, 1, 0.2, 1, 40_500),
    "I4-B3": (0.03, 1, 0.4, 0, 0.5, 0.1, 4, 4, 0.3, 1, 58_570),
    "I4-B4": (0.06, 1, 0.4, 0, 0.4, 0, 1, 1, 0.2, 1, 2_044),
    "I4-B5": (0.2, 0.5, 0, 0, 0, 0, 0, 1, 0.5, -1, 2_093),
}
# number, deadweight, attribution, drop-off, duration, sign, price
LUNCHEON_CLUB = [
    (7, 0, 0.05, 0.5, 1, 1, 94),
    (7, 0, 0.05, 0.5, 1, 1, 4_964),
    (7, 0, 0.05, 0.5, 1, 1, 7_220),
    (90, 0, 0.1, 0.1, 5, 1, 19),
    (16, 0.1, 0.35, 0, 1, 1, 48.25),
    (14, 1, 0, 0, 2, 1, 34),
    (4, 0.7, 0.1, 0.35, 1, 1, 162.5),
    (275, 0.05, 0, 0.05, 3, -1, 5),
]

every_example = pytest.mark.parametrize("name", FILES)


def test_the_examples_are_these():
    assert set(FILES) == {*LJUSNABY, "wheels-to-meals"}


@every_example
def test_document_reads_without_problems_and_is_canonical(name):
    text = FILES[name].read_text(encoding="utf-8")
    read, problems = read_chain(text)
    assert problems == []
    assert read.id == name
    assert write_chain(read) == text


def _texts(held: object, place: str) -> Iterator[tuple[str, dict]]:
    if isinstance(held, dict) and held.keys() == {"sv", "en"}:
        yield place, held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from _texts(value, f"{place}/{key}")
    elif isinstance(held, list | tuple):
        for number, value in enumerate(held):
            yield from _texts(value, f"{place}/{number}")


@every_example
def test_every_text_is_in_both_languages(name):
    texts = dict(_texts(CHAINS[name].model_dump(), name))
    half = [place for place, text in texts.items() if bool(text["sv"].strip()) != bool(text["en"].strip())]
    untranslated = [place for place, text in texts.items() if text["sv"] and text["sv"] == text["en"]]
    assert (half, untranslated) == ([], [])


@every_example
def test_what_a_reader_asks_is_written(name):
    example = CHAINS[name]
    told = (example.need, example.purpose, example.target_group, example.responsible_unit, example.evidence)
    assert all(told)
    assert example.learning
    assert example.risks
    assert all(s.involved and (s.included or s.exclusion_reason) for s in example.stakeholders)
    assert all(i.data_source and i.measured_when and i.baseline for i in example.indicators)
    assert all(a.description for a in example.activities)
    assert all(o.description for o in example.outcomes)


@every_example
def test_every_deduction_has_its_reason(name):
    missing = [
        f"{effect.id}/{field}"
        for effect in CHAINS[name].effects
        for field in REASONED
        if not getattr(effect, field).reason
    ]
    assert missing == []


@every_example
def test_every_number_says_where_it_comes_from_and_who_wrote_it(name):
    silent = [place for place, p in passports(CHAINS[name]) if not (p.source and p.author and p.noted_on)]
    assert silent == []


def test_places_of_one_figure_hold_one_number():
    found = defaultdict(list)
    for name, example in CHAINS.items():
        for _, passport in passports(example):
            if passport.figure_id:
                found[name, passport.figure_id].append((passport.value, passport.low, passport.high))
    assert found
    assert all(len(values) > 1 and len(set(values)) == 1 for values in found.values())


@every_example
def test_nothing_hangs_loose(name):
    example = CHAINS[name]
    used = defaultdict(set)
    for reference in references(example):
        used[reference.target_kind].add(reference.target_id)
    for kind in ("resources", "activities", "outputs", "proxies", "actors"):
        assert set(by_id(getattr(example, kind))) == used[kind], kind
    assert all(activity.resource_ids for activity in example.activities)
    assert all(output.activity_ids for output in example.outputs)
    assert all(o.output_ids or o.outcome_ids for o in example.outcomes)
    assert all(o.stakeholder_id for o in example.outcomes)


@every_example
def test_every_outcome_has_a_price_or_says_why_not(name):
    example = CHAINS[name]
    priced = {effect.outcome_id for effect in example.effects}
    assert {o.id for o in example.outcomes if o.valued} == priced
    assert all(o.not_valued_reason for o in example.outcomes if not o.valued)
    assert any(not o.positive for o in example.outcomes)


def test_the_interventions_share_one_goal_register():
    assert len({CHAINS[name].goals for name in LJUSNABY}) == 1
    served = {goal for name in LJUSNABY for outcome in CHAINS[name].outcomes for goal in outcome.goal_ids}
    assert served == set(by_id(CHAINS["I1"].goals))


def _net_cost(example: Chain) -> list[float]:
    years = range(example.start_year, example.end_year + 1)
    signed = [(-1 if r.kind is ResourceKind.INCOME else 1, r.amounts.values) for r in example.resources]
    return [sum(sign * values[year] for sign, values in signed) for year in years]


@pytest.mark.parametrize("name", LJUSNABY)
def test_cohorts_and_costs(name):
    example = CHAINS[name]
    cohorts, costs = COHORTS_AND_COSTS[name]
    assert (example.start_year, example.end_year) == (2023, 2025)
    assert [example.cohorts.values[year] for year in (2023, 2024, 2025)] == cohorts
    assert _net_cost(example) == costs
    assert all(r.amounts.price_year == 2024 and min(r.amounts.values.values()) >= 0 for r in example.resources)


def _figures(example: Chain, effect: MonetisedEffect) -> tuple[float, ...]:
    price = by_id(example.proxies)[effect.proxy_id].price
    numbers = [getattr(effect, field).value for field in REASONED]
    return (effect.quantity.share.value, effect.quantity.units.value, *numbers, effect.sign, price.value)


def test_effects_of_ljusnaby():
    found = {effect.id: _figures(CHAINS[name], effect) for name in LJUSNABY for effect in CHAINS[name].effects}
    assert found == EFFECTS


def test_special_rows_of_ljusnaby():
    effects = {effect.id: effect for name in LJUSNABY for effect in CHAINS[name].effects}
    assert {e.id for e in effects.values() if e.measured_against_comparison} == {"I1-B1", "I1-B2"}
    assert {e.id for e in effects.values() if not e.in_base_case} == {"I3-B7"}
    counterparts = {e.id: e.transfer_counterpart_id for e in effects.values() if e.transfer_counterpart_id}
    assert counterparts == {"I2-B3": "individ", "I3-B1": "individ"}
    assert effects["I1-B1"].quantity.share.figure_id == effects["I1-B2"].quantity.share.figure_id == "I1-effect-size"


def test_luncheon_club():
    example = CHAINS["wheels-to-meals"]
    prices = {proxy.id: proxy.price.value for proxy in example.proxies}
    rows = [
        (
            e.quantity.number.value,
            e.deadweight.value,
            e.attribution.value,
            e.drop_off.value,
            e.duration_years.value,
            e.sign,
        )
        for e in example.effects
    ]
    assert [(*row, prices[e.proxy_id]) for row, e in zip(rows, example.effects, strict=True)] == LUNCHEON_CLUB
    assert {(e.displacement.value, e.lag_years.value) for e in example.effects} == {(0, 0)}
    contract, time = example.resources[0], example.resources[1]
    assert (contract.amounts.total(), time.hours.total() * time.hourly_cost.value) == (24_375, 18_000)
    assert [r.valued for r in example.resources] == [True, True, False, False]
