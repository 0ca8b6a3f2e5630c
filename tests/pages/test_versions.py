"""Keeping a result, opening it, calculating it again, comparing two."""

import pytest

from sroi import formulas, frozen
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.operations import VersionSummary
from tests.acting import here
from tests.pages.visit import Visit


def kept(example, name: str, settings=SWEDISH_PUBLIC_SECTOR) -> VersionSummary:
    """The result of I3 as it stands, kept by someone."""
    now = example.load("I3")
    made = operations.keep_version(example.store, here(example.store, "Eva"), "I3", now.version, settings, name)
    assert isinstance(made, VersionSummary)
    return made


def cheaper(chain):
    """The chain with every price a tenth lower."""
    proxies = tuple(
        each.model_copy(update={"price": each.price.model_copy(update={"value": round(each.price.value * 0.9, 2)})})
        for each in chain.proxies
    )
    return chain.model_copy(update={"proxies": proxies})


def test_keeping_tells_number_and_fingerprint_and_a_second_press_keeps_nothing_more(example):
    visit = Visit("result", intervention="I3")
    visit.type("version/new", name="Till *nämnden*", note="12 maj").press("keep-result")
    [made] = operations.versions(example.store, here(example.store), "I3")
    assert (made.name, made.note, made.settings) == ("Till *nämnden*", "12 maj", SWEDISH_PUBLIC_SECTOR)
    assert "nummer 1, ”Till *nämnden*”" in visit.told("success")
    assert made.fingerprint[:12] in visit.told("success")
    assert visit.field("version/new", "note").value == ""


def test_the_name_is_suggested_and_an_empty_one_is_asked_for(example):
    visit = Visit("result", intervention="I3")
    assert "10 år" in visit.field("version/new", "name").value
    visit.type("version/new", name=" ", note="viktigt").press("keep-result")
    assert "behöver ett namn" in visit.told("error")
    assert operations.versions(example.store, here(example.store), "I3") == []
    assert Visit("result", intervention="I3").field("version/new", "note").value == "viktigt"


def test_a_result_that_has_moved_on_is_not_kept(example, monkeypatch):
    visit = Visit("result", intervention="I3")
    stale = operations.load(example.store, here(example.store), "I3")
    example.save(cheaper, "I3")
    monkeypatch.setattr(operations, "load", lambda store, acting, name: stale)
    visit.press("keep-result")
    assert "har ändrat insatsen sedan sidan visades" in visit.told("error")
    assert operations.versions(example.store, here(example.store), "I3") == []


def test_without_any_kept_result_the_page_leads_to_where_one_is_kept(example):
    assert "Inget resultat är behållet ännu" in Visit("versions", intervention="I3").told("info")


@pytest.mark.parametrize(("language", "ratio"), [("sv", "0,77"), ("en", "0.77")])
def test_a_kept_result_is_shown_as_it_was_with_its_ends_and_horizon(example, language, ratio):
    kept(example, "<b>Mötet</b>")
    example.save(cheaper, "I3")
    visit = Visit("versions", intervention="I3", lang=language)
    words = visit.words.replace("\u00a0", " ")
    assert f"{ratio} " in words
    assert {"sv": "10 år", "en": "10 years"}[language] in words
    assert "<b>Mötet" not in "".join(str(each.value) for each in visit.at.html)


def test_calculating_again_gives_the_same_digits(example):
    made = kept(example, "A")
    visit = Visit("versions", intervention="I3").press(f"recompute-{made.id}")
    assert "samma siffror, till sista decimalen" in visit.told("success")


def test_when_the_engine_has_moved_both_results_are_shown(example, monkeypatch):
    made = kept(example, "A")
    before = formulas.shares_left
    monkeypatch.setattr(frozen, "ENGINE_VERSION", "9.0.0")
    monkeypatch.setattr(formulas, "shares_left", lambda *given: tuple(0.5 * share for share in before(*given)))
    visit = Visit("versions", intervention="I3").press(f"recompute-{made.id}")
    assert "nu gäller version 9.0.0" in visit.told("info")
    assert "Båda resultaten visas" in visit.told("error")
    version, _ = operations.version(example.store, here(example.store), made.id)
    words = visit.words.replace("\u00a0", " ")
    assert repr(version.result.public.ratio) in words
    for ratio in (version.result.public.ratio, version.result.public.ratio / 2):
        assert f"{ratio:.2f}".replace(".", ",") in words


def test_two_kept_results_are_compared_step_by_step(example):
    kept(example, "Före")
    example.save(cheaper, "I3")
    kept(example, "Efter")
    visit = Visit("versions", intervention="I3")
    words = visit.words.replace("\u00a0", " ")
    assert "SROI-kvot" in words
    for ratio in ("för det offentliga gick från 0,77 på 10 år (90 %-intervall", "till 0,69 på 10 år (90 %-intervall"):
        assert ratio in words
    assert "Det som har ändrats" in words
    assert visit.told("warning") == ""
    visit.choose("bridge-figure@sv", "investment")
    assert "Inget som har ändrats flyttar det" in visit.words


def test_ratios_on_unequal_conventions_stand_beside_each_other_only_with_that_said(example):
    kept(example, "Svensk")
    kept(example, "Guiden", SROI_GUIDE)
    visit = Visit("versions", intervention="I3")
    for kind in ("info", "warning"):
        assert "inte räknade på samma sätt" in visit.told(kind)
        assert "Ränta" in visit.told(kind)


def test_choosing_the_same_result_twice_says_so(example):
    made = kept(example, "A")
    kept(example, "B")
    visit = Visit("versions", intervention="I3").choose("from@sv", made.id).choose("to@sv", made.id)
    assert "Välj två olika resultat" in visit.told("info")


@pytest.mark.parametrize(("language", "odds"), [("sv", "0 av 20 fall"), ("en", "0 cases out of 20")])
def test_interval_probability_and_seed_are_kept_and_shown(example, language, odds):
    kept(example, "Nämnden")
    visit = Visit("versions", intervention="I3", lang=language)
    words = visit.words.replace("\u00a0", " ")
    interval = {
        "sv": "90 %-intervall 0,63 till 0,81 om bara 6 av 62",
        "en": "90% interval 0.63 to 0.81 if only 6 of 62",
    }
    listed = " ".join(str(each.value) for each in visit.at.html).replace("\u00a0", " ")
    assert interval[language] in listed
    assert odds in listed
    assert odds in words
    assert {"sv": "10 000 dragningar, frö 20260101", "en": "10,000 draws, seed 20260101"}[language] in words
