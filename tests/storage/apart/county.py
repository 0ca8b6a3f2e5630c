"""A county: one intervention, and organisations that stand to it in every way."""

from dataclasses import dataclass, replace

from chain.forecast.model import Comparison
from chain.model import Goal
from chain.people import LOCAL, Access, Acting
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import MeasurementKey, telling
from storage.unit_of_work import Store
from tests.storage.asking import NEVER, said
from tests.storage.following import SHARE, TODAY, seen
from tests.storage.samples import number, small_chain, words
from tests.storage.telling import TEMPLATE, link, put

REAL = "the-real-one"
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
    "Hemliga ord",
    "Hemlig läsare",
    "Hemlig mall",
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
    link: str = NEVER
    template: str = NEVER


def key(of: Target) -> MeasurementKey:
    """The measurement of the owner's follow-up."""
    return MeasurementKey(of.id, "M1", "2025")


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
    [told] = operations.versions(store, owner, REAL)
    put(store, owner, told.id, "Hemliga ord")
    link(store, owner, told.id, name="Hemlig läsare")
    telling.add_deck_template(store, owner, "Hemlig mall", TEMPLATE)
    operations.add_comparison(store, owner, Comparison(id="the-forecast", name=words("Hemlig jämförelse")), REAL)
    operations.save_indicator(store, owner, REAL, SHARE.model_copy(update={"name": words("Hemlig andel")}))
    operations.save_value(store, owner, REAL, seen(), 1, TODAY)
    operations.add_evidence(store, owner, key(Target(REAL)), "Hemlig fil.txt", b"svar", TODAY)
    for text in ("Träffar", "Timmar"):
        operations.propose_redaction(store, owner, REAL, text, "Ett skäl")
    for role, access in (("writer", Access.WRITE), ("reader", Access.READ), ("ended", Access.WRITE)):
        operations.share(store, owner, REAL, made[role], access)
    operations.unshare(store, owner, REAL, made["ended"])


def anna(store: Store, role: str) -> Acting:
    """One and the same person, at work for one after the other."""
    names = {each.name: each.id for each in operations.organisations(store, LOCAL)}
    return Acting("anna", names.get("Hemlinge" if role == "owner" else f"Kommun {role}", "nobody"))
