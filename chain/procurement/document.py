"""A model and its bids as open documents; `python -m chain.procurement.document` writes both their schemas.

`lock_checks` and `bid_checks` tell what does not hold in those that can be read.
"""

from chain.open_document import OpenDocument
from chain.problem import Problem, problem
from chain.procurement.bid import Bids
from chain.procurement.model import Procurement

PROCUREMENT = OpenDocument(
    Procurement,
    form="vardekedjan-procurement",
    version=1,
    holds="procurement",
    wrong_format="procurement.format",
    title="Värdekedjan: the evaluation model of a procurement",
    schema_name="procurement.schema.json",
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
