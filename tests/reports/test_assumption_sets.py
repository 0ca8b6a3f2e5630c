"""Assumption sets in words and tables, in both languages."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from chain.assumption import Assumption, Evidence, Mark, Shape
from chain.model import PriceQuality, Proxy
from chain.text import Text
from reports import tables
from reports.assumption_sets import (
    amendments_table,
    counted_by,
    departures_table,
    prices_table,
    set_name,
)
from reports.texts.problems import sentence
from reports.version_report import facts
from sroi.assumption_set import KeptSet, open_set
from sroi.departures import between, departures, recheck
from sroi.discounting import KPI
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from tests.sroi.kept import version
from tests.sroi.sets import FIXED, VISIT, Entry, chain_of, figure, locked, proxy

KEPT = KeptSet(number=2, name="Gemensamt 2026", locked_on=date(2026, 2, 1), sha256="a" * 64)


@pytest.mark.parametrize(
    ("departs", "outside", "language", "said"),
    [
        (0, 0, "sv", "Räknat enligt antagandeuppsättning 2 (Gemensamt 2026), låst 2026-02-01."),
        (0, 0, "en", "Counted by assumption set 2 (Gemensamt 2026), locked 2026-02-01."),
        (1, 0, "sv", "Avviker från antagandeuppsättning 2 (Gemensamt 2026), låst 2026-02-01, i 1 avseende."),
        (3, 1, "sv", "Avviker från antagandeuppsättning 2 (Gemensamt 2026), låst 2026-02-01, i 3 avseenden. "
         "1 pris som används finns inte i uppsättningen."),
        (0, 2, "en", "Counted by assumption set 2 (Gemensamt 2026), locked 2026-02-01. "
         "2 prices in use are not in the set."),
    ],
)  # fmt: skip
def test_a_result_says_by_which_set_it_is_counted_and_what_is_not(departs, outside, language, said):
    assert counted_by(KEPT.model_copy(update={"departs": departs, "outside": outside}), language) == said


def rows(table) -> list[tuple]:
    return [tuple(str(cell).replace("\u00a0", " ") for cell in row) for row in table.itertuples(index=False)]


SETTINGS = SWEDISH_PUBLIC_SECTOR.model_copy(update={"discount_rate": 0.035, "filters": "additive", "price_year": None})


def test_departures_stand_as_they_are_in_the_intervention_and_in_the_set():
    own = Proxy(id="P2", name=Text(sv="Eget"), price=figure(99.5))
    chain = chain_of(proxy(VISIT, value=1200.0, low=None, price_year=2021, unit="kr"), own)
    found = departures(chain, SETTINGS, locked())
    assert rows(departures_table(found, chain, "sv")) == [
        ("Ränta", "3,5 %", "3 %"),
        ("Hur avdragen räknas", "avdragen läggs ihop", "avdragen multipliceras"),
        ("Prisår", "priser som de är angivna", "2024"),
        ("Prislapp ”Besök”: pris per enhet: värde", "1 200 kr", "1 000 kr"),
        ("Prislapp ”Besök”: pris per enhet: lägst rimliga", "–", "800 kr"),
        ("Prislapp ”Besök”: pris per enhet: prisår", "2021", "2020"),
        ("Prislapp ”Besök”: pris per enhet: enhet", "kr", "kr/besök"),
        ("Prislapp ”Eget”: pris per enhet", "99,50 kr/besök", "Finns inte i uppsättningen"),
    ]
    assert rows(departures_table(found, chain, "en"))[3] == (
        "Price “Visit”: price per unit: value", "SEK 1,200", "SEK 1,000",
    )  # fmt: skip


def test_every_kind_of_change_from_set_to_set_has_its_words():
    rewritten = Assumption(
        value=1000.25, low=800.0, high=1500.0, unit="kr/besök", price_year=2021, source="B", mark=Mark.DERIVED,
        evidence=Evidence.REGISTER, shape=Shape.TRIANGULAR, credibility=0.9, note=Text(sv="Obs"),
        noted_on=date(2026, 1, 2),
    )  # fmt: skip
    after = replace(VISIT, price=rewritten, payer="", own=True, quality=PriceQuality.OWN, may_be_uprated=False)
    amended = replace(KPI, values={**KPI.values, 2024: 415.5}, preliminary=frozenset())
    earlier, later = locked(), locked(after, Entry("new", figure(5.0)), indexes={"KPI": amended}, settings=SETTINGS)
    found = between(earlier, later)
    assert rows(amendments_table(found, earlier, later, "sv")) == [
        ("Ränta", "3 %", "3,5 %"),
        ("Hur avdragen räknas", "avdragen multipliceras", "avdragen läggs ihop"),
        ("Prisår", "2024", "priser som de är angivna"),
        ("Pris ”Besök”: talets ursprung", "Inte angivet", "Uträknat ur tal med källa"),
        ("Pris ”Besök”: källa", "Källan", "B"),
        ("Pris ”Besök”: prisår", "2020", "2021"),
        ("Pris ”Besök”: evidensnivå", "–", "Registeruppgift"),
        ("Pris ”Besök”: anteckning", "–", "Obs"),
        ("Pris ”Besök”: angivet den", "–", "2026-01-02"),
        ("Pris ”Besök”: spridning mellan lägst och högst", "–", "Triangel: mest troligt vid värdet"),
        ("Pris ”Besök”: sannolikhet för spannet", "–", "90 %"),
        ("Pris ”Besök”: värde", "1 000 kr", "1 000,25 kr"),
        ("Pris ”Besök”: vem som betalar", "Region", "–"),
        ("Pris ”Besök”: källans slag", "Officiell uppgift", "Egen redovisning"),
        ("Pris ”Besök”: eget tal i stället för bibliotekets", "Nej", "Ja"),
        ("Pris ”Besök”: får räknas om med index", "Ja", "Nej"),
        ("Pris ”Besök” har kommit till", "–", "5 kr/besök"),
        ("Pris ”Taxa” har tagits bort", "300 kr/besök", "–"),
        ("Prisindex KPI: 2024", "415,01", "415,5"),
        ("Prisindex KPI: preliminära år", "2024", "–"),
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_price_list_and_every_table_can_be_shown_and_taken_out(language):
    held = locked()
    chain = chain_of(proxy(VISIT, value=1.0))
    shown = (
        prices_table(held, language),
        departures_table(departures(chain, SETTINGS, held), chain, language),
        amendments_table(between(held, locked(VISIT)), held, locked(VISIT), language),
    )
    for table in shown:
        assert f'<th scope="row">{table.iloc[0, 0]}</th>' in unescape(tables.to_html(table, language, "x"))
        assert len(tables.to_csv(table, language).splitlines()) == len(table) + 1
    assert len(departures_table((), chain, language)) == 0


def test_the_price_list_says_amount_range_year_and_whose_figure():
    assert rows(prices_table(locked(), "sv")) == [
        ("Besök", "1000.0", "kr/besök", "800 kr till 1 500 kr", "2020", "Officiell uppgift",
         "Bibliotekets tal", "Källan"),
        ("Taxa", "300.0", "kr/besök", "", "2019, räknas inte om", "Officiell uppgift", "Eget tal",
         "Källan"),
    ]  # fmt: skip
    assert set_name(locked(FIXED), "sv") == "Antagandeuppsättning 2 (Gemensamt 2026), låst 2026-02-01"


def test_a_kept_result_tells_its_set_among_its_facts_and_is_silent_without_one():
    told = dict(facts(version(assumption_set=KEPT).record, "sv"))
    assert told["Antaganden"] == "Räknat enligt antagandeuppsättning 2 (Gemensamt 2026), låst 2026-02-01."
    assert told["Antagandeuppsättningens kontrollsumma (SHA-256)"] == "a" * 64
    assert "Antaganden" not in dict(facts(version().record, "sv"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_problems_with_sets_are_told_in_words(language):
    problems = [*open_set("{")[1], *open_set(locked().text, "0" * 64)[1]]
    problems += recheck(version(assumption_set=KEPT), locked())
    for found in problems:
        words = sentence(language, found)
        assert found.code not in words
        assert "–" not in words
