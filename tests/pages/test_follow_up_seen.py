"""Target against actual, and forecast against outcome: empty, measured, previewed, in both languages."""

import pytest

from tests.pages.following import approved, on_the_day, planned, sent
from tests.pages.visit import Visit


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the day of the journey."""
    on_the_day(monkeypatch)


def told(visit: Visit) -> str:
    """Everything that stands there, with plain spaces."""
    return visit.words.replace("\u00a0", " ").replace("\u202f", " ")


def test_without_a_plan_the_page_leads_to_it(empty):
    assert Visit("follow_up", intervention="T1").told("info")
    assert Visit("learned", intervention="T1")


def test_only_what_is_approved_is_seen_and_a_preview_says_so(empty):
    sent(planned(empty))
    visit = Visit("follow_up", intervention="T1")
    assert "47,9 %" not in told(visit)
    visit.at.toggle(key="seen-drafts").set_value(True)
    visit.run()
    assert "47,9 %" in told(visit)
    assert visit.told("warning")


@pytest.mark.parametrize(("lang", "share"), [("sv", "47,9 %"), ("en", "47.9%")])
def test_what_counts_stands_beside_its_target(empty, lang, share):
    approved(planned(empty))
    visit = Visit("follow_up", intervention="T1", lang=lang)
    assert share in told(visit)
    assert "✗" in told(visit)


@pytest.mark.parametrize("chain_id", ["I1", "I2", "I3", "I4"])
def test_the_example_municipality_can_be_followed(example, chain_id):
    assert Visit("follow_up", intervention=chain_id).at.title
    assert Visit("learned", intervention=chain_id, lang="en").at.title


def test_groups_stand_under_their_own_heading(example):
    visit = Visit("follow_up", intervention="I2").open("seen-groups-I2-M5")
    assert "Grupp</th>" in "\n".join(each.value for each in visit.at.html) or "Grupp" in told(visit)
    assert "Slag av ändring" not in told(visit)
