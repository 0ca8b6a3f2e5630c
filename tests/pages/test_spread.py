"""How sure one is of a number: every way of saying it, typed, saved and shown again; what cannot be is refused."""

import pytest

from chain import edit
from chain.assumption import Shape
from pages.parts.sure_group import group_identifier
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit

EFFECT = "I1-B3"
FORM = f"effects/{EFFECT}/impact"
PRICE = "eb_hushall"
SHARE = ("low", "high", "shape", "credibility", "sample_hits", "sample_size", "group_id", "group_correlation")


def impact(*names: str, language: str = "sv") -> Visit:
    """The form for an effect, with these numbers unfolded."""
    return Visit("impact", intervention="I1", lang=language).edit("effects", EFFECT).unfold(FORM, *names)


def effect(writer):
    """The effect as saved."""
    return edit.element(writer.chain("I1"), "effects", EFFECT)


def parts(figure) -> dict:
    """What is stated of how sure a figure is."""
    return {name: getattr(figure, name) for name in SHARE if getattr(figure, name) is not None}


WAYS = (
    ({"sure": "exact"}, {"shape": Shape.FIXED}, "Talet är sagt att vara exakt.", "The figure is said to be exact."),
    ({"sure": "range", "low": "1,5", "high": "7,25"}, {"low": 0.015, "high": 0.0725},
     "Mellan 1,5\u00a0% och 7,25\u00a0%, aldrig utanför; mest troligt 3\u00a0%.",
     "Between 1.5% and 7.25%, never outside; most likely 3%."),
    ({"sure": "range", "low": "1,5 %", "high": "7.25 %", "credibility": "p80", "shape": "pert"},
     {"low": 0.015, "high": 0.0725, "credibility": 0.8, "shape": Shape.PERT},
     "Med 80\u00a0% sannolikhet mellan 1,5\u00a0% och 7,25\u00a0%; mest troligt 3\u00a0%.",
     "With 80% probability between 1.5% and 7.25%; most likely 3%."),
    ({"sure": "range", "low": "2", "high": "4", "credibility": "own", "credibility_own": "66,5", "shape": "beta"},
     {"low": 0.02, "high": 0.04, "credibility": 0.665, "shape": Shape.BETA},
     "Med 66,5\u00a0% sannolikhet mellan 2\u00a0% och 4\u00a0%; lika gärna över som under 2,89\u00a0%.",
     "With 66.5% probability between 2% and 4%; as likely above as below 2.89%."),
    ({"sure": "sample", "sample_hits": "3", "sample_size": "100"}, {"sample_hits": 3, "sample_size": 100},
     "Mätt i ett urval, 3 av 100: med 90\u00a0% sannolikhet mellan 1,09\u00a0% och 6,88\u00a0%.",
     "Measured in a sample, 3 of 100: with 90% probability between 1.09% and 6.88%."),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "saved", "swedish", "english"), WAYS)
def test_every_way_of_saying_it_is_saved_and_shown_again(example, typed, saved, swedish, english):
    visit = impact("share")
    for name, value in typed.items():
        visit.type(FORM, **{f"share__{name}": value})
    assert swedish in visit.words, "told before it is saved"
    visit.save(FORM)
    assert parts(effect(example).quantity.share) == saved
    assert swedish in Visit("impact", intervention="I1").edit("effects", EFFECT).words, "told while folded"
    again = impact("share", language="en")
    assert english in again.words
    shown = {name: again.field(FORM, f"share.{name}").value for name in typed}
    choices = {name: typed[name] for name in ("sure", "credibility", "shape") if name in typed}
    assert {name: shown[name] for name in choices} == choices
    again.save(FORM)
    assert parts(effect(example).quantity.share) == saved, "saving what is shown changes nothing"


def test_saying_nothing_touches_nothing(example):
    before = example.load("I1")
    Visit("impact", intervention="I1").edit("effects", EFFECT).save(FORM)
    impact("share", "units", "drop_off").save(FORM)
    assert example.load("I1").chain == before.chain


def test_a_row_of_years_is_told_in_per_cent_below_and_above(empty):
    form = "resources/new"
    visit = Visit("resources", intervention="T1").edit("resources", "new").unfold(form, "amounts")
    visit.type(form, name__sv="Lön", amounts__2024="1 000", amounts__sure="range")
    visit.type(form, amounts__low="10", amounts__high="120,5 %")
    assert "Mellan 10\u00a0% lägre och 120,5\u00a0% högre, aldrig utanför; mest troligt det angivna." in visit.words
    visit.save(form)
    made = empty.chain("T1").resources[0]
    assert (made.amounts.low_factor, made.amounts.high_factor) == (0.9, 2.205)
    form = f"resources/{made.id}"
    again = Visit("resources", intervention="T1").edit("resources", made.id).unfold(form, "amounts")
    shown = (again.field(form, "amounts.low").value, again.field(form, "amounts.high").value)
    assert shown == ("10\u00a0%", "120,5\u00a0%")
    assert "amounts.sample_hits" not in str([each.key for each in again.at.text_input])
    again.save(form)
    assert empty.chain("T1").resources[0] == made


def test_switching_the_way_of_saying_it_forgets_nothing_typed(example):
    visit = impact("share")
    visit.type(FORM, share__sure="range", share__low="1", share__high="9", share__credibility="p95")
    visit.type(FORM, share__sure="sample", share__sample_hits="3", share__sample_size="100")
    visit.type(FORM, share__sure="exact")
    visit.type(FORM, share__sure="range")
    assert [visit.field(FORM, f"share.{name}").value for name in ("low", "high", "credibility")] == ["1", "9", "p95"]
    visit.type(FORM, share__sure="sample")
    assert [visit.field(FORM, f"share.{name}").value for name in ("sample_hits", "sample_size")] == ["3", "100"]
    visit.save(FORM)
    assert parts(effect(example).quantity.share) == {"sample_hits": 3, "sample_size": 100}


def test_what_is_typed_of_it_is_a_draft_and_counts_while_folded_away(example):
    impact("share").type(FORM, share__sure="range", share__low="1", share__high="9", share__shape="pert")
    visit = Visit("impact", intervention="I1").edit("effects", EFFECT)
    assert not [each for each in visit.at.text_input if each.key.endswith("share.low#1")], "folded away"
    assert "Mellan 1\u00a0% och 9\u00a0%, aldrig utanför" in visit.words
    visit.speak("en").save(FORM)
    assert parts(effect(example).quantity.share) == {"low": 0.01, "high": 0.09, "shape": Shape.PERT}


REFUSED = (
    ({"low": "9", "high": "1"}, "är högre än det högsta", "is above the highest"),
    ({"low": "5", "high": "9"}, "lägre än", "below the lowest"),
    ({"low": "1", "high": "2"}, "högre än", "above the highest"),
    ({"low": "1", "high": "101"}, "101 % är för mycket", "101%"),
    ({"low": "−1", "high": "9"}, "−1 % är för lite", "−1%"),
    ({"low": "1", "high": "0,9"}, "0,9", "0.9"),
    ({"low": "tolv"}, "tolv", "tolv"),
    ({"low": "1", "high": "9", "shape": "normal"}, "har inga ändar", "has no ends"),
    ({"low": "1", "credibility": "p90", "shape": "beta"}, "både ett lägsta och ett högsta", "both a lowest and a hi"),
    ({"low": "0", "high": "9", "credibility": "p90", "shape": "beta"}, "Betafördelningen", "The beta distribution"),
    ({"low": "0", "high": "9", "credibility": "p90", "shape": "gamma"}, "ena sidan om noll", "one side of nought"),
    ({"low": "1", "high": "9", "credibility": "own", "credibility_own": "100"}, "mindre än 100", "below 100%"),
    ({"low": "1", "high": "9", "credibility": "own"}, "Ange sannolikheten", "State the probability"),
    ({"sure": "sample", "sample_hits": "5", "sample_size": "4"}, "går inte ihop", "does not add up"),
    ({"sure": "sample", "sample_hits": "-5", "sample_size": "4"}, "går inte ihop", "does not add up"),
    ({"sure": "sample", "sample_hits": "0", "sample_size": "0"}, "går inte ihop", "does not add up"),
    ({"sure": "sample", "sample_hits": "2,5", "sample_size": "4"}, "2,5", "2,5"),
    ({"sure": "sample", "sample_size": "4"}, "Ange både", "State both"),
    ({}, "Ange ett lägsta", "State a lowest"),
    ({"low": "1", "high": "9", "group": "+new", "group_new": "!"}, "bokstäver eller siffror", "letters or digits"),
    ({"low": "1", "high": "9", "group": "+new"}, "Ge gruppen ett namn", "Give the group a name"),
    ({"low": "1", "high": "9", "group": "+new", "group_new": "a", "closeness": "own", "closeness_own": "1,5"},
     "från −1 till 1", "from −1 to 1"),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "swedish", "english"), REFUSED)
def test_what_cannot_be_is_refused_at_its_field_and_kept_as_typed(example, typed, swedish, english):
    before, typed = example.load("I1"), {"sure": "range", **typed}
    draft = {f"share.{name}": value for name, value in typed.items()}
    assert operations.save_draft(example.store, "local user", "I1", FORM, draft, before.version) is None
    visit = Visit("impact", intervention="I1").edit("effects", EFFECT).save(FORM).unfold(FORM, "share")
    assert swedish in visit.told("error")
    assert english in visit.speak("en").told("error")
    assert {name: visit.field(FORM, f"share.{name}").value for name in typed} == typed
    assert example.load("I1") == before


def test_what_is_wrong_unfolds_when_someone_saves(example):
    impact("share").type(FORM, share__sure="range", share__low="9", share__high="1")
    visit = Visit("impact", intervention="I1").edit("effects", EFFECT)
    assert not visit.told("error")
    visit.save(FORM)
    assert "är högre än det högsta" in visit.told("error")
    assert not effect(example).quantity.share.low


def test_nothing_is_pointed_out_before_there_was_time_to_type(example):
    visit = impact("share").type(FORM, share__sure="sample")
    assert not visit.told("error")
    assert not visit.type(FORM, share__sure="range").told("error")


def test_a_doubt_is_told_and_does_not_stop_the_saving(example):
    visit = impact("share").type(FORM, share__sure="sample", share__sample_hits="30", share__sample_size="100")
    assert "urvalet ger 30\u00a0%" in visit.told("warning")
    visit.save(FORM)
    assert effect(example).quantity.share.sample_hits == 30


def test_figures_that_move_together_know_each_other(example):
    visit = impact("share", "units").type(FORM, share__sure="range", share__low="1", share__high="9")
    visit.type(FORM, share__group="+new", share__group_new="Lägre än väntat")
    assert "Talet hör till gruppen ”Lägre än väntat”" in visit.words
    assert "räknas talet som oberoende" in visit.words
    visit.type(FORM, share__closeness="strong").save(FORM)
    assert (effect(example).quantity.share.group_id, effect(example).quantity.share.group_correlation) == (
        "lagre-an-vantat", 0.8,
    )  # fmt: skip
    visit = impact("share", "units").type(FORM, units__sure="range", units__low="0,5", units__high="2")
    visit.type(FORM, units__group="lagre-an-vantat", units__closeness="own", units__closeness_own="-0,25")
    assert "I gruppen finns också: Värderad effekt ”Färre barnavårdsutredningar”: andel" in visit.words
    visit.save(FORM)
    made = effect(example).quantity
    assert (made.units.group_id, made.units.group_correlation) == ("lagre-an-vantat", -0.25)
    assert made.share.group_correlation == 0.8
    assert [(each.id, each.name.sv) for each in example.chain("I1").groups] == [("lagre-an-vantat", "Lägre än väntat")]
    visit = impact("share", "units")
    assert "Gruppen ”Lägre än väntat”" in visit.field(FORM, "units.group").options
    visit.type(FORM, **{"units__group_name__lagre-an-vantat": "Hur många som fullföljer"}).save(FORM)
    assert example.chain("I1").groups[0].name.sv == "Hur många som fullföljer"
    assert "Hur många som fullföljer" in visit.go("uncertainty").words


def test_a_group_may_be_named_in_any_script_and_by_several_forms_at_once():
    assert group_identifier("Löner & arvoden ") == "loner-arvoden"
    assert group_identifier("Люди") == "41b-44e-434-438"
    assert group_identifier("!?") == ""


def test_a_shared_figure_says_that_it_is_one_draw_and_changes_everywhere(example):
    form = "effects/I1-B1/impact"
    visit = Visit("impact", intervention="I1").edit("effects", "I1-B1").unfold(form, "share")
    assert "Det räknas som ett enda osäkert tal" in visit.words
    visit.type(form, share__sure="range", share__low="5", share__high="20", share__group="+new", share__group_new="x")
    assert "Gruppen har inget annat tal ännu" in visit.words
    visit.save(form)
    same = [each.quantity.share for each in example.chain("I1").effects if each.quantity.share.figure_id]
    assert len(same) > 1
    assert {(each.low, each.high, each.group_id) for each in same} == {(0.05, 0.2, "x")}
    visit = Visit("impact", intervention="I1").edit("effects", "I1-B1").unfold(form, "share")
    assert "Gruppen har inget annat tal ännu" in visit.words, "the same figure elsewhere is no other figure"


def test_an_own_price_in_the_library_says_how_sure_it_is(example):
    whose = f"register {example.home}"
    visit = Visit("prices").choose("own-price@sv", PRICE).unfold(f"prices/{PRICE}", "price", whose=whose)
    visit.type(
        f"prices/{PRICE}", price="100 000", price__reason__sv="Egen", price__sure="range", price__low="81 000,50"
    )
    visit.type(f"prices/{PRICE}", price__high="130 000 kr", price__credibility="p90", price__shape="gamma")
    assert "gamma eller lognormal" in visit.words, "what suits a price is explained"
    assert not [each for each in visit.at.selectbox if "price.group" in each.key], "groups are an intervention's"
    visit.press("own-price-save")
    made = next(
        each for each in operations.prices(example.store, here(example.store)) if each.library_id == PRICE
    ).price
    assert parts(made) == {"low": 81_000.5, "high": 130_000, "credibility": 0.9, "shape": Shape.GAMMA}


def test_how_sure_it_is_comes_along_into_the_history_and_the_calculation(example):
    visit = impact("share").type(FORM, share__sure="range", share__low="1", share__high="9")
    visit.type(FORM, share__credibility="p90", share__group="+new", share__group_new="g", share__closeness="weak")
    visit.save(FORM).go("history")
    told = "Sannolikhet för spannet: 90 %; Tal som rör sig tillsammans: g; Samband inom gruppen: 0,3"
    assert told in visit.words
    visit.go("calculation", figure=f"effect/{EFFECT}")
    assert "Med 90\u00a0% sannolikhet mellan 1\u00a0% och 9\u00a0%" in visit.words
