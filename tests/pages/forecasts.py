"""A kept comparison to read: the shipped example, changed where a test asks."""

from chain.forecast.model import Comparison
from storage import operations
from tests.acting import here
from tests.chain.comparisons import shipped

ID = "kept-for-a-test"
"""The example municipality has the shipped comparison under its own id already."""


def kept(writer, comparison: Comparison | None = None, **more) -> str:
    """Keep a comparison for the organisation; its id."""
    comparison = (comparison or shipped()).model_copy(update={"id": ID})
    found = operations.add_comparison(writer.store, here(writer.store), comparison, **more)
    assert isinstance(found, operations.StoredComparison), found
    return comparison.id
