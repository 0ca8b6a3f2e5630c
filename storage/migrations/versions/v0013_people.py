"""People who sign in: persons, their roles, invitations, visits and failed attempts.

Revision ID: 0013
Revises: 0012
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import answers, data, times, whole, words

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ROLES = (
    "'project_owner', 'reviewer', 'strategist', 'controller', 'procurer', 'model_owner', 'opener', 'assessor', "
    "'supplier', 'reader', 'administrator'"
)
TABLES = ("attempt", "visit", "invitation", "membership", "person")


def upgrade() -> None:
    _person()
    _membership()
    _invitation()
    _visit()
    op.create_table(
        "attempt",
        *words("key"),
        *whole("failures"),
        *times("until"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt")),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_attempt_failures_count")),
    )


def _person() -> None:
    op.create_table(
        "person",
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by id login name email"),
        *words("issuer subject password_hash", empty=True),
        *answers("active"),
        *times("last_signed_in_at", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_person_issuer_subject")),
        sa.CheckConstraint("(issuer IS NULL) = (subject IS NULL)", name=op.f("ck_person_subject_of_an_issuer")),
    )


def _membership() -> None:
    op.create_table(
        "membership",
        *words("person_id organisation_id role scope"),
        *words("intervention_id", empty=True),
        *times("created_at"),
        *words("created_by"),
        sa.PrimaryKeyConstraint("person_id", "organisation_id", "role", "scope", name=op.f("pk_membership")),
        _points("membership", "organisation", "RESTRICT"),
        _points("membership", "person", "RESTRICT"),
        _points("membership", "intervention", "CASCADE"),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("ck_membership_role_known")),
        sa.CheckConstraint(
            "role <> 'administrator' OR intervention_id IS NULL", name=op.f("ck_membership_administers_all")
        ),
        sa.CheckConstraint("scope = COALESCE(intervention_id, '')", name=op.f("ck_membership_scope_repeats")),
    )
    op.create_index("ix_membership_organisation_id", "membership", ["organisation_id"])
    op.create_index("ix_membership_intervention_id", "membership", ["intervention_id"])


def _invitation() -> None:
    op.create_table(
        "invitation",
        *words("id token_sha256 organisation_id"),
        *words("person_id", empty=True),
        *words("email name"),
        *data("grants"),
        *times("created_at"),
        *words("created_by"),
        *times("expires_at"),
        *times("used_at", empty=True),
        *words("used_by", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_invitation_token_sha256")),
        _points("invitation", "organisation", "RESTRICT"),
        _points("invitation", "person", "RESTRICT"),
        sa.CheckConstraint("(used_at IS NULL) = (used_by IS NULL)", name=op.f("ck_invitation_used_by_someone")),
    )
    op.create_index("ix_invitation_organisation_id", "invitation", ["organisation_id"])
    op.create_index("ix_invitation_email", "invitation", ["email"])


def _visit() -> None:
    op.create_table(
        "visit",
        *words("token_sha256 person_id how"),
        *times("begun_at seen_at ends_at"),
        *times("ended_at", empty=True),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_visit")),
        _points("visit", "person", "RESTRICT"),
        sa.CheckConstraint("how IN ('accounts', 'oidc', 'proxy')", name=op.f("ck_visit_how_known")),
    )
    op.create_index("ix_visit_person_id", "visit", ["person_id"])


def _points(table: str, at: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{at}_id_{at}")
    return sa.ForeignKeyConstraint([f"{at}_id"], [f"{at}.id"], name=name, ondelete=ondelete)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
