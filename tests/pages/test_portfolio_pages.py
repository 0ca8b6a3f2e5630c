"""The pages where a choice under budgets is prepared, explained and decided: empty, one row, problems, two writers."""

import pytest

from chain.plan.document import write_portfolio
from chain.plan.model import Budget, Choice, Conventions, GoalRule, Origin, Portfolio, Prerequisite, Standing
from chain.plan.starter import worked_example
from chain.text import Text
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import plan
from tests.acting import here
from tests.pages.conftest import WHO, Writer
from tests.pages.visit import Visit

PAGES = ("portfolio_options", "portfolio_rules", "portfolio_result")
ID = "seven"
OLD = Conventions(assumption_set="Gemensamma antaganden 2024", set_version="1", price_year=2023)
BUDGET, CHOICE = "portfolio/budgets/budget-1", "portfolio/choice"


def kept(writer: Writer, portfolio: Portfolio | None = None, **changes: object) -> str:
    """Keep a portfolio; the worked example when nothing else is said."""
    portfolio = (portfolio or worked_example()).model_copy(update={"id": ID, **changes})
    made = plan.add_portfolio(writer.store, here(writer.store, WHO), portfolio)
    assert not isinstance(made, operations.Refused), made
    return ID


def now(writer: Writer) -> Portfolio:
    """The portfolio as it stands."""
    return plan.load_portfolio(writer.store, here(writer.store), ID).content


def saved(writer: Writer, **changes: object) -> None:
    """Somebody else changes it."""
    there = plan.load_portfolio(writer.store, here(writer.store, WHO), ID)
    changed = there.content.model_copy(update=changes)
    assert isinstance(plan.save_portfolio(writer.store, here(writer.store, WHO), changed, there.version),
                      operations.Saved)  # fmt: skip


def otherwise_counted(**more: object) -> Portfolio:
    """The example with two options on older assumptions; the first comes from an intervention of the municipality."""
    first, second, *rest = worked_example().options
    first = first.model_copy(update={"conventions": OLD, "origin": Origin(chain_id="I1", fingerprint="x"), **more})
    second = second.model_copy(update={"conventions": OLD})
    return worked_example().model_copy(update={"options": (first, second, *rest)})


# --- beginning -------------------------------------------------------------------------------------------------------


def test_nothing_yet_teaches_and_the_example_is_a_press_away(empty):
    visit = Visit("portfolios")
    assert "En portfölj är de insatser som tävlar om samma pengar" in visit.told("info")
    for page in PAGES:
        assert "Ingen portfölj är öppen" in Visit(page).title
    visit.at.text_input(key="portfolio-start").set_value("tjugohundra")
    visit.run().press("portfolio-create")
    assert "Portföljens namn behövs" in visit.told("error")
    assert "tjugohundra" in visit.told("error")
    visit.press("portfolio-example")
    [made] = plan.portfolios(empty.store, here(empty.store))
    assert "Föräldragrupper" in Visit("portfolio_options", portfolio=made.id).words
    assert "stoppar valet" not in Visit("portfolios").words


def test_ones_own_interventions_become_options_and_one_without_value_says_why(example):
    visit = Visit("portfolios")
    visit.at.text_input(key="portfolio-name").set_value("Ramen 2028")
    visit.at.multiselect(key="portfolio-begin@sv").set_value(["I1", "I2"])
    visit.run().press("portfolio-create")
    [made] = plan.portfolios(example.store, here(example.store))
    found = plan.load_portfolio(example.store, here(example.store), made.id).content
    assert ([each.origin.chain_id for each in found.options], found.start_year) == (["I1", "I2"], 2023)
    words = Visit("portfolio_options", portfolio=made.id).words
    assert "använder andra antaganden" not in words
    assert "netto" in words
    assert "ingen osäkerhet angiven" not in words, "their own numbers have it"
    visit = Visit("portfolio_options", portfolio=made.id).open("portfolio-more")
    visit.at.multiselect(key="portfolio-more-sources@sv").set_value(["I3"])
    visit.run().press("portfolio-put-in")
    again = plan.load_portfolio(example.store, here(example.store), made.id).content
    assert [each.id for each in again.options][2:] == ["I3"]


def test_one_that_nothing_is_valued_of_yet_is_refused_with_its_reason_and_nothing_is_kept(empty):
    visit = Visit("portfolios")
    visit.at.text_input(key="portfolio-name").set_value("Ramen")
    visit.at.multiselect(key="portfolio-begin@sv").set_value(["T1"])
    visit.run().press("portfolio-create")
    assert "Familjestöd kan inte vara med än." in visit.told("error")
    assert visit.at.text_input(key="portfolio-name").value == "Ramen"
    assert not plan.portfolios(empty.store, here(empty.store))


def test_a_file_comes_in_under_an_id_of_its_own_and_another_is_refused(empty):
    visit = Visit("portfolios")
    visit.at.file_uploader(key="portfolio-file").set_value(("x.json", b'{"format": "other"}', "application/json"))
    assert "Det här är ingen portfölj" in visit.run().told("error")
    poor = write_portfolio(worked_example()).replace('"limit_sek": 10000000.0', '"limit_sek": -1')
    visit.at.file_uploader(key="portfolio-file").set_value(("x.json", poor.encode(), "application/json"))
    assert "Budgeten nr 1: högst, kronor**: Talet är för litet. Det minsta tillåtna är 0" in visit.run().told("error")
    data = write_portfolio(worked_example()).encode()
    visit.at.file_uploader(key="portfolio-file").set_value(("x.json", data, "application/json"))
    visit.run().press("portfolio-bring-in")
    [made] = plan.portfolios(empty.store, here(empty.store))
    assert made.id != worked_example().id


# --- counted otherwise -----------------------------------------------------------------------------------------------


def test_projects_on_other_assumptions_are_stopped_until_counted_again_or_excluded(example):
    kept(example, otherwise_counted(), start_year=2023)
    assert "2 saker stoppar valet" in Visit("portfolios").words
    assert "använder andra antaganden: 2" in Visit("portfolio_result", portfolio=ID).told("error")
    visit = Visit("portfolio_options", portfolio=ID)
    assert "Räknat på Gemensamma antaganden 2024 (nr 1). Skiljer i: Antagandeuppsättning, Prisår." in visit.words
    visit.press("recount-P1")
    again = now(example).options[0]
    assert again.conventions == now(example).conventions
    assert (again.spread, again.theme_ids) == (worked_example().options[0].spread, ("tidigt",))
    assert again.origin.fingerprint != "x"
    visit.press("exclude-P2")
    assert now(example).options[1].standing is Standing.EXCLUDED
    assert now(example).options[1].standing_reason.en == "Counted on other assumptions than the rest."
    assert "Bäst nettovärde" in Visit("portfolio_result", portfolio=ID).words
    visit.press("flash-undo")
    assert now(example).options[1].standing is Standing.FREE


def test_one_whose_intervention_is_not_here_can_only_be_excluded_and_says_why(empty):
    kept(empty, otherwise_counted())
    visit = Visit("portfolio_options", portfolio=ID).press("recount-P1")
    assert "finns inte här, så det går inte att räkna om" in visit.told("error")
    assert "Beloppen är inskrivna för hand" in visit.words


# --- the forms -------------------------------------------------------------------------------------------------------


def test_an_option_is_written_in_with_amounts_over_years_and_bad_ones_name_their_field(empty):
    kept(empty)
    form, visit = "portfolio/options/new", Visit("portfolio_options", portfolio=ID).edit("options", "new")
    visit.type(form, name__sv="Familjerådgivning", same_conventions=True)
    visit.type(form, **{"payments/0/first_year": "2028", "payments/0/last_year": "2027"})
    visit.type(form, **{"payments/0/amount_a_year": "1 250 000", "log_sd": "-5"}).save(form)
    assert "Sista året 2027 är före det första, 2028" in visit.told("error")
    assert "Spridning: −5 % är för lite" in visit.told("error")
    assert visit.field(form, "payments/0/amount_a_year").value == "1 250 000", "what was typed stands"
    again = Visit("portfolio_options", portfolio=ID, edit="options/new")
    assert again.field(form, "name.sv").value == "Familjerådgivning", "and after a reload"
    again.type(form, **{"payments/0/last_year": "2029", "log_sd": "25 %"})
    again.type(form, **{"gains/0/amount_a_year": "3000000", "gains/0/cashable_share": "40"}).save(form)
    made = now(empty).options[-1]
    assert made.name.sv == "Familjerådgivning"
    assert made.payments[0].amounts.values == {2028: 1_250_000, 2029: 1_250_000}
    assert (made.gains[0].cashable_share, made.gains[0].amounts.values) == (0.4, {2027: 3_000_000})
    assert made.spread.log_sd == 0.25
    assert made.conventions == now(empty).conventions


def test_the_same_project_on_another_scale(empty):
    kept(empty)
    visit = Visit("portfolio_options", portfolio=ID).open("portfolio-scale")
    visit.at.text_input(key="portfolio-scale-share").set_value("halv")
    visit.run().press("portfolio-scale-make")
    assert "halv" in visit.told("error")
    visit.at.text_input(key="portfolio-scale-share").set_value("50 %")
    visit.run().press("portfolio-scale-make")
    whole, half = now(empty).options[0], now(empty).options[-1]
    assert (half.id, half.project_id, half.scale_share, whole.project_id) == ("P1-50", "P1", 0.5, "P1")
    assert half.payments[0].amounts.values == {2027: 1_000_000}


@pytest.mark.parametrize(
    ("typed", "said"),
    [("-1", "Högst, kronor är under den lägsta gränsen. Skriv 0 eller mer"), ("tio", "tio"), ("", "behövs")],
)
def test_a_budget_that_cannot_be_is_told_by_its_field_and_nothing_is_kept(empty, typed, said):
    kept(empty)
    visit = Visit("portfolio_rules", portfolio=ID).edit("budgets", "new")
    form = "portfolio/budgets/new"
    visit.type(form, name__sv="Nämnden", limit_sek=typed).save(form)
    assert said in visit.told("error")
    assert visit.field(form, "name.sv").value == "Nämnden"
    assert now(empty).budgets == worked_example().budgets


def test_rules_are_added_and_taken_away_with_what_points_at_them(empty):
    kept(empty)
    visit = Visit("portfolio_rules", portfolio=ID).edit("budgets", "new")
    form = "portfolio/budgets/new"
    visit.type(form, limit_sek="4 000 000", payer_id="socialnamnden", year="2027").save(form)
    assert now(empty).budgets[-1] == Budget(id="budget-2", payer_id="socialnamnden", year=2027, limit_sek=4_000_000)
    assert "Socialnämnden, 2027" in visit.words
    visit.open("portfolio-referred").press("remove-themes-13-18")
    assert "13-18" not in {theme for each in now(empty).options for theme in each.theme_ids}
    assert now(empty).theme_rules == ()
    visit.press("flash-undo")
    assert now(empty).theme_rules == worked_example().theme_rules


def test_a_goal_is_entered_asked_for_and_held_to(empty):
    kept(empty)
    visit = Visit("portfolio_rules", portfolio=ID).open("portfolio-further")
    assert "Skriv först in minst ett antaget mål" in visit.told("info")
    visit.open("portfolio-referred").edit("goals", "new")
    visit.type("portfolio/goals/new", name__sv="Trygg fritid").save("portfolio/goals/new")
    option, rule = "portfolio/options/P7", "portfolio/goal_rules/new"
    Visit("portfolio_options", portfolio=ID).edit("options", "P7").type(option, goal_ids=["goal-1"]).save(option)
    visit = Visit("portfolio_rules", portfolio=ID).open("portfolio-further").edit("goal_rules", "new")
    visit.type(rule, at_least="1,5").save(rule)
    assert "1,5" in visit.told("error")
    visit.type(rule, at_least="1").save(rule)
    assert now(empty).goal_rules == (GoalRule(id="goal-rule-1", goal_id="goal-1", at_least=1),)
    assert "Minst 1 av insatserna tjänar målet ”Trygg fritid”" in visit.open("portfolio-further").words
    words = Visit("portfolio_result", portfolio=ID).words
    assert "Stödboende för unga vuxna" in words.partition("Bäst nettovärde:")[2].partition("Kostar")[0]
    assert "- Minst 1 av insatserna tjänar målet ”Trygg fritid”" in words, "it holds the choice back"


def test_the_aim_asks_for_what_it_needs_and_never_offers_the_ratio(empty):
    kept(empty, objective=worked_example().objective.model_copy(update={"own_ids": ()}))
    visit = Visit("portfolio_rules", portfolio=ID)
    assert "ratio" not in visit.field("portfolio/objective", "aim").options
    visit.type("portfolio/objective", aim="own_cashable").save("portfolio/objective")
    assert "vilka aktörer som är den egna organisationen" in visit.told("error")
    visit.type("portfolio/objective", own_ids=["socialnamnden"]).save("portfolio/objective")
    assert "Mest egna pengar" in Visit("portfolio_result", portfolio=ID).words


def test_its_name_and_years_can_be_changed_and_what_is_then_paid_outside_them_stops_the_choice(empty):
    kept(empty)
    visit, form = Visit("portfolio_rules", portfolio=ID).open("portfolio-about"), "portfolio/about"
    visit.type(form, start_year="2O30").save(form)
    assert "2O30" in visit.told("error")
    visit.type(form, start_year="2030").save(form)
    assert now(empty).start_year == 2030
    assert "skulle se gratis ut" in Visit("portfolio_options", portfolio=ID).told("error")
    assert "Bäst nettovärde" not in Visit("portfolio_result", portfolio=ID).words


def test_prerequisites_in_a_circle_are_told_with_their_names(empty):
    circle = (Prerequisite(id="a", option_id="P1", any_of_ids=("P3",)),
              Prerequisite(id="b", option_id="P3", any_of_ids=("P1",)))  # fmt: skip
    kept(empty, prerequisites=circle)
    words = Visit("portfolio_rules", portfolio=ID).told("warning")
    assert "Föräldragrupper på familjecentralen och Läxhjälp och mentor i högstadiet förutsätter varandra" in words


# --- two writers, and nobody's ---------------------------------------------------------------------------------------


def test_the_second_writer_is_told_what_the_first_changed(empty):
    kept(empty)
    visit = Visit("portfolio_rules", portfolio=ID).edit("budgets", "budget-1").type(BUDGET, limit_sek="9000000")
    saved(empty, budgets=(worked_example().budgets[0].model_copy(update={"limit_sek": 8_000_000.0}),))
    visit.save(BUDGET)
    assert "another user" in visit.told("warning")
    assert "Budgeten ”Sociala investeringsfonden 2027”: högst, kronor: 10 000 000 → 8 000 000" in visit.words.replace(
        "\u00a0", " "
    )
    assert now(empty).budgets[0].limit_sek == 8_000_000
    visit.press(f"portfolio {ID}/{BUDGET}:override-button")
    assert now(empty).budgets[0].limit_sek == 9_000_000


def test_an_archived_one_is_read_restored_and_what_was_decided_on_stays(empty):
    kept(empty)
    plan.decide_portfolio(empty.store, here(empty.store), ID, 1)
    visit = Visit("portfolios").press(f"archive-{ID}")
    assert "Portföljen är arkiverad" in Visit("portfolio_result", portfolio=ID).told("warning")
    assert "add-budgets" not in [each.key for each in Visit("portfolio_rules", portfolio=ID).at.button]
    visit.press("flash-undo")
    assert [each.id for each in plan.portfolios(empty.store, here(empty.store))] == [ID]
    visit.press(f"copy-{ID}")
    names = {each.name.sv for each in plan.portfolios(empty.store, here(empty.store))}
    assert any(name.startswith("Kopia av") for name in names)
    plan.archive_portfolio(empty.store, here(empty.store), ID)
    visit = Visit("portfolios")
    visit.at.toggle(key="portfolios-archived").set_value(True)
    visit.run()
    visit.at.text_input(key=f"delete-name-{ID}").set_value(worked_example().name.sv)
    assert "Det finns beslut antecknade" in visit.run().press(f"delete-{ID}").told("error")


def test_the_history_tells_each_change_by_name_and_two_take_words_away(empty):
    kept(empty)
    chosen = Choice(option_ids=("P1",), reason=Text(sv="Kim Exempelsson ringde"))
    saved(empty, choice=chosen, capacities=())
    visit = Visit("portfolio_history", portfolio=ID)
    assert "Det egna valet" in visit.words
    assert "Resursen" in visit.words
    assert "option_ids" not in visit.words.lower()
    for key, typed in (("words", "Kim Exempelsson"), ("reason", "Ett namn"), ("person", "Anna")):
        visit.at.text_input(key=f"redaction-{key}").set_value(typed)
    visit.press("FormSubmitter:redaction-proposal-Föreslå borttagning")
    assert "Någon annan behöver bekräfta" in visit.words


def test_a_kept_result_stands_on_its_own_conventions_and_is_counted_again(example):
    old = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 2})
    version = operations.load(example.store, here(example.store), "I1").version
    operations.keep_version(example.store, here(example.store), "I1", version, old, "Till nämnden", drawing=None)
    visit = Visit("portfolios")
    visit.at.text_input(key="portfolio-name").set_value("Ramen")
    visit.at.multiselect(key="portfolio-begin@sv").set_value(["I1", "I2"])
    visit.run()
    box = visit.at.selectbox(key="portfolio-begin-I1@sv")
    assert "Till nämnden" in box.options[1]
    box.set_value(operations.versions(example.store, here(example.store), "I1")[0].id)
    visit.run().press("portfolio-create")
    [made] = plan.portfolios(example.store, here(example.store))
    visit = Visit("portfolio_options", portfolio=made.id)
    assert "Skiljer i: Antal år som räknas" in visit.words
    visit.press("recount-I1")
    found = plan.load_portfolio(example.store, here(example.store), made.id).content
    assert found.options[0].conventions == found.conventions
    assert "använder andra antaganden" not in visit.words
