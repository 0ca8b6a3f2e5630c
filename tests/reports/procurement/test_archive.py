"""The archive package of an award: the same bytes, checked by evaluating anew; whoever changes a file is found out."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
import json
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from chain.canonical import sha256
from chain.problem import problem
from reports.procurement.archive import archive, kept_of
from reports.procurement.bid_rows import read_bid
from reports.procurement.verdict import about_received
from sroi.__main__ import main
from sroi.package import zipped
from sroi.procurement import package
from sroi.procurement.package import Received, recognises, verify
from tests.chain.bids import bid_of, shipped, with_bid
from tests.reports.procurement.awards import DECIDED, award
from tests.reports.procurement.test_bid_sheet import filled, typed
from tests.sroi.kept import package as kept_result

MODEL, CAME = shipped()
AT = datetime(2026, 5, 3, 9, tzinfo=UTC)


@cache
def received() -> tuple[Received, ...]:
    """Each bid's own sheet, and one that was turned away."""
    sheets = [
        Received(f"Anbud {bid.id} åäö/..\\x.XLSX", filled(typed(bid)), bid.bidder, bid.id, bid.received_at)
        for bid in CAME.bids
    ]
    away = Received("utan ändelse", b"ingen tabell", "Sen AB", "", AT, (problem("bid_sheet.wrong_template", ""),))
    return (*sheets, away)


@cache
def made(language: str = "sv") -> bytes:
    return archive(award(MODEL, as_read()), received(), language)


@cache
def as_read():
    """The bids as they are read from their sheets."""
    bids = tuple(read_bid(each.content, MODEL, each.bid_id, each.at).bid for each in received() if each.bid_id)
    return CAME.model_copy(update={"bids": bids})


def files() -> dict[str, bytes]:
    with ZipFile(BytesIO(made())) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_hashes(changed: dict[str, bytes]) -> bytes:
    """The files with a list that fits them, as someone would make who knows how it is done."""
    manifest = json.loads(changed["manifest.json"])
    manifest["files"] = {name: sha256(content) for name, content in changed.items() if name != "manifest.json"}
    return zipped(changed | {"manifest.json": json.dumps(manifest).encode()})


def codes(data: bytes) -> set[tuple[str, str]]:
    verdict = verify(data)
    assert not verdict.holds or about_received(verdict)
    found = (*verdict.problems, *about_received(verdict))
    return {(each.code, str(each.words().get("file", ""))) for each in found}


def test_the_same_award_is_the_same_bytes_and_holds():
    assert archive(award(MODEL, as_read()), received(), "sv") == made() != made("en")
    verdict = verify(made())
    assert verdict.problems == ()
    assert verdict.holds
    assert about_received(verdict) == []
    assert verdict.model == MODEL
    assert verdict.came == as_read()


def test_it_holds_what_it_says_that_it_holds():
    held = files()
    assert sha256(held["model.json"]) == json.loads(held["evaluation.json"])["fingerprint"]
    assert [name for name in held if name.startswith("received/")] == [
        "received/001.xlsx", "received/002.xlsx", "received/003.xlsx", "received/004",
    ]  # fmt: skip
    assert json.loads(held["received.json"])[3]["problems"] == [{"code": "bid_sheet.wrong_template", "place": ""}]
    readme = held["README.txt"].decode()
    assert all(name.split("/")[0] in readme for name in held if name != "README.txt")
    documents = {"annex.pdf", "report.pdf", "public.pdf", "notice-03.pdf", "award.xlsx"}
    assert {f"documents/{name}" for name in documents} < set(held)


ALTERED = {
    "model.json": (b'"value_weight":0.7', b'"value_weight":0.9'),
    "bids.json": (b'"price_sek":4000000.0', b'"price_sek":3000000.0'),
    "evaluation.json": (b'"comparison":"-4050000.0"', b'"comparison":"-9050000.0"'),
    "award.json": (b'"bid_id":"C"', b'"bid_id":"A"'),
    "public.json": (b'"chosen":"Kooperativet', b'"chosen":"Stora'),
    "log.json": (b"Ada Ek", b"Eva Ek"),
    "received.json": (b"Sen AB", b"Bra AB"),
    "documents/notice-01.pdf": (b"%PDF", b"%PDX"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_a_changed_file_is_named(name):
    old, new = ALTERED[name]
    held = files()
    assert old in held[name]
    assert ("package.altered", name) in codes(zipped(held | {name: held[name].replace(old, new, 1)}))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("model.json", {("package.other_model", "model.json"), ("package.evaluated_otherwise", "evaluation.json")}),
        ("bids.json", {("package.evaluated_otherwise", "evaluation.json"), ("package.read_otherwise", "bids.json")}),
        (
            "evaluation.json",
            {
                ("package.evaluated_otherwise", "evaluation.json"),
                ("package.decided_otherwise", "award.json"),
            },
        ),
        (
            "award.json",
            {("package.decided_otherwise", "award.json"), ("package.decided_otherwise", "public.json")},
        ),
        ("public.json", {("package.decided_otherwise", "public.json")}),
    ],
)
def test_who_also_changes_the_list_is_found_out_by_evaluating_anew(name, found):
    held = files()
    assert codes(with_hashes(held | {name: held[name].replace(*ALTERED[name], 1)})) == found


def test_a_file_that_lacks_or_does_not_belong_is_named():
    held = files()
    without = {name: content for name, content in held.items() if name != "received/002.xlsx"}
    assert codes(zipped(without)) == {("package.altered", "received/002.xlsx")}
    assert codes(zipped(held | {"received/005.xlsx": b"x"})) == {("package.altered", "received/005.xlsx")}
    assert ("package.stranger", "hej.txt") in codes(zipped(held | {"hej.txt": b"x"}))
    assert ("package.unsafe_name", "..~1x") in codes(zipped(held | {"../x": b"x"}))
    assert ("package.missing", "model.json") in codes(zipped({n: c for n, c in held.items() if n != "model.json"}))


@pytest.mark.parametrize("name", [name for name in package.NEEDED if name.endswith(".json")])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"null", b'"x"', b"{", b'{"lines":1}'])
def test_no_content_stops_the_check(name, content):
    data = with_hashes(files() | {name: content}) if name != "manifest.json" else zipped(files() | {name: content})
    verdict = verify(data)
    about_received(verdict)
    assert verdict.holds == (name in ("log.json", "received.json"))


def test_a_small_file_that_unpacks_to_much_is_not_read_to_its_end(monkeypatch):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, content in (files() | {"documents/big.pdf": b"0" * 3_000_000}).items():
            packed.writestr(name, content)
    monkeypatch.setattr(package, "HOLDS", replace(package.HOLDS, largest_bytes=2_000_000))
    assert {code for code, _ in codes(target.getvalue())} == {"package.too_large"}


def test_another_engine_that_gives_the_same_holds():
    found = award(MODEL, as_read())
    kept = kept_of(replace(found, evaluation=replace(found.evaluation, engine_version="0.9.0")))
    verdict = verify(archive(found, received(), "sv", kept=kept))
    assert verdict.files["evaluation.json"].decode() == kept.evaluation
    assert verdict.holds
    assert verdict.engine_then == "0.9.0"


def test_it_is_told_from_the_package_of_a_kept_result():
    assert recognises(made())
    assert not recognises(kept_result())
    assert not recognises(b"PK")


@pytest.fixture
def run(tmp_path, capsys):
    def shell(data: bytes, *more: str) -> tuple[int, str]:
        place = tmp_path / "paket.zip"
        place.write_bytes(data)
        return main(["verify", str(place), *more]), capsys.readouterr().out.replace("\u00a0", " ")

    return shell


def test_the_shell_tells_that_it_is_the_same_and_says_so_alike_each_time(run):
    code, out = run(made())
    assert code == 0
    assert out.startswith("Samma resultat, samma fingeravtryck ✓")
    assert "Först: Kooperativet Framsteg (fiktivt), jämförelsepris −4 395 000 kr." in out
    assert "Anbudet från Kooperativet Framsteg (fiktivt) har det lägsta jämförelsepriset av de anbud" in out
    assert "Anbudet från Arbetsvägen (fiktivt) hade behövt ha minst 345 000 kr lägre pris" in out
    assert run(made())[1] == out
    assert run(made(), "--json") == run(made(), "--json")
    assert json.loads(run(made(), "--json")[1])["holds"]


@pytest.mark.parametrize("reasons", [b'"reasons":null', b'"reasons":{"sv":[{"bidder":1}]}', b'"sv":[]'])
def test_a_decision_without_reasons_that_can_be_read_stops_nothing(run, reasons):
    held = files()
    told = json.loads(held["award.json"])
    del told["reasons"]
    odd = json.dumps(told)[:-1].encode() + b"," + reasons + b"}"
    code, out = run(with_hashes(held | {"award.json": odd}))
    assert (code, "Skälen" in out) == (0, False)


def test_the_shell_names_what_differs(run):
    held = files()
    code, out = run(
        with_hashes(held | {"bids.json": held["bids.json"].replace(*ALTERED["bids.json"], 1)}), "--lang", "en"
    )
    assert code == 1
    assert out.startswith("The package does not hold.")
    assert "The bid A in bids.json says something else than the file that came in (received/001.xlsx)." in out
    assert json.loads(run(b"PK", "--json")[1])["holds"] is False


def test_a_rejected_bid_and_late_papers_are_packed_too():
    late = with_bid(as_read(), "A", price_sek=-1.0)
    held = verify(archive(replace(award(MODEL, late), decided_on=DECIDED), (), "en"))
    assert held.holds
    assert len([name for name in held.files if "notice" in name]) == len(late.bids)
    assert bid_of(held.came, "A").price_sek == -1
