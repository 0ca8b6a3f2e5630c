"""The course: ticked off it is there on the next visit, and exercises are checked without touching anything."""

from pages.about.course import STOPS
from sroi.course import EXERCISES, three_bids
from storage import operations
from tests.acting import here
from tests.pages.visit import Visit


def everything(place) -> object:
    """What the organisation has of interventions."""
    return operations.find_interventions(place.store, here(place.store), "", 0, 100)


def test_what_is_ticked_off_is_there_on_the_next_visit_and_can_be_taken_back(empty):
    count = len(STOPS) + len(EXERCISES)
    page = Visit("course")
    assert f"Klart: 0 av {count}." in page.told("markdown")
    page.at.checkbox(key="course-need").check()
    page.run()
    again = Visit("course", lang="en")
    assert f"Done: 1 of {count}." in again.told("markdown")
    again.at.checkbox(key="course-need").uncheck()
    again.run()
    assert f"Klart: 0 av {count}." in Visit("course").told("markdown")


def test_an_answer_is_checked_and_nothing_of_ones_own_is_touched(empty):
    page, exercise = Visit("course"), three_bids()
    before = everything(empty)
    page.press("course-three_bids-check")
    assert "Välj ett svar först." in page.told("info")
    wrong = next(each.id for each in exercise.choices if each.id not in exercise.right)
    page.at.radio(key="course-three_bids").set_value(wrong)
    page.press("course-three_bids-check")
    assert "Inte än." in page.told("info")
    page.at.radio(key="course-three_bids").set_value(next(iter(exercise.right)))
    page.press("course-three_bids-check")
    assert "Rätt." in page.told("success")
    assert "– Löst" in Visit("course").told("subheader")
    assert everything(empty) == before
