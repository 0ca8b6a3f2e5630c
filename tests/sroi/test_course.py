"""The exercises: what is right is what the engine says, and a wrong answer is told apart from it."""

import pytest

from chain.checks import check_chain
from reports.course_words import choice_words, question, verdict
from reports.texts import LANGUAGES, text
from sroi import course
from sroi.course import EXERCISES

EACH = pytest.mark.parametrize("make", EXERCISES, ids=lambda make: make.__name__)


@EACH
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exercise_can_be_answered_right_and_wrong_in_words(make, language):
    found = make()
    ids = [each.id for each in found.choices]
    assert 3 <= len(set(ids)) == len(ids)
    assert set() < found.right < set(ids)
    assert len({choice_words(language, each) for each in found.choices}) == len(ids), "no two choices read alike"
    assert "{" not in question(language, found)
    for each in ids:
        told = verdict(language, found, each)
        assert "{" not in told
        assert told.startswith(text(language, "course.right" if each in found.right else "course.not_yet"))


def test_the_answers_follow_from_the_examples():
    twice = course.double_count()
    assert twice.right == {course.PLANTED}
    assert twice.numbers["ratio_with"] > twice.numbers["ratio_without"]
    tips = course.tipping_price()
    ratios = {each.id: tips.numbers[f"ratio_{each.id}"] for each in tips.choices}
    assert {name for name, ratio in ratios.items() if abs(ratio - 1) < 0.005} == tips.right
    assert max(ratios.values()) == pytest.approx(tips.numbers["ratio"])
    late = course.late_measurement().numbers
    assert len({round(ratio, 2) for ratio in late.values()}) == 3
    bids = course.three_bids()
    assert bids.numbers["first_sek"] < bids.numbers["second_sek"]
    assert course.next_million().right == {"P4", "P5"}
    assert course.next_million().numbers["gain_sek"] == pytest.approx(1_900_000)


def test_nothing_of_the_examples_is_changed():
    whole = course._example(course.TWICE)
    before = whole.model_dump_json()
    course.double_count.__wrapped__()
    assert whole.model_dump_json() == before
    assert not [each for each in check_chain(whole, 2026) if each.code.startswith("double.")]
