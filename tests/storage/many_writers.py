"""Many who enter values at once; and one who does so over and over in a process of its own:
`python -m tests.storage.many_writers ADDRESS ORGANISATION`."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
import sys
from time import perf_counter

from chain.people import Acting
from storage.operations import Conflict, Done, MeasurementKey, measurement, save_value
from storage.store import Store, open_store
from tests.storage.following import KEY, TODAY, seen


@dataclass
class Made:
    """What came of it: how many saves were kept and with which words, errors, and how long each took, seconds."""

    keys: Sequence[MeasurementKey]
    told: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    @property
    def saved(self) -> int:
        """How many saves were kept."""
        return len(self.told)


def log_at_once(
    store: Store, organisation_id: str, keys: Sequence[MeasurementKey], writers: int, each: int, today: date = TODAY
) -> Made:
    """So many people at once write so many values each, in turn at each of the keys; who is overtaken reads anew."""
    made = Made(keys)
    with ThreadPoolExecutor(writers) as crowd:
        list(
            crowd.map(
                lambda n: _one(store, Acting(f"person {n}", organisation_id), made, n, each, today), range(writers)
            )
        )
    return made


def _one(store: Store, acting: Acting, made: Made, number: int, each: int, today: date) -> None:
    for turn in range(each):
        key, words = made.keys[(number + turn) % len(made.keys)], f"{number} {turn}"
        try:
            began = perf_counter()
            while not _save(store, acting, key, words, today):
                pass
            made.waited.append(perf_counter() - began)
            made.told.append(words)
        except Exception as error:
            made.errors.append(repr(error))


def _save(store: Store, acting: Acting, key: MeasurementKey, words: str, today: date) -> bool:
    there = measurement(store, acting, *key, today)
    value = seen(len(words), key.period, comment=words).model_copy(update={"indicator_id": key.indicator_id})
    answer = save_value(store, acting, key.intervention_id, value, there.version, today)
    assert isinstance(answer, Done | Conflict), answer
    return isinstance(answer, Done)


if __name__ == "__main__":
    _, address, organisation_id = sys.argv
    opened, who = open_store(address), Acting("march", organisation_id)
    for turn in range(1_000):
        there = measurement(opened, who, *KEY, TODAY)
        print(save_value(opened, who, "C1", seen(turn % 48), there.version, TODAY).version, flush=True)
