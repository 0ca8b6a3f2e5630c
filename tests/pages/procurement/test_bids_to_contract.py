"""From the opening of the bids to what is delivered: the figures of the journey, read off the screen."""

from datetime import timedelta
import json

import pytest

from chain.people import Role
from chain.procurement.model import MissingRule, OutcomeTerms
from chain.procurement.part import Part
from chain.procurement.starter import worked_example
from pages.parts import workspace
from pages.parts.tender_papers import XLSX
from reports.texts.moments import format_moment, spoken_moment
from storage import operations
from storage.operations import procurement
from tests.acting import here
from tests.chain.bids import shipped
from tests.pages.procurement.bidding import (
    ID,
    LIST,
    as_role,
    decided,
    evaluated,
    open_bids,
    page,
    publish,
    read,
    sheet_of,
    signed,
    take_in,
)

PAID = OutcomeTerms(measure_id="anstallning", outcome_share=0.3)
FEW = {"intervention_id": "T1", "outcome_terms": PAID}


def sign(visit, name: str, reference: str = LIST):
    """Sign the opening."""
    visit.at.text_input(key="opening-reference").set_value(reference)
    visit.at.text_input(key="opening-name").set_value(name)
    return visit.press("sign-opening")


def test_two_different_persons_open_with_the_same_list(empty):
    publish(empty)
    visit = page("tender_bids")
    assert "Ange vilken öppningslista" in sign(visit, "Ada", " ").told("error")
    assert "Öppningen är underskriven." in sign(visit, "Ada").told("success")
    assert "Två olika personer öppnar anbuden" in sign(visit, "ADA").told("error")
    assert f"hänvisade till ”{LIST}”" in sign(visit, "Bo", "En annan").told("error")
    sign(visit, "Bo")
    assert "Inga filer är inlästa än." in read(visit)
    assert procurement.load(empty.store, here(empty.store), ID).state == "opened"


def test_a_file_with_a_value_of_its_own_is_rejected_by_cell_and_a_corrected_one_taken(empty):
    of = publish(empty)
    open_bids(empty)
    assert not take_in(empty, of, 0, value_column=True).is_accepted
    told = read(page("tender_bids"))
    assert "✗ Avvisad: Arbetsvägen (fiktivt)" in told
    assert ": Här står ”värde” i en kolumn eller rad som formuläret inte har." in told
    for number in range(3):
        take_in(empty, of, number)
    told = read(page("tender_bids"))
    assert "✓ Godtagen: Arbetsvägen (fiktivt)" in told
    assert "tomt" in told, "a blank is said to be blank"
    assert "blank" in read(page("tender_bids", "en"))


@pytest.mark.parametrize(
    ("lang", "refused", "arrived"),
    [("sv", "Inget är inläst.", "Kom in i tid enligt öppningslistan."),
     ("en", "Nothing is taken in.", "Arrived in time according to the opening list.")],
)  # fmt: skip
def test_without_a_time_somebody_states_that_the_bid_came_in_in_time(empty, lang, refused, arrived):
    of = publish(empty)
    open_bids(empty)
    visit = page("tender_bids", lang)
    visit.at.file_uploader[0].upload("anbud.xlsx", sheet_of(0, of), XLSX)
    visit.run().press("take-in")
    assert refused in visit.told("error")
    assert "anbud.xlsx" in visit.told("error")
    visit.at.checkbox[0].set_value(True)
    visit.run().press("take-in")
    assert arrived in read(visit)


def test_a_late_time_rejects_the_bid_and_says_when_the_period_ended(empty):
    of = publish(empty)
    open_bids(empty)
    visit = page("tender_bids")
    visit.at.file_uploader[0].upload("anbud.xlsx", sheet_of(0, of), XLSX)
    visit.run()
    [came] = [each for each in visit.at.text_input if each.key.endswith("-came")]
    came.set_value(format_moment(of.bids_close_at + timedelta(minutes=1)))
    visit.run().press("take-in")
    told = read(visit)
    assert "✗ Avvisad: Arbetsvägen (fiktivt)" in told
    assert f"efter anbudstidens slut ({spoken_moment('sv', of.bids_close_at)})" in told


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", ("−4 050 000 kr", "−3 900 000 kr", "−4 395 000 kr", "345 000 kr lägre pris", "kvot 2,9",
                "tomt → 0 enheter enligt regel 3", "Först kommer Kooperativet Framsteg",
                "referensvärde är 13 000 000 kr", "Kvoten används inte: Arbetsvägen")),
        ("en", ("SEK −4,050,000", "SEK −3,900,000", "SEK −4,395,000", "SEK 345,000", "ratio 2.9",
                "blank → 0 units by rule 3", "The ratio is not used: Arbetsvägen")),
    ],
)  # fmt: skip
def test_the_result_tells_every_term_the_rules_and_what_it_would_have_taken(empty, lang, words):
    of = publish(empty)
    open_bids(empty)
    assert "Inget anbud är godtaget" in read(page("tender_result"))
    for number in range(3):
        take_in(empty, of, number)
    told = read(page("tender_result", lang))
    assert [each for each in words if each not in told] == []
    assert told.index(words[2]) < told.index(words[0]) < told.index(words[1]), "lowest first"


def test_a_bid_is_judged_by_described_levels_with_a_motive_before_the_order_is_shown(empty):
    criterion = shipped("youth-programme")[0].criteria[0]
    of = publish(empty, criteria=(criterion,))
    open_bids(empty)
    take_in(empty, of, 0)
    assert "Ordningen visas när det här är klart:" in read(page("tender_result"))
    code = procurement.bids_for(empty.store, here(empty.store), ID).codes["B1"]
    form, visit = f"procurement/judgements/{code}/{criterion.id}", page("tender_assess")
    assert criterion.levels[2].sv in read(visit)
    visit.press(f"{procurement.procurement_key(ID)}/{form}:keep")
    assert "Nivå" in visit.told("error")
    assert "Motivering" in visit.told("error")
    visit.type(form, level="2", motive__sv="Beskriven, med egna exempel")
    visit.press(f"{procurement.procurement_key(ID)}/{form}:keep")
    assert "Bedömningen är sparad." in visit.told("success")
    assert "2 av 4" in read(page("tender_result"))


def test_a_blank_is_made_clear_where_the_rule_says_so(empty):
    measures = tuple(each.model_copy(update={"missing": MissingRule.CLARIFY}) for each in worked_example().measures)
    of = publish(empty, measures=measures)
    open_bids(empty)
    take_in(empty, of, 1)
    assert "är tomt i anbudet från Stora Jobb" in read(page("tender_result"))
    form, visit = "procurement/clarifications/B1/utbildning/2", page("tender_assess")
    assert "Avslutad utbildning, 2029 är tomt. Fråga vilket antal som gäller." in read(visit)
    visit.type(form, quantity="2,5", reason__sv="Intyg visades")
    visit.press(f"{procurement.procurement_key(ID)}/{form}:keep")
    assert "Förtydligandet är inskrivet." in visit.told("success")
    assert "tomt → 2,5 enheter" in read(page("tender_result"))


def test_the_decision_has_reasons_documents_and_a_proof(empty):
    evaluated(empty)
    visit = page("tender_decision")
    assert "minst 345 000 kr lägre pris" in read(visit)
    visit.press("decide")
    assert "Sista dag för avtalsspärren" in visit.told("error"), "the day is asked for"
    visit = decided(empty)
    assert "Anbudet från Kooperativet Framsteg (fiktivt) är valt." in read(visit)
    offered = {each.key for each in visit.at.get("download_button")}
    assert {"paper-notice-0-docx", "paper-report-pdf", "paper-public-pdf", "paper-book", "paper-archive"} <= offered
    assert "Samma resultat, samma fingeravtryck ✓" in visit.press("verify").told("success")


def test_promises_become_indicators_and_what_is_delivered_counts_when_somebody_else_says_so(empty, monkeypatch):
    evaluated(empty, **FEW)
    decided(empty)
    assert "Avtalsspärren gäller till och med" in page("tender_contract").told("info")
    visit = signed(empty, monkeypatch)
    with monkeypatch.context() as patched:
        as_role(patched, empty, Role.READER)
        told = page("tender_contract")
        assert "Det här gör den som upphandlar" in read(told)
        assert "follow-promises" not in [each.key for each in told.at.button]
        as_role(patched, empty, Role.PROCURER)
        assert "follow-promises" in [each.key for each in page("tender_contract").at.button]
    visit.press("follow-promises")
    plan = operations.plan_of(empty.store, here(empty.store), "T1")
    names = [each.indicator.name.sv for each in plan.indicators]
    assert names == ["Anställningar minst 6 månader", "Avslutad utbildning"]
    assert sum(each.value for each in plan.targets) == 45 + 18
    assert "Alla löften i avtalet (2) är indikatorer" in read(visit)
    visit.at.text_input(key="delivered-quantity").set_value("tolv")
    assert "tolv" in visit.press("deliver").told("error")
    visit.at.text_input(key="delivered-quantity").set_value("12")
    visit.at.text_input(key="delivered-name").set_value("Dan")
    visit.run().press("deliver")
    assert "Levererat värde vid låsta schabloner: 3 000 000 kr av 14 850 000 kr." in read(visit)
    told = read(visit)
    assert "30 % av priset betalas för utfall. Fast del: 4 200 000 kr." in told
    assert "Lönar sig för köparen från 20 av 45 lovade" in told
    assert "4 200 000 kr" in told, "nothing is validated: the fixed part alone"
    validate = next(each.key for each in visit.at.button if each.key.startswith("validate-"))
    visit.at.text_input(key="checker-name").set_value("Dan")
    assert "kan inte också intyga den" in visit.press(validate).told("error")
    visit.at.text_input(key="checker-name").set_value("Eva")
    visit.press(validate)
    told = read(visit)
    assert "✓ Validerad av Eva" in told
    assert "4 680 000 kr" in told, "4 200 000 + 12 × 40 000"
    record = json.loads(procurement.award_of(empty.store, here(empty.store), ID).record)
    assert record["outcome_pay"] == {"fixed_sek": 4_200_000.0, "most_sek": 6_000_000.0, "per_success_sek": 40_000.0}


def test_a_supplier_sees_the_contract_and_nothing_else(empty, monkeypatch):
    evaluated(empty, outcome_terms=PAID)
    decided(empty)
    signed(empty, monkeypatch)
    made = procurement.appoint(workspace.store(), here(empty.store), ID, Part.SUPPLIER, "sells")
    assert isinstance(made, procurement.StoredProcurement), made
    as_role(monkeypatch, empty, Role.SUPPLIER, "sells")
    told = read(page("tender_contract"))
    assert "Avtal med Kooperativet Framsteg (fiktivt)" in told
    assert "Redovisa en leverans" in told
    assert "Fast del: 4 200 000 kr." in told, "how it is paid is the supplier's too"
    assert "Arbetsvägen" not in told
    assert "Arbetsvägen" not in read(page("tender_decision")) + read(page("tender_result"))


def test_a_procurement_is_ended_with_where_it_is_preserved_and_nothing_can_be_done_after(empty, monkeypatch):
    evaluated(empty)
    decided(empty)
    visit = signed(empty, monkeypatch)
    visit.press("close-procurement")
    assert procurement.load(empty.store, here(empty.store), ID).closed_at is None, "ended without a note and a day"
    visit.type("procurement/closing", closing_note="Diariet, dnr 2026/14", kept_until="2031-12-31")
    visit.press("close-procurement")
    assert "Upphandlingen är avslutad." in visit.told("success"), visit.told("error")
    assert "Bevaras: Diariet, dnr 2026/14" in read(visit)
    assert "Sparas till och med 2031-12-31." in read(visit)
    assert not {"close-procurement", "deliver"} & {each.key for each in visit.at.button}
