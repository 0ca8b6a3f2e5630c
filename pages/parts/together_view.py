"""What is shared and how it is looked at: the open intervention or the worked example, and the reader's choices."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

import streamlit as st

from chain.people import Wish
from chain.plan.model import Portfolio
from chain.plan.shared_example import HORIZONS, shared_example
from chain.problem import RefusedError
from chain.walk import step_of
from pages.parts import caution, compute, conventions, links, show, steps, together_compute, workspace
from pages.parts.choices import choice_key
from pages.parts.together_compute import Way
from pages.parts.words import language, plain, t
from reports.plan import together
from reports.plan.parties import Seen
from reports.sureness import Sure
from reports.texts.numbers import format_date, format_share, format_years
from sroi.plan.together import Together
from sroi.settings import Settings
from storage.operations import Stored

SHARED, EXAMPLE = "shared", "team-start"
"""The word in the address, and what it says of the worked example."""
TRIED = (None, *(tenth / 10 for tenth in range(11)))
"""Shares that can be tried as the cashable one; None is what is stated."""
Chosen = TypeVar("Chosen")


class Opened(NamedTuple):
    """The investment that is open: its figures, how far ahead, and the intervention that it is; None for the example.

    `cut_years` is the horizon that its years are cut to; None where the figures are made for the horizon already.
    """

    portfolio: Portfolio
    horizon_years: int
    cut_years: int | None = None
    stored: Stored | None = None
    settings: Settings | None = None
    sure: Sure | None = None


def begin() -> Opened:
    """The top of the page: the investment, and how far ahead it is looked at."""
    is_example = st.query_params.get(SHARED) == EXAMPLE
    stored = None if is_example else workspace.stored()
    st.title(t("page.invest_together"), anchor=False)
    if not is_example and stored is None:
        st.write(t("together.about"))
        st.info(t("together.none_open"))
        links.link("overview", t("walk.choose_intervention"))
        _to_example()
        st.stop()
    return _example() if stored is None else _own(steps.opened(Wish.READ))


def _to_example() -> None:
    links.link("invest_together", t("together.open_example"), **{SHARED: EXAMPLE})


def _example() -> Opened:
    st.caption(t("together.example_title"))
    st.write(t("together.about"))
    st.info(t("together.example_about"))
    if workspace.intervention_id():
        links.link("invest_together", t("together.to_own"))
    years = pick("horizon", HORIZONS, lambda each: format_years(language(), each), HORIZONS[-1])
    return Opened(shared_example(), years, years)


def _own(stored: Stored) -> Opened:
    st.caption(plain(stored.chain.name.into(language())))
    st.write(t("together.about"))
    _to_example()
    settings = conventions.choose_how(stored.chain).model_copy(update={"perspective": "society"})
    try:
        portfolio = together_compute.portfolio(stored, settings)
    except RefusedError as refused:
        _refused(stored, refused)
    if compute.result(stored, settings).years[0] < portfolio.start_year:
        st.warning(t("together.before_start", first=portfolio.start_year))
    sure = compute.quick_sureness(stored, settings)
    return Opened(portfolio, settings.horizon_years, None, stored, settings, sure)


def _refused(stored: Stored, refused: RefusedError) -> None:
    """Why no figure can be made of the intervention, and where that is mended; the page ends here."""
    lines = (f"- {plain(caution.words(each, stored.chain))}" for each in caution.reasons(refused.problems))
    st.warning("\n".join((f"**{t('together.refused')}**", *lines)))
    links.link(step_of(refused.problems[0].place) if refused.problems else "resources", t("together.mend"))
    st.stop()


def pick(name: str, options: Sequence[Chosen], words: Callable[[Chosen], str], usual: Chosen | None = None) -> Chosen:
    """One of several, whatever the language was when it was chosen."""
    at = options.index(usual) if usual in options else 0
    return st.selectbox(t(f"together.{name}"), options, index=at, format_func=words, key=choice_key(f"together-{name}"))


def looked_at(opened: Opened) -> Seen:
    """The choices of who is a party and which share is tried, and the investment looked at so."""
    left, right = st.columns(2)
    with left:
        by = pick("by", ("level", "sector", "actor"), lambda each: t(f"together.by_way.{each}"))
    with right:
        share = pick("share", TRIED, _share_words)
    way = Way(by, opened.cut_years, cashable_share=share)
    if share is not None:
        st.warning(t("together.share_tried", share=_share_words(share)))
    return _seen(opened, together_compute.shared_by(opened.portfolio, way), by)


def _share_words(share: float | None) -> str:
    return t("together.share_own") if share is None else format_share(language(), share, 0)


def _seen(opened: Opened, found: Together, by: str) -> Seen:
    return Seen(found, opened.portfolio, by, opened.horizon_years, language(), opened.sure)


def to_split(opened: Opened, seen: Seen) -> Seen:
    """The choices of what is split and among whom, and the same investment split so."""
    counting = pick("counting", ("gain", "cashable"), lambda each: t(f"together.counting_way.{each}"))
    share = st.session_state.get(choice_key("together-share"))
    way = Way(seen.by, opened.cut_years, counting, cashable_share=share)
    all_in = together_compute.shared_by(opened.portfolio, way)
    among = st.multiselect(
        t("together.among"), all_in.joining, default=all_in.joining, format_func=seen.name,
        key=choice_key(f"together-among-{seen.by}-{counting}"), help=t("together.among_help"),
        placeholder=t("common.choose"),
    )  # fmt: skip
    found = together_compute.shared_by(opened.portfolio, way._replace(among=tuple(sorted(among))))
    return _seen(opened, found, seen.by)


def basis() -> str:
    """What the split counts, in words: all gains or cashable money, and a share that is tried."""
    counting = st.session_state[choice_key("together-counting")]
    share = st.session_state[choice_key("together-share")]
    tried = [] if share is None else [t("together.share_tried", share=_share_words(share))]
    return ". ".join((t(f"together.counting_way.{counting}"), *tried))


def source(opened: Opened, seen: Seen) -> show.Source:
    """What a file taken along tells."""
    version = opened.stored.version if opened.stored else 1
    lines = (
        t("file.intervention", name=seen.title, version=version),
        together.headline(seen),
        together.how_counted(seen),
        t("file.taken", day=format_date(date.today())),
    )
    return show.Source(seen.title, seen.horizon_years, t("party.everyone"), lines)
