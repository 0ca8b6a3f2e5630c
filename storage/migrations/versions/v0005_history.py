"""The log becomes a history that nobody rewrites: the database itself refuses, but for a redaction by two people.

Revision ID: 0005
Revises: 0004
"""

from alembic import op
import sqlalchemy as sa

from storage.migrations.columns import times, words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEPT = ("id", "organisation_id", "intervention_id", "version", "action", "place", "at", "who", "undoes")
REDACTED = ("old", "new", "reason")
PROPOSED = ("id", "organisation_id", "intervention_id", "sha256", "reason", "proposed_by", "proposed_at")


def _redaction() -> None:
    op.create_table(
        "redaction",
        *words("id organisation_id intervention_id"),
        *words("words", empty=True),
        *words("sha256 reason proposed_by"),
        *times("proposed_at"),
        *words("confirmed_by", empty=True),
        *times("confirmed_at", empty=True),
        sa.PrimaryKeyConstraint("id", name="pk_redaction"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_redaction_organisation_id_organisation",
            ondelete="RESTRICT",
        ),
        sa.CheckConstraint("confirmed_by <> proposed_by", name="ck_redaction_two_people"),
        sa.CheckConstraint("(confirmed_by IS NULL) = (confirmed_at IS NULL)", name="ck_redaction_confirmed_at_a_time"),
        sa.CheckConstraint("words IS NOT NULL OR confirmed_by IS NOT NULL", name="ck_redaction_words_until_confirmed"),
    )
    op.create_index("ix_redaction_intervention_id", "redaction", ["intervention_id"])


# Under way is a redaction that another person has confirmed and whose words are still there: so it is only inside the
# transaction that carries it out.
SQLITE = (
    f"""CREATE TRIGGER change_stands BEFORE UPDATE ON change WHEN NOT (
        {" AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in KEPT)}
        AND EXISTS (
            SELECT 1 FROM redaction AS r
            WHERE r.intervention_id = OLD.intervention_id AND r.confirmed_by IS NOT NULL AND r.words IS NOT NULL
            {" ".join(f'AND (NEW."{n}" IS OLD."{n}" OR instr(NEW."{n}", r.sha256) > 0)' for n in REDACTED)}
        )
    ) BEGIN SELECT RAISE(ABORT, 'history stands'); END""",
    "CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'history stands'); END",
    # INSERT OR REPLACE would otherwise take a row away without a word.
    """CREATE TRIGGER change_is_added BEFORE INSERT ON change WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'history stands'); END""",
    f"""CREATE TRIGGER redaction_stands BEFORE UPDATE ON redaction WHEN OLD.words IS NULL OR NOT (
        {" AND ".join(f"NEW.{name} IS OLD.{name}" for name in PROPOSED)}
        AND (NEW.words IS OLD.words OR (NEW.words IS NULL AND OLD.confirmed_by IS NOT NULL))
        AND (OLD.confirmed_by IS NULL OR NEW.confirmed_by IS OLD.confirmed_by)
    ) BEGIN SELECT RAISE(ABORT, 'history stands'); END""",
    """CREATE TRIGGER redaction_stays BEFORE DELETE ON redaction WHEN OLD.confirmed_by IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'history stands'); END""",
    """CREATE TRIGGER redaction_is_added BEFORE INSERT ON redaction
        WHEN EXISTS (SELECT 1 FROM redaction WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'history stands'); END""",
)

REFUSE = "RAISE EXCEPTION 'history stands' USING ERRCODE = 'VKH01';"
POSTGRES = (
    f"""CREATE FUNCTION change_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {" AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in KEPT)} AND EXISTS (
                SELECT 1 FROM redaction AS r
                WHERE r.intervention_id = OLD.intervention_id AND r.confirmed_by IS NOT NULL AND r.words IS NOT NULL
                {
        " ".join(
            f'AND (NEW."{n}"::text IS NOT DISTINCT FROM OLD."{n}"::text OR position(r.sha256 in NEW."{n}"::text) > 0)'
            for n in REDACTED
        )
    }
            ) THEN RETURN NEW; END IF;
        END IF;
        {REFUSE} END $$""",
    "CREATE TRIGGER change_stands BEFORE UPDATE OR DELETE ON change FOR EACH ROW EXECUTE FUNCTION change_stands()",
    "CREATE TRIGGER change_stays BEFORE TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION change_stands()",
    f"""CREATE FUNCTION redaction_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'DELETE' THEN IF OLD.confirmed_by IS NULL THEN RETURN OLD; END IF; END IF;
        IF TG_OP = 'UPDATE' THEN
            IF OLD.words IS NOT NULL
                AND {" AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in PROPOSED)}
                AND (NEW.words IS NOT DISTINCT FROM OLD.words
                    OR (NEW.words IS NULL AND OLD.confirmed_by IS NOT NULL))
                AND (OLD.confirmed_by IS NULL OR NEW.confirmed_by IS NOT DISTINCT FROM OLD.confirmed_by)
            THEN RETURN NEW; END IF;
        END IF;
        {REFUSE} END $$""",
    "CREATE TRIGGER redaction_stands BEFORE UPDATE OR DELETE ON redaction "
    "FOR EACH ROW EXECUTE FUNCTION redaction_stands()",
    "CREATE TRIGGER redaction_stays BEFORE TRUNCATE ON redaction "
    "FOR EACH STATEMENT EXECUTE FUNCTION redaction_stands()",
)
SQLITE_DOWN = tuple(f"DROP TRIGGER {name}" for name in ("change_stands", "change_stays", "change_is_added"))
POSTGRES_DOWN = (
    "DROP TRIGGER change_stands ON change",
    "DROP TRIGGER change_stays ON change",
    "DROP FUNCTION change_stands()",
)


def _run(on_sqlite: tuple[str, ...], on_postgres: tuple[str, ...]) -> None:
    connection = op.get_bind()
    for statement in on_sqlite if connection.dialect.name == "sqlite" else on_postgres:
        connection.exec_driver_sql(statement)


def upgrade() -> None:
    op.add_column("change", sa.Column("reason", sa.String(), nullable=True))
    op.add_column("change", sa.Column("undoes", sa.Integer(), nullable=True))
    op.create_index("ix_change_intervention_id_id", "change", ["intervention_id", "id"])
    _redaction()
    _run(SQLITE, POSTGRES)


def downgrade() -> None:
    _run(SQLITE_DOWN, POSTGRES_DOWN)
    op.drop_table("redaction")
    _run((), ("DROP FUNCTION redaction_stands()",))
    op.drop_index("ix_change_intervention_id_id", "change")
    op.drop_column("change", "undoes")
    op.drop_column("change", "reason")
