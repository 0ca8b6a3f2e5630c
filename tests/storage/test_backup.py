"""Backup, restore, verification and moving, from and to both databases."""

from contextlib import closing
from hashlib import sha256
import json
from pathlib import Path
import shutil
import subprocess
import sys
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import Column, LargeBinary, MetaData, Table, create_engine

from chain.forecast.model import Comparison
from chain.measurement import Target
from chain.people import LOCAL, Access, Acting, Grant, Role
from sroi.printed import Report
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.__main__ import main
from storage.backup import backup, compare, move_store, restore, verify
from storage.failure import StorageFailed
from storage.portable import MANIFEST, fill, lines, shape_of
from storage.rows import table
from storage.sources.kolada_answers import Area, AreaKind, Lists
from storage.store import open_store
from storage.tables import Base
from tests.acting import here, home_of
from tests.storage.following import KEY, SHARE, TODAY, seen
from tests.storage.look import looking, revision, rows_of
from tests.storage.samples import judged, kept, small_chain, with_deadweight
from tests.storage.test_organisations_apart import said


@pytest.fixture(scope="session")
def lived_in_once(database, request, tmp_path_factory) -> str:
    """The address of a closed store with something in every table, for others to be copied from."""
    on_server = database == "postgres"
    file = tmp_path_factory.mktemp("lived-in") / "kept.db"
    address = request.getfixturevalue("cluster").database() if on_server else str(file)
    with closing(open_store(address)) as store:
        _live_in(store)
    return address


@pytest.fixture
def lived_in(database, lived_in_once, path, request) -> str:
    """The address of a store of one's own with something in every table."""
    if database == "sqlite":
        shutil.copyfile(lived_in_once, path)
        yield str(path)
        return
    cluster = request.getfixturevalue("cluster")
    made = cluster.database(like=lived_in_once)
    yield made
    cluster.drop(made)


@pytest.fixture(scope="session")
def backed_up_once(lived_in_once, tmp_path_factory) -> Path:
    """A backup of that store."""
    return backup(lived_in_once, tmp_path_factory.mktemp("backed-up") / "kopia.zip")[0]


@pytest.fixture
def backed_up(backed_up_once, tmp_path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copy(backed_up_once, tmp_path))


def _live_in(store) -> None:
    """Put something in every table, a kept result that is withdrawn and one that is whole among them."""
    home = operations.start_empty(store, LOCAL, "Ljusnaby")
    chain = kept(store, home.id).chain
    kept(store, home.id, judged(small_chain("I2", effects=3)))
    for name in ("C1", "I2"):
        operations.keep_version(store, here(store, "bo"), name, 1, SWEDISH_PUBLIC_SECTOR, "Till nämnden", "12 maj")
    operations.save(store, here(store, "bo"), with_deadweight(chain, 1 / 3), 1, reason="Ny studie")
    operations.save_draft(store, "bo", "C1", "chain", {"need": "å\n", "years": ["1"], "direct": True})
    operations.set_preference(store, "bo", "language", "en")
    for words_ in ("Läxhjälp", "Källa"):
        proposed = operations.propose_redaction(store, here(store, "bo"), "C1", words_, "Namn", kept_too=True)
    operations.confirm_redaction(store, here(store, "cia"), proposed.id)
    operations.save_goal(store, Acting("bo", home.id), chain.goals[0])
    operations.lock_assumptions(store, here(store, "bo"), SWEDISH_PUBLIC_SECTOR, "2026")
    neighbour = operations.start_empty(store, LOCAL, "Regionen")
    operations.share(store, here(store, "bo"), "C1", neighbour.id, Access.WRITE)
    operations.add_printed_report(store, here(store, "bo"), Report(title="Avskriven"))
    operations.add_comparison(store, here(store, "bo"), Comparison(id="F1", question={"sv": "Vilken insats?"}), "C1")
    followed(store, here(store, "bo"))
    areas = (Area("9999", "Ljusnaby", AreaKind.MUNICIPALITY),)
    operations.switch_statistics(store, here(store, "bo"), True)
    operations.keep_statistics_lists(store, here(store, "bo"), Lists(said("Nyckeltal").lists.key_figures, areas))
    operations.keep_statistics(store, here(store, "bo"), said("Nyckeltal").fetched)
    operations.archive(store, here(store, "bo"), "I2")
    invited = operations.invite(store, Acting(LOCAL, home.id), "vera", "Vera", {Grant(Role.READER, "C1")})
    operations.accept_invitation(store, invited.token, "Vera", "en lång lösenfras")
    operations.sign_in(store, "vera", "fel lösenord", "192.0.2.7")


def followed(store, acting: Acting) -> None:
    """A value with its plan, target and a file."""
    operations.save_indicator(store, acting, "C1", SHARE)
    operations.set_target(store, acting, "C1", Target(indicator_id="M1", period="2025", value=0.5))
    operations.save_value(store, acting, "C1", seen(), 1, TODAY)
    operations.add_evidence(store, acting, KEY, "enkät å.txt", bytes(range(32, 127)), TODAY)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request, tmp_path) -> str:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "restored" / "kept.db")
        return
    cluster = request.getfixturevalue("cluster")
    made = cluster.database()
    yield made
    cluster.drop(made)


def test_everything_has_something_to_lose(lived_in):
    assert not [name for name, rows in rows_of(lived_in).items() if not rows and name != "sqlite_sequence"]


def test_a_backup_of_one_database_fills_the_other_row_by_row(lived_in, empty, tmp_path):
    file, manifest = backup(lived_in, tmp_path / "kopia å.zip")
    restored, secured = restore(file, empty)
    assert (restored, secured) == (manifest, None)
    compare(lived_in, empty)
    with closing(open_store(lived_in)) as before, closing(open_store(empty)) as after:
        for name in ("C1", "I2"):
            assert operations.load(after, here(after), name) == operations.load(before, here(before), name)
            assert operations.history(after, here(after), name) == operations.history(before, here(before), name)
            assert operations.versions(after, here(after), name) == operations.versions(before, here(before), name)
        assert [bool(operations.versions(after, here(after), name)[0].withdrawn) for name in ("C1", "I2")] == [
            True,
            False,
        ]
        now = operations.load(after, here(after), "C1")
        assert (
            operations.save(after, here(after, "dan"), with_deadweight(now.chain, 0.9), now.version).version
            == now.version + 1
        )
        assert (
            operations.history(after, here(after), "C1", limit=1)[0].id
            > operations.history(before, here(before), "C1", limit=1)[0].id
        )
        for name in ("change", "frozen_version"):
            with pytest.raises(StorageFailed), after.writing() as db:
                db.execute(table(name).delete())


def test_two_stores_with_the_same_content_give_the_same_hashes(lived_in, empty, tmp_path):
    _, first = backup(lived_in, tmp_path / "one.zip")
    restore(tmp_path / "one.zip", empty)
    _, second = backup(empty, tmp_path / "two.zip")
    assert (first.hashes, first.rows) == (second.hashes, second.rows)
    assert sum(first.rows.values()) > 100


def test_a_backup_taken_while_others_save_is_one_moment(address, store, home, empty, tmp_path):
    kept(store, home.id, small_chain(effects=60))
    command = [sys.executable, "-m", "tests.storage.saver", "march", address, "0", "1000"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as marching:
        before = int(marching.stdout.readline())
        file, _ = backup(address, tmp_path)
        going_on = int(marching.stdout.readline())
        marching.kill()
    assert going_on > before
    restore(file, empty)
    with closing(open_store(empty)) as again:
        there = operations.load(again, here(again), "C1")
        assert there.version >= before
        assert {each.deadweight.value for each in there.chain.effects} == {float(there.version)}
        assert len(operations.history(again, here(again), "C1")) == 1 + 60 * (there.version - 1)


def test_a_restore_overwrites_only_when_told_and_secures_what_was_there(lived_in, tmp_path):
    file, _ = backup(lived_in, tmp_path / "kopia.zip")
    with closing(open_store(lived_in)) as store:
        kept(store, home_of(store).id, small_chain("C3"))
    before = rows_of(lived_in)
    with pytest.raises(StorageFailed) as told:
        restore(file, lived_in)
    assert (told.value.problem.code, rows_of(lived_in)) == ("storage.not_empty", before)
    _, secured = restore(file, lived_in, replace=True)
    with closing(open_store(lived_in)) as store:
        assert operations.load(store, here(store), "C3") is None
        assert operations.load(store, here(store), "C1") is not None
    restore(secured, lived_in, replace=True)
    with closing(open_store(lived_in)) as store:
        assert operations.load(store, here(store), "C3").chain == small_chain("C3")


def test_a_store_that_is_open_sees_what_was_restored(store, home, address, tmp_path):
    made = kept(store, home.id)
    file, _ = backup(address, tmp_path / "kopia.zip")
    operations.save(store, here(store, "bo"), with_deadweight(made.chain, 0.5), 1)
    restore(file, address, replace=True)
    assert operations.load(store, here(store), "C1") == made
    assert operations.save(store, here(store, "bo"), with_deadweight(made.chain, 0.6), 1).version == 2
    assert operations.load(store, here(store), "C1").chain == with_deadweight(made.chain, 0.6)


# --- backups that are not what they say -------------------------------------------------------------------------------


def altered(file: Path, change) -> Path:
    """The backup, whole as a ZIP file, with its manifest and tables put through `change`."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts.pop(MANIFEST))
    change(manifest, parts)
    other = file.with_name("altered.zip")
    with ZipFile(other, "w", ZIP_DEFLATED) as archive:
        for name, content in (parts | {MANIFEST: json.dumps(manifest)}).items():
            archive.writestr(name, content)
    return other


def _one_figure(_manifest: dict, parts: dict) -> None:
    parts["figure.jsonl"] = parts["figure.jsonl"].replace(b'"value":5.0', b'"value":6.0', 1)


def _one_row_less(_manifest: dict, parts: dict) -> None:
    parts["change.jsonl"] = b"".join(parts["change.jsonl"].splitlines(keepends=True)[:-1])


def _no_table(_manifest: dict, parts: dict) -> None:
    del parts["figure.jsonl"]


def _no_format(manifest: dict, _parts: dict) -> None:
    manifest["format"] = "something else"


def _strange_kind(manifest: dict, _parts: dict) -> None:
    manifest["tables"]["figure"]["columns"]["value"] = "magic"


def _later_version(manifest: dict, _parts: dict) -> None:
    manifest["version"] = 99


def _later_schema(manifest: dict, _parts: dict) -> None:
    manifest["revision"] = "9000"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_one_figure, "storage.damaged_backup"),
        (_one_row_less, "storage.damaged_backup"),
        (_no_table, "storage.damaged_backup"),
        (_no_format, "storage.damaged_backup"),
        (_strange_kind, "storage.damaged_backup"),
        (_later_version, "storage.newer_backup"),
        (_later_schema, "storage.newer_schema"),
    ],
)
def test_an_altered_backup_is_found_and_nothing_is_restored(lived_in, backed_up, change, code):
    before = rows_of(lived_in)
    bad = altered(backed_up, change)
    for action in (lambda: verify(bad), lambda: restore(bad, lived_in, replace=True)):
        with pytest.raises(StorageFailed) as told:
            action()
        assert told.value.problem.code == code
    assert rows_of(lived_in) == before


def _cut_off(raw: bytes) -> bytes:
    return raw[: len(raw) // 2]


def _two_bytes(raw: bytes) -> bytes:
    middle = len(raw) // 2
    return raw[:middle] + bytes(255 - each for each in raw[middle : middle + 2]) + raw[middle + 2 :]


@pytest.mark.parametrize("spoil", [_cut_off, _two_bytes, lambda _: b""])
def test_a_damaged_backup_is_found(backed_up, spoil):
    backed_up.write_bytes(spoil(backed_up.read_bytes()))
    with pytest.raises(StorageFailed) as told:
        verify(backed_up)
    assert told.value.problem.code == "storage.damaged_backup"


def _as_before_the_history(manifest: dict, parts: dict) -> None:
    manifest["revision"] = "0004"
    later = ("answer", "review", "decision", "figure_group", "printed_report", "comparison")
    people = ("person", "membership", "invitation", "visit", "attempt")
    followed_up = ("planned_indicator", "target", "measurement", "measurement_version", "evidence_file")
    statistics = [name for name in manifest["tables"] if name.startswith("statistics")]
    for name in (
        "redaction",
        "frozen_version",
        "sharing",
        "assumption_set",
        *later,
        *people,
        *followed_up,
        *statistics,
    ):
        del manifest["tables"][name], parts[f"{name}.jsonl"]
    _without_columns(manifest, parts, "change", ("reason", "undoes", "by_organisation_id"))
    _without_columns(manifest, parts, "intervention", ("searched", "order_sv", "order_en"))
    for holder in ("figure", "price"):
        _without_columns(manifest, parts, holder, ("sample_hits", "sample_size", "group_id", "group_correlation"))


def _without_columns(manifest: dict, parts: dict, table: str, names: tuple[str, ...]) -> None:
    told, file = manifest["tables"][table], f"{table}.jsonl"
    told["columns"] = {name: kind for name, kind in told["columns"].items() if name not in names}
    rows = [json.loads(line) for line in parts[file].splitlines()]
    left = ({name: value for name, value in row.items() if name not in names} for row in rows)
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for row in left)
    parts[file] = b"".join(lines)
    told["sha256"] = sha256(parts[file]).hexdigest()


def test_a_backup_that_is_sound_is_found_so(backed_up):
    assert verify(backed_up).rows["intervention"] == 2


def test_a_backup_from_an_older_version_is_restored_and_brought_up_to_date(lived_in, backed_up, empty):
    old = altered(backed_up, _as_before_the_history)
    verify(old)
    restore(old, empty)
    assert revision(empty) == revision(lived_in)
    with closing(open_store(lived_in)) as before, closing(open_store(empty)) as after:
        assert operations.load(after, here(after), "C1") == operations.load(before, here(before), "C1")
        assert {each.reason for each in operations.history(after, here(after), "C1")} == {None}


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
