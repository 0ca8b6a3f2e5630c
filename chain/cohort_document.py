"""A cohort model as an open document; `python -m chain.cohort_document [FILE]` writes `docs/cohort-model.schema.json`.

Whether it hangs together, its links and its formulas, is for `chain.cohort_checks`.
"""

from chain.cohort_model import CohortModel
from chain.open_document import OpenDocument

DOCUMENT = OpenDocument(
    CohortModel,
    form="vardekedjan-cohort-model",
    version=1,
    holds="model",
    wrong_format="cohort.format",
    title="Värdekedjan: a cohort state-transition model",
    schema_name="cohort-model.schema.json",
)
read_model, write_model, fingerprint = DOCUMENT.read, DOCUMENT.write, DOCUMENT.fingerprint

if __name__ == "__main__":
    DOCUMENT.publish()
