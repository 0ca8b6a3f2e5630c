"""Charts: the tables' own data, a true finding in words, colours that can be seen on either ground."""

import altair
import pytest

from reports import charts, tables
from reports.vega import COLOURS
from sroi.breakdown import with_horizons


def figures(chain, result, settings, language):
    horizons = list(with_horizons(chain, settings, (2, 10, 15)).values())
    shares = tables.shares(result, chain, "outcome", "public", language)
    return {
        "waterfall": charts.waterfall_figure(result.public.waterfall, language),
        "years": charts.years_figure(result, chain, language, "public"),
        "actor": charts.years_figure(result, chain, language, f"actor:{result.actors[0].actor_id}"),
        "actors": charts.actors_figure(result, chain, language),
        "horizons": charts.horizons_figure(horizons, "public", language),
        "shares": charts.shares_figure(shares, language),
    }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_chart_is_sound_vega_lite_with_its_finding_and_locale(chain, result, settings, language):
    for name, figure in figures(chain, result, settings, language).items():
        altair.LayerChart.from_dict(figure.spec)
        assert figure.spec["description"] == figure.description, name
        assert figure.spec["width"] == "container"
        assert figure.spec["config"]["locale"]["number"]["decimal"] == {"sv": ",", "en": "."}[language]
        assert len(figure.table)


def test_the_charts_draw_the_tables(chain, result, settings):
    drawn = figures(chain, result, settings, "sv")
    data = {name: figure.spec["data"]["values"] for name, figure in drawn.items()}
    fall = drawn["waterfall"].table
    assert [row["amount"] for row in data["waterfall"]] == fall["amount"].to_list()
    assert [row["end"] for row in data["waterfall"]] == fall["remaining"].to_list()
    assert [-row["pays"] for row in data["years"]] == drawn["years"].table["pays"].to_list()
    assert [row["cumulative"] for row in data["years"]] == drawn["years"].table["cumulative"].to_list()
    assert [row["gains"] for row in data["actors"]] == drawn["actors"].table["gains"].to_list()
    assert [row["ratio"] for row in data["horizons"]] == drawn["horizons"].table["ratio"].to_list()
    assert [row["value"] for row in data["shares"]] == drawn["shares"].table["present_value"].to_list()


def test_every_row_says_its_number_and_its_sign(chain, result, settings):
    labels = [row["label"] for row in charts.waterfall_figure(result.public.waterfall, "sv").spec["data"]["values"]]
    assert any("\u2212" in label for label in labels)
    assert all("kr" in label for label in labels)


def test_the_waterfalls_finding_names_the_largest_deduction(result):
    fall = result.public.waterfall
    steps = {"deadweight", "displacement", "attribution", "drop_off", "discounting"}
    largest = min(steps, key=lambda step: getattr(fall, step))
    finding = charts.waterfall_figure(fall, "en").description
    table = tables.waterfall(fall, "en").set_index("step")
    named = [name for name in table.index[1:-1] if name.lower() in finding]
    assert named == [table.index[list(tables.WATERFALL_STEPS).index(largest)]]


def test_the_payback_mark_stands_where_the_running_sum_turns_for_good(chain, result):
    sums = tables.years(result, result.public, "sv")
    negative = [int(row["year"]) for row in sums.to_dict("records") if row["cumulative"] < 0]
    assert charts.payback_year(result, result.public.payback) == max(negative) + 1


def test_a_payer_who_never_gets_it_back_is_said_to_be_one(chain, result):
    payer = next(actor for actor in result.actors if actor.investment > 0)
    assert payer.payback is None
    assert "väger inte upp" in charts.years_figure(result, chain, "sv", f"actor:{payer.actor_id}").description


def test_horizons_under_unequal_conventions_are_never_silent(chain, result, settings):
    equal = list(with_horizons(chain, settings, (2, 10)).values())
    other = settings.model_copy(update={"discount_rate": 0.05, "horizon_years": 15})
    unequal = [*equal, *with_horizons(chain, other, (15,)).values()]
    assert not charts.unequal_conventions(equal)
    assert "går inte att jämföra" not in charts.horizons_figure(equal, "public", "sv").description
    assert "går inte att jämföra" in charts.horizons_figure(unequal, "public", "sv").description


def test_a_horizon_without_ratio_says_so(chain, result, settings):
    idle = chain.model_copy(update={"resources": ()})
    results = list(with_horizons(idle, settings, (2,)).values())
    assert "ingen kvot" in charts.horizons_figure(results, "public", "sv").description


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("ground", ["#ffffff", "#10161c"])
@pytest.mark.parametrize("colour", COLOURS.values())
def test_bars_stand_out_on_the_light_and_the_dark_ground(colour, ground):
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 3
