"""Results that are kept as they were shown, and never changed, but for words that two people take away.

Revision ID: 0006
Revises: 0005
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import UNDER_WAY, bears_hash, protect, release, same
from storage.migrations.columns import data, numbers, times, whole, words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "frozen_version"
STANDS = (
    *("id", "organisation_id", "intervention_id", "intervention_version", "number", "claim", "created_at"),
    *("created_by", "engine_version", "fingerprint", "ratio", "ratio_low", "ratio_high", "result"),
)
WITHDRAWAL = ("chain", "redaction_id", "removed_sha256")
# Words go out of name and note. A chain goes whole, once, and then says by which redaction and what its hash was.
REDACTING = f"""{same(*STANDS)} AND CAST(NEW.settings AS text) IS NOT DISTINCT FROM CAST(OLD.settings AS text)
    AND EXISTS ({UNDER_WAY} AND r.kept_too AND {" AND ".join(map(bears_hash, ("name", "note", "record", "chain")))}
        AND (({same(*WITHDRAWAL)}) OR (
            OLD.redaction_id IS NULL AND NEW.redaction_id = r.id AND NEW.removed_sha256 IS NOT NULL
            AND NEW.chain <> OLD.chain)))"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        *words("id organisation_id intervention_id"),
        *whole("intervention_version number"),
        *words("name note claim"),
        *times("created_at"),
        *words("created_by engine_version fingerprint"),
        *data("settings"),
        *numbers("ratio ratio_low ratio_high", empty=True),
        *words("record chain result"),
        *words("redaction_id removed_sha256", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_version")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_frozen_version_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["redaction_id"],
            ["redaction.id"],
            name=op.f("fk_frozen_version_redaction_id_redaction"),
            ondelete="RESTRICT",
        ),
        sa.UniqueConstraint("intervention_id", "number", name=op.f("uq_frozen_version_intervention_id_number")),
        sa.CheckConstraint("claim IN ('forecast', 'evaluative')", name=op.f("ck_frozen_version_claim_known")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_frozen_version_number_counts")),
        sa.CheckConstraint(
            "(redaction_id IS NULL) = (removed_sha256 IS NULL)", name=op.f("ck_frozen_version_withdrawn_whole")
        ),
    )
    op.create_index("ix_frozen_version_organisation_id_created_at", TABLE, ["organisation_id", "created_at"])
    protect(TABLE, ("id",), ("intervention_id", "number"), change=REDACTING)


def downgrade() -> None:
    release(TABLE)
    op.drop_table(TABLE)
