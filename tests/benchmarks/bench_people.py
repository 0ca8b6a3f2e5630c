"""Thirty people at once: `python -m tests.benchmarks.bench_people [KIND] [people] [seconds] [think] [processes]`.

KIND is sqlite or postgres, both when left out. Each person sits with a browser tab of their own and does what people
do: opens the overview, opens an effect, types a figure, saves, looks at the result, changes the horizon, and thinks for
five to fifteen seconds (a third of `think` to all of it) between the clicks. Most work in an intervention of their own;
six write in one that two organisations share. With several processes of the program on the same database, each person
stays with one, as behind a proxy that is told to. Prints the time from each click to the last message, and counts
afterwards that every confirmed save stands in the history.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
import os
from pathlib import Path
from random import Random
import sys
from time import perf_counter, sleep

from streamlit.proto.Alert_pb2 import Alert

from chain.people import Access, Acting
from storage import operations
from storage.operations import Organisation
from storage.store import Store, open_store
from tests.benchmarks.county import WHO, fill
from tests.benchmarks.places import KINDS, load, middle_and_late, new_database
from tests.benchmarks.ws_client import Drawing, Visitor
from tests.browser.server import Server, running

PEOPLE, SECONDS, THINK_SECONDS, PROCESSES = 30, 300, 15, 1
TOGETHER = 6
INTERVENTIONS, ORGANISATIONS = 1000, 50
SAVED = "Sparat."
HORIZONS = ("5 år", "10 år", "15 år")


@dataclass
class Person:
    """One person at work: whose intervention they open, what they change in it, and what happened."""

    number: int
    organisation: str
    intervention: str
    works_on: str
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    confirmed: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Work:
    """What thirty people do at once: where each is seated, a round of their work, and which saves were lost."""

    seated: Callable[[Store, int], list[Person]]
    one_round: Callable[[Visitor, Person], Iterator[tuple[str, Drawing]]]
    missing: Callable[[Store, Person], list[float]]


def measure(asked: list[str], what: Work) -> None:
    """Let people work as was asked for on the command line, and print how it went."""
    kinds = [each for each in asked if each in KINDS] or list(KINDS)
    given = [int(each) for each in asked if each.isdigit()]
    people, seconds, think, processes = (*given, *(PEOPLE, SECONDS, THINK_SECONDS, PROCESSES)[len(given) :])
    for kind in kinds:
        with new_database(kind) as address:
            with closing(open_store(address)) as store:
                everyone = what.seated(store, people)
            with ExitStack() as started:
                servers = [started.enter_context(running(DATABASE_URL=address)) for _ in range(processes)]
                head = f"{kind}, {people} people for {seconds} s, thinking {think / 3:.0f}–{think} s"
                print(f"\n{head}, {processes} processes; {load()}", flush=True)
                before = sum(map(processor_seconds, servers))
                at_work(servers, everyone, seconds, think, what)
                used = sum(map(processor_seconds, servers)) - before
            with closing(open_store(address)) as store:
                told(store, everyone, what)
            clicks = sum(len(each) for person in everyone for each in person.taken.values())
            print(f"the program's processor time: {used:.0f} s, {1000 * used / clicks:.0f} ms a click")


def seated(store: Store, people: int) -> list[Person]:
    """Where each works. The six in the shared intervention change an effect each, three from either organisation."""
    homes = fill(store, INTERVENTIONS, ORGANISATIONS)
    owner, guest = homes[0], homes[1]
    shared = operations.create(store, Acting(WHO, owner.id), longest(store, owner)).chain
    operations.share(store, Acting(WHO, owner.id), shared.id, guest.id, Access.WRITE)
    everyone = [
        Person(n, (owner, guest)[n % 2].id, shared.id, shared.effects[n].id) for n in range(min(TOGETHER, people))
    ]
    for n in range(len(everyone), people):
        home = homes[n % len(homes)]
        listed = operations.find_interventions(store, Acting(WHO, home.id)).shown
        own = next(each.id for each in listed if each.access is Access.OWN)
        chain = operations.load(store, Acting(WHO, home.id), own).chain
        everyone.append(Person(n, home.id, chain.id, chain.effects[n % len(chain.effects)].id))
    return everyone


def longest(store: Store, home: Organisation):
    """A chain with an effect for each of the six."""
    found = operations.find_interventions(store, Acting(WHO, home.id)).shown
    chains = (operations.load(store, Acting(WHO, home.id), each.id).chain for each in found)
    return max(chains, key=lambda each: len(each.effects)).model_copy(update={"id": "shared"})


def processor_seconds(server: Server) -> float:
    """How long the server process has been worked on by a processor, as Linux counts it."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def at_work(servers: list[Server], everyone: list[Person], seconds: float, think: float, what: Work) -> None:
    """Let everyone work at once for so long; they come in one after the other, in two seconds."""
    until = perf_counter() + seconds
    with ThreadPoolExecutor(len(everyone)) as pool:
        for done in [
            pool.submit(work, servers[n % len(servers)].port, each, until, think, what)
            for n, each in enumerate(everyone)
        ]:
            done.result()


def work(port: int, person: Person, until: float, think: float, does: Work) -> None:
    """One person's minute."""
    chance = Random(person.number)
    sleep(chance.uniform(0, think))
    with closing(Visitor(port)) as visitor:
        while perf_counter() < until:
            for what, drawing in does.one_round(visitor, person):
                person.taken[what].append(drawing.seconds)
                if drawing.failed():
                    person.failed.append(f"{what}: {drawing.alerts(Alert.ERROR)}")
                sleep(chance.uniform(think / 3, think))


def one_round(visitor: Visitor, person: Person) -> Iterator[tuple[str, Drawing]]:
    """From the overview to a saved change and its result; each step is a click or a field left."""
    query = f"lang=sv&organisation={person.organisation}"
    yield "open the overview", visitor.visit("", query)
    opened = visitor.visit("impact", f"{query}&intervention={person.intervention}")
    yield "open a step", opened
    form = visitor.press(widget(opened, "button", f"-change-effects-{person.works_on}"))
    yield "open an effect", form
    share = 10 + (person.number + 31 * len(person.taken["save"])) % 8000 / 100
    typed = visitor.type(widget(form, "text_input", f"effects/{person.works_on}/impact:deadweight#"), f"{share:.2f}")
    yield "type a figure", typed
    saved = visitor.press(widget(typed, "button", f"effects/{person.works_on}/impact:save"))
    if any(each.startswith(SAVED) for each in saved.alerts(Alert.SUCCESS)):
        person.confirmed.append(round(share / 100, 6))
    else:
        person.failed.append(f"not confirmed: {saved.alerts(Alert.WARNING)}")
    yield "save", saved
    result = visitor.visit("result", visitor.query)
    yield "open the result", result
    horizon = HORIZONS[len(person.taken["save"]) % len(HORIZONS)]
    yield "change the horizon", visitor.mark(widget(result, "button_group", "-horizon-"), horizon)


def widget(drawing: Drawing, kind: str, name: str) -> str:
    """The id of the only widget of this kind whose id has this in it."""
    found = [getattr(each, kind).id for each in drawing.elements() if each.WhichOneof("type") == kind]
    [wanted] = dict.fromkeys(
        each for each in found if name in each and (name.endswith(("#", "-")) or each.endswith(name))
    )
    return wanted


def told(store: Store, everyone: list[Person], does: Work) -> None:
    """Print the times, the errors, and whether every confirmed save is there."""
    taken: dict[str, list[float]] = defaultdict(list)
    for person in everyone:
        for what, seconds in person.taken.items():
            taken[what] += seconds
    print(f"{'':24}{'clicks':>8}{'median ms':>11}{'95 % ms':>10}")
    for what, seconds in {**taken, "all clicks": [each for some in taken.values() for each in some]}.items():
        print(f"{what:24}{len(seconds):>8}" + "{:>11.0f}{:>10.0f}".format(*middle_and_late(seconds)))
    failed = [each for person in everyone for each in person.failed]
    confirmed, saves = sum(len(person.confirmed) for person in everyone), len(taken["save"])
    lost = sum(len(does.missing(store, person)) for person in everyone)
    print(f"errors {len(failed)}; saves {saves}, confirmed {confirmed}, of these lost {lost}; {load()}")
    for each in failed[:5]:
        print(f"  {each}")


def missing(store: Store, person: Person) -> list[float]:
    """The confirmed saves that the history does not tell of, or that the last of does not stand in the chain."""
    acting = Acting(WHO, person.organisation)
    place = f"effects/{person.works_on}/deadweight"
    noted = [each.new["value"] for each in operations.history(store, acting, person.intervention, place)]
    lost = [each for each in person.confirmed if not any(abs(each - value) < 1e-9 for value in noted)]
    effects = operations.load(store, acting, person.intervention).chain.effects
    [now] = [each.deadweight.value for each in effects if each.id == person.works_on]
    stands = not person.confirmed or abs(now - person.confirmed[-1]) < 1e-9
    return lost if stands else [*lost, person.confirmed[-1]]


if __name__ == "__main__":
    measure(sys.argv[1:], Work(seated, one_round, missing))
