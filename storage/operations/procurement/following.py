"""The promises of a contract put into the plan of the follow-up: exactly those that it binds, and nothing else."""

from sqlalchemy import Connection

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.procurement.model import Procurement
from chain.procurement.part import Part
from sroi.procurement.indicators import Plan, indicators, own_prefix
from sroi.procurement.kept import read_commitments
from storage.operations.answers import Refused
from storage.operations.comparisons import own_intervention
from storage.operations.follow_up.answers import StoredIndicator
from storage.operations.follow_up.rows import opened
from storage.operations.follow_up.together import put
from storage.operations.procurement.contracts import DELIVERY
from storage.operations.procurement.rows import Reached, Row, model_of, no_procurement, reached, row_in, rows_in
from storage.repositories import Header
from storage.unit_of_work import Store


def follow_promises(
    store: Store, acting: Acting, procurement_id: str, language: str
) -> tuple[StoredIndicator, ...] | Refused:
    """Make the promises of the contract indicators of its intervention's plan, with targets; units in `language`.

    Whoever procures may do this, though they may not plan: what is put in follows from the signed contract letter by
    letter, and nothing that anybody types. So may those who plan there. Pressed twice it adds nothing.
    """
    with store.writing() as db:
        found = reached(db, acting, procurement_id)
        if found is None:
            return Refused((no_procurement(procurement_id),))
        contract = row_in(db, "contract", procurement_id)
        if contract is None:
            return Refused((problem("procurement.no_contract_yet", DELIVERY),))
        model = model_of(found.row, row_in(db, "locked_model", procurement_id, round=contract["round"]))
        header = _held(db, acting, found, model.intervention_id)
        if isinstance(header, Problem):
            return Refused((header,))
        return put(store, db, acting, header, *_promised(db, model, contract, language))


def _held(db: Connection, acting: Acting, found: Reached, intervention_id: str) -> Header | Problem:
    """The organisation's own intervention: to who procures it is enough to read it, others must be able to plan."""
    if not intervention_id:
        return problem("procurement.no_intervention", "procurement/intervention_id")
    wish = Wish.READ if Wish.PROCURE in found.wishes else Wish.PLAN
    return own_intervention(db, acting, intervention_id) or opened(db, acting, wish, intervention_id)


def _promised(db: Connection, model: Procurement, contract: Row, language: str) -> Plan:
    """The supplier's person reports and the controller checks, where they are appointed."""
    people = {each["part"]: each["who"] for each in rows_in(db, "procurement_part", contract["procurement_id"])}
    owner, reviewer = (people.get(str(part), "") for part in (Part.SUPPLIER, Part.CONTROLLER))
    within = own_prefix(contract["procurement_id"])
    return indicators(model, read_commitments(contract["content"]), language, owner, reviewer, within)
