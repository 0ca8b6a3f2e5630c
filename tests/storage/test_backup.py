"""Backup, restore and verification, from and to both databases."""

from contextlib import closing
from hashlib import sha256
from io import BytesIO
import json
from pathlib import Path
import subprocess
import sys
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from storage import operations
from storage.backup import backup, compare, restore, verify
from storage.failure import StorageFailed
from storage.portable import MANIFEST
from storage.rows import table
from storage.store import open_store
from tests.acting import here, home_of
from tests.storage.databases import ACROSS, FROM_EACH_TO_EACH
from tests.storage.look import revision, rows_of
from tests.storage.procuring import STANDING
from tests.storage.samples import kept, small_chain, with_deadweight


def test_everything_has_something_to_lose(lived_in):
    assert not [name for name, rows in rows_of(lived_in).items() if not rows and name != "sqlite_sequence"]


@FROM_EACH_TO_EACH
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


@ACROSS
def test_two_stores_with_the_same_content_give_the_same_hashes(lived_in, empty, tmp_path):
    _, first = backup(lived_in, tmp_path / "one.zip")
    restore(tmp_path / "one.zip", empty)
    _, second = backup(empty, tmp_path / "two.zip")
    assert (first.hashes, first.rows) == (second.hashes, second.rows)
    assert sum(first.rows.values()) > 100


@ACROSS
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
    """Two bytes in the middle of the largest part: a ZIP's own headers hold bytes that mean nothing."""
    with ZipFile(BytesIO(raw)) as package:
        largest = max(package.infolist(), key=lambda part: part.compress_size)
    middle = largest.header_offset + len(largest.filename) + largest.compress_size // 2
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
        *("retention_rule", "disposal", "reminder"),
        *("procurement", "procurement_part", *STANDING),
        *("portfolio", "portfolio_decision", "fund", "told_words", "share_link", "deck_template"),
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


@ACROSS
def test_a_backup_from_an_older_version_is_restored_and_brought_up_to_date(lived_in, backed_up, empty):
    old = altered(backed_up, _as_before_the_history)
    verify(old)
    restore(old, empty)
    assert revision(empty) == revision(lived_in)
    with closing(open_store(lived_in)) as before, closing(open_store(empty)) as after:
        assert operations.load(after, here(after), "C1") == operations.load(before, here(before), "C1")
        assert {each.reason for each in operations.history(after, here(after), "C1")} == {None}
