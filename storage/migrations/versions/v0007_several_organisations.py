"""Several organisations share an installation: sharing, locked assumption sets, and columns to find by.

Revision ID: 0007
Revises: 0006
"""

from unicodedata import combining, normalize

from alembic import op
import sqlalchemy as sa

from storage.migrations.append_only import UNDER_WAY, bears_hash, protect, release, same
from storage.migrations.columns import times, whole, words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FOUND_BY = "searched order_sv order_en"
NAMES = "id name_sv name_en responsible_unit_sv responsible_unit_en"
LISTED = "ix_intervention_organisation_id_archived_at"
AT_ONCE = 1000
KEPT = ("id", "organisation_id", "intervention_id", "version", "action", "place", "at", "who", "undoes")
REDACTED = " AND ".join(map(bears_hash, ("old", "new", "reason")))
AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def upgrade() -> None:
    _sharing()
    _assumption_sets()
    op.add_column("change", sa.Column("by_organisation_id", sa.String(), nullable=True))
    _let_history_stand(*KEPT, "by_organisation_id")
    for name in FOUND_BY.split():
        op.add_column("intervention", sa.Column(name, sa.String(), nullable=False, server_default=""))
    _fill()
    op.drop_index(LISTED)
    op.create_index(f"{LISTED}_status", "intervention", ["organisation_id", "archived_at", "status"])


def _organisation(table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organisation_id_organisation")
    return sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=name, ondelete=ondelete)


def _sharing() -> None:
    op.create_table(
        "sharing",
        *words("intervention_id organisation_id access"),
        *times("created_at"),
        *words("created_by"),
        sa.PrimaryKeyConstraint("intervention_id", "organisation_id", name=op.f("pk_sharing")),
        sa.ForeignKeyConstraint(
            ["intervention_id"],
            ["intervention.id"],
            name=op.f("fk_sharing_intervention_id_intervention"),
            ondelete="CASCADE",
        ),
        _organisation("sharing", "CASCADE"),
        sa.CheckConstraint("access IN ('read', 'write')", name=op.f("ck_sharing_access_known")),
    )
    op.create_index("ix_sharing_organisation_id", "sharing", ["organisation_id"])


def _assumption_sets() -> None:
    op.create_table(
        "assumption_set",
        *words("id organisation_id"),
        *whole("number"),
        *words("name note"),
        *times("created_at"),
        *words("created_by sha256 content"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assumption_set")),
        _organisation("assumption_set", "RESTRICT"),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_assumption_set_organisation_id_number")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_assumption_set_number_counts")),
    )
    protect("assumption_set", ("id",), ("organisation_id", "number"))


def _let_history_stand(*kept: str) -> None:
    """The protection of the history, written anew for the columns that it has."""
    release("change")
    protect("change", ("id",), change=f"{same(*kept)} AND EXISTS ({UNDER_WAY} AND {REDACTED})")


def _fill() -> None:
    """Write for every intervention what it is found by, some at a time."""
    rows = sa.table("intervention", *(sa.column(name) for name in f"{NAMES} {FOUND_BY}".split()))
    db, last = op.get_bind(), ""
    write = sa.update(rows).where(rows.c.id == sa.bindparam("this"))
    while True:
        query = sa.select(*(rows.c[name] for name in NAMES.split())).where(rows.c.id > last)
        found = db.execute(query.order_by(rows.c.id).limit(AT_ONCE)).mappings().all()
        if not found:
            return
        db.execute(write.values({name: sa.bindparam(f"new_{name}") for name in FOUND_BY.split()}), _found_by(found))
        last = found[-1]["id"]


def _found_by(found: list) -> list[dict[str, str]]:
    return [
        {
            "this": row["id"],
            "new_searched": _small("\n".join(row[name] for name in NAMES.split()[1:])),
            "new_order_sv": _ordered(row["name_sv"], row["name_en"]),
            "new_order_en": _ordered(row["name_en"], row["name_sv"]),
        }
        for row in found
    ]


def _small(words: str) -> str:
    return normalize("NFC", words).casefold()


def _ordered(name: str, otherwise: str) -> str:
    turned = _small(name.strip() or otherwise.strip()).translate(AFTER_Z)
    return "".join(letter for letter in normalize("NFD", turned) if not combining(letter))[:200]


def downgrade() -> None:
    op.drop_index(f"{LISTED}_status")
    op.create_index(LISTED, "intervention", ["organisation_id", "archived_at"])
    for name in FOUND_BY.split():
        op.drop_column("intervention", name)
    _let_history_stand(*KEPT)
    op.drop_column("change", "by_organisation_id")
    release("assumption_set")
    for table in ("assumption_set", "sharing"):
        op.drop_table(table)
