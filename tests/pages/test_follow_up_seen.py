"""Target against actual, and forecast against outcome: empty, measured, previewed, in both languages."""

import pytest
import streamlit as st

from chain.measurement import Cell, GroupCell
from pages.parts import links
from tests.pages.following import approved, on_the_day, planned, seen, sent
from tests.pages.visit import Visit


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the day of the journey; a link to a page that this edition does not have is left out."""
    on_the_day(monkeypatch)
    link = links.link
    there = lambda name, *told, **more: link(name, *told, **more) if name in st.session_state["pages"] else None  # noqa: E731
    monkeypatch.setattr(links, "link", there)


def tables(visit: Visit) -> str:
    """The tables of the page, with plain spaces."""
    return "\n".join(str(each.value) for each in visit.at.html).replace("\u00a0", " ")


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


@pytest.mark.parametrize(
    ("lang", "share", "stands"), [("sv", "47,9 %", "inte nått målet"), ("en", "47.9%", "target not reached")]
)
def test_what_counts_stands_beside_its_target(empty, lang, share, stands):
    approved(planned(empty))
    visit = Visit("follow_up", intervention="T1", lang=lang)
    assert share in told(visit)
    assert f"&#10007; {stands}" in tables(visit)


@pytest.mark.parametrize("chain_id", ["I1", "I2", "I3", "I4"])
def test_the_example_municipality_can_be_followed(example, chain_id):
    assert Visit("follow_up", intervention=chain_id).at.title
    assert Visit("learned", intervention=chain_id, lang="en").at.title


def test_small_groups_are_hidden_with_their_complement_and_the_total_stands(empty):
    told_hits = ("w", 21), ("m", 2)
    groups = tuple(
        GroupCell(split_id="sex", group_id=name, cell=Cell(hits=hits, answered=24)) for name, hits in told_hits
    )
    approved(planned(empty), seen().model_copy(update={"groups": groups}))
    visit = Visit("follow_up", intervention="T1").open("seen-groups-M1")
    assert '<th scope="col">Grupp</th>' in tables(visit)
    assert "färre än 5" in told(visit)
    assert "87,5" not in tables(visit) + told(visit)
    assert "47,9 %" in told(visit)
