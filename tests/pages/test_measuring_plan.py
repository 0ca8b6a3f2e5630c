"""The measurement plan: begun with one click, changed in a form, settled by values, with targets, closed, succeeded."""

from datetime import date

import pytest

from chain.measurement import Reading, Rule, Using
from chain.people import LOCAL, Acting, Grant, Role
from storage import operations
from tests.acting import here
from tests.pages.conftest import WHO, Writer
from tests.pages.following import on_the_day, planned, sent, signed_in
from tests.pages.visit import Visit

FORM = "follow_up/M1"


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the day of the journey."""
    on_the_day(monkeypatch)


def plan(writer: Writer, chain_id: str = "T1") -> operations.StoredPlan:
    """The plan as it stands."""
    return operations.plan_of(writer.store, here(writer.store), chain_id)


def buttons(visit: Visit) -> set[str]:
    """The keys of the buttons on the page."""
    return {each.key for each in visit.at.button}


@pytest.mark.parametrize(("lang", "words"), [("sv", "Här finns ingen plan än"), ("en", "There is no plan yet")])
def test_an_empty_plan_teaches_and_begins_with_one_click(empty, lang, words):
    visit = Visit("measuring_plan", intervention="T1", lang=lang)
    assert words in visit.told("info")
    visit.press("add-other")
    [made] = plan(empty).indicators
    assert (made.indicator.first_on, made.indicator.last_on) == (date(2024, 1, 1), date(2026, 12, 31))
    assert visit.field(FORM, f"name.{lang}").value == made.indicator.name.into(lang)


def test_the_chains_indicators_come_with_rule_baseline_and_the_years_of_benefit(example):
    for name in ("I2-M1", "I2-cost"):
        there = plan(example, "I2").of(name)
        operations.close_indicator(example.store, here(example.store), "I2", name, there.version)
    visit = Visit("measuring_plan", intervention="I2")
    visit.press("add-indicator-I2-M1")
    made = next(each.indicator for each in plan(example, "I2").indicators if each.indicator.id == "M1")
    assert (made.rule, made.element, made.baseline.value) == (Rule.SHARE, "indicators/I2-M1", 0.08)
    assert made.last_on.year > example.chain("I2").end_year
    assert visit.field(FORM, "baseline").value.startswith("8")


def test_a_gap_is_closed_with_one_click(example):
    visit = Visit("measuring_plan", intervention="I3")
    gaps = [each for each in buttons(visit) if each.startswith("add-effect-")]
    assert gaps
    visit.press(gaps[0])
    made = plan(example, "I3").of("M1").indicator
    assert made.element == f"effects/{gaps[0].removeprefix('add-effect-')}"
    assert made.replaces is None or made.replaces.place.startswith(made.element)


def test_the_form_binds_to_an_assumption_shown_with_todays_value(example):
    visit = Visit("measuring_plan", intervention="I3").press("add-other")
    place = visit.field(FORM, "place")
    assert any("i dag" in each for each in place.options)
    place.set_value("effects/I3-B1/deadweight")
    visit.run()
    for name, value in {
        "name.sv": "Andel som klarat sig ändå",
        "rule": "share",
        "baseline": "22 %",
        "baseline_year": "2023",
        "uses": "latest",
        "weight": "number",
        "due_days": "30",
        "groups_age": "0–5 år; 6–12 år",
        "evidence.sv": "Enkätens sammanställning",
    }.items():
        visit.field(FORM, name).set_value(value)
        visit.run()
    visit.field(FORM, "sex").set_value(True)
    visit.run()
    visit.field(FORM, "prior_weight").set_value("40")
    visit.run()
    assert "23 av 48 svarande" in visit.words
    again = Visit("measuring_plan", intervention="I3", edit=FORM)  # the draft stands in the database
    assert again.field(FORM, "baseline_year").value == "2023"
    again.press(f"I3/{FORM}:save")
    made = plan(example, "I3").of("M1").indicator
    assert (made.rule, made.baseline.value, made.due_days) == (Rule.SHARE, 0.22, 30)
    replaces = made.replaces
    assert (replaces.place, replaces.reading, replaces.uses, replaces.prior_weight) == (
        "effects/I3-B1/deadweight",
        Reading.AS_IT_IS,
        Using.LATEST,
        40.0,
    )
    assert [(split.id, len(split.groups)) for split in made.splits] == [("sex", 2), ("age", 2)]


def test_a_number_of_a_forecast_is_told_by_name_and_can_be_saved(example):
    visit = Visit("measuring_plan", intervention="I1")
    assert "i dag" in next(each for each in visit.words.splitlines() if "Effekten, Föräldraprogram i grupp" in each)
    visit.press("open-I1-M1").field("follow_up/I1-M1", "due_days").set_value("60")
    visit.run().press("I1/follow_up/I1-M1:save")
    made = plan(example, "I1").of("I1-M1").indicator
    assert (made.due_days, made.replaces.place) == (60, "forecast/parenting/options/A/effect/estimate")


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved(empty):
    planned(empty)
    visit = Visit("measuring_plan", intervention="T1", edit=FORM)
    visit.field(FORM, "last_on").set_value("2020-01-01")
    visit.run()
    visit.field(FORM, "due_days").set_value("många")
    visit.run().press(f"T1/{FORM}:save")
    assert "Sista dagen ligger före den första" in visit.told("error")
    assert "många" in visit.told("error")
    assert plan(empty).of("M1").indicator.last_on == date(2030, 12, 31)
    assert visit.field(FORM, "due_days").value == "många"


def test_values_settle_what_they_mean(empty):
    sent(planned(empty))
    visit = Visit("measuring_plan", intervention="T1", edit=FORM)
    assert "ersätt indikatorn med en ny" in visit.told("info")
    assert "(låst" in visit.words
    with pytest.raises(ValueError, match="unpack"):
        visit.field(FORM, "rule")


def test_the_slower_planner_is_told_who_and_what(empty):
    planned(empty)
    visit = Visit("measuring_plan", intervention="T1", edit=FORM)
    visit.field(FORM, "due_days").set_value("30")
    visit.run()
    there = plan(empty).of("M1")
    changed = there.indicator.model_copy(update={"small_below": 10})
    operations.save_indicator(empty.store, here(empty.store, WHO), "T1", changed, there.version)
    visit.press(f"T1/{FORM}:save")
    assert WHO in visit.told("warning")
    visit.press(f"T1/{FORM}:override").press(f"T1/{FORM}:save")
    made = plan(empty).of("M1").indicator
    assert (made.due_days, made.small_below) == (30, 10)


def test_a_target_is_decided_anew_only_with_a_reason(empty):
    planned(empty)
    visit = Visit("measuring_plan", intervention="T1", edit=FORM)
    visit.choose("target-period-M1@sv", "2025")
    form = "target/M1/2025"
    assert visit.field(form, "value").value.replace("\u00a0", " ") == "50 %"
    visit.field(form, "value").set_value("55 %")
    visit.run().press(f"T1/{form}:save")
    assert len(plan(empty).targets) == 1
    visit.field(form, "reason.sv").set_value("Nytt beslut i nämnden")
    visit.run().press(f"T1/{form}:save")
    assert [(each.version, each.value) for each in plan(empty).targets] == [(1, 0.5), (2, 0.55)]
    assert "Tidigare mål finns kvar" in visit.told("success")


def test_an_indicator_is_closed_opened_removed_and_succeeded(empty):
    planned(empty)
    visit = Visit("measuring_plan", intervention="T1").press("close-M2")
    assert plan(empty).of("M2").closed_at is not None
    visit.press("flash-undo")
    assert plan(empty).of("M2").closed_at is None
    targets = plan(empty).targets
    visit.press("remove-M1")
    assert plan(empty).of("M1") is None
    visit.press("flash-undo")
    assert (plan(empty).of("M1").indicator.id, plan(empty).targets) == ("M1", targets)
    sent(empty)
    visit.run().press("succeed-M1")
    [successor] = [each for each in plan(empty).indicators if each.indicator.succeeds == "M1"]
    assert plan(empty).of("M1").succeeded_by == successor.indicator.id
    assert "tagit vid" in visit.told("success")


def test_who_may_not_plan_reads_all_of_it(empty, monkeypatch):
    planned(empty)
    signed_in(monkeypatch, empty, Role.REVIEWER)
    visit = Visit("measuring_plan", intervention="T1")
    assert "inte ändra den" in visit.told("info")
    assert buttons(visit) & {"close-M1", "add-other", "remove-M1"} == set()
    visit.press("open-M1")
    assert visit.field(FORM, "baseline").disabled
    assert f"T1/{FORM}:save" not in buttons(visit)


def test_the_list_says_when_the_next_value_is_due(empty):
    sent(planned(empty))
    words = Visit("measuring_plan", intervention="T1").words.replace("\u00a0", " ")
    assert "Nästa värde: 2026, senast 2027-02-14" in words
    assert "Mål 50 % (2025)" in words
    english = Visit("measuring_plan", intervention="T1", lang="en").words.replace("\u00a0", " ")
    assert "Next value: 2026, due 2027-02-14" in english


def options(visit: Visit, name: str) -> list[str]:
    """What can be chosen in a field of the plan's form."""
    return visit.field(FORM, name).options


def test_two_of_one_name_are_told_apart_and_where_nobody_may_it_says_who_gives_roles(empty, monkeypatch):
    planned(empty)
    signed_in(monkeypatch, empty, Role.STRATEGIST)
    visit = Visit("measuring_plan", intervention="T1", edit=FORM)
    assert options(visit, "owner") == ["ingen vald"]
    assert "Personer och roller" in visit.told("caption")
    for login in ("anna", "anna.b"):
        operations.accept_invitation(
            empty.store,
            operations.invite(empty.store, Acting(LOCAL, empty.home), login, "", {Grant(Role.PROJECT_OWNER)}).token,
            "Anna Berg",
            "rött hus vid sjön",
        )
    assert options(visit.run(), "owner")[1:] == ["Anna Berg (anna) – projektägare", "Anna Berg (anna.b) – projektägare"]


def test_where_nobody_signs_in_a_name_is_written(empty):
    planned(empty)
    visit = Visit("measuring_plan", intervention="T1")
    visit.press("open-M1").type(FORM, owner="other").type(FORM, owner_other="Kerstin på fritids").press(
        f"T1/{FORM}:save"
    )
    assert plan(empty).of("M1").indicator.owner == "Kerstin på fritids"
