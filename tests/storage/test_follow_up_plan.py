"""The plan: what is settled once data exists, what its schedule does, targets that are kept, and its end."""

from datetime import date

import pytest
from sqlalchemy import update

from chain.measurement import Rule, Target
from chain.people import LOCAL, Access, Acting, Grant, Role, Wish
from chain.workflow import LockReason, State
from storage.failure import StorageFailed
from storage.operations import (
    Conflict,
    Group,
    Refused,
    StoredIndicator,
    archive,
    close_indicator,
    colleagues,
    copy,
    deactivate,
    delete_for_good,
    follow_up_of,
    measurement,
    plan_indicators,
    plan_of,
    remove_indicator,
    reopen_indicator,
    reporting_status,
    return_value,
    save_indicator,
    save_value,
    set_target,
    share,
    start_empty,
    submit,
    succeed_indicator,
    to_do,
)
from storage.rows import table
from tests.storage.asking import codes
from tests.storage.following import (
    KEY,
    SHARE,
    TODAY,
    amount,
    approved,
    look,
    olle,
    person,
    planned,
    rut,
    seen,
    volume,
)
from tests.storage.look import rows_of
from tests.storage.roles.municipality import come_in
from tests.storage.samples import words


def periods_of(store, home, indicator_id: str = "M1") -> list[str]:
    """The periods that are asked for."""
    rows = table("measurement")
    with store.reading() as db:
        query = rows.select().where(rows.c.indicator_id == indicator_id).order_by(rows.c.period)
        return [row["period"] for row in db.execute(query).mappings()]


def test_what_a_value_means_is_settled_once_one_exists_and_the_schedule_follows_the_plan(store, home):
    planned(store, home)
    owner = olle(home)
    looser = SHARE.model_copy(update={"rule": Rule.MEAN, "unit": "poäng", "splits": ()})
    changed = save_indicator(store, owner, "C1", looser, 1)
    back = save_indicator(store, owner, "C1", SHARE, changed.version)
    assert (back.version, back.measured) == (3, False)
    approved(store, home)
    for other in ({"rule": Rule.MEAN}, {"unit": "poäng"}, {"counts": words("Annat")}):
        refused = save_indicator(store, owner, "C1", SHARE.model_copy(update=other), 3)
        assert [(each.code, each.place) for each in refused.problems] == [
            ("follow_up.fixed", f"indicator/{next(iter(other))}")
        ]
    short = SHARE.model_copy(update={"last_on": date(2024, 12, 31)})
    assert codes(save_indicator(store, owner, "C1", short, 3)) == ("follow_up.leaves_values",)
    moved = SHARE.model_copy(update={"last_on": date(2026, 12, 31), "due_days": 10, "owner": "siv"})
    assert save_indicator(store, owner, "C1", moved, 3).measured
    assert periods_of(store, home) == ["2024", "2025", "2026"]
    assert look(store, owner, KEY._replace(period="2024")).standing.due_on == date(2025, 1, 10)
    assert look(store, owner).standing.due_on == date(2026, 2, 14), "what is approved keeps its day"


def test_two_who_plan_are_both_told_and_a_double_click_plans_once(store, home):
    planned(store, home)
    siv, named = person(home.id, "siv", *olle(home).grants and [next(iter(olle(home).grants)).role]), words("Nytt namn")
    saved = save_indicator(store, siv, "C1", SHARE.model_copy(update={"name": named}), 1)
    told = save_indicator(store, olle(home), "C1", SHARE.model_copy(update={"due_days": 5}), 1)
    assert isinstance(told, Conflict)
    assert (told.by, told.version, told.current.indicator.name) == ("siv", 2, named)
    assert save_indicator(store, siv, "C1", SHARE.model_copy(update={"name": named}), 1) == saved
    assert isinstance(save_indicator(store, olle(home), "C1", volume("M1")), Conflict)
    unknown = SHARE.model_copy(update={"id": "M9", "element": "outcomes/X", "replaces": None})
    assert codes(save_indicator(store, olle(home), "C1", unknown)) == ("follow_up.unknown_element",)


def test_several_are_planned_together_with_their_targets_or_none_of_them_is(store, home):
    planned(store, home)
    owner, targets = olle(home), [Target(indicator_id=each, period="2025", value=45) for each in ("K1", "K2")]
    many, before = [volume("K1"), volume("K2")], plan_of(store, owner, "C1")
    unfit = plan_indicators(store, owner, "C1", [many[0], volume("K2", element="outputs/nothing")], targets)
    assert codes(unfit) == ("follow_up.unknown_element",)
    assert plan_of(store, owner, "C1") == before
    assert [each.indicator for each in plan_indicators(store, owner, "C1", many, targets)] == many
    there = plan_of(store, owner, "C1")
    assert [each for each in there.targets if each.indicator_id in ("K1", "K2")] == targets
    assert plan_indicators(store, owner, "C1", [volume("K1", unit="annat"), many[1]], targets) == there.indicators[-2:]
    assert plan_of(store, owner, "C1") == there, "a second press adds nothing"


def test_targets_are_decided_anew_beside_the_old_ones(store, home):
    planned(store, home)
    owner = olle(home)
    second = Target(indicator_id="M1", period="2025", value=0.4, version=2)
    assert codes(set_target(store, owner, "C1", second)) == ("follow_up.target_without_reason",)
    second = second.model_copy(update={"reason": words("Lågkonjunktur"), "decided_by": "Nämnden"})
    assert set_target(store, owner, "C1", second) == second
    assert set_target(store, owner, "C1", second) == second
    told = set_target(store, owner, "C1", second.model_copy(update={"value": 0.3}))
    assert isinstance(told, Conflict)
    assert (told.by, told.version, told.current) == ("olle", 2, second)
    assert [each.value for each in look(store, owner).targets] == [0.5, 0.4]
    assert [each.value for each in plan_of(store, owner, "C1").targets] == [0.5, 0.4]
    outside = Target(indicator_id="M1", period="2031", value=0.4)
    assert codes(set_target(store, owner, "C1", outside)) == ("follow_up.target_outside_plan",)


def test_an_indicator_is_closed_opened_and_succeeded_and_its_series_stands(store, home):
    planned(store, home)
    owner = olle(home)
    approved(store, home)
    closed = close_indicator(store, owner, "C1", "M1", 1)
    assert look(store, owner).lock is LockReason.INDICATOR_CLOSED
    assert to_do(store, owner, TODAY).total == 0
    [told] = reporting_status(store, owner, ["C1"], TODAY)["C1"]
    assert (told.over, told.states) == (1, {State.APPROVED: 1}), "2024 is waited for no more"
    assert close_indicator(store, owner, "C1", "M1", 1) == closed
    assert codes(save_indicator(store, owner, "C1", SHARE.model_copy(update={"due_days": 1}), 2)) == (
        "follow_up.indicator_closed",
    )
    opened = reopen_indicator(store, owner, "C1", "M1", closed.version)
    new = SHARE.model_copy(update={"id": "M1b", "unit": "andel av alla", "succeeds": "M1"})
    made = succeed_indicator(store, owner, "C1", "M1", new, opened.version)
    assert isinstance(made, StoredIndicator), made
    assert succeed_indicator(store, owner, "C1", "M1", new, opened.version) == made
    plan = plan_of(store, owner, "C1")
    assert [(each.indicator.id, each.succeeded_by) for each in plan.indicators] == [("M1b", None), ("M1", "M1b")]
    assert codes(reopen_indicator(store, owner, "C1", "M1", plan.of("M1").version)) == ("follow_up.succeeded",)
    assert len(follow_up_of(store, owner, "C1").of("M1")) == 1
    assert codes(remove_indicator(store, owner, "C1", "M1", plan.of("M1").version)) == ("follow_up.has_values",)
    assert remove_indicator(store, owner, "C1", "M1b", made.version) is None
    assert [each.indicator.id for each in plan_of(store, owner, "C1").indicators] == ["M1"]


def test_an_indicator_that_is_put_back_has_its_targets_in_all_their_versions(store, home):
    planned(store, home)
    owner = olle(home)
    anew = Target(indicator_id="M1", period="2025", value=0.4, version=2, reason=words("Skäl"))
    assert set_target(store, owner, "C1", anew) == anew
    before = plan_of(store, owner, "C1")
    assert remove_indicator(store, owner, "C1", "M1", before.of("M1").version) is None
    [first, _] = before.targets
    stray = first.model_copy(update={"indicator_id": "M2"})
    assert codes(save_indicator(store, owner, "C1", SHARE, targets=(stray,))) == ("follow_up.unknown_indicator",)
    assert plan_of(store, owner, "C1").indicators == ()
    assert isinstance(save_indicator(store, owner, "C1", SHARE, targets=before.targets), StoredIndicator)
    assert plan_of(store, owner, "C1").targets == before.targets


def test_a_copy_has_the_plan_and_no_values_and_deletion_takes_everything(store, home, address):
    planned(store, home, SHARE, volume())
    owner = olle(home)
    set_target(store, owner, "C1", Target(indicator_id="M1", period="2025", value=0.4, version=2, reason=words("Skäl")))
    approved(store, home)
    made = copy(store, owner, "C1", words("Kopia"), new_id="C2")
    plan = plan_of(store, owner, made.chain.id)
    assert [each.indicator for each in plan.indicators] == [SHARE, volume()]
    assert [(each.value, each.version) for each in plan.targets] == [(0.4, 1)]
    assert follow_up_of(store, owner, "C2", drafts=True).observations == ()
    for each in ("C1", "C2"):
        archive(store, owner, each)
        name = "Läxhjälp" if each == "C1" else "Kopia"
        assert delete_for_good(store, owner, each, name) is None
    tables = ("planned_indicator", "target", "measurement", "measurement_version")
    assert [rows_of(address)[each] for each in tables] == [[], [], [], []]
    assert plan_of(store, owner, "C1") is follow_up_of(store, owner, "C1") is None


def test_the_database_refuses_to_rewrite_what_was_seen_and_meant(store, home):
    planned(store, home)
    approved(store, home)
    for name, column in (("measurement_version", "content"), ("target", "value"), ("target", "reason_sv")):
        rows = table(name)
        for act in (update(rows).values({column: 0.1 if column == "value" else "{}"}), rows.delete()):
            with pytest.raises(StorageFailed) as told, store.writing() as db:
                db.execute(act)
            assert told.value.problem.code == "storage.history_stands", (name, act)


def test_what_is_to_be_done_is_listed_for_those_who_may_do_it(store, home):
    planned(store, home, SHARE, volume(owner="siv", due_days=30), volume("M3", last_on=date(2025, 12, 31)))
    owner, reviewer = olle(home), rut(home)
    sent = submit(store, owner, KEY, 1, TODAY, seen())
    returned = submit(store, owner, KEY._replace(indicator_id="M3"), 1, TODAY, amount(5, "M3"))
    return_value(store, reviewer, KEY._replace(indicator_id="M3"), "Se över", returned.version, TODAY)
    mine = to_do(store, owner, TODAY)
    assert {str(group): count for group, count in mine.counts.items()} == {
        "due": 0, "late": 4, "returned": 1, "review": 0,
    }  # fmt: skip
    assert [(each.key.indicator_id, each.key.period, str(each.group)) for each in mine.shown] == [
        ("M2", "2024", "late"), ("M1", "2024", "late"), ("M3", "2024", "late"),
        ("M2", "2025", "late"), ("M3", "2025", "returned"),
    ]  # fmt: skip
    assert mine.shown[0].intervention == words("Läxhjälp")
    assert mine.shown[0].indicator == words("Deltagare")
    in_time = to_do(store, owner, date(2026, 1, 20), groups=(Group.DUE,))
    assert [each.key.indicator_id for each in in_time.shown] == ["M2"]
    assert to_do(store, owner, TODAY, whose="siv").counts[Group.LATE] == 2
    review = to_do(store, reviewer, TODAY, whose="rut")
    assert [(each.key, each.version) for each in review.shown] == [(KEY, sent.version)]
    [first, *_] = reporting_status(store, owner, ["C1", "unknown"], TODAY)["C1"]
    assert (first.over, first.late, first.states) == (2, 1, {State.EXPECTED: 1, State.SUBMITTED: 1})
    assert to_do(store, person(home.id, "eva"), TODAY).total == 0
    archive(store, owner, "C1")
    assert to_do(store, owner, TODAY).total == to_do(store, reviewer, TODAY).total == 0


def test_a_guest_who_may_write_has_it_on_the_list_and_a_reader_has_not(store, home):
    planned(store, home)
    for name, access in (("Skriver", Access.WRITE), ("Läser", Access.READ), ("Främling", None)):
        other = Acting("gun", start_empty(store, LOCAL, name).id)
        if access:
            share(store, Acting("olle", home.id), "C1", other.organisation_id, access)
        assert to_do(store, other, TODAY).total == (2 if access is Access.WRITE else 0)
        there = measurement(store, other, *KEY, TODAY)
        assert (there is None) == (access is not Access.WRITE)
        answer = save_value(store, other, "C1", seen(), 1, TODAY)
        assert isinstance(answer, Refused) == (access is not Access.WRITE)


def test_who_plans_sees_whom_to_ask_and_nobody_elses_people(store, home):
    planned(store, home)
    other, machine = start_empty(store, LOCAL, "Regionen"), Acting(LOCAL, home.id)
    share(store, machine, "C1", other.id, Access.WRITE)
    told = {"ada": {Grant(Role.CONTROLLER)}, "bo": {Grant(Role.REVIEWER, "C1"), Grant(Role.READER)}}
    told |= {"cia": {Grant(Role.READER, "C1")}, "dan": {Grant(Role.OPENER)}, "eva": {Grant(Role.PROJECT_OWNER)}}
    people = {name: come_in(store, machine, name, frozenset(grants)) for name, grants in told.items()}
    come_in(store, Acting(LOCAL, other.id), "fia", frozenset({Grant(Role.CONTROLLER)}))
    deactivate(store, machine, people["eva"].id)
    found = {each.login: each for each in colleagues(store, olle(home), "C1")}
    assert {name: each.may for name, each in found.items()} == {
        "ada": {Wish.LOG, Wish.REVIEW},
        "bo": {Wish.REVIEW},
    }
    assert found["bo"].roles == {Role.REVIEWER, Role.READER}
    assert [each.login for each in colleagues(store, person(other.id, "gun", Role.CONTROLLER), "C1")] == ["fia"]
    assert colleagues(store, rut(home), "C1") == colleagues(store, olle(home), "unknown") == ()
