"""Ungdomsstart and what is measured of it: the journey of a project owner who logs the second year."""

from datetime import date

from chain.assumption import Assumption
from chain.measurement import Cell, Group, Observation, PlannedIndicator, Rule, Split, Target
from chain.people import Acting, Grant, Role
from chain.text import Text
from storage import operations
from storage.operations import Done, MeasurementKey, StoredIndicator
from tests.acting import here
from tests.pages.conftest import WHO, Writer
from tests.pages.visit import Visit

TODAY = date(2026, 2, 23)
KEY = MeasurementKey("T1", "M1", "2025")
FORM = "follow_up/M1/2025"
SEX = Split(
    id="sex", name=Text(sv="Kön"), groups=(Group(id="w", name=Text(sv="Kvinnor")), Group(id="m", name=Text(sv="Män")))
)
WORK = PlannedIndicator(
    id="M1",
    name=Text(sv="Andel i arbete eller studier efter 12 månader", en="Share in work or studies after 12 months"),
    element="chain",
    rule=Rule.SHARE,
    counts=Text(sv="I arbete eller studier", en="In work or studies"),
    first_on=date(2025, 1, 1),
    last_on=date(2030, 12, 31),
    baseline=Assumption(value=0.22),
    baseline_year=2023,
    splits=(SEX,),
)


class _Day(date):
    """The day of the journey."""

    @classmethod
    def today(cls) -> date:
        """Nine days after the first value was due."""
        return TODAY


def on_the_day(monkeypatch) -> None:
    """Let the pages think it is the day of the journey."""
    monkeypatch.setattr("pages.parts.today.date", _Day)


def planned(writer: Writer) -> Writer:
    """Three measurements are due, one of them late; the first has a target."""
    others = {"M2": ("Deltagare", "Participants"), "M3": ("Kostnad", "Cost")}
    more = [
        WORK.model_copy(
            update={"id": name, "name": Text(sv=sv, en=en), "rule": Rule.FLOW, "splits": (), "due_days": 90}
            | {"baseline": None, "baseline_year": None, "counts": Text()}
        )
        for name, (sv, en) in others.items()
    ]
    for each in (WORK, *more):
        made = operations.save_indicator(writer.store, here(writer.store, WHO), "T1", each)
        assert isinstance(made, StoredIndicator), made
    target = Target(indicator_id="M1", period="2025", value=0.5)
    assert operations.set_target(writer.store, here(writer.store, WHO), "T1", target) == target
    return writer


def seen(hits: int = 23, period: str = "2025") -> Observation:
    """So many of 48 who answered, out of 54."""
    return Observation(indicator_id="M1", period=period, total=Cell(hits=hits, answered=48, asked=54))


def now(writer: Writer) -> operations.Measurement:
    """The first measurement as it stands."""
    return operations.measurement(writer.store, here(writer.store), *KEY, TODAY)


def sent(writer: Writer, who: str = WHO, value: Observation | None = None) -> Done:
    """The value sent in."""
    acting = here(writer.store, who)
    done = operations.submit(writer.store, acting, KEY, now(writer).version, TODAY, value or seen())
    assert isinstance(done, Done), done
    return done


def approved(writer: Writer, value: Observation | None = None) -> Done:
    """The value sent in and approved."""
    done = operations.approve(writer.store, here(writer.store), KEY, sent(writer, value=value).version, TODAY)
    assert isinstance(done, Done), done
    return done


def signed_in(monkeypatch, writer: Writer, *roles: Role, who: str = "rut") -> None:
    """From now on the visitor is someone who has signed in with these roles."""
    acting = Acting(who, writer.home, frozenset(map(Grant, roles)))
    monkeypatch.setattr("pages.parts.workspace.acting", lambda: acting)


def at(page: str, lang: str = "sv") -> Visit:
    """A page opened on the first measurement."""
    return Visit(page, intervention="T1", indicator="M1", period="2025", lang=lang)
