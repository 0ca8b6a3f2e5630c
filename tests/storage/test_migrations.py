"""The schema's steps: up and down on filled tables, once when many start at once, never past what the code knows."""

from contextlib import closing
from pathlib import Path
import shutil
import sqlite3
import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
import pytest
from sqlalchemy import create_engine, inspect

from storage.failure import StorageFailed
from storage.locking import held
from storage.operations import list_interventions, load, organisation, prices, save_draft
from storage.store import MIGRATIONS, migrate, migrations, open_store
from storage.tables import Base
from tests.storage.samples import kept, small_chain

HEAD = "0006"
LATER = f"""
from alembic import op
import sqlalchemy as sa
revision = "9000"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("intervention", recreate="always") as rows:
        rows.add_column(sa.Column("diary_number", sa.String(), nullable=False, server_default="none"))


def downgrade():
    with op.batch_alter_table("intervention", recreate="always") as rows:
        rows.drop_column("diary_number")
"""
STARTER = """
import sys
from storage.store import open_store
print("ready", flush=True)
sys.stdin.read()
open_store(sys.argv[1]).close()
"""
FAILING = LATER.replace("def downgrade", "    raise RuntimeError('halfway')\n\n\ndef downgrade")


def later_steps(folder: Path, step: str = LATER) -> Path:
    """The steps of a version of the program that is still to come."""
    versions = folder / "versions"
    shutil.copytree(MIGRATIONS / "versions", versions)
    (versions / "v9000_later.py").write_text(step, encoding="utf-8")
    return versions


def revision(path: Path) -> str:
    """The schema that the file has."""
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def backups(path: Path) -> list[Path]:
    """The copies beside the file."""
    return sorted(path.parent.glob("*.backup.db"))


def rows_of(path: Path) -> dict[str, list]:
    """Every row of every table but the one that names the schema."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in names if name[:4] != "alem"}


@pytest.fixture
def filled(path, store, home):
    """A closed file with something in it."""
    kept(store, home.id)
    save_draft(store, "bo", "C1", "chain", {"need": "x"})
    store.close()
    return path


def test_the_steps_lead_to_exactly_the_tables_that_the_code_knows(path, store):
    engines = create_engine("sqlite://"), store._engine
    Base.metadata.create_all(engines[0])
    with engines[1].connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
    made, migrated = (inspect(engine) for engine in engines)
    assert set(Base.metadata.tables) | {"alembic_version"} == set(migrated.get_table_names())
    for name in Base.metadata.tables:
        for look in ("get_check_constraints", "get_foreign_keys", "get_indexes", "get_pk_constraint"):
            assert _told(getattr(migrated, look)(name)) == _told(getattr(made, look)(name)), (name, look)


def _told(found: object) -> object:
    return sorted(map(repr, found)) if isinstance(found, list) else found


def test_a_fresh_file_needs_no_copy_and_opening_again_changes_nothing(filled):
    before = rows_of(filled)
    open_store(filled).close()
    assert (revision(filled), backups(filled), rows_of(filled)) == (HEAD, [], before)


def test_a_step_that_rebuilds_a_filled_table_keeps_every_row_and_what_hangs_on_it(filled, tmp_path):
    before = rows_of(filled)
    versions = later_steps(tmp_path)
    open_store(filled, versions).close()
    assert revision(filled) == "9000"
    after = rows_of(filled)
    assert all("'none'" in row for row in after.pop("intervention"))
    assert after == {name: rows for name, rows in before.items() if name != "intervention"}
    (copy,) = backups(filled)
    assert (revision(copy), rows_of(copy)) == (HEAD, before)
    migrate(filled, migrations(versions), HEAD)
    assert (revision(filled), rows_of(filled)) == (HEAD, before)
    with closing(open_store(filled)) as store:
        assert load(store, "C1").chain == small_chain()


def test_a_step_that_breaks_leaves_the_file_as_it_was(filled, tmp_path):
    before = rows_of(filled)
    with pytest.raises(RuntimeError, match="halfway"):
        open_store(filled, later_steps(tmp_path, FAILING))
    assert (revision(filled), rows_of(filled)) == (HEAD, before)


def test_a_file_from_before_the_price_reservations_is_brought_up_to_date(filled):
    migrate(filled, migrations(), "0002")
    assert revision(filled) == "0002"
    with closing(open_store(filled)) as store:
        home = organisation(store)
        assert {(each.payers, each.flags) for each in prices(store, home.id)} == {((), ())}
        assert [each.id for each in list_interventions(store, home.id)] == ["C1"]


def test_every_step_down_and_up_again_ends_in_the_same_schema(filled):
    with closing(sqlite3.connect(filled)) as db:
        before = sorted(db.execute("SELECT type, name FROM sqlite_master"))
    migrate(filled, migrations(), "base")
    with closing(sqlite3.connect(filled)) as db:
        assert {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} <= {
            "alembic_version", "sqlite_sequence",
        }  # fmt: skip
    migrate(filled, migrations())
    with closing(sqlite3.connect(filled)) as db:
        assert sorted(db.execute("SELECT type, name FROM sqlite_master")) == before


def test_a_file_from_a_newer_program_is_refused_and_left_alone(filled, tmp_path):
    open_store(filled, later_steps(tmp_path)).close()
    before = rows_of(filled)
    with pytest.raises(StorageFailed) as told:
        open_store(filled)
    assert (told.value.problem.code, told.value.problem.words()["revision"]) == ("storage.newer_schema", "9000")
    assert rows_of(filled) == before


def test_servers_that_start_at_once_on_an_old_schema_migrate_it_once(filled):
    migrate(filled, migrations(), "0002")
    for copy in backups(filled):
        copy.unlink()
    command, pipes = [sys.executable, "-c", STARTER, str(filled)], {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    starting = [subprocess.Popen(command, text=True, **pipes) for _ in range(3)]
    assert [each.stdout.readline() for each in starting] == ["ready\n"] * 3
    for each in starting:
        each.stdin.close()
    assert [each.wait(60) for each in starting] == [0, 0, 0]
    for each in starting:
        each.stdout.close()
    assert revision(filled) == HEAD
    assert [revision(copy) for copy in backups(filled)] == ["0002"]


def test_a_start_that_waits_too_long_for_another_is_told(tmp_path):
    lock = tmp_path / "kept.db.lock"
    with held(lock), pytest.raises(StorageFailed) as told, held(lock, wait_seconds=0.1):
        pass
    assert told.value.problem.code == "storage.busy"
    with held(lock, wait_seconds=0.1):
        assert lock.exists()
