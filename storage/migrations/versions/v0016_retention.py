"""How long things are kept: rules, the record of what was disposed of, and what history lets go meanwhile.

Revision ID: 0016
Revises: 0015
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import NEVER, UNDER_WAY, bears_hash, protect, release, same
from storage.migrations.columns import answers, times, whole, words

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

RULE, DISPOSAL, HISTORY, KEPT = "retention_rule", "disposal", "change", "frozen_version"
KINDS = "'drafts', 'pasts', 'evidence', 'measurements', 'interventions', 'comparisons', 'printed', 'kept'"

ENDING = f"""OLD.under_way AND NOT NEW.under_way
    AND {same("id", "organisation_id", "kind", "keep", "counted", "cutoff", "at", "who")}"""
DISPOSED = (
    "EXISTS (SELECT 1 FROM disposal AS d WHERE d.under_way AND d.organisation_id = OLD.organisation_id "
    "AND d.kind = '{kind}' AND OLD.{moment} < d.cutoff)"
)
# That it is the past of what is gone is seen to by the operation: SQLite rebuilds no table that a trigger looks in.
PAST = DISPOSED.format(kind="pasts", moment="at")
OLD_RESULT = DISPOSED.format(kind="kept", moment="created_at")

# As they were: what a redaction may do.
LINE = ("id", "organisation_id", "intervention_id", "version", "action", "place", "at", "who", "undoes")
REDACTED = " AND ".join(map(bears_hash, ("old", "new", "reason")))
REDACTING = f"{same(*LINE, 'by_organisation_id')} AND EXISTS ({UNDER_WAY} AND {REDACTED})"
RESULT = (
    *("id", "organisation_id", "intervention_id", "intervention_version", "number", "claim", "created_at"),
    *("created_by", "engine_version", "fingerprint", "ratio", "ratio_low", "ratio_high", "result"),
    *("interval_low", "interval_high", "value_chance", "drawn_figures", "all_figures", "follow_up_sha256"),
)
WITHDRAWAL = ("chain", "redaction_id", "removed_sha256", "follow_up")
BEARS = " AND ".join(map(bears_hash, ("name", "note", "record", "chain", "follow_up")))
WITHDRAWING = f"""{same(*RESULT)} AND CAST(NEW.settings AS text) IS NOT DISTINCT FROM CAST(OLD.settings AS text)
    AND EXISTS ({UNDER_WAY} AND r.kept_too AND {BEARS}
        AND (({same(*WITHDRAWAL)}) OR (
            OLD.redaction_id IS NULL AND NEW.redaction_id = r.id AND NEW.removed_sha256 IS NOT NULL
            AND NEW.chain <> OLD.chain)))"""


def _organisation(table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organisation_id_organisation")
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=name, ondelete=ondelete)


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _rules() -> None:
    op.create_table(
        RULE,
        *words("organisation_id kind"),
        *whole("keep", empty=True),
        *words("reason"),
        *whole("version"),
        *times("updated_at"),
        *words("updated_by"),
        sa.PrimaryKeyConstraint("organisation_id", "kind", name=op.f(f"pk_{RULE}")),
        _organisation(RULE, "CASCADE"),
        _check(RULE, "kind_known", f"kind IN ({KINDS})"),
        _check(RULE, "keep_counts", "keep >= 1"),
        _check(RULE, "version_counts", "version >= 1"),
    )


def _disposals() -> None:
    op.create_table(
        DISPOSAL,
        *words("id organisation_id kind"),
        *whole("keep counted"),
        *times("cutoff"),
        *answers("under_way"),
        *times("at"),
        *words("who"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{DISPOSAL}")),
        _organisation(DISPOSAL, "RESTRICT"),
        _check(DISPOSAL, "kind_known", f"kind IN ({KINDS})"),
        _check(DISPOSAL, "keep_counts", "keep >= 1"),
        _check(DISPOSAL, "counted_counts", "counted >= 1"),
    )
    op.create_index(f"ix_{DISPOSAL}_organisation_id_at", DISPOSAL, ["organisation_id", "at"])
    protect(DISPOSAL, ("id",), change=ENDING)


def _let_go(past: str, old_result: str) -> None:
    """The protection of history and kept results, written anew with what may go."""
    release(HISTORY)
    protect(HISTORY, ("id",), change=REDACTING, delete=past)
    release(KEPT)
    protect(KEPT, ("id",), ("intervention_id", "number"), change=WITHDRAWING, delete=old_result)


def upgrade() -> None:
    _rules()
    _disposals()
    _let_go(PAST, OLD_RESULT)


def downgrade() -> None:
    _let_go(NEVER, NEVER)
    release(DISPOSAL)
    op.drop_table(DISPOSAL)
    op.drop_table(RULE)
