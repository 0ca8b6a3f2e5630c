"""The pages before publication: begun, described, weighed, tried, locked; two writers; another round."""

from hashlib import sha256
import re

import pytest

from chain.people import LOCAL, Grant, Role
from chain.problem import Severity
from chain.procurement.document import PROCUREMENT
from chain.procurement.model import Criterion, Engine, FictiveBid, Measure, OutcomeTerms, Points, Procurement
from chain.procurement.part import Part
from chain.procurement.starter import worked_example
from chain.procurement.state import State
from chain.text import Text
from pages.parts import visitor
from reports.texts.problems import sentence
from sroi.procurement.from_chain import measure_of
from sroi.procurement.greatest import before_lock
from storage import operations
from storage.operations import procurement
from tests.acting import here
from tests.pages.installation import member
from tests.pages.procurement.tendering import ID, kept, now, other, page, plainly, published
from tests.pages.visit import ESCAPES, Visit

WHAT = "procurement/what"


def links(visit: Visit) -> dict[str, str]:
    """The links of a page: their words, and where each leads."""
    found = [each.proto for each in visit.at.get("page_link")]
    return {plainly(re.sub(ESCAPES, r"\1", each.label)): f"{each.page}?{each.query_string}" for each in found}


# --- the list ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "advice", "teaches"),
    [("sv", "inte juridisk rådgivning", "vad anbudsgivarna lovar"), ("en", "not legal advice", "what bidders promise")],
)
def test_an_empty_list_teaches_and_the_example_begins(empty, language, advice, teaches):
    visit = Visit("procurements", lang=language)
    assert advice in visit.told("info")
    assert teaches in visit.words
    visit.press("begin-procurement")
    assert {"sv": "namn behövs", "en": "needs a title"}[language] in visit.told("error")
    visit.press("begin-example")
    [made] = procurement.procurements(empty.store, here(empty.store, LOCAL))
    there = procurement.load(empty.store, here(empty.store, LOCAL), made.id)
    assert not [each for each in before_lock(there.model) if each.severity is Severity.ERROR]
    assert made.title.into(language) in Visit("procurements", lang=language).words


def test_what_was_never_published_is_deleted_by_its_title(empty):
    kept(empty)
    visit = Visit("procurements").press(f"delete-{ID}")
    assert visit.told("error")
    assert now(empty)
    visit.at.text_input(key=f"delete-title-{ID}").set_value("Arbetsträning")
    visit.run().press(f"delete-{ID}")
    assert now(empty) is None


# --- describing -------------------------------------------------------------------------------------------------------

FORMS = {
    "what": WHAT,
    "price": "procurement/price",
    "rules": "procurement/rules",
    "times": "procurement/times",
    "measures": "procurement/measures/anstallning",
}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("part", FORMS)
def test_a_form_that_is_saved_untouched_changes_nothing(empty, part, language):
    kept(empty)
    before = now(empty)
    edit = {"edit": "measures/anstallning"} if part == "measures" else {}
    visit = page("tender_model", part=part, lang=language, **edit).save(FORMS[part])
    assert not visit.told("error")
    assert (now(empty).model, now(empty).version) == (before.model, before.version)


def test_every_field_of_a_measure_is_asked_for_and_kept(empty):
    kept(empty, Procurement(id=ID, title=Text(sv="Ny"), price_year=2026))
    visit = page("tender_model", part="measures").edit("measures", "new")
    words = {name: f"Om {name}" for name in ("name", "unit", "counting_rule", "worked_example", "object_link")}
    words |= {name: f"Om {name}" for name in ("evidence", "control", "clause", "sanction")}
    form = "procurement/measures/new"
    visit.type(form, **{f"{name}__sv": told for name, told in words.items()})
    visit.type(form, lowest="1", highest="12,5", missing="zero", above="cap", every="year", is_binding=True)
    visit.type(form, unit_value="250 000", unit_value__price_year="2026", unit_value__source="Egen beräkning")
    visit.save(form)
    [made] = now(empty).model.measures
    assert {name: getattr(made, name).sv for name in words} == words
    assert (made.lowest, made.highest, made.unit_value.value, made.is_binding) == (1.0, 12.5, 250_000.0, True)
    assert not [each for each in before_lock(now(empty).model) if "measures/" in each.place]


def test_a_measure_begins_from_an_effect_of_the_chain(example):
    [first, *_] = operations.find_interventions(example.store, here(example.store)).shown
    chain = example.chain(first.id)
    kept(example, Procurement(id=ID, title=Text(sv="Ny"), intervention_id=first.id, price_year=2026))
    visit = page("tender_model", part="measures")
    effect = chain.effects[0]
    visit.at.selectbox(key="effect-to-add@sv").set_value(effect.id)
    visit.run().press("add-effect")
    assert now(example).model.measures == (measure_of(chain, effect.id, 2026),)
    assert visit.field(f"procurement/measures/{effect.id}", "counting_rule.sv").value == ""


@pytest.mark.parametrize(
    ("language", "finding"),
    [("sv", "Rangordningen mellan A och B ändras av ett anbud som inte vinner."),
     ("en", "The order of A and B is changed by a bid that does not win.")],
)  # fmt: skip
def test_relative_points_show_their_example_and_need_that_it_has_been_seen(empty, language, finding):
    kept(empty)
    visit = page("tender_model", lang=language).type(WHAT, engine="relative")
    assert finding in visit.words
    assert all(number in visit.words for number in ("86", "84", "71", "72"))
    visit.save(WHAT)
    assert [each.code for each in before_lock(now(empty).model) if each.severity is Severity.ERROR] == [
        "procurement.counter_example_unseen"
    ]
    visit.type(WHAT, seen=True).save(WHAT)
    there = now(empty).model
    assert (there.engine, there.points.is_counter_example_seen) == (Engine.RELATIVE, True)


def test_pay_for_outcomes_is_told_in_the_model_and_goes_with_its_measure(empty):
    kept(empty)
    visit = page("tender_model", part="price").type("procurement/price", paid_measure="anstallning")
    visit.save("procurement/price")
    assert now(empty).model.outcome_terms is None, "a measure without a share is asked about"
    visit.type("procurement/price", outcome_share="0").save("procurement/price")
    assert "ska vara över 0 procent" in visit.told("error")
    assert visit.field("procurement/price", "outcome_share").value == "0"
    visit.type("procurement/price", outcome_share="20").save("procurement/price")
    assert now(empty).model.outcome_terms == OutcomeTerms(measure_id="anstallning", outcome_share=0.2)
    visit.go("tender_model", part="measures").press("remove-measures-anstallning")
    assert now(empty).model.outcome_terms is None


def test_there_is_no_lowest_price_to_set(empty):
    kept(empty)
    assert "inget lägsta pris att ställa in" in page("tender_model", part="rules").words


def test_bad_input_names_its_field_and_keeps_what_was_typed(empty):
    kept(empty)
    visit = page("tender_model", part="times").type("procurement/times", opens_at="4 maj klockan nio")
    visit.save("procurement/times")
    assert "”4 maj klockan nio” är ingen tid" in visit.told("error")
    assert visit.field("procurement/times", "opens_at").value == "4 maj klockan nio"
    visit.type("procurement/times", opens_at="2190-05-04 10.30").save("procurement/times")
    assert f"{now(empty).model.opens_at.utcoffset()} {now(empty).model.opens_at:%H:%M}" == "2:00:00 10:30"


# --- weighing and trying ----------------------------------------------------------------------------------------------


WHO_WINS = {
    "sv": ("Under 0,60 vinner Lågt pris (A).", "0,60–0,93 vinner Mellanalternativ (C).",
           "Över 0,93 vinner Många löften (B).", "Vid 0,70 vinner Mellanalternativ (C).", "−4 395 000 kr"),
    "en": ("Below 0.60, Low price (A) wins.", "From 0.60 to 0.93, In between (C) wins.",
           "Above 0.93, Many promises (B) wins.", "At 0.70, In between (C) wins.", "SEK −4,395,000"),
}  # fmt: skip


@pytest.mark.parametrize("language", WHO_WINS)
def test_the_weight_page_says_who_wins_where_and_keeps_the_choice_with_its_motive(empty, language):
    kept(empty)
    visit = page("tender_weight", lang=language)
    assert [said for said in WHO_WINS[language] if said not in plainly(visit.words)] == []
    visit.type("procurement/weight", value_weight="0,85", **{f"weight_reason__{language}": "Mer värde"})
    visit.save("procurement/weight")
    assert (now(empty).model.value_weight, now(empty).model.weight_reason.into(language)) == (0.85, "Mer värde")


def test_another_weight_is_tried_without_being_saved(empty):
    kept(empty)
    visit = page("tender_weight")
    visit.at.select_slider[0].set_value(1.0)
    assert "Vid 1,00 vinner Många löften (B)." in visit.run().words
    assert now(empty).model.value_weight == 0.7


def test_the_trial_tells_what_is_rewarded_what_turns_and_how_sure_the_order_is(empty):
    kept(empty)
    words = plainly(page("tender_test").words)
    assert "Att lova mer än det högsta tillåtna lönar sig inte." in words
    assert "Används inte efter anbudsöppning för att ändra rangordning." in words
    assert "Nej. Varje förlorande provanbud" in words
    assert "Anställningar minst 6 månader: fler än 60 enheter räknas inte." in words
    assert "Högst kvot har Lågt pris (A), men först kommer" in words
    assert "vinner Mellanalternativ (C) i 61 % av dragningarna" in words


def test_under_relative_points_the_trial_names_the_bids_that_turn_the_order(empty):
    levels = tuple(Text(sv=f"Nivå {each}") for each in range(21))
    quality = Criterion(id="Q", name=Text(sv="Kvalitet"), most_sek=100.0, levels=levels)
    offers = {"A": (100.0, 13), "B": (125.0, 18), "C": (75.0, 2)}
    bids = (FictiveBid(id=id_, name=Text(sv=f"Bud {id_}"), price_sek=price, levels={"Q": level})
            for id_, (price, level) in offers.items())  # fmt: skip
    told = {"measures": (), "criteria": (quality,), "test_bids": tuple(bids), "estimate_sek": None, "rounding_sek": 1.0}
    kept(empty, engine=Engine.RELATIVE, points=Points(), **told)
    visit = page("tender_test")
    assert "Antal par där ordningen vänds av ett anbud som inte vinner: 1." in visit.told("error")
    assert "Bud A (A) är före Bud B (B), men inte när Bud C (C) också lämnar anbud." in visit.words


OF_DEDUCTION = {
    "sv": ("Under 2 307 692 kr vinner Lågt pris (B).", "Över 2 307 692 kr vinner Hög kvalitet (A).",
           "Vid 3 000 000 kr vinner Hög kvalitet (A).", "4 250 000 kr", "4 550 000 kr", "4 800 000 kr",
           "i dag är de 3 000 000 kr tillsammans"),
    "en": ("Below SEK 2,307,692, Low price (B) wins.", "Above SEK 2,307,692, High quality (A) wins.",
           "At SEK 3,000,000, High quality (A) wins.", "SEK 4,250,000", "today they are SEK 3,000,000 together"),
}  # fmt: skip


@pytest.mark.parametrize("language", OF_DEDUCTION)
def test_with_judged_criteria_alone_the_page_says_how_great_the_deductions_must_be(empty, language):
    Visit("procurements", lang=language).press("begin-judged-example")
    [made] = procurement.procurements(empty.store, here(empty.store, LOCAL))
    there = procurement.load(empty.store, here(empty.store, LOCAL), made.id).model
    assert not [each for each in before_lock(there) if each.severity is Severity.ERROR]
    visit = Visit("tender_weight", procurement=made.id, lang=language)
    words = plainly(visit.words)
    assert [said for said in OF_DEDUCTION[language] if said not in words] == []
    assert not [each.key for each in visit.at.button if each.key and each.key.endswith("weight:save")]
    visit.at.select_slider[0].set_value(2_250_000.0)
    assert {"sv": "Vid 2 250 000 kr vinner Lågt pris (B).", "en": "At SEK 2,250,000, Low price (B) wins."}[
        language
    ] in plainly(visit.run().words)


def test_measures_and_criteria_are_each_weighed_against_the_price(empty):
    levels = (Text(sv="Låg"), Text(sv="Hög"))
    quality = Criterion(id="Q", name=Text(sv="Kvalitet"), most_sek=1_000_000.0, levels=levels)
    kept(empty, criteria=(quality,))
    visit = page("tender_weight")
    assert [each.key.split("-")[1] for each in visit.at.select_slider] == ["weight", "deduction"]
    assert "Hur stort avdraget än är vinner Mellanalternativ (C)." in visit.words
    assert visit.field("procurement/weight", "value_weight").value == "0,7"


# --- locking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_refused_lock_lists_every_blank_as_a_way_to_its_field(empty, language):
    kept(empty, Procurement(id=ID, title=Text(sv="Ny"), measures=(Measure(id="M1", name=Text(sv="Jobb")),)))
    visit = page("tender_lock", lang=language)
    wrong = [each for each in before_lock(now(empty).model) if each.severity is Severity.ERROR]
    told = links(visit)
    said = [plainly(sentence(language, each)) for each in wrong]
    assert len(said) > 20
    assert not set(said) - set(told)
    assert (
        "part=measures&edit=measures%2FM1" in told[next(each for each in said if "”Jobb”" in each or "“Jobb”" in each)]
    )
    assert visit.at.button(key="review-model").disabled


def test_review_and_publication_lock_the_model_and_print_its_fingerprint(empty):
    kept(empty)
    visit = page("tender_lock").press("review-model")
    assert "publish-model" in [each.key for each in visit.at.button]
    visit.press("publish-model")
    there = now(empty)
    assert there.state is State.PUBLISHED
    assert [each.value for each in visit.at.code] == [there.fingerprint]
    assert there.fingerprint == sha256(there.locked[0].content.encode()).hexdigest()
    assert there.fingerprint == PROCUREMENT.fingerprint(there.model)
    names = [each.proto.label for each in visit.at.get("download_button")]
    assert names == [
        "Bilaga i Word på svenska", "Bilaga i PDF på svenska", "Bilaga i Word på engelska", "Bilaga i PDF på engelska",
        "Anbudsblankett i Excel på svenska", "Anbudsblankett i Excel på engelska", "Modellen som fil (JSON)",
    ]  # fmt: skip


def test_a_change_after_the_review_is_reviewed_anew(empty):
    kept(empty)
    visit = page("tender_lock").press("review-model")
    visit.go("tender_weight")
    assert "blir den ett utkast igen" in visit.told("info")
    visit.type("procurement/weight", value_weight="0,8").save("procurement/weight")
    assert now(empty).state is State.DRAFT


def test_an_open_tab_cannot_change_a_model_that_was_locked_meanwhile(empty):
    kept(empty)
    visit = page("tender_weight").type("procurement/weight", value_weight="0,1")
    published(empty)
    visit.save("procurement/weight")
    assert "publicerad och låst" in visit.told("info")
    assert visit.field("procurement/weight", "value_weight").disabled
    assert "Det enda sättet att ändra: en ny omgång" in links(visit)
    for part in FORMS:
        visit.go("tender_model", part=part)
        assert "publicerad och låst" in visit.told("info")
        assert not [each.key for each in visit.at.button if each.key and each.key.endswith((":save", "add-measures"))]
    assert now(empty).model.value_weight == 0.7


def test_a_new_round_needs_a_reason_that_all_can_read(empty):
    kept(empty)
    published(empty)
    visit = page("tender_lock").press("new-round")
    assert visit.told("error")
    assert now(empty).round == 1
    visit.at.text_area(key="new-round-reason").set_value("Ett mått gick inte att kontrollera")
    visit.run().press("new-round")
    assert (now(empty).round, now(empty).state) == (2, State.DRAFT)
    assert "Skäl: Ett mått gick inte att kontrollera" in visit.words
    assert now(empty).locked[0].fingerprint in visit.words


# --- two writers ------------------------------------------------------------------------------------------------------


def saved(writer, **told: object) -> None:
    """Somebody else saves this."""
    there = now(writer)
    procurement.save(writer.store, other(writer), there.model.model_copy(update=told), there.version)


def test_another_writers_change_elsewhere_is_kept_and_in_the_same_place_told(empty):
    kept(empty)
    visit = page("tender_model").type(WHAT, buyer="Vår kommun")
    saved(empty, value_weight=0.9)
    visit.save(WHAT)
    assert (now(empty).model.buyer, now(empty).model.value_weight) == ("Vår kommun", 0.9)
    visit.type(WHAT, buyer="Vår stad")
    saved(empty, buyer="Deras stad")
    visit.save(WHAT)
    assert now(empty).model.buyer == "Deras stad"
    assert "Deras stad" in visit.words
    visit.press(next(each.key for each in visit.at.button if each.key and each.key.endswith("override-button")))
    assert now(empty).model.buyer == "Vår stad"


# --- people -----------------------------------------------------------------------------------------------------------


def test_where_nobody_signs_in_names_are_written_and_taken_back(empty):
    kept(empty)
    visit = page("tender_model", part="people").press("appoint")
    assert "vem som utses" in visit.told("error")
    visit.at.text_input(key="appoint-name").set_value("Ada Ek")
    visit.run().press("appoint")
    assert [(each.part, each.name) for each in now(empty).appointed] == [(Part.MODEL_OWNER, "Ada Ek")]
    visit.press("dismiss-model_owner-Ada Ek")
    assert now(empty).appointed == ()
    visit.press("flash-undo")
    assert [each.name for each in now(empty).appointed] == ["Ada Ek"]


def test_those_who_sign_in_are_chosen_by_name_and_the_lock_waits_for_two_openers(example, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "accounts")
    buyer = member(example.store, "anna@ljusnaby.se", Grant(Role.PROCURER), name="Anna Berg")
    bo = member(example.store, "bo@ljusnaby.se", Grant(Role.OPENER), name="Bo Ek").person
    monkeypatch.setattr(visitor, "token", lambda: buyer.token)
    kept(example)
    assert any("Minst två anbudsöppnare behövs" in each for each in links(page("tender_lock")))
    visit = page("tender_model", part="people")
    visit.at.selectbox(key="appoint-part@sv").set_value(Part.OPENER)
    visit.at.selectbox(key="appoint-who@sv").set_value(bo.id)
    visit.run().press("appoint")
    assert [(each.part, each.name) for each in now(example).appointed] == [(Part.OPENER, "Bo Ek")]


# --- times ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "warns"), [("sv", "Tiden för öppning har redan varit"), ("en", "The time of opening has passed")]
)
def test_an_opening_that_has_been_is_told_while_drafting(empty, language, warns):
    kept(empty, opens_at=worked_example().opens_at.replace(year=2020))
    visit = page("tender_model", part="times", lang=language)
    assert warns in visit.told("warning")
    visit.go("tender_lock")
    assert any(warns in each and "part=times" in where for each, where in links(visit).items())
    assert visit.at.button(key="review-model").disabled
    visit.go("tender_model", part="times").type("procurement/times", opens_at="2190-05-04 09:00")
    visit.save("procurement/times")
    assert warns not in visit.words + visit.told("warning")
