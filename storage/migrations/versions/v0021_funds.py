"""Accounts of social investment funds.

Revision ID: 0021
Revises: 0019
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import times, whole, words
from storage.migrations.versions import v0019_portfolios as before

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KINDS = f"{before.KINDS}, 'funds'"


def upgrade() -> None:
    before.kinds(KINDS)
    op.create_table(
        "fund",
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by id organisation_id"),
        *whole("version"),
        *times("archived_at", empty=True),
        *words("archived_by", empty=True),
        *words("name_sv name_en content"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_fund_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_fund_version_counts")),
        sa.CheckConstraint("(archived_by IS NULL) = (archived_at IS NULL)", name=op.f("ck_fund_archived_by_someone")),
    )
    op.create_index("ix_fund_organisation_id_archived_at", "fund", ["organisation_id", "archived_at"])


def downgrade() -> None:
    op.drop_table("fund")
    before.kinds(before.KINDS, gone="funds")
