"""Results that are kept as they were shown, and never changed.

Revision ID: 0006
Revises: 0005
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import protect, release
from storage.migrations.columns import data, numbers, times, whole, words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "frozen_version"


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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_version")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_frozen_version_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.UniqueConstraint("intervention_id", "number", name=op.f("uq_frozen_version_intervention_id_number")),
        sa.CheckConstraint("claim IN ('forecast', 'evaluative')", name=op.f("ck_frozen_version_claim_known")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_frozen_version_number_counts")),
    )
    op.create_index("ix_frozen_version_organisation_id_created_at", TABLE, ["organisation_id", "created_at"])
    protect(TABLE, ("id",), ("intervention_id", "number"))


def downgrade() -> None:
    release(TABLE)
    op.drop_table(TABLE)
