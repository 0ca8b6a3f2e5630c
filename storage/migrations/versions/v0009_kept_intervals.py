"""A kept result's interval and probability, for the list.

Revision ID: 0009
Revises: 0008
"""

from alembic import op

from storage.migrations.append_only import UNDER_WAY, bears_hash, protect, release, same
from storage.migrations.columns import numbers, whole

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "frozen_version"
KEPT = (
    *("id", "organisation_id", "intervention_id", "intervention_version", "number", "claim", "created_at"),
    *("created_by", "engine_version", "fingerprint", "ratio", "ratio_low", "ratio_high", "result"),
)
ADDED = ("interval_low", "interval_high", "value_chance", "drawn_figures", "all_figures")
WITHDRAWAL = ("chain", "redaction_id", "removed_sha256")


def _let_stand(*names: str) -> None:
    """The protection of the kept results, written anew for the columns that they have."""
    release(TABLE)
    protect(TABLE, ("id",), ("intervention_id", "number"), change=_redacting(*names))


def _redacting(*names: str) -> str:
    """Words go out of name and note; a chain goes whole, once, and then says by which redaction and its hash."""
    return f"""{same(*names)} AND CAST(NEW.settings AS text) IS NOT DISTINCT FROM CAST(OLD.settings AS text)
    AND EXISTS ({UNDER_WAY} AND r.kept_too AND {" AND ".join(map(bears_hash, ("name", "note", "record", "chain")))}
        AND (({same(*WITHDRAWAL)}) OR (
            OLD.redaction_id IS NULL AND NEW.redaction_id = r.id AND NEW.removed_sha256 IS NOT NULL
            AND NEW.chain <> OLD.chain)))"""


def upgrade() -> None:
    for column in (*numbers("interval_low interval_high value_chance", empty=True),
                   *whole("drawn_figures all_figures", empty=True)):  # fmt: skip
        op.add_column(TABLE, column)
    _let_stand(*KEPT, *ADDED)


def downgrade() -> None:
    _let_stand(*KEPT)
    for name in ADDED:
        op.drop_column(TABLE, name)
