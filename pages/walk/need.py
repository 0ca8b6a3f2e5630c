"""Need and purpose: what is to become better, for whom, when, and how many take part."""

from collections.abc import Mapping

import streamlit as st

from chain.model import Chain, Claim, Method, Status
from chain.walk import Step
from pages.parts import editor, figures, inputs, steps
from pages.parts.access import guard
from pages.parts.sheet import Sheet


def _draw(sheet: Sheet, chain: Chain) -> Mapping[str, object]:
    words = {
        "name": inputs.text(sheet, "name", chain.name, required=True),
        "need": inputs.text(sheet, "need", chain.need, long=True),
        "purpose": inputs.text(sheet, "purpose", chain.purpose, long=True),
        "target_group": inputs.text(sheet, "target_group", chain.target_group),
        "responsible_unit": inputs.text(sheet, "responsible_unit", chain.responsible_unit),
        "evidence": inputs.text(sheet, "evidence", chain.evidence, long=True),
    }
    left, right = st.columns(2)
    with left:
        kinds = {
            "method": inputs.choice(sheet, "method", chain.method, inputs.members("method", Method)),
            "status": inputs.choice(sheet, "status", chain.status, inputs.members("status", Status)),
        }
    with right:
        kinds["claim"] = inputs.choice(sheet, "claim", chain.claim, inputs.members("claim", Claim))
        kinds["cohort_unit"] = inputs.text(sheet, "cohort_unit", chain.cohort_unit)
    return words | kinds | _period(sheet, chain)


def _period(sheet: Sheet, chain: Chain) -> Mapping[str, object]:
    left, right = st.columns(2)
    with left:
        start = inputs.year(sheet, "start_year", chain.start_year, required=True) or chain.start_year
    with right:
        end = inputs.year(sheet, "end_year", chain.end_year, required=True) or chain.end_year
    years = steps.programme(start, end)
    unit = chain.cohort_unit.sv or chain.cohort_unit.en
    cohorts = figures.series(sheet, "cohorts", chain.cohorts, years, figures.NUMBER, unit=unit)
    return {"start_year": start, "end_year": end, "cohorts": cohorts}


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.NEED)
    editor.header(stored, "need", _draw)
    steps.end(Step.NEED, states)
