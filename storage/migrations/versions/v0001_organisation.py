"""An organisation, its interventions with their figures and links, its goals and prices, drafts and the log.

Revision ID: 0001
Revises:
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import COUNTING_ID, answers, data, dates, numbers, ore, texts, times, whole, words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _draft() -> None:
    op.create_table(
        "draft",
        *words("who intervention_id form"),
        *whole("version", empty=True),
        *data("fields"),
        *times("updated_at"),
        sa.PrimaryKeyConstraint("who", "intervention_id", "form", name="pk_draft"),
    )
    op.create_index("ix_draft_intervention_id", "draft", ["intervention_id"])


def _organisation() -> None:
    op.create_table(
        "organisation",
        *words("id"),
        *times("created_at updated_at"),
        *words("created_by updated_by name"),
        *answers("is_example"),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )


def _preference() -> None:
    op.create_table(
        "preference",
        *words("who key"),
        *words("value"),
        sa.PrimaryKeyConstraint("who", "key", name="pk_preference"),
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("id", COUNTING_ID, nullable=False),
        *words("organisation_id action place who"),
        *words("intervention_id", empty=True),
        *whole("version", empty=True),
        *data("old new", empty=True),
        *times("at"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_change_organisation_id_organisation", ondelete="RESTRICT"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_intervention_id_version", "change", ["intervention_id", "version"])


def _goal() -> None:
    op.create_table(
        "goal",
        *words("organisation_id id"),
        *times("created_at updated_at"),
        *words("created_by updated_by"),
        *whole("position"),
        *texts("name adopted_by"),
        *times("retired_at", empty=True),
        *words("retired_by", empty=True),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_goal"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_goal_organisation_id_organisation", ondelete="CASCADE"
        ),
    )


def _intervention() -> None:
    op.create_table(
        "intervention",
        *words("id"),
        *times("created_at updated_at"),
        *words("created_by updated_by organisation_id method status claim"),
        *whole("version start_year end_year"),
        *times("archived_at", empty=True),
        *words("archived_by", empty=True),
        *texts("name need purpose target_group responsible_unit evidence cohort_unit no_negative_reason learning"),
        *data("risks"),
        sa.PrimaryKeyConstraint("id", name="pk_intervention"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_intervention_organisation_id_organisation",
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint("claim IN ('forecast', 'evaluative')", name="ck_intervention_claim_known"),
        sa.CheckConstraint(
            "method IN ('evidence_based', 'local', 'universal', 'other')", name="ck_intervention_method_known"
        ),
        sa.CheckConstraint("status IN ('idea', 'planned', 'running', 'ended')", name="ck_intervention_status_known"),
        sa.CheckConstraint("version >= 1", name="ck_intervention_version_counts"),
    )
    op.create_index("ix_intervention_organisation_id_archived_at", "intervention", ["organisation_id", "archived_at"])


def _price() -> None:
    op.create_table(
        "price",
        *words("organisation_id library_id"),
        *answers("own"),
        *words("unit mark source url author created_by updated_by payer quality basis span"),
        *whole("price_year", empty=True),
        *words("evidence figure_id shape", empty=True),
        *texts("reason derivation note name"),
        *dates("noted_on", empty=True),
        *numbers("credibility", empty=True),
        *times("created_at updated_at"),
        *whole("position"),
        *ore("value_ore"),
        *ore("low_ore high_ore", empty=True),
        sa.PrimaryKeyConstraint("organisation_id", "library_id", "own", name="pk_price"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_price_organisation_id_organisation", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "basis IN ('average', 'marginal', 'invoice', 'transfer', 'tax', 'welfare', 'earnings')",
            name="ck_price_basis_known",
        ),
        sa.CheckConstraint("credibility >= 0 AND credibility <= 1", name="ck_price_credibility_is_share"),
        sa.CheckConstraint(
            "evidence IN ('randomised', 'controlled', 'before_after', 'register', 'descriptive', 'expert', 'assumed')",
            name="ck_price_evidence_known",
        ),
        sa.CheckConstraint("mark IN ('sourced', 'derived', 'illustrative')", name="ck_price_mark_known"),
        sa.CheckConstraint(
            "quality IN ('official', 'agency', 'research', 'media', 'derived', 'advocacy', 'own', 'assumed')",
            name="ck_price_quality_known",
        ),
        sa.CheckConstraint(
            "shape IN ('fixed', 'uniform', 'triangular', 'pert', 'normal', 'lognormal', 'beta', 'gamma')",
            name="ck_price_shape_known",
        ),
        sa.CheckConstraint("span IN ('event', 'year', 'lifetime')", name="ck_price_span_known"),
    )


def _figure() -> None:
    op.create_table(
        "figure",
        *words("intervention_id place"),
        *words("unit mark source url author"),
        *whole("price_year", empty=True),
        *words("evidence figure_id shape", empty=True),
        *texts("reason derivation note"),
        *dates("noted_on", empty=True),
        *numbers("credibility value low high", empty=True),
        *answers("is_series"),
        *ore("value_ore low_ore high_ore", empty=True),
        sa.PrimaryKeyConstraint("intervention_id", "place", name="pk_figure"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_figure_intervention_id_intervention", ondelete="CASCADE"
        ),
        sa.CheckConstraint("credibility >= 0 AND credibility <= 1", name="ck_figure_credibility_is_share"),
        sa.CheckConstraint(
            "evidence IN ('randomised', 'controlled', 'before_after', 'register', 'descriptive', 'expert', 'assumed')",
            name="ck_figure_evidence_known",
        ),
        sa.CheckConstraint("high IS NULL OR high_ore IS NULL", name="ck_figure_one_high"),
        sa.CheckConstraint("is_series = (value IS NULL AND value_ore IS NULL)", name="ck_figure_series_or_value"),
        sa.CheckConstraint("low IS NULL OR low_ore IS NULL", name="ck_figure_one_low"),
        sa.CheckConstraint("mark IN ('sourced', 'derived', 'illustrative')", name="ck_figure_mark_known"),
        sa.CheckConstraint(
            "shape IN ('fixed', 'uniform', 'triangular', 'pert', 'normal', 'lognormal', 'beta', 'gamma')",
            name="ck_figure_shape_known",
        ),
        sa.CheckConstraint("value IS NULL OR value_ore IS NULL", name="ck_figure_one_value"),
    )


def _link() -> None:
    op.create_table(
        "link",
        *words("intervention_id from_kind from_id role"),
        *whole("position"),
        *words("to_kind to_id"),
        sa.PrimaryKeyConstraint("intervention_id", "from_kind", "from_id", "role", "position", name="pk_link"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_link_intervention_id_intervention", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_link_intervention_id_to_kind_to_id", "link", ["intervention_id", "to_kind", "to_id"])


def _figure_year() -> None:
    op.create_table(
        "figure_year",
        *words("intervention_id place"),
        *whole("year"),
        *numbers("value", empty=True),
        *ore("value_ore", empty=True),
        sa.PrimaryKeyConstraint("intervention_id", "place", "year", name="pk_figure_year"),
        sa.ForeignKeyConstraint(
            ["intervention_id", "place"],
            ["figure.intervention_id", "figure.place"],
            name="fk_figure_year_intervention_id_place_figure",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("(value IS NULL) <> (value_ore IS NULL)", name="ck_figure_year_one_value"),
        sa.CheckConstraint("year >= 1900 AND year <= 2200", name="ck_figure_year_year_is_calendar_year"),
    )


TABLES = (
    _draft,
    _organisation,
    _preference,
    _change,
    _goal,
    _intervention,
    _price,
    _figure,
    _link,
    _figure_year,
)


def upgrade() -> None:
    for create in TABLES:
        create()


def downgrade() -> None:
    for create in reversed(TABLES):
        op.drop_table(create.__name__.removeprefix("_"))
