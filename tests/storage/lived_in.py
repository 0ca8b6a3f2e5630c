"""A store that has been used: something in every table, so that whatever is lost would be missed."""

from datetime import date, timedelta

from chain.forecast.model import Comparison
from chain.measurement import Target
from chain.people import LOCAL, Access, Acting, Grant, Role
from chain.retention import Kind
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import telling
from storage.sources.kolada_answers import Area, AreaKind, Lists
from storage.store import Store
from tests.acting import here
from tests.storage.asking import said
from tests.storage.following import KEY, SHARE, TODAY, seen
from tests.storage.planning import decided_on, kept_fund
from tests.storage.procuring import all_the_way
from tests.storage.samples import judged, kept, small_chain, with_deadweight
from tests.storage.telling import TEMPLATE, link, put


def live_in(store: Store) -> None:
    """Put something in every table, a kept result that is withdrawn and one that is whole among them."""
    home = operations.start_empty(store, LOCAL, "Ljusnaby")
    chain = kept(store, home.id).chain
    kept(store, home.id, judged(small_chain("I2", effects=3)))
    for name in ("C1", "I2"):
        operations.keep_version(store, here(store, "bo"), name, 1, SWEDISH_PUBLIC_SECTOR, "Till nämnden", "12 maj")
    operations.save(store, here(store, "bo"), with_deadweight(chain, 1 / 3), 1, reason="Ny studie")
    operations.save_draft(store, "bo", "C1", "chain", {"need": "å\n", "years": ["1"], "direct": True})
    operations.set_preference(store, "bo", "language", "en")
    for words_ in ("Läxhjälp", "Källa"):
        proposed = operations.propose_redaction(store, here(store, "bo"), "C1", words_, "Namn", kept_too=True)
    operations.confirm_redaction(store, here(store, "cia"), proposed.id)
    told(store, here(store, "bo"))
    operations.save_goal(store, Acting("bo", home.id), chain.goals[0])
    operations.lock_assumptions(store, here(store, "bo"), SWEDISH_PUBLIC_SECTOR, "2026")
    neighbour = operations.start_empty(store, LOCAL, "Regionen")
    operations.share(store, here(store, "bo"), "C1", neighbour.id, Access.WRITE)
    operations.add_printed_report(store, here(store, "bo"), Report(title="Avskriven"))
    operations.add_comparison(store, here(store, "bo"), Comparison(id="F1", question={"sv": "Vilken insats?"}), "C1")
    decided_on(store, here(store, "bo"))
    kept_fund(store, here(store, "bo"))
    followed(store, here(store, "bo"))
    areas = (Area("9999", "Ljusnaby", AreaKind.MUNICIPALITY),)
    operations.switch_statistics(store, here(store, "bo"), True)
    operations.keep_statistics_lists(store, here(store, "bo"), Lists(said("Nyckeltal").lists.key_figures, areas))
    operations.keep_statistics(store, here(store, "bo"), said("Nyckeltal").fetched)
    operations.set_retention_rule(store, here(store, "bo"), Kind.EVIDENCE, 7, "Revisionen", 0)
    disposed(store, here(store, "bo"))
    operations.archive(store, here(store, "bo"), "I2")
    all_the_way(store, here(store, "bo"))
    invited = operations.invite(store, Acting(LOCAL, home.id), "vera", "Vera", {Grant(Role.READER, "C1")})
    operations.accept_invitation(store, invited.token, "Vera", "en lång lösenfras")
    operations.sign_in(store, "vera", "fel lösenord", "192.0.2.7")
    reminded(store, Acting(LOCAL, home.id))


def told(store: Store, acting: Acting) -> None:
    """Own words, a link and a template."""
    [kept_result] = operations.versions(store, acting, "I2")
    put(store, acting, kept_result.id, "Egna ord, åäö")
    link(store, acting, kept_result.id)
    telling.add_deck_template(store, acting, "Kommunens mall", TEMPLATE)


def followed(store, acting: Acting) -> None:
    """A value with its plan, target and a file."""
    operations.save_indicator(store, acting, "C1", SHARE)
    operations.set_target(store, acting, "C1", Target(indicator_id="M1", period="2025", value=0.5))
    operations.save_value(store, acting, "C1", seen(), 1, TODAY)
    operations.add_evidence(store, acting, KEY, "enkät å.txt", bytes(range(32, 127)), TODAY)


def disposed(store: Store, acting: Acting) -> None:
    """A draft that was left for half a year is taken away; another is left after it."""
    later = date.today() + timedelta(days=365)
    listed = {each.rule.kind: each.seal for each in operations.due_for_disposal(store, acting, later)}
    operations.dispose(store, acting, {Kind.DRAFTS: listed[Kind.DRAFTS]}, later)
    operations.save_draft(store, acting.who, "C1", "chain", {"need": "å\n", "years": ["1"], "direct": True})


def reminded(store: Store, acting: Acting) -> None:
    """Somebody with an e-mail address who is to enter a value is reminded of it."""
    made = operations.invite(store, acting, "olle@ljusnaby.se", "Olle", {Grant(Role.PROJECT_OWNER)})
    olle = operations.accept_invitation(store, made.token, "Olle", "en lång lösenfras").person
    there = operations.plan_of(store, acting, "C1").indicators[0]
    plan = there.indicator.model_copy(update={"owner": olle.id})
    operations.save_indicator(store, acting, "C1", plan, there.version)
    assert operations.claim_reminder(store, olle.id, TODAY)
