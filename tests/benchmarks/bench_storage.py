"""How long keeping takes: `python -m tests.benchmarks.bench_storage [sqlite|postgres]` prints milliseconds.

PostgreSQL is a private server on this computer that waits for the disk at every confirmed save, as SQLite does.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles
import sys
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from chain.assumption import Assumption, Series
from chain.model import Activity, Actor, Chain, Level, MonetisedEffect, Outcome, Output, Proxy, Resource, ShareOfCohort
from chain.people import LOCAL, Acting
from chain.text import Text
from storage import operations
from storage.backup import backup, restore, verify
from storage.store import Store, open_store
from tests.acting import here, home_of
from tests.storage.cluster import Cluster

EFFECTS = 200
ROUNDS = 60
WHO = "bench"


def text(words: str) -> Text:
    """A text of a usual length in both languages."""
    return Text(
        sv=f"{words} på svenska, med ett skäl i en mening", en=f"{words} in English, with a reason in a sentence"
    )


def number(value: float, unit: str = "share") -> Assumption:
    """A figure with a filled passport."""
    told = {"source": "Socialstyrelsen 2024", "url": "https://www.socialstyrelsen.se/", "reason": text("Därför")}
    return Assumption(value=value, low=value / 2, high=value, unit=unit, price_year=2024, **told)


def effect(n: int) -> MonetisedEffect:
    """One effect with every figure answered."""
    shares = ("deadweight", "displacement", "attribution", "drop_off", "cashable_share")
    return MonetisedEffect(
        id=f"E{n}",
        name=text(f"Effekt {n}"),
        outcome_id=f"O{n % 40}",
        actor_id=f"A{n % 6}",
        proxy_id=f"P{n % 80}",
        quantity=ShareOfCohort(share=number(0.2), units=number(1, "per case")),
        lag_years=number(0, "years"),
        duration_years=number(10, "years"),
        **dict.fromkeys(shares, number(0.1)),
    )


def long_chain(chain_id: str = "long") -> Chain:
    """A chain of 200 effects over 15 years."""
    years = range(2025, 2040)
    amounts = Series(values=dict.fromkeys(years, 100_000.0), unit="SEK")
    return Chain(
        id=chain_id,
        name=text("Lång kedja"),
        start_year=years[0],
        end_year=years[-1],
        cohorts=Series(values=dict.fromkeys(years, 50.0)),
        actors=tuple(Actor(id=f"A{n}", name=text("Aktör"), level=Level.MUNICIPALITY) for n in range(6)),
        resources=tuple(Resource(id=f"R{n}", name=text("Resurs"), kind="money", amounts=amounts) for n in range(20)),
        activities=tuple(Activity(id=f"V{n}", name=text("Aktivitet"), resource_ids=("R1", "R2")) for n in range(20)),
        outputs=tuple(Output(id=f"U{n}", name=text("Prestation"), activity_ids=("V1",)) for n in range(20)),
        outcomes=tuple(Outcome(id=f"O{n}", name=text("Effekt"), output_ids=("U1",)) for n in range(40)),
        proxies=tuple(Proxy(id=f"P{n}", name=text("Pris"), price=number(1200.50, "SEK")) for n in range(80)),
        effects=tuple(effect(n) for n in range(EFFECTS)),
    )


def changed(chain: Chain, n: int) -> Chain:
    """The chain with another deadweight in one effect, as a page leaves it."""
    one = chain.effects[n % EFFECTS]
    other = one.model_copy(update={"deadweight": number(0.3 + n / 1000)})
    return chain.model_copy(update={"effects": tuple(other if each is one else each for each in chain.effects)})


def timed(label: str, action: Callable[[int], object], rounds: int = ROUNDS) -> None:
    """Print how long the action takes on the clock, and how much of that the processor worked (others may share it)."""
    taken, worked = [], []
    for n in range(rounds):
        begun, idle = perf_counter(), process_time()
        action(n)
        worked.append((process_time() - idle) * 1000)
        taken.append((perf_counter() - begun) * 1000)
    p95 = quantiles(taken, n=20)[-1]
    print(f"{label:<44} median {median(taken):7.2f} ms   p95 {p95:7.2f} ms   processor {median(worked):7.2f} ms")


def forgetful(store: Store) -> None:
    """Let the store forget the chains it has read, as another process or a restart would."""
    store.recent = type(store.recent)()


def load_cold(store: Store) -> Chain:
    """The chain read from its rows."""
    forgetful(store)
    return operations.load(store, here(store), "long").chain


def save_times(store: Store, cold: bool) -> Callable[[int], None]:
    """One save at a time; the chain that the page holds is loaded outside the measured call."""
    held = {"stored": operations.load(store, here(store), "long")}

    def one(n: int) -> None:
        if cold:
            forgetful(store)
        there = held["stored"]
        chain = changed(there.chain, n + (1000 if cold else 0))
        outcome = operations.save(store, here(store, WHO), chain, there.version)
        assert isinstance(outcome, operations.Saved), outcome
        held["stored"] = type(there)(**{**vars(there), "chain": chain, "version": outcome.version})

    return one


def together(store: Store, people: int = 30, saves: int = 10) -> None:
    """Print how long a save takes when thirty people save at once, each in an intervention of their own."""
    home = home_of(store)
    for person in range(people):
        operations.create(store, Acting(WHO, home.id), long_chain(f"own{person}"))
    taken: list[float] = []

    def work(person: int) -> None:
        for n in range(saves):
            there = operations.load(store, here(store), f"own{person}")
            wanted = changed(there.chain, n)
            begun = perf_counter()
            assert isinstance(operations.save(store, here(store, WHO), wanted, there.version), operations.Saved)
            taken.append((perf_counter() - begun) * 1000)

    begun = perf_counter()
    with ThreadPoolExecutor(people) as pool:
        list(pool.map(work, range(people)))
    rate, p95 = people * saves / (perf_counter() - begun), quantiles(taken, n=20)[-1]
    print(f"{people} people at once: {rate:.0f} saves/s, median {median(taken):.0f} ms, p95 {p95:.0f} ms")


def secured(address: str, folder: Path, target: str) -> None:
    """Print how long a backup, its verification and a restore take, and how large the file is."""
    begun = perf_counter()
    file, manifest = backup(address, folder / "bench.zip")
    backed_up = perf_counter()
    verify(file)
    verified = perf_counter()
    restore(file, target)
    restored, rows, size = perf_counter(), sum(manifest.rows.values()), file.stat().st_size / 1e6
    took = [f"{seconds:.1f} s" for seconds in (backed_up - begun, verified - backed_up, restored - verified)]
    print(f"{rows} rows, {size:.1f} MB: backup with its verification {took[0]}, verify {took[1]}, restore {took[2]}")


def measure(address: str) -> None:
    """Print all measurements."""
    store = open_store(address)
    home = operations.start_empty(store, LOCAL, "Ljusnaby")
    fields = {f"field {n}": "1 234,50" for n in range(20)}
    timed("create, 200 effects", lambda n: operations.create(store, Acting(WHO, home.id), long_chain(f"c{n}")), 10)
    operations.create(store, Acting(WHO, home.id), long_chain())
    timed("load, read from its rows", lambda n: load_cold(store))
    timed("load, as read before", lambda n: operations.load(store, here(store), "long"))
    timed("save one change, the first since the start", save_times(store, cold=True))
    timed("save one change", save_times(store, cold=False))
    timed("save a draft of 20 fields", lambda n: operations.save_draft(store, WHO, "long", f"f{n % 9}", fields))
    timed("list", lambda n: operations.find_interventions(store, Acting("a reader", home.id)).shown)
    timed("history, the latest 50 of 121 changes", lambda n: operations.history(store, here(store), "long", limit=50))
    together(store)
    store.close()


def main(kind: str) -> None:
    """Measure on one kind of database."""
    with TemporaryDirectory() as folder:
        if kind == "sqlite":
            measure(f"{folder}/bench.db")
            secured(f"{folder}/bench.db", Path(folder), f"{folder}/restored.db")
            return
        cluster = Cluster(durable=True)
        try:
            address = cluster.database()
            measure(address)
            secured(address, Path(folder), cluster.database())
        finally:
            cluster.remove()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
