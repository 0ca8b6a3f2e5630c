"""The archive package: same bytes for the same version, and whatever comes in its place is told in a sentence."""

from datetime import date
import io
import json
import struct
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from chain.canonical import sha256
from reports.texts.problems import sentence
from reports.version_report import archive
from sroi import frozen, package
from sroi.__main__ import main
from sroi.assumption_set import KeptSet
from sroi.package import CONTENT, FILES, LARGEST_FILE, unpack, verify
from tests.sroi.kept import files_of, version, zipped
from tests.sroi.kept import package as made

SOUND = files_of(made())


def with_hashes(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with a list that fits them, as someone would make who knows how it is done."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {name: sha256(files[name]) for name in CONTENT}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def replaced(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """The sound files with other bytes in one of them."""
    assert old in SOUND[name]
    return {**SOUND, name: SOUND[name].replace(old, new, 1)}


def test_the_same_version_gives_the_same_bytes():
    assert made() == made()
    assert archive(version(), "sv") == archive(version(), "sv") != archive(version(), "en")
    assert tuple(files_of(made())) == FILES


def test_a_sound_package_holds_also_when_it_was_packed_again():
    for data in (made(), zipped(SOUND, compression=ZIP_DEFLATED), zipped(dict(reversed(SOUND.items())))):
        verdict = verify(data)
        assert verdict.holds
        assert verdict.problems == ()
        assert verdict.version == version()


def test_the_largest_allowed_file_is_read_and_not_a_byte_more(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_FILE", max(map(len, SOUND.values())))
    assert verify(made()).holds
    monkeypatch.setattr(package, "LARGEST_FILE", max(map(len, SOUND.values())) - 1)
    assert [found.code for found in verify(made()).problems] == ["package.file_too_large"]


def duplicate() -> bytes:
    """A second result behind the first."""
    target = io.BytesIO(zipped(SOUND))
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(target, "a") as file:
        file.writestr("result.json", b"")
    return target.getvalue()


def encrypted() -> bytes:
    """The same archive with the bit set that says password."""
    data = bytearray(zipped({"version.json": b"x", **{k: v for k, v in SOUND.items() if k != "version.json"}}))
    at = data.index(b"PK\x01\x02")
    data[at + 8 : at + 10] = struct.pack("<H", 1)
    data[6:8] = struct.pack("<H", 1)
    return bytes(data)


def lying() -> bytes:
    """A bomb that claims to hold eleven bytes."""
    files = {**SOUND, "report.html": b"0" * (LARGEST_FILE + 11)}
    data = bytearray(zipped(files, compression=ZIP_DEFLATED))
    for offset in (at for at in range(len(data) - 4) if data[at : at + 4] == struct.pack("<I", LARGEST_FILE + 11)):
        data[offset : offset + 4] = struct.pack("<I", 11)
    return bytes(data)


HOSTILE = {
    "nothing": (lambda: b"", {"package.not_a_zip"}),
    "words": (lambda: b"PK is no zip", {"package.not_a_zip"}),
    "half a zip": (lambda: made()[:-40], {"package.not_a_zip"}),
    "an empty zip": (lambda: zipped({}), {"package.missing"}),
    "a bomb": (lambda: zipped({**SOUND, "report.html": b"0" * (LARGEST_FILE + 1)}, compression=ZIP_DEFLATED),
               {"package.file_too_large"}),
    "a bomb that lies": (lying, {"package.broken"}),
    "a way out": (lambda: zipped({**SOUND, "../../etc/passwd": b"x"}), {"package.unsafe_name"}),
    "a way out on Windows": (lambda: zipped({**SOUND, "C:\\x": b"x"}), {"package.unsafe_name"}),
    "a path": (lambda: zipped({**SOUND, "/chain.json": b"x"}), {"package.unsafe_name"}),
    "a stranger": (lambda: zipped({**SOUND, "extra/notes\u202e.txt": b"x"}), {"package.stranger"}),
    "two of one": (duplicate, {"package.twice"}),
    "a lock": (encrypted, {"package.encrypted"}),
    "a list of another kind": (lambda: zipped({**SOUND, "manifest.json": b"[]"}), {"package.no_manifest"}),
    "a list that is broken": (lambda: zipped({**SOUND, "manifest.json": b"\xff{"}), {"package.no_manifest"}),
    "a version in other letters": (
        lambda: zipped(with_hashes({**SOUND, "version.json": "\u00e5".encode("latin-1")})), {"version.unreadable"},
    ),
    "a page that was touched": (
        lambda: zipped({**SOUND, "report.html": SOUND["report.html"] + b" "}), {"package.altered"},
    ),
    "a figure that was touched": (
        lambda: zipped(replaced("result.json", b'"ratio":0.7', b'"ratio":1.7')),
        {"package.altered", "version.result_altered"},
    ),
    "a figure touched by someone who makes new hashes": (
        lambda: zipped(with_hashes(replaced("result.json", b'"ratio":0.7', b'"ratio":1.7'))),
        {"version.result_altered"},
    ),
}  # fmt: skip
HOSTILE |= {f"without {name}": (lambda name=name: zipped({k: v for k, v in SOUND.items() if k != name}),
                                {"package.missing"}) for name in FILES}  # fmt: skip


@pytest.mark.parametrize(("data", "codes"), HOSTILE.values(), ids=HOSTILE)
def test_what_does_not_hold_is_named_and_nothing_is_written(data, codes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    verdict = verify(data())
    assert not verdict.holds
    assert {found.code for found in verdict.problems} == codes
    assert list(tmp_path.iterdir()) == []
    for language in ("sv", "en"):
        told = [sentence(language, found) for found in verdict.problems]
        assert all(len(words) > 20 and "\u202e" not in words and "{" not in words for words in told)


def test_a_file_too_large_to_be_a_package_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_BYTES", 10)
    assert [found.code for found in unpack(made())[1]] == ["package.too_large"]


def test_a_forger_who_makes_every_hash_anew_is_found_out_by_the_calculation():
    result = SOUND["result.json"].replace(b'"ratio":0.7', b'"ratio":1.7')
    record = json.loads(SOUND["version.json"]) | {"result_sha256": sha256(result)}
    files = with_hashes({**SOUND, "result.json": result, "version.json": json.dumps(record).encode()})
    verdict = verify(zipped(files))
    assert verdict.problems == ()
    assert not verdict.holds
    assert [each.place for each in verdict.recomputed.differences] == ["public/ratio"]


# --- from a shell ----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(capsys, tmp_path):
    """Verify these bytes; the exit code and what was printed."""

    def one(data: bytes, *more: str) -> tuple[int, str]:
        path = tmp_path / "package.zip"
        path.write_bytes(data)
        code = main(["verify", str(path), *more])
        return code, capsys.readouterr().out

    return one


def test_verify_says_that_a_package_holds_and_what_it_is(run):
    code, told = run(archive(version(), "sv"), "--lang", "en")
    assert code == 0
    for words in ("The package holds", "Till socialnämnden", version().record.fingerprint, "SEK 0.77", "10 years"):
        assert words in told.replace("\u00a0", " ")


def test_verify_as_json(run):
    code, told = run(archive(version(), "sv"), "--json")
    found = json.loads(told)
    assert (code, found["holds"], found["same_digits"], found["problems"]) == (0, True, True, [])
    assert found["version"]["fingerprint"] == version().record.fingerprint
    assert found["kept"]["public"]["ratio"] == found["now"]["public"]["ratio"] == version().result.public.ratio


def test_verify_names_a_tampered_figure_and_gives_both(run):
    code, told = run(zipped(replaced("result.json", b'"ratio":0.7', b'"ratio":1.7')), "--lang", "en")
    assert code == 1
    assert "does not hold" in told
    assert "package.altered" in told
    assert "public/ratio: kept 1.7" in told


def test_verify_finds_a_page_that_says_something_else_though_every_hash_fits(run):
    files = files_of(archive(version(), "sv"))
    files["report.html"] = files["report.html"].replace(b"0,77", b"1,77")
    code, told = run(zipped(with_hashes(files)), "--lang", "en")
    assert code == 1
    assert "package.other_report" in told


def test_verify_says_when_the_engine_has_moved(run, monkeypatch):
    data, then = archive(version(), "sv"), version().record.engine_version
    monkeypatch.setattr(frozen, "ENGINE_VERSION", "2.0.0")
    code, told = run(data, "--lang", "en")
    assert code == 0
    assert f"version {then}, version 2.0.0 is in use now" in told


def test_verify_of_no_package_is_an_answer_and_of_no_file_wrong_use(run, capsys):
    assert run(b"x", "--lang", "en")[0] == 1
    assert main(["verify", "not-there.zip"]) == 2
    assert "not-there.zip" in capsys.readouterr().err


UNDER = KeptSet(number=2, name="Gemensamt 2026", locked_on=date(2026, 2, 1), sha256="a" * 64, departs=3)


def test_what_a_package_says_of_its_assumption_set_is_covered():
    data = archive(version(assumption_set=UNDER), "sv")
    assert verify(data).holds
    assert verify(data).version.record.assumption_set == UNDER
    files = files_of(data)
    assert b"i 3 avseenden" in files["report.html"]
    forged = {**files, "version.json": files["version.json"].replace(b'"departs":3', b'"departs":0')}
    assert {each.code for each in verify(zipped(forged)).problems} == {"package.altered", "version.set_altered"}
    assert [each.code for each in verify(zipped(with_hashes(forged))).problems] == ["version.set_altered"]
