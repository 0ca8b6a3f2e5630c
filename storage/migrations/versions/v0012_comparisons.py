"""Comparisons of interventions for children: the health-economic forecast.

Revision ID: 0012
Revises: 0011
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import times, whole, words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "comparison"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by id organisation_id"),
        *words("intervention_id", empty=True),
        *whole("version"),
        *times("archived_at", empty=True),
        *words("archived_by", empty=True),
        *words("name_sv name_en content"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_comparison_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_comparison_intervention_id_intervention"),
            ondelete="SET NULL",
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_comparison_version_counts")),
        sa.CheckConstraint(
            "(archived_by IS NULL) = (archived_at IS NULL)", name=op.f("ck_comparison_archived_by_someone")
        ),
    )
    op.create_index("ix_comparison_organisation_id_archived_at", TABLE, ["organisation_id", "archived_at"])
    op.create_index("ix_comparison_intervention_id", TABLE, ["intervention_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
