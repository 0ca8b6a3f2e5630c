"""Published reports that are typed in, to be held against their own figures.

Revision ID: 0011
Revises: 0010
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import data, times, whole, words

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLE = "printed_report"


def upgrade() -> None:
    op.create_table(
        TABLE,
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by id organisation_id"),
        *whole("version"),
        *words("title content"),
        *data("touched"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_report")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_printed_report_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_printed_report_version_counts")),
    )
    op.create_index("ix_printed_report_organisation_id", TABLE, ["organisation_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
