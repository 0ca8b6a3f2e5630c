"""The schema's steps: up and down on filled tables, once when many start at once, never past what the code knows."""

from contextlib import closing
from pathlib import Path
import shutil
import subprocess
import sys

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
import pytest
from sqlalchemy import JSON, inspect
from sqlmodel import AutoString

from chain.people import Acting
from storage.database import database_at
from storage.failure import StorageFailed
from storage.locking import held
from storage.operations import find_interventions, load, prices, save_draft
from storage.store import MIGRATIONS, migrate, migrations, open_store
from storage.tables import Base
from tests.acting import here, home_of
from tests.storage.databases import SQLITE
from tests.storage.look import looking, revision, rows_of, schema, tables
from tests.storage.samples import kept, small_chain

HEAD = ScriptDirectory.from_config(migrations()).get_current_head()
LATER = f"""
from alembic import op
import sqlalchemy as sa
revision = "9000"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def rebuilt():
    return op.batch_alter_table("intervention", recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto")


def upgrade():
    with rebuilt() as rows:
        rows.add_column(sa.Column("diary_number", sa.String(), nullable=False, server_default="none"))


def downgrade():
    with rebuilt() as rows:
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


def backups(path: Path) -> list[Path]:
    """The copies beside the file."""
    return sorted(path.parent.glob("*.backup.db"))


def step_to(address: str, target: str, versions: Path | None = None) -> None:
    """Move the schema to this step."""
    migrate(database_at(address), migrations(versions), target)


@pytest.fixture
def filled(address, store, home):
    """The address of a closed store with something in it."""
    kept(store, home.id)
    save_draft(store, "bo", "C1", "chain", {"need": "x"})
    store.close()
    return address


def test_the_steps_lead_to_exactly_the_tables_that_the_code_knows(fresh, address, store):
    made_address = fresh()
    with looking(made_address) as made, looking(address) as migrated:
        Base.metadata.create_all(made)
        context = MigrationContext.configure(migrated, opts={"compare_server_default": _other_default})
        assert compare_metadata(context, Base.metadata) == []
        ways = inspect(made), inspect(migrated)
        assert set(Base.metadata.tables) | {"alembic_version"} == set(ways[1].get_table_names())
        for name in Base.metadata.tables:
            for look in ("get_check_constraints", "get_foreign_keys", "get_indexes", "get_pk_constraint"):
                assert _told(getattr(ways[1], look)(name)) == _told(getattr(ways[0], look)(name)), (name, look)


def _other_default(_context, _inspected, column, there: str | None, _default, wanted: str | None) -> bool | None:
    """Alembic's own comparison, but for JSON, which PostgreSQL cannot compare, and words, whose quotes differ."""
    return (there or "").partition("::")[0].strip("'()") != (wanted or "").strip("'") if _plain(column) else None


def _plain(column) -> bool:
    return isinstance(column.type, JSON | AutoString)


def _told(found: object) -> object:
    return sorted(map(repr, found)) if isinstance(found, list) else found


def test_a_fresh_store_needs_no_copy_and_opening_again_changes_nothing(filled, path):
    before = rows_of(filled)
    open_store(filled).close()
    assert (revision(filled), backups(path), rows_of(filled)) == (HEAD, [], before)


def test_a_step_on_a_filled_table_keeps_every_row_and_what_hangs_on_it(filled, tmp_path):
    before = rows_of(filled)
    versions = later_steps(tmp_path)
    open_store(filled, versions).close()
    assert revision(filled) == "9000"
    after = rows_of(filled)
    assert all("'diary_number': 'none'" in row for row in after.pop("intervention"))
    assert after == {name: rows for name, rows in before.items() if name != "intervention"}
    step_to(filled, HEAD, versions)
    assert (revision(filled), rows_of(filled)) == (HEAD, before)
    with closing(open_store(filled)) as store:
        assert load(store, here(store), "C1").chain == small_chain()


@SQLITE
def test_a_file_is_copied_before_its_schema_moves(filled, path, tmp_path):
    before = rows_of(filled)
    open_store(filled, later_steps(tmp_path)).close()
    (copy,) = backups(path)
    assert (revision(str(copy)), rows_of(str(copy))) == (HEAD, before)


def test_a_step_that_breaks_leaves_everything_as_it_was(filled, tmp_path):
    before, shape = rows_of(filled), schema(filled)
    with pytest.raises(RuntimeError, match="halfway"):
        open_store(filled, later_steps(tmp_path, FAILING))
    assert (revision(filled), rows_of(filled), schema(filled)) == (HEAD, before, shape)


def test_a_store_from_before_the_price_reservations_is_brought_up_to_date(filled):
    step_to(filled, "0002")
    assert revision(filled) == "0002"
    with closing(open_store(filled)) as store:
        home = home_of(store)
        assert {(each.payers, each.flags) for each in prices(store, Acting("a reader", home.id))} == {((), ())}
        assert [each.id for each in find_interventions(store, Acting("a reader", home.id)).shown] == ["C1"]


def test_every_step_down_and_up_again_ends_in_the_same_schema(filled):
    before = schema(filled)
    for step in ScriptDirectory.from_config(migrations()).walk_revisions():
        step_to(filled, step.down_revision or "base")
    assert tables(filled) == {"alembic_version"}
    step_to(filled, "head")
    assert schema(filled) == before


def test_a_store_from_a_newer_program_is_refused_and_left_alone(filled, tmp_path):
    open_store(filled, later_steps(tmp_path)).close()
    before = rows_of(filled)
    with pytest.raises(StorageFailed) as told:
        open_store(filled)
    assert (told.value.problem.code, told.value.problem.words()["revision"]) == ("storage.newer_schema", "9000")
    assert rows_of(filled) == before


def test_servers_that_start_at_once_on_an_old_schema_migrate_it_once(filled, path):
    step_to(filled, "0004")
    for copy in backups(path):
        copy.unlink()
    command, pipes = [sys.executable, "-c", STARTER, filled], {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    starting = [subprocess.Popen(command, text=True, **pipes) for _ in range(3)]
    assert [each.stdout.readline() for each in starting] == ["ready\n"] * 3
    for each in starting:
        each.stdin.close()
    assert [each.wait(60) for each in starting] == [0, 0, 0]
    for each in starting:
        each.stdout.close()
    assert revision(filled) == HEAD
    assert [revision(str(copy)) for copy in backups(path)] == (["0004"] if "://" not in filled else [])
    with closing(open_store(filled)) as store:
        assert load(store, here(store), "C1").chain == small_chain()


def test_a_start_that_waits_too_long_for_another_is_told(fresh, monkeypatch):
    monkeypatch.setattr("storage.postgres.SCHEMA_WAIT_SECONDS", 1)
    monkeypatch.setattr("storage.sqlite.held", lambda path: held(path, wait_seconds=0.1))
    database = database_at(fresh())
    with database.schema_lock(), pytest.raises(StorageFailed) as told, database.schema_lock():
        pass
    assert told.value.problem.code == "storage.busy"
    with database.schema_lock():
        database.examine()
