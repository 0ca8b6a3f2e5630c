"""The shipped price library: every entry once, with source and class, and the figures that were read in the sources."""

from collections import Counter
import json
import re

import pytest

from chain.model import CostBasis, Level, PriceQuality, Span
from storage.sources.prices import PRICES, shipped_prices

DOCUMENT = json.loads(PRICES.read_text(encoding="utf-8"))
ENTRIES = DOCUMENT["prices"]
BY_ID = {entry["id"]: entry for entry in ENTRIES}
MERGED = [(entry, merged) for entry in ENTRIES for merged in entry.get("merged_from", ())]
REASONS = {"same_figure", "other_year", "reduced_fee", "foreign_currency", "part_of_list"}

READ_IN_SOURCES = {
    "eb_hushall": (75045, None, None, 2024, "municipality"),
    "helarsekv": (162000, None, None, 2022, None),
    "bbic": (30561, None, None, 2015, "municipality"),
    "forhandsbedomning": (1543, None, None, 2015, "municipality"),
    "familjehem_konsulent": (None, 1900, 4200, 2016, "municipality"),
    "placering_inst_spann": (None, 1100, 8400, 2014, "municipality"),
    "sis_beh_last": (7500, None, None, 2020, "municipality"),
    "lakarbesok": (2093, None, None, 2024, "region"),
    "digital_sjukskoterska": (275, None, None, 2024, "region"),
    "anstalt": (3202, None, None, 2019, "state"),
    "langsjuk": (100000, None, None, None, "business"),
    "hvb_extern": (4500, None, None, 2018, "municipality"),
    "familjehem_arvode_4": (17255, None, None, 2023, "municipality"),
    "livstid_gymnasieexamen": (1600000, None, None, None, None),
    "eur_ocd_merkostnad": (5560, None, None, None, None),
}


def test_document_names_its_format_and_index():
    assert (DOCUMENT["format"], DOCUMENT["version"], DOCUMENT["index"]) == ("vardekedjan-prices", 1, "KPI")
    assert all(DOCUMENT[note][language].strip() for note in ("index_note", "merge_note") for language in ("sv", "en"))


@pytest.mark.parametrize("key", ["id", "sv", "en"])
def test_nothing_is_there_twice(key):
    found = Counter(entry["id"] if key == "id" else entry["name"][key].casefold() for entry in ENTRIES)
    assert not [name for name, times in found.items() if times > 1]


def test_same_figure_from_the_same_page_is_there_once():
    figures = Counter((e["value"], e["low"], e["high"], e["unit"], e["url"]) for e in ENTRIES if e["url"])
    assert {figure for figure, times in figures.items() if times > 1} == set()


@pytest.mark.parametrize("entry", ENTRIES, ids=BY_ID)
def test_entry_has_source_class_and_words(entry):
    assert entry["source"].strip()
    assert entry["unit"].strip()
    assert entry["url"] == "" or re.fullmatch(r"https?://[^/\s]+/\S+", entry["url"])
    assert PriceQuality(entry["quality"]) not in (PriceQuality.OWN, PriceQuality.ASSUMED)
    assert CostBasis(entry["basis"])
    assert Span(entry["span"])
    assert all(entry[part][language].strip() for part in ("name", "note") for language in ("sv", "en"))


@pytest.mark.parametrize("entry", ENTRIES, ids=BY_ID)
def test_what_is_missing_is_flagged(entry):
    flags = entry["flags"]
    assert (entry["value"] is None) == ("range_only" in flags)
    assert (entry["price_year"] is None) == ("no_price_year" in flags)
    assert (entry["url"] == "") == ("no_page_address" in flags)
    assert (not entry["unit"].startswith(("kr/", "%"))) == ("foreign_currency" in flags)
    assert entry["unit"].startswith("%") == ("rate" in flags)
    assert entry["value"] is not None or entry["low"] is not None or entry["high"] is not None


@pytest.mark.parametrize("entry", ENTRIES, ids=BY_ID)
def test_payer_is_one_level_or_left_open(entry):
    levels = [Level(level) for level in entry["payers"]]
    assert entry["payer"] == (levels[0] if len(levels) == 1 else None)


@pytest.mark.parametrize(("library_id", "figures"), READ_IN_SOURCES.items(), ids=READ_IN_SOURCES)
def test_figures_are_those_of_the_sources(library_id, figures):
    assert tuple(BY_ID[library_id][key] for key in ("value", "low", "high", "price_year", "payer")) == figures


def test_what_was_merged_is_told_and_stands_nowhere_else():
    assert len({merged["id"] for _, merged in MERGED}) == 43
    assert {merged["why"] for _, merged in MERGED} == REASONS
    assert not [merged["id"] for entry, merged in MERGED if merged["id"] in BY_ID and merged["id"] != entry["id"]]


def test_merged_entries_agree_with_what_they_went_into():
    same = [(entry, merged) for entry, merged in MERGED if merged["why"] == "same_figure"]
    ids = [m["id"] for e, m in same if e["value"] != m["value"] and (e["low"], e["high"]) != (m["low"], m["high"])]
    assert ids == []


def test_full_fees_are_the_reduced_fees_without_the_discount():
    fees = [(entry["value"], merged["value"]) for entry, merged in MERGED if merged["why"] == "reduced_fee"]
    assert len(fees) == 6
    assert all(full == pytest.approx(reduced / 0.72) for full, reduced in fees)


def test_only_amounts_in_kronor_can_price_an_effect():
    unusable = {entry["id"] for entry in ENTRIES} - {price.library_id for price in shipped_prices()}
    assert {"placering_inst_spann", "usd_skoldag", "po_kommun"} <= unusable
    assert all(price.price.unit.startswith("kr/") for price in shipped_prices())


def test_amounts_that_no_index_fits_say_so():
    fixed = {entry["id"] for entry in ENTRIES if "do_not_uprate" in entry["flags"]}
    assert {"qaly_tlv", "po_kommun", "arbetsgivaravgift", "ideell_h", "kommunlon"} <= fixed
    assert not fixed & {"bbic", "anstalt", "eb_hushall", "helarsekv"}
