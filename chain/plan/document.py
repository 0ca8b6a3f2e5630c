"""A portfolio as an open document; `python -m chain.plan.document [FILE]` writes `docs/portfolio.schema.json`.

Rules between its parts are `chain.plan.checks`' matter.
"""

from chain.open_document import OpenDocument
from chain.plan.model import Portfolio

FORMAT = "vardekedjan-portfolio"
DOCUMENT = OpenDocument(
    Portfolio,
    form=FORMAT,
    version=1,
    holds="portfolio",
    wrong_format="plan.format",
    title="Värdekedjan: options to choose among under budgets",
    schema_name="portfolio.schema.json",
)
read_portfolio, write_portfolio, fingerprint = DOCUMENT.read, DOCUMENT.write, DOCUMENT.fingerprint

if __name__ == "__main__":
    DOCUMENT.publish()
