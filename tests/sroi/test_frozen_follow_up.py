"""A kept result of what came out: from chain and follow-up alone it is calculated again, here and from its package."""

from datetime import UTC, datetime
import io
import json
from zipfile import ZipFile

import pytest

from chain.canonical import canonical
from sroi.follow_up.compared import follow_up_changes
from sroi.follow_up.learned import learned
from sroi.frozen import FrozenVersion, freeze, open_version, recompute
from sroi.package import pack, unpack, verify
from sroi.ratio import calculate
from sroi.sureness import Drawing
from tests.golden.test_golden_youth_start import PLAIN, case

AT = datetime(2026, 3, 1, tzinfo=UTC)


def kept(follow_up=None, **more) -> FrozenVersion:
    """The worked example, kept with its follow-up."""
    chain, measured = case()
    told = {
        "name": "Till nämnden",
        "who": "anna",
        "at": AT,
        "drawing": Drawing(200, 7),
        "follow_up": follow_up or measured,
    }
    version = freeze(chain, PLAIN, **told | more)
    assert isinstance(version, FrozenVersion), version
    return version


@pytest.fixture(scope="module")
def version() -> FrozenVersion:
    return kept()


def test_it_keeps_the_claim_the_follow_up_and_the_figures_of_what_came_out(version):
    chain, follow_up = case()
    assert (version.planned, version.follow_up) == (chain, follow_up)
    assert version.chain == learned(chain, follow_up).chain
    figures = calculate(version.chain, PLAIN)
    assert version.result.total("society").ratio == figures.total("society").ratio
    assert figures.total("society").ratio != calculate(chain, PLAIN).total("society").ratio
    assert recompute(version).same


def test_the_fingerprint_covers_what_was_measured(version):
    _, follow_up = case()
    first = follow_up.observations[0]
    other = first.model_copy(update={"total": first.total.model_copy(update={"hits": 24})})
    moved = kept(follow_up.model_copy(update={"observations": (other, *follow_up.observations[1:])}))
    plain = kept(drawing=Drawing(200, 7), follow_up=None)
    assert plain.record.fingerprint == version.record.fingerprint
    assert moved.record.fingerprint != version.record.fingerprint
    assert [tuple(each) for each in follow_up_changes(version.follow_up, moved.follow_up)] == [
        ("observations/M1/2025/total/hits", 23, 24)
    ]
    assert {each.place.split("/")[0] for each in follow_up_changes(None, version.follow_up)} == {
        "plan", "targets", "observations",
    }  # fmt: skip


def test_its_package_holds_five_files_and_what_was_measured_and_is_checked_to_the_digit(version):
    package = pack(version, b"<html></html>", "sv", "1")
    files, problems = unpack(package)
    assert problems == []
    assert sorted(files) == [
        "chain.json", "follow_up.json", "manifest.json", "report.html", "result.json", "version.json",
    ]  # fmt: skip
    verdict = verify(package)
    assert verdict.holds
    assert verdict.version == version
    assert pack(version, b"<html></html>", "sv", "1") == package


def rewritten(package: bytes, name: str, content: bytes | None) -> bytes:
    """The package with another file under this name, or without it."""
    files, _ = unpack(package)
    files = {each: told for each, told in (files | {name: content}).items() if told is not None}
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for each, told in files.items():
            archive.writestr(each, told)
    return target.getvalue()


@pytest.mark.parametrize("way", ["altered", "gone", "unreadable", "another"])
def test_what_is_done_to_the_follow_up_of_a_package_is_found(version, way):
    package = pack(version, b"", "sv", "1")
    text = version.follow_up_json
    content = {
        "altered": text.replace('"hits":23', '"hits":33').encode(),
        "gone": None,
        "unreadable": b'{"format":"vardekedjan-kept-follow-up","version":1,"follow_up":{"plan":3}}',
        "another": canonical({"format": "other", "version": 1, "follow_up": {}}).encode(),
    }[way]
    verdict = verify(rewritten(package, "follow_up.json", content))
    assert not verdict.holds
    assert "package.altered" in {each.code for each in verdict.problems}
    wrong = {"altered": "version.follow_up_altered", "gone": "version.follow_up_altered"}
    assert wrong.get(way, "version.follow_up_unreadable") in {each.code for each in verdict.problems}


def test_a_follow_up_put_beside_a_plain_result_is_found(version):
    chain, _ = case()
    plain = freeze(chain, PLAIN, name="Prognos", who="anna", at=AT)
    assert "follow_up_sha256" not in json.loads(plain.record_json)
    texts = (plain.record_json, plain.chain_json, plain.result_json)
    assert open_version(*texts)[1] == []
    assert [each.code for each in open_version(*texts, version.follow_up_json)[1]] == ["version.follow_up_altered"]
