"""What a county costs: `python -m tests.benchmarks.bench_scale [sqlite|postgres] [interventions/organisations …]`.

Fills installations with the examples under other names (tests/benchmarks/county.py) and prints for each size the median
and 95th percentile in milliseconds: of the operations alone, and of the pages through the real server, from asking to
the last message. `10000/1` is one organisation that has them all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
import sys
from time import perf_counter

from chain.people import Acting
from storage import operations
from storage.operations import Organisation, Wanted
from storage.store import Store, open_store
from tests.benchmarks.county import SUBJECTS, WHO, fill
from tests.benchmarks.places import KINDS, load, middle_and_late, new_database
from tests.benchmarks.ws_client import Drawing, Visitor
from tests.browser.server import running

SIZES = ("100/5", "1000/50", "10000/50", "10000/1")
ROUNDS = 20
PER_SHEET = 10

Figures = dict[str, tuple[float, float]]


def main(asked: list[str]) -> None:
    """Measure and print."""
    kinds = [each for each in asked if each in KINDS] or list(KINDS)
    sizes = [each for each in asked if "/" in each] or list(SIZES)
    for kind in kinds:
        columns = {size: measured(kind, *map(int, size.split("/"))) for size in sizes}
        print(f"\n{kind}, interventions/organisations; median / 95 % in ms")
        print(f"{'':40}" + "".join(f"{size:>16}" for size in columns))
        for name in next(iter(columns.values())):
            cells = ("{:.1f} / {:.1f}".format(*figures[name]) for figures in columns.values())
            print(f"{name:40}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


def measured(kind: str, interventions: int, organisations: int) -> Figures:
    """Fill one installation and measure everything on it."""
    with new_database(kind) as address:
        begun = perf_counter()
        with closing(open_store(address)) as store:
            homes = fill(store, interventions, organisations)
            settled(store, kind)
            took = perf_counter() - begun
            print(f"{kind} {interventions}/{organisations}: filled in {took:.0f} s; {load()}", file=sys.stderr)
            found = dict(of_operations(store, homes))
            ids = [each.id for each in newest(store, homes[0], 3 * ROUNDS)]
        with running(DATABASE_URL=address) as server, closing(Visitor(server.port)) as visitor:
            found |= dict(of_pages(visitor, homes, ids))
        print(f"{kind} {interventions}/{organisations}: done; {load()}", file=sys.stderr)
        return found


def settled(store: Store, kind: str) -> None:
    """What PostgreSQL does by itself some minutes after so many rows have come."""
    if kind == "postgres":
        with store.writing() as db:
            db.exec_driver_sql("ANALYZE")


def newest(store: Store, home: Organisation, count: int) -> tuple:
    """The interventions changed last."""
    return operations.find_interventions(store, Acting(WHO, home.id), limit=count).shown


def timed(action: Callable[[object], object], over: Iterable) -> tuple[float, float]:
    """How long the action takes, for each of these in turn."""
    taken = []
    for each in over:
        begun = perf_counter()
        action(each)
        taken.append(perf_counter() - begun)
    return middle_and_late(taken)


def of_operations(store: Store, homes: list[Organisation]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The questions that the pages ask the store, without any page."""
    acting = [Acting(WHO, homes[n % len(homes)].id) for n in range(ROUNDS)]
    shown = [(each, newest(store, homes[n % len(homes)], n // len(homes) + 1)[-1].id) for n, each in enumerate(acting)]

    def found(wanted: Wanted, offset: int = 0) -> Callable[[Acting], object]:
        return lambda each: operations.find_interventions(store, each, wanted, offset, PER_SHEET)

    yield "find: first sheet, latest first", timed(found(Wanted()), acting)
    yield "find: a word", timed(found(Wanted(words=SUBJECTS[0])), acting)
    yield "find: by name", timed(found(Wanted(order="name")), acting)
    yield "find: second sheet", timed(found(Wanted(), PER_SHEET), acting)
    store.recent = type(store.recent)()
    yield "load: from its rows", timed(lambda each: operations.load(store, *each), shown)
    yield "load: remembered", timed(lambda each: operations.load(store, *each), shown)
    yield "history: the latest 50", timed(lambda each: operations.history(store, *each, limit=50), shown)
    yield "versions: the list", timed(lambda each: operations.versions(store, *each), shown)


def of_pages(visitor: Visitor, homes: list[Organisation], ids: list[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The pages through the real server: first as nobody has seen them, then once more."""
    sound(visitor.visit("result", address(homes[0], ids.pop())))
    others = [each.id for each in homes[1:]]
    if others:
        unseen = [f"lang=sv&organisation={each}" for each in islice(others, ROUNDS)]
        yield "overview: nobody has seen its ten", timed(lambda each: sound(visitor.visit("", each)), unseen)
    first = sound(visitor.visit("", address(homes[0])))
    if not others:
        yield "overview: nobody has seen its ten", turned(visitor, first)
    again = range(ROUNDS)
    yield "overview: once more", timed(lambda _: sound(visitor.again()), again)
    search, order = first.widgets("text_input")["Sök på namn eller enhet"], first.widgets("selectbox")["Ordna efter"]
    words = [f"{subject} {'i' * (n % 2)}".strip() for n, subject in enumerate((*SUBJECTS, *SUBJECTS))]
    yield "overview: search a word", timed(lambda each: sound(visitor.type(search, each)), words)
    sound(visitor.type(search, ""))
    orders = ["namn", "senast ändrad"] * (ROUNDS // 2)
    yield "overview: sort by name, and back", timed(lambda each: sound(visitor.choose(order, each)), orders)
    yield from of_interventions(visitor, homes[0], ids)


def of_interventions(visitor: Visitor, home: Organisation, ids: list[str]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The pages of one intervention; each another one, so that nothing of it is remembered."""
    third = min(len(ids) // 2, ROUNDS)

    def opened(page: str) -> Callable[[str], object]:
        return lambda each: sound(visitor.visit(page, address(home, each)))

    yield "result: nobody has seen it", timed(opened("result"), ids[:third])
    yield "result: once more", timed(lambda _: sound(visitor.again()), range(ROUNDS))
    yield "history: nobody has seen it", timed(opened("history"), ids[third : 2 * third])


def turned(visitor: Visitor, first: Drawing) -> tuple[float, float]:
    """Sheets that nobody has seen yet, of one organisation's long list."""
    sheets = first.widgets("pagination")[""]
    found = timed(lambda each: sound(visitor.turn(sheets, each)), range(2, 2 + ROUNDS))
    visitor.turn(sheets, 1)
    return found


def address(home: Organisation, intervention: str = "") -> str:
    """The query that opens the organisation, and an intervention in it."""
    return f"lang=sv&organisation={home.id}" + (f"&intervention={intervention}" if intervention else "")


def sound(drawing: Drawing) -> Drawing:
    """The drawing, if it came to its end without an error."""
    assert not drawing.failed(), drawing.headings()
    return drawing


if __name__ == "__main__":
    main(sys.argv[1:])
