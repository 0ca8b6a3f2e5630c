"""The promises of a contract in the plan of the follow-up: who may put them there, and that nothing else follows."""

import pytest

from chain.people import MAY, Role, Wish
from chain.procurement.part import Part
from chain.procurement.state import State
from storage import operations
from storage.operations import procurement
from tests.storage.asking import codes
from tests.storage.following import volume
from tests.storage.procuring import BEFORE, LATER, READS, SIGNED, model, on_its_way, set_clock, settle
from tests.storage.samples import small_chain


@pytest.fixture
def town(store):
    set_clock(store, BEFORE)
    return settle(store)


def contracted(store, town, intervention_id: str = "T1", procurement_id: str = "P1") -> None:
    """A contract on an intervention of the town's own."""
    set_clock(store, BEFORE)
    of = model(procurement_id).model_copy(update={"intervention_id": intervention_id})
    on_its_way(store, town, of, (0, 1, 2), State.DECIDED)
    set_clock(store, LATER)
    version = procurement.load(store, town.owner, procurement_id).version
    made = procurement.sign_contract(store, town.owner, procurement_id, SIGNED, version)
    assert isinstance(made, procurement.StoredContract), made


def planned(store, town) -> list[str]:
    """The ids of the plan."""
    return [each.indicator.id for each in operations.plan_of(store, town.others["controller"], "T1").indicators]


PROCURE = {role for role in Role if Wish.PROCURE in MAY[role]}
PLAN = {role for role in Role if Wish.PLAN in MAY[role]}


def test_whoever_procures_or_plans_may_and_nobody_else(store, town):
    operations.create(store, town.local, small_chain("T1"))
    contracted(store, town)
    for role in sorted(READS - PROCURE - PLAN):
        found = procurement.follow_promises(store, town.others[role], "P1", "sv")
        assert codes(found) == ("storage.not_for_role",), role
    for who, each in town.strangers.items():
        assert codes(procurement.follow_promises(store, each, "P1", "sv")) == ("procurement.gone",), who
    assert planned(store, town) == []
    for role in sorted(PROCURE | PLAN):
        made = procurement.follow_promises(store, town.others[role], "P1", "sv")
        assert [each.indicator.id for each in made] == planned(store, town) == ["P1.anstallning", "P1.utbildning"], role


def test_what_is_put_in_follows_from_the_contract_and_a_procurer_can_plan_nothing_else(store, town):
    operations.create(store, town.local, small_chain("T1"))
    contracted(store, town)
    procurement.appoint(store, town.owner, "P1", Part.SUPPLIER, town.supplier.who)
    procurement.follow_promises(store, town.owner, "P1", "en")
    there = operations.plan_of(store, town.others["controller"], "T1")
    jobs = there.indicators[0].indicator
    assert (jobs.owner, jobs.reviewer, jobs.unit) == (
        town.supplier.who,
        town.controller.who,
        "A person employed for at least 6 months in a row",
    )
    assert sum(each.value for each in there.targets) == 45 + 18
    assert codes(operations.plan_indicators(store, town.owner, "T1", [volume("X1")])) == ("storage.not_for_role",)
    assert codes(operations.set_target(store, town.owner, "T1", there.targets[0])) == ("storage.not_for_role",)


def test_without_a_contract_or_an_intervention_of_its_own_there_is_nothing_to_put_in(store, town):
    operations.create(store, town.local, small_chain("T1"))
    on_its_way(store, town, model("P2").model_copy(update={"intervention_id": "T1"}), (0,), State.DECIDED)
    assert codes(procurement.follow_promises(store, town.owner, "P2", "sv")) == ("procurement.no_contract_yet",)
    contracted(store, town, "", "P3")
    assert codes(procurement.follow_promises(store, town.owner, "P3", "sv")) == ("procurement.no_intervention",)
    assert planned(store, town) == []
