"""Publishing a follow-up: what will be, the press, the files in two editions, and two versions beside each other."""

from dataclasses import replace
from datetime import date

import pytest

from chain.follow_up_document import fingerprint
from chain.measurement import Cell, Target
from chain.people import Access, Acting, Grant, Role
from pages.parts import workspace
from reports.follow_up import published
from reports.follow_up.export import Edition
from sroi.__main__ import main
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import Done, MeasurementKey, VersionSummary
from tests.acting import here
from tests.pages.visit import Visit

TODAY = date(2026, 11, 30)
FILES = [
    ("Lång tabell (Excel)", "take-long-xlsx"),
    ("Lång tabell (CSV)", "take-long-csv"),
    ("Fil för Stratsys (Excel)", "take-stratsys-xlsx"),
]


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
    value = there.observation.model_copy(update={"total": total})
    sent = operations.submit(store, acting, key, there.version, TODAY, value, "Räknat om")
    assert isinstance(sent, Done), sent
    assert isinstance(operations.approve(store, acting, key, sent.version, TODAY), Done)


def downloads(visit: Visit) -> list[tuple[str, str]]:
    """The files that are offered: label and key."""
    return [(each.proto.label, each.proto.id.split("-None-")[-1].split("-", 1)[-1]) for each in visit.at.get("download_button")]


def test_probe(example):
    visit = publishing()
    print(visit.words)
    print([b.key for b in visit.at.button])
    visit.press("publish")
    print(visit.words)
    print([(each.proto.label, each.proto.id) for each in visit.at.get("download_button")])
    assert 0
