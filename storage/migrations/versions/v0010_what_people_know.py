"""What only people know of an analysis: answers, reviews, decisions; and names of figures that move together.

Revision ID: 0010
Revises: 0009
"""

from collections.abc import Iterable

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import dates, texts, whole, words

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("answer", "review", "decision", "figure_group")
STANDS = "'yes', 'partly', 'no'"
REVIEWS = "'involved', 'verified', 'reviewed', 'assured'"
VERDICTS = "'confirmed', 'with_reservations', 'not_confirmed'"
DECISIONS = "'recommendation', 'decision'"


def _create(name: str, columns: Iterable[sa.Column], **known: str) -> None:
    """A table of elements; `known` are the columns that hold one of some words."""
    op.create_table(
        name,
        *words("intervention_id id"),
        *whole("position"),
        *texts("name"),
        *columns,
        sa.PrimaryKeyConstraint("intervention_id", "id", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name=f"fk_{name}_intervention_id_intervention", ondelete="CASCADE"
        ),
        *(
            sa.CheckConstraint(f"{column} IN ({listed})", name=f"ck_{name}_{column}_known")
            for column, listed in known.items()
        ),
    )


def upgrade() -> None:
    answer = (*words("stand", empty=True), *texts("words"), *words("answered_by"), *dates("answered_on", empty=True))
    _create("answer", answer, stand=STANDS)
    review = (
        *words("kind seen_by"), *words("heard_id verdict", empty=True), *dates("seen_on", empty=True),
        *whole("persons", empty=True), *texts("words"),
    )  # fmt: skip
    _create("review", review, kind=REVIEWS, verdict=VERDICTS)
    decision = (
        *words("kind owner"),
        *dates("decided_on follow_up_on", empty=True),
        *texts("words followed_up"),
    )
    _create("decision", decision, kind=DECISIONS)
    _create("figure_group", ())


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
