"""Tables whose rows stand: triggers by which the database itself refuses to change, delete or replace a row.

Both databases refuse with the words `history stands`; PostgreSQL with the state VKH01 beside them. What a table lets
through all the same is one SQL expression over OLD and NEW, written as PostgreSQL reads it. Only ever added to: steps
once taken stay as they were.
"""

from alembic import op

NEVER = "1 = 0"
UNDER_WAY = (
    "SELECT 1 FROM redaction AS r "
    "WHERE r.intervention_id = OLD.intervention_id AND r.confirmed_by IS NOT NULL AND r.words IS NOT NULL"
)
"""A redaction that another person has confirmed and whose words are still there: so only while it is carried out."""

SQLITE = (
    "CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} WHEN ({change}) IS NOT TRUE BEGIN {refuse}; END",
    "CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} WHEN ({delete}) IS NOT TRUE BEGIN {refuse}; END",
    # INSERT OR REPLACE would otherwise take a row away without a word.
    "CREATE TRIGGER {table}_is_added BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN {refuse}; END",
)
SQLITE_REFUSES = "SELECT RAISE(ABORT, 'history stands')"
POSTGRES = (
    """CREATE FUNCTION {table}_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN IF {change} THEN RETURN NEW; END IF; END IF;
        IF TG_OP = 'DELETE' THEN IF {delete} THEN RETURN OLD; END IF; END IF;
        {refuse}; END $$""",
    "CREATE TRIGGER {table}_stands BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stands()",
    "CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_stands()",
)
POSTGRES_REFUSES = "RAISE EXCEPTION 'history stands' USING ERRCODE = 'VKH01'"


def same(*names: str) -> str:
    """That these columns keep what they hold."""
    return " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in names)


def bears_hash(name: str) -> str:
    """That a column, of text or of JSON, keeps what it holds or bears the hash of the words that `r` takes away."""
    new, old = f'CAST(NEW."{name}" AS text)', f'CAST(OLD."{name}" AS text)'
    return f"({new} IS NOT DISTINCT FROM {old} OR replace({new}, r.sha256, '') <> {new})"


def protect(table: str, *keys: tuple[str, ...], change: str = NEVER, delete: str = NEVER) -> None:
    """From now on every row stands, but where `change` or `delete` holds; none is replaced under one of its keys."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    parts = {
        "table": table,
        "change": change,
        "delete": delete,
        "same": " OR ".join(" AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys),
        "refuse": SQLITE_REFUSES if on_sqlite else POSTGRES_REFUSES,
    }
    for statement in SQLITE if on_sqlite else POSTGRES:
        written = statement.format(**parts)
        # Older SQLite knows the comparison under this name only.
        _run(written.replace("IS NOT DISTINCT FROM", "IS") if on_sqlite else written)


def release(table: str) -> None:
    """Take the protection away, before the table itself goes."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in ("stands", "stays", "is_added"):
            _run(f"DROP TRIGGER {table}_{trigger}")
    else:
        for trigger in ("stands", "stays"):
            _run(f"DROP TRIGGER {table}_{trigger} ON {table}")
        _run(f"DROP FUNCTION {table}_stands()")


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
