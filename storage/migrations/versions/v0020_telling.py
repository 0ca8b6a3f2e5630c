"""What is told of kept results: own words, links for people without an account, and templates for slides.

Revision ID: 0020
Revises: 0019
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import data, times, whole, words

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WORDS, LINK, TEMPLATE = "told_words", "share_link", "deck_template"


def _check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _in_a_language(table: str) -> sa.CheckConstraint:
    return _check(table, "language_known", "language IN ('sv', 'en')")


def _points(table: str, column: str, at: str, gone: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=op.f(f"fk_{table}_{column}_{at}"), ondelete=gone)


def _words() -> None:
    op.create_table(
        WORDS,
        *times("created_at"),
        *words("created_by"),
        *times("updated_at"),
        *words("updated_by version_id language place words original"),
        *whole("version"),
        sa.PrimaryKeyConstraint("version_id", "language", "place", name=op.f(f"pk_{WORDS}")),
        _points(WORDS, "version_id", "frozen_version", "CASCADE"),
        _in_a_language(WORDS),
        _check(WORDS, "version_counts", "version >= 1"),
    )


def _link() -> None:
    op.create_table(
        LINK,
        *words("id token_sha256 version_id language name"),
        *data("own_words"),
        *times("created_at"),
        *words("created_by"),
        *times("expires_at"),
        *times("revoked_at", empty=True),
        *words("revoked_by", empty=True),
        *times("last_read_at", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LINK}")),
        sa.UniqueConstraint("token_sha256", name=op.f(f"uq_{LINK}_token_sha256")),
        _points(LINK, "version_id", "frozen_version", "CASCADE"),
        _in_a_language(LINK),
        _check(LINK, "revoked_by_someone", "(revoked_at IS NULL) = (revoked_by IS NULL)"),
        _check(LINK, "lasts", "expires_at > created_at"),
    )
    op.create_index(f"ix_{LINK}_version_id", LINK, ["version_id"])


def _template() -> None:
    op.create_table(
        TEMPLATE,
        *words("id organisation_id name"),
        *whole("size"),
        *words("sha256"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *times("created_at"),
        *words("created_by"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TEMPLATE}")),
        _points(TEMPLATE, "organisation_id", "organisation", "RESTRICT"),
        sa.UniqueConstraint("organisation_id", "sha256", name=op.f(f"uq_{TEMPLATE}_organisation_id_sha256")),
        _check(TEMPLATE, "size_counts", "size > 0"),
    )


def upgrade() -> None:
    for make in (_words, _link, _template):
        make()


def downgrade() -> None:
    for table in (TEMPLATE, LINK, WORDS):
        op.drop_table(table)
