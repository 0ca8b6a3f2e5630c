"""A procurement on its way, step by step, with the clock in the test's hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from chain.people import LOCAL, Acting, Grant, Role
from chain.procurement.bid import Bid, Clarification
from chain.procurement.model import Procurement
from chain.procurement.part import Part
from chain.procurement.state import State
from chain.text import Text
from sroi.procurement.evaluate import evaluate
from sroi.procurement.kept import evaluation_sha256
from storage import operations
from storage.operations import procurement
from storage.unit_of_work import Store
from tests.chain.bids import shipped

BEFORE, OPENS = datetime(2026, 4, 1, 8, tzinfo=UTC), datetime(2026, 5, 4, 7, tzinfo=UTC)
AFTER = OPENS + timedelta(hours=1)
STANDSTILL, LATER = date(2026, 5, 15), datetime(2026, 5, 20, 8, tzinfo=UTC)
SIGNED, KEPT_UNTIL = date(2026, 5, 19), date(2031, 1, 1)
LIST = "Öppningsprotokoll 12/2026"
STANDING = ("locked_model", "opening_signature", "bid_file", "bid", "clarification", "judgement", "evaluation", "award",
            "contract", "delivery", "delivery_check", "procurement_event")  # fmt: skip
"""The tables whose rows stand."""
RECORD, MASKED = '{"pris":"hemligt"}', '{"pris":"maskat"}'


def set_clock(store: Store, at: datetime) -> None:
    """From now on it is this time for the server."""
    store.clock = lambda: at


def model(procurement_id: str = "P1", name: str = "work-training") -> Procurement:
    """A model that can be locked: one with measures, or one with criteria to judge."""
    found = shipped(name)[0].model_copy(update={"id": procurement_id, "intervention_id": ""})
    times = {"bids_close_at": OPENS - timedelta(hours=9), "opens_at": OPENS}
    return found.model_copy(update=times)


def offers(fingerprint: str, name: str = "work-training") -> list[Bid]:
    """The shipped bids with prices of their own, on the model that was locked."""
    told = {"fingerprint": fingerprint, "received_at": BEFORE}
    return [each.model_copy(update=told | {"price_sek": each.price_sek + 1234}) for each in shipped(name)[1].bids]


# --- where nobody signs in --------------------------------------------------------------------------------------------


def publish(store: Store, acting: Acting, of: Procurement):
    """The model begun, reviewed and locked before the opening time."""
    set_clock(store, BEFORE)
    made = procurement.begin(store, acting, of)
    made = procurement.review(store, acting, of.id, made.version)
    return procurement.publish(store, acting, of.id, made.version)


def open_bids(store: Store, acting: Acting, procurement_id: str = "P1"):
    """Two typed names open, an hour after the opening time."""
    set_clock(store, AFTER)
    procurement.sign_opening(store, acting, procurement_id, LIST, "Ada")
    return procurement.sign_opening(store, acting, procurement_id, LIST, "Bo")


def receive(store: Store, acting: Acting, bid: Bid, procurement_id: str = "P1", content: bytes = b""):
    """What became of the bid's file."""
    content = content or f"{procurement_id} {bid.id}".encode()
    return procurement.receive_bid(store, acting, procurement_id, f"{bid.id}.xlsx", content, bid)


def keep_evaluation(store: Store, acting: Acting, procurement_id: str = "P1"):
    """Keep what comes out of what came in."""
    seen = procurement.bids_for(store, acting, procurement_id)
    locked = procurement.load(store, acting, procurement_id).model
    return procurement.keep_evaluation(store, acting, procurement_id, evaluation_sha256(evaluate(locked, seen.came)))


def decide(store: Store, acting: Acting, bid_id: str, procurement_id: str = "P1", version: int | None = None):
    """The decision on the award."""
    version = version or procurement.load(store, acting, procurement_id).version
    return procurement.decide(store, acting, procurement_id, bid_id, RECORD, MASKED, STANDSTILL, version)


def sign(store: Store, acting: Acting, procurement_id: str = "P1"):
    """The contract, after the standstill."""
    set_clock(store, LATER)
    version = procurement.load(store, acting, procurement_id).version
    return procurement.sign_contract(store, acting, procurement_id, SIGNED, version)


def all_the_way(store: Store, acting: Acting, procurement_id: str = "P1") -> None:
    """From draft to a delivery that is validated: something in every table."""
    clock = store.clock
    both = model(procurement_id).model_copy(update={"criteria": model(name="youth-programme").criteria[:1]})
    there = publish(store, acting, both)
    procurement.appoint(store, acting, procurement_id, Part.CONTROLLER, "Cia")
    open_bids(store, acting, procurement_id)
    for bid in offers(there.fingerprint):
        receive(store, acting, bid, procurement_id)
    told = Clarification(
        bid_id="B2", measure_id="utbildning", period=2, quantity=0, reason=Text(sv="Tomt betyder noll")
    )
    procurement.clarify(store, acting, procurement_id, told)
    for code in procurement.bids_for(store, acting, procurement_id).codes.values():
        procurement.judge(store, acting, procurement_id, code, both.criteria[0].id, 1, Text(sv="Väl beskrivet"), 0)
    kept = keep_evaluation(store, acting, procurement_id)
    decide(store, acting, first_bid(kept), procurement_id)
    sign(store, acting, procurement_id)
    told = procurement.deliver(store, acting, procurement_id, "anstallning", 0, 5, "Fem", "Dan")
    procurement.check_delivery(store, acting, procurement_id, told.id, True, name="Eva")
    store.clock = clock


def end(store: Store, acting: Acting, procurement_id: str = "P1"):
    """The procurement closed, with a note on where it is preserved."""
    clock = store.clock
    set_clock(store, LATER)
    version = procurement.load(store, acting, procurement_id).version
    there = procurement.close(store, acting, procurement_id, "Arkivet, dnr 12/2026", KEPT_UNTIL, version)
    store.clock = clock
    return there


def first_bid(kept: procurement.KeptEvaluation) -> str:
    """The id of the bid that came first."""
    return kept.content.split('"bid_id":"')[1].split('"')[0]


# --- where people sign in ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Town:
    """Who is who: those appointed in the procurements, and one of every role who is not, at home and elsewhere."""

    owner: Acting
    openers: tuple[Acting, Acting]
    assessor: Acting
    controller: Acting
    supplier: Acting
    local: Acting
    others: dict[str, Acting]
    strangers: dict[str, Acting]


READS = frozenset(Role) - {Role.ASSESSOR, Role.SUPPLIER}


def come_in(store: Store, local: Acting, login: str, role: Role) -> Acting:
    """Somebody with this role."""
    grants = frozenset({Grant(role)})
    operations.invite(store, local, login, login, grants)
    return Acting(operations.sign_in_from(store, "oidc", "idp", login, login).person.id, local.organisation_id, grants)


def settle(store: Store) -> Town:
    """A town with its people, and a neighbour."""
    home, far = (Acting(LOCAL, operations.start_empty(store, LOCAL, name).id) for name in ("Ljusnaby", "Fjärrby"))
    others = {str(role): come_in(store, home, f"{role}@home", role) for role in Role}
    strangers = {f"far {role}": come_in(store, far, f"{role}@far", role) for role in (Role.CONTROLLER, Role.OPENER)}
    for name in ("assessor", "supplier"):
        strangers[name] = others.pop(name)
    strangers["nobody"] = Acting("nobody", home.organisation_id, frozenset())
    strangers["nowhere"] = Acting("nobody", "nowhere", frozenset({Grant(Role.CONTROLLER)}))
    return Town(
        come_in(store, home, "owner", Role.PROCURER),
        (come_in(store, home, "first", Role.OPENER), come_in(store, home, "second", Role.OPENER)),
        come_in(store, home, "judge", Role.ASSESSOR),
        come_in(store, home, "control", Role.CONTROLLER),
        come_in(store, home, "sells", Role.SUPPLIER),
        home,
        others,
        strangers,
    )


def appointed(town: Town) -> list[tuple[Part, Acting]]:
    """Who is appointed to what, besides the model owner."""
    openers = [(Part.OPENER, each) for each in town.openers]
    return [*openers, (Part.ASSESSOR, town.assessor), (Part.CONTROLLER, town.controller)]


def on_its_way(store: Store, town: Town, of: Procurement, bids: Iterable[int], upto: State) -> None:
    """A procurement that has come so far, with these of the shipped bids."""
    procurement.begin(store, town.owner, of)
    for part, each in appointed(town):
        procurement.appoint(store, town.owner, of.id, part, each.who)
    if upto is State.DRAFT:
        return
    there = procurement.load(store, town.owner, of.id)
    there = procurement.review(store, town.owner, of.id, there.version)
    there = procurement.publish(store, town.owner, of.id, there.version)
    assert there.state is State.PUBLISHED, there
    if upto is State.PUBLISHED:
        return
    set_clock(store, AFTER)
    for each in town.openers:
        procurement.sign_opening(store, each, of.id, LIST)
    name = "youth-programme" if of.criteria else "work-training"
    for at in bids:
        assert receive(store, town.openers[0], offers(there.fingerprint, name)[at], of.id).is_accepted
    if upto is State.OPENED:
        return
    kept = keep_evaluation(store, town.owner, of.id)
    if upto is not State.EVALUATED:
        decide(store, town.owner, first_bid(kept), of.id)
