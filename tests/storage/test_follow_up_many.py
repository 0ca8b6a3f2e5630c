"""Many values at once: all that are good are kept, or none."""

import pytest

from chain.workflow import State
from storage.operations import BulkDone, Entry, save_many
from tests.storage.following import KEY, SHARE, TODAY, amount, look, olle, planned, seen, volume


@pytest.mark.parametrize(("good_ones", "states"), [(False, [1, 1]), (True, [2, 1])])
def test_many_values_are_all_kept_or_the_good_ones(store, home, good_ones, states):
    planned(store, home, SHARE, volume())
    entries = [Entry(amount(54), 1), Entry(seen(53), 1), Entry(seen(period="2031"), 1), Entry(seen(period="2024"), 7)]
    told = save_many(store, olle(home), "C1", entries, TODAY, good_ones=good_ones)
    assert [(each.key.period, each.problems[0].code) for each in told.refused] == [
        ("2025", "follow_up.hits_above_answered"), ("2031", "follow_up.outside_plan"), ("2024", "follow_up.moved_on"),
    ]  # fmt: skip
    assert [look(store, olle(home), KEY._replace(indicator_id=each)).version for each in ("M2", "M1")] == states
    assert len(told.kept) == good_ones
    sent = save_many(store, olle(home), "C1", [Entry(seen(), 1)], TODAY, send_in=True)
    assert isinstance(sent, BulkDone)
    assert look(store, olle(home)).standing.state is State.SUBMITTED
