"""A municipality on the day it begins to procure work training: the people of the journey, a chain, and what they see.

The figures are the worked example's: evaluated prices −4 050 000, −3 900 000 and −4 395 000 kr, and 345 000 kr between
the first two that come first.
"""

from contextlib import closing
from datetime import UTC, date, datetime, time
from pathlib import Path

from chain.people import LOCAL, Acting, Grant, Role
from chain.procurement.part import Part
from chain.starter import new_chain
from chain.text import Text
from storage import operations
from storage.store import Store, open_store

BEGUN, OPENED, SIGNED = date(2026, 3, 30), date(2026, 5, 5), date(2026, 5, 20)
"""Five weeks before the opening time, the day after it, and five days after the standstill."""
CHAIN, TRAINING = "insats", "Arbetsträning"
PASSWORD = "rött hus vid sjön"
PROCURER, FIRST, SECOND, CONTROLLER, SUPPLIER, READER = (
    "Ines Ek", "Olle Ask", "Oda Lind", "Kaj Lund", "Siv Berg", "Rolf Hed",
)  # fmt: skip
ROLES = {
    PROCURER: Role.PROCURER,
    FIRST: Role.OPENER,
    SECOND: Role.OPENER,
    CONTROLLER: Role.CONTROLLER,
    SUPPLIER: Role.SUPPLIER,
    READER: Role.READER,
}
APPOINTED = (FIRST, Part.OPENER), (SECOND, Part.OPENER), (CONTROLLER, Part.CONTROLLER)
LIST = "Öppningsprotokoll 12/2026"
BIDDERS = ("Arbetsvägen (fiktivt)", "Stora Jobb AB (fiktivt)", "Kooperativet Framsteg (fiktivt)")
SEEN = {
    "sv": {
        "rewards": ("Modellen väljer Mellan (fiktivt)",),
        "sealed": "Förseglat till 2026-05-04 09:00. Öppnas av två personer.",
        "own": "Här står ”värde” i en kolumn",
        "blank": "tomt",
        "result": (
            "−4 395 000 kr", "−4 050 000 kr", "−3 900 000 kr", "minst 345 000 kr lägre pris",
            "tomt → 0 enheter enligt regel", f"Kvoten används inte: {BIDDERS[0]}",
        ),
        "public": f"Valt anbud: {BIDDERS[2]}. Avtalsspärr till och med 2026-05-15.",
        "price": "4 000 000",
        "contract": (f"Avtal med {BIDDERS[2]}, tecknat 2026-05-19.", "0 kr av 14 850 000 kr"),
        "delivered": ("2 500 000 kr av 14 850 000 kr", "○ Inte kontrollerad än."),
        "validated": ("✓ Validerad av Kaj Lund", "✓ nått 100 %"),
        "proven": ("Samma resultat, samma fingeravtryck", "lägsta jämförelsepriset", "−4 395 000 kr"),
    },
    "en": {
        "rewards": ("The model chooses",),
        "sealed": "Sealed until 2026-05-04 09:00. Opened by two persons.",
        "own": "Here stands “värde” in a column",
        "blank": "blank",
        "result": (
            "SEK −4,395,000", "SEK −4,050,000", "SEK −3,900,000", "SEK 345,000",
            "blank → 0 units by rule", f"The ratio is not used: {BIDDERS[0]}",
        ),
        "public": f"Chosen bid: {BIDDERS[2]}. Standstill until 2026-05-15.",
        "price": "4,000,000",
        "contract": (f"Contract with {BIDDERS[2]}, signed 2026-05-19.", "SEK 0 of SEK 14,850,000"),
        "delivered": ("SEK 2,500,000 of SEK 14,850,000", "○ Not checked yet."),
        "validated": ("✓ Validated by Kaj Lund", "✓ reached 100%"),
        "proven": ("Same result, same fingerprint", "lowest evaluated price", "SEK −4,395,000"),
    },
}  # fmt: skip


def login_of(name: str) -> str:
    """What the person signs in with."""
    return f"{name.split()[0].lower()}@ljusnaby.se"


def put(data: Path) -> None:
    """What is there before the journey begins."""
    data.mkdir()
    with closing(open_store(data / "vardekedjan.db")) as store:
        store.clock = lambda: datetime.combine(BEGUN, time(), UTC)
        home = operations.start_empty(store, LOCAL, "Ljusnaby").id
        people = {name: Acting(_person(store, home, name), home, frozenset({Grant(ROLES[name])})) for name in ROLES}
        operations.create(store, people[CONTROLLER], new_chain(CHAIN, Text(sv=TRAINING), 2027, 2029))


def _person(store: Store, home: str, name: str) -> str:
    """The id of someone who has taken up an invitation."""
    invited = operations.invite(store, Acting(LOCAL, home), login_of(name), name, (Grant(ROLES[name]),))
    return operations.accept_invitation(store, invited.token, name, PASSWORD).person.id
