"""Scenarios side by side, and the forms in which a person makes their own."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from chain.assumption import Evidence
from chain.checks.rule import amount_figure
from chain.model import Chain
from chain.problem import Problem, problem
from pages.parts import compute, compute_drivers, flash, inputs, kept_scenarios, links, show
from pages.parts.kept_scenarios import UNSTATED, Own
from pages.parts.sheet import Sheet
from pages.parts.typed import limits, parsed, prefilled
from pages.parts.words import language, plain, t
from reports import scenarios as told
from reports.amounts import mover_name, shown
from reports.texts.numbers import format_share, format_share_input, parse_share
from sroi.movable import Movable
from sroi.scenarios import BASE, by_evidence
from sroi.settings import Settings
from sroi.terms import terms_of
from storage.operations import Stored


def show_all(stored: Stored, settings: Settings, origin: show.Source) -> None:
    """The scenarios, what each changes, and the two forms."""
    st.header(t("scenario.title"), anchor=False)
    st.markdown(t("scenario.about"))
    numbers, own = compute_drivers.numbers(stored, settings), kept_scenarios.kept(stored.chain)
    counted = kept_scenarios.counted(own, numbers, stored.chain, settings)
    found = compute_drivers.side_by_side(stored, settings, counted.figures)
    show.chart(told.scenarios_figure(found, language()), t("scenario.title"), download="scenarios", origin=origin)
    for name, count in counted.gone.items():
        st.warning(plain(t("scenario.gone", name=name, count=count)))
    discounted = {each.name: each for each in own if each.discounts}
    for each in found:
        if each.name != BASE:
            _contents(each, discounted.get(each.name), numbers, stored.chain)
    for each in own:
        st.button(plain(t("scenario.remove", name=each.name)), key=f"remove-scenario-{each.name}",
                  on_click=_remove, args=(stored.chain, each))  # fmt: skip
    with st.expander(t("scenario.own"), key="scenario-own"):
        _own(stored, numbers)
    with st.expander(t("scenario.evidence"), key="scenario-evidence"):
        _evidence(stored, settings)


def show_by_evidence(stored: Stored, settings: Settings, origin: show.Source) -> None:
    """What the gains rest on, what is left where the weak ones are held back, and the form that keeps that."""
    st.header(t("scenario.evidence_title"), anchor=False)
    st.markdown(t("scenario.evidence_why"))
    resting = by_evidence(stored.chain, compute.result(stored, settings), settings.perspective)
    if not resting:
        st.info(t("scenario.evidence_none"))
        return
    numbers, own = compute_drivers.numbers(stored, settings), kept_scenarios.kept(stored.chain)
    counted = kept_scenarios.counted([each for each in own if each.discounts], numbers, stored.chain, settings)
    found = compute_drivers.side_by_side(stored, settings, counted.figures)
    held_back = [each for each in found if each.name in counted.figures]
    st.markdown(plain(told.evidence_finding(resting, held_back, language())))
    show.table(
        told.evidence_table(resting, language()), t("scenario.evidence_title"), download="evidence", origin=origin
    )
    discounted = {each.name: each for each in own}
    for each in held_back:
        _contents(each, discounted[each.name], numbers, stored.chain)
    with st.expander(t("scenario.evidence"), key="scenario-evidence"):
        _evidence(stored, settings)
    links.link("drivers", t("scenario.all_beside"))


def _contents(each, discounts: Own | None, numbers: Sequence[Movable], chain: Chain) -> None:
    """What a scenario changes; for an evidence discount also the shares that were chosen."""
    name = told.scenario_name(each.name, language())
    with st.expander(plain(t("scenario.what", name=name))):
        if discounts:
            shares = "; ".join(
                t("scenario.evidence_one", level=_level(level), share=format_share(language(), share, None))
                for level, share in discounts.discounts.items()
            )
            st.markdown(plain(t("scenario.evidence_told", name=name, shares=shares)))
        if each.figures:
            show.table(told.changes_table(each, numbers, chain, language()), t("scenario.what", name=name))
        else:
            st.markdown(t("scenario.nothing_changed"))


def _remove(chain: Chain, one: Own) -> None:
    kept_scenarios.remove(chain, one.name)
    flash.tell(plain(t("scenario.removed", name=one.name)), lambda: kept_scenarios.keep(chain, one))


# Numbers of one's own


def _own(stored: Stored, numbers: Sequence[Movable]) -> None:
    st.markdown(t("scenario.own_help"))
    sheet = Sheet(stored.chain.id, "scenario/new", stored.version)
    sheet.show_unkept()
    name = inputs.line(sheet, "name", "", label=t("scenario.name"))
    options = [(each.place, mover_name(each, stored.chain, language())) for each in numbers]
    chosen = sheet.choices("places", t("scenario.places"), [], options)
    by_place = {each.place: each for each in numbers}
    figures = {place: _becomes(sheet, by_place[place], stored.chain) for place in chosen}
    if st.button(t("scenario.save"), key="save-scenario", type="primary"):
        missing = [] if figures else [problem("scenario.no_number", "scenario/places")]
        _save(sheet, stored, Own.model_construct(name=name, figures=figures, discounts={}), missing)


def _becomes(sheet: Sheet, number: Movable, chain: Chain) -> float | None:
    """The field for one number of the scenario; None while it cannot be read."""
    said = {"name": mover_name(number, chain, language()), "today": shown(number, number.base, language())}
    raw = sheet.line(
        f"to.{number.place}",
        plain(t("scenario.becomes", **said)),
        prefilled(number, number.base, language()),
        help=t("scenario.percent_of_plan") if number.unit == "factor" else None,
        max_chars=40,
    )
    value = limits(number, parsed(number, raw))
    if isinstance(value, Problem):
        sheet.report(value)
        return None
    return value


def _save(sheet: Sheet, stored: Stored, new: Own, missing: Sequence[Problem]) -> None:
    """Keep the scenario when everything in it is in order; what was typed stands until then."""
    found = [*missing, *_about_name(new.name)]
    if not found and not sheet.problems:
        unfit = kept_scenarios.keep(stored.chain, new)
        found = [unfit] if unfit else []
    for each in found:
        sheet.report(each)
    if not sheet.problems:
        sheet.forget()
        flash.tell(plain(t("scenario.saved", name=new.name)))
        st.rerun()


def _about_name(name: str) -> list[Problem]:
    if not name.strip():
        return [problem("scenario.unnamed", "scenario/name")]
    return [problem("scenario.name_taken", "scenario/name", name=name)] if kept_scenarios.is_taken(name) else []


# Held back by evidence


def _level(level: str) -> str:
    return t("scenario.evidence_unstated") if level == UNSTATED else t(f"evidence.{level}").lower()


def _levels(chain: Chain, settings: Settings) -> Counter[str]:
    """How many gains rest on each level of evidence, the strongest level first."""
    order = [*(level.value for level in Evidence), UNSTATED]
    gains = [each for each in terms_of(chain, settings.with_optional).effects.effects if each.sign > 0]
    found = Counter(str(amount_figure(each)[1].evidence or UNSTATED) for each in gains)
    return Counter({level: found[level] for level in order if found[level]})


def _evidence(stored: Stored, settings: Settings) -> None:
    st.markdown(t("scenario.evidence_help"))
    sheet = Sheet(stored.chain.id, "scenario/evidence", stored.version)
    sheet.show_unkept()
    name = inputs.line(sheet, "name", t("scenario.evidence_name"), label=t("scenario.name"))
    discounts = {}
    for level, count in _levels(stored.chain, settings).items():
        label = t("scenario.evidence_share", level=_level(level), count=count)
        raw = sheet.line(f"share.{level}", label, format_share_input(language(), 0.0), max_chars=40)
        share = inputs.number(sheet, f"share.{level}", raw, parse_share)
        discounts |= {level: share} if share else {}
    if st.button(t("scenario.save"), key="save-evidence", type="primary"):
        missing = [] if discounts else [problem("scenario.no_discount", "scenario/share")]
        _save(sheet, stored, Own.model_construct(name=name, figures={}, discounts=discounts), missing)
