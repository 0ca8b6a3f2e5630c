"""How long follow-up takes in a county with a million measurements, and when thirty enter values at once.

    python -m tests.benchmarks.bench_follow_up [sqlite|postgres]

Prints a table of milliseconds: median and 95th percentile on the clock, and median of processor time in the program,
which is the steadier figure when others use the computer (on SQLite it is all the work there is).
"""

from collections.abc import Callable
from contextlib import closing
from statistics import median
import sys
from time import perf_counter, process_time

from chain.people import Acting
from sroi.follow_up.learned import learned
from sroi.ratio import headline
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Group, MeasurementKey
from storage.store import Store, open_store
from tests.benchmarks.county import WHO, fill
from tests.benchmarks.followed import TODAY, follow_up_all, ids_of
from tests.benchmarks.places import KINDS, load, middle_and_late, new_database
from tests.storage.many_writers import log_at_once

INTERVENTIONS, ORGANISATIONS, ROUNDS = 834, 5, 9
WRITERS, EACH, KEYS = 30, 10, 60


def main(kinds: tuple[str, ...]) -> None:
    """Fill, measure, print."""
    for kind in kinds:
        with new_database(kind) as address, closing(open_store(address)) as store:
            begun = perf_counter()
            homes = fill(store, INTERVENTIONS, ORGANISATIONS)
            indicators, measurements = follow_up_all(store)
            if kind == "postgres":
                with store.writing() as db:
                    db.exec_driver_sql("ANALYZE")
            told = f"{measurements} measurements in {indicators} indicators of {INTERVENTIONS} interventions"
            print(f"\n{kind}: {told}, filled in {perf_counter() - begun:.0f} s ({load()})")
            _measure(store, homes)


def _measure(store: Store, homes: list) -> None:
    acting = Acting(WHO, homes[1].id)
    usual, largest = ids_of(store, homes[1])
    _line("to-do list, everyone's", lambda: operations.to_do(store, acting, TODAY))
    _line("to-do list, mine", lambda: operations.to_do(store, acting, TODAY, whose=WHO))
    for name, intervention_id in (("usual", usual), ("largest", largest)):
        plan = operations.plan_of(store, acting, intervention_id)
        key = MeasurementKey(intervention_id, plan.indicators[0].indicator.id, "2026-08")
        _line(f"an indicator's page, {name}", lambda k=key: operations.measurement(store, acting, *k, TODAY))
        _line(f"the plan, {name}", lambda i=intervention_id: operations.plan_of(store, acting, i))
        _line(
            f"reporting status, {name}",
            lambda i=intervention_id: operations.reporting_status(store, acting, [i], TODAY),
        )
        _line(f"values and re-valued ratio, {name}", lambda i=intervention_id: _ratio(store, acting, i))
    share = [each.key for each in _to_enter(store, acting) if _is_share(store, acting, each.key)][:KEYS]
    made = log_at_once(store, homes[1].id, share, WRITERS, EACH, TODAY)
    late = "  ".join(f"{each:8.1f}" for each in middle_and_late(made.waited))
    print(f"  {f'{WRITERS} write at once, {made.saved} saves, {len(made.errors)} errors':42}{late}")


def _to_enter(store: Store, acting: Acting) -> tuple:
    """What is due and late, in as many interventions as it comes from."""
    return operations.to_do(store, acting, TODAY, groups=(Group.DUE, Group.LATE), limit=6 * KEYS).shown


def _is_share(store: Store, acting: Acting, key: MeasurementKey) -> bool:
    return operations.measurement(store, acting, *key, TODAY).indicator.rule == "share"


def _ratio(store: Store, acting: Acting, intervention_id: str) -> object:
    """What the re-valued ratio asks for: the chain, the values that count, what the chain becomes, its ratio."""
    there = operations.load(store, acting, intervention_id)
    follow_up = operations.follow_up_of(store, acting, intervention_id)
    found = learned(there.chain, follow_up)
    assert found.replaced
    return headline(found.chain, SWEDISH_PUBLIC_SECTOR)


def _line(name: str, action: Callable[[], object]) -> None:
    taken, busy = [], []
    for _ in range(ROUNDS):
        begun, work = perf_counter(), process_time()
        action()
        taken.append(perf_counter() - begun)
        busy.append(process_time() - work)
    told = *middle_and_late(taken), median(busy) * 1000
    print(f"  {name:42}" + "  ".join(f"{each:8.1f}" for each in told), flush=True)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or KINDS)
