"""Put one option's forecast into an intervention's chain, as one save."""

from typing import NamedTuple

from chain.forecast.document import fingerprint
from chain.forecast.origin import put_in
from chain.model import Chain
from chain.people import Acting
from chain.problem import problem
from sroi.forecast.child import RefusedError
from sroi.forecast.child_chain import Stamp, into_chain, is_current
from storage.operations.answers import Conflict, Refused, Saved, StoredComparison
from storage.operations.documents.kinds import COMPARISONS
from storage.operations.documents.rows import document_row, no_document, stored_document
from storage.operations.interventions import load, save
from storage.operations.keeping import gone
from storage.unit_of_work import Store, now


class Putting(NamedTuple):
    """What shall be put in: one option of a comparison as it stood at this version, with or without what it costs."""

    comparison_id: str
    version: int
    option_id: str
    with_costs: bool = True


def put_forecast(
    store: Store,
    acting: Acting,
    what: Putting,
    intervention_id: str,
    expected_version: int,
    reason: str | None = None,
) -> Saved | Conflict | Refused:
    """Save the intervention with the option's forecast in it, in place of what was put in of it before.

    An ordinary save: a Conflict when someone has saved the intervention since `expected_version`, and undone like any
    other. Refused when the comparison is gone, is no longer the version that was looked at, or may not be calculated.
    Where the same figures of the same state stand there already, nothing is saved.
    """
    with store.reading() as db:
        row = document_row(db, acting, COMPARISONS, what.comparison_id)
    if row is None:
        return Refused((no_document(COMPARISONS, what.comparison_id),))
    source, there = stored_document(COMPARISONS, row), load(store, acting, intervention_id)
    if source.version != what.version:
        return Refused((problem("storage.comparison_moved", "name"),))
    if there is None:
        return Refused((gone(intervention_id),))
    try:
        after = with_forecast(there.chain, source, what, acting.who)
    except RefusedError as error:
        return Refused(tuple(error.problems))
    return save(store, acting, after, expected_version, reason)


def with_forecast(chain: Chain, source: StoredComparison, what: Putting, who: str) -> Chain:
    """The chain as it would be saved; itself where the same figures of the same state stand there already.

    Raises `RefusedError` when the comparison may not be calculated.
    """
    comparison = source.comparison
    held = next((each for each in put_in(chain) if each.origin.option == (comparison.id, what.option_id)), None)
    same = held and held.with_costs == what.with_costs and held.origin.sha256 == fingerprint(comparison)
    if same and is_current(chain, comparison, held):
        return chain
    stamp = Stamp(source.version, who, now().date())
    return into_chain(chain, comparison, what.option_id, with_costs=what.with_costs, stamp=stamp)
