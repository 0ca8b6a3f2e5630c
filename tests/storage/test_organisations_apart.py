"""Organisations that share an installation: what each may do with another's, and that the rest is as if it were not."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
import inspect
from pathlib import Path
import shutil
from threading import Thread
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from chain.forecast.model import Comparison
from chain.measurement import Target as Goalpost
from chain.model import Goal
from chain.people import LOCAL, Access, Acting
from chain.problem import Problem
from chain.retention import Kind
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Entry, MeasurementKey, Refused, Stored, Wanted
from storage.sources.kolada_answers import Asked, Cell, Fetched, KeyFigure, Lists, Sex
from storage.sources.kolada_answers import Figure as StatisticsFigure
from storage.store import open_store
from storage.unit_of_work import Store
from tests.storage.cluster import Cluster
from tests.storage.databases import POSTGRES
from tests.storage.following import SHARE, TODAY, seen, volume
from tests.storage.look import looking, rows_of
from tests.storage.samples import number, small_chain, with_deadweight, words

FAR = date(2100, 1, 1)
REAL, NEVER = "the-real-one", "no-such-one-"
SECRETS = (
    "Hemlinge",
    "Hemlig rapport",
    "Hemlig jämförelse",
    "Läxhjälp",
    "bo-på-hemlinge",
    "Hemligt mål",
    "Fastställt",
    "Hemligt nyckeltal",
    "Hemlig andel",
    "Hemlig fil",
)
ROLES = ("owner", "writer", "reader", "stranger", "ended")
APART = ("stranger", "ended", "nobody")


@dataclass(frozen=True)
class Target:
    """What is asked for: an intervention and what belongs to it; or ids that nothing ever had."""

    id: str = NEVER
    version: str = NEVER
    redaction: str = NEVER
    other_redaction: str = NEVER
    set: str = NEVER
    owner: str = NEVER
    printed: str = NEVER
    comparison: str = NEVER
    evidence: str = NEVER


def changed(at: Target):
    """A chain under this id, other than the one that is there."""
    return with_deadweight(small_chain(at.id), 0.9)


def other_comparison(comparison_id: str) -> Comparison:
    """A comparison under this id, other than the one that is there."""
    return Comparison(id=comparison_id, name=words("Hemlig jämförelse"), question=words("Vad?"))


def said(title: str) -> SimpleNamespace:
    """What a statistics service says of one key figure: alone in a list, and with a figure."""
    described = (KeyFigure("N31849", title),)
    figures = {Cell("N31849", "9999", 2022, Sex.ALL): StatisticsFigure(4711.5)}
    fetched = Fetched(Asked(("N31849",), ("9999",), (2022,)), described, (), figures)
    return SimpleNamespace(lists=Lists(described, ()), fetched=fetched)


def put_away_and_delete(store: Store, acting: Acting, at: Target):
    """Deletion needs the archive first."""
    return operations.archive(store, acting, at.id) or operations.delete_for_good(store, acting, at.id, "Läxhjälp")


def key(of: Target) -> MeasurementKey:
    """The measurement of the owner's follow-up."""
    return MeasurementKey(of.id, "M1", "2025")


def at(store: Store, acting: Acting, of: Target) -> int:
    """The measurement's version, as far as this person sees it."""
    there = operations.measurement(store, acting, *key(of), TODAY)
    return there.version if there else 1


def sent_in(store: Store, acting: Acting, of: Target) -> int:
    """The same, once its value is sent in by somebody else."""
    other = Acting("olle", acting.organisation_id)
    operations.submit(store, other, key(of), at(store, other, of), TODAY)
    return at(store, acting, of)


def many(store: Store, acting: Acting, of: Target) -> list[Entry]:
    """One value of many."""
    return [Entry(seen(25), at(store, acting, of))]


def goal(indicator_id: str) -> Goalpost:
    """A target."""
    return Goalpost(indicator_id=indicator_id, period="2025", value=50)


def seals(store: Store, acting: Acting) -> dict[Kind, str]:
    """All that is due of the organisation's own."""
    found = operations.due_for_disposal(store, acting, FAR)
    return {each.rule.kind: each.seal for each in found} if isinstance(found, list) else {}


Call = Callable[[Store, Acting, Target], object]
READ: dict[str, Call] = {
    "load": lambda s, a, it: operations.load(s, a, it.id),
    "load_several": lambda s, a, it: operations.load_several(s, a, [it.id]),
    "history": lambda s, a, it: operations.history(s, a, it.id),
    "history_places": lambda s, a, it: operations.history_places(s, a, it.id),
    "sharings": lambda s, a, it: operations.sharings(s, a, it.id),
    "versions": lambda s, a, it: operations.versions(s, a, it.id),
    "versions_with": lambda s, a, it: operations.versions_with(s, a, it.id, "Läxhjälp"),
    "version": lambda s, a, it: operations.version(s, a, it.version),
    "redactions": lambda s, a, it: operations.redactions(s, a, it.id),
    "copy": lambda s, a, it: operations.copy(s, a, it.id, words("Kopia")),
    "plan_of": lambda s, a, it: operations.plan_of(s, a, it.id),
    "measurement": lambda s, a, it: operations.measurement(s, a, *key(it), TODAY),
    "follow_up_of": lambda s, a, it: operations.follow_up_of(s, a, it.id),
    "evidence": lambda s, a, it: operations.evidence(s, a, it.id, it.evidence),
    "reporting_status": lambda s, a, it: operations.reporting_status(s, a, [it.id], TODAY),
}
WRITE: dict[str, Call] = {
    "keep_version": lambda s, a, it: operations.keep_version(s, a, it.id, 1, SWEDISH_PUBLIC_SECTOR, "Nytt"),
    "save": lambda s, a, it: operations.save(s, a, changed(it), 1),
    "last_own_changes": lambda s, a, it: operations.last_own_changes(s, a, it.id),
    "undo": lambda s, a, it: operations.undo(s, a, it.id),
    "propose_redaction": lambda s, a, it: operations.propose_redaction(s, a, it.id, "Bättre betyg", "Ett skäl"),
    "withdraw_redaction": lambda s, a, it: operations.withdraw_redaction(s, a, it.redaction),
    "confirm_redaction": lambda s, a, it: operations.confirm_redaction(s, a, it.other_redaction),
    "colleagues": lambda s, a, it: operations.colleagues(s, a, it.id),
    "save_indicator": lambda s, a, it: operations.save_indicator(s, a, it.id, volume("M2")),
    "set_target": lambda s, a, it: operations.set_target(s, a, it.id, goal("M2")),
    "close_indicator": lambda s, a, it: operations.close_indicator(s, a, it.id, "M2", 1),
    "reopen_indicator": lambda s, a, it: operations.reopen_indicator(s, a, it.id, "M2", 2),
    "succeed_indicator": lambda s, a, it: operations.succeed_indicator(s, a, it.id, "M2", volume("M3"), 3),
    "remove_indicator": lambda s, a, it: operations.remove_indicator(s, a, it.id, "M3", 1),
    "open_values": lambda s, a, it: operations.open_values(s, a, it.id, TODAY),
    "save_value": lambda s, a, it: operations.save_value(s, a, it.id, seen(24), at(s, a, it), TODAY),
    "add_evidence": lambda s, a, it: operations.add_evidence(s, a, key(it), "a.txt", b"mer", TODAY),
    "remove_evidence": lambda s, a, it: operations.remove_evidence(s, a, key(it), it.evidence, TODAY),
    "submit": lambda s, a, it: operations.submit(s, a, key(it), at(s, a, it), TODAY),
    "take_back": lambda s, a, it: operations.take_back(s, a, key(it), at(s, a, it), TODAY),
    "save_many": lambda s, a, it: operations.save_many(s, a, it.id, many(s, a, it), TODAY, "Fel", True),
    "return_value": lambda s, a, it: operations.return_value(s, a, key(it), "Se över", at(s, a, it), TODAY),
    "approve": lambda s, a, it: operations.approve(s, a, key(it), sent_in(s, a, it), TODAY),
    "lock_period": lambda s, a, it: operations.lock_period(s, a, it.id, "2025", TODAY),
    "ask_reopening": lambda s, a, it: operations.ask_reopening(s, a, key(it), "Fel", at(s, a, it), TODAY),
    "reopen": lambda s, a, it: operations.reopen(s, a, key(it), TODAY, "Fel", at(s, a, it), TODAY),
}
OWN: dict[str, Call] = {
    "share": lambda s, a, it: operations.share(s, a, it.id, it.owner, Access.WRITE),
    "unshare": lambda s, a, it: operations.unshare(s, a, it.id, it.owner),
    "archive": lambda s, a, it: operations.archive(s, a, it.id),
    "restore": lambda s, a, it: operations.restore(s, a, it.id),
    "delete_for_good": put_away_and_delete,
}
REGISTER: dict[str, Call] = {
    "goals": lambda s, a, it: operations.goals(s, a, it.owner, retired=True),
    "prices": lambda s, a, it: operations.prices(s, a, it.owner),
    "set_in_force": lambda s, a, it: operations.set_in_force(s, a, it.owner),
    "assumption_set": lambda s, a, it: operations.assumption_set(s, a, it.set),
}
"""What those who may write in an owner's intervention read of the owner's."""
ONES_OWN: dict[str, Call] = {
    "assumption_sets": lambda s, a, it: operations.assumption_sets(s, a),
    "would_be_locked": lambda s, a, it: operations.would_be_locked(s, a, SWEDISH_PUBLIC_SECTOR),
    "lock_assumptions": lambda s, a, it: operations.lock_assumptions(s, a, SWEDISH_PUBLIC_SECTOR, "Egen"),
    "save_goal": lambda s, a, it: operations.save_goal(s, a, Goal(id="G1", name=words("Annat mål"))),
    "retire_goal": lambda s, a, it: operations.retire_goal(s, a, "G1"),
    "save_own_price": lambda s, a, it: operations.save_own_price(s, a, own_price(s, a, 5.0)),
    "reset_own_price": lambda s, a, it: operations.reset_own_price(s, a, "eget-pris"),
    "rename_organisation": lambda s, a, it: operations.rename_organisation(s, a, f"Ny {a.organisation_id}"),
    "printed_reports": lambda s, a, it: operations.printed_reports(s, a),
    "retention_rules": lambda s, a, it: operations.retention_rules(s, a),
    "set_retention_rule": lambda s, a, it: operations.set_retention_rule(s, a, Kind.PRINTED, 3, "Beslut", 0),
    "due_for_disposal": lambda s, a, it: operations.due_for_disposal(s, a, FAR),
    "dispose": lambda s, a, it: operations.dispose(s, a, seals(s, a), FAR),
    "disposals": lambda s, a, it: operations.disposals(s, a),
    "add_printed_report": lambda s, a, it: operations.add_printed_report(s, a, Report(title="Egen rapport")),
    "statistics": lambda s, a, it: operations.statistics(s, a),
    "switch_statistics": lambda s, a, it: operations.switch_statistics(s, a, True),
    "choose_statistics": lambda s, a, it: operations.choose_statistics(s, a, ["N31849"], ["9999"]),
    "arrange_statistics": lambda s, a, it: operations.arrange_statistics(s, a, None, 2021, 2022, 1),
    "ask_statistics": lambda s, a, it: operations.ask_statistics(s, a),
    "keep_statistics_lists": lambda s, a, it: operations.keep_statistics_lists(s, a, said("Öppen rubrik").lists),
    "keep_statistics": lambda s, a, it: operations.keep_statistics(s, a, said("Öppen rubrik").fetched),
    "statistics_series": lambda s, a, it: operations.statistics_series(s, a, "N31849", it.id),
    "find_key_figures": lambda s, a, it: operations.find_key_figures(s, a),
    "find_areas": lambda s, a, it: operations.find_areas(s, a, ""),
}
"""What is asked and done about the registers of whom one acts for, and never about another's."""
PRINTED: dict[str, Call] = {
    "printed_report": lambda s, a, it: operations.printed_report(s, a, it.printed),
    "save_printed_report": lambda s, a, it: operations.save_printed_report(s, a, it.printed, Report(title="Ny"), 1),
    "delete_printed_report": lambda s, a, it: operations.delete_printed_report(s, a, it.printed),
}
"""What is asked and done about a report that the owner has typed in; it is shared with nobody."""
COMPARISON: dict[str, Call] = {
    "load_comparison": lambda s, a, it: operations.load_comparison(s, a, it.comparison),
    "comparison_history": lambda s, a, it: operations.comparison_history(s, a, it.comparison),
    "save_comparison": lambda s, a, it: operations.save_comparison(s, a, other_comparison(it.comparison), 1),
    "last_own_comparison_changes": lambda s, a, it: operations.last_own_comparison_changes(s, a, it.comparison),
    "undo_comparison": lambda s, a, it: operations.undo_comparison(s, a, it.comparison),
    "copy_comparison": lambda s, a, it: operations.copy_comparison(s, a, it.comparison, words("Kopia"), "a-copy"),
    "point_comparison": lambda s, a, it: operations.point_comparison(s, a, it.comparison, it.id),
    "restore_comparison": lambda s, a, it: operations.restore_comparison(s, a, it.comparison),
    "archive_comparison": lambda s, a, it: operations.archive_comparison(s, a, it.comparison),
    "delete_comparison": lambda s, a, it: operations.delete_comparison(s, a, it.comparison, "Hemlig jämförelse"),
}
"""What is done with a comparison: for the organisation that it belongs to alone, in an order that it allows."""
PEOPLE = {
    *("deactivate", "give_role", "invitations", "invite", "names_of", "new_password_link", "people_history"),
    *("people_of", "reactivate", "take_role", "withdraw_invitation"),
}
"""What an organisation's administrators do about its people, in test_people and test_roles."""
WITH_TESTS_OF_THEIR_OWN = {
    *("create", "import_chain", "find_interventions", "add_comparison", "comparisons", "others", "put_forecast"),
    "to_do",
}
NOBODYS_BUT_ONES_OWN = {
    "changes", "comparison_key", "discard_draft", "draft", "new_intervention_id", "open_drafts", "organisations",
    "preference", "price_guides", "printed_drafts", "save_draft", "set_preference", "start_empty", "start_with_example",
    "with_forecast",
    "statistics_themes",
}  # fmt: skip
"""Without an organisation: a person's own drafts and choices, what is the same for all, and beginning."""
COMING_IN = {
    *("accept_invitation", "acting_for", "change_password", "invitation_of", "sign_in", "sign_in_from", "sign_out"),
    *("sign_out_everywhere", "visit_of"),
}
"""Before anybody acts for an organisation, in test_signing_in."""

NOBODY_SIGNS_IN = ("colleagues",)
"""Empty here, where nobody has a role; asked with people in test_roles and test_follow_up_plan."""
BY_ITSELF = {"claim_reminder", "note_reminder", "reminders_due"}
"""What the program does by itself, asking for each person as that person, in test_reminders."""


def test_every_operation_is_asked_for_whom_or_is_known_not_to_be():
    known = {name: getattr(operations, name) for name in operations.__all__}
    functions = {name: inspect.signature(each) for name, each in known.items() if inspect.isfunction(each)}
    asked = {name for name, signature in functions.items() if "acting" in signature.parameters}
    assert asked == {*READ, *WRITE, *OWN, *REGISTER, *ONES_OWN, *PRINTED, *COMPARISON, *PEOPLE,
                     *WITH_TESTS_OF_THEIR_OWN}  # fmt: skip
    assert set(functions) - asked == NOBODYS_BUT_ONES_OWN | COMING_IN | BY_ITSELF


# --- a county: one intervention, and organisations that stand to it in every way --------------------------------------


def own_price(store: Store, acting: Acting, sek: float) -> operations.LibraryPrice:
    """A price that only this organisation has."""
    like = operations.prices(store, acting)[:1]
    assert like or acting.organisation_id == "nobody"
    like = like or operations.prices(store, Acting("x", operations.organisations(store, LOCAL)[0].id))
    return replace(like[0], library_id="eget-pris", name=words("Hemligt pris"), price=number(sek))


def settle(store: Store) -> None:
    """Make the county."""
    made = {role: operations.start_empty(store, LOCAL, f"Kommun {role}").id for role in ROLES}
    owner = Acting("bo-på-hemlinge", made["owner"])
    operations.rename_organisation(store, owner, "Hemlinge")
    operations.save_goal(store, owner, Goal(id="G1", name=words("Hemligt mål")))
    operations.save_own_price(store, owner, own_price(store, owner, 4711.0))
    operations.lock_assumptions(store, owner, SWEDISH_PUBLIC_SECTOR, "Fastställt")
    operations.add_printed_report(store, owner, Report(title="Hemlig rapport"))
    operations.switch_statistics(store, owner, True)
    operations.choose_statistics(store, owner, ["N31849"], ["9999"])
    operations.keep_statistics(store, owner, said("Hemligt nyckeltal").fetched)
    operations.create(store, owner, small_chain(REAL))
    operations.keep_version(store, owner, REAL, 1, SWEDISH_PUBLIC_SECTOR, "Till nämnden")
    operations.add_comparison(store, owner, Comparison(id="the-forecast", name=words("Hemlig jämförelse")), REAL)
    operations.save_indicator(store, owner, REAL, SHARE.model_copy(update={"name": words("Hemlig andel")}))
    operations.save_value(store, owner, REAL, seen(), 1, TODAY)
    operations.add_evidence(store, owner, key(Target(REAL)), "Hemlig fil.txt", b"svar", TODAY)
    for text in ("Träffar", "Timmar"):
        operations.propose_redaction(store, owner, REAL, text, "Ett skäl")
    for role, access in (("writer", Access.WRITE), ("reader", Access.READ), ("ended", Access.WRITE)):
        operations.share(store, owner, REAL, made[role], access)
    operations.unshare(store, owner, REAL, made["ended"])


@pytest.fixture(scope="session")
def settled(database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str | Path:
    """The county, made once for each kind of database."""
    on_server = database == "postgres"
    made = request.getfixturevalue("cluster").database() if on_server else tmp_path_factory.mktemp("county") / "c.db"
    store = open_store(made)
    settle(store)
    store.close()
    return made


@pytest.fixture
def address(settled, database: str, path: Path, request: pytest.FixtureRequest):
    """A copy of the county."""
    if database == "sqlite":
        shutil.copyfile(settled, path)
        yield str(path)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    made = cluster.database(like=settled)
    yield made
    cluster.drop(made)


def anna(store: Store, role: str) -> Acting:
    """One and the same person, at work for one after the other."""
    names = {each.name: each.id for each in operations.organisations(store, LOCAL)}
    return Acting("anna", names.get("Hemlinge" if role == "owner" else f"Kommun {role}", "nobody"))


@pytest.fixture
def real(store) -> Target:
    """The owner's intervention and all that belongs to it; looked at once, so that it is in memory."""
    owner = anna(store, "owner")
    assert operations.load(store, owner, REAL)
    first, second = operations.redactions(store, owner, REAL)
    [kept], [locked] = operations.versions(store, owner, REAL), operations.assumption_sets(store, owner)
    [typed] = operations.printed_reports(store, owner)
    [file] = operations.measurement(store, owner, REAL, "M1", "2025", TODAY).evidence
    ids = REAL, kept.id, first.id, second.id, locked.id, owner.organisation_id, typed.id, "the-forecast", file.id
    return Target(*ids)


def codes(answer: object) -> tuple[str, ...]:
    """Why it was refused; nothing when it was not."""
    found = answer[1] if isinstance(answer, tuple) and len(answer) == 2 and answer[0] is None else answer
    found = found.problems if isinstance(found, Refused) else (found,) if isinstance(found, Problem) else found
    return tuple(each.code for each in found) if isinstance(found, tuple | list) and _are_problems(found) else ()


def _are_problems(found: tuple | list) -> bool:
    return bool(found) and all(isinstance(each, Problem) for each in found)


@contextmanager
def counted(store: Store):
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        sent.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(store._engine, "before_cursor_execute", note)


# --- those for whom it is not there -----------------------------------------------------------------------------------


def as_if_never(store: Store, acting: Acting, real: Target, calls: dict[str, Call]) -> None:
    """Every answer about the real thing is that about a thing that never was: its words, and the work behind it."""
    told = dict.fromkeys((*vars(real).values(), NEVER), "?")
    for name, call in calls.items():
        seen = []
        for target in (real, Target()):
            with counted(store) as sent:
                answer = repr(call(store, acting, target))
            for id_, sign in told.items():
                answer = answer.replace(id_, sign)
            seen.append((answer, len(sent)))
        assert seen[0] == seen[1], name
        assert not [word for word in SECRETS if word in seen[0][0]], name


def test_for_those_it_is_not_shared_with_it_is_as_if_it_never_was(store, address, real):
    before = rows_of(address)
    for role in APART:
        as_if_never(store, anna(store, role), real, READ | WRITE | OWN | REGISTER)
    assert rows_of(address) == before


def test_a_typed_report_is_for_its_organisation_alone(store, address, real):
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, PRINTED)
    assert rows_of(address) == before
    for name, call in PRINTED.items():
        assert not codes(call(store, anna(store, "owner"), real)), name
    assert operations.printed_reports(store, anna(store, "owner")) == []


def test_a_comparison_is_for_its_organisation_alone_also_when_its_intervention_is_shared(store, address, real):
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, COMPARISON)
        assert [operations.comparisons(store, anna(store, role), put_away) for put_away in (False, True)] == [[], []]
    assert rows_of(address) == before
    owner = anna(store, "owner")
    for name, call in COMPARISON.items():
        assert not codes(call(store, owner, real)), name
    assert [each.id for each in operations.comparisons(store, owner)] == ["a-copy"]
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, COMPARISON)


def test_words_are_taken_out_of_a_comparison_by_its_organisation_alone(store, address, real):
    key = operations.comparison_key
    asks = {
        "redactions": lambda s, a, it: operations.redactions(s, a, key(it.comparison)),
        "propose": lambda s, a, it: operations.propose_redaction(s, a, key(it.comparison), "Hemlig jämf", "Ett skäl"),
        "history": lambda s, a, it: operations.history(s, a, key(it.comparison)),
        "places": lambda s, a, it: operations.history_places(s, a, key(it.comparison)),
    }
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, asks)
    assert rows_of(address) == before
    assert not codes(asks["propose"](store, anna(store, "owner"), real))


def test_a_comparison_points_at_ones_own_intervention_only_and_takes_nobodys_id(store, real):
    for role, code in (("writer", "storage.gone"), ("stranger", "storage.gone")):
        acting = anna(store, role)
        own = Comparison(id=f"one-of-{role}")
        assert codes(operations.add_comparison(store, acting, own, REAL)) == (code,)
        assert operations.add_comparison(store, acting, own).intervention_id is None
        assert codes((operations.point_comparison(store, acting, own.id, REAL),)) == (code,)
        for taken in (Comparison(id=real.comparison), other_comparison(real.comparison)):
            assert codes(operations.add_comparison(store, acting, taken)) == ("storage.comparison_id_taken",)


def test_a_deleted_one_is_its_owners_past_and_nobody_elses(store, address, real):
    owner = anna(store, "owner")
    assert put_away_and_delete(store, owner, real) is None
    before = rows_of(address)
    for role in ("writer", "reader", *APART):
        as_if_never(store, anna(store, role), real, READ | WRITE | OWN | REGISTER)
    past = {name: call(store, owner, real) for name, call in READ.items()}
    assert {name for name, found in past.items() if found and not codes(found)} == {
        "history", "history_places", "versions", "versions_with", "version", "redactions",
    }  # fmt: skip
    assert rows_of(address) == before


def test_lists_and_search_find_only_what_one_may_read(store, real):
    owner = anna(store, "owner")
    for archived in (False, True):
        if archived:
            operations.archive(store, owner, REAL)
        for role, access in (("owner", Access.OWN), ("writer", Access.WRITE), ("reader", Access.READ)):
            for asked in (Wanted(archived=archived), Wanted("läxhjälp", archived=archived)):
                [found] = operations.find_interventions(store, anna(store, role), asked).shown
                assert (found.id, found.owner, found.access) == (REAL, "Hemlinge", access)
        for role in APART:
            for asked in ("", "läxhjälp", "%", "the-real"):
                found = operations.find_interventions(store, anna(store, role), Wanted(asked, archived=archived))
                assert (found.total, found.statuses, found.shown) == (0, {}, ())


# --- those with whom it is shared, and its owner ----------------------------------------------------------------------


def test_readers_read_everything_and_change_nothing(store, address, real):
    reader, before = anna(store, "reader"), rows_of(address)
    operations_of_readers = {name: call for name, call in READ.items() if name not in ("copy", "redactions")}
    for name, call in operations_of_readers.items():
        assert call(store, reader, real), name
        assert not codes(call(store, reader, real)), name
    for name, call in WRITE.items():
        answer = call(store, reader, real)
        assert codes(answer) == ("storage.not_for_write",) or (
            name in ("last_own_changes", "open_values", "colleagues") and answer == ()
        ), name
    for name, call in OWN.items():
        assert codes(call(store, reader, real)) == ("storage.not_for_own",), name
    as_if_never(store, reader, real, REGISTER)
    assert rows_of(address) == before


def test_words_that_someone_wants_away_are_not_shown_to_mere_readers(store, real):
    assert operations.redactions(store, anna(store, "reader"), REAL) == []
    operations.confirm_redaction(store, anna(store, "owner"), real.redaction)
    [done] = operations.redactions(store, anna(store, "reader"), REAL)
    assert (done.id, done.words) == (real.redaction, None)


def test_only_the_owner_lets_words_go_out_of_kept_results(store, real):
    wanted = operations.propose_redaction(store, Acting("bo", anna(store, "writer").organisation_id), REAL,
                                          "Bättre betyg", "Ett skäl", kept_too=True)  # fmt: skip
    assert codes(operations.confirm_redaction(store, anna(store, "writer"), wanted.id)) == ("storage.not_for_own",)
    assert operations.versions(store, anna(store, "owner"), REAL)[0].withdrawn is None
    assert operations.confirm_redaction(store, anna(store, "owner"), wanted.id).confirmed_by == "anna"
    assert operations.versions(store, anna(store, "owner"), REAL)[0].withdrawn


@pytest.mark.parametrize("role", ["writer", "owner"])
def test_writers_change_what_it_says_and_only_the_owner_decides_over_it(store, real, role):
    acting = anna(store, role)
    for name, call in (READ | WRITE | REGISTER).items():
        answer = call(store, acting, real)
        assert not codes(answer), name
        assert answer or name in ("withdraw_redaction", "remove_indicator", "remove_evidence", *NOBODY_SIGNS_IN), name
    for name, call in OWN.items():
        refused = ("storage.shared_with_owner",) if name == "share" else ()
        expected = refused if role == "owner" else ("storage.not_for_own",)
        assert codes(call(store, acting, real)) == expected, name


def test_a_guests_changes_bear_the_guests_name_and_a_copy_is_the_guests_own(store, real):
    writer, reader = anna(store, "writer"), anna(store, "reader")
    operations.save(store, writer, changed(real), 1)
    assert {each.by_organisation for each in operations.history(store, reader, REAL)[:2]} == {"Kommun writer"}
    made = operations.copy(store, reader, REAL, words("Kopia"))
    assert (made.organisation_id, made.owner, made.access) == (reader.organisation_id, "Kommun reader", Access.OWN)
    assert operations.load(store, anna(store, "owner"), made.chain.id) is None
    assert {each.who for each in operations.history(store, reader, made.chain.id)} == {"anna"}


def test_a_guest_gives_up_a_sharing_and_ends_no_other(store, real):
    reader, writer = anna(store, "reader"), anna(store, "writer")
    assert codes(operations.unshare(store, reader, REAL, writer.organisation_id)) == ("storage.not_for_own",)
    assert codes(operations.share(store, writer, REAL, reader.organisation_id, Access.WRITE)) == (
        "storage.not_for_own",
    )
    assert operations.unshare(store, reader, REAL, reader.organisation_id) is None
    assert operations.load(store, reader, REAL) is None
    assert operations.load(store, writer, REAL) is not None


def test_ones_own_last_action_is_what_one_did_for_this_organisation(store, real):
    """The same person may sit at both desks; at one, what was done at the other is not one's own to take back."""
    owner, writer = anna(store, "owner"), anna(store, "writer")
    operations.save(store, owner, changed(real), 1)
    assert operations.last_own_changes(store, writer, REAL) == ()
    assert codes(operations.undo(store, writer, REAL)) == ("storage.nothing_to_undo",)
    there = operations.load(store, writer, REAL)
    operations.save(store, writer, with_deadweight(there.chain, 0.4, 2), there.version)
    assert [each.place for each in operations.last_own_changes(store, owner, REAL)] == [
        "effects/E1/deadweight", "effects/E2/deadweight",
    ]  # fmt: skip
    assert not codes(operations.undo(store, writer, REAL))
    assert operations.load(store, owner, REAL).chain == there.chain


# --- registers --------------------------------------------------------------------------------------------------------


def test_what_one_does_with_registers_touches_ones_own(store, real):
    def registers(of: Acting) -> tuple:
        named = operations.organisations(store, LOCAL)[0].name
        listed = operations.assumption_sets(store, of), operations.printed_reports(store, of), named
        listed = operations.assumption_sets(store, of), operations.comparisons(store, of), named
        seen = operations.statistics(store, of), operations.statistics_series(store, of, "N31849")
        return operations.goals(store, of, retired=True), operations.prices(store, of), *listed, *seen

    owner = anna(store, "owner")
    before = registers(owner)
    for acting in (anna(store, role) for role in ("writer", "reader", "stranger", "nobody")):
        for name, call in ONES_OWN.items():
            answer = repr(call(store, acting, real))
            assert not [word for word in SECRETS if word in answer], name
        assert not [word for word in SECRETS if word in repr(registers(acting)[:3])]
    assert registers(owner) == before


# --- ids --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("deleted", [False, True])
def test_an_id_that_another_has_or_had_is_never_given_again(store, real, deleted):
    owner = anna(store, "owner")
    if deleted:
        put_away_and_delete(store, owner, real)
    past = operations.history(store, owner, REAL)
    for role in ("writer", "reader", "stranger"):
        acting, own = anna(store, role), f"one-of-{role}"
        operations.create(store, acting, small_chain(own))
        for tried in (
            operations.create(store, acting, small_chain(REAL)),
            operations.copy(store, acting, own, words("Kopia"), new_id=REAL),
            operations.import_chain(store, acting, changed(Target(own)), new_id=REAL),
        ):
            assert codes(tried) == ("storage.id_taken",)
            assert not [word for word in SECRETS if word in repr(tried)]
        came = operations.import_chain(store, acting, small_chain(REAL))
        assert (came.taken_id, came.already_there, came.stored.owner) == (REAL, False, f"Kommun {role}")
        assert came.chain == small_chain(came.chain.id)
        assert [each.action for each in operations.history(store, acting, came.chain.id)] == ["import"]
    assert operations.history(store, owner, REAL) == past


# --- memory and haste -------------------------------------------------------------------------------------------------


def test_a_chain_in_memory_is_handed_only_to_those_who_may_read_it_now(store, real):
    owner, guest = anna(store, "owner"), anna(store, "reader")
    with counted(store) as first:
        seen = operations.load(store, guest, REAL)
    with counted(store) as again:
        assert operations.load(store, guest, REAL) == seen
    assert len(again) == len(first) <= 2, "it came from memory: who asks and for what is read, no row of the chain"
    operations.unshare(store, owner, REAL, guest.organisation_id)
    assert operations.load(store, guest, REAL) is None
    assert isinstance(operations.load(store, owner, REAL), Stored)


GUESTS = {name: WRITE[name] for name in ("save", "keep_version", "propose_redaction", "confirm_redaction", "undo")}


def guests_in_turn(store: Store, real: Target):
    """The owner, a writer, and what a writer does; before each the intervention is shared anew."""
    owner, writer = anna(store, "owner"), anna(store, "writer")
    for name, call in GUESTS.items():
        operations.share(store, owner, REAL, writer.organisation_id, Access.WRITE)
        if name == "undo":
            operations.save(store, writer, changed(real), 1)
        refused = "storage.no_redaction" if name == "confirm_redaction" else "storage.gone"
        yield owner, writer, call, (refused,)


def test_a_sharing_that_ends_between_reading_and_writing_lets_nothing_be_written(store, real, monkeypatch):
    for owner, writer, call, refused in guests_in_turn(store, real):
        writing, past = Store.writing, []

        def late(self: Store, about: str = "", owner=owner, writer=writer, writing=writing, past=past):
            monkeypatch.setattr(Store, "writing", writing)
            operations.unshare(self, owner, REAL, writer.organisation_id)
            past += operations.history(self, owner, REAL)
            return writing(self, about)

        monkeypatch.setattr(Store, "writing", late)
        assert codes(call(store, writer, real)) == refused
        assert past == operations.history(store, owner, REAL)


@POSTGRES
def test_a_guest_who_waits_for_the_end_of_the_sharing_is_refused(store, address, real, monkeypatch):
    record = operations.sharing.record
    for owner, writer, call, refused in guests_in_turn(store, real):
        answers: list[object] = []
        guest = Thread(target=lambda asked=call, by=writer, into=answers: into.append(asked(store, by, real)))

        def meanwhile(*told, guest=guest, **more) -> None:
            record(*told, **more)
            guest.start()
            until_it_waits(address, guest)

        monkeypatch.setattr("storage.operations.sharing.record", meanwhile)
        assert operations.unshare(store, owner, REAL, writer.organisation_id) is None
        monkeypatch.setattr("storage.operations.sharing.record", record)
        guest.join()
        assert codes(answers[0]) == refused


def until_it_waits(address: str, guest: Thread) -> None:
    """Return when someone waits for a lock in the database, or when the guest has come to an end."""
    waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with looking(address) as db:
        while guest.is_alive() and not db.exec_driver_sql(waits).scalar():
            db.rollback()  # a transaction sees one moment of who waits
            time.sleep(0.01)
