"""Portfolios: options to choose among under budgets, and what was decided on them, in rows that are only added to.

Revision ID: 0019
Revises: 0018
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import bears_hash, protect, release, same
from storage.migrations.columns import data, numbers, times, whole, words
from storage.migrations.versions import v0016_retention as retention
from storage.migrations.versions import v0018_procurements as before

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WHOLE, DECISION = "portfolio", "portfolio_decision"
KINDS = f"{before.KINDS}, 'portfolios'"
WITH_ITS_PORTFOLIO = "NOT EXISTS (SELECT 1 FROM portfolio AS p WHERE p.id = OLD.portfolio_id)"
SAID = ("chosen", "best", "reason_sv", "reason_en")
STANDS = ("portfolio_id", "number", "version", "sha256", "engine_version", "net_sek", "gain_sek", "cost_sek")
REDACTING = f"""{same(*STANDS, "best_net_sek", "price_sek", "at", "who")} AND EXISTS (
    SELECT 1 FROM redaction AS r WHERE r.intervention_id = 'portfolio ' || OLD.portfolio_id
        AND r.confirmed_by IS NOT NULL AND r.words IS NOT NULL AND {" AND ".join(map(bears_hash, SAID))})"""


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _portfolio() -> None:
    op.create_table(
        WHOLE,
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by id organisation_id"),
        *whole("version"),
        *times("archived_at", empty=True),
        *words("archived_by", empty=True),
        *words("name_sv name_en content"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portfolio")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_portfolio_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        _check(WHOLE, "version_counts", "version >= 1"),
        _check(WHOLE, "archived_by_someone", "(archived_by IS NULL) = (archived_at IS NULL)"),
    )
    op.create_index("ix_portfolio_organisation_id_archived_at", WHOLE, ["organisation_id", "archived_at"])


def _decision() -> None:
    op.create_table(
        DECISION,
        *words("portfolio_id"),
        *whole("number version"),
        *words("sha256 engine_version"),
        *data("chosen best broken"),
        *numbers("net_sek gain_sek cost_sek"),
        *numbers("best_net_sek price_sek", empty=True),
        *words("reason_sv reason_en"),
        *times("at"),
        *words("who"),
        sa.PrimaryKeyConstraint("portfolio_id", "number", name=op.f("pk_portfolio_decision")),
        sa.ForeignKeyConstraint(
            ["portfolio_id"],
            ["portfolio.id"],
            name=op.f("fk_portfolio_decision_portfolio_id_portfolio"),
            ondelete="CASCADE",
        ),
        _check(DECISION, "number_counts", "number >= 1"),
        _check(DECISION, "version_counts", "version >= 1"),
        _check(DECISION, "price_against_best", "(best_net_sek IS NULL) = (price_sek IS NULL)"),
    )
    protect(DECISION, ("portfolio_id", "number"), change=REDACTING, delete=WITH_ITS_PORTFOLIO)


# --- retention --------------------------------------------------------------------------------------------------------


def kinds(known: str, gone: str = "") -> None:
    """The kinds that there are rules for; what looks in `disposal` is released meanwhile. `gone` is known no more."""
    looking = (retention.HISTORY, retention.KEPT, retention.DISPOSAL, before.WHOLE)
    for table in looking:
        release(table)
    for table in (retention.RULE, retention.DISPOSAL):
        if gone:
            op.execute(f"DELETE FROM {table} WHERE kind = '{gone}'")
        name = op.f(f"ck_{table}_kind_known")
        with op.batch_alter_table(table) as rows:
            rows.drop_constraint(name, type_="check")
            rows.create_check_constraint(name, f"kind IN ({known})")
    protect(retention.HISTORY, ("id",), change=retention.REDACTING, delete=retention.PAST)
    results = ("id",), ("intervention_id", "number")
    protect(retention.KEPT, *results, change=retention.WITHDRAWING, delete=retention.OLD_RESULT)
    protect(retention.DISPOSAL, ("id",), change=retention.ENDING)
    disposed = retention.DISPOSED.format(kind="procurements", moment="kept_until")
    protect(before.WHOLE, ("id",), change="1 = 1", delete=f"{before.UNPUBLISHED} OR {disposed}")


def upgrade() -> None:
    kinds(KINDS)
    _portfolio()
    _decision()


def downgrade() -> None:
    release(DECISION)
    for table in (DECISION, WHOLE):
        op.drop_table(table)
    kinds(before.KINDS, gone="portfolios")
