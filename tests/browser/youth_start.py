"""Ungdomsstart in February 2026, as it lies in the golden folder: three people, a locked forecast, a plan, 2024's
values."""

from contextlib import closing
from datetime import date
from pathlib import Path

from chain.measurement import Cell, FollowUp, Missing, Observation, PlannedIndicator
from chain.model import Direction
from chain.people import LOCAL, Acting, Grant, Role
from chain.text import Text
from storage import operations
from storage.operations import Done, MeasurementKey, StoredIndicator
from storage.store import Store, open_store
from tests.golden.test_golden_youth_start import PLAIN, case

TODAY = date(2026, 2, 14)
"""Nine days after the share was due."""
CHAIN = "ungdomsstart"
PASSWORD = "rött hus vid sjön"
OWNER, REVIEWER, CONTROLLER = "Petra Ek", "Rut Ask", "Kaj Lund"
ROLES = {OWNER: Role.PROJECT_OWNER, REVIEWER: Role.REVIEWER, CONTROLLER: Role.CONTROLLER}
COUNTED = Text(sv="I arbete eller studier", en="In work or education")
TOO_EARLY = Observation(
    indicator_id="M1",
    period="2024",
    total=Cell(missing=Missing.NOT_APPLICABLE),
    comment="Ingen hade varit med i tolv månader.",
)


def login_of(name: str) -> str:
    """What the person signs in with."""
    return f"{name.split()[0].lower()}@storstad.se"


def put(data: Path) -> None:
    """What is there before the journey begins."""
    data.mkdir()
    with closing(open_store(data / "vardekedjan.db")) as store:
        home = operations.start_empty(store, LOCAL, "Storstad").id
        people = {name: _person(store, home, name, role) for name, role in ROLES.items()}
        _forecast(store, Acting(people[CONTROLLER], home))
        _followed(store, Acting(people[OWNER], home), Acting(people[REVIEWER], home))


def _person(store: Store, home: str, name: str, role: Role) -> str:
    """The id of someone who has taken up an invitation."""
    invited = operations.invite(store, Acting(LOCAL, home), login_of(name), name, (Grant(role),))
    return operations.accept_invitation(store, invited.token, name, PASSWORD).person.id


def _forecast(store: Store, controller: Acting) -> None:
    """The conventions of the whole organisation are locked, and by them the forecast is kept."""
    operations.lock_assumptions(store, controller, PLAIN, "Räknesätt 2024")
    there = operations.create(store, controller, case()[0])
    kept = operations.keep_version(store, controller, CHAIN, there.version, PLAIN, "Prognos")
    assert kept.number == 1, kept


def _followed(store: Store, owner: Acting, reviewer: Acting) -> None:
    """The plan and its target; what 2024 gave is sent in and approved."""
    follow_up: FollowUp = case()[1]
    for each in follow_up.plan:
        made = operations.save_indicator(store, owner, CHAIN, _planned(each, owner.who, reviewer.who))
        assert isinstance(made, StoredIndicator), made
    for target in follow_up.targets:
        assert operations.set_target(store, owner, CHAIN, target) == target
    for value in (TOO_EARLY, *(each for each in follow_up.observations if each.period == "2024")):
        key = MeasurementKey(CHAIN, value.indicator_id, value.period)
        sent = operations.submit(store, owner, key, 1, TODAY, value)
        assert isinstance(sent, Done), sent
        assert isinstance(operations.approve(store, reviewer, key, sent.version, TODAY), Done)


def _planned(indicator: PlannedIndicator, owner: str, reviewer: str) -> PlannedIndicator:
    more = {"M1": {"counts": COUNTED}, "M3": {"direction": Direction.DOWN}}
    return indicator.model_copy(update={"owner": owner, "reviewer": reviewer, **more.get(indicator.id, {})})
