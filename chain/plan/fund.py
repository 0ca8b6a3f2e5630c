"""The account of a social investment fund: what is drawn from it, what comes back by lower frames, and its rules.

A memorandum for steering, not bookkeeping: the ledger of the organisation says what was posted. Money is SEK by
calendar year, not discounted. `None` means *not answered yet* and is never read as 0.
"""

from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from chain.assumption import Frozen, Identifier, Line, Mark, Share, Year
from chain.model import Actor
from chain.open_document import OpenDocument
from chain.plan.model import Amount, ByYear
from chain.text import Text

PRESETS = Path(__file__).with_name("fund_presets.json")


class Status(StrEnum):
    """How far a lower frame has come: worked out, decided by those who decide on budgets, or carried out."""

    CALCULATED = "calculated"
    DECIDED = "decided"
    CARRIED_OUT = "carried_out"


class Criterion(Frozen):
    """Something that the rules ask of an application and that only people can judge."""

    id: Identifier
    name: Text = Text()


class FundRules(Frozen):
    """What the fund pays for, and how savings come back.

    `most_fund_share` of an investment's whole cost is the most that the fund pays. A committee's budget frame is
    lowered by `frame_reduction_share` of its verified cashable saving, and `returned_share` of that is set aside for
    new investments; where the rules say nothing of it, nothing is worked out.
    """

    id: Identifier
    name: Text = Text()
    words: Text = Text()
    source: Line = ""
    url: Line = ""
    mark: Mark = Mark.NOT_STATED
    most_years: Annotated[int, Field(ge=1, le=100)] | None = None
    most_sek_a_year: Amount | None = None
    most_fund_share: Share | None = None
    least_organisations: Annotated[int, Field(ge=1, le=100)] | None = None
    frame_reduction_share: Share | None = None
    returned_share: Share | None = None
    criteria: tuple[Criterion, ...] = ()


class Investment(Frozen):
    """What the fund pays into: for which committee, together with whom, planned and as it became.

    `intervention_id` is the value chain that tells its cost and its savings, where there is one; `whole_cost` is all
    that it costs, whoever pays; `met_ids` are the criteria that someone has judged to be met.
    """

    id: Identifier
    name: Text = Text()
    committee_id: Identifier | None = None
    intervention_id: Identifier | None = None
    organisation_ids: tuple[Identifier, ...] = ()
    planned_draws: ByYear = ByYear()
    actual_draws: ByYear = ByYear()
    whole_cost: ByYear = ByYear()
    met_ids: tuple[Identifier, ...] = ()


class Reduction(Frozen):
    """One committee's lower frame in one year because of an investment, SEK: worked out, decided, carried out."""

    id: Identifier
    investment_id: Identifier
    committee_id: Identifier
    year: Year
    calculated_sek: Amount
    decided_sek: Amount | None = None
    decided_on: date | None = None
    decision: Line = ""
    carried_out_sek: Amount | None = None

    @property
    def status(self) -> Status:
        """How far it has come, by which amounts are there."""
        if self.carried_out_sek is not None:
            return Status.CARRIED_OUT
        return Status.CALCULATED if self.decided_sek is None else Status.DECIDED


class FundAccount(Frozen):
    """A fund from its first calendar year: what it began with, what was put into it later, its investments."""

    id: Identifier
    name: Text = Text()
    start_year: Year
    size_sek: Amount
    deposits: ByYear = ByYear()
    rules: FundRules
    actors: tuple[Actor, ...] = ()
    investments: tuple[Investment, ...] = ()
    reductions: tuple[Reduction, ...] = ()


@cache
def presets() -> dict[str, FundRules]:
    """Rules of known funds to begin with, by id, as their sources tell them."""
    found = TypeAdapter(tuple[FundRules, ...]).validate_json(PRESETS.read_bytes())
    return {each.id: each for each in found}


DOCUMENT = OpenDocument(
    FundAccount,
    form="vardekedjan-fund",
    version=1,
    holds="fund",
    wrong_format="fund.format",
    title="Värdekedjan: the account of a social investment fund",
    schema_name="fund.schema.json",
)
read_fund, write_fund = DOCUMENT.read, DOCUMENT.write

if __name__ == "__main__":
    DOCUMENT.publish()
