"""The kinds of documents that an organisation keeps, each with its table, its open format and its refusals."""

from dataclasses import dataclass
from typing import Generic, NamedTuple

from chain.forecast.document import DOCUMENT as COMPARISON
from chain.open_document import OpenDocument
from chain.plan.document import DOCUMENT as PORTFOLIO
from chain.plan.fund import DOCUMENT as FUND
from storage.operations.answers import ComparisonSummary, StoredComparison
from storage.operations.documents.answers import DocumentSummary, Held, StoredDocument


class Codes(NamedTuple):
    """What a refusal is called: not there, put away, not put away yet, another name typed, id taken, too long."""

    gone: str
    archived: str
    not_archived: str
    other_name: str
    id_taken: str
    too_long: str


@dataclass(frozen=True)
class Kind(Generic[Held]):
    """A kind of document. `table` is also what the history calls a whole one, `prefix` what its past is kept under."""

    table: str
    prefix: str
    document: OpenDocument[Held]
    codes: Codes
    stored: type[StoredDocument] = StoredDocument
    summary: type[DocumentSummary] = DocumentSummary

    def key(self, document_id: str) -> str:
        """Where drafts and history of a document are kept: under what can be no intervention's id."""
        return f"{self.prefix} {document_id}"


COMPARISONS = Kind(
    "comparison",
    "forecast",
    COMPARISON,
    Codes(
        "storage.no_comparison",
        "storage.comparison_archived",
        "storage.comparison_not_archived",
        "storage.comparison_other_name",
        "storage.comparison_id_taken",
        "storage.comparison_too_long",
    ),
    StoredComparison,
    ComparisonSummary,
)
PORTFOLIOS = Kind(
    "portfolio",
    "portfolio",
    PORTFOLIO,
    Codes(
        "portfolio.gone",
        "portfolio.archived",
        "portfolio.not_archived",
        "portfolio.other_name",
        "portfolio.id_taken",
        "portfolio.too_long",
    ),
)
FUNDS = Kind(
    "fund",
    "fund",
    FUND,
    Codes(
        "fund_kept.gone",
        "fund_kept.archived",
        "fund_kept.not_archived",
        "fund_kept.other_name",
        "fund_kept.id_taken",
        "fund_kept.too_long",
    ),
)
KINDS: tuple[Kind, ...] = (COMPARISONS, PORTFOLIOS, FUNDS)


def kind_of(key: str) -> tuple[Kind, str] | None:
    """Which kind of document a history is of, and the document's id; None for an intervention's."""
    prefix, _, document_id = key.partition(" ")
    return next(((kind, document_id) for kind in KINDS if kind.prefix == prefix and document_id), None)
