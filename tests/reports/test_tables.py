"""Tables: the engine's own numbers, both languages, safe as HTML and as CSV."""

import csv
from html.parser import HTMLParser
import io

from pandas import DataFrame
import pytest

from chain.text import Text
from reports import tables
from reports.columns import column
from reports.table_output import with_under
from sroi.breakdown import with_horizons
from sroi.explain import explain_effect, explain_total

HOSTILE = "<script>alert('x')</script><b onclick=\"x\">&amp; $x^2$ :red[y]"


def every_table(chain, result, settings, language):
    return {
        "money": tables.money(result, language),
        "actor_year": tables.actor_year(result, chain, language),
        "years": tables.years(result, result.public, language),
        "actors": tables.actors(result, chain, language),
        "effects": tables.effects(result, chain, language),
        "waterfall": tables.waterfall(result.public.waterfall, language),
        "horizons": tables.horizons(list(with_horizons(chain, settings, (2, 10)).values()), "public", language),
        "unpriced": tables.unpriced(result, chain, language),
        "overview": tables.overview([tables.OverviewRow(chain, result, 3, "x")], "public", language),
        "shares": tables.shares(result, chain, "stakeholder", "public", language),
        "effect_terms": tables.terms(explain_effect(chain, settings, chain.effects[0].id), chain, language),
        "total_terms": tables.terms(explain_total(chain, settings, "public", "value"), chain, language),
    }


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.attributes = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.append((tag, dict(attrs)))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_table_is_real_html_and_csv_in_both_languages(chain, result, settings, language):
    for name, table in every_table(chain, result, settings, language).items():
        assert len(table), name
        page = Cells()
        page.feed(tables.to_html(table, language, "Rubrik"))
        shown = [key for key in table.columns if key != "unit"]
        assert page.tags.count("tr") == len(table) + 1
        assert [a.get("scope") for tag, a in page.attributes if tag == "th"] == ["col"] * len(shown) + ["row"] * len(
            table
        )
        assert page.tags.count("td") == len(table) * (len(shown) - 1)
        rows = list(
            csv.reader(
                io.StringIO(tables.to_csv(table, language).decode("utf-8-sig")),
                delimiter=";" if language == "sv" else ",",
            )
        )
        assert len(rows) == len(table) + 1
        assert {len(row) for row in rows} == {len(table.columns)}, name


def test_the_money_table_holds_the_engines_figures(result):
    table = tables.money(result, "sv").set_index("figure")
    assert table.loc["SROI-kvot (nytta ÷ investering)", "public"] == result.public.ratio
    assert table.loc["Nyttans nuvärde", "society"] == result.society.value
    assert table.loc["Återbetalningstid", "public"] == result.public.payback.years
    parts = ["Varav omsättningsbar besparing", "Varav beräknad besparing som inte frigör pengar"]
    parts.append("Varav värde för andra än det offentliga")
    assert table.loc[parts, "society"].sum() == pytest.approx(result.society.value)


def test_actors_years_sum_to_the_totals(chain, result):
    table = tables.actor_year(result, chain, "sv")
    years = list(map(str, result.years))
    society = table[table["actor"] == "Samhället"].set_index("flow")
    own = table[~table["actor"].isin(["Samhället", "Offentlig sektor"])]
    for flow in ("Betalar", "Får", "Netto"):
        assert own[own["flow"] == flow][years].sum().to_list() == pytest.approx(society.loc[flow, years].to_list())
    assert society.loc["Betalar", "total"] == pytest.approx(result.society.investment)
    assert society.loc["Får", "total"] == pytest.approx(result.society.value)


def test_the_running_sum_is_the_engines(result):
    assert tables.years(result, result.public, "sv")["cumulative"].to_list() == pytest.approx(
        list(result.public.cumulative_by_year)
    )


def test_the_waterfall_ends_at_the_present_value(result):
    table = tables.waterfall(result.public.waterfall, "sv")
    assert table["amount"].iloc[:-1].sum() == pytest.approx(result.public.value)
    assert table["remaining"].iloc[-2] == pytest.approx(table["remaining"].iloc[-1])


def test_effects_add_up_to_society(chain, result):
    table = tables.effects(result, chain, "sv")
    assert table["present_value"].sum() == pytest.approx(result.society.value)


def test_outcomes_without_a_price_are_those_that_nothing_values(chain, result):
    valued = {effect.outcome_id for effect in result.effects}
    expected = [outcome.name.sv for outcome in chain.outcomes if outcome.id not in valued]
    assert expected
    assert tables.unpriced(result, chain, "sv")["outcome"].to_list() == expected


def test_terms_name_their_sources_and_end_at_the_figure(chain, result, settings):
    found = tables.terms(explain_effect(chain, settings, chain.effects[0].id), chain, "sv")
    assert found["number"].iloc[-1] == pytest.approx(result.effects[0].present_value)
    price = found.set_index("factor").loc["Pris per enhet"]
    assert price["source"] == next(p for p in chain.proxies if p.id == chain.effects[0].proxy_id).price.source


def test_an_overview_row_without_result_shows_no_figure(chain):
    row = tables.overview([tables.OverviewRow(chain, None, 7, "Effekter")], "public", "sv").iloc[0]
    assert row["ratio"] is None
    assert row["missing"] == 7


def test_a_hostile_name_is_words_and_never_markup(chain, result):
    actor = chain.actors[0].model_copy(update={"name": Text(sv=HOSTILE)})
    renamed = chain.model_copy(update={"actors": (actor, *chain.actors[1:])})
    page = tables.to_html(tables.actors(result, renamed, "sv"), "sv", HOSTILE)
    cells = Cells()
    cells.feed(page)
    assert not {"script", "b"} & set(cells.tags)
    assert not any("onclick" in attributes for _, attributes in cells.attributes)
    assert "$" not in page.split("</style>")[1]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx"])
def test_text_that_a_spreadsheet_would_run_is_defused_and_numbers_are_not(start):
    table = DataFrame([{"name": start, "net": -1234.5}])
    row = list(csv.reader(io.StringIO(tables.to_csv(table, "sv").decode("utf-8-sig"), newline=""), delimiter=";"))[1]
    assert row == [f"'{start}", "-1234,5"]


def test_swedish_csv_is_what_a_swedish_spreadsheet_expects():
    sheet = tables.to_csv(DataFrame([{"name": "a;b", "ratio": 3.25, "payback": None}]), "sv")
    assert sheet.startswith(b"\xef\xbb\xbf")
    assert sheet.decode("utf-8-sig") == 'Insats;SROI-kvot;Återbetalningstid (år)\r\n"a;b";3,25;\r\n'


def test_numbers_are_right_aligned_and_words_are_not():
    assert column("2024").unit == "sek"
    page = tables.to_html(DataFrame([{"name": "x", "2024": 1234.4, "term": "y"}]), "sv", "z")
    assert '<td class="vk-number">1\u00a0234\u00a0kr</td><td>y</td>' in page
    assert 'role="region" tabindex="0" aria-label="z"' in page


def test_a_table_says_when_there_is_more_to_the_side(chain, result):
    """The hint has a width of its own for each number of columns, which no other table on the page may undo."""
    page = tables.to_html(tables.budgets(result, chain, "sv"), "sv", "z")
    columns = len(tables.budgets(result, chain, "sv").columns)
    assert f'<p class="vk-scroll vk-wide-{columns}">Dra i sidled' in page
    assert f".vk-table .vk-scroll.vk-wide-{columns}{{display:block}}" in page
    assert ".vk-table .vk-scroll{display:none" in page


def test_columns_that_stand_under_others_on_the_screen_stand_by_themselves_in_a_file():
    frame = DataFrame([{"alternative": "A", "net": 5.0, "net_low": 1.0, "net_high": 9.0, "rule": "x"},
                       {"alternative": "B", "net": 2.0, "net_low": None, "net_high": None, "rule": "y"}])  # fmt: skip
    shown = tables.to_html(with_under(frame, alternative=("rule",), net=("net_low", "net_high")), "sv", "Netto")
    assert shown.count('<th scope="col"') == 2
    assert "<small>90\u00a0%-intervall</small>" in shown
    assert "<small>1\u00a0kr till 9\u00a0kr</small>" in shown
    assert shown.count("<small>") == 2 + 3, "nothing is said under a figure without an interval"
    assert tables.to_csv(frame, "en").decode().splitlines()[1] == "A,5,1,9,x"
