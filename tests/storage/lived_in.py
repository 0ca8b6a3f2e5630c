"""A store that has been used: something in every table, so that whatever is lost would be missed."""

from chain.forecast.model import Comparison
from chain.people import Access, Acting
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.store import Store
from tests.acting import here
from tests.storage.samples import judged, kept, small_chain, with_deadweight


def live_in(store: Store) -> None:
    """Put something in every table, a kept result that is withdrawn and one that is whole among them."""
    home = operations.start_empty(store, "test", "Ljusnaby")
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
    operations.save_goal(store, Acting("bo", home.id), chain.goals[0])
    operations.lock_assumptions(store, here(store, "bo"), SWEDISH_PUBLIC_SECTOR, "2026")
    neighbour = operations.start_empty(store, "test", "Regionen")
    operations.share(store, here(store, "bo"), "C1", neighbour.id, Access.WRITE)
    operations.add_printed_report(store, here(store, "bo"), Report(title="Avskriven"))
    operations.add_comparison(store, here(store, "bo"), Comparison(id="F1", question={"sv": "Vilken insats?"}), "C1")
    operations.archive(store, here(store, "bo"), "I2")
