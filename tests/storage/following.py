"""A small plan to follow up, people who each have their part in it, and values."""

from datetime import date

from chain.measurement import Cell, Group, GroupCell, Observation, PlannedIndicator, Replacing, Rule, Split, Target
from chain.people import Acting, Grant, Role
from storage import operations
from storage.operations import Done, MeasurementKey, StoredIndicator
from storage.store import Store
from tests.storage.samples import kept, words

TODAY = date(2026, 2, 14)
SEX = Split(
    id="sex", name=words("Kön"), groups=(Group(id="w", name=words("Kvinnor")), Group(id="m", name=words("Män")))
)
SHARE = PlannedIndicator(
    id="M1",
    name=words("Andel i arbete"),
    element="indicators/I1",
    replaces=Replacing(place="effects/E1/deadweight"),
    rule=Rule.SHARE,
    counts=words("I arbete efter tolv månader"),
    first_on=date(2024, 1, 1),
    last_on=date(2028, 12, 31),
    owner="olle",
    reviewer="rut",
    splits=(SEX,),
)
KEY = MeasurementKey("C1", "M1", "2025")


def volume(indicator_id: str = "M2", **changes) -> PlannedIndicator:
    """Another indicator, of an amount."""
    told = {"name": words("Deltagare"), "rule": Rule.FLOW, "replaces": None, "splits": (), "element": "outputs/U1"}
    return SHARE.model_copy(update={"id": indicator_id} | told | changes)


def seen(hits: int = 23, period: str = "2025", **changes) -> Observation:
    """So many of 48 who answered, out of 54."""
    total = Cell(hits=hits, answered=48, asked=54)
    return Observation(indicator_id="M1", period=period, total=total, **changes)


def split(women: int, men: int) -> tuple[GroupCell, ...]:
    """So many of 24 women and of 24 men."""
    told = {"w": women, "m": men}
    return tuple(
        GroupCell(split_id="sex", group_id=group, cell=Cell(hits=hits, answered=24)) for group, hits in told.items()
    )


def amount(value: float, indicator_id: str = "M2", period: str = "2025") -> Observation:
    """An amount."""
    return Observation(indicator_id=indicator_id, period=period, total=Cell(value=value))


def person(home_id: str, who: str, *roles: Role) -> Acting:
    """Someone who has signed in, with these roles for the whole organisation."""
    return Acting(who, home_id, frozenset(map(Grant, roles)))


def olle(home) -> Acting:
    """Who plans and enters."""
    return person(home.id, "olle", Role.PROJECT_OWNER)


def rut(home) -> Acting:
    """Who reviews."""
    return person(home.id, "rut", Role.REVIEWER)


def planned(store: Store, home, *indicators: PlannedIndicator) -> None:
    """The intervention C1 with a plan and a target."""
    kept(store, home.id)
    for each in indicators or (SHARE,):
        assert isinstance(operations.save_indicator(store, olle(home), "C1", each), StoredIndicator)
    target = Target(indicator_id=(indicators or (SHARE,))[0].id, period="2025", value=0.5)
    assert operations.set_target(store, olle(home), "C1", target) == target


def look(store: Store, acting: Acting, key: MeasurementKey = KEY, today: date = TODAY) -> operations.Measurement:
    """The measurement as this person sees it."""
    return operations.measurement(store, acting, *key, today)


def approved(store: Store, home, observation: Observation | None = None) -> Done:
    """A value written, sent in and approved."""
    value = observation or seen()
    key = KEY._replace(indicator_id=value.indicator_id, period=value.period)
    version = look(store, olle(home), key).version
    sent = operations.submit(store, olle(home), key, version, TODAY, value)
    assert isinstance(sent, Done), sent
    done = operations.approve(store, rut(home), key, sent.version, TODAY)
    assert isinstance(done, Done), done
    return done
