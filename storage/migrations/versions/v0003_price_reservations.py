"""A price tells everyone who shares it, and the reservations that were made about it.

Revision ID: 0003
Revises: 0002
"""

from alembic import op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED = ("payers", "flags")


def upgrade() -> None:
    with op.batch_alter_table("price") as price:
        for name in ADDED:
            price.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("price") as price:
        for name in ADDED:
            price.drop_column(name)
