"""The log becomes a history that nobody rewrites: the database itself refuses, but for a redaction by two people.

Revision ID: 0005
Revises: 0004
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import UNDER_WAY, bears_hash, protect, release, same
from storage.migrations.columns import answers, times, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = ("id", "organisation_id", "intervention_id", "version", "action", "place", "at", "who", "undoes")
REDACTED = ("old", "new", "reason")
PROPOSED = ("id", "organisation_id", "intervention_id", "sha256", "reason", "kept_too", "proposed_by", "proposed_at")

REDACTING = f"{same(*KEPT)} AND EXISTS ({UNDER_WAY} AND {' AND '.join(map(bears_hash, REDACTED))})"
CONFIRMING = f"""OLD.words IS NOT NULL AND {same(*PROPOSED)}
    AND ({same("words")} OR (NEW.words IS NULL AND OLD.confirmed_by IS NOT NULL))
    AND (OLD.confirmed_by IS NULL OR ({same("confirmed_by", "confirmed_at")}))"""


def _redaction() -> None:
    op.create_table(
        "redaction",
        *words("id organisation_id intervention_id"),
        *words("words", empty=True),
        *words("sha256 reason"),
        *answers("kept_too"),
        *words("proposed_by"),
        *times("proposed_at"),
        *words("confirmed_by", empty=True),
        *times("confirmed_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_redaction"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_redaction_organisation_id_organisation",
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint("confirmed_by <> proposed_by", name="ck_redaction_two_people"),
        sa.CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="ck_redaction_confirmed_at_a_time"),
        sa.CheckConstraint("words IS NOT NULL OR confirmed_by IS NOT NULL", name="ck_redaction_words_until_confirmed"),
    )
    op.create_index("ix_redaction_intervention_id", "redaction", ["intervention_id"])


def upgrade() -> None:
    op.add_column("change", sa.Column("reason", sa.String(), nullable=True))
    op.add_column("change", sa.Column("undoes", sa.Integer(), nullable=True))
    op.create_index("ix_change_intervention_id_id", "change", ["intervention_id", "id"])
    _redaction()
    protect("change", ("id",), change=REDACTING)
    protect("redaction", ("id",), change=CONFIRMING, delete="OLD.confirmed_by IS NULL")


def downgrade() -> None:
    for table in ("redaction", "change"):
        release(table)
    op.drop_table("redaction")
    op.drop_index("ix_change_intervention_id_id", "change")
    op.drop_column("change", "undoes")
    op.drop_column("change", "reason")
