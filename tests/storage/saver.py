"""Someone who saves over and over, in an own process: `python -m tests.storage.saver count|march FILE YEAR TIMES`."""

import sys

from chain.assumption import Series
from storage.operations import Conflict, Saved, load, save
from storage.store import Store, open_store
from tests.acting import here
from tests.storage.samples import with_deadweight


def count_up(store: Store, year: int, times: int) -> None:
    """Add one to the cohort of one's own year so many times, beginning again whenever someone else was faster."""
    done = 0
    while done < times:
        there = load(store, here(store), "C1")
        values = there.chain.cohorts.values
        more = Series(values={**values, year: values.get(year, 0) + 1})
        outcome = save(
            store, here(store, f"person {year}"), there.chain.model_copy(update={"cohorts": more}), there.version
        )
        assert isinstance(outcome, Saved | Conflict), outcome
        done += isinstance(outcome, Saved)


def march(store: Store, times: int) -> None:
    """Give every effect the next number in one save after another, and say each version once it is confirmed."""
    for _ in range(times):
        there = load(store, here(store), "C1")
        outcome = save(store, here(store, "march"), with_deadweight(there.chain, there.version + 1), there.version)
        print(outcome.version, flush=True)


if __name__ == "__main__":
    _, way, file, year, times = sys.argv
    opened = open_store(file)
    if way == "count":
        count_up(opened, int(year), int(times))
    else:
        march(opened, int(times))
