"""Procurements: models that are locked, bids that stand as they came, and what follows, in rows that are only added to.

Revision ID: 0018
Revises: 0017
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import protect, release
from storage.migrations.columns import answers, dates, numbers, times, whole, words
from storage.migrations.versions import v0016_retention as before

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WHOLE = "procurement"
STATES = "'draft', 'reviewed', 'published', 'opened', 'evaluated', 'decided', 'contract'"
PARTS = "'model_owner', 'opener', 'assessor', 'controller', 'supplier'"
EVENTS = (
    "'begin', 'save', 'review', 'publish', 'new_round', 'appoint', 'dismiss', 'sign_opening', 'receive', 'read', "
    "'clarify', 'judge', 'evaluate', 'decide', 'sign_contract', 'deliver', 'check_delivery', 'close'"
)
KINDS = f"{before.KINDS}, 'procurements'"
WITH_ITS_PROCUREMENT = "NOT EXISTS (SELECT 1 FROM procurement AS p WHERE p.id = OLD.procurement_id)"
UNPUBLISHED = "(OLD.round = 1 AND OLD.state IN ('draft', 'reviewed'))"
STANDS = {
    "locked_model": [("procurement_id", "round")],
    "opening_signature": [("procurement_id", "round", "position"), ("procurement_id", "round", "opener")],
    "bid_file": [("id",), ("procurement_id", "round", "sha256")],
    "bid": [
        ("file_id",),
        *(("procurement_id", "round", each) for each in ("bid_id", "bidder", "code")),
    ],
    "clarification": [("id",)],
    "judgement": [("file_id", "criterion_id", "version")],
    "evaluation": [("procurement_id", "round")],
    "award": [("procurement_id", "round")],
    "contract": [("procurement_id",)],
    "delivery": [("id",)],
    "delivery_check": [("delivery_id",)],
    "procurement_event": [("procurement_id", "number")],
}
"""The tables whose rows stand, with all their keys; parents before children."""


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _part_of(table: str, column: str, parent: str, key: str = "id", gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{parent}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.{key}"], name=name, ondelete=gone)


def _make(table: str, key: str, *parts) -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key.split(), name=op.f(f"pk_{table}")))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _at() -> tuple:
    return *times("at"), *words("who")


def _procurement() -> None:
    _make(
        WHOLE,
        "id",
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by id organisation_id"),
        *words("intervention_id", empty=True),
        *words("state"),
        *whole("round version"),
        *words("title_sv title_en draft"),
        *times("opens_at", empty=True),
        *dates("standstill_until", empty=True),
        *times("closed_at", empty=True),
        *words("closed_by", empty=True),
        *words("closing_note"),
        *dates("kept_until", empty=True),
        _part_of(WHOLE, "organisation_id", "organisation", gone="RESTRICT"),
        _part_of(WHOLE, "intervention_id", "intervention", gone="SET NULL"),
        _check(WHOLE, "state_known", f"state IN ({STATES})"),
        _check(WHOLE, "version_counts", "version >= 1"),
        _check(WHOLE, "round_counts", "round >= 1"),
        _check(
            WHOLE,
            "closed_by_someone",
            "(closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (kept_until IS NULL)",
        ),
    )
    _index(WHOLE, "organisation_id", "closed_at")
    _index(WHOLE, "intervention_id")


def _before_the_bids() -> None:
    name = "procurement_part"
    _make(
        name,
        "procurement_id part who",
        *words("procurement_id part who name"),
        *times("at"),
        *words("by_who"),
        _part_of(name, "procurement_id", WHOLE),
        _check(name, "part_known", f"part IN ({PARTS})"),
    )
    _index(name, "who")
    name = "locked_model"
    _make(
        name,
        "procurement_id round",
        *words("procurement_id"),
        *whole("round"),
        *words("content sha256"),
        *whole("format_version"),
        *words("engine_version"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
        _check(name, "round_counts", "round >= 1"),
    )
    name = "opening_signature"
    _make(
        name,
        "procurement_id round position",
        *words("procurement_id"),
        *whole("round position"),
        *words("opener name reference"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
        _check(name, "one_of_two", "position IN (1, 2)"),
        _unique(name, "procurement_id", "round", "opener"),
    )


def _bids() -> None:
    name = "bid_file"
    _make(
        name,
        "id",
        *words("id procurement_id"),
        *whole("round"),
        *words("bidder name"),
        *whole("size"),
        *words("sha256"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *answers("is_accepted"),
        *words("reasons"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
        _check(name, "round_counts", "round >= 1"),
        _check(name, "size_counts", "size > 0"),
        _unique(name, "procurement_id", "round", "sha256"),
    )
    name = "bid"
    _make(
        name,
        "file_id",
        *words("file_id procurement_id"),
        *whole("round"),
        *words("bid_id bidder code content sha256"),
        *_at(),
        _part_of(name, "file_id", "bid_file"),
        _part_of(name, "procurement_id", WHOLE),
        *(_unique(name, "procurement_id", "round", each) for each in ("bid_id", "bidder", "code")),
    )


def _about_the_bids() -> None:
    name = "clarification"
    _make(
        name,
        "id",
        *words("id procurement_id"),
        *whole("round"),
        *words("file_id measure_id"),
        *whole("period", empty=True),
        *words("content"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
        _part_of(name, "file_id", "bid", "file_id"),
    )
    _index(name, "procurement_id")
    _index(name, "file_id")
    name = "judgement"
    _make(
        name,
        "file_id criterion_id version",
        *words("file_id criterion_id"),
        *whole("version"),
        *words("procurement_id"),
        *whole("round"),
        *words("content"),
        *_at(),
        _part_of(name, "file_id", "bid", "file_id"),
        _part_of(name, "procurement_id", WHOLE),
        _check(name, "version_counts", "version >= 1"),
    )
    _index(name, "procurement_id")


def _what_came_of_it() -> None:
    name = "evaluation"
    _make(
        name,
        "procurement_id round",
        *words("procurement_id"),
        *whole("round"),
        *words("content sha256 engine_version"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
    )
    name = "award"
    _make(
        name,
        "procurement_id round",
        *words("procurement_id"),
        *whole("round"),
        *words("bid_id content sha256 masked"),
        *dates("standstill_until"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
    )


def _contract() -> None:
    name = "contract"
    _make(
        name,
        "procurement_id",
        *words("procurement_id"),
        *whole("round"),
        *dates("signed_on"),
        *words("content sha256"),
        *_at(),
        _part_of(name, "procurement_id", WHOLE),
    )
    name = "delivery"
    _make(
        name,
        "id",
        *words("id procurement_id measure_id"),
        *whole("period"),
        *numbers("quantity"),
        *words("note name"),
        *_at(),
        _part_of(name, "procurement_id", "contract", "procurement_id"),
        _check(name, "quantity_counts", "quantity >= 0"),
        _check(name, "period_counts", "period >= 0"),
    )
    _index(name, "procurement_id")
    name = "delivery_check"
    _make(
        name,
        "delivery_id",
        *words("delivery_id procurement_id"),
        *answers("is_validated"),
        *words("reason name"),
        *_at(),
        _part_of(name, "delivery_id", "delivery"),
        _part_of(name, "procurement_id", WHOLE),
    )
    _index(name, "procurement_id")


def _log() -> None:
    name = "procurement_event"
    _make(
        name,
        "procurement_id number",
        *words("procurement_id"),
        *whole("number round"),
        *words("event about digest words"),
        *_at(),
        *words("previous hash"),
        _part_of(name, "procurement_id", WHOLE),
        _check(name, "event_known", f"event IN ({EVENTS})"),
        _check(name, "number_counts", "number >= 1"),
    )


# --- retention --------------------------------------------------------------------------------------------------------


def _kinds(known: str) -> None:
    """The kinds that there are rules for, with the protections that look in `disposal` taken away meanwhile."""
    for table in (before.HISTORY, before.KEPT, before.DISPOSAL):
        release(table)
    if known == before.KINDS:
        for table in (before.RULE, before.DISPOSAL):
            op.execute(f"DELETE FROM {table} WHERE kind = 'procurements'")
    for table in (before.RULE, before.DISPOSAL):
        name = op.f(f"ck_{table}_kind_known")
        with op.batch_alter_table(table) as rows:
            rows.drop_constraint(name, type_="check")
            rows.create_check_constraint(name, f"kind IN ({known})")
    protect(before.HISTORY, ("id",), change=before.REDACTING, delete=before.PAST)
    protect(before.KEPT, ("id",), ("intervention_id", "number"), change=before.WITHDRAWING, delete=before.OLD_RESULT)
    protect(before.DISPOSAL, ("id",), change=before.ENDING)


def upgrade() -> None:
    _kinds(KINDS)
    for make in (_procurement, _before_the_bids, _bids, _about_the_bids, _what_came_of_it, _contract, _log):
        make()
    for table, keys in STANDS.items():
        protect(table, *keys, delete=WITH_ITS_PROCUREMENT)
    disposed = before.DISPOSED.format(kind="procurements", moment="kept_until")
    protect(WHOLE, ("id",), change="1 = 1", delete=f"{UNPUBLISHED} OR {disposed}")


def downgrade() -> None:
    for table in (WHOLE, *STANDS):
        release(table)
    for table in (*reversed(STANDS), "procurement_part", WHOLE):
        op.drop_table(table)
    _kinds(before.KINDS)
