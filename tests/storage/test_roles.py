"""Every operation asked by every role, for everything and for one intervention, by nobody, and by someone shut off.

What each should answer follows from `chain.people.MAY` and one table here: which wish an operation needs, and on what.
A new operation without an entry fails. Everything is asked in rehearsal: each transaction is rolled back at its end.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
import inspect
from pathlib import Path

import pytest
from sqlalchemy import event

from chain.forecast.model import Comparison
from chain.measurement import Target as Goalpost
from chain.model import Goal
from chain.people import LOCAL, MAY, NEEDS, Access, Acting, Grant, Role, Wish
from chain.retention import Kind
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Wanted
from storage.store import open_store
from storage.unit_of_work import Store
from tests.storage.following import SHARE, TODAY, seen, volume
from tests.storage.look import rows_of
from tests.storage.samples import number, small_chain, with_deadweight, words
from tests.storage.test_organisations_apart import NEVER, codes, counted, said, seals

ONE, OTHER, FORECAST = "the-one", "the-other", "the-forecast"
HOME, GUEST, FAR = "Hemlinge", "Grannby", "Fjärrby"
SECRETS = ("Hemlig", "Läxhjälp", "Fastställt", "bo-på-hemlinge")
IN_THE_WAY = ("storage.not_archived", "storage.comparison_not_archived")
"""What is answered to somebody who may, but first has to put the thing away."""


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


Call = Callable[[Store, Acting, Target], object]


@dataclass(frozen=True)
class Entry:
    """How an operation is asked, which wish it needs and, in whose name it stands in a group below, on what."""

    wish: Wish
    call: Call


def changed(there: Target):
    """The chain with a change."""
    return with_deadweight(small_chain(there.id), 0.7)


def own_price(s: Store) -> operations.LibraryPrice:
    """A price that is nobody else's."""
    like = operations.prices(s, Acting(LOCAL, home_of(s, HOME)))[0]
    return replace(like, library_id="eget-pris", price=number(5.0))


def measured(there: Target, year: str) -> operations.MeasurementKey:
    """The measurement of a year: of 2023 locked, of 2024 sent in, of 2025 a draft with a file."""
    return operations.MeasurementKey(there.id, "M1", year)


def many(period: str) -> list[operations.Entry]:
    """One value of many."""
    return [operations.Entry(seen(25, period), 2)]


def post(indicator_id: str) -> Goalpost:
    """A target."""
    return Goalpost(indicator_id=indicator_id, period="2025", value=50)


FOLLOWED: dict[str, Entry] = {
    "plan_of": Entry(Wish.READ, lambda s, a, it: operations.plan_of(s, a, it.id)),
    "measurement": Entry(Wish.READ, lambda s, a, it: operations.measurement(s, a, *measured(it, "2025"), TODAY)),
    "follow_up_of": Entry(Wish.READ, lambda s, a, it: operations.follow_up_of(s, a, it.id)),
    "evidence": Entry(Wish.READ, lambda s, a, it: operations.evidence(s, a, it.id, it.evidence)),
    "reporting_status": Entry(Wish.READ, lambda s, a, it: operations.reporting_status(s, a, [it.id], TODAY)),
    "colleagues": Entry(Wish.PLAN, lambda s, a, it: operations.colleagues(s, a, it.id)),
    "save_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.save_indicator(s, a, it.id, volume("M9"))),
    "set_target": Entry(Wish.PLAN, lambda s, a, it: operations.set_target(s, a, it.id, post("M2"))),
    "close_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.close_indicator(s, a, it.id, "M2", 1)),
    "reopen_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.reopen_indicator(s, a, it.id, "M3", 2)),
    "succeed_indicator": Entry(
        Wish.PLAN, lambda s, a, it: operations.succeed_indicator(s, a, it.id, "M2", volume("M9"), 1)
    ),
    "remove_indicator": Entry(Wish.PLAN, lambda s, a, it: operations.remove_indicator(s, a, it.id, "M2", 1)),
    "open_values": Entry(Wish.LOG, lambda s, a, it: operations.open_values(s, a, it.id, TODAY)),
    "save_value": Entry(Wish.LOG, lambda s, a, it: operations.save_value(s, a, it.id, seen(24), 2, TODAY)),
    "submit": Entry(Wish.LOG, lambda s, a, it: operations.submit(s, a, measured(it, "2025"), 2, TODAY)),
    "take_back": Entry(Wish.LOG, lambda s, a, it: operations.take_back(s, a, measured(it, "2024"), 2, TODAY)),
    "save_many": Entry(Wish.LOG, lambda s, a, it: operations.save_many(s, a, it.id, many("2025"), TODAY)),
    "add_evidence": Entry(
        Wish.LOG, lambda s, a, it: operations.add_evidence(s, a, measured(it, "2025"), "a.txt", b"mer", TODAY)
    ),
    "remove_evidence": Entry(
        Wish.LOG, lambda s, a, it: operations.remove_evidence(s, a, measured(it, "2025"), it.evidence, TODAY)
    ),
    "ask_reopening": Entry(
        Wish.LOG, lambda s, a, it: operations.ask_reopening(s, a, measured(it, "2023"), "Fel", 4, TODAY)
    ),
    "return_value": Entry(
        Wish.REVIEW, lambda s, a, it: operations.return_value(s, a, measured(it, "2024"), "Se över", 2, TODAY)
    ),
    "approve": Entry(Wish.REVIEW, lambda s, a, it: operations.approve(s, a, measured(it, "2024"), 2, TODAY)),
    "lock_period": Entry(Wish.REVIEW, lambda s, a, it: operations.lock_period(s, a, it.id, "2024", TODAY)),
    "reopen": Entry(
        Wish.REOPEN, lambda s, a, it: operations.reopen(s, a, measured(it, "2023"), TODAY, "Fel", 4, TODAY)
    ),
}
OF_ONE: dict[str, Entry] = FOLLOWED | {
    "load": Entry(Wish.READ, lambda s, a, it: operations.load(s, a, it.id)),
    "load_several": Entry(Wish.READ, lambda s, a, it: operations.load_several(s, a, [it.id])),
    "history": Entry(Wish.READ, lambda s, a, it: operations.history(s, a, it.id)),
    "history_places": Entry(Wish.READ, lambda s, a, it: operations.history_places(s, a, it.id)),
    "sharings": Entry(Wish.READ, lambda s, a, it: operations.sharings(s, a, it.id)),
    "versions": Entry(Wish.READ, lambda s, a, it: operations.versions(s, a, it.id)),
    "versions_with": Entry(Wish.READ, lambda s, a, it: operations.versions_with(s, a, it.id, "Läxhjälp")),
    "version": Entry(Wish.READ, lambda s, a, it: operations.version(s, a, it.version)),
    "redactions": Entry(Wish.READ, lambda s, a, it: operations.redactions(s, a, it.id)),
    "save": Entry(Wish.WRITE, lambda s, a, it: operations.save(s, a, changed(it), 4)),
    "last_own_changes": Entry(Wish.WRITE, lambda s, a, it: operations.last_own_changes(s, a, it.id)),
    "undo": Entry(Wish.WRITE, lambda s, a, it: operations.undo(s, a, it.id)),
    "propose_redaction": Entry(
        Wish.WRITE, lambda s, a, it: operations.propose_redaction(s, a, it.id, "Skolan", "Ett skäl")
    ),
    "withdraw_redaction": Entry(Wish.WRITE, lambda s, a, it: operations.withdraw_redaction(s, a, it.open_redaction)),
    "confirm_redaction": Entry(Wish.WRITE, lambda s, a, it: operations.confirm_redaction(s, a, it.open_redaction)),
    "keep_version": Entry(
        Wish.KEEP,
        lambda s, a, it: operations.keep_version(s, a, it.id, 4, SWEDISH_PUBLIC_SECTOR, "Ny", drawing=None),
    ),
    "share": Entry(Wish.OWN, lambda s, a, it: operations.share(s, a, it.id, it.far, Access.READ)),
    "unshare": Entry(Wish.OWN, lambda s, a, it: operations.unshare(s, a, it.id, it.far)),
    "archive": Entry(Wish.OWN, lambda s, a, it: operations.archive(s, a, it.id)),
    "restore": Entry(Wish.OWN, lambda s, a, it: operations.restore(s, a, it.id)),
    "delete_for_good": Entry(Wish.OWN, lambda s, a, it: operations.delete_for_good(s, a, it.id, "Läxhjälp")),
}
"""On one intervention: for a role in it, or in everything."""
OF_ALL: dict[str, Entry] = {
    "load_comparison": Entry(Wish.READ, lambda s, a, it: operations.load_comparison(s, a, it.comparison)),
    "comparison_history": Entry(Wish.READ, lambda s, a, it: operations.comparison_history(s, a, it.comparison)),
    "printed_report": Entry(Wish.READ, lambda s, a, it: operations.printed_report(s, a, it.printed)),
    "save_comparison": Entry(
        Wish.COMPARE, lambda s, a, it: operations.save_comparison(s, a, Comparison(id=it.comparison), 2)
    ),
    "last_own_comparison_changes": Entry(
        Wish.COMPARE, lambda s, a, it: operations.last_own_comparison_changes(s, a, it.comparison)
    ),
    "undo_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.undo_comparison(s, a, it.comparison)),
    "copy_comparison": Entry(
        Wish.COMPARE, lambda s, a, it: operations.copy_comparison(s, a, it.comparison, words("Kopia"), "a-copy")
    ),
    "point_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.point_comparison(s, a, it.comparison, it.id)),
    "restore_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.restore_comparison(s, a, it.comparison)),
    "archive_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.archive_comparison(s, a, it.comparison)),
    "delete_comparison": Entry(
        Wish.COMPARE, lambda s, a, it: operations.delete_comparison(s, a, it.comparison, "Hemlig jämförelse")
    ),
    "save_printed_report": Entry(
        Wish.COMPARE, lambda s, a, it: operations.save_printed_report(s, a, it.printed, Report(title="Ny"), 1)
    ),
    "delete_printed_report": Entry(Wish.COMPARE, lambda s, a, it: operations.delete_printed_report(s, a, it.printed)),
}
"""On a thing of the organisation's: for a role in everything; without READ it is as if it never was."""
key = operations.comparison_key
ABOUT_A_COMPARISON: dict[str, Entry] = {
    "history": Entry(Wish.READ, lambda s, a, it: operations.history(s, a, key(it.comparison))),
    "history_places": Entry(Wish.READ, lambda s, a, it: operations.history_places(s, a, key(it.comparison))),
    "propose_redaction": Entry(
        Wish.COMPARE,
        lambda s, a, it: operations.propose_redaction(s, a, key(it.comparison), "jämförelse två", "Ett skäl"),
    ),
}
"""What is asked of an intervention by its id is asked of a comparison by its key."""
DONE: dict[str, Entry] = {
    "create": Entry(Wish.BEGIN, lambda s, a, it: operations.create(s, a, small_chain("a-new-one"))),
    "import_chain": Entry(Wish.BEGIN, lambda s, a, it: operations.import_chain(s, a, small_chain("a-new-one"))),
    "add_comparison": Entry(Wish.COMPARE, lambda s, a, it: operations.add_comparison(s, a, Comparison(id="a-new-one"))),
    "add_printed_report": Entry(Wish.COMPARE, lambda s, a, it: operations.add_printed_report(s, a, Report(title="Ny"))),
    "would_be_locked": Entry(Wish.READ, lambda s, a, it: operations.would_be_locked(s, a, SWEDISH_PUBLIC_SECTOR)),
    "lock_assumptions": Entry(
        Wish.REGISTER, lambda s, a, it: operations.lock_assumptions(s, a, SWEDISH_PUBLIC_SECTOR, "Nytt")
    ),
    "save_goal": Entry(Wish.REGISTER, lambda s, a, it: operations.save_goal(s, a, Goal(id="G2", name=words("Nytt")))),
    "retire_goal": Entry(Wish.REGISTER, lambda s, a, it: operations.retire_goal(s, a, "G1")),
    "save_own_price": Entry(Wish.REGISTER, lambda s, a, it: operations.save_own_price(s, a, own_price(s))),
    "reset_own_price": Entry(Wish.REGISTER, lambda s, a, it: operations.reset_own_price(s, a, "eget-pris")),
    "rename_organisation": Entry(Wish.ADMINISTER, lambda s, a, it: operations.rename_organisation(s, a, "Nylinge")),
    "set_retention_rule": Entry(
        Wish.ADMINISTER, lambda s, a, it: operations.set_retention_rule(s, a, Kind.PRINTED, 3, "Beslut", 0)
    ),
    "due_for_disposal": Entry(Wish.ADMINISTER, lambda s, a, it: operations.due_for_disposal(s, a, date(2100, 1, 1))),
    "disposals": Entry(Wish.ADMINISTER, lambda s, a, it: operations.disposals(s, a)),
    "dispose": Entry(Wish.ADMINISTER, lambda s, a, it: operations.dispose(s, a, seals(s, a), date(2100, 1, 1))),
    "switch_statistics": Entry(Wish.ADMINISTER, lambda s, a, it: operations.switch_statistics(s, a, True)),
    "choose_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.choose_statistics(s, a, ["N31849"], ["9999"])),
    "arrange_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.arrange_statistics(s, a, None, 2021, 2022, 1)),
    "ask_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.ask_statistics(s, a)),
    "keep_statistics": Entry(Wish.PLAN, lambda s, a, it: operations.keep_statistics(s, a, said("Ny").fetched)),
    "keep_statistics_lists": Entry(
        Wish.PLAN, lambda s, a, it: operations.keep_statistics_lists(s, a, said("Ny").lists)
    ),
    "invite": Entry(
        Wish.ADMINISTER, lambda s, a, it: operations.invite(s, a, "ny@hemlinge.se", "", {Grant(Role.READER)})
    ),
    "withdraw_invitation": Entry(Wish.ADMINISTER, lambda s, a, it: operations.withdraw_invitation(s, a, it.invitation)),
    "new_password_link": Entry(Wish.ADMINISTER, lambda s, a, it: operations.new_password_link(s, a, it.person)),
    "give_role": Entry(Wish.ADMINISTER, lambda s, a, it: operations.give_role(s, a, it.person, Grant(Role.OPENER))),
    "take_role": Entry(Wish.ADMINISTER, lambda s, a, it: operations.take_role(s, a, it.person, Grant(Role.READER))),
    "deactivate": Entry(Wish.ADMINISTER, lambda s, a, it: operations.deactivate(s, a, it.person)),
    "reactivate": Entry(Wish.ADMINISTER, lambda s, a, it: operations.reactivate(s, a, it.person)),
}
"""In the organisation as a whole: for a role in everything; anybody else is told which roles may."""
LISTED: dict[str, Entry] = {
    "comparisons": Entry(Wish.READ, lambda s, a, it: operations.comparisons(s, a)),
    "printed_reports": Entry(Wish.READ, lambda s, a, it: operations.printed_reports(s, a)),
    "retention_rules": Entry(Wish.READ, lambda s, a, it: operations.retention_rules(s, a)),
    "statistics": Entry(Wish.READ, lambda s, a, it: operations.statistics(s, a)),
    "statistics_series": Entry(Wish.READ, lambda s, a, it: operations.statistics_series(s, a, "N31849")),
    "find_key_figures": Entry(Wish.READ, lambda s, a, it: operations.find_key_figures(s, a)),
    "find_areas": Entry(Wish.READ, lambda s, a, it: operations.find_areas(s, a, "")),
    "people_of": Entry(Wish.ADMINISTER, lambda s, a, it: operations.people_of(s, a)),
    "invitations": Entry(Wish.ADMINISTER, lambda s, a, it: operations.invitations(s, a)),
    "people_history": Entry(Wish.ADMINISTER, lambda s, a, it: operations.people_history(s, a)),
}
"""Lists of the organisation's: empty for anybody whose role does not cover it."""
REGISTERS: dict[str, Call] = {
    "goals": lambda s, a, it: operations.goals(s, a),
    "prices": lambda s, a, it: operations.prices(s, a),
    "set_in_force": lambda s, a, it: operations.set_in_force(s, a),
    "assumption_set": lambda s, a, it: operations.assumption_set(s, a, it.set),
    "assumption_sets": lambda s, a, it: operations.assumption_sets(s, a),
}
"""What an intervention is written and counted with: for everyone who may read any."""
WITH_TESTS_OF_THEIR_OWN = {"copy", "find_interventions", "names_of", "others", "put_forecast", "to_do"}
"""Asked as somebody, below."""
NOT_ASKED_AS_ANYBODY = {
    *("accept_invitation", "acting_for", "change_password", "invitation_of", "organisations", "sign_in"),
    *("sign_in_from", "sign_out", "sign_out_everywhere", "start_empty", "start_with_example", "visit_of"),
    *("changes", "comparison_key", "new_intervention_id", "price_guides", "printed_drafts", "with_forecast"),
    "statistics_themes",
    *("discard_draft", "draft", "open_drafts", "preference", "save_draft", "set_preference"),
    *("claim_reminder", "note_reminder", "reminders_due"),
}
"""Coming in (test_signing_in, test_people), what is the same for all, a person's own drafts and
choices, and what the program does by itself, as far as each person's roles go (test_reminders)."""


def test_every_operation_has_its_place_in_the_table():
    known = {name: getattr(operations, name) for name in operations.__all__}
    functions = {name: inspect.signature(each) for name, each in known.items() if inspect.isfunction(each)}
    asked = {name for name, signature in functions.items() if "acting" in signature.parameters}
    assert asked == {*OF_ONE, *OF_ALL, *DONE, *LISTED, *REGISTERS, *WITH_TESTS_OF_THEIR_OWN}
    assert set(functions) - asked == NOT_ASKED_AS_ANYBODY


# --- one municipality, with a person of every kind --------------------------------------------------------------------


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
    operations.dispose(store, bo, {Kind.DRAFTS: seals(store, bo)[Kind.DRAFTS]}, date(2100, 1, 1))
    done = operations.propose_redaction(store, bo, ONE, "Träffar", "Ett skäl")
    operations.confirm_redaction(store, anna, done.id)
    operations.save(store, bo, with_deadweight(operations.load(store, bo, ONE).chain, 0.4), 2)
    operations.save(store, anna, with_deadweight(operations.load(store, bo, ONE).chain, 0.5), 3)
    operations.keep_version(store, bo, ONE, 4, SWEDISH_PUBLIC_SECTOR, "Till nämnden", drawing=None)
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


class _OverError(Exception):
    pass


def rehearse(store: Store) -> Store:
    """From now on every transaction of this store is rolled back at its end."""

    @contextmanager
    def writing(about: str = "") -> Iterator:
        try:
            with Store.writing(store, about) as db:
                yield db
                raise _OverError
        except _OverError:
            pass

    store.writing = writing
    return store


@pytest.fixture(scope="module")
def place(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str | Path:
    """Where the municipality is."""
    on_server = database == "postgres"
    made = request.getfixturevalue("cluster").database() if on_server else tmp_path_factory.mktemp("roles") / "r.db"
    with closing(open_store(made)) as store:
        settle(store)
    return made


@pytest.fixture(scope="module")
def rehearsed(place: str | Path) -> Iterator[Store]:
    """The municipality, to be asked everything and left as it was."""
    with closing(open_store(place)) as store:
        before = rows_of(str(place))
        yield rehearse(store)
        assert rows_of(str(place)) == before


@pytest.fixture(scope="module")
def real(rehearsed: Store) -> Target:
    """All that can be asked for."""
    local = Acting(LOCAL, home_of(rehearsed, HOME))
    [kept], [locked] = operations.versions(rehearsed, local, ONE), operations.assumption_sets(rehearsed, local)
    [_, proposed], [typed] = operations.redactions(rehearsed, local, ONE), operations.printed_reports(rehearsed, local)
    [invited], people = operations.invitations(rehearsed, local), operations.people_of(rehearsed, local)
    vera = next(each.person.id for each in people if each.person.name == "Vera")
    far = home_of(rehearsed, FAR)
    [file] = operations.measurement(rehearsed, local, ONE, "M1", "2025", TODAY).evidence
    return Target(ONE, kept.id, proposed.id, locked.id, typed.id, FORECAST, far, vera, invited.id, file.id)


def somebody(store: Store, held: Held, place: str = HOME, who: str = "") -> Acting:
    """Who has this role, at work with it: by their own id, or in the name of the one who did what can be undone."""
    home = home_of(store, place)
    people = operations.people_of(store, Acting(LOCAL, home))
    own = (each.person.id for each in people if each.person.login == f"{held}@{home}".lower())
    return Acting(who or next(own, "nobody"), home, held.grants)


@contextmanager
def written(store: Store) -> Iterator[list[str]]:
    """The statements that change something meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if statement.split(None, 1)[0] in ("INSERT", "UPDATE", "DELETE"):
            sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


def nameless(answer: object, real: Target) -> str:
    """An answer without the ids that were asked for."""
    told = repr(answer)
    for id_ in (*vars(real).values(), NEVER):
        told = told.replace(id_, "?")
    return told


def as_if_never(store: Store, acting: Acting, real: Target, name: str, call: Call) -> None:
    """The answer about the real thing is that about a thing that never was, and nothing is written."""
    with written(store) as sent:
        answer = nameless(call(store, acting, real), real)
    assert answer == nameless(call(store, acting, Target()), real), name
    assert not [word for word in SECRETS if word in answer], name
    assert not sent, name


def lets(store: Store, acting: Acting, real: Target, name: str, call: Call) -> None:
    """It is answered, or done."""
    answer = call(store, acting, real)
    assert not codes(answer) or codes(answer)[0] in IN_THE_WAY, (name, answer)
    done = str(inspect.signature(getattr(operations, name)).return_annotation) == "chain.problem.Problem | None"
    assert answer or done or name in ("remove_indicator", "remove_evidence"), name


def refuses(store: Store, acting: Acting, real: Target, name: str, call: Call, code: str) -> None:
    """It is refused for this reason, and nothing is written."""
    with written(store) as sent:
        answer = call(store, acting, real)
    assert codes(answer) == (code,) or (name.startswith(("last_own", "open_values", "colleagues")) and answer == ()), (
        name,
        answer,
    )
    assert not sent, name


@pytest.mark.parametrize("held", EVERYBODY, ids=str)
def test_a_role_may_what_the_rule_says_and_nothing_else(rehearsed, real, held):
    anna, own = (somebody(rehearsed, held, who=who) for who in ("anna", ""))
    for of_one, table in ((True, OF_ONE), (False, OF_ALL), (False, ABOUT_A_COMPARISON)):
        wishes = held.wishes(of_one)
        for name, entry in table.items():
            if entry.wish in wishes:
                lets(rehearsed, anna, real, name, entry.call)
            elif Wish.READ in wishes:
                refuses(rehearsed, anna, real, name, entry.call, "storage.not_for_role")
            else:
                as_if_never(rehearsed, anna, real, name, entry.call)
    for name, entry in DONE.items():
        if entry.wish in held.wishes(of_one=False):
            lets(rehearsed, own, real, name, entry.call)
        else:
            code = "storage.not_for_role" if held.role else "storage.no_organisation"
            refuses(rehearsed, own, real, name, entry.call, code)
    for name, entry in LISTED.items():
        assert bool(entry.call(rehearsed, own, real)) == (entry.wish in held.wishes(of_one=False)), name
    reads = Wish.READ in held.wishes(of_one=True)
    for name, call in REGISTERS.items():
        if reads:
            assert not codes(call(rehearsed, own, real)), name
            assert call(rehearsed, own, real), name
        else:
            as_if_never(rehearsed, own, real, name, call)


@pytest.mark.parametrize("held", EVERYBODY, ids=str)
def test_one_finds_copies_and_shares_what_the_role_covers(rehearsed, real, held):
    acting, local = somebody(rehearsed, held), Acting(LOCAL, home_of(rehearsed, HOME))
    everything = {each.id for each in operations.find_interventions(rehearsed, local).shown}
    assert everything == {ONE, OTHER}
    readable = everything if Wish.READ in held.wishes(False) else {ONE} if Wish.READ in held.wishes(True) else set()
    for wanted in (Wanted(), Wanted("läxhjälp"), Wanted(order="name")):
        found = operations.find_interventions(rehearsed, acting, wanted)
        assert {each.id for each in found.shown} == readable
        assert found.total == sum(found.statuses.values()) == len(readable)
    assert not operations.find_interventions(rehearsed, acting, Wanted(archived=True)).shown
    assert set(operations.load_several(rehearsed, acting, [ONE, OTHER])) == readable
    copied = codes(operations.copy(rehearsed, acting, ONE, words("Kopia")))
    begins = Wish.BEGIN in held.wishes(False)
    role = "storage.not_for_role" if held.role else "storage.no_organisation"
    assert copied == (("storage.gone",) if ONE not in readable else () if begins else (role,))
    beside = operations.statistics_series(rehearsed, acting, "N31849", ONE)
    assert bool(beside) == (ONE in readable), "beside an indicator of the intervention, for its readers"
    others = {each.name for each in operations.others(rehearsed, acting)}
    assert others == ({GUEST, FAR} if Wish.OWN in held.wishes(True) else set())
    assert operations.names_of(rehearsed, acting, [real.person]) == ({real.person: "Vera"} if held.role else {})


@pytest.mark.parametrize("held", EVERYBODY, ids=str)
def test_a_guest_needs_the_role_at_home_and_the_sharing(rehearsed, real, held):
    """The intervention is shared for writing: a guest's role counts as far as that goes, and no further."""
    acting, wishes = somebody(rehearsed, held, GUEST), held.wishes(True)
    for name, entry in OF_ONE.items():
        if Wish.READ not in wishes:
            as_if_never(rehearsed, acting, real, name, entry.call)
        elif NEEDS[entry.wish] is Access.OWN:
            refuses(rehearsed, acting, real, name, entry.call, "storage.not_for_own")
        elif entry.wish not in wishes:
            refuses(rehearsed, acting, real, name, entry.call, "storage.not_for_role")
        elif name not in ("last_own_changes", "undo"):
            lets(rehearsed, acting, real, name, entry.call)
    for name, entry in OF_ALL.items():
        as_if_never(rehearsed, acting, real, name, entry.call)
    found = operations.find_interventions(rehearsed, acting).shown
    assert [each.id for each in found] == ([ONE] if Wish.READ in wishes else [])
    given_up = codes(operations.unshare(rehearsed, acting, ONE, acting.organisation_id))
    unread = ("storage.gone",) if Wish.READ not in wishes else ("storage.not_for_role",)
    assert given_up == (() if Wish.OWN in wishes else unread)
    whose = home_of(rehearsed, HOME)
    prices = operations.prices(rehearsed, acting, whose)
    theirs = {each.library_id for each in prices} >= {"eget-pris"}
    assert (bool(prices), theirs) == (Wish.READ in wishes, Wish.WRITE in wishes)


@pytest.mark.parametrize(("role", "registers"), [(Role.STRATEGIST, False), (Role.CONTROLLER, True)])
def test_an_import_writes_in_the_register_only_for_those_who_may(rehearsed, role, registers):
    came = operations.import_chain(rehearsed, somebody(rehearsed, Held(role)), small_chain("a-new-one"))
    assert [each.name.sv for each in came.chain.goals] == ["Fler klarar skolan"]
    assert bool(came.goals_added) == registers


def test_a_role_for_everything_costs_a_list_nothing(rehearsed):
    sent = []
    for held in (None, Held(Role.READER)):
        acting = somebody(rehearsed, held) if held else Acting(LOCAL, home_of(rehearsed, HOME))
        for wanted in (Wanted(), Wanted("läxhjälp")):
            with counted(rehearsed) as statements:
                operations.find_interventions(rehearsed, acting, wanted)
            sent.append(statements)
    assert sent[:2] == sent[2:]


# --- somebody shut off, and nobody ------------------------------------------------------------------------------------


def test_who_is_shut_off_reaches_nothing_from_their_next_click_on(store):
    home = operations.start_empty(store, LOCAL, HOME).id
    local = Acting(LOCAL, home)
    for login in ("ada", "bea"):
        come_in(store, local, login, frozenset({Grant(Role.ADMINISTRATOR), Grant(Role.CONTROLLER)}))
    ada, bea = (operations.sign_in_from(store, "oidc", "idp", login, login) for login in ("ada", "bea"))
    stale = operations.acting_for(store, bea.person, home)
    assert operations.organisations(store, bea.person.id) == operations.organisations(store, LOCAL)
    assert operations.deactivate(store, operations.acting_for(store, ada.person, home), bea.person.id) is None
    assert operations.visit_of(store, bea.token) is None
    assert operations.acting_for(store, bea.person, home) is None
    assert operations.organisations(store, bea.person.id) == []
    assert operations.sign_in_from(store, "oidc", "idp", "bea", "bea").code == "people.not_let_in"
    for refused in (
        operations.deactivate(store, stale, ada.person.id),
        operations.invite(store, stale, "carl", "", {Grant(Role.READER)}),
        operations.take_role(store, stale, ada.person.id, Grant(Role.ADMINISTRATOR)),
    ):
        assert codes(refused) == ("storage.not_for_role",), "a page drawn before is asked again"


def test_nobody_and_somebody_without_a_role_have_no_organisation_and_begin_none(rehearsed, real):
    vera = operations.names_of(rehearsed, Acting(LOCAL, home_of(rehearsed, HOME)), [real.person])
    assert vera == {real.person: "Vera"}
    assert [each.name for each in operations.organisations(rehearsed, real.person)] == [HOME]
    for who in ("", "anna", "None", real.person):
        assert who == real.person or operations.organisations(rehearsed, who) == []
        for begun in (
            operations.start_empty(rehearsed, who, "Nyby"),
            operations.start_empty(rehearsed, who, HOME),
            operations.start_with_example(rehearsed, who),
        ):
            assert codes(begun) == ("people.begins_at_the_shell",)


def test_drafts_and_choices_are_ones_own(store):
    for who in ("ada", "bea"):
        operations.save_draft(store, who, ONE, "chain", {"need": who})
        operations.set_preference(store, who, "language", who)
    for who in ("ada", "bea"):
        assert [each.values for each in operations.open_drafts(store, who)] == [{"need": who}]
        assert operations.draft(store, who, ONE, "chain").values == {"need": who}
        assert operations.preference(store, who, "language") == who
    operations.discard_draft(store, "ada", ONE, "chain")
    assert operations.open_drafts(store, "ada") == []
    assert operations.open_drafts(store, "bea") != []
    assert operations.draft(store, "", ONE, "chain") is None
