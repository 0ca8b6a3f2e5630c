"""The walk: on every link an element is added through its form, changed, moved, removed and brought back."""

from datetime import date

import pytest

from chain import edit
from chain.assumption import Evidence, Mark
from chain.model import DirectNumber, ResourceKind, ShareOfCohort
from chain.text import Text
from tests.pages.visit import Visit

ME = "local user"
LISTS = {
    "actors": "stakeholders", "stakeholders": "stakeholders", "resources": "resources", "activities": "activities",
    "outputs": "outputs", "outcomes": "outcomes", "indicators": "indicators", "proxies": "value",
}  # fmt: skip


def added(writer, kind: str):
    """The element that was added last."""
    return getattr(writer.chain("I1"), kind)[-1]


def stamped(figure) -> bool:
    """Whether the figure says that this visitor entered it today."""
    return (figure.author, figure.noted_on) == (ME, date.today())


def test_need(example):
    visit = Visit("need", intervention="I1")
    visit.type("chain/need", need__sv="Fler barn väntar", start_year="2022", cohorts__2022="1 200,5", status="ended")
    assert "Summa" in visit.words
    visit.save("chain/need")
    chain = example.chain("I1")
    assert (chain.need.sv, chain.start_year, chain.status) == ("Fler barn väntar", 2022, "ended")
    assert chain.cohorts.values[2022] == 1200.5
    assert stamped(chain.cohorts)
    assert visit.told("success") == "Sparat."


def test_stakeholder(example):
    visit = Visit("stakeholders", intervention="I1").edit("stakeholders", "new")
    form = "stakeholders/new"
    visit.type(form, name__sv="Syskon", group_size="40", group_size__source="Egen räkning", included=False)
    visit.type(form, exclusion_reason__sv="Berörs knappt", actor_id="individ").save(form)
    made = added(example, "stakeholders")
    assert (made.name, made.actor_id, made.included) == (Text(sv="Syskon"), "individ", False)
    assert (made.group_size.value, made.group_size.source, made.exclusion_reason.sv) == (
        40, "Egen räkning", "Berörs knappt",
    )  # fmt: skip
    assert stamped(made.group_size)


def test_resource_by_hours(example):
    visit = Visit("resources", intervention="I1").edit("resources", "new")
    form = "resources/new"
    visit.type(form, name__sv="Ledare", kind="staff_time", way="hours", payer_id="kommun_soc")
    visit.type(form, hours__2023="100", hourly_cost="312,50", hourly_cost__price_year="2023", on_cost_share="44,53 %")
    assert "Uppfattat: 44,5\u00a0%." in visit.words
    visit.type(form, account__konto="5011").save(form)
    made = added(example, "resources")
    assert (made.kind, made.payer_id, made.amounts) == (ResourceKind.STAFF_TIME, "kommun_soc", None)
    assert (made.hours.values, made.hours.unit) == ({2023: 100.0}, "h")
    assert (made.hourly_cost.value, made.hourly_cost.price_year, made.hourly_cost.unit) == (312.5, 2023, "kr")
    assert made.on_cost_share.value == 0.4453
    assert made.account.konto == "5011"
    assert all(stamped(each) for each in (made.hours, made.hourly_cost, made.on_cost_share))


def test_resource_by_amount_not_valued(example):
    visit = Visit("resources", intervention="I1").edit("resources", "new")
    form = "resources/new"
    visit.type(form, name__sv="Lokal", amounts__2024="40 000 kr", valued=False, not_valued_reason__sv="Står tom")
    visit.save(form)
    made = added(example, "resources")
    assert (made.amounts.values, made.valued, made.not_valued_reason.sv) == ({2024: 40_000.0}, False, "Står tom")


def test_activity(example):
    visit = Visit("activities", intervention="I1").edit("activities", "new")
    visit.type("activities/new", name__sv="Träffar", resource_ids=["I1-K1", "I1-K3"]).save("activities/new")
    assert (added(example, "activities").name.sv, added(example, "activities").resource_ids) == (
        "Träffar", ("I1-K1", "I1-K3"),
    )  # fmt: skip


def test_output(example):
    activity = example.chain("I1").activities[0].id
    visit = Visit("outputs", intervention="I1").edit("outputs", "new")
    visit.type("outputs/new", name__sv="Fullföljda", unit="föräldrar", activity_ids=[activity])
    visit.type("outputs/new", targets__2023="42", actuals__2023="37", actuals__2024="0").save("outputs/new")
    made = added(example, "outputs")
    assert (made.unit, made.activity_ids, made.targets.values) == ("föräldrar", (activity,), {2023: 42.0})
    assert made.actuals.values == {2023: 37.0, 2024: 0.0}, "nought is a number, an empty field is none"


def test_outcome(example):
    goal = example.chain("I3").goals[0].id
    visit = Visit("outcomes", intervention="I1").edit("outcomes", "new")
    visit.type("outcomes/new", name__sv="Oro", term="medium", positive=False, intended=False, outcome_ids=["I1-E1"])
    visit.type("outcomes/new", goal_ids=[goal], valued=False, not_valued_reason__sv="Går inte").save("outcomes/new")
    made = added(example, "outcomes")
    assert (made.term, made.positive, made.intended, made.outcome_ids) == ("medium", False, False, ("I1-E1",))
    assert (made.goal_ids, made.valued, made.not_valued_reason.sv) == ((goal,), False, "Går inte")
    assert goal in {each.id for each in example.chain("I1").goals}, "the goal comes along from the register"


def test_indicator(example):
    visit = Visit("indicators", intervention="I1").edit("indicators", "new")
    form = "indicators/new"
    visit.type(form, name__sv="Frånvaro", outcome_id="I1-E2", direction="down", unit="dagar", kolada_kpi="N15419")
    visit.unfold(form, "baseline").type(form, baseline="12,5", target="8", baseline__sure="range")
    visit.type(form, baseline__low="10", baseline__high="15").save(form)
    made = added(example, "indicators")
    assert (made.outcome_id, made.direction, made.unit, made.kolada_kpi) == ("I1-E2", "down", "dagar", "N15419")
    assert (made.baseline.value, made.baseline.low, made.baseline.high, made.target.value) == (12.5, 10, 15, 8)


def test_impact_then_value(example):
    visit = Visit("impact", intervention="I1").edit("effects", "new")
    form = "effects/new/impact"
    visit.type(form, name__sv="Färre ärenden", outcome_id="I1-E1", share="12,5 %", units="2")
    visit.type(form, deadweight="0", deadweight__reason__sv="Mätt mot jämförelse", attribution="30 %")
    assert "Vår andel: 70,0\u00a0%." in visit.words
    visit.type(form, drop_off="15%", drop_off__evidence="expert", duration_years="3")
    visit.save(form)
    made = added(example, "effects")
    assert isinstance(made.quantity, ShareOfCohort)
    assert (made.quantity.share.value, made.quantity.units.value) == (0.125, 2)
    assert (made.deadweight.value, made.deadweight.reason.sv) == (0, "Mätt mot jämförelse")
    assert (made.attribution.value, made.drop_off.value, made.duration_years.value) == (0.3, 0.15, 3)
    assert made.drop_off.evidence is Evidence.EXPERT
    visit.go("value").edit("effects", made.id)
    form = f"effects/{made.id}/value"
    visit.type(form, actor_id="kommun_skola", proxy_id="P01", sign="-1", cashable_share="20", cashable_from_year="2025")
    visit.save(form)
    now = added(example, "effects")
    assert (now.actor_id, now.proxy_id, now.sign) == ("kommun_skola", "P01", -1)
    assert (now.cashable_share.value, now.cashable_from_year) == (0.2, 2025)
    assert now.quantity == made.quantity
    assert now.deadweight == made.deadweight


def test_a_direct_number_takes_the_place_of_a_share(example):
    effect = example.chain("I1").effects[0]
    visit = Visit("impact", intervention="I1").edit("effects", effect.id)
    form = f"effects/{effect.id}/impact"
    visit.type(form, way="direct_number", number="17", every_cohort=True).save(form)
    quantity = edit.element(example.chain("I1"), "effects", effect.id).quantity
    assert isinstance(quantity, DirectNumber)
    assert (quantity.number.value, quantity.every_cohort) == (17, True)


def test_price(example):
    visit = Visit("value", intervention="I1").edit("proxies", "new")
    visit.type(
        "proxies/new", name__sv="Egen faktura", price="40 500,50", price__price_year="2024", price__mark="sourced"
    )
    visit.type("proxies/new", price__source="Ekonomi", quality="own", basis="invoice", span="event").save("proxies/new")
    made = added(example, "proxies")
    assert (made.price.value, made.price.price_year, made.price.mark) == (40_500.5, 2024, Mark.SOURCED)
    assert (made.quality, made.basis, made.span, made.price.source) == ("own", "invoice", "event", "Ekonomi")


def test_learning_is_written_on_the_result(example):
    visit = (
        Visit("result", intervention="I1").type("chain/learning", learning__sv="Vi fortsätter").save("chain/learning")
    )
    assert example.chain("I1").learning.sv == "Vi fortsätter"
    assert visit.title.startswith("Resultat")


@pytest.mark.parametrize("kind", LISTS)
def test_change_move_remove_and_bring_back(example, kind):
    before = example.chain("I1")
    first, second = getattr(before, kind)[:2]
    visit = Visit(LISTS[kind], intervention="I1").edit(kind, second.id)
    visit.type(f"{kind}/{second.id}", name__sv="Ett nytt namn").save(f"{kind}/{second.id}")
    changed = example.chain("I1")
    renamed = second.model_copy(update={"name": Text(sv="Ett nytt namn", en=second.name.en)})
    assert changed == edit.with_element(before, kind, renamed), "nothing but the name, also not the other language"
    visit.press(f"up-{kind}-{second.id}")
    assert [each.id for each in getattr(example.chain("I1"), kind)[:2]] == [second.id, first.id]
    visit.press("flash-undo")
    assert example.chain("I1") == changed
    assert f"Ta bort ”{first.name.sv}”?" in visit.words
    assert example.chain("I1") == changed, "asking removes nothing"
    visit.press(f"remove-{kind}-{first.id}")
    assert example.chain("I1") == edit.without_element(changed, kind, first.id)
    visit.press("flash-undo")
    assert example.chain("I1") == changed


def test_removal_names_what_loses_its_link(example):
    visit = Visit("outcomes", intervention="I1")
    users = [each for _, each in edit.users_of(example.chain("I1"), "outcomes", "I1-E1")]
    assert users
    assert all(each.name.sv in visit.words for each in users)
    assert visit.at.button(key=f"up-outcomes-{example.chain('I1').outcomes[0].id}").disabled


def test_a_changed_number_keeps_its_passport_and_gets_a_new_date(example):
    before = example.chain("I1").effects[0]
    visit = Visit("impact", intervention="I1").edit("effects", before.id)
    form = f"effects/{before.id}/impact"
    visit.type(form, attribution="33 %").save(form)
    after = edit.element(example.chain("I1"), "effects", before.id)
    stamp = {"value": 0.33, "author": ME, "noted_on": date.today()}
    assert after == before.model_copy(update={"attribution": before.attribution.model_copy(update=stamp)})


def test_saving_without_a_change_changes_nothing(example):
    before = example.load("I1")
    for kind, page in {**LISTS, "effects": "impact"}.items():
        element = getattr(before.chain, kind)[0].id
        visit = Visit(page, intervention="I1", lang="en").edit(kind, element)
        visit.save(f"{kind}/{element}" + ("/impact" if kind == "effects" else ""))
    Visit("need", intervention="I1", lang="en").save("chain/need")
    assert example.load("I1") == before


def test_a_number_in_several_places_changes_in_all_of_them(example):
    places = [each for each in example.chain("I1").effects if "I1-effect-size" in each.model_dump_json()]
    assert len(places) == 2
    visit = Visit("impact", intervention="I1").edit("effects", places[0].id)
    assert "Samma tal står på flera ställen" in visit.words
    form = f"effects/{places[0].id}/impact"
    field = next(name for name in ("share", "units", "number") if getattr(places[0].quantity, name, None)
                 and getattr(places[0].quantity, name).figure_id)  # fmt: skip
    new = "7,5 %" if field == "share" else "0,75"
    visit.type(form, **{field: new}).save(form)
    values = {getattr(edit.element(example.chain("I1"), "effects", each.id).quantity, field).value for each in places}
    assert values == {0.075 if field == "share" else 0.75}


def test_a_figure_beside_an_empty_field_is_not_lost(example):
    visit = Visit("impact", intervention="I1").edit("effects", "new")
    form = "effects/new/impact"
    visit.type(form, name__sv="Ny", deadweight__reason__sv="Därför", share="10 %").save(form)
    assert "Vad som ändå hade hänt (dödvikt) behövs för att det som står bredvid ska sparas" in visit.told("error")
    assert "Enheter per förändrad person och år behövs" in visit.told("error")
    assert len(example.chain("I1").effects) == 5
    visit.type(form, deadweight="0", units="1").save(form)
    assert added(example, "effects").deadweight.reason.sv == "Därför"


def test_a_required_name_is_pointed_at_when_someone_saves(empty):
    visit = Visit("activities", intervention="T1").edit("activities", "new")
    assert not visit.told("error")
    visit.save("activities/new")
    assert "Namn behövs. Fyll i fältet." in visit.told("error")
    assert "Inget är sparat ännu: 1 fält" in visit.told("error")
    assert not empty.chain("T1").activities


def test_words_in_the_other_language_stay(example):
    before = example.chain("I1").activities[0]
    visit = Visit("activities", intervention="I1", lang="en").edit("activities", before.id)
    assert f"In Swedish: {before.name.sv}" in visit.words
    visit.type(f"activities/{before.id}", name__en="Evenings").save(f"activities/{before.id}")
    assert example.chain("I1").activities[0].name == Text(sv=before.name.sv, en="Evenings")


def test_words_shown_in_place_of_a_missing_language_are_not_stored_twice(empty):
    visit = Visit("need", intervention="T1", lang="en")
    assert visit.field("chain/need", "name.en").value == "Familjestöd"
    visit.type("chain/need", purpose__en="Fewer wait").save("chain/need")
    assert empty.chain("T1").name == Text(sv="Familjestöd")
    assert empty.chain("T1").purpose == Text(en="Fewer wait")
