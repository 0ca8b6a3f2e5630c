"""The elements of a chain, one table per kind.

Revision ID: 0002
Revises: 0001
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import answers, texts, whole, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _activity() -> None:
    op.create_table(
        "activity",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name description"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_activity"),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_activity_intervention_id_intervention",
            ondelete="CASCADE",
        ),
    )


def _actor() -> None:
    op.create_table(
        "actor",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name"),
        *words("level"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_actor"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_actor_intervention_id_intervention", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "level IN ('municipality', 'region', 'state', 'civil_society', 'business', 'participants', 'others')",
            name="ck_actor_level_known",
        ),
    )


def _chain_goal() -> None:
    op.create_table(
        "chain_goal",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name adopted_by"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_chain_goal"),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_chain_goal_intervention_id_intervention",
            ondelete="CASCADE",
        ),
    )


def _effect() -> None:
    op.create_table(
        "effect",
        *words("intervention_id id"),
        *whole("position sign"),
        *texts("name"),
        *words("outcome_id actor_id proxy_id quantity_kind transfer_counterpart_id", empty=True),
        *answers("quantity_every_cohort", empty=True),
        *answers("measured_against_comparison in_base_case"),
        *whole("cashable_from_year", empty=True),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_effect"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_effect_intervention_id_intervention", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "quantity_kind IN ('share_of_cohort', 'direct_number', 'yearly_profile')",
            name="ck_effect_quantity_kind_known",
        ),
        sa.CheckConstraint("sign IN (1, -1)", name="ck_effect_sign_is_one"),
    )


def _indicator() -> None:
    op.create_table(
        "indicator",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name data_source measured_when"),
        *words("outcome_id", empty=True),
        *words("unit direction kolada_kpi"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_indicator"),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_indicator_intervention_id_intervention",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("direction IN ('up', 'down', 'context')", name="ck_indicator_direction_known"),
    )


def _outcome() -> None:
    op.create_table(
        "outcome",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name description not_valued_reason"),
        *words("term"),
        *answers("positive intended valued"),
        *words("stakeholder_id", empty=True),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_outcome"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_outcome_intervention_id_intervention", ondelete="CASCADE"
        ),
        sa.CheckConstraint("term IN ('short', 'medium', 'long')", name="ck_outcome_term_known"),
    )


def _output() -> None:
    op.create_table(
        "output",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name"),
        *words("unit"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_output"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_output_intervention_id_intervention", ondelete="CASCADE"
        ),
    )


def _proxy() -> None:
    op.create_table(
        "proxy",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name"),
        *words("payer_id library_id", empty=True),
        *words("quality basis span"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_proxy"),
        sa.ForeignKeyConstraint(
            ["intervention_id"], ["intervention.id"], name="fk_proxy_intervention_id_intervention", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "basis IN ('average', 'marginal', 'invoice', 'transfer', 'tax', 'welfare', 'earnings')",
            name="ck_proxy_basis_known",
        ),
        sa.CheckConstraint(
            "quality IN ('official', 'agency', 'research', 'media', 'derived', 'advocacy', 'own', 'assumed')",
            name="ck_proxy_quality_known",
        ),
        sa.CheckConstraint("span IN ('event', 'year', 'lifetime')", name="ck_proxy_span_known"),
    )


def _resource() -> None:
    op.create_table(
        "resource",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name not_valued_reason"),
        *words("kind"),
        *words("payer_id account_ansvar account_verksamhet account_konto account_motpart", empty=True),
        *answers("valued"),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_resource"),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_resource_intervention_id_intervention",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(
            "kind IN ('money', 'staff_time', 'premises', 'purchases', 'in_kind', 'volunteer_time', 'income')",
            name="ck_resource_kind_known",
        ),
    )


def _stakeholder() -> None:
    op.create_table(
        "stakeholder",
        *words("intervention_id id"),
        *whole("position"),
        *texts("name involved exclusion_reason"),
        *answers("direct included"),
        *words("actor_id", empty=True),
        sa.PrimaryKeyConstraint("intervention_id", "id", name="pk_stakeholder"),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name="fk_stakeholder_intervention_id_intervention",
            ondelete="CASCADE",
        ),
    )


TABLES = (
    _activity,
    _actor,
    _chain_goal,
    _effect,
    _indicator,
    _outcome,
    _output,
    _proxy,
    _resource,
    _stakeholder,
)


def upgrade() -> None:
    for create in TABLES:
        create()


def downgrade() -> None:
    for create in reversed(TABLES):
        op.drop_table(create.__name__.removeprefix("_"))
