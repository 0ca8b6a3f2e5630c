"""The open portfolio: its address, how forms write in it, the plan that follows from it, and the top of each page."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from chain.assumption import Passport
from chain.edit import with_element
from chain.people import Wish
from chain.plan import edit
from chain.plan.checks import check_portfolio
from chain.plan.document import fingerprint
from chain.plan.model import Choice, Portfolio
from chain.problem import Problem, Severity
from pages.parts import editor, flash, links, outside, visit, workspace
from pages.parts.access import say_who_changes
from pages.parts.compute import KEPT
from pages.parts.desk import Desk
from pages.parts.sheet import Sheet
from pages.parts.show import Cited, slug
from pages.parts.words import language, plain, t
from reports.plan.names import set_name
from reports.texts.moments import format_moment
from reports.texts.problems import place_name, sentence
from sroi.effort import seconds_of_limits
from sroi.plan.portfolio import Beside, Plan, best_plan, decided, plan
from storage.operations import Conflict, HistoryEntry, Refused, Saved
from storage.operations import plan as plans
from storage.operations.plan import StoredPortfolio

NAME = "portfolio"
"""What it is called in the address."""
PREFIX = "portfolio/"
"""Stands before every place in it, so that it is told from one in a chain or a comparison."""
SHOWN_HASH = 12
BOXES = ((Severity.ERROR, st.error), (Severity.WARNING, st.warning), (Severity.NOTE, st.info))


def open_portfolio(portfolio_id: str) -> None:
    """Make this the portfolio that the pages show."""
    visit.show(NAME, portfolio_id)


def portfolio_id() -> str | None:
    """The open portfolio's id."""
    return visit.shown(NAME)


def stored() -> StoredPortfolio | None:
    """The open portfolio as last saved, or None when none is open or it is not there for this person.

    `writable` says whether this person can change it now.
    """
    asked = portfolio_id()
    if not asked or not workspace.organisation():
        return None
    acting = workspace.acting()
    found = workspace.ask("portfolio", acting, asked, find=lambda there: plans.load_portfolio(there, acting, asked))
    return found and replace(found, writable=found.writable and not found.archived)


def opened() -> StoredPortfolio:
    """The open portfolio; without one, the page ends with a way to choose."""
    found = stored()
    if found is None:
        st.title(t("portfolio.none_open"), anchor=False)
        st.write(t("portfolio.none_open_help"))
        links.link("portfolios", t("portfolio.choose"))
        st.stop()
    return found


def name_of(portfolio: Portfolio) -> str:
    """Its name, safe to show."""
    return plain(portfolio.name.into(language()) or portfolio.id)


def told_apart(there: Iterable[plans.PortfolioSummary]) -> dict[str, str]:
    """What each portfolio of a list is called, by id; and where two are called the same, when each was changed."""
    found = list(there)
    names = {each.id: each.name.into(language()) or each.id for each in found}
    shared = {name for name, count in Counter(names.values()).items() if count > 1}
    return names | {each.id: t("portfolio.named_changed", name=names[each.id], when=format_moment(each.updated_at))
                    for each in found if names[each.id] in shared}  # fmt: skip


# --- what follows from it ---------------------------------------------------------------------------------------------


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _best(sha256: str, _portfolio: Portfolio) -> Plan:
    return best_plan(_portfolio)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _whole(sha256: str, _portfolio: Portfolio) -> Plan:
    return plan(_portfolio)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _problems(sha256: str, _portfolio: Portfolio) -> tuple[Problem, ...]:
    return tuple(check_portfolio(_portfolio))


def problems_of(portfolio: Portfolio) -> tuple[Problem, ...]:
    """All that is wrong with a portfolio; where there is an error, nothing may be chosen."""
    return _problems(fingerprint(portfolio), portfolio)


def is_stop(found: Problem) -> bool:
    """Whether an option cannot stand beside the others, since it was counted otherwise."""
    return found.code == "plan.conventions_differ"


def stops_of(portfolio: Portfolio) -> dict[str, list[str]]:
    """The options that were counted otherwise, each with the conventions in which they differ."""
    stopped: dict[str, list[str]] = {}
    for each in filter(is_stop, problems_of(portfolio)):
        _, option_id, _, name = each.place.split("/", 3)
        stopped.setdefault(option_id, []).append(name)
    return stopped


def errors_of(portfolio: Portfolio) -> tuple[Problem, ...]:
    """What stops the choice."""
    return tuple(each for each in problems_of(portfolio) if each.severity is Severity.ERROR)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _own(sha256: str, _portfolio: Portfolio) -> Beside:
    return decided(_portfolio)[1]


def own_of(portfolio: Portfolio, choice: Choice) -> Beside:
    """Another choice held against the best one of a portfolio without errors."""
    chosen = edit.with_choice(portfolio, choice)
    return _own(fingerprint(chosen), chosen)


def plan_of(portfolio: Portfolio) -> Plan:
    """The plan of a portfolio without errors, but for what limits it; worked out once for each content."""
    return _best(fingerprint(portfolio), portfolio)


def whole_plan_of(portfolio: Portfolio) -> Plan | None:
    """The same with what limits it and the margins. Where that takes long, outside the page's process, and None until
    it is done, which is told."""
    key, rules = fingerprint(portfolio), len(plan_of(portfolio).used)
    seconds = seconds_of_limits(len(portfolio.options), rules)
    asked = outside.Asked(("portfolio limits", key), seconds, plan, (portfolio,), {})
    return outside.beside(asked, lambda: _whole(key, portfolio), "portfolio.limits_running")


# --- how forms write in it --------------------------------------------------------------------------------------------


def _save(portfolio: Portfolio, version: int) -> Saved | Conflict | Refused:
    return plans.save_portfolio(workspace.store(), workspace.acting(), portfolio, version)


def past_of(of: StoredPortfolio, place: str | None, limit: int | None) -> list[HistoryEntry]:
    """The latest changes of it, or of one place in it."""
    store, acting = workspace.store(), workspace.acting()
    found = plans.portfolio_history(store, acting, of.content.id, place_prefix=place, limit=limit)
    return [replace(each, place=f"{PREFIX}{each.place}") for each in found]


def _no_passports(_: Portfolio) -> Iterator[tuple[str, Passport]]:
    """A portfolio's amounts are results, and carry none."""
    return iter(())


DESK = Desk(
    stored, lambda found: found.content, lambda found: plans.portfolio_key(found.content.id), _save,
    with_element, edit.without_element, edit.users_of, _no_passports, past_of, has_settings=False, prefix=PREFIX,
)  # fmt: skip


def form(
    found: StoredPortfolio,
    name: str,
    draw: Callable[[Sheet, Portfolio], Mapping[str, object]],
    places: Collection[str],
) -> None:
    """The form for some of the portfolio's own parts; `places` are those that it changes."""
    editor.own_parts(found, DESK, name, draw, places)


def has_draft(found: StoredPortfolio, name: str) -> bool:
    """Whether this person has typed something in a form and not saved it."""
    key, form_name = DESK.key(found), PREFIX + name
    return any((each.intervention_id, each.form) == (key, form_name) for each in workspace.drafts())


# --- the top and the bottom of a page ---------------------------------------------------------------------------------


def begin(page: str) -> StoredPortfolio:
    """The top of a page: which portfolio, on which conventions, and why nothing can be changed where it cannot."""
    found = opened()
    st.caption(f"{name_of(found.content)} · {conventions_line(found.content)}")
    st.title(t(f"page.{page}"), anchor=False)
    flash.show()
    if found.archived:
        st.warning(t("portfolio.is_archived"))
    say_who_changes(Wish.COMPARE)
    return found


def conventions_line(portfolio: Portfolio) -> str:
    """What the amounts were counted on, in one line, safe to show."""
    return plain(_conventions(portfolio))


def _conventions(portfolio: Portfolio) -> str:
    held, of = portfolio.conventions, set_name(portfolio.conventions, language())
    return t("portfolio.on_conventions", set=of, years=held.horizon_years, start=str(portfolio.start_year))


def line(found: Problem, portfolio: Portfolio) -> str:
    """A problem with its place, as an item of a list."""
    here = found._replace(place=f"{PREFIX}{found.place}" if found.place else "")
    words = plain(sentence(language(), here, portfolio))
    return f"- **{plain(place_name(language(), here.place, portfolio))}**: {words}" if here.place else f"- {words}"


def show_problems(portfolio: Portfolio, wanted: Callable[[Problem], Any] = bool) -> None:
    """What is to mend, gravest first, each with its place and its remedy."""
    found = [each for each in problems_of(portfolio) if wanted(each)]
    for severity, draw in BOXES:
        lines = [line(each, portfolio) for each in found if each.severity is severity]
        if lines:
            draw(f"**{t(f'severity.{severity}')}**\n" + "\n".join(lines))


def onward(name: str, label: str, **more: str) -> None:
    """The one next step of a page, at its end."""
    st.divider()
    with st.container(key="portfolio-next"):
        links.link(name, label, **more)


def cited(portfolio: Portfolio) -> Cited:
    """What to tell with figures taken from a page of this portfolio."""
    name = portfolio.name.into(language()) or portfolio.id
    start = fingerprint(portfolio)[:SHOWN_HASH]
    return Cited((name, _conventions(portfolio), t("portfolio.fingerprint_is", start=start)))


def tell_why_not(lines: list[str]) -> None:
    """At the top of the next page, why something was not done."""
    flash.tell(" ".join(lines), grave=True)


def slug_of(portfolio: Portfolio) -> str:
    """Its name as part of a file name."""
    return slug(portfolio.name.into(language())) or portfolio.id


def _is_in_option(of: Problem) -> bool:
    """Whether it is mended in an option; the years that are counted are the portfolio's."""
    return of.place.startswith("options") and of.code != "plan.cost_outside"


def to_mend(errors: tuple[Problem, ...]) -> None:
    """The pages on which what stops the choice is mended."""
    pages = dict.fromkeys("portfolio_options" if _is_in_option(each) else "portfolio_rules" for each in errors)
    st.divider()
    with st.container(horizontal=True, key="portfolio-next"):
        for each in pages:
            links.link(each, t(f"page.{each}"))
