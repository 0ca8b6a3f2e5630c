"""A model and its bids as open documents; `python -m chain.procurement.document` writes their schemas.

Everything that is told stands in a model, defaults too: what was locked must mean the same when a default is another
one. The schemas are published as `docs/procurement.schema.json` and `docs/bids.schema.json`. What does not hold in one
that can be read, the checks beside tell.
"""

from chain.open_document import OpenDocument, stated
from chain.problem import Problem, problem
from chain.procurement.bid import Bids
from chain.procurement.model import Procurement


def _first_version(body: dict) -> int:
    """Pay for outcomes came with the second version; a model without it is as it was, and so is its fingerprint."""
    return 2 if "outcome_terms" in body else 1


PROCUREMENT = OpenDocument(
    Procurement,
    form="vardekedjan-procurement",
    version=2,
    holds="procurement",
    wrong_format="procurement.format",
    title="Värdekedjan: the evaluation model of a procurement",
    schema_name="procurement.schema.json",
    body=stated,
    upgrades={1: lambda body: body},
    first_version=_first_version,
)
BIDS = OpenDocument(
    Bids,
    form="vardekedjan-bids",
    version=1,
    holds="bids",
    wrong_format="procurement.bids_format",
    title="Värdekedjan: bids, judgements and clarifications",
    schema_name="bids.schema.json",
)
read_procurement, write_procurement, fingerprint = PROCUREMENT.read, PROCUREMENT.write, PROCUREMENT.fingerprint
write_bids = BIDS.write


def read_bids(data: bytes | str) -> tuple[Bids | None, list[Problem]]:
    """The bids in a document, or every reason why not; a field that bidders have no right to is refused by name."""
    bids, problems = BIDS.read(data)
    return bids, [_own(each) for each in problems]


def _own(found: Problem) -> Problem:
    """A field of the bidder's own making is told by its name, since it is what a bidder must take out."""
    if found.code != "document.unknown_field":
        return found
    name = found.place.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")
    return problem("procurement.extra_field", found.place, name=name)


if __name__ == "__main__":
    for each in (PROCUREMENT, BIDS):
        each.published.write_text(each.schema_text(), encoding="utf-8")
