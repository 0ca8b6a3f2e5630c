"""The pages where a forecast is kept and described: empty, begun, filled in, problems found, drafts, two writers."""

import pytest

from chain.assumption import Mark
from chain.forecast.model import Comparator, Comparison
from chain.forecast.starter import Beginning, new_comparison, worked_example
from chain.forecast.walk import PARTS
from chain.text import Text
from storage import operations
from tests.acting import here
from tests.pages.conftest import WHO, Writer
from tests.pages.visit import Visit

PAGES = tuple(str(part) for part in PARTS)
FORMS = {
    "forecast_decision": ("decision", ()),
    "forecast_population": ("population", ()),
    "forecast_options": ("options/A/delivery", ("options", "A")),
    "forecast_effects": ("options/A/effect", ("options", "A")),
    "forecast_costs": ("excess_costs/region", ("excess_costs", "region")),
    "forecast_health": ("health", ()),
}
"""The form on each page, and what has to be opened first."""


def kept(writer: Writer, comparison: Comparison | None = None) -> str:
    """Keep a comparison; the worked example when nothing else is said."""
    comparison = comparison or worked_example()
    made = operations.add_comparison(writer.store, here(writer.store, WHO), comparison)
    return made.comparison.id


def now(writer: Writer, comparison_id: str) -> Comparison:
    """It as it stands."""
    return operations.load_comparison(writer.store, here(writer.store), comparison_id).comparison


def begun(writer: Writer, *methods: str, filled: bool = False) -> str:
    """A comparison of these methods, as the page begins it."""
    chosen = Beginning(Text(sv="Stöd till föräldrar"), Comparator.WAITING_LIST, 60.0, 8, methods, filled)
    return kept(writer, new_comparison("F1", chosen))


# --- the overview and the beginning -----------------------------------------------------------------------------------


def test_an_empty_overview_teaches_and_leads_to_the_beginning(empty):
    visit = Visit("forecasts")
    assert "En prognos jämför insatser för barn" in visit.told("info")
    assert "Inga arkiverade" not in visit.words
    for page in PAGES:
        assert "Ingen prognos är öppen" in Visit(page).title


@pytest.mark.parametrize("fill", ["open", "example"])
def test_choices_make_a_forecast_that_claims_only_what_was_chosen(empty, fill):
    visit = Visit("forecast_start").press("forecast-create")
    assert "Prognosens namn behövs" in visit.told("error")
    assert "Välj minst en insats" in visit.told("error")
    visit.at.text_input(key="forecast-name").set_value("Föräldrastöd 2027")
    visit.at.multiselect(key="forecast-methods@sv").set_value(["cope", "booklet"])
    visit.at.text_input(key="forecast-children").set_value("60")
    visit.at.text_input(key="forecast-age").set_value("åtta")
    visit.run()
    assert "Resten behöver ni ange" in visit.words
    visit.press("forecast-create")
    assert "åtta" in visit.told("error")
    visit.at.text_input(key="forecast-age").set_value("8")
    visit.at.selectbox(key="forecast-comparator@sv").set_value("waiting_list")
    visit.at.radio(key="forecast-fill@sv").set_value(fill)
    visit.run().press("forecast-create")
    [made] = operations.comparisons(empty.store, here(empty.store))
    found = now(empty, made.id)
    assert (found.name.sv, [each.id for each in found.options]) == ("Föräldrastöd 2027", ["cope", "booklet"])
    assert (found.population.children.value, found.population.age_at_start) == (60.0, 8)
    assert (found.decision.comparator, found.decision.cost_discount.value) == (Comparator.WAITING_LIST, 0.03)
    if fill == "open":
        assert found.natural_course.remission == () == found.excess_costs
        assert found.options[0].effect.estimate is None
    else:
        marks = {found.options[0].effect.estimate.mark, found.excess_costs[0].bands[0].amount.mark}
        assert marks == {Mark.ILLUSTRATIVE}
        assert "6 av 6 steg klara" in Visit("forecasts").words


def test_the_example_an_empty_one_and_a_file_begin_too_and_each_can_be_told_apart(empty):
    Visit("forecast_start").press("forecast-example")
    Visit("forecast_start").press("forecast-blank")
    words = Visit("forecasts").words
    assert "Exempel: två föräldraprogram och ett häfte" in words
    assert "Exempel: talen är påhittade." in words
    assert "Ny prognos" in words
    assert len(operations.comparisons(empty.store, here(empty.store))) == 2


def test_a_card_is_copied_put_away_taken_back_and_deleted(empty):
    id_ = kept(empty)
    visit = Visit("forecasts").press(f"copy-{id_}")
    assert "Kopia av Exempel" in visit.words
    visit.press(f"archive-{id_}")
    assert [each.id for each in operations.comparisons(empty.store, here(empty.store), True)] == [id_]
    visit.press("flash-undo")
    assert operations.comparisons(empty.store, here(empty.store), True) == []
    visit.press(f"archive-{id_}")
    visit.at.toggle(key="forecasts-archived").set_value(True)
    visit.run()
    visit.at.text_input(key=f"delete-name-{id_}").set_value("Fel namn")
    visit.run().press(f"delete-{id_}")
    assert "Namnet stämmer inte" in visit.told("error")
    visit.at.text_input(key=f"delete-name-{id_}").set_value(worked_example().name.sv)
    visit.run().press(f"delete-{id_}")
    assert "raderad" in visit.told("success")
    assert len(operations.comparisons(empty.store, here(empty.store))) == 1


# --- describing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_part_of_the_example_is_shown_and_saving_it_untouched_changes_nothing(empty, page, language):
    id_ = kept(empty)
    visit = Visit(page, comparison=id_, lang=language)
    form, edit = FORMS[page]
    if edit:
        visit.edit(*edit)
    visit.save(form)
    assert not visit.told("error")
    assert now(empty, id_) == worked_example()


def test_numbers_are_typed_with_their_passports_and_kept_in_whole_paths(empty):
    id_ = begun(empty, "cope")
    visit = Visit("forecast_population", comparison=id_)
    visit.type("population", start_share="100 %", recovered_share="10 %", recovered_share__mark="sourced",
               recovered_share__source="Egen uppföljning")  # fmt: skip
    visit.type("population", **{"remission/0/age_from": "0", "remission/0/probability": "12 %"})
    visit.type("population", **{"relapse/0/probability": "4 %"}).save("population")
    found = now(empty, id_)
    assert found.population.recovered_share.value == 0.1
    assert (found.population.recovered_share.mark, found.population.recovered_share.author) == (
        Mark.SOURCED, "local user",
    )  # fmt: skip
    [band] = found.natural_course.remission
    assert (band.age_from, band.age_to, band.probability.value) == (0, 200, 0.12)
    assert found.natural_course.relapse[0].age_from == 8, "it begins at the children's age"
    assert found.population.children.value == 60.0
