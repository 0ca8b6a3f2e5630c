"""A figure may say that its origin is not stated.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HOLDERS = ("figure", "price")
BEFORE = "'sourced', 'derived', 'illustrative'"


def upgrade() -> None:
    _allow(f"'not_stated', {BEFORE}")


def downgrade() -> None:
    for holder in HOLDERS:
        op.execute(f"UPDATE {holder} SET mark = 'illustrative' WHERE mark = 'not_stated'")  # what it was called then
    _allow(BEFORE)


def _allow(marks: str) -> None:
    for holder in HOLDERS:
        name = op.f(f"ck_{holder}_mark_known")
        with op.batch_alter_table(holder) as rows:
            rows.drop_constraint(name, type_="check")
            rows.create_check_constraint(name, f"mark IN ({marks})")
