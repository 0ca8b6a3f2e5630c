"""Thirty people who log: `python -m tests.benchmarks.bench_logging [KIND] [people] [seconds] [think] [processes]`.

As bench_people, for five minutes unless told otherwise: each opens the to-do list, opens a measurement, types how many
reached it, answered and were asked, and saves the draft. Six log in one intervention, the others each in their own.
Counts afterwards that every confirmed save stands among the value's versions.
"""

from collections import Counter
from collections.abc import Iterator
import sys

from streamlit.proto.Alert_pb2 import Alert

from chain.measurement import Rule
from chain.people import Acting
from storage import operations
from storage.operations import MeasurementKey, Organisation
from storage.store import Store
from tests.benchmarks.bench_people import TOGETHER, Person, Work, measure, widget
from tests.benchmarks.county import WHO, fill
from tests.benchmarks.followed import TODAY, follow_up_all
from tests.benchmarks.ws_client import Drawing, Visitor

INTERVENTIONS, ORGANISATIONS = 200, 1
PERIOD = "2026-10"
"""Over, and nothing logged in it yet."""
ANSWERED, ASKED = "90", "120"
SAVED = "Utkastet är sparat."


def seated(store: Store, people: int) -> list[Person]:
    """Where each works: whoever shares an intervention has an indicator of their own in it."""
    [home] = fill(store, INTERVENTIONS, ORGANISATIONS)
    follow_up_all(store)
    there = [each for each in _shares(store, home) if each[1]]
    shared = max(there, key=lambda each: len(each[1]))
    everyone = [Person(n, home.id, shared[0], shared[1][n]) for n in range(min(TOGETHER, people, len(shared[1])))]
    others = iter([each for each in there if each != shared])
    for n in range(len(everyone), people):
        intervention_id, indicators = next(others)
        everyone.append(Person(n, home.id, intervention_id, indicators[0]))
    return everyone


def _shares(store: Store, home: Organisation) -> Iterator[tuple[str, list[str]]]:
    """Each intervention with its indicators that are shares."""
    acting = Acting(WHO, home.id)
    for each in operations.find_interventions(store, acting, limit=INTERVENTIONS).shown:
        plan = operations.plan_of(store, acting, each.id)
        found = (one.indicator for one in plan.indicators if one.closed_at is None)
        yield each.id, [one.id for one in found if one.rule is Rule.SHARE]


def one_round(visitor: Visitor, person: Person) -> Iterator[tuple[str, Drawing]]:
    """From the list of what is due to a value kept as a draft; each step is a click or a field left."""
    query = f"lang=sv&organisation={person.organisation}"
    yield "open the list", visitor.visit("to_do", query)
    where = f"intervention={person.intervention}&indicator={person.works_on}&period={PERIOD}"
    shown = visitor.visit("log_value", f"{query}&{where}")
    yield "open a measurement", shown
    hits = 1 + (person.number + len(person.taken["save"])) % int(ANSWERED)
    for name, number in (("hits", str(hits)), ("answered", ANSWERED), ("asked", ASKED)):
        shown = visitor.type(widget(shown, "text_input", f"value/{name}#"), number)
        yield "type a number", shown
    saved = visitor.press(widget(shown, "button", f"{person.works_on}/{PERIOD}:save"))
    if any(each.startswith(SAVED) for each in saved.alerts(Alert.SUCCESS)):
        person.confirmed.append(hits)
    else:
        person.failed.append(f"not confirmed: {saved.alerts(Alert.WARNING)}")
    yield "save", saved


def missing(store: Store, person: Person) -> list[float]:
    """The confirmed saves that stand among no versions of the value, or that the last of is not the value."""
    key = MeasurementKey(person.intervention, person.works_on, PERIOD)
    there = operations.measurement(store, Acting(WHO, person.organisation), *key, TODAY)
    kept = [each.observation.total.hits for each in there.versions]
    lost = [*(Counter(person.confirmed) - Counter(kept)).elements()]
    stands = not person.confirmed or kept[:1] == person.confirmed[-1:]
    return lost if stands else [*lost, person.confirmed[-1]]


if __name__ == "__main__":
    measure(sys.argv[1:], Work(seated, one_round, missing))
