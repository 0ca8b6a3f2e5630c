"""What only people know: answers and logs are typed on the page, kept as drafts, saved, and counted."""

from chain.judgement import Stand, Verdict
from tests.pages.visit import Visit

LIMITS, REVIEW, DECISION = "answers/limitations", "reviews/new", "decisions/new"


def buttons(visit: Visit) -> list[str]:
    """The keys of the buttons on the page."""
    return [each.key for each in visit.at.button]


def test_an_answer_is_asked_for_at_its_point_and_counted_once_it_is_given(example):
    visit = Visit("honesty", intervention="I2")
    before = visit.words.split("Nästa steg")[0]
    visit.press("row-limitations")
    assert "Risker och begränsningar är beskrivna." in visit.words
    visit.save(LIMITS)
    assert visit.told("error").count("Fyll i") >= 2, visit.told("error")
    visit.type(LIMITS, stand="yes", words__sv="Bara kommunens vinst är prövad.", answered_by="Controllern")
    visit.type(LIMITS, answered_on="31/12 2025")
    visit.save(LIMITS)
    assert "inget datum" in visit.told("error")
    assert example.chain("I2").answers == ()
    visit.type(LIMITS, answered_on="2025-12-31").save(LIMITS)
    [answer] = example.chain("I2").answers
    assert (answer.id, answer.stand, answer.words.sv, answer.answered_by) == (
        "limitations", Stand.YES, "Bara kommunens vinst är prövad.", "Controllern")  # fmt: skip
    assert answer.answered_on.isoformat() == "2025-12-31"
    assert answer.name.en == "Risks and limitations are described."
    assert "Ja: Bara kommunens vinst är prövad.; Controllern; 2025-12-31" in visit.words
    assert visit.words.split("Nästa steg")[0] != before


def test_what_is_typed_is_kept_as_a_draft_and_a_personal_number_is_warned_of(example):
    visit = Visit("honesty", intervention="I2").press("row-limitations")
    visit.type(LIMITS, words__sv="Hon (640823-3234) sa nej.")
    assert "personnummer" in visit.told("warning")
    again = Visit("honesty", intervention="I2", edit=LIMITS)
    assert again.field(LIMITS, "words.sv").value == "Hon (640823-3234) sa nej."


def test_the_logs_hold_several_entries_and_the_panel_counts_them(example):
    visit = Visit("honesty", intervention="I2")
    assert "row-verified_with_stakeholders" in buttons(visit)
    visit.press("add-reviews")
    visit.type(REVIEW, name__sv="Fokusgrupp", kind="verified", seen_by="Föräldrarna", persons="-1")
    visit.save(REVIEW)
    assert "kan inte vara ett antal personer" in visit.told("error")
    visit.type(REVIEW, persons="9", seen_on="2025-11-03", verdict="confirmed").save(REVIEW)
    visit.press("add-reviews")
    visit.type(REVIEW, name__sv="Granskning", kind="reviewed").save(REVIEW)
    first, second = example.chain("I2").reviews
    assert (first.persons, first.verdict, second.verdict) == (9, Verdict.CONFIRMED, None)
    assert "Bekräftat resultatet; Föräldrarna; 9 personer; 2025-11-03; De instämmer" in visit.words
    assert "Oberoende granskat; Planerat, inte gjort" in visit.words
    assert "Uppfyllt: Berörda har sett och bekräftat resultatet. (gjorda: 1)" in visit.words.replace("✓ ", "").replace(
        "*", ""
    )
    visit.press("row-independently_reviewed")
    assert visit.at.query_params["edit"] == f"reviews/{second.id}"
    visit.press(f"reviews/{second.id}:close").press("add-decisions")
    visit.type(DECISION, name__sv="Fortsätt ett år", owner="Nämnden", decided_on="2025-12-01").save(DECISION)
    assert "ansvar: Nämnden" in visit.words
    [decision] = example.chain("I2").decisions
    visit.press(f"change-decisions-{decision.id}")
    visit.type(f"decisions/{decision.id}", follow_up_on="2199-01-01").save(f"decisions/{decision.id}")
    assert example.chain("I2").decisions[0].follow_up_on.year == 2199


def test_what_the_gains_rest_on_is_told_and_a_discount_is_named_and_kept_where_the_claim_is_judged(example):
    visit = Visit("honesty", intervention="I2")
    assert "41\u00a0% av nyttan vilar på expertbedömning eller antagande" in visit.words
    visit.type("scenario/evidence", name="Halva antagandena", share__assumed="50").press("save-evidence")
    assert "Med era egna avdrag för svag evidens blir kvoten: Halva antagandena: 0," in visit.words
    assert "Vad ”Halva antagandena” ändrar" in [each.label for each in visit.at.expander]
    assert "Halva antagandena" in visit.go("drivers").words
