"""What drives, tips and is worth knowing in a long chain: worked out aside, followed, cancelled, the same answer."""

import pytest

from chain.model import Chain
from pages.parts import jobs
from reports.texts import text
from sroi.accounted import shares_of_variance
from sroi.deciding import decide
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.stated import stated_ranges
from sroi.switching import switching_values
from storage import operations
from tests.acting import here
from tests.benchmarks.bench_uncertainty import workload
from tests.pages.slow import over, until
from tests.pages.visit import Visit

EFFECTS = 100
"""Enough for each of the three to be worked out aside."""
ASIDE = "räknas vid sidan av"
PAGES = ("drivers", "tipping", "learning")


def in_ore(chain: Chain) -> Chain:
    """The chain with prices in whole öre, as the database keeps them."""

    def price(each):
        ends = {name: round(getattr(each.price, name), 2) for name in ("value", "low", "high")}
        return each.model_copy(update={"price": each.price.model_copy(update=ends)})

    return chain.model_copy(update={"proxies": tuple(map(price, chain.proxies))})


@pytest.fixture
def long_chain(empty) -> Chain:
    """A hundred effects with 600 uncertain numbers, saved."""
    made = operations.create(empty.store, here(empty.store), in_ore(workload(EFFECTS)))
    return made.chain


@pytest.fixture
def own_jobs(monkeypatch):
    """Long calculations of this test alone."""
    made = jobs.Jobs()
    for name in ("compute", "waiting", "outside"):
        monkeypatch.setattr(f"pages.parts.{name}.JOBS", made)
    yield made
    made.close()


def only(made: jobs.Jobs) -> jobs.Job:
    """The one calculation that is known."""
    [job] = made._jobs.values()
    return job


def straight(page: str, chain: Chain) -> object:
    """The answer worked out here."""
    if page == "drivers":
        return shares_of_variance(chain, SWEDISH_PUBLIC_SECTOR)
    if page == "tipping":
        return switching_values(chain, SWEDISH_PUBLIC_SECTOR, 1.0, ranges=stated_ranges(chain))
    return decide((chain,), SWEDISH_PUBLIC_SECTOR)


@pytest.mark.parametrize(("page", "then"), [
    ("drivers", "drivers.hardly"), ("tipping", "tipping.nearest"), ("learning", "learning.decision"),
])  # fmt: skip
def test_a_long_chain_is_worked_out_aside_with_progress_and_gives_the_same_answer(long_chain, own_jobs, page, then):
    visit = Visit(page, intervention=long_chain.id)
    assert ASIDE in visit.words
    job = over(only(own_jobs))
    assert job.state == "done"
    assert job.progress[0] == job.progress[1] > 1, "it told how far it had come"
    assert repr(job.result) == repr(straight(page, long_chain))
    visit.run()
    assert ASIDE not in visit.words
    assert text("sv", then, most="").strip() in visit.words
    again = Visit(page, intervention=long_chain.id)
    assert ASIDE not in again.words, "the next visitor finds it done"
    assert len(own_jobs._jobs) == 1


@pytest.mark.parametrize("page", PAGES)
def test_it_can_be_cancelled_and_begun_again(long_chain, own_jobs, page):
    visit = Visit(page, intervention=long_chain.id)
    first = only(own_jobs)
    until(lambda: first.process is not None or first.is_over)
    visit.press("cancel-outside")
    assert first.state == "cancelled"
    assert "Beräkningen avbröts" in visit.told("info")
    visit.run()
    assert only(own_jobs) is first, "it does not begin again by itself"
    visit.press("again-outside")
    assert over(only(own_jobs)).state == "done"
    assert "avbröts" not in visit.run().told("info")


def test_what_can_be_read_meanwhile_stands_there(long_chain, own_jobs):
    words = Visit("drivers", intervention=long_chain.id).words
    assert ASIDE in words
    assert "Ett tal i taget" in words
    assert "Scenarier sida vid sida" in words


def test_a_lost_calculation_is_told(long_chain, own_jobs):
    visit = Visit("tipping", intervention=long_chain.id)
    job = only(own_jobs)
    until(lambda: job.process is not None)
    job.process.kill()
    over(job)
    assert "försvann innan den var klar" in visit.run().told("error")


@pytest.mark.parametrize("page", PAGES)
def test_a_short_chain_is_answered_at_once(example, own_jobs, page):
    assert ASIDE not in Visit(page, intervention="I2").words
    assert not own_jobs._jobs
