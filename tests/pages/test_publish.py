"""Publishing a follow-up: what will be, the press, the files in two editions, and two versions beside each other."""

from dataclasses import replace
from datetime import date, timedelta
import re

import pytest

from chain.follow_up_document import fingerprint
from chain.measurement import Cell, Target
from chain.people import Access, Grant, Role
from chain.starter import new_chain
from chain.text import Text
from pages.parts import workspace
from reports.follow_up.export import Edition
from reports.version_report import archive
from sroi.__main__ import main
from sroi.package import verify
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Done, MeasurementKey, VersionSummary
from tests.acting import here
from tests.pages.visit import Visit

TODAY, UNTIL = date.today(), date.today() + timedelta(days=14)


def publishing(chain_id: str = "I3", language: str = "sv") -> Visit:
    """Someone on the page."""
    return Visit("publish_follow_up", intervention=chain_id, lang=language)


def published_ones(example, chain_id: str = "I3") -> list[VersionSummary]:
    """What is published, newest first."""
    return operations.versions(example.store, here(example.store), chain_id)


def publish(example, name: str) -> VersionSummary:
    """What I3 has come to, published by someone else."""
    acting = here(example.store, "Eva")
    looked_at = fingerprint(operations.follow_up_of(example.store, acting, "I3"))
    told = example.load("I3").version, SWEDISH_PUBLIC_SECTOR, name
    made = operations.keep_version(example.store, acting, "I3", *told, drawing=None, seen_follow_up=looked_at)
    assert isinstance(made, VersionSummary), made
    return made


def correct(example, indicator_id: str, total: Cell) -> None:
    """The approved value of 2025 corrected, sent in and approved anew."""
    store, acting, key = example.store, here(example.store, "Eva"), MeasurementKey("I3", indicator_id, "2025")
    there = operations.measurement(store, acting, *key, TODAY)
    opened = operations.reopen(store, acting, key, UNTIL, "Fel tal", there.version, TODAY)
    value = there.observation.model_copy(update={"total": total})
    sent = operations.submit(store, acting, key, opened.version, TODAY, value, "Räknat om")
    assert isinstance(sent, Done), sent
    assert isinstance(operations.approve(store, acting, key, sent.version, TODAY), Done)


def downloads(visit: Visit) -> dict[str, str]:
    """The files that are offered, by the end of their key."""
    return {each.proto.id.partition("-take-")[2]: each.proto.label for each in visit.at.get("download_button")}


def signed_in(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    """From now on the visitor has this role and no other."""
    before = workspace.acting
    monkeypatch.setattr(workspace, "acting", lambda: replace(before(), grants=frozenset({Grant(role)})))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", ("Prognos", "utfall", "10 år", "2023–2025", "Godkända värden som räknas", "Publicera version 1")),
        ("en", ("Forecast", "outcome", "10 years", "2023–2025", "Approved values that count", "Publish version 1")),
    ],
)
def test_what_will_be_published_is_told_before_and_nothing_is_published_yet(example, language, words):
    visit = publishing(language=language)
    told = visit.words.replace("\u00a0", " ") + visit.at.button(key="publish").label
    assert [each for each in words if each not in told] == []
    assert {"sv": "Inget är publicerat än", "en": "Nothing is published yet"}[language] in visit.told("info")
    assert "take-long-csv" not in downloads(visit)


def test_drafts_and_missing_values_are_named_and_a_changed_one_is_not_counted(example):
    acting, key = here(example.store, "Eva"), MeasurementKey("I3", "I3-P1", "2025")
    before = publishing().words
    there = operations.measurement(example.store, acting, *key, TODAY)
    opened = operations.reopen(example.store, acting, key, UNTIL, "Fel tal", there.version, TODAY)
    value = there.observation.model_copy(update={"total": Cell(value=13.0)})
    operations.save_value(example.store, acting, "I3", value, opened.version, TODAY, "Räknat om")
    after = publishing().words
    assert "Ändrade sedan godkännandet: 1" in after
    assert "Ändrade sedan godkännandet" not in before
    assert re.search(r"Räknas inte med: .*utkast \(1\)", after)


def test_without_plan_or_approved_values_the_page_leads_on(example):
    operations.create(example.store, here(example.store), new_chain("T1", Text(sv="Familjestöd"), 2024, 2026))
    assert "ingen mätplan än" in publishing("T1").told("info")
    operations.copy(example.store, here(example.store), "I3", Text(sv="Återbruket igen"), "T2")
    visit = publishing("T2")
    assert "Inget värde är godkänt än" in visit.told("info")
    assert [each.key for each in visit.at.button if each.key == "publish"] == []


def test_publishing_freezes_what_was_seen_and_says_so_when_nothing_has_changed_since(example):
    visit = publishing()
    visit.type("version/follow_up", name="Till *nämnden*", note="maj").press("publish")
    [made] = published_ones(example)
    assert (made.number, made.name, made.note) == (1, "Till *nämnden*", "maj")
    assert made.interval_low is not None
    assert "Version 1, ”Till *nämnden*”, är publicerad" in visit.told("success")
    assert "Version 1 innehåller redan precis det här" in visit.told("info")
    assert visit.at.button(key="publish").label == "Publicera version 2"


def test_a_follow_up_that_has_moved_since_the_page_was_drawn_is_not_published_unseen(example):
    visit = publishing()
    correct(example, "I3-P1", Cell(value=13.0))
    visit.type("version/follow_up", note="viktigt")
    correct(example, "I3-P1", Cell(value=12.0))
    visit.press("publish")
    assert "Uppföljningen har ändrats sedan du öppnade sidan" in visit.told("error")
    assert published_ones(example) == []
    assert visit.field("version/follow_up", "note").value == "viktigt"
    assert len(published_ones(example)) == 0
    visit.press("publish")
    assert len(published_ones(example)) == 1


def test_a_reader_gets_the_public_edition_and_is_told_who_publishes(example, monkeypatch):
    made = publish(example, "År 3")
    signed_in(monkeypatch, Role.READER)
    visit = publishing()
    assert "Roller som räcker: " in visit.told("info")
    assert [each.key for each in visit.at.button if each.key == "publish"] == []
    assert [each.label for each in visit.at.radio if each.label == "Utgåva"] == []
    assert sorted(downloads(visit)) == sorted(["", "long-csv", "long-xlsx", "stratsys-xlsx"])
    kept = Visit("versions", intervention="I3", version=made.id)
    assert "take-package" not in str(kept.at.get("download_button"))
    assert "även små grupper" in kept.words


def test_two_organisations_share_it_for_reading_and_the_owner_publishes(example, monkeypatch):
    before = workspace.stored
    monkeypatch.setattr(workspace, "stored", lambda: replace(before(), access=Access.READ, organisation_id="other"))
    assert "den publiceras av" in publishing().told("info")


def test_the_internal_edition_warns_and_its_package_is_recalculated_to_the_same_digits(example, tmp_path, capsys):
    made = publish(example, "År 3")
    visit = publishing()
    assert "Offentlig utgåva" in visit.words
    assert "archive" not in downloads(visit)
    visit.at.radio(key="publish-edition@sv").set_value(Edition.INTERNAL)
    visit.run()
    assert "Får inte spridas" in visit.told("warning")
    assert downloads(visit)["archive"] == "Arkivpaket (zip) som går att räkna om"
    version, problems = operations.version(example.store, here(example.store), made.id)
    path = tmp_path / "package.zip"
    path.write_bytes(archive(version, "sv"))
    assert (problems, main(["verify", str(path)])) == ([], 0)
    assert "alla siffror är desamma" in capsys.readouterr().out
    assert verify(path.read_bytes()).recomputed.same


def test_two_versions_are_compared_as_the_public_may_see_them(example):
    publish(example, "År 3")
    correct(example, "I3-P1", Cell(value=13.0))
    acting = here(example.store, "Eva")
    target = Target(indicator_id="I3-P1", period="2025", value=15.0, version=2, reason=Text(sv="Nytt beslut"))
    assert operations.set_target(example.store, acting, "I3", target) == target
    publish(example, "År 3, rättat")
    visit = publishing()
    words = re.sub(r"<[^>]+>", " | ", visit.words.replace("\u00a0", " "))
    assert re.search(r"Värde[ |]+Personer som arbetstränar[ |]+2025[ |]+14[ |]+13[ |]", words)
    assert re.search(r"Mål[ |]+Personer som arbetstränar[ |]+2025[ |]+14[ |]+15[ |]", words)
    assert "Stegen leder exakt från det ena talet till det andra" in words
    assert "antal som börjar varje år (−0,02)" in words
    newest = published_ones(example)[0]
    assert visit.at.selectbox(key=f"publish-after-{newest.number}@sv").value == newest.id
