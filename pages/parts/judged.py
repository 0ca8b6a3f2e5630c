"""What the pages about how sure a result is have in common: the top of the page, and the way to one number."""

import streamlit as st

from chain.model import Chain
from chain.problem import Severity
from chain.walk import step_of
from pages.parts import compute, conventions, flash, links, show, steps
from pages.parts.words import language, plain, t
from reports.amounts import number_name
from reports.headline import conventions_line
from sroi.movable import Movable
from sroi.settings import Settings
from storage.operations import Stored

MOST_LINKS = 8


def begin(page: str) -> tuple[Stored, Settings]:
    """Title, what the page is for, the conventions, and the ratio that all of it is about."""
    stored = steps.opened()
    st.title(t(f"page.{page}"), anchor=False)
    st.caption(plain(stored.chain.name.into(language())))
    flash.show()
    st.write(t(f"sure.about_{page}"))
    settings = conventions.choose(stored.chain)
    st.markdown(f"**{plain(show.ratio_of(stored, settings))}**")
    return stored, settings


def end(settings: Settings, chain: Chain) -> None:
    """How it was counted, at the foot of the page."""
    st.caption(plain(conventions_line(language(), settings, chain)))


def without_ratio(stored: Stored) -> None:
    """Why there is nothing to show, and the one way on: what stops the ratio is mended where it stands."""
    st.info(t("drivers.no_ratio"))
    problems = [each for each in compute.problems(stored) if each.severity is Severity.ERROR]
    links.link(step_of(problems[0].place) if problems else "impact", t("drivers.to_value"))


def link_to_number(place: str, chain: Chain) -> None:
    """A link to where the number is edited."""
    kind, element_id = place.split("/")[:2]
    name = number_name(place, chain, language())
    row = {} if kind == "chain" else {"edit": f"{kind}/{element_id}"}
    links.link(step_of(place), plain(t("drivers.open_number", name=name)), intervention=chain.id, **row)


def first_to_state(numbers: tuple[Movable, ...]) -> list[Movable]:
    """Of the numbers without a range, those to begin with: how large the effects are, then the rest in order."""
    return sorted(numbers, key=lambda each: not each.place.endswith(("/share", "/units", "/number")))[:MOST_LINKS]
