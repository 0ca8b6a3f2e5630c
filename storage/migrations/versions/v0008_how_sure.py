"""A figure may name the sample behind it, and the group that it moves with.

Revision ID: 0008
Revises: 0007
"""

from alembic import op

from storage.migrations.columns import numbers, whole, words

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

HOLDERS = ("figure", "price")


def _columns():
    yield from whole("sample_hits sample_size", empty=True)
    yield from words("group_id", empty=True)
    yield from numbers("group_correlation", empty=True)


def upgrade() -> None:
    for holder in HOLDERS:
        for column in _columns():
            op.add_column(holder, column)


def downgrade() -> None:
    for holder in HOLDERS:
        for column in _columns():
            op.drop_column(holder, column.name)
