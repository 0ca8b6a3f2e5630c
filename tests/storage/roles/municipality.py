"""One municipality with something of everything, its neighbours, and a person of every kind."""

from dataclasses import dataclass, replace
from datetime import date

from chain.forecast.model import Comparison
from chain.model import Goal
from chain.people import LOCAL, MAY, Access, Acting, Grant, Role, Wish
from chain.retention import Kind
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from storage.unit_of_work import Store
from tests.storage.asking import FAR_AHEAD, NEVER, said, seals
from tests.storage.following import SHARE, TODAY, seen, volume
from tests.storage.samples import number, small_chain, with_deadweight, words
from tests.storage.telling import TEMPLATE, link, put

ONE, OTHER, FORECAST = "the-one", "the-other", "the-forecast"
HOME, GUEST, FAR = "Hemlinge", "Grannby", "Fjärrby"
SECRETS = ("Hemlig", "Läxhjälp", "Fastställt", "bo-på-hemlinge")


@dataclass(frozen=True)
class Target:
    """What is asked for; or ids that nothing ever had."""

    id: str = NEVER
    version: str = NEVER
    open_redaction: str = NEVER
    set: str = NEVER
    printed: str = NEVER
    comparison: str = NEVER
    far: str = NEVER
    person: str = NEVER
    invitation: str = NEVER
    evidence: str = NEVER
    link: str = NEVER
    template: str = NEVER


@dataclass(frozen=True)
class Held:
    """A role, for everything or for one intervention; None: no role at all."""

    role: Role | None
    scope: str | None = None

    def __str__(self) -> str:
        return f"{self.role or 'nobody'}{'-of-one' if self.scope else ''}"

    @property
    def grants(self) -> frozenset[Grant]:
        """The person's roles."""
        return frozenset({Grant(self.role, self.scope)} if self.role else ())

    def wishes(self, of_one: bool) -> frozenset[Wish]:
        """What `MAY` says that this one may do with the one intervention, or with the organisation as a whole."""
        return MAY[self.role] if self.role and (of_one or not self.scope) else frozenset()


EVERYBODY = (
    *map(Held, Role),
    *(Held(role, ONE) for role in Role if role is not Role.ADMINISTRATOR),
    Held(None),
)


def home_of(store: Store, name: str) -> str:
    """The id of the organisation of this name."""
    return next(each.id for each in operations.organisations(store, LOCAL) if each.name == name)


def come_in(store: Store, acting: Acting, login: str, grants: frozenset[Grant]) -> operations.Person:
    """Somebody invited, who comes in."""
    made = operations.invite(store, acting, login, login, grants)
    assert isinstance(made, operations.Invited), made
    return operations.sign_in_from(store, "oidc", "idp", login, login).person


def somebody(store: Store, held: Held, place: str = HOME, who: str = "") -> Acting:
    """Who has this role, at work with it: by their own id, or in the name of the one who did what can be undone."""
    home = home_of(store, place)
    people = operations.people_of(store, Acting(LOCAL, home))
    own = (each.person.id for each in people if each.person.login == f"{held}@{home}".lower())
    return Acting(who or next(own, "nobody"), home, held.grants)


def own_price(s: Store) -> operations.LibraryPrice:
    """A price that is nobody else's."""
    like = operations.prices(s, Acting(LOCAL, home_of(s, HOME)))[0]
    return replace(like, library_id="eget-pris", price=number(5.0))


def measured(there: Target, year: str) -> operations.MeasurementKey:
    """The measurement of a year: of 2023 locked, of 2024 sent in, of 2025 a draft with a file."""
    return operations.MeasurementKey(there.id, "M1", year)


def settle(store: Store) -> None:
    """Make the municipality, its neighbours, and its people."""
    home, guest, _ = (operations.start_empty(store, LOCAL, name).id for name in (HOME, GUEST, FAR))
    bo, anna = Acting("bo-på-hemlinge", home), Acting("anna", home)
    operations.save_goal(store, bo, Goal(id="G1", name=words("Hemligt mål")))
    operations.save_own_price(store, bo, own_price(store))
    operations.lock_assumptions(store, bo, SWEDISH_PUBLIC_SECTOR, "Fastställt")
    operations.add_printed_report(store, bo, Report(title="Hemlig rapport"))
    for name in (ONE, OTHER):
        operations.create(store, bo, small_chain(name))
    operations.add_comparison(store, anna, Comparison(id=FORECAST, name=words("Hemlig jämförelse")), ONE)
    operations.save_comparison(store, anna, Comparison(id=FORECAST, name=words("Hemlig jämförelse två")), 1)
    operations.save_draft(store, bo.who, ONE, "effects/E1", {"deadweight": "0,5"})
    operations.dispose(store, bo, {Kind.DRAFTS: seals(store, bo)[Kind.DRAFTS]}, FAR_AHEAD)
    done = operations.propose_redaction(store, bo, ONE, "Träffar", "Ett skäl")
    operations.confirm_redaction(store, anna, done.id)
    operations.save(store, bo, with_deadweight(operations.load(store, bo, ONE).chain, 0.4), 2)
    operations.save(store, anna, with_deadweight(operations.load(store, bo, ONE).chain, 0.5), 3)
    operations.keep_version(store, bo, ONE, 4, SWEDISH_PUBLIC_SECTOR, "Till nämnden", drawing=None)
    [told] = operations.versions(store, bo, ONE)
    put(store, bo, told.id, "Hemliga ord")
    link(store, bo, told.id, name="Hemlig läsare")
    telling.add_deck_template(store, bo, "Hemlig mall", TEMPLATE)
    operations.propose_redaction(store, bo, ONE, "Timmar", "Ett skäl")
    follow_up(store, bo)
    operations.share(store, bo, ONE, guest, Access.WRITE)
    operations.switch_statistics(store, bo, True)
    operations.choose_statistics(store, bo, ["N31849"], ["9999"])
    operations.keep_statistics(store, bo, said("Hemligt nyckeltal").fetched)
    for place in (home, guest):
        for held in EVERYBODY[:-1]:
            come_in(store, Acting(LOCAL, place), f"{held}@{place}".lower(), held.grants)
    person = operations.accept_invitation(
        store,
        operations.invite(store, Acting(LOCAL, home), "vera@hemlinge.se", "Vera", {Grant(Role.READER)}).token,
        "Vera",
        "en lång lösenfras",
    ).person
    assert person.login == "vera@hemlinge.se"
    operations.invite(store, Acting(LOCAL, home), "vilma@hemlinge.se", "Vilma", {Grant(Role.READER)})


def follow_up(store: Store, acting: Acting) -> None:
    """A plan with a locked value, one that is sent in, and a draft with a file."""
    planned = SHARE.model_copy(update={"first_on": date(2023, 1, 1), "name": words("Hemlig andel")})
    for each in (planned, volume("M2"), volume("M3")):
        operations.save_indicator(store, acting, ONE, each)
    operations.close_indicator(store, acting, ONE, "M3", 1)
    there = Target(ONE)
    for year in ("2023", "2024"):
        operations.submit(store, acting, measured(there, year), 1, TODAY, seen(23, year))
    operations.approve(store, acting, measured(there, "2023"), 2, TODAY)
    operations.lock_period(store, acting, ONE, "2023", TODAY)
    operations.save_value(store, acting, ONE, seen(), 1, TODAY)
    operations.add_evidence(store, acting, measured(there, "2025"), "Hemlig fil.txt", b"svar", TODAY)
