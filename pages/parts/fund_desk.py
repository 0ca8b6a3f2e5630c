"""The open fund account: its address, how forms write in it, and what is wrong in it."""

from collections.abc import Iterator
from dataclasses import replace

from chain import edit
from chain.assumption import Passport
from chain.plan.fund import FundAccount
from chain.plan.fund_checks import check_fund
from chain.plan.fund_edit import users_of, without_element
from chain.problem import Problem
from pages.parts import visit, workspace
from pages.parts.desk import Desk
from reports.texts.fund_places import PREFIX
from sroi.plan.fund import Account, account_of
from storage.operations import Conflict, HistoryEntry, Refused, Saved
from storage.operations import plan as plans
from storage.operations.plan import StoredFund

NAME = "fund"
"""What it is called in the address."""


def open_fund(fund_id: str) -> None:
    """Make this the account that the page shows."""
    visit.show(NAME, fund_id)


def close_fund() -> None:
    """Show the list of accounts from now on."""
    visit.leave(NAME)


def fund_id() -> str | None:
    """The open account's id."""
    return visit.shown(NAME)


def stored() -> StoredFund | None:
    """The open account as last saved, or None when none is open or it is not there for this person.

    `writable` says whether this person can change it now.
    """
    asked = fund_id()
    if not asked or not workspace.organisation():
        return None
    acting = workspace.acting()
    found = workspace.ask("fund", acting, asked, find=lambda there: plans.load_fund(there, acting, asked))
    return found and replace(found, writable=found.writable and not found.archived)


def what_follows(fund: FundAccount) -> tuple[Account, list[Problem]]:
    """The account year by year, and all that is wrong or to be thought of in it."""
    account = account_of(fund)
    return account, [*check_fund(fund), *account.problems]


def _save(fund: FundAccount, version: int) -> Saved | Conflict | Refused:
    return plans.save_fund(workspace.store(), workspace.acting(), fund, version)


def past(of: StoredFund, place: str | None = None, limit: int | None = None) -> list[HistoryEntry]:
    """The latest changes of the account, or of a place in it; each place told from one of something else."""
    found = plans.fund_history(workspace.store(), workspace.acting(), of.content.id, place_prefix=place, limit=limit)
    return [replace(each, place=f"{PREFIX}/{each.place}") for each in found]


def _no_passports(_: FundAccount) -> Iterator[tuple[str, Passport]]:
    """An account's amounts are decisions and what became of them, and carry none."""
    return iter(())


DESK = Desk(
    stored, lambda found: found.content, lambda found: plans.fund_key(found.content.id), _save,
    edit.with_element, without_element, users_of, _no_passports, past, has_settings=False, prefix=f"{PREFIX}/",
)  # fmt: skip
