"""The bridge between kept versions: many changes, an engine that has moved, ratios that are missing on the way."""

from math import fsum
from types import MappingProxyType

import pytest

from chain.assumption import Series
from chain.canonical import canonical
from sroi.bridge import MOST_SINGLE, bridge
from sroi.changes import GROUPS
from sroi.discounting import KPI, Index
from sroi.frozen import FrozenVersion, Record
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.golden.examples import example
from tests.spec.small import by_year, chain, effect, money
from tests.sroi.kept import version

I1, I3 = example("I1"), example("I3")


def halved(chain, *names: str):
    """The chain with these deductions halved in every effect."""
    effects = tuple(
        each.model_copy(
            update={
                name: (figure := getattr(each, name)).model_copy(update={"value": figure.value / 2, "figure_id": None})
                for name in names
            }
        )
        for each in chain.effects
    )
    return chain.model_copy(update={"effects": effects})


def steps_of(one, other, figure="ratio"):
    found = bridge(one, other).of("society", figure)
    assert fsum((found.start, *(step.amount for step in found.steps), found.rounding)) == found.end
    return found


def test_few_changes_are_told_one_by_one_and_many_by_group():
    few = steps_of(version(), version(SWEDISH_PUBLIC_SECTOR.model_copy(update={"discount_rate": 0.04})))
    assert [step.changes[0].place for step in few.steps] == ["settings/discount_rate"]
    many = steps_of(version(chain=I3), version(chain=halved(I3, "deadweight", "attribution", "drop_off")))
    groups = [step.group for step in many.steps]
    assert groups == [group for group in GROUPS if group in groups]
    assert set(groups) >= {"deductions", "timing"}
    assert sum(len(step.changes) for step in many.steps) > MOST_SINGLE


def test_without_a_moved_engine_there_is_no_step_for_it():
    assert "engine" not in [step.group for step in steps_of(version(chain=I1), version(chain=I3)).steps]


def test_a_moved_engine_is_a_step_of_its_own_and_the_kept_figures_stand():
    old, new = version(), version(chain=halved(I3, "deadweight"))
    record = old.record.model_dump(mode="json") | {"engine_version": "0.9"}
    figures = old.figures | {"society": old.figures["society"] | {"ratio": 2.0}}
    kept = FrozenVersion(Record.model_validate(record), canonical(record), old.chain_json, canonical(figures))
    found = steps_of(kept, new)
    assert (found.start, found.end) == (2.0, new.result.society.ratio)
    [engine] = [step.amount for step in found.steps if step.group == "engine"]
    assert engine == pytest.approx(old.result.society.ratio - 2.0)


def test_a_ratio_that_is_missing_half_way_takes_the_changes_together():
    paid = lambda name, amount: money(by_year(amount), name=name)  # noqa: E731
    one = chain(effect(), resources=(paid("R1", 1000.0),))
    other = chain(effect(), resources=(paid("R2", 2000.0),))
    found = steps_of(version(chain=one), version(chain=other))
    [step] = found.steps
    assert (step.group, len(step.changes), step.amount) == ("resources", 2, pytest.approx(-0.5))
    assert bridge(version(chain=one), version(chain=other)).grouped


def test_where_an_end_has_no_ratio_there_is_no_bridge_for_it_but_one_for_the_money():
    unpaid = chain(effect(), resources=())
    found = bridge(version(chain=unpaid), version(chain=chain(effect())))
    assert found.of("society", "ratio") is None
    assert found.of("society", "investment").end == 1000.0


def test_one_number_in_several_places_is_one_change():
    shared = lambda value: [  # noqa: E731
        effect(f"E{n}", deadweight=None).model_copy(
            update={"deadweight": effect(deadweight=value).deadweight.model_copy(update={"figure_id": "same"})}
        )
        for n in (1, 2)
    ]
    found = steps_of(version(chain=chain(*shared(0.0))), version(chain=chain(*shared(0.5))))
    assert [len(step.changes) for step in found.steps] == [2]


def test_a_price_index_that_was_revised_is_a_change_too():
    level = KPI.values[2024]
    revised = Index(KPI.name, MappingProxyType({**KPI.values, 2024: 2 * level}), source=KPI.source)
    priced = chain(effect(), price_year=2020)
    found = steps_of(version(chain=priced), version(chain=priced, indexes={KPI.name: revised}), "value")
    assert [step.changes[0].place for step in found.steps] == ["indexes/KPI"]
    assert found.steps[0].amount == pytest.approx(1000 * level / KPI.values[2020])


def test_a_longer_series_counts_as_one_change_of_its_resource():
    first = chain(effect(), resources=(money(Series(values={2024: 1000.0})),))
    longer = chain(effect(), resources=(money(Series(values={2024: 1000.0, 2025: 500.0})),))
    found = steps_of(version(chain=first), version(chain=longer), "investment")
    assert [(step.group, step.amount) for step in found.steps] == [("resources", pytest.approx(500 / 1.03))]
