"""A comparison as an open document; `python -m chain.forecast.document [FILE]` writes `docs/forecast.schema.json`.

Rules between numbers are `chain.forecast.checks`' matter.
"""

from chain.forecast.model import Comparison
from chain.open_document import OpenDocument

FORMAT = "vardekedjan-forecast"
DOCUMENT = OpenDocument(
    Comparison,
    form=FORMAT,
    version=1,
    holds="comparison",
    wrong_format="comparison.format",
    title="Värdekedjan: a health-economic comparison",
    schema_name="forecast.schema.json",
)
read_comparison, write_comparison, fingerprint = DOCUMENT.read, DOCUMENT.write, DOCUMENT.fingerprint

if __name__ == "__main__":
    DOCUMENT.publish()
