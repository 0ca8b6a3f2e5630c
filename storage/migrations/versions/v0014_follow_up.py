"""Follow-up: what is to be measured, its targets, where each value stands, what was seen, and evidence.

Revision ID: 0014
Revises: 0013
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import UNDER_WAY, bears_hash, protect, release, same
from storage.migrations.columns import answers, dates, numbers, times, whole, words

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OF_INDICATOR = ["intervention_id", "indicator_id"]
OF_MEASUREMENT = [*OF_INDICATOR, "period"]
STATES = "'expected', 'draft', 'submitted', 'returned', 'approved', 'locked'"
WITH_ITS_INDICATOR = (
    "NOT EXISTS (SELECT 1 FROM planned_indicator AS i "
    "WHERE i.intervention_id = OLD.intervention_id AND i.id = OLD.indicator_id)"
)
VERSION_STANDS = (*OF_MEASUREMENT, "version", "moment", "at", "who")
TARGET_STANDS = (*OF_MEASUREMENT, "version", "value", "decided_on", "created_at", "created_by")


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _part_of(table: str, columns: list[str], whole: str, keys: list[str], gone: str = "CASCADE"):
    name = op.f(f"fk_{table}_{'_'.join(columns)}_{whole}")
    return sa.ForeignKeyConstraint(columns, [f"{whole}.{key}" for key in keys], name=name, ondelete=gone)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _planned_indicator() -> None:
    name = "planned_indicator"
    op.create_table(
        name,
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by intervention_id id"),
        *whole("position version"),
        *words("name_sv name_en focus element rule every owner reviewer"),
        *times("closed_at", empty=True),
        *words("closed_by succeeded_by", empty=True),
        *words("content"),
        _key(name, "intervention_id", "id"),
        _part_of(name, ["intervention_id"], "intervention", ["id"]),
        _check(name, "focus_known", "focus IN ('effect', 'volume', 'cost', 'fidelity', 'context')"),
        _check(name, "rule_known", "rule IN ('flow', 'cumulative', 'level', 'share', 'mean')"),
        _check(name, "every_known", "every IN ('month', 'quarter', 'half_year', 'year', 'once')"),
        _check(name, "version_counts", "version >= 1"),
        _check(name, "closed_by_someone", "(closed_by IS NULL) = (closed_at IS NULL)"),
    )


def _target() -> None:
    op.create_table(
        "target",
        *words("intervention_id indicator_id period"),
        *whole("version"),
        *numbers("value"),
        *words("reason_sv reason_en decided_by"),
        *dates("decided_on", empty=True),
        *times("created_at"),
        *words("created_by"),
        _key("target", *OF_MEASUREMENT, "version"),
        _part_of("target", OF_INDICATOR, "planned_indicator", ["intervention_id", "id"]),
        _check("target", "version_counts", "version >= 1"),
    )


def _measurement() -> None:
    name = "measurement"
    op.create_table(
        name,
        *words("intervention_id indicator_id period organisation_id"),
        *dates("period_start period_end due_on"),
        *words("state"),
        *answers("is_open"),
        *words("owner reviewer"),
        *whole("version value_version"),
        *whole("submitted_version", empty=True),
        *times("submitted_at", empty=True),
        *words("submitted_by", empty=True),
        *whole("approved_version", empty=True),
        *times("approved_at", empty=True),
        *words("approved_by", empty=True),
        *times("locked_at", empty=True),
        *words("locked_by", empty=True),
        *words("returned_note"),
        *words("asked_by", empty=True),
        *words("asked_reason"),
        *dates("closes_on open_until", empty=True),
        *words("opened_by", empty=True),
        *times("updated_at"),
        *words("updated_by"),
        _key(name, *OF_MEASUREMENT),
        _part_of(name, OF_INDICATOR, "planned_indicator", ["intervention_id", "id"]),
        _part_of(name, ["organisation_id"], "organisation", ["id"], "RESTRICT"),
        _check(name, "state_known", f"state IN ({STATES})"),
        _check(name, "version_counts", "version >= 1"),
        _check(name, "value_version_counts", "value_version >= 0"),
        _check(name, "expected_until_seen", "(value_version = 0) = (state = 'expected')"),
        _check(name, "submitted_is_there", "submitted_version BETWEEN 1 AND value_version"),
        _check(name, "approved_is_there", "approved_version BETWEEN 1 AND value_version"),
        _check(
            name, "what_counts_is_approved", "state NOT IN ('approved', 'locked') OR approved_version = value_version"
        ),
    )
    columns = ["organisation_id", "state", "period_end"]
    op.create_index(f"ix_measurement_{'_'.join(columns)}", name, columns)


def _measurement_version() -> None:
    name = "measurement_version"
    op.create_table(
        name,
        *words("intervention_id indicator_id period"),
        *whole("version moment"),
        *words("content reason"),
        *times("at"),
        *words("who"),
        _key(name, *OF_MEASUREMENT, "version"),
        _part_of(name, OF_MEASUREMENT, "measurement", OF_MEASUREMENT),
        _check(name, "version_counts", "version >= 1"),
    )


def _evidence_file() -> None:
    name = "evidence_file"
    op.create_table(
        name,
        *words("id intervention_id indicator_id period name kind"),
        *whole("size"),
        *words("sha256"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *times("at"),
        *words("who"),
        _key(name, "id"),
        _part_of(name, OF_MEASUREMENT, "measurement", OF_MEASUREMENT),
        _check(name, "size_counts", "size > 0"),
    )
    op.create_index("uq_evidence_file_once", name, [*OF_MEASUREMENT, "sha256"], unique=True)


def _redacting(stands: tuple[str, ...], *texts: str) -> str:
    """Words go out of the texts while a redaction by two people is carried out; nothing else ever changes."""
    return f"{same(*stands)} AND EXISTS ({UNDER_WAY} AND {' AND '.join(map(bears_hash, texts))})"


# --- kept results of what came out ------------------------------------------------------------------------------------

KEPT = "frozen_version"
RESULT_STANDS = (
    *("id", "organisation_id", "intervention_id", "intervention_version", "number", "claim", "created_at"),
    *("created_by", "engine_version", "fingerprint", "ratio", "ratio_low", "ratio_high", "result"),
    *("interval_low", "interval_high", "value_chance", "drawn_figures", "all_figures"),
)
WITHDRAWAL = ("chain", "redaction_id", "removed_sha256")


def _let_stand(stands: tuple[str, ...], *more: str) -> None:
    """The protection of the kept results, written anew for the columns that they have; `more` goes with the chain.

    Words go out of name and note; a chain goes whole, once, and then says by which redaction and its hash.
    """
    release(KEPT)
    bears = " AND ".join(map(bears_hash, ("name", "note", "record", "chain", *more)))
    whole = f"""{same(*stands)} AND CAST(NEW.settings AS text) IS NOT DISTINCT FROM CAST(OLD.settings AS text)
    AND EXISTS ({UNDER_WAY} AND r.kept_too AND {bears}
        AND (({same(*WITHDRAWAL, *more)}) OR (
            OLD.redaction_id IS NULL AND NEW.redaction_id = r.id AND NEW.removed_sha256 IS NOT NULL
            AND NEW.chain <> OLD.chain)))"""
    protect(KEPT, ("id",), ("intervention_id", "number"), change=whole)


def _keep_follow_ups() -> None:
    for column in words("follow_up follow_up_sha256", empty=True):
        op.add_column(KEPT, column)
    _let_stand((*RESULT_STANDS, "follow_up_sha256"), "follow_up")


def upgrade() -> None:
    _keep_follow_ups()
    for make in (_planned_indicator, _target, _measurement, _measurement_version, _evidence_file):
        make()
    key = (*OF_MEASUREMENT, "version")
    seen = _redacting(VERSION_STANDS, "content", "reason")
    meant = _redacting(TARGET_STANDS, "reason_sv", "reason_en", "decided_by")
    protect("measurement_version", key, change=seen, delete=WITH_ITS_INDICATOR)
    protect("target", key, change=meant, delete=WITH_ITS_INDICATOR)


def downgrade() -> None:
    for table in ("target", "measurement_version"):
        release(table)
    for table in ("evidence_file", "measurement_version", "measurement", "target", "planned_indicator"):
        op.drop_table(table)
    _let_stand(RESULT_STANDS)
    for name in ("follow_up", "follow_up_sha256"):
        op.drop_column(KEPT, name)
