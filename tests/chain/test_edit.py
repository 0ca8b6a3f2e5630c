"""Changes to a chain: what is asked for and nothing else, and never a link that points at nothing."""

import pytest

from chain import edit
from chain.assumption import Assumption, Series
from chain.model import (
    KINDS,
    Activity,
    Actor,
    Chain,
    DirectNumber,
    Level,
    MonetisedEffect,
    Outcome,
    Resource,
    ShareOfCohort,
    YearlyProfile,
)
from chain.references import REFERENCES
from chain.text import Text
from tests.golden.examples import example

NAMES = ("I1", "I2", "I3", "I4")


def named(model: type, ident: str, **fields):
    """An element with its id for a name."""
    return model(id=ident, name=Text(sv=ident), **fields)


def loose_links(chain: Chain) -> set[tuple[str, str]]:
    """Links that point at nothing."""
    there = {kind: {each.id for each in getattr(chain, kind)} for kind in KINDS}
    found = set()
    for holder, fields in REFERENCES.items():
        for field, target in fields.items():
            for each in getattr(chain, holder):
                value = getattr(each, field)
                wanted = set(value if isinstance(value, tuple) else [value]) - {None}
                found |= {(f"{holder}/{each.id}/{field}", ident) for ident in wanted - there[target]}
    return found


def test_every_field_that_names_another_element_is_known_as_a_link():
    kinds = {kind: Chain.model_fields[kind].annotation.__args__[0] for kind in KINDS}
    pointing = {
        (kind, field)
        for kind, model in kinds.items()
        for field in model.model_fields
        if field.endswith(("_id", "_ids")) and field != "library_id"
    }
    assert pointing == {(kind, field) for kind, fields in REFERENCES.items() for field in fields}


@pytest.mark.parametrize("name", NAMES)
def test_removing_any_element_leaves_no_loose_link_and_every_other_element(name):
    chain = example(name)
    assert not loose_links(chain)
    for kind in KINDS:
        for each in getattr(chain, kind):
            left = edit.without_element(chain, kind, each.id)
            assert not loose_links(left)
            assert sum(len(getattr(left, one)) for one in KINDS) == sum(len(getattr(chain, one)) for one in KINDS) - 1


def test_an_actor_that_pays_gains_and_gives_is_unlinked_everywhere():
    effect = named(MonetisedEffect, "e", actor_id="a", transfer_counterpart_id="a")
    chain = Chain(
        id="c", name=Text(), start_year=2024, end_year=2024, actors=(named(Actor, "a", level=Level.STATE),),
        resources=(named(Resource, "r", kind="money", payer_id="a"),), effects=(effect,),
    )  # fmt: skip
    left = edit.without_element(chain, "actors", "a")
    assert left.effects == (named(MonetisedEffect, "e"),)
    assert left.resources[0].payer_id is None
    assert {(kind, each.id) for kind, each in edit.users_of(chain, "actors", "a")} == {
        ("resources", "r"), ("effects", "e"),
    }  # fmt: skip


def test_an_element_takes_the_place_of_the_one_with_its_id_or_comes_last():
    chain = example("I1")
    first = chain.outcomes[0].model_copy(update={"name": Text(sv="Nytt")})
    assert edit.with_element(chain, "outcomes", first).outcomes == (first, *chain.outcomes[1:])
    new = named(Outcome, edit.new_id(chain, "outcomes"))
    assert edit.with_element(chain, "outcomes", new).outcomes == (*chain.outcomes, new)


def test_a_new_id_is_free_also_after_removals():
    chain = Chain(
        id="c", name=Text(), start_year=2024, end_year=2024,
        activities=(named(Activity, "activity-1"), named(Activity, "activity-3")),
    )  # fmt: skip
    assert edit.new_id(chain, "activities") == "activity-2"
    assert edit.new_id(edit.without_element(chain, "activities", "activity-1"), "activities") == "activity-1"


@pytest.mark.parametrize(
    ("ident", "step", "order"),
    [("b", -1, "bac"), ("a", -1, "abc"), ("c", 5, "abc"), ("a", 2, "bca"), ("gone", 1, "abc")],
)
def test_moving_stays_within_the_ends(ident, step, order):
    chain = Chain(
        id="c", name=Text(), start_year=2024, end_year=2024, activities=tuple(named(Activity, one) for one in "abc")
    )
    assert "".join(each.id for each in edit.moved(chain, "activities", ident, step).activities) == order


def figure(value: float, **more) -> Assumption:
    return Assumption(value=value, figure_id="same", **more)


def test_a_shared_number_changes_everywhere_and_each_place_keeps_its_own_reason():
    reason = Text(sv="Därför")
    effects = (
        named(MonetisedEffect, "e1", deadweight=figure(0.2)),
        named(MonetisedEffect, "e2", deadweight=figure(0.2, reason=reason), attribution=Assumption(value=0.2)),
        named(MonetisedEffect, "e3", quantity=ShareOfCohort(share=figure(0.2), units=Assumption(value=1))),
        named(MonetisedEffect, "e4", quantity=DirectNumber(number=figure(0.2))),
        named(MonetisedEffect, "e5", quantity=YearlyProfile(units=Series(values={2024: 0.2}, figure_id="same"))),
    )
    chain = Chain(id="c", name=Text(), start_year=2024, end_year=2024, effects=effects)
    changed = named(MonetisedEffect, "e1", deadweight=figure(0.3, low=0.1, high=0.5))
    done = edit.with_shared_figures(edit.with_element(chain, "effects", changed), changed).effects
    assert done[1].deadweight == figure(0.3, low=0.1, high=0.5, reason=reason)
    assert done[1].attribution == Assumption(value=0.2)
    assert done[2].quantity.share.value == done[3].quantity.number.value == 0.3
    assert done[4] == effects[4], "a series cannot take the number of a single figure"


def test_a_shared_series_takes_its_years_along():
    before = Series(values={2024: 1.0}, figure_id="same", source="egen")
    after = before.model_copy(update={"values": {2024: 2.0, 2025: 3.0}})
    elements = tuple(named(Resource, one, kind="money", amounts=before) for one in "ab")
    chain = Chain(id="c", name=Text(), start_year=2024, end_year=2024, resources=elements)
    changed = elements[0].model_copy(update={"amounts": after})
    done = edit.with_shared_figures(edit.with_element(chain, "resources", changed), changed)
    assert done.resources[1].amounts == after


def test_nothing_shared_leaves_the_very_same_chain():
    chain = example("I4")
    assert edit.with_shared_figures(chain, chain.effects[0]) is chain


def test_a_chain_is_empty_until_something_is_added():
    chain = Chain(id="c", name=Text(sv="Namn"), start_year=2024, end_year=2024)
    assert edit.is_empty(chain)
    assert not edit.is_empty(edit.with_element(chain, "activities", named(Activity, "a")))
