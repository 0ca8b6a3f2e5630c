"""For tests about what only one kind of database does, or about what is carried from one to another."""

import pytest

SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize("database", ["postgres"], indirect=True)
KINDS = ("sqlite", "postgres")
FROM_EACH_TO_EACH = pytest.mark.parametrize(
    ("database", "empty"), [(source, target) for source in KINDS for target in KINDS], indirect=True
)
ACROSS = pytest.mark.parametrize(("database", "empty"), [KINDS, KINDS[::-1]], indirect=True)
"""Each kind is read once and filled once: enough where reading does not depend on what is filled."""
