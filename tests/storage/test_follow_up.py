"""The way of a value from expected to locked and back, what each may do, and what the second of two is told."""

from datetime import date

import pytest

from chain.people import Acting, Role
from chain.workflow import LockReason, State, Step
from storage.operations import (
    Conflict,
    Done,
    PeriodLocked,
    approve,
    archive,
    ask_reopening,
    follow_up_of,
    history,
    lock_period,
    reopen,
    return_value,
    save_value,
    submit,
    take_back,
)
from tests.storage.asking import codes
from tests.storage.following import (
    KEY,
    TODAY,
    approved,
    look,
    olle,
    person,
    planned,
    rut,
    seen,
    split,
)

HIM, UNTIL, AFTER = "olle", date(2026, 3, 1), date(2026, 3, 2)


@pytest.fixture
def plan(store, home):
    """A plan with one indicator and one target."""
    planned(store, home)


@pytest.mark.usefixtures("plan")
def test_the_whole_way_of_a_value(store, home):
    owner, reviewer = olle(home), rut(home)
    begun = look(store, owner)
    assert (begun.standing.state, begun.observation, begun.target.value) == (State.EXPECTED, None, 0.5)
    assert begun.may == {Step.WRITE}
    draft = save_value(store, owner, "C1", seen(22), begun.version, TODAY)
    again = save_value(store, owner, "C1", seen(23, groups=split(11, 12)), draft.version, TODAY)
    assert follow_up_of(store, owner, "C1").observations == ()
    [shown] = follow_up_of(store, owner, "C1", drafts=True).observations
    assert (shown.total.hits, shown.version, shown.author) == (23, 1, HIM)
    sent = submit(store, owner, KEY, again.version, TODAY)
    back = return_value(store, reviewer, KEY, "Hur mättes det?", sent.version, TODAY)
    assert look(store, owner).standing.returned_note == "Hur mättes det?"
    method = seen(23, groups=split(11, 12), method="Telefon")
    assert codes(save_value(store, owner, "C1", method, back.version, TODAY)) == ("follow_up.no_reason",)
    sent = submit(store, owner, KEY, back.version, TODAY, method, "Metoden saknades")
    done = approve(store, reviewer, KEY, sent.version, TODAY)
    assert done.state is State.APPROVED
    [counts] = follow_up_of(store, reviewer, "C1").observations
    assert (counts.version, counts.reason, counts.method) == (2, "Metoden saknades", "Telefon")
    assert lock_period(store, reviewer, "C1", "2025", TODAY) == PeriodLocked(1, 0)
    there = look(store, owner)
    assert (there.lock, there.standing.state, there.standing.approved_by) == (LockReason.APPROVED, State.LOCKED, "rut")
    assert [(each.number, each.observation.total.hits) for each in there.versions] == [(3, 23), (2, 23), (1, 22)]
    assert [each.action for each in history(store, owner, "C1", "follow_up/M1/2025")][:6] == [
        "lock_period", "approve", "submit", "return", "submit", "log",
    ]  # fmt: skip


@pytest.mark.usefixtures("plan")
def test_a_locked_value_is_opened_for_a_time_and_loses_its_approval_only_when_corrected(store, home):
    owner, reviewer = olle(home), rut(home)
    approved(store, home)
    lock_period(store, reviewer, "C1", "2025", TODAY)
    there = look(store, owner)
    assert codes(save_value(store, owner, "C1", seen(24), there.version, TODAY, "Fel")) == (
        "follow_up.locked_approved",
    )
    asked = ask_reopening(store, owner, KEY, "Fel antal", there.version, TODAY)
    assert look(store, reviewer).standing.asked_reason == "Fel antal"
    assert codes(reopen(store, owner, KEY, UNTIL, "Rättas", asked.version, TODAY)) == ("storage.not_for_role",)
    assert codes(reopen(store, reviewer, KEY, date(2026, 2, 13), "Rättas", asked.version, TODAY)) == (
        "follow_up.opening_end",
    )
    opened = reopen(store, reviewer, KEY, UNTIL, "Rättas", asked.version, TODAY)
    assert (opened.state, len(follow_up_of(store, owner, "C1").observations)) == (State.LOCKED, 1)
    assert look(store, owner, today=AFTER).lock is LockReason.APPROVED, "the opening ends by itself"
    assert codes(save_value(store, owner, "C1", seen(24), opened.version, AFTER, "Fel")) == (
        "follow_up.locked_approved",
    )
    corrected = save_value(store, owner, "C1", seen(24), opened.version, UNTIL, "Räknefel")
    assert follow_up_of(store, owner, "C1").observations == ()
    now = look(store, owner, today=UNTIL)
    assert (now.changed_since_approval, [tuple(each) for each in now.difference]) == (
        True, [("follow_up/M1/2025/total/hits", 23, 24)],
    )  # fmt: skip
    assert look(store, owner, today=AFTER).lock is LockReason.WINDOW_CLOSED
    assert codes(submit(store, owner, KEY, corrected.version, AFTER)) == ("follow_up.locked_window_closed",)
    sent = submit(store, owner, KEY, corrected.version, UNTIL)
    assert approve(store, reviewer, KEY, sent.version, AFTER).state is State.APPROVED
    assert look(store, owner).changed_since_approval is False
    assert follow_up_of(store, owner, "C1").observations[0].total.hits == 24


@pytest.mark.usefixtures("plan")
def test_who_enters_does_not_approve_unless_nobody_signs_in(store, home):
    both = person(home.id, HIM, Role.CONTROLLER)
    sent = submit(store, both, KEY, 1, TODAY, seen())
    assert Step.APPROVE not in look(store, both).may
    assert codes(approve(store, both, KEY, sent.version, TODAY)) == ("follow_up.four_eyes",)
    taken = take_back(store, both, KEY, sent.version, TODAY)
    sent = submit(store, person(home.id, "siv", Role.CONTROLLER), KEY, taken.version, TODAY)
    assert codes(approve(store, both, KEY, sent.version, TODAY)) == ("follow_up.four_eyes",), (
        "the writer, sent in by Siv"
    )
    alone = Acting(HIM, home.id)
    assert Step.APPROVE in look(store, alone).may
    assert approve(store, alone, KEY, sent.version, TODAY).state is State.APPROVED


@pytest.mark.usefixtures("plan")
def test_two_who_correct_the_same_value_are_both_told(store, home):
    first, second = olle(home), person(home.id, "siv", Role.CONTROLLER)
    begun = save_value(store, first, "C1", seen(20), 1, TODAY)
    saved = save_value(store, second, "C1", seen(21, comment="Ny lista"), begun.version, TODAY)
    told = save_value(store, first, "C1", seen(22), begun.version, TODAY)
    assert isinstance(told, Conflict)
    assert (told.by, told.version, told.current.observation.total.hits) == ("siv", saved.version, 21)
    assert [(each.place.rpartition("/")[2], each.old, each.new) for each in told.changes] == [
        ("comment", "", "Ny lista"), ("hits", 20, 21),
    ]  # fmt: skip
    assert isinstance(submit(store, first, KEY, begun.version, TODAY), Conflict)
    assert isinstance(approve(store, rut(home), KEY, begun.version, TODAY), Conflict)
    assert save_value(store, first, "C1", seen(21, comment="Ny lista"), begun.version, TODAY).version == saved.version


@pytest.mark.usefixtures("plan")
def test_a_double_click_does_once(store, home):
    owner, reviewer = olle(home), rut(home)
    for act in (
        lambda: save_value(store, owner, "C1", seen(), 1, TODAY),
        lambda: submit(store, owner, KEY, 2, TODAY),
        lambda: take_back(store, owner, KEY, 3, TODAY),
        lambda: submit(store, owner, KEY, 4, TODAY, seen(24), "Räknefel"),
        lambda: return_value(store, reviewer, KEY, "Se över", 5, TODAY),
        lambda: submit(store, owner, KEY, 6, TODAY),
        lambda: approve(store, reviewer, KEY, 7, TODAY),
        lambda: ask_reopening(store, owner, KEY, "Fel", 8, TODAY),
        lambda: reopen(store, reviewer, KEY, UNTIL, "Ja", 9, TODAY),
    ):
        once = act()
        assert isinstance(once, Done), once
        lines = len(history(store, owner, "C1"))
        assert act() == once
        assert len(history(store, owner, "C1")) == lines
    assert lock_period(store, reviewer, "C1", "2025", TODAY) == PeriodLocked(1, 0)
    assert lock_period(store, reviewer, "C1", "2025", TODAY) == PeriodLocked(0, 0)


@pytest.mark.usefixtures("plan")
def test_every_lock_says_why(store, home):
    owner = olle(home)
    early = save_value(store, owner, "C1", seen(period="2026"), 1, TODAY)
    assert codes(early) == ("follow_up.locked_not_over",)
    assert codes(save_value(store, owner, "C1", seen(period="2031"), 1, TODAY)) == ("follow_up.outside_plan",)
    lock_period(store, rut(home), "C1", "2025", TODAY)
    assert look(store, owner).lock is LockReason.WINDOW_CLOSED
    assert codes(save_value(store, owner, "C1", seen(), 2, TODAY)) == ("follow_up.locked_window_closed",)
    reopen(store, rut(home), KEY, UNTIL, "Kom in sent", 2, TODAY)
    assert isinstance(save_value(store, owner, "C1", seen(), 3, UNTIL), Done)
    assert archive(store, owner, "C1") is None
    assert codes(save_value(store, owner, "C1", seen(), 4, UNTIL)) == ("storage.archived",)
    assert look(store, owner).may == frozenset()


@pytest.mark.usefixtures("plan")
def test_a_value_that_does_not_hold_is_refused_at_its_field_and_nothing_is_kept(store, home):
    answer = save_value(store, olle(home), "C1", seen(53), 1, TODAY)
    assert [(each.code, each.place) for each in answer.problems] == [("follow_up.hits_above_answered", "value/hits")]
    assert codes(save_value(store, olle(home), "C1", seen(comment="a\0b"), 1, TODAY)) == ("storage.nul_character",)
    assert codes(submit(store, olle(home), KEY, 1, TODAY)) == ("follow_up.nothing_to_submit",)
    assert look(store, olle(home)).versions == ()
