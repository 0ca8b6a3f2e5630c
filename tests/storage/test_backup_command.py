"""Where no backup can be made or restored, moving from one database to another, and the command that does it all."""

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, create_engine

from chain.people import LOCAL
from storage import operations
from storage.__main__ import main
from storage.backup import backup, compare, move_store, restore
from storage.failure import StorageFailed
from storage.portable import fill, lines, shape_of
from storage.store import open_store
from storage.tables import Base
from tests.acting import here
from tests.storage.databases import ACROSS
from tests.storage.look import looking, rows_of
from tests.storage.samples import kept, small_chain

# --- where it cannot be done ------------------------------------------------------------------------------------------


def test_a_backup_never_overwrites_and_leaves_no_half_file(lived_in, tmp_path):
    file = tmp_path / "kopia.zip"
    file.write_text("mine", encoding="utf-8")
    for target, code in ((file, "storage.backup_exists"), (tmp_path / "none" / "x.zip", "storage.backup_unwritable")):
        with pytest.raises(StorageFailed) as told:
            backup(lived_in, target)
        assert told.value.problem.code == code
    assert file.read_text(encoding="utf-8") == "mine"
    assert not list(tmp_path.glob("**/*.partial"))


def test_a_database_that_is_not_there_is_no_empty_backup(tmp_path):
    with pytest.raises(StorageFailed) as told:
        backup(str(tmp_path / "nothing.db"), tmp_path / "kopia.zip")
    assert told.value.problem.code == "storage.nothing_there"
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_moved_aside_and_the_backup_put_in_its_place(tmp_path):
    address = str(tmp_path / "kept.db")
    with closing(open_store(address)) as store:
        kept(store, operations.start_empty(store, LOCAL, "Ljusnaby").id)
    file, _ = backup(address, tmp_path / "kopia.zip")
    Path(address).write_bytes(b"no database at all" * 1000)
    with pytest.raises(StorageFailed) as told:
        restore(file, address)
    assert told.value.problem.code == "storage.damaged_file"
    _, aside = restore(file, address, replace=True)
    assert aside.read_bytes().startswith(b"no database")
    with closing(open_store(address)) as store:
        assert operations.load(store, here(store), "C1").chain == small_chain()


@ACROSS
def test_moving_there_and_back_changes_no_row(lived_in, empty, fresh):
    move_store(lived_in, empty)
    compare(lived_in, empty)
    back = fresh()
    move_store(empty, back)
    compare(lived_in, back)
    assert rows_of(back) == rows_of(lived_in)
    with pytest.raises(StorageFailed) as told:
        move_store(lived_in, empty)
    assert told.value.problem.code == "storage.not_empty"


@ACROSS
def test_a_copy_that_differs_in_one_row_is_found(lived_in, empty):
    move_store(lived_in, empty)
    with looking(empty) as db:
        db.exec_driver_sql("UPDATE figure SET value = 0.25 WHERE place = 'effects/E1/deadweight'")
        db.commit()
    with pytest.raises(StorageFailed) as told:
        compare(lived_in, empty)
    assert told.value.problem.words() == {"table": "figure"}


# --- the file, and the command ----------------------------------------------------------------------------------------


def test_every_column_of_every_table_has_a_kind_and_bytes_come_back(tmp_path):
    assert {shape_of(each).name for each in Base.metadata.sorted_tables} == set(Base.metadata.tables)
    evidence = Table("evidence", MetaData(), Column("id", LargeBinary, primary_key=True))
    shape, engine = shape_of(evidence), create_engine("sqlite://")
    with engine.connect() as db:
        evidence.create(db)
        db.execute(evidence.insert(), [{"id": b"\x00\xff"}])
        told = list(lines(db, shape))
        db.execute(evidence.delete())
        fill(db, shape, told)
        assert db.execute(evidence.select()).scalar() == b"\x00\xff"
    engine.dispose()


@ACROSS
def test_the_command_backs_up_verifies_and_restores(lived_in, empty, tmp_path, capsys):
    file = tmp_path / "kopia.zip"
    assert main(["backup", str(file), "--database", lived_in]) == 0
    assert main(["verify", str(file), "--lang", "en"]) == 0
    assert main(["restore", str(file), "--database", empty]) == 0
    assert main(["restore", str(file), "--database", empty, "--lang", "en"]) == 1
    assert main(["restore", str(file), "--database", empty, "--replace"]) == 0
    told = capsys.readouterr()
    assert "2 insatser" in told.out
    assert "is whole and can be restored" in told.out
    assert "Det som fanns där innan ligger i" in told.out
    assert "Add --replace" in told.err
    compare(lived_in, empty)


@ACROSS
def test_the_command_moves_and_uses_the_one_setting(lived_in, empty, tmp_path, capsys, monkeypatch):
    assert main(["move", lived_in, empty]) == 0
    assert "varje rad jämförd" in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", empty)
    assert main(["backup", str(tmp_path)]) == 0
    assert len(list(tmp_path.glob("vardekedjan-*Z.zip"))) == 1


@pytest.mark.parametrize("arguments", [[], ["backup"], ["move", "one"], ["burn", "x"], ["verify", "x", "--replace"]])
def test_a_command_that_is_not_understood_shows_how(arguments, capsys):
    assert main(arguments) == 2
    assert "python -m storage backup" in capsys.readouterr().err
    assert main([*arguments, "--help"]) == 0
