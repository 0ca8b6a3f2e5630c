"""How somebody has chosen to look at who pays and who gains: of what, by whom, how far, and how the gains turn out."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from chain.plan.document import fingerprint
from chain.plan.model import Portfolio
from chain.problem import Problem
from pages.parts import portfolio_desk, portfolio_drawn, portfolio_view
from pages.parts.choices import choice_key
from pages.parts.compute import KEPT
from pages.parts.words import language, plain, t
from reports.plan.names import option_name
from reports.plan.payers import Seen
from reports.texts.numbers import format_share, format_years, parse_share
from reports.texts.problems import sentence
from sroi.plan.drawn_factors import Factors
from sroi.plan.shared import ByParty, shared
from sroi.plan.tried import Ends, Scenario, at_scenario, ends_of, with_cashable_share

BEST, OWN, ONE = "best", "own", "option:"
HORIZONS = (2, 5, 8, 10, 15)
CASES: tuple[Scenario, ...] = ("cautious", "stated", "hopeful")
PARTED: tuple[ByParty, ...] = ("level", "actor")


@dataclass(frozen=True)
class Looked:
    """What is looked at; `portfolio` has the cashable share that somebody tries, if any does."""

    portfolio: Portfolio
    factors: Factors
    option_ids: tuple[str, ...]
    by: ByParty
    years: int
    scenario: Scenario

    @property
    def varies(self) -> bool:
        """Whether the gains of anything that is looked at are drawn at all."""
        return not set(self.option_ids) <= set(self.factors.certain_ids)

    def seen(self, years: int | None = None, scenario: Scenario | None = None) -> Seen:
        """It at a horizon and in a case."""
        years, scenario = years or self.years, scenario or self.scenario
        case = at_scenario(self.portfolio, self.factors.factors, scenario)
        found = shared(case, self.option_ids, horizon_years=years, by=self.by)
        return Seen(self.portfolio, self.option_ids, self.by, scenario, found, self._ends(years))

    def _ends(self, years: int) -> Mapping[str, Ends]:
        asked = self.option_ids, years, self.by, tuple(self.factors.columns)
        return _ends((fingerprint(self.portfolio), *asked), self) if self.varies else {}

    @property
    def horizons(self) -> tuple[int, ...]:
        """The horizons that are held beside each other."""
        return horizons_of(self.portfolio)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _ends(key: tuple, _looked: Looked) -> Mapping[str, Ends]:
    _, option_ids, years, by, *_ = key
    return ends_of(_looked.portfolio, option_ids, _looked.factors.factors, horizon_years=years, by=by)


def horizons_of(portfolio: Portfolio) -> tuple[int, ...]:
    """The usual horizons within the portfolio's, and its own."""
    whole = portfolio.conventions.horizon_years
    return (*(each for each in HORIZONS if each < whole), whole)


def choose(portfolio: Portfolio) -> Looked:
    """The choices, and what follows from them."""
    factors = portfolio_drawn.factors(portfolio, portfolio_drawn.rooted(portfolio))
    left, right = st.columns(2)
    with left:
        which = portfolio_view.choose("portfolio_payers.which", "of", _choices(portfolio), _usual(portfolio),
                                      lambda each: _called(portfolio, each))  # fmt: skip
        by = portfolio_view.choose("portfolio_payers.by", "by", PARTED, PARTED[0],
                                   lambda each: t(f"portfolio_payers.by_{each}"))  # fmt: skip
    with right:
        horizons = horizons_of(portfolio)
        years = portfolio_view.choose("portfolio_payers.years", "horizon", horizons, horizons[-1],
                                      lambda each: format_years(language(), each))  # fmt: skip
        ids = _ids(portfolio, which)
        scenario = _scenario(varies=not set(ids) <= set(factors.certain_ids))
    return Looked(_tried(portfolio), factors, ids, by, years, scenario)


def _scenario(varies: bool) -> Scenario:
    if not varies:
        st.caption(t("portfolio_payers.no_scenarios"))
        return "stated"
    return portfolio_view.choose("portfolio_payers.case", "case", CASES, "stated",
                                 lambda each: t(f"portfolio_payers.scenario.{each}"))  # fmt: skip


def _choices(portfolio: Portfolio) -> tuple[str, ...]:
    own = (OWN,) if portfolio.choice is not None else ()
    return (BEST, *own, *(ONE + each.id for each in portfolio.options))


def _usual(portfolio: Portfolio) -> str:
    """What will be done, as far as it is known: one's own choice where there is one."""
    return BEST if portfolio.choice is None else OWN


def _called(portfolio: Portfolio, which: str) -> str:
    if which in (BEST, OWN):
        return t(f"portfolio_payers.choice.{which}")
    name = option_name(portfolio, which.removeprefix(ONE), language())
    return t("portfolio_payers.one_intervention", name=name)


def _ids(portfolio: Portfolio, which: str) -> tuple[str, ...]:
    if which == BEST:
        return portfolio_desk.plan_of(portfolio).best.option_ids
    return portfolio.choice.option_ids if which == OWN else (which.removeprefix(ONE),)


def _tried(portfolio: Portfolio) -> Portfolio:
    """The portfolio with the cashable share that somebody tries; as stated where the field is empty or wrong."""
    raw = st.text_input(t("portfolio_payers.cashable_share"), key=choice_key("portfolio-cashable"), max_chars=20,
                        help=t("portfolio_payers.cashable_help"))  # fmt: skip
    if not raw.strip():
        return portfolio
    share = parse_share(raw, "portfolio/cashable_share")
    if isinstance(share, Problem):
        st.error(plain(t("portfolio_payers.cashable_wrong", why=sentence(language(), share))))
        return portfolio
    st.caption(plain(t("portfolio_payers.cashable_tried", share=format_share(language(), share, None))))
    return with_cashable_share(portfolio, share)
