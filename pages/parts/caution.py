"""What weakens a figure, told where the figure stands: how many problems, the gravest in words, each with its way."""

from collections.abc import Iterable
from typing import NamedTuple

import streamlit as st

from chain.checks import CODES
from chain.model import Chain
from chain.problem import Problem, Severity
from chain.walk import step_of
from pages.parts import compute, links
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.texts.problems import place_name, sentence
from sroi.discounting import INDEXES
from sroi.settings import Settings
from storage.operations import Stored

SHOWN = 3
ORDER = {code: place for place, code in enumerate(CODES)}
GRAVITY = tuple(Severity)
FIRST = ("double", "effect", "resource", "engine", "proxy", "figure", "scope")
"""Topics whose problems move the figure itself; among equally grave ones these are told first."""
ABOUT_FIGURES = ("figure.not_stated", "figure.illustrative", "resource.no_price_year")
"""Notes about the figures as a whole, told beside the count however grave the rest is."""
ON_THEIR_PAGE = ("actors", "stakeholders", "resources", "activities", "outputs", "outcomes", "indicators", "proxies",
                 "effects")  # fmt: skip


class Count(NamedTuple):
    """How many problems of each severity."""

    errors: int
    warnings: int
    notes: int


def everything(stored: Stored, settings: Settings) -> list[Problem]:
    """What the checks and the calculation find, gravest first; where both speak of one place, the checks do."""
    checked = compute.problems(stored)
    result = compute.result(stored, settings)
    counted = _without_repeats(dict.fromkeys((*result.excluded, *result.problems)))
    found = [*checked, *(each for each in counted if not any(_covers(known, each) for known in checked))]
    return sorted(found, key=_rank)


def _covers(known: Problem, other: Problem) -> bool:
    """Whether the checks have already said it: at the same place, or, for a whole kind, somewhere within it."""
    if GRAVITY.index(known.severity) > GRAVITY.index(other.severity):
        return False
    whole = other.place.removeprefix("chain/") + "/"
    return known.place == other.place or f"{known.place}/".startswith((f"{other.place}/", whole))


def _rank(found: Problem) -> tuple[int, int, int]:
    """How early it is told: by gravity, then conventions that stop everything, then what moves the figure itself."""
    topic = found.code.partition(".")[0]
    told = FIRST.index(topic) if topic in FIRST else len(FIRST)
    if found.place.startswith("settings/"):
        told = -1
    return GRAVITY.index(found.severity), told, ORDER.get(found.code, 0)


def count(found: Iterable[Problem]) -> Count:
    """The number of errors, warnings and notes."""
    severities = [each.severity for each in found]
    return Count(*(severities.count(severity) for severity in GRAVITY))


def short(stored: Stored, settings: Settings) -> str:
    """One sentence for a list: whether it can be counted, and how much there is to know first."""
    counted = count(everything(stored, settings))
    if counted.errors:
        return t("caution.not_countable_one" if counted.errors == 1 else "caution.not_countable", count=counted.errors)
    if counted.warnings:
        return t("caution.countable_one" if counted.warnings == 1 else "caution.countable", count=counted.warnings)
    return t("caution.countable_clean")


def show(stored: Stored, settings: Settings) -> None:
    """Under a headline: the count, the gravest problems with their way, what the figures rest on, and all the rest."""
    found = everything(stored, settings)
    if not found:
        return
    with st.container(border=True, key="caution"):
        st.markdown(f"**{t('caution.before')}** {_counted(count(found))}")
        for each in _gravest(found):
            told = sum(other.code == each.code for other in found) - 1
            _line(each, stored.chain, t("caution.more_alike", count=told) if told else "")
        for each in found:
            if each.code in ABOUT_FIGURES:
                st.markdown(plain(_about_figures(each, stored.chain, settings)))
        with folded(t("caution.all", count=len(found)), "caution-all") as opened:
            if opened.open:
                _show_lines(found, stored.chain)


def _counted(found: Count) -> str:
    warnings = t("caution.warnings_one" if found.warnings == 1 else "caution.warnings", count=found.warnings)
    return t("caution.counts", errors=found.errors, warnings=warnings, notes=found.notes)


def _gravest(found: list[Problem]) -> list[Problem]:
    """The first of each kind of problem, gravest first."""
    kinds = {each.code: each for each in reversed(found) if each.code not in ABOUT_FIGURES}
    return sorted(kinds.values(), key=_rank)[:SHOWN]


def _about_figures(found: Problem, chain: Chain, settings: Settings) -> str:
    if found.code == "resource.no_price_year" and settings.price_year is not None:
        return t("caution.no_price_year", year=settings.price_year, **found.words())
    return sentence(language(), found, chain)


def _without_repeats(found: Iterable[Problem]) -> list[Problem]:
    """One line for a missing price level, however many prices wait for it."""
    listed = list(found)
    missing = next((each for each in listed if each.code == "engine.price_year_not_in_index"), None)
    waiting = ("engine.price_not_movable", "engine.cost_not_movable")
    return [each for each in listed if missing is None or each.code not in waiting]


def _show_lines(found: Iterable[Problem], chain: Chain) -> None:
    """Every problem on a line of its own: how grave, where, what, and a way there."""
    for each in found:
        _line(each, chain)


def reasons(problems: Iterable[Problem]) -> list[Problem]:
    """Why there is no figure at all, without the single rows that the lines below lead to."""
    told = _without_repeats(problems)
    return [each for each in told if each.place.startswith(("chain", "settings"))] or told


def _line(found: Problem, chain: Chain, more: str = "") -> None:
    st.markdown(plain(f"{t(f'severity.{found.severity}')}: {words(found, chain)} {more}"))
    if found.place.startswith("settings/"):
        return
    step, name = step_of(found.place), _element_name(found.place, chain)
    title = t(f"step.{step}.title")
    label = t("caution.open_element", title=title, name=name) if name else t("caution.open", title=title)
    links.link(step, plain(label), intervention=chain.id, **_row(found.place))


def words(found: Problem, chain: Chain) -> str:
    """Where the problem is, by name, and what it says."""
    return f"{place_name(language(), found.place, chain)}. {_said(found, chain)}"


def _said(found: Problem, chain: Chain) -> str:
    """The problem's sentence; of a missing price level it also tells the last one there is."""
    index = INDEXES.get(str(found.words().get("index")))
    if found.code == "engine.price_year_not_in_index" and index is not None:
        return t("caution.no_price_level", year=found.words()["to_year"], last=max(index.values))
    return sentence(language(), found, chain)


def _row(place: str) -> dict[str, str]:
    """The part of the address that opens the element in question, on the page where it is edited."""
    kind, _, rest = place.partition("/")
    return {"edit": f"{kind}/{rest.partition('/')[0]}"} if kind in ON_THEIR_PAGE and rest else {}


def _element_name(place: str, chain: Chain) -> str:
    kind, _, rest = place.partition("/")
    found = (
        next((each for each in getattr(chain, kind, ()) if each.id == rest.partition("/")[0]), None) if rest else None
    )
    return (found.name.into(language()) or found.id) if kind in ON_THEIR_PAGE and found else ""
