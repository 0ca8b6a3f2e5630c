"""Result, calculation and picture on screen: whose money, the address, what is taken along, what is not yet there."""

import csv
import io

import pytest

from pages.parts import conventions_address, show
from reports.texts.numbers import format_money
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings
from tests.pages.visit import Visit


def tabled(visit: Visit) -> str:
    """All tables of a page, with plain spaces."""
    return "\n".join(str(each.value) for each in visit.at.html).replace("\u00a0", " ")


def links(visit: Visit) -> list[str]:
    """The words of the links on a page."""
    return [each.label for each in visit.at.main if each.type == "page_link"]


def address_of(visit: Visit, *names: str) -> dict[str, str]:
    """What the address tells under these words."""
    told = {name: visit.at.query_params[name] for name in names}
    return {name: value[0] if isinstance(value, list) else value for name, value in told.items()}


@pytest.mark.parametrize("perspective", ["municipality", "state"])
def test_a_level_can_be_whose_value_counts(example, perspective):
    visit = Visit("result", intervention="I3").choose("convention-perspective@sv", perspective)
    total = calculate(example.chain("I3"), SWEDISH_PUBLIC_SECTOR).total(perspective)
    words = visit.words.replace("\u00a0", " ")
    if total.ratio is None:
        assert "Ingen kvot visas för staten" in words
    else:
        assert f"från kommunen {total.ratio:.2f} kr".replace(".", ",") in words
    assert "Går det ihop för varje budget?" in words
    assert format_money("sv", total.value).replace("\u00a0", " ") in tabled(visit)


def test_one_payer_can_be_chosen_and_is_left_where_the_payer_is_not(example):
    chain = example.chain("I3")
    payer = chain.resources[0].payer_id
    actor = next(each for each in chain.actors if each.id == payer)
    visit = Visit("result", intervention="I3").choose("convention-perspective@sv", f"actor:{actor.id}")
    assert f"tillbaka till {actor.name.sv}" in visit.words
    visit.go("overview")
    assert visit.at.selectbox(key="convention-perspective@sv").value == "public"


def test_a_link_shows_the_figures_that_its_sender_saw(example):
    address = {"horizon": "15", "view": "society", "preset": "sroi_guide", "filters": "additive"}
    visit = Visit("result", intervention="I3", **address)
    wanted = SROI_GUIDE.model_copy(
        update={"name": "own", "horizon_years": 15, "perspective": "society", "filters": "additive"}
    )
    total = calculate(example.chain("I3"), wanted).society
    assert f"krona {format_money('sv', total.ratio, 2)} i beräknad" in visit.words
    assert address_of(visit, "horizon", "view") == {"horizon": "15", "view": "society"}
    again = Visit("result", intervention="I3")
    assert address_of(again, "horizon") == {"horizon": "10"}


def test_the_address_follows_what_is_chosen(example):
    visit = Visit("result", intervention="I1").choose("convention-perspective@sv", "society")
    visit.choose("convention-filters@sv", "additive")
    told = address_of(visit, "horizon", "view", "preset", "filters")
    assert told == {"horizon": "10", "view": "society", "preset": "own", "filters": "additive"}
    visit.choose("convention-filters@sv", "multiplicative")
    assert "filters" not in visit.at.query_params
    assert address_of(visit, "preset") == {"preset": "swedish_public_sector"}


def test_an_address_that_cannot_be_is_mended(example):
    visit = Visit("result", intervention="I1", horizon="0", view="nobody", preset="x")
    assert address_of(visit, "horizon", "view") == {"horizon": "10", "view": "public"}
    assert "På 10" in visit.words


@pytest.mark.parametrize(
    "settings",
    [
        SWEDISH_PUBLIC_SECTOR,
        SROI_GUIDE,
        Settings(name="own", price_year=None, discount_rate=0.0125, with_optional=True, payback_discounted=False),
        Settings(name="own", perspective="actor:a", index="PKV", horizon_years=100),
    ],
)
def test_what_an_address_tells_is_read_back(settings):
    assert conventions_address.read(conventions_address.written(settings), SROI_GUIDE) == settings


def test_an_incomplete_investment_is_not_judged_on_screen(example):
    def unpaid(chain):
        loose = chain.resources[0].model_copy(update={"id": "loose", "payer_id": None})
        return chain.model_copy(update={"resources": (*chain.resources, loose)})

    example.save(unpaid, "I1")
    words = Visit("result", intervention="I1").words
    assert "Återbetalningen kan inte bedömas" in words
    assert not [each for each in ("väger inte upp", "vägt upp", "Netto:") if each in words]


def test_what_is_not_there_yet_is_said_instead_of_drawn(empty):
    result = Visit("result", intervention="T1")
    assert "Här kommer tabeller och diagram" in result.told("info")
    assert not [each for each in result.at.main if each.type == "vega_lite_chart"]
    assert "väger inte upp" not in result.words
    assert "Kedjan är tom än." in Visit("picture", intervention="T1").words


def test_a_calculation_opens_the_calculation_of_each_part(example):
    visit = Visit("calculation", intervention="I3", figure="total/investment", view="society")
    names = [each.name.sv for each in example.chain("I3").resources if each.valued]
    assert set(names) <= set(links(visit))
    first = next(each for each in example.chain("I3").resources if each.valued)
    visit.go("calculation", figure=f"resource/{first.id}")
    assert "Diskonteringsfaktor" in tabled(visit)
    assert "Betalas av" in visit.words
    assert visit.at.selectbox(key="calculation-figure@sv").value == f"resource/{first.id}"


def test_a_counterpart_is_named_in_the_calculation_of_value(example):
    visit = Visit("calculation", intervention="I3", figure="total/value", view="society")
    assert "Motpart&#58; Deltagarna" in tabled(visit)
    assert "tar de ut varandra" in Visit("result", intervention="I3", view="society").words


@pytest.mark.parametrize("figure", ["total/payback", "end/cautious", "freed/I3-B1", "total/cashable"])
def test_every_figure_has_a_calculation(example, figure):
    visit = Visit("calculation", intervention="I3", figure=figure)
    assert visit.at.selectbox(key="calculation-figure@sv").value == figure
    assert "<table>" in tabled(visit)


def test_a_file_taken_along_tells_what_it_is(example, monkeypatch):
    taken = {}
    monkeypatch.setattr(
        show.st, "download_button", lambda label, **more: taken.update({more["file_name"]: more["data"]()})
    )
    Visit("result", intervention="I3", horizon="15", view="society")
    assert "aterbruket-resultat-15ar-samhallet.csv" in taken
    written = taken["aterbruket-resultat-15ar-samhallet.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(written), delimiter=";"))
    told = [row[0] for row in rows[rows.index([]) + 1 :]]
    assert told[0].startswith("Insats: Återbruket")
    assert told[2].startswith("På 15 år ger varje satsad krona 1,30")
    assert "%-intervall 1,11" in told[2]
    assert told[3].startswith("Räknat enligt: svensk offentlig sektor; 15")
