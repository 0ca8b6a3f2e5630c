"""Statistics from outside: what is looked at, and what was fetched of it.

Revision ID: 0015
Revises: 0014
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import answers, numbers, times, whole, words

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def _of_organisation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organisation_id_organisation")
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "statistics",
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by organisation_id"),
        *whole("version"),
        *answers("is_on"),
        *words("own_area_id", empty=True),
        *whole("first_year last_year"),
        *times("lists_fetched_at", empty=True),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_statistics")),
        _of_organisation("statistics"),
        sa.CheckConstraint("version >= 1", name=op.f("ck_statistics_version_counts")),
        sa.CheckConstraint(
            "first_year >= 1900 AND last_year <= 2200 AND first_year <= last_year",
            name=op.f("ck_statistics_years_in_order"),
        ),
    )
    _chosen("statistics_key_figure", *words("title description operating_area"), *answers("by_sex"),
            *words("published"))  # fmt: skip
    _chosen("statistics_area", *words("title kind"), sa.CheckConstraint(
        "kind IN ('municipality', 'region', 'group')", name=op.f("ck_statistics_area_kind_known")
    ))  # fmt: skip
    _figures()


def _chosen(name: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        *words("organisation_id id"),
        *more,
        *times("fetched_at chosen_at", empty=True),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{name}")),
        _of_organisation(name),
    )
    op.create_index(f"ix_{name}_organisation_id_chosen_at", name, ["organisation_id", "chosen_at"])


def _figures() -> None:
    op.create_table(
        "statistics_figure",
        *words("organisation_id key_figure_id area_id"),
        *whole("year"),
        *words("sex"),
        *whole("number"),
        *numbers("value", empty=True),
        *words("missing", empty=True),
        *words("status"),
        *times("fetched_at"),
        *times("replaced_at", empty=True),
        sa.PrimaryKeyConstraint(
            *("organisation_id", "key_figure_id", "area_id", "year", "sex", "number"),
            name=op.f("pk_statistics_figure"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "key_figure_id"],
            ["statistics_key_figure.organisation_id", "statistics_key_figure.id"],
            name=op.f("fk_statistics_figure_key_figure"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("sex IN ('T', 'K', 'M')", name=op.f("ck_statistics_figure_sex_known")),
        sa.CheckConstraint(
            "missing IN ('not_stated', 'marked', 'removed', 'gone')", name=op.f("ck_statistics_figure_missing_known")
        ),
        sa.CheckConstraint(
            "(value IS NULL) = (missing IS NOT NULL)", name=op.f("ck_statistics_figure_value_or_why_not")
        ),
        sa.CheckConstraint("year >= 1900 AND year <= 2200", name=op.f("ck_statistics_figure_year_is_calendar_year")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_statistics_figure_number_counts")),
    )


def downgrade() -> None:
    for name in ("statistics_figure", "statistics_area", "statistics_key_figure", "statistics"):
        op.drop_table(name)
