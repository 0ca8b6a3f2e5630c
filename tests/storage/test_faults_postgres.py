"""What goes wrong around a PostgreSQL server: full disk, lost connections, restarts, damage, others' databases."""

from collections.abc import Iterator
from contextlib import contextmanager
import secrets

import psycopg
import pytest
from sqlalchemy import event

from storage.failure import StorageFailed
from storage.operations import Saved, load, save, save_draft
from storage.store import Store, open_store
from tests.acting import here
from tests.storage.cluster import Cluster
from tests.storage.databases import POSTGRES
from tests.storage.samples import kept, with_deadweight, words

pytestmark = [POSTGRES, pytest.mark.usefixtures("database")]


def test_a_full_disk_is_told_and_nothing_is_half_saved(cluster, address, store, home):
    chain = kept(store, home.id).chain
    much = chain.model_copy(update={"need": words(secrets.token_hex(9_000)), "end_year": 2030})
    with full_disk(cluster, address):
        with pytest.raises(StorageFailed) as told:
            _fill(store)
        assert told.value.problem.code == "storage.disk_full"
        with pytest.raises(StorageFailed) as told:
            save(store, here(store, "bo"), much, 1)
        assert told.value.problem.code == "storage.disk_full"
        assert (load(store, here(store), "C1").chain, load(store, here(store), "C1").version) == (chain, 1)
    assert save(store, here(store, "bo"), much, 1).version == 2
    assert load(store, here(store), "C1").chain == much


def _fill(store: Store) -> None:
    for form in range(40):
        save_draft(store, "bo", "C1", f"form {form}", {"need": secrets.token_hex(50_000)})


@contextmanager
def full_disk(
    cluster: Cluster, address: str, tables: tuple[str, ...] = ("draft", "intervention", "change"), longest: int = 15_000
) -> Iterator[None]:
    """These tables on a disk of one megabyte; where none may be mounted, a server that says so of longer rows."""
    with cluster.small_disk() as folder, cluster.connected(address) as server:
        if folder:
            server.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
        for name in tables:
            server.execute(f"ALTER TABLE {name} SET TABLESPACE small" if folder else _full(name, longest))
        yield
        for name in tables:
            server.execute(
                f"ALTER TABLE {name} SET TABLESPACE pg_default" if folder else f"DROP TRIGGER full_disk ON {name}"
            )
        if folder:
            server.execute("DROP TABLESPACE small")


def _full(table: str, longest: int) -> str:
    return (
        "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF length(NEW::text) > {longest} THEN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END IF; "
        "RETURN NEW; END $$;"
        f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION full_disk()"
    )


def test_a_connection_that_is_cut_off_during_a_save_is_told_and_the_next_save_goes_through(
    cluster, address, store, home
):
    chain = kept(store, home.id).chain

    def cut_off(_connection, _cursor, statement, *_more):
        if statement.startswith("UPDATE figure"):
            event.remove(store._engine, "before_cursor_execute", cut_off)
            cluster.cut_off(address)

    event.listen(store._engine, "before_cursor_execute", cut_off)
    with pytest.raises(StorageFailed) as told:
        save(store, here(store, "bo"), with_deadweight(chain, 0.5), 1)
    assert told.value.problem.code == "storage.lost_connection"
    assert (load(store, here(store), "C1").chain, load(store, here(store), "C1").version) == (chain, 1)
    assert isinstance(save(store, here(store, "bo"), with_deadweight(chain, 0.5), 1), Saved)


def test_a_server_that_breaks_down_is_told_and_every_confirmed_save_is_there_when_it_is_back(cluster, store, home):
    chain = with_deadweight(kept(store, home.id).chain, 0.5)
    save(store, here(store, "bo"), chain, 1)
    cluster.stop()
    try:
        with pytest.raises(StorageFailed) as told:
            save(store, here(store, "bo"), with_deadweight(chain, 0.6), 2)
        assert told.value.problem.code == "storage.lost_connection"
    finally:
        cluster.start()
    assert load(store, here(store), "C1").chain == chain
    assert save(store, here(store, "bo"), with_deadweight(chain, 0.6), 2).version == 3


def test_two_writers_of_one_intervention_go_one_after_the_other(cluster, address, store, home, monkeypatch):
    chain = kept(store, home.id).chain
    with cluster.connected(address) as other:
        other.autocommit = False
        other.execute("UPDATE intervention SET name_sv = name_sv WHERE id = 'C1'")
        with store._engine.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '50ms'")
            connection.commit()
        with pytest.raises(StorageFailed) as told:
            save(store, here(store, "bo"), with_deadweight(chain, 0.5), 1)
        assert told.value.problem.code == "storage.busy"
        assert load(store, here(store), "C1").chain == chain
        other.rollback()
    assert save(store, here(store, "bo"), with_deadweight(chain, 0.5), 1).version == 2


def test_damage_on_the_server_is_told_by_name(cluster, address, store, home):
    kept(store, home.id)
    with cluster.connected(address) as server:
        server.execute("CHECKPOINT")
        (file,) = server.execute("SELECT pg_relation_filepath('figure')").fetchone()
    cluster.stop()
    with cluster.path(file).open("r+b") as heap:
        heap.seek(100)
        heap.write(b"\xff" * 4000)
    cluster.start()
    with pytest.raises(StorageFailed) as told:
        load(open_store(address), here(open_store(address)), "C1")
    assert told.value.problem.code == "storage.damaged_database"


def test_another_programs_database_is_refused_and_left_alone(cluster, fresh):
    address = fresh()
    with cluster.connected(address) as server:
        server.execute("CREATE TABLE invoices (id INTEGER)")
        with pytest.raises(StorageFailed) as told:
            open_store(address)
        assert told.value.problem.code == "storage.foreign_database"
        assert server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [
            ("invoices",)
        ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("@/t", "@/nowhere_t"), "storage.not_let_in"),
        (("host=", "host=/nowhere"), "storage.lost_connection"),
        (("keeper@", "stranger:s3cret@"), "storage.not_let_in"),
        (("keeper@", "keeper:p@ss:@:x@"), "storage.wrong_address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(address, change, code):
    with pytest.raises(StorageFailed) as told:
        open_store(address.replace(*change))
    assert told.value.problem.code == code
    assert "s3cret" not in str(told.value.problem.words())


def test_a_user_without_the_right_to_write_is_told(cluster, address):
    with cluster.connected(address) as server:
        server.execute("CREATE ROLE guest LOGIN")
        try:
            with pytest.raises(StorageFailed) as told:
                open_store(address.replace("keeper@", "guest@"))
            assert told.value.problem.code == "storage.not_permitted"
        finally:
            server.execute("DROP ROLE guest")


def test_a_server_that_may_only_be_read_is_told(cluster, address, store, home):
    with cluster.connected(address) as server:
        server.execute("ALTER ROLE keeper SET default_transaction_read_only = on")
        try:
            store._engine.dispose()
            with pytest.raises(StorageFailed) as told:
                kept(store, home.id)
            assert told.value.problem.code == "storage.read_only_server"
        finally:
            server.execute("SET default_transaction_read_only = off")
            server.execute("ALTER ROLE keeper RESET default_transaction_read_only")


def test_a_database_that_cannot_hold_every_character_is_refused(cluster):
    with psycopg.connect(host=str(cluster.folder), user="keeper", dbname="postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    address = f"postgresql+psycopg://keeper@/narrow?host={cluster.folder}"
    with pytest.raises(StorageFailed) as told:
        open_store(address)
    assert told.value.problem.code == "storage.wrong_encoding"
    cluster.drop(address)


def test_a_confirmed_save_waits_for_the_disk_whatever_the_server_is_set_to(cluster, address, store):
    with cluster.connected(address) as server:
        server.execute("ALTER ROLE keeper SET synchronous_commit = off")
        try:
            store._engine.dispose()
            with store.writing() as db:
                assert db.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
        finally:
            server.execute("ALTER ROLE keeper RESET synchronous_commit")


def test_drafts_of_different_writers_do_not_wait_for_each_other(store, home):
    with store.writing("draft of bo"):
        assert save_draft(store, "cia", "C1", "chain", {"need": "x"}) is None
