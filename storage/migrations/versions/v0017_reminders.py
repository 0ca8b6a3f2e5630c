"""Reminders by mail: the last one of each person.

Revision ID: 0017
Revises: 0016
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import dates, words

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        *words("person_id"),
        *dates("day"),
        *words("outcome"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_reminder")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reminder_person_id_person"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint("outcome IN ('claimed', 'sent', 'refused')", name=op.f("ck_reminder_outcome_known")),
    )


def downgrade() -> None:
    op.drop_table("reminder")
