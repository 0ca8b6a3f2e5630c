"""The forms about the procurement as a whole: what is bought and on which ground, the price, the rules, the days."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from chain.people import Access
from chain.period import Every
from chain.problem import problem
from chain.procurement.lock_checks import past_opening
from chain.procurement.model import Basis, Engine, OutcomeTerms, Points, PriceBase, Procurement, TieBreak
from pages.parts import figures, inputs, show, workspace
from pages.parts.sheet import Sheet
from pages.parts.tender_desk import Open, form
from pages.parts.tender_fields import amount, choice, label, moment, text, told, whole
from pages.parts.words import language, plain, t
from reports.procurement.trying import example_sentence, example_table
from reports.texts.numbers import format_date, format_share_input, parse_share
from reports.texts.problems import sentence
from storage import operations

MOST_YEARS = 100


def show_what(found: Open) -> None:
    """The object, the ground for award, and how bids are put in order."""
    form(found, "what", _what, ("title", "buyer", "object", "intervention_id", "basis", "engine", "points"))


def _what(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    given: dict[str, object] = {"title": text(sheet, "title", model.title, required=True)}
    given["buyer"] = inputs.line(sheet, "buyer", model.buyer, label=label("buyer"))
    given["object"] = text(sheet, "object", model.object, long=True)
    given["intervention_id"] = _intervention(sheet, model.intervention_id)
    given["basis"] = choice(sheet, "basis", model.basis, inputs.members("procurement_basis", Basis), optional=True)
    if given["basis"]:
        st.caption(t(f"tender_basis_says.{given['basis']}"))
    engine = choice(sheet, "engine", model.engine, inputs.members("tender_engine", Engine)) or model.engine
    st.caption(t(f"tender_engine_says.{engine}"))
    return given | {"engine": engine, "points": _points(sheet, model, engine)}


def _intervention(sheet: Sheet, old: str) -> str:
    """Whose chain measures may come from."""
    there = operations.find_interventions(workspace.store(), workspace.acting()).shown
    named = [(each.id, each.name.into(language()) or each.id) for each in there if each.access is Access.OWN]
    if old and old not in dict(named):
        named.append((old, old))
    return inputs.choice(sheet, "intervention_id", old, named, optional=True, label=t("tender.from_chain")) or ""


def _points(sheet: Sheet, model: Procurement, engine: str) -> Points | None:
    """With relative points: the example that shows what they do, worked out here and now, and that it has been seen."""
    if engine != Engine.RELATIVE:
        return model.points
    old = model.points or Points()
    st.error(t("tender.relative_warning"))
    show.table(example_table(language()), t("tender.example_title"))
    st.markdown(f"**{example_sentence(language())}**")
    left, right = st.columns(2)
    with left:
        price = amount(sheet, "points_price", old.price, title=t("tender.points_price"))
    with right:
        quality = amount(sheet, "points_quality", old.quality, title=t("tender.points_quality"))
    seen = sheet.tick("seen", t("tender.example_seen"), old.is_counter_example_seen)
    return Points(
        price=old.price if price is None else price,
        quality=old.quality if quality is None else quality,
        is_counter_example_seen=seen,
    )


def show_price(found: Open) -> None:
    """What the compared price covers, and what is expected."""
    st.write(t("tender.price_help"))
    form(found, "price", _price, ("price_base", "estimate_sek", "outcome_terms"))


def _price(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    old = model.price_base
    base = PriceBase(
        covers=text(sheet, "covers", old.covers, long=True),
        with_options=told(sheet, "with_options", old.with_options),
        with_vat=told(sheet, "with_vat", old.with_vat),
        index=text(sheet, "index", old.index),
    )
    estimate = amount(sheet, "estimate_sek", model.estimate_sek, figures.MONEY, above_nought=True)
    return {"price_base": base, "estimate_sek": estimate, "outcome_terms": _outcome_terms(sheet, model)}


def _outcome_terms(sheet: Sheet, model: Procurement) -> OutcomeTerms | None:
    """What of the price is paid for outcomes: for which measure, and how much of it; nothing where none is chosen."""
    st.header(t("tender.outcome.pay"), anchor=False)
    st.write(t("tender.outcome.help"))
    old = model.outcome_terms
    options = inputs.named(model.measures)
    if old and old.measure_id not in dict(options):
        options.append((old.measure_id, old.measure_id))
    picked = choice(sheet, "paid_measure", old.measure_id if old else None, options, optional=True)
    if picked is None:
        return None
    raw = sheet.line("outcome_share", label("outcome_share"),
                     format_share_input(language(), old.outcome_share if old else None))  # fmt: skip
    share = inputs.number(sheet, "outcome_share", raw, parse_share, required=True)
    if share is None:
        return old
    if not share:
        sheet.report(problem("tender.outcome_share", f"{sheet.form}/outcome_share"))
        return old
    return OutcomeTerms(measure_id=picked, outcome_share=share)


def show_rules(found: Open) -> None:
    """Rounding, tie-break, and how benefit that lasts is counted. There is no lowest price to set."""
    st.write(t("tender.rules_help"))
    st.write(t("tender.no_floor"))
    places = ("rounding_sek", "tie_break", "price_year", "horizon_years", "discount_rate")
    form(found, "rules", _rules, places)


def _rules(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    given: dict[str, object] = {
        "rounding_sek": amount(sheet, "rounding_sek", model.rounding_sek, figures.MONEY, above_nought=True),
        "tie_break": choice(sheet, "tie_break", model.tie_break, inputs.members("tender_tie", TieBreak), optional=True),
        "price_year": inputs.year(sheet, "price_year", model.price_year, label=label("price_year")),
    }
    st.header(t("tender.lasting"), anchor=False)
    st.write(t("tender.lasting_help"))
    left, right = st.columns(2)
    with left:
        given["horizon_years"] = whole(sheet, "horizon_years", model.horizon_years, 1, MOST_YEARS)
    with right:
        raw = sheet.line("discount_rate", label("discount_rate"), format_share_input(language(), model.discount_rate))
        given["discount_rate"] = inputs.number(sheet, "discount_rate", raw, parse_share)
    return given


def show_times(found: Open) -> None:
    """The periods that promises are given for, and when bids close and open."""
    st.write(t("tender.times_help"))
    if found.model.periods:
        ends = found.model.periods[0].start, found.model.periods[-1].end
        first, last = (format_date(each) for each in ends)
        st.caption(t("tender.periods", count=len(found.model.periods), first=first, last=last))
    for each in past_opening(found.model, workspace.store().clock()) if found.writable else ():
        st.warning(plain(sentence(language(), each)))
    form(found, "times", _times, ("every", "first_on", "last_on", "bids_close_at", "opens_at"))


def _day(sheet: Sheet, name: str, old: date | None) -> date | None:
    return inputs.day(sheet, name, old, label=label(name))


TIMES = ((("first_on", "last_on"), _day), (("bids_close_at", "opens_at"), moment))
"""Beside each other where there is room, in this order on a phone and for the keyboard."""


def _times(sheet: Sheet, model: Procurement) -> Mapping[str, object]:
    every = inputs.choice(sheet, "every", model.every, inputs.members("measuring.every", Every),
                          label=t("tender.promised_every"))  # fmt: skip
    given: dict[str, object] = {"every": every or model.every}
    for pair, draw in TIMES:
        for column, name in zip(st.columns(2), pair, strict=True):
            with column:
                given[name] = draw(sheet, name, getattr(model, name))
    return given
