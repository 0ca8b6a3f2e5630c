"""The page that tells how sure a result is, and the interval wherever a ratio stands."""

import re

import pytest

from pages.parts import compute, jobs
from sroi.coverage import Coverage
from sroi.frozen import LARGEST_SEED
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.sureness import Drawing, sureness
from tests.golden.examples import example as shipped
from tests.pages.slow import over, until
from tests.pages.visit import Visit


def said(visit: Visit) -> str:
    """The page's words with plain spaces."""
    return visit.words.replace("\u00a0", " ")


def without_ranges(chain):
    """The chain with no uncertainty stated anywhere."""
    bare = {"low": None, "high": None}
    proxies = [each.model_copy(update={"price": each.price.model_copy(update=bare)}) for each in chain.proxies]
    return chain.model_copy(update={"proxies": tuple(proxies)})


FIRST = {
    "sv": "På 10 år ger varje satsad offentlig krona 0,75 kr i beräknad nytta för det offentliga "
    "(90 %-intervall 0,69 kr till 1,12 kr om bara 6 av 62 tal varierar och alla andra stämmer exakt).",
    "en": "Over 10 years, every public krona put in gives SEK 0.75 in calculated benefits to the public sector "
    "(90% interval SEK 0.69 to SEK 1.12 if only 6 of 62 figures vary and all others are exactly right).",
}
TOLD = {
    "sv": ("4 av 20 fall (19,9 %, Monte Carlo-fel 0,4 procentenheter)", "10 000 dragningar, frö 20260101",
           "De andra 56 hålls fasta", "Det här är inte ett intervall"),
    "en": ("4 cases out of 20 (19.9%, Monte Carlo error 0.4 percentage points)", "10,000 draws, seed 20260101",
           "The other 56 are held fixed", "This is no interval"),
}  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_money_comes_first_with_interval_condition_and_probability(example, language):
    visit = Visit("uncertainty", intervention="I2", lang=language)
    bold = [str(each.value) for each in visit.at.markdown if str(each.value).startswith("**")]
    assert re.sub(r"\\([^\w\s])", r"\1", bold[0]).replace("\u00a0", " ") == f"**{FIRST[language]}**"
    for words in TOLD[language]:
        assert words in said(visit)
    narrow = {"sv": "för smalt att lita på", "en": "too narrow to rely on"}[language]
    assert narrow in visit.told("warning")


@pytest.mark.parametrize(("language", "page"), [("sv", "result"), ("en", "result"), ("sv", "overview")])
def test_no_ratio_stands_without_its_interval(example, language, page):
    words = said(Visit(page, intervention="I2", lang=language))
    assert FIRST[language] in words
    assert TOLD[language][0] in words


def test_a_ratio_outside_its_own_interval_is_told_wherever_it_stands(example):
    for page in ("overview", "result", "uncertainty"):
        assert "Kvoten 0,40 ligger utanför sitt eget intervall" in said(Visit(page, intervention="I4"))


def test_every_payer_and_horizon_has_its_probability(example):
    visit = Visit("uncertainty", intervention="I2")
    tables = " ".join(str(each.value) for each in visit.at.html).replace("\u00a0", " ")
    for words in ("11 av 20 fall", "betalar inget inom horisonten", "15 år", "mindre än 0,1 %"):
        assert words in tables
    assert "100,0 %" not in tables  # draws can never tell certainty


def test_credibility_draws_and_seed_are_chosen_and_stand_in_the_address(example):
    visit = Visit("uncertainty", intervention="I2", interval="50", seed="7", dots="50")
    found = sureness(shipped("I2"), SWEDISH_PUBLIC_SECTOR, Drawing(seed=7)).of("public").ratio.interval(0.5)
    low, high = (f"{end:.2f} kr".replace(".", ",") for end in found[:2])
    assert f"50 %-intervall {low} till {high}" in said(visit)
    assert "frö 7" in said(visit)
    assert "50 punkter" in said(visit)
    visit.at.text_input(key="drawing-seed=7").set_value("11")
    visit.run()
    assert visit.at.query_params["seed"] in ("11", ["11"])
    assert "frö 11" in said(visit)


@pytest.mark.parametrize("seed", ["-1", str(LARGEST_SEED + 1), "abc", "1,5"])
def test_a_seed_that_cannot_be_is_refused_at_the_field(example, seed):
    visit = Visit("uncertainty", intervention="I2")
    visit.at.text_input(key="drawing-seed=20260101").set_value(seed)
    visit.run()
    assert visit.told("error")
    assert "frö 20260101" in said(visit)


def test_an_address_that_asks_for_the_impossible_gives_the_usual(example):
    visit = Visit("uncertainty", intervention="I2", interval="99", seed="99999999999", draws="5000000000", dots="3")
    assert FIRST["sv"] in said(visit)
    assert "10 000 dragningar, frö 20260101" in said(visit)


def test_without_any_uncertain_number_the_page_teaches_how_to_state_one(example):
    example.save(without_ranges, "I2")
    for language, words in (("sv", "inget intervall och ingen sannolikhet"), ("en", "no interval and no probability")):
        visit = Visit("uncertainty", intervention="I2", lang=language)
        assert words in visit.told("info")
        assert not visit.at.warning
    assert "punktskattning, inget spann angivet" in said(Visit("result", intervention="I2"))


def test_moving_one_assumption_moves_the_interval(example):
    before = said(Visit("uncertainty", intervention="I2"))

    def dearer(chain):
        first, *_ = [each for each in chain.proxies if each.price.high is not None]
        moved = first.price.model_copy(update={"high": first.price.high * 3})
        proxies = [each.model_copy(update={"price": moved}) if each.id == first.id else each for each in chain.proxies]
        return chain.model_copy(update={"proxies": tuple(proxies)})

    example.save(dearer, "I2")
    assert FIRST["sv"] in before
    assert FIRST["sv"] not in said(Visit("uncertainty", intervention="I2"))


def test_where_most_is_stated_the_interval_stands_alone_and_unwarned(example, monkeypatch):
    stored = example.load("I2")
    monkeypatch.setattr(Coverage, "is_mostly_stated", property(lambda self: True))
    visit = Visit("result", intervention="I2")
    assert stored.chain.id == "I2"
    assert "när 6 av 62 tal varierar" in said(visit)
    assert "Prisernas ytterlägen" not in said(visit)


# --- long ones ---


@pytest.fixture
def own_jobs(monkeypatch):
    """Long calculations of this test alone."""
    made = jobs.Jobs()
    monkeypatch.setattr("pages.parts.compute.JOBS", made)
    monkeypatch.setattr("pages.parts.waiting.JOBS", made)
    yield made
    made.close()


def job_of(example, own_jobs, draws=100_000):
    """The job for many draws of I2, as the page would have it."""
    return compute.sureness_job(example.load("I2"), SWEDISH_PUBLIC_SECTOR, Drawing(draws))


def test_many_draws_are_made_aside_with_the_usual_ones_meanwhile_and_then_shown(example, own_jobs):
    visit = Visit("uncertainty", intervention="I2", draws="100000")
    assert "10 000 dragningar" in said(visit)
    assert "räknas vid sidan av" in said(visit)
    job = over(job_of(example, own_jobs))
    assert (job.state, job.progress) == ("done", (100_000, 100_000))
    visit.run()
    assert "100 000 dragningar, frö 20260101" in said(visit)
    assert "vid sidan av" not in said(visit)
    here = sureness(shipped("I2"), SWEDISH_PUBLIC_SECTOR, Drawing(100_000)).of("public").ratio
    assert job.result.of("public").ratio == here


def test_a_visitor_may_cancel_and_calculate_again(example, own_jobs):
    visit = Visit("uncertainty", intervention="I2", draws="100000")
    visit.press("cancel-job")
    assert "avbröts" in said(visit)
    assert job_of(example, own_jobs).state == "cancelled"
    visit.press("again-job")
    assert over(job_of(example, own_jobs)).state == "done"
    assert "100 000 dragningar" in said(visit.run())


def test_a_lost_calculation_is_told_and_another_visitor_can_begin_it_again(example, own_jobs):
    visit = Visit("uncertainty", intervention="I2", draws="100000")
    job = job_of(example, own_jobs)
    until(lambda: job.process is not None)
    job.process.kill()
    over(job)
    visit.run()
    assert "försvann innan den var klar" in visit.told("error")
    Visit("uncertainty", intervention="I2", draws="100000")
    assert over(job_of(example, own_jobs)).state == "done"
    assert "100 000 dragningar" in said(visit.run())


def test_where_even_the_usual_draws_take_long_no_page_waits_for_them(example, own_jobs, monkeypatch):
    monkeypatch.setattr(compute, "LONG_SECONDS", 0)
    assert FIRST["sv"] in said(Visit("result", intervention="I2"))  # its own ratio alone is quick
    assert job_of(example, own_jobs, 10_000) is None
    visit = Visit("uncertainty", intervention="I2")
    assert FIRST["sv"] not in said(visit)
    assert "10 000 dragningar räknas vid sidan av" in said(visit)
    assert over(job_of(example, own_jobs, 10_000)).state == "done"
    assert FIRST["sv"] in said(visit.run())
