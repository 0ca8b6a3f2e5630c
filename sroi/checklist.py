"""How one item of the honesty checklist is judged: by the checks' rules, by counts, or by a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from chain.model import Chain
from chain.problem import Problem
from chain.walk import Step, step_of
from sroi.results import Result
from sroi.settings import Settings


class State(StrEnum):
    """How an item stands. `PERSON`: the data cannot tell, someone has to answer."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    PERSON = "person"


@dataclass(frozen=True)
class Row:
    """One item of the checklist: its principle (1–8), how it stands, and the counts that say so.

    `place` is where to mend it (`kind/id/field` or `chain/field`): the first gap, or where the item is answered.
    `problems` are the broken rules behind it.
    """

    principle: int
    item: str
    state: State
    place: str
    evidence: tuple[tuple[str, int], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def step(self) -> Step:
        """The link of the chain where it is mended."""
        return step_of(self.place)


@dataclass(frozen=True)
class Told:
    """What the page knows and the chain does not. `uncertainty_shown`: the ratio is told with its interval; None where
    that is unknown."""

    uncertainty_shown: bool | None = None


@dataclass(frozen=True)
class Evidence:
    """All that the items look at."""

    chain: Chain
    settings: Settings
    result: Result | None
    told: Told
    problems: tuple[Problem, ...]
    today: date

    def of(self, *codes: str, kind: str = "") -> tuple[Problem, ...]:
        """The problems with these codes (a code ending in a point means all that begin so), in one kind of place."""
        return tuple(
            each
            for each in self.problems
            if each.place.startswith(kind)
            and any(each.code == c or (c[-1] == "." and each.code.startswith(c)) for c in codes)
        )

    @cached_property
    def counted(self) -> list:
        """The effects of the calculation."""
        return [each for each in self.chain.effects if each.in_base_case or self.settings.with_optional]

    @cached_property
    def ratio(self) -> float | None:
        """The settings' ratio, None without one."""
        return self.result.total(self.settings.perspective).ratio if self.result else None


Finding = (
    tuple[State, tuple[tuple[str, int], ...], tuple[Problem, ...]]
    | tuple[State, tuple[tuple[str, int], ...], tuple[Problem, ...], str]
)
"""How it stands, the counts, the broken rules, and the place of the first gap where no rule names it."""


@dataclass(frozen=True)
class Item:
    """One item: its principle, key, where it is answered, and how it is found."""

    principle: int
    key: str
    home: str
    find: Callable[[Evidence], Finding]

    def row(self, seen: Evidence) -> Row:
        """The item as it stands."""
        state, evidence, problems, *first = self.find(seen)
        place = problems[0].place if problems else first[0] if first else self.home
        return Row(self.principle, self.key, state, place, evidence, problems)


# --- how an item is judged -------------------------------------------------------------------------------------------


def graded(total: int, lacking: Iterable[str], problems: tuple[Problem, ...], empty: State = State.MISSING) -> Finding:
    """Met when none of `total` lacks it, missing when all do, else partly; `empty` when there is nothing to look at."""
    without = len(set(lacking))
    state = empty if not total else State.MET if not without else State.MISSING if without >= total else State.PARTLY
    return state, (("total", total), ("lacking", without)), problems


def by_rules(*codes: str, missing: tuple[str, ...] = (), total: Callable[[Chain], int] | None = None, kind: str = "",
             depth: int = 2, empty: State = State.MISSING) -> Callable[[Evidence], Finding]:  # fmt: skip
    """Judged by the checks' rules: one of `missing` means missing, any other partly, or counted against a `total`.

    `depth` tells what is counted once: 2 elements, 3 fields.
    """

    def find(seen: Evidence) -> Finding:
        wholly, hits = seen.of(*missing, kind=kind), seen.of(*codes, kind=kind)
        of = 1 if total is None else total(seen.chain)
        state, evidence, _ = graded(of, ("/".join(hit.place.split("/")[:depth]) for hit in hits), hits, empty)
        if total is None:
            state, evidence = (State.PARTLY if hits else State.MET), (("lacking", len(hits)),)
        return (State.MISSING if wholly else state), evidence, wholly + hits

    return find


def where(exists: Callable[[Chain], object], judged: Callable[[Evidence], Finding], empty: State) -> Callable:
    """Judged only where there is something to judge."""
    return lambda seen: judged(seen) if exists(seen.chain) else (empty, (), ())
