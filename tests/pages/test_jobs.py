"""Long calculations outside the page's process: shared, followed, cancelled, lost and begun again."""

from collections.abc import Iterator
import os

import pytest

from pages.parts.jobs import Jobs
from tests.pages.slow import counted, endless, failing, over, until, vanishing


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Calculations of this test alone."""
    made = Jobs()
    yield made
    made.close()


def test_a_result_comes_back_from_another_process_and_is_found_again(jobs):
    job = over(jobs.start("k", "Eva", counted, 41))
    assert (job.state, job.result, job.progress) == ("done", 42, (41, 41))
    assert jobs.start("k", "Bo", counted, 0) is job
    jobs.forget()
    assert jobs.find("k") is None


def test_two_visitors_share_one_and_it_ends_when_the_last_has_left(jobs):
    job = jobs.start("k", "Eva", endless)
    assert jobs.start("k", "Bo", endless) is job
    until(lambda: job.progress == (1, 2))
    process = job.process
    assert process.pid != os.getpid()
    jobs.leave("Eva")
    assert (job.state, job.waiting, process.poll()) == ("running", {"Bo"}, None)
    jobs.leave("Bo")
    assert job.state == "cancelled"
    until(lambda: process.poll() is not None)


def test_who_asks_for_another_waits_no_longer_for_the_first(jobs):
    first = jobs.start("first", "Eva", endless)
    second = jobs.start("second", "Eva", counted, 1)
    assert (first.state, over(second).result) == ("cancelled", 2)


def test_one_visitors_long_work_holds_up_no_other(jobs):
    jobs.start("long", "Eva", endless)
    assert over(jobs.start("short", "Bo", counted, 1)).state == "done"
    assert jobs.find("long").state in ("waiting", "running")


def test_one_cancelled_before_its_turn_never_begins():
    alone = Jobs(at_once=1)
    running, queued = alone.start("a", "Eva", endless), alone.start("b", "Bo", endless)
    until(lambda: running.progress == (1, 2))
    alone.leave("Bo")
    alone.leave("Eva")
    over(running)
    third = over(alone.start("c", "Cia", counted, 1))
    assert (queued.state, queued.progress, third.state) == ("cancelled", (0, 0), "done")
    alone.close()


def test_a_lost_process_is_told_and_can_be_begun_again(jobs, tmp_path):
    lost = over(jobs.start("k", "Eva", vanishing, str(tmp_path / "tried")))
    assert (lost.state, lost.result) == ("lost", None)
    again = over(jobs.start("k", "Eva", vanishing, str(tmp_path / "tried")))
    assert (again.state, again.result) == ("done", "here")


def test_a_failure_tells_its_kind_and_nobodys_words(jobs):
    job = over(jobs.start("k", "Eva", failing))
    assert (job.state, job.result) == ("failed", "ValueError")


def test_closing_ends_what_is_under_way_and_a_later_job_begins_anew(jobs):
    job = jobs.start("k", "Eva", endless)
    until(lambda: job.progress == (1, 2))
    process = job.process
    jobs.close()
    assert process.poll() is not None
    assert job.state == "cancelled"
    assert over(jobs.start("k", "Eva", counted, 1)).result == 2
