"""The pages where a forecast is kept and described: empty, begun, filled in, problems found, drafts, two writers."""

import pytest

from chain.assumption import Mark
from chain.forecast.effect import Fading, Measure
from chain.forecast.model import Comparator, Comparison
from chain.forecast.starter import Beginning, new_comparison, worked_example
from chain.forecast.walk import PARTS
from chain.people import LOCAL, Acting
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
    assert "alla tal behöver ni ange" in visit.words
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


def plainly(visit: Visit) -> str:
    """The words on the page with ordinary spaces."""
    return visit.words.replace("\u00a0", " ")


def test_a_known_figure_stands_beside_ones_own_and_is_put_in_at_a_press(empty):
    id_ = kept(empty)
    visit = Visit("forecast_population", comparison=id_)
    assert "Känt tal: 8,9 % (Andel barn 3–5 år med psykisk ohälsa (Sverige))" in plainly(visit)
    visit.press("forecast parenting/population:start_share/use-0")
    found = now(empty, id_).population.start_share
    assert (found.value, found.mark) == (0.036, Mark.SOURCED)
    assert "Det kända talet används: 3,6 %" in plainly(visit)
    visit.type("population", start_share="12 %").save("population")
    assert now(empty, id_).population.start_share.value == 0.12
    assert "Känt tal: 3,6 %" in plainly(visit), "the default stays in sight"


def test_a_known_recovery_becomes_one_row_for_every_age(empty):
    id_ = begun(empty, "cope")
    visit = Visit("forecast_population", comparison=id_).press("forecast F1/population:remission/0/probability/use-0")
    [band] = now(empty, id_).natural_course.remission
    assert (band.age_from, band.age_to, round(band.probability.value, 4)) == (0, 200, 0.0519)
    assert "Det kända talet används: 5,2 %" in plainly(visit)


def test_an_option_of_ones_own_gets_costs_payers_and_an_effect_that_goes_on_in_two_ways(empty):
    id_ = begun(empty)
    visit = Visit("forecast_options", comparison=id_).edit("options", "new")
    form = "options/new/delivery"
    visit.type(form, name__sv="Egen kurs", uptake_share="80 %", **{"costs/cost-1/name.sv": "Start",
               "costs/cost-1/per": "setup", "costs/cost-1/amount": "40 000", "costs/cost-1/life_years": "5",
               "costs/cost-1/amount.price_year": "2024", "payer_shares/municipality/share": "75 %",
               "payer_shares/region/share": "25 %"})  # fmt: skip
    visit.save(form)
    [made] = now(empty, id_).options
    assert (made.name.sv, made.delivery.uptake_share.value) == ("Egen kurs", 0.8)
    [cost] = made.costs
    assert (cost.per, cost.amount.value, cost.amount.price_year, cost.life_years.value) == ("setup", 40_000.0, 2024, 5)
    assert [(each.payer, each.share.value) for each in made.payer_shares] == [("municipality", 0.75), ("region", 0.25)]

    visit = Visit("forecast_effects", comparison=id_)
    assert not [each for each in visit.at.button if each.key == "add-options"], "an option is added on its own page"
    visit.edit("options", made.id)
    form = f"options/{made.id}/effect"
    visit.type(form, measure="smd", event="problem", acts_on="incidence", basis="completers", estimate="-0,22")
    visit.type(form, control_risk="20 %", measured_month="12", **{"persistence/way-1/fading": "half_life",
               "persistence/way-1/name.sv": "Halveras", "persistence/way-1/years": "2"})  # fmt: skip
    visit.save(form).edit("options", made.id)
    visit.type(form, **{"persistence/way-2/fading": "table", "persistence/way-2/table/0": "100 %",
                        "persistence/way-2/table/1": "40 %"}).save(form)  # fmt: skip
    effect = now(empty, id_).options[0].effect
    assert (effect.measure, effect.estimate.value, effect.control_risk.value) == (Measure.SMD, -0.22, 0.2)
    assert [each.fading for each in effect.persistence] == [Fading.HALF_LIFE, Fading.TABLE]
    assert (effect.persistence[0].years.value, effect.measured_month) == (2.0, 12)
    assert [each.left_share.value for each in effect.persistence[1].table] == [1.0, 0.4]
    assert now(empty, id_).options[0].costs == made.costs, "the other page's part is untouched"


def test_an_excess_cost_is_told_by_payer_and_age_and_a_row_can_go(empty):
    id_ = kept(empty)
    visit = Visit("forecast_costs", comparison=id_).edit("excess_costs", "municipality")
    form = "excess_costs/municipality"
    old = worked_example().excess_costs[0]
    visit.type(form, compared="gross", **{"bands/1/gone": True, "bands/0/age_to": "15", "bands/0/amount": "1 500,50"})
    visit.save(form)
    made = now(empty, id_).excess_costs[0]
    assert [(each.age_from, each.age_to) for each in made.bands] == [(0, 15), (16, 18), (19, 200)]
    assert (made.bands[0].amount.value, made.bands[1:]) == (1500.5, old.bands[2:])
    assert "Här står hela kostnaden för ett barn med problemet" in visit.told("error")
    assert "Merkostnaden ”Skola och socialtjänst”: vad beloppet är" in visit.told("error")


def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(empty):
    id_ = kept(empty)
    visit = Visit("forecast_population", comparison=id_)
    visit.type("population", start_share="hundra", age_at_start="350", **{"remission/0/age_from": ""})
    visit.save("population")
    assert "Andel som har problemet vid start: ”hundra” går inte att läsa" in visit.told("error")
    assert "Inget är sparat ännu" in visit.told("error")
    visit.type("population", start_share="50 %", **{"remission/0/age_from": "0"}).save("population")
    assert "ålder" in visit.told("error").lower(), "an age that no comparison can hold"
    assert now(empty, id_) == worked_example()
    again = Visit("forecast_population", comparison=id_)
    assert again.field("population", "start_share").value == "50 %", "what was typed is kept as a draft"
    assert "Det ni har skrivit här är kvar som utkast" in again.told("info")
    assert "utkast finns" in "\n".join(each.label for each in again.at.get("page_link"))


def test_of_two_writers_the_second_is_told_and_loses_nothing(empty):
    id_ = kept(empty)
    visit = Visit("forecast_health", comparison=id_)
    visit.type("health", quality_loss="12 %")
    theirs = now(empty, id_)
    loss = theirs.health.quality_loss.model_copy(update={"value": 0.14})
    theirs = theirs.model_copy(update={"health": theirs.health.model_copy(update={"quality_loss": loss})})
    operations.save_comparison(empty.store, here(empty.store, WHO), theirs, 1)
    visit.save("health")
    assert "sparade" in visit.told("warning")
    assert "Livskvalitet som problemet tar: 10 % → 14 %" in visit.words
    assert now(empty, id_) == theirs
    visit.press("forecast parenting/health:override-button")
    assert now(empty, id_).health.quality_loss.value == 0.12

    visit.go("forecast_decision", comparison=id_).type("decision", question__sv="Vad ger mest?")
    mine = now(empty, id_)
    other = mine.model_copy(update={"excess_level": None})
    version = operations.load_comparison(empty.store, here(empty.store), id_).version
    operations.save_comparison(empty.store, here(empty.store, WHO), other, version)
    visit.save("decision")
    both = now(empty, id_)
    assert (both.question.sv, both.excess_level) == ("Vad ger mest?", None)
    assert "båda ändringarna är kvar" in visit.told("success")


def test_a_save_can_be_taken_back_at_once_and_from_the_overview(empty):
    id_ = kept(empty)
    visit = Visit("forecast_health", comparison=id_).type("health", quality_loss="12 %").save("health")
    visit.press("flash-undo")
    assert now(empty, id_) == worked_example()
    visit.type("health", quality_loss="13 %").save("health")
    overview = Visit("forecasts").press(f"undo-{id_}")
    assert "ångrad" in overview.told("success")
    assert now(empty, id_) == worked_example()


def test_a_put_away_forecast_is_read_and_not_changed(empty):
    id_ = kept(empty)
    operations.archive_comparison(empty.store, here(empty.store, WHO), id_)
    visit = Visit("forecast_health", comparison=id_)
    assert "arkiverad" in visit.told("warning")
    assert visit.field("health", "quality_loss").disabled
    assert not [each for each in visit.at.button if each.key == "health:save"]


def test_it_is_about_one_of_the_organisations_own_interventions(empty):
    id_ = kept(empty)
    visit = Visit("forecast_decision", comparison=id_)
    visit.choose(f"about-{id_}-@sv", "T1")
    stored = operations.load_comparison(empty.store, here(empty.store), id_)
    assert (stored.intervention_id, stored.version) == ("T1", 1)


def test_anothers_forecast_is_as_if_it_never_was(empty):
    other = operations.start_empty(empty.store, LOCAL, "Grannkommun")
    made = new_comparison("hemlig", Beginning(Text(sv="Hemlig prognos"), None, None, None))
    operations.add_comparison(empty.store, Acting(WHO, other.id), made)
    for page in PAGES:
        visit = Visit(page, comparison="hemlig")
        assert "Ingen prognos är öppen" in visit.title
        assert "Hemlig prognos" not in visit.words
    assert "Hemlig prognos" not in Visit("forecasts").words


def test_its_history_tells_places_in_words_and_two_take_a_name_out(empty):
    id_ = kept(empty)
    visit = Visit("forecast_decision", comparison=id_)
    visit.type("decision", limitations__sv="Enligt Kim Exempelsson").save("decision")
    visit.go("forecast_history", comparison=id_)
    assert "Begränsningar" in visit.words
    visit.at.text_input(key="redaction-words").set_value("Kim Exempelsson")
    visit.at.text_input(key="redaction-reason").set_value("Ett namn")
    visit.at.text_input(key="redaction-person").set_value("Anna")
    [propose] = [each for each in visit.at.button if each.label == "Föreslå borttagning"]
    propose.click()
    visit.run()
    [asked] = operations.redactions(empty.store, here(empty.store), operations.comparison_key(id_))
    visit.at.text_input(key=f"confirmer-{asked.id}").set_value("Bo")
    visit.run().press(f"confirm-{asked.id}")
    assert "Kim" not in now(empty, id_).limitations.sv
    assert "Kim" not in visit.words
